package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

func (s *Server) bulletins(c echo.Context) error {
	list, err := s.news.Bulletins(c.Request().Context(), s.actor(c))
	if err != nil {
		return err
	}
	var vm views.BulletinsVM
	for _, b := range list {
		vm.Rows = append(vm.Rows, views.BulletinRow{
			Name: b.Name, Slug: b.Slug, Host: b.Host, Href: paths.To(paths.BulletinEdit, b.ID), Access: b.Access, Issues: b.Issues,
		})
	}
	return s.render(c, http.StatusOK, views.BulletinsPage(s.page(c, "nav.bulletins"), vm))
}

// bulletinForm is the settings of a bulletin as a person types them.
type bulletinForm struct {
	Slug             string `form:"slug"`
	Name             string `form:"name"`
	Host             string `form:"host"`
	Phone            string `form:"phone"`
	AccessNote       string `form:"access_note"`
	Access           string `form:"access"`
	ArticleNumbering string `form:"article_numbering"`
	CadenceDays      string `form:"cadence_days"`
	Numbering        string `form:"numbering"`
	FirstNumber      string `form:"first_number"`
	FirstCumulative  string `form:"first_cumulative"`
	Amendments       string `form:"amendments"`
	Separation       string `form:"separation"`
	PaperDecisions   string `form:"paper_decisions"`
	EditorsPublish   string `form:"editors_publish"`
	RequireSources   string `form:"require_sources"`
	Mourning         string `form:"mourning"`
	Version          int64  `form:"version"`
}

// into puts what was typed into a bulletin.
func (f bulletinForm) into(b models.Bulletin) models.Bulletin {
	b.Slug, b.Name, b.Host, b.Phone, b.AccessNote = f.Slug, f.Name, f.Host, f.Phone, f.AccessNote
	b.Access, b.ArticleNumbering, b.CadenceDays = models.Access(f.Access), models.ArticleNumbering(f.ArticleNumbering), number(f.CadenceDays)
	b.Amendments, b.Separation, b.PaperDecisions, b.EditorsPublish = f.Amendments != "", f.Separation != "", f.PaperDecisions != "", f.EditorsPublish != ""
	b.RequireSources, b.Mourning, b.Version = f.RequireSources != "", f.Mourning != "", f.Version
	return b
}

func (f bulletinForm) numbering() newsroom.Numbering {
	return numberingFrom(f.Numbering, f.FirstNumber, f.FirstCumulative)
}

func (f bulletinForm) typed() views.BulletinForm {
	return views.BulletinForm{
		Slug: f.Slug, Name: f.Name, Host: f.Host, Phone: f.Phone, AccessNote: f.AccessNote, Access: f.Access, ArticleNumbering: f.ArticleNumbering,
		CadenceDays: f.CadenceDays, Numbering: f.Numbering, FirstNumber: f.FirstNumber, FirstCumulative: f.FirstCumulative,
		Amendments: f.Amendments != "", Separation: f.Separation != "", PaperDecisions: f.PaperDecisions != "", EditorsPublish: f.EditorsPublish != "", RequireSources: f.RequireSources != "", Mourning: f.Mourning != "",
	}
}

// storedForm is the form of settings as they are stored.
func storedForm(b models.Bulletin, s models.Series) views.BulletinForm {
	f := views.BulletinForm{
		Slug: b.Slug, Name: b.Name, Host: b.Host, Phone: b.Phone, AccessNote: b.AccessNote, Access: string(b.Access), ArticleNumbering: string(b.ArticleNumbering),
		CadenceDays: digits(b.CadenceDays), Numbering: views.NumberThrough, FirstNumber: digits(s.FirstNumber), FirstCumulative: digits(s.FirstCumulative),
		Amendments: b.Amendments, Separation: b.Separation, PaperDecisions: b.PaperDecisions, EditorsPublish: b.EditorsPublish, RequireSources: b.RequireSources, Mourning: b.Mourning,
	}
	if s.Yearly {
		f.Numbering = views.NumberYearly
	}
	return f
}

