package models

import (
	"slices"
	"strings"
	"time"
)

// Notice tells one person of one entry of the audit log. What it says is read from the entry.
type Notice struct {
	ID         int64 `gorm:"primaryKey"`
	UserID     int64
	BulletinID int64
	IssueID    int64 // 0: none
	Seq        int64 // of the entry
	Kind       NoticeKind
	CreatedAt  time.Time
	ReadAt     *time.Time
	MailedAt   *time.Time
}

// NoticeLine is what a notice says, for pages and mails to put into words. It holds no text of an article and no reason.
type NoticeLine struct {
	ID    int64
	Kind  NoticeKind
	Who   string // did it; empty: the system itself
	Issue string // name of the bulletin and printed number, 开放前沿 第92期; empty: about none
	Step  string // of the chain, where the act was on one
	About string // name of the person it is about, where it is about one
	Role  Role   // given or taken
	Days  string // of a delegation: 2026-11-28 – 2026-12-04
	At    time.Time
}

// NoticeAge is how long a notice is kept, read or not. The audit log keeps what it was about.
const NoticeAge = 90 * 24 * time.Hour

// NoticeKind is what a notice says: its text stands below notice. in the catalogue.
type NoticeKind string

// The kinds.
const (
	NoticeToReview       NoticeKind = "to_review"
	NoticeToRead         NoticeKind = "to_read" // for information
	NoticeReturned       NoticeKind = "returned"
	NoticeRecalled       NoticeKind = "recalled"
	NoticeToPublish      NoticeKind = "to_publish"
	NoticeSigned         NoticeKind = "signed"
	NoticeRecorded       NoticeKind = "recorded"
	NoticeObjected       NoticeKind = "objected"
	NoticeLost           NoticeKind = "lost" // an approval that one gave no longer counts
	NoticeReopened       NoticeKind = "reopened"
	NoticeVoided         NoticeKind = "voided"
	NoticePublished      NoticeKind = "published"
	NoticeTakenDown      NoticeKind = "taken_down"
	NoticeWithdrawn      NoticeKind = "withdrawn"
	NoticeRestored       NoticeKind = "restored"
	NoticeScheduled      NoticeKind = "scheduled"
	NoticeCancelled      NoticeKind = "cancelled" // publication at a time will not happen
	NoticeNotDone        NoticeKind = "not_done"  // it did not happen
	NoticeLate           NoticeKind = "late"      // its time was missed, it was done afterwards
	NoticeCorrected      NoticeKind = "corrected" // a correction was begun
	NoticeGivenUp        NoticeKind = "given_up"  // and given up
	NoticeArchived       NoticeKind = "archived"
	NoticeMentioned      NoticeKind = "mentioned" // in a comment
	NoticeRoleGiven      NoticeKind = "role_given"
	NoticeRoleTaken      NoticeKind = "role_taken"
	NoticeUnitSet        NoticeKind = "unit_set"
	NoticeDelegated      NoticeKind = "delegated" // one may sign off for somebody
	NoticeDelegationOver NoticeKind = "delegation_over"
)

// NoticeTopic is what a person switches mail on and off by.
type NoticeTopic string

// The topics.
const (
	TopicWork        NoticeTopic = "work"        // something waits for oneself
	TopicReview      NoticeTopic = "review"      // how the review of an issue goes on
	TopicRecord      NoticeTopic = "record"      // decisions recorded in one's name, and objections
	TopicPublication NoticeTopic = "publication" // published, withdrawn, taken down
	TopicPeople      NoticeTopic = "people"      // roles given and taken
)

// NoticeTopics lists them in the order in which forms offer them.
var NoticeTopics = []NoticeTopic{TopicWork, TopicReview, TopicRecord, TopicPublication, TopicPeople}

// NoticeFacts are what holds for a kind of notice.
type NoticeFacts struct {
	Kind  NoticeKind
	Topic NoticeTopic
	Needs Action // what its receiver must be allowed to do to learn of it
}

