package export

import (
	"fmt"
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
