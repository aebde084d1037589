package newsroom

import (
	"context"
	"slices"

	"jianbao/internal/store"
	"jianbao/models"
)

// folder is an issue on somebody's desk: everything that rules look at.
type folder struct {
	bulletin  models.Bulletin
	issue     models.Issue
	run       models.Run // zero before the first submission
	decisions []models.Decision
	changes   []models.Change
	drafters  []models.Contribution
	named     []int64             // people whom the operation at work names, to be told of it
	authority authority           // while the sign-off is at work
	granted   []models.Delegation // by which decisions were made
	liveRun   int64               // the run that the live edition was signed in; 0: none
	schedule  *models.Schedule    // the newest appointment; nil: there never was one
	readings  []models.Reading    // who gets it for information
	stopped   bool                // the review cannot go on: too few people can act on what is left of its chain; known to whoever submitted it
	standing  models.Standing     // that the operation at work leaves, where the transition leaves it open; empty: as the transition says
}

// open finds an issue and everything that rules look at, for whoever may read its working copy; to others it does not exist.
func (n *Newsroom) open(tx *store.Tx, a models.Actor, id int64, lock bool) (*folder, error) {
	f, err := n.find(tx, a, id, lock)
	if err == nil && !f.readable(a) {
		err = models.NotFound()
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// readable reports whether the actor may read the working copy.
func (f *folder) readable(a models.Actor) bool {
	return models.Can(a.Role, models.ReadUnpublished, f.circumstances(a))
}

// find is open without asking who may read the working copy.
func (n *Newsroom) find(tx *store.Tx, a models.Actor, id int64, lock bool) (*folder, error) {
	find := tx.Issue
	if lock {
		find = tx.LockIssue
	}
	issue, err := find(id)
	if err != nil {
		return nil, err
	}
	if issue.BulletinID != a.BulletinID {
		return nil, models.NotFound()
	}
	f := &folder{issue: issue}
	if f.bulletin, err = tx.Bulletin(issue.BulletinID); err != nil {
		return nil, err
	}
	if f.drafters, err = tx.Contributors(id); err != nil {
		return nil, err
	}
	if err := f.openRun(tx); err != nil {
		return nil, err
	}
	if issue.RunID != nil {
		if f.authority, err = n.authority(tx, issue.BulletinID); err != nil {
			return nil, err
		}
	}
	return f, f.stop(tx, a)
}

// openRun reads the record of the review. A correction that was not submitted yet has no run of its own, but a record.
func (f *folder) openRun(tx *store.Tx) (err error) {
	if f.issue.RunID == nil && f.issue.EditionID == nil {
		return nil
	}
	if f.issue.EditionID != nil {
		if f.liveRun, err = tx.RunOfEdition(*f.issue.EditionID); err != nil {
			return err
		}
	}
	if f.issue.RunID != nil {
		if f.run, err = tx.Run(*f.issue.RunID); err != nil {
			return err
		}
	}
	if f.decisions, err = tx.Decisions(f.issue.ID); err != nil {
		return err
	}
	if slices.ContainsFunc(f.decisions, func(d models.Decision) bool { return d.DelegationID != nil }) {
		if f.granted, err = tx.Delegations(f.issue.BulletinID); err != nil {
			return err
		}
	}
	if f.readings, err = tx.Readings(f.run.ID); err != nil {
		return err
	}
	if f.changes, err = tx.Changes(f.issue.ID); err != nil {
		return err
	}
	f.schedule, err = tx.LastSchedule(f.issue.ID)
	return err
}

func (f *folder) circumstances(a models.Actor) models.Circumstances {
	c := models.Circumstances{
		Submitted:      f.issue.Submitted(),
		Amendments:     f.run.Amends(),
		PaperDecisions: f.run.Paper,
		EditorsPublish: f.bulletin.EditorsPublish,
		Access:         f.issue.Access,
		OwnIssue:       f.drafted(a.UserID),
	}
	if f.run.State == models.RunOpen && f.run.Step < len(f.run.Chain) {
		c.HoldsStep = f.run.HeldBy(a.Role, a.UserID)
		c.StepIsSignOff = f.run.Chain.SignOff(f.run.Step)
		if !c.HoldsStep {
			_, c.Delegated = f.authority.of(f.run, a.UserID)
			c.HoldsStep = c.Delegated
		}
	}
	_, c.Informed = f.readingOf(a.UserID)
	for _, d := range f.decisions {
		if d.ActorID == a.UserID {
			c.OwnRun = true
			c.Named = c.Named || (d.RecorderID != nil && d.ObjectedAt == nil)
		}
	}
	return c
}

// approvals are the decisions that count for the run at work.
func (f *folder) approvals() []models.Decision {
	var out []models.Decision
	for _, d := range f.decisions {
		if d.RunID == f.run.ID && d.Verdict == models.Approved {
			out = append(out, d)
		}
	}
	return out
}

// standingStep is the step that must act next.
func (f *folder) standingStep() int {
	return models.StandingStep(f.run.Chain, f.changes, f.approvals())
}

// settle puts the run at the step that must act next, and notes who of a countersign step has still to act.
func (f *folder) settle() {
	f.run.Step = f.standingStep()
	if f.run.Pending = models.PendingOn(f.run.Chain, f.changes, f.approvals(), f.run.Step); f.run.Pending == nil {
		f.run.Pending = []int64{}
	}
}

// possible lists what the actor can do to the issue now, in the order of the workflow table.
func (f *folder) possible(a models.Actor) []models.Event {
	c := f.circumstances(a)
	var out []models.Event
	for _, t := range models.Transitions {
		if t.Possible(f.issue) && models.Can(a.Role, t.Action, c) && f.also(t.Event, a) && (t.Event != models.EventRecord || f.mayRecord(a) == nil) {
			out = append(out, t.Event)
		}
	}
	return out
}

// also holds what a table of states and roles cannot say.
func (f *folder) also(e models.Event, a models.Actor) bool {
	switch e {
	case models.EventRecall:
		return f.run.SubmittedBy == a.UserID && (f.stopped || !f.acted())
	case models.EventUnschedule:
		return f.schedule.Waiting()
	case models.EventPublish, models.EventSchedule: // what was taken down comes back only by a signer's hand
		return f.issue.Standing != models.TakenDown || models.Can(a.Role, models.Restore, f.circumstances(a))
	case models.EventDelete:
		return f.issue.RunID == nil
	case models.EventRead:
		r, _ := f.readingOf(a.UserID)
		return r.ReadAt == nil
	case models.EventVoid:
		return f.issue.RunID != nil || f.issue.Workflow == models.Drafting
	default:
		return true
	}
}

// acted reports whether anybody has acted in the run at work.
func (f *folder) acted() bool {
	return slices.ContainsFunc(f.decisions, func(d models.Decision) bool { return d.RunID == f.run.ID && d.CarriedFrom == nil }) ||
		slices.ContainsFunc(f.changes, func(c models.Change) bool { return c.RunID == f.run.ID && c.Cause != models.ChangeSubmitted })
}

// require refuses an event that the state or the policy does not let happen.
func (f *folder) require(a models.Actor, e models.Event) (models.Transition, error) {
	t, ok := models.TransitionFor(e)
	if !ok {
		return t, models.NotFound()
	}
	if !models.Can(a.Role, t.Action, f.circumstances(a)) {
		return t, models.Fail(models.CodeForbidden, f.refusal(a, t.Action))
	}
	if !t.Possible(f.issue) || !f.also(e, a) {
		return t, models.Fail(models.CodeConflict, "issue.not_in_this_state").With(models.Args{"Event": string(e), "State": string(f.issue.Workflow)})
	}
	return t, nil
}

// refusal says why an actor may not do something: where only the step at work stands in the way, that.
func (f *folder) refusal(a models.Actor, action models.Action) string {
	c := f.circumstances(a)
	for k, step := range f.run.Chain {
		c.HoldsStep, c.StepIsSignOff = step.HeldBy(a.Role, a.UserID), f.run.Chain.SignOff(k)
		if models.Can(a.Role, action, c) {
			return "review.not_your_step"
		}
	}
	return "error.forbidden"
}

// take opens an issue for e to happen to it: locked, and only if the state and the policy let it happen.
func (n *Newsroom) take(tx *store.Tx, a models.Actor, id int64, e models.Event) (*folder, models.Transition, error) {
	f, err := n.openFor(tx, a, id, true, e)
	if err != nil {
		return nil, models.Transition{}, err
	}
	t, err := f.require(a, e)
	return f, t, err
}

// Replacement is the error of an editor's change during review that has not been confirmed: it names the approvals it costs.
type Replacement struct {
	Token string // what the confirmation must carry: it names the manifest and exactly these approvals
	Lost  []LostApproval
	Back  string // the step that the run would go back to
}

// LostApproval is an approval that would no longer stand.
type LostApproval struct {
	models.Decision
	By string
}

func (r *Replacement) Error() string { return "an editor's change during review needs confirmation" }

// change is what an operation did to an issue. A zero Action means that nothing changed.
type change struct {
	Action  string
	Object  string
	Details models.AuditDetails
	Named   []int64 // people to be told of it
}

// edit lets an editor change an issue in one transaction. While the issue is under review the change needs confirm, the
// token of the confirmation page; without it, and if approvals would be lost, nothing is changed and the
// error is a *Replacement. fn reports what it did; when nothing changed, nothing is written.
func (n *Newsroom) edit(ctx context.Context, a models.Actor, id int64, confirm string, fn func(tx *store.Tx, f *folder) (change, error)) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, id, true)
		if err != nil {
			return err
		}
		return n.editOpen(tx, a, f, confirm, fn)
	})
}

