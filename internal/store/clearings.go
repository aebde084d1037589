package store

import "jianbao/models"

// Clearings lists the findings of an issue that somebody cleared, oldest first.
func (tx *Tx) Clearings(issue int64) ([]models.Clearing, error) {
	return all[models.Clearing](tx, "id", "issue_id = ?", issue)
}

// CreateClearing inserts a clearing. A finding that is cleared already is a conflict (IsDuplicate).
func (tx *Tx) CreateClearing(c *models.Clearing) error {
	c.CreatedAt = tx.Now
	return create(tx, c)
}

// TitlesOf lists the titles of the articles of issues, by issue.
func (tx *Tx) TitlesOf(issues []int64) (map[int64][]string, error) {
	type titled struct {
		issue int64
		title string
	}
	titles := make(map[int64][]string, len(issues))
	if len(issues) == 0 {
		return titles, nil
	}
	list, err := rows(tx, "SELECT issue_id, title FROM articles WHERE issue_id IN ? AND deleted_at IS NULL ORDER BY id", []any{issues}, func(t *titled) []any { return []any{&t.issue, &t.title} })
	for _, t := range list {
		titles[t.issue] = append(titles[t.issue], t.title)
	}
	return titles, err
}
