package handlers

import (
	"io"
	"mime/multipart"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

// maxMaterialFiles is how many files one form registers; the script sends each in a form of its own.
const maxMaterialFiles = 40

// localTime is how a browser writes a datetime-local field.
const localTime = "2006-01-02T15:04"

// materialForm is what a person writes of material.
type materialForm struct {
	File     string `form:"file"` // the files themselves come beside the fields
	Unit     string `form:"unit"`
	Sender   string `form:"sender"`
	Channel  string `form:"channel"`
	Received string `form:"received"`
	Note     string `form:"note"`
}

// receivedAt reads the local time of the form; zero for what is none.
func (s *Server) receivedAt(f materialForm) time.Time {
	at, err := time.ParseInLocation(localTime, f.Received, s.location)
	if err != nil {
		return time.Time{}
	}
	return at
}

func (f materialForm) typed() views.MaterialForm {
	return views.MaterialForm{Unit: f.Unit, Sender: f.Sender, Note: f.Note, Received: f.Received, Channel: models.Channel(f.Channel)}
}

func (s *Server) materials(c echo.Context) error {
	return s.drawMaterials(c, http.StatusOK, views.MaterialForm{Received: s.now().In(s.location).Format(localTime)}, nil)
}

func (s *Server) drawMaterials(c echo.Context, status int, typed views.MaterialForm, problem error) error {
	ctx, a, slug := c.Request().Context(), s.actor(c), c.Param("bulletin")
	q := newsroom.MaterialQuery{Unit: c.QueryParam("unit"), From: c.QueryParam("from"), To: c.QueryParam("to"), Fate: models.Fate(c.QueryParam("fate")), Page: pageNumber(c)}
	list, err := s.news.Materials(ctx, a, q)
	if err != nil {
		return err
	}
	page := s.page(c, "nav.material")
	if problem != nil {
		page.Problems = components.ProblemsOf(ctx, problem)
	}
	vm := views.MaterialsVM{
		Slug: slug, Now: s.now(), CanEdit: mayEdit(a), Query: views.MaterialQuery{Unit: q.Unit, From: q.From, To: q.To, Fate: q.Fate},
		Units: []components.Option{{Label: i18n.T(ctx, "material.fate.all")}}, Known: list.Known, Typed: typed,
		MaxSize: newsroom.MaxMaterial >> 20, MaxFiles: maxMaterialFiles, Accept: newsroom.MaterialTypes,
		Paging: paging(q.Page, list.Total, paths.To(paths.Materials, slug), "unit", q.Unit, "from", q.From, "to", q.To, "fate", string(q.Fate)),
	}
	for _, u := range list.Units {
		vm.Units = append(vm.Units, components.Option{Value: u, Label: u})
	}
	for _, row := range list.Rows {
		vm.Rows = append(vm.Rows, materialRow(slug, row))
	}
	vm.Open = problem != nil || len(vm.Rows) == 0 && q == (newsroom.MaterialQuery{Page: 1})
	return s.render(c, status, views.MaterialsPage(page, vm))
}

func materialRow(slug string, m newsroom.MaterialRow) views.MaterialRow {
	row := views.MaterialRow{
		ID: m.ID, Title: m.Article.Title, File: m.Upload.Name, Unit: m.Unit, Sender: m.Sender, Channel: m.Channel, Received: m.ReceivedAt,
		Fate: m.Fate, Reason: m.Reason, ArticleID: m.ArticleID,
	}
	if m.Unread != "" {
		row.Unread = "material.unread." + m.Unread
	}
	if m.Issue != nil {
		row.Issue = views.LinkTitle{Title: m.Issue.Label(), Href: paths.To(paths.DeskIssue, slug, m.Issue.ID)}
	}
	for _, like := range m.Alike {
		shown := views.AlikeRow{Kind: like.Kind, Percent: like.Percent, Title: views.LinkTitle{Title: like.Title, Href: paths.To(paths.DeskArticle, slug, like.Article)}}
		if like.Issue != nil {
			shown.Issue = like.Issue.Label()
		}
		row.Alike = append(row.Alike, shown)
	}
	return row
}

// registerMaterial registers every file of the form. Those before one that is refused are registered; the page says which one
// was refused, and why.
func (s *Server) registerMaterial(c echo.Context) error {
	var f materialForm
	if err := s.bind(c, &f); err != nil {
		return err
	}
	if err := s.news.MayRegister(c.Request().Context(), s.actor(c)); err != nil {
		return err
	}
	files, err := materialFiles(c)
	if err != nil {
		return s.drawMaterials(c, statusOf(err), f.typed(), err)
	}
	count, unread := 0, 0
	for _, header := range files {
		m, err := s.registerFile(c, f, header)
		if models.CodeOf(err) == models.CodeInvalid && err != nil && !wantsJSON(c) {
			return s.drawMaterials(c, statusOf(err), f.typed(), err)
		}
		if err != nil {
			return err
		}
		count++
		if m.Unread != "" {
			unread++
		}
	}
	if wantsJSON(c) {
		return c.NoContent(http.StatusCreated)
	}
	key := "flash.material_registered"
	if unread > 0 {
		key = "flash.material_some_unread"
	}
	return s.done(c, paths.To(paths.Materials, c.Param("bulletin")), key, models.Args{"Count": count, "Unread": unread})
}

// materialFiles are the files of the form, those left out by the browser's empty field apart.
func materialFiles(c echo.Context) ([]*multipart.FileHeader, error) {
	var out []*multipart.FileHeader
	if form := c.Request().MultipartForm; form != nil {
		for _, h := range form.File["file"] {
			if h.Filename != "" || h.Size > 0 {
				out = append(out, h)
			}
		}
	}
	var p models.Problems
	switch {
	case len(out) == 0:
		p.Add("file", "material.no_file")
	case len(out) > maxMaterialFiles:
		p.Add("file", "material.too_many_files", models.Args{"Max": maxMaterialFiles})
	}
	return out, p.Err()
}

func (s *Server) registerFile(c echo.Context, f materialForm, header *multipart.FileHeader) (models.Material, error) {
	file, err := header.Open()
	if err != nil {
		return models.Material{}, err
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, newsroom.MaxMaterial+1))
	if err != nil {
		return models.Material{}, err
	}
	return s.news.RegisterMaterial(c.Request().Context(), s.actor(c), newsroom.NewMaterial{
		Unit: f.Unit, Sender: f.Sender, Note: f.Note, Channel: models.Channel(f.Channel), ReceivedAt: s.receivedAt(f), Name: header.Filename, Data: data,
	})
}

