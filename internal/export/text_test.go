package export

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianbao/internal/manuscript"
	"jianbao/models"
)

// structure is everything of an issue that its text is to say, a line for each thing.
func structure(c models.EditionContent) string {
	var b strings.Builder
	m := c.Manifest.Masthead
	fmt.Fprintf(&b, "%s|%s|%s|%s|%s|%s\n", m.Name, m.Label(), m.CumulativeLabel(), models.HostLine(m.Host), m.Date, m.Note)
	fmt.Fprintf(&b, "note %q\n%v\n%v\n", models.EditorNoteParagraphs(c.Manifest.EditorNote), c.Manifest.Distribution.Lines(), c.Colophon.Lines())
	for _, s := range c.Sections {
		fmt.Fprintf(&b, "# %s\n", s.Printed())
		for _, a := range s.Articles {
			fmt.Fprintf(&b, "## %d %s %s\n", a.Number, a.Text.Title, a.Text.Source)
			for _, bl := range a.Text.Body.Blocks {
				fmt.Fprintf(&b, "%s %d %s\n", bl.Kind, bl.Level, bl.PlainText())
			}
		}
	}
	return b.String()
}

func textExport(tb testing.TB, c models.EditionContent) string {
	tb.Helper()
	var b strings.Builder
	if err := WriteText(&b, c); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func TestIntakeReadsATextBackAsTheSameIssue(t *testing.T) {
	t.Parallel()
	for name, data := range texts(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, err := manuscript.Read(data)
			if err != nil {
				t.Fatal(err)
			}
			want := contentOf(d)
			text := textExport(t, want)
			again, err := manuscript.Read([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			if got, want := structure(contentOf(again)), structure(want); got != want {
				t.Errorf("%s\nthe text:\n%s", difference(got, want), text)
			}
		})
	}
}

func TestQuotationsComeBackAsQuotations(t *testing.T) {
	t.Parallel()
	var c models.EditionContent
	c.Manifest.Masthead = models.Masthead{Name: "自贸动态", Host: "省自贸办", Date: "2026-09-28", IssueNumber: models.IssueNumber{Kind: models.Regular, Year: 2026, Number: 232}}
	quote := func(s string) models.Block { return models.Block{Kind: models.Quote, Inlines: models.Text(s)} }
	c.Sections = []models.EditionSection{{Articles: []models.EditionArticle{{Number: 1, Text: models.ArticleText{Title: "首票业务落地", Body: models.Body{Blocks: []models.Block{
		quote("规则的价值不在于写得多，而在于用得上。"),
		{Kind: models.Paragraph, Inlines: models.Text("云汀片区首票业务日前落地，比计划提前一个月。")},
		quote("要把成果用起来"), quote("> 一、引用里的引用。"), quote("（来源：引用里的来源）"),
	}}}}}}}
	want := []string{"规则的价值不在于写得多，而在于用得上。", "要把成果用起来", "> 一、引用里的引用。", "（来源：引用里的来源）"}
	d, err := manuscript.Read([]byte(textExport(t, c)))
	if err != nil {
		t.Fatal(err)
	}
	for form, got := range map[string][]string{"text": quotations(d), "Markdown": quotations(readMarkdown(t, markdownExport(t, c, noPictures)))} {
		if !slices.Equal(got, want) {
			t.Errorf("from %s came %q", form, got)
		}
	}
}

func quotations(d *manuscript.Document) []string {
	var out []string
	for _, b := range d.Sections[0].Articles[0].Blocks {
		if b.Kind == manuscript.Quote {
			out = append(out, b.Text.Value)
		}
	}
	return out
}

// difference shows the lines that only one of two texts has.
func difference(got, want string) string {
	var b strings.Builder
	has := func(s string) map[string]bool {
		out := map[string]bool{}
		for line := range strings.Lines(s) {
			out[line] = true
		}
		return out
	}
	g, w := has(got), has(want)
	for line := range strings.Lines(want) {
		if !g[line] {
			b.WriteString("- " + line)
		}
	}
	for line := range strings.Lines(got) {
		if !w[line] {
			b.WriteString("+ " + line)
		}
	}
	return b.String()
}
