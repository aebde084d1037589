package newsroom

import (
	"context"
	"slices"
	"strings"

	"jianbao/internal/store"
	"jianbao/models"
)

// DelegationShown is a delegation with names.
type DelegationShown struct {
	models.Delegation
	Delegate string
	Active   bool // counts today
	Over     bool // revoked, or its last day has passed
}

// DelegationPage is what a signer has others sign.
type DelegationPage struct {
	Bulletin models.Bulletin
	Own      []DelegationShown // newest first
	People   []models.User     // who can be given authority
	Today    string
}

// Delegations shows a signer's own delegations in a bulletin; to others the page does not exist.
func (n *Newsroom) Delegations(ctx context.Context, a models.Actor) (p DelegationPage, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		if allow(a, models.Delegate, models.Circumstances{}) != nil {
			return models.NotFound()
		}
		p.Today = n.day(tx)
		if p.Bulletin, err = tx.Bulletin(a.BulletinID); err != nil {
			return err
		}
		if p.People, err = delegates(tx, a); err != nil {
			return err
		}
		list, err := tx.Delegations(a.BulletinID)
		if err != nil {
			return err
		}
		p.Own, err = ownDelegations(tx, a, list, p.Today)
		return err
	})
	return p, err
}

func ownDelegations(tx *store.Tx, a models.Actor, list []models.Delegation, today string) ([]DelegationShown, error) {
	var ids []int64
	for _, d := range list {
		ids = append(ids, d.DelegateID)
	}
	names, err := tx.UserNames(ids)
	var out []DelegationShown
	for _, d := range slices.Backward(list) {
		if d.SignerID == a.UserID {
			out = append(out, DelegationShown{Delegation: d, Delegate: names[d.DelegateID], Active: d.ActiveOn(today), Over: d.RevokedAt != nil || d.ToDay < today})
		}
	}
	return out, err
}

// delegates lists who can be given a signer's authority: everybody else who holds a step's role.
func delegates(tx *store.Tx, a models.Actor) ([]models.User, error) {
	var out []models.User
	for _, role := range models.Delegates {
		users, err := tx.Holders(a.BulletinID, role)
		if err != nil {
			return nil, err
		}
		for _, u := range users {
			if u.ID != a.UserID && !slices.ContainsFunc(out, func(known models.User) bool { return known.ID == u.ID }) {
				out = append(out, u)
			}
		}
	}
	return out, nil
}

// DelegateTo has somebody else sign off in the signer's place (委托签发), with the signer's password.
func (n *Newsroom) DelegateTo(ctx context.Context, a models.Actor, d models.Delegation, password string) error {
	if err := allow(a, models.Delegate, models.Circumstances{}); err != nil {
		return err
	}
	if err := n.ConfirmPassword(ctx, a, password); err != nil {
		return err
	}
	return n.write(ctx, a, func(tx *store.Tx) error {
		if err := allow(a, models.Delegate, models.Circumstances{}); err != nil {
			return err
		}
		d := models.Delegation{BulletinID: a.BulletinID, SignerID: a.UserID, DelegateID: d.DelegateID, FromDay: d.FromDay, ToDay: d.ToDay, Note: strings.TrimSpace(d.Note)}
		people, err := delegates(tx, a)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(people, func(u models.User) bool { return u.ID == d.DelegateID })
		var p models.Problems
		if i < 0 {
			p.Add("delegate", "delegation.not_a_member")
		}
		if err := joined(d.Validate(n.day(tx)), p.Err()); err != nil {
			return err
		}
		if err := tx.CreateDelegation(&d); err != nil {
			return err
		}
		return note(tx, a, delegationEntry("delegation.given", d, people[i].Name), d.DelegateID)
	})
}

func delegationEntry(action string, d models.Delegation, delegate string) models.AuditEntry {
	return models.AuditEntry{
		Action: action, Object: object("delegation", d.ID),
		Details: models.AuditDetails{{Name: "delegate", Value: delegate}, {Name: "delegation_days", Value: d.FromDay + " – " + d.ToDay}, {Name: "delegation_note", Value: d.Note}},
	}
}

// RevokeDelegation takes a signer's own authority back, at once. What was signed by it stays signed.
func (n *Newsroom) RevokeDelegation(ctx context.Context, a models.Actor, id int64) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		if err := allow(a, models.Delegate, models.Circumstances{}); err != nil {
			return err
		}
		d, err := tx.Delegation(id)
		if err != nil {
			return err
		}
		if d.BulletinID != a.BulletinID || d.SignerID != a.UserID {
			return models.NotFound()
		}
		if d.RevokedAt != nil {
			return models.Fail(models.CodeConflict, "delegation.revoked_already")
		}
		if err := tx.RevokeDelegation(id); err != nil {
			return err
		}
		names, err := tx.UserNames([]int64{d.DelegateID})
		if err != nil {
			return err
		}
		return note(tx, a, delegationEntry("delegation.revoked", d, names[d.DelegateID]), d.DelegateID)
	})
}

// authority is whose sign-offs others may give today.
type authority struct {
	delegations []models.Delegation
	signers     []int64 // who holds the signer's role now
	day         string
}

func (n *Newsroom) authority(tx *store.Tx, bulletin int64) (out authority, err error) {
	out.day = n.day(tx)
	if out.delegations, err = tx.DelegationsOn(bulletin, out.day); err != nil || len(out.delegations) == 0 {
		return out, err
	}
	signers, err := tx.Holders(bulletin, models.Signer)
	for _, u := range signers {
		out.signers = append(out.signers, u.ID)
	}
	return out, err
}

// of finds the delegation by which a user may sign off the step at work of a run.
func (by authority) of(r models.Run, user int64) (models.Delegation, bool) {
	if r.State != models.RunOpen || r.Step >= len(r.Chain) || !r.Chain.SignOff(r.Step) {
		return models.Delegation{}, false
	}
	return models.Authority(r.Chain[r.Step], by.delegations, by.signers, user, by.day)
}

// waits reports whether the step at work of a run waits for the actor: as its holder, or by authority of a signer.
func (by authority) waits(r models.Run, a models.Actor) bool {
	if r.HeldBy(a.Role, a.UserID) {
		return true
	}
	_, delegated := by.of(r, a.UserID)
	return delegated && models.Can(a.Role, models.SignOff, models.Circumstances{HoldsStep: true, StepIsSignOff: true, Delegated: true})
}

// users lists those who may sign off by authority of somebody else, beside the holders of the step.
func (by authority) users(tx *store.Tx, r models.Run) ([]models.User, error) {
	var out []models.User
	for _, d := range by.delegations {
		if _, ok := by.of(r, d.DelegateID); !ok || slices.ContainsFunc(out, func(u models.User) bool { return u.ID == d.DelegateID }) {
			continue
		}
		u, err := tx.User(d.DelegateID)
		if err != nil {
			return nil, err
		}
		held, err := tx.MembershipsOf(u.ID)
		if err != nil {
			return nil, err
		}
		member := func(m models.Membership) bool {
			return m.BulletinID == d.BulletinID && slices.Contains(models.Delegates, m.Role)
		}
		if u.DisabledAt == nil && slices.ContainsFunc(held, member) {
			out = append(out, u)
		}
	}
	return out, nil
}
