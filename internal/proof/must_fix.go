package proof

import "jianbao/models"

// MustFix is an unresolved comment that demands a correction (必须修改).
type MustFix struct {
	Comment int64
	Article int64
	Passage models.Passage
	By      string // who demands it
}

// mustFixes finds what somebody demands to be put right, where it stands now.
func mustFixes(in *reading, r *report) {
	in.articles(func(a models.EditionArticle) {
		for _, m := range in.settings.MustFix {
			if m.Article == a.ID {
				r.note(in.demand(a, m), "proof.must_fix", models.Args{"By": m.By})
			}
		}
	})
}

// demand is the finding of a comment. One whose passage is gone is about the article.
func (r *reading) demand(a models.EditionArticle, m MustFix) Finding {
	f := Finding{Article: a.ID, Number: a.Number, Title: a.Text.Title, Comment: m.Comment}
	at := a.Text.Body.Find(m.Passage)
	if at.Whereabouts == models.PassageGone || at.Block == "" {
		return f
	}
	f.Block, f.From, f.To, f.seq = at.Block, at.From, at.To, r.firstOf(a.ID, at.Block)
	f.Before, f.Marked, f.After = excerpt([]rune(a.Text.Body.ByID()[at.Block].Letters()), at.From, at.To)
	if at.Quote == "" {
		f.Before, f.Marked, f.After = "", "", ""
	}
	return f
}

// firstOf is the place of a block's first text among the texts of the issue.
func (r *reading) firstOf(article int64, block string) int {
	for _, p := range r.passages {
		if p.article != nil && p.article.ID == article && p.block == block {
			return p.seq
		}
	}
	return 0
}
