package store

import "jianbao/models"

// ActorStands reports whether the actor's user is enabled and holds the acting role. An actor outside any bulletin
// (BulletinID 0) stands by being enabled; the role admin belongs to administrators only, in every bulletin.
func (tx *Tx) ActorStands(a models.Actor) (bool, error) {
	var n int64
	var err error
	switch {
	case a.Role == models.Admin:
		err = tx.scan(&n, "SELECT COUNT(*) FROM users WHERE id = ? AND disabled_at IS NULL AND administrator", a.UserID)
	case a.BulletinID == 0:
		err = tx.scan(&n, "SELECT COUNT(*) FROM users WHERE id = ? AND disabled_at IS NULL", a.UserID)
	default:
		err = tx.scan(&n, `SELECT COUNT(*) FROM users u JOIN memberships m ON m.user_id = u.id
			WHERE u.id = ? AND u.disabled_at IS NULL AND NOT u.administrator AND m.bulletin_id = ? AND m.role = ?`, a.UserID, a.BulletinID, a.Role)
	}
	return n > 0, err
}

// UserNames gives the names of users by id.
func (tx *Tx) UserNames(ids []int64) (map[int64]string, error) {
	names := make(map[int64]string, len(ids))
	if len(ids) == 0 {
		return names, nil
	}
	users, err := all[models.User](tx, "id", "id IN ?", ids)
	for _, u := range users {
		names[u.ID] = u.Name
	}
	return names, err
}
