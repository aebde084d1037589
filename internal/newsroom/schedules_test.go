package newsroom_test

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/models"
	"jianbao/views"
)

// in is a time so far from now on the office's clock.
func (o *office) in(d time.Duration) time.Time { return o.clock.Now().Add(d) }

// scheduled is a signed issue that is to be published in an hour.
func (o *office) scheduled(tb testing.TB, number int) models.Issue {
	tb.Helper()
	issue := o.signed(tb, number)
	must(tb, o.Schedule(tb.Context(), o.signer, issue.ID, o.in(time.Hour)))
	return issue
}

// appointment is the newest appointment of an issue, as its page shows it.
func (o *office) appointment(tb testing.TB, issue int64) *models.Schedule {
	tb.Helper()
	c, err := o.Contents(tb.Context(), o.signer, issue)
	must(tb, err)
	return c.Schedule
}

func TestAnIssueIsPublishedAtItsTimeAndNotBefore(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue := o.scheduled(t, 87)
		must(t, o.PublishDue(t.Context()))
		o.clock.Advance(time.Hour - time.Second)
		must(t, o.PublishDue(t.Context()))
		o.clock.Advance(-30 * time.Minute) // set back by hand
		must(t, o.PublishDue(t.Context()))
		if o.state(t, issue.ID).EditionID != nil {
			t.Fatal("published before its time")
		}
		before := o.entries(t)
		o.clock.Advance(30*time.Minute + time.Second)
		must(t, o.PublishDue(t.Context()))
		must(t, o.PublishDue(t.Context()))
		if got := o.state(t, issue.ID); got.EditionID == nil || got.Standing != models.Normal || o.entries(t) != before+1 {
			t.Fatalf("got %+v, %d entries more", got, o.entries(t)-before)
		}
		if s := o.appointment(t, issue.ID); s.State != models.ScheduleDone || s.Late() {
			t.Errorf("got %+v", s)
		}
	})
}

func TestAMissedTimeIsDoneLateAndSaysSo(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue := o.scheduled(t, 87)
		o.clock.Advance(9 * time.Hour)
		must(t, o.PublishDue(t.Context()))
		if s := o.appointment(t, issue.ID); !s.Late() || o.state(t, issue.ID).EditionID == nil {
			t.Errorf("got %+v", s)
		}
		if !slices.Contains(o.told(t, o.signer), models.NoticeLate) || !slices.Contains(o.told(t, o.signer2), models.NoticeLate) {
			t.Error("neither who made the appointment nor another who may publish is told that it was missed")
		}
		log, err := o.Audit(t.Context(), o.auditor, newsroom.AuditQuery{Action: "issue.schedule_late"})
		if err != nil || len(log.Entries) != 1 || log.Entries[0].IssueID != issue.ID {
			t.Errorf("the log says %+v: %v", log.Entries, err)
		}
	})
}

func TestOnlyASignedIssueIsScheduledByWhoeverMayPublishForATimeToCome(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		draft := o.imported(t, o.editor, 87)
		refused(t, o.Schedule(ctx, o.editor, draft.ID, o.in(time.Hour)), models.CodeForbidden, "error.forbidden")
		issue := o.signed(t, 88)
		refused(t, o.Schedule(ctx, o.editor, issue.ID, o.in(time.Hour)), models.CodeForbidden, "error.forbidden")
		refused(t, o.Schedule(ctx, o.reader, issue.ID, o.in(time.Hour)), models.CodeNotFound, "error.not_found")
		refused(t, o.Schedule(ctx, o.signer, issue.ID, o.in(0)), models.CodeInvalid, "schedule.not_in_future")
		refused(t, o.Schedule(ctx, o.signer, issue.ID, time.Time{}), models.CodeInvalid, "schedule.bad_time")
		refused(t, o.Schedule(ctx, o.signer, issue.ID, o.in(400*24*time.Hour)), models.CodeInvalid, "schedule.too_far")
		refused(t, o.Unschedule(ctx, o.signer, issue.ID), models.CodeConflict, "issue.not_in_this_state")
		must(t, o.Schedule(ctx, o.signer, issue.ID, o.in(time.Hour)))
		refused(t, o.Schedule(ctx, o.signer, issue.ID, o.in(time.Hour)), models.CodeConflict, "schedule.same_time")
		must(t, o.Schedule(ctx, o.signer2, issue.ID, o.in(2*time.Hour)))
		o.clock.Advance(time.Hour)
		must(t, o.PublishDue(ctx))
		if o.state(t, issue.ID).EditionID != nil {
			t.Error("the first of two times was kept")
		}
		must(t, o.Unschedule(ctx, o.signer, issue.ID))
		o.clock.Advance(time.Hour)
		must(t, o.PublishDue(ctx))
		if o.state(t, issue.ID).EditionID != nil {
			t.Error("a cancelled time was kept")
		}
	})
}

func TestWhateverEndsASignatureEndsTheAppointment(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		reopened, voided, byHand := o.scheduled(t, 87), o.scheduled(t, 88), o.scheduled(t, 89)
		must(t, o.Reopen(ctx, o.signer, reopened.ID, "数字有误", password))
		must(t, o.Void(ctx, o.signer, voided.ID, models.EventVoidSigned, "不再印发", password))
		must(t, o.Publish(ctx, o.signer, byHand.ID))
		objected, decision := o.signedWithRecord(t, 90)
		must(t, o.Schedule(ctx, o.signer, objected.ID, o.in(time.Hour)))
		must(t, o.ObjectTo(ctx, o.first, objected.ID, decision, "不是我的意见"))
		for _, c := range []struct {
			issue  int64
			action string
			state  models.ScheduleState
		}{
			{reopened.ID, "issue.reopen", models.ScheduleCancelled},
			{voided.ID, "issue.void_signed", models.ScheduleCancelled},
			{byHand.ID, "issue.publish", models.ScheduleDone},
			{objected.ID, "issue.object", models.ScheduleCancelled},
		} {
			if s := o.appointment(t, c.issue); s.State != c.state {
				t.Errorf("%s: the appointment is %s", c.action, s.State)
			}
			h, err := o.History(ctx, o.signer, c.issue)
			must(t, err)
			if e := h.Entries[len(h.Entries)-1]; e.Action != c.action || !strings.Contains(fmt.Sprint(e.Details), "{schedule_cancelled 2026-11-02 10:00 +08:00}") {
				t.Errorf("%s: the log says %s %v", c.action, e.Action, e.Details)
			}
		}
		o.clock.Advance(2 * time.Hour)
		must(t, o.PublishDue(ctx))
	})
}

