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
	EventAnswer     Event = "answer"  // a point of a return is ticked as done, or opened again
	EventComment    Event = "comment" // a comment, an answer, what becomes of a thread
	EventPropose    Event = "propose" // another text for a block, and its withdrawal
	EventReplace    Event = "replace" // an editor's change during review, at the cost of named approvals
	EventAmend      Event = "amend"
	EventApprove    Event = "approve"
	EventSignOff    Event = "sign_off"
	EventReturn     Event = "return"
	EventRead       Event = "read" // whoever gets it for information says that they have read it (已阅)
	EventRecord     Event = "record"
	EventObject     Event = "object"
	EventReopen     Event = "reopen"
	EventVoid       Event = "void"
	EventVoidSigned Event = "void_signed"
	EventDelete     Event = "delete"
	EventPublish    Event = "publish"
	EventSchedule   Event = "schedule"   // publish at a time (定时发布), or at another time than before
	EventUnschedule Event = "unschedule" // cancel that
	EventTakeDown   Event = "take_down"
	EventWithdraw   Event = "withdraw"
	EventRestore    Event = "restore"
	EventCorrect    Event = "correct" // begin a correction (更正) beside the live edition
	EventGiveUp     Event = "give_up" // give a correction up: the working copy is the live edition again
	EventArchive    Event = "archive" // nothing changes any more but by withdrawal (归档)
	EventAdmit      Event = "admit"   // an archive issue becomes an archive edition, without a review (确认补录)
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
	Copy       Copy       // how the working copy must stand to the live edition
	Backlog    Backlog    // whether it is for archive issues
}

// Copy is how the working copy of an issue stands to its live edition.
type Copy string

// The ways. An issue without an edition is ahead of it.
const (
	AnyCopy Copy = ""
	Ahead   Copy = "ahead"
	AsLive  Copy = "as live"
)

// Backlog says whether a row is for issues from before this system (往期补录).
type Backlog string

// The ways. Where a row says nothing, archive issues cannot do it: they pass through no review, and are only shown or withdrawn.
const (
	NoBacklog   Backlog = ""
	AlsoBacklog Backlog = "also"
	OnlyBacklog Backlog = "only"
)

func (b Backlog) holds(archival bool) bool {
	return b == AlsoBacklog || (b == OnlyBacklog) == archival
}

// Beside are the standings in which a working copy can be worked on: before the first edition, and as a correction beside a live one.
var Beside = []Standing{Unpublished, Normal, TakenDown}

// alive are the workflow states that an issue with an edition can be in.
var alive = []Workflow{Drafting, Reviewing, Returned, Signed}

// Ahead reports whether the working copy is ahead of what readers see.
func (i Issue) Ahead() bool { return i.Standing == Unpublished || i.Correcting }

