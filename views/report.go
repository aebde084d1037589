package views

import (
	"context"
	"strconv"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
)

// ReportVM is the report of adopted items of a span.
type ReportVM struct {
	Slug   string
	Name   string // of the bulletin
	Host   string
	Span   models.ReportSpan
	Report models.Report
	Today  time.Time
}

// spanLink leads to a span.
type spanLink struct{ Key, Href string }

// spans are the spans most asked for.
func (vm ReportVM) spans() []spanLink {
	month := func(t time.Time) string { return t.Format("2006-01") }
	first := time.Date(vm.Today.Year(), vm.Today.Month(), 1, 0, 0, 0, 0, time.UTC)
	quarter := first.AddDate(0, -(int(first.Month())-1)%3, 0)
	year := time.Date(first.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	at := func(from, to time.Time) string { return vm.at(paths.To(paths.Report, vm.Slug), month(from), month(to)) }
	return []spanLink{
		{"report.this_month", at(first, first)},
		{"report.last_month", at(first.AddDate(0, -1, 0), first.AddDate(0, -1, 0))},
		{"report.this_quarter", at(quarter, quarter.AddDate(0, 2, 0))},
		{"report.last_quarter", at(quarter.AddDate(0, -3, 0), quarter.AddDate(0, -1, 0))},
		{"report.this_year", at(year, year.AddDate(0, 11, 0))},
		{"report.last_year", at(year.AddDate(-1, 0, 0), year.AddDate(0, -1, 0))},
	}
}

// span is the report's months in words.
func (vm ReportVM) span(ctx context.Context) string {
	from, to := monthOf(ctx, vm.Span.From), monthOf(ctx, vm.Span.To)
	if from == to {
		return from
	}
	return i18n.T(ctx, "report.from_to", i18n.D{"From": from, "To": to})
}

// monthOf writes a month (2026-11) as running text does; a text that is none stays as it is.
func monthOf(ctx context.Context, iso string) string {
	t, err := time.Parse("2006-01", iso)
	if err != nil {
		return iso
	}
	return t.Format(i18n.T(ctx, "time.month"))
}

func (vm ReportVM) at(path, from, to string) string { return paths.With(path, "from", from, "to", to) }

func (vm ReportVM) file(list string) string {
	return vm.at(paths.To(paths.ReportFile, vm.Slug, list), vm.Span.From, vm.Span.To)
}

// byMonth reports whether the table has a column for each month.
func (vm ReportVM) byMonth() bool { return len(vm.Report.Months) > 1 }

func (vm ReportVM) itemHref(it models.ReportItem) string {
	if it.Withdrawn {
		return paths.To(paths.DeskIssue, vm.Slug, it.Issue)
	}
	return paths.To(paths.Article, vm.Slug, it.Article)
}

func count(list []int) string { return strconv.Itoa(models.Total(list)) }
