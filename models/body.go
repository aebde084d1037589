package models

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// BlockKind names what a block is. Looks belong to the templates.
type BlockKind string

// The kinds of block.
const (
	Paragraph  BlockKind = "paragraph"
	Heading    BlockKind = "heading"
	List       BlockKind = "list"
	Table      BlockKind = "table"
	Image      BlockKind = "image"
	Quote      BlockKind = "quote"
	Footnote   BlockKind = "footnote"
	Attachment BlockKind = "attachment"
	Note       BlockKind = "note" // 编者按
)

// BlockKinds lists every kind, in the order in which forms offer them.
var BlockKinds = []BlockKind{Paragraph, Heading, List, Table, Image, Quote, Footnote, Attachment, Note}

// MarkKind names an inline mark.
type MarkKind string

// The inline marks.
const (
	Bold        MarkKind = "bold"
	Italic      MarkKind = "italic"
	Underline   MarkKind = "underline"
	Link        MarkKind = "link"
	Superscript MarkKind = "superscript"
	Subscript   MarkKind = "subscript"
)

var markKinds = []MarkKind{Bold, Italic, Underline, Link, Superscript, Subscript}

// Mark is one mark on a run of text. Href is set on links only: http, https or mailto.
type Mark struct {
	Kind MarkKind `json:"kind"`
	Href string   `json:"href,omitempty"`
}

// Inline is a run of text under the same marks, or a reference to a footnote.
type Inline struct {
	Text  string `json:"text"`
	Marks []Mark `json:"marks,omitempty"`
	Note  string `json:"note,omitempty"` // id of the footnote block; Text and Marks are empty, the printed number is computed
}

// Item is one entry of a list.
type Item struct {
	Marker  string   `json:"marker,omitempty"` // as printed; empty: a bullet
	Level   int      `json:"level,omitempty"`  // 0 for the outermost, at most MaxItemLevel
	Inlines []Inline `json:"inlines"`
}

// Cell is one cell of a table. Spans of 0 mean 1.
type Cell struct {
	Inlines []Inline `json:"inlines,omitempty"`
	ColSpan int      `json:"colspan,omitempty"`
	RowSpan int      `json:"rowspan,omitempty"`
}

