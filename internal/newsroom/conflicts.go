package newsroom

import (
	"context"
	"errors"

	"jianbao/internal/store"
	"jianbao/models"
)

// Conflict is the error of a save on a revision that is no longer the current one. The text is kept as a side revision.
type Conflict struct{ Side models.Revision }

func (c *Conflict) Error() string { return "another text was saved meanwhile" }

// Kept finds the side revision that a refused save was kept as.
func Kept(err error) (models.Revision, bool) {
	c, ok := errors.AsType[*Conflict](err)
	if !ok {
		return models.Revision{}, false
	}
	return c.Side, true
}

// conflicted reports whether a save was refused because another text was saved meanwhile.
func conflicted(err error) bool {
	e, ok := errors.AsType[*models.Error](err)
	return ok && e.Key == "article.conflict"
}

// keepSide keeps a text that came too late beside the main line. The same text is kept once.
func keepSide(tx *store.Tx, a models.Actor, art models.Article, in SaveArticle) (models.Revision, error) {
	if err := in.Text.Validate(); err != nil {
		return models.Revision{}, err
	}
	if _, err := tx.Revision(art.ID, in.Base); err != nil {
		return models.Revision{}, err
	}
	if err := settlePictures(tx, art.BulletinID, &in.Text); err != nil {
		return models.Revision{}, err
	}
	hash := in.Text.Hash()
	if kept, err := tx.SideRevision(art.ID, a.UserID, in.Base, hash); models.CodeOf(err) != models.CodeNotFound {
		return kept, err
	}
	r := models.Revision{ArticleID: art.ID, Text: in.Text, Hash: hash, Cause: models.CauseSide, BaseID: &in.Base, AuthorID: a.UserID}
	if err := tx.CreateRevision(&r); err != nil {
		return r, err
	}
	e := models.AuditEntry{Action: "article.side", Object: object("article", art.ID), Details: models.AuditDetails{{Name: "title", Value: art.Title}, {Name: "hash", Value: hash[:16]}}}
	if art.IssueID != nil {
		e.IssueID = *art.IssueID
	}
	return r, note(tx, a, e)
}

// KeepAside keeps a text as a side revision although nothing stands in its way: somebody has taken the article over, and its
// writer leaves it to them.
func (n *Newsroom) KeepAside(ctx context.Context, a models.Actor, article int64, in SaveArticle) (side models.Revision, err error) {
	in.Text = in.Text.Normalise()
	err = n.write(ctx, a, func(tx *store.Tx) error {
		art, f, err := n.openArticle(tx, a, article, true)
		if err != nil {
			return err
		}
		if err := mayWrite(a, art, f); err != nil {
			return err
		}
		if side, err = keepSide(tx, a, art, in); err != nil {
			return err
		}
		return tx.DeleteWorkingCopy(article, a.UserID)
	})
	return side, err
}

// MergePage is a side revision beside the text that was current before it and the one that is now.
type MergePage struct {
	ArticlePage
	Side   models.Revision
	Base   models.Revision
	Theirs models.Revision // the current text, or the one that the form was drawn from
	By     string          // who wrote theirs
	Mine   string          // who wrote the side revision
}

// Merge shows a side revision to whoever may read the article, beside the revision theirs (0: the current one).
func (n *Newsroom) Merge(ctx context.Context, a models.Actor, article, side, theirs int64) (MergePage, error) {
	shown, err := n.Article(ctx, a, article)
	if err != nil {
		return MergePage{}, err
	}
	p := MergePage{ArticlePage: shown, Theirs: shown.Revision, By: shown.Author}
	err = n.read(ctx, a, func(tx *store.Tx) error {
		if p.Side, err = tx.Revision(article, side); err != nil {
			return err
		}
		if !p.Side.Side() || p.Side.BaseID == nil {
			return models.NotFound()
		}
		if p.Base, err = tx.Revision(article, *p.Side.BaseID); err != nil {
			return err
		}
		if theirs > 0 {
			if p.Theirs, err = tx.Revision(article, theirs); err != nil {
				return err
			}
		}
		names, err := tx.UserNames([]int64{p.Theirs.AuthorID, p.Side.AuthorID})
		p.By, p.Mine = names[p.Theirs.AuthorID], names[p.Side.AuthorID]
		return err
	})
	return p, err
}
