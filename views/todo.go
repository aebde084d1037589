package views

import (
	"context"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// ToDoVM is the page one lands on: what waits for oneself, group by group. Empty groups are not shown.
//
// Its one form posts role and decision to RecordedDecision.ConfirmHref.
type ToDoVM struct {
	Slug        string
	Now         time.Time
	CanCreate   bool // offers a new issue and an import
	ReadsIssues bool // the list of issues is open to whoever reads the page
	Groups      []ToDoGroup
	Recorded    []RecordedDecision // 有人以我的名义代录
	Recent      []Activity
}

// ToDoKind names a group.
type ToDoKind string

// The groups, in the order in which they stand.
const (
	ToDoOverdue  ToDoKind = "overdue"  // is under review or back with the editors, and its day has passed
	ToDoReview   ToDoKind = "review"   // waits for my approval or sign-off
	ToDoRead     ToDoKind = "read"     // for information, not read yet
	ToDoReturned ToDoKind = "returned" // was returned to me
	ToDoPublish  ToDoKind = "publish"  // is signed and can be published
	ToDoDown     ToDoKind = "down"     // was taken down and waits for the signer
	ToDoEditing  ToDoKind = "editing"  // what I am working on
	ToDoWaiting  ToDoKind = "waiting"  // is under review at somebody else's step
	ToDoImports  ToDoKind = "imports"  // files that wait on the mapping screen
	ToDoArchive  ToDoKind = "archive"  // issues from before this system
	ToDoCopies   ToDoKind = "copies"   // what I have written and not saved
)

var toDoKinds = []ToDoKind{ToDoOverdue, ToDoReview, ToDoReturned, ToDoDown, ToDoPublish, ToDoCopies, ToDoEditing, ToDoRead, ToDoImports, ToDoArchive, ToDoWaiting}

var toDoTitles = map[ToDoKind]string{
	ToDoOverdue:  "todo.overdue",
	ToDoReview:   "todo.review",
	ToDoRead:     "todo.read",
	ToDoReturned: "todo.returned",
	ToDoPublish:  "todo.publish",
	ToDoDown:     "todo.down",
	ToDoEditing:  "todo.editing",
	ToDoWaiting:  "todo.waiting",
	ToDoImports:  "todo.imports",
	ToDoArchive:  "archive.title",
	ToDoCopies:   "todo.copies",
}

// ToDoGroup is one group of what waits.
type ToDoGroup struct {
	Kind  ToDoKind
	Items []ToDoItem
}

// ToDoItem is one issue (or file) that waits, with the one thing to do about it.
type ToDoItem struct {
	Label  string // 第232期, or the name of a file
	Href   string
	State  IssueState // zero: it is no issue
	Note   string     // 王敏 送审, 退回理由：…
	At     time.Time  // since when it waits
	Action string     // verb of the button: 审核, 签发, 继续编辑
}

// RecordedDecision is a decision on paper or by telephone that somebody entered in one's name (代录).
type RecordedDecision struct {
	ID          int64
	Issue       string // 第232期
	IssueHref   string
	Step        string
	Verdict     models.Verdict
	Way         models.Way
	DecidedOn   string // YYYY-MM-DD
	Opinion     string
	Recorder    string
	RecordedAt  time.Time
	ScanHref    string
	ObjectHref  string // page of the objection
	ConfirmHref string // posts that it is right; empty: not offered
}

func (d RecordedDecision) facts(ctx context.Context) components.DefinitionsProps {
	items := []components.Definition{
		{Term: i18n.T(ctx, "record.step"), Text: d.Step + " · " + i18n.T(ctx, verdictNames[d.Verdict])},
		{Term: i18n.T(ctx, "record.way"), Text: i18n.T(ctx, wayNames[d.Way]) + " · " + day(ctx, d.DecidedOn)},
		{Term: i18n.T(ctx, "record.opinion"), Text: d.Opinion},
		{Term: i18n.T(ctx, "record.recorder"), Text: d.Recorder + " · " + i18n.DateTime(ctx, d.RecordedAt)},
	}
	if d.ScanHref != "" {
		items = append(items, components.Definition{Term: i18n.T(ctx, "record.scan"), Text: i18n.T(ctx, "record.scan_open"), Href: d.ScanHref})
	}
	return components.DefinitionsProps{Items: items}
}

// Activity is one line of what happened lately.
type Activity struct {
	At   time.Time
	Who  string
	Text string // 签发了第232期
	Href string
}

func (vm ToDoVM) waiting() int {
	n := len(vm.Recorded)
	for _, g := range vm.Groups {
		n += len(g.Items)
	}
	return n
}

// empty says what the page is for, and offers the first step.
func (vm ToDoVM) empty(ctx context.Context) components.EmptyProps {
	var step components.Link
	switch {
	case vm.CanCreate:
		step = components.Link{Label: i18n.T(ctx, "issues.new"), Href: paths.To(paths.NewIssue, vm.Slug)}
	case vm.ReadsIssues:
		step = components.Link{Label: i18n.T(ctx, "todo.to_issues"), Href: paths.To(paths.Issues, vm.Slug)}
	}
	return components.EmptyProps{Title: i18n.T(ctx, "todo.empty"), Text: i18n.T(ctx, "todo.empty_text"), Step: step}
}

func (vm ToDoVM) group(kind ToDoKind) []ToDoItem {
	for _, g := range vm.Groups {
		if g.Kind == kind {
			return g.Items
		}
	}
	return nil
}

// first reports whether a group is the one that holds the first thing to do.
func (vm ToDoVM) first(kind ToDoKind) bool {
	return kind == ToDoOverdue || kind == ToDoReview && len(vm.group(ToDoOverdue)) == 0
}
