package newsroom

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// MaxScan is the size of a scan in bytes.
const MaxScan = 10 << 20

// Record is a decision that somebody made on paper or by telephone (代录).
type Record struct {
	Step      int // as the form showed it: the step at work
	Verdict   models.Verdict
	Way       models.Way
	By        int64                 // who decided
	DecidedOn string                // YYYY-MM-DD
	Opinion   string                // a return: the reason
	Category  models.ReturnCategory // a return; empty, as paper seldom names one: 其他
	Code      string                // check code as read from the paper
	Override  string
	Checked   []models.ProofItem // ticked off on the paper, where the step has a proofreading duty
	Scan      []byte             // scan or photograph of the signed paper; a recorded sign-off needs it
	ScanName  string
}

// RecordDecision enters a decision made on paper or by telephone. It counts only if the check code is the current one. The
// recorder is no contributor of the run and records at most one step; the telephone serves steps before the sign-off only.
func (n *Newsroom) RecordDecision(ctx context.Context, a models.Actor, id int64, in Record) error {
	if err := n.may(ctx, a, id, models.EventRecord); err != nil {
		return err
	}
	in.Opinion = strings.TrimSpace(in.Opinion)
	scan, err := n.keepScan(a, in)
	if err != nil {
		return err
	}
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, _, err := n.take(tx, a, id, models.EventRecord)
		if err != nil {
			return err
		}
		if err := f.mayRecord(a); err != nil {
			return err
		}
		if err := n.checkRecord(tx, f, a, in); err != nil {
			return err
		}
		override, err := f.mayAct(tx, in.By, in.Override)
		if err != nil {
			return err
		}
		d := models.Decision{Verdict: in.Verdict, ActorID: in.By, RecorderID: &a.UserID, Way: in.Way, DecidedOn: in.DecidedOn, Opinion: in.Opinion, Override: override, Checked: in.Checked}
		if d.UploadID, err = keepUpload(tx, scan); err != nil {
			return err
		}
		if in.Verdict == models.ReturnedBack {
			d.Category = cmp.Or(in.Category, models.ReturnOther)
			return n.sendBack(tx, a, f, d, models.EventRecord, nil)
		}
		return n.decide(tx, a, f, d, models.EventRecord)
	})
}

// keepUpload notes the scan of a record, if it has one, and gives its id.
func keepUpload(tx *store.Tx, scan *models.Upload) (*int64, error) {
	if scan == nil {
		return nil, nil //nolint:nilnil // having none is no error
	}
	return &scan.ID, tx.CreateUpload(scan)
}

// keepScan keeps the scan that proves a record; nil when it has none.
func (n *Newsroom) keepScan(a models.Actor, in Record) (*models.Upload, error) {
	if len(in.Scan) == 0 {
		return nil, nil
	}
	kind, err := scanType(in.Scan)
	if err != nil {
		return nil, err
	}
	hash, err := n.files.Put(in.Scan)
	return &models.Upload{BulletinID: a.BulletinID, SHA256: hash, Name: in.ScanName, Size: int64(len(in.Scan)), ContentType: kind, UserID: a.UserID}, err
}

// mayRecord keeps contributors and those who have recorded another step of the run away.
func (f *folder) mayRecord(a models.Actor) error {
	if f.drafted(a.UserID) {
		return models.Fail(models.CodeForbidden, "record.you_drafted")
	}
	if slices.ContainsFunc(f.decisions, func(d models.Decision) bool {
		return d.RunID == f.run.ID && d.RecorderID != nil && *d.RecorderID == a.UserID && d.Step != f.run.Step
	}) {
		return models.Fail(models.CodeForbidden, "record.only_one_step")
	}
	return nil
}

// checkRecord notes everything that is wrong with a record at once.
func (n *Newsroom) checkRecord(tx *store.Tx, f *folder, a models.Actor, in Record) error {
	var p models.Problems
	signOff := f.run.Chain.SignOff(f.run.Step)
	if in.Step != f.run.Step {
		return models.Fail(models.CodeConflict, "review.changed_meanwhile")
	}
	if !models.SameCheckCode(in.Code, f.run.Hash) {
		p.Add("code", "record.wrong_code")
	}
	switch {
	case in.Way != models.OnPaper && in.Way != models.ByTelephone:
		p.Add("way", "field.required")
	case signOff && in.Way == models.ByTelephone:
		p.Add("way", "record.no_telephone_sign_off")
	case signOff && len(in.Scan) == 0:
		p.Add("scan", "record.needs_scan")
	}
	if in.Verdict != models.Approved && in.Verdict != models.ReturnedBack {
		p.Add("verdict", "field.required")
	}
	if in.Verdict == models.ReturnedBack {
		checkReturn(&p, "opinion", in.Opinion, cmp.Or(in.Category, models.ReturnOther))
	}
	day, err := time.Parse(time.DateOnly, in.DecidedOn)
	today := n.day(tx)
	switch {
	case err != nil:
		p.Add("decided_on", "field.bad_date")
	case day.Format(time.DateOnly) > today:
		p.Add("decided_on", "record.in_the_future")
	case day.Format(time.DateOnly) < f.run.SubmittedAt.In(n.location).Format(time.DateOnly):
		p.Add("decided_on", "record.before_submission")
	}
	if by, ok := f.authority.of(f.run, in.By); ok && !by.CoversDay(in.DecidedOn) {
		p.Add("decided_on", "delegation.not_then")
	}
	holders, err := n.holders(tx, f, f.run.Step)
	if err != nil {
		return err
	}
	if in.By == a.UserID || !slices.ContainsFunc(holders, func(u models.User) bool { return u.ID == in.By }) {
		p.Add("by", "record.not_a_holder")
	}
	return p.Err()
}

