package store

import (
	"strings"

	"gorm.io/gorm"

	"jianbao/models"
)

// PlanFiles notes that files of an edition are to be made.
func (tx *Tx) PlanFiles(edition int64, formats []models.FileFormat) error {
	files := make([]models.EditionFile, len(formats))
	for i, f := range formats {
		files[i] = models.EditionFile{EditionID: edition, Format: f}
	}
	return gorm.G[models.EditionFile](tx.db).CreateInBatches(tx.ctx, &files, len(files))
}

// EditionFiles lists the files of an edition, those to be made too.
func (tx *Tx) EditionFiles(edition int64) ([]models.EditionFile, error) {
	return gorm.G[models.EditionFile](tx.db).Where("edition_id = ?", edition).Order("id").Find(tx.ctx)
}

// EditionFile finds one file of an edition.
func (tx *Tx) EditionFile(edition int64, format models.FileFormat) (models.EditionFile, error) {
	return one[models.EditionFile](tx, "edition_id = ? AND format = ?", edition, format)
}

// FileMade notes that a file of an edition is there. One that was made before stays as it is: it may have been handed out.
func (tx *Tx) FileMade(id int64, sha256 string, bytes int64) error {
	return tx.exec("UPDATE edition_files SET sha256 = ?, bytes = ?, tries = tries + 1, error = '', made_at = ? WHERE id = ? AND sha256 = ''", sha256, bytes, tx.Now, id)
}

// FileFailed notes why a file could not be made this time.
func (tx *Tx) FileFailed(id int64, cause error) error {
	text := cause.Error()
	text = strings.ToValidUTF8(text[:min(len(text), maxOutboxError)], "")
	return tx.exec("UPDATE edition_files SET tries = tries + 1, error = ? WHERE id = ? AND sha256 = ''", text, id)
}

// Originals lists the files that an edition was made from: the one its issue was imported from, those registered with its articles, and
// scans of decisions on paper.
func (tx *Tx) Originals(e models.Edition) (list []models.Upload, err error) {
	err = tx.scan(&list, `SELECT * FROM uploads WHERE id IN (
		SELECT upload_id FROM issues WHERE id = ? AND upload_id IS NOT NULL
		UNION SELECT m.upload_id FROM materials m JOIN edition_entries n ON n.article_id = m.article_id WHERE n.edition_id = ?
		UNION SELECT d.upload_id FROM decisions d JOIN runs r ON r.id = d.run_id WHERE r.issue_id = ? AND d.upload_id IS NOT NULL
	) ORDER BY id`, e.IssueID, e.ID, e.IssueID)
	return list, err
}
