package models

import (
	"net/mail"
	"slices"
	"strings"
	"time"
)

// MailTime says when somebody gets mail about notices.
type MailTime string

// The times.
const (
	MailAtOnce MailTime = "at_once"
	MailDaily  MailTime = "daily" // one mail a day with what is still unread
	MailNever  MailTime = "never"
)

// MailTimes lists them in the order in which forms offer them.
var MailTimes = []MailTime{MailAtOnce, MailDaily, MailNever}

// MailSettings are a person's own switches.
type MailSettings struct {
	When MailTime      `json:"when"`
	Hour int           `json:"hour"` // of the daily mail, at the office
	Off  []NoticeTopic `json:"off"`  // topics without mail
}

// DefaultMail is what new accounts begin with.
func DefaultMail() MailSettings { return MailSettings{When: MailAtOnce, Hour: 8, Off: []NoticeTopic{}} }

// Wants reports whether mail about a topic is wanted at all.
func (s MailSettings) Wants(t NoticeTopic) bool {
	return s.When != MailNever && !slices.Contains(s.Off, t)
}

// Validate checks what a form can get wrong.
func (s MailSettings) Validate() error {
	var p Problems
	if !slices.Contains(MailTimes, s.When) {
		p.Add("when", "field.required")
	}
	checkRange(&p, "hour", s.Hour, 0, 23)
	for _, t := range s.Off {
		if !slices.Contains(NoticeTopics, t) {
			p.Add("topics", "field.required")
		}
	}
	return p.Err()
}

// maxEmail is what RFC 5321 lets a path hold, in octets.
const maxEmail = 254

// ValidateEmail checks an address that mail is to be sent to; an empty one means none. Names beside the address, quoted local parts
// and letters beyond ASCII are refused: not every server on the way takes them.
func ValidateEmail(address string) error {
	var p Problems
	if address != "" && !goodEmail(address) {
		p.Add("email", "user.bad_email")
	}
	return p.Err()
}

func goodEmail(address string) bool {
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Name != "" || parsed.Address != address || len(address) > maxEmail {
		return false
	}
	_, domain, _ := strings.Cut(address, "@")
	odd := func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune(`"<>()[],;:\`, r) }
	return !strings.ContainsFunc(address, odd) && strings.Contains(strings.Trim(domain, "."), ".")
}

// Mail is one mail, ready to be sent: the same in plain text and as HTML, without anything to be fetched from elsewhere.
type Mail struct {
	ID      string // the left part of its Message-ID: a mail that is sent twice carries the same
	To      string // address
	ToName  string
	Subject string
	Text    string
	HTML    string
}

// NoticeMail is what a mail about notices says.
type NoticeMail struct {
	ID     string
	To     User
	Digest bool // the daily mail
	Parts  []NoticeMailPart
	More   int // notices that did not find room
}

// NoticeMailPart are the notices of one bulletin.
type NoticeMailPart struct {
	Slug  string
	Name  string
	Lines []NoticeLine
}

// MailFailure is a mail that was given up, or one that has failed and will be tried again.
type MailFailure struct {
	ID        int64
	Kind      OutboxKind
	UserID    int64  // 0: no longer known
	Name      string // of the person
	Email     string // as it is now
	Tries     int
	LastError string
	CreatedAt time.Time
	NotBefore time.Time  // of the next try
	DoneAt    *time.Time // given up; nil: it will be tried again
}
