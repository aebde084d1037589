package handlers

import (
	"strings"

	"github.com/labstack/echo/v4"

	"jianbao/models"
	"jianbao/views/components"
)

// wantsJSON reports whether a script of ours asks, and no person.
func wantsJSON(c echo.Context) bool {
	return strings.HasPrefix(c.Request().Header.Get(echo.HeaderAccept), echo.MIMEApplicationJSON)
}

// jsonError is an error as scripts read it.
type jsonError struct {
	Code    models.Code `json:"code"`
	Message string      `json:"message"` // for the person
}

// errorJSON answers an error to a script.
func (s *Server) errorJSON(c echo.Context, e *models.Error, status int) error {
	sayWhen(c, e)
	var texts []string
	for _, p := range components.ProblemsOf(c.Request().Context(), e) {
		texts = append(texts, p.Text)
	}
	return c.JSON(status, jsonError{Code: e.Code, Message: strings.Join(texts, "；")})
}
