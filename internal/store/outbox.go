package store

import (
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"jianbao/models"
)

// Times of outbox work.
const (
	outboxLease   = time.Minute // whoever claimed an entry and has not finished it by then has died
	outboxBackoff = time.Second // after the first failure; doubles with each
	outboxSlowest = time.Hour
)

// maxOutboxError bounds in bytes what an entry keeps of its last error.
const maxOutboxError = 500

// Enqueue leaves work to be done once this transaction is committed.
func (tx *Tx) Enqueue(kind models.OutboxKind, subject int64) error {
	return tx.EnqueueAt(kind, subject, tx.Now)
}

// EnqueueAt is Enqueue for work that is not done before a time.
func (tx *Tx) EnqueueAt(kind models.OutboxKind, subject int64, at time.Time) error {
	if err := create(tx, &models.OutboxEntry{Kind: kind, Subject: subject, CreatedAt: tx.Now, NotBefore: at}); err != nil {
		return fmt.Errorf("leave outbox work %s %d: %w", kind, subject, err)
	}
	return nil
}

// PutOutboxAt moves work of a kind about a subject that nobody has begun to another time.
func (tx *Tx) PutOutboxAt(kind models.OutboxKind, subject int64, at time.Time) error {
	return tx.exec("UPDATE outbox_entries SET not_before = ? WHERE kind = ? AND subject = ? AND done_at IS NULL AND tries = 0", at, kind, subject)
}

// ClaimOutbox takes the entry that has been due longest, mail apart, for the length of the lease. Of several servers one gets it.
func (tx *Tx) ClaimOutbox() (e models.OutboxEntry, ok bool, err error) {
	return tx.claim("kind NOT IN ?")
}

// ClaimMail is ClaimOutbox for mail.
func (tx *Tx) ClaimMail() (e models.OutboxEntry, ok bool, err error) {
	return tx.claim("kind IN ?")
}

// claim takes the entry that has been due longest of those whose kind stands in the relation to models.MailKinds.
func (tx *Tx) claim(kinds string) (e models.OutboxEntry, ok bool, err error) {
	skip := ""
	if tx.postgres {
		skip = " FOR UPDATE SKIP LOCKED"
	}
	err = tx.scan(&e, `UPDATE outbox_entries SET tries = tries + 1, not_before = ?
		WHERE id = (SELECT id FROM outbox_entries WHERE done_at IS NULL AND not_before <= ? AND `+kinds+` ORDER BY not_before, id LIMIT 1`+skip+`)
		RETURNING *`, tx.Now.Add(outboxLease), tx.Now, models.MailKinds)
	if err != nil {
		return e, false, fmt.Errorf("claim outbox work: %w", err)
	}
	return e, e.ID != 0, nil
}

// OutboxLag is for how long the entry that has been due longest has waited; 0 when nothing is due.
func (tx *Tx) OutboxLag() (time.Duration, error) {
	list, err := gorm.G[models.OutboxEntry](tx.db).Where("done_at IS NULL AND not_before <= ? AND kind NOT IN ?", tx.Now, models.MailKinds).Order("not_before").Limit(1).Find(tx.ctx)
	if err != nil || len(list) == 0 {
		return 0, err
	}
	return tx.Now.Sub(list[0].NotBefore), nil
}

// FinishOutbox marks a claimed entry as done. One that another server has claimed since is left to it.
func (tx *Tx) FinishOutbox(e models.OutboxEntry) error {
	if err := tx.exec("UPDATE outbox_entries SET done_at = ?, last_error = '' WHERE id = ? AND tries = ?", tx.Now, e.ID, e.Tries); err != nil {
		return fmt.Errorf("finish outbox work %d: %w", e.ID, err)
	}
	return nil
}

// FailOutbox puts a claimed entry off: a second after its first failure, then twice as long each time, up to an hour.
func (tx *Tx) FailOutbox(e models.OutboxEntry, cause error) error {
	wait := min(outboxBackoff<<min(e.Tries-1, 20), outboxSlowest)
	err := tx.exec("UPDATE outbox_entries SET not_before = ?, last_error = ? WHERE id = ? AND tries = ? AND done_at IS NULL",
		tx.Now.Add(wait), errorText(cause), e.ID, e.Tries)
	if err != nil {
		return fmt.Errorf("put off outbox work %d: %w", e.ID, err)
	}
	return nil
}

// errorText is as much of an error as an entry keeps.
func errorText(cause error) string {
	text := cause.Error()
	return strings.ToValidUTF8(text[:min(len(text), maxOutboxError)], "")
}
