package store

import (
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jianbao/models"
)

// SearchQuery asks for the articles of a bulletin's live editions that hold every word.
type SearchQuery struct {
	BulletinID int64
	Words      Words
	Access     []models.Access // the classes that may be read
	Limit      int
	Offset     int
}

// SearchHit is an article of a live edition.
type SearchHit struct {
	EntryID     int64
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

// MaxSearchTotal is where counting stops: a total of one more means that there are more.
const MaxSearchTotal = 1000

// Search finds articles: those whose title holds every word first, then by date, newest first, in the printed order of an
// issue. total counts up to MaxSearchTotal+1. What may not be read is filtered inside the query, so that neither counts nor
// pages tell of it. Without words nothing is found.
func (tx *Tx) Search(q SearchQuery) (hits []SearchHit, total int, err error) {
	if len(q.Words) == 0 {
		return nil, 0, nil
	}
	found, titled := ftsFound(q.Words), ftsTitled(q.Words)
	if tx.postgres {
		found, titled = pgFound(q.Words), pgTitled(q.Words)
		// The planner counts the table's own pages, not those where long vectors are kept, and would read all of them. What it
		// must scan nevertheless then seems so costly that it would compile the query, which takes longer than running it.
		if err := tx.exec("SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)"); err != nil {
			return nil, 0, fmt.Errorf("prefer the search index: %w", err)
		}
	}
	const order = " ORDER BY %[1]s.titled DESC, %[1]s.date DESC, %[1]s.edition_id DESC, %[1]s.position, %[1]s.id"
	// The order needs everything that was found, so counting it costs nothing more.
	var rows []struct {
		SearchHit
		Total int
	}
	err = tx.scan(&rows, "WITH found AS MATERIALIZED (SELECT n.id, n.date, n.edition_id, n.position, n.id IN ("+titled.sql+`) AS titled
			FROM edition_entries n WHERE n.id IN (`+found.sql+") AND n.edition_id IN (SELECT e.id"+live+` AND i.deleted_at IS NULL)
				AND NOT EXISTS (SELECT 1 FROM gaps g WHERE g.issue_id = n.issue_id AND g.article_id = n.article_id)),
		page AS (SELECT * FROM found`+fmt.Sprintf(order, "found")+` LIMIT ? OFFSET ?)
		SELECT n.id AS entry_id, n.issue_id, n.article_id, n.number, n.section, n.title, n.plain, n.date, e.kind, e.year, e.issue_number, e.cumulative,
			(SELECT COUNT(*) FROM found) AS total
		FROM page JOIN edition_entries n ON n.id = page.id JOIN editions e ON e.id = n.edition_id`+fmt.Sprintf(order, "page"),
		slices.Concat(titled.args, found.args, []any{q.BulletinID, q.Access, q.Limit, q.Offset})...)
	if err != nil {
		return nil, 0, fmt.Errorf("find: %w", err)
	}
	if len(rows) == 0 && q.Offset > 0 { // behind the end
		q.Limit, q.Offset = 1, 0
		_, total, err = tx.Search(q)
		return nil, total, err
	}
	for _, r := range rows {
		hits, total = append(hits, r.SearchHit), min(r.Total, MaxSearchTotal+1)
	}
	return hits, total, nil
}

// subquery gives ids of edition entries.
type subquery struct {
	sql  string
	args []any
}

// ftsExpression asks for every word; any column of a row may hold it.
func ftsExpression(words Words) string {
	parts := make([]string, len(words))
	for i, p := range words {
		parts[i] = `"` + strings.Join(p.texts, " ") + `"` // tokens hold letters and digits only
		if p.prefix {
			parts[i] += " *"
		}
	}
	return strings.Join(parts, " AND ")
}

func ftsFound(words Words) subquery {
	return subquery{"SELECT rowid FROM edition_search WHERE edition_search MATCH ?", []any{ftsExpression(words)}}
}

func ftsTitled(words Words) subquery {
	return subquery{"SELECT rowid FROM edition_search WHERE edition_search MATCH ?", []any{"title : (" + ftsExpression(words) + ")"}}
}

func pgExpression(p phrase) string {
	e := "'" + strings.Join(p.texts, "' <-> '") + "'"
	if p.prefix {
		e += ":*"
	}
	return e
}

// pgFound asks for each word by itself, because each may stand in another part of the same article.
func pgFound(words Words) subquery {
	var s subquery
	parts := make([]string, len(words))
	for i, p := range words {
		parts[i] = "SELECT entry_id FROM edition_search WHERE tokens @@ ?::text::tsquery"
		s.args = append(s.args, pgExpression(p))
	}
	s.sql = strings.Join(parts, " INTERSECT ")
	return s
}

func pgTitled(words Words) subquery {
	parts := make([]string, len(words))
	for i, p := range words {
		parts[i] = "(" + pgExpression(p) + ")"
	}
	return subquery{"SELECT entry_id FROM edition_search WHERE part = 0 AND tokens @@ ?::text::tsquery", []any{strings.Join(parts, " & ")}}
}

// IndexEdition makes the articles of an edition findable. Repeating it changes nothing.
func (tx *Tx) IndexEdition(edition int64) error {
	key := "rowid"
	if tx.postgres {
		key = "entry_id"
	}
	if err := tx.exec("DELETE FROM edition_search WHERE "+key+" IN (SELECT id FROM edition_entries WHERE edition_id = ?)", edition); err != nil {
		return fmt.Errorf("clear the index of edition %d: %w", edition, err)
	}
	entries, err := gorm.G[models.EditionEntry](tx.db).Select("id", "title", "plain").Where("edition_id = ?", edition).Order("id").Find(tx.ctx)
	if err != nil {
		return fmt.Errorf("read edition %d for the index: %w", edition, err)
	}
	index := tx.ftsIndex
	if tx.postgres {
		index = tx.pgIndex
	}
	for _, e := range entries {
		if err := index(e); err != nil {
			return fmt.Errorf("index entry %d: %w", e.ID, err)
		}
	}
	return nil
}

func (tx *Tx) ftsIndex(e models.EditionEntry) error {
	join := func(s string) string {
		var b strings.Builder
		for _, t := range tokens(s) {
			b.WriteString(t.text)
			b.WriteByte(' ')
		}
		return b.String()
	}
	return tx.exec("INSERT INTO edition_search (rowid, title, body) VALUES (?, ?, ?)", e.ID, join(e.Title), join(e.Plain))
}

func (tx *Tx) pgIndex(e models.EditionEntry) error {
	rows := append([]string{vector(tokens(e.Title))}, vectors(tokens(e.Plain))...)
	for part, tokens := range rows {
		if err := tx.exec("INSERT INTO edition_search (entry_id, part, tokens) VALUES (?, ?, ?::text::tsvector)", e.ID, part, tokens); err != nil {
			return err
		}
	}
	return nil
}

// A tsvector forgets positions above 16,383 and all but 255 positions of one token, and would lose phrases there; above a
// megabyte it is refused. Long texts are cut into parts that stay below all three, overlapping by the longest phrase there can be.
const (
	maxPartTokens  = 4000
	maxTokenInPart = 250
	partOverlap    = MaxSearchLength
)

// vectors writes a text as parts.
func vectors(list []token) []string {
	var out []string
	start, seen := 0, map[string]int{}
	for i, t := range list {
		if seen[t.text] == maxTokenInPart || i-start == maxPartTokens {
			out = append(out, vector(list[start:i]))
			start = i - partOverlap
			clear(seen)
			for _, t := range list[start:i] {
				seen[t.text]++
			}
		}
		seen[t.text]++
	}
	return append(out, vector(list[start:]))
}

// vector writes tokens in the text form of a tsvector, past the database's own parser, so that its locale means nothing.
func vector(list []token) string {
	var b strings.Builder
	for i, t := range list {
		fmt.Fprintf(&b, "'%s':%d ", t.text, i+1)
	}
	return b.String()
}

// EditionIDs lists up to limit editions after id, oldest first.
func (tx *Tx) EditionIDs(after int64, limit int) (ids []int64, err error) {
	err = tx.scan(&ids, "SELECT id FROM editions WHERE id > ? ORDER BY id LIMIT ?", after, limit)
	return ids, err
}
