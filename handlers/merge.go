package handlers

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/internal/redline"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

// keepAside keeps what the form holds as a side revision: its writer leaves the article to somebody else.
func (s *Server) keepAside(c echo.Context) error {
	id, _, in, err := s.postedArticle(c)
	if err != nil {
		return err
	}
	side, err := s.news.KeepAside(c.Request().Context(), s.actor(c), id, in)
	if err != nil {
		return err
	}
	return s.done(c, paths.To(paths.ArticleRevision, c.Param("bulletin"), id, side.ID), "draft.kept_aside", models.Args{"Number": side.Number})
}

// openMerge finds the side revision of the address, beside the revision theirs (0: the current one).
func (s *Server) openMerge(c echo.Context, theirs int64) (newsroom.MergePage, error) {
	article, err := param(c, "article")
	if err != nil {
		return newsroom.MergePage{}, err
	}
	side, err := param(c, "revision")
	if err != nil {
		return newsroom.MergePage{}, err
	}
	return s.news.Merge(c.Request().Context(), s.actor(c), article, side, theirs)
}

// merge shows a side revision and the current text beside their base.
func (s *Server) merge(c echo.Context) error {
	p, err := s.openMerge(c, 0)
	if err != nil {
		return err
	}
	return s.drawMerge(c, http.StatusOK, p, nil, nil)
}

// drawConflict shows a text that came too late, and was kept, beside the one that was saved meanwhile.
func (s *Server) drawConflict(c echo.Context, side models.Revision) error {
	p, err := s.news.Merge(c.Request().Context(), s.actor(c), side.ArticleID, side.ID, 0)
	if err != nil {
		return err
	}
	return s.drawMerge(c, http.StatusConflict, p, nil, nil)
}

// saveMerge saves what was chosen from both texts, or opens it to be written on.
func (s *Server) saveMerge(c echo.Context) error {
	values, err := c.FormParams()
	if err != nil {
		return badRequest(err)
	}
	p, err := s.openMerge(c, int64(number(values.Get("version"))))
	if err != nil {
		return err
	}
	a := s.actor(c)
	if p.Mode == newsroom.ReadOnly && !mayEdit(a) {
		return models.Fail(models.CodeForbidden, "error.forbidden")
	}
	if !values.Has("version") {
		return models.Fail(models.CodeInvalid, "error.bad_form")
	}
	choices := map[string]models.Choice{}
	for name := range values {
		if key, ok := strings.CutPrefix(name, "take_"); ok {
			choices[key] = models.Choice(values.Get(name))
		}
	}
	text, undecided := models.Merged(p.Base.Text, p.Theirs.Text, p.Side.Text, choices)
	if len(undecided) > 0 {
		return s.drawMerge(c, http.StatusUnprocessableEntity, p, choices, undecided)
	}
	vm := s.articleVM(c, p.ArticlePage)
	showText(&vm, text)
	vm.Version, vm.Unsaved = p.Theirs.ID, true
	if values.Get("op") == "edit" {
		return s.drawArticle(c, http.StatusOK, vm, nil)
	}
	_, err = s.news.SaveArticle(c.Request().Context(), a, p.Article.ID, newsroom.SaveArticle{Base: p.Theirs.ID, Text: text, Confirm: values.Get("confirm")})
	return s.savedArticle(c, p.ArticlePage, vm, err)
}

// drawMerge draws the rows of a merge, as they are preselected or as they were chosen.
func (s *Server) drawMerge(c echo.Context, status int, p newsroom.MergePage, choices map[string]models.Choice, undecided []string) error {
	ctx, slug := c.Request().Context(), p.Bulletin.Slug
	vm := views.MergeVM{
		Article: s.articleVM(c, p.ArticlePage), By: p.By, At: p.Theirs.CreatedAt, Mine: p.Mine, Own: p.Side.AuthorID == s.actor(c).UserID, Side: p.Side.Number, BaseNumber: p.Base.Number,
		Action: paths.To(paths.ArticleMerge, slug, p.Article.ID, p.Side.ID), Version: p.Theirs.ID,
		SideHref: paths.To(paths.ArticleRevision, slug, p.Article.ID, p.Side.ID),
	}
	vm.Rows = mergeRows(ctx, p, choices, undecided)
	page := s.page(c, "")
	page.Title, page.Wide = vm.Article.Title, true
	for _, r := range vm.Rows {
		if r.Error != "" {
			page.Problems = append(page.Problems, components.Problem{Field: r.Field(), Text: i18n.T(ctx, "draft.merge.choose_for", i18n.D{"Part": r.Label})})
		}
	}
	return s.render(c, status, views.MergePage(page, vm))
}

