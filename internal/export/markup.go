package export

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"jianbao/models"
)

// part is a part of a printed issue that a dialect draws in its own way.
type part string

const (
	partIssue      part = "issue"
	partMasthead   part = "masthead"
	partAccess     part = "access"
	partName       part = "name"
	partNumber     part = "number"
	partImprint    part = "imprint"
	partEditorNote part = "editor-note"
	partSection    part = "section"
	partArticle    part = "article"
	partTitle      part = "title"
	partParagraph  part = "paragraph"
	partHeading1   part = "heading-1"
	partHeading2   part = "heading-2"
	partHeading3   part = "heading-3"
	partQuote      part = "quote"
	partNote       part = "note"
	partAttachment part = "attachment"
	partFootnote   part = "footnote"
	partItem       part = "item" // of a list that is drawn as paragraphs
	partFigure     part = "figure"
	partPicture    part = "picture"
	partCaption    part = "caption"
	partTable      part = "table"
	partTableName  part = "table-name"
	partHeadCell   part = "head-cell"
	partCell       part = "cell"
	partCredit     part = "credit"
	partColophon   part = "colophon"
	partLine       part = "line" // of the colophon
)

// element is how a part is drawn; a part without a tag is drawn by what is in it alone.
type element struct{ tag, class, style string }

// dialect is a way of writing an issue in HTML.
type dialect struct {
	parts   map[part]element
	marks   map[models.MarkKind]element // one that is missing is drawn by its text
	lists   bool                        // ul and ol; else each item is a paragraph
	anchors bool                        // ids, by which notes and their references find each other
}

// markup draws the texts of one article.
type markup struct {
	dialect
	notes   map[string]int
	seen    map[string]bool             // notes that the text has referred to so far
	address func(models.Picture) string // "": the picture is told by its words
}

func (d dialect) article(a models.EditionArticle, address func(models.Picture) string) markup {
	return markup{d, models.NoteNumbers(a.Text.Body), map[string]bool{}, address}
}

// wrap draws a part round nodes.
func (d dialect) wrap(p part, kids nodes, more ...html.Attribute) nodes {
	e := d.parts[p]
	if e.tag == "" {
		return kids
	}
	return nodes{el(e.tag, append(attr("class", e.class, "style", e.style), more...), kids...)}
}

// blocks draws a body.
func (m markup) blocks(b models.Body) nodes {
	var out nodes
	for _, bl := range b.Blocks {
		out = append(out, m.block(bl)...)
	}
	return out
}

var headings = map[int]part{2: partHeading2, 3: partHeading3}

func (m markup) block(b models.Block) nodes {
	text := append(lines(spaced(b.Marker)), m.inlines(b.Inlines)...)
	switch b.Kind {
	case models.Heading:
		if p, deeper := headings[b.Level]; deeper {
			return m.wrap(p, text)
		}
		return m.wrap(partHeading1, text)
	case models.List:
		return m.list(b.Items)
	case models.Table:
		return m.table(b)
	case models.Image:
		return m.figure(b)
	case models.Quote:
		return m.wrap(partQuote, m.wrap(partParagraph, text))
	case models.Footnote:
		return m.footnote(b)
	case models.Attachment:
		return m.wrap(partAttachment, text)
	case models.Note:
		return m.wrap(partNote, text)
	default:
		return m.wrap(partParagraph, text)
	}
}

// spaced is a marker with the blank that parts it from the text.
func spaced(marker string) string {
	if strings.HasSuffix(marked(marker, "字"), " 字") {
		return marker + " "
	}
	return strings.TrimSuffix(marked(marker, "字"), "字")
}

func (m markup) inlines(in []models.Inline) nodes {
	var out nodes
	for _, i := range in {
		if i.Note != "" {
			out = append(out, m.reference(i.Note)...)
			continue
		}
		out = append(out, m.marked(lines(i.Text), models.Nested(i.Marks))...)
	}
	return out
}

// marked draws marks from the outside in. A link is one only where it may be.
func (m markup) marked(text nodes, marks []models.Mark) nodes {
	if len(marks) == 0 {
		return text
	}
	inner := m.marked(text, marks[1:])
	e, drawn := m.marks[marks[0].Kind]
	isLink := marks[0].Kind == models.Link
	if !drawn || isLink && !models.SafeHref(marks[0].Href) {
		return inner
	}
	a := attr("style", e.style)
	if isLink {
		a = append(a, html.Attribute{Key: "href", Val: marks[0].Href})
	}
	return nodes{el(e.tag, a, inner...)}
}

// reference is the mark of a footnote in the text.
func (m markup) reference(note string) nodes {
	n := m.notes[note]
	if n == 0 {
		return nil
	}
	mark := lines(models.NoteMark(n))
	if !m.anchors {
		return nodes{el("sup", nil, mark...)}
	}
	id := ""
	if !m.seen[note] {
		id, m.seen[note] = "ref-"+note, true
	}
	link := el("a", attr("epub:type", "noteref", "role", "doc-noteref", "href", "#note-"+note, "id", id), mark...)
	return nodes{el("sup", nil, link)}
}

func (m markup) footnote(b models.Block) nodes {
	text := m.inlines(b.Inlines)
	n := m.notes[b.ID]
	if n == 0 {
		return m.wrap(partFootnote, append(lines(spaced(b.Marker)), text...))
	}
	if !m.anchors {
		return m.wrap(partFootnote, append(lines(models.NoteMark(n)), text...))
	}
	back := el("a", attr("role", "doc-backlink", "href", "#ref-"+b.ID), lines(models.NoteMark(n))...)
	p := m.wrap(partFootnote, append(nodes{back}, text...))
	return nodes{el("aside", attr("epub:type", "footnote", "role", "doc-footnote", "id", "note-"+b.ID), p...)}
}

// figure is a picture with what stands under it; one that cannot be shown is told by its words.
func (m markup) figure(b models.Block) nodes {
	under := lines(b.Caption)
	if b.Caption == "" {
		under = m.inlines(b.Inlines)
	}
	if len(under) > 0 {
		under = m.wrap(partCaption, under)
	}
	var shown nodes
	if b.Picture != nil {
		if src := m.address(*b.Picture); src != "" {
			e := m.parts[partPicture]
			shown = nodes{el("img", append(attr("src", src, "alt", b.Picture.Alt), attr("style", e.style)...))}
		} else if b.Picture.Alt != "" {
			shown = m.wrap(partParagraph, lines("（图片："+b.Picture.Alt+"）"))
		}
	}
	return m.wrap(partFigure, append(shown, under...))
}

func (m markup) table(b models.Block) nodes {
	head, body := el("thead", nil), el("tbody", nil)
	for n, row := range b.Rows {
		in, p := body, partCell
		if n < b.HeaderRows {
			in, p = head, partHeadCell
		}
		tr := el("tr", nil)
		for _, c := range row {
			for _, cell := range m.wrap(p, m.inlines(c.Inlines), attr("colspan", span(c.ColSpan), "rowspan", span(c.RowSpan))...) {
				tr.AppendChild(cell)
			}
		}
		in.AppendChild(tr)
	}
	var parts nodes
	for _, group := range []*html.Node{head, body} {
		if group.FirstChild != nil {
			parts = append(parts, group)
		}
	}
	if len(parts) == 0 {
		return nil
	}
	var out nodes
	if b.Caption != "" {
		out = m.wrap(partTableName, lines(b.Caption))
	}
	return append(out, m.wrap(partTable, parts)...)
}

func span(n int) string {
	if n <= 1 {
		return ""
	}
	return strconv.Itoa(n)
}
