package store

import "jianbao/models"

// Import finds an import of a bulletin.
func (tx *Tx) Import(bulletin, id int64) (models.Import, error) {
	return one[models.Import](tx, "bulletin_id = ? AND id = ?", bulletin, id)
}

// OpenImports lists the imports of a bulletin that have not become issues, newest first, those of an archive intake apart.
func (tx *Tx) OpenImports(bulletin int64) ([]models.Import, error) {
	return all[models.Import](tx, "id DESC", "bulletin_id = ? AND issue_id IS NULL AND NOT archive", bulletin)
}

// CreateImport inserts an import.
func (tx *Tx) CreateImport(i *models.Import) error {
	i.CreatedAt, i.UpdatedAt, i.Version = tx.Now, tx.Now, 1
	return create(tx, i)
}

// UpdateImport writes the decisions and the issue of an import, if nobody else has since it was read.
func (tx *Tx) UpdateImport(i *models.Import) error {
	was := i.Version
	i.Version, i.UpdatedAt = was+1, tx.Now
	return update(tx, *i, i.ID, was, "decisions", "outline", "issue_id", "updated_at", "version")
}

// DeleteImport forgets an import; its file stays.
func (tx *Tx) DeleteImport(id int64) error { return tx.exec("DELETE FROM imports WHERE id = ?", id) }

// UploadsByID gives files by their id.
func (tx *Tx) UploadsByID(ids []int64) (map[int64]models.Upload, error) {
	out := make(map[int64]models.Upload, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	list, err := all[models.Upload](tx, "id", "id IN ?", ids)
	for _, u := range list {
		out[u.ID] = u
	}
	return out, err
}

// IssueByFile finds the newest undeleted issue that was made from a file with this SHA-256.
func (tx *Tx) IssueByFile(bulletin int64, sha256 string) (models.Issue, error) {
	return one[models.Issue](tx, `bulletin_id = ? AND deleted_at IS NULL AND id =
		(SELECT MAX(i.id) FROM issues i JOIN uploads u ON u.id = i.upload_id WHERE i.bulletin_id = ? AND i.deleted_at IS NULL AND u.sha256 = ?)`, bulletin, bulletin, sha256)
}
