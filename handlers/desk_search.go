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
)

// deskSearch is the search of the staff, over what is published and what is not.
func (s *Server) deskSearch(c echo.Context) error {
	ctx, slug := c.Request().Context(), c.Param("bulletin")
	vm := views.DeskSearchVM{Slug: slug, Now: s.now(), Query: c.QueryParam("q"), Kind: models.SearchKind(c.QueryParam("kind"))}
	if !slices.Contains(models.SearchKinds, vm.Kind) {
		vm.Kind = models.FindAll
	}
	p, err := s.news.DeskSearch(ctx, s.actor(c), newsroom.DeskSearchRequest{Words: vm.Query, Kind: vm.Kind, Page: pageNumber(c)})
	if models.CodeOf(err) == models.CodeInvalid && err != nil {
		vm.Problem = components.ProblemsOf(ctx, err)[0].Text
		return s.render(c, http.StatusUnprocessableEntity, views.DeskSearchPage(s.page(c, "nav.search"), vm))
	}
	if err != nil {
		return err
	}
	vm.Searched, vm.Behind, vm.Suggestions = len(p.Groups) > 0, p.Behind, p.Suggestions
	for _, g := range p.Groups {
		group := views.DeskSearchGroup{Kind: g.Kind, Total: g.Total, More: g.More}
		for _, h := range g.Hits {
			group.Hits = append(group.Hits, s.deskSearchHit(c, g.Kind, h))
		}
		vm.Groups = append(vm.Groups, group)
		if g.Kind == vm.Kind {
			vm.Paging = pagesOf(newsroom.SearchPageSize, g.Page, g.Total, paths.To(paths.DeskSearch, slug), "q", vm.Query, "kind", string(vm.Kind))
		}
	}
	return s.render(c, http.StatusOK, views.DeskSearchPage(s.page(c, "nav.search"), vm))
}

// deskSearchHit leads to what was found, and says where it stands.
func (s *Server) deskSearchHit(c echo.Context, kind models.SearchKind, h newsroom.DeskSearchHit) views.DeskSearchHit {
	ctx, slug := c.Request().Context(), c.Param("bulletin")
	out := views.DeskSearchHit{Title: marked(h.Title), Snippet: marked(h.Snippet), Unit: marked(h.Unit), Sender: marked(h.Sender), At: h.At}
	switch {
	case h.Published != nil:
		out.Href, out.Place = paths.To(paths.Article, slug, h.Article), h.Published.IssueLabel
		out.Date, out.Section = h.Published.Date, h.Published.Section
	case kind == models.FindMaterial:
		out.Href = paths.To(paths.Material, slug, h.Material)
	case h.Issue == nil:
		out.Href, out.Place = paths.To(paths.DeskArticle, slug, h.Article), i18n.T(ctx, "desk_search.pool")
	default:
		out.Href, out.Place = paths.To(paths.DeskArticle, slug, h.Article), h.Issue.Label()
		out.State = stateOf(h.Issue.Issue, h.Issue.Step)
	}
	return out
}
