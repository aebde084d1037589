package export

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianbao/internal/flow"
	"jianbao/internal/flow/flowtest"
	"jianbao/internal/flow/markdown"
	"jianbao/internal/manuscript"
	"jianbao/models"
)

// noPictures is for issues that have none.
func noPictures(string) ([]byte, string, error) { return nil, "", nil }

func markdownExport(tb testing.TB, c models.EditionContent, pictures Pictures) string {
	tb.Helper()
	var b strings.Builder
	if err := WriteMarkdown(&b, c, pictures); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// readMarkdown is the issue as intake reads it from Markdown.
func readMarkdown(tb testing.TB, text string) *manuscript.Document {
	tb.Helper()
	f, err := markdown.Read([]byte(text))
	if err != nil {
		tb.Fatal(err)
	}
	d, err := manuscript.ReadFlow(f, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// plainBullets are the lists of an issue with the mark that Markdown gives to entries without one of their own.
func plainBullets(c models.EditionContent) models.EditionContent {
	for _, s := range c.Sections {
		for _, a := range s.Articles {
			for _, b := range a.Text.Body.Blocks {
				for i := range b.Items {
					if bulleted(b.Items) {
						b.Items[i].Marker = bullet
					}
				}
			}
		}
	}
	return c
}

func TestIntakeReadsMarkdownBackAsTheSameIssue(t *testing.T) {
	t.Parallel()
	for name, data := range texts(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, err := manuscript.Read(data)
			if err != nil {
				t.Fatal(err)
			}
			want := plainBullets(contentOf(d))
			text := markdownExport(t, want, noPictures)
			if got, want := oneBlank(structure(contentOf(readMarkdown(t, text)))), oneBlank(structure(want)); got != want {
				t.Errorf("%s\nthe text:\n%s", difference(got, want), text)
			}
		})
	}
}

var blanks = regexp.MustCompile(`[ \t]+`)

// oneBlank is a text with what Markdown makes of blanks: one for several, none where a line begins or ends.
func oneBlank(s string) string {
	lines := strings.Split(blanks.ReplaceAllString(s, " "), "\n")
	for i := range lines {
		lines[i] = strings.Trim(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func TestMarkdownKeepsEverythingOfAnIssue(t *testing.T) {
	t.Parallel()
	c, pictures := hostile(t)
	text := markdownExport(t, c, pictures)
	d := readMarkdown(t, text)
	if len(d.Pictures) != 1 || string(d.Pictures[0].Data) != string(dot(t)) {
		t.Errorf("%d pictures came back", len(d.Pictures))
	}
	var kinds []manuscript.Kind
	for _, b := range d.Sections[0].Articles[0].Blocks {
		kinds = append(kinds, b.Kind)
	}
	want := []manuscript.Kind{
		"paragraph", "paragraph", "heading", "heading", "quote", "list", "list", "paragraph", "paragraph", "table", "image", "attachment", "footnote", "footnote", "footnote",
	}
	if !slices.Equal(kinds, want) {
		t.Errorf("blocks came back as %v, not as %v\n%s", kinds, want, text)
	}
	again := contentOf(d).Sections[0].Articles[0].Text
	first := again.Body.Blocks[0]
	for i, want := range []models.Inline{{Text: "云汀首票", Marks: []models.Mark{{Kind: models.Bold}}}, {Text: "业务落地"}, {}, {Text: "，" + nasty + "："}} {
		if got := first.Inlines[i]; got.Text != want.Text || !slices.Equal(got.Marks, want.Marks) {
			t.Errorf("run %d is %v, not %v", i, got, want)
		}
	}
	var all strings.Builder
	for _, s := range c.Sections {
		all.WriteString(s.Title)
		for _, a := range s.Articles {
			all.WriteString(a.Text.Title + a.Text.Source + a.Text.Body.PlainText())
		}
	}
	if lost, _ := flowtest.Account(all.String(), flowOf(t, text)); lost != "" {
		t.Errorf("lost %q", lost)
	}
}

func flowOf(tb testing.TB, text string) *flow.File {
	tb.Helper()
	f, err := markdown.Read([]byte(text))
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// typed draws texts that people would not type, out of what means something in Markdown.
func typed() *rapid.Generator[string] {
	return rapid.Map(rapid.SliceOfN(rapid.OneOf(
		rapid.SampledFrom([]string{
			"*", "**", "_", "`", "```", "[", "]", "(", ")", "[^1]", "![", "<", ">", "<b>", "&lt;", "&", "#", "# ", "- ", "+ ", "---", "===", "1.", "12) ", "|", "| --- |", "\\", "\\|",
			"\n", "\n\n", "\n    ", "~~", "~~~", "http://a.example/_b", "www.a.example", "a@b.example", ":", "://", "：", "[a]: b", "<!--", "-->", "$", "　", " ", "  ", "\t", "“", "。",
		}),
		rapid.SampledFrom([]string{"云汀", "字", "a", "1", "𠮷", "é"}),
	), 1, 12), func(parts []string) string { return strings.Join(parts, "") })
}

// runs draws a text with marks, and what is to be read of it.
func runs() *rapid.Generator[[]models.Inline] {
	marks := rapid.SliceOfNDistinct(rapid.SampledFrom([]models.MarkKind{models.Bold, models.Italic, models.Underline, models.Superscript, models.Link}), 0, 3, rapid.ID)
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) models.Inline {
		i := models.Inline{Text: typed().Draw(t, "text")}
		for _, kind := range marks.Draw(t, "marks") {
			mark := models.Mark{Kind: kind}
			if kind == models.Link {
				mark.Href = rapid.SampledFrom([]string{"https://a.example/b(c)?d=1&lt=2", "https://a.example/|`>", "mailto:a@b.example"}).Draw(t, "address")
			}
			i.Marks = append(i.Marks, mark)
		}
		return i
	}), 1, 3)
}

// The property: whatever somebody typed is read back as they typed it, wherever it stands.
func TestAnyTextSurvivesMarkdown(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := runs().Draw(t, "runs")
		inlines := models.Body{Blocks: []models.Block{{Inlines: in}}}.Normalise().Blocks[0].Inlines
		text := seen(models.PlainText(inlines))
		if text == "" {
			t.Skip("nothing to be seen")
		}
		for name, b := range map[string]models.Block{
			"paragraph": {Kind: models.Paragraph, Inlines: inlines},
			"heading":   {Kind: models.Heading, Level: 1, Inlines: inlines},
			"quote":     {Kind: models.Quote, Inlines: inlines},
			"list":      {Kind: models.List, Items: []models.Item{{Inlines: inlines}}},
			"counted":   {Kind: models.List, Items: []models.Item{{Marker: "10.", Inlines: inlines}}},
			"cell":      {Kind: models.Table, Rows: [][]models.Cell{{{Inlines: inlines}, {Inlines: models.Text("边")}}}},
			"alone":     {Kind: models.Table, Rows: [][]models.Cell{{{Inlines: inlines}}}},
			"footnote":  {Kind: models.Footnote, ID: "note", Inlines: inlines},
		} {
			blocks := []models.Block{b}
			if b.Kind == models.Footnote {
				blocks = append(blocks, models.Block{Kind: models.Paragraph, Inlines: []models.Inline{{Text: "字"}, {Note: "note"}, {Text: ":("}}})
			}
			c := models.EditionContent{Sections: []models.EditionSection{{Articles: []models.EditionArticle{{Number: 1, Text: models.ArticleText{Title: "题", Body: models.Body{Blocks: blocks}}}}}}}
			var out strings.Builder
			if err := WriteMarkdown(&out, c, noPictures); err != nil {
				t.Fatal(err)
			}
			f, err := markdown.Read([]byte(out.String()))
			if err != nil {
				t.Fatalf("%s: %v\n%s", name, err, out.String())
			}
			if got := whereIs(b.Kind, f); got != text {
				t.Fatalf("%s %q came back as %q from\n%s", name, text, got, out.String())
			}
		}
	})
}

// seen is a text as a page shows it: without blanks round lines, and without empty lines at its ends.
func seen(s string) string {
	return strings.TrimRight(strings.Trim(oneBlank(s), "\n"), "\n \u3000")
}

// whereIs is the text that a block became.
func whereIs(kind models.BlockKind, f *flow.File) string {
	var runs []flow.Run
	f.Items = f.Items[1:] // the title
	switch {
	case kind == models.Footnote && len(f.Notes) == 1 && len(f.Notes[0].Paragraphs) == 1:
		runs = f.Notes[0].Paragraphs[0].Runs
	case kind == models.Table && f.Items[0].Table != nil && len(f.Items[0].Table.Rows[0][0].Paragraphs) == 1:
		runs = f.Items[0].Table.Rows[0][0].Paragraphs[0].Runs
	case len(f.Items) == 1 && f.Items[0].Paragraph != nil:
		runs = f.Items[0].Paragraph.Runs
	}
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return seen(b.String())
}
