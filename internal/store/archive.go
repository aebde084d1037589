package store

import (
	"errors"

	"gorm.io/gorm"

	"jianbao/models"
)

// archiveQueue are the files of an archive intake whose issue, if there is one, was not deleted.
const archiveQueue = ` FROM imports m LEFT JOIN issues i ON i.id = m.issue_id WHERE m.bulletin_id = ? AND m.archive AND i.deleted_at IS NULL AND `

// archiveStates are the conditions of the states of a file of an archive intake.
var archiveStates = map[models.ArchiveState]string{
	models.ArchiveToMap:    "m.issue_id IS NULL",
	models.ArchiveToAdmit:  "i.workflow = 'drafting'",
	models.ArchiveAdmitted: "i.workflow = 'signed'",
}

// ArchiveImports lists the files of an archive intake in a state, in the order in which they came.
func (tx *Tx) ArchiveImports(bulletin int64, state models.ArchiveState, limit, offset int) ([]models.Import, error) {
	var ids []int64
	if err := tx.scan(&ids, "SELECT m.id"+archiveQueue+archiveStates[state]+" ORDER BY m.id LIMIT ? OFFSET ?", bulletin, limit, offset); err != nil || len(ids) == 0 {
		return nil, err
	}
	return all[models.Import](tx, "id", "id IN ?", ids)
}

// CountArchive counts the files of an archive intake by state.
func (tx *Tx) CountArchive(bulletin int64) (map[models.ArchiveState]int, error) {
	counts := make(map[models.ArchiveState]int, len(archiveStates)+1)
	for state := range archiveStates {
		n, err := tx.CountArchiveIn(bulletin, state)
		if err != nil {
			return nil, err
		}
		counts[state] = n
	}
	n, err := gorm.G[models.ArchiveRefusal](tx.db).Where("bulletin_id = ?", bulletin).Count(tx.ctx, "*")
	counts[models.ArchiveUnread] = int(n)
	return counts, err
}

// CountArchiveIn counts the files of an archive intake that are in one state and could be read.
func (tx *Tx) CountArchiveIn(bulletin int64, state models.ArchiveState) (n int, err error) {
	err = tx.scan(&n, "SELECT COUNT(*)"+archiveQueue+archiveStates[state], bulletin)
	return n, err
}

// NextArchiveImport finds the file of an archive intake that waits on the mapping screen after one, or else the first that waits.
func (tx *Tx) NextArchiveImport(bulletin, after int64) (id int64, err error) {
	err = tx.scan(&id, "SELECT id FROM imports WHERE bulletin_id = ? AND archive AND issue_id IS NULL AND id <> ? ORDER BY (id > ?) DESC, id LIMIT 1", bulletin, after, after)
	return id, errors.Join(err, notFoundIf(err == nil && id == 0))
}

// ArchiveKnows reports whether a file with this SHA-256 stands in the archive intake of a bulletin already, with an issue that was not deleted or
// without one.
func (tx *Tx) ArchiveKnows(bulletin int64, sha256 string) (known bool, err error) {
	err = tx.scan(&known, `SELECT EXISTS (SELECT 1 FROM imports m JOIN uploads u ON u.id = m.upload_id LEFT JOIN issues i ON i.id = m.issue_id
		WHERE m.bulletin_id = ? AND m.archive AND i.deleted_at IS NULL AND u.sha256 = ?)`, bulletin, sha256)
	return known, err
}

// ArchiveToAdmit lists the archive issues that wait for a signer, oldest first, and counts all of them.
func (tx *Tx) ArchiveToAdmit(bulletin int64, limit int) (issues []models.Issue, total int64, err error) {
	q := gorm.G[models.Issue](tx.db).Where("bulletin_id = ? AND archival AND workflow = ? AND deleted_at IS NULL", bulletin, models.Drafting)
	if total, err = q.Count(tx.ctx, "*"); err != nil {
		return nil, 0, err
	}
	issues, err = q.Order("date, year, number, id").Limit(limit).Find(tx.ctx)
	return issues, total, err
}

// FirstIssue finds the undeleted issue of a kind with the lowest number, archive issues apart.
func (tx *Tx) FirstIssue(bulletin int64, kind models.IssueKind) (models.Issue, error) {
	issues, err := gorm.G[models.Issue](tx.db).Where("bulletin_id = ? AND kind = ? AND deleted_at IS NULL AND NOT archival", bulletin, kind).
		Order("year, number").Limit(1).Find(tx.ctx)
	if err != nil || len(issues) == 0 {
		return models.Issue{}, errors.Join(err, notFoundIf(len(issues) == 0))
	}
	return issues[0], nil
}

// ArchiveRefusals lists the files of an archive intake that could not be read, newest first.
func (tx *Tx) ArchiveRefusals(bulletin int64, limit, offset int) ([]models.ArchiveRefusal, error) {
	return gorm.G[models.ArchiveRefusal](tx.db).Where("bulletin_id = ?", bulletin).Order("id DESC").Limit(limit).Offset(offset).Find(tx.ctx)
}

// ArchiveRefusal finds one of them.
func (tx *Tx) ArchiveRefusal(bulletin, id int64) (models.ArchiveRefusal, error) {
	return one[models.ArchiveRefusal](tx, "bulletin_id = ? AND id = ?", bulletin, id)
}

// CreateArchiveRefusal notes a file that could not be read.
func (tx *Tx) CreateArchiveRefusal(r *models.ArchiveRefusal) error {
	r.CreatedAt = tx.Now
	return create(tx, r)
}

// DeleteArchiveRefusal forgets it.
func (tx *Tx) DeleteArchiveRefusal(id int64) error {
	return tx.exec("DELETE FROM archive_refusals WHERE id = ?", id)
}
