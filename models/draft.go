package models

import (
	"slices"
	"time"
)

// WorkingCopy is what one person has written of an article and not saved yet (未保存稿). Nobody else ever reads it, and only
// its owner makes it go: by a save, or by discarding it.
type WorkingCopy struct {
	ID          int64 `gorm:"primaryKey"`
	ArticleID   int64
	UserID      int64
	BaseID      int64       // the revision it was written on
	Text        ArticleText `gorm:"serializer:json"`
	State       ArticleState
	Hash        string
	SavedAt     time.Time
	DiscardedAt *time.Time
	Version     int64
}

// Lease says who is in an article (张三正在编辑), in which tab of a browser. It only informs: what keeps texts apart is the
// version that every save carries.
type Lease struct {
	ArticleID int64 `gorm:"primaryKey;autoIncrement:false"`
	UserID    int64
	Token     string // of the tab; empty: whichever of the user's comes first
	TakenAt   time.Time
	ExpiresAt time.Time
}

// LeaseTime is how long a lease lasts without a sign of life.
const LeaseTime = 2 * time.Minute

// LeaseBeat is how often a tab gives a sign of life.
const LeaseBeat = 30 * time.Second

// MaxDraftField bounds the short fields of an unfinished text, in characters.
const MaxDraftField = 2000

// ValidateDraft checks a normalised text that may be unfinished: a title may be missing or too long yet, but the text has a
// bounded size and a body that can be stored.
func (t ArticleText) ValidateDraft() error {
	var p Problems
	checkText(&p, "title", t.Title, 0, MaxDraftField)
	checkText(&p, "source", t.Source, 0, MaxDraftField)
	if !slices.Contains(Origins, t.Origin) {
		p.Add("origin", "field.required")
	}
	checkClass(&p, t.Access)
	if len(t.Units) > 100 {
		p.Add("units", "field.too_many", Args{"Max": 100})
	}
	for _, u := range t.Units {
		checkText(&p, "units", u, 1, MaxDraftField)
	}
	if err := p.Err(); err != nil {
		return err
	}
	return t.Body.Validate()
}
