package views

import (
	"context"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// DelegationsVM is what a signer has others sign (委托签发). Its form posts delegate, from_day, to_day, note and password to
// paths.Delegations; taking one back posts nothing.
type DelegationsVM struct {
	Slug   string
	Name   string // of the bulletin
	Own    []DelegationRow
	People []components.Option

	Delegate, From, To, Note string // as typed
}

// DelegationRow is one delegation.
type DelegationRow struct {
	Delegate   string
	From, To   string // YYYY-MM-DD
	Note       string
	Active     bool // counts today
	Revoked    bool
	Over       bool
	RevokeHref string
}

func (r DelegationRow) chip(ctx context.Context) components.ChipProps {
	switch {
	case r.Revoked:
		return components.ChipProps{Text: i18n.T(ctx, "delegation.revoked"), Tone: components.Neutral, Shape: components.Cross}
	case r.Over:
		return components.ChipProps{Text: i18n.T(ctx, "delegation.over"), Tone: components.Neutral, Shape: components.Box}
	case r.Active:
		return components.ChipProps{Text: i18n.T(ctx, "delegation.active"), Tone: components.Good, Shape: components.Disc}
	}
	return components.ChipProps{Text: i18n.T(ctx, "delegation.ahead"), Tone: components.Info, Shape: components.Ring}
}

func (r DelegationRow) days(ctx context.Context) string {
	return i18n.T(ctx, "delegation.days", i18n.D{"From": dateLine(ctx, r.From), "To": dateLine(ctx, r.To)})
}

func (vm DelegationsVM) href() string { return paths.To(paths.Delegations, vm.Slug) }

// authorityNote says by whose authority somebody signed off; empty in their own right.
func authorityNote(ctx context.Context, a *models.Authorisation) string {
	if a == nil {
		return ""
	}
	return i18n.T(ctx, "print.delegated", i18n.D{"Name": a.Signer, "From": dateLine(ctx, a.FromDay), "To": dateLine(ctx, a.ToDay), "Note": a.Note})
}
