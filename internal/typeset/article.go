package typeset

import (
	"unicode"
	"unicode/utf8"

	"jianbao/models"
)

// article is one article with its number, text and credits. Places name the parts of the text, by their order; without any they have
// no names.
func article(a models.EditionArticle, l models.Layout, places func(n int) string) []Block {
	out := []Block{&Para{Style: StyleArticle, Runs: Text(models.ArticleNumber(a.Number) + a.Text.Title), Anchor: ArticleAnchor(a.ID)}}
	out = append(out, text(a.Text.Body, places)...)
	if l.Sources {
		for _, line := range a.Text.Credits() {
			out = append(out, &Para{Style: StyleCredits, Runs: Text("（" + line + "）")})
		}
	}
	return out
}

// text is the body of an article.
func text(b models.Body, places func(n int) string) []Block {
	d := drawing{numbers: models.NoteNumbers(b), notes: make(map[string]*Note)}
	for _, bl := range b.Blocks {
		if n := d.numbers[bl.ID]; bl.Kind == models.Footnote && n > 0 {
			d.notes[bl.ID] = &Note{Mark: models.NoteMark(n)}
		}
	}
	for _, bl := range b.Blocks {
		if n := d.notes[bl.ID]; n != nil {
			n.Para = &Para{Style: StyleFootnote, Runs: append(Text(n.Mark), d.runs(bl.Inlines)...)}
		}
	}
	var out []Block
	for n, bl := range b.Blocks {
		drawn := d.block(bl)
		if places != nil {
			name(drawn, places(n+1))
		}
		out = append(out, drawn...)
	}
	return out
}

// name puts the name of a place, small, before the first paragraph of what stands there.
func name(drawn []Block, place string) {
	for _, b := range drawn {
		if p, is := b.(*Para); is {
			p.Runs = append([]Run{placeRun(place)}, p.Runs...)
			return
		}
	}
}

func placeRun(place string) Run { return Run{Text: place + " ", Raised: 1, Colour: Grey, Font: Song} }

// drawing is what the blocks of one body need to know of it.
type drawing struct {
	numbers map[string]int
	notes   map[string]*Note // footnotes that the text refers to
}

var headings = map[int]StyleName{1: StyleHeading1, 2: StyleHeading2, 3: StyleHeading3}

var plain = map[models.BlockKind]StyleName{
	models.Paragraph: StyleBody, models.Quote: StyleQuote, models.Attachment: StyleAttachment, models.Note: StyleEditorNote,
	models.Footnote: StyleFootnote,
}

func (d drawing) block(b models.Block) []Block {
	switch b.Kind {
	case models.Heading:
		return []Block{d.para(headings[min(max(b.Level, 1), 3)], b)}
	case models.List:
		return d.list(b)
	case models.Table:
		return d.table(b)
	case models.Image:
		return d.figure(b)
	case models.Attachment:
		return d.attachment(b)
	case models.Footnote:
		if d.notes[b.ID] != nil {
			return nil // stands at the foot of the page that refers to it
		}
		return []Block{d.para(StyleFootnote, b)}
	default:
		return []Block{d.para(plain[b.Kind], b)}
	}
}

func (d drawing) para(s StyleName, b models.Block) *Para {
	return &Para{Style: s, Runs: append(Text(marker(b.Marker)), d.runs(b.Inlines)...)}
}

// marker is a printed number with a blank behind it where it would run into the text.
func marker(s string) string {
	if last, _ := utf8.DecodeLastRuneInString(s); unicode.IsLetter(last) || unicode.IsDigit(last) {
		return s + "　"
	}
	return s
}

// attachment is a line of attachments. A label that does not end in a mark stands on a line of its own, as over the attachment itself.
func (d drawing) attachment(b models.Block) []Block {
	if last, _ := utf8.DecodeLastRuneInString(b.Marker); b.Marker == "" || unicode.IsPunct(last) || len(b.Inlines) == 0 {
		return []Block{d.para(StyleAttachment, b)}
	}
	return []Block{
		&Para{Style: StyleAttachment, Runs: Text(b.Marker), Keep: true},
		&Para{Style: StyleAttachment, Runs: d.runs(b.Inlines)},
	}
}

// list sets every item as a paragraph, an em further in for each level; an item without a printed marker gets a dot.
func (d drawing) list(b models.Block) []Block {
	var out []Block
	for _, it := range b.Items {
		mark := marker(it.Marker)
		if mark == "" {
			mark = "·"
		}
		out = append(out, &Para{Style: StyleItem, In: float64(it.Level), Runs: append(Text(mark), d.runs(it.Inlines)...)})
	}
	return out
}

func (d drawing) figure(b models.Block) []Block {
	var out []Block
	if p := b.Picture; p != nil {
		out = append(out, &Picture{SHA256: p.SHA256, Alt: p.Alt, Width: p.Width, Height: p.Height})
	}
	switch {
	case b.Caption != "":
		out = append(out, &Para{Style: StyleCaption, Runs: Text(b.Caption)})
	case len(b.Inlines) > 0:
		out = append(out, &Para{Style: StyleCaption, Runs: d.runs(b.Inlines)})
	}
	return out
}

// table puts every cell at its place in the grid; a place that no cell takes gets an empty one.
func (d drawing) table(b models.Block) []Block {
	var out []Block
	if b.Caption != "" {
		out = append(out, &Para{Style: StyleCaption, Runs: Text(b.Caption), Keep: true})
	}
	t := &Table{Header: b.HeaderRows}
	grid := grid{rows: len(b.Rows)}
	for r, row := range b.Rows {
		cells := make([]*Cell, 0, len(row))
		for _, c := range row {
			cell := &Cell{ColSpan: max(c.ColSpan, 1), RowSpan: max(c.RowSpan, 1), Head: r < b.HeaderRows}
			cell.Column = grid.take(r, cell)
			cell.Paras = []*Para{{Style: cellStyle(c, cell.Head), Runs: d.runs(c.Inlines)}}
			cells = append(cells, cell)
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	grid.complete(t)
	return append(out, t)
}

// cellStyle centres what is short and lets longer text begin at the left.
func cellStyle(c models.Cell, head bool) StyleName {
	switch {
	case head:
		return StyleCellHead
	case len([]rune(models.PlainText(c.Inlines))) <= shortCell:
		return StyleCellShort
	}
	return StyleCell
}

const shortCell = 12 // characters

// runs turns inlines into runs.
func (d drawing) runs(in []models.Inline) []Run {
	out := make([]Run, 0, len(in))
	for _, i := range in {
		if i.Note != "" {
			if n := d.notes[i.Note]; n != nil {
				out = append(out, Run{Note: n})
			}
			continue
		}
		r := Run{Text: i.Text}
		for _, m := range i.Marks {
			switch m.Kind {
			case models.Bold:
				r.Bold = true
			case models.Italic:
				r.Italic = true
			case models.Underline:
				r.Underline = true
			case models.Superscript:
				r.Raised = 1
			case models.Subscript:
				r.Raised = -1
			case models.Link:
				if models.SafeHref(m.Href) {
					r.Href = m.Href
				}
			}
		}
		out = append(out, r)
	}
	return out
}
