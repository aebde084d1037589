package docx

import (
	"net/url"
	"strconv"
	"strings"

	"jianbao/internal/typeset"
	"jianbao/models"
)

// para writes a paragraph.
func (f *file) para(m *markup, p *typeset.Para, a around) {
	m.put("<w:p><w:pPr>")
	f.paraLook(m, p, a)
	m.put("</w:pPr>")
	mark := f.mark(m, p.Anchor, a.bare)
	if a.lead != nil {
		a.lead()
	}
	f.runs(m, p.Runs, a)
	if a.tail != nil {
		a.tail()
	}
	if mark != "" {
		m.put(`<w:bookmarkEnd w:id="`, mark, `"/>`)
	}
	m.put("</w:p>")
}

// mark begins the bookmark of an anchor and returns its number, empty where there is none to set.
func (f *file) mark(m *markup, anchor string, bare bool) string {
	name := f.place(anchor)
	if name == "" || bare || f.marked[name] {
		return ""
	}
	f.marked[name] = true
	f.marks++
	number := strconv.Itoa(f.marks)
	m.put(`<w:bookmarkStart w:id="`, number, `"`, attr("w:name", name), "/>")
	return number
}

// paraLook writes what a paragraph has besides its style, in the order of CT_PPr.
func (f *file) paraLook(m *markup, p *typeset.Para, a around) {
	style, own := f.paper.Styles[p.Style], f.paper.StyleOf(p)
	name, in := styled(p)
	m.val("pStyle", styleID(name))
	m.flag(p.Keep && !style.KeepNext, "keepNext")
	m.flag(a.fresh, "pageBreakBefore")
	if own.Over != style.Over || own.Under != style.Under {
		borders(m, own)
	}
	if tabbed(p.Runs) {
		m.put(`<w:tabs><w:tab w:val="right"`, numAttr("pos", f.measure()-twips(typeset.Points(own.RightSide)*own.Size)), "/></w:tabs>")
	}
	if before, after := a.spaces(own); before != style.Before || after != style.After {
		own.Before, own.After = before, after
		spacing(m, own)
	}
	if in != 0 || ruled(own) != ruled(style) {
		f.indent(m, own)
	}
}

// spaces are the spaces before and after a paragraph in its place.
func (a around) spaces(s typeset.Style) (before, after typeset.Points) {
	before, after = max(s.Before, a.before), max(s.After, a.after)
	if a.top {
		before = 0
	}
	return before, after
}

func tabbed(runs []typeset.Run) bool {
	for _, r := range runs {
		if r.Tab {
			return true
		}
	}
	return false
}

// runs writes runs; neighbours that lead to the same place are one link.
func (f *file) runs(m *markup, runs []typeset.Run, a around) {
	for i := 0; i < len(runs); {
		n := i + 1
		for n < len(runs) && runs[n].Href == runs[i].Href && runs[n].Target == runs[i].Target {
			n++
		}
		link := f.link(runs[i], a.links)
		m.put(link)
		for _, r := range runs[i:n] {
			f.run(m, r, a.bare)
		}
		if link != "" {
			m.put("</w:hyperlink>")
		}
		i = n
	}
}

// link begins a link that is kept in links; empty: the run leads nowhere.
func (f *file) link(r typeset.Run, links *relations) string {
	if name := f.place(r.Target); name != "" {
		return `<w:hyperlink w:anchor="` + name + `" w:history="1">`
	}
	address := address(r.Href)
	if address == "" {
		return ""
	}
	if links == nil {
		links = &f.main
	}
	return `<w:hyperlink r:id="` + links.id("hyperlink", address, true) + `" w:history="1">`
}

// place is the bookmark of an anchor, empty where the paper has none.
func (f *file) place(anchor string) string {
	if anchor == "" {
		return ""
	}
	return f.names[anchor]
}

// longestAddress is what Word takes.
const longestAddress = 2048

// address is an address as relationships may hold it. Word takes a file for damaged in which one is no URI.
func address(href string) string {
	if href == "" || !models.SafeHref(href) {
		return ""
	}
	if strings.ContainsAny(href, " <>\"{}|\\^`") || strings.Count(href, "#") > 1 {
		u, err := url.Parse(href)
		if err != nil {
			return ""
		}
		href = u.String()
	}
	if len(href) > longestAddress {
		return ""
	}
	return href
}

func (f *file) run(m *markup, r typeset.Run, bare bool) {
	switch {
	case r.Note != nil:
		f.reference(m, r.Note, bare)
	case r.Tab:
		m.put("<w:r><w:tab/></w:r>")
	case r.Text != "":
		m.put("<w:r>")
		f.marksOf(m, r)
		content(m, r.Text)
		m.put("</w:r>")
	}
}

// marksOf writes the look of a run, in the order of CT_RPr.
func (f *file) marksOf(m *markup, r typeset.Run) {
	m.inside("rPr", func() {
		hint := ""
		if chinese(r.Text) {
			hint = ` w:hint="eastAsia"` // or else Word takes “ ” — … from the Latin font
		}
		switch {
		case r.Font != typeset.Inherit:
			east, latin := f.fontNames(r.Font)
			m.put("<w:rFonts", hint, attr("w:ascii", latin), attr("w:hAnsi", latin), attr("w:eastAsia", east), attr("w:cs", latin), "/>")
		case hint != "":
			m.put("<w:rFonts", hint, "/>")
		}
		if r.Bold {
			m.put("<w:b/><w:bCs/>")
		}
		if r.Italic {
			m.put("<w:i/><w:iCs/>")
		}
		m.flag(r.Struck, "strike")
		if r.Colour != typeset.Black {
			m.val("color", ink(r.Colour))
		}
		if r.Underline {
			m.val("u", "single")
		}
		switch {
		case r.Raised > 0:
			m.val("vertAlign", "superscript")
		case r.Raised < 0:
			m.val("vertAlign", "subscript")
		}
	})
}

func chinese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 })
}

// content writes text with its line breaks.
func content(m *markup, s string) {
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			m.put("<w:br/>")
		}
		line = strings.Map(func(r rune) rune {
			switch r {
			case '\r':
				return -1
			case '\t':
				return ' '
			}
			return r
		}, line)
		if line != "" {
			m.put(`<w:t xml:space="preserve">`)
			m.text(line)
			m.put("</w:t>")
		}
	}
}
