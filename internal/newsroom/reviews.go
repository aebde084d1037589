package newsroom

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"jianbao/internal/store"
	"jianbao/models"
)

// act runs an operation that moves an issue along the workflow table: the row is checked, fn does what is particular, the
// issue moves, and one audit entry is written.
func (n *Newsroom) act(ctx context.Context, a models.Actor, id int64, e models.Event, fn func(tx *store.Tx, f *folder) (models.AuditDetails, error)) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, t, err := n.take(tx, a, id, e)
		if err != nil {
			return err
		}
		details, err := fn(tx, f)
		if err != nil {
			return err
		}
		t.Apply(&f.issue)
		f.issue.Standing = cmp.Or(f.standing, f.issue.Standing)
		if err := tx.UpdateIssue(&f.issue); err != nil {
			return err
		}
		return noteBy(tx, a, f.authority, models.AuditEntry{IssueID: id, Action: "issue." + string(e), Object: object("issue", id), Details: details}, f.named)
	})
}

// Submit hands an issue to review (送审): a new run with a copy of the chain, from step one. Approvals of the run before are
// carried where nothing but amendments of later reviewers has happened since; sign-off never is. It hands in whatever stands;
// pages use SubmitShown.
func (n *Newsroom) Submit(ctx context.Context, a models.Actor, id int64) error {
	return n.submit(ctx, a, id, func(string, int) error { return nil })
}

// SubmitShown is Submit for exactly the manifest that a page showed. If anything has changed since, the error is a conflict. Points of
// a return that nobody ticked are refused; SubmitOpen hands them in.
func (n *Newsroom) SubmitShown(ctx context.Context, a models.Actor, id int64, hash string) error {
	return n.submit(ctx, a, id, func(now string, open int) error { return errors.Join(stale(now, hash), ticked(open)) })
}

// SubmitOpen is SubmitShown for somebody who has been shown which points of a return are still open, and hands in all the same.
func (n *Newsroom) SubmitOpen(ctx context.Context, a models.Actor, id int64, hash string) error {
	return n.submit(ctx, a, id, func(now string, _ int) error { return stale(now, hash) })
}

// stale refuses a submission of another manifest than the page showed.
func stale(now, shown string) error {
	if now == shown {
		return nil
	}
	return models.Fail(models.CodeConflict, "draft.submit_stale")
}

// submit hands an issue in, unless check refuses its manifest or the number of points of a return that are still open.
func (n *Newsroom) submit(ctx context.Context, a models.Actor, id int64, check func(hash string, open int) error) error {
	return n.act(ctx, a, id, models.EventSubmit, func(tx *store.Tx, f *folder) (models.AuditDetails, error) {
		m, err := manifest(tx, f.bulletin, f.issue)
		if err != nil {
			return nil, err
		}
		open, err := f.openPoints(tx)
		if err != nil {
			return nil, err
		}
		if err := check(m.Hash(), open); err != nil {
			return nil, err
		}
		if err := cmp.Or(f.noted(), f.preflight(tx), f.canBeCarriedOut(tx, a)); err != nil {
			return nil, err
		}
		if err := tx.Contribute(id, a.UserID); err != nil {
			return nil, err
		}
		before := f.run
		f.run = models.Run{
			IssueID: id, Chain: f.chain(), Amendments: f.bulletin.Amendments, Separation: f.bulletin.Separation,
			Paper: f.bulletin.PaperDecisions, State: models.RunOpen, SubmittedBy: a.UserID, Hash: m.Hash(),
		}
		if err := tx.CreateRun(&f.run); err != nil {
			return nil, err
		}
		f.issue.RunID = &f.run.ID
		f.authority, err = n.authority(tx, f.bulletin.ID)
		if err := errors.Join(err, f.inform(tx), f.carry(tx, m, before)); err != nil {
			return nil, err
		}
		f.settle()
		return submissionDetails(f, open), tx.UpdateRun(f.run)
	})
}

func submissionDetails(f *folder, open int) models.AuditDetails {
	out := models.AuditDetails{{Name: "number", Value: f.issue.Label()}, {Name: "check_code", Value: models.CheckCode(f.run.Hash)}}
	if open > 0 {
		out = append(out, models.AuditDetail{Name: "open_points", Value: strconv.Itoa(open)})
	}
	return out
}

