package docx

import (
	"strings"
	"unicode"

	"jianbao/internal/flow"
)

// paragraph is a paragraph as it is put together. Text under the same marks grows in text until the marks change.
type paragraph struct {
	in     *sink
	style  *style
	direct form // what the paragraph says itself
	form   form // with what its style and the defaults say
	runs   []flow.Run
	marks  flow.Run
	text   []byte
	page   bool
	later  bool // not its first page: the marker stands on an earlier one
	hiding bool // the text before was hidden
	inked  int  // runes that are no blanks
	bold   int
	sizes  []weight
}

// weight counts the characters of one size.
type weight struct{ half, runes int }

func (s *story) paragraph(n *node, in *sink) {
	pPr := n.child("w:pPr")
	p := s.begin(pPr, in)
	s.inlines(n.kids, p)
	s.endCodes()
	if s.goesOn(p, pPr.child("w:rPr")) {
		if p.inked > 0 || len(p.text) > 0 || len(p.runs) > 0 {
			in.held = p
		}
	} else {
		s.emit(p)
	}
	if section := pPr.child("w:sectPr"); section != nil {
		s.endSection(section)
	}
}

// begin starts a paragraph, with what was held back for it.
func (s *story) begin(pPr *node, in *sink) *paragraph {
	p := &paragraph{in: in, style: s.styles.get(pPr.child("w:pStyle").val()), direct: readForm(pPr)}
	p.form = p.direct.or(p.style.form).or(s.styles.form)
	if h := in.held; h != nil {
		in.held = nil
		p.runs, p.marks, p.text, p.page = h.runs, h.marks, h.text, h.page
		p.inked, p.bold, p.sizes = h.inked, h.bold, h.sizes
	}
	return p
}

// goesOn says whether the next paragraph stands in the same line: the mark at the end of this one is deleted or hidden, or
// it is a drop cap. A style separator, which is hidden too, keeps a heading apart from the text that runs in.
func (s *story) goesOn(p *paragraph, mark *node) bool {
	if mark.child("w:del") != nil || mark.child("w:moveFrom") != nil || p.form.dropCap.value {
		return true
	}
	return s.styles.effective(s.table, p.style.look, mark).hidden.value && mark.child("w:specVanish") == nil
}

// write adds text under marks.
func (s *story) write(p *paragraph, text string, marks flow.Run, half int) {
	if text == "" || s.fail(s.tally.Text(len(text))) {
		return
	}
	if marks != p.marks {
		s.fail(s.tally.Text(len(marks.Href))) // or a long address under every second character would make a small file a large one
		p.cut()
		p.marks = marks
	}
	p.text = append(p.text, text...)
	ink := 0
	for _, r := range text {
		if !unicode.IsSpace(r) {
			ink++
		}
	}
	p.weigh(ink, half)
	if marks.Bold {
		p.bold += ink
	}
	if ink > 0 {
		s.markFields()
	}
}

// put adds a picture or the sign of a note.
func (p *paragraph) put(r flow.Run) {
	p.cut()
	p.runs = append(p.runs, r)
}

// cut ends the run that is being written.
func (p *paragraph) cut() {
	if len(p.text) > 0 {
		r := p.marks
		r.Text = string(p.text)
		p.runs = append(p.runs, r)
		p.text = nil
	}
}

func (p *paragraph) weigh(ink, half int) {
	p.inked += ink
	for i := range p.sizes {
		if p.sizes[i].half == half {
			p.sizes[i].runes += ink
			return
		}
	}
	p.sizes = append(p.sizes, weight{half, ink})
}

// size is that of most characters, in points.
func (p *paragraph) size() float64 {
	var most weight
	for _, w := range p.sizes {
		if w.runes > most.runes {
			most = w
		}
	}
	return float64(most.half) / 2
}

// breakPage begins a new page within a paragraph: what stands before it is a paragraph of its own.
func (s *story) breakPage(p *paragraph) {
	if p.inked > 0 || len(p.runs) > 0 {
		s.emit(p)
		*p = paragraph{in: p.in, style: p.style, direct: p.direct, form: p.form, later: true}
	}
	p.page = true
}

// emit puts a finished paragraph into its sink.
func (s *story) emit(p *paragraph) {
	p.cut()
	empty := p.inked == 0 && len(p.runs) == 0
	p.page = p.page || p.form.page.value && !p.later
	if p.page && empty { // nothing follows the break here
		s.page = true
		p.page = false
		if p.later {
			return
		}
	}
	out := flow.Paragraph{
		Place: s.placeOf(p), Outline: p.form.outline.value, Style: p.style.name, Align: p.form.align.value, Size: p.size(),
		Bold: p.inked > 0 && p.bold == p.inked, Runs: p.runs,
	}
	if !p.later {
		out.Marker, out.ListLevel = s.numbering.marker(p.direct, p.style)
	}
	if s.fail(s.tally.Paragraph(flow.Paragraph{Marker: out.Marker})) { // its text was counted while it grew
		return
	}
	out.Page = p.page
	if out.Place == flow.Body && s.page && !empty {
		out.Page, s.page = true, false
	}
	p.in.items = append(p.in.items, flow.Item{Paragraph: &out})
}

func (s *story) placeOf(p *paragraph) flow.Place {
	if s.place == flow.Body && p.form.frame.value {
		return flow.Box
	}
	return s.place
}

// spaced turns the blanks of markup into those of text; unless it says so, an element's outer blanks are its layout.
func spaced(n *node) string {
	text := strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' '
		}
		return r
	}, n.text)
	if n.attr("xml:space") == "preserve" {
		return text
	}
	return strings.Trim(text, " ")
}
