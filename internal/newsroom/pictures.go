package newsroom

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"jianbao/internal/picture"
	"jianbao/internal/store"
	"jianbao/models"
)

// MaxPicture bounds a picture that somebody brings in, in bytes.
const MaxPicture = picture.MaxBytes

// pictureRefusals say with which code a picture is refused.
var pictureRefusals = map[picture.Code]models.Code{
	picture.Empty:         models.CodeInvalid,
	picture.UnknownType:   models.CodeUnsupported,
	picture.TooLarge:      models.CodeTooLarge,
	picture.TooManyPixels: models.CodeInvalid,
	picture.Damaged:       models.CodeInvalid,
}

// PictureFile is a picture that has been made ready and is kept, but belongs to no library yet.
type PictureFile struct {
	picture.Prepared
	screen   string // hash of the form for screens
	original string // hash of the file that was brought in
	name     string
}

// AddPicture puts a picture into the bulletin's library, for editors and for whoever amends a step at work. The same picture
// again is the same entry; one that was deleted comes back.
func (n *Newsroom) AddPicture(ctx context.Context, a models.Actor, name string, data []byte) (models.StoredPicture, error) {
	var p models.StoredPicture
	err := n.read(ctx, a, func(tx *store.Tx) error { return n.mayAddPictures(tx, a) }) // or anybody could keep the server busy and fill the disk
	if err != nil {
		return p, err
	}
	file, err := n.makePicture(ctx, a, name, data)
	if err != nil {
		return p, err
	}
	enter := func(tx *store.Tx) error {
		if err := n.mayAddPictures(tx, a); err != nil {
			return err
		}
		p, err = n.storePicture(tx, a, file)
		return err
	}
	if err = n.write(ctx, a, enter); store.IsDuplicate(err) { // somebody brought the same picture in at the same moment
		err = n.write(ctx, a, enter)
	}
	return p, err
}

// mayAddPictures is for whoever may write a text of the bulletin now.
func (n *Newsroom) mayAddPictures(tx *store.Tx, a models.Actor) error {
	if models.Can(a.Role, models.EditContent, models.Circumstances{}) {
		return nil
	}
	runs, err := tx.OpenRuns(a.BulletinID)
	if err != nil {
		return err
	}
	by, err := n.authority(tx, a.BulletinID)
	if err != nil {
		return err
	}
	for _, r := range runs {
		if models.Can(a.Role, models.Amend, models.Circumstances{Amendments: r.Amends(), HoldsStep: by.waits(r, a)}) {
			return nil
		}
	}
	return models.Fail(models.CodeForbidden, "error.forbidden")
}

// makePicture makes a picture ready and keeps its bytes; storePicture then enters it into the library. It takes long and much
// memory, so it stands before any transaction and is done for one picture at a time. A file that the library knows already is
// not made again.
func (n *Newsroom) makePicture(ctx context.Context, a models.Actor, name string, data []byte) (PictureFile, error) {
	sum := sha256.Sum256(data)
	f := PictureFile{original: hex.EncodeToString(sum[:]), name: fileName(cmp.Or(name, "picture"))}
	known, err := n.pictureOfFile(ctx, a, f.original)
	if err != nil || known {
		return f, err
	}
	select {
	case n.preparing <- struct{}{}:
		defer func() { <-n.preparing }()
	case <-ctx.Done():
		return f, ctx.Err()
	}
	if f.Prepared, err = picture.Prepare(data); err != nil {
		return f, refusedPicture(err)
	}
	if _, err = n.files.Put(f.Data); err != nil {
		return f, err
	}
	if f.screen = f.SHA256; f.Screen != nil {
		f.screen, err = n.files.Put(f.Screen)
	}
	return f, err
}

func (n *Newsroom) pictureOfFile(ctx context.Context, a models.Actor, hash string) (known bool, err error) {
	err = n.store.Read(ctx, func(tx *store.Tx) error {
		_, err := tx.PictureOfFile(a.BulletinID, hash)
		if known = err == nil; models.CodeOf(err) == models.CodeNotFound {
			return nil
		}
		return err
	})
	return known, err
}

// refusedPicture is a refusal in the words of the person.
func refusedPicture(err error) error {
	refused, ok := errors.AsType[*picture.Error](err)
	if !ok {
		return fmt.Errorf("make a picture ready: %w", err)
	}
	key := "picture." + string(refused.Code)
	if refused.Code == picture.UnknownType && refused.Kind != "" {
		key = "picture.other_type"
	}
	args := models.Args{"Kind": refused.Kind, "Width": refused.Width, "Height": refused.Height, "Max": MaxPicture >> 20, "MaxSide": picture.MaxSide, "MaxPixels": picture.MaxPixels / 10_000}
	return &models.Error{
		Code: pictureRefusals[refused.Code], Key: key, Args: args, Err: err,
		Fields: []models.FieldError{{Field: "file", Key: key, Args: args}},
	}
}

// storePicture enters a picture into the library: a new one, one that is there already, or one that was deleted and comes back.
func (n *Newsroom) storePicture(tx *store.Tx, a models.Actor, f PictureFile) (models.StoredPicture, error) {
	p, err := tx.PictureOfFile(a.BulletinID, f.original)
	if models.CodeOf(err) == models.CodeNotFound && f.SHA256 != "" {
		p, err = tx.StoredPicture(a.BulletinID, f.SHA256) // another file of the same picture
	}
	switch {
	case err == nil:
		return p, setPictureDeleted(tx, a, &p, false)
	case models.CodeOf(err) != models.CodeNotFound || f.SHA256 == "":
		return p, err
	}
	p = models.StoredPicture{
		BulletinID: a.BulletinID, SHA256: f.SHA256, ScreenSHA256: f.screen, OriginalSHA256: f.original, ContentType: f.ContentType,
		Width: f.Width, Height: f.Height, Bytes: int64(len(f.Data)), Name: f.name, UserID: a.UserID,
	}
	if err := tx.CreatePicture(&p); err != nil {
		return p, err
	}
	return p, notePicture(tx, a, "picture.added", p)
}

func notePicture(tx *store.Tx, a models.Actor, action string, p models.StoredPicture) error {
	return note(tx, a, models.AuditEntry{Action: action, Object: object("picture", p.ID), Details: models.AuditDetails{{Name: "file", Value: p.Name}, {Name: "sha256", Value: p.SHA256}}})
}

// settlePictures gives the pictures of a text their stored size, and refuses one that the bulletin's library does not have, or
// not any more. Every text passes here before it is stored.
func settlePictures(tx *store.Tx, bulletin int64, t *models.ArticleText) error {
	stored, err := tx.LockPictures(bulletin, t.Body.Pictures())
	if err != nil || len(t.Body.Pictures()) == 0 {
		return err
	}
	var p models.Problems
	t.Body.Blocks = slices.Clone(t.Body.Blocks)
	for i, b := range t.Body.Blocks {
		if b.Picture == nil {
			continue
		}
		switch found, ok := stored[b.Picture.SHA256]; {
		case !ok:
			p.Add(fmt.Sprintf("blocks[%d]", i), "picture.not_in_library")
		case found.DeletedAt != nil:
			p.Add(fmt.Sprintf("blocks[%d]", i), "picture.was_deleted")
		default:
			settled := *b.Picture
			settled.Width, settled.Height = found.Width, found.Height
			t.Body.Blocks[i].Picture = &settled
		}
	}
	return p.Err()
}
