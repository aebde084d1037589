package handlers

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"jianbao/internal/manuscript"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

func (s *Server) imports(c echo.Context) error { return s.drawImports(c, http.StatusOK, "", nil) }

func (s *Server) drawImports(c echo.Context, status int, text string, problem error) error {
	ctx := c.Request().Context()
	list, err := s.news.Imports(ctx, s.actor(c))
	if err != nil {
		return err
	}
	page := s.page(c, "import.title")
	if problem != nil {
		page.Problems = components.ProblemsOf(ctx, problem)
	}
	vm := views.NewImportVM{Slug: list.Bulletin.Slug, Now: s.now(), Limit: newsroom.MaxImport >> 20, Lines: manuscript.MaxLines, Text: text}
	for _, im := range list.Imports {
		vm.Open = append(vm.Open, views.OpenImport{ID: im.ID, Version: im.Version, Name: list.Uploads[im.UploadID].Name, By: list.Names[im.UserID], At: im.CreatedAt})
	}
	return s.render(c, status, views.NewImportPage(page, vm))
}

// startImport takes a file, or a text that was pasted, to the mapping screen.
func (s *Server) startImport(c echo.Context) error {
	var f struct {
		Text string `form:"text"`
		File string `form:"file"` // the file itself comes beside the fields
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	data, name, err := upload(c, "file", newsroom.MaxImport)
	if err != nil {
		return err
	}
	if len(data) == 0 {
		data, name = []byte(f.Text), ""
	}
	id, err := s.news.StartImport(c.Request().Context(), s.actor(c), name, data)
	if err != nil {
		if models.CodeOf(err) == models.CodeInvalid {
			return s.drawImports(c, statusOf(err), f.Text, err)
		}
		return err
	}
	return c.Redirect(http.StatusSeeOther, paths.To(paths.Import, c.Param("bulletin"), id))
}

func (s *Server) mapImport(c echo.Context) error {
	id, err := param(c, "import")
	if err != nil {
		return err
	}
	p, err := s.news.Import(c.Request().Context(), s.actor(c), id)
	if err != nil {
		return err
	}
	if p.Import.IssueID != nil {
		return c.Redirect(http.StatusSeeOther, paths.To(paths.DeskIssue, p.Bulletin.Slug, *p.Import.IssueID))
	}
	return s.drawImport(c, http.StatusOK, p, nil, nil)
}

// drawImport draws the mapping screen, with the masthead as it was typed and what is wrong with it.
func (s *Server) drawImport(c echo.Context, status int, p newsroom.ImportPage, typed *views.MastheadForm, problem error) error {
	page := s.page(c, "")
	page.Title, page.Wide = p.Upload.Name, true
	if problem != nil {
		page.Problems = components.ProblemsOf(c.Request().Context(), problem)
	}
	vm := mapVM(c, p)
	if typed != nil {
		vm.Masthead = *typed
	}
	return s.render(c, status, views.MapImportPage(page, vm))
}

// importDecision is a decision as the mapping screen posts it.
type importDecision struct {
	Op      string `form:"op"`
	Line    int    `form:"line"`
	At      int    `form:"at"`
	Kind    string `form:"kind"`
	Level   int    `form:"level"`
	ID      string `form:"id"`
	Split   string `form:"split"`
	Version int64  `form:"version"`
}

// decisions is what the form asks for; none means that the last one is taken back.
func (f importDecision) decisions(doc *manuscript.Document) ([]manuscript.Decision, error) {
	d := manuscript.Decision{Op: manuscript.Op(f.Op), Line: f.Line, At: f.At, ID: f.ID}
	switch d.Op {
	case "revoke":
		return nil, nil
	case manuscript.Set:
		d.Role = manuscript.Role(f.Kind)
		if d.Role == manuscript.RoleHeading {
			d.Level = max(f.Level, 1)
		}
	case manuscript.Split:
		at, ok := cutAt(doc, f.Line, f.At, strings.TrimSpace(f.Split))
		if !ok {
			return nil, &models.Error{Code: models.CodeInvalid, Key: "error.invalid", Fields: []models.FieldError{{Field: "split", Key: "import.split_not_found"}}}
		}
		d.At = at
	case manuscript.Undo, manuscript.Apply, manuscript.Accept:
		d.Line, d.At = 0, 0
	default: // joining and separating ask for nothing but the line
	}
	return []manuscript.Decision{d}, nil
}

// cutAt finds where in a line, counted in characters, the words of a split begin.
func cutAt(doc *manuscript.Document, line, from int, words string) (int, bool) {
	if line < 1 || line > len(doc.Lines) || words == "" {
		return 0, false
	}
	text := doc.Lines[line-1].Text
	start := len(string([]rune(text)[:min(from, utf8.RuneCountInString(text))]))
	i := strings.Index(text[start:], words)
	if i <= 0 {
		return 0, false
	}
	return utf8.RuneCountInString(text[:start+i]), true
}

func (s *Server) decideImport(c echo.Context) error {
	var f importDecision
	id, err := param(c, "import")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	ctx, a := c.Request().Context(), s.actor(c)
	p, err := s.news.Import(ctx, a, id)
	if err != nil {
		return err
	}
	decisions, err := f.decisions(p.Document)
	if err == nil {
		err = s.news.DecideImport(ctx, a, id, f.Version, decisions...)
	}
	if err != nil {
		if models.CodeOf(err) == models.CodeInvalid {
			return s.drawImport(c, statusOf(err), p, nil, err)
		}
		return err
	}
	href := paths.With(paths.To(paths.Import, c.Param("bulletin"), id), "page", digits(linePage(f.Line)))
	if f.Line > 0 {
		href += "#line-" + strconv.Itoa(f.Line)
	}
	return c.Redirect(http.StatusSeeOther, href)
}

// confirmImport makes the issue.
func (s *Server) confirmImport(c echo.Context) error {
	var f mastheadForm
	id, err := param(c, "import")
	if err != nil {
		return err
	}
	version, err := s.bindMasthead(c, &f)
	if err != nil {
		return err
	}
	ctx, a := c.Request().Context(), s.actor(c)
	issue, err := s.news.ConfirmImport(ctx, a, id, version, f.issue())
	if err == nil && issue.Archival {
		return s.nextToMap(c, id, issue)
	}
	if err == nil {
		return s.done(c, paths.To(paths.DeskIssue, c.Param("bulletin"), issue.ID), "flash.issue_imported", models.Args{"Label": issue.Label()})
	}
	if code := models.CodeOf(err); code != models.CodeInvalid && code != models.CodeConflict {
		return err
	}
	p, again := s.news.Import(ctx, a, id)
	if again != nil || p.Import.IssueID != nil {
		return errors.Join(err, again)
	}
	return s.drawImport(c, statusOf(err), p, f.typed(), err)
}

// bindMasthead reads the masthead of a form that has a version of its own.
func (s *Server) bindMasthead(c echo.Context, f *mastheadForm) (version int64, err error) {
	if err := s.bind(c, f); err != nil {
		return 0, err
	}
	version, _ = strconv.ParseInt(c.Request().PostFormValue("version"), 10, 64) // 0 is no version, and so a conflict
	return version, nil
}

func (s *Server) discardImport(c echo.Context) error {
	id, err := param(c, "import")
	if err != nil {
		return err
	}
	if err := s.news.DiscardImport(c.Request().Context(), s.actor(c), id); err != nil {
		return err
	}
	return s.done(c, paths.To(paths.Imports, c.Param("bulletin")), "flash.import_discarded", nil)
}
