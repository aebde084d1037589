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

// Inline is a run of text under the same marks.
type Inline struct {
	Text  string `json:"text"`
	Marks []Mark `json:"marks,omitempty"`
}

// Item is one entry of a list.
type Item struct {
	Marker  string   `json:"marker,omitempty"`
	Inlines []Inline `json:"inlines"`
}

// Cell is one cell of a table. Spans of 0 mean 1.
type Cell struct {
	Inlines []Inline `json:"inlines,omitempty"`
	ColSpan int      `json:"colspan,omitempty"`
	RowSpan int      `json:"rowspan,omitempty"`
}

// Picture refers to a stored file; Alt is its text alternative.
type Picture struct {
	SHA256 string `json:"sha256"`
	Alt    string `json:"alt"`
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
	MaxMarker    = 16
	MaxHref      = 2000 // bytes
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
// marks stand in one order, missing ids are made.
func (b Body) Normalise() Body {
	out := Body{Blocks: make([]Block, 0, len(b.Blocks))}
	for _, bl := range b.Blocks {
		if bl.ID == "" {
			bl.ID = NewBlockID()
		}
		bl.Inlines = normaliseInlines(bl.Inlines)
		items := bl.Items
		bl.Items = nil
		for _, it := range items {
			it.Inlines = normaliseInlines(it.Inlines)
			bl.Items = append(bl.Items, it)
		}
		rows := bl.Rows
		bl.Rows = nil
		for _, row := range rows {
			cells := make([]Cell, len(row))
			for i, c := range row {
				c.Inlines = normaliseInlines(c.Inlines)
				cells[i] = c
			}
			bl.Rows = append(bl.Rows, cells)
		}
		if bl.Kind == Heading && bl.Level == 0 {
			bl.Level = 1
		}
		out.Blocks = append(out.Blocks, bl)
	}
	return out
}

func normaliseInlines(in []Inline) []Inline {
	var out []Inline
	for _, i := range in {
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
		if n := len(out); n > 0 && slices.Equal(out[n-1].Marks, marks) {
			out[n-1].Text += i.Text
			continue
		}
		out = append(out, Inline{Text: i.Text, Marks: marks})
	}
	return out
}

// Validate refuses what cannot be stored, naming the place (blocks[3].rows[0][1]) of the first fault.
func (b Body) Validate() error {
	v := bodyCheck{ids: make(map[string]bool, len(b.Blocks))}
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
	runes int
	err   error
}

func (v *bodyCheck) fail(place, key string, args Args) {
	if v.err == nil {
		v.err = &Error{Code: CodeInvalid, Key: "error.invalid", Fields: []FieldError{{Field: place, Key: key, Args: args}}}
	}
}

func (v *bodyCheck) block(at string, b Block) {
	switch {
	case !slices.Contains(BlockKinds, b.Kind):
		v.fail(at, "body.unknown_kind", Args{"Kind": string(b.Kind)})
	case len(b.ID) < 4 || len(b.ID) > 32 || strings.Trim(b.ID, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != "":
		v.fail(at, "body.bad_id", nil)
	case v.ids[b.ID]:
		v.fail(at, "body.twice_the_id", nil)
	case b.Kind == Heading && (b.Level < 1 || b.Level > 3), b.Kind != Heading && b.Level != 0:
		v.fail(at, "body.bad_level", nil)
	case utf8.RuneCountInString(b.Marker) > MaxMarker:
		v.fail(at, "body.bad_marker", nil)
	case len(b.Items) > MaxItems:
		v.fail(at, "body.too_many_items", Args{"Max": MaxItems})
	case b.Kind == Image && (b.Picture == nil || len(b.Picture.SHA256) != 64):
		v.fail(at, "body.no_picture", nil)
	}
	v.ids[b.ID] = true
	v.inlines(at, b.Inlines)
	v.text(at, b.Marker+b.Caption)
	for i, it := range b.Items {
		v.inlines(fmt.Sprintf("%s.items[%d]", at, i), it.Inlines)
	}
	cells := 0
	for r, row := range b.Rows {
		for c, cell := range row {
			if cells++; cells > MaxCells {
				v.fail(at, "body.too_many_cells", Args{"Max": MaxCells})
				return
			}
			v.inlines(fmt.Sprintf("%s.rows[%d][%d]", at, r, c), cell.Inlines)
		}
	}
}

func (v *bodyCheck) inlines(at string, in []Inline) {
	n := 0
	for _, i := range in {
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

// Retext gives inlines a new plain text and keeps the marks on every character that is still there: the longest common
// subsequence. The plain form uses it, so that correcting a word loses no bold elsewhere.
func Retext(in []Inline, text string) []Inline {
	old, now := []rune(PlainText(in)), []rune(text)
	marks := make([][]Mark, 0, len(old))
	for _, i := range in {
		for range []rune(i.Text) {
			marks = append(marks, i.Marks)
		}
	}
	kept := commonRunes(old, now)
	var out []Inline
	for j, r := range now {
		i := Inline{Text: string(r)}
		switch {
		case kept[j] >= 0:
			i.Marks = marks[kept[j]]
		case j > 0 && len(out) > 0 && kept[j-1] >= 0 && insideRun(marks, kept[j-1]), j > 0 && kept[j-1] == inserted:
			i.Marks, kept[j] = out[len(out)-1].Marks, inserted // a correction inside bold stays bold
		}
		out = append(out, i)
	}
	return normaliseInlines(out)
}

// inserted marks a new character that has taken on the marks of the run it was typed into.
const inserted = -2

// insideRun reports whether the old character after i stands under the same marks: what is typed between them does too.
func insideRun(marks [][]Mark, i int) bool {
	return i+1 < len(marks) && slices.Equal(marks[i], marks[i+1])
}

// maxCompared bounds the table of commonRunes; a longer rewrite keeps the marks of its common start and end only.
const maxCompared = 4_000_000

// commonRunes says for every rune of now which rune of old it is: an index, or -1 for a new one.
func commonRunes(old, now []rune) []int {
	kept := make([]int, len(now))
	for j := range kept {
		kept[j] = -1
	}
	head, tail := 0, 0
	for head < len(old) && head < len(now) && old[head] == now[head] {
		kept[head] = head
		head++
	}
	for tail < len(old)-head && tail < len(now)-head && old[len(old)-1-tail] == now[len(now)-1-tail] {
		tail++
		kept[len(now)-tail] = len(old) - tail
	}
	if a, b := old[head:len(old)-tail], now[head:len(now)-tail]; len(a)*len(b) <= maxCompared {
		matchRunes(a, b, func(i, j int) { kept[head+j] = head + i })
	}
	return kept
}

// matchRunes pairs the runes of a longest common subsequence of a and b, by their indexes.
func matchRunes(a, b []rune, pair func(i, j int)) {
	longest := make([][]int32, len(a)+1) // of what begins at i and j
	for i := range longest {
		longest[i] = make([]int32, len(b)+1)
	}
	for i, from := range slices.Backward(a) {
		for j, to := range slices.Backward(b) {
			if longest[i][j] = max(longest[i+1][j], longest[i][j+1]); from == to {
				longest[i][j] = longest[i+1][j+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			pair(i, j)
			i, j = i+1, j+1
		case longest[i+1][j] >= longest[i][j+1]:
			i++
		default:
			j++
		}
	}
}
