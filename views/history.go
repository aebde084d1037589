package views

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"jianbao/internal/i18n"
	"jianbao/models"
	"jianbao/views/components"
)

// HistoryVM is the story of an issue from its first draft on, oldest first.
type HistoryVM struct {
	Slug      string
	IssueID   int64
	Name      string // of the bulletin, as printed
	Label     string
	State     IssueState
	Now       time.Time
	AuditHref string // where the rest stands; empty: the page has all of it
	Chapters  []HistoryChapter
	Files     []HistoryFile
}

// HistoryChapter is one stretch of the story: editing, one round of review, what happened after publication.
type HistoryChapter struct {
	Anchor string
	Title  string
	Lines  []HistoryLine
}

// HistoryLine is one act, or several of the same kind in a row by the same person on the same thing.
type HistoryLine struct {
	AuditLine
	Times int       // 1: once
	Until time.Time // of the last of them
	Key   bool      // a decision or a change of state, which stands out
}

// HistoryFile is a file of an edition.
type HistoryFile struct {
	Format  string
	Edition int
	At      time.Time
	Hash    string
	Bytes   int64
}

// chapterOf says which acts begin a new chapter.
var chapterOf = map[models.Event]string{
	models.EventSubmit: "history.review", models.EventPublish: "history.published", models.EventReopen: "history.reopened",
	models.EventTakeDown: "history.down", models.EventWithdraw: "history.down", models.EventRestore: "history.restored",
}

// smallActs are rows of the workflow that neither decide anything nor move an issue.
var smallActs = []models.Event{models.EventEdit, models.EventReplace, models.EventAmend, models.EventClear, models.EventDelete}

// eventOf is the row of the workflow that an action of the log belongs to; empty: none.
func eventOf(action string) models.Event {
	name, ok := strings.CutPrefix(action, "issue.")
	if _, known := models.TransitionFor(models.Event(name)); !ok || !known {
		return ""
	}
	return models.Event(name)
}

// Tell puts entries, oldest first, into chapters. Saves of one text in a row become one line.
func (vm *HistoryVM) Tell(ctx context.Context, entries []AuditLine) {
	rounds := 0
	for _, e := range entries {
		event := eventOf(e.Key)
		key := chapterOf[event]
		if key == "history.review" {
			rounds++
		}
		if len(vm.Chapters) == 0 && key == "" {
			key = "history.editing"
		}
		if key != "" {
			vm.Chapters = append(vm.Chapters, HistoryChapter{Anchor: "part-" + strconv.Itoa(len(vm.Chapters)+1), Title: i18n.T(ctx, key, i18n.D{"Round": rounds})})
		}
		vm.Chapters[len(vm.Chapters)-1].add(HistoryLine{AuditLine: e, Times: 1, Until: e.At, Key: event != "" && !slices.Contains(smallActs, event)})
	}
}

func (c *HistoryChapter) add(l HistoryLine) {
	if n := len(c.Lines); n > 0 && c.Lines[n-1].continues(l) {
		last := &c.Lines[n-1]
		last.Times, last.Until, last.Details = last.Times+1, l.At, l.Details
		return
	}
	c.Lines = append(c.Lines, l)
}

// continues reports whether l is more of the same: no decision, and by the same person to the same thing.
func (h HistoryLine) continues(l HistoryLine) bool {
	return !l.Key && h.AuditLine.Key == l.AuditLine.Key && h.Who == l.Who && h.Role == l.Role && h.Object == l.Object
}

func (h HistoryLine) anchor() string { return "entry-" + strconv.FormatInt(h.Seq, 10) }

func (vm HistoryVM) editionName(ctx context.Context, n int) string {
	if n > 1 {
		return i18n.T(ctx, "reader.edition_corrected", i18n.D{"Number": n})
	}
	return i18n.T(ctx, "reader.edition", i18n.D{"Number": n})
}

func (vm HistoryVM) chip(ctx context.Context) []components.ChipProps { return vm.State.chips(ctx) }

func (f HistoryFile) check() string { return models.CheckCode(f.Hash) }
