package manuscript

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The property: whatever the style in which an issue is written down, the same issue is read back.
func TestTheSameIssueIsReadInAnyStyle(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text, want := write(t)
		d, err := Read([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := d.CheckCoverage(); err != nil {
			t.Fatal(err)
		}
		if m := d.Masthead; m.Name.Value != "开放前沿" || m.Number != 87 || m.Host.Value != "省自贸办" || m.Date != "2025-09-08" {
			t.Fatalf("masthead %q %d %q %s\n%s", m.Name.Value, m.Number, m.Host.Value, m.Date, text)
		}
		if got, want := readingOf(d), readingWanted(want); got != want {
			t.Fatalf("read:\n%s\nwanted:\n%s\ntext:\n%s", got, want, text)
		}
		joins := slices.DeleteFunc(slices.Clone(d.Repairs), func(r Repair) bool { return r.Kind != Join })
		if len(joins) != want.joins {
			t.Fatalf("%d joins, wanted %d\n%s", len(joins), want.joins, text)
		}
	})
}

func readingOf(d *Document) string {
	var b strings.Builder
	for _, s := range d.Sections {
		fmt.Fprintf(&b, "# %s\n", s.Title.Value)
		for _, a := range s.Articles {
			fmt.Fprintf(&b, "## %d %s [%s]\n", a.Number, a.Title.Value, a.Source())
			for _, bl := range a.Blocks {
				fmt.Fprintf(&b, "%s %d %s %s", bl.Kind, bl.Level, bl.Marker.Value, bl.Text.Value)
				for _, row := range bl.Rows {
					b.WriteString(strings.Join(cellValues(row), ",") + ";")
				}
				for _, it := range bl.Items {
					b.WriteString(it.Text.Value + ";")
				}
				b.WriteByte('\n')
			}
		}
	}
	return b.String()
}

func readingWanted(w wanted) string {
	var b strings.Builder
	for _, s := range w.sections {
		fmt.Fprintf(&b, "# %s\n", s.title)
		for _, a := range s.articles {
			fmt.Fprintf(&b, "## %d %s [%s]\n", a.number, a.title, a.source)
			for _, bl := range a.blocks {
				fmt.Fprintf(&b, "%s %d %s %s\n", bl.kind, bl.level, bl.marker, bl.text)
			}
		}
	}
	return b.String()
}
