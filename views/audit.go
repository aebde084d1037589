package views

import (
	"context"
	"strconv"
	"strings"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// AuditVM is the audit log as far as the actor may read it, newest first.
type AuditVM struct {
	Slug    string
	Bare    bool // acts are shown without what they were about
	Query   AuditQuery
	People  []components.Option // the first option of each, with an empty value, means all
	Actions []components.Option
	Kinds   []components.Option
	Issues  []components.Option
	Limit   int         // rows of an export
	Check   *AuditCheck // nil: nobody has asked
	Entries []AuditLine
	Before  int64 // where the next page continues; 0: there is none
	Later   bool  // this is not the newest page
	Head    string
	HeadSeq int64
}

// AuditQuery is what the log is narrowed to, as the address says it.
type AuditQuery struct{ Person, Action, Kind, Object, Issue, From, To string }

func (q AuditQuery) narrows() bool { return q != AuditQuery{} }

func (q AuditQuery) pairs(more ...string) []string {
	return append([]string{"person", q.Person, "action", q.Action, "kind", q.Kind, "object", q.Object, "issue", q.Issue, "from", q.From, "to", q.To}, more...)
}

// AuditCheck is what walking the whole chain found.
type AuditCheck struct {
	At      time.Time
	Entries int64
	Head    string
	Faults  []string // in words; empty: the chain is whole
	More    int      // further faults that are not named
}

func (c AuditCheck) broken(ctx context.Context) string {
	text := strings.Join(c.Faults, " ")
	if c.More > 0 {
		text += " " + i18n.T(ctx, "audit.more_faults", i18n.D{"Count": c.More})
	}
	return text
}

// AuditLine is one entry of the log.
type AuditLine struct {
	Seq     int64
	At      time.Time
	Who     string // empty: the system itself
	Role    models.Role
	Key     string // the action as the log keeps it
	Action  string // in words
	Object  components.Link
	Details []components.Definition
	IP      string
	Hash    string
}

// RoleName is the role acted in, in words.
func (l AuditLine) RoleName(ctx context.Context) string {
	if l.Role == "" {
		return ""
	}
	return layout.RoleName(ctx, l.Role)
}

// Name is who acted, in words.
func (l AuditLine) Name(ctx context.Context) string {
	if l.Who == "" {
		return i18n.T(ctx, "audit.system")
	}
	return l.Who
}

// Sentence is what was done, to what.
func (l AuditLine) Sentence() string { return strings.TrimSpace(l.Action + " " + l.Object.Label) }

func (vm AuditVM) href(pattern string, more ...string) string {
	return paths.With(paths.To(pattern, vm.Slug), vm.Query.pairs(more...)...)
}

func (vm AuditVM) exportHref() string { return vm.href(paths.AuditFile) }
func (vm AuditVM) checkHref() string  { return vm.href(paths.Audit, "check", "1") + "#check" }

func (vm AuditVM) paging() components.PaginationProps {
	var out components.PaginationProps
	if vm.Later {
		out.Prev = vm.href(paths.Audit)
	}
	if vm.Before > 0 {
		out.Next = vm.href(paths.Audit, "before", strconv.FormatInt(vm.Before, 10))
	}
	return out
}

// shortHash is enough of a hash to compare by eye.
func shortHash(hash string) string { return models.CheckCode(hash) }
