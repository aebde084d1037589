package docx

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"jianbao/internal/testenv"
	"jianbao/internal/testenv/measure"
	"jianbao/models"
)

// The numbers of GB/T 9704-2012 (5.2.1–5.2.3, 7.5) and what the measurer may find beside them: a millimetre, as the standard says, and
// half a point in type.
const (
	millimetre = 1.0
	point      = 0.5
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.Abs(got-want) > within {
		t.Errorf("%s is %.2f, not %.2f", what, got, want)
	}
}

// office are the pages that LibreOffice makes of a file.
func office(t *testing.T, data []byte) []measure.Page {
	t.Helper()
	return measure.Read(t, testenv.Convert(t, data, "docx", "pdf"))
}

func TestAPageInLibreOfficeHasTheMeasuresOfTheStandard(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.LibreOffice|testenv.MuPDF)
	bare := models.OfficialLayout()
	bare.Contents = false
	pages := office(t, written(t, laidAs(t, one(paragraph(strings.Repeat("国", 28*22*4))), bare)))
	for _, p := range pages[1:3] {
		f := p.FullPage()
		left, right := 26.0, 28.0
		if p.Index%2 == 1 {
			left, right = right, left
		}
		near(t, "the paper's width", p.Width/measure.MM, 210, 0.1)
		near(t, "its height", p.Height/measure.MM, 297, 0.1)
		near(t, "the left margin", f.Left, left, millimetre)
		near(t, "the right margin", f.Right, right, millimetre)
		near(t, "the upper margin", f.Top, 37, millimetre)
		near(t, "the lower margin", f.Bottom, 35, millimetre)
		if f.Lines != 22 || f.Columns != 28 {
			t.Errorf("page %d has %d lines of %d characters", p.Index, f.Lines, f.Columns)
		}
		near(t, "the pitch", f.Pitch, 28.95, 0.05)
		near(t, "the worst pitch", f.PitchError, 0, 0.1)
		near(t, "the size", f.Size, 16, 0.1)

		n, found := p.Number(35)
		if !found {
			t.Fatalf("page %d has no number", p.Index)
		}
		near(t, "the size of the number", n.Size, 14, 0.1)
		near(t, "the place of its dash", n.Dash, 7, millimetre)
		if p.Index%2 == 1 {
			near(t, "the number's distance from the right edge", n.Right, 26+14/measure.MM, millimetre)
		} else {
			near(t, "its distance from the left edge", n.Left, 26+14/measure.MM, millimetre)
		}
	}
}

func TestMastheadAndColophonInLibreOfficeStandWhereTheyBelong(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.LibreOffice|testenv.MuPDF)
	laid := laid(t, issue())
	pages := office(t, written(t, laid))
	if d := len(pages) - len(laid.Pages); d < -1 || d > 1 { // LibreOffice keeps a quarter of an em between Han characters and others
		t.Errorf("%d pages in LibreOffice, %d as laid out", len(pages), len(laid.Pages))
	}
	red := map[measure.Rule]bool{} // one is drawn twice
	for _, r := range pages[0].Rules {
		if r.Colour != "1 0 0" {
			continue
		}
		red[r] = true
		near(t, "the width of the red rule", r.Width, 1.5, 0.2)
		near(t, "its length", (r.ToX-r.X)/measure.MM, 156, millimetre)
		near(t, "its left end", r.X/measure.MM, 28, millimetre)
	}
	if len(red) != 1 {
		t.Errorf("%d red rules", len(red))
	}
	last := pages[len(pages)-1]
	lowest := 0.0
	for _, r := range last.Rules {
		near(t, "the length of a rule of the colophon", (r.ToX-r.X)/measure.MM, 156, millimetre)
		lowest = max(lowest, r.Y/measure.MM)
	}
	near(t, "the lowest rule", lowest, 297-35, millimetre)
	sizes := map[float64]int{}
	for _, l := range last.Lines() {
		if strings.HasPrefix(l.Text(), "报：") || strings.HasPrefix(l.Text(), "送：") || strings.HasPrefix(l.Text(), "发：") {
			sizes[math.Round(l.Size)]++
		}
	}
	if sizes[14] != 3 || len(sizes) != 1 {
		t.Errorf("the lines of the colophon have the sizes %v", sizes)
	}
}

