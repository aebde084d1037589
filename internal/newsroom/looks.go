package newsroom

import (
	"context"

	"jianbao/internal/store"
	"jianbao/models"
)

// SeeArticle notes that the actor has an article's text with this hash before him. It is the one thing that opening a page
// writes: a marker of reading, for whoever may read the article, without an audit entry.
func (n *Newsroom) SeeArticle(ctx context.Context, a models.Actor, article int64, hash string) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		art, _, err := n.openArticle(tx, a, article, false)
		if err != nil || art.Hash != hash { // changed since the page was drawn: it was not seen
			return err
		}
		return tx.SeeArticle(a.UserID, article, hash)
	})
}

// SeeIssue notes that the actor has an issue in the state of this manifest hash before him; see SeeArticle.
func (n *Newsroom) SeeIssue(ctx context.Context, a models.Actor, issue int64, hash string) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, issue, false)
		if err != nil {
			return err
		}
		m, err := manifest(tx, f.bulletin, f.issue)
		if err != nil || m.Hash() != hash {
			return err
		}
		return tx.SeeIssue(a.UserID, issue, m)
	})
}