func (n *Newsroom) editOpen(tx *store.Tx, a models.Actor, f *folder, confirm string, fn func(tx *store.Tx, f *folder) (change, error)) error {
	event := models.EventEdit
	if f.issue.Workflow == models.Reviewing {
		event = models.EventReplace
	}
	if _, err := f.require(a, event); err != nil {
		return err
	}
	did, err := fn(tx, f)
	if err != nil || did.Action == "" {
		return err
	}
	if err := tx.Contribute(f.issue.ID, a.UserID); err != nil {
		return err
	}
	if event == models.EventReplace {
		if err := n.replace(tx, a, f, confirm); err != nil {
			return err
		}
	}
	if err := tx.UpdateIssue(&f.issue); err != nil {
		return err
	}
	return note(tx, a, models.AuditEntry{IssueID: f.issue.ID, Action: did.Action, Object: did.Object, Details: did.Details}, f.named...)
}

// replace settles what an editor's change during review costs: the run goes back to the first step whose approval is lost.
func (n *Newsroom) replace(tx *store.Tx, a models.Actor, f *folder, confirm string) error {
	m, err := manifest(tx, f.bulletin, f.issue)
	if err != nil {
		return err
	}
	hash := m.Hash()
	if hash == f.run.Hash {
		return nil
	}
	lost := models.Lost(f.run.Chain, f.changes, f.approvals(), hash)
	if token := replacementToken(f.run.Hash, lost); confirm != token {
		return f.replacement(tx, token, hash, lost)
	}
	for _, d := range lost {
		f.named = append(f.named, d.ActorID)
	}
	if err := f.follow(tx, m, models.Change{Cause: models.ChangeReplaced, ActorID: a.UserID}); err != nil {
		return err
	}
	f.settle()
	return tx.UpdateRun(f.run)
}

