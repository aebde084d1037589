package store

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"jianbao/models"
)

// SearchScope is a bulletin with what may be read of its live editions.
type SearchScope struct {
	BulletinID int64
	models.Readership
}

// SearchQuery asks for the articles of live editions that hold every word. Zero fields do not narrow.
type SearchQuery struct {
	Words   Words
	Scopes  []SearchScope // where; none: nothing is found
	Year    int           // of the issue's date
	Section string
	Unit    string // one of the sending units that readers see
	Order   models.SearchOrder
	Limit   int
	Offset  int

	ground searchGround
}

// searchGround is what a search has to know of the index, asked once.
type searchGround struct {
	Low, High int64 // the lowest and the highest key of the year asked for; 0 and 0 where there is none
	Alone     bool  // there is no other bulletin than the one scope names
	Large     bool  // the index holds more than fewTexts
	Many      bool  // some texts have several parts; SQLite has none
}

// SearchHit is an article of a live edition.
type SearchHit struct {
	EntryID     int64
	BulletinID  int64
	IssueID     int64
	ArticleID   int64
	Number      int // printed number of the article
	Section     string
	Title       string
	Plain       string // the text
	Date        string
	Kind        models.IssueKind
	Year        int
	IssueNumber int
	Cumulative  int
}

// Label is the printed number of the issue.
func (h SearchHit) Label() string {
	return models.IssueNumber{Kind: h.Kind, Year: h.Year, Number: h.IssueNumber, Cumulative: h.Cumulative}.Label()
}

// MaxSearchTotal is where counting stops.
const MaxSearchTotal = 1000

// minCounted is how many a search counts at least before it may stop, and fewTexts how many texts an index may hold for everything to be counted,
// whatever is asked.
const (
	minCounted = 40
	fewTexts   = 2000
)

// Total is how many a search has found.
type Total struct {
	Count int  // up to MaxSearchTotal
	More  bool // there are, or may be, more than Count
}

func totalOf(found int, stopped bool) Total {
	return Total{min(found, MaxSearchTotal), stopped || found > MaxSearchTotal}
}

// Search finds articles, by date: the newest first, in the printed order of an issue; those whose title holds every word
// come before the others unless another order is asked for. It counts up to MaxSearchTotal; in a large archive, where counting may take longer
// than anything else (on PostgreSQL always, on SQLite for long phrases), to a page beyond the one asked for.
// What may not be read is filtered inside the query, so that neither counts nor pages tell of it. Without words nothing is found.
func (tx *Tx) Search(q SearchQuery) (hits []SearchHit, total Total, err error) {
	if len(q.Words) == 0 || len(q.Scopes) == 0 {
		return nil, total, nil
	}
	keys, stopped, err := tx.searchKeys(q)
	if err != nil {
		return nil, total, fmt.Errorf("find: %w", err)
	}
	from := min(q.Offset, len(keys))
	hits, err = tx.searchHits(keys[from:min(from+q.Limit, len(keys))])
	return hits, totalOf(len(keys), stopped), err
}

// searchKeys are the keys of what is found, in the order asked for: at least MaxSearchTotal+1 when there are as many, unless the walk has
// stopped before.
func (tx *Tx) searchKeys(q SearchQuery) (keys []int64, stopped bool, err error) {
	if err := tx.preferIndexes(); err != nil {
		return nil, false, err
	}
	limit, enough := max(MaxSearchTotal+1, q.Offset+q.Limit), q.Offset+max(2*q.Limit, minCounted)
	if q.Order == models.ByRelevance {
		limit = max(limit, maxRanked)
	}
	if err := tx.readGround(&q); err != nil || q.ground.High == 0 {
		return nil, false, err
	}
	if q.Order == models.ByRelevance || !q.countingCosts(tx.postgres) {
		enough = limit
	}
	texts, stopped, err := tx.scanIndex("search_texts", q, limit, enough)
	if err != nil || len(texts) == 0 {
		return nil, false, err
	}
	switch q.Order {
	case models.ByDate:
		return texts, stopped, nil
	case models.ByRelevance:
		keys, err = tx.ranked(q.Words, texts)
		return keys, stopped, err
	case models.ByTitle:
	}
	titles, err := tx.searchTitles(q, texts, !stopped && len(texts) < limit)
	if err != nil {
		return nil, false, err
	}
	titled := make(map[int64]bool, len(titles))
	for _, k := range titles {
		titled[k] = true
	}
	return append(titles, slices.DeleteFunc(texts, func(k int64) bool { return titled[k] })...), stopped, nil
}