func (s *Server) material(c echo.Context) error {
	id, err := param(c, "material")
	if err != nil {
		return err
	}
	return s.drawMaterial(c, http.StatusOK, id, nil, nil)
}

// drawMaterial draws an entry; typed lays over it what was refused.
func (s *Server) drawMaterial(c echo.Context, status int, id int64, typed func(*views.MaterialVM), problem error) error {
	ctx, slug := c.Request().Context(), c.Param("bulletin")
	p, err := s.news.Material(ctx, s.actor(c), id)
	if err != nil {
		return err
	}
	page := s.page(c, "")
	page.Title = p.Article.Title
	if problem != nil {
		page.Problems = components.ProblemsOf(ctx, problem)
	}
	vm := views.MaterialVM{
		MaterialRow: materialRow(slug, p.MaterialRow), Slug: slug, Now: s.now(), Version: p.Version, CanEdit: p.CanEdit, Chosen: p.Material.Fate, Because: p.Reason,
		Typed: views.MaterialForm{Unit: p.Unit, Sender: p.Sender, Note: p.Note, Channel: p.Channel, Received: p.ReceivedAt.In(s.location).Format(localTime)},
		Known: p.Units, Size: p.Upload.Size, SHA256: p.Upload.SHA256, By: p.By, At: p.CreatedAt, DecidedBy: p.DecidedBy, Omitted: p.Omitted, Text: p.Text,
	}
	if p.DecidedAt != nil {
		vm.DecidedAt = *p.DecidedAt
	}
	if typed != nil {
		typed(&vm)
	}
	return s.render(c, status, views.MaterialPage(page, vm))
}

func (s *Server) saveMaterial(c echo.Context) error {
	var f materialForm
	id, err := param(c, "material")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	err = s.news.SaveMaterial(c.Request().Context(), s.actor(c), id, newsroom.MaterialFacts{
		Version: int64(number(c.FormValue("version"))), Unit: f.Unit, Sender: f.Sender, Note: f.Note, Channel: models.Channel(f.Channel), ReceivedAt: s.receivedAt(f),
	})
	return s.changedMaterial(c, id, "flash.material_saved", func(vm *views.MaterialVM) { vm.Typed = f.typed() }, err)
}

func (s *Server) decideMaterial(c echo.Context) error {
	var f struct {
		Fate   string `form:"fate"`
		Reason string `form:"reason"`
	}
	id, err := param(c, "material")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	err = s.news.DecideMaterial(c.Request().Context(), s.actor(c), id, int64(number(c.FormValue("version"))), models.Fate(f.Fate), f.Reason)
	return s.changedMaterial(c, id, "flash.material_decided", func(vm *views.MaterialVM) { vm.Chosen, vm.Because = models.Fate(f.Fate), f.Reason }, err)
}

// changedMaterial answers a change of an entry: back to it, or the page with what was typed and what stands in the way.
func (s *Server) changedMaterial(c echo.Context, id int64, flash string, typed func(*views.MaterialVM), err error) error {
	if err == nil {
		return s.done(c, paths.To(paths.Material, c.Param("bulletin"), id), flash, nil)
	}
	if code := models.CodeOf(err); code == models.CodeInvalid || code == models.CodeConflict {
		return s.drawMaterial(c, statusOf(err), id, typed, err)
	}
	return err
}

// materialFile hands out the original, to be saved and never shown: it may be anything.
func (s *Server) materialFile(c echo.Context) error {
	id, err := param(c, "material")
	if err != nil {
		return err
	}
	u, data, err := s.news.MaterialFile(c.Request().Context(), s.actor(c), id)
	if err != nil {
		return err
	}
	return sendFile(c, u, data)
}
