package newsroom_test

import (
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

// chainWith saves the default chain with a change.
func (o *office) chainWith(tb testing.TB, change func(chain models.Chain)) {
	tb.Helper()
	p, err := o.Bulletin(tb.Context(), o.admin, o.bulletin.ID)
	must(tb, err)
	chain := models.DefaultChain()
	change(chain)
	must(tb, o.SetChain(tb.Context(), o.admin, o.bulletin.ID, p.Bulletin.Version, chain))
}

func TestAStepIsDueSoManyWorkingDaysAfterItBegan(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		o.chainWith(t, func(chain models.Chain) { chain[0].Days, chain[1].Days = 1, 2 })
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(t.Context(), o.editor, issue.ID))
		row := func() newsroom.IssueRow {
			list, err := o.Issues(t.Context(), o.first, newsroom.IssueQuery{})
			must(t, err)
			return list.Rows[0]
		}
		began := row().Deadline
		if began.IsZero() || row().Overdue {
			t.Fatalf("the first step is due at %v, overdue %v", began, row().Overdue)
		}
		day := began.Format(time.DateOnly)
		off, err := models.DaysBetween(day, day, false, "防汛值守")
		must(t, err)
		must(t, o.MarkDays(t.Context(), o.admin, off))
		if got := row().Deadline; !got.After(began) {
			t.Errorf("a day off does not put off the deadline: %v", got)
		}
		must(t, o.UnmarkDays(t.Context(), o.admin, day, ""))
		if got := row().Deadline; !got.Equal(began) {
			t.Errorf("the deadline is %v, and was %v", got, began)
		}
		o.clock.Advance(10 * 24 * time.Hour)
		todo, err := o.ToDo(t.Context(), o.first)
		must(t, err)
		if !row().Overdue || !todo.ForMe[0].Overdue {
			t.Error("ten days later nothing is overdue")
		}
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		p, err := o.Review(t.Context(), o.second, issue.ID)
		must(t, err)
		if row().Overdue || p.Steps[1].Deadline.IsZero() || !p.Steps[0].Deadline.IsZero() || !p.Steps[1].Deadline.After(began.AddDate(0, 0, 9)) {
			t.Errorf("the next step does not count from when it began: %+v", p.Steps)
		}
		must(t, o.approve(t, o.second, issue.ID, "同意"))
		if got := row().Deadline; !got.IsZero() {
			t.Errorf("a step without a deadline is due at %v", got)
		}
	})
}

func TestTheCalendarBelongsToAdministrators(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		before := lastSeq(t, o)
		off, err := models.DaysBetween("2026-12-31", "2027-01-01", false, "元旦")
		must(t, err)
		for _, who := range []models.Actor{o.editor, o.signer, {}} {
			_, err := o.Calendar(t.Context(), who, 2026)
			wantCode(t, "look", err, models.CodeNotFound)
			wantCode(t, "mark", o.MarkDays(t.Context(), who, off), models.CodeNotFound)
			wantCode(t, "unmark", o.UnmarkDays(t.Context(), who, "2026-12-31", ""), models.CodeNotFound)
		}
		must(t, o.MarkDays(t.Context(), o.admin, append(off, off...)))
		must(t, o.MarkDays(t.Context(), o.admin, off))
		p, err := o.Calendar(t.Context(), o.admin, 2026)
		must(t, err)
		if len(p.Days) != 1 || p.Days[0].Name != "元旦" || !p.Fixed {
			t.Errorf("2026 has %+v", p.Days)
		}
		wantCode(t, "what is not marked", o.UnmarkDays(t.Context(), o.admin, "2026-06-01", "2026-06-03"), models.CodeNotFound)
		wantCode(t, "another century", func() error { _, err := o.Calendar(t.Context(), o.admin, 1900); return err }(), models.CodeNotFound)
		must(t, o.UnmarkDays(t.Context(), o.admin, "2026-12-30", "2027-01-02"))
		if got := actions(t, o, before); len(got) != 3 || got[2] != "calendar.unmarked" {
			t.Errorf("audited: %q", got)
		}
	})
}
