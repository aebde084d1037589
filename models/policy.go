package models

// Action is something that needs a permission. One table says who has it.
type Action string

// The actions, one per row of the permission table.
const (
	ReadUnpublished Action = "read_unpublished"
	ReadEdition     Action = "read_edition"
	EditContent     Action = "edit_content"
	Void            Action = "void"
	ManageDraft     Action = "manage_draft"
	Submit          Action = "submit"
	ClearFinding    Action = "clear_finding"
	WriteComments   Action = "comment" // comments and proposals
	Review          Action = "review"
	SignOff         Action = "sign_off"
	Return          Action = "return"
	Amend           Action = "amend"
	Record          Action = "record"
	Object          Action = "object"
	Acknowledge     Action = "acknowledge"
	Delegate        Action = "delegate"
	Publish         Action = "publish"
	TakeDown        Action = "take_down"
	Correct         Action = "correct"
	Archive         Action = "archive"
	Reopen          Action = "reopen"
	VoidSigned      Action = "void_signed"
	Withdraw        Action = "withdraw"
	Restore         Action = "restore"
	Admit           Action = "admit" // confirm archive editions (往期补录)
	ManageBulletin  Action = "manage_bulletin"
	ReadAudit       Action = "read_audit"
	PreviewLinks    Action = "preview_link"
	ReadReport      Action = "read_report"
	ReadFigures     Action = "read_figures"
)

// Condition narrows a permission. The zero value denies.
type Condition string

// The conditions.
const (
	Never            Condition = ""
	Always           Condition = "always"
	FromSubmission   Condition = "from_submission"
	OwnStep          Condition = "own_step"         // holds the step at work, which is not the sign-off
	OwnStepAmends    Condition = "own_step_amends"  // holds the step at work, and amendments are on
	OnSignOff        Condition = "on_sign_off"      // holds the sign-off, and it is at work
	IfDelegated      Condition = "if_delegated"     // the sign-off is at work, and its signer has given authority (委托签发)
	OwnOrDelegated   Condition = "own_or_delegated" // own_step or if_delegated
	IfPaper          Condition = "if_paper"         // the bulletin records decisions
	IfEditorsPublish Condition = "if_editors_publish"
	PublicOnly       Condition = "public_only"
	PublicOrMembers  Condition = "public_or_members"
	IfListed         Condition = "if_listed" // public, members; internal if listed
	OwnIssues        Condition = "own_issues"
	OwnRuns          Condition = "own_runs"
	WithoutTexts     Condition = "without_texts"
	IfInformed       Condition = "if_informed" // gets the issue for information (阅知)
	IfNamed          Condition = "if_named"    // the decision was recorded in the actor's name
)

// Rule is one row of the permission table; a role that is absent is denied.
type Rule struct {
	Action Action
	Who    map[Role]Condition
}

// Rules is the permission table. Checks, buttons and docs/permissions.md read it. Absent means denied.
var Rules = []Rule{
	{ReadUnpublished, map[Role]Condition{Editor: Always, Proofreader: FromSubmission, Reviewer: FromSubmission, Signer: FromSubmission, Auditor: Always}},
	{ReadEdition, map[Role]Condition{Editor: Always, Proofreader: Always, Reviewer: Always, Signer: Always, Admin: PublicOrMembers, Auditor: Always, Reader: IfListed, Visitor: PublicOnly}},
	{EditContent, map[Role]Condition{Editor: Always}},
	{Void, map[Role]Condition{Editor: Always}},
	{ManageDraft, map[Role]Condition{Editor: Always}},
	{Submit, map[Role]Condition{Editor: Always}},
	{WriteComments, map[Role]Condition{Editor: Always, Proofreader: FromSubmission, Reviewer: FromSubmission, Signer: FromSubmission}},
	{ClearFinding, map[Role]Condition{Editor: Always, Proofreader: FromSubmission}},
	{Review, map[Role]Condition{Proofreader: OwnStep, Reviewer: OwnStep, Signer: OwnStep}},
	{SignOff, map[Role]Condition{Proofreader: IfDelegated, Reviewer: IfDelegated, Signer: OnSignOff}},
	{Return, map[Role]Condition{Proofreader: OwnOrDelegated, Reviewer: OwnOrDelegated, Signer: OnSignOff}},
	{Amend, map[Role]Condition{Proofreader: OwnStepAmends, Reviewer: OwnStepAmends, Signer: OwnStepAmends}},
	{Record, map[Role]Condition{Editor: IfPaper, Proofreader: IfPaper, Reviewer: IfPaper}},
	{Acknowledge, map[Role]Condition{Editor: IfInformed, Proofreader: IfInformed, Reviewer: IfInformed, Signer: IfInformed, Auditor: IfInformed}},
	{Object, map[Role]Condition{Proofreader: IfNamed, Reviewer: IfNamed, Signer: IfNamed}},
	{Delegate, map[Role]Condition{Signer: Always}},
	{Publish, map[Role]Condition{Editor: IfEditorsPublish, Signer: Always}},
	{TakeDown, map[Role]Condition{Editor: Always, Signer: Always}},
	{Correct, map[Role]Condition{Editor: Always, Signer: Always}},
	{Archive, map[Role]Condition{Signer: Always}},
	{Reopen, map[Role]Condition{Signer: Always}},
	{VoidSigned, map[Role]Condition{Signer: Always}},
	{Withdraw, map[Role]Condition{Signer: Always}},
	{Restore, map[Role]Condition{Signer: Always}},
	{Admit, map[Role]Condition{Signer: Always}},
	{ManageBulletin, map[Role]Condition{Admin: Always}},
	{ReadAudit, map[Role]Condition{Editor: OwnIssues, Reviewer: OwnRuns, Signer: Always, Admin: WithoutTexts, Auditor: Always}},
	{PreviewLinks, map[Role]Condition{Editor: Always, Signer: Always}},
	{ReadReport, map[Role]Condition{Editor: Always, Signer: Always, Auditor: Always}},
	{ReadFigures, map[Role]Condition{Editor: Always, Signer: Always, Auditor: Always}},
}

