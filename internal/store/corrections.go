package store

import (
	"errors"

	"jianbao/models"
)

// CloseContributions makes the contributors of an issue those of its edition: what is drafted from now on is counted anew.
func (tx *Tx) CloseContributions(issue, edition int64) error {
	return errors.Join(
		tx.exec("INSERT INTO past_contributions (issue_id, edition_id, user_id, created_at) SELECT issue_id, CAST(? AS BIGINT), user_id, created_at FROM contributions WHERE issue_id = ?", edition, issue),
		tx.exec("DELETE FROM contributions WHERE issue_id = ?", issue),
	)
}

// ReopenContributions takes CloseContributions back, and forgets who has drafted since.
func (tx *Tx) ReopenContributions(issue, edition int64) error {
	return errors.Join(
		tx.exec("DELETE FROM contributions WHERE issue_id = ?", issue),
		tx.exec("INSERT INTO contributions (issue_id, user_id, created_at) SELECT issue_id, user_id, created_at FROM past_contributions WHERE edition_id = ?", edition),
		tx.exec("DELETE FROM past_contributions WHERE edition_id = ?", edition),
	)
}

// ContributorsTo lists who drafted an edition, in the order in which they came.
func (tx *Tx) ContributorsTo(e models.Edition) ([]models.Contribution, error) {
	var past []models.Contribution
	err := tx.scan(&past, "SELECT issue_id, user_id, created_at FROM past_contributions WHERE edition_id = ? ORDER BY created_at, user_id", e.ID)
	if err != nil || len(past) > 0 {
		return past, err
	}
	return tx.Contributors(e.IssueID)
}

// EverContributed lists everybody who has drafted an issue, in the order in which they first came.
func (tx *Tx) EverContributed(issue int64) (ids []int64, err error) {
	err = tx.scan(&ids, `SELECT user_id FROM (SELECT user_id, created_at FROM contributions WHERE issue_id = ?
		UNION ALL SELECT user_id, created_at FROM past_contributions WHERE issue_id = ?) AS c GROUP BY user_id ORDER BY MIN(created_at), user_id`, issue, issue)
	return ids, err
}

// RunOfEdition is the run that an edition was signed in; 0 where it has none.
func (tx *Tx) RunOfEdition(edition int64) (run int64, err error) {
	err = tx.scan(&run, "SELECT COALESCE(run_id, 0) FROM editions WHERE id = ?", edition)
	return run, err
}

// EditionNumber is the number of an edition within its issue.
func (tx *Tx) EditionNumber(edition int64) (n int, err error) {
	err = tx.scan(&n, "SELECT number FROM editions WHERE id = ?", edition)
	return n, err
}

// EverPublished tells which of the articles stand in an edition of another issue than this one (0: of any).
func (tx *Tx) EverPublished(issue int64, articles ...int64) (ids []int64, err error) {
	if len(articles) == 0 {
		return nil, nil
	}
	err = tx.scan(&ids, "SELECT DISTINCT article_id FROM edition_entries WHERE article_id IN ? AND issue_id <> ? ORDER BY article_id", articles, issue)
	return ids, err
}
