package store

import "jianbao/models"

// Memberships lists every role that users hold, in all bulletins.
func (tx *Tx) Memberships() ([]models.Membership, error) {
	return all[models.Membership](tx, "user_id, bulletin_id, id", "1 = 1")
}

// MembershipsOf lists the roles of one user.
func (tx *Tx) MembershipsOf(user int64) ([]models.Membership, error) {
	return all[models.Membership](tx, "bulletin_id, id", "user_id = ?", user)
}

// CreateMembership gives a user a role in a bulletin. One held already is a conflict (IsDuplicate).
func (tx *Tx) CreateMembership(m *models.Membership) error {
	m.CreatedAt = tx.Now
	return create(tx, m)
}

// Membership finds one role of one user.
func (tx *Tx) Membership(user, bulletin int64, role models.Role) (models.Membership, error) {
	return one[models.Membership](tx, "user_id = ? AND bulletin_id = ? AND role = ?", user, bulletin, role)
}

// SetMembershipUnit says to which unit a membership belongs.
func (tx *Tx) SetMembershipUnit(id int64, unit string) error {
	return tx.exec("UPDATE memberships SET unit = ? WHERE id = ?", unit, id)
}

// DeleteMembership takes a role away.
func (tx *Tx) DeleteMembership(id int64) error {
	return tx.exec("DELETE FROM memberships WHERE id = ?", id)
}
