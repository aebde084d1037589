package docx

import (
	"strconv"

	"jianbao/internal/typeset"
	"jianbao/models"
)

// noteNumbers makes ① ② ③ of the numbers of notes.
const noteNumbers = `<w:numFmt w:val="decimalEnclosedCircle"/>`

// reference writes the sign of a note. Word counts notes from the first to the last, an issue begins anew with every article: where the
// two agree Word numbers the note, elsewhere its sign stands in the text.
func (f *file) reference(m *markup, n *typeset.Note, bare bool) {
	if bare || f.numbers[n] > 0 || n.Para == nil {
		m.put(`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t>`)
		m.text(n.Mark)
		m.put("</w:t></w:r>")
		return
	}
	f.notes = append(f.notes, n)
	id := len(f.notes)
	f.numbers[n] = id
	m.put(`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference`)
	if f.counts(n) {
		m.put(numAttr("id", id), "/>")
	} else {
		m.put(` w:customMarkFollows="1"`, numAttr("id", id), "/><w:t>")
		m.text(n.Mark)
		m.put("</w:t>")
	}
	m.put("</w:r>")
}

// counts reports whether Word comes to the same sign by counting, and counts.
func (f *file) counts(n *typeset.Note) bool {
	if n.Mark != models.NoteMark(f.counted+1) || f.counted >= 20 {
		f.counted = 20 // what follows would be counted wrong
		return false
	}
	f.counted++
	return true
}

// footnotes writes the part of the notes: the two rules over them, and what the text referred to.
func (f *file) footnotes() {
	var m markup
	m.put(xmlHead, "<w:footnotes", spaces, ">")
	for i, rule := range []string{"separator", "continuationSeparator"} {
		m.put(`<w:footnote w:type="`, rule, `" w:id="`, strconv.Itoa(i-1), `"><w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/></w:pPr><w:r><w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr><w:`, rule, `/></w:r></w:p></w:footnote>`)
	}
	f.counted = 0
	for i, n := range f.notes {
		m.put("<w:footnote", numAttr("id", i+1), ">")
		f.note(&m, n)
		m.put("</w:footnote>")
	}
	m.put("</w:footnotes>")
	f.add("word/footnotes.xml", kinds+"footnotes+xml", m.b)
	f.main.id("footnotes", "footnotes.xml", false)
}

// note writes a note. Its paragraph begins with the sign, which Word draws where it counts.
func (f *file) note(m *markup, n *typeset.Note) {
	p := *n.Para
	sign := len(p.Runs) > 0 && p.Runs[0].Text == n.Mark
	if sign {
		p.Runs = p.Runs[1:]
	}
	counted := f.counts(n)
	f.para(m, &p, around{bare: true, links: &f.noted, lead: func() {
		m.put(`<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>`)
		if counted {
			m.put("<w:footnoteRef/>")
		} else {
			content(m, n.Mark)
		}
		m.put("</w:r>")
	}})
}
