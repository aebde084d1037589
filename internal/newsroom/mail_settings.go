package newsroom

import (
	"context"
	"slices"
	"strings"

	"jianbao/internal/store"
	"jianbao/models"
)

// SendsMail reports whether there is a mail server to go to.
func (n *Newsroom) SendsMail() bool { return n.mail.Sender != nil }

// SetMail changes where, when and about what the actor gets mail. Settings that are the same already change nothing.
func (n *Newsroom) SetMail(ctx context.Context, a models.Actor, email string, s models.MailSettings) error {
	email = strings.TrimSpace(email)
	if s.Off == nil {
		s.Off = []models.NoticeTopic{}
	}
	if err := models.ValidateEmail(email); err != nil {
		return err
	}
	if err := s.Validate(); err != nil {
		return err
	}
	return n.write(ctx, a, func(tx *store.Tx) error {
		u, err := tx.User(a.UserID)
		if err != nil {
			return err
		}
		same := u.Email == email && u.Mail.When == s.When && u.Mail.Hour == s.Hour && slices.Equal(u.Mail.Off, s.Off)
		if same {
			return nil
		}
		u.Email, u.Mail = email, s
		if err := tx.UpdateUser(&u); err != nil {
			return err
		}
		if err := tx.PutOutboxAt(models.MailDigest, u.ID, nextHour(tx.Now.In(n.location), s.Hour)); err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{Action: "account.mail", Object: object("user", a.UserID), Details: models.AuditDetails{{Name: "email", Value: email}}})
	})
}

// SetEmail changes the address of somebody's mail; empty: none.
func (n *Newsroom) SetEmail(ctx context.Context, a models.Actor, id, version int64, email string) error {
	email = strings.TrimSpace(email)
	return n.changeUser(ctx, a, id, version, func(_ *store.Tx, u *models.User) (change, error) {
		if u.Email == email {
			return change{}, nil
		}
		u.Email = email
		return change{Action: "user.email", Details: models.AuditDetails{{Name: "email", Value: email}}}, models.ValidateEmail(email)
	})
}

// MailPage is how mail stands.
type MailPage struct {
	Server   string // empty: none is set up
	From     string
	Waiting  int // due and not sent yet, or to be tried again
	GivenUp  int
	Failures []models.MailFailure // those given up first, newest first
}

// MailPage shows administrators how mail stands.
func (n *Newsroom) MailPage(ctx context.Context, a models.Actor) (p MailPage, err error) {
	if n.mail.Sender != nil {
		p.Server, p.From = n.mail.Sender.Server(), n.mail.Sender.From()
	}
	err = n.inspect(ctx, a, func(tx *store.Tx) error {
		waiting, err := tx.WaitingMails()
		if err != nil {
			return err
		}
		givenUp, err := tx.GivenUpMails()
		if err != nil {
			return err
		}
		p.Waiting, p.GivenUp = int(waiting), int(givenUp)
		p.Failures, err = tx.MailFailures(PageSize)
		return err
	})
	return p, err
}

// RetryMail has a mail that was given up tried again.
func (n *Newsroom) RetryMail(ctx context.Context, a models.Actor, id int64) error {
	return n.changeMail(ctx, a, id, "mail.retried", (*store.Tx).RetryOutbox)
}

// ForgetMail leaves a mail unsent that was given up. Its notices stand on the page of whom they are for.
func (n *Newsroom) ForgetMail(ctx context.Context, a models.Actor, id int64) error {
	return n.changeMail(ctx, a, id, "mail.forgotten", (*store.Tx).ForgetOutbox)
}

func (n *Newsroom) changeMail(ctx context.Context, a models.Actor, id int64, action string, fn func(tx *store.Tx, id int64) error) error {
	return n.administer(ctx, a, func(tx *store.Tx) error {
		if _, err := tx.GivenUpMail(id); err != nil {
			return err
		}
		if err := fn(tx, id); err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{Action: action, Object: object("mail", id)})
	})
}
