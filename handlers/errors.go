package handlers

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/layout"
)

// statuses is the one table from codes to HTTP.
var statuses = map[models.Code]int{
	models.CodeInvalid:         http.StatusUnprocessableEntity,
	models.CodeUnauthenticated: http.StatusUnauthorized,
	models.CodeForbidden:       http.StatusForbidden,
	models.CodeNotFound:        http.StatusNotFound,
	models.CodeConflict:        http.StatusConflict,
	models.CodeGone:            http.StatusGone,
	models.CodeTooLarge:        http.StatusRequestEntityTooLarge,
	models.CodeTooMany:         http.StatusTooManyRequests,
	models.CodeUnsupported:     http.StatusUnsupportedMediaType,
	models.CodeUnavailable:     http.StatusServiceUnavailable,
	models.CodeInternal:        http.StatusInternalServerError,
}

// statusOf is the HTTP status of an error.
func statusOf(err error) int { return statuses[models.CodeOf(err)] }

// routerErrors are the errors of the router in our own words.
var routerErrors = map[int]*models.Error{
	http.StatusNotFound:              models.NotFound(),
	http.StatusMethodNotAllowed:      models.NotFound(),
	http.StatusRequestEntityTooLarge: models.Fail(models.CodeTooLarge, "error.too_large"),
}

// ours gives every error the shape of a models.Error.
func ours(err error) *models.Error {
	if e, ok := errors.AsType[*models.Error](err); ok {
		return e
	}
	if e, ok := errors.AsType[*echo.HTTPError](err); ok {
		if known, ok := routerErrors[e.Code]; ok {
			return known
		}
		if e.Code < http.StatusInternalServerError {
			return models.Fail(models.CodeInvalid, "error.bad_form").Because(err)
		}
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return models.Fail(models.CodeTooLarge, "error.too_large").Because(err)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return models.Fail(models.CodeUnavailable, "error.unavailable").Because(err)
	}
	return models.Fail(models.CodeInternal, "error.internal").Because(err)
}

// answerError answers an error, and is the one place where errors are logged.
func (s *Server) answerError(err error, c echo.Context) {
	e, v, r := ours(err), visitOf(c), c.Request()
	status := statuses[e.Code]
	if status >= http.StatusInternalServerError && r.Context().Err() == nil {
		s.log.ErrorContext(r.Context(), "a request failed", "error", err, "status", status, "path", loggedPath(c), "user", v.actor.UserID, "request", v.id)
	}
	if c.Response().Committed {
		return
	}
	if e.Code == models.CodeUnauthenticated && v.signedIn { // the role was lost while the page was open
		status = http.StatusConflict
	}
	switch {
	case wantsJSON(c), within(r.URL.Path, paths.API):
		err = s.errorJSON(c, e, status)
	case e.Code == models.CodeUnauthenticated && !v.signedIn:
		err = c.Redirect(http.StatusSeeOther, paths.With(paths.SignIn, "next", comeBack(r)))
	default:
		err = s.errorPage(c, e, status)
	}
	if err != nil && r.Context().Err() == nil { // else nobody waits for an answer any more
		s.log.ErrorContext(r.Context(), "an error could not be answered", "error", err, "request", v.id)
	}
}

// comeBack is where to go after sign-in: what was asked for, if it can be asked for again.
func comeBack(r *http.Request) string {
	if r.Method != http.MethodGet || r.URL.Path == paths.Desk {
		return ""
	}
	return r.URL.RequestURI()
}

func (s *Server) errorPage(c echo.Context, e *models.Error, status int) error {
	sayWhen(c, e)
	v := visitOf(c)
	id := ""
	if status >= http.StatusInternalServerError {
		id = v.id
	}
	text := i18n.T(c.Request().Context(), e.Key, i18n.D(e.Args))
	if isStaff(c) {
		page := layout.PlainPage{Nonce: v.nonce}
		return s.render(c, status, views.ErrorPage(page, views.ErrorVM{Code: e.Code, Key: e.Key, Text: text, RequestID: id, Back: wayBack(c, v), Typed: typedWords(c)}))
	}
	return s.render(c, status, readerError(layout.ReaderPage{Site: s.site, NoIndex: true, View: layout.ParseReaderView(c.QueryParam("view"))}, e, text, id))
}

func readerError(p layout.ReaderPage, e *models.Error, text, id string) templ.Component {
	switch e.Code {
	case models.CodeNotFound:
		return views.ReaderNotFound(p)
	case models.CodeGone:
		return views.ReaderGone(p, views.ReaderGoneVM{})
	default:
		return views.ReaderError(p, views.ReaderErrorVM{Message: text, RequestID: id})
	}
}

// secretFields are never shown again, whatever they hold.
var secretFields = []string{"password", "current", "again", "code"}

// typedWords are the words of a form that was refused, so that they can be copied: nothing typed is ever lost. What only a
// program reads (ids, choices, hashes) holds neither a blank nor a character beyond ASCII, and is left out.
func typedWords(c echo.Context) string {
	if c.Request().Method != http.MethodPost || !visitOf(c).signedIn {
		return ""
	}
	values, err := c.FormParams()
	if err != nil {
		return ""
	}
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(values)), func(name string) bool { return strings.HasPrefix(name, "text_") })
	for _, id := range values["block"] { // the blocks of a text as they stood in the form
		names = append(names, "text_"+id)
	}
	var out []string
	for _, name := range names {
		for _, v := range values[name] {
			if !slices.Contains(secretFields, name) && strings.ContainsFunc(v, func(r rune) bool { return r == ' ' || r > unicode.MaxASCII }) {
				out = append(out, strings.TrimSpace(v))
			}
		}
	}
	return strings.Join(out, "\n")
}

// wayBack is the page a form came from, when it is one of ours; else the desk.
func wayBack(c echo.Context, v *visit) string {
	if !v.signedIn {
		return paths.SignIn
	}
	_, from, ok := strings.Cut(c.Request().Referer(), "://"+c.Request().Host)
	if !ok || c.Request().Method != http.MethodPost {
		return paths.Desk
	}
	return safeNext(from)
}

// sayWhen tells programs when trying again is worth it. For what only a person can open again there is no such time.
func sayWhen(c echo.Context, e *models.Error) {
	seconds, ok := e.Args["Seconds"].(int)
	if e.Code == models.CodeUnavailable {
		seconds, ok = 5, true
	}
	if ok {
		c.Response().Header().Set("Retry-After", strconv.Itoa(seconds))
	}
}
