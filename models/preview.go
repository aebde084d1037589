package models

import (
	"time"
	"unicode"
)

// Bounds of preview links.
const (
	MaxPreviewHours    = 72
	MaxPreviewOpenings = 200 // a link that is opened more often than anybody reads is no longer in one person's hands
	MaxPreviewLinks    = 50  // of one issue
)

// PreviewLink lets one named person outside the office read an unpublished issue for a while (预览链接): the text as it stood when
// the link was made, and nothing after it.
type PreviewLink struct {
	ID           int64 `gorm:"primaryKey"`
	BulletinID   int64
	IssueID      int64
	TokenSHA256  string         `gorm:"column:token_sha256"`
	Name         string         // of who reads
	ManifestHash string         // of what is shown
	Content      EditionContent `gorm:"serializer:json"` // without fragments; empty once revoked
	CreatedBy    int64
	Role         Role // that its maker acted in; who has lost it shows nothing any more
	CreatedAt    time.Time
	ExpiresAt    time.Time
	RevokedAt    *time.Time
	Openings     int
}

// Open reports whether the link itself still leads somewhere.
func (l PreviewLink) Open(now time.Time) bool {
	return l.RevokedAt == nil && now.Before(l.ExpiresAt) && l.Openings < MaxPreviewOpenings
}

// ValidatePreview checks whom a link is for and for how many hours.
func ValidatePreview(name string, hours int) error {
	var p Problems
	checkText(&p, "name", name, 1, 40)
	for _, r := range name {
		if unicode.IsControl(r) {
			p.Add("name", "field.required")
			break
		}
	}
	checkRange(&p, "hours", hours, 1, MaxPreviewHours)
	return p.Err()
}

// Previewable reports whether an issue can be shown to outsiders before it is published: never an internal one, and none that
// is published, voided or deleted.
func (i Issue) Previewable() bool {
	return i.Access != Internal && i.Standing == Unpublished && i.EditionID == nil && i.Workflow != Voided && i.DeletedAt == nil
}
