package store

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"jianbao/models"
)

// auditLock serialises appends: each entry needs the hash of the one before.
const auditLock = 0x6a69616e

// AppendAudit writes e as the next entry of the log: it fills in sequence, time and hashes.
func (tx *Tx) AppendAudit(e *models.AuditEntry) error {
	if err := tx.lock(auditLock); err != nil {
		return err
	}
	last, err := gorm.G[models.AuditEntry](tx.db).Order("seq DESC").Take(tx.ctx)
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return fmt.Errorf("read the head of the audit log: %w", err)
	}
	e.Seq, e.PrevHash, e.At = last.Seq+1, last.Hash, tx.Now
	if e.Details == nil {
		e.Details = models.AuditDetails{} // stored and hashed as an empty list
	}
	for i, d := range e.Details { // bytes that are no text would be read back otherwise than they were hashed
		e.Details[i].Value = strings.ToValidUTF8(d.Value, "\uFFFD")
	}
	e.Hash = e.ComputeHash()
	if err := create(tx, e); err != nil {
		return fmt.Errorf("append to the audit log: %w", err)
	}
	return nil
}

// AuditHead is the newest entry of the log; the zero entry when the log is empty.
func (tx *Tx) AuditHead() (models.AuditEntry, error) {
	e, err := gorm.G[models.AuditEntry](tx.db).Order("seq DESC").Take(tx.ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return models.AuditEntry{}, nil
	}
	return e, err
}

// AuditAfter lists up to limit entries after seq, oldest first.
func (tx *Tx) AuditAfter(seq int64, limit int) ([]models.AuditEntry, error) {
	return gorm.G[models.AuditEntry](tx.db).Where("seq > ?", seq).Order("seq").Limit(limit).Find(tx.ctx)
}

// AuditFilter narrows a page of the audit log. Zero fields do not narrow.
type AuditFilter struct {
	BulletinID int64
	IssueIDs   []int64 // nil: all; empty: none
	IssueID    int64
	ActorID    int64
	Action     string
	Kind       string    // of the object
	Object     string    // kind:id; empty: all
	From, To   time.Time // at or after From and before To
	Before     int64     // entries with a smaller sequence number
	Limit      int
}

// AuditPage lists entries newest first.
func (tx *Tx) AuditPage(f AuditFilter) ([]models.AuditEntry, error) {
	q := gorm.G[models.AuditEntry](tx.db).Where("bulletin_id = ?", f.BulletinID)
	if f.IssueIDs != nil {
		if len(f.IssueIDs) == 0 {
			return nil, nil
		}
		q = q.Where("issue_id IN ?", f.IssueIDs)
	}
	if f.IssueID != 0 {
		q = q.Where("issue_id = ?", f.IssueID)
	}
	if f.Action != "" {
		q = q.Where("action = ?", f.Action)
	}
	if f.Object != "" {
		q = q.Where("object = ?", f.Object)
	}
	if f.ActorID != 0 {
		q = q.Where("actor_id = ?", f.ActorID)
	}
	if f.Kind != "" {
		q = q.Where("object LIKE ?", f.Kind+":%")
	}
	if !f.From.IsZero() {
		q = q.Where("at >= ?", f.From.UTC())
	}
	if !f.To.IsZero() {
		q = q.Where("at < ?", f.To.UTC())
	}
	if f.Before > 0 {
		q = q.Where("seq < ?", f.Before)
	}
	return q.Order("seq DESC").Limit(f.Limit).Find(tx.ctx)
}

// ActorsOf names who last did one of the acts to each object.
func (tx *Tx) ActorsOf(bulletin int64, actions, objects []string) (map[string]string, error) {
	out := make(map[string]string, len(objects))
	if len(objects) == 0 {
		return out, nil
	}
	var rows []struct{ Object, ActorName string }
	err := tx.scan(&rows, "SELECT object, actor_name FROM audit_entries WHERE bulletin_id = ? AND action IN ? AND object IN ? ORDER BY seq", bulletin, actions, objects)
	for _, r := range rows {
		out[r.Object] = r.ActorName
	}
	return out, err
}

// maxAuditPeople bounds the people whom the log can be narrowed to.
const maxAuditPeople = 500

// AuditPeople lists who acted in a bulletin or on some of its issues (nil: all), by name.
func (tx *Tx) AuditPeople(bulletin int64, issues []int64) ([]models.User, error) {
	if issues == nil {
		return gorm.G[models.User](tx.db).Where("id IN (SELECT actor_id FROM audit_entries WHERE bulletin_id = ?)", bulletin).
			Order("name, id").Limit(maxAuditPeople).Find(tx.ctx)
	}
	if len(issues) == 0 {
		return nil, nil
	}
	return gorm.G[models.User](tx.db).Where("id IN (SELECT actor_id FROM audit_entries WHERE bulletin_id = ? AND issue_id IN ?)", bulletin, issues).
		Order("name, id").Limit(maxAuditPeople).Find(tx.ctx)
}
