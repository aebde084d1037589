package newsroom

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// Schedule makes the appointment to publish a signed issue at a time (定时发布), in place of one that waits already. The right is the
// same as to publish, and is asked for again when the time has come.
func (n *Newsroom) Schedule(ctx context.Context, a models.Actor, id int64, due time.Time) error {
	return n.act(ctx, a, id, models.EventSchedule, func(tx *store.Tx, f *folder) (models.AuditDetails, error) {
		if err := models.ValidateSchedule(due, tx.Now); err != nil {
			return nil, err
		}
		if f.schedule.Waiting() && f.schedule.DueAt.Equal(due) {
			return nil, models.Fail(models.CodeConflict, "schedule.same_time")
		}
		ended, err := n.endSchedule(tx, f, models.ScheduleCancelled, "schedule_cancelled")
		if err != nil {
			return nil, err
		}
		s := models.Schedule{
			BulletinID: f.issue.BulletinID, IssueID: id, RunID: f.run.ID, DueAt: due.UTC(), ActorID: a.UserID, Role: a.Role, State: models.ScheduleWaiting,
		}
		if err := tx.CreateSchedule(&s); err != nil {
			return nil, err
		}
		return append(models.AuditDetails{{Name: "number", Value: f.issue.Label()}, n.scheduleDetail("scheduled_for", s)}, ended...), nil
	})
}

// Unschedule cancels the appointment; the issue stays signed.
func (n *Newsroom) Unschedule(ctx context.Context, a models.Actor, id int64) error {
	return n.act(ctx, a, id, models.EventUnschedule, func(tx *store.Tx, f *folder) (models.AuditDetails, error) {
		ended, err := n.endSchedule(tx, f, models.ScheduleCancelled, "schedule_cancelled")
		return append(models.AuditDetails{{Name: "number", Value: f.issue.Label()}}, ended...), err
	})
}

// endSchedule ends the appointment that waits, if one does, and says so for the audit entry of whatever ended it.
func (n *Newsroom) endSchedule(tx *store.Tx, f *folder, state models.ScheduleState, name string) (models.AuditDetails, error) {
	if !f.schedule.Waiting() {
		return nil, nil
	}
	f.schedule.State, f.schedule.EndedAt = state, &tx.Now
	return models.AuditDetails{n.scheduleDetail(name, *f.schedule)}, tx.UpdateSchedule(*f.schedule)
}

// scheduleDetail names the time of an appointment with its zone, because the log is read in other years and places.
func (n *Newsroom) scheduleDetail(name string, s models.Schedule) models.AuditDetail {
	return models.AuditDetail{Name: name, Value: s.DueAt.In(n.location).Format("2006-01-02 15:04 -07:00")}
}

// PublishDue publishes everything whose time has come, each in its own transaction and through the same operation as by hand, and
// returns the errors of what failed. Several servers may do it at once. What was missed while no server ran is done late, and says so.
func (n *Newsroom) PublishDue(ctx context.Context) error {
	var failed []error
	for {
		s, ok, err := n.claimSchedule(ctx)
		if err != nil || !ok {
			return errors.Join(append(failed, err)...)
		}
		if err = n.publishScheduled(ctx, s); err == nil {
			continue
		}
		failed = append(failed, fmt.Errorf("scheduled publication %d (issue %d, try %d): %w", s.ID, s.IssueID, s.Tries, err))
		if err := n.scheduleFailed(ctx, s.ID, err); err != nil {
			return errors.Join(append(failed, err)...)
		}
	}
}

func (n *Newsroom) claimSchedule(ctx context.Context) (s models.Schedule, ok bool, err error) {
	err = n.store.Write(ctx, func(tx *store.Tx) error {
		s, ok, err = tx.ClaimSchedule()
		return err
	})
	return s, ok, err
}

// publishScheduled keeps an appointment in the name of whoever made it. Everything is looked at again under the issue's lock: that the
// appointment still waits, that its time has come on a clock which may have gone back since, and all that a publication asks for.
func (n *Newsroom) publishScheduled(ctx context.Context, s models.Schedule) error {
	a := models.Actor{UserID: s.ActorID, BulletinID: s.BulletinID, Role: s.Role}
	return n.write(ctx, a, func(tx *store.Tx) error {
		names, err := tx.UserNames([]int64{a.UserID})
		if err != nil {
			return err
		}
		a.Name = names[a.UserID]
		f, err := n.open(tx, a, s.IssueID, true)
		switch {
		case err != nil:
			return err
		case !f.schedule.Waiting() || f.schedule.ID != s.ID || f.schedule.DueAt.After(tx.Now):
			return nil
		case f.run.ID != s.RunID:
			return models.Fail(models.CodeConflict, "edition.not_signed_on_this")
		}
		if err := n.publishNow(ctx, tx, a, f, "scheduled_for"); err != nil {
			return err
		}
		return n.noteLate(ctx, tx, f)
	})
}

// noteLate says in the audit log, and to whoever publishes, that an appointment which has been kept had been missed.
func (n *Newsroom) noteLate(ctx context.Context, tx *store.Tx, f *folder) error {
	s := f.schedule
	if !s.Late() {
		return nil
	}
	n.log.LogAttrs(ctx, slog.LevelWarn, "a scheduled publication was missed and is done late", slog.Int64("issue", s.IssueID), slog.Time("due", s.DueAt))
	return note(tx, models.Actor{BulletinID: s.BulletinID}, models.AuditEntry{ // by nobody, so that whoever made the appointment is told too
		IssueID: s.IssueID, Action: "issue.schedule_late", Object: object("issue", s.IssueID), Details: models.AuditDetails{n.scheduleDetail("scheduled_for", *s)},
	})
}

// scheduleFailed notes why an appointment was not kept: to be tried again, or given up with an audit entry of its own.
func (n *Newsroom) scheduleFailed(ctx context.Context, id int64, cause error) error {
	return n.store.Write(ctx, func(tx *store.Tx) error {
		s, err := tx.LockSchedule(id)
		if err != nil || !s.Waiting() {
			return err
		}
		why, refused := whyNotPublished(cause)
		s.Failed(tx.Now, why, refused)
		if err := tx.UpdateSchedule(s); err != nil || s.Waiting() {
			return err
		}
		return note(tx, models.Actor{BulletinID: s.BulletinID}, models.AuditEntry{ // by nobody, so that whoever made the appointment is told too
			IssueID: s.IssueID, Action: "issue.schedule_failed", Object: object("issue", s.IssueID),
			Details: models.AuditDetails{n.scheduleDetail("scheduled_for", s), {Name: "failure", Value: why.Key}},
		})
	})
}

// whyNotPublished puts an error into words for the issue's page, and tells what the rules refuse from what merely went wrong.
func whyNotPublished(err error) (why models.ScheduleFailure, refused bool) {
	e, ok := errors.AsType[*models.Error](err)
	if !ok || e.Key == "error.stale" || e.Key == "error.duplicate" { // somebody else was faster: the next try sees what they did
		return models.ScheduleFailure{Key: "schedule.failed.technical"}, false
	}
	switch e.Code {
	case models.CodeUnauthenticated, models.CodeForbidden, models.CodeNotFound:
		return models.ScheduleFailure{Key: "schedule.failed.right"}, true
	case models.CodeInvalid:
		return models.ScheduleFailure{Key: "schedule.failed.preflight"}, true
	case models.CodeConflict:
		return models.ScheduleFailure{Key: e.Key, Args: e.Args}, true
	default:
		return models.ScheduleFailure{Key: "schedule.failed.technical"}, false
	}
}
