package store

import (
	"slices"

	"jianbao/models"
)

// Gap is an article of an issue that readers do not see.
type Gap struct{ IssueID, ArticleID int64 }

// AllGaps lists the gaps of several issues.
func (tx *Tx) AllGaps(issues []int64) (list []Gap, err error) {
	if len(issues) > 0 {
		err = tx.scan(&list, "SELECT issue_id, article_id FROM gaps WHERE issue_id IN ?", issues)
	}
	return list, err
}

// Gaps lists the articles of an issue that readers do not see, with the event that took them away.
func (tx *Tx) Gaps(issue int64) (map[int64]models.Event, error) {
	var rows []struct {
		ArticleID int64
		Event     models.Event
	}
	err := tx.scan(&rows, "SELECT article_id, event FROM gaps WHERE issue_id = ? ORDER BY article_id", issue)
	out := make(map[int64]models.Event, len(rows))
	for _, r := range rows {
		out[r.ArticleID] = r.Event
	}
	return out, err
}

// OpenGap takes an article of an issue out of readers' sight, or notes another event that did.
func (tx *Tx) OpenGap(issue, article int64, e models.Event) error {
	err := tx.exec("INSERT INTO gaps (issue_id, article_id, event, created_at) VALUES (?, ?, ?, ?) ON CONFLICT (issue_id, article_id) DO UPDATE SET event = excluded.event",
		issue, article, e, tx.Now)
	if err != nil {
		return err
	}
	return tx.searchWithGap(issue, article)
}

// CloseGap shows an article to readers again.
func (tx *Tx) CloseGap(issue, article int64) error {
	if err := tx.exec("DELETE FROM gaps WHERE issue_id = ? AND article_id = ?", issue, article); err != nil {
		return err
	}
	return tx.searchWithGap(issue, article)
}

// searchWithGap has searches follow what became of an article: only the staff finds one that is gone, and its section and units are not offered
// for it.
func (tx *Tx) searchWithGap(issue, article int64) error {
	if err := tx.keepDesk("a.id = ?", article); err != nil {
		return err
	}
	i, err := tx.Issue(issue)
	if err != nil || i.EditionID == nil {
		return err
	}
	e, err := tx.Edition(*i.EditionID)
	if err != nil {
		return err
	}
	entries, err := tx.EditionEntries(e.ID)
	if err != nil {
		return err
	}
	return tx.indexFacets(e, entries)
}

// GoneEntry is an article of a live edition that a readership is told is gone.
type GoneEntry struct {
	IssueID   int64
	ArticleID int64
	Whole     bool // the issue is
}

// GoneEntries lists the articles of live editions that are out of a readership's sight, alone or with their issue.
func (tx *Tx) GoneEntries(bulletin int64, to models.Readership) (list []GoneEntry, err error) {
	edition, entry := readsEdition(to), readsEntry(to, "n.edition_id", "n.article_id")
	err = tx.scan(&list, `SELECT i.id AS issue_id, n.article_id, i.standing NOT IN ('normal', 'archived') AS whole
		FROM editions e JOIN issues i ON i.edition_id = e.id JOIN edition_entries n ON n.edition_id = e.id
		WHERE e.bulletin_id = ? AND `+edition.sql+` AND `+entry.sql+`
		AND (i.standing NOT IN ('normal', 'archived') OR EXISTS (SELECT 1 FROM gaps g WHERE g.issue_id = i.id AND g.article_id = n.article_id))
		ORDER BY i.id, n.id`, slices.Concat([]any{bulletin}, edition.args, entry.args)...)
	return list, err
}