// Picture refers to a stored file; Alt is its text alternative. The size is in pixels, 0 where it is not known.
type Picture struct {
	SHA256 string `json:"sha256"` // 64 hex digits
	Alt    string `json:"alt"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
}

// Block is one block of a body. Its ID is permanent: it survives edits, moves, splits (the first part keeps it) and merges.
type Block struct {
	ID         string    `json:"id"`
	Kind       BlockKind `json:"kind"`
	Level      int       `json:"level,omitempty"`  // headings: 1–3 below the article title
	Marker     string    `json:"marker,omitempty"` // as printed: 1. （1） ①
	Likely     bool      `json:"likely,omitempty"` // a heading that intake was not sure of; cleared when an editor saves the block
	Inlines    []Inline  `json:"inlines,omitempty"`
	Items      []Item    `json:"items,omitempty"`
	Caption    string    `json:"caption,omitempty"`
	HeaderRows int       `json:"header_rows,omitempty"`
	Rows       [][]Cell  `json:"rows,omitempty"`
	Picture    *Picture  `json:"picture,omitempty"`
}

// Body is an article's text as ordered blocks. Its JSON encoding is canonical: same content, same bytes, same hash.
type Body struct {
	Blocks []Block `json:"blocks"`
}

// Limits of one body, counted in characters unless said otherwise.
const (
	MaxBlocks    = 2000
	MaxBodyText  = 200_000
	MaxBlockText = 20_000
	MaxCells     = 5000
	MaxItems     = 500
	MaxItemLevel = 8
	MaxMarker    = 16
	MaxAlt       = 500
	MaxPixels    = 20_000 // along one side
	MaxHref      = 2000   // bytes
)

// NewBlockID makes a permanent block id: 12 random characters of A–Z and 2–7 (60 bits).
func NewBlockID() string { return rand.Text()[:12] }

// Text makes unmarked inlines; an empty text makes none.
func Text(s string) []Inline {
	if s == "" {
		return nil
	}
	return []Inline{{Text: s}}
}

// PlainText joins the text of inlines.
func PlainText(in []Inline) string {
	var b strings.Builder
	for _, i := range in {
		b.WriteString(i.Text)
	}
	return b.String()
}

// PlainText is the block's text as a person would read it aloud: marker first, cells by tabs, rows and items by lines.
func (b Block) PlainText() string {
	var lines []string
	if b.Caption != "" {
		lines = append(lines, b.Caption)
	}
	if t := b.Marker + PlainText(b.Inlines); t != "" {
		lines = append(lines, t)
	}
	for _, it := range b.Items {
		lines = append(lines, it.Marker+PlainText(it.Inlines))
	}
	for _, row := range b.Rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = PlainText(c.Inlines)
		}
		lines = append(lines, strings.Join(cells, "\t"))
	}
	return strings.Join(lines, "\n")
}

// PlainText is the whole body, a block a paragraph.
func (b Body) PlainText() string {
	lines := make([]string, len(b.Blocks))
	for i, bl := range b.Blocks {
		lines[i] = bl.PlainText()
	}
	return strings.Join(lines, "\n")
}

// Canonical is the one stored form of v: JSON in field order, no HTML escapes, no trailing newline.
func Canonical(v any) []byte {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(fmt.Sprintf("models: %T has no JSON form: %v", v, err)) // only types of this package come here; a test encodes each
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n"))
}

// Hash is the SHA-256 of the canonical form of v, in lower-case hex.
func Hash(v any) string {
	sum := sha256.Sum256(Canonical(v))
	return hex.EncodeToString(sum[:])
}

// Normalise brings a body into canonical form: neighbouring inlines under the same marks join, empty ones go,
// marks stand in one order, missing ids are made, references to footnotes that are gone go with them.
func (b Body) Normalise() Body {
	notes := b.footnotes()
	canonical := func(in []Inline) []Inline {
		return normaliseInlines(slices.DeleteFunc(slices.Clone(in), func(i Inline) bool { return i.Note != "" && !notes[i.Note] }))
	}
	out := Body{Blocks: make([]Block, 0, len(b.Blocks))}
	for _, bl := range b.Blocks {
		if bl.ID == "" {
			bl.ID = NewBlockID()
		}
		if bl.Kind == Heading && bl.Level == 0 {
			bl.Level = 1
		}
		out.Blocks = append(out.Blocks, bl.mapInlines(canonical))
	}
	return out
}

// footnotes are the ids of the footnotes of a body.
func (b Body) footnotes() map[string]bool {
	ids := make(map[string]bool)
	for _, bl := range b.Blocks {
		if bl.Kind == Footnote {
			ids[bl.ID] = true
		}
	}
	return ids
}

// mapInlines copies the block with fn applied to every run of inlines in it: its own, its items', its cells'.
func (b Block) mapInlines(fn func([]Inline) []Inline) Block {
	b.Inlines = fn(b.Inlines)
	items := b.Items
	b.Items = nil
	for _, it := range items {
		it.Inlines = fn(it.Inlines)
		b.Items = append(b.Items, it)
	}
	rows := b.Rows
	b.Rows = nil
	for _, row := range rows {
		cells := make([]Cell, len(row))
		for i, c := range row {
			c.Inlines = fn(c.Inlines)
			cells[i] = c
		}
		b.Rows = append(b.Rows, cells)
	}
	return b
}

func normaliseInlines(in []Inline) []Inline {
	var out []Inline
	for _, i := range in {
		if i.Note != "" {
			out = append(out, Inline{Note: i.Note})
			continue
		}
		if i.Text == "" {
			continue
		}
		marks := slices.Clone(i.Marks)
		slices.SortStableFunc(marks, func(a, b Mark) int {
			return slices.Index(markKinds, a.Kind) - slices.Index(markKinds, b.Kind)
		})
		marks = slices.Compact(marks)
		if len(marks) == 0 {
			marks = nil
		}
		if n := len(out); n > 0 && out[n-1].Note == "" && slices.Equal(out[n-1].Marks, marks) {
			out[n-1].Text += i.Text
			continue
		}
		out = append(out, Inline{Text: i.Text, Marks: marks})
	}
	return out
}

// Validate refuses what cannot be stored, naming the place (blocks[3].rows[0][1]) of the first fault.
func (b Body) Validate() error {
	v := bodyCheck{ids: make(map[string]bool, len(b.Blocks)), notes: b.footnotes()}
	if len(b.Blocks) > MaxBlocks {
		v.fail("blocks", "body.too_many_blocks", Args{"Max": MaxBlocks})
	}
	for i, bl := range b.Blocks {
		if v.err != nil {
			break
		}
		v.block(fmt.Sprintf("blocks[%d]", i), bl)
	}
	if v.err == nil && v.runes > MaxBodyText {
		v.fail("blocks", "body.too_long", Args{"Max": MaxBodyText})
	}
	return v.err
}

type bodyCheck struct {
	ids   map[string]bool
	notes map[string]bool // ids of footnotes
	runes int
	err   error
}

func (v *bodyCheck) fail(place, key string, args Args) {
	if v.err == nil {
		v.err = &Error{Code: CodeInvalid, Key: "error.invalid", Fields: []FieldError{{Field: place, Key: key, Args: args}}}
	}
}

// blockFaults are what makes a block impossible by itself; the first that is one is named.
var blockFaults = []struct {
	key  string
	args Args
	is   func(Block) bool
}{
	{"body.unknown_kind", nil, func(b Block) bool { return !slices.Contains(BlockKinds, b.Kind) }},
	{"body.bad_id", nil, func(b Block) bool { return len(b.ID) < 4 || len(b.ID) > 32 || strings.Trim(b.ID, idCharacters) != "" }},
	{"body.bad_level", nil, func(b Block) bool {
		return b.Kind == Heading && (b.Level < 1 || b.Level > 3) || b.Kind != Heading && b.Level != 0
	}},
	{"body.bad_marker", nil, func(b Block) bool { return utf8.RuneCountInString(b.Marker) > MaxMarker }},
	{"body.too_many_items", Args{"Max": MaxItems}, func(b Block) bool { return len(b.Items) > MaxItems }},
	{"body.bad_shape", nil, func(b Block) bool { return b.Kind != List && b.Items != nil }},
	{"body.bad_shape", nil, func(b Block) bool { return b.Kind != Table && (b.Rows != nil || b.HeaderRows != 0) }},
	{"body.bad_shape", nil, func(b Block) bool { return b.Kind != Image && b.Picture != nil }},
	{"body.bad_table", nil, func(b Block) bool { return b.HeaderRows < 0 || b.HeaderRows > len(b.Rows) }},
	{"body.no_picture", nil, func(b Block) bool { return b.Kind == Image && !b.Picture.sound() }},
	{"body.caption_too_long", Args{"Max": MaxAlt}, func(b Block) bool { return utf8.RuneCountInString(b.Caption) > MaxAlt }},
}

const idCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

func (v *bodyCheck) block(at string, b Block) {
	for _, f := range blockFaults {
		if f.is(b) {
			v.fail(at, f.key, f.args)
			return
		}
	}
	if v.ids[b.ID] {
		v.fail(at, "body.twice_the_id", nil)
	}
	v.ids[b.ID] = true
	v.inlines(at, b.Inlines)
	v.text(at, b.Marker+b.Caption)
	if b.Picture != nil {
		v.text(at, b.Picture.Alt)
	}
	for i, it := range b.Items {
		v.item(fmt.Sprintf("%s.items[%d]", at, i), it)
	}
	v.rows(at, b.Rows)
}

func (v *bodyCheck) rows(at string, rows [][]Cell) {
	cells := 0
	for r, row := range rows {
		for c, cell := range row {
			if cells++; cells > MaxCells {
				v.fail(at, "body.too_many_cells", Args{"Max": MaxCells})
				return
			}
			if cell.ColSpan < 0 || cell.RowSpan < 0 || cell.ColSpan > MaxCells || r+cell.RowSpan > len(rows) {
				v.fail(at, "body.bad_table", nil)
			}
			v.inlines(fmt.Sprintf("%s.rows[%d][%d]", at, r, c), cell.Inlines)
		}
	}
}

func (v *bodyCheck) item(at string, it Item) {
	if it.Level < 0 || it.Level > MaxItemLevel || utf8.RuneCountInString(it.Marker) > MaxMarker {
		v.fail(at, "body.bad_item", nil)
	}
	v.text(at, it.Marker)
	v.inlines(at, it.Inlines)
}

// sound reports whether a picture names a file that could be stored.
func (p *Picture) sound() bool {
	return p != nil && len(p.SHA256) == 64 && strings.Trim(p.SHA256, "0123456789abcdef") == "" &&
		utf8.RuneCountInString(p.Alt) <= MaxAlt && p.Width >= 0 && p.Width <= MaxPixels && p.Height >= 0 && p.Height <= MaxPixels
}

func (v *bodyCheck) inlines(at string, in []Inline) {
	n := 0
	for _, i := range in {
		if i.Note != "" && (i.Text != "" || i.Marks != nil || !v.notes[i.Note]) {
			v.fail(at, "body.bad_note", nil)
		}
		n += utf8.RuneCountInString(i.Text)
		v.text(at, i.Text)
		for _, m := range i.Marks {
			v.mark(at, m)
		}
	}
	if n > MaxBlockText {
		v.fail(at, "body.block_too_long", Args{"Max": MaxBlockText})
	}
	v.runes += n
}

func (v *bodyCheck) text(at, s string) {
	bad := !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\t' && r != '\n' })
	if bad {
		v.fail(at, "body.control_character", nil)
	}
}

func (v *bodyCheck) mark(at string, m Mark) {
	if !slices.Contains(markKinds, m.Kind) {
		v.fail(at, "body.unknown_mark", Args{"Kind": string(m.Kind)})
	}
	if (m.Kind == Link) != (m.Href != "") || (m.Href != "" && !SafeHref(m.Href)) {
		v.fail(at, "body.bad_link", nil)
	}
}

// SafeHref reports whether a link may be stored: an absolute http, https or mailto address of bounded length.
func SafeHref(href string) bool {
	if len(href) > MaxHref {
		return false
	}
	u, err := url.Parse(href)
	if err != nil {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Host != ""
	case "mailto":
		return u.Opaque != ""
	}
	return false
}
