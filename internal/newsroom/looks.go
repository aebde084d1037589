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

// SeeIssue notes that the actor has an issue in the state of this manifest hash before him; see SeeArticle. To see again what one saw
// last writes nothing.
func (n *Newsroom) SeeIssue(ctx context.Context, a models.Actor, issue int64, hash string) error {
	var last models.Look
	err := n.read(ctx, a, func(tx *store.Tx) error {
		if _, err := n.open(tx, a, issue, false); err != nil {
			return err
		}
		var err error
		last, err = tx.LookAtIssue(a.UserID, issue)
		return err
	})
	if err != nil || last.Hash == hash {
		return err
	}
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, issue, true)
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
