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

// everywhere is what the form sends for all bulletins.
const everywhere = "all"

// search is the readers' search in the bulletin of the address, or in those that the form chooses.
func (s *Server) search(c echo.Context) error {
	b, err := s.readerBulletin(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	page := s.readerPage(c, b, i18n.T(ctx, "reader.search"))
	page.Query, page.NoIndex, page.Place = c.QueryParam("q"), true, "search"
	vm := views.ReaderSearchVM{
		Slug: b.Slug, Query: page.Query, Year: c.QueryParam("year"), Section: c.QueryParam("section"), Unit: c.QueryParam("unit"), Bulletin: c.QueryParam("bulletin"),
		Order: models.SearchOrder(c.QueryParam("order")),
	}
	if err := s.offer(c, b, &vm); err != nil {
		return err
	}
	r := newsroom.SearchRequest{Words: vm.Query, Section: vm.Section, Unit: vm.Unit, Order: vm.Order, Page: pageNumber(c)}
	if r.Bulletin, err = s.searched(ctx, b, vm.Bulletin); err != nil {
		return err
	}
	if r.Year, err = strconv.Atoi(vm.Year); err != nil {
		vm.Year = "" // none, or no year
	}
	p, err := s.news.SearchFor(ctx, s.actor(c), r)
	if models.CodeOf(err) == models.CodeInvalid && err != nil {
		vm.Problem = components.ProblemsOf(ctx, err)[0].Text
		return s.render(c, http.StatusUnprocessableEntity, views.ReaderSearch(page, vm))
	}
	if err != nil {
		return err
	}
	found(&vm, p)
	return s.render(c, http.StatusOK, views.ReaderSearch(page, vm))
}

// searched is the bulletin that a form chooses: 0 for all, that of the address when it chooses none. One that does not exist is not found.
func (s *Server) searched(ctx context.Context, here models.Bulletin, chosen string) (int64, error) {
	switch chosen {
	case "":
		return here.ID, nil
	case everywhere:
		return 0, nil
	}
	b, err := s.news.BulletinBySlug(ctx, chosen)
	return b.ID, err
}

// offer fills the form with what can be chosen.
func (s *Server) offer(c echo.Context, b models.Bulletin, vm *views.ReaderSearchVM) error {
	choices, err := s.news.SearchChoices(c.Request().Context(), s.actor(c), b.ID)
	if err != nil {
		return err
	}
	vm.Years, vm.Sections, vm.Units = choices.Years, choices.Sections, choices.Units
	for _, other := range choices.Bulletins {
		vm.Bulletins = append(vm.Bulletins, views.SearchBulletin{Slug: other.Slug, Name: other.Name})
	}
	return nil
}

// found fills the page with a page of results.
func found(vm *views.ReaderSearchVM, p newsroom.SearchPage) {
	vm.Total, vm.More, vm.Page, vm.Pages, vm.Behind, vm.Suggestions = p.Total, p.More, p.Page, p.Pages, p.Behind, p.Suggestions
	for _, h := range p.Hits {
		r := views.SearchResult{
			Href: paths.To(paths.Article, h.Bulletin.Slug, h.ArticleID), Number: h.Number, Title: marked(h.Title), Snippet: marked(h.Snippet), Section: h.Section, IssueLabel: h.IssueLabel, Date: h.Date,
		}
		if h.Bulletin.Slug != vm.Slug {
			r.IssueLabel = h.Bulletin.Name + " " + h.IssueLabel
		}
		vm.Results = append(vm.Results, r)
	}
}

func marked(in []newsroom.Segment) []views.Segment {
	out := make([]views.Segment, len(in))
	for i, seg := range in {
		out[i] = views.Segment{Text: seg.Text, Mark: seg.Mark}
	}
	return out
}
