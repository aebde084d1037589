package models

import "time"

// Upload is a file that somebody brought in; its bytes stand in the file store under their SHA-256.
type Upload struct {
	ID          int64 `gorm:"primaryKey"`
	BulletinID  int64
	SHA256      string
	Name        string // as the person called it; shown, never used as a path
	Size        int64
	ContentType string // detected from the bytes
	UserID      int64
	CreatedAt   time.Time
}

// Import is a file on its way to becoming an issue: the source, and what a person has decided about it on the mapping screen.
type Import struct {
	ID         int64 `gorm:"primaryKey"`
	BulletinID int64
	UploadID   int64
	UserID     int64
	Decisions  []byte        // the mapping screen's decisions, as internal/manuscript encodes them
	IssueID    *int64        // the issue it became
	Archive    bool          // becomes an archive issue (往期补录)
	Outline    ImportOutline `gorm:"serializer:json"` // of an archive issue: what its row of the queue says
	CreatedAt  time.Time
	UpdatedAt  time.Time
	Version    int64
}

// OutboxEntry is work that a committed change has left to do: fill the search index, drop a cached page.
type OutboxEntry struct {
	ID        int64 `gorm:"primaryKey"`
	Kind      OutboxKind
	Subject   int64 // id of what it is about
	CreatedAt time.Time
	NotBefore time.Time
	Tries     int
	DoneAt    *time.Time
	LastError string
}

// OutboxKind names a kind of outbox work.
type OutboxKind string

// The kinds of outbox work.
const (
	IndexEdition OutboxKind = "index_edition"
	MakeFiles    OutboxKind = "make_files"
	MailNotice   OutboxKind = "mail_notice" // the subject is a notice
	MailDigest   OutboxKind = "mail_digest" // the subject is a user
)

// MailKinds are the kinds that wait for another machine: they have a worker of their own, so that a slow one holds nothing else up.
var MailKinds = []OutboxKind{MailNotice, MailDigest}
