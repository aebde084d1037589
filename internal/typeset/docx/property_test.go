package docx

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"

	"jianbao/internal/typeset"
	"jianbao/models"
)

// anyText draws text of every kind of character, forbidden ones and broken bytes too.
func anyText(t *rapid.T) string {
	if rapid.IntRange(0, 9).Draw(t, "bytes") == 0 {
		return string(rapid.SliceOfN(rapid.Byte(), 0, 12).Draw(t, "broken"))
	}
	return rapid.StringOfN(rapid.Rune(), 0, 40, -1).Draw(t, "text")
}

func anyInlines(t *rapid.T) []models.Inline {
	var out []models.Inline
	for range rapid.IntRange(0, 4).Draw(t, "runs") {
		i := models.Inline{Text: anyText(t)}
		for _, k := range []models.MarkKind{models.Bold, models.Italic, models.Underline, models.Superscript} {
			if rapid.Bool().Draw(t, string(k)) {
				i.Marks = append(i.Marks, models.Mark{Kind: k})
			}
		}
		if rapid.IntRange(0, 5).Draw(t, "link") == 0 {
			i.Marks = append(i.Marks, models.Mark{Kind: models.Link, Href: "https://example.gov.cn/" + anyText(t)})
		}
		if rapid.IntRange(0, 5).Draw(t, "note") == 0 {
			i = models.Inline{Note: rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "which")}
		}
		out = append(out, i)
	}
	return out
}

func anyBlock(t *rapid.T) models.Block {
	b := models.Block{Kind: rapid.SampledFrom([]models.BlockKind{
		models.Paragraph, models.Heading, models.List, models.Table, models.Image, models.Quote, models.Attachment, models.Note,
	}).Draw(t, "kind"), Inlines: anyInlines(t), Marker: anyText(t), Level: rapid.IntRange(0, 4).Draw(t, "level")}
	switch b.Kind {
	case models.List:
		for range rapid.IntRange(1, 4).Draw(t, "items") {
			b.Items = append(b.Items, models.Item{Marker: anyText(t), Level: rapid.IntRange(0, 8).Draw(t, "depth"), Inlines: anyInlines(t)})
		}
	case models.Table:
		b.Caption, b.HeaderRows = anyText(t), rapid.IntRange(0, 3).Draw(t, "head")
		for range rapid.IntRange(0, 5).Draw(t, "rows") {
			var row []models.Cell
			for range rapid.IntRange(0, 5).Draw(t, "cells") {
				row = append(row, models.Cell{Inlines: anyInlines(t), ColSpan: rapid.IntRange(0, 4).Draw(t, "columns"), RowSpan: rapid.IntRange(0, 4).Draw(t, "down")})
			}
			b.Rows = append(b.Rows, row)
		}
	case models.Image:
		b.Picture = &models.Picture{SHA256: rapid.SampledFrom([]string{"1", "2", "3"}).Draw(t, "picture"), Alt: anyText(t), Width: rapid.IntRange(0, 9000).Draw(t, "w"), Height: rapid.IntRange(0, 9000).Draw(t, "h")}
	default:
	}
	return b
}

func TestWhateverIsWrittenKeepsTheRules(t *testing.T) {
	t.Parallel()
	fonts, err := typeset.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		blocks := rapid.SliceOfN(rapid.Custom(anyBlock), 0, 6).Draw(rt, "blocks")
		for _, id := range []string{"a", "b", "c"} {
			blocks = append(blocks, models.Block{ID: id, Kind: models.Footnote, Inlines: anyInlines(rt)})
		}
		paper, err := typeset.Issue(one(blocks...), models.OfficialLayout())
		if err != nil {
			rt.Fatal(err)
		}
		var b bytes.Buffer
		if err := Write(&b, typeset.Lay(paper, fonts), stock); err != nil {
			rt.Fatal(err)
		}
		l := &listener{TB: t}
		check(l, b.Bytes())
		if len(l.heard) > 0 {
			rt.Fatalf("%q", l.heard)
		}
	})
}