// holders lists who may act on a step of the run.
func (n *Newsroom) holders(tx *store.Tx, f *folder, k int) ([]models.User, error) {
	step := f.run.Chain[k]
	users, err := tx.Holders(f.bulletin.ID, step.Role)
	if err != nil {
		return nil, err
	}
	users = slices.DeleteFunc(users, func(u models.User) bool {
		return !step.HeldBy(step.Role, u.ID) || k == f.run.Step && step.Together && !slices.Contains(f.run.Pending, u.ID)
	})
	if k != f.run.Step {
		return users, nil
	}
	others, err := f.authority.users(tx, f.run)
	return append(users, others...), err
}

// live reports whether the live edition rests on a decision, or on a copy of it.
func (f *folder) live(decision models.Decision) bool {
	return slices.ContainsFunc(f.decisions, func(d models.Decision) bool {
		return d.RunID == f.liveRun && (d.ID == decision.ID || d.CarriedFrom != nil && *d.CarriedFrom == decision.ID)
	})
}

// objected is where an objection leaves a run and its issue, by where they stand.
func (f *folder) objected(tx *store.Tx, a models.Actor, objected models.Decision, reason string) error {
	switch {
	case f.issue.Standing == models.Normal && (!f.issue.Correcting || f.live(objected)):
		f.issue.Standing = models.TakenDown
		w := models.Withdrawal{IssueID: f.issue.ID, EditionID: *f.issue.EditionID, Event: models.EventTakeDown, Reason: reason, ActorID: a.UserID}
		return tx.CreateWithdrawal(&w)
	case f.issue.Workflow == models.Signed && f.issue.Ahead() && !f.live(objected):
		f.issue.Workflow, f.run.State = models.Returned, models.RunReturned
	case f.issue.Workflow == models.Reviewing:
		f.settle()
	}
	if f.run.ID == 0 {
		return nil
	}
	return tx.UpdateRun(f.run)
}

// ObjectTo says that a decision recorded in the actor's name was not his. It stops counting: a review goes back to that step,
// a signed issue to its editors, and a published one is taken down.
func (n *Newsroom) ObjectTo(ctx context.Context, a models.Actor, issue, decision int64, reason string) error {
	if err := n.may(ctx, a, issue, models.EventObject); err != nil {
		return err
	}
	reason, err := reasonGiven(reason)
	if err != nil {
		return err
	}
	return n.act(ctx, a, issue, models.EventObject, func(tx *store.Tx, f *folder) (models.AuditDetails, error) {
		i := slices.IndexFunc(f.decisions, func(d models.Decision) bool { return d.ID == decision && d.ActorID == a.UserID && d.RecorderID != nil })
		if i < 0 {
			return nil, models.NotFound()
		}
		if f.decisions[i].ObjectedAt != nil {
			return nil, models.Fail(models.CodeConflict, "record.objected_already")
		}
		details := models.AuditDetails{{Name: "step", Value: f.decisions[i].StepName}, {Name: "reason", Value: reason}}
		f.named = append(f.named, *f.decisions[i].RecorderID)
		counted, err := f.discount(tx, f.decisions[i], reason)
		if err != nil || !counted {
			return details, err
		}
		ended, err := n.endSchedule(tx, f, models.ScheduleCancelled, "schedule_cancelled")
		if err != nil {
			return nil, err
		}
		return append(details, ended...), f.objected(tx, a, f.decisions[i], reason)
	})
}

// discount stops a decision from counting, with what it was carried on from and to. It reports whether the run at work
// rested on it: an approval of an earlier run, given again since, changes nothing.
func (f *folder) discount(tx *store.Tx, decision models.Decision, reason string) (counted bool, err error) {
	origin := func(d models.Decision) int64 {
		if d.CarriedFrom != nil {
			return *d.CarriedFrom
		}
		return d.ID
	}
	for i := range f.decisions {
		d := &f.decisions[i]
		if origin(*d) != origin(decision) {
			continue
		}
		if err := tx.MarkObjected(d.ID, reason); err != nil {
			return false, err
		}
		d.ObjectedAt = &tx.Now
		counted = counted || (d.RunID == f.run.ID || d.RunID == f.liveRun) && d.Verdict == models.Approved
	}
	return counted, nil
}