// readGround reads the ground of a search.
func (tx *Tx) readGround(q *SearchQuery) error {
	low, high := searchRange(q.Year)
	within := " FROM search_entries WHERE key BETWEEN ? AND ?), 0)"
	sql := "SELECT COALESCE((SELECT MIN(key)" + within + " AS low, COALESCE((SELECT MAX(key)" + within + ` AS high,
		NOT EXISTS (SELECT 1 FROM bulletins WHERE id <> ?) AS alone,
		(SELECT COUNT(*) FROM (SELECT key FROM search_entries LIMIT ?) AS few) > ? AS large`
	if tx.postgres {
		sql += `, EXISTS (SELECT 1 FROM search_texts WHERE tokens @@ '''` + manyParts + `''') AS many`
	}
	return tx.scan(&q.ground, sql, low, high, low, high, q.Scopes[0].BulletinID, fewTexts+1, fewTexts)
}

// countingCosts reports whether counting everything that is found may take longer than anything else.
func (q SearchQuery) countingCosts(postgres bool) bool {
	long := slices.ContainsFunc(q.Words, func(p phrase) bool { return len(p.texts) >= longPhrase })
	return q.ground.Large && (postgres || long)
}

// searchTitles are the keys of titles that hold every word, the newest first, as many as the page needs at least.
func (tx *Tx) searchTitles(q SearchQuery, texts []int64, whole bool) ([]int64, error) {
	if tx.postgres {
		return tx.pgTitles(q, texts, whole)
	}
	titles, _, err := tx.scanIndex("search_titles", q, q.Offset+q.Limit, q.Offset+q.Limit)
	return titles, err
}

// searchRange is the part of the keys in which the days of a year lie.
func searchRange(year int) (low, high int64) {
	if year <= 0 {
		return 0, math.MaxInt64
	}
	return searchKey(fmt.Sprintf("%04d-01-01", year), 0, 0), searchKey(fmt.Sprintf("%04d-01-01", year+1), 0, 0) - 1
}

// liveEntry is the condition of an entry: of the edition that readers see now, and not taken out of it.
const liveEntry = ` AND EXISTS (SELECT 1 FROM issues i WHERE i.id = s.issue_id AND i.edition_id = s.edition_id AND i.standing IN ('normal', 'archived') AND i.deleted_at IS NULL)
	AND NOT EXISTS (SELECT 1 FROM gaps g WHERE g.issue_id = s.issue_id AND g.article_id = s.article_id)`

// mayRead is the condition of what the scopes let see.
func (q SearchQuery) mayRead() subquery {
	var s subquery
	for i, scope := range q.Scopes {
		if i > 0 {
			s.sql += " OR "
		}
		edition, entry := reads(scope.Readership, "s.access", "s.edition_id"), readsEntry(scope.Readership, "s.edition_id", "s.article_id")
		s.sql += "(s.bulletin_id = ? AND " + edition.sql + " AND " + entry.sql + ")"
		s.args = slices.Concat(s.args, []any{scope.BulletinID}, edition.args, entry.args)
	}
	return subquery{" AND (" + s.sql + ")" + liveEntry, s.args}
}

// subquery is a part of a statement.
type subquery struct {
	sql  string
	args []any
}

// scanIndex walks one of the two indexes from the newest entry until it has found as many as limit. Where the walk costs more the further it
// goes, it may stop when it has found enough.
func (tx *Tx) scanIndex(index string, q SearchQuery, limit, enough int) (keys []int64, stopped bool, err error) {
	if tx.postgres {
		return tx.pgScan(index, q, limit, enough)
	}
	stop := min(limit, enough)
	keys, err = tx.ftsScan(index, q, stop, index == "search_texts" && stop < limit)
	return keys, stop < limit && len(keys) == stop, err
}

// keyedHit is a hit with its key.
type keyedHit struct {
	Key int64
	SearchHit
}

// searchHits reads what a page shows, in the order of keys.
func (tx *Tx) searchHits(keys []int64) ([]SearchHit, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	var rows []keyedHit
	err := tx.scan(&rows, `SELECT s.key, n.id AS entry_id, n.bulletin_id, n.issue_id, n.article_id, n.number, n.section, n.title, n.plain, n.date, e.kind, e.year, e.issue_number, e.cumulative
		FROM search_entries s JOIN edition_entries n ON n.id = s.entry_id JOIN editions e ON e.id = n.edition_id WHERE s.key IN ?`, keys)
	if err != nil {
		return nil, fmt.Errorf("read what was found: %w", err)
	}
	place := make(map[int64]int, len(keys))
	for i, k := range keys {
		place[k] = i
	}
	slices.SortFunc(rows, func(a, b keyedHit) int { return cmp.Compare(place[a.Key], place[b.Key]) })
	hits := make([]SearchHit, len(rows))
	for i, r := range rows {
		hits[i] = r.SearchHit
	}
	return hits, nil
}
