package docx

import (
	"jianbao/internal/typeset"
)

// pageKinds are the two kinds of page: odd ones, which Word calls default, and even ones.
var pageKinds = []struct{ kind, number string }{{"default", "1"}, {"even", "2"}}

// furnitureKind is what stands in the margin of every page.
type furnitureKind struct{ element, kind, name string }

// furnitureKinds are those that the paper has, in the order of CT_SectPr.
func (f *file) furnitureKinds() []furnitureKind {
	var out []furnitureKind
	if f.paper.Head != "" || f.paper.Mark != "" {
		out = append(out, furnitureKind{"headerReference", "header", "header"})
	}
	if f.paper.Numbered {
		out = append(out, furnitureKind{"footerReference", "footer", "footer"})
	}
	return out
}

// footerAt is how far the foot of the page number's line lies above the edge of the paper. The dash, 0.38 em above the baseline, is
// what stands at the distance that the standard names (GB/T 9704-2012, 7.5); the baseline is a fifth of the line above its foot.
func (f *file) footerAt() int {
	s := f.paper.Styles[typeset.StylePage]
	return max(0, twips(f.g.Bottom-f.g.FooterGap-s.Size*0.38-s.Pitch/5))
}

// headerAt is how far the top of the running head's line lies below the edge of the paper.
func (f *file) headerAt() int {
	s := f.paper.Styles[typeset.StyleHead]
	return max(0, twips(f.g.Top-f.g.HeaderGap-s.Pitch*4/5))
}

// furniture writes the parts in the margins.
func (f *file) furniture() {
	for _, k := range f.furnitureKinds() {
		for _, page := range pageKinds {
			var m markup
			root := map[string]string{"header": "hdr", "footer": "ftr"}[k.kind]
			m.put(xmlHead, "<w:", root, spaces, ">")
			if k.kind == "header" {
				f.header(&m, page.number)
			} else {
				f.footer(&m, page.kind == "even")
			}
			m.put("</w:", root, ">")
			f.add("word/"+k.name+page.number+".xml", kinds+k.kind+"+xml", m.b)
		}
	}
}

// footer writes the page number: a character in from the outer edge, which lies at the right of odd pages and at the left of even ones.
func (f *file) footer(m *markup, even bool) {
	side, jc := "right", "right"
	if even {
		side, jc = "left", "left"
	}
	m.put("<w:p><w:pPr>")
	m.val("pStyle", styleID(typeset.StylePage))
	m.put("<w:ind", numAttr(side, twips(f.g.NumberIndent)), ` w:firstLine="0"/>`)
	m.val("jc", jc)
	m.put("</w:pPr>")
	dash := func(s string) {
		f.run(m, typeset.Run{Text: s}, true)
	}
	dash("— ")
	fieldStart(m, " PAGE ")
	m.put("<w:r><w:t>1</w:t></w:r>")
	fieldEnd(m)
	dash(" —")
	m.put("</w:p>")
}

// header writes the running head, and the mark behind the text of the page.
func (f *file) header(m *markup, page string) {
	m.put("<w:p><w:pPr>")
	m.val("pStyle", styleID(typeset.StyleHead))
	m.val("jc", "right")
	m.put("</w:pPr>")
	f.run(m, typeset.Run{Text: f.paper.Head}, true)
	if f.paper.Mark != "" {
		f.watermark(m, page)
	}
	m.put("</w:p>")
}

// watermark writes the mark as art text, which is what Word's own command for watermarks makes and knows again.
func (f *file) watermark(m *markup, page string) {
	m.put(`<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">`)
	m.put(`<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>`)
	m.put(`<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>`)
	m.put(`<v:shape id="PowerPlusWaterMarkObject`, page, `" o:spid="_x0000_s205`, page, `" type="#_x0000_t136" o:allowincell="f" fillcolor="#d0d0d0" stroked="f"`, attr("alt", f.paper.Mark),
		` style="position:absolute;margin-left:0;margin-top:0;`, markSize(f.paper.Mark), `;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin">`)
	m.put(`<v:fill opacity=".5"/><v:textpath style="font-family:&quot;`, escaped(f.paper.Names.Section), `&quot;;font-size:1pt"`, attr("string", f.paper.Mark), `/></v:shape></w:pict></w:r>`)
}
