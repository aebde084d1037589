package newsroom

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// PreviewLinksPage is what the makers of preview links see of an issue.
type PreviewLinksPage struct {
	Bulletin models.Bulletin
	Issue    models.Issue
	Links    []models.PreviewLink
	Names    map[int64]string // of their makers
	Hash     string           // of the manifest as it stands now
	Open     map[int64]bool   // the links that still show something
}

// PreviewLinks lists the preview links of an issue to whoever may make some.
func (n *Newsroom) PreviewLinks(ctx context.Context, a models.Actor, issue int64) (PreviewLinksPage, error) {
	var p PreviewLinksPage
	err := n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.previewable(tx, a, issue)
		if err != nil {
			return err
		}
		m, err := manifest(tx, f.bulletin, f.issue)
		if err != nil {
			return err
		}
		p.Bulletin, p.Issue, p.Hash, p.Open = f.bulletin, f.issue, m.Hash(), map[int64]bool{}
		if p.Links, err = tx.PreviewLinks(issue); err != nil {
			return err
		}
		var makers []int64
		for _, l := range p.Links {
			makers = append(makers, l.CreatedBy)
			_, err := n.standing(tx, l)
			if err != nil && models.CodeOf(err) != models.CodeNotFound {
				return err
			}
			p.Open[l.ID] = err == nil
		}
		p.Names, err = tx.UserNames(makers)
		return err
	})
	return p, err
}

// previewable opens an issue for whoever may make preview links of it.
func (n *Newsroom) previewable(tx *store.Tx, a models.Actor, issue int64) (*folder, error) {
	f, err := n.open(tx, a, issue, false)
	if err != nil {
		return nil, err
	}
	return f, allow(a, models.PreviewLinks, f.circumstances(a))
}

// MakePreviewLink lets a named person outside the office read the issue as it stands now, for some hours. The token is given
// here and never again.
func (n *Newsroom) MakePreviewLink(ctx context.Context, a models.Actor, issue int64, name string, hours int) (token string, l models.PreviewLink, err error) {
	name, token = strings.TrimSpace(name), rand.Text()
	err = n.write(ctx, a, func(tx *store.Tx) error {
		f, err := n.previewable(tx, a, issue)
		if err != nil {
			return err
		}
		if !f.issue.Previewable() {
			return models.Fail(models.CodeConflict, "preview.not_now")
		}
		if err := models.ValidatePreview(name, hours); err != nil {
			return err
		}
		links, err := tx.PreviewLinks(issue)
		if err != nil {
			return err
		}
		if len(links) >= models.MaxPreviewLinks {
			return models.Fail(models.CodeConflict, "preview.too_many").With(models.Args{"Max": models.MaxPreviewLinks})
		}
		l = models.PreviewLink{
			BulletinID: f.bulletin.ID, IssueID: issue, TokenSHA256: previewHash(token), Name: name, CreatedBy: a.UserID, Role: a.Role,
			ExpiresAt: tx.Now.Add(time.Duration(hours) * time.Hour),
		}
		if err := freeze(tx, f, &l); err != nil {
			return err
		}
		if err := tx.CreatePreviewLink(&l); err != nil {
			return err
		}
		return notePreview(tx, a, "preview.made", l, models.AuditDetail{Name: "until", Value: l.ExpiresAt.In(n.location).Format("2006-01-02 15:04")},
			models.AuditDetail{Name: "check_code", Value: models.CheckCode(l.ManifestHash)})
	})
	return token, l, err
}

// freeze keeps what a link shows: what print would show of the issue now.
func freeze(tx *store.Tx, f *folder, l *models.PreviewLink) error {
	m, err := manifest(tx, f.bulletin, f.issue)
	if err != nil {
		return err
	}
	colophon, err := f.colophon(tx)
	if err != nil {
		return err
	}
	c, err := content(tx, m, colophon, f.bulletin.Layout)
	c, _ = c.Printed().For(outsiders())
	l.Content, l.ManifestHash = c, m.Hash()
	return err
}

// outsiders are whom preview links are for: they read what whoever is signed in reads, and no unit of theirs is listed anywhere.
func outsiders() models.Readership { return models.NewReadership(models.Reader, nil) }

// withhold takes out of a link what has become internal since it was made.
func withhold(tx *store.Tx, l *models.PreviewLink) error {
	now, err := tx.ArticlesOf(l.IssueID)
	if err != nil {
		return err
	}
	class := make(map[int64]models.Access, len(now))
	for _, art := range now {
		class[art.ID] = art.Access
	}
	l.Content, _ = l.Content.With(class).For(outsiders())
	return nil
}

func previewHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

func notePreview(tx *store.Tx, a models.Actor, action string, l models.PreviewLink, more ...models.AuditDetail) error {
	return note(tx, a, models.AuditEntry{
		BulletinID: l.BulletinID, IssueID: l.IssueID, Action: action, Object: object("preview", l.ID),
		Details: append(models.AuditDetails{{Name: "for", Value: l.Name}}, more...),
	})
}

// RevokePreviewLink ends a link at once. Revoking it again does nothing.
func (n *Newsroom) RevokePreviewLink(ctx context.Context, a models.Actor, issue, link int64) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		if _, err := n.previewable(tx, a, issue); err != nil {
			return err
		}
		l, err := tx.PreviewLink(issue, link)
		if err != nil || l.RevokedAt != nil {
			return err
		}
		if err := tx.RevokePreviewLink(link); err != nil {
			return err
		}
		return notePreview(tx, a, "preview.revoked", l)
	})
}

// PreviewShown is an unpublished issue as the holder of a link reads it.
type PreviewShown struct {
	Bulletin models.Bulletin
	Link     models.PreviewLink // its content with fragments, whose pictures stand under the same token
}

// OpenPreview shows what a link leads to and notes that it was opened. A link that does not exist, has ended or was revoked, whose
// maker may not read the issue any more or whose issue is published, voided, deleted or internal does not exist: the answer is the
// same.
func (n *Newsroom) OpenPreview(ctx context.Context, token, ip string) (p PreviewShown, err error) {
	err = n.store.Write(ctx, func(tx *store.Tx) error {
		f, err := n.byToken(tx, token, &p.Link)
		if err != nil {
			return err
		}
		p.Bulletin = f.bulletin
		if p.Link.Content.Fragments, err = n.render.RenderPreview(ctx, token, p.Link.Content); err != nil {
			return err
		}
		if err := tx.CountPreviewOpening(p.Link.ID); err != nil {
			return err
		}
		reader := models.Actor{Name: p.Link.Name, Role: models.Visitor, IP: ip, BulletinID: p.Link.BulletinID}
		return notePreview(tx, reader, "preview.opened", p.Link)
	})
	return p, err
}

// PreviewPicture gives a picture of what a link shows, as long as it shows anything.
func (n *Newsroom) PreviewPicture(ctx context.Context, token, sha256 string, screen bool) (PictureShown, error) {
	var p models.StoredPicture
	err := n.store.Read(ctx, func(tx *store.Tx) error {
		var l models.PreviewLink
		if _, err := n.byToken(tx, token, &l); err != nil {
			return err
		}
		if !holdsPicture(l.Content, sha256) {
			return models.NotFound()
		}
		var err error
		p, err = tx.StoredPicture(l.BulletinID, sha256)
		return err
	})
	if err != nil {
		return PictureShown{}, err
	}
	return n.shown(p, screen, false)
}

func holdsPicture(c models.EditionContent, sha256 string) bool {
	if sha256 != "" && c.Laid().Lettering.SHA256 == sha256 {
		return true
	}
	for _, s := range c.Sections {
		for _, art := range s.Articles {
			if slices.Contains(art.Text.Body.Pictures(), sha256) {
				return true
			}
		}
	}
	return false
}

func (n *Newsroom) byToken(tx *store.Tx, token string, into *models.PreviewLink) (*folder, error) {
	l, err := tx.PreviewLinkByToken(previewHash(token))
	if err != nil {
		return nil, err
	}
	if err := withhold(tx, &l); err != nil {
		return nil, err
	}
	*into = l
	return n.standing(tx, l)
}

// standing opens the issue of a link as its maker would; models.CodeNotFound when the link leads nowhere any more.
func (n *Newsroom) standing(tx *store.Tx, l models.PreviewLink) (*folder, error) {
	if !l.Open(tx.Now) {
		return nil, models.NotFound()
	}
	maker := models.Actor{UserID: l.CreatedBy, Role: l.Role, BulletinID: l.BulletinID}
	stands, err := tx.ActorStands(maker)
	switch {
	case err != nil:
		return nil, err
	case !stands:
		return nil, models.NotFound()
	}
	f, err := n.previewable(tx, maker, l.IssueID)
	if models.CodeOf(err) == models.CodeForbidden && err != nil || err == nil && !f.issue.Previewable() {
		return nil, models.NotFound()
	}
	return f, err
}
