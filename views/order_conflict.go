package views

import (
	"context"
	"time"

	"jianbao/internal/i18n"
	"jianbao/models"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// OrderConflictVM answers 409: somebody changed the order of the contents meanwhile. Both orders stand side by side; the form
// posts Fields to Action, which makes one's own order the order of the issue as it is now.
type OrderConflictVM struct {
	Back    components.Link
	Action  string
	Version int64
	Fields  []layout.Field
	By      string // who changed the order last; empty when it is not known
	At      time.Time
	Theirs  []OrderRow
	Mine    []OrderRow
	Gone    []GoneRow
}

// OrderRow is one line of an order: a section or an article.
type OrderRow struct {
	ID      int64
	Section bool
	Number  string
	Title   string
	Moved   bool // stands elsewhere in the other order, or not at all
}

// GoneRow is something of one's own order that cannot be placed any more.
type GoneRow struct {
	Section bool
	Title   string
	Issue   string
	Deleted bool
}

// Mark finds the lines that stand differently in the two orders.
func (vm *OrderConflictVM) Mark() {
	theirs, mine := rowKeys(vm.Theirs), rowKeys(vm.Mine)
	for _, side := range []struct {
		rows       []OrderRow
		from, into []int64
	}{{vm.Theirs, mine, theirs}, {vm.Mine, theirs, mine}} {
		moved := map[int64]bool{}
		for _, key := range models.Moved(side.from, side.into) {
			moved[key] = true
		}
		known := map[int64]bool{}
		for _, key := range side.from {
			known[key] = true
		}
		for i, key := range side.into {
			side.rows[i].Moved = moved[key] || !known[key]
		}
	}
}

// rowKeys tell sections from articles with the same number.
func rowKeys(rows []OrderRow) []int64 {
	out := make([]int64, len(rows))
	for i, r := range rows {
		if out[i] = r.ID; r.Section {
			out[i] = -r.ID
		}
	}
	return out
}

func (r OrderRow) title(ctx context.Context) string {
	if r.Title == "" {
		return i18n.T(ctx, "issue.untitled_section")
	}
	return r.Title
}

// line says in words what became of it.
func (g GoneRow) line(ctx context.Context) string {
	d := i18n.D{"Title": g.Title}
	switch {
	case g.Section && g.Title == "":
		return i18n.T(ctx, "contents.gone.some_section")
	case g.Section:
		return i18n.T(ctx, "contents.gone.section", d)
	case g.Deleted:
		return i18n.T(ctx, "contents.gone.deleted", d)
	case g.Issue != "":
		return i18n.T(ctx, "contents.gone.elsewhere", i18n.D{"Title": g.Title, "Issue": g.Issue})
	default:
		return i18n.T(ctx, "contents.gone.pool", d)
	}
}
