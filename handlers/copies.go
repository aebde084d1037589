package handlers

import (
	"context"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/internal/redline"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// copyAnswer acknowledges a working copy to the script.
type copyAnswer struct {
	Saved   string       `json:"saved"` // 14:32
	Version int64        `json:"version"`
	Lease   *leaseAnswer `json:"lease,omitempty"` // somebody else is in the article
}

// storeCopy keeps what a tab has of an article. It takes the form of the article as it is and answers a script.
func (s *Server) storeCopy(c echo.Context) error {
	id, base, in, err := s.postedArticle(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	stored, err := s.news.StoreCopy(ctx, s.actor(c), id, newsroom.CopyInput{Base: base, Text: in.Text, State: in.State})
	if err != nil {
		return err
	}
	out := copyAnswer{Saved: i18n.Clock(ctx, stored.At), Version: stored.Version}
	if stored.Lease != nil {
		shown := leaseOf(ctx, *stored.Lease, false)
		out.Lease = &shown
	}
	return c.JSON(http.StatusOK, out)
}

// postedArticle is the text that an article's form holds and the revision it was drawn from. Nothing but such a form is taken:
// an empty one would stand for an empty text.
func (s *Server) postedArticle(c echo.Context) (id, base int64, in newsroom.SaveArticle, err error) {
	if id, err = param(c, "article"); err != nil {
		return 0, 0, in, err
	}
	values, err := c.FormParams()
	if err != nil {
		return 0, 0, in, badRequest(err)
	}
	r, err := s.news.BaseRevision(c.Request().Context(), s.actor(c), id, int64(number(values.Get("version"))))
	if err != nil {
		return 0, 0, in, err
	}
	if !values.Has("title") || !values.Has("version") {
		return 0, 0, in, s.notAForm(c, id)
	}
	if err := ownForm(c); err != nil {
		return 0, 0, in, err
	}
	f := readArticleForm(values, r)
	return id, r.ID, f.save(r.ID), f.refused
}

// notAForm is the answer to a post without a form, to whoever might have sent one.
func (s *Server) notAForm(c echo.Context, article int64) error {
	p, err := s.news.Article(c.Request().Context(), s.actor(c), article)
	if err == nil && p.Mode == newsroom.ReadOnly && !mayEdit(s.actor(c)) {
		err = models.Fail(models.CodeForbidden, "error.forbidden")
	}
	if err == nil {
		err = models.Fail(models.CodeInvalid, "error.bad_form")
	}
	return err
}

// ownForm refuses the text of a page that was drawn for somebody else: after the sign-in expired, another person may have signed
// in beside it.
func ownForm(c echo.Context) error {
	if drawn := c.QueryParam("user"); drawn != "" && drawn != strconv.FormatInt(visitOf(c).actor.UserID, 10) {
		return models.Fail(models.CodeConflict, "draft.somebody_else")
	}
	return nil
}

// articleCopy shows the actor's own working copy beside the current text.
func (s *Server) articleCopy(c echo.Context) error {
	id, err := param(c, "article")
	if err != nil {
		return err
	}
	p, err := s.news.Copy(c.Request().Context(), s.actor(c), id)
	if err != nil {
		return err
	}
	slug := p.Bulletin.Slug
	vm := views.CopyVM{
		ID: p.Copy.ID, Version: p.Copy.Version, Article: id, Title: p.Article.Title, Back: components.Link{Label: p.Article.Title, Href: paths.To(paths.DeskArticle, slug, id)},
		At: p.Copy.SavedAt, Current: p.Current.Number, By: p.Author, CurrentAt: p.Current.CreatedAt, Editable: p.Mode != newsroom.ReadOnly,
		Diff: redline.Articles(p.Current.Text, p.Copy.Text), Plain: p.Copy.Text.Title + "\n" + p.Copy.Text.Body.PlainText(),
	}
	return s.render(c, http.StatusOK, views.CopyPage(s.page(c, "draft.copy.title"), vm))
}

// copies lists everything that the user has written anywhere and not saved, whether or not it can still be saved there.
func (s *Server) copies(c echo.Context) error {
	ctx, v := c.Request().Context(), visitOf(c)
	list, err := s.news.Copies(ctx, v.actor)
	if err != nil {
		return err
	}
	vm := views.CopiesVM{Now: s.now()}
	for _, w := range list {
		row := views.CopyRow{ID: w.ID, Version: w.Version, Title: w.Text.Title, Bulletin: w.Bulletin.Name, At: w.SavedAt, Plain: w.Text.Title + "\n" + w.Text.Body.PlainText()}
		if s.readsArticle(c, w) {
			row.Href = paths.To(paths.DeskArticle, w.Bulletin.Slug, w.ArticleID)
		}
		vm.Rows = append(vm.Rows, row)
	}
	return s.render(c, http.StatusOK, views.CopiesPage(s.page(c, "draft.copies.title"), vm))
}

// readsArticle reports whether the user, in the acting role of that bulletin, can open the article of a working copy.
func (s *Server) readsArticle(c echo.Context, w newsroom.CopyShown) bool {
	v := visitOf(c)
	d, ok := v.session.DeskAt(w.Bulletin.Slug)
	if !ok {
		return false
	}
	a := v.actor
	a.BulletinID, a.Role = d.BulletinID, v.session.ActingRole(d)
	_, err := s.news.Article(c.Request().Context(), a, w.ArticleID)
	return err == nil
}

// discardCopy puts a working copy away; the toast brings it back.
func (s *Server) discardCopy(c echo.Context) error {
	w, href, err := s.changeCopy(c, s.news.DiscardCopy)
	if err != nil {
		return err
	}
	undo := layout.Undo{Action: paths.To(paths.CopyRestore, w.ID), Fields: []layout.Field{{Name: "from", Value: c.FormValue("from")}}}
	return s.undoable(c, href, "draft.discarded", nil, undo)
}

func (s *Server) restoreCopy(c echo.Context) error {
	_, href, err := s.changeCopy(c, func(ctx context.Context, a models.Actor, id, _ int64) (newsroom.CopyShown, error) {
		return s.news.RestoreCopy(ctx, a, id)
	})
	if err != nil {
		return err
	}
	return s.done(c, href, "draft.undiscarded", nil)
}

type changesCopy = func(ctx context.Context, a models.Actor, id, version int64) (newsroom.CopyShown, error)

// changeCopy does something to a working copy, and says where to go on: to the article it was asked from, or the list.
func (s *Server) changeCopy(c echo.Context, do changesCopy) (newsroom.CopyShown, string, error) {
	var f struct {
		From    string `form:"from"`
		Version int64  `form:"version"`
	}
	id, err := param(c, "copy")
	if err != nil {
		return newsroom.CopyShown{}, "", err
	}
	if err := s.bind(c, &f); err != nil {
		return newsroom.CopyShown{}, "", err
	}
	w, err := do(c.Request().Context(), visitOf(c).actor, id, f.Version)
	if err != nil || f.From != "article" || !s.readsArticle(c, w) {
		return w, paths.Copies, err
	}
	return w, paths.To(paths.DeskArticle, w.Bulletin.Slug, w.ArticleID), nil
}

// unsavedRows lists, for the page that submits an issue, who has not saved what.
func unsavedRows(slug string, a models.Actor, list []newsroom.Unsaved) []views.UnsavedRow {
	var out []views.UnsavedRow
	for _, u := range list {
		row := views.UnsavedRow{Title: u.Title, Name: u.Name, At: u.At}
		if u.UserID == a.UserID {
			row.Href = paths.To(paths.DeskArticle, slug, u.Article)
		}
		out = append(out, row)
	}
	return out
}
