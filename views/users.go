package views

import (
	"context"
	"time"

	"jianbao/internal/i18n"
	"jianbao/models"
	"jianbao/views/components"
)

// UsersVM is the list of accounts.
type UsersVM struct {
	Now  time.Time
	Rows []UserRow
}

// UserRow is one account of the list.
type UserRow struct {
	Name          string
	Login         string
	Href          string
	Administrator bool
	Disabled      bool
	Roles         []RolesIn
	SignedIn      time.Time // zero: never
}

// NewUserVM is the form of a new account. It posts login, name and administrator.
type NewUserVM struct {
	Login         string
	Name          string
	Administrator bool
}

// OneTimeVM shows a one-time password, this once.
type OneTimeVM struct {
	Name     string
	Login    string
	Password string
	Href     string // the account's page
	New      bool   // the account was made just now; else its password was reset
}

// UserVM is one account. Its forms post: name to paths.User; nothing to paths.UserPassword, UserDisable and UserEnable; and
// bulletin, member_role and op (give, take) to paths.UserMembership.
type UserVM struct {
	Now       time.Time
	ID        int64
	Version   int64
	Login     string
	Name      string // as stored
	Typed     string // as the form holds it
	Admin     bool
	Disabled  time.Time // zero: it is open
	MustReset bool      // the one-time password has not been changed yet
	SignedIn  time.Time
	Sessions  int
	Self      bool // one's own account, where little can be changed
	Held      []HeldRole
	Bulletins []components.Option
	Bulletin  string // chosen in the form
	Role      string // chosen in the form
	Mails     bool   // the system sends mail
	Email     string
}

// HeldRole is one role that can be taken away.
type HeldRole struct {
	BulletinID int64
	Bulletin   string
	Role       models.Role
}

// What a form of memberships does.
const (
	GiveRole = "give"
	TakeRole = "take"
)

func (vm UserVM) chips(ctx context.Context) []components.ChipProps {
	return accountChips(ctx, vm.Admin, !vm.Disabled.IsZero())
}

func (r UserRow) chips(ctx context.Context) []components.ChipProps {
	return accountChips(ctx, r.Administrator, r.Disabled)
}

func accountChips(ctx context.Context, admin, disabled bool) []components.ChipProps {
	var out []components.ChipProps
	if admin {
		out = append(out, components.ChipProps{Text: i18n.T(ctx, "role.admin"), Tone: components.Info, Shape: components.Diamond})
	}
	if disabled {
		out = append(out, components.ChipProps{Text: i18n.T(ctx, "user.disabled"), Tone: components.Warn, Shape: components.Cross})
	}
	return out
}
