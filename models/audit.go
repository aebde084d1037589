package models

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// AuditEntry is one line of the audit log (操作记录). The log is append-only and chained: each hash covers the entry and the
// hash before it, so an edit, a deletion or a reordering shows; a cut tail shows against a head noted elsewhere.
type AuditEntry struct {
	Seq        int64 `gorm:"primaryKey;autoIncrement:false"` // 1, 2, 3, … without gaps
	At         time.Time
	ActorID    int64 // 0: the system itself
	ActorName  string
	Role       Role
	IP         string
	BulletinID int64        // 0: none
	IssueID    int64        // 0: none
	Action     string       // message key below audit.
	Object     string       // what it was done to, as kind:id
	Details    AuditDetails `gorm:"serializer:json"`
	PrevHash   string
	Hash       string
}

// AuditDetails say more about an act, in a fixed order. No article text ever stands here.
type AuditDetails []AuditDetail

// AuditDetail is one named value.
type AuditDetail struct {
	Name  string `json:"name"` // message key below audit.detail.
	Value string `json:"value"`
}

// ComputeHash is the hash the entry must carry. Times count in UTC to the microsecond, which both databases keep.
func (e AuditEntry) ComputeHash() string {
	sum := sha256.Sum256(Canonical(struct {
		Seq      int64        `json:"seq"`
		At       string       `json:"at"`
		ActorID  int64        `json:"actor"`
		Name     string       `json:"name"`
		Role     Role         `json:"role"`
		IP       string       `json:"ip"`
		Bulletin int64        `json:"bulletin"`
		Issue    int64        `json:"issue"`
		Action   string       `json:"action"`
		Object   string       `json:"object"`
		Details  AuditDetails `json:"details"`
		Prev     string       `json:"prev"`
	}{e.Seq, e.At.UTC().Truncate(time.Microsecond).Format(time.RFC3339Nano), e.ActorID, e.ActorName, e.Role, e.IP, e.BulletinID, e.IssueID, e.Action, e.Object, e.Details, e.PrevHash}))
	return hex.EncodeToString(sum[:])
}
