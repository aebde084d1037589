package models

import "time"

// Clearing (已核) is somebody's word that what a rule of the preflight warns of is right as it stands. It is bound to the text that
// the finding was made in: another text is another finding.
type Clearing struct {
	ID        int64 `gorm:"primaryKey"`
	IssueID   int64
	Mark      string // of the finding
	Rule      string
	Note      string
	ActorID   int64
	CreatedAt time.Time
}
