package newsroom

import (
	"jianbao/internal/store"
	"jianbao/models"
)

// roleIn is the role that somebody reads a bulletin in: his own there, an administrator's everywhere, otherwise that of any
// reader who is signed in, or of a visitor.
func roleIn(a models.Actor, bulletin int64) models.Role {
	switch {
	case !a.SignedIn():
		return models.Visitor
	case a.Role == models.Admin, a.BulletinID == bulletin:
		return a.Role
	}
	return models.Reader
}

// readerships says as whom an actor reads each bulletin.
type readerships struct {
	actor models.Actor
	units map[int64][]string // by bulletin
}

// readershipsOf asks to which units an actor belongs. Visitors belong to none.
func readershipsOf(tx *store.Tx, a models.Actor) (r readerships, err error) {
	r.actor = a
	if a.SignedIn() && a.Role != models.Admin {
		r.units, err = tx.UnitsOf(a.UserID)
	}
	return r, err
}

// in is the actor as a reader of one bulletin.
func (r readerships) in(bulletin int64) models.Readership {
	return models.NewReadership(roleIn(r.actor, bulletin), r.units[bulletin])
}

// readershipIn is readershipsOf for one bulletin.
func readershipIn(tx *store.Tx, a models.Actor, bulletin int64) (models.Readership, error) {
	if role := roleIn(a, bulletin); len(models.NewReadership(role, nil).IfListed()) == 0 {
		return models.NewReadership(role, nil), nil
	}
	r, err := readershipsOf(tx, a)
	return r.in(bulletin), err
}
