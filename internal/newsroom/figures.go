package newsroom

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// How page views come from memory into the database.
const (
	figuresPause = 30 * time.Second
	figuresTime  = 5 * time.Second // for one writing; a server that stops waits for the last
	figuresBatch = 500             // pages in one transaction
)

// MaxPagesViewed is how many pages wait in memory to be written. Further ones are not counted meanwhile.
const MaxPagesViewed = 20_000

// dayOf is a page on a day.
type dayOf struct {
	day string
	of  models.FigureOf
}

// tally counts page views until they are written.
type tally struct {
	mu      sync.Mutex
	day     string    // the office's today
	begins  time.Time // when it began
	ends    time.Time // when it is over
	views   map[dayOf]int64
	dropped int64 // views of pages beyond MaxPagesViewed
}

// CountView counts that a page was opened. It costs no allocation once the page is known, asks nobody and never fails; see RunFigures.
func (n *Newsroom) CountView(of models.FigureOf) {
	t, at := &n.tally, n.store.Now()
	t.mu.Lock()
	defer t.mu.Unlock()
	if at.Before(t.begins) || !at.Before(t.ends) {
		local := at.In(n.location)
		midnight := func(later int) time.Time {
			return time.Date(local.Year(), local.Month(), local.Day()+later, 0, 0, 0, 0, n.location)
		}
		t.day, t.begins, t.ends = local.Format(time.DateOnly), midnight(0), midnight(1)
	}
	t.add(dayOf{t.day, of}, 1)
}

// add is called with the lock held.
func (t *tally) add(key dayOf, views int64) {
	if _, known := t.views[key]; !known && len(t.views) >= MaxPagesViewed {
		t.dropped += views
		return
	}
	if t.views == nil {
		t.views = map[dayOf]int64{}
	}
	t.views[key] += views
}

// take empties the tally: what was counted, in the order in which every server writes it.
func (t *tally) take() (list []models.Figure, dropped int64) {
	t.mu.Lock()
	views := t.views
	dropped, t.views, t.dropped = t.dropped, nil, 0
	t.mu.Unlock()
	for key, n := range views {
		list = append(list, models.Figure{FigureOf: key.of, Day: key.day, Views: n})
	}
	slices.SortFunc(list, func(a, b models.Figure) int {
		return cmp.Or(cmp.Compare(a.BulletinID, b.BulletinID), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.SubjectID, b.SubjectID), cmp.Compare(a.Section, b.Section))
	})
	return list, dropped
}

// putBack counts again what could not be written.
func (t *tally) putBack(list []models.Figure) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, f := range list {
		t.add(dayOf{f.Day, f.FigureOf}, f.Views)
	}
}

// WriteFigures adds the page views counted since the last time to the database. After an error what was not written waits in memory for
// the next time. Several servers may count for one database.
func (n *Newsroom) WriteFigures(ctx context.Context) error {
	list, dropped := n.tally.take()
	for len(list) > 0 {
		batch := list[:min(len(list), figuresBatch)]
		if err := n.store.Write(ctx, func(tx *store.Tx) error { return tx.AddFigures(batch) }); err != nil {
			n.tally.putBack(list)
			return fmt.Errorf("write reading figures: %w", err)
		}
		list = list[len(batch):]
	}
	if dropped > 0 {
		return fmt.Errorf("%w: %d views", ErrFiguresDropped, dropped)
	}
	return nil
}

// ErrFiguresDropped says that views were not counted, see MaxPagesViewed. Everything else is written.
var ErrFiguresDropped = errors.New("more pages were opened than are counted in memory")

// RunFigures writes page views every half minute, and once more when ctx ends. What fails is logged and tried again.
func (n *Newsroom) RunFigures(ctx context.Context) {
	tick := time.NewTicker(figuresPause)
	defer tick.Stop()
	for done := false; !done; {
		select {
		case <-ctx.Done():
			done = true
		case <-tick.C:
		}
		n.writeFigures(ctx)
	}
}

