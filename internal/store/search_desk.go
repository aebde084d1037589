package store

import (
	"fmt"
	"time"

	"jianbao/models"
)

// DeskQuery asks for what is worked on in a bulletin and holds every word.
type DeskQuery struct {
	Words      Words
	BulletinID int64
	Kind       models.SearchKind // models.FindDrafts or models.FindMaterial
	Submitted  bool              // only in issues that have left the editors' hands: what proofreaders, reviewers and signers may read
	Limit      int
	Offset     int
}

// DeskHit is an article as it is worked on, in the pool or in an issue that readers do not see as it is now; or an entry of the register
// of material with the article that holds its text.
type DeskHit struct {
	ArticleID  int64
	RevisionID int64
	Title      string
	Plain      string
	IssueID    *int64 // nil: the pool
	At         time.Time
	// Of material alone.
	MaterialID   int64
	Unit, Sender string
}

// atWork is the condition of an article (a, in the issue i) that readers do not see as it is now, or not at all.
const atWork = `a.deleted_at IS NULL AND (a.issue_id IS NULL OR (i.deleted_at IS NULL AND (i.standing NOT IN ('normal', 'archived') OR i.correcting
	OR EXISTS (SELECT 1 FROM gaps g WHERE g.issue_id = a.issue_id AND g.article_id = a.id))))`

// submitted is what models.Issue.Submitted says, of an article that stands in an issue.
const submitted = ` AND a.issue_id IS NOT NULL AND (i.archival OR (i.run_id IS NOT NULL AND i.workflow <> 'drafting'))`

// SearchDesk finds what is worked on: what has every word in its title comes first, then the newest. Material is found by unit and sender
// too. What may not be read is filtered inside the query, so that neither counts nor pages tell of it:
// material is for those who may read all. Without words nothing is found.
func (tx *Tx) SearchDesk(q DeskQuery) (hits []DeskHit, total Total, err error) {
	if len(q.Words) == 0 || q.Kind == models.FindMaterial && q.Submitted {
		return nil, total, nil
	}
	found := tx.deskMatches(q)
	statement := `SELECT a.id AS article_id, a.revision_id, a.title, a.issue_id, m.id AS material_id, m.unit, m.sender, m.received_at AS at
		FROM search_desk d JOIN materials m ON m.id = d.object_id JOIN articles a ON a.id = m.article_id WHERE ` + found.sql
	if q.Kind == models.FindDrafts {
		statement = `SELECT a.id AS article_id, a.revision_id, a.title, a.issue_id, a.updated_at AS at
			FROM search_desk d JOIN articles a ON a.id = d.object_id LEFT JOIN issues i ON i.id = a.issue_id WHERE ` + found.sql + " AND " + atWork + `
			AND NOT (a.issue_id IS NULL AND EXISTS (SELECT 1 FROM materials m WHERE m.article_id = a.id AND m.fate = 'declined'))` // as in Pool
		if q.Submitted {
			statement += submitted
		}
	}
	err = tx.scan(&hits, statement+" ORDER BY at DESC, d.key DESC LIMIT ?", append(found.args, MaxSearchTotal+1)...)
	if err != nil {
		return nil, total, fmt.Errorf("find on the desk: %w", err)
	}
	total = totalOf(len(hits), false)
	hits = titlesFirst(q.Words, hits)
	from := min(q.Offset, len(hits))
	hits = hits[from:min(from+q.Limit, len(hits))]
	return hits, total, tx.readPlain(hits)
}

// deskMatches is the condition of an entry of the index that holds every word.
func (tx *Tx) deskMatches(q DeskQuery) subquery {
	bulletin := bulletinFacet(q.BulletinID)
	matches := subquery{"SELECT rowid FROM search_desk_texts WHERE search_desk_texts MATCH ?", []any{ftsWords("{title body}", q.Words, ftsRow, bulletin)}}
	if tx.postgres {
		matches = pgEvery("search_desk_texts", subquery{}, q.Words, []string{bulletin})
	}
	kind := deskArticle
	if q.Kind == models.FindMaterial {
		kind = deskMaterial
	}
	return subquery{"d.key IN (" + matches.sql + ") AND d.kind = ? AND d.bulletin_id = ?", append(matches.args, kind, q.BulletinID)}
}

// titlesFirst puts those first whose title holds every word, and leaves the order otherwise.
func titlesFirst(words Words, hits []DeskHit) []DeskHit {
	var first, rest []DeskHit
	for _, h := range hits {
		if words.heldBy(h.Title) {
			first = append(first, h)
		} else {
			rest = append(rest, h)
		}
	}
	return append(first, rest...)
}

// heldBy reports whether every word is in one of the texts.
func (w Words) heldBy(texts ...string) bool {
	found := map[int]bool{}
	for _, text := range texts {
		for _, m := range w.Find(text) {
			found[m.Word] = true
		}
	}
	return len(found) == len(w)
}

// readPlain reads the texts of what was found.
func (tx *Tx) readPlain(hits []DeskHit) error {
	ids := make([]int64, len(hits))
	for i, h := range hits {
		ids[i] = h.RevisionID
	}
	texts, err := tx.RevisionsByID(ids)
	for i := range hits {
		hits[i].Plain = texts[hits[i].RevisionID].Text.Body.PlainText()
	}
	return err
}
