package docx

import (
	"strings"

	"jianbao/internal/flow"
)

// noteQueue are the notes that the text refers to, in the order of the text. They are read after it.
type noteQueue struct {
	numbers map[noteKey]int
	signs   map[int]string // of the notes that the file gives a sign of its own, by number
	closed  bool           // the notes are being read: one that refers to another goes nowhere
}

type noteKey struct{ element, id string }

// ownSign reads a reference whose sign is the text after it in its run, where the program does not count the notes itself
// (ISO/IEC 29500-1, 17.11.14). The sign stands for the note and is no text.
func (s *story) ownSign(nodes []*node, p *paragraph) bool {
	custom := nodes[0].attr("w:customMarkFollows")
	if custom == "" || !on(custom) || !strings.HasSuffix(nodes[0].name, "noteReference") {
		return false
	}
	sign := strings.TrimSpace(plain(nodes[1:]...))
	before := len(s.notes.numbers)
	s.note(nodes[0], p)
	if n := len(s.notes.numbers); n > before && sign != "" {
		if s.notes.signs == nil {
			s.notes.signs = map[int]string{}
		}
		s.notes.signs[n] = clip(sign, maxName)
	}
	return true
}

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
				notes[number-1].Paragraphs = unsigned(paragraphsOf(inked(s.aside(n.kids, flow.Body))), r.notes.signs[number])
			}
		})
	}
	r.file.Notes = notes
}

// unsigned are the paragraphs of a note without its sign, if the file wrote one, and the blank between it and the text.
func unsigned(paragraphs []flow.Paragraph, sign string) []flow.Paragraph {
	if len(paragraphs) == 0 {
		return paragraphs
	}
	p := &paragraphs[0]
	for len(p.Runs) > 0 && p.Runs[0].Text != "" {
		text := strings.TrimLeft(p.Runs[0].Text, " \t")
		if rest, signed := strings.CutPrefix(text, sign); signed {
			text, sign = strings.TrimLeft(rest, " \t"), ""
		}
		if p.Runs[0].Text = text; text != "" {
			break
		}
		p.Runs = p.Runs[1:]
	}
	return paragraphs
}
