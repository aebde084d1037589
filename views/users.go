package views

import (
	"context"
	"strconv"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
	"jianbao/views/layout"
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
// bulletin, member_role, op (give, take, unit) and for the last unit to paths.UserMembership.
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
	Unit       string              // that the user belongs to in it; empty: none
	Units      []components.Option // that can be chosen, none included; empty: the bulletin has none
}

// What a form of memberships does.
const (
	GiveRole = "give"
	TakeRole = "take"
	SetUnit  = "unit" // the unit that the user belongs to in a role
)

func (vm UserVM) chips(ctx context.Context) []components.ChipProps {
	return accountChips(ctx, vm.Admin, !vm.Disabled.IsZero())
}

func (r UserRow) chips(ctx context.Context) []components.ChipProps {
	return accountChips(ctx, r.Administrator, r.Disabled)
}

func unitForm(p layout.DeskPage, vm UserVM) components.FormProps {
	f := p.Form(paths.To(paths.UserMembership, vm.ID), 0)
	f.Class = "inline-form"
	return f
}

// unitID tells the fields of several roles apart.
func (h HeldRole) unitID() string {
	return "unit-" + strconv.FormatInt(h.BulletinID, 10) + "-" + string(h.Role)
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
