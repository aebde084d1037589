package models

import (
	"slices"
	"time"
)

// Fate is what became of material. Adopted is never stored: material is adopted as long as its article stands in an issue.
type Fate string

// The fates: 待定, 采用, 留用, 未采用.
const (
	Received Fate = "received"
	Adopted  Fate = "adopted"
	HeldOver Fate = "held_over"
	Declined Fate = "declined"
)

// Fates lists them in the order in which filters offer them.
var Fates = []Fate{Received, Adopted, HeldOver, Declined}

// DecidedFates are the fates that an editor gives by hand.
var DecidedFates = []Fate{Received, HeldOver, Declined}

// Channel is the way material came in.
type Channel string

// The channels.
const (
	ChannelMail        Channel = "mail"
	ChannelChat        Channel = "chat" // 微信 and the like
	ChannelPaper       Channel = "paper"
	ChannelFax         Channel = "fax"
	ChannelTelephone   Channel = "telephone"
	ChannelOther       Channel = "other"
	ChannelUnspecified Channel = "" // not said
)

// Channels lists them in the order in which forms offer them.
var Channels = []Channel{ChannelUnspecified, ChannelMail, ChannelChat, ChannelPaper, ChannelFax, ChannelTelephone, ChannelOther}

// Material is one entry of the register of material (来稿登记): a file that somebody sent in, and the article that holds its text.
type Material struct {
	ID         int64 `gorm:"primaryKey"`
	BulletinID int64
	Unit       string // sending unit
	Sender     string // the correspondent
	Note       string
	ReceivedAt time.Time
	Channel    Channel
	UploadID   int64 // the original file
	ArticleID  int64 // its text, in the pool or in an issue
	Fate       Fate  // as decided by hand; FateOf says what counts
	Reason     string
	DecidedBy  *int64
	DecidedAt  *time.Time
	Unread     string     // why the text of the file could not be read, as a message key below material.unread; empty: it was
	Omitted    []Omission `gorm:"serializer:json"`
	Alike      []Alike    `gorm:"serializer:json"` // when it was registered
	CreatedBy  int64
	CreatedAt  time.Time
	UpdatedAt  time.Time
	Version    int64
}

// Omission is what a file holds that did not become text, so that a person is told: deleted text, comments, macros.
type Omission struct {
	Kind   string `json:"kind"`
	Count  int    `json:"count"`
	Sample string `json:"sample,omitempty"`
}

// FateOf is what became of material whose article is art.
func (m Material) FateOf(art Article) Fate {
	if art.IssueID != nil {
		return Adopted
	}
	return m.Fate
}

// Validate checks what a person fills in.
func (m Material) Validate() error {
	var p Problems
	checkText(&p, "unit", m.Unit, 0, 60)
	checkText(&p, "sender", m.Sender, 0, 40)
	checkText(&p, "note", m.Note, 0, 500)
	if !slices.Contains(Channels, m.Channel) {
		p.Add("channel", "field.required")
	}
	if m.ReceivedAt.IsZero() {
		p.Add("received", "field.bad_date")
	}
	return p.Err()
}

// Decide gives material a fate; declining needs a reason.
func (m *Material) Decide(f Fate, reason string, by int64, at time.Time) error {
	var p Problems
	if !slices.Contains(DecidedFates, f) {
		p.Add("fate", "field.required")
	}
	least := 0
	if f == Declined {
		least = 1
	}
	checkText(&p, "reason", reason, least, 500)
	if err := p.Err(); err != nil {
		return err
	}
	m.Fate, m.Reason, m.DecidedBy, m.DecidedAt = f, reason, &by, &at
	return nil
}