func TestARevokedRightPublishesNothingAndShowsWhy(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue := o.scheduled(t, 87)
		write(t, o.store, func(tx *store.Tx) error {
			m, err := tx.Membership(o.signer.UserID, o.bulletin.ID, models.Signer)
			if err != nil {
				return err
			}
			return tx.DeleteMembership(m.ID)
		})
		o.clock.Advance(time.Hour)
		before := o.entries(t)
		if err := o.PublishDue(t.Context()); err == nil {
			t.Error("nobody was alarmed")
		}
		must(t, o.PublishDue(t.Context()))
		c, err := o.Contents(t.Context(), o.signer2, issue.ID)
		must(t, err)
		if s := c.Schedule; s.State != models.ScheduleFailed || s.Failure.Key != "schedule.failed.right" || o.state(t, issue.ID).EditionID != nil || o.entries(t) != before+1 {
			t.Errorf("got %+v, %d entries more", s, o.entries(t)-before)
		}
		must(t, o.Publish(t.Context(), o.signer2, issue.ID)) // by somebody who looked
	})
}

func TestWhatGoesWrongIsTriedAgainForAWhile(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		broken := o.with(t, failingRenderer{})
		issue, other := o.scheduled(t, 87), o.scheduled(t, 88)
		o.clock.Advance(time.Hour)
		for range 2 {
			if err := broken.PublishDue(t.Context()); err == nil || !strings.Contains(err.Error(), "out of ink") {
				t.Fatalf("got %v", err)
			}
			must(t, broken.PublishDue(t.Context())) // put off
			o.clock.Advance(2 * time.Minute)
		}
		if s := o.appointment(t, issue.ID); !s.Waiting() || s.Failure.Key != "schedule.failed.technical" || s.Tries != 2 {
			t.Fatalf("got %+v", s)
		}
		must(t, o.PublishDue(t.Context()))
		if o.state(t, issue.ID).EditionID == nil || o.state(t, other.ID).EditionID == nil {
			t.Error("a mended server did not publish")
		}
		given := o.scheduled(t, 89)
		o.clock.Advance(time.Hour)
		for range 12 {
			if err := broken.PublishDue(t.Context()); err == nil {
				t.Fatal("nobody was alarmed")
			}
			o.clock.Advance(time.Hour)
		}
		must(t, o.PublishDue(t.Context()))
		if s := o.appointment(t, given.ID); s.State != models.ScheduleFailed || o.state(t, given.ID).EditionID != nil {
			t.Errorf("got %+v", s)
		}
		if !slices.Contains(o.told(t, o.signer), models.NoticeNotDone) || !slices.Contains(o.told(t, o.editor), models.NoticeNotDone) {
			t.Error("neither who made the appointment nor who drafted the issue is told that it was not kept")
		}
	})
}

func TestAHundredIssuesDueAtOnceArePublishedOnceByTwoServers(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t := db.T
		o := newOffice(t, db.Open)
		second := newsroom.New(newsroom.Config{
			Store: db.Open(o.clock.Now), Files: o.kept, Render: views.EditionRenderer{}, Location: time.UTC, Logger: slog.New(slog.DiscardHandler), Hashing: cheap,
		})
		const issues = 100
		due := o.in(time.Hour)
		for k := range issues {
			must(t, o.Schedule(t.Context(), o.signer, o.signed(t, 100+k).ID, due))
		}
		o.clock.Advance(time.Hour)
		before := o.head(t).Seq
		var err error
		for range 5 { // a database that is busy for too long is asked again later, as everything that goes wrong
			var wg sync.WaitGroup
			errs := make([]error, 4)
			for k, n := range []*newsroom.Newsroom{o.Newsroom, second, o.Newsroom, second} {
				wg.Go(func() { errs[k] = n.PublishDue(t.Context()) })
			}
			wg.Wait()
			if err = errors.Join(errs...); err == nil {
				break
			}
			o.clock.Advance(30 * time.Minute)
		}
		must(t, err)
		r, err := o.VerifyEditions(t.Context(), newsroom.EditionScope{})
		must(t, err)
		o.entries(t)
		published, other := map[int64]int{}, map[string]int{}
		must(t, o.store.Read(t.Context(), func(tx *store.Tx) error {
			entries, err := tx.AuditAfter(before, 3*issues)
			for _, e := range entries {
				if e.Action == "issue.publish" {
					published[e.IssueID]++
				} else if e.Action != "issue.schedule_late" { // what was done at a later try only is late, and says so
					other[e.Action]++
				}
			}
			return err
		}))
		for issue, times := range published {
			if times != 1 {
				t.Errorf("issue %d was published %d times", issue, times)
			}
		}
		if r.Editions != issues || len(published) != issues || len(r.Faults) > 0 || len(other) > 0 {
			t.Errorf("%d editions of %d issues, faults %v, and in the log %v", r.Editions, len(published), r.Faults, other)
		}
	})
}
