package store

import "jianbao/models"

// CreateDelegation inserts a delegation.
func (tx *Tx) CreateDelegation(d *models.Delegation) error {
	d.CreatedAt = tx.Now
	return create(tx, d)
}

// Delegations lists the delegations of a bulletin, oldest first.
func (tx *Tx) Delegations(bulletin int64) ([]models.Delegation, error) {
	return all[models.Delegation](tx, "id", "bulletin_id = ?", bulletin)
}

// DelegationsOn lists those that count on a day (YYYY-MM-DD), oldest first.
func (tx *Tx) DelegationsOn(bulletin int64, day string) ([]models.Delegation, error) {
	return all[models.Delegation](tx, "id", "bulletin_id = ? AND revoked_at IS NULL AND from_day <= ? AND to_day >= ?", bulletin, day, day)
}

// Delegation finds one delegation.
func (tx *Tx) Delegation(id int64) (models.Delegation, error) {
	return one[models.Delegation](tx, "id = ?", id)
}

// RevokeDelegation ends a delegation now.
func (tx *Tx) RevokeDelegation(id int64) error {
	return tx.exec("UPDATE delegations SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", tx.Now, id)
}
