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

// RenameSection gives a section another title.
func (n *Newsroom) RenameSection(ctx context.Context, a models.Actor, issue, section int64, title, confirm string) error {
	title = strings.TrimSpace(title)
	return n.edit(ctx, a, issue, confirm, func(tx *store.Tx, _ *folder) (change, error) {
		s, err := tx.Section(issue, section)
		if err != nil || s.Title == title {
			return change{}, err
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

// RemoveSection takes a section out of an issue; its articles go to the pool.
func (n *Newsroom) RemoveSection(ctx context.Context, a models.Actor, issue, section int64, confirm string) error {
	return n.edit(ctx, a, issue, confirm, func(tx *store.Tx, _ *folder) (change, error) {
		s, err := tx.Section(issue, section)
		if err != nil {
			return change{}, err
		}
		if err := tx.EmptySection(section); err != nil {
			return change{}, err
		}
		if err := tx.DeleteSection(section); err != nil {
			return change{}, err
		}
		return change{Action: "section.removed", Object: object("section", section), Details: models.AuditDetails{{Name: "title", Value: s.Title}}}, nil
	})
}
