package views

import (
	"context"
	"time"

	"jianbao/internal/i18n"
)

// ProofPanel is the preflight of an issue (付印检查): what must be put right, what is worth a look, what somebody looked at.
//
// A clearing posts to ClearHref: role, mark (of the finding), note, and on (the page it was drawn on: "review", or empty).
type ProofPanel struct {
	Blocks    []ProofFinding
	Warns     []ProofFinding
	Cleared   []ProofFinding
	ClearHref string // empty: the reader of the page cannot clear
	On        string
	Open      bool // unfolded from the start
}

// ProofFinding is one finding: what is wrong, where, and how it reads there.
type ProofFinding struct {
	Mark                  string // what a clearing names
	Text                  string
	Where                 LinkTitle
	Before, Marked, After string // all empty: nothing to quote
	By, Note              string // of a clearing
	At                    time.Time
}

func (f ProofFinding) quotes() bool { return f.Before+f.Marked+f.After != "" }

// counts says how much there is of each kind.
func (p ProofPanel) counts(ctx context.Context) (out []string) {
	for _, c := range []struct {
		key string
		n   int
	}{{"proof.blocks", len(p.Blocks)}, {"proof.warns", len(p.Warns)}, {"proof.cleared_count", len(p.Cleared)}} {
		if c.n > 0 {
			out = append(out, i18n.T(ctx, c.key, i18n.D{"Count": c.n}))
		}
	}
	if len(p.Blocks)+len(p.Warns)+len(p.Cleared) == 0 {
		out = append(out, i18n.T(ctx, "proof.none"))
	}
	return out
}

func (p ProofPanel) good() bool { return len(p.Blocks)+len(p.Warns) == 0 }
