package store

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jianbao/models"
)

// LookAtArticle is what a user has seen last of an article; the zero value when they never opened it.
func (tx *Tx) LookAtArticle(user, article int64) (models.Look, error) {
	return orZero(one[models.Look](tx, "user_id = ? AND article_id = ?", user, article))
}

// LookAtIssue is what a user has seen last of an issue; the zero value when they never opened it.
func (tx *Tx) LookAtIssue(user, issue int64) (models.Look, error) {
	return orZero(one[models.Look](tx, "user_id = ? AND issue_id = ?", user, issue))
}

func orZero(l models.Look, err error) (models.Look, error) {
	if models.CodeOf(err) == models.CodeNotFound {
		return models.Look{}, nil
	}
	return l, err
}

// seeAgain keeps what was seen before when something else is seen, in one statement: two tabs that open a page at once do not
// stand in each other's way.
const seeAgain = ` DO UPDATE SET before_hash = looks.hash, before_at = looks.seen_at, hash = excluded.hash, seen_at = excluded.seen_at
	WHERE looks.hash <> excluded.hash`

// SeeArticle notes that a user sees the text with this hash.
func (tx *Tx) SeeArticle(user, article int64, hash string) error {
	return tx.exec("INSERT INTO looks (user_id, article_id, hash, seen_at, before_hash) VALUES (?, ?, ?, ?, '') ON CONFLICT (user_id, article_id)"+seeAgain, user, article, hash, tx.Now)
}

// SeeIssue notes that a user sees an issue in the state of a manifest, and keeps the manifest; those of the issue that nothing refers to
// any more go. The issue is locked by whoever calls, or a manifest that somebody submits at this moment could go too.
func (tx *Tx) SeeIssue(user, issue int64, m models.Manifest) error {
	hash := m.Hash()
	if err := tx.keepManifest(issue, hash, m); err != nil {
		return err
	}
	err := tx.exec("INSERT INTO looks (user_id, issue_id, hash, seen_at, before_hash) VALUES (?, ?, ?, ?, '') ON CONFLICT (user_id, issue_id)"+seeAgain, user, issue, hash, tx.Now)
	if err != nil {
		return err
	}
	return tx.dropManifests(issue)
}

// MadeArticle notes that a user who had the text with one hash before him made it the text with another: his own change is no news to him.
// What was seen before both stays.
func (tx *Tx) MadeArticle(user, article int64, from, to string) error {
	return tx.exec("UPDATE looks SET hash = ?, seen_at = ? WHERE user_id = ? AND article_id = ? AND hash = ?", to, tx.Now, user, article, from)
}

// MadeIssue is MadeArticle for an issue. The manifest is kept already.
func (tx *Tx) MadeIssue(user, issue int64, from, to string) error {
	return tx.exec("UPDATE looks SET hash = ?, seen_at = ? WHERE user_id = ? AND issue_id = ? AND hash = ?", to, tx.Now, user, issue, from)
}

// dropManifests removes the manifests of an issue that no look, review or edition refers to.
func (tx *Tx) dropManifests(issue int64) error {
	return tx.exec(`DELETE FROM stored_manifests WHERE issue_id = ? AND hash NOT IN (
		SELECT hash FROM looks WHERE issue_id = ? UNION SELECT before_hash FROM looks WHERE issue_id = ?
		UNION SELECT hash FROM runs WHERE issue_id = ? UNION SELECT hash FROM changes WHERE issue_id = ?
		UNION SELECT hash FROM decisions WHERE issue_id = ? UNION SELECT manifest_hash FROM editions WHERE issue_id = ?)`,
		issue, issue, issue, issue, issue, issue, issue)
}

func (tx *Tx) keepManifest(issue int64, hash string, m models.Manifest) error {
	return gorm.G[models.StoredManifest](tx.db, clause.OnConflict{DoNothing: true}).
		Create(tx.ctx, &models.StoredManifest{Hash: hash, IssueID: issue, Manifest: m})
}

// EditionsOf lists the editions of an issue without their contents, oldest first.
func (tx *Tx) EditionsOf(issue int64) ([]models.Edition, error) {
	return gorm.G[models.Edition](tx.db).Where("issue_id = ?", issue).
		Select("id", "issue_id", "number", "manifest_hash", "hash", "published_by", "published_at").Order("number").Find(tx.ctx)
}
