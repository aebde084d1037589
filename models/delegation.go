package models

import (
	"slices"
	"time"
)

// Delegation is a signer's authority for somebody else to sign off in their place (委托签发), from one day to another. Only revoking
// changes it.
type Delegation struct {
	ID         int64 `gorm:"primaryKey"`
	BulletinID int64
	SignerID   int64  // on whose authority
	DelegateID int64  // who signs
	FromDay    string // YYYY-MM-DD, in the office's time zone
	ToDay      string // included
	Note       string // why
	CreatedAt  time.Time
	RevokedAt  *time.Time
}

// Delegates are the roles that can be given authority: those who hold steps and read what is under review.
var Delegates = []Role{Signer, Reviewer, Proofreader}

// MaxDelegation bounds a delegation, in days.
const MaxDelegation = 366

// CoversDay reports whether a day lies within the delegation's dates.
func (d Delegation) CoversDay(day string) bool { return d.FromDay <= day && day <= d.ToDay }

// ActiveOn reports whether the delegation counts on a day.
func (d Delegation) ActiveOn(day string) bool { return d.RevokedAt == nil && d.CoversDay(day) }

// Validate checks what a signer can type wrong. today is the office's day.
func (d Delegation) Validate(today string) error {
	var p Problems
	from, to := parseDay(&p, "from_day", d.FromDay), parseDay(&p, "to_day", d.ToDay)
	switch {
	case len(p) > 0:
	case d.ToDay < d.FromDay:
		p.Add("to_day", "calendar.backwards")
	case d.ToDay < today:
		p.Add("to_day", "delegation.over_already")
	case to.Sub(from).Hours()/24 >= MaxDelegation:
		p.Add("to_day", "calendar.too_long", Args{"Max": MaxDelegation})
	}
	if d.DelegateID == d.SignerID {
		p.Add("delegate", "delegation.oneself")
	}
	checkText(&p, "note", d.Note, 1, 100)
	return p.Err()
}

// Authority finds the delegation by which a user can sign off a step on a day. signers are those who hold the signer's role now: an
// authority ends with the role of whoever gave it. Whoever holds the step in their own right needs none and has none.
func Authority(step Step, delegations []Delegation, signers []int64, user int64, day string) (Delegation, bool) {
	own := func(id int64) bool { return slices.Contains(signers, id) && step.HeldBy(Signer, id) }
	if own(user) {
		return Delegation{}, false
	}
	for _, d := range delegations {
		if d.DelegateID == user && d.ActiveOn(day) && own(d.SignerID) {
			return d, true
		}
	}
	return Delegation{}, false
}

// Authorisation is a delegation in names, as the sign-off sheet prints it.
type Authorisation struct {
	Signer string
	Delegation
}