// Circumstances are the facts of one object that conditions look at.
type Circumstances struct {
	Submitted      bool   // the working copy has left the editors' hands
	HoldsStep      bool   // the actor holds the step at work
	StepIsSignOff  bool   // and that step is the sign-off
	Delegated      bool   // and the actor holds it by authority of a signer
	Amendments     bool   // setting of the run
	PaperDecisions bool   // setting of the run
	EditorsPublish bool   // setting of the bulletin
	Access         Access // of the issue or edition, or of an article in it: the stricter of the two
	Listed         bool   // a unit of the actor is listed by the issue
	OwnIssue       bool   // the actor contributed to the issue
	OwnRun         bool   // the actor held a step of one of its runs
	Informed       bool   // the actor gets the issue for information
	Named          bool   // a decision was recorded in the actor's name
}

var conditions = map[Condition]func(Circumstances) bool{
	Never:            func(Circumstances) bool { return false },
	Always:           func(Circumstances) bool { return true },
	FromSubmission:   func(c Circumstances) bool { return c.Submitted },
	OwnStep:          func(c Circumstances) bool { return c.HoldsStep && !c.StepIsSignOff },
	OwnStepAmends:    func(c Circumstances) bool { return c.HoldsStep && c.Amendments },
	OnSignOff:        func(c Circumstances) bool { return c.HoldsStep && c.StepIsSignOff },
	IfDelegated:      func(c Circumstances) bool { return c.HoldsStep && c.StepIsSignOff && c.Delegated },
	OwnOrDelegated:   func(c Circumstances) bool { return c.HoldsStep && (!c.StepIsSignOff || c.Delegated) },
	IfPaper:          func(c Circumstances) bool { return c.PaperDecisions },
	IfEditorsPublish: func(c Circumstances) bool { return c.EditorsPublish },
	PublicOnly:       func(c Circumstances) bool { return c.Access == Public },
	PublicOrMembers:  func(c Circumstances) bool { return c.Access == Public || c.Access == Members },
	IfListed:         func(c Circumstances) bool { return c.Access != Internal || c.Listed },
	OwnIssues:        func(c Circumstances) bool { return c.OwnIssue },
	OwnRuns:          func(c Circumstances) bool { return c.OwnRun },
	WithoutTexts:     func(Circumstances) bool { return true },
	IfInformed:       func(c Circumstances) bool { return c.Informed },
	IfNamed:          func(c Circumstances) bool { return c.Named },
}

// ConditionFor is what the table says of a role and an action, Never where it says nothing.
func ConditionFor(action Action, role Role) Condition {
	for _, r := range Rules {
		if r.Action == action {
			return r.Who[role]
		}
	}
	return Never
}

// Can is the policy: whether somebody acting in role may do action in these circumstances. It decides for pages, search,
// feeds, files, API, history, compare, preview, duplicate and export alike.
func Can(role Role, action Action, c Circumstances) bool {
	holds, ok := conditions[ConditionFor(action, role)]
	return ok && holds(c)
}
