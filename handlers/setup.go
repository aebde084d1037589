package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

type setupForm struct {
	Code            string `form:"code"`
	Login           string `form:"login"`
	Name            string `form:"name"`
	Password        string `form:"password"`
	Again           string `form:"again"`
	BulletinName    string `form:"bulletin_name"`
	Slug            string `form:"slug"`
	Host            string `form:"host"`
	Numbering       string `form:"numbering"`
	FirstNumber     string `form:"first_number"`
	FirstCumulative string `form:"first_cumulative"`
}

// setup shows the page of the first start. Once there is an account it does not exist any more.
func (s *Server) setup(c echo.Context) error {
	if err := s.stillToSetUp(c); err != nil {
		return err
	}
	return s.drawSetup(c, http.StatusOK, setupForm{Login: "admin", Numbering: views.NumberThrough, FirstNumber: "1"}, nil)
}

func (s *Server) stillToSetUp(c echo.Context) error {
	needed, err := s.news.SetupNeeded(c.Request().Context())
	if err == nil && !needed {
		return models.NotFound()
	}
	return err
}

func (s *Server) drawSetup(c echo.Context, status int, f setupForm, problem error) error {
	page := s.plain(c, "setup.title")
	page.Wide = true
	page.Problems = components.ProblemsOf(c.Request().Context(), problem)
	return s.render(c, status, views.SetupPage(page, views.SetupVM{
		Code: f.Code, Login: f.Login, Name: f.Name, BulletinName: f.BulletinName, Slug: f.Slug, Host: f.Host,
		Numbering: f.Numbering, FirstNumber: f.FirstNumber, FirstCumulative: f.FirstCumulative,
	}))
}

// setUp makes the administrator and the first bulletin, and leads to sign-in.
func (s *Server) setUp(c echo.Context) error {
	var f setupForm
	if err := s.stillToSetUp(c); err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	b := newsroom.NewBulletin()
	b.Slug, b.Name, b.Host = f.Slug, f.BulletinName, f.Host
	err := typedTwice(f.Password, f.Again)
	if err == nil {
		err = s.news.Setup(c.Request().Context(), newsroom.SetupRequest{
			Code: f.Code, Admin: newsroom.NewUser{Login: f.Login, Name: f.Name, Password: f.Password}, Bulletin: b,
			Numbering: numberingFrom(f.Numbering, f.FirstNumber, f.FirstCumulative), IP: s.actor(c).IP,
		})
	}
	if models.CodeOf(err) == models.CodeInvalid {
		return s.drawSetup(c, statusOf(err), f, err)
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, paths.SignIn)
}

func numberingFrom(way, first, cumulative string) newsroom.Numbering {
	return newsroom.Numbering{Yearly: way == views.NumberYearly, FirstNumber: number(first), FirstCumulative: number(cumulative)}
}
