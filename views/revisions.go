package views

import (
	"time"

	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// RevisionsVM is the history of an article. Comparing is a GET to the same address with `from` and `to` (revision ids).
type RevisionsVM struct {
	Slug  string
	ID    int64
	Title string
	Back  components.Link // the article
	Now   time.Time
	Rows  []RevisionRow // newest first
}

// RevisionRow is one revision.
type RevisionRow struct {
	ID         int64
	Number     int
	Cause      models.RevisionCause
	Step       string // amendments: the step
	Author     string
	At         time.Time
	Characters int
	Current    bool
}

var causeNames = map[models.RevisionCause]string{
	models.CauseCreated:  "revision.created",
	models.CauseImported: "revision.imported",
	models.CauseSaved:    "revision.saved",
	models.CauseAmended:  "revision.amended",
	models.CauseRestored: "revision.restored",
}

func (vm RevisionsVM) href(row RevisionRow) string {
	return paths.To(paths.ArticleRevision, vm.Slug, vm.ID, row.ID)
}

// RevisionVM is one revision, to be read and, by whoever may edit, restored. Restoring posts role and version (of the article)
// to paths.ArticleRevision.
type RevisionVM struct {
	Slug       string
	ArticleID  int64
	Version    int64
	Row        RevisionRow
	Text       models.ArticleText
	Images     ImageURL
	CanRestore bool
	CompareURL string // with the current revision; empty for that one
}

// CompareVM shows what changed between two revisions of an article.
type CompareVM struct {
	Slug      string
	ArticleID int64
	Title     string
	From, To  RevisionRow
	Parts     []ComparePart
}

// ComparePart is one part of the article with what came and what went. Unchanged ones are drawn quietly.
type ComparePart struct {
	Label    string // 标题, 来源, 第 3 段
	Segments []components.Segment
	Changed  bool
	Note     string // 已移动, 由正文改为小标题
}
