package handlers

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/views"
)

// leaseAnswer says to a tab who is in the article.
type leaseAnswer struct {
	Code    string `json:"code,omitempty"` // lease_lost
	Message string `json:"message"`
	Mine    bool   `json:"mine"`
	Own     bool   `json:"own"` // the same person is in it, in another tab
}

func leaseOf(ctx context.Context, l newsroom.LeaseShown, mine bool) leaseAnswer {
	out := leaseAnswer{Mine: mine, Own: l.Own}
	switch since := i18n.Clock(ctx, l.Since); {
	case mine:
	case l.Own:
		out.Message = i18n.T(ctx, "draft.lost.own")
	default:
		out.Message = i18n.T(ctx, "draft.lost.other", i18n.D{"Name": l.Name, "Since": since})
	}
	return out
}

// keepLease takes a tab's sign of life: op is open (the tab has just been opened), keep, over (taken over again) or leave. A tab
// that lost the article is told so with 409.
func (s *Server) keepLease(c echo.Context) error {
	var f struct {
		Op    string `form:"op"`
		Token string `form:"token"`
	}
	id, err := param(c, "article")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	ctx, a := c.Request().Context(), s.actor(c)
	if err := ownForm(c); err != nil {
		return err
	}
	switch f.Op {
	case "leave":
		if err := s.news.ReleaseLease(ctx, a, id, f.Token); err != nil {
			return err
		}
		return c.NoContent(http.StatusNoContent)
	case "over":
		if err := s.news.TakeOver(ctx, a, id, 0, f.Token); err != nil {
			return err
		}
	}
	shown, mine, err := s.news.KeepLease(ctx, a, id, f.Token, f.Op == "open")
	if err != nil {
		return err
	}
	out, status := leaseOf(ctx, shown, mine), http.StatusOK
	if !mine && f.Op != "open" {
		out.Code, status = "lease_lost", http.StatusConflict
	}
	return c.JSON(status, out)
}

// askTakeOver shows what taking an article over means.
func (s *Server) askTakeOver(c echo.Context) error {
	id, err := param(c, "article")
	if err != nil {
		return err
	}
	p, err := s.news.AskTakeOver(c.Request().Context(), s.actor(c), id)
	if err != nil {
		return err
	}
	href := paths.To(paths.DeskArticle, p.Bulletin.Slug, id)
	if p.Lease == nil { // they have left meanwhile
		return c.Redirect(http.StatusSeeOther, href)
	}
	vm := views.TakeOverVM{Title: p.Article.Title, Name: p.Lease.Name, Since: p.Lease.Since, Version: p.Lease.Version(), Back: href, Action: paths.To(paths.ArticleTakeOver, p.Bulletin.Slug, id)}
	return s.render(c, http.StatusOK, views.TakeOverPage(s.page(c, "draft.take_over"), vm))
}

func (s *Server) takeOver(c echo.Context) error {
	id, err := param(c, "article")
	if err != nil {
		return err
	}
	var f struct {
		Version int64 `form:"version"`
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	if err := s.news.TakeOver(c.Request().Context(), s.actor(c), id, f.Version, ""); err != nil {
		return err
	}
	return s.done(c, paths.To(paths.DeskArticle, c.Param("bulletin"), id), "draft.taken_over", nil)
}
