package newsroom

import (
	"context"
	"errors"
	"strings"

	"jianbao/internal/store"
	"jianbao/models"
)

// SignInRequest is somebody claiming to be a user.
type SignInRequest struct {
	Login     string
	Password  string
	IP        string
	UserAgent string
	Device    string // what an earlier sign-in on this device left there; empty: nothing
}

// SignedIn is a session that has just begun.
type SignedIn struct {
	User   models.User
	Token  string // for the session's cookie; only its hash is stored
	Device string // for the device's cookie
}

// SignIn begins a session. An unknown account, a disabled one and a wrong password get the same answer in the same time.
func (n *Newsroom) SignIn(ctx context.Context, in SignInRequest) (SignedIn, error) {
	try := attempt{login: normalLogin(in.Login), ip: in.IP, device: in.Device}
	u, err := n.prove(ctx, try, in.Password)
	if err != nil {
		return SignedIn{}, err
	}
	rehashed, err := n.rehash(ctx, u, in.Password)
	if err != nil {
		return SignedIn{}, err
	}
	out := SignedIn{User: u, Token: newToken(), Device: in.Device}
	if out.Device == "" {
		out.Device = newToken()
		try.device = out.Device
	}
	err = n.store.Write(ctx, func(tx *store.Tx) error {
		now, err := tx.User(u.ID)
		if err != nil {
			return err
		}
		if now.DisabledAt != nil || now.PasswordHash != u.PasswordHash { // changed while the hash was being worked out
			return wrongCredentials()
		}
		if rehashed != "" {
			err = tx.Rehash(u.ID, u.PasswordHash, rehashed)
		}
		return errors.Join(err, letIn(tx, u, try, out.Token, in))
	})
	return out, err
}

// letIn begins the session of somebody who has shown the password.
func letIn(tx *store.Tx, u models.User, try attempt, token string, in SignInRequest) error {
	if err := succeeded(tx, try); err != nil {
		return err
	}
	if err := beginSession(tx, u.ID, token, in); err != nil {
		return err
	}
	return note(tx, models.Actor{UserID: u.ID, Name: u.Name, IP: in.IP}, models.AuditEntry{Action: "account.signed_in", Object: object("user", u.ID)})
}

// prove counts an attempt and checks its password. It gives the account only when the password is right and the account open.
func (n *Newsroom) prove(ctx context.Context, try attempt, password string) (models.User, error) {
	var u models.User
	if err := n.store.Write(ctx, func(tx *store.Tx) error { return admit(tx, try) }); err != nil {
		return u, err
	}
	err := n.store.Read(ctx, func(tx *store.Tx) (err error) {
		if u, err = tx.UserByLogin(try.login); models.CodeOf(err) == models.CodeNotFound {
			return nil
		}
		return err
	})
	if err != nil {
		return u, err
	}
	ok, err := n.passwords.check(ctx, u.PasswordHash, password)
	if err != nil {
		return u, err
	}
	if !ok || u.DisabledAt != nil {
		n.log.WarnContext(ctx, "a password was refused", "user", u.ID, "ip", try.ip, "again", try.inside)
		return models.User{}, wrongCredentials()
	}
	return u, nil
}

func wrongCredentials() error { return models.Fail(models.CodeInvalid, "account.wrong_credentials") }

// rehash gives the hash at the cost of today when the stored one was made at another.
func (n *Newsroom) rehash(ctx context.Context, u models.User, password string) (string, error) {
	if !n.passwords.outdated(u.PasswordHash) {
		return "", nil
	}
	return n.passwords.hash(ctx, password)
}

// normalLogin is the login as it is stored. What can be no login becomes empty, which nobody is called.
func normalLogin(login string) string {
	login = strings.ToLower(strings.TrimSpace(login))
	odd := func(r rune) bool { return r <= ' ' || r > '~' }
	if len(login) > 64 || strings.ContainsFunc(login, odd) {
		return ""
	}
	return login
}

// ConfirmPassword checks the actor's own password, asked for again before an act of weight.
func (n *Newsroom) ConfirmPassword(ctx context.Context, a models.Actor, password string) error {
	_, err := n.confirm(ctx, a, "password", password)
	return err
}

// confirm is ConfirmPassword for a form that calls the field otherwise.
func (n *Newsroom) confirm(ctx context.Context, a models.Actor, field, password string) (models.User, error) {
	refused := func(key string) error {
		return &models.Error{Code: models.CodeInvalid, Key: "error.invalid", Fields: []models.FieldError{{Field: field, Key: key}}}
	}
	if password == "" {
		return models.User{}, refused("field.required")
	}
	var u models.User
	err := n.read(ctx, a, func(tx *store.Tx) (err error) {
		if !a.SignedIn() {
			return n.check(tx, a)
		}
		u, err = tx.User(a.UserID)
		return err
	})
	if err != nil {
		return u, err
	}
	try := attempt{login: u.Login, ip: a.IP, inside: true}
	u, err = n.prove(ctx, try, password)
	if models.CodeOf(err) == models.CodeInvalid {
		return u, refused("account.wrong_password")
	}
	if err != nil {
		return u, err
	}
	return u, n.store.Write(ctx, func(tx *store.Tx) error { return succeeded(tx, try) })
}

// ChangePassword lets a user choose a password. All other sessions of the user end; the one with this token stays.
func (n *Newsroom) ChangePassword(ctx context.Context, a models.Actor, token, current, chosen string) error {
	u, err := n.confirm(ctx, a, "current", current)
	if err != nil {
		return err
	}
	if err := models.ValidatePassword(chosen, u.Login, u.Name); err != nil {
		return err
	}
	if chosen == current {
		return &models.Error{Code: models.CodeInvalid, Key: "error.invalid", Fields: []models.FieldError{{Field: "password", Key: "account.same_password"}}}
	}
	phc, err := n.passwords.hash(ctx, chosen)
	if err != nil {
		return err
	}
	return n.write(ctx, a, func(tx *store.Tx) error {
		now, err := tx.User(a.UserID)
		if err != nil {
			return err
		}
		if now.PasswordHash != u.PasswordHash {
			return models.Fail(models.CodeConflict, "error.stale")
		}
		now.PasswordHash, now.MustChange = phc, false
		if err := tx.UpdateUser(&now); err != nil {
			return err
		}
		if err := tx.EndSessionsOf(a.UserID, tokenHash(token)); err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{Action: "account.password_changed", Object: object("user", a.UserID)})
	})
}
