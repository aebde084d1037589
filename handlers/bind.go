package handlers

import (
	"errors"
	"mime"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"jianbao/models"
)

// formMemory is how much of an uploaded form is kept in memory; the rest waits in a temporary file.
const formMemory = 1 << 20

// parseForm reads the body of a form, once. Nothing but forms is read at all.
func parseForm(c echo.Context) error {
	r := c.Request()
	kind, _, err := mime.ParseMediaType(r.Header.Get(echo.HeaderContentType))
	if err != nil && r.ContentLength != 0 {
		return badRequest(err)
	}
	switch kind {
	case echo.MIMEMultipartForm:
		err = r.ParseMultipartForm(formMemory)
	case echo.MIMEApplicationForm, "":
		err = r.ParseForm()
	default:
		return badRequest(errors.New("a body of type " + kind))
	}
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return models.Fail(models.CodeTooLarge, "error.too_large").Because(err)
	}
	if err != nil {
		return badRequest(err)
	}
	return onlyText(r)
}

// onlyText refuses what no page sends: bytes that are no text, and NUL, which not every database keeps.
func onlyText(r *http.Request) error {
	for name, values := range r.Form {
		for _, v := range append(values, name) {
			if !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
				return badRequest(errors.New("a field that is no text: " + strconv.Quote(name)))
			}
		}
	}
	return nil
}

func badRequest(err error) error {
	return models.Fail(models.CodeInvalid, "error.bad_form").Because(err)
}

// everyForm are the fields that any form may carry beside its own.
var everyForm = []string{"role", "version"}

// bind reads a form into a struct whose fields name theirs with `form:"…"`. A field that the struct does not know is refused:
// what is not asked for is not accepted.
func (s *Server) bind(c echo.Context, form any) error {
	if err := parseForm(c); err != nil {
		return err
	}
	known := slices.Clone(everyForm)
	for field := range reflect.TypeOf(form).Elem().Fields() {
		known = append(known, field.Tag.Get("form"))
	}
	for name := range c.Request().PostForm {
		if !slices.Contains(known, name) {
			return badRequest(errors.New("a field the form does not have: " + strconv.Quote(name)))
		}
	}
	if err := (&echo.DefaultBinder{}).BindBody(c, form); err != nil {
		return badRequest(err)
	}
	return nil
}

// param is a number in the address. What is none names nothing that exists.
func param(c echo.Context, name string) (int64, error) {
	n, err := strconv.ParseInt(c.Param(name), 10, 64)
	if err != nil || n < 1 || strconv.FormatInt(n, 10) != c.Param(name) {
		return 0, models.NotFound()
	}
	return n, nil
}

// pageNumber is the page of a list that the address asks for, from 1.
func pageNumber(c echo.Context) int {
	n, err := strconv.Atoi(c.QueryParam("page"))
	if err != nil || n < 1 || n > 100_000 {
		return 1
	}
	return n
}
