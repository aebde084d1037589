package store

import (
	"slices"

	"gorm.io/gorm"

	"jianbao/models"
)

// ListedEntry is an article of a live edition with the issue that it stands in, without its text.
type ListedEntry struct {
	EditionID   int64
	IssueID     int64
	ArticleID   int64
	Number      int // printed number of the article
	Section     string
	Title       string
	Date        string
	Kind        models.IssueKind
	Year        int
	IssueNumber int
	Cumulative  int
	Units       []string `gorm:"-"` // sending units, once FillUnits has read them
}

// Label is the printed number of the issue.
func (e ListedEntry) Label() string {
	return models.IssueNumber{Kind: e.Kind, Year: e.Year, Number: e.IssueNumber, Cumulative: e.Cumulative}.Label()
}

// shownEntries are the articles of live editions that a readership reads and nobody has taken out of sight.
func shownEntries(bulletin int64, to models.Readership) subquery {
	edition, entry := readsEdition(to), readsEntry(to, "n.edition_id", "n.article_id")
	return subquery{` FROM edition_entries n JOIN editions e ON e.id = n.edition_id JOIN issues i ON i.edition_id = e.id
	WHERE n.bulletin_id = ? AND i.standing IN ('normal', 'archived') AND i.deleted_at IS NULL AND ` + edition.sql + ` AND ` + entry.sql + `
	AND NOT EXISTS (SELECT 1 FROM gaps g WHERE g.issue_id = n.issue_id AND g.article_id = n.article_id)`, slices.Concat([]any{bulletin}, edition.args, entry.args)}
}

const entryColumns = `SELECT n.edition_id, n.issue_id, n.article_id, n.number, n.section, n.title, n.date, e.kind, e.year, e.issue_number, e.cumulative`

// LiveEntries lists what a readership may see of one section (empty: of all) in a calendar year, the newest issue first, each issue in its
// printed order.
func (tx *Tx) LiveEntries(bulletin int64, to models.Readership, section, year string, limit int) (out []ListedEntry, err error) {
	shown := shownEntries(bulletin, to)
	query, args := entryColumns+shown.sql, shown.args
	if section != "" {
		query, args = query+" AND n.section = ?", append(args, section)
	}
	err = tx.scan(&out, query+" AND n.date >= ? AND n.date < ? ORDER BY n.date DESC, n.edition_id DESC, n.position LIMIT ?", append(args, year+"-", year+"-~", limit)...)
	return out, err
}

// SectionYears lists the years in which a section stands, newest first, with the number of its articles. Which editions are live is asked once,
// not for each article.
func (tx *Tx) SectionYears(bulletin int64, to models.Readership, section string) (out []models.EditionYear, err error) {
	live, entry := live(bulletin, to), readsEntry(to, "n.edition_id", "n.article_id")
	err = tx.scan(&out, `SELECT substr(n.date, 1, 4) AS year, COUNT(*) AS issues FROM edition_entries n WHERE n.bulletin_id = ? AND n.section = ?
		AND n.edition_id IN (SELECT e.id`+live.sql+` AND i.deleted_at IS NULL) AND `+entry.sql+`
		AND NOT EXISTS (SELECT 1 FROM gaps g WHERE g.issue_id = n.issue_id AND g.article_id = n.article_id) GROUP BY substr(n.date, 1, 4) ORDER BY 1 DESC`,
		slices.Concat([]any{bulletin, section}, live.args, entry.args)...)
	return out, err
}

// NewestEditions gives the newest live editions that a readership reads, with their whole contents; with a section, the newest that hold an
// article in it for that readership.
func (tx *Tx) NewestEditions(bulletin int64, to models.Readership, section string, limit int) ([]models.Edition, error) {
	from := live(bulletin, to)
	query, args := "SELECT e.id"+from.sql, from.args
	if section != "" {
		may := readsEntry(to, "n.edition_id", "n.article_id")
		query += " AND EXISTS (SELECT 1 FROM edition_entries n WHERE n.edition_id = e.id AND n.section = ? AND " + may.sql + ")"
		args = append(append(args, section), may.args...)
	}
	var ids []int64
	if err := tx.scan(&ids, query+" AND i.deleted_at IS NULL"+newestFirst+" LIMIT ?", append(args, limit)...); err != nil || len(ids) == 0 {
		return nil, err
	}
	return gorm.G[models.Edition](tx.db).Where("id IN ?", ids).Order("date DESC, published_at DESC, id DESC").Find(tx.ctx)
}

// ReadableSections lists the titles of a bulletin's section library under which a readership finds anything, in order.
func (tx *Tx) ReadableSections(bulletin int64, to models.Readership) (titles []string, err error) {
	shown := shownEntries(bulletin, to)
	err = tx.scan(&titles, "SELECT l.title FROM library_sections l WHERE l.bulletin_id = ? AND EXISTS (SELECT 1"+shown.sql+" AND n.section = l.title) ORDER BY l.position", append([]any{bulletin}, shown.args...)...)
	return titles, err
}