// NoticeTable lists every kind.
var NoticeTable = []NoticeFacts{
	{NoticeToReview, TopicWork, ReadUnpublished},
	{NoticeToRead, TopicReview, ReadUnpublished},
	{NoticeReturned, TopicWork, ReadUnpublished},
	{NoticeToPublish, TopicWork, ReadUnpublished},
	{NoticeRecalled, TopicReview, ReadUnpublished},
	{NoticeSigned, TopicReview, ReadUnpublished},
	{NoticeLost, TopicReview, ReadUnpublished},
	{NoticeReopened, TopicReview, ReadUnpublished},
	{NoticeVoided, TopicReview, ReadUnpublished},
	{NoticeRecorded, TopicRecord, ReadUnpublished},
	{NoticeObjected, TopicRecord, ReadUnpublished},
	{NoticePublished, TopicPublication, ReadUnpublished},
	{NoticeTakenDown, TopicPublication, ReadUnpublished},
	{NoticeWithdrawn, TopicPublication, ReadUnpublished},
	{NoticeRestored, TopicPublication, ReadUnpublished},
	{NoticeNotDone, TopicWork, ReadUnpublished},
	{NoticeLate, TopicPublication, ReadUnpublished},
	{NoticeScheduled, TopicPublication, ReadUnpublished},
	{NoticeCancelled, TopicPublication, ReadUnpublished},
	{NoticeCorrected, TopicPublication, ReadUnpublished},
	{NoticeGivenUp, TopicPublication, ReadUnpublished},
	{NoticeArchived, TopicPublication, ReadUnpublished},
	{NoticeMentioned, TopicReview, ReadUnpublished},
	{NoticeRoleGiven, TopicPeople, Restore},
	{NoticeRoleTaken, TopicPeople, Restore},
	{NoticeUnitSet, TopicPeople, Restore},
	{NoticeDelegated, TopicPeople, SignOff},
	{NoticeDelegationOver, TopicPeople, SignOff},
}

// Facts are the row of a kind; the zero row, which nobody may learn of, when there is none.
func (k NoticeKind) Facts() NoticeFacts {
	i := slices.IndexFunc(NoticeTable, func(f NoticeFacts) bool { return f.Kind == k })
	if i < 0 {
		return NoticeFacts{}
	}
	return NoticeTable[i]
}

// MayLearn reports whether somebody acting in role may learn of a notice of this kind. submitted says whether the issue it is about has
// left the editors' hands. Where it takes a delegation, the notice is about one.
func (k NoticeKind) MayLearn(role Role, submitted bool) bool {
	return Can(role, k.Facts().Needs, Circumstances{Submitted: submitted, HoldsStep: true, StepIsSignOff: true, Delegated: true})
}

// NoticesFor lists the kinds that a role may learn of at all, and whether also those about issues still with the editors.
func NoticesFor(role Role) (kinds []NoticeKind, drafts bool) {
	for _, f := range NoticeTable {
		if f.Kind.MayLearn(role, true) {
			kinds = append(kinds, f.Kind)
		}
	}
	return kinds, Can(role, ReadUnpublished, Circumstances{})
}

// Audience says who is told of an act, by what they are to the issue it was done to.
type Audience string

// The audiences.
const (
	ToNamed        Audience = "named"        // people that the operation names
	ToHolders      Audience = "holders"      // whoever holds the step at work
	ToInformed     Audience = "informed"     // who gets the run at work for information
	ToSubmitter    Audience = "submitter"    // who handed in the run at work
	ToContributors Audience = "contributors" // who drafted the issue
	ToApprovers    Audience = "deciders"     // who decided in the run at work
	ToPublishers   Audience = "publishers"   // whoever may publish the issue
	ToSigners      Audience = "signers"      // whoever may restore or withdraw the issue
)

// AnyOther stands for every action without a row of its own.
const AnyOther = "*"

// Telling is one row of the table of notices: of an action, as the audit log names it, an audience is told.
type Telling struct {
	Action string
	After  Workflow // only when the issue is in this state now; empty: always
	Who    Audience
	Kind   NoticeKind
}

