package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
)

// health answers load balancers: whether this server can do its work.
func (s *Server) health(c echo.Context) error {
	err := s.news.Ping(c.Request().Context())
	if err == nil {
		return c.String(http.StatusOK, "ok\n")
	}
	s.log.ErrorContext(c.Request().Context(), "this server cannot do its work", "error", err)
	says := "unavailable\n"
	if _, late := errors.AsType[*newsroom.Late](err); late {
		says = "background work is late\n"
	}
	return c.String(statuses[models.CodeUnavailable], says)
}

// robots keeps search engines to published pages.
func (s *Server) robots(c echo.Context) error {
	return c.String(http.StatusOK, "User-agent: *\nDisallow: /desk\nDisallow: /sign-in\nDisallow: /setup\nDisallow: /preview\nSitemap: "+s.originOf(c)+paths.SiteMap+"\n")
}
