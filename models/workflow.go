package models

import "slices"

// Event is something that moves an issue on one of its two axes, or is done to it in a state.
type Event string

// The events.
const (
	EventEdit       Event = "edit" // any change of masthead, contents, text or distribution by an editor
	EventSubmit     Event = "submit"
	EventRecall     Event = "recall"
	EventClear      Event = "clear"   // a warning of the preflight is right as it stands (已核)
	EventComment    Event = "comment" // a comment, an answer, what becomes of a thread
	EventPropose    Event = "propose" // another text for a block, and its withdrawal
	EventReplace    Event = "replace" // an editor's change during review, at the cost of named approvals
	EventAmend      Event = "amend"
	EventApprove    Event = "approve"
	EventSignOff    Event = "sign_off"
	EventReturn     Event = "return"
	EventRecord     Event = "record"
	EventObject     Event = "object"
	EventReopen     Event = "reopen"
	EventVoid       Event = "void"
	EventVoidSigned Event = "void_signed"
	EventDelete     Event = "delete"
	EventPublish    Event = "publish"
	EventTakeDown   Event = "take_down"
	EventWithdraw   Event = "withdraw"
	EventRestore    Event = "restore"
)

// Transition is one row of the workflow table.
type Transition struct {
	Event      Event
	Workflow   []Workflow // states in which it is possible
	To         Workflow   // where it leads; empty: unchanged
	Standing   []Standing // standings in which it is possible
	ToStanding Standing   // empty: unchanged
	Action     Action     // the permission it needs
	Reason     bool       // a reason must be given
	Password   bool       // the password is asked for again
}

// Transitions is the workflow table: checks, buttons, the transition routes, audit texts and the generated document read it.
var Transitions = []Transition{
	{Event: EventEdit, Workflow: []Workflow{Drafting, Returned}, Standing: []Standing{Unpublished}, Action: EditContent},
	{Event: EventSubmit, Workflow: []Workflow{Drafting, Returned}, To: Reviewing, Standing: []Standing{Unpublished}, Action: Submit},
	{Event: EventClear, Workflow: []Workflow{Drafting, Reviewing, Returned}, Standing: []Standing{Unpublished}, Action: ClearFinding},
	{Event: EventComment, Workflow: []Workflow{Drafting, Reviewing, Returned, Signed}, Standing: []Standing{Unpublished}, Action: WriteComments},
	{Event: EventPropose, Workflow: []Workflow{Drafting, Reviewing, Returned}, Standing: []Standing{Unpublished}, Action: WriteComments},
	{Event: EventRecall, Workflow: []Workflow{Reviewing}, To: Drafting, Standing: []Standing{Unpublished}, Action: Submit},
	{Event: EventReplace, Workflow: []Workflow{Reviewing}, Standing: []Standing{Unpublished}, Action: EditContent},
	{Event: EventAmend, Workflow: []Workflow{Reviewing}, Standing: []Standing{Unpublished}, Action: Amend},
	{Event: EventApprove, Workflow: []Workflow{Reviewing}, Standing: []Standing{Unpublished}, Action: Review},
	{Event: EventSignOff, Workflow: []Workflow{Reviewing}, To: Signed, Standing: []Standing{Unpublished}, Action: SignOff, Password: true},
	{Event: EventReturn, Workflow: []Workflow{Reviewing}, To: Returned, Standing: []Standing{Unpublished}, Action: Return, Reason: true},
	{Event: EventRecord, Workflow: []Workflow{Reviewing}, Standing: []Standing{Unpublished}, Action: Record},
	{Event: EventObject, Workflow: []Workflow{Reviewing, Returned, Signed}, Standing: Standings, Action: Object, Reason: true},
	{Event: EventReopen, Workflow: []Workflow{Signed}, To: Returned, Standing: []Standing{Unpublished}, Action: Reopen, Reason: true, Password: true},
	{Event: EventVoid, Workflow: []Workflow{Drafting, Reviewing, Returned}, To: Voided, Standing: []Standing{Unpublished}, Action: Void, Reason: true},
	{Event: EventVoidSigned, Workflow: []Workflow{Signed}, To: Voided, Standing: []Standing{Unpublished}, Action: VoidSigned, Reason: true, Password: true},
	{Event: EventDelete, Workflow: []Workflow{Drafting}, Standing: []Standing{Unpublished}, Action: ManageDraft},
	{Event: EventPublish, Workflow: []Workflow{Signed}, Standing: []Standing{Unpublished}, ToStanding: Normal, Action: Publish},
	{Event: EventTakeDown, Workflow: []Workflow{Signed}, Standing: []Standing{Normal}, ToStanding: TakenDown, Action: TakeDown, Reason: true},
	{Event: EventWithdraw, Workflow: []Workflow{Signed}, Standing: []Standing{Normal, TakenDown, Archived}, ToStanding: Withdrawn, Action: Withdraw, Reason: true, Password: true},
	{Event: EventRestore, Workflow: []Workflow{Signed}, Standing: []Standing{TakenDown, Withdrawn}, ToStanding: Normal, Action: Restore, Reason: true, Password: true},
}

// TransitionFor finds the row of an event; ok is false for an event that is none.
func TransitionFor(e Event) (t Transition, ok bool) {
	i := slices.IndexFunc(Transitions, func(t Transition) bool { return t.Event == e })
	if i < 0 {
		return Transition{}, false
	}
	return Transitions[i], true
}

// Possible reports whether the event is possible in the issue's state, whoever asks.
func (t Transition) Possible(i Issue) bool {
	return slices.Contains(t.Workflow, i.Workflow) && slices.Contains(t.Standing, i.Standing) && i.DeletedAt == nil
}

// Apply moves the issue along the row.
func (t Transition) Apply(i *Issue) {
	if t.To != "" {
		i.Workflow = t.To
	}
	if t.ToStanding != "" {
		i.Standing = t.ToStanding
	}
}
