package views

import (
	"strings"
	"time"

	"jianbao/internal/paths"
	"jianbao/views/components"
)

// PoolVM is the pool: articles that stand in no issue, and those that were deleted.
//
// Forms, each with role: paths.Pool with op=create and title (a new article), or op=place, article, section and version (of
// the article) to put one at the end of a section; paths.ArticleDelete and paths.ArticleRestore with version.
type PoolVM struct {
	Slug    string
	Now     time.Time
	CanEdit bool
	Rows    []PoolRow
	Places  []components.Option // value: section id; label: 第232期 · 一、龙江板块
	Deleted []PoolRow
	Paging  components.PaginationProps
}

// PoolRow is one article of the pool.
type PoolRow struct {
	ID         int64
	Version    int64
	Title      string
	Units      []string
	Characters int
	From       string // the issue it was taken out of; empty: none
	Updated    time.Time
	UpdatedBy  string
}

func (vm PoolVM) href(row PoolRow) string { return paths.To(paths.DeskArticle, vm.Slug, row.ID) }

func (row PoolRow) units() string { return strings.Join(row.Units, "、") }
