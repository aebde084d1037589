package views

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"

	"jianbao/internal/i18n"
	"jianbao/models"
)

// cellLook is how the cells of a column stand. A later look wins over an earlier one, so that a column stands in one way.
type cellLook int

const (
	cellFigure cellLook = iota // figures and dashes: centred, never broken
	cellWord                   // up to six characters: centred, never broken
	cellShort                  // up to a dozen: centred
	cellText                   // longer: from the left
)

var cellClasses = []string{"ed-cell-figure", "ed-cell-word", "ed-cell-short", "ed-cell-text"}

// figureSigns are what a cell of figures is made of besides digits.
const figureSigns = "0123456789.,，%％‰+-—－−～~/ "

func lookOf(c models.Cell) cellLook {
	text := models.PlainText(c.Inlines)
	length := utf8.RuneCountInString(text)
	switch {
	case strings.Trim(text, figureSigns) == "":
		return cellFigure
	case length <= 6:
		return cellWord
	case length <= 12:
		return cellShort
	}
	return cellText
}

// drawnCell is a cell with the look of its column.
type drawnCell struct {
	models.Cell
	class string
}

// drawnRows are the rows below the header. Where cells span, columns cannot be told by counting, and each cell stands by itself.
func drawnRows(b models.Block) [][]drawnCell {
	rows := bodyRows(b)
	looks := columnLooks(rows)
	out := make([][]drawnCell, len(rows))
	for r, row := range rows {
		out[r] = make([]drawnCell, len(row))
		for c, cell := range row {
			look := lookOf(cell)
			if looks != nil {
				look = looks[c]
			}
			out[r][c] = drawnCell{cell, cellClasses[look]}
		}
	}
	return out
}

// columnLooks is nil for rows in which a cell spans.
func columnLooks(rows [][]models.Cell) []cellLook {
	var looks []cellLook
	for _, row := range rows {
		for c, cell := range row {
			if cell.ColSpan > 1 || cell.RowSpan > 1 {
				return nil
			}
			if c == len(looks) {
				looks = append(looks, cellFigure)
			}
			looks[c] = max(looks[c], lookOf(cell))
		}
	}
	return looks
}

// headerRows are the rows that head the columns.
func headerRows(b models.Block) [][]models.Cell {
	return b.Rows[:min(max(b.HeaderRows, 0), len(b.Rows))]
}

func bodyRows(b models.Block) [][]models.Cell {
	return b.Rows[len(headerRows(b)):]
}

// tableLabel names a table to those who cannot see it.
func tableLabel(ctx context.Context, b models.Block) string {
	if b.Caption != "" {
		return b.Caption
	}
	return i18n.T(ctx, "reader.table")
}

// cellSpans are the span attributes a cell needs.
func cellSpans(c models.Cell) templ.OrderedAttributes {
	var out templ.OrderedAttributes
	for _, s := range []struct {
		name string
		n    int
	}{{"colspan", c.ColSpan}, {"rowspan", c.RowSpan}} {
		if s.n > 1 {
			out = append(out, templ.KeyValue[string, any]{Key: s.name, Value: strconv.Itoa(s.n)})
		}
	}
	return out
}
