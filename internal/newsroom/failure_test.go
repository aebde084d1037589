package newsroom_test

import (
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/models"
)

// gated is an office behind a gate, with the database that stands behind both.
type gated struct {
	*office
	db   storetest.Database
	gate *storetest.Gate
}

func eachGated(t *testing.T, fn func(o gated)) {
	t.Helper()
	storetest.Each(t, func(db storetest.Database) {
		g := &storetest.Gate{}
		o := newOffice(db.T, func(now func() time.Time) *store.Store { return g.Open(db, now) })
		o.t = db.T
		fn(gated{o, db, g})
	})
}

// unchanged compares every row of every table with what was before.
func (o gated) unchanged(what string, before map[string][]string) {
	o.t.Helper()
	after := o.db.Dump()
	for _, table := range slices.Sorted(maps.Keys(before)) {
		if !slices.Equal(before[table], after[table]) {
			o.t.Errorf("%s: table %s has changed from %d rows to %d", what, table, len(before[table]), len(after[table]))
		}
	}
}

// reads checks whether a visitor can read an issue, and the number of the one that is current for readers.
func (o gated) reads(issue int64, readable bool, current int) {
	o.t.Helper()
	visitor := models.Actor{Role: models.Visitor}
	_, err := o.ReadIssue(o.t.Context(), visitor, o.bulletin, issue)
	if readable && err != nil || !readable && models.CodeOf(err) != models.CodeNotFound {
		o.t.Errorf("a visitor reads the issue with %v; it is published: %t", err, readable)
	}
	p, err := o.ReadCurrent(o.t.Context(), visitor, o.bulletin)
	if err != nil || p.Edition.IssueNumber != current {
		o.t.Errorf("the current issue is %d (%v), want %d", p.Edition.IssueNumber, err, current)
	}
}

// TestAPublicationThatFailsAnywhereHasNotHappened lets every statement of a publication fail, once before the database does it and once
// after, each on an issue of its own, which is then published.
func TestAPublicationThatFailsAnywhereHasNotHappened(t *testing.T) {
	t.Parallel()
	eachGated(t, func(o gated) {
		o.published(o.t, 87)
		failures, statement := 0, ""
		for n := 1; statement != "COMMIT"; n++ {
			issue := o.signed(o.t, 87+n)
			before := o.db.Dump()
			for _, when := range []storetest.Moment{storetest.Before, storetest.After} {
				o.gate.FailAt(n, when)
				err := o.Publish(o.t.Context(), o.signer, issue.ID)
				statement = o.gate.Seen()[n-1]
				if !errors.Is(err, storetest.ErrInjected) {
					o.t.Fatalf("statement %d (%s) failed, and the publication ended with %v", n, statement, err)
				}
				failures++
				if statement == "COMMIT" && when == storetest.After {
					break // the database has done it, and nobody was told
				}
				o.unchanged(statement, before)
				o.gate.FailAt(0, when)
				o.reads(issue.ID, false, 87+n-1)
			}
			o.gate.FailAt(0, false)
			must(o.t, o.Publish(o.t.Context(), o.signer, issue.ID))
			o.reads(issue.ID, true, 87+n)
			if n > 200 {
				o.t.Fatal("a publication never commits")
			}
		}
		must(o.t, o.DrainOutbox(o.t.Context()))
		r, err := o.VerifyEditions(o.t.Context(), newsroom.EditionScope{})
		if err != nil || len(r.Faults) > 0 || r.Editions != failures/2+1 {
			o.t.Errorf("%d editions after %d failures: %v, %v", r.Editions, failures, r.Faults, err)
		}
		o.entries(o.t)
		o.t.Logf("%d statements of a publication failed before and after they were done: %d failures, every row as before, %d editions by retries", failures/2, failures, r.Editions-1)
	})
}

