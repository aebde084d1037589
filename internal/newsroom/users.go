package newsroom

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"jianbao/internal/store"
	"jianbao/models"
)

// Console is the actor of commands typed on the server itself. Whoever may type there may administer; no request can bring it.
func Console() models.Actor { return models.Actor{Name: "console", Role: models.Admin} }

// administer runs a change that only administrators make. To others its object does not exist.
func (n *Newsroom) administer(ctx context.Context, a models.Actor, fn func(tx *store.Tx) error) error {
	if !models.Can(a.Role, models.ManageBulletin, models.Circumstances{}) {
		return models.NotFound()
	}
	if a == Console() {
		return n.store.Write(ctx, fn)
	}
	return n.write(ctx, a, fn)
}

// inspect is administer without changes.
func (n *Newsroom) inspect(ctx context.Context, a models.Actor, fn func(tx *store.Tx) error) error {
	if !models.Can(a.Role, models.ManageBulletin, models.Circumstances{}) {
		return models.NotFound()
	}
	return n.read(ctx, a, fn)
}

// Account is a user with the roles held.
type Account struct {
	models.User
	Held []HeldRole
}

// HeldRole is one role in one bulletin.
type HeldRole struct {
	Bulletin models.Bulletin
	Role     models.Role
	Unit     string // that the user belongs to in it; empty: none
}

// Users lists all accounts.
func (n *Newsroom) Users(ctx context.Context, a models.Actor) (out []Account, err error) {
	err = n.inspect(ctx, a, func(tx *store.Tx) error {
		users, err := tx.Users()
		if err != nil {
			return err
		}
		memberships, err := tx.Memberships()
		if err != nil {
			return err
		}
		bulletins, err := tx.Bulletins()
		for _, u := range users {
			out = append(out, account(u, memberships, bulletins))
		}
		return err
	})
	return out, err
}

func account(u models.User, memberships []models.Membership, bulletins []models.Bulletin) Account {
	acc := Account{User: u}
	mine := slices.DeleteFunc(slices.Clone(memberships), func(m models.Membership) bool { return m.UserID != u.ID })
	for _, b := range bulletins {
		for _, role := range rolesIn(mine, b.ID) {
			at := slices.IndexFunc(mine, func(m models.Membership) bool { return m.BulletinID == b.ID && m.Role == role })
			acc.Held = append(acc.Held, HeldRole{Bulletin: b, Role: role, Unit: mine[at].Unit})
		}
	}
	return acc
}

// UserPage is one account and the bulletins in which roles can be given.
type UserPage struct {
	Account   Account
	Bulletins []models.Bulletin
	Units     map[int64][]string // of the bulletins in which a role is held
	Sessions  int                // open ones
	Self      bool               // the actor looks at himself
}

// User shows one account.
func (n *Newsroom) User(ctx context.Context, a models.Actor, id int64) (p UserPage, err error) {
	err = n.inspect(ctx, a, func(tx *store.Tx) error {
		u, err := tx.User(id)
		if err != nil {
			return err
		}
		memberships, err := tx.MembershipsOf(id)
		if err != nil {
			return err
		}
		if p.Bulletins, err = tx.Bulletins(); err != nil {
			return err
		}
		p.Units = map[int64][]string{}
		for _, m := range memberships { // a handful
			if p.Units[m.BulletinID], err = tx.UnitNames(m.BulletinID); err != nil {
				return err
			}
		}
		sessions, err := tx.SessionsOf(id)
		p.Account, p.Sessions, p.Self = account(u, memberships, p.Bulletins), len(sessions), id == a.UserID
		return err
	})
	return p, err
}

// NewUser is an account to be made.
type NewUser struct {
	Login         string
	Name          string
	Administrator bool
	Password      string // empty: one is made that must be changed at the first sign-in
}

// CreateUser makes an account and gives its one-time password, which is shown this once.
func (n *Newsroom) CreateUser(ctx context.Context, a models.Actor, in NewUser) (models.User, string, error) {
	u, password, err := n.newAccount(ctx, in)
	if err != nil {
		return u, "", err
	}
	err = n.administer(ctx, a, func(tx *store.Tx) error {
		if err := createUser(tx, &u); err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{Action: "user.created", Object: object("user", u.ID), Details: models.AuditDetails{
			{Name: "login", Value: u.Login}, {Name: "name", Value: u.Name}, {Name: "administrator", Value: strconv.FormatBool(u.Administrator)},
		}})
	})
	return u, password, err
}

