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
func flatten(rows [][]models.Cell) (out [][]models.Cell, merged bool) {
	out = make([][]models.Cell, len(rows))
	covered := map[[2]int]bool{}
	columns := 0
	for r, row := range rows {
		for _, c := range row {
			for covered[[2]int{r, len(out[r])}] {
				out[r] = append(out[r], models.Cell{})
			}
			at := len(out[r])
			wide, high := min(max(c.ColSpan, 1), widest), min(max(c.RowSpan, 1), len(rows)-r)
			merged = merged || wide > 1 || high > 1
			for down := 1; down < high; down++ {
				for right := range wide {
					covered[[2]int{r + down, at + right}] = true
				}
			}
			out[r] = append(out[r], models.Cell{Inlines: c.Inlines})
			out[r] = append(out[r], make([]models.Cell, wide-1)...)
		}
		for covered[[2]int{r, len(out[r])}] {
			out[r] = append(out[r], models.Cell{})
		}
		columns = max(columns, len(out[r]))
	}
	for r := range out {
		out[r] = append(out[r], make([]models.Cell, columns-len(out[r]))...)
	}
	return out, merged
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
