package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jianbao/internal/paths"
	"jianbao/models"
)

// mark notes how far somebody has come with reading an issue. A script asks for no page in answer.
func (s *Server) mark(c echo.Context) error {
	var f struct {
		Place   string `form:"place"`
		Verdict string `form:"verdict"`
	}
	issue, err := param(c, "issue")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	at := readPlace(f.Place)
	if err := s.news.Mark(c.Request().Context(), s.actor(c), issue, at, models.MarkVerdict(f.Verdict)); err != nil {
		return err
	}
	if c.Request().Header.Get("Accept") == echo.MIMEApplicationJSON {
		return c.NoContent(http.StatusNoContent)
	}
	return c.Redirect(http.StatusSeeOther, paths.To(paths.IssueReview, c.Param("bulletin"), issue)+"#mark-"+placeValue(at.Article, ""))
}
