package views

import (
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"jianbao/internal/paths"
	"jianbao/models"
)

// ImageURL is the address of a stored picture, by its SHA-256. Where it is nil or gives "", the picture's text stands in its place.
type ImageURL func(sha256 string) string

// IssuePictures are the addresses of pictures of a published issue.
func IssuePictures(slug string, issue int64) ImageURL {
	return func(sha256 string) string { return paths.To(paths.IssuePicture, slug, issue, sha256) }
}

// DeskPictures are the addresses of pictures for whoever works on a bulletin.
func DeskPictures(slug string) ImageURL {
	return func(sha256 string) string { return paths.To(paths.DeskPicture, slug, sha256) }
}

func (u ImageURL) of(p *models.Picture) string {
	if u == nil || p == nil {
		return ""
	}
	return u(p.SHA256)
}

// drawing is what the blocks of one body need to know of it.
type drawing struct {
	image ImageURL
	notes map[string]int  // printed numbers of footnotes
	seen  map[string]bool // footnotes that the text has referred to so far
}

// first reports whether the text refers to a footnote for the first time: the footnote leads back there.
func (d drawing) first(note string) bool {
	was := d.seen[note]
	d.seen[note] = true
	return !was
}

func noteAnchor(note string) string      { return "note-" + note }
func referenceAnchor(note string) string { return "ref-" + note }

// itemClass indents an entry of a list by its level.
func itemClass(it models.Item) string { return "ed-item-" + strconv.Itoa(it.Level) }

// pictureAttributes let a page keep the room of a picture that has not come yet, and a browser choose the form that it needs:
// the measure of a page for readers is 720 px.
func pictureAttributes(src string, p models.Picture) templ.OrderedAttributes {
	if p.Width == 0 || p.Height == 0 {
		return nil
	}
	width := strconv.Itoa(p.Width)
	out := templ.OrderedAttributes{
		templ.KeyValue[string, any]{Key: "width", Value: width},
		templ.KeyValue[string, any]{Key: "height", Value: strconv.Itoa(p.Height)},
	}
	if p.Width > models.ScreenWidth {
		set := paths.OnScreen(src) + " " + strconv.Itoa(models.ScreenWidth) + "w, " + src + " " + width + "w"
		out = append(out, templ.KeyValue[string, any]{Key: "srcset", Value: set}, templ.KeyValue[string, any]{Key: "sizes", Value: "(min-width: 768px) 720px, 100vw"})
	}
	return out
}

// markedItems reports whether a list carries its own printed markers; else it gets bullets.
func markedItems(items []models.Item) bool {
	return slices.ContainsFunc(items, func(it models.Item) bool { return it.Marker != "" })
}

// plainLines is text with its line breaks and nothing around it. It is no template because the generator writes a space before
// an expression in a loop, and Chinese text must get none.
func plainLines(text string) templ.Component {
	return templ.Raw(strings.ReplaceAll(templ.EscapeString(text), "\n", "<br>"))
}
