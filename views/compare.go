package views

import (
	"context"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"jianbao/internal/i18n"
	"jianbao/internal/redline"
	"jianbao/models"
	"jianbao/views/components"
)

// DiffVM is one article's comparison, drawn inline or side by side.
type DiffVM struct {
	Diff    redline.ArticleDiff
	Side    bool
	Anchor  string   // prefix of the ids on the page, where several articles are compared
	Brief   bool     // leaves out what did not change instead of folding it
	Hands   Hands    // who changed what; nil: it is not said
	Remarks []Remark // what people said of the article
}

// DiffSwitch leads from one way of drawing to the other (行内, 对照).
type DiffSwitch struct {
	Side       bool // the way the page is drawn
	InlineHref string
	SideHref   string
}

// diffLine is one line of a comparison: a field or a block.
type diffLine struct {
	id      string // anchor; empty: nothing leads here
	label   string
	link    components.Link // where a moved block came from or went
	notes   []string        // what changed besides the text
	changed bool
	hands   []Hand
	remarks []Remark
	text    []redline.Segment
	block   redline.BlockDiff
	quiet   bool // a line that only says where something went
}

// diffGroup is a run of lines that changed, or of such that did not.
type diffGroup struct {
	folded bool
	lines  []diffLine
}

// groups are the lines of the comparison; runs of unchanged blocks can be folded.
func (vm DiffVM) groups(ctx context.Context) []diffGroup {
	var out []diffGroup
	for _, l := range vm.lines(ctx) {
		folded := !l.changed && len(l.remarks) == 0
		if n := len(out); n > 0 && out[n-1].folded == folded {
			out[n-1].lines = append(out[n-1].lines, l)
			continue
		}
		out = append(out, diffGroup{folded: folded, lines: []diffLine{l}})
	}
	return out
}

func (vm DiffVM) lines(ctx context.Context) []diffLine {
	d := vm.Diff
	out := []diffLine{{label: i18n.T(ctx, "article.field.title"), text: d.Title, changed: redline.Changed(d.Title), hands: vm.Hands[HandOfTitle], remarks: vm.unplaced()}}
	if len(d.Source) > 0 {
		out = append(out, diffLine{label: i18n.T(ctx, "article.field.source"), text: d.Source, changed: redline.Changed(d.Source), hands: vm.Hands[HandOfSource]})
	}
	if d.Origins[0] != d.Origins[1] {
		text := replaced(i18n.T(ctx, originNames[d.Origins[0]]), i18n.T(ctx, originNames[d.Origins[1]]))
		out = append(out, diffLine{label: i18n.T(ctx, "article.field.origin"), text: text, changed: true, hands: vm.Hands[HandOfOrigin]})
	}
	if text := classText(ctx, d); len(text) > 0 {
		out = append(out, diffLine{label: i18n.T(ctx, "issue.field.access"), text: text, changed: true, hands: vm.Hands[HandOfAccess]})
	}
	if redline.ListChanged(d.Units) {
		out = append(out, diffLine{label: i18n.T(ctx, "article.field.units"), text: entryText(ctx, d.Units), changed: true, hands: vm.Hands[HandOfUnits]})
	}
	for _, b := range d.Blocks {
		out = append(out, vm.blockLine(ctx, b))
	}
	return out
}

// classText shows an article's own access class where it changed.
func classText(ctx context.Context, d redline.ArticleDiff) []redline.Segment {
	if d.Classes[0] == d.Classes[1] {
		return nil
	}
	return replaced(i18n.T(ctx, ownClassNames[d.Classes[0]]), i18n.T(ctx, ownClassNames[d.Classes[1]]))
}

// replaced shows a value that changed as a whole.
func replaced(before, after string) []redline.Segment {
	return []redline.Segment{{Kind: redline.Deleted, Text: before}, {Kind: redline.Inserted, Text: after}}
}

// entryText joins a list of names, each marked as a whole.
func entryText(ctx context.Context, list []redline.Entry) []redline.Segment {
	var out []redline.Segment
	for i, e := range list {
		if i > 0 {
			out = append(out, redline.Segment{Kind: redline.Same, Text: "\u3000"})
		}
		s := redline.Segment{Kind: e.Kind, Text: e.Name}
		if e.Kind == redline.Moved {
			s = redline.Segment{Kind: redline.Same, Text: i18n.T(ctx, "compare.entry.moved", i18n.D{"Name": e.Name})}
		}
		out = append(out, s)
	}
	return out
}

