package models

import (
	"slices"
	"time"
)

// Step is one step of a review chain: a name, a role, and people when the role alone does not say who.
type Step struct {
	Name      string  `json:"name"`
	Role      Role    `json:"role"`
	People    []int64 `json:"people,omitempty"`    // users; empty: whoever holds the role
	Proofread bool    `json:"proofread,omitempty"` // the step has a proofreading duty
	Days      int     `json:"days,omitempty"`      // working days to act in; 0: no deadline
	Amends    Switch  `json:"amends,omitempty"`    // whether the holder may amend
	Together  bool    `json:"together,omitempty"`  // countersign (会签): everybody named acts, side by side
}

// HeldBy reports whether the user, acting in role, holds the step.
func (s Step) HeldBy(role Role, user int64) bool {
	return s.Role == role && (len(s.People) == 0 || slices.Contains(s.People, user))
}

// Chain is the review chain: one to five steps, the last one being the sign-off.
type Chain []Step

// DefaultChain is 初审 → 复审 → 签发.
func DefaultChain() Chain {
	return Chain{{Name: "初审", Role: Reviewer}, {Name: "复审", Role: Reviewer}, {Name: "签发", Role: Signer}}
}

// SignOff reports whether step k (from 0) is the sign-off.
func (c Chain) SignOff(k int) bool { return k == len(c)-1 }

// RunState is how a review run stands.
type RunState string

// The run states.
const (
	RunOpen     RunState = "open"
	RunReturned RunState = "returned"
	RunRecalled RunState = "recalled"
	RunSigned   RunState = "signed"
	RunReopened RunState = "reopened"
	RunVoided   RunState = "voided"
)

// Run is one passage of an issue through its chain. The chain and the settings are copied in at submission,
// so changing the bulletin never changes a running review.
type Run struct {
	ID          int64 `gorm:"primaryKey"`
	IssueID     int64
	Number      int   // 1, 2, … within the issue
	Chain       Chain `gorm:"serializer:json"`
	Amendments  bool
	Separation  bool
	Paper       bool
	State       RunState
	Step        int       // the step at work, from 0; len(Chain) when signed
	StepSince   time.Time // since when it has been at work
	SubmittedBy int64
	SubmittedAt time.Time
	Hash        string  // manifest hash now
	Pending     []int64 `gorm:"serializer:json"` // while a countersign step is at work: who has still to approve
}

// ChangeCause says why the manifest of an issue under review has changed.
type ChangeCause string

// The causes. Only amendments leave earlier approvals standing.
const (
	ChangeSubmitted ChangeCause = "submitted"
	ChangeAmended   ChangeCause = "amended"
	ChangeReplaced  ChangeCause = "replaced"
)

// Change is one state of the manifest in an issue's review history, oldest first; each is the ancestor of the next.
type Change struct {
	ID        int64 `gorm:"primaryKey"`
	IssueID   int64
	RunID     int64
	Hash      string
	Cause     ChangeCause
	Step      int // amendments: the step whose holder made it
	ActorID   int64
	CreatedAt time.Time
}

// Verdict is what a decision says.
type Verdict string

// The verdicts.
const (
	Approved     Verdict = "approved"
	ReturnedBack Verdict = "returned"
)

// Way is how somebody decided.
type Way string

// The ways.
const (
	OnScreen    Way = "screen"
	OnPaper     Way = "paper"
	ByTelephone Way = "telephone"
)

