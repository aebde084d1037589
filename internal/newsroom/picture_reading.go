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
	ForAll      bool // visitors see it, too, where it was asked for
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
	return n.shown(p, screen, false)
}

// pictureSubmitted reports whether a picture stands in what has left the editors' hands. The bulletin's name stands in every issue.
func pictureSubmitted(tx *store.Tx, bulletin int64, sha256 string) (bool, error) {
	b, err := tx.Bulletin(bulletin)
	if err != nil || b.Layout.Lettering.SHA256 == sha256 {
		return err == nil, err
	}
	return tx.PictureSubmitted(bulletin, sha256)
}

// EditionPicture gives a picture to whoever may read an article of an issue's live edition in which it stands: what no edition holds is public
// nowhere. After a withdrawal it is gone, as the page is.
func (n *Newsroom) EditionPicture(ctx context.Context, a models.Actor, b models.Bulletin, issue int64, sha256 string, screen bool) (PictureShown, error) {
	var p models.StoredPicture
	forAll := false
	err := n.read(ctx, a, func(tx *store.Tx) (err error) {
		p, forAll, err = editionPicture(tx, a, b, issue, sha256)
		return err
	})
	if err != nil {
		return PictureShown{}, err
	}
	return n.shown(p, screen, forAll)
}

func editionPicture(tx *store.Tx, a models.Actor, b models.Bulletin, issue int64, sha256 string) (p models.StoredPicture, forAll bool, err error) {
	i, err := tx.Issue(issue)
	if err != nil {
		return p, false, err
	}
	if i.BulletinID != b.ID || i.EditionID == nil || i.DeletedAt != nil {
		return p, false, models.NotFound()
	}
	to, err := readershipIn(tx, a, b.ID)
	if err != nil {
		return p, false, err
	}
	held, err := seesPicture(tx, i, sha256, to)
	switch {
	case err != nil:
		return p, false, err
	case !held:
		return p, false, models.NotFound()
	case i.Standing != models.Normal && i.Standing != models.Archived:
		return p, false, models.Fail(models.CodeGone, "picture.gone")
	}
	if p, err = tx.StoredPicture(b.ID, sha256); err != nil || !a.SignedIn() {
		return p, err == nil, err
	}
	forAll, err = seesPicture(tx, i, sha256, models.Visitors())
	return p, forAll, err
}

// seesPicture reports whether a readership sees a picture in the live edition of an issue.
func seesPicture(tx *store.Tx, i models.Issue, sha256 string, to models.Readership) (bool, error) {
	may, err := tx.EditionRead(*i.EditionID, to)
	if err != nil || !may {
		return false, err
	}
	return tx.EditionShowsPicture(i.ID, *i.EditionID, sha256, to)
}

func (n *Newsroom) shown(p models.StoredPicture, screen, forAll bool) (PictureShown, error) {
	out := PictureShown{SHA256: p.SHA256, ContentType: p.ContentType, ForAll: forAll}
	if screen {
		out.SHA256 = p.ScreenSHA256
	}
	var err error
	out.Data, err = n.files.Get(out.SHA256)
	return out, err
}
