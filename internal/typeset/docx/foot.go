package docx

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"jianbao/internal/typeset"
)

// markSize is how large the mark across a page is: as wide as its characters are many, within the diagonal of the type area.
func markSize(mark string) string {
	n := max(utf8.RuneCountInString(mark), 1)
	width := min(480, 150*n)
	return "width:" + strconv.Itoa(width) + "pt;height:" + strconv.Itoa(width/n) + "pt"
}

// hairline is the height of the line that carries a rule.
const hairline typeset.Points = 2

// foot writes what stands at the foot of the last page: a box whose lower edge lies on the lower edge of the type area. It is anchored in
// an empty line as high as itself, so that the text leaves room for it, and both go to the next page where there is none. after says that
// a table stands before it.
func (f *file) foot(m *markup, after bool) {
	height := f.footHeight()
	switch {
	case len(f.paper.Foot) == 0 && after:
		blank{height: hairline}.write(m)
		return
	case len(f.paper.Foot) == 0:
		return
	case !lines(f.paper.Foot):
		foot := flow{file: f, m: m, blocks: f.paper.Foot, open: after}
		foot.write()
		if foot.open {
			blank{height: hairline}.write(m)
		}
		return
	case height+f.g.Pitch > f.g.Depth():
		f.footLines(m)
		return
	}
	m.put(`<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0"`, numAttr("line", twips(height+f.g.Pitch)), ` w:lineRule="exact"/><w:rPr>`, tiny, `</w:rPr></w:pPr><w:r><w:rPr>`, tiny, "</w:rPr>")
	f.box(m, height)
	m.put("</w:r></w:p>")
}

// lines reports whether blocks are lines of text only.
func lines(blocks []typeset.Block) bool {
	return !slices.ContainsFunc(blocks, func(b typeset.Block) bool { _, is := b.(*typeset.Para); return !is })
}

// footLines writes the lines of the foot with their rules.
func (f *file) footLines(m *markup) {
	for _, b := range f.paper.Foot {
		p := *b.(*typeset.Para)
		p.Anchor = ""
		f.ruledPara(m, &p, around{bare: true})
	}
}

// ruledPara writes a paragraph. Rules are as wide as the measure, while those of Word are as wide as the lines: where these are set in, the
// rules stand on lines of their own.
func (f *file) ruledPara(m *markup, p *typeset.Para, a around) {
	s := f.paper.StyleOf(p)
	if !ruled(s) || ruled(f.paper.Styles[p.Style]) || s.Indent == 0 && s.RightSide == 0 {
		f.para(m, p, a)
		return
	}
	plain := *p
	plain.Over, plain.Under = typeset.Rule{}, typeset.Rule{}
	if s.Over.Width > 0 {
		before, _ := a.spaces(s)
		blank{height: hairline, before: before, fresh: a.fresh, keep: true, borders: bordered("top", s.Over)}.write(m)
		a.fresh, a.top = false, true
	}
	plain.Keep = plain.Keep || s.Under.Width > 0
	f.para(m, &plain, a)
	if s.Under.Width > 0 {
		blank{height: hairline, keep: s.KeepNext, borders: bordered("bottom", s.Under)}.write(m)
	}
}

// bordered are the borders of a line that is nothing but a rule.
func bordered(side string, r typeset.Rule) string {
	r.Gap = 0
	var b markup
	b.inside("pBdr", func() { border(&b, side, r) })
	return string(b.b)
}

// footHeight is how high the foot is, by the lines that the pages give it.
func (f *file) footHeight() typeset.Points {
	rows := make(map[*typeset.Para]int)
	for _, page := range f.pages.Pages {
		for _, it := range page.Items {
			if line, is := it.(*typeset.Line); is {
				rows[line.Of]++
			}
		}
	}
	var h typeset.Points
	for _, b := range f.paper.Foot {
		p, is := b.(*typeset.Para)
		if !is {
			continue
		}
		s := f.paper.StyleOf(p)
		h += s.Before + s.After + typeset.Points(max(rows[p], 1))*s.Pitch
		for _, r := range []typeset.Rule{s.Over, s.Under} {
			if r.Width > 0 {
				h += hairline + r.Width
			}
		}
	}
	return h
}

// notesHeight is how much of the last page its footnotes take, with the blank over them.
func (f *file) notesHeight() typeset.Points {
	if len(f.pages.Pages) == 0 {
		return 0
	}
	var h typeset.Points
	for _, it := range f.pages.Pages[len(f.pages.Pages)-1].Items {
		if line, is := it.(*typeset.Line); is && line.Note {
			h += f.paper.StyleOf(line.Of).Pitch
		}
	}
	if h > 0 {
		h += 10
	}
	return h
}

// box writes the foot as a box, in the words of Word 2010 and again in those of the programs before it.
func (f *file) box(m *markup, height typeset.Points) {
	f.shapes++
	id := strconv.Itoa(f.shapes)
	width := typeset.Points(f.measure()) / 20
	vertical, old := `<wp:align>bottom</wp:align>`, "mso-position-vertical:bottom"
	if notes := f.notesHeight(); notes > 0 {
		top := f.g.Depth() - notes - height
		vertical = "<wp:posOffset>" + strconv.Itoa(emu(max(0, top))) + "</wp:posOffset>"
		old = "margin-top:" + strconv.Itoa(int(max(0, top))) + "pt"
	}
	size := ` cx="` + strconv.Itoa(emu(width)) + `" cy="` + strconv.Itoa(emu(height)) + `"`
	m.put(`<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="251659264" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH><wp:positionV relativeFrom="margin">`, vertical, `</wp:positionV><wp:extent`, size, `/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="`, id, `" name="版记"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext`, size, `/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>`)
	f.footLines(m)
	m.put(`</w:txbxContent></wps:txbx><wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b" anchorCtr="0"><a:spAutoFit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>`)
	m.put(`<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype><v:shape id="colophon" o:spid="_x0000_s1026" type="#_x0000_t202" filled="f" stroked="f" style="position:absolute;width:`, strconv.FormatFloat(float64(width), 'f', 1, 64), `pt;height:`, strconv.FormatFloat(float64(height), 'f', 1, 64), `pt;z-index:251659264;mso-position-horizontal:left;mso-position-horizontal-relative:margin;`, old, `;mso-position-vertical-relative:margin;mso-wrap-style:square"><v:textbox inset="0,0,0,0"><w:txbxContent>`)
	f.footLines(m)
	m.put(`</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>`)
}
