package handlers

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// An edit of the contents is one of these; each leads back to the row it touched. Base is the order the page was drawn from.
type contentsForm struct {
	Title     string `form:"title"`
	Direction string `form:"direction"`
	Section   int64  `form:"section"`
	Article   int64  `form:"article"`
	Base      string `form:"base"`
	Confirm   string `form:"confirm"`
}

func (f contentsForm) direction() models.Direction {
	if f.Direction == "up" {
		return models.Up
	}
	return models.Down
}

// editContents runs one edit of an issue's contents: do gets the issue, what the address names besides it, and the form, and
// gives back the row to return to.
func (s *Server) editContents(name string, do func(c echo.Context, a models.Actor, issue, what int64, f contentsForm) (string, error)) echo.HandlerFunc {
	return func(c echo.Context) error {
		issue, what, err := contentsParams(c, name)
		if err != nil {
			return err
		}
		var f contentsForm
		if err := s.bind(c, &f); err != nil {
			return err
		}
		row, err := do(c, s.actor(c), issue, what, f)
		if err != nil {
			return s.refuseContents(c, issue, err)
		}
		return c.Redirect(http.StatusSeeOther, paths.To(paths.DeskIssue, c.Param("bulletin"), issue)+row)
	}
}

// stepContents runs one step of the order: step makes the new order of the one the page was drawn from.
func (s *Server) stepContents(name string, step func(was models.Order, what int64, f contentsForm) newsroom.Arrangement) echo.HandlerFunc {
	return func(c echo.Context) error {
		issue, what, err := contentsParams(c, name)
		if err != nil {
			return err
		}
		var f contentsForm
		if err := s.bind(c, &f); err != nil {
			return err
		}
		was, err := models.ParseOrder(f.Base)
		if err != nil {
			return s.refuseContents(c, issue, err)
		}
		in := step(was, what, f)
		if err := s.news.Arrange(c.Request().Context(), s.actor(c), issue, in, f.Confirm); err != nil {
			if newsroom.IsStaleOrder(err) && !was.Has(what) {
				return models.NotFound()
			}
			return s.refuseOrder(c, issue, in, err)
		}
		at := row(name, what)
		if slices.Contains(in.Gone, what) {
			at = ""
		}
		return s.arranged(c, issue, in, at)
	}
}

// contentsParams are the issue that an address names, and what else it names, if anything.
func contentsParams(c echo.Context, name string) (issue, what int64, err error) {
	if issue, err = param(c, "issue"); err == nil && name != "" {
		what, err = param(c, name)
	}
	return issue, what, err
}

// refuseContents asks before contents under review change, and shows on the contents page itself what was wrong with what
// was typed there.
func (s *Server) refuseContents(c echo.Context, issue int64, err error) error {
	replacement, asks := errors.AsType[*newsroom.Replacement](err)
	if !asks && models.CodeOf(err) != models.CodeInvalid {
		return err
	}
	if !asks {
		return s.drawIssue(c, statusOf(err), issue, nil, err)
	}
	contents, again := s.news.Contents(c.Request().Context(), s.actor(c), issue)
	if again != nil {
		return errors.Join(err, again)
	}
	return s.askReplacement(c, replacement, contents.Issue)
}

// askReplacement asks before masthead or contents of an issue under review change.
func (s *Server) askReplacement(c echo.Context, r *newsroom.Replacement, i models.Issue) error {
	back := components.Link{Label: i.Label(), Href: paths.To(paths.DeskIssue, c.Param("bulletin"), i.ID)}
	return s.drawReplacement(c, r, views.ReplaceVM{Subject: i.Label(), Back: back, Action: c.Request().URL.Path})
}

func row(kind string, id int64) string { return "#" + kind + "-" + strconv.FormatInt(id, 10) }

func (s *Server) addSection(c echo.Context, a models.Actor, issue, _ int64, f contentsForm) (string, error) {
	id, err := s.news.AddSection(c.Request().Context(), a, issue, f.Title, f.Confirm)
	return row("section", id), err
}

