package export

import (
	"strings"

	"jianbao/models"
)

// What stands round the texts, in any dialect.

func (d dialect) masthead(m models.Masthead) nodes {
	var in nodes
	for _, l := range []struct {
		part part
		text string
	}{{partAccess, m.Note}, {partName, m.Name}, {partNumber, numberLine(m)}, {partImprint, imprint(m)}} {
		if l.text != "" {
			in = append(in, d.wrap(l.part, lines(l.text))...)
		}
	}
	return d.wrap(partMasthead, in)
}

func (d dialect) editorNote(note string) nodes {
	var out nodes
	for n, p := range models.EditorNoteParagraphs(note) {
		text := lines(p)
		if label := models.NoteLabel(note); n == 0 && label != "" {
			text = append(nodes{el("strong", nil, lines(label)...)}, text...)
		}
		out = append(out, d.wrap(partEditorNote, text)...)
	}
	return out
}

// entry is an article with its title, text and credits.
func (d dialect) entry(a models.EditionArticle, address func(models.Picture) string) nodes {
	in := d.wrap(partTitle, lines(title(a)))
	in = append(in, d.article(a, address).blocks(a.Text.Body)...)
	for _, line := range a.Text.Credits() {
		in = append(in, d.wrap(partCredit, lines("（"+line+"）"))...)
	}
	return d.wrap(partArticle, in)
}

func (d dialect) colophon(c models.EditionContent) nodes {
	var in nodes
	for _, l := range c.Foot() {
		in = append(in, d.wrap(partLine, lines(l.Label+l.Text))...)
	}
	if by := makers(c.Colophon); strings.TrimSpace(by) != "" {
		in = append(in, d.wrap(partLine, lines(by))...)
	}
	if len(in) == 0 {
		return nil
	}
	return d.wrap(partColophon, in)
}

// whole is an issue from its masthead to its colophon.
func (d dialect) whole(c models.EditionContent, address func(models.Picture) string) nodes {
	in := append(d.masthead(c.Manifest.Masthead), d.editorNote(c.Manifest.EditorNote)...)
	for _, s := range c.Sections {
		if s.Title != "" {
			in = append(in, d.wrap(partSection, lines(s.Printed()))...)
		}
		for _, a := range s.Articles {
			in = append(in, d.entry(a, address)...)
		}
	}
	return d.wrap(partIssue, append(in, d.colophon(c)...))
}
