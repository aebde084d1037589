package views

import (
	"context"
	"slices"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/views/components"
)

// IssuesVM is the list of a bulletin's issues. The query is `state` (an IssueFilter) and `page`.
type IssuesVM struct {
	Slug        string
	Now         time.Time
	Filter      IssueFilter
	CanCreate   bool
	ArchiveHref string // where issues from before this system are brought in or confirmed; empty: not for whoever reads this
	TrashHref   string // where deleted drafts are; empty: not for whoever reads this
	Rows        []IssueRow
	Paging      components.PaginationProps
}

// IssueFilter narrows the list to a part of an issue's life.
type IssueFilter string

// The filters.
const (
	AllIssues       IssueFilter = ""
	EditingIssues   IssueFilter = "editing"   // drafting or returned
	ReviewingIssues IssueFilter = "reviewing" // under review
	SignedIssues    IssueFilter = "signed"    // signed, not published
	PublishedIssues IssueFilter = "published" // live, taken down or archived
	EndedIssues     IssueFilter = "ended"     // withdrawn or voided
)

// IssueFilters lists them in the order in which they are offered.
var IssueFilters = []IssueFilter{AllIssues, EditingIssues, ReviewingIssues, SignedIssues, PublishedIssues, EndedIssues}

var filterNames = map[IssueFilter]string{
	AllIssues:       "issues.filter.all",
	EditingIssues:   "issues.filter.editing",
	ReviewingIssues: "issues.filter.reviewing",
	SignedIssues:    "issues.filter.signed",
	PublishedIssues: "issues.filter.published",
	EndedIssues:     "issues.filter.ended",
}

// IssueRow is one issue of the list.
type IssueRow struct {
	Label     string // 第232期
	Total     string // 总第232期; empty: none
	Href      string
	Date      string // YYYY-MM-DD
	State     IssueState
	Waiting   string // whom the step at work waits for
	Deadline  time.Time
	Overdue   bool
	Articles  int
	Updated   time.Time
	UpdatedBy string
}

func (vm IssuesVM) tabs(ctx context.Context) components.TabsProps {
	out := components.TabsProps{Label: i18n.T(ctx, "issues.filter")}
	for _, f := range IssueFilters {
		out.Tabs = append(out.Tabs, components.Tab{
			Label:   i18n.T(ctx, filterNames[f]),
			Href:    paths.With(paths.To(paths.Issues, vm.Slug), "state", string(f)),
			Current: f == vm.Filter,
		})
	}
	return out
}

// empty says what the list is for, or that the filter leaves nothing.
func (vm IssuesVM) empty(ctx context.Context) components.EmptyProps {
	if vm.Filter != AllIssues {
		return components.EmptyProps{Title: i18n.T(ctx, "issues.none_here"), Step: components.Link{Label: i18n.T(ctx, "issues.show_all"), Href: paths.To(paths.Issues, vm.Slug)}}
	}
	out := components.EmptyProps{Title: i18n.T(ctx, "issues.empty"), Text: i18n.T(ctx, "issues.empty_text")}
	if vm.CanCreate {
		out.Step = components.Link{Label: i18n.T(ctx, "issues.import_first"), Href: paths.To(paths.Imports, vm.Slug)}
	}
	return out
}

// waits reports whether any row says whom it waits for; else the column is left out.
func (vm IssuesVM) waits() bool {
	return slices.ContainsFunc(vm.Rows, func(r IssueRow) bool { return r.Waiting != "" })
}
