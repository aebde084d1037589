package pdf_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"jianbao/internal/testenv"
	"jianbao/internal/testenv/measure"
	"jianbao/internal/typeset"
	"jianbao/models"
)

// near compares millimetres or points.
func near(t *testing.T, what string, got, want, by float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > by {
		t.Errorf("%s is %.3f, not %.3f ± %.2f", what, got, want, by)
	}
}

// full is an issue whose middle pages hold nothing but running text.
func full() models.EditionContent {
	c := content(1)
	c.Manifest.EditorNote = ""
	text := &c.Sections[0].Articles[0].Text
	text.Body = models.Body{}
	for n := range 40 {
		text.Body.Blocks = append(text.Body.Blocks, para("b"+strconv.Itoa(n), strings.Repeat("国务院关于支持自由贸易试验区深化改革创新若干措施", 12)))
	}
	return c
}

func TestTheTypeAreaIsThatOfTheStandard(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.MuPDF)
	pages := measure.Read(t, write(t, issue(t, full())))
	for _, p := range pages[2:6] {
		left, right := 28.0, 26.0
		if p.Index%2 == 0 {
			left, right = right, left
		}
		near(t, "width of the paper", p.Width/measure.MM, 210, 0.1)
		near(t, "height of the paper", p.Height/measure.MM, 297, 0.1)
		f := p.FullPage()
		if f.Lines != 22 || f.Columns != 28 {
			t.Errorf("page %d has %d lines of %d characters", p.Index, f.Lines, f.Columns)
		}
		near(t, "left margin", f.Left, left, 0.3)
		near(t, "right margin", f.Right, right, 0.3)
		near(t, "margin above", f.Top, 37, 0.3)
		near(t, "margin below", f.Bottom, 35, 0.5)
		near(t, "pitch of lines", f.Pitch, 28.95, 0.01)
		near(t, "difference of pitches", f.PitchError, 0, 0.02)
		near(t, "size of type", f.Size, 16, 0.01)
	}
}

func TestSmallerTypeFillsTheSameArea(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.MuPDF)
	for _, size := range models.LayoutSizes[1:] {
		l := models.OfficialLayout()
		l.Size = size
		paper, err := typeset.Issue(full(), l)
		if err != nil {
			t.Fatal(err)
		}
		g := paper.Geometry
		f := measure.Read(t, write(t, lay(t, paper)))[2].FullPage()
		if f.Lines != g.Lines || f.Columns != g.Columns || f.Lines <= 22 || f.Columns <= 28 {
			t.Errorf("%v points: %d lines of %d characters, not %d of %d", size, f.Lines, f.Columns, g.Lines, g.Columns)
		}
		near(t, "left margin", f.Left, 28, 0.3)
		near(t, "right margin", f.Right, 26, 0.5)
		near(t, "margin above", f.Top, 37, 0.3)
		near(t, "margin below", f.Bottom, 35, 0.8)
		near(t, "size of type", f.Size, size, 0.01)
	}
}

func TestPageNumbersStandAtTheOuterEdge(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.MuPDF)
	for _, p := range measure.Read(t, write(t, issue(t, full()))) {
		n, found := p.Number(35)
		if !found || n.Text != "—"+strconv.Itoa(p.Index)+"—" {
			t.Errorf("page %d is numbered %q", p.Index, n.Text)
		}
		near(t, "size of the number", n.Size, 14, 0.01)
		near(t, "dash below the type area", n.Dash, 7, 0.5)
		if n.Font != "Jianbao-song" {
			t.Errorf("the number is set in %s", n.Font)
		}
		one := 14 / measure.MM // a character of 四号
		if p.Index%2 == 1 {
			near(t, "distance from the right edge", n.Right, 26+one, 0.5)
		} else {
			near(t, "distance from the left edge", n.Left, 26+one, 0.5)
		}
	}
}

func TestTheRedRuleIsAsWideAsTheTypeArea(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.MuPDF)
	page := measure.Read(t, write(t, issue(t, content(10))))[0]
	var red []measure.Rule
	for _, r := range page.Rules {
		if r.Colour == "1 0 0" {
			red = append(red, r)
		}
	}
	if len(red) != 1 {
		t.Fatalf("%d red rules", len(red))
	}
	near(t, "left end", red[0].X/measure.MM, 28, 0.1)
	near(t, "right end", (page.Width-red[0].ToX)/measure.MM, 26, 0.1)
	near(t, "width", red[0].Width, 1.5, 0.01)
	imprint := lineWith(t, page, "主办：省自贸办")
	near(t, "rule below the foot of the line", (red[0].Y-red[0].Width/2-imprint.Baseline-0.14*16)/measure.MM, 3.7, 0.5)
}

func lineWith(t *testing.T, p measure.Page, text string) measure.Line {
	t.Helper()
	for _, l := range p.Lines() {
		if strings.Contains(l.Text(), text) {
			return l
		}
	}
	t.Fatalf("page %d does not say %s", p.Index, text)
	return measure.Line{}
}

func TestLevelsAreSetInTheTypeOfTheStandard(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.MuPDF)
	pages := measure.Read(t, write(t, issue(t, content(10))))
	for _, c := range []struct {
		page   int
		text   string
		font   string
		size   float64
		indent float64 // characters
	}{
		{1, "2026年第232期", "", 16, -1},
		{1, "目录", "Jianbao-hei", 16, -1},
		{2, "一、要闻", "Jianbao-hei", 16, 2},
		{2, "（一）哈尔滨片区推出第1批便利化措施", "Jianbao-kai", 16, 2},
		{2, "（1）主要做法", "Jianbao-song", 16, 2},
		{2, "今年以来，第1组", "Jianbao-song", 16, 2},
		{2, "①制度创新指", "Jianbao-song", 10.5, -1},
		{3, "表1", "Jianbao-hei", 14, -1},
		{3, "第3片区", "Jianbao-song", 12, -1},
		{len(pages), "报：省委办公厅", "Jianbao-hei", 14, -1},
	} {
		l := lineWith(t, pages[c.page-1], c.text)
		near(t, "size of "+c.text, l.Size, c.size, 0.01)
		if got := l.Chars[0].Font; c.font != "" && got != c.font {
			t.Errorf("%s is set in %s", c.text, got)
		}
		if left := map[bool]float64{true: 28, false: 26}[c.page%2 == 1]; c.indent >= 0 {
			near(t, "indent of "+c.text, (l.Left()-left*measure.MM)/(156*measure.MM/28), c.indent, 0.55) // an opening mark stands in its right half
		}
	}
}

func TestTheColophonEndsTheTypeArea(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.MuPDF)
	pages := measure.Read(t, write(t, issue(t, content(10))))
	last := pages[len(pages)-1]
	var rules []measure.Rule
	for _, r := range last.Rules {
		if r.ToX-r.X > 150*measure.MM {
			rules = append(rules, r)
		}
	}
	if len(rules) != 5 {
		t.Fatalf("%d rules", len(rules))
	}
	for i, r := range rules {
		want := 0.25
		if i == 0 || i == len(rules)-1 {
			want = 0.35
		}
		near(t, "rule of the colophon", r.Width/measure.MM, want, 0.005)
	}
	near(t, "last rule above the lower edge of the type area", last.Height/measure.MM-35-rules[4].Y/measure.MM, 0, 0.5)
}
