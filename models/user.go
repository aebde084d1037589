package models

import (
	"regexp"
	"slices"
	"time"
	"unicode/utf8"
)

// Role is what somebody may be in one bulletin.
type Role string

// The roles. Visitor is whoever is not signed in; Admin never holds another role.
const (
	Editor      Role = "editor"
	Proofreader Role = "proofreader"
	Reviewer    Role = "reviewer"
	Signer      Role = "signer"
	Admin       Role = "admin"
	Auditor     Role = "auditor"
	Reader      Role = "reader"
	Visitor     Role = "visitor"
)

// Roles lists them in the order of product documents and of the permission table.
var Roles = []Role{Editor, Proofreader, Reviewer, Signer, Admin, Auditor, Reader, Visitor}

// MemberRoles are the roles a membership can give. Admin is a property of the user, Visitor of nobody.
var MemberRoles = []Role{Editor, Proofreader, Reviewer, Signer, Auditor, Reader}

// User is a person with an account. An administrator has the role admin in every bulletin and no membership anywhere.
type User struct {
	ID            int64 `gorm:"primaryKey"`
	Login         string
	Name          string
	PasswordHash  string // argon2id in PHC form
	Administrator bool
	MustChange    bool // the password was set by somebody else
	DisabledAt    *time.Time
	SignedInAt    *time.Time
	Email         string       // empty: no mail
	Mail          MailSettings `gorm:"serializer:json"`
	CreatedAt     time.Time
	UpdatedAt     time.Time
	Version       int64
}

// Membership gives a user one role in one bulletin.
type Membership struct {
	ID         int64 `gorm:"primaryKey"`
	UserID     int64
	BulletinID int64
	Role       Role
	Unit       string // of the bulletin, that the user belongs to (所属单位); empty: none
	GrantedBy  int64
	CreatedAt  time.Time
}

// Session is a signed-in browser. Only the SHA-256 of the cookie's value is stored.
type Session struct {
	ID        []byte `gorm:"primaryKey"`
	UserID    int64
	Data      []byte
	IP        string
	UserAgent string
	CreatedAt time.Time
	SeenAt    time.Time
	ExpiresAt time.Time
}

var loginForm = regexp.MustCompile(`^[a-z][a-z0-9._-]{1,31}$`)

// Password limits, in characters.
const (
	MinPassword = 12
	MaxPassword = 128
)

// Validate checks what a person can type wrong in an account.
func (u User) Validate() error {
	var p Problems
	if !loginForm.MatchString(u.Login) {
		p.Add("login", "user.bad_login")
	}
	checkText(&p, "name", u.Name, 1, 30)
	return p.Err()
}

// ValidatePassword refuses passwords that are short, very long, or guessable from the account.
func ValidatePassword(password, login, name string) error {
	var p Problems
	n := utf8.RuneCountInString(password)
	switch {
	case n < MinPassword || n > MaxPassword:
		p.Add("password", "user.password_length", Args{"Min": MinPassword, "Max": MaxPassword})
	case slices.Contains([]string{login, name}, password), guessable(password):
		p.Add("password", "user.password_guessable")
	}
	return p.Err()
}

// guessable reports passwords of one or two repeated characters and keyboard or counting runs.
func guessable(password string) bool {
	r := []rune(password)
	distinct := slices.Compact(slices.Sorted(slices.Values(r)))
	runs := 0
	for i := 1; i < len(r); i++ {
		if d := r[i] - r[i-1]; d == 1 || d == -1 || d == 0 {
			runs++
		}
	}
	return len(distinct) < 5 || runs >= len(r)-2
}
