package newsroom

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// CalendarPage is one year of the office's calendar.
type CalendarPage struct {
	Year  int
	Now   int // the year of today
	Days  []models.SpecialDay
	Fixed bool // the holidays on fixed days can be entered, and some are not
}

// Calendar shows a year of the office's calendar to administrators; 0 is the year of today.
func (n *Newsroom) Calendar(ctx context.Context, a models.Actor, year int) (p CalendarPage, err error) {
	err = n.inspect(ctx, a, func(tx *store.Tx) error {
		p.Now = tx.Now.In(n.location).Year()
		if p.Year = year; year == 0 {
			p.Year = p.Now
		}
		if p.Year < models.FirstCalendarYear || p.Year > models.LastCalendarYear {
			return models.NotFound()
		}
		first := strconv.Itoa(p.Year)
		if p.Days, err = tx.SpecialDays(first+"-01-01", first+"-12-31"); err != nil {
			return err
		}
		p.Fixed = p.Year >= models.FixedHolidaysSince && slices.ContainsFunc(models.FixedHolidays(p.Year), func(f models.SpecialDay) bool {
			return !slices.ContainsFunc(p.Days, func(d models.SpecialDay) bool { return d.Day == f.Day })
		})
		return nil
	})
	return p, err
}

// MarkDays enters days off and working days at weekends (调休) into the office's calendar. Deadlines follow at once.
func (n *Newsroom) MarkDays(ctx context.Context, a models.Actor, days []models.SpecialDay) error {
	if len(days) == 0 {
		return models.Fail(models.CodeInvalid, "calendar.nothing")
	}
	return n.administer(ctx, a, func(tx *store.Tx) error {
		days := distinctDays(days)
		if err := tx.PutSpecialDays(days); err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{Action: "calendar.marked", Object: "calendar", Details: dayDetails(days)})
	})
}

// distinctDays keeps the last word on every day, in their order.
func distinctDays(days []models.SpecialDay) []models.SpecialDay {
	last := map[string]models.SpecialDay{}
	for _, d := range days {
		d.Name = strings.TrimSpace(d.Name)
		last[d.Day] = d
	}
	out := make([]models.SpecialDay, 0, len(last))
	for _, d := range last {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b models.SpecialDay) int { return strings.Compare(a.Day, b.Day) })
	return out
}

// maxDaysNamed is how many days an audit entry names.
const maxDaysNamed = 20

func dayDetails(days []models.SpecialDay) models.AuditDetails {
	var off, worked []string
	for _, d := range days {
		if d.Working {
			worked = append(worked, d.Day)
		} else {
			off = append(off, d.Day)
		}
	}
	var out models.AuditDetails
	for _, part := range []struct {
		name string
		days []string
	}{{"days_off", off}, {"days_worked", worked}} {
		if len(part.days) > maxDaysNamed {
			part.days = append(part.days[:maxDaysNamed:maxDaysNamed], "…")
		}
		if len(part.days) > 0 {
			out = append(out, models.AuditDetail{Name: part.name, Value: strings.Join(part.days, " ")})
		}
	}
	return out
}

// UnmarkDays makes days what their weekday says again.
func (n *Newsroom) UnmarkDays(ctx context.Context, a models.Actor, from, to string) error {
	days, err := models.DaysBetween(from, to, false, "")
	if err != nil {
		return err
	}
	return n.administer(ctx, a, func(tx *store.Tx) error {
		listed, err := tx.SpecialDays(days[0].Day, days[len(days)-1].Day)
		if err != nil {
			return err
		}
		if len(listed) == 0 {
			return models.NotFound()
		}
		if err := tx.DeleteSpecialDays(days[0].Day, days[len(days)-1].Day); err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{Action: "calendar.unmarked", Object: "calendar", Details: dayDetails(listed)})
	})
}

// Due is until when the step at work of a review is to be acted on. Its zero value is no deadline.
type Due struct {
	Deadline time.Time
	Overdue  bool
}

// deadlines works out deadlines by the office's calendar, which it reads once.
type deadlines struct {
	calendar models.Calendar
	now      time.Time
	office   *time.Location
}

func (n *Newsroom) deadlines(tx *store.Tx) (deadlines, error) {
	days, err := tx.SpecialDays("", "")
	return deadlines{calendar: models.CalendarOf(days), now: tx.Now, office: n.location}, err
}

// of is the deadline of the step at work of a run.
func (d deadlines) of(r models.Run) Due {
	at := d.calendar.StepDeadline(r, d.office)
	return Due{Deadline: at, Overdue: models.Overdue(at, d.now)}
}

// due is the deadline of one run.
func (n *Newsroom) due(tx *store.Tx, r models.Run) (Due, error) {
	if r.Step >= len(r.Chain) || r.Chain[r.Step].Days == 0 {
		return Due{}, nil
	}
	d, err := n.deadlines(tx)
	return d.of(r), err
}

// fillDue adds their deadlines to rows of issues; runs are the open ones by issue.
func (n *Newsroom) fillDue(tx *store.Tx, rows []IssueRow, runs map[int64]models.Run) error {
	if len(rows) == 0 || len(runs) == 0 {
		return nil
	}
	d, err := n.deadlines(tx)
	for i, row := range rows {
		rows[i].Due = d.of(runs[row.ID])
	}
	return err
}
