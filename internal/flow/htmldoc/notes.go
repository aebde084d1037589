package htmldoc

import (
	"strings"

	"golang.org/x/net/html"

	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// note is a footnote or endnote from its first reference on.
type note struct {
	label string // the text of the reference, for a note that never comes
	found bool
}

// noteOf is the name of the note a tag refers to, or empty. Word says it in the style, LibreOffice by a class, others by a role.
func noteOf(t html.Token) string {
	for declaration := range strings.SplitSeq(attribute(t, "style"), ";") {
		name, value, _ := strings.Cut(declaration, ":")
		if name = strings.TrimSpace(name); name == "mso-footnote-id" || name == "mso-endnote-id" {
			return strings.TrimSpace(value)
		}
	}
	name := strings.TrimPrefix(attribute(t, "href"), "#")
	switch class := attribute(t, "class"); {
	case class == "sdfootnoteanc" || class == "sdendnoteanc":
		return strings.TrimSuffix(name, "sym")
	case attribute(t, "role") == "doc-noteref":
		return name
	}
	return ""
}

// leadsBack tells the link from a note to where it is referred to.
func leadsBack(t html.Token) bool {
	class := attribute(t, "class")
	return attribute(t, "role") == "doc-backlink" || class == "sdfootnotesym" || class == "sdendnotesym"
}

// refer puts a reference into the paragraph. Its own text is a number that whoever shows the note counts anew; so is the one that
// stands at the beginning of the note.
func (r *reader) refer(f *frame, name string) error {
	f.secret = &secret{silent: true}
	if f.inNote {
		return nil
	}
	number, known := r.noteByID[name]
	if !known {
		if err := r.tally.Note(); err != nil {
			return err
		}
		r.file.Notes = append(r.file.Notes, flow.Note{})
		r.notes = append(r.notes, &note{})
		number = len(r.notes)
		r.noteByID[name] = number
	}
	f.secret.label = &r.notes[number-1].label
	r.para.addRun(f, flow.Run{Note: number})
	return nil
}

// beginNote reads an element as the note that was referred to by its name. Only the first one is.
func (r *reader) beginNote(f *frame, name string) bool {
	number := r.noteByID[name]
	if name == "" || number == 0 || r.notes[number-1].found || f.inNote {
		return false
	}
	r.notes[number-1].found = true
	f.inNote, f.list = true, nil
	s := &sink{}
	r.sinks = append(r.sinks, s)
	f.close = func() error {
		r.sinks = r.sinks[:len(r.sinks)-1]
		r.file.Notes[number-1].Paragraphs = paragraphsOf(s.items)
		return nil
	}
	return true
}

// paragraphsOf makes paragraphs of items: notes hold no tables.
func paragraphsOf(all []flow.Item) []flow.Paragraph {
	var out []flow.Paragraph
	for _, item := range all {
		if item.Paragraph != nil {
			out = append(out, *item.Paragraph)
			continue
		}
		for _, row := range item.Table.Rows {
			for _, c := range row {
				out = append(out, c.Paragraphs...)
			}
		}
	}
	return out
}

// labelNotes gives a note that never came the text of its reference.
func (r *reader) labelNotes() {
	for i, n := range r.notes {
		if label := gather.Sample(n.label); len(r.file.Notes[i].Paragraphs) == 0 && label != "" {
			r.file.Notes[i].Paragraphs = []flow.Paragraph{{Runs: []flow.Run{{Text: label}}}}
		}
	}
}
