package views

import (
	"context"
	"strings"
	"time"

	"jianbao/internal/i18n"
	"jianbao/models"
)

// Remark is a comment as the margin of a marked-up copy has it.
type Remark struct {
	Number   int    // within the article
	Block    string // id of the block that it is about; empty: the whole article, or a passage that is gone
	Quote    string // the words that it is about
	MustFix  bool
	Resolved bool
	Words    []RemarkWords // the comment, then the answers
}

// RemarkWords is what somebody said.
type RemarkWords struct {
	Who  string
	At   time.Time
	Text string
}

// ArticleRemarks are the remarks on one article.
type ArticleRemarks struct {
	Article int64
	Number  int
	Title   string
	Remarks []Remark
}

// head is how a remark begins: 批注1（必须修改，已解决）.
func (r Remark) head(ctx context.Context) string {
	var facts []string
	if r.MustFix {
		facts = append(facts, i18n.T(ctx, "remark.must_fix"))
	}
	if r.Resolved {
		facts = append(facts, i18n.T(ctx, "remark.resolved"))
	}
	head := i18n.T(ctx, "remark.number", i18n.D{"Number": r.Number})
	if len(facts) > 0 {
		head += i18n.T(ctx, "remark.facts", i18n.D{"Facts": strings.Join(facts, "、")})
	}
	return head
}

// lines are the remark as paper has it.
func (r Remark) lines(ctx context.Context) []string {
	head := r.head(ctx)
	if r.Quote != "" {
		head += i18n.T(ctx, "remark.quote", i18n.D{"Quote": r.Quote})
	}
	out := make([]string, 0, len(r.Words)+1)
	out = append(out, head)
	for _, w := range r.Words {
		out = append(out, i18n.T(ctx, "remark.said", i18n.D{"Who": w.Who, "At": i18n.DateTime(ctx, w.At), "Text": w.Text}))
	}
	return out
}

// about are the remarks on a block, or on those that it was joined from or split into.
func (vm DiffVM) about(blocks ...[]models.Block) []Remark {
	var out []Remark
	for _, r := range vm.Remarks {
		for _, list := range blocks {
			if r.Block != "" && containsBlock(list, r.Block) {
				out = append(out, r)
				break
			}
		}
	}
	return out
}

func containsBlock(list []models.Block, id string) bool {
	for _, b := range list {
		if b.ID == id {
			return true
		}
	}
	return false
}

// unplaced are the remarks that stand at no block of the comparison: they stand at the title.
func (vm DiffVM) unplaced() []Remark {
	var out []Remark
	for _, r := range vm.Remarks {
		placed := false
		for _, b := range vm.Diff.Blocks {
			placed = placed || r.Block != "" && (containsBlock(b.Before, r.Block) || containsBlock(b.After, r.Block))
		}
		if !placed {
			out = append(out, r)
		}
	}
	return out
}

// remarksOf are the remarks on an article that is compared.
func (vm IssueCompareVM) remarksOf(article int64) []Remark {
	for _, a := range vm.Remarks {
		if a.Article == article {
			return a.Remarks
		}
	}
	return nil
}

// onlyRemarked are the articles that did not change and that something was said of.
func (vm IssueCompareVM) onlyRemarked() []ArticleRemarks {
	var out []ArticleRemarks
	for _, a := range vm.Remarks {
		changed := false
		for _, c := range vm.Diff.Articles {
			changed = changed || c.Article == a.Article
		}
		if !changed {
			out = append(out, a)
		}
	}
	return out
}
