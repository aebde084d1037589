package newsroom

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"strings"
	"sync"

	"jianbao/internal/store"
	"jianbao/models"
)

// setup guards the first start: until the first account exists, whoever knows the code may make it.
type setup struct {
	mu   sync.Mutex
	code string // empty: not offered
	done bool   // an account exists, for ever
}

// OfferSetup makes the one-time code of the set-up page, to be printed in the server's log. It is empty when an account exists.
func (n *Newsroom) OfferSetup(ctx context.Context) (string, error) {
	needed, err := n.SetupNeeded(ctx)
	if err != nil || !needed {
		return "", err
	}
	n.setup.mu.Lock()
	defer n.setup.mu.Unlock()
	t := rand.Text()
	n.setup.code = strings.Join([]string{t[:5], t[5:10], t[10:15], t[15:20]}, "-")
	return n.setup.code, nil
}

// SetupNeeded reports whether there is no account yet.
func (n *Newsroom) SetupNeeded(ctx context.Context) (bool, error) {
	n.setup.mu.Lock()
	done := n.setup.done
	n.setup.mu.Unlock()
	if done {
		return false, nil
	}
	var users int64
	err := n.store.Read(ctx, func(tx *store.Tx) (err error) {
		users, err = tx.CountUsers()
		return err
	})
	if err == nil && users > 0 {
		n.setup.finish()
	}
	return err == nil && users == 0, err
}

func (s *setup) finish() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.code, s.done = "", true
}

func (s *setup) knows(code string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	typed := strings.ToUpper(strings.TrimSpace(code))
	return s.code != "" && subtle.ConstantTimeCompare([]byte(typed), []byte(s.code)) == 1
}

// SetupRequest is what the set-up page asks for.
type SetupRequest struct {
	Code      string
	Admin     NewUser // with the password chosen on the page
	Bulletin  models.Bulletin
	Numbering Numbering
	IP        string
}

// Setup makes the administrator and the first bulletin. It is refused as soon as any account exists; of two at once one wins.
func (n *Newsroom) Setup(ctx context.Context, in SetupRequest) error {
	if needed, err := n.SetupNeeded(ctx); err != nil || !needed {
		return orNotFound(err)
	}
	if !n.setup.knows(in.Code) {
		return &models.Error{Code: models.CodeInvalid, Key: "error.invalid", Fields: []models.FieldError{{Field: "code", Key: "setup.wrong_code"}}}
	}
	in.Admin.Administrator = true
	b := in.Bulletin
	err := joined(models.User{Login: in.Admin.Login, Name: in.Admin.Name}.Validate(),
		models.ValidatePassword(in.Admin.Password, in.Admin.Login, in.Admin.Name), ofBulletin(checkBulletin(&b, in.Numbering)))
	if err != nil {
		return err
	}
	u, _, err := n.newAccount(ctx, in.Admin)
	if err != nil {
		return err
	}
	err = n.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.LockUsers(); err != nil {
			return err
		}
		if users, err := tx.CountUsers(); err != nil || users > 0 {
			return orNotFound(err)
		}
		if err := createUser(tx, &u); err != nil {
			return err
		}
		if err := createBulletin(tx, &b, in.Numbering); err != nil {
			return err
		}
		a := models.Actor{UserID: u.ID, Name: u.Name, Role: models.Admin, IP: in.IP}
		return note(tx, a, bulletinEntry("setup.done", b, models.AuditDetail{Name: "login", Value: u.Login}))
	})
	if err == nil {
		n.setup.finish()
	}
	return err
}

// ofBulletin calls the bulletin's name what the set-up form calls it: there, name is the administrator's.
func ofBulletin(err error) error {
	if e, ok := errors.AsType[*models.Error](err); ok {
		for i := range e.Fields {
			if e.Fields[i].Field == "name" {
				e.Fields[i].Field = "bulletin_name"
			}
		}
	}
	return err
}

func orNotFound(err error) error {
	if err != nil {
		return err
	}
	return models.NotFound()
}