// TestAConfirmationOfAnOldIssueThatFailsAnywhereHasNotHappened lets every statement of the confirmation of an archive issue fail, before the
// database does it and after.
func TestAConfirmationOfAnOldIssueThatFailsAnywhereHasNotHappened(t *testing.T) {
	t.Parallel()
	eachGated(t, func(o gated) {
		ctx, failures := o.t.Context(), 0
		o.published(o.t, 87)
		for number, when := range map[int]storetest.Moment{12: storetest.Before, 13: storetest.After} {
			o.archived(o.t, fileOf("old.txt", oldSource(number, "2019年4月8日")))
			chosen := o.waiting(o.t)
			before := o.db.Dump()
			delete(before, "throttles") // a try with a password is counted, whatever becomes of it
			for n := 1; ; n++ {
				o.clock.Advance(time.Hour) // or it is one try too many
				o.gate.FailAt(n, when)
				_, err := o.AdmitArchive(ctx, o.signer, chosen, password)
				seen := o.gate.Seen()
				o.gate.FailAt(0, when)
				if err == nil { // it has fewer statements, or the database had done it before nobody was told
					break
				}
				if failures++; !errors.Is(err, storetest.ErrInjected) {
					o.t.Fatalf("statement %d (%s) failed, and the confirmation ended with %v", n, seen[n-1], err)
				}
				if when == storetest.After && o.state(o.t, chosen[0].Issue).EditionID != nil {
					if seen[n-1] != "COMMIT" {
						o.t.Errorf("the confirmation was done when %s failed", seen[n-1])
					}
					continue
				}
				o.unchanged(seen[n-1], before)
				o.reads(chosen[0].Issue, false, 87)
			}
			o.reads(chosen[0].Issue, true, 87)
		}
		must(o.t, o.DrainOutbox(ctx))
		r, err := o.VerifyEditions(ctx, newsroom.EditionScope{})
		if err != nil || len(r.Faults) > 0 || r.Editions != 3 || failures < 20 {
			o.t.Errorf("%d editions after %d failures: %v, %v", r.Editions, failures, r.Faults, err)
		}
		o.entries(o.t)
		o.t.Logf("%d failures of a confirmation", failures)
	})
}

// TestWhatCannotBeLoggedIsNotDone lets the entry in the audit log fail, for acts of every kind.
func TestWhatCannotBeLoggedIsNotDone(t *testing.T) {
	t.Parallel()
	eachGated(t, func(o gated) {
		ctx := o.t.Context()
		public, signed, drafted := o.published(o.t, 87), o.signed(o.t, 88), o.imported(o.t, o.editor, 89)
		review := o.imported(o.t, o.editor, 90)
		must(o.t, o.Submit(ctx, o.editor, review.ID))
		article := o.articles(o.t, drafted.ID)[0]
		for name, act := range map[string]func() error{
			"publish":   func() error { return o.Publish(ctx, o.signer, signed.ID) },
			"submit":    func() error { return o.Submit(ctx, o.editor, drafted.ID) },
			"approve":   func() error { return o.approve(o.t, o.first, review.ID, "同意") },
			"recall":    func() error { return o.Recall(ctx, o.editor, review.ID) },
			"take down": func() error { return o.TakeDown(ctx, o.editor, public.ID, "有误") },
			"save":      func() error { return o.retext(o.t, o.editor, article, "改过的一段。", "") },
			"delete":    func() error { return o.DeleteIssue(ctx, o.editor, drafted.ID) },
			"account": func() error {
				_, _, err := o.CreateUser(ctx, newsroom.Console(), newsroom.NewUser{Login: "newcomer", Name: "新人"})
				return err
			},
		} {
			before := o.db.Dump()
			o.gate.FailOn("insert into audit_entries")
			err := act()
			if !errors.Is(err, storetest.ErrInjected) {
				o.t.Errorf("%s, which was not logged, ended with %v", name, err)
			}
			o.gate.FailAt(0, false)
			o.unchanged(name, before)
		}
	})
}
