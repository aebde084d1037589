package models

import "time"

// ArchiveState is how far a file of an archive intake (往期补录) has come.
type ArchiveState string

// The states.
const (
	ArchiveToMap    ArchiveState = "to_map"   // waits on the mapping screen (待核对)
	ArchiveToAdmit  ArchiveState = "to_admit" // is an issue, and waits for a signer (待确认)
	ArchiveAdmitted ArchiveState = "admitted" // is an edition (已确认)
	ArchiveUnread   ArchiveState = "unread"   // could not be read
)

// ArchiveStates lists them in order.
var ArchiveStates = []ArchiveState{ArchiveToMap, ArchiveToAdmit, ArchiveAdmitted, ArchiveUnread}

// ImportOutline is what recognition makes of a file, in a line.
type ImportOutline struct {
	Label    string `json:"label"` // printed number; empty: none was found
	Date     string `json:"date"`  // YYYY-MM-DD; empty: none was found
	Articles int    `json:"articles"`
	Doubts   int    `json:"doubts"`
}

// ArchiveRefusal is a file of an archive intake that could not be read, and why.
type ArchiveRefusal struct {
	ID         int64 `gorm:"primaryKey"`
	BulletinID int64
	UserID     int64
	Name       string // of the file
	Key        string // message
	Args       Args   `gorm:"serializer:json"` // of the message
	CreatedAt  time.Time
}

// FirstHere is the first number that a bulletin has given here in a kind of issue; issues before it can only be archive issues.
// The zero value is none: everything is before it.
type FirstHere struct {
	Year   int // 0 in a continuous series
	Number int
}

// After reports whether a number comes before the first one here, as those of archive issues must.
func (f FirstHere) After(n IssueNumber) bool {
	switch {
	case f == (FirstHere{}):
		return true
	case f.Year == 0 || n.Year == 0:
		return n.Number < f.Number
	}
	return n.Year < f.Year || n.Year == f.Year && n.Number < f.Number
}

// Label is the number as it is printed.
func (f FirstHere) Label(kind IssueKind) string {
	return IssueNumber{Kind: kind, Year: f.Year, Number: f.Number}.Label()
}
