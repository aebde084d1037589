package views

import (
	"context"
	"strconv"
	"strings"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// FiguresVM is the reading figures of a span.
type FiguresVM struct {
	Slug    string
	Name    string // of the bulletin
	Host    string
	Span    models.FigureSpan
	Years   []string // that can be chosen; none: nothing has been counted yet
	Steps   []models.FigureStep
	All     models.FigureStep
	Kind    models.FigureKind // of the list
	Entries []FigureRow
	Paging  components.PaginationProps
}

// FigureRow is an issue, an article or a section with its readers.
type FigureRow struct {
	Rank  int
	Title string
	Href  string // empty: there is no page of it
	Issue string // of an article
	Date  string // of the issue; empty for sections
	Gone  bool   // readers do not see it any more
	Views int64
}

// figureLists are the tables that are given out, by what they list.
var figureLists = map[models.FigureKind]string{models.IssueFigure: "issues", models.ArticleFigure: "articles", models.SectionFigure: "sections"}

// figureNames say what an entry of a list is.
var figureNames = map[models.FigureKind]string{models.IssueFigure: "figures.number", models.ArticleFigure: "figures.article", models.SectionFigure: "figures.section"}

// FigureKindName is the heading over the entries of a list.
func FigureKindName(ctx context.Context, k models.FigureKind) string {
	return i18n.T(ctx, figureNames[k])
}

// FigureStepName is the heading over the days or months of a span.
func FigureStepName(ctx context.Context, s models.FigureSpan) string {
	if s.Months {
		return i18n.T(ctx, "figures.month")
	}
	return i18n.T(ctx, "figures.day")
}

func (vm FiguresVM) at(span string, kind models.FigureKind) string {
	return paths.With(paths.To(paths.Figures, vm.Slug), "span", span, "kind", string(kind))
}

func (vm FiguresVM) file(list string) string {
	return paths.With(paths.To(paths.FiguresFile, vm.Slug, list), "span", vm.Span.Key)
}

func (vm FiguresVM) spans(ctx context.Context) components.TabsProps {
	t := components.TabsProps{Label: i18n.T(ctx, "figures.spans")}
	add := func(key, label string) {
		t.Tabs = append(t.Tabs, components.Tab{Label: label, Href: vm.at(key, vm.Kind), Current: key == vm.Span.Key})
	}
	add(models.LastDays, i18n.T(ctx, "figures.last_days"))
	add(models.LastMonths, i18n.T(ctx, "figures.last_months"))
	for _, year := range vm.Years {
		add(year, i18n.T(ctx, "figures.year", i18n.D{"Year": year}))
	}
	return t
}

func (vm FiguresVM) kinds(ctx context.Context) components.TabsProps {
	t := components.TabsProps{Label: i18n.T(ctx, "figures.kinds")}
	for _, k := range models.FigureKinds {
		t.Tabs = append(t.Tabs, components.Tab{Label: i18n.T(ctx, "figures."+figureLists[k]), Href: vm.at(vm.Span.Key, k), Current: k == vm.Kind})
	}
	return t
}

// chartName is the heading of the chart.
func (vm FiguresVM) chartName(ctx context.Context) string {
	if vm.Span.Months {
		return i18n.T(ctx, "figures.by_month")
	}
	return i18n.T(ctx, "figures.by_day")
}

// The field of the chart. It is stretched to its place, so letters stand beside it and not in it.
const (
	barStep    = 10
	barWidth   = 7
	chartSize  = 1000 // its height
	chartLines = 4
)

// chart is a bar for each step, drawn on a field of its own units.
type chart struct {
	ViewBox string
	Scale   []string // beside the field, from the top down
	Lines   []string // where they stand
	Width   string
	Bars    []bar
}

type bar struct {
	X, Y, Height string
	Name         string // what it says when it is pointed at
	Label        string // below it; empty where there is no room for one
}

func (vm FiguresVM) chart(ctx context.Context) chart {
	top := int64(chartLines)
	for _, s := range vm.Steps {
		top = max(top, s.Total)
	}
	top = roundUp(top)
	width := strconv.Itoa(barStep * len(vm.Steps))
	c := chart{ViewBox: "0 0 " + width + " " + strconv.Itoa(chartSize), Width: width}
	for n := range int64(chartLines + 1) {
		c.Scale = append(c.Scale, strconv.FormatInt(top-top*n/chartLines, 10))
		c.Lines = append(c.Lines, strconv.FormatInt(chartSize*n/chartLines, 10))
	}
	for i, s := range vm.Steps {
		height := s.Total * chartSize / top
		c.Bars = append(c.Bars, bar{
			X: strconv.FormatFloat(float64(barStep*i)+float64(barStep-barWidth)/2, 'f', -1, 64), Y: strconv.FormatInt(chartSize-height, 10), Height: strconv.FormatInt(height, 10),
			Name: i18n.T(ctx, "figures.bar", i18n.D{"Step": s.Label, "Views": s.Total}), Label: vm.barLabel(ctx, i),
		})
	}
	return c
}

// daysPerLabel is how many bars of days share a label.
const daysPerLabel = 7

// barLabel is the month, or every seventh day counted back from the last.
func (vm FiguresVM) barLabel(ctx context.Context, i int) string {
	_, rest, _ := strings.Cut(vm.Steps[i].Label, "-")
	switch {
	case vm.Span.Months:
		return i18n.T(ctx, "figures.month_label", i18n.D{"Month": strings.TrimPrefix(rest, "0")})
	case (len(vm.Steps)-1-i)%daysPerLabel == 0:
		return rest
	}
	return ""
}

// roundUp is the next number that reads well at the top of a scale and falls into chartLines whole parts.
func roundUp(n int64) int64 {
	for unit := int64(1); ; unit *= 10 {
		for _, first := range []int64{4, 8, 12, 20, 40} {
			if top := first * unit; top >= n {
				return top
			}
		}
	}
}

func views(n int64) string { return strconv.FormatInt(n, 10) }
