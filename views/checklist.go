package views

import (
	"context"
	"strings"

	"jianbao/internal/i18n"
	"jianbao/models"
	"jianbao/views/components"
)

// Checklist is what whoever has a proofreading duty goes through before approving. It posts checked, once an item. Its zero value
// is no duty.
type Checklist struct {
	Duty   int      // 1: 一校
	Ticked []string // as chosen
}

func (c Checklist) options(ctx context.Context) []components.Option {
	out := make([]components.Option, len(models.ProofItems))
	for i, item := range models.ProofItems {
		out[i] = components.Option{Value: string(item), Label: i18n.T(ctx, "check.item."+string(item)), Help: i18n.T(ctx, "check.help."+string(item))}
	}
	return out
}

func itemNames(ctx context.Context, items []models.ProofItem) []string {
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = i18n.T(ctx, "check.item."+string(item))
	}
	return out
}

// checkedNote says on paper what was ticked off.
func checkedNote(ctx context.Context, duty int, items []string) string {
	return i18n.T(ctx, "print.checked", i18n.D{"Duty": DutyName(ctx, duty), "Items": strings.Join(items, "、")})
}

// checklist is the list to be ticked by hand on the paper of a step that is not decided.
func (s SheetStep) checklist(ctx context.Context) string {
	if s.By != "" || s.Duty == 0 {
		return ""
	}
	out := DutyName(ctx, s.Duty) + "："
	return out + "□ " + strings.Join(itemNames(ctx, models.ProofItems), "　□ ")
}

// toDo is what the paper of a step that is not decided says of it.
func (s SheetStep) toDo(ctx context.Context) []string {
	var out []string
	for _, line := range []string{s.checklist(ctx), s.due(ctx)} {
		if line != "" {
			out = append(out, line)
		}
	}
	return out
}
