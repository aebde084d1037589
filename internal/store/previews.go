package store

import (
	"jianbao/models"
)

// CreatePreviewLink inserts a link.
func (tx *Tx) CreatePreviewLink(l *models.PreviewLink) error {
	l.CreatedAt = tx.Now
	return create(tx, l)
}

// PreviewLinks lists the links of an issue, newest first.
func (tx *Tx) PreviewLinks(issue int64) ([]models.PreviewLink, error) {
	return all[models.PreviewLink](tx, "id DESC", "issue_id = ?", issue)
}

// PreviewLink finds a link of an issue.
func (tx *Tx) PreviewLink(issue, id int64) (models.PreviewLink, error) {
	return one[models.PreviewLink](tx, "issue_id = ? AND id = ?", issue, id)
}

// PreviewLinkByToken finds a link by the SHA-256 of its token.
func (tx *Tx) PreviewLinkByToken(sha256 string) (models.PreviewLink, error) {
	return one[models.PreviewLink](tx, "token_sha256 = ?", sha256)
}

// CountPreviewOpening counts one more opening of a link.
func (tx *Tx) CountPreviewOpening(id int64) error {
	return tx.exec("UPDATE preview_links SET openings = openings + 1 WHERE id = ?", id)
}

// RevokePreviewLink ends a link and forgets the text it showed.
func (tx *Tx) RevokePreviewLink(id int64) error {
	return tx.exec("UPDATE preview_links SET revoked_at = ?, content = '{}' WHERE id = ? AND revoked_at IS NULL", tx.Now, id)
}
