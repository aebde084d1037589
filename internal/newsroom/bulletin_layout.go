package newsroom

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"strings"

	"jianbao/internal/store"
	"jianbao/internal/typeset"
	"jianbao/internal/typeset/svg"
	"jianbao/models"
)

// SetLayout changes how the paper of a bulletin looks from now on: drafts at once, issues when they are published. Editions keep the layout
// that they were published with. The office's own lettering stays as it is; see SetLettering.
func (n *Newsroom) SetLayout(ctx context.Context, a models.Actor, id, version int64, l models.Layout) error {
	return n.changeBulletin(ctx, a, id, version, func(_ *store.Tx, b *models.Bulletin) (change, error) {
		l.Fonts = trimmed(l.Fonts)
		if err := l.Validate(); err != nil {
			return change{}, err
		}
		before := b.Layout
		l.Lettering = before.Lettering
		b.Layout = l
		return change{Action: "bulletin.layout", Details: layoutChanged(before, l)}, nil
	})
}

func trimmed(f models.LayoutFonts) models.LayoutFonts {
	for _, name := range []*string{&f.Body, &f.Section, &f.Article, &f.Title, &f.Song, &f.Latin} {
		*name = strings.TrimSpace(*name)
	}
	return f
}

// layoutChanged lists what is another now.
func layoutChanged(before, after models.Layout) models.AuditDetails {
	var out models.AuditDetails
	fonts := func(f models.LayoutFonts) string {
		f = f.Named()
		return strings.Join([]string{f.Body, f.Section, f.Article, f.Title, f.Song, f.Latin}, " ")
	}
	points := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	for _, s := range []struct{ name, was, became string }{
		{"size", points(before.Size), points(after.Size)},
		{"name_size", points(before.NameSize), points(after.NameSize)},
		{"rule", points(before.Rule), points(after.Rule)},
		{"contents", strconv.FormatBool(before.Contents), strconv.FormatBool(after.Contents)},
		{"contents_alone", strconv.FormatBool(before.ContentsAlone), strconv.FormatBool(after.ContentsAlone)},
		{"sources", strconv.FormatBool(before.Sources), strconv.FormatBool(after.Sources)},
		{"makers", strconv.FormatBool(before.Makers), strconv.FormatBool(after.Makers)},
		{"fonts", fonts(before.Fonts), fonts(after.Fonts)},
	} {
		if s.was != s.became {
			out = append(out, models.AuditDetail{Name: s.name, Value: s.became})
		}
	}
	return out
}

// SetLettering gives a bulletin the office's own drawing of its name: the outlines of an SVG, or a picture, which goes into the bulletin's
// library.
func (n *Newsroom) SetLettering(ctx context.Context, a models.Actor, id, version int64, name string, file []byte) error {
	err := n.inspect(ctx, a, func(tx *store.Tx) error { // or anybody could keep the server busy
		_, err := tx.Bulletin(id)
		return err
	})
	if err != nil {
		return err
	}
	inside := a
	inside.BulletinID = id
	var l models.Lettering
	var p PictureFile
	if isMarkup(file) {
		l, err = outlines(file)
	} else {
		p, err = n.makePicture(ctx, inside, name, file)
	}
	if err != nil {
		return err
	}
	return n.changeBulletin(ctx, a, id, version, func(tx *store.Tx, b *models.Bulletin) (change, error) {
		did := change{Action: "bulletin.lettering", Details: models.AuditDetails{{Name: "file", Value: fileName(name)}}}
		if l.Path == "" {
			if l, err = n.hang(tx, inside, p); err != nil {
				return did, err
			}
		}
		b.Layout.Lettering = l
		return did, nil
	})
}

// RemoveLettering goes back to the shipped lettering. A picture stays in the library.
func (n *Newsroom) RemoveLettering(ctx context.Context, a models.Actor, id, version int64) error {
	return n.changeBulletin(ctx, a, id, version, func(_ *store.Tx, b *models.Bulletin) (change, error) {
		b.Layout.Lettering = models.Lettering{}
		return change{Action: "bulletin.lettering_removed"}, nil
	})
}

// isMarkup tells an SVG, or what is meant to be one, from a picture.
func isMarkup(file []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(file, "\ufeff \t\r\n"), []byte("<"))
}

// outlines are the paths of an SVG, or why it is refused.
func outlines(file []byte) (models.Lettering, error) {
	l, err := typeset.ReadLettering(file)
	if refused, ok := errors.AsType[*typeset.LetteringError](err); ok {
		return models.Lettering{}, refusedLettering(refused.Code, models.Args{"Name": refused.Name, "Max": typeset.MaxLetteringFile >> 20}, err)
	}
	return models.Lettering{Path: l.Path, Width: l.Width, Height: l.Height}, err
}

