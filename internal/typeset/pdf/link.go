package pdf

import (
	"fmt"
	"net/url"

	"jianbao/internal/typeset"
)

// linkOf is what a character leads by: its run, or its whole paragraph in the contents. Characters with the same key are one link.
func linkOf(l *typeset.Line, g *typeset.Glyph) (key any, linked bool) {
	switch {
	case l.Of.Target != "":
		return l.Of, true
	case g.Run == nil:
		return nil, false
	case g.Run.Href != "" || g.Run.Target != "":
		return g.Run, true
	}
	return nil, false
}

// area is where a link can be pressed on one line.
type area struct {
	key      any
	element  *element
	href     string
	target   string
	from, to typeset.Points
}

// annotation writes a link of a page.
func (d *document) annotation(a area, l *typeset.Line, page ref) ref {
	action, what := d.action(a)
	if action == "" {
		return 0
	}
	size := d.pages.Paper.Styles[l.Of.Style].Size
	bottom := d.pages.Paper.Geometry.Height - l.Baseline - size*0.2
	r := d.file.reserve()
	number := len(d.tags.tree.pages) + len(d.tags.tree.annotations)
	d.tags.tree.annotations = append(d.tags.tree.annotations, a.element)
	a.element.kids = append(a.element.kids, kid{page: page, annotation: r})
	d.file.object(r, fmt.Sprintf("<</Type/Annot/Subtype/Link/Rect[%s]/Border[0 0 0]/F 4/P %v/StructParent %d/Contents%s%s>>",
		rectangle(a.from, bottom, a.to, bottom+size*1.1), page, number, text(what), action))
	return r
}

// action is where a link leads, and what says so to whoever cannot see it.
func (d *document) action(a area) (entry, what string) {
	if a.href != "" {
		return "/A<</Type/Action/S/URI/URI" + literal(ascii(a.href)) + ">>", a.href
	}
	place, known := d.pages.Places[a.target]
	if !known {
		return "", ""
	}
	return "/Dest" + d.destination(place), fmt.Sprintf("第%d页", place.Page)
}

// destination is a place of the document.
func (d *document) destination(p typeset.Place) string {
	return fmt.Sprintf("[%v/XYZ null %s null]", d.pageRefs[p.Page-1], number(float64(d.pages.Paper.Geometry.Height-p.Y), 2))
}

func rectangle(values ...typeset.Points) string {
	var b []byte
	for i, v := range values {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendNumber(b, float64(v), 2)
	}
	return string(b)
}

// ascii writes an address with the letters that addresses have.
func ascii(href string) string {
	u, err := url.Parse(href)
	if err != nil {
		return url.PathEscape(href)
	}
	return u.String()
}
