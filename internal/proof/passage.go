package proof

import (
	"fmt"
	"time"
	"unicode"

	"jianbao/models"
)

// role says what kind of text a passage is: what is right in a heading is wrong in a paragraph.
type role int

const (
	title role = iota
	heading
	prose // paragraphs, quotations, notes of the editors
	item
	small // footnotes, captions, attachments, cells, sources
)

// passage is one text of an issue: what is read in one go.
type passage struct {
	article *models.EditionArticle // nil: the issue's own
	block   string
	field   string
	marker  string // printed before the text
	role    role
	kind    models.BlockKind
	seq     int              // among the texts of the issue, from 1
	next    models.BlockKind // of the block after it; empty: it is the last
	text    []rune           // as it stands
	plain   []rune           // as rules read it: as long, with addresses blotted out and full-width digits made half-width
}

var roles = map[models.BlockKind]role{
	models.Paragraph: prose, models.Quote: prose, models.Note: prose, models.Heading: heading,
}

// roleOf is small for every kind without a role of its own.
func roleOf(k models.BlockKind) role {
	if r, ok := roles[k]; ok {
		return r
	}
	return small
}

// read prepares an issue.
func read(c models.EditionContent, s Settings) *reading {
	r := &reading{content: c, settings: s}
	r.date, _ = time.Parse(time.DateOnly, c.Manifest.Masthead.Date) // the zero time where there is none
	for i, line := range models.EditorNoteParagraphs(c.Manifest.EditorNote) {
		r.add(passage{field: fmt.Sprintf("editor_note[%d]", i), role: prose, kind: models.Note}, line)
	}
	for i := range c.Sections {
		for k := range c.Sections[i].Articles {
			r.article(&c.Sections[i].Articles[k])
		}
	}
	r.pairings = pairUp(r.passages)
	return r
}

func (r *reading) article(a *models.EditionArticle) {
	r.add(passage{article: a, field: "title", role: title}, a.Text.Title)
	r.add(passage{article: a, field: "source", role: small}, a.Text.Source)
	for i, u := range a.Text.Units {
		r.add(passage{article: a, field: fmt.Sprintf("units[%d]", i), role: small}, u)
	}
	blocks := a.Text.Body.Blocks
	for i, b := range blocks {
		p := passage{article: a, block: b.ID, kind: b.Kind}
		if i+1 < len(blocks) {
			p.next = blocks[i+1].Kind
		}
		r.block(p, b)
	}
}

func (r *reading) block(p passage, b models.Block) {
	own := p
	own.role, own.marker = roleOf(b.Kind), b.Marker
	r.add(own, models.PlainText(b.Inlines))
	p.role = small
	p.field = "caption"
	r.add(p, b.Caption)
	if b.Picture != nil {
		p.field = "alt"
		r.add(p, b.Picture.Alt)
	}
	for y, row := range b.Rows {
		for x, cell := range row {
			p.field = fmt.Sprintf("rows[%d][%d]", y, x)
			r.add(p, models.PlainText(cell.Inlines))
		}
	}
	p.role = item
	for i, it := range b.Items {
		p.field, p.marker = fmt.Sprintf("items[%d]", i), it.Marker
		r.add(p, models.PlainText(it.Inlines))
	}
}

// add takes a text up, unless there is none.
func (r *reading) add(p passage, text string) {
	if text == "" && p.marker == "" {
		return
	}
	p.text, p.seq = []rune(text), len(r.passages)+1
	p.plain = plainOf(p.text)
	r.passages = append(r.passages, p)
}

// plainOf blots addresses out, whose brackets and points are no punctuation, and makes digits half-width.
func plainOf(text []rune) []rune {
	out := make([]rune, len(text))
	for i, c := range text {
		if c >= '０' && c <= '９' {
			c += '0' - '０'
		}
		out[i] = c
	}
	for i := 0; i < len(out); i++ {
		if end := addressEnd(out, i); end > i {
			for ; i < end; i++ {
				out[i] = blot
			}
		}
	}
	return out
}

// blot stands for a character of an address. It is a letter that no rule knows.
const blot = 'ª'

// addressEnd is where the address that begins at i ends; i where none begins.
func addressEnd(t []rune, i int) int {
	switch {
	case t[i] == '@' && i > 0 && isLatin(t[i-1]): // the name before it has no marks that matter
	case hasPrefix(t[i:], "http://"), hasPrefix(t[i:], "https://"), hasPrefix(t[i:], "www."):
	default:
		return i
	}
	end, open := i, 0
	for ; end < len(t) && t[end] > ' ' && t[end] < unicode.MaxASCII && t[end] != '"' && t[end] != '<'; end++ {
		switch t[end] {
		case '(':
			open++
		case ')':
			if open--; open < 0 { // closes what was opened before the address
				return end
			}
		}
	}
	for end > i && (t[end-1] == '.' || t[end-1] == ',' || t[end-1] == ';') {
		end--
	}
	return end
}
