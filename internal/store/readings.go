package store

import (
	"gorm.io/gorm"

	"jianbao/models"
)

// CreateReading gives somebody a run to read for information.
func (tx *Tx) CreateReading(r *models.Reading) error { return create(tx, r) }

// Readings lists who gets a run to read for information.
func (tx *Tx) Readings(run int64) ([]models.Reading, error) {
	return all[models.Reading](tx, "user_id", "run_id = ?", run)
}

// MarkRead notes that somebody has read a run, the first time.
func (tx *Tx) MarkRead(run, user int64) error {
	return tx.exec("UPDATE readings SET read_at = ? WHERE run_id = ? AND user_id = ? AND read_at IS NULL", tx.Now, run, user)
}

// UnreadIssues lists the issues of a bulletin, under review or signed, that a user has been given to read and has not, oldest first.
func (tx *Tx) UnreadIssues(bulletin, user int64, limit int) ([]models.Issue, error) {
	return gorm.G[models.Issue](tx.db).
		Where(`id IN (SELECT i.id FROM readings x JOIN runs r ON r.id = x.run_id JOIN issues i ON i.id = r.issue_id AND i.run_id = r.id
			WHERE x.user_id = ? AND x.read_at IS NULL AND i.bulletin_id = ? AND i.deleted_at IS NULL AND i.workflow IN ?)`,
			user, bulletin, []models.Workflow{models.Reviewing, models.Signed}).
		Order("id").Limit(limit).Find(tx.ctx)
}
