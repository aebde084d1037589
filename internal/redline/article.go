package redline

import (
	"slices"
	"strconv"

	"jianbao/models"
)

// ArticleDiff is what changed between two texts of an article.
type ArticleDiff struct {
	Title   []Segment
	Source  []Segment
	Origins [2]models.Origin // before and after
	Classes [2]models.Access // of the article's own, before and after
	Units   []Entry
	Blocks  []BlockDiff // in the order of the text after; what is gone or moved away has a line where it stood
}

// Entry is one name of a list.
type Entry struct {
	Kind Kind // never Departed
	Name string
}

// BlockDiff is what became of one block, or of several that were split or joined.
type BlockDiff struct {
	Kind    Kind
	From    int            // place among the blocks before, from 1; 0: new
	To      int            // place among the blocks after, from 1; 0: gone
	Before  []models.Block // several: they were joined into one
	After   []models.Block // several: one was split into them
	Changes []Change
	Text    []Segment // with the printed marker
	Caption []Segment
	Alt     []Segment
	Items   []ItemDiff
	Rows    []RowDiff
}

// ItemDiff is one item of a list.
type ItemDiff struct {
	Kind  Kind // Same, Deleted or Inserted
	Level [2]int
	Text  []Segment
}

// Change names something about a block that is not its text.
type Change struct {
	What          What
	Before, After string
}

// What a change is about. Kinds and levels are given as the models write them, counts as numbers.
type What string

// The changes that have a name.
const (
	KindChange    What = "kind"    // 正文 → 小标题; Before and After are models.BlockKind, with the level of a heading behind a space
	MarkerChange  What = "marker"  // as printed
	HeaderChange  What = "header"  // number of header rows
	PictureChange What = "picture" // another file
	SplitChange   What = "split"   // After: into how many
	MergeChange   What = "merge"   // Before: from how many
	NotesChange   What = "note"    // a reference to a footnote stands elsewhere; After: its mark
)

// Articles compares two texts of an article.
func Articles(before, after models.ArticleText) ArticleDiff {
	d := ArticleDiff{
		Title: Texts(before.Title, after.Title), Source: Texts(before.Source, after.Source),
		Origins: [2]models.Origin{before.Origin, after.Origin}, Classes: [2]models.Access{before.Access, after.Access}, Units: entries(before.Units, after.Units),
	}
	a := align(before.Body.Blocks, after.Body.Blocks)
	c := newComparison(before.Body, after.Body, a)
	d.Blocks = c.blocks(a)
	nameMovedNotes(d.Blocks)
	return d
}

// Changed reports whether anything differs at all.
func (d ArticleDiff) Changed() bool {
	return Changed(d.Title) || Changed(d.Source) || d.Origins[0] != d.Origins[1] || d.Classes[0] != d.Classes[1] || ListChanged(d.Units) || slices.ContainsFunc(d.Blocks, BlockDiff.Changed)
}

// Changed reports whether the block differs, or stands elsewhere.
func (b BlockDiff) Changed() bool {
	return b.Kind != Same || len(b.Changes) > 0 || Changed(b.Text) || Changed(b.Caption) || Changed(b.Alt) ||
		slices.ContainsFunc(b.Items, ItemDiff.Changed) || slices.ContainsFunc(b.Rows, RowDiff.Changed)
}

// Changed reports whether the item differs.
func (i ItemDiff) Changed() bool {
	return i.Kind != Same || i.Level[0] != i.Level[1] || Changed(i.Text)
}

// comparison holds the two bodies while they are compared.
type comparison struct {
	before, after []models.Block
	was, is       notes
}

func newComparison(before, after models.Body, a alignment) comparison {
	c := comparison{before: before.Blocks, after: after.Blocks, is: notes{numbers: models.NoteNumbers(after)}}
	c.was = notes{numbers: make(map[string]int), same: make(map[string]string)}
	for i, j := range a.to {
		if j != none && before.Blocks[i].Kind == models.Footnote {
			c.was.same[before.Blocks[i].ID] = after.Blocks[j].ID
		}
	}
	for id, n := range models.NoteNumbers(before) {
		if other, ok := c.was.same[id]; ok {
			id = other
		}
		c.was.numbers[id] = n
	}
	return c
}

// blocks lists what became of every block.
func (c comparison) blocks(a alignment) []BlockDiff {
	var out []BlockDiff
	stays := staying(a.from)
	left := func(i int) {
		switch j := a.to[i]; {
		case j != none:
			out = append(out, BlockDiff{Kind: Departed, From: i + 1, To: j + 1, Before: c.before[i : i+1], After: c.after[j : j+1]})
		case a.merges[i] == none:
			out = append(out, c.alone(Deleted, c.before[i], i))
		}
	}
	here := func(j int) {
		switch i := a.from[j]; {
		case a.splits[j] != none:
		case i == none:
			out = append(out, c.alone(Inserted, c.after[j], j))
		case stays[j]:
			out = append(out, c.both(Same, i, run(a.merges, i), j, run(a.splits, j)))
		default:
			out = append(out, c.both(Moved, i, run(a.merges, i), j, run(a.splits, j)))
		}
	}
	walk(a.from, len(c.before), stays, here, left)
	return out
}

