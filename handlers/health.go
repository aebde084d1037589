package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jianbao/models"
)

// health answers load balancers: whether this server can do its work.
func (s *Server) health(c echo.Context) error {
	if err := s.news.Ping(c.Request().Context()); err != nil {
		s.log.ErrorContext(c.Request().Context(), "the database does not answer, or the file store cannot be written to", "error", err)
		return c.String(statuses[models.CodeUnavailable], "unavailable\n")
	}
	return c.String(http.StatusOK, "ok\n")
}

// robots keeps search engines to published pages.
func (s *Server) robots(c echo.Context) error {
	return c.String(http.StatusOK, "User-agent: *\nDisallow: /desk\nDisallow: /sign-in\nDisallow: /setup\n")
}
