package views

import (
	"context"
	"strings"

	"jianbao/internal/i18n"
	"jianbao/models"
	"jianbao/views/components"
)

// NewIssueVM is the page that starts an issue.
//
// The form posts to paths.NewIssue: role, from (last, blank), kind, year, number, cumulative, date.
type NewIssueVM struct {
	Slug   string
	Last   string // 第231期; empty: there is none to copy from
	From   string // last or blank
	Kind   string
	Year   string
	Number string
	Cumulative,
	Date string // YYYY-MM-DD
	Yearly    bool
	Proposals []NumberProposal // the next number of each series
	Taken     *components.Link // the issue that already has the number typed
}

// The ways of starting an issue.
const (
	FromLast  = "last"
	FromBlank = "blank"
)

// NumberProposal is the next number of one kind of issue.
type NumberProposal struct {
	Kind  models.IssueKind
	Label string // 第232期, 增刊第3期
}

func (vm NewIssueVM) starts(ctx context.Context) []components.Option {
	out := []components.Option{}
	if vm.Last != "" {
		out = append(out, components.Option{Value: FromLast, Label: i18n.T(ctx, "issue_new.from_last", i18n.D{"Label": vm.Last}), Help: i18n.T(ctx, "issue_new.from_last_help")})
	}
	return append(out, components.Option{Value: FromBlank, Label: i18n.T(ctx, "issue_new.from_blank"), Help: i18n.T(ctx, "issue_new.from_blank_help")})
}

func (vm NewIssueVM) numberHelp(ctx context.Context) string {
	if len(vm.Proposals) < 2 {
		return ""
	}
	labels := make([]string, len(vm.Proposals))
	for i, p := range vm.Proposals {
		labels[i] = p.Label
	}
	return i18n.T(ctx, "issue_new.next") + strings.Join(labels, "，")
}
