package store

import (
	"fmt"
	"time"

	"jianbao/models"
)

// mailLock keeps two servers from planning two daily mails for one person.
const mailLock = 0x6d61696c

// LockMail lets one transaction at a time plan daily mails.
func (tx *Tx) LockMail() error { return tx.lock(mailLock) }

// OutboxWaits reports whether work of a kind about a subject is still to be done.
func (tx *Tx) OutboxWaits(kind models.OutboxKind, subject int64) (bool, error) {
	var n int64
	err := tx.scan(&n, "SELECT COUNT(*) FROM outbox_entries WHERE kind = ? AND subject = ? AND done_at IS NULL", kind, subject)
	return n > 0, err
}

// GiveUpOutbox ends a claimed entry that could not be done; it keeps its error.
func (tx *Tx) GiveUpOutbox(e models.OutboxEntry, cause error) error {
	if err := tx.exec("UPDATE outbox_entries SET done_at = ?, last_error = ? WHERE id = ? AND tries = ?", tx.Now, errorText(cause), e.ID, e.Tries); err != nil {
		return fmt.Errorf("give outbox work %d up: %w", e.ID, err)
	}
	return nil
}

// NoticeByID finds a notice, whoever it is for.
func (tx *Tx) NoticeByID(id int64) (models.Notice, error) {
	return one[models.Notice](tx, "id = ?", id)
}

// UnmailedNotices lists the unread notices of a person that no mail has told of, oldest first.
func (tx *Tx) UnmailedNotices(user int64, since time.Time) ([]models.Notice, error) {
	return all[models.Notice](tx, "bulletin_id, id", "user_id = ? AND read_at IS NULL AND mailed_at IS NULL AND created_at >= ?", user, since)
}

// MarkNoticesMailed notes that a mail has told of notices.
func (tx *Tx) MarkNoticesMailed(ids []int64) error {
	return tx.exec("UPDATE notices SET mailed_at = ? WHERE id IN ?", tx.Now, ids)
}

const mailFailures = `FROM outbox_entries o LEFT JOIN notices n ON o.kind = 'mail_notice' AND n.id = o.subject
	LEFT JOIN users u ON u.id = CASE WHEN o.kind = 'mail_notice' THEN n.user_id ELSE o.subject END
	WHERE o.kind IN ? AND o.last_error <> ''`

// MailFailures lists mails that failed, those given up first, newest first.
func (tx *Tx) MailFailures(limit int) (out []models.MailFailure, err error) {
	err = tx.scan(&out, `SELECT o.id, o.kind, COALESCE(u.id, 0) AS user_id, COALESCE(u.name, '') AS name, COALESCE(u.email, '') AS email, o.tries, o.last_error,
		o.created_at, o.not_before, o.done_at `+mailFailures+` ORDER BY CASE WHEN o.done_at IS NULL THEN 1 ELSE 0 END, o.id DESC LIMIT ?`, models.MailKinds, limit)
	return out, err
}

// GivenUpMails counts the mails that were given up.
func (tx *Tx) GivenUpMails() (n int64, err error) {
	err = tx.scan(&n, "SELECT COUNT(*) "+mailFailures+" AND o.done_at IS NOT NULL", models.MailKinds)
	return n, err
}

// WaitingMails counts the mails that are due and not sent yet, those that will be tried again among them.
func (tx *Tx) WaitingMails() (n int64, err error) {
	err = tx.scan(&n, "SELECT COUNT(*) FROM outbox_entries WHERE kind IN ? AND done_at IS NULL AND (not_before <= ? OR last_error <> '')", models.MailKinds, tx.Now)
	return n, err
}

// GivenUpMail finds a mail that was given up, for it to be tried again or forgotten.
func (tx *Tx) GivenUpMail(id int64) (models.OutboxEntry, error) {
	return locked[models.OutboxEntry](tx, "id = ? AND kind IN ? AND done_at IS NOT NULL AND last_error <> ''", id, models.MailKinds)
}

// RetryOutbox has work that was given up done again.
func (tx *Tx) RetryOutbox(id int64) error {
	return tx.exec("UPDATE outbox_entries SET done_at = NULL, tries = 0, last_error = '', not_before = ? WHERE id = ?", tx.Now, id)
}

// ForgetOutbox leaves work undone that was given up.
func (tx *Tx) ForgetOutbox(id int64) error {
	return tx.exec("UPDATE outbox_entries SET last_error = '' WHERE id = ?", id)
}