// Tellings is the table of notices. Nobody is told of what they did themselves, nor twice of one act: the first row that reaches
// somebody counts.
var Tellings = []Telling{
	{"issue.submit", "", ToHolders, NoticeToReview},
	{"issue.submit", "", ToInformed, NoticeToRead},
	{"issue.recall", "", ToContributors, NoticeRecalled},
	{"issue.approve", Reviewing, ToHolders, NoticeToReview},
	{"issue.sign_off", "", ToPublishers, NoticeToPublish},
	{"issue.sign_off", "", ToSubmitter, NoticeSigned},
	{"issue.sign_off", "", ToContributors, NoticeSigned},
	{"issue.return", "", ToSubmitter, NoticeReturned},
	{"issue.return", "", ToContributors, NoticeReturned},
	{"issue.record", "", ToNamed, NoticeRecorded},
	{"issue.record", Reviewing, ToHolders, NoticeToReview},
	{"issue.record", Signed, ToPublishers, NoticeToPublish},
	{"issue.record", Signed, ToContributors, NoticeSigned},
	{"issue.record", Returned, ToSubmitter, NoticeReturned},
	{"issue.record", Returned, ToContributors, NoticeReturned},
	{"issue.object", "", ToNamed, NoticeObjected},
	{"issue.object", "", ToSigners, NoticeObjected},
	{"issue.object", "", ToSubmitter, NoticeObjected},
	{"issue.object", "", ToContributors, NoticeObjected},
	{"issue.object", Reviewing, ToHolders, NoticeToReview},
	{"issue.reopen", "", ToApprovers, NoticeReopened},
	{"issue.reopen", "", ToSubmitter, NoticeReturned},
	{"issue.reopen", "", ToContributors, NoticeReturned},
	{"issue.void", "", ToApprovers, NoticeVoided},
	{"issue.void", "", ToContributors, NoticeVoided},
	{"issue.void_signed", "", ToApprovers, NoticeVoided},
	{"issue.void_signed", "", ToContributors, NoticeVoided},
	{"issue.publish", "", ToContributors, NoticePublished},
	{"issue.publish", "", ToApprovers, NoticePublished},
	{"issue.schedule", "", ToPublishers, NoticeScheduled},
	{"issue.schedule", "", ToContributors, NoticeScheduled},
	{"issue.unschedule", "", ToPublishers, NoticeCancelled},
	{"issue.unschedule", "", ToContributors, NoticeCancelled},
	{"issue.schedule_failed", "", ToPublishers, NoticeNotDone},
	{"issue.schedule_failed", "", ToContributors, NoticeNotDone},
	{"issue.schedule_late", "", ToPublishers, NoticeLate},
	{"issue.correct", "", ToSigners, NoticeCorrected},
	{"issue.correct", "", ToContributors, NoticeCorrected},
	{"issue.give_up", "", ToSigners, NoticeGivenUp},
	{"issue.give_up", "", ToContributors, NoticeGivenUp},
	{"issue.archive", "", ToContributors, NoticeArchived},
	{"issue.archive", "", ToApprovers, NoticeArchived},
	{"article.taken_down", "", ToSigners, NoticeTakenDown},
	{"article.taken_down", "", ToContributors, NoticeTakenDown},
	{"issue.take_down", "", ToSigners, NoticeTakenDown},
	{"issue.take_down", "", ToContributors, NoticeTakenDown},
	{"issue.withdraw", "", ToContributors, NoticeWithdrawn},
	{"issue.withdraw", "", ToApprovers, NoticeWithdrawn},
	{"issue.restore", "", ToContributors, NoticeRestored},
	{"issue.restore", "", ToApprovers, NoticeRestored},
	{"comment.added", "", ToNamed, NoticeMentioned},
	{"comment.must_fix", "", ToNamed, NoticeMentioned},
	{"comment.answered", "", ToNamed, NoticeMentioned},
	{"membership.given", "", ToSigners, NoticeRoleGiven},
	{"membership.taken", "", ToSigners, NoticeRoleTaken},
	{"membership.unit", "", ToSigners, NoticeUnitSet},
	{"delegation.given", "", ToNamed, NoticeDelegated},
	{"delegation.revoked", "", ToNamed, NoticeDelegationOver},
	// An editor's change during review is logged as what it did; whom it names lost an approval by it.
	{AnyOther, "", ToNamed, NoticeLost},
}

// Settles reports whether an act moves an issue on, so that what was waiting for somebody there waits no longer. Whoever it
// waits for now is told anew.
func Settles(action string) bool {
	event, ok := strings.CutPrefix(action, "issue.")
	if !ok {
		return false
	}
	_, moves := TransitionFor(Event(event))
	return moves && TellingsOf(action)[0].Action == action
}

// WaitingKinds are the kinds of notices that say that something waits.
func WaitingKinds() (out []NoticeKind) {
	for _, f := range NoticeTable {
		if f.Topic == TopicWork {
			out = append(out, f.Kind)
		}
	}
	return out
}

// TellingsOf are the rows of an action.
func TellingsOf(action string) []Telling {
	rows := func(name string) (out []Telling) {
		for _, t := range Tellings {
			if t.Action == name {
				out = append(out, t)
			}
		}
		return out
	}
	if own := rows(action); own != nil {
		return own
	}
	return rows(AnyOther)
}