func (n *Newsroom) writeFigures(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), figuresTime)
	defer cancel()
	if err := n.WriteFigures(ctx); err != nil {
		n.log.LogAttrs(ctx, slog.LevelError, "page views could not be written", slog.Any("error", err))
	}
}

// FigureList is what a list of reading figures holds.
type FigureList struct {
	Kind    models.FigureKind
	Entries []FigureEntry
	Total   int
}

// FigureEntry is a page with how often it was opened.
type FigureEntry struct {
	store.FigureNames
	Section string
	Gone    bool // readers do not see it any more
	Views   int64
}

// FiguresPage is the reading figures (阅读统计) of a bulletin in a span.
type FiguresPage struct {
	Bulletin models.Bulletin
	Span     models.FigureSpan
	Years    []string // that can be chosen, newest first
	Steps    []models.FigureStep
	All      models.FigureStep
	List     FigureList
}

// FiguresQuery is what somebody wants to see. Zero fields are the last days, the issues, the first page.
type FiguresQuery struct {
	Span string // models.LastDays, models.LastMonths or a year
	Kind models.FigureKind
	Page int // from 1
	All  bool
}

// MaxFigures bounds a list of reading figures that is given out whole.
const MaxFigures = 10_000

// Figures shows how often readers opened the pages of the bulletin at work. What was counted within the last half minute may be missing.
func (n *Newsroom) Figures(ctx context.Context, a models.Actor, q FiguresQuery) (p FiguresPage, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		if !models.Can(a.Role, models.ReadFigures, models.Circumstances{}) {
			return models.NotFound()
		}
		today, ok := tx.Now.In(n.location), false
		if p.Span, ok = models.NewFigureSpan(q.Span, today); !ok {
			return models.NotFound()
		}
		if p.Bulletin, err = tx.Bulletin(a.BulletinID); err != nil {
			return err
		}
		first, err := tx.FirstFigure(a.BulletinID)
		if err != nil {
			return err
		}
		p.Years = models.FigureYears(first, today)
		sums, err := tx.FigureSums(a.BulletinID, p.Span)
		if err != nil {
			return err
		}
		p.Steps, p.All = models.NewFigureSteps(p.Span, sums)
		p.List, err = figureList(tx, a, p.Span, q)
		return err
	})
	return p, err
}

func figureList(tx *store.Tx, a models.Actor, span models.FigureSpan, q FiguresQuery) (FigureList, error) {
	l := FigureList{Kind: cmp.Or(q.Kind, models.IssueFigure)}
	if !slices.Contains(models.FigureKinds, l.Kind) {
		return l, models.NotFound()
	}
	limit, offset := PageSize, (max(q.Page, 1)-1)*PageSize
	if q.All {
		limit, offset = MaxFigures, 0
	}
	totals, total, err := tx.FigureTotals(a.BulletinID, span, l.Kind, limit, offset)
	if err != nil {
		return l, err
	}
	l.Total = total
	ids, sections := make([]int64, len(totals)), make([]string, len(totals))
	for i, t := range totals {
		ids[i], sections[i] = t.SubjectID, t.Section
	}
	if l.Kind == models.SectionFigure {
		to, err := readershipIn(tx, a, a.BulletinID)
		if err != nil {
			return l, err
		}
		shown, err := tx.ShownFigures(a.BulletinID, span, to, sections)
		for _, t := range totals {
			l.Entries = append(l.Entries, FigureEntry{Section: t.Section, Gone: !slices.Contains(shown, t.Section), Views: t.Views})
		}
		return l, err
	}
	names, err := tx.NamesOfFigures(a.BulletinID, l.Kind, ids)
	for _, t := range totals {
		name := names[t.SubjectID]
		name.SubjectID = t.SubjectID
		l.Entries = append(l.Entries, FigureEntry{FigureNames: name, Gone: !name.Shown(), Views: t.Views})
	}
	return l, err
}