func (s *Server) newBulletin(c echo.Context) error {
	form := storedForm(newsroom.NewBulletin(), models.Series{FirstNumber: 1})
	return s.render(c, http.StatusOK, views.NewBulletinPage(s.page(c, "bulletin.new"), views.NewBulletinVM{Form: form}))
}

func (s *Server) createBulletin(c echo.Context) error {
	var f bulletinForm
	if err := s.bind(c, &f); err != nil {
		return err
	}
	b, err := s.news.CreateBulletin(c.Request().Context(), s.actor(c), f.into(newsroom.NewBulletin()), f.numbering())
	if err == nil {
		return s.done(c, paths.To(paths.BulletinEdit, b.ID), "flash.bulletin_created", models.Args{"Name": b.Name})
	}
	page, status, err := s.refused(c, "bulletin.new", err)
	if err != nil {
		return err
	}
	return s.render(c, status, views.NewBulletinPage(page.DeskPage, views.NewBulletinVM{Form: f.typed()}))
}

func (s *Server) bulletin(c echo.Context) error {
	return s.drawBulletin(c, nil, nil)
}

// drawBulletin draws the settings; typed puts back what a refused form held.
func (s *Server) drawBulletin(c echo.Context, problem error, typed func(*views.BulletinVM)) error {
	id, err := param(c, "bulletin")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	p, err := s.news.Bulletin(ctx, s.actor(c), id)
	if err != nil {
		return err
	}
	b := p.Bulletin
	vm := views.BulletinVM{
		ID: b.ID, Version: b.Version, Name: b.Name, Form: storedForm(b, p.Series), Numbered: p.Issues > 0, Chain: chainLines(c.Request().Context(), p),
		Sections: strings.Join(p.Sections, "\n"), Units: strings.Join(p.Units, "\n"), Listed: strings.Join(b.ListedUnits, "\n"),
		To: strings.Join(b.Distribution.To, "\n"), CC: strings.Join(b.Distribution.CC, "\n"), For: strings.Join(b.Distribution.For, "\n"),
	}
	page, status := s.page(c, ""), http.StatusOK
	page.Title = b.Name
	if problem != nil {
		typed(&vm)
		vm.Form.Slug, status = b.Slug, statusOf(problem)
		page.Problems = components.ProblemsOf(ctx, problem)
	}
	return s.render(c, status, views.BulletinPage(page, vm))
}

// bulletinSaved answers a save of either form.
func (s *Server) bulletinSaved(c echo.Context, id int64, err error, flash string, typed func(*views.BulletinVM)) error {
	if err == nil {
		return s.done(c, paths.To(paths.BulletinEdit, id), flash, nil)
	}
	if code := models.CodeOf(err); code != models.CodeInvalid && code != models.CodeConflict {
		return err
	}
	return s.drawBulletin(c, err, typed)
}

func (s *Server) saveBulletin(c echo.Context) error {
	var f bulletinForm
	id, err := param(c, "bulletin")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	b := f.into(models.Bulletin{ID: id})
	err = s.news.UpdateBulletin(c.Request().Context(), s.actor(c), b, f.numbering())
	return s.bulletinSaved(c, id, err, "flash.bulletin_saved", func(vm *views.BulletinVM) { vm.Form = f.typed() })
}

func (s *Server) saveLists(c echo.Context) error {
	var f struct {
		Version  int64  `form:"version"`
		Sections string `form:"sections"`
		Units    string `form:"units"`
		Listed   string `form:"listed_units"`
		To       string `form:"to"`
		CC       string `form:"cc"`
		For      string `form:"for"`
	}
	id, err := param(c, "bulletin")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	err = s.news.SetLists(c.Request().Context(), s.actor(c), id, f.Version, newsroom.Lists{
		Sections: lines(f.Sections), Units: lines(f.Units), Listed: lines(f.Listed), Distribution: models.Distribution{To: lines(f.To), CC: lines(f.CC), For: lines(f.For)},
	})
	return s.bulletinSaved(c, id, err, "flash.lists_saved", func(vm *views.BulletinVM) {
		vm.Sections, vm.Units, vm.Listed, vm.To, vm.CC, vm.For = f.Sections, f.Units, f.Listed, f.To, f.CC, f.For
	})
}
