package newsroom

import (
	"context"
	"errors"
	"slices"

	"jianbao/internal/proof"
	"jianbao/internal/store"
	"jianbao/models"
)

// MaxArchiveBatch bounds the archive issues that are confirmed at once.
const MaxArchiveBatch = 50

// ArchiveBatch is what a signer is asked to confirm: the archive issues that wait, oldest first.
type ArchiveBatch struct {
	Bulletin models.Bulletin
	Issues   []ArchiveIssue
	Total    int // that wait in all
}

// ArchiveIssue is an archive issue that waits for a signer, in exactly one version.
type ArchiveIssue struct {
	models.Issue
	Articles int
	Hash     string // of its manifest
	Problem  error  // why the signer who asks cannot confirm it; nil: nothing is in the way
}

// ArchiveBatch lists the archive issues that wait for a signer.
func (n *Newsroom) ArchiveBatch(ctx context.Context, a models.Actor) (b ArchiveBatch, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) (err error) {
		if err := allow(a, models.Admit, models.Circumstances{}); err != nil {
			return err
		}
		if b.Bulletin, err = tx.Bulletin(a.BulletinID); err != nil {
			return err
		}
		issues, total, err := tx.ArchiveToAdmit(a.BulletinID, MaxArchiveBatch)
		b.Total = int(total)
		if err != nil {
			return err
		}
		for _, i := range issues {
			shown, err := n.archiveIssue(tx, a, i.ID)
			if err != nil {
				return err
			}
			b.Issues = append(b.Issues, shown)
		}
		return nil
	})
	return b, err
}

func (n *Newsroom) archiveIssue(tx *store.Tx, a models.Actor, id int64) (ArchiveIssue, error) {
	f, err := n.open(tx, a, id, false)
	if err != nil {
		return ArchiveIssue{}, err
	}
	m, err := manifest(tx, f.bulletin, f.issue)
	if err != nil {
		return ArchiveIssue{}, err
	}
	out := ArchiveIssue{Issue: f.issue, Articles: len(m.Articles()), Hash: m.Hash(), Problem: f.admissible(tx, a, m)}
	if out.Problem != nil && models.CodeOf(out.Problem) == models.CodeInternal {
		return out, out.Problem
	}
	return out, nil
}

// archiveRules are the rules of the preflight that an archive issue is held against. Old texts are shown as they were printed; but they
// need a number, a date and a text, and must not be shown to more people than they were meant for.
var archiveRules = []string{"number", "date_missing", "empty", "access"}

// admissible refuses an archive issue that cannot become an edition as it stands, or not by this signer: whoever drafted it confirms
// nothing where duties are separate.
func (f *folder) admissible(tx *store.Tx, a models.Actor, m models.Manifest) error {
	if f.bulletin.Separation && f.drafted(a.UserID) {
		return models.Fail(models.CodeForbidden, "archive.you_drafted")
	}
	if err := numberFree(tx, f.issue); err != nil {
		return err
	}
	c, err := content(tx, m, models.Colophon{}, f.bulletin.Layout)
	if err != nil {
		return err
	}
	for _, found := range proof.Blocking(proof.Check(c, proof.Settings{})) {
		if slices.Contains(archiveRules, found.Rule) {
			return models.Fail(models.CodeConflict, found.Key).With(found.Args)
		}
	}
	return nil
}

// ArchiveChoice is an archive issue that a signer confirms, as it was shown.
type ArchiveChoice struct {
	Issue int64
	Hash  string // of its manifest
}

// ArchiveAdmission is what became of a batch.
type ArchiveAdmission struct {
	Admitted int
	Refused  []ArchiveRefused
}

// ArchiveRefused is an archive issue of a batch that stays as it was, and why.
type ArchiveRefused struct {
	Issue int64
	Err   error
}

// AdmitArchive makes archive editions of archive issues: by a signer, with password, exactly as they were shown. Each is a transaction of its own,
// with its own audit entry, in the order of their dates; one that has changed or cannot be shown stays as it is and does the others no harm.
// Nobody is told. Confirming twice is once.
func (n *Newsroom) AdmitArchive(ctx context.Context, a models.Actor, chosen []ArchiveChoice, password string) (out ArchiveAdmission, err error) {
	if err := n.mayAdmit(ctx, a, chosen); err != nil {
		return out, err
	}
	if err := n.ConfirmPassword(ctx, a, password); err != nil {
		return out, err
	}
	for _, c := range chosen {
		err := n.admit(ctx, a, c)
		switch {
		case err == nil:
			out.Admitted++
		case slices.Contains([]models.Code{models.CodeForbidden, models.CodeNotFound, models.CodeConflict}, models.CodeOf(err)):
			out.Refused = append(out.Refused, ArchiveRefused{Issue: c.Issue, Err: err})
		default:
			return out, err
		}
	}
	return out, nil
}

