package handlers

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
	"jianbao/views/layout"
)

func formatID(id int64) string { return strconv.FormatInt(id, 10) }

// poolQuery is what the address narrows the pool to.
func poolQuery(c echo.Context) newsroom.PoolQuery {
	return newsroom.PoolQuery{Words: c.QueryParam("q"), Unit: c.QueryParam("unit"), Page: pageNumber(c)}
}

func (s *Server) pool(c echo.Context) error {
	return s.drawPool(c, http.StatusOK, nil)
}

func (s *Server) drawPool(c echo.Context, status int, problem error) error {
	ctx, a, slug, q := c.Request().Context(), s.actor(c), c.Param("bulletin"), poolQuery(c)
	list, err := s.news.Pool(ctx, a, q)
	if err != nil {
		return err
	}
	page := s.page(c, "nav.pool")
	if problem != nil {
		page.Problems = components.ProblemsOf(ctx, problem)
	}
	vm := views.PoolVM{
		Slug: slug, Now: s.now(), CanEdit: mayEdit(a), Rows: poolRows(ctx, slug, list), Filter: poolFilter(ctx, paths.To(paths.Pool, slug), q, list),
		Paging: paging(q.Page, list.Total, paths.To(paths.Pool, slug), "q", q.Words, "unit", q.Unit),
	}
	if models.Can(a.Role, models.ManageDraft, models.Circumstances{}) {
		vm.TrashHref = paths.With(paths.To(paths.Trash, slug), "of", string(newsroom.DeletedArticles))
	}
	for _, p := range list.Places {
		vm.Places = append(vm.Places, components.Option{Value: formatID(p.Section), Label: p.Issue + " · " + p.Title})
	}
	return s.render(c, status, views.PoolPage(page, vm))
}

func poolFilter(ctx context.Context, action string, q newsroom.PoolQuery, list newsroom.PoolList) views.PoolFilter {
	f := views.PoolFilter{Action: action, Words: q.Words, Unit: q.Unit, Total: list.Total, Units: []components.Option{{Label: i18n.T(ctx, "contents.pool.all_units")}}}
	known := q.Unit == ""
	for _, unit := range list.Units {
		f.Units = append(f.Units, components.Option{Value: unit, Label: unit})
		known = known || unit == q.Unit
	}
	if !known { // nothing of this unit is left, but the list is still narrowed to it
		f.Units = append(f.Units, components.Option{Value: q.Unit, Label: q.Unit})
	}
	return f
}

func poolRows(ctx context.Context, slug string, list newsroom.PoolList) []views.PoolRow {
	var out []views.PoolRow
	for _, art := range list.Articles {
		t := list.Texts[art.RevisionID]
		out = append(out, views.PoolRow{
			ID: art.ID, Version: art.Version, Title: art.Title, Units: t.Text.Units, Characters: characters(t.Text), State: art.State, HeldOver: list.HeldOver[art.ID],
			Updated: art.UpdatedAt, UpdatedBy: list.Names[t.AuthorID], Twin: twinLink(ctx, slug, list.Twins, art.ID),
		})
	}
	return out
}

// twinLink leads to another article with the same title, if there is one.
func twinLink(ctx context.Context, slug string, twins map[int64]newsroom.Twin, article int64) components.Link {
	t, ok := twins[article]
	if !ok {
		return components.Link{}
	}
	label := i18n.T(ctx, "contents.twin", i18n.D{"Issue": t.Issue.Label(), "Number": models.ArticleNumber(t.Number)})
	return components.Link{Label: label, Href: paths.To(paths.DeskIssue, slug, t.Issue.ID) + row("article", t.Article)}
}

func (s *Server) changePool(c echo.Context) error {
	var f struct {
		Op      string `form:"op"`
		Title   string `form:"title"`
		Article int64  `form:"article"`
		Section int64  `form:"section"`
		Confirm string `form:"confirm"`
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	ctx, a, slug := c.Request().Context(), s.actor(c), c.Param("bulletin")
	if f.Op == "place" {
		issue, in, err := s.news.PlaceInSection(ctx, a, f.Section, f.Article, f.Confirm)
		if r, asks := errors.AsType[*newsroom.Replacement](err); asks { // its issue went to the reviewers meanwhile
			pool := components.Link{Label: i18n.T(ctx, "nav.pool"), Href: paths.To(paths.Pool, slug)}
			return s.drawReplacement(c, r, views.ReplaceVM{Subject: pool.Label, Back: pool, Action: pool.Href})
		}
		if err != nil {
			return err
		}
		return s.undoable(c, paths.To(paths.Pool, slug), "flash.article_placed", nil, *s.undoOrder(c, issue, in))
	}
	id, err := s.news.CreateArticle(ctx, a, 0, 0, f.Title, "")
	if models.CodeOf(err) == models.CodeInvalid && err != nil {
		return s.drawPool(c, statusOf(err), err)
	}
	if err != nil {
		return err
	}
	return s.done(c, paths.To(paths.DeskArticle, slug, id), "", nil)
}

func (s *Server) deleteArticle(c echo.Context) error {
	id, err := param(c, "article")
	if err != nil {
		return err
	}
	if err := s.news.DeleteArticle(c.Request().Context(), s.actor(c), id); err != nil {
		return err
	}
	slug := c.Param("bulletin")
	return s.undoable(c, paths.To(paths.Pool, slug), "flash.article_deleted", nil, layout.Undo{Action: paths.To(paths.ArticleRestore, slug, id)})
}

func (s *Server) restoreArticle(c echo.Context) error {
	id, err := param(c, "article")
	if err != nil {
		return err
	}
	if err := s.news.RestoreArticle(c.Request().Context(), s.actor(c), id); err != nil {
		return err
	}
	return s.done(c, paths.To(paths.Pool, c.Param("bulletin")), "flash.article_restored", nil)
}

// trash lists what was deleted and can come back.
func (s *Server) trash(c echo.Context) error {
	part := newsroom.DeletedArticles
	if c.QueryParam("of") == string(newsroom.DeletedIssues) {
		part = newsroom.DeletedIssues
	}
	list, err := s.news.Trash(c.Request().Context(), s.actor(c), part, pageNumber(c))
	if err != nil {
		return err
	}
	slug, here := c.Param("bulletin"), paths.To(paths.Trash, c.Param("bulletin"))
	total := map[newsroom.TrashPart]int{newsroom.DeletedArticles: list.TotalArticles, newsroom.DeletedIssues: list.TotalIssues}
	vm := views.TrashVM{
		Slug: slug, Now: s.now(), OfIssues: part == newsroom.DeletedIssues, Articles: list.TotalArticles, Issues: list.TotalIssues,
		Paging: paging(pageNumber(c), total[part], here, "of", string(part)),
	}
	for _, i := range list.Issues {
		vm.Rows = append(vm.Rows, views.TrashRow{
			Title: i.Name + " " + i.Label(), Restore: paths.To(paths.IssueRestore, slug, i.ID), At: *i.DeletedAt, By: list.DeletedBy("issue", i.ID),
		})
	}
	for _, art := range list.Articles {
		vm.Rows = append(vm.Rows, views.TrashRow{
			Title: art.Title, Href: paths.To(paths.DeskArticle, slug, art.ID), Units: models.UnitList(art.Units), Restore: paths.To(paths.ArticleRestore, slug, art.ID),
			At: *art.DeletedAt, By: list.DeletedBy("article", art.ID),
		})
	}
	return s.render(c, http.StatusOK, views.TrashPage(s.page(c, "trash.title"), vm))
}
