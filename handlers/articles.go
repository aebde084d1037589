package handlers

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
	"jianbao/views/layout"
)

func (s *Server) article(c echo.Context) error {
	id, err := param(c, "article")
	if err != nil {
		return err
	}
	p, err := s.news.Article(c.Request().Context(), s.actor(c), id)
	if err != nil {
		return err
	}
	vm := s.articleVM(c, p)
	switch {
	case c.QueryParam("view") == "read":
		vm.Mode, vm.Reading = views.Reading, i18n.T(c.Request().Context(), "draft.reading")
	case p.Copy != nil && p.Mode != newsroom.ReadOnly:
		restoreCopyTo(&vm, p)
	}
	if vm.Points, err = s.pointsIn(c, p); err != nil {
		return err
	}
	if err := s.drawArticle(c, http.StatusOK, vm, nil); err != nil {
		return err
	}
	if vm.Restored == nil { // else the current text is not what stands on the page
		s.sawArticle(c, p.Article, p.Look)
	}
	return nil
}

// restoreCopyTo puts the actor's working copy into the form, on the base it was written on: a save still notices what others
// have saved since.
func restoreCopyTo(vm *views.DeskArticleVM, p newsroom.ArticlePage) {
	showText(vm, p.Copy.Text)
	vm.Version, vm.Ready = p.Copy.BaseID, p.Copy.State == models.ArticleReady
	vm.Restored = &views.RestoredCopy{
		ID: p.Copy.ID, Version: p.Copy.Version, At: p.Copy.SavedAt, Behind: p.Copy.BaseID != p.Article.RevisionID, CompareHref: paths.To(paths.ArticleCopy, p.Bulletin.Slug, p.Article.ID),
	}
}

func (s *Server) drawArticle(c echo.Context, status int, vm views.DeskArticleVM, problem error) error {
	page := s.page(c, "")
	page.Title, page.Writing = vm.Title, vm.Mode != views.Reading
	if problem != nil {
		page.Problems = components.ProblemsOf(c.Request().Context(), problem)
	}
	return s.render(c, status, views.DeskArticlePage(page, vm))
}

var articleModes = map[newsroom.EditMode]views.ArticleMode{
	newsroom.Edit: views.Editing, newsroom.Amending: views.Amending, newsroom.Replace: views.Replacing, newsroom.ReadOnly: views.Reading,
}

// poolReading says why an article of the pool can only be read: it is deleted, or whoever reads it is no editor.
var poolReading = map[bool]string{true: "article.locked.deleted", false: "article.locked.drafting"}

// articleVM gathers what the article page shows of the stored text.
func (s *Server) articleVM(c echo.Context, p newsroom.ArticlePage) views.DeskArticleVM {
	ctx, slug := c.Request().Context(), p.Bulletin.Slug
	vm := views.DeskArticleVM{
		Slug: slug, ID: p.Article.ID, Version: p.Article.RevisionID, Mode: articleModes[p.Mode], Section: p.Section, KnownUnits: p.Units,
		SavedBy: p.Author, SavedAt: p.Revision.CreatedAt, Now: s.now(), Revision: p.Revision.Number, Ready: p.Article.State == models.ArticleReady,
		Images: views.DeskPictures(slug),
		Back:   components.Link{Label: i18n.T(ctx, "nav.pool"), Href: paths.To(paths.Pool, slug)}, Deletable: p.Issue == nil && p.Mode == newsroom.Edit,
	}
	showText(&vm, p.Revision.Text)
	if p.Look.Hash != "" && p.Look.Hash != p.Article.Hash {
		vm.SinceHref = paths.With(paths.To(paths.ArticleRevisions, slug, p.Article.ID), "since", newsroom.SinceSeen)
	}
	vm.User = s.actor(c).UserID
	if p.Lease != nil {
		vm.Lease = &views.ArticleLease{Name: p.Lease.Name, Since: p.Lease.Since}
	}
	vm.TakesOver, vm.Writes = p.TakeOver, p.Mode != newsroom.ReadOnly
	s.discuss(c, &vm, p)
	if p.Copy != nil && p.Mode == newsroom.ReadOnly {
		vm.Kept = paths.To(paths.ArticleCopy, slug, p.Article.ID)
	}
	if p.Material != 0 {
		vm.Material = paths.To(paths.Material, slug, p.Material)
	}
	if p.Issue == nil {
		vm.Reading = i18n.T(ctx, poolReading[p.Article.DeletedAt != nil])
		return vm
	}
	vm.Back = components.Link{Label: p.Issue.Name + " " + p.Issue.Label(), Href: paths.To(paths.DeskIssue, slug, p.Issue.ID)}
	vm.Number, vm.Step = models.ArticleNumber(p.Number), stepName(p.Run)
	if vm.Mode == views.Reading {
		vm.Reading = i18n.T(ctx, "article.locked."+string(p.Issue.Workflow))
	}
	vm.Previous, vm.Next = neighbour(slug, p.Prev), neighbour(slug, p.Next)
	return vm
}

