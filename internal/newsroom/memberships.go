package newsroom

import (
	"context"
	"slices"

	"jianbao/internal/store"
	"jianbao/models"
)

// GiveRole gives a user a role in a bulletin. Nobody changes their own roles, and an administrator holds none. Giving one that
// is held already changes nothing.
func (n *Newsroom) GiveRole(ctx context.Context, a models.Actor, user, bulletin int64, role models.Role) error {
	return n.changeRole(ctx, a, user, bulletin, role, "membership.given", func(tx *store.Tx, _ models.Membership, held bool) (bool, error) {
		if held {
			return false, nil
		}
		return true, tx.CreateMembership(&models.Membership{UserID: user, BulletinID: bulletin, Role: role, GrantedBy: a.UserID})
	})
}

// TakeRole takes a role away. It acts on the user's next request.
func (n *Newsroom) TakeRole(ctx context.Context, a models.Actor, user, bulletin int64, role models.Role) error {
	return n.changeRole(ctx, a, user, bulletin, role, "membership.taken", func(tx *store.Tx, m models.Membership, held bool) (bool, error) {
		if !held {
			return false, nil
		}
		return true, tx.DeleteMembership(m.ID)
	})
}

// SetUnit says to which of the bulletin's units somebody belongs in a role (所属单位); empty: to none. Readers read internal issues by it. It acts
// on the user's next request.
func (n *Newsroom) SetUnit(ctx context.Context, a models.Actor, user, bulletin int64, role models.Role, unit string) error {
	return n.changeRole(ctx, a, user, bulletin, role, "membership.unit", func(tx *store.Tx, m models.Membership, held bool) (bool, error) {
		units, err := tx.UnitNames(bulletin)
		switch {
		case err != nil:
			return false, err
		case !held:
			return false, models.NotFound()
		case m.Unit == unit:
			return false, nil
		case unit != "" && !slices.Contains(units, unit):
			return false, &models.Error{Code: models.CodeInvalid, Key: "error.invalid", Fields: []models.FieldError{{Field: "unit", Key: "issue.unit_unknown", Args: models.Args{"Unit": unit}}}}
		}
		return true, tx.SetMembershipUnit(m.ID, unit)
	}, models.AuditDetail{Name: "unit", Value: unit})
}

func (n *Newsroom) changeRole(ctx context.Context, a models.Actor, user, bulletin int64, role models.Role, action string,
	fn func(tx *store.Tx, m models.Membership, held bool) (changed bool, err error), more ...models.AuditDetail,
) error {
	return n.administer(ctx, a, func(tx *store.Tx) error {
		u, err := tx.User(user)
		if err != nil {
			return err
		}
		b, err := tx.Bulletin(bulletin)
		if err != nil {
			return err
		}
		if err := roleGivable(a, u, role); err != nil {
			return err
		}
		m, err := tx.Membership(user, bulletin, role)
		held := err == nil
		if !held && models.CodeOf(err) != models.CodeNotFound {
			return err
		}
		changed, err := fn(tx, m, held)
		if err != nil || !changed {
			return err
		}
		return note(tx, a, models.AuditEntry{BulletinID: b.ID, Action: action, Object: object("user", user), Details: append(models.AuditDetails{
			{Name: "login", Value: u.Login}, {Name: "role", Value: string(role)},
		}, more...)})
	})
}

func roleGivable(a models.Actor, u models.User, role models.Role) error {
	switch {
	case !slices.Contains(models.MemberRoles, role):
		return &models.Error{Code: models.CodeInvalid, Key: "error.invalid", Fields: []models.FieldError{{Field: "member_role", Key: "field.required"}}}
	case u.ID == a.UserID:
		return models.Fail(models.CodeForbidden, "user.not_yourself")
	case u.Administrator:
		return models.Fail(models.CodeInvalid, "membership.administrator")
	}
	return nil
}
