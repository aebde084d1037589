package typeset

import (
	"strings"
	"time"

	"jianbao/models"
)

// Paper is a document as a flow of blocks in named styles, before it is laid out on pages. What it says stands here once; the
// Word file is written from it, and Lay makes the pages that the PDF is drawn from.
type Paper struct {
	Info     Info
	Geometry Geometry
	Styles   Sheet
	Names    models.LayoutFonts // of the fonts that a Word file asks for
	Flow     []Block
	Foot     []Block // stands at the foot of the last page (版记)
	Head     string  // running head of every page: a check code; empty: none
	Mark     string  // watermark: 草稿; empty: none
	Numbered bool    // pages carry their number
}

// Info says what the document is, for the properties of its file.
type Info struct {
	Title, Author, Subject, Keywords string
	Date                             time.Time // of the issue
}

// Block is one of *Para, *Table, *Picture, *Drawing and *Break. Its pointer is its identity: a laid-out line names the block it belongs to.
type Block interface{ block() }

// Para is a paragraph.
type Para struct {
	Style  StyleName
	Runs   []Run
	Anchor string  // a place that Target and Run.Target can name; unique in its paper
	Target string  // contents: the anchor whose page number ends the line, after a dot leader
	In     float64 // further indent of all lines, in characters
	Space  Points  // above it, where the style has less; none at the top of a page
	Keep   bool    // stands on the page on which the next block begins, whatever its style says
	Over   Rule    // instead of the style's
	Under  Rule
}

// Picture is a stored picture on a line of its own.
type Picture struct {
	SHA256        string
	Alt           string
	Width, Height int    // in pixels; 0: not known, the file says
	Wide          Points // how wide it is printed; 0: its size at 150 pixels to the inch, at most the measure
}

// Drawing is a name drawn as outlines, centred on a line of its own (the bulletin's name).
type Drawing struct {
	Style     StyleName
	Text      string // what it says
	Lettering Lettering
	Art       string // SHA-256 of a picture that stands in its place; empty: the lettering
	ArtWidth  int    // of that picture, in pixels
	ArtHeight int
	Size      Points // height of the line of characters
}

// Table is a table with ruled cells.
type Table struct {
	Rows   []Row
	Header int      // how many rows at the top repeat on every page
	Widths []Points // of the columns; nil: by their content
}

// Row is one row of a table.
type Row struct {
	Cells  []*Cell
	Height Points // at least
}

// Cell is a cell at its place in the grid: Column counts from 0 and spans are at least 1.
type Cell struct {
	Paras            []*Para
	Column           int
	ColSpan, RowSpan int
	Head             bool
}

// Break begins a new page.
type Break struct{}

func (*Para) block()    {}
func (*Picture) block() {}
func (*Drawing) block() {}
func (*Table) block()   {}
func (*Break) block()   {}

// Run is text under the same marks.
type Run struct {
	Text      string
	Bold      bool
	Italic    bool
	Underline bool
	Struck    bool
	Raised    int      // 1: superscript, -1: subscript
	Font      FontRole // other than the style's; 0: the style's
	Colour    Colour   // other than the style's; 0: the style's
	Href      string   // an address that the text leads to
	Target    string   // an anchor that it leads to
	Note      *Note    // a reference to a footnote: Text is empty
	Tab       bool     // moves to the right edge, where the rest of the paragraph stands; Text is empty
}

// Note is a footnote. Its text stands at the foot of the page that refers to it.
type Note struct {
	Mark string // ①
	Para *Para
}

// Text makes the runs of unmarked text.
func Text(s string) []Run {
	if s == "" {
		return nil
	}
	return []Run{{Text: s}}
}

// StyleOf is the style of a paragraph with what it asks for itself.
func (p *Paper) StyleOf(para *Para) Style {
	s := p.Styles[para.Style]
	s.Indent += para.In
	s.Before = max(s.Before, para.Space)
	s.KeepNext = s.KeepNext || para.Keep
	if para.Over.Width > 0 {
		s.Over = para.Over
	}
	if para.Under.Width > 0 {
		s.Under = para.Under
	}
	return s
}

// PlainText is what the paragraph says.
func (p *Para) PlainText() string {
	var out strings.Builder
	for _, r := range p.Runs {
		switch {
		case r.Note != nil:
			out.WriteString(r.Note.Mark)
		case r.Tab:
			out.WriteByte('\t')
		default:
			out.WriteString(r.Text)
		}
	}
	return out.String()
}