func neighbour(slug string, art *models.Article) views.LinkTitle {
	if art == nil {
		return views.LinkTitle{}
	}
	return views.LinkTitle{Title: art.Title, Href: paths.To(paths.DeskArticle, slug, art.ID)}
}

// showText fills the fields of the form from a text.
func showText(vm *views.DeskArticleVM, t models.ArticleText) {
	vm.Title, vm.Units, vm.Origin, vm.Source, vm.Access = t.Title, t.Units, string(t.Origin), t.Source, string(t.Access)
	vm.Characters = characters(t)
	vm.Blocks = make([]views.BlockField, len(t.Body.Blocks))
	for i, b := range t.Body.Blocks {
		vm.Blocks[i] = views.BlockField{
			ID: b.ID, Kind: b.Kind, Level: b.Level, Text: b.Marker + models.PlainText(b.Inlines), Likely: b.Likely, Complex: !plainKinds[b.Kind], Block: b,
		}
	}
}

// saveArticle takes the form back: it changes the form (move, add, remove a block) or saves. Whatever is refused comes back as
// it was typed.
func (s *Server) saveArticle(c echo.Context) error {
	id, err := param(c, "article")
	if err != nil {
		return err
	}
	ctx, a := c.Request().Context(), s.actor(c)
	p, err := s.news.Article(ctx, a, id)
	if err != nil {
		return err
	}
	values, err := c.FormParams()
	if err != nil {
		return models.Fail(models.CodeInvalid, "error.bad_form").Because(err)
	}
	base, err := s.news.BaseRevision(ctx, a, id, int64(number(values.Get("version"))))
	if err != nil {
		return err
	}
	f := readArticleForm(values, base)
	vm := s.typedArticle(c, p, f)
	if f.op != "save" && p.Mode == newsroom.ReadOnly && !mayEdit(a) {
		return models.Fail(models.CodeForbidden, "error.forbidden")
	}
	if f.refused != nil && p.Mode != newsroom.ReadOnly {
		vm.Unsaved = true
		return s.drawArticle(c, statusOf(f.refused), vm, f.refused)
	}
	if f.op != "save" {
		vm.Unsaved, vm.Focus = f.op != "edit" || values.Get("unsaved") != "", f.focus
		return s.drawArticle(c, http.StatusOK, vm, nil)
	}
	_, err = s.news.SaveArticle(ctx, a, id, f.save(base.ID))
	return s.savedArticle(c, p, vm, err)
}

// typedArticle is the page with what was typed in place of what is stored.
func (s *Server) typedArticle(c echo.Context, p newsroom.ArticlePage, f articleForm) views.DeskArticleVM {
	vm := s.articleVM(c, p)
	showText(&vm, f.text)
	vm.Ready, vm.Version = f.ready, f.base
	return vm
}

// drawReplacement asks before an editor changes what is under review. Everything that was posted goes along.
func (s *Server) drawReplacement(c echo.Context, r *newsroom.Replacement, vm views.ReplaceVM) error {
	vm.Confirm, vm.Step = r.Token, r.Back
	for name, values := range c.Request().PostForm {
		if slices.Contains([]string{"role", "version", "confirm"}, name) || name == "op" && vm.Editor { // there each button says its own
			continue
		}
		for _, v := range values {
			vm.Fields = append(vm.Fields, layout.Field{Name: name, Value: v})
		}
	}
	for _, d := range r.Lost {
		vm.Lost = append(vm.Lost, views.LostApproval{Step: d.StepName, Who: d.By, At: d.CreatedAt, Opinion: d.Opinion})
	}
	page := s.page(c, "")
	page.Title = vm.Subject
	return s.render(c, http.StatusConflict, views.ReplacePage(page, vm))
}