func refusedLettering(code typeset.LetteringCode, args models.Args, err error) error {
	key := "lettering." + string(code)
	return &models.Error{Code: models.CodeInvalid, Key: key, Args: args, Err: err, Fields: []models.FieldError{{Field: "file", Key: key, Args: args}}}
}

// hang enters a picture into the library as the bulletin's name.
func (n *Newsroom) hang(tx *store.Tx, a models.Actor, f PictureFile) (models.Lettering, error) {
	p, err := n.storePicture(tx, a, f)
	if err != nil {
		return models.Lettering{}, err
	}
	if _, err := tx.LockPicture(p.BulletinID, p.SHA256); err != nil {
		return models.Lettering{}, err
	}
	l := models.Lettering{SHA256: p.SHA256, Width: float64(p.Width), Height: float64(p.Height)}
	if !typeset.FitsName(l.Ratio()) {
		return l, refusedLettering(typeset.LetteringBadShape, nil, nil)
	}
	return l, nil
}

// LayoutPage is the settings page of a bulletin's layout.
type LayoutPage struct {
	Bulletin models.Bulletin
	Shown    string // number of the issue that the preview shows; empty: a sample
}

// Layout shows the layout of a bulletin.
func (n *Newsroom) Layout(ctx context.Context, a models.Actor, id int64) (p LayoutPage, err error) {
	err = n.inspect(ctx, a, func(tx *store.Tx) error {
		var c models.EditionContent
		if p.Bulletin, c, err = specimen(tx, a, id); err == nil && c.Manifest.Issue != 0 {
			p.Shown = c.Manifest.Masthead.Label()
		}
		return err
	})
	return p, err
}

// LayoutPreview draws a page of the bulletin's newest issue as it would print under a layout that nobody has saved yet (nil: the one that is
// saved), as SVG. A page beyond the last is the last. label is what the picture is called. Of what is not published it shows nothing: administrators do not read drafts.
func (n *Newsroom) LayoutPreview(ctx context.Context, a models.Actor, id int64, typed *models.Layout, page int, label string) ([]byte, error) {
	var b models.Bulletin
	var c models.EditionContent
	var l models.Layout
	screen := map[string]models.StoredPicture{}
	err := n.inspect(ctx, a, func(tx *store.Tx) (err error) {
		if b, c, err = specimen(tx, a, id); err != nil {
			return err
		}
		if l = b.Layout; typed != nil {
			l = *typed
		}
		l.Lettering = b.Layout.Lettering
		if err := l.Validate(); err != nil {
			return err
		}
		c.Layout = &l
		return picturesIn(tx, b.ID, c, screen)
	})
	if err != nil {
		return nil, err
	}
	p, err := n.typeset(c)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = svg.Write(&out, p.pages, min(max(page, 1), len(p.pages.Pages)), label, n.screenPictures(screen))
	return out.Bytes(), err
}

// specimen is what a preview shows: the newest issue that the actor may read as readers do; a sample where there is none, or where that
// issue keeps something off paper that the new layout may want to show.
func specimen(tx *store.Tx, a models.Actor, id int64) (b models.Bulletin, c models.EditionContent, err error) {
	if b, err = tx.Bulletin(id); err != nil {
		return b, c, err
	}
	to, err := readershipIn(tx, a, b.ID)
	if err != nil {
		return b, c, err
	}
	current, err := tx.CurrentEdition(b.ID, to)
	if models.CodeOf(err) == models.CodeNotFound {
		return b, typeset.Sample(b), nil
	}
	if err != nil {
		return b, c, err
	}
	e, err := tx.Edition(current.ID)
	if l := e.Content.Laid(); !l.Sources || !l.Makers {
		return b, typeset.Sample(b), err
	}
	c, _ = e.Content.For(to)
	return b, c, err
}

// picturesIn finds the pictures of an issue and of its name.
func picturesIn(tx *store.Tx, bulletin int64, c models.EditionContent, out map[string]models.StoredPicture) error {
	hashes := []string{}
	if art := c.Laid().Lettering.SHA256; art != "" {
		hashes = append(hashes, art)
	}
	for _, s := range c.Sections {
		for _, art := range s.Articles {
			hashes = append(hashes, art.Text.Body.Pictures()...)
		}
	}
	for _, hash := range hashes {
		p, err := tx.StoredPicture(bulletin, hash)
		if err != nil {
			return err
		}
		out[hash] = p
	}
	return nil
}
