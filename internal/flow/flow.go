// Package flow is what the readers of files have in common: the text of a file as a person who opens it sees it, paragraph by
// paragraph in reading order, with its looks, tables, pictures and notes, and a list of what was left out. It knows nothing of
// bulletins: what a paragraph means is decided by internal/manuscript.
package flow

import "strings"

// Format names the format a file was found to be in, by its content and never by its name.
type Format string

// The formats that are read.
const (
	Text     Format = "text"
	Docx     Format = "docx"
	Doc      Format = "doc" // Word 97–2003, and .wps of the same make
	HTML     Format = "html"
	Markdown Format = "markdown"
	PDF      Format = "pdf" // with text; scans are refused
)

// File is a file as it was read.
type File struct {
	Format   Format
	Items    []Item // in reading order
	Notes    []Note // footnotes and endnotes; Run.Note counts them from 1
	Pictures []Picture
	Omitted  []Omission
}

// Item is one paragraph or one table: exactly one of the two is set.
type Item struct {
	Paragraph *Paragraph
	Table     *Table
}

// Place says where in the file a paragraph stands.
type Place string

// The places. What stands in a box is put where the box is anchored.
const (
	Body   Place = ""
	Box    Place = "box" // text box, frame, or art text: many mastheads are one
	Header Place = "header"
	Footer Place = "footer"
)

// Paragraph is a line of text as a reader sees it; breaks within it are the rune '\n'.
type Paragraph struct {
	Place     Place
	Marker    string // the number or bullet of an automatic list, as a reader sees it: 一、 （1） •
	ListLevel int    // 1 for the outermost level of an automatic list; 0: none
	Outline   int    // 1–9: a heading by style or outline level; 0: text
	Style     string // name of the style as the person who wrote the file reads it; may be empty
	Align     Align
	Size      float64 // points, of most of its characters; 0: unknown
	Bold      bool    // all of its characters
	Page      bool    // a page begins with it
	Runs      []Run
}

// Align is how a paragraph is set.
type Align string

// The alignments. Justified text is Start.
const (
	Start  Align = ""
	Center Align = "center"
	End    Align = "end"
)

// Run is a stretch of text under the same marks, or one picture, or one note reference.
type Run struct {
	Text      string
	Bold      bool
	Italic    bool
	Underline bool
	Super     bool
	Sub       bool
	Href      string // http, https or mailto; others are left out and reported
	Picture   int    // counts File.Pictures from 1; Text is empty
	Note      int    // counts File.Notes from 1; Text is empty
}

// Table is a table with its merged cells: a cell that is covered by another is not listed.
type Table struct {
	HeaderRows int
	Rows       [][]Cell
}

// Cell is one cell. Spans are at least 1.
type Cell struct {
	Paragraphs []Paragraph
	ColSpan    int
	RowSpan    int
}

// Note is a footnote or endnote.
type Note struct {
	Paragraphs []Paragraph
}

// Picture is a picture that the file carries with it. Data is as the file has it: whoever keeps it checks it first.
type Picture struct {
	Name string // for a list that a person reads; never a path to open
	Alt  string
	Data []byte
}

// Omission is what did not become text, so that the person can be told.
type Omission struct {
	Kind   OmissionKind
	Count  int
	Sample string // the first few words of what was left out; empty where there are none
}

// OmissionKind names a kind of what is left out.
type OmissionKind string

// The kinds of what is left out.
const (
	Deletion OmissionKind = "deletion" // tracked deletions and the old place of a tracked move
	Hidden   OmissionKind = "hidden"   // hidden text
	Comment  OmissionKind = "comment"
	Macro    OmissionKind = "macro"    // code of any kind; it is never run
	External OmissionKind = "external" // what the file would fetch from elsewhere; nothing is fetched
	Object   OmissionKind = "object"   // embedded objects, charts, drawings without text, pictures of unreadable formats
	Field    OmissionKind = "field"    // field instructions; their last result is kept as text
	Script   OmissionKind = "script"   // scripts, styles and other parts of a page that nobody reads
	Spacing  OmissionKind = "spacing"  // blanks between numbers or Latin words and Han characters, which typesetting made
	Scan     OmissionKind = "scan"     // pages that are pictures, among pages of text
)

// Text is the text of a paragraph with its marker.
func (p Paragraph) Text() string {
	var b strings.Builder
	b.WriteString(p.Marker)
	for _, r := range p.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}
