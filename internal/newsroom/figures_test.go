package newsroom_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/models"
	"jianbao/views"
)

// opens has readers open a page of the office's bulletin now.
func (o *office) opens(kind models.FigureKind, id int64, section string, times int) {
	o.reads(o.Newsroom, kind, id, section, times)
}

func (o *office) reads(n *newsroom.Newsroom, kind models.FigureKind, id int64, section string, times int) {
	for range times {
		n.CountView(models.FigureOf{BulletinID: o.bulletin.ID, Kind: kind, SubjectID: id, Section: section})
	}
}

// figures are what the editor sees.
func (o *office) figures(q newsroom.FiguresQuery) newsroom.FiguresPage {
	o.t.Helper()
	p, err := o.Figures(o.t.Context(), o.editor, q)
	must(o.t, err)
	return p
}

func (o *office) expectViews(want int64) {
	o.t.Helper()
	if got := o.figures(newsroom.FiguresQuery{}).All.Total; got != want {
		o.t.Errorf("%d views are written, want %d", got, want)
	}
}

func TestViewsAddUpWithEveryWrite(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		o.opens(models.IssueFigure, 1, "", 3)
		o.opens(models.ArticleFigure, 1, "", 2)
		o.opens(models.SectionFigure, 0, "澜江实践", 1)
		o.expectViews(0) // they wait in memory
		for n := range int64(2) {
			must(o.t, o.WriteFigures(o.t.Context()))
			o.expectViews(6 + 4*n)
			must(o.t, o.WriteFigures(o.t.Context())) // nothing new
			o.expectViews(6 + 4*n)
			o.opens(models.IssueFigure, 1, "", 4)
		}
		if first := o.figures(newsroom.FiguresQuery{}).List.Entries[0]; first.Views != 7 {
			o.t.Errorf("the issue was opened %d times, want 7", first.Views)
		}
	})
}

func TestViewsThatCannotBeWrittenWait(t *testing.T) {
	t.Parallel()
	eachGated(t, func(o gated) {
		for id := range int64(700) { // more than one transaction
			o.opens(models.ArticleFigure, id+1, "", 1)
		}
		o.gate.FailOn("insert into figures")
		if err := o.WriteFigures(o.t.Context()); !errors.Is(err, storetest.ErrInjected) {
			o.t.Fatalf("the writing ended with %v", err)
		}
		o.expectViews(0)
		o.opens(models.ArticleFigure, 1, "", 5)
		o.gate.FailAt(0, storetest.Before)
		must(o.t, o.WriteFigures(o.t.Context()))
		o.expectViews(705)
	})
}

func TestTheLastViewsAreWrittenWhenTheServerStops(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		o.opens(models.IssueFigure, 1, "", 2)
		stopped, stop := context.WithCancel(o.t.Context())
		stop()
		o.RunFigures(stopped)
		o.expectViews(2)
	})
}

func TestTwoServersCountForOneOffice(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		o := newOffice(db.T, db.Open)
		o.t = db.T
		beside, err := db.Reopen(o.clock.Now)
		must(o.t, err)
		o.t.Cleanup(func() { _ = beside.Close() })
		other := newsroom.New(newsroom.Config{Store: beside, Render: views.EditionRenderer{}, Location: time.UTC, Logger: slog.New(slog.DiscardHandler), Hashing: cheap})
		done := make(chan error)
		for _, n := range []*newsroom.Newsroom{o.Newsroom, other} {
			go func() {
				for range 10 {
					for id := range int64(20) {
						o.reads(n, models.ArticleFigure, id+1, "", 1)
					}
					if err := n.WriteFigures(o.t.Context()); err != nil {
						done <- err
						return
					}
				}
				done <- nil
			}()
		}
		must(o.t, errors.Join(<-done, <-done))
		o.expectViews(400)
	})
}

func TestADayIsTheOfficesDay(t *testing.T) {
	t.Parallel()
	o := newOffice(t, func(now func() time.Time) *store.Store { return storetest.SQLite(t, now) })
	o.t = t
	of := models.FigureOf{BulletinID: o.bulletin.ID, Kind: models.IssueFigure, SubjectID: 1}
	midnight := time.Date(2026, 11, 2, 16, 0, 0, 0, time.UTC)                                  // in Shanghai
	for _, after := range []time.Duration{-time.Second, 0, 23 * time.Hour, -2 * time.Second} { // the clock is set back, too
		o.clock.Advance(midnight.Add(after).Sub(o.clock.Now()))
		o.CountView(of)
	}
	must(t, o.WriteFigures(t.Context()))
	o.clock.Advance(time.Hour)
	steps := o.figures(newsroom.FiguresQuery{}).Steps
	if got := fmt.Sprint(steps[28:]); got != "[{2026-11-02 map[issue:2] 2} {2026-11-03 map[issue:2] 2}]" {
		t.Errorf("counted as %s", got)
	}
}

