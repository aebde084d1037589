package main

import (
	"context"
	"errors"
	"strings"

	"jianbao/internal/flow"
	"jianbao/internal/i18n"
	"jianbao/internal/manuscript"
	"jianbao/models"
)

// describe is what a person reads of an error. Refusals of intake have an English text of their own; what the newsroom
// refuses is said in the product's language, as its pages say it. What went wrong inside is told whole.
func describe(ctx context.Context, err error) string {
	if refused, ok := errors.AsType[*manuscript.Error](err); ok {
		return refused.Error()
	}
	if refused, ok := errors.AsType[*flow.Error](err); ok {
		return refused.Error()
	}
	e, ok := errors.AsType[*models.Error](err)
	if !ok || e.Code == models.CodeInternal || e.Code == models.CodeUnavailable {
		return err.Error()
	}
	doing, _ := strings.CutSuffix(err.Error(), e.Error())
	lines := []string{doing + i18n.T(ctx, e.Key, i18n.D(e.Args))}
	for _, f := range e.Fields {
		lines = append(lines, f.Field+": "+i18n.T(ctx, f.Key, i18n.D(f.Args)))
	}
	text := strings.Join(lines, "\n  ")
	if len(i18n.Missing(text)) > 0 {
		return err.Error()
	}
	return text
}
