package handlers

import (
	"encoding/csv"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// byteOrderMark tells WPS and Excel that a table is UTF-8; without it they read Chinese in the code page of the machine.
const byteOrderMark = "\ufeff"

// beginTable begins the answer with a table (CSV, RFC 4180) to be saved under a name. Everything is written with writeRow.
func beginTable(c echo.Context, name string) (*csv.Writer, error) {
	r := c.Response()
	h := r.Header()
	h.Set(echo.HeaderContentType, "text/csv; charset=utf-8")
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set(echo.HeaderContentDisposition, attachment(name))
	r.WriteHeader(http.StatusOK)
	if _, err := r.Write([]byte(byteOrderMark)); err != nil {
		return nil, err
	}
	w := csv.NewWriter(r)
	w.UseCRLF = true
	return w, nil
}

// writeRow writes one row of a table. The first error stays in the writer.
func writeRow(w *csv.Writer, cells ...string) {
	safe := make([]string, len(cells))
	for i, cell := range cells {
		safe[i] = safeCell(cell)
	}
	_ = w.Write(safe)
}

// formulaStarts make a spreadsheet take a cell for a formula, in half width and full width.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// safeCell keeps a spreadsheet from taking a cell for a formula: an apostrophe before it makes it text. Blanks before the sign
// do not hide it.
func safeCell(s string) string {
	if s == "" {
		return s
	}
	if strings.ContainsAny(s[:1], "\t\r\n") {
		return "'" + s
	}
	if t := strings.TrimLeft(s, " \u3000\u00a0\ufeff"); t != "" && strings.ContainsRune(formulaStarts, []rune(t)[0]) {
		return "'" + s
	}
	return s
}