func TestMemoryForViewsIsBounded(t *testing.T) {
	t.Parallel()
	o := newOffice(t, func(now func() time.Time) *store.Store { return storetest.SQLite(t, now) })
	o.t = t
	for id := range int64(newsroom.MaxPagesViewed + 10) {
		o.opens(models.ArticleFigure, id+1, "", 1)
	}
	o.opens(models.ArticleFigure, 1, "", 1) // a page that is known goes on being counted
	if err := o.WriteFigures(t.Context()); !errors.Is(err, newsroom.ErrFiguresDropped) {
		t.Errorf("the writing ended with %v", err)
	}
	o.expectViews(newsroom.MaxPagesViewed + 1)
}

func TestFiguresNameWhatWasRead(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue := o.published(t, 87)
		articles := o.articles(t, issue.ID)
		o.opens(models.IssueFigure, issue.ID, "", 2)
		for i, id := range articles {
			o.opens(models.ArticleFigure, id, "", i+1)
		}
		o.opens(models.SectionFigure, 0, "澜江实践", 1)
		must(t, o.WriteFigures(t.Context()))
		last := articles[len(articles)-1]
		for _, span := range []string{"", models.LastMonths, issue.Date[:4]} {
			p := o.figures(newsroom.FiguresQuery{Span: span, Kind: models.ArticleFigure})
			if e := p.List.Entries[0]; e.SubjectID != last || e.Title == "" || e.Label() != issue.Label() || e.Date != issue.Date || e.Gone || e.Views != int64(len(articles)) || p.List.Total != len(articles) {
				t.Errorf("%q: most read is %+v of %d", span, e, p.List.Total)
			}
			if got := p.Years; len(got) != 1 || got[0] != issue.Date[:4] {
				t.Errorf("years %v", got)
			}
		}
		if e := o.figures(newsroom.FiguresQuery{}).List.Entries[0]; e.Label() != issue.Label() || e.Views != 2 || e.Gone {
			t.Errorf("the issue is %+v", e)
		}
		if e := o.figures(newsroom.FiguresQuery{Kind: models.SectionFigure}).List.Entries[0]; e.Section != "澜江实践" || e.Views != 1 || e.Gone {
			t.Errorf("the section is %+v", e)
		}
		must(t, o.WithdrawArticle(t.Context(), o.signer, issue.ID, last, "有误", password))
		list := o.figures(newsroom.FiguresQuery{Kind: models.ArticleFigure}).List.Entries
		if !list[0].Gone || list[1].Gone {
			t.Errorf("one article is withdrawn: %+v", list[:2])
		}
		must(t, o.Withdraw(t.Context(), o.signer, issue.ID, "有误", password))
		for _, kind := range models.FigureKinds {
			for _, e := range o.figures(newsroom.FiguresQuery{Kind: kind}).List.Entries {
				if !e.Gone {
					t.Errorf("after the issue is withdrawn readers see %+v", e)
				}
			}
		}
	})
}

func TestFiguresComePageByPageAndToWhoMaySeeThem(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		for id := range int64(newsroom.PageSize + 5) {
			o.opens(models.ArticleFigure, id+1, "", 1)
		}
		must(t, o.WriteFigures(t.Context()))
		for q, want := range map[newsroom.FiguresQuery]int{
			{Kind: models.ArticleFigure}: newsroom.PageSize, {Kind: models.ArticleFigure, Page: 2}: 5, {Kind: models.ArticleFigure, Page: 3}: 0, {Kind: models.ArticleFigure, All: true}: newsroom.PageSize + 5,
			{}: 0, {Span: "2025", Kind: models.ArticleFigure}: 0,
		} {
			if got := len(o.figures(q).List.Entries); got != want {
				t.Errorf("%+v lists %d, want %d", q, got, want)
			}
		}
		for _, a := range []models.Actor{o.first, o.proofreader, o.reader, o.admin} {
			_, err := o.Figures(t.Context(), a, newsroom.FiguresQuery{})
			refused(t, err, models.CodeNotFound, "")
		}
		for _, q := range []newsroom.FiguresQuery{{Span: "weeks"}, {Kind: "file"}} {
			_, err := o.Figures(t.Context(), o.signer, q)
			refused(t, err, models.CodeNotFound, "")
		}
	})
}