// mergeRows are the parts of a merge that say anything. Blocks are counted in the order in which they stand there.
func mergeRows(ctx context.Context, p newsroom.MergePage, choices map[string]models.Choice, undecided []string) []views.MergeRow {
	var out []views.MergeRow
	block := 0
	for _, r := range models.Merge(p.Base.Text, p.Theirs.Text, p.Side.Text) {
		if r.Part == models.MergeBlock {
			block++
		}
		if !r.Differs && r.Theirs.Text == "" {
			continue
		}
		row := views.MergeRow{
			Key: r.Key, Label: mergeLabel(ctx, r, block), Differs: r.Differs, Block: r.Part == models.MergeBlock, Both: r.Both(), Choice: r.Choice,
			Base: mergeCell(ctx, r, r.Base, r.Base), Theirs: mergeCell(ctx, r, r.Base, r.Theirs), Mine: mergeCell(ctx, r, r.Base, r.Mine),
			Preselected: r.Choice != models.Undecided,
		}
		if picked, ok := choices[r.Key]; ok {
			row.Choice = picked
		}
		if slices.Contains(undecided, r.Key) {
			row.Error = i18n.T(ctx, "draft.merge.choose")
		}
		out = append(out, row)
	}
	return out
}

var mergeLabels = map[models.MergePart]string{
	models.MergeTitle: "article.field.title", models.MergeUnits: "article.field.units", models.MergeOrigin: "article.field.origin",
	models.MergeSource: "article.field.source", models.MergeAccess: "issue.field.access", models.MergeOrder: "draft.merge.order",
}

func mergeLabel(ctx context.Context, r models.MergeRow, block int) string {
	if r.Part == models.MergeBlock {
		return i18n.T(ctx, "article.paragraph", i18n.D{"Number": block})
	}
	return i18n.T(ctx, mergeLabels[r.Part])
}

// against is a text with what is new in it over another one marked.
func against(base, text string) []redline.Segment {
	return redline.Side(redline.Texts(base, text), redline.Deleted)
}

// mergeCell is what one text has for a row, with what is new in it over the base marked.
func mergeCell(ctx context.Context, r models.MergeRow, base, side models.MergeSide) views.MergeCell {
	switch r.Part {
	case models.MergeOrder:
		key := "draft.merge.order_kept"
		if side.Text != base.Text {
			key = "draft.merge.order_changed"
		}
		return views.MergeCell{Present: true, Segments: []redline.Segment{{Kind: redline.Same, Text: i18n.T(ctx, key)}}}
	case models.MergeOrigin:
		return views.MergeCell{Present: true, Segments: []redline.Segment{{Kind: redline.Same, Text: views.OriginName(ctx, models.Origin(side.Text))}}}
	case models.MergeAccess:
		return views.MergeCell{Present: true, Segments: []redline.Segment{{Kind: redline.Same, Text: views.OwnClassName(ctx, models.Access(side.Text))}}}
	case models.MergeBlock:
		return views.MergeCell{Present: side.Block != nil, Segments: against(base.Text, side.Text)}
	default:
		return views.MergeCell{Present: side.Text != "", Segments: against(base.Text, side.Text)}
	}
}

// savedArticle answers a save: on to the article, or back to what was typed with what stands in the way.
func (s *Server) savedArticle(c echo.Context, p newsroom.ArticlePage, vm views.DeskArticleVM, err error) error {
	if err == nil {
		return s.done(c, paths.To(paths.DeskArticle, p.Bulletin.Slug, p.Article.ID), "flash.article_saved", nil)
	}
	if r, ok := errors.AsType[*newsroom.Replacement](err); ok {
		return s.drawReplacement(c, r, views.ReplaceVM{
			Subject: vm.Title, Back: components.Link{Label: vm.Title, Href: c.Request().URL.Path}, Action: c.Request().URL.Path, Version: vm.Version, Editor: true,
		})
	}
	if side, ok := newsroom.Kept(err); ok {
		return s.drawConflict(c, side)
	}
	if code := models.CodeOf(err); code == models.CodeInvalid || code == models.CodeConflict {
		return s.drawArticle(c, statusOf(err), vm, err)
	}
	return err
}
