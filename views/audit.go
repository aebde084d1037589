package views

import (
	"context"
	"strconv"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// AuditVM is the audit log as far as the actor may read it, newest first. The query is `action`, `issue` (id) and `before` (the
// entry that the page continues from).
type AuditVM struct {
	Slug    string
	Bare    bool // acts are shown without what they were about
	Action  string
	Actions []components.Option // value: action; the first one, with an empty value, means all
	Issue   string
	Issues  []components.Option // as Actions
	Entries []AuditLine
	Before  int64 // where the next page continues; 0: there is none
	Later   bool  // this is not the newest page
	Head    string
	HeadSeq int64
}

// AuditLine is one entry of the log.
type AuditLine struct {
	Seq     int64
	At      time.Time
	Who     string // empty: the system itself
	Role    models.Role
	Action  string // in words
	Object  components.Link
	Details []components.Definition
	IP      string
	Hash    string
}

// who names the actor with the role acted in.
func (l AuditLine) role(ctx context.Context) string {
	if l.Role == "" {
		return ""
	}
	return layout.RoleName(ctx, l.Role)
}

func (l AuditLine) name(ctx context.Context) string {
	if l.Who == "" {
		return i18n.T(ctx, "audit.system")
	}
	return l.Who
}

func (vm AuditVM) paging() components.PaginationProps {
	base := func(before string) string {
		return paths.With(paths.To(paths.Audit, vm.Slug), "action", vm.Action, "issue", vm.Issue, "before", before)
	}
	var out components.PaginationProps
	if vm.Later {
		out.Prev = base("")
	}
	if vm.Before > 0 {
		out.Next = base(strconv.FormatInt(vm.Before, 10))
	}
	return out
}

// shortHash is enough of a hash to compare by eye.
func shortHash(hash string) string { return models.CheckCode(hash) }

// HistoryVM is what happened to an issue, newest first.
type HistoryVM struct {
	Slug    string
	IssueID int64
	Label   string
	Now     time.Time
	Entries []AuditLine
	Next    string // address of the next page; empty: there is none
}