// mayAdmit refuses a batch before a password is worked out.
func (n *Newsroom) mayAdmit(ctx context.Context, a models.Actor, chosen []ArchiveChoice) error {
	return n.read(ctx, a, func(*store.Tx) error {
		if err := allow(a, models.Admit, models.Circumstances{}); err != nil {
			return err
		}
		var p models.Problems
		switch {
		case len(chosen) == 0:
			p.Add("issue", "archive.none_chosen")
		case len(chosen) > MaxArchiveBatch:
			p.Add("issue", "archive.too_many_chosen", models.Args{"Max": MaxArchiveBatch})
		}
		return p.Err()
	})
}

// admit makes the archive edition of one issue.
func (n *Newsroom) admit(ctx context.Context, a models.Actor, c ArchiveChoice) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, c.Issue, true)
		if err != nil {
			return err
		}
		if done, err := admitted(tx, f.issue, c.Hash); err != nil || done {
			return err
		}
		t, err := f.require(a, models.EventAdmit)
		if err != nil {
			return err
		}
		m, err := f.shownAs(tx, c.Hash)
		if err != nil {
			return err
		}
		if err := f.admissible(tx, a, m); err != nil {
			return err
		}
		e, err := n.freeze(ctx, tx, a, f, m, models.Colophon{Editors: []string{}, Reviewers: []string{}}, nil)
		if err != nil {
			return err
		}
		t.Apply(&f.issue)
		f.issue.EditionID = &e.ID
		return errors.Join(tx.UpdateIssue(&f.issue), leaveWork(tx, e.ID), note(tx, a, models.AuditEntry{
			IssueID: f.issue.ID, Action: "issue.admit", Object: object("edition", e.ID), Details: models.AuditDetails{
				{Name: "number", Value: f.issue.Label()}, {Name: "date", Value: f.issue.Date}, {Name: "check_code", Value: models.CheckCode(e.ManifestHash)}, {Name: "edition_hash", Value: e.Hash},
			},
		}))
	})
}

// shownAs is the manifest of an issue, if it still is the one that was shown.
func (f *folder) shownAs(tx *store.Tx, hash string) (models.Manifest, error) {
	m, err := manifest(tx, f.bulletin, f.issue)
	if err == nil && m.Hash() != hash {
		err = models.Fail(models.CodeConflict, "archive.changed_meanwhile")
	}
	return m, err
}

// admitted reports whether an archive issue is an edition already, as it was shown.
func admitted(tx *store.Tx, i models.Issue, hash string) (bool, error) {
	if !i.Archival || i.EditionID == nil {
		return false, nil
	}
	e, err := tx.Edition(*i.EditionID)
	return err == nil && e.ManifestHash == hash, err
}

// firstHere is the first number that a bulletin has given here in a kind of issue. A continuous series of regular issues says so; where numbers
// begin again each year, and where nobody was asked for a first number, it is that of the first issue.
func firstHere(tx *store.Tx, bulletin int64, kind models.IssueKind) (models.FirstHere, error) {
	series, err := tx.Series(bulletin, kind)
	if err != nil && models.CodeOf(err) != models.CodeNotFound {
		return models.FirstHere{}, err
	}
	if kind == models.Regular && !series.Yearly {
		return models.FirstHere{Number: series.FirstNumber}, nil
	}
	first, err := tx.FirstIssue(bulletin, kind)
	switch {
	case err == nil:
		return models.FirstHere{Year: first.Year, Number: first.Number}, nil
	case models.CodeOf(err) != models.CodeNotFound:
		return models.FirstHere{}, err
	case kind != models.Regular:
		return models.FirstHere{}, nil
	}
	b, err := tx.Bulletin(bulletin)
	return models.FirstHere{Year: b.CreatedAt.Year(), Number: series.FirstNumber}, err
}

// beforeFirst refuses a number that an archive issue cannot have, because it was, or will be, given here.
func beforeFirst(tx *store.Tx, i models.Issue) error {
	first, err := firstHere(tx, i.BulletinID, i.Kind)
	if err != nil || first.After(i.IssueNumber()) {
		return err
	}
	args := models.Args{"First": first.Label(i.Kind)}
	return (&models.Error{Code: models.CodeConflict, Key: "archive.not_before", Fields: []models.FieldError{{Field: "number", Key: "archive.not_before", Args: args}}}).With(args)
}