// run counts the block at i and those behind it that are joined to it.
func run(joined []int, i int) int {
	n := 1
	for i+n < len(joined) && joined[i+n] == i {
		n++
	}
	return n
}

// alone is a block that stands on one side only.
func (c comparison) alone(kind Kind, b models.Block, at int) BlockDiff {
	one, empty := []models.Block{b}, []models.Block{{Kind: b.Kind}}
	if kind == Deleted {
		d := c.contents(one, empty)
		d.Kind, d.From, d.Before = Deleted, at+1, one
		return d
	}
	d := c.contents(empty, one)
	d.Kind, d.To, d.After = Inserted, at+1, one
	return d
}

// both compares n blocks before with m after, one of which numbers is 1.
func (c comparison) both(kind Kind, i, n, j, m int) BlockDiff {
	before, after := c.before[i:i+n], c.after[j:j+m]
	d := c.contents(before, after)
	d.Kind, d.From, d.To, d.Before, d.After = kind, i+1, j+1, before, after
	d.Changes = changesOf(before, after)
	return d
}

// contents compares what blocks hold.
func (c comparison) contents(before, after []models.Block) BlockDiff {
	b, a := before[0], after[0]
	return BlockDiff{
		Text:    append(marker(b.Marker, a.Marker), compare(writeInlines(joined(before), c.was), writeInlines(joined(after), c.is))...),
		Caption: Texts(b.Caption, a.Caption), Alt: Texts(alt(b), alt(a)), Items: c.items(b.Items, a.Items), Rows: c.rows(b, a),
	}
}

// joined are the inlines of consecutive paragraphs as one text.
func joined(blocks []models.Block) []models.Inline {
	if len(blocks) == 1 {
		return blocks[0].Inlines
	}
	var out []models.Inline
	for i, b := range blocks {
		if i > 0 {
			out = append(out, models.Inline{Note: paragraphEnd})
		}
		out = append(out, b.Inlines...)
	}
	return out
}

// marker compares printed markers, which change as a whole.
func marker(before, after string) []Segment {
	var out []Segment
	if before == after {
		before = ""
		if after != "" {
			return []Segment{{Kind: Same, Text: after}}
		}
	}
	if before != "" {
		out = append(out, Segment{Kind: Deleted, Text: before})
	}
	if after != "" {
		out = append(out, Segment{Kind: Inserted, Text: after})
	}
	return out
}

func alt(b models.Block) string {
	if b.Picture == nil {
		return ""
	}
	return b.Picture.Alt
}

// changesOf names what changed about a block besides its contents.
func changesOf(before, after []models.Block) []Change {
	b, a := before[0], after[0]
	var out []Change
	note := func(what What, before, after string) {
		if before != after {
			out = append(out, Change{what, before, after})
		}
	}
	note(KindChange, kindOf(b), kindOf(a))
	note(MarkerChange, b.Marker, a.Marker)
	note(HeaderChange, strconv.Itoa(b.HeaderRows), strconv.Itoa(a.HeaderRows))
	note(PictureChange, picture(b), picture(a))
	if len(after) > 1 {
		note(SplitChange, "1", strconv.Itoa(len(after)))
	}
	if len(before) > 1 {
		note(MergeChange, strconv.Itoa(len(before)), "1")
	}
	return out
}

func kindOf(b models.Block) string {
	if b.Kind == models.Heading {
		return string(b.Kind) + " " + strconv.Itoa(b.Level)
	}
	return string(b.Kind)
}

func picture(b models.Block) string {
	if b.Picture == nil {
		return ""
	}
	return b.Picture.SHA256
}

// nameMovedNotes marks references to footnotes that went in one place and came in another.
func nameMovedNotes(blocks []BlockDiff) {
	went, came := map[string]bool{}, map[string]bool{}
	each(blocks, func(_ *BlockDiff, s *Segment) {
		went[s.Note] = went[s.Note] || s.Kind == Deleted
		came[s.Note] = came[s.Note] || s.Kind == Inserted
	})
	each(blocks, func(b *BlockDiff, s *Segment) {
		if s.Kind == Same || !went[s.Note] || !came[s.Note] {
			return
		}
		s.Elsewhere = true
		if s.Kind == Inserted {
			b.Changes = append(b.Changes, Change{What: NotesChange, After: s.Text})
		}
	})
}

// each visits the references to footnotes.
func each(blocks []BlockDiff, visit func(*BlockDiff, *Segment)) {
	for i := range blocks {
		for _, list := range blocks[i].texts() {
			for k := range list {
				if list[k].Note != "" {
					visit(&blocks[i], &list[k])
				}
			}
		}
	}
}

// texts are the texts of a block in which references to footnotes can stand.
func (b BlockDiff) texts() [][]Segment {
	out := [][]Segment{b.Text}
	for _, it := range b.Items {
		out = append(out, it.Text)
	}
	for _, r := range b.Rows {
		for _, cell := range r.Cells {
			out = append(out, cell.Text)
		}
	}
	return out
}