// newAccount checks an account to be made and works out its hash, which takes its time and so comes before the transaction.
func (n *Newsroom) newAccount(ctx context.Context, in NewUser) (u models.User, password string, err error) {
	u = models.User{Login: strings.TrimSpace(in.Login), Name: strings.TrimSpace(in.Name), Administrator: in.Administrator}
	if err := u.Validate(); err != nil {
		return u, "", err
	}
	password = in.Password
	if u.MustChange = password == ""; u.MustChange {
		password = oneTimePassword()
	} else if err := models.ValidatePassword(password, u.Login, u.Name); err != nil {
		return u, "", err
	}
	u.PasswordHash, err = n.passwords.hash(ctx, password)
	return u, password, err
}

func createUser(tx *store.Tx, u *models.User) error {
	err := tx.CreateUser(u)
	if store.IsDuplicate(err) {
		return &models.Error{Code: models.CodeInvalid, Key: "error.invalid", Fields: []models.FieldError{{Field: "login", Key: "user.login_taken"}}, Err: err}
	}
	return err
}

// RenameUser changes the name under which somebody appears from now on; what was signed keeps the name it carries.
func (n *Newsroom) RenameUser(ctx context.Context, a models.Actor, id, version int64, name string) error {
	return n.changeUser(ctx, a, id, version, func(_ *store.Tx, u *models.User) (change, error) {
		before := u.Name
		u.Name = strings.TrimSpace(name)
		return change{Action: "user.renamed", Details: models.AuditDetails{{Name: "before", Value: before}, {Name: "name", Value: u.Name}}}, u.Validate()
	})
}

// ResetPassword sets a one-time password, shown this once, ends the user's sessions and lifts what guessing had closed.
func (n *Newsroom) ResetPassword(ctx context.Context, a models.Actor, id, version int64) (string, error) {
	password := oneTimePassword()
	phc, err := n.passwords.hash(ctx, password)
	if err != nil {
		return "", err
	}
	err = n.changeUser(ctx, a, id, version, func(tx *store.Tx, u *models.User) (change, error) {
		if u.ID == a.UserID {
			return change{}, models.Fail(models.CodeForbidden, "user.not_yourself")
		}
		u.PasswordHash, u.MustChange = phc, true
		if err := tx.ClearThrottles(attempt{login: u.Login}.accountKey()); err != nil {
			return change{}, err
		}
		return change{Action: "user.password_reset"}, tx.EndSessionsOf(u.ID, nil)
	})
	return password, err
}

// DisableUser closes an account: its sessions end, and nothing it does from now on is accepted.
func (n *Newsroom) DisableUser(ctx context.Context, a models.Actor, id, version int64) error {
	return n.changeUser(ctx, a, id, version, func(tx *store.Tx, u *models.User) (change, error) {
		if u.ID == a.UserID {
			return change{}, models.Fail(models.CodeForbidden, "user.not_yourself")
		}
		if u.DisabledAt != nil {
			return change{}, nil
		}
		u.DisabledAt = &tx.Now
		return change{Action: "user.disabled"}, tx.EndSessionsOf(u.ID, nil)
	})
}

// EnableUser opens a closed account again, with the password it had.
func (n *Newsroom) EnableUser(ctx context.Context, a models.Actor, id, version int64) error {
	return n.changeUser(ctx, a, id, version, func(_ *store.Tx, u *models.User) (change, error) {
		if u.DisabledAt == nil {
			return change{}, nil
		}
		u.DisabledAt = nil
		return change{Action: "user.enabled"}, nil
	})
}

// changeUser changes one account as its version was seen. A zero Action means that nothing changed.
func (n *Newsroom) changeUser(ctx context.Context, a models.Actor, id, version int64, fn func(*store.Tx, *models.User) (change, error)) error {
	return n.administer(ctx, a, func(tx *store.Tx) error {
		u, err := tx.User(id)
		if err != nil {
			return err
		}
		did, err := fn(tx, &u)
		if err != nil || did.Action == "" {
			return err
		}
		u.Version = version
		if err := tx.UpdateUser(&u); err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{Action: did.Action, Object: object("user", id), Details: append(models.AuditDetails{{Name: "login", Value: u.Login}}, did.Details...)})
	})
}

// UserByLogin finds an account by the name it signs in under, for commands.
func (n *Newsroom) UserByLogin(ctx context.Context, login string) (u models.User, err error) {
	err = n.store.Read(ctx, func(tx *store.Tx) error {
		u, err = tx.UserByLogin(normalLogin(login))
		return err
	})
	return u, err
}
