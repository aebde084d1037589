package newsroom

import (
	"context"

	"jianbao/internal/store"
	"jianbao/models"
)

// RevisionList is the history of an article, newest first.
type RevisionList struct {
	Bulletin  models.Bulletin
	Article   models.Article
	Issue     *models.Issue
	Revisions []models.Revision
	Names     map[int64]string // authors by id
	Chain     models.Chain     // of the run at work, to name the steps of amendments
	Mode      EditMode
}

// MaxRevisions is the number of revisions shown on one page.
const MaxRevisions = 200

// Revisions shows the history of an article, texts included.
func (n *Newsroom) Revisions(ctx context.Context, a models.Actor, article int64) (RevisionList, error) {
	var out RevisionList
	err := n.read(ctx, a, func(tx *store.Tx) error {
		art, f, err := n.openArticle(tx, a, article, false)
		if err != nil {
			return err
		}
		out.Article, out.Mode = art, poolMode(a, art)
		if f != nil {
			out.Issue, out.Mode, out.Chain = &f.issue, f.mode(a), f.run.Chain
		}
		if out.Bulletin, err = tx.Bulletin(a.BulletinID); err != nil {
			return err
		}
		if out.Revisions, err = tx.Revisions(article, MaxRevisions, 0); err != nil {
			return err
		}
		ids := make([]int64, len(out.Revisions))
		for i, r := range out.Revisions {
			ids[i] = r.AuthorID
		}
		out.Names, err = tx.UserNames(ids)
		return err
	})
	return out, err
}

// RestoreRevision makes an older text the current one again, as a new revision on top of base.
func (n *Newsroom) RestoreRevision(ctx context.Context, a models.Actor, article, revision, base int64, confirm string) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		art, f, err := n.openArticle(tx, a, article, true)
		if err != nil {
			return err
		}
		old, err := tx.Revision(article, revision)
		if err != nil {
			return err
		}
		in := SaveArticle{Base: base, Text: old.Text, Confirm: confirm}
		restore := func(tx *store.Tx, _ *folder) (change, error) {
			return saveText(tx, a, &art, in, models.Revision{Cause: models.CauseRestored})
		}
		switch {
		case f == nil:
			return n.savePool(tx, a, art, restore)
		case f.amends(a):
			_, err := n.amend(tx, a, f, &art, in)
			return err
		}
		return n.editOpen(tx, a, f, confirm, restore)
	})
}

// BaseRevision finds the revision that a form was drawn from, to tell what the person changed; the current one when the form
// names none.
func (n *Newsroom) BaseRevision(ctx context.Context, a models.Actor, article, id int64) (r models.Revision, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		art, _, err := n.openArticle(tx, a, article, false)
		if err != nil {
			return err
		}
		if id <= 0 {
			id = art.RevisionID
		}
		r, err = tx.Revision(article, id)
		return err
	})
	return r, err
}
