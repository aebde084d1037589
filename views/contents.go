package views

import (
	"context"

	"github.com/a-h/templ"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// PoolPanel is the pool as it stands beside the contents of an issue.
type PoolPanel struct {
	Rows   []PoolRow
	Filter PoolFilter
	Paging components.PaginationProps
}

// PoolFilter is what a list of the pool is narrowed by. Its form gets Action with q and unit.
type PoolFilter struct {
	Action string
	Words  string
	Unit   string
	Units  []components.Option
	Total  int // found
}

func (f PoolFilter) narrows() bool { return f.Words != "" || f.Unit != "" }

// nothing says why the list is empty.
func (f PoolFilter) nothing(ctx context.Context) string {
	if f.narrows() {
		return i18n.T(ctx, "contents.pool.none_found")
	}
	return i18n.T(ctx, "contents.pool.none")
}

// says are the sentences that the script speaks while somebody moves things. {title}, {number} and {count} are filled in there.
func (vm DeskIssueVM) says(ctx context.Context) templ.OrderedAttributes {
	if !vm.CanEdit {
		return nil
	}
	d := i18n.D{"Title": "{title}", "Number": "{number}"}
	return templ.OrderedAttributes{
		{Key: "data-say-up", Value: i18n.T(ctx, "contents.say.up", d)},
		{Key: "data-say-at", Value: i18n.T(ctx, "contents.say.at", d)},
		{Key: "data-say-down", Value: i18n.T(ctx, "contents.say.down", d)},
		{Key: "data-say-back", Value: i18n.T(ctx, "contents.say.back", i18n.D{"Title": "{title}"})},
		{Key: "data-say-edge", Value: i18n.T(ctx, "contents.say.edge")},
		{Key: "data-say-saved", Value: i18n.T(ctx, "contents.say.saved")},
		{Key: "data-say-failed", Value: i18n.T(ctx, "contents.say.failed")},
	}
}

func (vm DeskIssueVM) orderForm(p layout.DeskPage) components.FormProps {
	f := p.Form(vm.at(paths.IssueOrder), vm.Version)
	f.ID = "order-form"
	return f
}
