package store

import (
	"time"

	"jianbao/models"
)

// usersLock keeps two first accounts from being made at once.
const usersLock = 0x75736572

// LockUsers lets one transaction at a time make the first account.
func (tx *Tx) LockUsers() error { return tx.lock(usersLock) }

// CountUsers counts all accounts, disabled ones too.
func (tx *Tx) CountUsers() (n int64, err error) {
	err = tx.scan(&n, "SELECT COUNT(*) FROM users")
	return n, err
}

// Users lists all accounts, enabled ones first, by name.
func (tx *Tx) Users() ([]models.User, error) {
	return all[models.User](tx, "CASE WHEN disabled_at IS NULL THEN 0 ELSE 1 END, name, id", "1 = 1")
}

// User finds an account.
func (tx *Tx) User(id int64) (models.User, error) {
	return one[models.User](tx, "id = ?", id)
}

// UserByLogin finds the account that signs in under this name.
func (tx *Tx) UserByLogin(login string) (models.User, error) {
	return one[models.User](tx, "login = ?", login)
}

// CreateUser inserts an account. A login that is taken is a conflict (IsDuplicate).
func (tx *Tx) CreateUser(u *models.User) error {
	u.CreatedAt, u.UpdatedAt, u.Version = tx.Now, tx.Now, 1
	if u.Mail.When == "" {
		u.Mail = models.DefaultMail()
	}
	return create(tx, u)
}

// UpdateUser writes what can change of an account, if nobody else has since it was read.
func (tx *Tx) UpdateUser(u *models.User) error {
	was := u.Version
	u.Version, u.UpdatedAt = was+1, tx.Now
	return update(tx, *u, u.ID, was, "name", "password_hash", "must_change", "disabled_at", "email", "mail", "updated_at", "version")
}

// MarkSignedIn notes when somebody signed in last. It is no change of the account: its version stays.
func (tx *Tx) MarkSignedIn(user int64) error {
	return tx.exec("UPDATE users SET signed_in_at = ? WHERE id = ?", tx.Now, user)
}

// Rehash replaces a password's hash by one of the same password at the cost of today.
func (tx *Tx) Rehash(user int64, before, after string) error {
	return tx.exec("UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?", after, user, before)
}

// CreateSession inserts a session.
func (tx *Tx) CreateSession(s *models.Session) error { return create(tx, s) }

// Session finds a session that has not ended, by the hash of its token.
func (tx *Tx) Session(id []byte) (models.Session, error) {
	return one[models.Session](tx, "id = ? AND expires_at > ?", id, tx.Now)
}

// LockSession is Session for one whose data are about to be changed.
func (tx *Tx) LockSession(id []byte) (models.Session, error) {
	return locked[models.Session](tx, "id = ? AND expires_at > ?", id, tx.Now)
}

// SessionsOf lists the sessions of a user that have not ended, the one used last first.
func (tx *Tx) SessionsOf(user int64) ([]models.Session, error) {
	return all[models.Session](tx, "seen_at DESC, created_at DESC", "user_id = ? AND expires_at > ?", user, tx.Now)
}

// TouchSession notes that a session is in use and moves its end.
func (tx *Tx) TouchSession(id []byte, expires time.Time) error {
	return tx.exec("UPDATE sessions SET seen_at = ?, expires_at = ? WHERE id = ? AND expires_at > ?", tx.Now, expires, id, tx.Now)
}

// SaveSession writes what a session remembers.
func (tx *Tx) SaveSession(id, data []byte) error {
	return tx.exec("UPDATE sessions SET data = ? WHERE id = ?", data, id)
}

// EndSession ends one session.
func (tx *Tx) EndSession(id []byte) error {
	return tx.exec("DELETE FROM sessions WHERE id = ?", id)
}

// EndSessionsOf ends all sessions of a user but one; keep may be empty.
func (tx *Tx) EndSessionsOf(user int64, keep []byte) error {
	if len(keep) == 0 {
		return tx.exec("DELETE FROM sessions WHERE user_id = ?", user)
	}
	return tx.exec("DELETE FROM sessions WHERE user_id = ? AND id <> ?", user, keep)
}

// EndAllSessions ends the sessions of everybody.
func (tx *Tx) EndAllSessions() error { return tx.exec("DELETE FROM sessions") }

// SweepSessions removes sessions that have ended.
func (tx *Tx) SweepSessions() error {
	return tx.exec("DELETE FROM sessions WHERE expires_at <= ?", tx.Now)
}