func (vm DiffVM) blockLine(ctx context.Context, b redline.BlockDiff) diffLine {
	l := diffLine{text: b.Text, block: b, changed: b.Changed(), notes: blockNotes(ctx, b), hands: vm.Hands.of(b), remarks: vm.about(b.Before, b.After)}
	switch b.Kind {
	case redline.Deleted:
		l.label = i18n.T(ctx, "compare.block.was", i18n.D{"Number": b.From})
		l.notes = append([]string{i18n.T(ctx, "compare.block.deleted")}, l.notes...)
	case redline.Inserted:
		l.label = i18n.T(ctx, "article.paragraph", i18n.D{"Number": b.To})
		l.notes = append([]string{i18n.T(ctx, "compare.block.inserted")}, l.notes...)
	case redline.Moved:
		l.id, l.label = vm.anchor("to", b.To), i18n.T(ctx, "article.paragraph", i18n.D{"Number": b.To})
		l.link = components.Link{Label: i18n.T(ctx, "compare.moved_from", i18n.D{"Number": b.From}), Href: "#" + vm.anchor("from", b.From)}
	case redline.Departed:
		l.remarks = nil // they stand where it went
		l.id, l.label, l.quiet = vm.anchor("from", b.From), i18n.T(ctx, "compare.block.was", i18n.D{"Number": b.From}), true
		l.link = components.Link{Label: i18n.T(ctx, "compare.moved_to", i18n.D{"Number": b.To}), Href: "#" + vm.anchor("to", b.To)}
	default:
		l.label = i18n.T(ctx, "article.paragraph", i18n.D{"Number": b.To})
	}
	return l
}

func (vm DiffVM) anchor(end string, number int) string {
	return vm.Anchor + "moved-" + end + "-" + strconv.Itoa(number)
}

// opening is the start of a text that stands elsewhere in full.
func (l diffLine) opening() string {
	if len(l.block.Before) == 0 {
		return ""
	}
	const most = 24
	runes := []rune(strings.ReplaceAll(l.block.Before[0].PlainText(), "\n", " "))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most]) + "……"
}

// changeNotes are the words for what changed about a block besides its text.
var changeNotes = map[redline.What]string{
	redline.KindChange: "compare.note.kind", redline.MarkerChange: "compare.note.marker", redline.HeaderChange: "compare.note.header",
	redline.PictureChange: "compare.note.picture", redline.SplitChange: "compare.note.split", redline.MergeChange: "compare.note.merge",
	redline.NotesChange: "compare.note.footnote",
}

// blockNotes name everything that changed about a block besides its text, formatting included.
func blockNotes(ctx context.Context, b redline.BlockDiff) []string {
	var out []string
	for _, c := range b.Changes {
		d := i18n.D{"Before": orDash(c.Before), "After": orDash(c.After)}
		if c.What == redline.KindChange {
			d = i18n.D{"Before": kindName(ctx, c.Before), "After": kindName(ctx, c.After)}
		}
		out = append(out, i18n.T(ctx, changeNotes[c.What], d))
	}
	out = append(out, formatNotes(ctx, b.Text)...)
	for _, it := range b.Items {
		out = append(out, formatNotes(ctx, it.Text)...)
		if it.Level[0] != it.Level[1] {
			out = append(out, i18n.T(ctx, "compare.note.level", i18n.D{"Text": plain(it.Text), "Before": it.Level[0] + 1, "After": it.Level[1] + 1}))
		}
	}
	for _, r := range b.Rows {
		for _, c := range r.Cells {
			out = append(out, formatNotes(ctx, c.Text)...)
			if c.Spans[0] != c.Spans[1] {
				out = append(out, i18n.T(ctx, "compare.note.span", i18n.D{"Text": plain(c.Text), "Before": spanName(ctx, c.Spans[0]), "After": spanName(ctx, c.Spans[1])}))
			}
		}
	}
	return out
}

