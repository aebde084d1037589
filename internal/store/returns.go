package store

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jianbao/models"
)

// ReturnPoints lists what the returns of an issue asked for, oldest first.
func (tx *Tx) ReturnPoints(issue int64) ([]models.ReturnPoint, error) {
	return all[models.ReturnPoint](tx, "id", "issue_id = ?", issue)
}

// ReturnPoint finds one of them.
func (tx *Tx) ReturnPoint(issue, id int64) (models.ReturnPoint, error) {
	return one[models.ReturnPoint](tx, "issue_id = ? AND id = ?", issue, id)
}

// CreateReturnPoint inserts a point.
func (tx *Tx) CreateReturnPoint(p *models.ReturnPoint) error { return create(tx, p) }

// AnswerReturnPoint writes whether a point is done, by whom, and what is answered.
func (tx *Tx) AnswerReturnPoint(p models.ReturnPoint) error {
	_, err := gorm.G[models.ReturnPoint](tx.db).Where("id = ?", p.ID).Select("done_at", "done_by", "answer").Updates(tx.ctx, p)
	return err
}

// ReviewMarks lists what a user noted for themselves of an issue, oldest first.
func (tx *Tx) ReviewMarks(user, issue int64) ([]models.ReviewMark, error) {
	return all[models.ReviewMark](tx, "id", "user_id = ? AND issue_id = ?", user, issue)
}

// PutReviewMark writes a mark in place of the one that its user has at the same place.
func (tx *Tx) PutReviewMark(m models.ReviewMark) error {
	m.CreatedAt = tx.Now
	return gorm.G[models.ReviewMark](tx.db, clause.OnConflict{
		Columns:   []clause.Column{{Name: "user_id"}, {Name: "article_id"}, {Name: "block_id"}},
		DoUpdates: clause.AssignmentColumns([]string{"issue_id", "hash", "verdict", "created_at"}),
	}).Create(tx.ctx, &m)
}

// DropReviewMark removes the mark that a user has at a place.
func (tx *Tx) DropReviewMark(user, article int64, block string) error {
	return tx.exec("DELETE FROM review_marks WHERE user_id = ? AND article_id = ? AND block_id = ?", user, article, block)
}

// DropReviewMarks removes what a user noted of an issue.
func (tx *Tx) DropReviewMarks(user, issue int64) error {
	return tx.exec("DELETE FROM review_marks WHERE user_id = ? AND issue_id = ?", user, issue)
}
