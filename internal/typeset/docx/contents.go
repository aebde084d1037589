package docx

import (
	"strconv"

	"jianbao/internal/typeset"
)

// contents counts the blocks at the start of blocks that are a list of contents: its heading, if any, and its lines.
func contents(blocks []typeset.Block) int {
	n := 0
	if styleOf(blocks[0]) == typeset.StyleContents {
		n = 1
	}
	heading := n
	for n < len(blocks) && (styleOf(blocks[n]) == typeset.StyleTOC1 || styleOf(blocks[n]) == typeset.StyleTOC2) {
		n++
	}
	if n == heading {
		return 0
	}
	return n
}

func styleOf(b typeset.Block) typeset.StyleName {
	if p, is := b.(*typeset.Para); is {
		return p.Style
	}
	return ""
}

// tocCode lists headings of the first two levels, those of sections without a page, as links, by outline level.
const tocCode = ` TOC \o "1-2" \n 1-1 \h \z \u `

// contents writes the list of contents as a field whose result is what the laid-out pages say: it is right as it stands, and a person
// who changes the text can have it made again.
func (w *flow) contents(blocks []typeset.Block) {
	m := w.m
	if w.open {
		w.spacer(tableGap)
	}
	m.put(`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>`)
	first, last := 0, len(blocks)-1
	if styleOf(blocks[0]) == typeset.StyleContents {
		first = 1
	}
	for i, b := range blocks {
		p := b.(*typeset.Para)
		a := around{fresh: w.fresh && i == 0}
		if i == first {
			a.lead = func() { fieldStart(m, tocCode) }
		}
		line := *p
		line.Runs = nil
		a.tail = func() {
			w.contentsLine(p)
			if i == last {
				fieldEnd(m)
			}
		}
		w.para(m, &line, a)
	}
	m.put("</w:sdtContent></w:sdt>")
	w.fresh, w.open = false, false
}

// contentsLine writes what stands in a line of the contents: the text, which leads to its place, and the page after a dot leader.
func (w *flow) contentsLine(p *typeset.Para) {
	name := w.place(p.Target)
	at, known := w.pages.Places[p.Target]
	if name == "" || !known {
		w.runs(w.m, p.Runs, around{})
		return
	}
	m := w.m
	m.put(`<w:hyperlink w:anchor="`, name, `" w:history="1">`)
	for _, r := range p.Runs {
		w.run(m, r, false)
	}
	m.put("<w:r><w:tab/></w:r>")
	fieldStart(m, " PAGEREF "+name+` \h `)
	m.put("<w:r><w:t>", strconv.Itoa(at.Page), "</w:t></w:r>")
	fieldEnd(m)
	m.put("</w:hyperlink>")
}

func fieldStart(m *markup, code string) {
	m.put(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">`)
	m.text(code)
	m.put(`</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`)
}

func fieldEnd(m *markup) { m.put(`<w:r><w:fldChar w:fldCharType="end"/></w:r>`) }