// kindName is a kind of block in words, a heading with its level.
func kindName(ctx context.Context, s string) string {
	kind, level, leveled := strings.Cut(s, " ")
	name := i18n.T(ctx, blockNames[models.BlockKind(kind)])
	if n, err := strconv.Atoi(level); leveled && err == nil && n >= 1 && n <= len(levelNames) {
		name = i18n.T(ctx, "compare.heading", i18n.D{"Kind": name, "Level": i18n.T(ctx, levelNames[n-1])})
	}
	return name
}

func spanName(ctx context.Context, s redline.Span) string {
	return i18n.T(ctx, "compare.span", i18n.D{"Cols": s.Cols, "Rows": s.Rows})
}

// formatNotes say which words gained or lost which marks.
func formatNotes(ctx context.Context, segments []redline.Segment) []string {
	var out []string
	for _, s := range segments {
		for _, f := range s.Formats {
			note := i18n.T(ctx, "compare.note.format", i18n.D{"What": components.FormatNames(ctx, []redline.Format{f}), "Text": s.Text})
			if f.Mark.Href != "" {
				note = i18n.T(ctx, "compare.note.link", i18n.D{"What": components.FormatNames(ctx, []redline.Format{f}), "Text": s.Text, "Address": f.Mark.Href})
			}
			out = append(out, note)
		}
	}
	return out
}

// plain is the text after, or the one before where there is none after.
func plain(segments []redline.Segment) string {
	join := func(without redline.Kind) string {
		var b strings.Builder
		for _, s := range redline.Side(segments, without) {
			b.WriteString(s.Text)
		}
		return b.String()
	}
	if text := join(redline.Deleted); text != "" {
		return text
	}
	return join(redline.Inserted)
}

// ArticleNotes are all the notes about an article, for where the comparison itself has no room.
func ArticleNotes(ctx context.Context, d redline.ArticleDiff) []string {
	var out []string
	if text := classText(ctx, d); len(text) > 0 {
		out = append(out, i18n.T(ctx, "compare.class", i18n.D{"From": text[0].Text, "To": text[1].Text}))
	}
	vm := DiffVM{Diff: d}
	for _, l := range vm.lines(ctx) {
		if l.link.Label != "" && !l.quiet {
			out = append(out, l.label+"："+l.link.Label)
		}
		for _, n := range l.notes {
			if l.changed && l.block.Kind != redline.Deleted && l.block.Kind != redline.Inserted {
				out = append(out, l.label+"："+n)
			}
		}
	}
	return out
}

// segmentsFor leaves out what one side of a comparison does not have; inline keeps all.
func segmentsFor(segments []redline.Segment, without redline.Kind) []redline.Segment {
	if without == "" {
		return segments
	}
	return redline.Side(segments, without)
}

// rowWords say at the head of a row what happened to it.
var rowWords = map[redline.Kind]string{redline.Inserted: "compare.row.inserted", redline.Deleted: "compare.row.deleted"}

func rowWord(ctx context.Context, r redline.RowDiff) string {
	if key, ok := rowWords[r.Kind]; ok {
		return i18n.T(ctx, key)
	}
	if r.Changed() {
		return i18n.T(ctx, "compare.row.changed")
	}
	return ""
}

// spans are the attributes of a cell's spans. Where rows or cells came or went, or spans changed, an inline table has no shape of
// its own: it is drawn without spans, and the notes tell them.
func spans(b redline.BlockDiff, c redline.CellDiff, without redline.Kind) templ.OrderedAttributes {
	s := c.Spans[1]
	switch {
	case without == redline.Inserted:
		s = c.Spans[0]
	case without == "" && reshaped(b):
		return nil
	}
	return cellSpans(models.Cell{ColSpan: s.Cols, RowSpan: s.Rows})
}

func reshaped(b redline.BlockDiff) bool {
	for _, r := range b.Rows {
		if r.Kind != redline.Same {
			return true
		}
		for _, c := range r.Cells {
			if c.Kind != redline.Same || c.Spans[0] != c.Spans[1] {
				return true
			}
		}
	}
	return false
}

// itemClassOf indents an item by the level that it has on the side drawn.
func itemClassOf(it redline.ItemDiff, without redline.Kind) string {
	level := it.Level[1]
	if without == redline.Inserted {
		level = it.Level[0]
	}
	return "diff-item-" + strconv.Itoa(level)
}

// classOf is the look of a line, row or item by what happened to it.
func classOf(kind redline.Kind) string { return "diff-" + string(kind) }
