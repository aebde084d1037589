package newsroom

import (
	"context"
	"slices"

	"jianbao/internal/store"
	"jianbao/models"
)

// Mark notes how far the actor has come with reading an issue, or takes the note back (an empty verdict). It is a marker like a
// look: for whoever may read the working copy, seen by nobody else, without an audit entry.
func (n *Newsroom) Mark(ctx context.Context, a models.Actor, issue int64, at PointNamed, verdict models.MarkVerdict) error {
	if verdict != "" && verdict != models.MarkRead && verdict != models.MarkReturn {
		var p models.Problems
		p.Add("verdict", "field.required")
		return p.Err()
	}
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, issue, true)
		if err != nil {
			return err
		}
		sections, err := contentsSections(tx, f)
		if err != nil {
			return err
		}
		art, ok := placeOf(sections, at)
		if !ok {
			return models.NotFound()
		}
		if verdict == "" {
			return tx.DropReviewMark(a.UserID, at.Article, at.Block)
		}
		return tx.PutReviewMark(models.ReviewMark{UserID: a.UserID, IssueID: issue, ArticleID: at.Article, BlockID: at.Block, Hash: art.Hash, Verdict: verdict})
	})
}

// placeOf finds the article of a place, provided that the block is in it.
func placeOf(sections []ContentsSection, at PointNamed) (ContentsArticle, bool) {
	for _, sec := range sections {
		for _, art := range sec.Articles {
			if art.ID == at.Article {
				return art, at.Block == "" || slices.ContainsFunc(art.Text.Body.Blocks, func(b models.Block) bool { return b.ID == at.Block })
			}
		}
	}
	return ContentsArticle{}, false
}

// Marks gives what the actor noted of an issue, as far as the texts are those he noted it of.
func (n *Newsroom) Marks(ctx context.Context, a models.Actor, issue int64) (out []models.ReviewMark, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		if _, err := n.open(tx, a, issue, false); err != nil {
			return err
		}
		articles, err := tx.ArticlesOf(issue)
		if err != nil {
			return err
		}
		out, err = tx.ReviewMarks(a.UserID, issue)
		out = slices.DeleteFunc(out, func(m models.ReviewMark) bool {
			return !slices.ContainsFunc(articles, func(art models.Article) bool { return art.ID == m.ArticleID && art.Hash == m.Hash })
		})
		return err
	})
	return out, err
}
