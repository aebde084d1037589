package models

import "time"

// Look notes what somebody has seen last of an article or of an issue, so that they can ask what changed since. It is a marker
// of reading, no act: it stands in no audit log and makes nobody a contributor.
type Look struct {
	ID         int64 `gorm:"primaryKey"`
	UserID     int64
	ArticleID  *int64
	IssueID    *int64
	Hash       string // of the article's text, or of the issue's manifest
	SeenAt     time.Time
	BeforeHash string // what they had seen before that; empty: nothing
	BeforeAt   *time.Time
}

// Since is what the person had seen last that is not what stands now, and when; empty when there is nothing.
func (l Look) Since(now string) (hash string, at time.Time) {
	switch {
	case l.Hash != "" && l.Hash != now:
		return l.Hash, l.SeenAt
	case l.BeforeHash != "" && l.BeforeHash != now && l.BeforeAt != nil:
		return l.BeforeHash, *l.BeforeAt
	}
	return "", time.Time{}
}
