package export

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"jianbao/models"
)

// Pictures gives a stored picture by its SHA-256: its bytes and its content type. An error ends the export.
type Pictures func(sha256 string) (data []byte, contentType string, err error)

// extensions are those of the kinds of picture that are stored, all of which every form may hold.
var extensions = map[string]string{"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif"}

// PictureName is where a picture stands beside a text or in a package: pictures/HASH.png.
func PictureName(sha256, contentType string) string {
	return "pictures/" + sha256 + extensions[contentType]
}

// PicturesOf lists the pictures of an issue by their SHA-256, each once, in the order in which they come.
func PicturesOf(c models.EditionContent) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range c.Sections {
		for _, a := range s.Articles {
			for _, hash := range a.Text.Body.Pictures() {
				if !seen[hash] {
					seen[hash] = true
					out = append(out, hash)
				}
			}
		}
	}
	return out
}

// imprint is the line under the number: 主办：省自贸办　　2026年9月28日.
func imprint(m models.Masthead) string {
	return strings.Trim(models.HostLine(m.Host)+"　　"+models.PrintedDate(m.Date), "　")
}

// numberLine is the number under the name: 第232期（总第500期）.
func numberLine(m models.Masthead) string {
	if m.Cumulative == 0 {
		return m.Label()
	}
	return m.Label() + "（" + m.CumulativeLabel() + "）"
}

// noteParagraphs are the paragraphs of the editor's note, the first after its label.
func noteParagraphs(note string) []string {
	out := models.EditorNoteParagraphs(note)
	if len(out) > 0 {
		out[0] = models.NoteLabel(note) + out[0]
	}
	return out
}

// issueTitle is how lists of books and files call an issue: 自贸动态第232期.
func issueTitle(m models.Masthead) string { return m.Name + m.Label() }

// title is an article's title after its printed number.
func title(a models.EditionArticle) string {
	return models.ArticleNumber(a.Number) + oneLine(a.Text.Title)
}

// makers are the names in the colophon on one line, and parted by what the paper has between them.
func makers(c models.Colophon) string {
	parts := make([]string, 0, 4)
	for _, l := range c.Lines() {
		parts = append(parts, l.Label+l.Text)
	}
	return strings.Join(parts, "　")
}

// widest bounds the columns of a flattened table: a cell may claim to span thousands.
const widest = 200

// flatten gives every row of a table the same number of cells: the text of a merged cell stands in its first, the others are empty.
func flatten(rows [][]models.Cell) [][]models.Cell {
	f := flat{rows: make([][]models.Cell, len(rows)), covered: map[[2]int]bool{}}
	columns := 0
	for r, row := range rows {
		for _, c := range row {
			f.add(r, c)
		}
		f.skip(r)
		columns = max(columns, len(f.rows[r]))
	}
	for r, row := range f.rows {
		f.rows[r] = append(row, make([]models.Cell, columns-len(row))...)
	}
	return f.rows
}

// flat is a table whose merged cells are being taken apart.
type flat struct {
	rows    [][]models.Cell
	covered map[[2]int]bool // places below the first row of a cell that reaches down, by row and column
}

// skip fills the places that cells from above reach into.
func (f *flat) skip(r int) {
	for f.covered[[2]int{r, len(f.rows[r])}] {
		f.rows[r] = append(f.rows[r], models.Cell{})
	}
}

// add puts a cell at the next free place of a row.
func (f *flat) add(r int, c models.Cell) {
	f.skip(r)
	at := len(f.rows[r])
	wide, high := min(max(c.ColSpan, 1), widest), min(max(c.RowSpan, 1), len(f.rows)-r)
	for down := 1; down < high; down++ {
		for right := range wide {
			f.covered[[2]int{r + down, at + right}] = true
		}
	}
	f.rows[r] = append(f.rows[r], models.Cell{Inlines: c.Inlines})
	f.rows[r] = append(f.rows[r], make([]models.Cell, wide-1)...)
}

// oneLine puts a blank for every break in a text that has to stand on one line.
func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// moment is what a package says it was made at: the day on the issue, so that the same issue gives the same bytes. A day that is
// none, or that archives cannot name, is the first that they can.
func moment(m models.Masthead) time.Time {
	first := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	day, err := time.Parse(time.DateOnly, m.Date)
	if err != nil || day.Before(first) {
		return first
	}
	return day
}

// deleteEmpty leaves out the empty ones of words.
func deleteEmpty(words []string) []string {
	return slices.DeleteFunc(words, func(s string) bool { return s == "" })
}

// write hands over what was made.
func write(w io.Writer, what, made string) error {
	if _, err := io.WriteString(w, made); err != nil {
		return fmt.Errorf("write the %s: %w", what, err)
	}
	return nil
}
