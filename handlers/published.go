package handlers

import (
	"context"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

// editions shows what was published of an issue, and what became of it.
func (s *Server) editions(c echo.Context) error {
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	ctx, a := c.Request().Context(), s.actor(c)
	p, err := s.news.Editions(ctx, a, id)
	if err != nil {
		return err
	}
	slug := p.Bulletin.Slug
	vm := views.EditionsVM{
		Slug: slug, Issue: id, Label: p.Issue.Label(), State: stateOf(p.Issue, ""), Buttons: eventButtons(slug, id, p.Possible, false),
		Back: components.Link{Label: i18n.T(ctx, "issue.all"), Href: paths.To(paths.Issues, slug)},
	}
	if p.Readable {
		vm.Back = components.Link{Label: p.Issue.Label(), Href: paths.To(paths.DeskIssue, slug, id)}
	}
	for _, e := range p.Editions {
		row := views.EditionRow{Number: e.Number, Hash: e.Hash, Live: e.Live, Who: i18n.T(ctx, "editions.who", i18n.D{"Name": e.By, "At": i18n.DateTime(ctx, e.PublishedAt)})}
		if e.Number > 1 && p.Readable {
			row.CompareHref = paths.With(paths.To(paths.IssueCompare, slug, id), "from", "edition-"+strconv.Itoa(e.Number-1), "to", "edition-"+strconv.Itoa(e.Number))
		}
		vm.Editions = append(vm.Editions, row)
	}
	vm.Articles, vm.Records = gapRows(a, p), recordRows(ctx, p)
	page := s.page(c, "")
	page.Title = i18n.T(ctx, "editions.title", i18n.D{"Label": vm.Label})
	return s.render(c, http.StatusOK, views.EditionsPage(page, vm))
}

// gapRows are the articles of the live edition, with what the actor can do to each.
func gapRows(a models.Actor, p newsroom.EditionsPage) []views.GapRow {
	var out []views.GapRow
	for _, art := range p.Articles {
		row := views.GapRow{Article: art.ArticleID, Title: models.ArticleNumber(art.Number) + art.Title, Gone: art.Gone}
		for _, e := range newsroom.GapEvents(art.Gone) {
			if t, _ := models.TransitionFor(e); p.Issue.Shown() && models.Can(a.Role, t.Action, models.Circumstances{}) {
				row.Events = append(row.Events, e)
			}
		}
		out = append(out, row)
	}
	return out
}

func recordRows(ctx context.Context, p newsroom.EditionsPage) []views.RecordRow {
	var out []views.RecordRow
	for _, r := range p.Records {
		row := views.RecordRow{Text: views.EventVerb(ctx, r.Event), Who: r.By + " " + i18n.DateTime(ctx, r.CreatedAt), Reason: r.Reason}
		if r.Title != "" {
			row.Text += "　" + r.Title
		}
		out = append(out, row)
	}
	return out
}

// gapForm is what the page of an act on one article asks for.
type gapForm struct {
	Reason   string `form:"reason"`
	Password string `form:"password"`
}

// askGap shows the page that asks before an article of a published issue is taken out of sight, or shown again.
func (s *Server) askGap(c echo.Context) error { return s.drawGap(c, http.StatusOK, gapForm{}, nil) }

func (s *Server) drawGap(c echo.Context, status int, f gapForm, problem error) error {
	issue, article, err := issueAndArticle(c)
	if err != nil {
		return err
	}
	ctx, e := c.Request().Context(), models.Event(c.Param("event"))
	p, err := s.news.AskGap(ctx, s.actor(c), issue, article, e)
	if err != nil {
		return err
	}
	page := s.page(c, "")
	page.Title, page.Problems = views.EventVerb(ctx, e)+" · "+p.Issue.Label(), components.ProblemsOf(ctx, problem)
	return s.render(c, status, views.GapPage(page, views.GapVM{
		Slug: p.Bulletin.Slug, Issue: issue, Article: article, Version: p.Issue.Version, Label: p.Issue.Label(), Event: e, Reason: f.Reason,
		Title: models.ArticleNumber(p.Article.Number) + p.Article.Title,
	}))
}

func issueAndArticle(c echo.Context) (issue, article int64, err error) {
	if issue, err = param(c, "issue"); err != nil {
		return 0, 0, err
	}
	article, err = param(c, "article")
	return issue, article, err
}

// gapFlash says what was done to an article.
var gapFlash = map[models.Event]string{
	models.EventTakeDown: "flash.gap_take_down", models.EventWithdraw: "flash.gap_withdraw", models.EventRestore: "flash.gap_restore",
}

func (s *Server) gap(c echo.Context) error {
	issue, article, err := issueAndArticle(c)
	if err != nil {
		return err
	}
	var f gapForm
	if err := s.bind(c, &f); err != nil {
		return err
	}
	ctx, a, e := c.Request().Context(), s.actor(c), models.Event(c.Param("event"))
	switch e {
	case models.EventTakeDown:
		err = s.news.TakeDownArticle(ctx, a, issue, article, f.Reason)
	case models.EventWithdraw:
		err = s.news.WithdrawArticle(ctx, a, issue, article, f.Reason, f.Password)
	case models.EventRestore:
		err = s.news.ShowArticle(ctx, a, issue, article, f.Reason, f.Password)
	default:
		return models.NotFound()
	}
	if models.CodeOf(err) == models.CodeInvalid && err != nil {
		return s.drawGap(c, http.StatusUnprocessableEntity, f, err)
	}
	if err != nil {
		return err
	}
	return s.done(c, paths.To(paths.IssueEditions, c.Param("bulletin"), issue), gapFlash[e], nil)
}
