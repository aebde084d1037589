package store

import (
	"errors"
	"strconv"

	"gorm.io/gorm"

	"jianbao/models"
)

// editionLock serialises publications of one bulletin, because each edition holds the hash of the one before.
const editionLock = 0x65646974_00000000

// LockEditions keeps other publications of the bulletin out until the transaction ends.
func (tx *Tx) LockEditions(bulletin int64) error { return tx.lock(editionLock + bulletin) }

// CreateEdition inserts an edition with the next number of its issue, its entries and the uses of its pictures.
func (tx *Tx) CreateEdition(e *models.Edition, entries []models.EditionEntry) error {
	var n int
	if err := tx.scan(&n, "SELECT COALESCE(MAX(number), 0) FROM editions WHERE issue_id = ?", e.IssueID); err != nil {
		return err
	}
	e.Number, e.PublishedAt = n+1, tx.Now
	if err := create(tx, e); err != nil {
		return err
	}
	for i := range entries {
		entries[i].EditionID = e.ID
	}
	if err := tx.publishPictures(*e); err != nil {
		return err
	}
	return gorm.G[models.EditionEntry](tx.db).CreateInBatches(tx.ctx, &entries, 100)
}

// LastEditionHash is the hash of the bulletin's newest edition, empty before the first.
func (tx *Tx) LastEditionHash(bulletin int64) (string, error) {
	var hash string
	err := tx.scan(&hash, "SELECT hash FROM editions WHERE bulletin_id = ? ORDER BY id DESC LIMIT 1", bulletin)
	return hash, err
}

// Edition finds an edition.
func (tx *Tx) Edition(id int64) (models.Edition, error) {
	return one[models.Edition](tx, "id = ?", id)
}

// EditionAccess is the access class of an edition, without its content.
func (tx *Tx) EditionAccess(id int64) (access models.Access, err error) {
	err = tx.scan(&access, "SELECT access FROM editions WHERE id = ?", id)
	return access, err
}

// EditionOfRun finds the edition that a signed run has become.
func (tx *Tx) EditionOfRun(run int64) (models.Edition, error) {
	return one[models.Edition](tx, "run_id = ?", run)
}

// EntryOfArticle finds an article in the live edition of its issue.
func (tx *Tx) EntryOfArticle(bulletin, article int64) (models.EditionEntry, error) {
	list, err := gorm.G[models.EditionEntry](tx.db).
		Where("bulletin_id = ? AND article_id = ? AND edition_id IN (SELECT edition_id FROM issues WHERE edition_id IS NOT NULL)", bulletin, article).
		Order("id DESC").Limit(1).Find(tx.ctx)
	if err != nil || len(list) == 0 {
		return models.EditionEntry{}, errors.Join(err, notFoundIf(len(list) == 0))
	}
	return list[0], nil
}

// live is the condition of visibility: the live edition of an issue in good standing, in a class that may be read.
const live = ` FROM editions e JOIN issues i ON i.edition_id = e.id
	WHERE e.bulletin_id = ? AND i.standing IN ('normal', 'archived') AND e.access IN ?`

const liveColumns = `SELECT e.id, e.issue_id, e.number, e.kind, e.year, e.issue_number, e.cumulative, e.date, e.access, e.manifest_hash, e.hash,
	(SELECT COUNT(*) FROM edition_entries n WHERE n.edition_id = e.id) AS articles`

const newestFirst = " ORDER BY e.date DESC, e.published_at DESC, e.id DESC"

// LiveEditions lists what readers of the access classes may see of a calendar year (0: all), newest first.
func (tx *Tx) LiveEditions(bulletin int64, access []models.Access, year string, limit, offset int) ([]models.LiveEdition, error) {
	var out []models.LiveEdition
	err := tx.scan(&out, liveColumns+live+" AND e.date LIKE ?"+newestFirst+" LIMIT ? OFFSET ?", bulletin, access, year+"%", limit, offset)
	return out, err
}

// CurrentEdition is the newest live edition of regular issues; of any kind when there is none.
func (tx *Tx) CurrentEdition(bulletin int64, access []models.Access) (models.LiveEdition, error) {
	var out []models.LiveEdition
	err := tx.scan(&out, liveColumns+live+" ORDER BY (e.kind = 'regular') DESC, e.date DESC, e.published_at DESC, e.id DESC LIMIT 1", bulletin, access)
	if err != nil || len(out) == 0 {
		return models.LiveEdition{}, errors.Join(err, notFoundIf(len(out) == 0))
	}
	return out[0], nil
}

