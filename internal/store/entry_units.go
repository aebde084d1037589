package store

import (
	"slices"

	"gorm.io/gorm"

	"jianbao/models"
)

// UnitCount is a sending unit with the number of its articles.
type UnitCount struct {
	Name     string
	Articles int
}

func (tx *Tx) createEntryUnits(e models.Edition) error {
	list := e.Content.Units(models.Issue{ID: e.IssueID, BulletinID: e.BulletinID, Date: e.Date})
	if len(list) == 0 {
		return nil
	}
	for i := range list {
		list[i].EditionID = e.ID
	}
	return gorm.G[models.EntryUnit](tx.db).CreateInBatches(tx.ctx, &list, 100)
}

// EntryUnits lists the units of the articles of an edition, by article, in printed order.
func (tx *Tx) EntryUnits(edition int64) ([]models.EntryUnit, error) {
	return all[models.EntryUnit](tx, "article_id, position", "edition_id = ?", edition)
}

// unitShown is the condition that a readership finds an article of a unit in an edition which it reads, and nobody has taken it out of sight.
func unitShown(to models.Readership) subquery {
	s := readsEntry(to, "u.edition_id", "u.article_id")
	s.sql = " AND NOT EXISTS (SELECT 1 FROM gaps g WHERE g.issue_id = u.issue_id AND g.article_id = u.article_id) AND " + s.sql
	return s
}

// LiveUnits lists the sending units that a readership finds articles of, those with most articles first. Which editions are live is asked
// once, not for each article.
func (tx *Tx) LiveUnits(bulletin int64, to models.Readership, limit int) (out []UnitCount, err error) {
	live, shown := live(bulletin, to), unitShown(to)
	err = tx.scan(&out, "SELECT u.name, COUNT(*) AS articles FROM entry_units u WHERE u.bulletin_id = ? AND u.edition_id IN (SELECT e.id"+live.sql+" AND i.deleted_at IS NULL)"+
		shown.sql+" GROUP BY u.name ORDER BY COUNT(*) DESC, u.name LIMIT ?", slices.Concat([]any{bulletin}, live.args, shown.args, []any{limit})...)
	return out, err
}

// ofUnit are the articles of a unit in live editions that a readership finds. They are found by the unit first: without that, a database that
// knows nothing of its tables walks through the whole bulletin.
func ofUnit(bulletin int64, to models.Readership, unit string) subquery {
	edition, shown := readsEdition(to), unitShown(to)
	return subquery{
		` FROM entry_units u JOIN edition_entries n ON n.edition_id = u.edition_id AND n.article_id = u.article_id
	JOIN issues i ON i.id = u.issue_id AND i.edition_id = u.edition_id JOIN editions e ON e.id = u.edition_id
	WHERE u.bulletin_id = ? AND u.name = ? AND i.standing IN ('normal', 'archived') AND i.deleted_at IS NULL AND ` + edition.sql + shown.sql,
		slices.Concat([]any{bulletin, unit}, edition.args, shown.args),
	}
}

// UnitYears lists the years in which articles of a unit stand, newest first, with their number.
func (tx *Tx) UnitYears(bulletin int64, to models.Readership, unit string) (out []models.EditionYear, err error) {
	of := ofUnit(bulletin, to, unit)
	err = tx.scan(&out, "SELECT substr(u.date, 1, 4) AS year, COUNT(*) AS issues"+of.sql+" GROUP BY substr(u.date, 1, 4) ORDER BY 1 DESC", of.args...)
	return out, err
}

// UnitEntries lists what a readership may see of one unit in a calendar year, in the order of LiveEntries.
func (tx *Tx) UnitEntries(bulletin int64, to models.Readership, unit, year string, limit int) (out []ListedEntry, err error) {
	of := ofUnit(bulletin, to, unit)
	err = tx.scan(&out, entryColumns+of.sql+" AND u.date >= ? AND u.date < ? ORDER BY u.date DESC, n.edition_id DESC, n.position LIMIT ?", append(of.args, year+"-", year+"-~", limit)...)
	return out, err
}

// FillUnits names the sending units of listed articles.
func (tx *Tx) FillUnits(list []ListedEntry) error {
	type place struct{ edition, article int64 }
	at, editions := map[place]int{}, []int64{}
	for i, e := range list {
		at[place{e.EditionID, e.ArticleID}] = i
		if i == 0 || e.EditionID != list[i-1].EditionID {
			editions = append(editions, e.EditionID)
		}
	}
	if len(editions) == 0 {
		return nil
	}
	var units []models.EntryUnit
	err := tx.scan(&units, "SELECT edition_id, article_id, name FROM entry_units WHERE edition_id IN ? ORDER BY edition_id, article_id, position", editions)
	for _, u := range units {
		if i, ok := at[place{u.EditionID, u.ArticleID}]; ok {
			list[i].Units = append(list[i].Units, u.Name)
		}
	}
	return err
}
