package store

import (
	"gorm.io/gorm"

	"jianbao/models"
)

// Comments lists the comments on an article and the answers to them, oldest first. There are at most models.MaxThreads threads.
func (tx *Tx) Comments(article int64) ([]models.Comment, error) {
	return all[models.Comment](tx, "id", "article_id = ?", article)
}

// CommentsOn lists the comments and answers on any of the articles, oldest first.
func (tx *Tx) CommentsOn(articles []int64) ([]models.Comment, error) {
	if len(articles) == 0 {
		return nil, nil
	}
	return all[models.Comment](tx, "id", "article_id IN ?", articles)
}

// Comment finds one comment or answer on an article.
func (tx *Tx) Comment(article, id int64) (models.Comment, error) {
	return one[models.Comment](tx, "article_id = ? AND id = ?", article, id)
}

// CountThreads counts the threads on an article.
func (tx *Tx) CountThreads(article int64) (n int, err error) {
	err = tx.scan(&n, "SELECT COUNT(*) FROM comments WHERE article_id = ? AND thread_id = 0", article)
	return n, err
}

// CountAnswers counts the answers to a comment.
func (tx *Tx) CountAnswers(thread int64) (n int, err error) {
	err = tx.scan(&n, "SELECT COUNT(*) FROM comments WHERE thread_id = ?", thread)
	return n, err
}

// LastOfThread is the newest comment of a thread.
func (tx *Tx) LastOfThread(thread int64) (id int64, err error) {
	err = tx.scan(&id, "SELECT MAX(id) FROM comments WHERE thread_id = ? OR id = ?", thread, thread)
	return id, err
}

// CreateComment inserts a comment or an answer.
func (tx *Tx) CreateComment(c *models.Comment) error {
	c.CreatedAt = tx.Now
	return create(tx, c)
}

// DeleteComment takes a comment back that nobody has answered.
func (tx *Tx) DeleteComment(id int64) error {
	return tx.exec("DELETE FROM comments WHERE id = ?", id)
}

// UpdateThread writes whether a thread is resolved. The article is locked by whoever calls.
func (tx *Tx) UpdateThread(c models.Comment) error {
	_, err := gorm.G[models.Comment](tx.db).Where("id = ?", c.ID).Select("resolved_at", "resolved_by").Updates(tx.ctx, c)
	return err
}

// OpenMustFix lists the unresolved threads of an issue's articles that keep it from being submitted, oldest first.
func (tx *Tx) OpenMustFix(issue int64) ([]models.Comment, error) {
	return all[models.Comment](tx, "id", "must_fix AND thread_id = 0 AND resolved_at IS NULL AND article_id IN (SELECT id FROM articles WHERE issue_id = ? AND deleted_at IS NULL)", issue)
}

// CommentsOpen counts the unresolved threads and the undecided proposals of an issue's articles, by article; without any, there is no entry.
func (tx *Tx) CommentsOpen(issue int64) (map[int64]int, error) {
	var rows []struct {
		ArticleID int64
		Open      int
	}
	err := tx.scan(&rows, `SELECT w.article_id, COUNT(*) AS open FROM (
		SELECT article_id FROM comments WHERE thread_id = 0 AND resolved_at IS NULL
		UNION ALL SELECT article_id FROM proposals WHERE state = ?) w
		JOIN articles a ON a.id = w.article_id WHERE a.issue_id = ? AND a.deleted_at IS NULL GROUP BY w.article_id`, models.ProposalOpen, issue)
	out := make(map[int64]int, len(rows))
	for _, r := range rows {
		out[r.ArticleID] = r.Open
	}
	return out, err
}
