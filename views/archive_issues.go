package views

import (
	"context"
	"slices"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// ArchiveQueueVM is the page on which issues from before this system are brought in (往期补录), with the files in one state. The query is `state` (a
// models.ArchiveState) and `page`.
//
// It posts (with files) to paths.ArchiveIntake: role, file (several), folder (all files of one).
type ArchiveQueueVM struct {
	Slug     string
	Now      time.Time
	State    models.ArchiveState
	Counts   map[models.ArchiveState]int
	First    string // the first number given here; empty: none yet
	MaxFiles int
	MaxSize  int // megabytes of a file
	Rows     []ArchiveRow
	Unread   []ArchiveUnread // of the state models.ArchiveUnread, which has no rows
	Paging   components.PaginationProps
}

// ArchiveRow is a file of the queue.
type ArchiveRow struct {
	File     string
	Label    string // 第12期; empty: the file does not say
	Date     string // YYYY-MM-DD; empty: the file does not say
	Articles int
	Doubts   int
	By       string
	At       time.Time
	Href     string // the mapping screen, or the issue
}

// ArchiveUnread is a file that could not be read. Forgetting posts role to Forget.
type ArchiveUnread struct {
	Name   string
	Why    string
	At     time.Time
	Forget string
}

var archiveLooks = map[models.ArchiveState]look{
	models.ArchiveToMap:    {"archive.state.to_map", components.Neutral, components.Ring},
	models.ArchiveToAdmit:  {"archive.state.to_admit", components.Info, components.Half},
	models.ArchiveAdmitted: {"archive.state.admitted", components.Good, components.Disc},
	models.ArchiveUnread:   {"archive.state.unread", components.Bad, components.Cross},
}

func (vm ArchiveQueueVM) tabs(ctx context.Context) components.TabsProps {
	out := components.TabsProps{Label: i18n.T(ctx, "archive.states")}
	for _, state := range models.ArchiveStates {
		out.Tabs = append(out.Tabs, components.Tab{
			Label: i18n.T(ctx, archiveLooks[state].key), Count: vm.Counts[state], Current: state == vm.State,
			Href: paths.With(paths.To(paths.ArchiveIntake, vm.Slug), "state", string(state)),
		})
	}
	return out
}

func (vm ArchiveQueueVM) empty(ctx context.Context) components.EmptyProps {
	return components.EmptyProps{Title: i18n.T(ctx, "archive.none."+string(vm.State))}
}

// meta says what can be brought in.
func (vm ArchiveQueueVM) meta(ctx context.Context) string {
	if vm.First == "" {
		return i18n.T(ctx, "archive.meta")
	}
	return i18n.T(ctx, "archive.meta_before", i18n.D{"First": vm.First})
}

func (r ArchiveRow) title(ctx context.Context) string {
	if r.Label == "" {
		return i18n.T(ctx, "archive.no_number")
	}
	return r.Label
}

func (r ArchiveRow) dated(ctx context.Context) string {
	if r.Date == "" {
		return i18n.T(ctx, "archive.no_date")
	}
	return day(ctx, r.Date)
}

// ArchiveBatchVM is what a signer confirms: the archive issues that wait, oldest first.
//
// It posts to paths.ArchiveBatch: role, issue (the value of each that is chosen), password.
type ArchiveBatchVM struct {
	Slug  string
	Name  string // of the bulletin
	Total int    // that wait in all; more than there are rows when it takes several batches
	Rows  []ArchiveChoice
}

// ArchiveChoice is an archive issue that can be confirmed, or cannot yet.
type ArchiveChoice struct {
	Value    string // what the form posts for it
	Label    string
	Date     string
	Articles int
	Access   models.Access
	Code     string // check code
	Href     string // how it will look
	Problem  string // what is in the way; empty: nothing
	Checked  bool
}

// confirm says beforehand what will happen.
func (vm ArchiveBatchVM) confirm(ctx context.Context) components.ConfirmProps {
	out := components.ConfirmProps{
		Happens: []string{i18n.T(ctx, "archive.happens.shown", i18n.D{"Bulletin": vm.Name}), i18n.T(ctx, "archive.happens.dated"), i18n.T(ctx, "archive.happens.nobody_told")},
		Final:   []string{i18n.T(ctx, "archive.final")},
	}
	for _, access := range models.AccessClasses {
		n := 0
		for _, r := range vm.Rows {
			if r.Access == access && r.Problem == "" {
				n++
			}
		}
		if n > 0 {
			out.Visible += i18n.T(ctx, "archive.visible."+string(access), i18n.D{"Count": n})
		}
	}
	return out
}

// ready reports whether anything can be confirmed.
func (vm ArchiveBatchVM) ready() bool {
	return slices.ContainsFunc(vm.Rows, func(r ArchiveChoice) bool { return r.Problem == "" })
}

// meta counts what waits; nothing is said of none.
func (vm ArchiveBatchVM) meta(ctx context.Context) string {
	if vm.Total == 0 {
		return ""
	}
	return i18n.T(ctx, "archive.batch_meta", i18n.D{"Count": vm.Total})
}
