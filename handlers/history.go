package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/views"
)

// issueHistory tells the whole story of an issue on one page.
func (s *Server) issueHistory(c echo.Context) error {
	ctx, slug := c.Request().Context(), c.Param("bulletin")
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	h, err := s.news.History(ctx, s.actor(c), id)
	if err != nil {
		return err
	}
	vm := views.HistoryVM{Slug: slug, IssueID: id, Label: h.Issue.Label(), Name: h.Issue.Name, State: stateOf(h.Issue, ""), Now: s.now()}
	if h.Cut {
		vm.AuditHref = paths.With(paths.To(paths.Audit, slug), "issue", c.Param("issue"))
	}
	vm.Tell(ctx, auditLines(ctx, slug, h.Entries, h.Pages))
	for _, f := range h.Files {
		vm.Files = append(vm.Files, views.HistoryFile{Format: views.FormatName(ctx, f.Format), Edition: f.Edition, At: *f.MadeAt, Hash: f.SHA256, Bytes: f.Bytes})
	}
	page := s.page(c, "")
	page.Title = i18n.T(ctx, "history.title", i18n.D{"Label": vm.Label})
	return s.render(c, http.StatusOK, views.HistoryPage(page, vm))
}
