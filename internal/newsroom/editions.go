package newsroom

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"jianbao/internal/store"
	"jianbao/models"
)

// Publish makes a signed issue's edition, in one transaction: verify hash, approvals and preflight, insert the edition, point the issue
// at it, leave outbox work. Any failure leaves the old state; repeating the request does nothing.
func (n *Newsroom) Publish(ctx context.Context, a models.Actor, id int64) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, id, true)
		if err != nil {
			return err
		}
		return n.publishNow(ctx, tx, a, f, "schedule_cancelled")
	})
}

// publishNow is Publish for an issue that is open and locked. An appointment that still waits ends with it; the audit entry names it
// by what it is to this publication.
func (n *Newsroom) publishNow(ctx context.Context, tx *store.Tx, a models.Actor, f *folder, appointment string) error {
	if err := allow(a, models.Publish, f.circumstances(a)); err != nil {
		return err
	}
	if done, err := f.published(tx); err != nil || done {
		return err // done already: the same request twice
	}
	t, err := f.require(a, models.EventPublish)
	if err != nil {
		return err
	}
	e, err := n.publish(ctx, tx, a, f)
	if err != nil {
		return err
	}
	t.Apply(&f.issue)
	f.issue.EditionID, f.issue.Correcting = &e.ID, false
	if err := tx.UpdateIssue(&f.issue); err != nil {
		return err
	}
	if err := leaveWork(tx, e.ID); err != nil {
		return err
	}
	ended, err := n.endSchedule(tx, f, models.ScheduleDone, appointment)
	if err != nil {
		return err
	}
	return note(tx, a, models.AuditEntry{IssueID: f.issue.ID, Action: "issue.publish", Object: object("edition", e.ID), Details: append(models.AuditDetails{
		{Name: "number", Value: f.issue.Label()}, {Name: "check_code", Value: models.CheckCode(e.ManifestHash)}, {Name: "edition_hash", Value: e.Hash},
	}, ended...)})
}

// leaveWork leaves to the outbox what follows from an edition: that it is found, and its files.
func leaveWork(tx *store.Tx, edition int64) error {
	return errors.Join(tx.Enqueue(models.IndexEdition, edition), tx.PlanFiles(edition, models.FileFormats), tx.Enqueue(models.MakeFiles, edition))
}

// published reports whether the run at work has become an edition.
func (f *folder) published(tx *store.Tx) (bool, error) {
	_, err := tx.EditionOfRun(f.run.ID)
	if models.CodeOf(err) == models.CodeNotFound {
		return false, nil
	}
	return err == nil, err
}

// publish verifies everything a sign-off stands for and inserts the edition.
func (n *Newsroom) publish(ctx context.Context, tx *store.Tx, a models.Actor, f *folder) (models.Edition, error) {
	m, err := manifest(tx, f.bulletin, f.issue)
	if err != nil {
		return models.Edition{}, err
	}
	if err := f.signedOn(m.Hash()); err != nil {
		return models.Edition{}, err
	}
	if err := f.preflight(tx); err != nil {
		return models.Edition{}, err
	}
	colophon, err := f.colophon(tx)
	if err != nil {
		return models.Edition{}, err
	}
	return n.freeze(ctx, tx, a, f, m, colophon, &f.run.ID)
}

// freeze draws the fragments of what a manifest names and inserts it as the newest edition of the bulletin. run is the review that it was
// signed in; nil: an archive edition.
func (n *Newsroom) freeze(ctx context.Context, tx *store.Tx, a models.Actor, f *folder, m models.Manifest, colophon models.Colophon, run *int64) (models.Edition, error) {
	if err := tx.LockEditions(f.bulletin.ID); err != nil {
		return models.Edition{}, err
	}
	prev, err := tx.LastEditionHash(f.bulletin.ID)
	if err != nil {
		return models.Edition{}, err
	}
	c, err := content(tx, m, colophon, f.bulletin.Layout)
	if err != nil {
		return models.Edition{}, err
	}
	if m.Correction != nil {
		c.CorrectedOn = n.day(tx)
	}
	if c.Fragments, err = n.render.Render(ctx, f.bulletin.Slug, c); err != nil {
		return models.Edition{}, fmt.Errorf("draw issue %d: %w", f.issue.ID, err)
	}
	i := f.issue
	e := models.Edition{
		BulletinID: i.BulletinID, IssueID: i.ID, RunID: run, ManifestHash: m.Hash(), Content: c, Hash: models.EditionHash(c, m.Hash(), prev), PrevHash: prev,
		NameArt: c.Laid().Lettering.SHA256,
		Access:  i.Access, Kind: i.Kind, Year: i.Year, IssueNumber: i.Number, Cumulative: i.Cumulative, Date: i.Date, PublishedBy: a.UserID,
	}
	return e, tx.CreateEdition(&e, c.Entries(i))
}

// signedOn makes sure that the sign-off is on exactly this hash and that every step before it approved it, or an ancestor
// that only later reviewers' amendments have changed.
func (f *folder) signedOn(hash string) error {
	refuse := models.Fail(models.CodeConflict, "edition.not_signed_on_this")
	if f.run.State != models.RunSigned || f.run.Hash != hash || f.standingStep() != len(f.run.Chain) {
		return refuse
	}
	last := len(f.run.Chain) - 1
	if !slices.ContainsFunc(f.approvals(), func(d models.Decision) bool { return d.Step == last && d.Hash == hash && d.ObjectedAt == nil }) {
		return refuse
	}
	return nil
}

// Withdraw takes a published issue out of readers' sight for good (撤下): by a signer, with password and reason.
func (n *Newsroom) Withdraw(ctx context.Context, a models.Actor, id int64, reason, password string) error {
	return n.actWithPassword(ctx, a, id, models.EventWithdraw, reason, password, withdrawal(a, models.EventWithdraw, reason))
}

// TakeDown takes a published issue out of readers' sight in an emergency (紧急下线); the signer confirms or restores.
func (n *Newsroom) TakeDown(ctx context.Context, a models.Actor, id int64, reason string) error {
	return n.actWithPassword(ctx, a, id, models.EventTakeDown, reason, "", withdrawal(a, models.EventTakeDown, reason))
}

// Restore shows a withdrawn or taken-down issue again: by a signer, with password and reason.
func (n *Newsroom) Restore(ctx context.Context, a models.Actor, id int64, reason, password string) error {
	return n.actWithPassword(ctx, a, id, models.EventRestore, reason, password, withdrawal(a, models.EventRestore, reason))
}

func withdrawal(a models.Actor, e models.Event, reason string) func(tx *store.Tx, f *folder) error {
	return func(tx *store.Tx, f *folder) error {
		if e == models.EventRestore && slices.ContainsFunc(f.decisions, func(d models.Decision) bool { return d.RunID == f.liveRun && d.ObjectedAt != nil }) {
			return models.Fail(models.CodeConflict, "edition.objected")
		}
		if e == models.EventRestore {
			if err := f.backTo(tx); err != nil {
				return err
			}
		}
		w := models.Withdrawal{IssueID: f.issue.ID, EditionID: *f.issue.EditionID, Event: e, Reason: reason, ActorID: a.UserID}
		return tx.CreateWithdrawal(&w)
	}
}

// backTo has an issue that is restored stand as it stood before it was withdrawn: what had been archived is archived again.
func (f *folder) backTo(tx *store.Tx) error {
	records, err := tx.Withdrawals(f.issue.ID)
	if slices.ContainsFunc(records, func(w models.Withdrawal) bool { return w.Event == models.EventArchive }) {
		f.standing = models.Archived
	}
	return err
}
