package views

import (
	"context"
	"strconv"
	"strings"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// CalendarVM is one year of the office's calendar.
//
// Its forms post op and year, and: off (days off) and on (a working day at a weekend) from, to and name; paste lines; fixed nothing
// more; remove from and to.
type CalendarVM struct {
	Year  int
	Spans []CalendarSpan
	Fixed bool // offers the holidays on fixed days
	Typed CalendarForm
}

// CalendarForm is what was typed into the form named by Op.
type CalendarForm struct{ Op, From, To, Name, Lines string }

// CalendarSpan are days in a row that are the same.
type CalendarSpan struct {
	From, To string // YYYY-MM-DD
	Working  bool
	Name     string
	Days     int
}

// CalendarSpans puts days in a row together.
func CalendarSpans(days []models.SpecialDay) []CalendarSpan {
	var out []CalendarSpan
	for _, d := range days {
		if n := len(out) - 1; n >= 0 && out[n].Working == d.Working && out[n].Name == d.Name && nextDay(out[n].To) == d.Day {
			out[n].To, out[n].Days = d.Day, out[n].Days+1
			continue
		}
		out = append(out, CalendarSpan{From: d.Day, To: d.Day, Working: d.Working, Name: d.Name, Days: 1})
	}
	return out
}

func nextDay(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}

// days says the days of a span: 10月1日（周四）至10月7日（周三）.
func (s CalendarSpan) days(ctx context.Context) string {
	out := weekdayLine(ctx, s.From)
	if s.To != s.From {
		out = i18n.T(ctx, "calendar.from_to", i18n.D{"From": out, "To": weekdayLine(ctx, s.To)})
	}
	return out
}

func weekdayLine(ctx context.Context, day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return i18n.T(ctx, "calendar.day", i18n.D{"Month": int(t.Month()), "Day": t.Day(), "Weekday": i18n.T(ctx, "calendar.weekday."+strconv.Itoa(int(t.Weekday())))})
}

// chip says whether the days are worked.
func (s CalendarSpan) chip(ctx context.Context) components.ChipProps {
	if s.Working {
		return components.ChipProps{Text: i18n.T(ctx, "calendar.worked"), Tone: components.Info, Shape: components.Disc}
	}
	return components.ChipProps{Text: i18n.T(ctx, "calendar.off"), Tone: components.Good, Shape: components.Ring}
}

func (vm CalendarVM) at(year int) string {
	return paths.With(paths.Calendar, "year", strconv.Itoa(year))
}

// typed is what a form held when it was refused.
func (vm CalendarVM) typed(op string) CalendarForm {
	if vm.Typed.Op == op {
		return vm.Typed
	}
	return CalendarForm{Op: op}
}

// problems are those of the form named by op: the fields of others have the same names.
func (vm CalendarVM) problems(op string, p components.Problems) components.Problems {
	if vm.Typed.Op == op {
		return p
	}
	return nil
}

// DueNote says until when a step is to be acted on; empty when it has no deadline.
func DueNote(ctx context.Context, deadline time.Time, overdue bool) string {
	switch {
	case deadline.IsZero():
		return ""
	case overdue:
		return i18n.T(ctx, "calendar.overdue", i18n.D{"Time": i18n.DateTime(ctx, deadline)})
	}
	return i18n.T(ctx, "calendar.due", i18n.D{"Time": i18n.DateTime(ctx, deadline)})
}

// total says how many days the year differs by.
func (vm CalendarVM) total(ctx context.Context) string {
	off, worked := 0, 0
	for _, s := range vm.Spans {
		if s.Working {
			worked += s.Days
		} else {
			off += s.Days
		}
	}
	return strings.TrimSpace(i18n.T(ctx, "calendar.total", i18n.D{"Off": off, "Worked": worked}))
}

// fieldID keeps the ids of the two forms with a range apart; the summary leads to the one that was refused.
func (vm CalendarVM) fieldID(op, name string) string {
	if vm.Typed.Op == op {
		return components.FieldID(name)
	}
	return op + "-" + name
}
