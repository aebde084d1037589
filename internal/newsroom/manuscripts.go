package newsroom

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"jianbao/internal/flow"
	"jianbao/internal/manuscript"
	"jianbao/internal/store"
	"jianbao/models"
)

// keptPicture is what became of a picture that came with a file: stored, or nil where it was left out.
type keptPicture struct{ Picture *models.Picture }

// makePictures makes the pictures of a file ready, before any transaction: one result each, in order. One that cannot be kept is
// no error: its result is empty, and the text then names it in its place (imageBlock).
func (n *Newsroom) makePictures(ctx context.Context, a models.Actor, pictures []flow.Picture) ([]PictureFile, error) {
	out := make([]PictureFile, len(pictures))
	for i, p := range pictures {
		f, err := n.makePicture(ctx, a, p.Name, p.Data)
		if _, refused := errors.AsType[*models.Error](err); err != nil && !refused {
			return nil, err
		}
		if err == nil {
			out[i] = f
		}
	}
	return out, nil
}

// keepPictures enters the pictures of a file into the library: one result each, in order.
func (n *Newsroom) keepPictures(tx *store.Tx, a models.Actor, files []PictureFile) ([]keptPicture, error) {
	out := make([]keptPicture, len(files))
	for i, f := range files {
		if f.original == "" {
			continue
		}
		p, err := n.storePicture(tx, a, f)
		if err != nil {
			return nil, err
		}
		out[i].Picture = &models.Picture{SHA256: p.SHA256, Width: p.Width, Height: p.Height}
	}
	return out, nil
}

// converter makes the articles of a manuscript into texts of ours.
type converter struct {
	doc      *manuscript.Document
	pictures []keptPicture
	notes    map[int]string // ids of the footnote blocks of the article, by the note of the file
}

// articleText makes an article of a manuscript into a text of ours. Names and kinds of blocks agree; a test holds that.
func articleText(doc *manuscript.Document, art manuscript.Article, pictures []keptPicture) models.ArticleText {
	c := converter{doc, pictures, map[int]string{}}
	for _, b := range art.Blocks {
		if b.Note > 0 {
			c.notes[b.Note] = models.NewBlockID()
		}
	}
	t := models.ArticleText{Title: art.Title.Value, Source: art.Source()}
	for _, b := range art.Blocks {
		t.Body.Blocks = append(t.Body.Blocks, c.block(b))
	}
	return t
}

func (c converter) block(b manuscript.Block) models.Block {
	if b.Kind == manuscript.Image {
		return c.imageBlock(b)
	}
	out := models.Block{ID: c.notes[b.Note], Kind: models.BlockKind(b.Kind), Level: b.Level, Likely: b.Likely, Caption: b.Caption.Lines(), HeaderRows: b.HeaderRows}
	out.Marker, out.Inlines = c.marked(b.Marker, b.Text)
	if b.Kind == manuscript.Heading {
		out.Inlines = withoutBold(out.Inlines)
	}
	for _, it := range b.Items {
		item := models.Item{Level: min(it.Level, models.MaxItemLevel)}
		item.Marker, item.Inlines = c.marked(it.Marker, it.Text)
		out.Items = append(out.Items, item)
	}
	for r, row := range b.Rows {
		cells := make([]models.Cell, len(row))
		for i, cell := range row {
			cells[i] = models.Cell{Inlines: c.inlines(cell.Text), ColSpan: min(cell.ColSpan, models.MaxCells), RowSpan: cell.RowSpan}
			if r < b.HeaderRows {
				cells[i].Inlines = withoutBold(cells[i].Inlines)
			}
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// imageBlock is a picture where it was kept, else a paragraph that says which one is missing.
func (c converter) imageBlock(b manuscript.Block) models.Block {
	if kept := c.pictures[b.Picture-1].Picture; kept != nil {
		picture := *kept
		picture.Alt = cmp.Or(picture.Alt, c.doc.Pictures[b.Picture-1].Alt, b.Caption.Lines())
		return models.Block{Kind: models.Image, Picture: &picture, Caption: b.Caption.Lines()}
	}
	return models.Block{Kind: models.Paragraph, Inlines: models.Text(b.Text.Lines() + b.Caption.Lines())}
}

// marked is a text with its marker. One that is longer than markers are stands in the text.
func (c converter) marked(marker, text manuscript.Text) (string, []models.Inline) {
	if utf8.RuneCountInString(marker.Value) > models.MaxMarker {
		return "", slices.Concat(models.Text(marker.Lines()), c.inlines(text))
	}
	return marker.Value, c.inlines(text)
}

// inlines are the runs of a text. A reference to a note of another article falls out; the note itself stays.
func (c converter) inlines(t manuscript.Text) []models.Inline {
	var out []models.Inline
	for _, r := range c.doc.Runs(t) {
		switch {
		case r.Note == 0:
			out = append(out, models.Inline{Text: r.Text, Marks: marksOf(r)})
		case c.notes[r.Note] != "":
			out = append(out, models.Inline{Note: c.notes[r.Note]})
		}
	}
	return out
}

func marksOf(r flow.Run) []models.Mark {
	var out []models.Mark
	for _, m := range []struct {
		kind models.MarkKind
		has  bool
	}{
		{models.Bold, r.Bold},
		{models.Italic, r.Italic},
		{models.Underline, r.Underline},
		{models.Superscript, r.Super},
		{models.Subscript, r.Sub},
	} {
		if m.has {
			out = append(out, models.Mark{Kind: m.kind})
		}
	}
	if r.Href != "" && models.SafeHref(r.Href) {
		out = append(out, models.Mark{Kind: models.Link, Href: r.Href})
	}
	return out
}

// withoutBold leaves to the templates what headings look like.
func withoutBold(in []models.Inline) []models.Inline {
	for i := range in {
		in[i].Marks = slices.DeleteFunc(in[i].Marks, func(m models.Mark) bool { return m.Kind == models.Bold })
	}
	return in
}

// editorNote is the preface of an issue as one text.
func editorNote(doc *manuscript.Document) string {
	c := converter{doc: doc, pictures: make([]keptPicture, len(doc.Pictures))}
	lines := make([]string, len(doc.Preface))
	for i, b := range doc.Preface {
		if lines[i] = b.Text.Lines(); lines[i] == "" {
			lines[i] = c.block(b).PlainText()
		}
	}
	return strings.Join(lines, "\n")
}
