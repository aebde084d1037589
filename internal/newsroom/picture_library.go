package newsroom

import (
	"context"

	"jianbao/internal/store"
	"jianbao/models"
)

// PictureList is one page of a bulletin's library of pictures.
type PictureList struct {
	Bulletin models.Bulletin
	Pictures []models.StoredPicture
	Total    int
	Uses     map[string][]models.PictureUse // by hash: editions, current texts, and what people wrote beside them
	Names    map[int64]string               // of those who brought them in
}

// Pictures lists the library of a bulletin, newest first; what was deleted on request only.
func (n *Newsroom) Pictures(ctx context.Context, a models.Actor, deleted bool, page int) (PictureList, error) {
	out := PictureList{Uses: map[string][]models.PictureUse{}}
	if !models.Can(a.Role, models.ReadUnpublished, models.Circumstances{}) {
		return out, models.NotFound()
	}
	err := n.read(ctx, a, func(tx *store.Tx) (err error) {
		if out.Bulletin, err = tx.Bulletin(a.BulletinID); err != nil {
			return err
		}
		var total int64
		if out.Pictures, total, err = tx.Pictures(a.BulletinID, deleted, PageSize, (max(page, 1)-1)*PageSize); err != nil {
			return err
		}
		out.Total = int(total)
		hashes, users := make([]string, len(out.Pictures)), make([]int64, len(out.Pictures))
		for i, p := range out.Pictures {
			hashes[i], users[i] = p.SHA256, p.UserID
		}
		uses, err := tx.PictureUses(a.BulletinID, hashes)
		if err != nil {
			return err
		}
		for _, u := range uses {
			out.Uses[u.SHA256] = append(out.Uses[u.SHA256], u)
		}
		out.Names, err = tx.UserNames(users)
		return err
	})
	return out, err
}

// PictureInUse is the error of a picture that cannot be deleted because it stands somewhere.
type PictureInUse struct {
	Name string
	Uses []models.PictureUse
}

func (e *PictureInUse) Error() string { return "the picture is in use" }

// DeletePicture takes a picture out of the library. While an edition, the current text of an article, or what somebody wrote
// beside that uses it, that is refused, and the error holds a *PictureInUse. Its bytes stay: RestorePicture brings it back.
func (n *Newsroom) DeletePicture(ctx context.Context, a models.Actor, sha256 string) (models.StoredPicture, error) {
	return n.changePicture(ctx, a, sha256, true)
}

// RestorePicture brings a deleted picture back into the library.
func (n *Newsroom) RestorePicture(ctx context.Context, a models.Actor, sha256 string) (models.StoredPicture, error) {
	return n.changePicture(ctx, a, sha256, false)
}

func (n *Newsroom) changePicture(ctx context.Context, a models.Actor, sha256 string, deleted bool) (p models.StoredPicture, err error) {
	err = n.write(ctx, a, func(tx *store.Tx) error {
		if !models.Can(a.Role, models.ReadUnpublished, models.Circumstances{}) {
			return models.NotFound()
		}
		if p, err = tx.LockPicture(a.BulletinID, sha256); err != nil {
			return err
		}
		if err := allow(a, models.ManageDraft, models.Circumstances{}); err != nil {
			return err
		}
		return setPictureDeleted(tx, a, &p, deleted)
	})
	return p, err
}

// setPictureDeleted writes and audits a change; where there is none, nothing.
func setPictureDeleted(tx *store.Tx, a models.Actor, p *models.StoredPicture, deleted bool) error {
	if (p.DeletedAt != nil) == deleted {
		return nil
	}
	p.DeletedAt = nil
	action := "picture.undeleted"
	if deleted {
		uses, err := tx.PictureUses(p.BulletinID, []string{p.SHA256})
		if err != nil {
			return err
		}
		if len(uses) > 0 {
			return models.Fail(models.CodeConflict, "picture.in_use").With(models.Args{"Count": len(uses), "Name": p.Name}).Because(&PictureInUse{Name: p.Name, Uses: uses})
		}
		p.DeletedAt, action = &tx.Now, "picture.deleted"
	}
	if err := tx.SetPictureDeleted(*p); err != nil {
		return err
	}
	return notePicture(tx, a, action, *p)
}
