package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// signIn shows the sign-in page, or leads on whoever is signed in already.
func (s *Server) signIn(c echo.Context) error {
	next := c.QueryParam("next")
	if visitOf(c).signedIn {
		return c.Redirect(http.StatusSeeOther, safeNext(next))
	}
	page := s.plain(c, "account.sign_in")
	if c.QueryParam("out") != "" {
		page.Flash = &layout.Flash{Kind: components.Good, Text: i18n.T(c.Request().Context(), "account.signed_out")}
	}
	return s.render(c, http.StatusOK, views.SignInPage(page, views.SignInVM{Next: next}))
}

type signInForm struct {
	Login    string `form:"login"`
	Password string `form:"password"`
	Next     string `form:"next"`
}

func (s *Server) signInNow(c echo.Context) error {
	var f signInForm
	if err := s.bind(c, &f); err != nil {
		return err
	}
	ctx, v := c.Request().Context(), visitOf(c)
	in := newsroom.SignInRequest{Login: f.Login, Password: f.Password, IP: v.actor.IP, UserAgent: c.Request().UserAgent()}
	if device, err := c.Cookie(s.sessions.device()); err == nil {
		in.Device = device.Value
	}
	signed, err := s.news.SignIn(ctx, in)
	if err != nil {
		return s.signInRefused(c, f, err)
	}
	if v.signedIn { // the session that was open in this browser would never be found again
		if err := s.news.SignOut(ctx, v.actor, v.token); err != nil {
			return err
		}
	}
	if err := s.begin(c, signed); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, safeNext(f.Next))
}

// signInRefused draws the page again. It says the same for an unknown account, a disabled one and a wrong password.
func (s *Server) signInRefused(c echo.Context, f signInForm, err error) error {
	e := ours(err)
	if e.Code != models.CodeInvalid && e.Code != models.CodeTooMany {
		return err
	}
	sayWhen(c, e)
	vm := views.SignInVM{Login: f.Login, Next: f.Next, Refused: i18n.T(c.Request().Context(), e.Key, i18n.D(e.Args))}
	return s.render(c, statusOf(err), views.SignInPage(s.plain(c, "account.sign_in"), vm))
}

// signOut ends the session and has the browser forget pages it kept.
func (s *Server) signOut(c echo.Context) error {
	if v := visitOf(c); v.signedIn {
		if err := s.news.SignOut(c.Request().Context(), v.actor, v.token); err != nil {
			return err
		}
	}
	if err := s.end(c); err != nil {
		return err
	}
	c.Response().Header().Set("Clear-Site-Data", `"cache"`)
	return c.Redirect(http.StatusSeeOther, paths.With(paths.SignIn, "out", "1"))
}

func (s *Server) account(c echo.Context) error {
	return s.drawAccount(c, http.StatusOK, nil, nil)
}

// drawAccount draws one's own account; typed is what a refused form about mail held.
func (s *Server) drawAccount(c echo.Context, status int, typed *views.MailVM, problem error) error {
	ctx, v := c.Request().Context(), visitOf(c)
	sessions, err := s.news.OwnSessions(ctx, v.actor, v.token)
	if err != nil {
		return err
	}
	page := s.page(c, "desk.account")
	page.Problems = components.ProblemsOf(ctx, problem)
	vm := views.AccountVM{Now: s.now(), Login: v.session.User.Login, Name: v.session.User.Name, MustChange: v.session.User.MustChange}
	vm.Mail = s.ownMail(c, typed)
	for _, d := range v.session.Desks {
		in := views.RolesIn{Bulletin: d.Name}
		for _, r := range d.Roles {
			in.Roles = append(in.Roles, roleName(c, r))
		}
		if v.session.ActingRole(d) == models.Signer {
			vm.Signs = append(vm.Signs, components.Link{Label: i18n.T(ctx, "delegation.open", i18n.D{"Bulletin": d.Name}), Href: paths.To(paths.Delegations, d.Slug)})
		}
		vm.Roles = append(vm.Roles, in)
	}
	for _, o := range sessions {
		vm.Sessions = append(vm.Sessions, views.SessionRow{
			Browser: o.UserAgent, IP: o.IP, Since: o.CreatedAt, Seen: o.SeenAt, Current: o.Current, EndHref: paths.To(paths.AccountSession, o.Ref),
		})
	}
	return s.render(c, status, views.AccountPage(page, vm))
}

func (s *Server) changePassword(c echo.Context) error {
	var f struct {
		Current  string `form:"current"`
		Password string `form:"password"`
		Again    string `form:"again"`
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	v := visitOf(c)
	err := typedTwice(f.Password, f.Again)
	if err == nil {
		err = s.news.ChangePassword(c.Request().Context(), v.actor, v.token, f.Current, f.Password)
	}
	if models.CodeOf(err) == models.CodeInvalid {
		return s.drawAccount(c, statusOf(err), nil, err)
	}
	if err != nil {
		return err
	}
	return s.done(c, paths.Account, "flash.password_changed", nil)
}

func typedTwice(password, again string) error {
	var p models.Problems
	if password != again {
		p.Add("again", "account.not_the_same")
	}
	return p.Err()
}

func (s *Server) endSession(c echo.Context) error {
	if err := s.news.EndOwnSession(c.Request().Context(), s.actor(c), c.Param("session")); err != nil {
		return err
	}
	return s.done(c, paths.Account, "flash.session_ended", nil)
}