func (s *Server) renameSection(c echo.Context, a models.Actor, issue, section int64, f contentsForm) (string, error) {
	title := newsroom.SectionTitle{Base: f.Base, Title: oneLine(f.Title)}
	if err := s.news.RenameSection(c.Request().Context(), a, issue, section, title, f.Confirm); err != nil {
		return "", err
	}
	if title.Title != title.Base {
		s.flash(c, "flash.section_renamed", nil, undoTitle(paths.To(paths.Section, c.Param("bulletin"), issue, section), title.Title, title.Base))
	}
	return row("section", section), nil
}

// undoTitle gives something that was renamed its title back; base is what the renamed one is told from.
func undoTitle(action, base, title string) *layout.Undo {
	return &layout.Undo{Action: action, Fields: []layout.Field{{Name: "base", Value: base}, {Name: "title", Value: title}}}
}

func (s *Server) addArticle(c echo.Context, a models.Actor, issue, _ int64, f contentsForm) (string, error) {
	if f.Article != 0 {
		in, err := s.news.PlaceArticle(c.Request().Context(), a, issue, f.Section, f.Article, f.Confirm)
		if err == nil {
			s.flash(c, "flash.article_placed", nil, s.undoOrder(c, issue, in))
		}
		return row("article", f.Article), err
	}
	id, err := s.news.CreateArticle(c.Request().Context(), a, issue, f.Section, f.Title, f.Confirm)
	return row("article", id), err
}

func moveSection(was models.Order, section int64, f contentsForm) newsroom.Arrangement {
	return newsroom.Arrangement{Base: was, Order: was.StepSection(section, f.direction())}
}

func moveArticle(was models.Order, article int64, f contentsForm) newsroom.Arrangement {
	if f.Section != 0 {
		return newsroom.Arrangement{Base: was, Order: was.MoveTo(article, f.Section)}
	}
	return newsroom.Arrangement{Base: was, Order: was.StepArticle(article, f.direction())}
}

// removeSection takes away a section as the page showed it; what it held goes to the pool, until this is taken back.
func removeSection(was models.Order, section int64, _ contentsForm) newsroom.Arrangement {
	return newsroom.Removal(was, section)
}

func articleToPool(was models.Order, article int64, _ contentsForm) newsroom.Arrangement {
	return newsroom.Arrangement{Base: was, Order: was.Without(article), Out: []int64{article}}
}

// renameArticle changes the title of an article from the contents: a change of its text like any other, made on the revision
// that the page showed.
func (s *Server) renameArticle(c echo.Context) error {
	issue, article, err := contentsParams(c, "article")
	if err != nil {
		return err
	}
	var f struct {
		Title   string `form:"title"`
		Base    int64  `form:"base"`
		Confirm string `form:"confirm"`
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	ctx, a := c.Request().Context(), s.actor(c)
	p, err := s.news.Article(ctx, a, article)
	if err != nil {
		return err
	}
	if f.Base <= 0 {
		f.Base = p.Article.RevisionID
	}
	did, err := s.news.RenameArticle(ctx, a, article, newsroom.ArticleTitle{Base: f.Base, Title: oneLine(f.Title), Confirm: f.Confirm})
	if _, asks := errors.AsType[*newsroom.Replacement](err); asks {
		return s.refuseContents(c, issue, err)
	}
	if err != nil { // the form of the article says what stands in the way, and holds the title as it was typed
		typed := articleForm{text: did.Text, base: f.Base, ready: p.Article.State == models.ArticleReady}
		return s.savedArticle(c, p, s.typedArticle(c, p, typed), err)
	}
	if did.Revision != 0 {
		s.flash(c, "flash.article_renamed", nil, undoTitle(c.Request().URL.Path, formatID(did.Revision), did.Before))
	}
	return c.Redirect(http.StatusSeeOther, paths.To(paths.DeskIssue, c.Param("bulletin"), issue)+row("article", article))
}
