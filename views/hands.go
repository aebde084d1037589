package views

import (
	"context"
	"slices"

	"jianbao/internal/i18n"
	"jianbao/internal/redline"
	"jianbao/models"
)

// Hand is whose hand a change is: an editor's, or that of a reviewer in their step (审改).
type Hand struct {
	Who  string
	Step string // empty: an editor's
}

// Hands say who changed each part of an article, or of what stands round the articles. Blocks go by their ids.
type Hands map[string][]Hand

// Parts that are no blocks.
const (
	HandOfTitle    = "title"
	HandOfSource   = "source"
	HandOfUnits    = "units"
	HandOfOrigin   = "origin"
	HandOfAccess   = "access"
	HandOfContents = "contents"
)

// of are the hands of a block, or of those that it was joined from or split into.
func (h Hands) of(b redline.BlockDiff) []Hand {
	var out []Hand
	for _, list := range [][]models.Block{b.Before, b.After} {
		for _, block := range list {
			for _, one := range h[block.ID] {
				if !slices.Contains(out, one) {
					out = append(out, one)
				}
			}
		}
	}
	return out
}

// name is a hand as the margin has it: 周明远（复审）.
func (h Hand) name(ctx context.Context) string {
	if h.Step == "" {
		return h.Who
	}
	return i18n.T(ctx, "compare.hand", i18n.D{"Who": h.Who, "Step": h.Step})
}

func handNames(ctx context.Context, list []Hand) []string {
	out := make([]string, len(list))
	for i, h := range list {
		out[i] = h.name(ctx)
	}
	return out
}