// carry continues the review history in a new run: with the manifest, where it is another than the last one, and with copies of
// the approvals of the run before that still stand. A step that has changed in the bulletin's settings is a new step; the
// sign-off is always given anew.
func (f *folder) carry(tx *store.Tx, m models.Manifest, before models.Run) error {
	if len(f.changes) == 0 || f.changes[len(f.changes)-1].Hash != f.run.Hash {
		if err := f.follow(tx, m, models.Change{Cause: models.ChangeSubmitted, ActorID: f.run.SubmittedBy}); err != nil {
			return err
		}
	}
	for _, d := range f.decisions {
		if d.RunID != before.ID || d.Verdict != models.Approved || f.run.Chain.SignOff(d.Step) || d.ObjectedAt != nil ||
			!sameStep(before.Chain, f.run.Chain, d.Step) || !models.Stands(before.Chain, f.changes, d) {
			continue
		}
		from := d.ID
		if d.CarriedFrom != nil {
			from = *d.CarriedFrom
		}
		d.ID, d.RunID, d.CarriedFrom = 0, f.run.ID, &from
		if err := tx.CreateDecision(&d); err != nil {
			return err
		}
		f.decisions = append(f.decisions, d)
	}
	return nil
}

func sameStep(a, b models.Chain, k int) bool {
	return k < len(a) && k < len(b) && a[k].Name == b[k].Name && a[k].Role == b[k].Role && a[k].Proofread == b[k].Proofread && a[k].Together == b[k].Together && slices.Equal(a[k].People, b[k].People)
}

// Recall takes an issue back from review before anybody has acted (撤回送审).
func (n *Newsroom) Recall(ctx context.Context, a models.Actor, id int64) error {
	return n.act(ctx, a, id, models.EventRecall, func(tx *store.Tx, f *folder) (models.AuditDetails, error) {
		f.run.State = models.RunRecalled
		return nil, tx.UpdateRun(f.run)
	})
}

// Approval is an approval on screen.
type Approval struct {
	Hash     string // the manifest that the page showed
	Opinion  string
	Override string             // reason for acting against separation of duties, where the run has it switched off
	Password string             // sign-off asks for it again
	Checked  []models.ProofItem // ticked off, where the step has a proofreading duty
}

// Approve approves the step at work, sign-off included: whoever holds it, on exactly the manifest that the page showed.
func (n *Newsroom) Approve(ctx context.Context, a models.Actor, id int64, in Approval) error {
	if in.Password != "" { // hashing takes its time, so it is done before the transaction
		if err := n.may(ctx, a, id, models.EventSignOff); err != nil {
			return err
		}
		if err := n.ConfirmPassword(ctx, a, in.Password); err != nil {
			return err
		}
	}
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, id, true)
		if err != nil {
			return err
		}
		event, err := f.approval(a, in)
		if err != nil {
			return err
		}
		override, err := f.mayAct(tx, a.UserID, in.Override)
		if err != nil {
			return err
		}
		d := models.Decision{Verdict: models.Approved, ActorID: a.UserID, Way: models.OnScreen, DecidedOn: n.day(tx), Opinion: strings.TrimSpace(in.Opinion), Override: override, Checked: in.Checked}
		return n.decide(tx, a, f, d, event)
	})
}

// approval is the event of an approval, which on the last step is the sign-off, provided that it can happen.
func (f *folder) approval(a models.Actor, in Approval) (models.Event, error) {
	event := models.EventApprove
	if f.circumstances(a).StepIsSignOff {
		event = models.EventSignOff
	}
	t, err := f.require(a, event)
	switch {
	case err != nil:
		return event, err
	case in.Hash != f.run.Hash:
		return event, models.Fail(models.CodeConflict, "review.changed_meanwhile")
	case t.Password && in.Password == "":
		return event, &models.Error{Code: models.CodeInvalid, Key: "error.invalid", Fields: []models.FieldError{{Field: "password", Key: "field.required"}}}
	}
	return event, nil
}

// decide writes a decision on the step at work and moves run and issue on.
func (n *Newsroom) decide(tx *store.Tx, a models.Actor, f *folder, d models.Decision, event models.Event) error {
	if d.Opinion == "" {
		return &models.Error{Code: models.CodeInvalid, Key: "error.invalid", Fields: []models.FieldError{{Field: "opinion", Key: "field.required"}}}
	}
	if err := checkLength("opinion", d.Opinion, MaxOpinion); err != nil {
		return err
	}
	if err := d.Proofread(f.run.Chain[f.run.Step]); err != nil {
		return err
	}
	if d.Verdict == models.Approved && f.run.Chain.SignOff(f.run.Step) { // amendments may have brought a fault in
		if err := f.preflight(tx); err != nil {
			return err
		}
	}
	d.IssueID, d.RunID, d.Step, d.StepName, d.Hash = f.issue.ID, f.run.ID, f.run.Step, f.run.Chain[f.run.Step].Name, f.run.Hash
	if by, ok := f.authority.of(f.run, d.ActorID); ok {
		d.DelegationID = &by.ID
	}
	if err := tx.CreateDecision(&d); err != nil {
		return err
	}
	f.decisions = append(f.decisions, d)
	if d.RecorderID != nil {
		f.named = append(f.named, d.ActorID)
	}
	switch {
	case d.Verdict == models.ReturnedBack:
		f.run.State, f.issue.Workflow = models.RunReturned, models.Returned
	case f.standingStep() == len(f.run.Chain):
		f.run.Step, f.run.State, f.issue.Workflow = len(f.run.Chain), models.RunSigned, models.Signed
	default:
		f.settle()
	}
	if err := tx.UpdateRun(f.run); err != nil {
		return err
	}
	if err := tx.UpdateIssue(&f.issue); err != nil {
		return err
	}
	e := models.AuditEntry{IssueID: f.issue.ID, Action: "issue." + string(event), Object: object("decision", d.ID), Details: append(decisionDetails(d), authorityDetails(d)...)}
	return noteBy(tx, a, f.authority, e, f.named)
}

