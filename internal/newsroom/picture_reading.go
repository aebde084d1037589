package newsroom

import (
	"context"

	"jianbao/internal/store"
	"jianbao/models"
)

// PictureShown is a picture as it is given out, in one of its two forms.
type PictureShown struct {
	SHA256      string // of Data
	ContentType string
	Data        []byte
	Access      models.Access // of the edition that it was asked for in; empty on the desk
}

// Picture gives a picture of the library to whoever brought it in, and to whoever may read the texts it stands in before they
// are published. screen asks for its form for screens.
func (n *Newsroom) Picture(ctx context.Context, a models.Actor, sha256 string, screen bool) (PictureShown, error) {
	var p models.StoredPicture
	err := n.read(ctx, a, func(tx *store.Tx) (err error) {
		if p, err = tx.StoredPicture(a.BulletinID, sha256); err != nil {
			return err
		}
		submitted, err := pictureSubmitted(tx, a.BulletinID, sha256)
		if err != nil {
			return err
		}
		if p.UserID != a.UserID && !models.Can(a.Role, models.ReadUnpublished, models.Circumstances{Submitted: submitted}) {
			return models.NotFound()
		}
		return nil
	})
	if err != nil {
		return PictureShown{}, err
	}
	return n.shown(p, screen, "")
}

// pictureSubmitted reports whether a picture stands in what has left the editors' hands. The bulletin's name stands in every issue.
func pictureSubmitted(tx *store.Tx, bulletin int64, sha256 string) (bool, error) {
	b, err := tx.Bulletin(bulletin)
	if err != nil || b.Layout.Lettering.SHA256 == sha256 {
		return err == nil, err
	}
	return tx.PictureSubmitted(bulletin, sha256)
}

// EditionPicture gives a picture to whoever may read the live edition of an issue, if that edition holds it: what no edition
// holds is public nowhere. After a withdrawal it is gone, as the page is.
func (n *Newsroom) EditionPicture(ctx context.Context, a models.Actor, b models.Bulletin, issue int64, sha256 string, screen bool) (PictureShown, error) {
	var p models.StoredPicture
	var access models.Access
	err := n.read(ctx, a, func(tx *store.Tx) (err error) {
		p, access, err = editionPicture(tx, a, b, issue, sha256)
		return err
	})
	if err != nil {
		return PictureShown{}, err
	}
	return n.shown(p, screen, access)
}

func editionPicture(tx *store.Tx, a models.Actor, b models.Bulletin, issue int64, sha256 string) (p models.StoredPicture, access models.Access, err error) {
	i, err := tx.Issue(issue)
	if err != nil {
		return p, "", err
	}
	if i.BulletinID != b.ID || i.EditionID == nil || i.DeletedAt != nil {
		return p, "", models.NotFound()
	}
	if access, err = tx.EditionAccess(*i.EditionID); err != nil {
		return p, "", err
	}
	held, err := tx.EditionShowsPicture(i.ID, *i.EditionID, sha256)
	switch {
	case err != nil:
		return p, "", err
	case !held || !models.Can(roleIn(a, b.ID), models.ReadEdition, models.Circumstances{Access: access}):
		return p, "", models.NotFound()
	case i.Standing != models.Normal && i.Standing != models.Archived:
		return p, "", models.Fail(models.CodeGone, "picture.gone")
	}
	p, err = tx.StoredPicture(b.ID, sha256)
	return p, access, err
}

func (n *Newsroom) shown(p models.StoredPicture, screen bool, access models.Access) (PictureShown, error) {
	out := PictureShown{SHA256: p.SHA256, ContentType: p.ContentType, Access: access}
	if screen {
		out.SHA256 = p.ScreenSHA256
	}
	var err error
	out.Data, err = n.files.Get(out.SHA256)
	return out, err
}
