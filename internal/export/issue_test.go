package export

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianbao/internal/manuscript"
	"jianbao/internal/testenv"
	"jianbao/models"
)

// texts are the bulletins in plain text that the project has, by name.
func texts(tb testing.TB) map[string][]byte {
	tb.Helper()
	out := map[string][]byte{}
	for _, pattern := range []string{"internal/demo/issues/*.txt", "internal/manuscript/testdata/*.txt"} {
		names, err := filepath.Glob(filepath.Join(testenv.Root(), pattern))
		if err != nil || len(names) == 0 {
			tb.Fatalf("%s: no texts (%v)", pattern, err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				tb.Fatal(err)
			}
			out[filepath.Base(name)] = data
		}
	}
	return out
}

// contentOf is the edition that a manuscript would become, as far as exports look at it.
func contentOf(d *manuscript.Document) models.EditionContent {
	m := d.Masthead
	var c models.EditionContent
	c.Manifest.Masthead = models.Masthead{
		Name: m.Name.Value, Host: m.Host.Value, Date: m.Date, Note: m.Note.Value,
		IssueNumber: models.IssueNumber{Kind: cmp.Or(models.IssueKind(m.Kind), models.Regular), Year: m.Year, Number: m.Number, Cumulative: m.Cumulative},
	}
	var preface []string
	for _, b := range d.Preface {
		preface = append(preface, b.Text.Lines())
	}
	c.Manifest.EditorNote = strings.Join(preface, "\n")
	c.Manifest.Distribution = models.Distribution{To: values(d.Distribution.To), CC: values(d.Distribution.CC), For: values(d.Distribution.For)}
	c.Colophon = models.Colophon{Editors: strings.Fields(d.Colophon.Editor.Value), Reviewers: strings.Fields(d.Colophon.Reviewer.Value), Signer: d.Colophon.Signer.Value, Phone: d.Colophon.Phone.Value}
	c.Manifest.Numbering = models.Continuous
	if d.PerSection {
		c.Manifest.Numbering = models.PerSection
	}
	sizes := make([]int, len(d.Sections))
	for i, s := range d.Sections {
		sizes[i] = len(s.Articles)
	}
	for i, numbers := range models.NumberArticles(c.Manifest.Numbering, sizes) {
		s := models.EditionSection{Title: d.Sections[i].Title.Value}
		if s.Title != "" {
			s.Number = i + 1
		}
		for k, n := range numbers {
			s.Articles = append(s.Articles, models.EditionArticle{ID: int64(100*i + k + 1), Number: n, Text: textOf(d, d.Sections[i].Articles[k])})
		}
		c.Sections = append(c.Sections, s)
	}
	return c
}

func textOf(d *manuscript.Document, a manuscript.Article) models.ArticleText {
	t := models.ArticleText{Title: a.Title.Value, Source: a.Source()}
	ids := map[int]string{}
	for _, b := range a.Blocks {
		if b.Note > 0 {
			ids[b.Note] = models.NewBlockID()
		}
	}
	inlines := func(text manuscript.Text) []models.Inline {
		var out []models.Inline
		for _, r := range d.Runs(text) {
			if r.Note > 0 {
				out = append(out, models.Inline{Note: ids[r.Note]})
				continue
			}
			i := models.Inline{Text: r.Text}
			for kind, has := range map[models.MarkKind]bool{
				models.Bold: r.Bold, models.Italic: r.Italic, models.Underline: r.Underline, models.Superscript: r.Super, models.Subscript: r.Sub,
			} {
				if has {
					i.Marks = append(i.Marks, models.Mark{Kind: kind})
				}
			}
			if models.SafeHref(r.Href) {
				i.Marks = append(i.Marks, models.Mark{Kind: models.Link, Href: r.Href})
			}
			out = append(out, i)
		}
		return out
	}
	for _, b := range a.Blocks {
		block := models.Block{ID: ids[b.Note], Kind: models.BlockKind(b.Kind), Level: b.Level, Marker: b.Marker.Value, Inlines: inlines(b.Text), Caption: b.Caption.Lines(), HeaderRows: b.HeaderRows}
		if b.Picture > 0 {
			block.Picture, block.Inlines = &models.Picture{Alt: d.Pictures[b.Picture-1].Alt}, nil
		}
		for _, it := range b.Items {
			block.Items = append(block.Items, models.Item{Marker: it.Marker.Value, Level: it.Level, Inlines: inlines(it.Text)})
		}
		for _, row := range b.Rows {
			cells := make([]models.Cell, len(row))
			for i, cell := range row {
				cells[i] = models.Cell{Inlines: inlines(cell.Text), ColSpan: cell.ColSpan, RowSpan: cell.RowSpan}
			}
			block.Rows = append(block.Rows, cells)
		}
		t.Body.Blocks = append(t.Body.Blocks, block)
	}
	return t.Normalise()
}

func values(list []manuscript.Text) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = t.Value
	}
	return out
}
