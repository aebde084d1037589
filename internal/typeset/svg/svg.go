// Package svg draws laid-out pages as pictures for the screen. Characters are outlines, so that a page looks the same in every browser,
// whatever fonts it has. A picture holds no script, no style and no address: it may stand in an <img> under any content security policy.
package svg

import (
	"encoding/base64"
	"errors"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"

	"jianbao/internal/typeset"
)

// maxPictures bounds what the pictures of one page may take together, in bytes; those beyond are drawn as empty frames.
const maxPictures = 4 << 20

// errNoPicture stands for every picture where nobody gives any.
var errNoPicture = errors.New("no pictures")

// Pictures give a stored picture by its SHA-256, with its content type. An error leaves an empty frame in its place.
type Pictures func(sha256 string) (data []byte, contentType string, err error)

// Write draws one page; pages count from 1. label is what the picture is called by those who do not see it: the characters on the page
// are outlines and say nothing.
func Write(w io.Writer, pages *typeset.Pages, number int, label string, pictures Pictures) error {
	if number < 1 || number > len(pages.Pages) {
		return fmt.Errorf("draw page %d of %d", number, len(pages.Pages))
	}
	p := page{pictures: pictures, glyphs: make(map[glyph]string), drawn: make(map[typeset.Stroke]bool)}
	if err := p.watermark(pages.Paper); err != nil {
		return err
	}
	for _, it := range pages.Pages[number-1].Items {
		if err := p.item(it); err != nil {
			return err
		}
	}
	g, name := pages.Paper.Geometry, html.EscapeString(label)
	_, err := fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" width="%[1]s" height="%[2]s" viewBox="0 0 %[1]s %[2]s" role="img" aria-label="%[3]s">`+
		`<title>%[3]s</title><rect width="100%%" height="100%%" fill="#fff"/><defs>%[4]s</defs>%[5]s</svg>`,
		length(g.Width), length(g.Height), name, p.defs.String(), p.body.String())
	return err
}

// glyph is one outline of one face; a page holds each once.
type glyph struct {
	face *typeset.Face
	id   uint16
}

// page is a page on its way into its picture.
type page struct {
	pictures   Pictures
	embedded   int
	glyphs     map[glyph]string // the id of each outline; empty: nothing to draw
	drawn      map[typeset.Stroke]bool
	defs, body strings.Builder
}

func (p *page) item(it typeset.Item) error {
	switch it := it.(type) {
	case *typeset.Line:
		return p.line(it)
	case *typeset.Stroke:
		if !p.drawn[*it] { // cells that stand side by side have one rule between them
			p.drawn[*it] = true
			p.stroke(*it)
		}
	case *typeset.Placed:
		p.picture(it.Of.SHA256, it.X, it.Y, it.Width, it.Height)
	case *typeset.Outline:
		p.name(it)
	}
	return nil
}

// name draws the bulletin's name.
func (p *page) name(it *typeset.Outline) {
	l := it.Of.Lettering
	switch {
	case it.Of.Art != "":
		p.picture(it.Of.Art, it.X, it.Y, it.Width, it.Height)
	case l.Width > 0 && l.Height > 0:
		p.put(`<path transform="matrix(%s 0 0 %s %s %s)" fill="%s" d="%s"/>`,
			factor(it.Width/typeset.Points(l.Width)), factor(it.Height/typeset.Points(l.Height)), length(it.X), length(it.Y), colour(it.Colour), html.EscapeString(l.Path))
	}
}

// picture draws a picture in its place, or a frame where it cannot be had.
func (p *page) picture(sha256 string, x, y, width, height typeset.Points) {
	place := fmt.Sprintf(`x="%s" y="%s" width="%s" height="%s"`, length(x), length(y), length(width), length(height))
	var data []byte
	var contentType string
	err := errNoPicture
	if p.pictures != nil {
		data, contentType, err = p.pictures(sha256)
	}
	if err != nil || p.embedded+len(data) > maxPictures {
		p.put(`<rect %s fill="#f4f4f4" stroke="#999" stroke-width="0.5"/>`, place)
		return
	}
	p.embedded += len(data)
	p.put(`<image %s preserveAspectRatio="none" href="data:%s;base64,%s"/>`, place, contentType, base64.StdEncoding.EncodeToString(data))
}

func (p *page) stroke(s typeset.Stroke) {
	p.put(`<path d="M%s %sL%s %s" stroke="%s" stroke-width="%s"/>`, length(s.X), length(s.Y), length(s.ToX), length(s.ToY), colour(s.Colour), length(s.Width))
}

const (
	markColour  = typeset.Colour(0xEBEBEB) // as light as can be seen
	markShare   = 0.62                     // of the page's width
	markDegrees = -45
)

// watermark draws the paper's mark across the page, behind everything.
func (p *page) watermark(paper *typeset.Paper) error {
	if paper.Mark == "" {
		return nil
	}
	l, err := typeset.NewLettering(paper.Mark)
	if err != nil {
		return err
	}
	g := paper.Geometry
	scale := g.Width * markShare / typeset.Points(l.Width)
	p.put(`<path transform="translate(%s %s) rotate(%d) scale(%s) translate(%s %s)" fill="%s" d="%s"/>`, length(g.Width/2), length(g.Height/2), markDegrees,
		factor(scale), length(typeset.Points(-l.Width/2)), length(typeset.Points(-l.Height/2)), colour(markColour), l.Path)
	return nil
}

func (p *page) put(format string, args ...any) { fmt.Fprintf(&p.body, format, args...) }

func colour(c typeset.Colour) string { return fmt.Sprintf("#%06x", uint32(c)) }

// length writes a length to the hundredth of a point, which is finer than any screen shows.
func length(v typeset.Points) string { return rounded(v, 2) }

// factor writes how much larger something is drawn.
func factor(v typeset.Points) string { return rounded(v, 5) }

func rounded(v typeset.Points, digits int) string {
	s := strconv.FormatFloat(float64(v), 'f', digits, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