// Transitions is the workflow table: checks, buttons, the transition routes, audit texts and the generated document read it.
var Transitions = []Transition{
	{Event: EventEdit, Workflow: []Workflow{Drafting, Returned}, Standing: Beside, Action: EditContent, Copy: Ahead, Backlog: AlsoBacklog},
	{Event: EventSubmit, Workflow: []Workflow{Drafting, Returned}, To: Reviewing, Standing: Beside, Action: Submit, Copy: Ahead},
	{Event: EventClear, Workflow: []Workflow{Drafting, Reviewing, Returned}, Standing: Beside, Action: ClearFinding, Copy: Ahead},
	{Event: EventAnswer, Workflow: []Workflow{Drafting, Returned}, Standing: Beside, Action: EditContent, Copy: Ahead},
	{Event: EventComment, Workflow: []Workflow{Drafting, Reviewing, Returned, Signed}, Standing: Beside, Action: WriteComments, Copy: Ahead},
	{Event: EventPropose, Workflow: []Workflow{Drafting, Reviewing, Returned}, Standing: Beside, Action: WriteComments, Copy: Ahead},
	{Event: EventRecall, Workflow: []Workflow{Reviewing}, To: Drafting, Standing: Beside, Action: Submit, Copy: Ahead},
	{Event: EventReplace, Workflow: []Workflow{Reviewing}, Standing: Beside, Action: EditContent, Copy: Ahead},
	{Event: EventAmend, Workflow: []Workflow{Reviewing}, Standing: Beside, Action: Amend, Copy: Ahead},
	{Event: EventApprove, Workflow: []Workflow{Reviewing}, Standing: Beside, Action: Review, Copy: Ahead},
	{Event: EventSignOff, Workflow: []Workflow{Reviewing}, To: Signed, Standing: Beside, Action: SignOff, Password: true, Copy: Ahead},
	{Event: EventReturn, Workflow: []Workflow{Reviewing}, To: Returned, Standing: Beside, Action: Return, Reason: true, Copy: Ahead},
	{Event: EventRead, Workflow: []Workflow{Reviewing, Signed}, Standing: Standings, Action: Acknowledge},
	{Event: EventRecord, Workflow: []Workflow{Reviewing}, Standing: Beside, Action: Record, Copy: Ahead},
	{Event: EventObject, Workflow: alive, Standing: Standings, Action: Object, Reason: true},
	{Event: EventReopen, Workflow: []Workflow{Signed}, To: Returned, Standing: Beside, Action: Reopen, Reason: true, Password: true, Copy: Ahead},
	{Event: EventVoid, Workflow: []Workflow{Drafting, Reviewing, Returned}, To: Voided, Standing: []Standing{Unpublished}, Action: Void, Reason: true},
	{Event: EventVoidSigned, Workflow: []Workflow{Signed}, To: Voided, Standing: []Standing{Unpublished}, Action: VoidSigned, Reason: true, Password: true},
	{Event: EventDelete, Workflow: []Workflow{Drafting}, Standing: []Standing{Unpublished}, Action: ManageDraft, Backlog: AlsoBacklog},
	{Event: EventPublish, Workflow: []Workflow{Signed}, Standing: Beside, ToStanding: Normal, Action: Publish, Copy: Ahead},
	{Event: EventSchedule, Workflow: []Workflow{Signed}, Standing: Beside, Action: Publish, Copy: Ahead},
	{Event: EventUnschedule, Workflow: []Workflow{Signed}, Standing: Beside, Action: Publish, Copy: Ahead},
	{Event: EventTakeDown, Workflow: alive, Standing: []Standing{Normal}, ToStanding: TakenDown, Action: TakeDown, Reason: true, Backlog: AlsoBacklog},
	{Event: EventWithdraw, Workflow: alive, Standing: []Standing{Normal, TakenDown, Archived}, ToStanding: Withdrawn, Action: Withdraw, Reason: true, Password: true, Backlog: AlsoBacklog},
	{Event: EventRestore, Workflow: alive, Standing: []Standing{TakenDown, Withdrawn}, ToStanding: Normal, Action: Restore, Reason: true, Password: true, Backlog: AlsoBacklog},
	{Event: EventCorrect, Workflow: []Workflow{Signed}, To: Drafting, Standing: []Standing{Normal, TakenDown}, Action: Correct, Copy: AsLive},
	{Event: EventGiveUp, Workflow: []Workflow{Drafting, Returned}, To: Signed, Standing: []Standing{Normal, TakenDown, Withdrawn}, Action: Correct, Copy: Ahead},
	{Event: EventArchive, Workflow: []Workflow{Signed}, Standing: []Standing{Normal}, ToStanding: Archived, Action: Archive, Password: true, Copy: AsLive},
	{Event: EventAdmit, Workflow: []Workflow{Drafting}, To: Signed, Standing: []Standing{Unpublished}, ToStanding: Normal, Action: Admit, Password: true, Copy: Ahead, Backlog: OnlyBacklog},
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
	return slices.Contains(t.Workflow, i.Workflow) && slices.Contains(t.Standing, i.Standing) && i.DeletedAt == nil && t.Backlog.holds(i.Archival) &&
		(t.Copy == AnyCopy || (t.Copy == Ahead) == i.Ahead())
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
