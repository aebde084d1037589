package manuscript

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// sample reads a bulletin of a real office, which is not part of the repository.
func sample(tb testing.TB, name string) []byte {
	tb.Helper()
	dir := cmp.Or(os.Getenv("JIANBAO_SAMPLES"), filepath.Join("..", "..", "..", "shared", "samples"))
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		tb.Skipf("sample %s is not there; set JIANBAO_SAMPLES to its folder", name)
	}
	return data
}

func TestTheSampleIsReadWhole(t *testing.T) {
	t.Parallel()
	d := read(t, sample(t, "issue-232.txt"))
	m := d.Masthead
	if m.Name.Value != "自贸动态" || m.Number != 232 || m.Host.Value != "省自贸办" || m.Date != "2024-04-10" || m.Kind != Regular ||
		m.Year != 0 || m.Cumulative != 0 || m.Note.Value != "" {
		t.Errorf("masthead %+v", m)
	}
	var articles []int
	number, blocks := 0, 0
	for _, s := range d.Sections {
		articles = append(articles, len(s.Articles))
		for _, a := range s.Articles {
			if number++; a.Number != number {
				t.Errorf("article %q has number %d, want %d", a.Title.Value, a.Number, number)
			}
			blocks += len(a.Blocks)
		}
	}
	if !slices.Equal(articles, []int{4, 3, 2, 1}) || blocks != 43 {
		t.Errorf("sections of %v articles with %d blocks, want 4, 3, 2, 1 and 43", articles, blocks)
	}
	if len(d.Dropped) != 0 || len(d.Preface) != 0 {
		t.Errorf("dropped %v, preface %v", d.Dropped, d.Preface)
	}
}

func TestTheSampleHasSevenCutsAndFiveHeadings(t *testing.T) {
	t.Parallel()
	d := read(t, sample(t, "issue-232.txt"))
	var lines []int
	for _, r := range d.Repairs {
		if r.Kind != Join {
			t.Errorf("unexpected repair %+v", r)
		}
		lines = append(lines, r.Line)
	}
	if want := []int{17, 19, 35, 61, 79, 89, 107}; !slices.Equal(lines, want) {
		t.Errorf("joins at lines %v, want %v", lines, want)
	}
	headings := map[int][]Block{}
	whole := strings.Builder{}
	for _, s := range d.Sections {
		for _, a := range s.Articles {
			for _, b := range a.Blocks {
				whole.WriteString(b.Text.Value)
				if b.Kind == Heading {
					headings[a.Number] = append(headings[a.Number], b)
				}
			}
		}
	}
	if h := headings[5]; len(h) != 2 || h[0].Level != 1 || h[0].Likely || h[0].Marker.Value != "1." {
		t.Errorf("headings of article 5: %+v", h)
	}
	if h := headings[9]; len(h) != 3 || !h[0].Likely || !h[1].Likely || !h[2].Likely {
		t.Errorf("headings of article 9: %+v", h)
	}
	if len(headings) != 2 || len(d.Uncertain) != 3 {
		t.Errorf("headings in %d articles, uncertain %+v", len(headings), d.Uncertain)
	}
	if !strings.Contains(whole.String(), "213.万吨") {
		t.Error("213.万吨 was changed")
	}
}

// read reads a document and checks that nothing of it is lost.
func read(tb testing.TB, data []byte) *Document {
	tb.Helper()
	d, err := Read(data)
	if err != nil {
		tb.Fatal(err)
	}
	if err := d.CheckCoverage(); err != nil {
		tb.Error(err)
	}
	return d
}
