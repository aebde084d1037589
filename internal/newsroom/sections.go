package newsroom

import (
	"context"
	"strings"

	"jianbao/internal/store"
	"jianbao/models"
)

// MaxSections bounds the sections of one issue; printed numbers go up to 九十九.
const MaxSections = 99

// AddSection appends a section to an issue and returns its id.
func (n *Newsroom) AddSection(ctx context.Context, a models.Actor, issue int64, title, confirm string) (int64, error) {
	s := models.Section{IssueID: issue, Title: strings.TrimSpace(title)}
	err := n.edit(ctx, a, issue, confirm, func(tx *store.Tx, _ *folder) (change, error) {
		if err := models.ValidateSectionTitle(s.Title); err != nil {
			return change{}, err
		}
		sections, err := tx.Sections(issue)
		if err != nil {
			return change{}, err
		}
		if len(sections) >= MaxSections {
			return change{}, models.Fail(models.CodeInvalid, "section.too_many").With(models.Args{"Max": MaxSections})
		}
		if err := tx.CreateSection(&s); err != nil {
			return change{}, err
		}
		return change{Action: "section.added", Object: object("section", s.ID), Details: models.AuditDetails{{Name: "title", Value: s.Title}}}, nil
	})
	return s.ID, err
}

// SectionTitle is another title for a section, given by somebody who saw it under the title Base.
type SectionTitle struct{ Base, Title string }

// RenameSection gives a section another title. When it does not have the title any more that was seen, nothing is written, and
// the error is a conflict.
func (n *Newsroom) RenameSection(ctx context.Context, a models.Actor, issue, section int64, in SectionTitle, confirm string) error {
	title := strings.TrimSpace(in.Title)
	return n.edit(ctx, a, issue, confirm, func(tx *store.Tx, _ *folder) (change, error) {
		s, err := tx.Section(issue, section)
		if err != nil || s.Title == title {
			return change{}, err
		}
		if s.Title != in.Base {
			return change{}, models.Fail(models.CodeConflict, "error.stale")
		}
		if err := models.ValidateSectionTitle(title); err != nil {
			return change{}, err
		}
		if err := tx.RenameSection(section, title); err != nil {
			return change{}, err
		}
		return change{Action: "section.renamed", Object: object("section", section), Details: models.AuditDetails{{Name: "before", Value: s.Title}, {Name: "title", Value: title}}}, nil
	})
}

// removedSection finds, in the log, a section that was removed from an issue and has not come back.
func removedSection(tx *store.Tx, bulletin, issue, id int64) (models.Section, bool, error) {
	s := models.Section{ID: id, IssueID: issue}
	entries, err := tx.AuditPage(store.AuditFilter{BulletinID: bulletin, IssueID: issue, Action: sectionRemoved, Object: object("section", id), Limit: 1})
	if err != nil || len(entries) == 0 || len(entries[0].Details) == 0 {
		return s, false, err
	}
	s.Title = entries[0].Details[0].Value
	_, err = tx.SectionByID(id)
	if models.CodeOf(err) == models.CodeNotFound {
		return s, true, nil
	}
	return s, false, err
}
