package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"jianbao/internal/typeset"
	"jianbao/models"
)

// laid is an issue with a table, a picture and marks, on its pages.
func laid(tb testing.TB, l models.Layout) *typeset.Pages {
	tb.Helper()
	c := typeset.Sample(models.Bulletin{Name: "开放前沿", Host: "省开放办"})
	body := &c.Sections[0].Articles[0].Text.Body
	body.Blocks = append([]models.Block{
		{Kind: models.Paragraph, Inlines: []models.Inline{
			{Text: "标注 <b>", Marks: []models.Mark{{Kind: models.Bold}, {Kind: models.Underline}}}, {Text: "倾斜 & 上标", Marks: []models.Mark{{Kind: models.Italic}, {Kind: models.Superscript}}}, {Text: "——……"},
		}},
		{Kind: models.Table, HeaderRows: 1, Rows: [][]models.Cell{{{Inlines: []models.Inline{{Text: "项目"}}}, {Inlines: []models.Inline{{Text: "件数"}}}}}},
		{Kind: models.Image, Picture: &models.Picture{SHA256: "held", Alt: "图", Width: 300, Height: 100}},
		{Kind: models.Image, Picture: &models.Picture{SHA256: "lost", Alt: "图", Width: 300, Height: 100}},
	}, body.Blocks...)
	paper, err := typeset.Issue(c, l)
	if err != nil {
		tb.Fatal(err)
	}
	fonts, err := typeset.Shipped()
	if err != nil {
		tb.Fatal(err)
	}
	return typeset.Lay(paper, fonts)
}

func library(sha256 string) ([]byte, string, error) {
	if sha256 != "held" {
		return nil, "", errors.New("no such picture")
	}
	return []byte("\x89PNG"), "image/png", nil
}

func drawn(tb testing.TB, p *typeset.Pages, n int) string {
	tb.Helper()
	var b bytes.Buffer
	if err := Write(&b, p, n, `《开放前沿》 "样稿" & <版面>`, library); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// element is a start tag with its attributes by name.
type element struct {
	name string
	attr map[string]string
}

func elements(t *testing.T, s string) (out []element) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatalf("not well formed: %v", err)
		}
		if start, ok := token.(xml.StartElement); ok {
			e := element{start.Name.Local, map[string]string{}}
			for _, a := range start.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			out = append(out, e)
		}
	}
}

func TestEveryCharacterStandsWhereThePageHasIt(t *testing.T) {
	t.Parallel()
	pages := laid(t, models.OfficialLayout())
	for n, page := range pages.Pages {
		var want [][2]float64
		for _, it := range page.Items {
			l, ok := it.(*typeset.Line)
			if !ok {
				continue
			}
			for _, g := range l.Glyphs {
				if outline, err := g.Face.Outline(g.ID); err != nil || outline == "" {
					continue
				}
				want = append(want, [2]float64{float64(l.X + g.X), float64(l.Baseline - g.Rise)})
			}
		}
		got := uses(t, drawn(t, pages, n+1))
		if len(got) != len(want) {
			t.Fatalf("page %d draws %d characters of %d", n+1, len(got), len(want))
		}
		for i := range want {
			if math.Abs(got[i][0]-want[i][0]) > 0.05 || math.Abs(got[i][1]-want[i][1]) > 0.05 {
				t.Fatalf("page %d, character %d stands at %v, want %v", n+1, i, got[i], want[i])
			}
		}
	}
}

// uses are the places of all outlines in order. Every one has to be defined before, once.
func uses(t *testing.T, s string) (out [][2]float64) {
	t.Helper()
	known := map[string]bool{}
	var m [6]float64
	for _, e := range elements(t, s) {
		switch e.name {
		case "path":
			id := e.attr["id"]
			if id != "" && known[id] {
				t.Errorf("outline %s stands twice", id)
			}
			known[id] = true
		case "g":
			for i, v := range strings.Fields(strings.TrimSuffix(strings.TrimPrefix(e.attr["transform"], "matrix("), ")")) {
				m[i], _ = strconv.ParseFloat(v, 64)
			}
		case "use":
			if id := strings.TrimPrefix(e.attr["href"], "#"); !known[id] {
				t.Errorf("outline %s is not there", id)
			}
			x, _ := strconv.ParseFloat(e.attr["x"], 64)
			out = append(out, [2]float64{m[0]*x + m[4], m[1]*x + m[5]})
		}
	}
	return out
}

func TestAPageRunsNothingAndFetchesNothing(t *testing.T) {
	t.Parallel()
	pages := laid(t, models.OfficialLayout())
	for n := range pages.Pages {
		for i, e := range elements(t, drawn(t, pages, n+1)) {
			if i == 0 && (e.attr["role"] != "img" || e.attr["aria-label"] != `《开放前沿》 "样稿" & <版面>`) {
				t.Errorf("the picture is called %q", e.attr["aria-label"])
			}
			switch e.name {
			case "svg", "title", "rect", "defs", "path", "g", "use", "image":
			default:
				t.Errorf("page %d holds <%s>", n+1, e.name)
			}
			for name, value := range e.attr {
				if name == "style" || strings.HasPrefix(name, "on") || name == "href" && !strings.HasPrefix(value, "#g") && !strings.HasPrefix(value, "data:image/png;base64,") {
					t.Errorf("page %d: <%s %s=%.40q>", n+1, e.name, name, value)
				}
			}
		}
	}
}

func TestAPictureIsDrawnAndALostOneLeavesAFrame(t *testing.T) {
	t.Parallel()
	pages := laid(t, models.OfficialLayout())
	var parts []string
	for n := range pages.Pages {
		parts = append(parts, drawn(t, pages, n+1))
	}
	all := strings.Join(parts, "")
	if strings.Count(all, "<image ") != 1 || strings.Count(all, `fill="#f4f4f4"`) != 1 {
		t.Errorf("%d pictures and %d frames, want one each", strings.Count(all, "<image "), strings.Count(all, `fill="#f4f4f4"`))
	}
}

func TestADraftIsMarkedAcrossThePage(t *testing.T) {
	t.Parallel()
	pages := laid(t, models.OfficialLayout())
	bare := drawn(t, pages, 1)
	pages.Paper.Mark = "草稿"
	if marked := drawn(t, pages, 1); !strings.Contains(marked, "rotate(-45)") || strings.Contains(bare, "rotate(") {
		t.Error("the mark is missing, or stands on a page that has none")
	}
}

func TestAPageThatIsNotThereIsAnError(t *testing.T) {
	t.Parallel()
	pages := laid(t, models.OfficialLayout())
	for _, n := range []int{0, len(pages.Pages) + 1} {
		if err := Write(io.Discard, pages, n, "", nil); err == nil {
			t.Errorf("page %d was drawn", n)
		}
	}
}

func BenchmarkPage(b *testing.B) {
	pages := laid(b, models.OfficialLayout())
	for b.Loop() {
		if err := Write(io.Discard, pages, 1, "", nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(drawn(b, pages, 1))), "bytes/page")
}