// Decision is one person's act on one step: an approval with its opinion, or a return with its reason.
// Recorded decisions (代录) name who decided and who recorded. A decision is never changed.
type Decision struct {
	ID           int64 `gorm:"primaryKey"`
	IssueID      int64
	RunID        int64
	Step         int
	StepName     string
	Verdict      Verdict
	ActorID      int64 // who decided
	RecorderID   *int64
	Way          Way
	DecidedOn    string         // YYYY-MM-DD; recorded decisions: the day on the paper
	Opinion      string         // approvals; returns: the reason
	Category     ReturnCategory // returns
	ArticleIDs   []int64        `gorm:"serializer:json"` // returns: the articles named
	Hash         string         // the manifest that was decided on
	CarriedFrom  *int64         // an approval taken over from an earlier run
	Override     string         // reason for acting against separation of duties, where it is switched off
	UploadID     *int64         // scan of the signed paper
	ObjectedAt   *time.Time
	Objection    string
	DelegationID *int64      // the authority by which the actor signed off in a signer's place; nil: in their own right
	Checked      []ProofItem `gorm:"serializer:json"` // approvals of a step with a proofreading duty: what was ticked off
	CreatedAt    time.Time
}

// Opinions are the texts offered for an approval.
var Opinions = []string{"同意", "同意印发", "圈阅"}

// Contribution says that a user has drafted an issue: saved a text, the masthead, the order or the distribution, or submitted
// it. The set only grows until the next edition exists.
type Contribution struct {
	IssueID   int64 `gorm:"primaryKey"`
	UserID    int64 `gorm:"primaryKey"`
	CreatedAt time.Time
}

// StandingStep says which step of a chain must act next, given the changes of the manifest (oldest first) and the approvals.
//
// An approval of step k stands when its hash is the current one, or an ancestor from which the current one differs only by
// amendments of later steps. The first step without a standing approval is the answer; len(chain) means that all have approved.
// Sign-off stands only on exactly the current hash. A countersign step is approved when everybody named has a standing approval.
func StandingStep(chain Chain, changes []Change, approvals []Decision) int {
	for k, step := range chain {
		by := approvers(chain, changes, approvals, k)
		if len(by) == 0 || len(missing(step, by)) > 0 {
			return k
		}
	}
	return len(chain)
}

// PendingOn lists who has still to approve a countersign step; nil for any other step.
func PendingOn(chain Chain, changes []Change, approvals []Decision, k int) []int64 {
	if k >= len(chain) {
		return nil
	}
	return missing(chain[k], approvers(chain, changes, approvals, k))
}

// approvers are the people whose approvals of step k stand.
func approvers(chain Chain, changes []Change, approvals []Decision, k int) []int64 {
	var out []int64
	for _, d := range approvals {
		if d.Step == k && d.Verdict == Approved && d.ObjectedAt == nil && Stands(chain, changes, d) {
			out = append(out, d.ActorID)
		}
	}
	return out
}

// missing are the people of a countersign step who are not among by.
func missing(s Step, by []int64) []int64 {
	var out []int64
	if s.Together {
		for _, id := range s.People {
			if !slices.Contains(by, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// HeldBy reports whether the step at work waits for the user, acting in role: of a countersign step everybody sees their own part
// only, until they have approved.
func (r Run) HeldBy(role Role, user int64) bool {
	if r.State != RunOpen || r.Step >= len(r.Chain) {
		return false
	}
	step := r.Chain[r.Step]
	return step.HeldBy(role, user) && (!step.Together || slices.Contains(r.Pending, user))
}

// Stands reports whether an approval still counts after the changes that the manifest has seen; see StandingStep.
func Stands(chain Chain, changes []Change, d Decision) bool {
	if len(changes) == 0 {
		return false
	}
	if changes[len(changes)-1].Hash == d.Hash {
		return true
	}
	if chain.SignOff(d.Step) {
		return false
	}
	for _, c := range slices.Backward(changes) {
		if c.Hash == d.Hash {
			return true
		}
		if c.Cause != ChangeAmended || c.Step <= d.Step {
			return false
		}
	}
	return false
}

// Lost names the approvals that would no longer stand if the manifest changed to hash by an editor's hand.
func Lost(chain Chain, changes []Change, approvals []Decision, hash string) []Decision {
	after := append(slices.Clone(changes), Change{Hash: hash, Cause: ChangeReplaced})
	var out []Decision
	for _, d := range approvals {
		if d.Verdict == Approved && Stands(chain, changes, d) && !Stands(chain, after, d) {
			out = append(out, d)
		}
	}
	return out
}
