package newsroom

import (
	"context"

	"jianbao/internal/store"
	"jianbao/models"
)

// ArticleTitle is another title for an article, given by somebody who saw the revision Base.
type ArticleTitle struct {
	Base    int64
	Title   string
	Confirm string // as in SaveArticle
}

// RenamedArticle is what RenameArticle did. Text is what it saved, or tried to.
type RenamedArticle struct {
	Text     models.ArticleText
	Before   string
	Revision int64 // the one that it made; 0: the title was the same
}

// RenameArticle saves an article's text under another title, as a change of the text like any other: on the revision Base, and
// kept aside when the article has another one by now. What the actor has written and not saved stays in the working copy.
func (n *Newsroom) RenameArticle(ctx context.Context, a models.Actor, id int64, in ArticleTitle) (out RenamedArticle, err error) {
	if err := n.read(ctx, a, func(tx *store.Tx) error {
		if _, _, err := n.openArticle(tx, a, id, false); err != nil {
			return err
		}
		r, err := tx.Revision(id, in.Base)
		out.Text, out.Before = r.Text, r.Text.Title
		return err
	}); err != nil {
		return out, err
	}
	out.Text.Title = in.Title
	saved, err := n.SaveArticle(ctx, a, id, SaveArticle{Base: in.Base, Text: out.Text, Confirm: in.Confirm, KeepCopy: true})
	if err != nil || !saved {
		return out, err
	}
	return out, n.read(ctx, a, func(tx *store.Tx) error {
		art, err := tx.Article(id)
		out.Revision = art.RevisionID
		return err
	})
}
