package views

import (
	"context"
	"time"

	"jianbao/internal/i18n"
	"jianbao/models"
	"jianbao/views/components"
)

// ReturnForm is what the page of a return (退回修改) asks for besides the reason: its category, and the places it is about.
//
// It posts category, and for every place of the form, in order: place (article, or article:block) and note (what is wrong there);
// and for those that are named: named (the place).
type ReturnForm struct {
	Category string // as chosen
	Articles []ReturnPlace
}

// ReturnPlace is a place that a return may name: an article with its blocks, or one of them.
type ReturnPlace struct {
	Value  string // as the form posts it
	Label  string // title with its number, or how the block begins
	Named  bool
	Note   string
	Open   bool // its blocks are unfolded
	Blocks []ReturnPlace
}

// PointList is the checklist (修改清单) of an issue that came back: what its returns asked for, and what became of it.
//
// Ticking posts to Point.Action: done (1, or empty to open it again), answer, and on (the article page that shows it, else empty).
type PointList struct {
	Returns   []ReturnNote
	On        string // article whose page shows the list; empty: the issue's
	CanAnswer bool
	Total     int
	Open      int
}

// ReturnNote is one return with its points.
type ReturnNote struct {
	Who      string
	Step     string
	At       time.Time
	Category models.ReturnCategory
	Reason   string
	Recorder string // who recorded it
	Points   []Point
}

// Point is one thing that a return asked for.
type Point struct {
	ID     int64
	Place  LinkTitle // the article or the block; without an address where it is not any more
	Whole  bool      // it concerns the issue as a whole
	Block  string    // the block, where the page draws it; empty: the address leads to it
	Quote  string    // how the block began
	Note   string
	Done   bool
	By     string // who ticked it
	At     time.Time
	Answer string
	Action string
}

var categoryNames = map[models.ReturnCategory]string{
	models.ReturnFacts:   "returning.category.facts",
	models.ReturnPolicy:  "returning.category.policy",
	models.ReturnWriting: "returning.category.writing",
	models.ReturnStyle:   "returning.category.style",
	models.ReturnSource:  "returning.category.source",
	models.ReturnScope:   "returning.category.scope",
	models.ReturnOther:   "returning.category.other",
}

// CategoryName is a category in words; empty for returns from before there were categories.
func CategoryName(ctx context.Context, c models.ReturnCategory) string {
	return named(ctx, categoryNames, c)
}

func categories(ctx context.Context) []components.Option {
	return options(ctx, models.ReturnCategories, categoryNames)
}

// heading says who returned the issue, in which step and when.
func (r ReturnNote) heading(ctx context.Context) string {
	return i18n.T(ctx, "issue.returned", i18n.D{"Who": r.Who, "Step": r.Step, "At": i18n.DateTime(ctx, r.At)})
}

func (l PointList) progress(ctx context.Context) string {
	return i18n.T(ctx, "returning.progress", i18n.D{"Done": l.Total - l.Open, "Total": l.Total})
}

func (p Point) name(ctx context.Context) string {
	if p.Whole {
		return i18n.T(ctx, "returning.whole")
	}
	return p.Place.Title
}

// asksOpen reports whether an issue is about to be handed in with points that nobody ticked.
func (vm EventVM) asksOpen() bool { return vm.Points != nil && vm.Points.Open > 0 }
