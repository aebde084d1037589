package newsroom

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"jianbao/internal/mail"
	"jianbao/internal/store"
	"jianbao/models"
)

// MailWriter puts mails into words.
type MailWriter interface {
	Notices(ctx context.Context, m models.NoticeMail) (models.Mail, error)
}

// Mail is how mail leaves: who carries it, and who writes it. The zero value sends none.
type Mail struct {
	Sender *mail.Sender
	Writer MailWriter
}

// MaxMailTries is how often one mail is tried. The waits between double from a second to an hour, which makes about nine hours.
const MaxMailTries = 20

// maxDigest bounds the notices that a daily mail lists.
const maxDigest = 50

// RunMail sends the mail that committed changes leave, until ctx ends. What fails is logged and tried again, MaxMailTries times in all.
// Several servers may run it at once. Without a mail server to go to, mail is thrown away, so that the day there is one nobody gets old
// news.
func (n *Newsroom) RunMail(ctx context.Context) {
	tick := time.NewTicker(outboxPause)
	defer tick.Stop()
	for {
		if err := n.DrainMail(ctx); err != nil && ctx.Err() == nil {
			n.log.LogAttrs(ctx, slog.LevelWarn, "mail could not be sent", slog.Any("error", err))
		}
		select {
		case <-ctx.Done():
			return
		case <-n.wakeMail:
		case <-tick.C:
		}
	}
}

// DrainMail sends everything that is due now, and returns the errors of what failed.
func (n *Newsroom) DrainMail(ctx context.Context) error {
	var failed []error
	for {
		var e models.OutboxEntry
		var ok bool
		err := n.store.Write(ctx, func(tx *store.Tx) (err error) {
			e, ok, err = tx.ClaimMail()
			return err
		})
		if err != nil || !ok {
			return errors.Join(append(failed, err)...)
		}
		err = n.doMail(ctx, e)
		if err == nil {
			continue
		}
		failed = append(failed, fmt.Errorf("mail %d (%s %d, try %d): %w", e.ID, e.Kind, e.Subject, e.Tries, err))
		if ctx.Err() != nil { // told to stop: that was no try, and the lease runs out
			return errors.Join(failed...)
		}
		if err := n.store.Write(ctx, func(tx *store.Tx) error { return putOff(tx, e, err) }); err != nil {
			return errors.Join(append(failed, err)...)
		}
	}
}

// putOff has a mail tried again later, or gives it up.
func putOff(tx *store.Tx, e models.OutboxEntry, err error) error {
	if _, final := errors.AsType[*mail.RefusedError](err); final || e.Tries >= MaxMailTries {
		return tx.GiveUpOutbox(e, err)
	}
	return tx.FailOutbox(e, err)
}

// doMail sends one mail, if it is still wanted, and notes that it is done.
func (n *Newsroom) doMail(ctx context.Context, e models.OutboxEntry) error {
	var list []models.Notice
	var m models.NoticeMail
	err := n.store.Write(ctx, func(tx *store.Tx) (err error) {
		if n.mail.Sender != nil {
			list, m, err = n.prepareMail(tx, e)
		}
		if err != nil || len(list) > 0 {
			return err
		}
		return tx.FinishOutbox(e)
	})
	if err != nil || len(list) == 0 {
		return err
	}
	letter, err := n.mail.Writer.Notices(ctx, m)
	if err != nil {
		return err
	}
	if err := n.mail.Sender.Send(ctx, letter); err != nil {
		return err
	}
	ids := make([]int64, len(list))
	for i, one := range list {
		ids[i] = one.ID
	}
	return n.store.Write(ctx, func(tx *store.Tx) error {
		return errors.Join(tx.MarkNoticesMailed(ids), tx.FinishOutbox(e))
	})
}

// prepareMail gathers the notices that a mail is to tell of, none when there is nothing to send any more, and what it says. Whoever may no
// longer read what a notice is about, has read it, or wants no mail about it, is left alone.
func (n *Newsroom) prepareMail(tx *store.Tx, e models.OutboxEntry) (list []models.Notice, m models.NoticeMail, err error) {
	user := e.Subject
	if e.Kind == models.MailNotice {
		one, err := tx.NoticeByID(e.Subject)
		if models.CodeOf(err) == models.CodeNotFound {
			return nil, m, nil
		}
		if err != nil {
			return nil, m, err
		}
		list, user = []models.Notice{one}, one.UserID
	} else if list, err = tx.UnmailedNotices(user, tx.Now.Add(-models.NoticeAge)); err != nil {
		return nil, m, err
	}
	u, err := tx.User(user)
	if err != nil || u.DisabledAt != nil || u.Email == "" {
		return nil, m, err
	}
	shown, err := n.wanted(tx, u, list)
	if err != nil || len(shown) == 0 {
		return nil, m, err
	}
	if e.Kind == models.MailNotice && u.Mail.When == models.MailDaily {
		return nil, m, n.planDigest(tx, u)
	}
	m = models.NoticeMail{ID: fmt.Sprintf("mail-%d", e.ID), To: u, Digest: e.Kind == models.MailDigest, More: max(0, len(shown)-maxDigest)}
	list = list[:0]
	for _, s := range shown {
		list = append(list, s.Notice)
	}
	m.Parts, err = mailParts(tx, shown[:len(shown)-m.More])
	return list, m, err
}

// wanted are those of the notices that a person may still learn of by mail.
func (n *Newsroom) wanted(tx *store.Tx, u models.User, list []models.Notice) ([]NoticeShown, error) {
	shown, err := showNotices(tx, list)
	if err != nil {
		return nil, err
	}
	roles := map[int64][]models.Role{}
	var out []NoticeShown
	for _, s := range shown {
		if _, known := roles[s.BulletinID]; !known {
			r, err := tx.Receivers(s.BulletinID, []int64{u.ID})
			if err != nil {
				return nil, err
			}
			roles[s.BulletinID] = r[u.ID].Roles
		}
		if s.ReadAt == nil && s.MailedAt == nil && u.Mail.Wants(s.Kind.Facts().Topic) && mayLearn(s.Kind, roles[s.BulletinID], s.Issue) {
			out = append(out, s)
		}
	}
	return out, nil
}

// mailParts groups notices, which come sorted by bulletin.
func mailParts(tx *store.Tx, shown []NoticeShown) ([]models.NoticeMailPart, error) {
	var out []models.NoticeMailPart
	var last int64
	for _, s := range shown {
		if s.BulletinID != last {
			b, err := tx.Bulletin(s.BulletinID)
			if err != nil {
				return nil, err
			}
			last = b.ID
			out = append(out, models.NoticeMailPart{Slug: b.Slug, Name: b.Name})
		}
		p := &out[len(out)-1]
		p.Lines = append(p.Lines, s.Line())
	}
	return out, nil
}

// planDigest plans a person's next daily mail, unless one is planned already.
func (n *Newsroom) planDigest(tx *store.Tx, u models.User) error {
	if err := tx.LockMail(); err != nil {
		return err
	}
	planned, err := tx.OutboxWaits(models.MailDigest, u.ID)
	if err != nil || planned {
		return err
	}
	return tx.EnqueueAt(models.MailDigest, u.ID, nextHour(tx.Now.In(n.location), u.Mail.Hour))
}

// nextHour is the next time after now at which clocks at the office show hour.
func nextHour(now time.Time, hour int) time.Time {
	at := time.Date(now.Year(), now.Month(), now.Day(), hour, 0, 0, 0, now.Location())
	if !at.After(now) {
		at = time.Date(now.Year(), now.Month(), now.Day()+1, hour, 0, 0, 0, now.Location())
	}
	return at.UTC()
}