// EntryTitles gives the titles of the articles of editions, in order.
func (tx *Tx) EntryTitles(editions []models.LiveEdition) (map[int64][]string, error) {
	titles := make(map[int64][]string, len(editions))
	if len(editions) == 0 {
		return titles, nil
	}
	ids := make([]int64, len(editions))
	for i, e := range editions {
		ids[i] = e.ID
	}
	var rows []struct {
		EditionID int64
		Title     string
	}
	err := tx.scan(&rows, `SELECT edition_id, title FROM edition_entries n WHERE edition_id IN ?
		AND NOT EXISTS (SELECT 1 FROM gaps g WHERE g.issue_id = n.issue_id AND g.article_id = n.article_id) ORDER BY edition_id, position`, ids)
	for _, r := range rows {
		titles[r.EditionID] = append(titles[r.EditionID], r.Title)
	}
	return titles, err
}

// EditionYears lists the years of the archive, newest first.
func (tx *Tx) EditionYears(bulletin int64, access []models.Access) ([]models.EditionYear, error) {
	var out []models.EditionYear
	err := tx.scan(&out, "SELECT substr(e.date, 1, 4) AS year, COUNT(*) AS issues"+live+" GROUP BY substr(e.date, 1, 4) ORDER BY 1 DESC", bulletin, access)
	return out, err
}

// EditionsByNumber lists the live editions whose issue has this number or cumulative number, newest first.
func (tx *Tx) EditionsByNumber(bulletin int64, access []models.Access, number int) ([]models.LiveEdition, error) {
	var out []models.LiveEdition
	err := tx.scan(&out, liveColumns+live+" AND (e.issue_number = ? OR e.cumulative = ?)"+newestFirst+" LIMIT 20", bulletin, access, number, number)
	return out, err
}

// Neighbours finds the live editions before and after one in time; a zero ID where there is none.
func (tx *Tx) Neighbours(bulletin int64, access []models.Access, e models.Edition) (before, after models.LiveEdition, err error) {
	err = tx.scan(&before, liveColumns+live+" AND (e.date, e.id) < (?, ?)"+" ORDER BY e.date DESC, e.id DESC LIMIT 1", bulletin, access, e.Date, e.ID)
	if err != nil {
		return before, after, err
	}
	err = tx.scan(&after, liveColumns+live+" AND (e.date, e.id) > (?, ?)"+" ORDER BY e.date, e.id LIMIT 1", bulletin, access, e.Date, e.ID)
	return before, after, err
}

// CreateWithdrawal notes that an edition was taken down, withdrawn or restored.
func (tx *Tx) CreateWithdrawal(w *models.Withdrawal) error {
	w.CreatedAt = tx.Now
	return create(tx, w)
}

// Withdrawals lists the records of an issue, newest first.
func (tx *Tx) Withdrawals(issue int64) ([]models.Withdrawal, error) {
	return all[models.Withdrawal](tx, "id DESC", "issue_id = ?", issue)
}

// EditionsAfter lists up to limit editions with a larger id, oldest first; of one bulletin, or of all when it is 0.
func (tx *Tx) EditionsAfter(bulletin, id int64, limit int) ([]models.Edition, error) {
	q := gorm.G[models.Edition](tx.db).Where("id > ?", id)
	if bulletin != 0 {
		q = q.Where("bulletin_id = ?", bulletin)
	}
	return q.Order("id").Limit(limit).Find(tx.ctx)
}

// EditionEntries lists what lists and search see of an edition, in order.
func (tx *Tx) EditionEntries(edition int64) ([]models.EditionEntry, error) {
	return all[models.EditionEntry](tx, "position", "edition_id = ?", edition)
}

// PublishedAs finds the entry of the audit log that an edition's publication left; the zero entry when there is none.
func (tx *Tx) PublishedAs(e models.Edition) (entry models.AuditEntry, err error) {
	list, err := gorm.G[models.AuditEntry](tx.db).
		Where("issue_id = ? AND action = 'issue.publish' AND object = 'edition:' || CAST(? AS TEXT)", e.IssueID, strconv.FormatInt(e.ID, 10)).
		Order("seq").Limit(1).Find(tx.ctx)
	if err != nil || len(list) == 0 {
		return entry, err
	}
	return list[0], nil
}

// LostEditions lists the entries of the audit log on publications whose edition is gone; of one bulletin, or of all when it is 0.
func (tx *Tx) LostEditions(bulletin int64) ([]models.AuditEntry, error) {
	q := gorm.G[models.AuditEntry](tx.db).Where("action = 'issue.publish' AND object NOT IN (SELECT 'edition:' || id FROM editions)")
	if bulletin != 0 {
		q = q.Where("bulletin_id = ?", bulletin)
	}
	return q.Order("seq").Find(tx.ctx)
}

// EditionsOfIssue lists the editions of an issue without their content, oldest first.
func (tx *Tx) EditionsOfIssue(issue int64) ([]models.LiveEdition, error) {
	var out []models.LiveEdition
	err := tx.scan(&out, liveColumns+" FROM editions e WHERE e.issue_id = ? ORDER BY e.id", issue)
	return out, err
}