func TestContentsInLibreOfficeNameThePagesOfTheArticles(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.LibreOffice|testenv.MuPDF)
	c := issue()
	n := 0
	for s := range c.Sections {
		for a := range c.Sections[s].Articles {
			c.Sections[s].Articles[a].Text.Title = models.ChineseNumeral(n+1) + "号文章的题目"
			n++
		}
	}
	pages := office(t, written(t, laid(t, c)))
	listed, stands := map[string]string{}, map[string]int{}
	for _, p := range pages {
		for _, l := range p.Lines() {
			title, rest, found := strings.Cut(l.Text(), "号文章的题目")
			switch {
			case found && strings.Contains(rest, "."):
				listed[title] = strings.Trim(rest, ".")
			case found:
				stands[title] = p.Index
			}
		}
	}
	if len(listed) != n || len(stands) != n {
		t.Fatalf("%d articles listed, %d printed, of %d", len(listed), len(stands), n)
	}
	for title, page := range listed { // LibreOffice breaks lines in its own way, which may move an article over the edge of a page
		if is, err := strconv.Atoi(page); err != nil || is < stands[title]-1 || is > stands[title]+1 {
			t.Errorf("%s is listed on page %s and stands on page %d", title, page, stands[title])
		}
	}
}

func TestLibreOfficePrintsEveryCharacter(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.LibreOffice|testenv.MuPDF)
	bare := models.OfficialLayout()
	bare.Contents, bare.Makers, bare.Sources = false, false, false
	text := sentence(4000)
	var printed strings.Builder
	for _, p := range office(t, written(t, laidAs(t, one(paragraph(text)), bare))) {
		for _, l := range p.Lines() {
			if _, numbered := pageNumberOf(l.Text()); !numbered {
				printed.WriteString(l.Text())
			}
			if l.Right() > p.Width-25*measure.MM {
				t.Errorf("%s stands in the margin of page %d", l.Text(), p.Index)
			}
		}
	}
	if !strings.Contains(printed.String(), text) {
		t.Error("the text is not whole")
	}
}

// pageNumberOf is the number in a line that is nothing but — 1 —.
func pageNumberOf(line string) (int, bool) {
	n, err := strconv.Atoi(strings.Trim(line, "—"))
	return n, err == nil
}

func TestLibreOfficeSavesTheFileAnewWithEverythingInIt(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.LibreOffice)
	again := testenv.Convert(t, written(t, laid(t, issue())), "docx", "docx")
	p := &pack{tb: &listener{TB: t}, data: map[string][]byte{}, trees: map[string]*element{}}
	p.unzip(again) // in an order of its own
	body := string(p.data["word/document.xml"])
	for _, want := range []string{"北屿口岸试行鲜活货物夜间通关", "三季度口岸运行情况", "footnoteReference", "w:tblHeader", "TOC ", "码头上的", "报：", "w:gridSpan", "w:vMerge", "开放前沿"} {
		if !strings.Contains(body, want) {
			t.Errorf("%s is gone", want)
		}
	}
}

