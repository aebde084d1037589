package store

import "jianbao/models"

// Lease finds the lease of an article, unless it has ended.
func (tx *Tx) Lease(article int64) (models.Lease, error) {
	return one[models.Lease](tx, "article_id = ? AND expires_at > ?", article, tx.Now)
}

// LeasesIn gives the leases of the articles of an issue by article, ended ones apart.
func (tx *Tx) LeasesIn(issue int64) (map[int64]models.Lease, error) {
	list, err := all[models.Lease](tx, "article_id", "article_id IN (SELECT id FROM articles WHERE issue_id = ?) AND expires_at > ?", issue, tx.Now)
	out := make(map[int64]models.Lease, len(list))
	for _, l := range list {
		out[l.ArticleID] = l
	}
	return out, err
}

// TakeLease gives an article to a user's tab, unless somebody else is in it; with force all the same. A tab that is in it stays
// in since when it came. What the lease is then is read back; it is the caller's if user and token are.
func (tx *Tx) TakeLease(l models.Lease, force bool) (models.Lease, error) {
	err := tx.exec(`INSERT INTO leases (article_id, user_id, token, taken_at, expires_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (article_id) DO UPDATE SET token = excluded.token, expires_at = excluded.expires_at, user_id = excluded.user_id,
		taken_at = CASE WHEN leases.user_id = excluded.user_id AND leases.expires_at > ? THEN leases.taken_at ELSE excluded.taken_at END
		WHERE leases.user_id = excluded.user_id OR leases.expires_at <= ? OR ?`,
		l.ArticleID, l.UserID, l.Token, tx.Now, tx.Now.Add(models.LeaseTime), tx.Now, tx.Now, force)
	if err != nil {
		return l, err
	}
	return tx.Lease(l.ArticleID)
}

// ReleaseLease ends the lease of a tab. One that is somebody else's stays.
func (tx *Tx) ReleaseLease(article, user int64, token string) error {
	return tx.exec("DELETE FROM leases WHERE article_id = ? AND user_id = ? AND token = ?", article, user, token)
}
