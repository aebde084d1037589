package store

import (
	"errors"
	"slices"
	"strconv"

	"gorm.io/gorm"

	"jianbao/models"
)

// editionLock serialises publications of one bulletin, because each edition holds the hash of the one before.
const editionLock = 0x65646974_00000000

// LockEditions keeps other publications of the bulletin out until the transaction ends.
func (tx *Tx) LockEditions(bulletin int64) error { return tx.lock(editionLock + bulletin) }

// CreateEdition inserts an edition with the next number of its issue, its entries with their units and the uses of its pictures, and keeps the
// manifest that it was made of. It touches pages.
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
	if err := errors.Join(tx.keepManifest(e.IssueID, e.ManifestHash, e.Content.Manifest), tx.publishPictures(*e), tx.createEntryUnits(*e), tx.classify(*e), tx.TouchPages()); err != nil {
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

// EditionRead reports whether a readership reads an edition.
func (tx *Tx) EditionRead(id int64, to models.Readership) (found bool, err error) {
	may := readsEdition(to)
	err = tx.scan(&found, "SELECT EXISTS (SELECT 1 FROM editions e WHERE e.id = ? AND "+may.sql+")", append([]any{id}, may.args...)...)
	return found, err
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

// live is the condition of visibility: the live edition of an issue in good standing that may be read.
func live(bulletin int64, to models.Readership) subquery {
	may := readsEdition(to)
	return subquery{` FROM editions e JOIN issues i ON i.edition_id = e.id
	WHERE e.bulletin_id = ? AND i.standing IN ('normal', 'archived') AND ` + may.sql, append([]any{bulletin}, may.args...)}
}

const liveColumns = `SELECT e.id, e.issue_id, e.number, e.kind, e.year, e.issue_number, e.cumulative, e.date, e.access, e.manifest_hash, e.hash,
	(SELECT COUNT(*) FROM edition_entries n WHERE n.edition_id = e.id`

// liveRows is live with what lists show of an edition: of its articles, those that may be read are counted.
func liveRows(bulletin int64, to models.Readership) subquery {
	counted, from := readsEntry(to, "n.edition_id", "n.article_id"), live(bulletin, to)
	return subquery{liveColumns + " AND " + counted.sql + ") AS articles" + from.sql, slices.Concat(counted.args, from.args)}
}

const newestFirst = " ORDER BY e.date DESC, e.published_at DESC, e.id DESC"

// LiveEditions lists what a readership may see of a calendar year (empty: all), newest first.
func (tx *Tx) LiveEditions(bulletin int64, to models.Readership, year string, limit, offset int) ([]models.LiveEdition, error) {
	var out []models.LiveEdition
	rows := liveRows(bulletin, to)
	err := tx.scan(&out, rows.sql+" AND e.date >= ? AND e.date < ?"+newestFirst+" LIMIT ? OFFSET ?", append(rows.args, year, year+"~", limit, offset)...)
	return out, err
}

// CurrentEdition is the newest live edition of regular issues; of any kind when there is none.
func (tx *Tx) CurrentEdition(bulletin int64, to models.Readership) (models.LiveEdition, error) {
	rows := liveRows(bulletin, to)
	for _, kind := range []string{" AND e.kind = 'regular'", ""} { // each ends at the first that the index finds
		var out []models.LiveEdition
		if err := tx.scan(&out, rows.sql+kind+newestFirst+" LIMIT 1", rows.args...); err != nil || len(out) > 0 {
			return append(out, models.LiveEdition{})[0], err
		}
	}
	return models.LiveEdition{}, models.NotFound()
}

// EntryTitles gives the titles of the articles of editions that a readership reads, in order.
func (tx *Tx) EntryTitles(editions []models.LiveEdition, to models.Readership) (map[int64][]string, error) {
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
	may := readsEntry(to, "n.edition_id", "n.article_id")
	err := tx.scan(&rows, `SELECT edition_id, title FROM edition_entries n WHERE edition_id IN ?
		AND NOT EXISTS (SELECT 1 FROM gaps g WHERE g.issue_id = n.issue_id AND g.article_id = n.article_id) AND `+may.sql+` ORDER BY edition_id, position`,
		append([]any{ids}, may.args...)...)
	for _, r := range rows {
		titles[r.EditionID] = append(titles[r.EditionID], r.Title)
	}
	return titles, err
}

// EditionYears lists the years of the archive, newest first.
func (tx *Tx) EditionYears(bulletin int64, to models.Readership) ([]models.EditionYear, error) {
	var out []models.EditionYear
	from := live(bulletin, to)
	err := tx.scan(&out, "SELECT substr(e.date, 1, 4) AS year, COUNT(*) AS issues"+from.sql+" GROUP BY substr(e.date, 1, 4) ORDER BY 1 DESC", from.args...)
	return out, err
}

// EditionsByNumber lists the live editions whose issue has this number or cumulative number, newest first.
func (tx *Tx) EditionsByNumber(bulletin int64, to models.Readership, number int) ([]models.LiveEdition, error) {
	var out []models.LiveEdition
	rows := liveRows(bulletin, to)
	err := tx.scan(&out, rows.sql+" AND (e.issue_number = ? OR e.cumulative = ?)"+newestFirst+" LIMIT 20", append(rows.args, number, number)...)
	return out, err
}

// Neighbours finds the live editions before and after one in time; a zero ID where there is none.
func (tx *Tx) Neighbours(bulletin int64, to models.Readership, e models.Edition) (before, after models.LiveEdition, err error) {
	rows := liveRows(bulletin, to)
	args := slices.Concat(rows.args, []any{e.Date, e.ID})
	err = tx.scan(&before, rows.sql+" AND (e.date, e.id) < (?, ?)"+" ORDER BY e.date DESC, e.id DESC LIMIT 1", args...)
	if err != nil {
		return before, after, err
	}
	err = tx.scan(&after, rows.sql+" AND (e.date, e.id) > (?, ?)"+" ORDER BY e.date, e.id LIMIT 1", args...)
	return before, after, err
}

// CreateWithdrawal notes that an edition was taken down, withdrawn or restored. It touches pages.
func (tx *Tx) CreateWithdrawal(w *models.Withdrawal) error {
	w.CreatedAt = tx.Now
	return errors.Join(create(tx, w), tx.TouchPages())
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
		Where("issue_id = ? AND action IN ('issue.publish', 'issue.admit') AND object = 'edition:' || CAST(? AS TEXT)", e.IssueID, strconv.FormatInt(e.ID, 10)).
		Order("seq").Limit(1).Find(tx.ctx)
	if err != nil || len(list) == 0 {
		return entry, err
	}
	return list[0], nil
}

// LostEditions lists the entries of the audit log on publications whose edition is gone; of one bulletin, or of all when it is 0.
func (tx *Tx) LostEditions(bulletin int64) ([]models.AuditEntry, error) {
	q := gorm.G[models.AuditEntry](tx.db).Where("action IN ('issue.publish', 'issue.admit') AND object NOT IN (SELECT 'edition:' || id FROM editions)")
	if bulletin != 0 {
		q = q.Where("bulletin_id = ?", bulletin)
	}
	return q.Order("seq").Find(tx.ctx)
}

// EditionsOfIssue lists the editions of an issue without their content, oldest first.
func (tx *Tx) EditionsOfIssue(issue int64) ([]models.LiveEdition, error) {
	var out []models.LiveEdition
	err := tx.scan(&out, liveColumns+") AS articles FROM editions e WHERE e.issue_id = ? ORDER BY e.id", issue)
	return out, err
}
