package handlers

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

// layoutForm is a layout as a person chooses it, in a form or in the address of a preview.
type layoutForm struct {
	Size        string `form:"size" query:"size"`
	NameSize    string `form:"name_size" query:"name_size"`
	Rule        string `form:"rule" query:"rule"`
	Contents    string `form:"contents" query:"contents"`
	Sources     string `form:"sources" query:"sources"`
	Makers      string `form:"makers" query:"makers"`
	FontBody    string `form:"font_body" query:"font_body"`
	FontSection string `form:"font_section" query:"font_section"`
	FontArticle string `form:"font_article" query:"font_article"`
	FontTitle   string `form:"font_title" query:"font_title"`
	FontSong    string `form:"font_song" query:"font_song"`
	FontLatin   string `form:"font_latin" query:"font_latin"`
	Version     int64  `form:"version" query:"version"`
}

// points is a length that was chosen; -1 for what is none.
func points(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return -1
	}
	return v
}

func (f layoutForm) fonts() models.LayoutFonts {
	return models.LayoutFonts{Body: f.FontBody, Section: f.FontSection, Article: f.FontArticle, Title: f.FontTitle, Song: f.FontSong, Latin: f.FontLatin}
}

func (f layoutForm) layout() models.Layout {
	return models.Layout{
		Size: points(f.Size), NameSize: points(f.NameSize), Rule: points(f.Rule), Contents: f.Contents != views.ContentsOff,
		ContentsAlone: f.Contents == views.ContentsAlone, Sources: f.Sources != "", Makers: f.Makers != "", Fonts: f.fonts(),
	}
}

func (f layoutForm) typed() views.LayoutForm {
	return views.LayoutForm{Size: f.Size, NameSize: f.NameSize, Rule: f.Rule, Contents: f.Contents, Sources: f.Sources != "", Makers: f.Makers != "", Fonts: f.fonts()}
}

// askedLayout is the layout that an address asks to see; nil: the stored one.
func askedLayout(c echo.Context) (*layoutForm, error) {
	if c.QueryParam("size") == "" {
		return nil, nil //nolint:nilnil // nothing is asked for
	}
	var f layoutForm
	if err := (&echo.DefaultBinder{}).BindQueryParams(c, &f); err != nil {
		return nil, badRequest(err)
	}
	return &f, nil
}

// bulletinLayout shows the layout of a bulletin; without a script, what is chosen in its form comes in the address.
func (s *Server) bulletinLayout(c echo.Context) error {
	f, err := askedLayout(c)
	if err != nil {
		return err
	}
	return s.drawLayout(c, nil, f)
}

// drawLayout draws the layout of a bulletin; typed puts back what a form held.
func (s *Server) drawLayout(c echo.Context, problem error, typed *layoutForm) error {
	id, err := param(c, "bulletin")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	p, err := s.news.Layout(ctx, s.actor(c), id)
	if err != nil {
		return err
	}
	b := p.Bulletin
	vm := views.BulletinLayoutVM{
		ID: b.ID, Version: b.Version, Name: b.Name, Form: views.NewLayoutForm(b.Layout), Lettering: b.Layout.Lettering, Shown: p.Shown, Limit: newsroom.MaxPicture >> 20,
	}
	if typed != nil {
		vm.Form = typed.typed()
	}
	page, status := s.page(c, "layout.title"), http.StatusOK
	if problem != nil {
		status, page.Problems = statusOf(problem), components.ProblemsOf(ctx, problem)
	}
	return s.render(c, status, views.BulletinLayoutPage(page, vm))
}

// typedWrong are the refusals that a form comes back for.
var typedWrong = []models.Code{models.CodeInvalid, models.CodeConflict, models.CodeUnsupported, models.CodeTooLarge}

// layoutSaved answers either form of the page.
func (s *Server) layoutSaved(c echo.Context, id int64, err error, flash string, typed *layoutForm) error {
	if err == nil {
		return s.done(c, paths.To(paths.BulletinLayout, id), flash, nil)
	}
	if !slices.Contains(typedWrong, models.CodeOf(err)) {
		return err
	}
	return s.drawLayout(c, err, typed)
}

func (s *Server) saveLayout(c echo.Context) error {
	var f layoutForm
	id, err := param(c, "bulletin")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	err = s.news.SetLayout(c.Request().Context(), s.actor(c), id, f.Version, f.layout())
	return s.layoutSaved(c, id, err, "flash.layout_saved", &f)
}

// layoutPreview gives one page under the layout that the address asks for, as a picture for the page of the form.
func (s *Server) layoutPreview(c echo.Context) error {
	id, err := param(c, "bulletin")
	if err != nil {
		return err
	}
	n, err := param(c, "page")
	if err != nil {
		return err
	}
	f, err := askedLayout(c)
	if err != nil {
		return err
	}
	var l *models.Layout
	if f != nil {
		asked := f.layout()
		l = &asked
	}
	ctx := c.Request().Context()
	label := i18n.T(ctx, "layout.page_label", i18n.D{"Page": n})
	data, err := s.news.LayoutPreview(ctx, s.actor(c), id, l, int(min(n, maxPreviewed)), label)
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; img-src data:")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	return c.Blob(http.StatusOK, "image/svg+xml", data)
}

// maxPreviewed is beyond the last page of any issue.
const maxPreviewed = 10_000

// saveLettering takes the office's own lettering, or goes back to the shipped one.
func (s *Server) saveLettering(c echo.Context) error {
	var f struct {
		File    string `form:"file"` // the file itself comes beside the fields
		Remove  string `form:"remove"`
		Version int64  `form:"version"`
	}
	id, err := param(c, "bulletin")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	ctx, a := c.Request().Context(), s.actor(c)
	if f.Remove != "" {
		return s.layoutSaved(c, id, s.news.RemoveLettering(ctx, a, id, f.Version), "flash.lettering_removed", nil)
	}
	data, name, err := upload(c, "file", newsroom.MaxPicture)
	if err != nil {
		return err
	}
	return s.layoutSaved(c, id, s.news.SetLettering(ctx, a, id, f.Version, name, data), "flash.lettering_saved", nil)
}
