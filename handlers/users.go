package handlers

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

func (s *Server) users(c echo.Context) error {
	list, err := s.news.Users(c.Request().Context(), s.actor(c))
	if err != nil {
		return err
	}
	vm := views.UsersVM{Now: s.now()}
	for _, u := range list {
		vm.Rows = append(vm.Rows, views.UserRow{
			Name: u.Name, Login: u.Login, Href: paths.To(paths.User, u.ID), Administrator: u.Administrator, Disabled: u.DisabledAt != nil,
			Roles: rolesByBulletin(c, u.Held), SignedIn: orZero(u.SignedInAt),
		})
	}
	return s.render(c, http.StatusOK, views.UsersPage(s.page(c, "nav.users"), vm))
}

// rolesByBulletin gathers roles, which come sorted by bulletin, into one line for each.
func rolesByBulletin(c echo.Context, held []newsroom.HeldRole) []views.RolesIn {
	var out []views.RolesIn
	for _, h := range held {
		if n := len(out); n == 0 || out[n-1].Bulletin != h.Bulletin.Name {
			out = append(out, views.RolesIn{Bulletin: h.Bulletin.Name})
		}
		last := &out[len(out)-1]
		last.Roles = append(last.Roles, roleName(c, h.Role))
	}
	return out
}

func orZero(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

func (s *Server) newUser(c echo.Context) error {
	return s.render(c, http.StatusOK, views.NewUserPage(s.page(c, "user.new"), views.NewUserVM{}))
}

func (s *Server) createUser(c echo.Context) error {
	var f struct {
		Login         string `form:"login"`
		Name          string `form:"name"`
		Administrator string `form:"administrator"`
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	in := newsroom.NewUser{Login: f.Login, Name: f.Name, Administrator: f.Administrator != ""}
	u, password, err := s.news.CreateUser(c.Request().Context(), s.actor(c), in)
	if err == nil {
		return s.showPassword(c, u, password, true)
	}
	page, status, err := s.refused(c, "user.new", err)
	if err != nil {
		return err
	}
	return s.render(c, status, views.NewUserPage(page.DeskPage, views.NewUserVM{Login: f.Login, Name: f.Name, Administrator: in.Administrator}))
}

// showPassword answers with the one-time password itself: it is stored nowhere that a following page could read it from.
func (s *Server) showPassword(c echo.Context, u models.User, password string, made bool) error {
	vm := views.OneTimeVM{Name: u.Name, Login: u.Login, Password: password, Href: paths.To(paths.User, u.ID), New: made}
	return s.render(c, http.StatusOK, views.OneTimePage(s.page(c, "user.one_time"), vm))
}

func (s *Server) user(c echo.Context) error {
	id, err := param(c, "user")
	if err != nil {
		return err
	}
	return s.drawUser(c, http.StatusOK, id, userTyped{}, nil)
}

// userTyped is what a refused form of the page held.
type userTyped struct{ name, email, bulletin, role string }

func (s *Server) drawUser(c echo.Context, status int, id int64, typed userTyped, problem error) error {
	ctx := c.Request().Context()
	p, err := s.news.User(ctx, s.actor(c), id)
	if err != nil {
		return err
	}
	u := p.Account
	vm := views.UserVM{
		Now: s.now(), ID: u.ID, Version: u.Version, Login: u.Login, Name: u.Name, Typed: u.Name, Admin: u.Administrator, Disabled: orZero(u.DisabledAt),
		MustReset: u.MustChange, SignedIn: orZero(u.SignedInAt), Sessions: p.Sessions, Self: p.Self, Bulletin: typed.bulletin, Role: typed.role,
	}
	if vm.Mails, vm.Email = s.news.SendsMail(), u.Email; typed.email != "" {
		vm.Email = typed.email
	}
	if typed.name != "" {
		vm.Typed = typed.name
	}
	for _, h := range u.Held {
		vm.Held = append(vm.Held, views.HeldRole{BulletinID: h.Bulletin.ID, Bulletin: h.Bulletin.Name, Role: h.Role, Unit: h.Unit, Units: unitOptions(ctx, p.Units[h.Bulletin.ID], h.Unit)})
	}
	for _, b := range p.Bulletins {
		vm.Bulletins = append(vm.Bulletins, components.Option{Value: strconv.FormatInt(b.ID, 10), Label: b.Name})
	}
	page := s.page(c, "")
	page.Title, page.Problems = u.Name, components.ProblemsOf(ctx, problem)
	return s.render(c, status, views.UserPage(page, vm))
}

// unitOptions are the units of a bulletin to choose from, with none, and with the one chosen though it is gone from the bulletin's list.
func unitOptions(ctx context.Context, units []string, chosen string) []components.Option {
	if chosen != "" && !slices.Contains(units, chosen) {
		units = append(slices.Clone(units), chosen)
	}
	if len(units) == 0 {
		return nil
	}
	out := []components.Option{{Value: "", Label: i18n.T(ctx, "membership.no_unit")}}
	for _, unit := range units {
		out = append(out, components.Option{Value: unit, Label: unit})
	}
	return out
}

func (s *Server) renameUser(c echo.Context) error {
	var f struct {
		Name    string `form:"name"`
		Version int64  `form:"version"`
	}
	id, err := param(c, "user")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	err = s.news.RenameUser(c.Request().Context(), s.actor(c), id, f.Version, f.Name)
	if err == nil {
		return s.done(c, paths.To(paths.User, id), "flash.user_saved", nil)
	}
	return s.userRefused(c, id, userTyped{name: f.Name}, err)
}

func (s *Server) saveEmail(c echo.Context) error {
	var f struct {
		Email   string `form:"email"`
		Version int64  `form:"version"`
	}
	id, err := param(c, "user")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	if err := s.news.SetEmail(c.Request().Context(), s.actor(c), id, f.Version, f.Email); err != nil {
		return s.userRefused(c, id, userTyped{email: f.Email}, err)
	}
	return s.done(c, paths.To(paths.User, id), "flash.user_saved", nil)
}

// userRefused draws an account's page again with what was typed and what is wrong.
func (s *Server) userRefused(c echo.Context, id int64, typed userTyped, err error) error {
	if code := models.CodeOf(err); code != models.CodeInvalid && code != models.CodeConflict {
		return err
	}
	return s.drawUser(c, statusOf(err), id, typed, err)
}

func (s *Server) resetPassword(c echo.Context) error {
	id, version, err := s.versioned(c, "user")
	if err != nil {
		return err
	}
	ctx, a := c.Request().Context(), s.actor(c)
	password, err := s.news.ResetPassword(ctx, a, id, version)
	if err != nil {
		return s.userRefused(c, id, userTyped{}, err)
	}
	p, err := s.news.User(ctx, a, id)
	if err != nil {
		return err
	}
	return s.showPassword(c, p.Account.User, password, false)
}

// versioned binds a form that carries nothing but the version of the thing in the address.
func (s *Server) versioned(c echo.Context, name string) (id, version int64, err error) {
	var f struct {
		Version int64 `form:"version"`
	}
	if id, err = param(c, name); err != nil {
		return 0, 0, err
	}
	err = s.bind(c, &f)
	return id, f.Version, err
}

func (s *Server) disableUser(c echo.Context) error {
	return s.changeUser(c, s.news.DisableUser, "flash.user_disabled")
}

func (s *Server) enableUser(c echo.Context) error {
	return s.changeUser(c, s.news.EnableUser, "flash.user_enabled")
}

func (s *Server) changeUser(c echo.Context, change func(context.Context, models.Actor, int64, int64) error, flash string) error {
	id, version, err := s.versioned(c, "user")
	if err != nil {
		return err
	}
	if err := change(c.Request().Context(), s.actor(c), id, version); err != nil {
		return s.userRefused(c, id, userTyped{}, err)
	}
	return s.done(c, paths.To(paths.User, id), flash, nil)
}

func (s *Server) changeMembership(c echo.Context) error {
	var f struct {
		Op       string `form:"op"`
		Bulletin int64  `form:"bulletin"`
		Role     string `form:"member_role"`
		Unit     string `form:"unit"`
	}
	id, err := param(c, "user")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	change, flash := s.news.GiveRole, "flash.role_given"
	switch f.Op {
	case views.TakeRole:
		change, flash = s.news.TakeRole, "flash.role_taken"
	case views.SetUnit:
		flash = "flash.unit_set"
		change = func(ctx context.Context, a models.Actor, user, bulletin int64, role models.Role) error {
			return s.news.SetUnit(ctx, a, user, bulletin, role, f.Unit)
		}
	}
	role := models.Role(f.Role)
	if err := change(c.Request().Context(), s.actor(c), id, f.Bulletin, role); err != nil {
		return s.userRefused(c, id, userTyped{bulletin: strconv.FormatInt(f.Bulletin, 10), role: f.Role}, err)
	}
	return s.done(c, paths.To(paths.User, id), flash, models.Args{"Role": roleName(c, role)})
}
