package newsroom_test

import (
	"slices"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/internal/store/storetest"
	"jianbao/models"
)

// mostQueries is how many statements a page may ask the database for, whatever stands in it: the page of a review comes near.
const mostQueries = 32

// asks counts the statements of an operation, without those that begin and end its transactions.
func (o gated) asks(name string, do func() error) int {
	o.t.Helper()
	o.gate.FailAt(0, storetest.Before)
	if err := do(); err != nil {
		o.t.Fatalf("%s: %v", name, err)
	}
	return len(slices.DeleteFunc(o.gate.Seen(), func(s string) bool { return slices.Contains([]string{"BEGIN", "COMMIT", "ROLLBACK"}, s) }))
}

// sender is the unit that an article of each issue comes from.
const sender = "北屿口岸管理局"

// sent is published, with a sending unit.
func (o gated) sent(number int) models.Issue {
	ctx, issue := o.t.Context(), o.imported(o.t, o.editor, number)
	p, err := o.Article(ctx, o.editor, o.articles(o.t, issue.ID)[0])
	must(o.t, err)
	text := p.Revision.Text
	text.Units = []string{sender}
	_, err = o.SaveArticle(ctx, o.editor, p.Article.ID, newsroom.SaveArticle{Base: p.Article.RevisionID, Text: text})
	must(o.t, err)
	must(o.t, o.Submit(ctx, o.editor, issue.ID))
	for _, a := range []models.Actor{o.first, o.second, o.signer} {
		must(o.t, o.approve(o.t, a, issue.ID, "同意"))
	}
	must(o.t, o.Publish(ctx, o.signer, issue.ID))
	must(o.t, o.DrainOutbox(ctx))
	return issue
}

// writes leaves working copies of articles with the editor.
func (o gated) writes(articles []int64) {
	for _, id := range articles {
		p, err := o.Article(o.t.Context(), o.editor, id)
		must(o.t, err)
		text := p.Revision.Text
		text.Title += "（未保存）"
		_, err = o.StoreCopy(o.t.Context(), o.editor, id, newsroom.CopyInput{Base: p.Article.RevisionID, Text: text, State: p.Article.State})
		must(o.t, err)
	}
}

// TestNoPageAsksMoreOfAFullerOffice reads every page of lists and texts in a small office and in one that has published much more: no page
// asks the database once for each of what it lists.
func TestNoPageAsksMoreOfAFullerOffice(t *testing.T) {
	t.Parallel()
	eachGated(t, func(o gated) {
		ctx, visitor := o.t.Context(), models.Actor{Role: models.Visitor}
		issue := o.sent(87)
		draft := o.imported(o.t, o.editor, 88)
		review := o.imported(o.t, o.editor, 89)
		must(o.t, o.Submit(ctx, o.editor, review.ID))
		printed, drafted := o.articles(o.t, issue.ID)[0], o.articles(o.t, draft.ID)[0]
		pages := map[string]func() error{
			"current issue": func() error { _, err := o.ReadCurrent(ctx, visitor, o.bulletin); return err },
			"issue":         func() error { _, err := o.ReadIssue(ctx, visitor, o.bulletin, issue.ID); return err },
			"its article":   func() error { _, err := o.ReadArticle(ctx, visitor, o.bulletin, printed); return err },
			"archive":       func() error { _, err := o.ReadArchive(ctx, visitor, o.bulletin, ""); return err },
			"section":       func() error { _, err := o.ReadSection(ctx, visitor, o.bulletin, "制度创新", ""); return err },
			"units":         func() error { _, err := o.ReadUnits(ctx, visitor, o.bulletin); return err },
			"unit":          func() error { _, err := o.ReadUnit(ctx, visitor, o.bulletin, sender, ""); return err },
			"feed":          func() error { _, err := o.ReadFeed(ctx, o.bulletin, ""); return err },
			"search": func() error {
				_, err := o.SearchFor(ctx, visitor, newsroom.SearchRequest{Bulletin: o.bulletin.ID, Words: "口岸"})
				return err
			},
			"pages as they print": func() error { _, err := o.EditionPages(ctx, visitor, o.bulletin, issue.ID); return err },
			"to-do":               func() error { _, err := o.ToDo(ctx, o.editor); return err },
			"unsaved":             func() error { _, err := o.Copies(ctx, o.editor); return err },
			"issues":              func() error { _, err := o.Issues(ctx, o.editor, newsroom.IssueQuery{}); return err },
			"contents": func() error {
				_, err := o.DeskIssue(ctx, o.editor, draft.ID, newsroom.PoolQuery{})
				return err
			},
			"article": func() error { _, err := o.Article(ctx, o.editor, drafted); return err },
			"review":  func() error { _, err := o.Review(ctx, o.first, review.ID); return err },
			"report": func() error {
				_, err := o.Report(ctx, o.editor, models.ReportSpan{From: "2026-01", To: "2026-12"})
				return err
			},
		}
		o.writes(o.articles(o.t, draft.ID)[:1])
		before := map[string]int{}
		for name, page := range pages {
			before[name] = o.asks(name, page)
		}
		o.writes(o.articles(o.t, draft.ID)[1:])
		for number := range 6 {
			o.sent(90 + number)
		}
		for name, page := range pages {
			after := o.asks(name, page)
			o.t.Logf("%s: %d statements", name, after)
			if after > before[name]+1 || after > mostQueries { // one more where there is a newer issue to name
				o.t.Errorf("%s asks %d statements of one issue and %d of seven", name, before[name], after)
			}
		}
	})
}

// What lists count over all editions is counted again when readers see something else, and not because time passes.
func TestListsOverAllEditionsAreCountedOnceForWhatReadersSee(t *testing.T) {
	t.Parallel()
	eachGated(t, func(o gated) {
		ctx, visitor := o.t.Context(), models.Actor{Role: models.Visitor}
		count := func(want int) int {
			return o.asks("units", func() error {
				list, err := o.ReadUnits(ctx, visitor, o.bulletin)
				if err == nil && (len(list) != 1 || list[0].Articles != want) {
					o.t.Errorf("readers find %+v, want %d articles", list, want)
				}
				return err
			})
		}
		issue := o.sent(87)
		first := count(1)
		o.clock.Advance(time.Hour)
		if again := count(1); again >= first {
			o.t.Errorf("%d statements an hour later, %d at first", again, first)
		}
		o.sent(88)
		if changed := count(2); changed != first {
			o.t.Errorf("%d statements after a publication, %d at first", changed, first)
		}
		must(o.t, o.TakeDown(ctx, o.editor, issue.ID, "数字有误"))
		count(1)
	})
}
