package store

import "jianbao/models"

// Gaps lists the articles of an issue that readers do not see, with the event that took them away.
func (tx *Tx) Gaps(issue int64) (map[int64]models.Event, error) {
	var rows []struct {
		ArticleID int64
		Event     models.Event
	}
	err := tx.scan(&rows, "SELECT article_id, event FROM gaps WHERE issue_id = ? ORDER BY article_id", issue)
	out := make(map[int64]models.Event, len(rows))
	for _, r := range rows {
		out[r.ArticleID] = r.Event
	}
	return out, err
}

// OpenGap takes an article of an issue out of readers' sight, or notes another event that did.
func (tx *Tx) OpenGap(issue, article int64, e models.Event) error {
	return tx.exec("INSERT INTO gaps (issue_id, article_id, event, created_at) VALUES (?, ?, ?, ?) ON CONFLICT (issue_id, article_id) DO UPDATE SET event = excluded.event",
		issue, article, e, tx.Now)
}

// CloseGap shows an article to readers again.
func (tx *Tx) CloseGap(issue, article int64) error {
	return tx.exec("DELETE FROM gaps WHERE issue_id = ? AND article_id = ?", issue, article)
}
