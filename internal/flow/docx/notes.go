package docx

import (
	"strings"

	"jianbao/internal/flow"
)

// noteQueue are the notes that the text refers to, in the order of the text. They are read after it.
type noteQueue struct {
	numbers map[noteKey]int
	closed  bool // the notes are being read: one that refers to another goes nowhere
}

type noteKey struct{ element, id string }

// note puts the sign of a note into a paragraph.
func (s *story) note(n *node, p *paragraph) {
	key := noteKey{"w:footnote", n.attr("w:id")}
	if n.name == "w:endnoteReference" {
		key.element = "w:endnote"
	}
	if s.notes.numbers == nil {
		s.notes.numbers = map[noteKey]int{}
	}
	number := s.notes.numbers[key]
	if number == 0 && s.notes.closed {
		s.tally.Omit(flow.Object, "")
		return
	}
	if number == 0 {
		if s.fail(s.tally.Note()) {
			return
		}
		number = len(s.notes.numbers) + 1
		s.notes.numbers[key] = number
	}
	s.markFields()
	p.put(flow.Run{Note: number})
}

// readNotes reads the notes that the text refers to. Separators and notes whose reference is deleted are never referred to.
func (r *reader) readNotes(of relations) {
	r.notes.closed = true
	numbers := r.notes.numbers
	notes := make([]flow.Note, len(numbers))
	for _, kind := range []struct{ relation, root, element string }{
		{"footnotes", "w:footnotes", "w:footnote"},
		{"endnotes", "w:endnotes", "w:endnote"},
	} {
		part := of.first(kind.relation)
		s := &story{reader: r, relations: r.relationsOf(part)}
		r.walk(part, kind.root, "", func(n *node) {
			number := numbers[noteKey{kind.element, n.attr("w:id")}]
			if n.name == kind.element && number > 0 && number <= len(notes) {
				notes[number-1].Paragraphs = unsigned(paragraphsOf(inked(s.aside(n.kids, flow.Body))))
			}
		})
	}
	r.file.Notes = notes
}

// unsigned are the paragraphs of a note without the blank that stood between its sign and its text.
func unsigned(paragraphs []flow.Paragraph) []flow.Paragraph {
	if len(paragraphs) == 0 {
		return paragraphs
	}
	p := &paragraphs[0]
	for len(p.Runs) > 0 && p.Runs[0].Text != "" {
		p.Runs[0].Text = strings.TrimLeft(p.Runs[0].Text, " \t")
		if p.Runs[0].Text != "" {
			break
		}
		p.Runs = p.Runs[1:]
	}
	return paragraphs
}
