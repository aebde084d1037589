package views

import (
	"context"
	"strings"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// EventVM is the page that asks before something is done to an issue: what will happen, who will see it, what cannot be undone.
//
// The form posts to paths.IssueEvent: role, version (of the issue), hash (the manifest the page was drawn for), and as far as
// the page asks for them: reason, password, opinion, override (why the separation of duties is set aside), decision
// (the recorded decision an objection is about), confirm (open points of a return were seen), and what ReturnForm says.
type EventVM struct {
	Slug     string
	IssueID  int64
	Version  int64
	Label    string // 第232期
	State    IssueState
	Event    models.Event
	Hash     string // manifest hash; its check code is shown where a decision is bound to it
	Access   AccessShown
	Bulletin string
	Edition  int // what the working copy becomes, where it corrects a live edition; else 0

	Reason   string      // as typed
	Opinion  string      // approve and sign-off: as chosen
	Return   *ReturnForm // a return: what else it asks for
	Points   *PointList  // submission: the checklist of the return before; nil: there is none
	Override bool        // somebody who drafted acts all the same: the reason is asked for
	Because  string      // that reason, as typed
	Decision *RecordedDecision
	Blockers []string // what stands in the way; with any, the page has no form
	Steps    []components.Step
	Checklist
	Schedule ScheduleVM
	Proof    *ProofPanel  // before what makes the issue final; nil: nothing was found, or nothing is looked for
	Unsaved  []UnsavedRow // submission: what is written in the issue's articles and saved nowhere
}

// UnsavedRow is somebody's text that is saved nowhere yet. Only one's own leads anywhere.
type UnsavedRow struct {
	Title string
	Name  string
	At    time.Time
	Href  string
}

// eventTexts are the words of one event's page.
type eventTexts struct {
	title, button   string
	happens         []string
	corrects        []string // what happens where the working copy corrects a live edition; nil: the same
	visible, final  []string // visible: by access class where the act changes who may read
	danger          bool
	reason, opinion string // labels of the fields; empty: the field is not asked for by this event
}

var eventPages = map[models.Event]eventTexts{
	models.EventSubmit:     {title: "event.submit.title", button: "event.submit.button", happens: []string{"event.submit.happens.1", "event.submit.happens.2", "event.submit.happens.3"}, visible: []string{"event.submit.visible"}},
	models.EventRecall:     {title: "event.recall.title", button: "event.recall.button", happens: []string{"event.recall.happens.1", "event.recall.happens.2"}},
	models.EventApprove:    {title: "event.approve.title", button: "event.approve.button", happens: []string{"event.approve.happens.1", "event.approve.happens.2"}, opinion: "event.opinion"},
	models.EventSignOff:    {title: "event.sign_off.title", button: "event.sign_off.button", happens: []string{"event.sign_off.happens.1", "event.sign_off.happens.2", "event.sign_off.happens.3"}, opinion: "event.opinion"},
	models.EventReturn:     {title: "event.return.title", button: "event.return.button", happens: []string{"event.return.happens.1", "event.return.happens.2"}, reason: "event.return.reason"},
	models.EventRead:       {title: "event.read.title", button: "event.read.button", happens: []string{"event.read.happens.1"}},
	models.EventObject:     {title: "event.object.title", button: "event.object.button", happens: []string{"event.object.happens.1", "event.object.happens.2"}, reason: "event.reason", danger: true},
	models.EventReopen:     {title: "event.reopen.title", button: "event.reopen.button", happens: []string{"event.reopen.happens.1", "event.reopen.happens.2"}, final: []string{"event.reopen.final"}, reason: "event.reason", danger: true},
	models.EventVoid:       {title: "event.void.title", button: "event.void.button", happens: []string{"event.void.happens.1", "event.void.happens.2"}, final: []string{"event.void.final"}, reason: "event.reason", danger: true},
	models.EventVoidSigned: {title: "event.void.title", button: "event.void.button", happens: []string{"event.void.happens.1", "event.void.happens.2"}, final: []string{"event.void.final"}, reason: "event.reason", danger: true},
	models.EventDelete:     {title: "event.delete.title", button: "event.delete.button", happens: []string{"event.delete.happens.1", "event.delete.happens.2"}},
	models.EventPublish:    {title: "event.publish.title", button: "event.publish.button", happens: []string{"event.publish.happens.1", "event.publish.happens.2", "event.publish.happens.3"}, corrects: []string{"event.publish.happens.1", "event.publish.corrects", "event.publish.happens.3"}, visible: publicationVisible, final: []string{"event.publish.final"}},
	models.EventSchedule:   {title: "event.schedule.title", button: "event.schedule.button", happens: []string{"event.schedule.happens.1", "event.schedule.happens.2", "event.schedule.happens.3"}, visible: publicationVisible},
	models.EventUnschedule: {title: "event.unschedule.title", button: "event.unschedule.button", happens: []string{"event.unschedule.happens.1"}},
	models.EventTakeDown:   {title: "event.take_down.title", button: "event.take_down.button", happens: []string{"event.take_down.happens.1", "event.withdraw.where", "event.take_down.happens.2"}, visible: []string{"event.withdraw.visible"}, reason: "event.reason", danger: true},
	models.EventWithdraw:   {title: "event.withdraw.title", button: "event.withdraw.button", happens: []string{"event.withdraw.happens.1", "event.withdraw.where", "event.withdraw.happens.2"}, visible: []string{"event.withdraw.visible"}, final: []string{"event.withdraw.final"}, reason: "event.reason", danger: true},
	models.EventCorrect:    {title: "event.correct.title", button: "event.correct.button", happens: []string{"event.correct.happens.1", "event.correct.happens.2", "event.correct.happens.3", "event.correct.happens.4"}, visible: []string{"event.correct.visible"}},
	models.EventGiveUp:     {title: "event.give_up.title", button: "event.give_up.button", happens: []string{"event.give_up.happens.1", "event.give_up.happens.2"}, visible: []string{"event.give_up.visible"}, danger: true},
	models.EventArchive:    {title: "event.archive.title", button: "event.archive.button", happens: []string{"event.archive.happens.1", "event.archive.happens.2"}, visible: []string{"event.archive.visible"}, final: []string{"event.archive.final"}},
	models.EventRestore:    {title: "event.restore.title", button: "event.restore.button", happens: []string{"event.restore.happens.1"}, visible: publicationVisible, reason: "event.reason"},
}

// publicationVisible says who can read an edition, in the order of models.AccessClasses.
var publicationVisible = []string{"event.visible.public", "event.visible.members", "event.visible.internal"}

// eventVerbs are the words of the buttons that lead to an event's page.
var eventVerbs = map[models.Event]string{
	models.EventSubmit:     "event.submit.verb",
	models.EventRecall:     "event.recall.verb",
	models.EventApprove:    "event.approve.verb",
	models.EventSignOff:    "event.sign_off.verb",
	models.EventReturn:     "event.return.verb",
	models.EventRead:       "event.read.verb",
	models.EventRecord:     "event.record.verb",
	models.EventObject:     "event.object.verb",
	models.EventReopen:     "event.reopen.verb",
	models.EventVoid:       "event.void.verb",
	models.EventVoidSigned: "event.void.verb",
	models.EventDelete:     "event.delete.verb",
	models.EventPublish:    "event.publish.verb",
	models.EventSchedule:   "event.schedule.verb",
	models.EventUnschedule: "event.unschedule.verb",
	models.EventTakeDown:   "event.take_down.verb",
	models.EventWithdraw:   "event.withdraw.verb",
	models.EventCorrect:    "event.correct.verb",
	models.EventGiveUp:     "event.give_up.verb",
	models.EventArchive:    "event.archive.verb",
	models.EventAdmit:      "event.admit.verb",
	models.EventRestore:    "event.restore.verb",
}

// EventVerb is an event as a button says it: 送审, 退回修改, 签发.
func EventVerb(ctx context.Context, e models.Event) string { return i18n.T(ctx, eventVerbs[e]) }

func (vm EventVM) texts() eventTexts { return eventPages[vm.Event] }

func (vm EventVM) words(ctx context.Context, key string) string {
	return i18n.T(ctx, key, i18n.D{"Label": vm.Label, "Bulletin": vm.Bulletin, "Edition": vm.Edition})
}

func (vm EventVM) all(ctx context.Context, keys []string) []string {
	out := make([]string, len(keys))
	for i, key := range keys {
		out[i] = vm.words(ctx, key)
	}
	return out
}

func (vm EventVM) confirm(ctx context.Context) components.ConfirmProps {
	t := vm.texts()
	happens := t.happens
	if vm.Edition != 0 && t.corrects != nil {
		happens = t.corrects
	}
	out := components.ConfirmProps{Happens: append(vm.all(ctx, happens), vm.ends(ctx)...), Final: vm.all(ctx, t.final)}
	switch len(t.visible) {
	case 0:
	case 1:
		out.Visible = vm.words(ctx, t.visible[0])
	default:
		for i, class := range models.AccessClasses {
			if class == vm.Access.Access {
				out.Visible = vm.words(ctx, t.visible[i])
				if !vm.Access.plain() {
					out.Visible += strings.Join(vm.Access.lines(ctx)[1:], "；") + "。"
				}
			}
		}
	}
	return out
}

// asksPassword follows the workflow table.
func (vm EventVM) asksPassword() bool {
	t, _ := models.TransitionFor(vm.Event)
	return t.Password
}

func (vm EventVM) button(ctx context.Context) components.ButtonProps {
	t := vm.texts()
	out := components.ButtonProps{Label: vm.words(ctx, t.button), Kind: components.Primary}
	if t.danger {
		out.Kind = components.Danger
	}
	return out
}

// bound reports whether the act counts only for exactly the text the page was drawn for.
func (vm EventVM) bound() bool {
	switch vm.Event {
	case models.EventApprove, models.EventSignOff, models.EventPublish, models.EventSchedule:
		return vm.Hash != ""
	default:
		return false
	}
}

func (vm EventVM) issueHref() string { return paths.To(paths.DeskIssue, vm.Slug, vm.IssueID) }