// authorityDetails name the delegation by which somebody signed off.
func authorityDetails(d models.Decision) models.AuditDetails {
	if d.DelegationID == nil {
		return nil
	}
	return models.AuditDetails{{Name: "delegation", Value: strconv.FormatInt(*d.DelegationID, 10)}}
}

func decisionDetails(d models.Decision) models.AuditDetails {
	out := models.AuditDetails{{Name: "step", Value: d.StepName}, {Name: "check_code", Value: models.CheckCode(d.Hash)}}
	for _, more := range []models.AuditDetail{{Name: "category", Value: string(d.Category)}, {Name: "opinion", Value: d.Opinion}, {Name: "override", Value: d.Override}} {
		if more.Value != "" {
			out = append(out, more)
		}
	}
	if len(d.Checked) > 0 {
		out = append(out, models.AuditDetail{Name: "checked", Value: strconv.Itoa(len(d.Checked)) + "/" + strconv.Itoa(len(models.ProofItems))})
	}
	if d.RecorderID != nil {
		out = append(out, models.AuditDetail{Name: "way", Value: string(d.Way)}, models.AuditDetail{Name: "verdict", Value: string(d.Verdict)})
	}
	return out
}

// Limits of what people write in an act, in characters.
const (
	MaxReason  = 500
	MaxOpinion = 500
)

func checkLength(field, s string, most int) error {
	var p models.Problems
	if utf8.RuneCountInString(s) > most {
		p.Add(field, "field.too_long", models.Args{"Max": most, "Now": utf8.RuneCountInString(s)})
	}
	return p.Err()
}

// reasonGiven checks the reason of an act that needs one.
func reasonGiven(reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	var p models.Problems
	if reason == "" {
		p.Add("reason", "field.required")
	}
	if err := p.Err(); err != nil {
		return "", err
	}
	return reason, checkLength("reason", reason, MaxReason)
}

func (n *Newsroom) day(tx *store.Tx) string { return tx.Now.In(n.location).Format(time.DateOnly) }

// Reopen takes a signed, unpublished issue back to its editors: by a signer, with password and reason.
func (n *Newsroom) Reopen(ctx context.Context, a models.Actor, id int64, reason, password string) error {
	return n.actWithPassword(ctx, a, id, models.EventReopen, reason, password, func(tx *store.Tx, f *folder) error {
		f.run.State = models.RunReopened
		return tx.UpdateRun(f.run)
	})
}

// Void gives an issue up (作废): its number keeps the reason. An unsigned one by an editor, a signed one by a signer with
// password.
func (n *Newsroom) Void(ctx context.Context, a models.Actor, id int64, event models.Event, reason, password string) error {
	return n.actWithPassword(ctx, a, id, event, reason, password, func(tx *store.Tx, f *folder) error {
		f.issue.VoidReason = strings.TrimSpace(reason)
		if f.run.ID == 0 {
			return nil
		}
		f.run.State = models.RunVoided
		return tx.UpdateRun(f.run)
	})
}

// actWithPassword is act for rows of the workflow table that ask for a reason, a password or both. Each of them puts an end to a
// publication that is scheduled.
func (n *Newsroom) actWithPassword(ctx context.Context, a models.Actor, id int64, e models.Event, reason, password string, fn func(tx *store.Tx, f *folder) error) error {
	t, ok := models.TransitionFor(e)
	if !ok {
		return models.NotFound()
	}
	err := n.may(ctx, a, id, e)
	if err != nil {
		return err
	}
	if t.Reason {
		if reason, err = reasonGiven(reason); err != nil {
			return err
		}
	}
	if t.Password {
		if err := n.ConfirmPassword(ctx, a, password); err != nil {
			return err
		}
	}
	return n.act(ctx, a, id, e, func(tx *store.Tx, f *folder) (models.AuditDetails, error) {
		ended, err := n.endSchedule(tx, f, models.ScheduleCancelled, "schedule_cancelled")
		if err != nil {
			return nil, err
		}
		details := models.AuditDetails{{Name: "number", Value: f.issue.Label()}}
		if reason != "" {
			details = append(details, models.AuditDetail{Name: "reason", Value: reason})
		}
		return append(details, ended...), fn(tx, f)
	})
}