// numbers of the file itself, by part, element and attribute; those of a style by its name. See the table of the design: twentieths of a
// point, half points for sizes, eighths for rules.
func TestTheFileHoldsTheNumbersOfTheStandard(t *testing.T) {
	t.Parallel()
	p := check(t, written(t, laid(t, issue())))
	for _, c := range []struct {
		path, attr, want string
	}{
		{"w:sectPr/w:pgSz", "w:w", "11906"},
		{"w:sectPr/w:pgSz", "w:h", "16838"},
		{"w:sectPr/w:pgMar", "w:top", "2098"},
		{"w:sectPr/w:pgMar", "w:bottom", "1984"},
		{"w:sectPr/w:pgMar", "w:left", "1587"},
		{"w:sectPr/w:pgMar", "w:right", "1474"},
		{"w:sectPr/w:pgMar", "w:footer", "1408"}, // the dash seven millimetres below the type area
		{"w:sectPr/w:docGrid", "w:linePitch", "579"},
		{"w:sectPr/w:docGrid", "w:type", "lines"},
		{"Body Text/w:pPr/w:spacing", "w:line", "579"},
		{"Body Text/w:pPr/w:spacing", "w:lineRule", "exact"},
		{"Body Text/w:pPr/w:ind", "w:firstLineChars", "200"},
		{"Body Text/w:pPr/w:ind", "w:firstLine", "640"},
		{"Body Text/w:pPr/w:jc", "w:val", "both"},
		{"Body Text/w:rPr/w:spacing", "w:val", "-5"},
		{"Body Text/w:rPr/w:sz", "w:val", "32"},
		{"Body Text/w:rPr/w:rFonts", "w:eastAsia", "仿宋_GB2312"},
		{"Body Text/w:rPr/w:rFonts", "w:ascii", "Times New Roman"},
		{"heading 1/w:rPr/w:rFonts", "w:eastAsia", "黑体"},
		{"heading 1/w:pPr/w:outlineLvl", "w:val", "0"},
		{"heading 2/w:rPr/w:rFonts", "w:eastAsia", "楷体_GB2312"},
		{"heading 2/w:pPr/w:outlineLvl", "w:val", "1"},
		{"heading 3/w:pPr/w:outlineLvl", "w:val", "2"},
		{"heading 5/w:pPr/w:outlineLvl", "w:val", "4"},
		{"编印单位/w:pPr/w:pBdr/w:bottom", "w:sz", "12"},
		{"编印单位/w:pPr/w:pBdr/w:bottom", "w:color", "FF0000"},
		{"Title/w:rPr/w:rFonts", "w:eastAsia", "方正小标宋简体"},
		{"Title/w:rPr/w:color", "w:val", "FF0000"},
		{"footer/w:rPr/w:sz", "w:val", "28"},
		{"footer/w:rPr/w:rFonts", "w:ascii", "宋体"},
		{"版记/w:rPr/w:sz", "w:val", "28"},
		{"w:settings/w:characterSpacingControl", "w:val", "compressPunctuation"},
	} {
		if got := p.at(c.path).attrs[c.attr]; got != c.want {
			t.Errorf("%s %s is %q, not %q", c.path, c.attr, got, c.want)
		}
	}
	for _, path := range []string{
		"heading 1/w:pPr/w:keepNext", "heading 2/w:pPr/w:keepNext", "heading 3/w:pPr/w:keepNext", "w:settings/w:mirrorMargins", "w:settings/w:evenAndOddHeaders",
	} {
		if p.at(path).name == "" {
			t.Errorf("there is no %s", path)
		}
	}
	if p.at("w:settings/w:updateFields").name != "" {
		t.Error("opening the file makes a program ask whether to bring fields up to date")
	}
}

// at finds an element by a path that begins with a root, the section, or the name of a style; nothing is found as an empty one.
func (p *pack) at(path string) *element {
	names := strings.Split(path, "/")
	found := &element{}
	switch names[0] {
	case "w:sectPr":
		found = p.trees["word/document.xml"].kid("w:body").kid("w:sectPr")
	case "w:settings":
		found = p.trees["word/settings.xml"]
	default:
		for _, s := range p.trees["word/styles.xml"].kids {
			if s.kid("w:name").val() == names[0] {
				found = s
			}
		}
	}
	for _, name := range names[1:] {
		if found = found.kid(name); found == nil {
			return &element{}
		}
	}
	return found
}
