package views

import (
	"context"
	"time"

	"jianbao/internal/i18n"
	"jianbao/models"
	"jianbao/views/components"
)

// ScheduleNote is what an issue's page says about the appointment to publish it.
type ScheduleNote struct {
	Schedule models.Schedule
	Keeper   string // who made it
}

// Says reports whether there is anything to say: it waits, it has failed, or it was kept late.
func (n ScheduleNote) Says() bool {
	return n.Schedule.Waiting() || n.Schedule.State == models.ScheduleFailed || n.Schedule.Late()
}

func (n ScheduleNote) notice(ctx context.Context) components.NoticeProps {
	s := n.Schedule
	at := i18n.DateTime(ctx, s.DueAt)
	switch {
	case s.Waiting():
		return components.NoticeProps{ID: "schedule", Tone: components.Info, Title: i18n.T(ctx, "schedule.note", i18n.D{"At": at, "Zone": i18n.Location(ctx).String()})}
	case s.State == models.ScheduleFailed:
		return components.NoticeProps{
			ID: "schedule", Tone: components.Bad, Title: i18n.T(ctx, "schedule.failed"), Text: i18n.T(ctx, "schedule.failed_text", i18n.D{"At": at, "Why": why(ctx, s)}),
		}
	}
	return components.NoticeProps{
		ID: "schedule", Tone: components.Warn, Title: i18n.T(ctx, "schedule.late"), Text: i18n.T(ctx, "schedule.late_text", i18n.D{"At": at, "Done": i18n.DateTime(ctx, ended(s))}),
	}
}

// lines are the small print of an appointment that waits.
func (n ScheduleNote) lines(ctx context.Context) []string {
	if !n.Schedule.Waiting() {
		return nil
	}
	out := []string{i18n.T(ctx, "schedule.note_who", i18n.D{"Name": n.Keeper})}
	if n.Schedule.Failure.Key != "" {
		out = append(out, i18n.T(ctx, "schedule.trying", i18n.D{"Why": why(ctx, n.Schedule), "At": i18n.DateTime(ctx, n.Schedule.NotBefore)}))
	}
	return out
}

func why(ctx context.Context, s models.Schedule) string {
	return i18n.T(ctx, s.Failure.Key, i18n.D(s.Failure.Args))
}

func ended(s models.Schedule) time.Time {
	if s.EndedAt == nil {
		return time.Time{}
	}
	return *s.EndedAt
}

// With is the state of an issue with its newest appointment, as far as lists show it.
func (s IssueState) With(one *models.Schedule) IssueState {
	if one != nil && s.Workflow == models.Signed && (one.Waiting() || one.State == models.ScheduleFailed) {
		s.Schedule = one.State
	}
	return s
}

var scheduleLooks = map[models.ScheduleState]look{
	models.ScheduleWaiting: {"state.scheduled", components.Info, components.Half},
	models.ScheduleFailed:  {"state.schedule_failed", components.Bad, components.Cross},
}

// againVerbs are the words of buttons that do something anew.
var againVerbs = map[models.Event]string{models.EventSchedule: "event.schedule.verb_again"}

// ScheduleVM is what the page of an act says and asks about an appointment.
type ScheduleVM struct {
	Due    string    // as the field has it, 2026-11-28T09:00
	Zone   string    // Asia/Shanghai
	Offset string    // UTC+08:00
	Ends   time.Time // the time that is given up by the act; zero: none
}

// ends says beforehand that an appointment does not outlive the act.
func (vm EventVM) ends(ctx context.Context) []string {
	if vm.Schedule.Ends.IsZero() {
		return nil
	}
	key := "schedule.ends"
	if vm.Event == models.EventSchedule {
		key = "schedule.replaces"
	}
	return []string{i18n.T(ctx, key, i18n.D{"At": i18n.DateTime(ctx, vm.Schedule.Ends)})}
}
