// Package newsroom says what people can do. One method is one operation: one permission check, one transaction, one audit
// entry for every change of state. It never writes HTML or knows of HTTP, and no rule is decided anywhere else.
package newsroom

import (
	"context"
	"log/slog"
	"time"

	"github.com/maypok86/otter/v2"

	"jianbao/internal/files"
	"jianbao/internal/proof"
	"jianbao/internal/redline"
	"jianbao/internal/store"
	"jianbao/internal/typeset"
	"jianbao/models"
)

// Renderer draws the fragments that an edition freezes, with the addresses of pictures as readers of the bulletin have them, and
// as the desk has them in drafts or a preview link has them. It also puts the record of a review into words.
type Renderer interface {
	Render(ctx context.Context, slug string, content models.EditionContent) (models.Fragments, error)
	RenderDraft(ctx context.Context, slug string, content models.EditionContent) (models.Fragments, error)
	RenderPreview(ctx context.Context, token string, content models.EditionContent) (models.Fragments, error)
	SignOffSheet(ctx context.Context, r models.SignOffRecord, since redline.IssueDiff, at *time.Location) models.SignOffSheet
}

// Config is what a newsroom works with.
type Config struct {
	Store    *store.Store
	Files    *files.Store
	Render   Renderer
	Fonts    *typeset.Fonts // what paper is set in; nil: the shipped fonts
	Location *time.Location // the office's time zone
	Logger   *slog.Logger
	Mail     Mail    // how mail leaves; the zero value: not at all
	Hashing  Hashing // cost of password hashes; the zero value is the safe default
}

// Newsroom carries out operations. It is safe for concurrent use.
type Newsroom struct {
	store     *store.Store
	files     *files.Store
	render    Renderer
	fonts     *typeset.Fonts
	location  *time.Location
	log       *slog.Logger
	passwords *passwords
	setup     setup
	mail      Mail
	wake      chan struct{}              // rung when the outbox has work
	wakeMail  chan struct{}              // rung when it may have mail
	preparing chan struct{}              // holds one: pictures are made ready one at a time
	choices   kept[SearchChoices]        // of forms that search
	years     kept[[]models.EditionYear] // of the archive, of sections and of sending units
	units     kept[[]store.UnitCount]    // that send
	layouts   *otter.Cache[string, *typeset.Pages]
	proofread *otter.Cache[string, []proof.Finding]
	tally     tally // page views that are not written yet
}

// New makes a newsroom.
func New(cfg Config) *Newsroom {
	return &Newsroom{
		store: cfg.Store, files: cfg.Files, render: cfg.Render, fonts: cfg.Fonts, location: cfg.Location, log: cfg.Logger,
		mail: cfg.Mail, passwords: newPasswords(cfg.Hashing), wake: make(chan struct{}, 1), wakeMail: make(chan struct{}, 1), preparing: make(chan struct{}, 1), layouts: newLayouts(), proofread: newProofread(),
	}
}

// write runs an operation of a signed-in actor in one transaction, after checking that the user is enabled and still holds
// the role: a role change or a disabled account acts on the next request.
func (n *Newsroom) write(ctx context.Context, a models.Actor, fn func(tx *store.Tx) error) error {
	err := n.store.Write(ctx, func(tx *store.Tx) error {
		if err := n.check(tx, a); err != nil {
			return err
		}
		return fn(tx)
	})
	if err == nil {
		n.ring()
	}
	return err
}

// read is write without changes. Visitors may read.
func (n *Newsroom) read(ctx context.Context, a models.Actor, fn func(tx *store.Tx) error) error {
	return n.store.Read(ctx, func(tx *store.Tx) error {
		if a.SignedIn() {
			if err := n.check(tx, a); err != nil {
				return err
			}
		}
		return fn(tx)
	})
}

func (n *Newsroom) check(tx *store.Tx, a models.Actor) error {
	if !a.SignedIn() {
		return models.Fail(models.CodeUnauthenticated, "error.unauthenticated")
	}
	ok, err := tx.ActorStands(a)
	if err != nil {
		return err
	}
	if !ok {
		return models.Fail(models.CodeUnauthenticated, "error.role_lost")
	}
	return nil
}

// allow is the one place where operations ask the policy.
func allow(a models.Actor, action models.Action, c models.Circumstances) error {
	if models.Can(a.Role, action, c) {
		return nil
	}
	return models.Fail(models.CodeForbidden, "error.forbidden")
}

// note writes the audit entry of an operation, and leaves the notices that models.Tellings says follow from it. named are people whom the
// operation itself names as to be told.
func note(tx *store.Tx, a models.Actor, e models.AuditEntry, named ...int64) error {
	return noteBy(tx, a, authority{}, e, named)
}

// noteBy is note where a step may wait for those who act by authority of a signer.
func noteBy(tx *store.Tx, a models.Actor, by authority, e models.AuditEntry, named []int64) error {
	e.ActorID, e.ActorName, e.Role, e.IP = a.UserID, a.Name, a.Role, a.IP
	if e.BulletinID == 0 {
		e.BulletinID = a.BulletinID
	}
	if err := tx.AppendAudit(&e); err != nil {
		return err
	}
	return tell(tx, e, by, named)
}
