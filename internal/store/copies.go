package store

import (
	"gorm.io/gorm"

	"jianbao/models"
)

// WorkingCopy finds the working copy of a user, one that was discarded too.
func (tx *Tx) WorkingCopy(article, user int64) (models.WorkingCopy, error) {
	return one[models.WorkingCopy](tx, "article_id = ? AND user_id = ?", article, user)
}

// WorkingCopyByID finds a working copy of a user.
func (tx *Tx) WorkingCopyByID(user, id int64) (models.WorkingCopy, error) {
	return one[models.WorkingCopy](tx, "user_id = ? AND id = ?", user, id)
}

// WorkingCopiesOf lists the working copies of a user that were not discarded, newest first.
func (tx *Tx) WorkingCopiesOf(user int64, limit int) ([]models.WorkingCopy, error) {
	return gorm.G[models.WorkingCopy](tx.db).Where("user_id = ? AND discarded_at IS NULL", user).Order("saved_at DESC, id DESC").Limit(limit).Find(tx.ctx)
}

// WorkingCopiesIn lists everybody's working copies of the articles of an issue that were not discarded. Their texts are nobody
// else's business: what is made of the list may name people only.
func (tx *Tx) WorkingCopiesIn(issue int64) ([]models.WorkingCopy, error) {
	return all[models.WorkingCopy](tx, "saved_at, id",
		"article_id IN (SELECT id FROM articles WHERE issue_id = ? AND deleted_at IS NULL) AND discarded_at IS NULL", issue)
}

// StoreWorkingCopy writes the working copy of a user in place of the one before, and reads it back.
func (tx *Tx) StoreWorkingCopy(w models.WorkingCopy) (models.WorkingCopy, error) {
	err := tx.exec(`INSERT INTO working_copies (article_id, user_id, base_id, text, state, hash, saved_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, 1)
		ON CONFLICT (article_id, user_id) DO UPDATE SET base_id = excluded.base_id, text = excluded.text, state = excluded.state, hash = excluded.hash,
		saved_at = excluded.saved_at, discarded_at = NULL, version = working_copies.version + 1`,
		w.ArticleID, w.UserID, w.BaseID, string(models.Canonical(w.Text)), w.State, w.Hash, tx.Now)
	if err != nil {
		return w, err
	}
	return tx.WorkingCopy(w.ArticleID, w.UserID)
}

// SetWorkingCopyDiscarded marks a working copy as discarded, or takes that back.
func (tx *Tx) SetWorkingCopyDiscarded(id int64, discarded bool) error {
	if discarded {
		return tx.exec("UPDATE working_copies SET discarded_at = ? WHERE id = ?", tx.Now, id)
	}
	return tx.exec("UPDATE working_copies SET discarded_at = NULL WHERE id = ?", id)
}

// DeleteWorkingCopy removes the working copy of a user: its text has become a revision.
func (tx *Tx) DeleteWorkingCopy(article, user int64) error {
	return tx.exec("DELETE FROM working_copies WHERE article_id = ? AND user_id = ?", article, user)
}

// SweepWorkingCopies removes what a user discarded more than a day ago.
func (tx *Tx) SweepWorkingCopies(user int64) error {
	return tx.exec("DELETE FROM working_copies WHERE user_id = ? AND discarded_at < ?", user, tx.Now.AddDate(0, 0, -1))
}
