package handlers

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

// delegationForm is what a signer types to have somebody else sign.
type delegationForm struct {
	Delegate string `form:"delegate"`
	From     string `form:"from_day"`
	To       string `form:"to_day"`
	Note     string `form:"note"`
	Password string `form:"password"`
}

func (s *Server) delegations(c echo.Context) error {
	return s.drawDelegations(c, delegationForm{}, nil)
}

func (s *Server) drawDelegations(c echo.Context, f delegationForm, problem error) error {
	p, err := s.news.Delegations(c.Request().Context(), s.actor(c))
	if err != nil {
		return err
	}
	if problem == nil {
		f.From = p.Today
	}
	vm := views.DelegationsVM{Slug: p.Bulletin.Slug, Name: p.Bulletin.Name, Delegate: f.Delegate, From: f.From, To: f.To, Note: f.Note}
	for _, u := range p.People {
		vm.People = append(vm.People, components.Option{Value: strconv.FormatInt(u.ID, 10), Label: u.Name})
	}
	for _, d := range p.Own {
		row := views.DelegationRow{Delegate: d.Delegate, From: d.FromDay, To: d.ToDay, Note: d.Note, Active: d.Active, Revoked: d.RevokedAt != nil, Over: d.Over}
		if !d.Over {
			row.RevokeHref = paths.To(paths.DelegationRevoke, p.Bulletin.Slug, d.ID)
		}
		vm.Own = append(vm.Own, row)
	}
	page, status := s.page(c, "delegation.title"), http.StatusOK
	if problem != nil {
		page.Problems, status = components.ProblemsOf(c.Request().Context(), problem), statusOf(problem)
	}
	return s.render(c, status, views.DelegationsPage(page, vm))
}

func (s *Server) delegate(c echo.Context) error {
	var f delegationForm
	if err := s.bind(c, &f); err != nil {
		return err
	}
	id, _ := strconv.ParseInt(f.Delegate, 10, 64) // 0 is nobody
	err := s.news.DelegateTo(c.Request().Context(), s.actor(c), models.Delegation{DelegateID: id, FromDay: f.From, ToDay: f.To, Note: f.Note}, f.Password)
	switch {
	case err == nil:
		return s.done(c, paths.To(paths.Delegations, c.Param("bulletin")), "flash.delegated", nil)
	case models.CodeOf(err) == models.CodeInvalid:
		return s.drawDelegations(c, f, err)
	}
	return err
}

func (s *Server) revokeDelegation(c echo.Context) error {
	id, err := param(c, "delegation")
	if err != nil {
		return err
	}
	if err := s.news.RevokeDelegation(c.Request().Context(), s.actor(c), id); err != nil {
		return err
	}
	return s.done(c, paths.To(paths.Delegations, c.Param("bulletin")), "flash.delegation_revoked", nil)
}