// follow makes m the manifest of the run at work, and c the newest change of the issue's review history.
func (f *folder) follow(tx *store.Tx, m models.Manifest, c models.Change) error {
	c.IssueID, c.RunID, c.Hash = f.issue.ID, f.run.ID, m.Hash()
	if err := tx.CreateChange(&c, m); err != nil {
		return err
	}
	if err := tx.MadeIssue(c.ActorID, f.issue.ID, f.run.Hash, c.Hash); err != nil {
		return err
	}
	f.changes = append(f.changes, c)
	f.run.Hash = c.Hash
	return nil
}

func replacementToken(hash string, lost []models.Decision) string {
	ids := make([]int64, len(lost))
	for i, d := range lost {
		ids[i] = d.ID
	}
	return models.Hash(struct {
		Hash string
		Lost []int64
	}{hash, ids})
}

func (f *folder) replacement(tx *store.Tx, token, hash string, lost []models.Decision) error {
	ids := make([]int64, len(lost))
	for i, d := range lost {
		ids[i] = d.ActorID
	}
	names, err := tx.UserNames(ids)
	if err != nil {
		return err
	}
	after := append(slices.Clone(f.changes), models.Change{Hash: hash, Cause: models.ChangeReplaced})
	r := &Replacement{Token: token, Back: f.run.Chain[models.StandingStep(f.run.Chain, after, f.approvals())].Name}
	for _, d := range lost {
		r.Lost = append(r.Lost, LostApproval{Decision: d, By: names[d.ActorID]})
	}
	return r
}
