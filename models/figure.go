package models

import (
	"strconv"
	"time"
)

// FigureKind is what kind of a reader's page was opened.
type FigureKind string

// The pages that are counted.
const (
	IssueFigure   FigureKind = "issue"
	ArticleFigure FigureKind = "article"
	SectionFigure FigureKind = "section"
)

// FigureKinds is all of them, in the order in which they are listed.
var FigureKinds = []FigureKind{IssueFigure, ArticleFigure, SectionFigure}

// FigureOf is a page whose readers are counted: an issue or an article by its id, a section by its title.
type FigureOf struct {
	BulletinID int64
	Kind       FigureKind
	SubjectID  int64  // 0: a section
	Section    string // empty: an issue or an article
}

// Figure is how often a page was opened on one day. Nothing is known of who opened it.
type Figure struct {
	FigureOf
	Day   string // YYYY-MM-DD in the office's time zone
	Views int64
}

// FigureSpan is what a page of reading figures (阅读统计) covers: the last thirty days, the last twelve months, or a calendar year.
type FigureSpan struct {
	Key      string // LastDays, LastMonths or a year
	From, To string // first and last day, YYYY-MM-DD
	Months   bool   // it is shown month by month rather than day by day
}

// The spans that end today.
const (
	LastDays   = "days"
	LastMonths = "months"
)

// Lengths of the spans that end today.
const (
	figureDays   = 30
	figureMonths = 12
)

// NewFigureSpan is the span of a key, as of today; empty: the last days. ok is false for what is none of them.
func NewFigureSpan(key string, today time.Time) (s FigureSpan, ok bool) {
	today = time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
	from := today
	switch key {
	case "", LastDays:
		s.Key, from = LastDays, today.AddDate(0, 0, 1-figureDays)
	case LastMonths:
		s.Key, s.Months, from = LastMonths, true, time.Date(today.Year(), today.Month()+1-figureMonths, 1, 0, 0, 0, 0, time.UTC)
	default:
		first, err := time.Parse("2006", key)
		if err != nil {
			return s, false
		}
		s.Key, s.Months, from, today = key, true, first, first.AddDate(1, 0, -1)
	}
	s.From, s.To = from.Format(time.DateOnly), today.Format(time.DateOnly)
	return s, true
}

// step is the step of the span that a day lies in: the day itself or its month.
func (s FigureSpan) step(day string) string {
	if s.Months {
		return monthOf(day)
	}
	return day
}

// Steps lists the days or months of the span in order.
func (s FigureSpan) Steps() []string {
	from, err := time.Parse(time.DateOnly, s.From)
	if err != nil {
		return nil
	}
	var out []string
	for day := from; day.Format(time.DateOnly) <= s.To; {
		out = append(out, s.step(day.Format(time.DateOnly)))
		if s.Months {
			day = day.AddDate(0, 1, 0)
		} else {
			day = day.AddDate(0, 0, 1)
		}
	}
	return out
}

// FigureYears lists the years from the first day that anything was counted on until today, newest first; none before that.
func FigureYears(first string, today time.Time) []string {
	from, err := time.Parse(time.DateOnly, first)
	if err != nil {
		return nil
	}
	var out []string
	for y := today.Year(); y >= from.Year(); y-- {
		out = append(out, strconv.Itoa(y))
	}
	return out
}

// FigureSum is how often pages of one kind were opened on a day.
type FigureSum struct {
	Day   string
	Kind  FigureKind
	Views int64
}

// FigureStep is one day or month of a span.
type FigureStep struct {
	Label  string
	ByKind map[FigureKind]int64
	Total  int64
}

// NewFigureSteps lays sums out over a span, days without any included, and adds everything up.
func NewFigureSteps(span FigureSpan, sums []FigureSum) (steps []FigureStep, all FigureStep) {
	at := map[string]int{}
	for i, label := range span.Steps() {
		at[label] = i
		steps = append(steps, FigureStep{Label: label, ByKind: map[FigureKind]int64{}})
	}
	all.ByKind = map[FigureKind]int64{}
	for _, s := range sums {
		if i, ok := at[span.step(s.Day)]; ok {
			steps[i].ByKind[s.Kind] += s.Views
			steps[i].Total += s.Views
			all.ByKind[s.Kind] += s.Views
			all.Total += s.Views
		}
	}
	return steps, all
}
