package views

import (
	"context"
	"fmt"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/internal/redline"
	"jianbao/models"
	"jianbao/views/components"
)

// RevisionsVM is the history of an article. Comparing is a GET to the same address with `from` and `to` (revision ids), or
// `since` (seen, submission, edition), and `view` (side).
type RevisionsVM struct {
	Slug  string
	ID    int64
	Title string
	Back  components.Link // the article
	Now   time.Time
	Quick []components.Link // comparisons that people ask for most
	Rows  []RevisionRow     // newest first
}

// RevisionRow is one revision.
type RevisionRow struct {
	ID         int64
	Number     int
	Cause      models.RevisionCause
	Step       string // amendments: the step
	Opinion    string // amendments: what its author said in that step
	Author     string
	Proposers  []string // whose proposals were accepted in it
	At         time.Time
	Characters int
	Grown      int  // characters more, or fewer, than in the revision before; meaningless on the first
	First      bool // no revision before it is shown
	Current    bool
}

// growth is how much longer or shorter the text became.
func (r RevisionRow) growth() string {
	switch {
	case r.First, r.Grown == 0:
		return ""
	case r.Grown < 0:
		return fmt.Sprintf("−%d", -r.Grown)
	}
	return fmt.Sprintf("+%d", r.Grown)
}

// name is the revision in words: 第 3 稿（审改，周明远，2026年11月2日 10:15）.
func (r RevisionRow) name(ctx context.Context) string {
	return i18n.T(ctx, "compare.revision", i18n.D{
		"Number": r.Number, "Cause": i18n.T(ctx, causeNames[r.Cause]), "Author": r.Author, "At": i18n.DateTime(ctx, r.At),
	})
}

var causeNames = map[models.RevisionCause]string{
	models.CauseCreated:  "revision.created",
	models.CauseImported: "revision.imported",
	models.CauseSaved:    "revision.saved",
	models.CauseAmended:  "revision.amended",
	models.CauseRestored: "revision.restored",
	models.CauseSide:     "draft.side",
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
	MergeURL   string // of a side revision: beside the current one, to take from either
}

// CompareVM shows what changed between two revisions of an article.
type CompareVM struct {
	Slug      string
	ArticleID int64
	Title     string
	From, To  RevisionRow
	Switch    DiffSwitch
	Diff      redline.ArticleDiff
	Files     []components.Link // the marked-up copy in each format
}

func (vm CompareVM) diff() DiffVM { return DiffVM{Diff: vm.Diff, Side: vm.Switch.Side} }
