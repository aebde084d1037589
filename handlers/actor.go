package handlers

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
)

// actor is who asks, in the role that this address is asked in.
func (s *Server) actor(c echo.Context) models.Actor { return visitOf(c).actor }

// resolveActor turns the session into an actor: in a bulletin's desk the user with the acting role there, in the administration
// an administrator, before published pages whatever lets the user read most. Until there is an account, all ways lead to set-up.
func (s *Server) resolveActor(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if slices.Contains(asWhoever, c.Path()) {
			return next(c)
		}
		needed, err := s.news.SetupNeeded(c.Request().Context())
		if err != nil {
			return models.Fail(models.CodeUnavailable, "error.unavailable").Because(err)
		}
		if needed && c.Path() != paths.Setup {
			return c.Redirect(http.StatusSeeOther, paths.Setup)
		}
		v := visitOf(c)
		if v.signedIn {
			v.actor = models.Actor{UserID: v.session.User.ID, Name: v.session.User.Name, IP: v.actor.IP}
			v.desk, _ = v.session.LastDesk()
		}
		if within(c.Request().URL.Path, paths.Desk) || within(c.Path(), paths.Desk) {
			return s.resolveAtDesk(c, v, next)
		}
		s.resolveReader(c, v)
		return next(c)
	}
}

// asWhoever are the addresses where it makes no difference who asks.
var asWhoever = []string{paths.Health, paths.Robots, paths.Assets, paths.Favicon}

// resolveReader gives a reader the acting role in the bulletin read, else that of a reader without a listing.
func (s *Server) resolveReader(c echo.Context, v *visit) {
	if !v.signedIn {
		return
	}
	v.actor.Role = models.Reader
	if d, ok := v.session.DeskAt(c.Param("bulletin")); ok {
		v.actor.BulletinID, v.actor.Role = d.BulletinID, v.session.ActingRole(d)
	}
}

func (s *Server) resolveAtDesk(c echo.Context, v *visit, next echo.HandlerFunc) error {
	if !v.signedIn {
		return models.Fail(models.CodeUnauthenticated, "error.unauthenticated")
	}
	if v.session.User.MustChange && !within(c.Path(), paths.Account) && c.Path() != paths.SignOut {
		return c.Redirect(http.StatusSeeOther, paths.Account)
	}
	switch {
	case within(c.Path(), paths.To(paths.ToDo, "")+":bulletin"):
		if err := s.sitDown(c, v); err != nil {
			return err
		}
	case within(c.Path(), "/desk/admin"):
		if !v.session.User.Administrator {
			return models.NotFound()
		}
		v.actor.Role = models.Admin
	}
	if err := drawnForAnother(c, v.actor); err != nil {
		return err
	}
	return next(c)
}

// sitDown makes the bulletin of the address the one at work.
func (s *Server) sitDown(c echo.Context, v *visit) error {
	d, ok := v.session.DeskAt(c.Param("bulletin"))
	if !ok {
		return models.NotFound()
	}
	v.desk = d
	v.actor.BulletinID, v.actor.Role = d.BulletinID, v.session.ActingRole(d)
	if v.session.State.Bulletin == d.BulletinID {
		return nil
	}
	return s.news.WorkOn(c.Request().Context(), v.token, d.BulletinID)
}

// drawnForAnother refuses a form that was drawn for another acting role: in another tab the role was switched meanwhile, and
// what the button said may not be what it would do now.
func drawnForAnother(c echo.Context, a models.Actor) error {
	if c.Request().Method != http.MethodPost || a.Role == "" || c.Path() == paths.ActingRole {
		return nil
	}
	if err := parseForm(c); err != nil {
		return err
	}
	if drawn := models.Role(c.Request().PostFormValue("role")); drawn != a.Role {
		return models.Fail(models.CodeConflict, "error.role_switched")
	}
	return nil
}

// deskHome is where a role begins its work in a bulletin.
func deskHome(d newsroom.Desk, role models.Role) string {
	switch role {
	case models.Admin:
		return paths.Bulletins
	case models.Auditor:
		return paths.To(paths.Audit, d.Slug)
	case models.Reader:
		return paths.To(paths.Bulletin, d.Slug)
	default:
		return paths.To(paths.ToDo, d.Slug)
	}
}

// deskEntrance leads from /desk to the bulletin worked on last.
func (s *Server) deskEntrance(c echo.Context) error {
	v := visitOf(c)
	switch d, ok := v.session.LastDesk(); {
	case ok:
		return c.Redirect(http.StatusSeeOther, deskHome(d, v.session.ActingRole(d)))
	case v.session.User.Administrator:
		return c.Redirect(http.StatusSeeOther, paths.Bulletins)
	}
	return c.Redirect(http.StatusSeeOther, paths.Account)
}

// switchRole changes the acting role in a bulletin.
func (s *Server) switchRole(c echo.Context) error {
	var f struct {
		To string `form:"to"`
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	v, to := visitOf(c), models.Role(f.To)
	if err := s.news.ActAs(c.Request().Context(), v.actor, v.token, to); err != nil {
		return err
	}
	return s.done(c, deskHome(v.desk, to), "flash.role_switched", models.Args{"Role": roleName(c, to)})
}

// safeNext is where to go after sign-in: a path of this site and nothing else, whatever the address asked for.
func safeNext(next string) string {
	odd := func(r rune) bool { return r <= ' ' || r == '\\' || r == 0x7f }
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(next, "/") ||
		strings.Contains(u.Path, "//") || strings.ContainsFunc(u.Path, odd) || strings.ContainsFunc(next, odd) || within(u.Path, paths.SignIn) {
		return paths.Desk
	}
	return next
}
