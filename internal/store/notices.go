package store

import (
	"gorm.io/gorm"

	"jianbao/models"
)

// CreateNotice tells one person of an entry of the audit log.
func (tx *Tx) CreateNotice(n *models.Notice) error {
	n.CreatedAt = tx.Now
	return create(tx, n)
}

// SweepNotices removes notices that are older than models.NoticeAge.
func (tx *Tx) SweepNotices() error {
	return tx.exec("DELETE FROM notices WHERE created_at < ?", tx.Now.Add(-models.NoticeAge))
}

// NoticeFilter narrows the notices of one person in one bulletin to what the policy lets them learn of.
type NoticeFilter struct {
	UserID     int64
	BulletinID int64
	Kinds      []models.NoticeKind // that the role may learn of
	Drafts     bool                // also about issues that are still with the editors
	Unread     bool
	Offset     int
	Limit      int
}

// where are the conditions of a filter. An issue that was deleted is told of no more.
func (f NoticeFilter) where(tx *Tx) gorm.ChainInterface[models.Notice] {
	kinds := append([]models.NoticeKind{""}, f.Kinds...) // an empty list would be no valid SQL
	q := gorm.G[models.Notice](tx.db).
		Where("user_id = ? AND bulletin_id = ? AND kind IN ? AND created_at >= ?", f.UserID, f.BulletinID, kinds, tx.Now.Add(-models.NoticeAge))
	if f.Drafts {
		q = q.Where("(issue_id = 0 OR EXISTS (SELECT 1 FROM issues i WHERE i.id = notices.issue_id AND i.deleted_at IS NULL))")
	} else {
		q = q.Where("(issue_id = 0 OR EXISTS (SELECT 1 FROM issues i WHERE i.id = notices.issue_id AND i.deleted_at IS NULL AND (i.archival OR i.run_id IS NOT NULL AND i.workflow <> ?)))", models.Drafting)
	}
	if f.Unread {
		q = q.Where("read_at IS NULL")
	}
	return q
}

// Notices lists notices, unread ones first, each part newest first.
func (tx *Tx) Notices(f NoticeFilter) ([]models.Notice, error) {
	return f.where(tx).Order("CASE WHEN read_at IS NULL THEN 0 ELSE 1 END, id DESC").Offset(f.Offset).Limit(f.Limit).Find(tx.ctx)
}

// CountNotices counts what Notices would list without its bounds.
func (tx *Tx) CountNotices(f NoticeFilter) (int64, error) {
	return f.where(tx).Count(tx.ctx, "*")
}

// Notice finds a notice of one person.
func (tx *Tx) Notice(user, id int64) (models.Notice, error) {
	return one[models.Notice](tx, "id = ? AND user_id = ?", id, user)
}

// MarkNoticeRead notes that a notice was read.
func (tx *Tx) MarkNoticeRead(id int64) error {
	return tx.exec("UPDATE notices SET read_at = ? WHERE id = ? AND read_at IS NULL", tx.Now, id)
}

// SettleNotices marks notices of some kinds about an issue as read, as far as they come from before an entry: of everybody but those given.
func (tx *Tx) SettleNotices(issue, seq int64, kinds []models.NoticeKind, but []int64) error {
	return tx.exec("UPDATE notices SET read_at = ? WHERE issue_id = ? AND seq < ? AND kind IN ? AND read_at IS NULL AND user_id NOT IN ?",
		tx.Now, issue, seq, kinds, append([]int64{0}, but...)) // never an empty list
}

// MarkNoticesRead marks the notices of one person in one bulletin as read, up to the one given.
func (tx *Tx) MarkNoticesRead(user, bulletin, until int64) error {
	return tx.exec("UPDATE notices SET read_at = ? WHERE user_id = ? AND bulletin_id = ? AND id <= ? AND read_at IS NULL", tx.Now, user, bulletin, until)
}

// AuditEntries finds entries of the audit log by their sequence numbers.
func (tx *Tx) AuditEntries(seqs []int64) (map[int64]models.AuditEntry, error) {
	out := make(map[int64]models.AuditEntry, len(seqs))
	if len(seqs) == 0 {
		return out, nil
	}
	list, err := all[models.AuditEntry](tx, "seq", "seq IN ?", seqs)
	for _, e := range list {
		out[e.Seq] = e
	}
	return out, err
}

// Receiver is a member of a bulletin who could be told of something.
type Receiver struct {
	Roles []models.Role // held in the bulletin
	Email string        // empty: none
}

// Receivers finds those of the users who are enabled and hold a role in a bulletin.
func (tx *Tx) Receivers(bulletin int64, users []int64) (map[int64]Receiver, error) {
	out := make(map[int64]Receiver, len(users))
	if len(users) == 0 {
		return out, nil
	}
	var rows []struct {
		UserID int64
		Role   models.Role
		Email  string
	}
	err := tx.scan(&rows, `SELECT m.user_id, m.role, u.email FROM memberships m JOIN users u ON u.id = m.user_id
		WHERE m.bulletin_id = ? AND m.user_id IN ? AND u.disabled_at IS NULL AND NOT u.administrator ORDER BY m.id`, bulletin, users)
	for _, r := range rows {
		one := out[r.UserID]
		one.Email, one.Roles = r.Email, append(one.Roles, r.Role)
		out[r.UserID] = one
	}
	return out, err
}
