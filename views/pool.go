package views

import (
	"strings"
	"time"

	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// PoolVM is the pool: articles that stand in no issue. The query is `q`, `unit` and `page`.
//
// Forms, each with role: paths.Pool with op=create and title (a new article), or op=place, article, section and version (of
// the article) to put one at the end of a section; paths.ArticleDelete with version.
type PoolVM struct {
	Slug      string
	Now       time.Time
	CanEdit   bool
	Rows      []PoolRow
	Places    []components.Option // value: section id; label: 第232期 · 一、龙江板块
	Filter    PoolFilter
	Paging    components.PaginationProps
	TrashHref string // where deleted articles are; empty: not for whoever reads this
}

// PoolRow is one article of the pool.
type PoolRow struct {
	ID         int64
	Version    int64
	Title      string
	Units      []string
	Characters int
	State      models.ArticleState
	HeldOver   bool            // material that is held over for a later issue
	Twin       components.Link // another article with the same title; without an address: there is none
	Updated    time.Time
	UpdatedBy  string
}

func (vm PoolVM) href(row PoolRow) string { return paths.To(paths.DeskArticle, vm.Slug, row.ID) }

func (row PoolRow) units() string { return strings.Join(row.Units, "、") }
