package models_test

import (
	"fmt"
	"testing"
	"time"

	"jianbao/models"
)

func TestASpanOfFiguresEndsTodayOrIsAYear(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ key, today, want string }{
		{"", "2026-03-02", "days 2026-02-01 2026-03-02 30: 2026-02-01…2026-03-02"},
		{"days", "2028-03-01", "days 2028-02-01 2028-03-01 30: 2028-02-01…2028-03-01"}, // a leap year
		{"months", "2026-03-31", "months 2025-04-01 2026-03-31 12: 2025-04…2026-03"},
		{"months", "2026-12-01", "months 2026-01-01 2026-12-01 12: 2026-01…2026-12"},
		{"2025", "2026-03-02", "2025 2025-01-01 2025-12-31 12: 2025-01…2025-12"},
	} {
		today, err := time.Parse(time.DateOnly, c.today)
		if err != nil {
			t.Fatal(err)
		}
		s, ok := models.NewFigureSpan(c.key, today)
		steps := s.Steps()
		if got := fmt.Sprintf("%s %s %s %d: %s…%s", s.Key, s.From, s.To, len(steps), steps[0], steps[len(steps)-1]); !ok || got != c.want {
			t.Errorf("%q on %s is %s, want %s", c.key, c.today, got, c.want)
		}
	}
	for _, key := range []string{"weeks", "26", "2026-01", "-2026", "02026"} {
		if s, ok := models.NewFigureSpan(key, time.Now()); ok {
			t.Errorf("%q is %v", key, s)
		}
	}
}

func TestFiguresAreLaidOutOverEveryDay(t *testing.T) {
	t.Parallel()
	span, _ := models.NewFigureSpan(models.LastDays, time.Date(2026, 11, 30, 23, 0, 0, 0, time.UTC))
	steps, all := models.NewFigureSteps(span, []models.FigureSum{
		{Day: "2026-11-01", Kind: models.IssueFigure, Views: 2},
		{Day: "2026-11-30", Kind: models.ArticleFigure, Views: 3},
		{Day: "2026-11-30", Kind: models.SectionFigure, Views: 1},
		{Day: "2026-10-31", Kind: models.IssueFigure, Views: 9}, // before the span
	})
	if got := fmt.Sprint(len(steps), steps[0], steps[1], steps[29], all); got != "30 {2026-11-01 map[issue:2] 2} {2026-11-02 map[] 0} {2026-11-30 map[article:3 section:1] 4} { map[article:3 issue:2 section:1] 6}" {
		t.Errorf("laid out as %s", got)
	}
	span, _ = models.NewFigureSpan("2026", time.Time{})
	steps, _ = models.NewFigureSteps(span, []models.FigureSum{{Day: "2026-11-01", Kind: models.IssueFigure, Views: 2}, {Day: "2026-11-30", Kind: models.IssueFigure, Views: 3}})
	if got := fmt.Sprint(steps[9:]); got != "[{2026-10 map[] 0} {2026-11 map[issue:5] 5} {2026-12 map[] 0}]" {
		t.Errorf("by month: %s", got)
	}
}

func TestYearsOfFiguresGoBackToTheFirst(t *testing.T) {
	t.Parallel()
	today := time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC)
	for first, want := range map[string]string{"": "[]", "2028-01-01": "[2028]", "2026-12-31": "[2028 2027 2026]"} {
		if got := fmt.Sprint(models.FigureYears(first, today)); got != want {
			t.Errorf("from %q on: %s, want %s", first, got, want)
		}
	}
}
