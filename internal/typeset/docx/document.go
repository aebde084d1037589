package docx

import (
	"strconv"
	"strings"

	"jianbao/internal/typeset"
)

// document writes the part that holds the text.
func (f *file) document() {
	var m markup
	m.put(xmlHead, "<w:document", spaces, ` mc:Ignorable="wps"><w:body>`)
	flow := flow{file: f, m: &m, blocks: f.paper.Flow}
	start := len(m.b)
	flow.write()
	f.foot(&m, flow.open)
	if len(m.b) == start {
		m.put("<w:p/>") // Word takes a body without paragraphs for damaged
	}
	f.section(&m)
	m.put("</w:body></w:document>")
	f.add("word/document.xml", kinds+"document.main+xml", m.b)
}

// flow writes blocks one after another.
type flow struct {
	*file
	m      *markup
	blocks []typeset.Block
	fresh  bool // a page begins with the next block
	open   bool // the last thing written was a table, after which a paragraph has to stand
}

func (w *flow) write() {
	for i := 0; i < len(w.blocks); {
		if n := contents(w.blocks[i:]); n > 0 {
			w.contents(w.blocks[i : i+n])
			i += n
			continue
		}
		w.block(i)
		i++
	}
}

const tableGap = 6 // points above and below a table

func (w *flow) block(i int) {
	switch b := w.blocks[i].(type) {
	case *typeset.Break:
		w.fresh = true
		return
	case *typeset.Para:
		w.ruledPara(w.m, b, w.around(i))
	case *typeset.Picture:
		w.picture(b, w.around(i))
	case *typeset.Drawing:
		w.drawing(b, w.around(i))
	case *typeset.Table:
		if w.open || w.fresh {
			w.spacer(tableGap) // two tables without anything between them are one
		}
		if len(b.Rows) > 0 {
			w.table(b)
			w.open = true
			return
		}
	}
	w.fresh, w.open = false, false
}

// around is what the neighbours of a block ask of it: it begins a page, or stands off a table.
func (w *flow) around(i int) around {
	a := around{fresh: w.fresh, top: w.fresh || i == 0}
	if w.open {
		a.before = tableGap
	}
	if i+1 < len(w.blocks) {
		if t, is := w.blocks[i+1].(*typeset.Table); is && len(t.Rows) > 0 {
			a.after = tableGap
		}
	}
	return a
}

// around is what stands about a paragraph and is no part of it.
type around struct {
	fresh         bool           // a page begins with it
	top           bool           // it stands at the top of a page: no space comes before it
	before, after typeset.Points // at least
	lead, tail    func()         // what is written before its first run and after its last
	bare          bool           // it stands where no note may be referred to and no place named
	links         *relations     // of the part that it stands in; nil: of the text
}

// spacer is an empty line of a height.
func (w *flow) spacer(height typeset.Points) {
	blank{height: height, fresh: w.fresh}.write(w.m)
	w.fresh, w.open = false, false
}

// blank is an empty paragraph of a height, which may carry a rule.
type blank struct {
	height, before typeset.Points
	fresh, keep    bool
	borders        string
}

func (b blank) write(m *markup) {
	m.put("<w:p><w:pPr>")
	m.flag(b.keep, "keepNext")
	m.flag(b.fresh, "pageBreakBefore")
	m.put(b.borders, `<w:snapToGrid w:val="0"/><w:spacing`, numAttr("before", twips(b.before)), ` w:after="0"`, numAttr("line", max(1, twips(b.height))),
		` w:lineRule="exact"/><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>`)
}

// section writes what holds for all pages: their size, margins and grid, and the parts in their margins.
func (f *file) section(m *markup) {
	m.put("<w:sectPr>")
	for _, k := range f.furnitureKinds() {
		for _, page := range pageKinds {
			m.put("<w:", k.element, ` w:type="`, page.kind, `" r:id="`, f.main.id(k.kind, k.name+page.number+".xml", false), `"/>`)
		}
	}
	m.put("<w:footnotePr>", noteNumbers, "</w:footnotePr>")
	m.put("<w:pgSz", numAttr("w", twips(f.g.Width)), numAttr("h", twips(f.g.Height)), "/>")
	m.put("<w:pgMar", numAttr("top", twips(f.g.Top)), numAttr("right", twips(f.g.Outer)), numAttr("bottom", twips(f.g.Bottom)), numAttr("left", twips(f.g.Inner)),
		numAttr("header", f.headerAt()), numAttr("footer", f.footerAt()), ` w:gutter="0"/>`)
	m.put(`<w:cols w:space="425"/><w:docGrid w:type="lines"`, numAttr("linePitch", twips(f.g.Pitch)), "/></w:sectPr>")
}

// bookmarks gives every anchor of a paper the name of a bookmark: at most forty letters, digits and underlines.
func bookmarks(p *typeset.Paper) map[string]string {
	names, taken := make(map[string]string), make(map[string]bool)
	for _, b := range p.Flow {
		para, is := b.(*typeset.Para)
		if !is || para.Anchor == "" || names[para.Anchor] != "" {
			continue
		}
		name := bookmark(para.Anchor)
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = bookmark("m" + strconv.Itoa(n) + "_" + para.Anchor)
		}
		names[para.Anchor], taken[strings.ToLower(name)] = name, true
	}
	return names
}

func bookmark(anchor string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, anchor)
	if name[0] < 'A' {
		name = "m" + name
	}
	return name[:min(len(name), 40)]
}
