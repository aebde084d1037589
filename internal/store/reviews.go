package store

import (
	"fmt"

	"gorm.io/gorm"

	"jianbao/models"
)

// Run finds a review run.
func (tx *Tx) Run(id int64) (models.Run, error) { return one[models.Run](tx, "id = ?", id) }

// Runs lists the review runs of an issue, oldest first.
func (tx *Tx) Runs(issue int64) ([]models.Run, error) {
	return all[models.Run](tx, "number", "issue_id = ?", issue)
}

// OpenRuns gives the open runs of a bulletin by issue.
func (tx *Tx) OpenRuns(bulletin int64) (map[int64]models.Run, error) {
	list, err := gorm.G[models.Run](tx.db).
		Where("state = ? AND EXISTS (SELECT 1 FROM issues i WHERE i.id = runs.issue_id AND i.bulletin_id = ? AND i.deleted_at IS NULL)", models.RunOpen, bulletin).Find(tx.ctx)
	out := make(map[int64]models.Run, len(list))
	for _, r := range list {
		out[r.IssueID] = r
	}
	return out, err
}

// SeparatedFrom are those of the issues under review whose step at work separation of duties keeps a user from: one who drafted the issue, or
// who has approved, returned or amended it at another step since it was created or since its last edition.
func (tx *Tx) SeparatedFrom(user int64, issues []int64) (map[int64]bool, error) {
	out := make(map[int64]bool, len(issues))
	if len(issues) == 0 {
		return out, nil
	}
	const since = ` AND (NOT i.correcting OR %s > (SELECT COALESCE(e.run_id, 0) FROM editions e WHERE e.id = i.edition_id)))`
	var ids []int64
	err := tx.scan(&ids, `SELECT i.id FROM issues i JOIN runs r ON r.id = i.run_id WHERE i.id IN ? AND (
		EXISTS (SELECT 1 FROM contributions c WHERE c.issue_id = i.id AND c.user_id = ?)
		OR EXISTS (SELECT 1 FROM decisions d WHERE d.issue_id = i.id AND d.actor_id = ? AND d.step <> r.step`+fmt.Sprintf(since, "d.run_id")+`
		OR EXISTS (SELECT 1 FROM runs w JOIN revisions v ON v.run_id = w.id WHERE w.issue_id = i.id AND v.author_id = ? AND v.cause = ? AND v.step <> r.step`+fmt.Sprintf(since, "w.id")+`)`,
		issues, user, user, user, models.CauseAmended)
	for _, id := range ids {
		out[id] = true
	}
	return out, err
}

// CreateRun inserts a run with the next number of its issue.
func (tx *Tx) CreateRun(r *models.Run) error {
	var n int
	if err := tx.scan(&n, "SELECT COALESCE(MAX(number), 0) FROM runs WHERE issue_id = ?", r.IssueID); err != nil {
		return err
	}
	r.Number, r.SubmittedAt, r.StepSince, r.Pending = n+1, tx.Now, tx.Now, []int64{}
	return create(tx, r)
}

// UpdateRun writes the step, the state and the manifest hash of a run; where the step is another than before, it begins now. The
// issue is locked by whoever calls.
func (tx *Tx) UpdateRun(r models.Run) error {
	if err := tx.exec("UPDATE runs SET step_since = ? WHERE id = ? AND step <> ?", tx.Now, r.ID, r.Step); err != nil {
		return err
	}
	_, err := gorm.G[models.Run](tx.db).Where("id = ?", r.ID).Select("step", "state", "hash", "pending").Updates(tx.ctx, r)
	return err
}

// Changes lists the states of an issue's manifest, oldest first.
func (tx *Tx) Changes(issue int64) ([]models.Change, error) {
	return all[models.Change](tx, "id", "issue_id = ?", issue)
}

// CreateChange appends a state of the manifest, and keeps the manifest itself.
func (tx *Tx) CreateChange(c *models.Change, m models.Manifest) error {
	if err := tx.keepManifest(c.IssueID, c.Hash, m); err != nil {
		return err
	}
	c.CreatedAt = tx.Now
	return create(tx, c)
}

// Manifest finds a manifest by its hash.
func (tx *Tx) Manifest(hash string) (models.Manifest, error) {
	s, err := one[models.StoredManifest](tx, "hash = ?", hash)
	return s.Manifest, err
}

// Decisions lists the decisions on an issue, oldest first.
func (tx *Tx) Decisions(issue int64) ([]models.Decision, error) {
	return all[models.Decision](tx, "id", "issue_id = ?", issue)
}

// Decision finds one decision.
func (tx *Tx) Decision(id int64) (models.Decision, error) {
	return one[models.Decision](tx, "id = ?", id)
}

// CreateDecision inserts a decision.
func (tx *Tx) CreateDecision(d *models.Decision) error {
	d.CreatedAt = tx.Now
	if d.ArticleIDs == nil {
		d.ArticleIDs = []int64{}
	}
	if d.Checked == nil {
		d.Checked = []models.ProofItem{}
	}
	return create(tx, d)
}

// MarkObjected notes that the person in whose name a decision was recorded objects to it.
func (tx *Tx) MarkObjected(id int64, reason string) error {
	return tx.exec("UPDATE decisions SET objected_at = ?, objection = ? WHERE id = ? AND objected_at IS NULL", tx.Now, reason, id)
}

// RecordedFor lists the decisions that others recorded in a user's name in a bulletin, newest first.
func (tx *Tx) RecordedFor(bulletin, user int64, limit int) ([]models.Decision, error) {
	return gorm.G[models.Decision](tx.db).
		Where("actor_id = ? AND recorder_id IS NOT NULL AND objected_at IS NULL AND carried_from IS NULL AND EXISTS (SELECT 1 FROM issues i WHERE i.id = decisions.issue_id AND i.bulletin_id = ?)", user, bulletin).
		Order("id DESC").Limit(limit).Find(tx.ctx)
}

// IssuesWithStepsOf lists the issues on which the user has decided.
func (tx *Tx) IssuesWithStepsOf(user int64) ([]int64, error) {
	ids := []int64{}
	err := tx.scan(&ids, "SELECT DISTINCT issue_id FROM decisions WHERE actor_id = ?", user)
	return ids, err
}

// Holders lists the enabled users who hold a role in a bulletin, by name.
func (tx *Tx) Holders(bulletin int64, role models.Role) ([]models.User, error) {
	return all[models.User](tx, "name, id", "disabled_at IS NULL AND id IN (SELECT user_id FROM memberships WHERE bulletin_id = ? AND role = ?)", bulletin, role)
}
