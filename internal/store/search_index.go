package store

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"jianbao/models"
)

// indexVersion is the version of what tokens make of a text. Raise it whenever they make something else: the index is filled anew then.
const indexVersion = 1

// Layout of a key, from the top: days since 1900 (17 bits), the edition (34), the place in it, counted backwards (12).
const (
	editionBits  = 34
	positionBits = 12
	maxPosition  = 1<<positionBits - 1
	maxDay       = 1<<17 - 1
)

// searchKey makes keys fall in the order of results: by date, by edition, and in printed order. A day that is none is older than all.
func searchKey(date string, edition int64, position int) int64 {
	day := int64(0)
	if t, err := time.Parse(time.DateOnly, date); err == nil {
		day = min(max(int64(t.Sub(time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC))/(24*time.Hour)), 1), maxDay)
	}
	return day<<(editionBits+positionBits) | edition<<positionBits | int64(maxPosition-min(position, maxPosition))
}

// dayOf is the day of a key.
func dayOf(key int64) time.Time {
	return time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(key>>(editionBits+positionBits)))
}

// monthOf is the first day of the month in which the day of a key lies.
func monthOf(key int64) time.Time {
	day := dayOf(key)
	return day.AddDate(0, 0, 1-day.Day())
}

// searchEntry is a row of the index beside its texts.
type searchEntry struct {
	Key                                                int64 `gorm:"primaryKey"`
	BulletinID, IssueID, EditionID, ArticleID, EntryID int64
	Access                                             models.Access
}

// TableName is where entries are kept.
func (searchEntry) TableName() string { return "search_entries" }

// IndexEdition makes the articles of an edition findable. Repeating it changes nothing.
func (tx *Tx) IndexEdition(edition int64) error {
	if err := tx.dropFromIndex(edition); err != nil {
		return fmt.Errorf("clear the index of edition %d: %w", edition, err)
	}
	e, err := tx.Edition(edition)
	if err != nil {
		return err
	}
	list, err := gorm.G[models.EditionEntry](tx.db).Where("edition_id = ?", edition).Order("id").Find(tx.ctx)
	if err != nil {
		return fmt.Errorf("read edition %d for the index: %w", edition, err)
	}
	units := unitsShown(e.Content)
	entries := make([]searchEntry, len(list))
	for i, n := range list {
		entries[i] = searchEntry{
			Key: searchKey(n.Date, edition, n.Position), BulletinID: n.BulletinID, IssueID: n.IssueID, EditionID: edition, ArticleID: n.ArticleID, EntryID: n.ID, Access: e.Access,
		}
		facets := []string{bulletinFacet(n.BulletinID)}
		for _, f := range facetsOf(n, units[n.ArticleID]) {
			facets = append(facets, facet(f.Kind, f.Name))
		}
		if err := tx.indexText(entries[i].Key, n.Title, n.Plain, facets); err != nil {
			return fmt.Errorf("index entry %d: %w", n.ID, err)
		}
	}
	if len(entries) > 0 {
		if err := gorm.G[searchEntry](tx.db).CreateInBatches(tx.ctx, &entries, 100); err != nil {
			return err
		}
	}
	return tx.indexFacets(e, list)
}

// rowKey is the column that names a row of the texts.
func (tx *Tx) rowKey() string {
	if tx.postgres {
		return "key"
	}
	return "rowid"
}

// dropFromIndex takes an edition out of the index.
func (tx *Tx) dropFromIndex(edition int64) error {
	for _, statement := range []string{
		"DELETE FROM search_texts WHERE " + tx.rowKey() + " IN (SELECT key FROM search_entries WHERE edition_id = ?)",
		"DELETE FROM search_titles WHERE " + tx.rowKey() + " IN (SELECT key FROM search_entries WHERE edition_id = ?)",
		"DELETE FROM search_entries WHERE edition_id = ?",
	} {
		if err := tx.exec(statement, edition); err != nil {
			return err
		}
	}
	return nil
}

// indexText writes title and text of one entry.
func (tx *Tx) indexText(key int64, title, plain string, facets []string) error {
	head, body := tokens(title), tokens(plain)
	if tx.postgres {
		facets = append(slices.Clone(facets), yearFacet(dayOf(key)), monthFacet(dayOf(key)))
	}
	if err := tx.indexTitle(key, head, facets); err != nil {
		return err
	}
	return tx.indexTexts("search_texts", key, head, body, facets)
}

func (tx *Tx) indexTitle(key int64, head []token, facets []string) error {
	if tx.postgres {
		return tx.exec("INSERT INTO search_titles (key, tokens) VALUES (?, ?::text::tsvector)", key, vector(facets, head))
	}
	return tx.exec("INSERT INTO search_titles (rowid, title, facets) VALUES (?, ?, ?)", key, joined(head), strings.Join(facets, " "))
}

// indexTexts writes title and text into an index of texts.
func (tx *Tx) indexTexts(index string, key int64, head, body []token, facets []string) error {
	if tx.postgres {
		return tx.pgIndex(index, key, head, body, facets)
	}
	return tx.exec("INSERT INTO "+index+" (rowid, title, body, facets) VALUES (?, ?, ?, ?)", key, joined(head), joined(body), strings.Join(facets, " "))
}

func joined(list []token) string {
	var b strings.Builder
	for _, t := range list {
		b.WriteString(t.text)
		b.WriteByte(' ')
	}
	return b.String()
}

// pgIndex writes a title with the beginning of its text into one part.
func (tx *Tx) pgIndex(index string, key int64, head, body []token, facets []string) error {
	list := parts(body)
	if len(list) > 1 || len(head)+len(body) > maxPartTokens || repeats(slices.Concat(head, body)) {
		list = slices.Insert(list, 0, nil)
		facets = append(slices.Clone(facets), manyParts[1:])
	}
	for n, part := range list {
		lists := [][]token{part}
		if n == 0 {
			lists = [][]token{head, part}
		}
		if err := tx.exec("INSERT INTO "+index+" (key, part, tokens) VALUES (?, ?, ?::text::tsvector)", key, n, vector(facets, lists...)); err != nil {
			return err
		}
	}
	return nil
}

// repeats reports whether a token stands there too often for one part.
func repeats(list []token) bool {
	seen := map[string]int{}
	for _, t := range list {
		if seen[t.text]++; seen[t.text] > maxTokenInPart {
			return true
		}
	}
	return false
}
