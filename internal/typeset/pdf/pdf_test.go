package pdf_test

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"jianbao/internal/testenv"
	"jianbao/internal/typeset"
	"jianbao/internal/typeset/pdf"
	"jianbao/models"
)

// saved is a PDF as a file for programs that read files.
func saved(tb testing.TB, data []byte) string {
	tb.Helper()
	name := filepath.Join(tb.TempDir(), "issue.pdf")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		tb.Fatal(err)
	}
	return name
}

// whole is an issue of ten articles with everything in it, as a file, and the pages that it was drawn from.
func whole(tb testing.TB) (string, *typeset.Pages) {
	tb.Helper()
	p := issue(tb, content(10))
	return saved(tb, write(tb, p)), p
}

func TestTheFileIsBuiltAsTheStandardSays(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.QPDF)
	name, _ := whole(t)
	if out := testenv.Output(t, "qpdf", "--check", name); !strings.Contains(out, "No syntax or stream encoding errors found") {
		t.Error(out)
	}
}

func TestEveryFontIsThereWithTheGlyphsThatAreUsedAndWhatTheySay(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.Poppler)
	name, _ := whole(t)
	fonts := strings.Split(strings.TrimSpace(testenv.Output(t, "pdffonts", name)), "\n")[2:]
	if len(fonts) != 5 {
		t.Errorf("%d fonts", len(fonts))
	}
	row := regexp.MustCompile(`^[A-Z]{6}\+Jianbao-\w+ +CID TrueType +Identity-H +yes yes yes `)
	for _, f := range fonts {
		if !row.MatchString(f) {
			t.Error(f)
		}
	}
}

func TestNoCharacterIsLostInCopying(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.Poppler)
	name, p := whole(t)
	want := printed(p)
	// In the order in which the file draws it, the text is the text to the letter.
	if got := solid(testenv.Output(t, "pdftotext", "-raw", name, "-")); got != want {
		t.Errorf("the text differs where it says\n%s\nnot\n%s", apart(got, want), apart(want, got))
	}
	// In the order in which it stands on paper, the same characters come.
	got, all := counts(solid(testenv.Output(t, "pdftotext", "-layout", name, "-"))), counts(want)
	for r, n := range all {
		if got[r] != n {
			t.Errorf("%q comes %d times, not %d", r, got[r], n)
		}
	}
	if n := len([]rune(want)); n < 8000 {
		t.Errorf("the issue has only %d characters", n)
	}
}

// solid is a text without blanks and ends of pages.
func solid(s string) string { return strings.Join(strings.Fields(s), "") }

func counts(s string) map[rune]int {
	out := make(map[rune]int)
	for _, r := range s {
		out[r]++
	}
	return out
}

// apart is the first of two texts from where they differ.
func apart(a, b string) string {
	x, y := []rune(a), []rune(b)
	i := 0
	for i < len(x) && i < len(y) && x[i] == y[i] {
		i++
	}
	return string(x[max(0, i-10):min(len(x), i+40)])
}

func TestTheTagsSayWhatIsWhat(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.Poppler)
	name, _ := whole(t)
	got := testenv.Output(t, "pdfinfo", "-struct-text", name)
	for _, want := range []string{
		"Document\n  P (block)\n    \"自贸动态\"\n",
		"  TOC\n    TOCI\n      Link (inline)\n        \"一、要闻\"\n",
		"  Sect\n    H1 (block)\n      \"一、要闻\"\n    Sect\n      H2 (block)\n        \"（一）哈尔滨片区推出第1批便利化措施\"\n      H3 (block)\n        \"1.总体进展\"\n",
		"        Reference (inline)\n          \"①\"\n        Note <note-1> (inline)\n          \"①制度创新指首创性、集成性的改革举措，数据截至2026年6月30日。\"\n",
		"        Link (inline)\n          \"详见专栏\"\n",
		"      L (block)\n        LI (block)\n          LBody (block)\n            \"①压缩时限，全部事项限时办结。\"\n        LI (block)\n",
		"      Table (block)\n        TR\n          TH:\n             /ColSpan 1\n             /RowSpan 2\n             /Scope /Column\n            P (block)\n              \"片区\"\n",
		"        TR\n          TD\n            P (block)\n              \"合计\"\n          TD:\n             /ColSpan 3\n             /RowSpan 1\n            P (block)\n              \"见附件\"\n",
		"      Figure:\n         /Placement /Block\n",
		"      BlockQuote\n        \"“要以制度创新为核心，对标国际先进规则。”\"\n",
		"\n  Sect\n    P (block)\n      \"报：省委办公厅，省政府办公厅。\"\n",
	} {
		if !strings.Contains(unnumbered.ReplaceAllString(got, ""), want) {
			t.Errorf("no %q", want)
		}
	}
	for _, page := range []string{"— 1 —", "—1—"} {
		if strings.Contains(got, page) {
			t.Error("page numbers are part of the text")
		}
	}
	if n := strings.Count(got, "备注"); n != 1 {
		t.Errorf("the head of the table is read %d times", n)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, alt := range []string{"各月办件量的柱形图", "窗口照片", "示意图"} {
		if !bytes.Contains(data, []byte("/Alt"+hexText(alt))) {
			t.Errorf("no picture has the text %s in its stead", alt)
		}
	}
}

// hexText is a text as PDF writes it.
func hexText(s string) string {
	out := "<FEFF"
	var outSb148 strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&outSb148, "%04X", u)
	}
	out += outSb148.String()
	return out + ">"
}

// unnumbered leaves the numbers of objects out of poppler's account.
var unnumbered = regexp.MustCompile(`(?m)^ *Object .*\n`)

func TestTheFileSaysWhatItIs(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.Poppler)
	name, _ := whole(t)
	info := testenv.Output(t, "pdfinfo", name)
	for _, want := range []string{`Title: +自贸动态2026年第232期\n`, `Author: +省自贸办\n`, `Tagged: +yes\n`, `Page size: +595.28 x 841.89 pts \(A4\)\n`, `CreationDate: +Mon Sep 28 00:00:00 2026`} {
		if !regexp.MustCompile(want).MatchString(info) {
			t.Errorf("no %s in\n%s", want, info)
		}
	}
	meta := testenv.Output(t, "pdfinfo", "-meta", name)
	for _, want := range []string{"<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>U</pdfaid:conformance>", "自贸动态2026年第232期", "<xmp:CreateDate>2026-09-28T00:00:00Z<"} {
		if !strings.Contains(meta, want) {
			t.Errorf("no %s in\n%s", want, meta)
		}
	}
}

func TestTheSamePagesGiveTheSameBytes(t *testing.T) {
	t.Parallel()
	if !bytes.Equal(write(t, issue(t, content(3))), write(t, issue(t, content(3)))) {
		t.Error("two files of one issue differ")
	}
}

func TestAPictureThatCannotBeReadIsNamed(t *testing.T) {
	t.Parallel()
	p := issue(t, content(1))
	err := pdf.Write(io.Discard, p, func(string) ([]byte, error) { return []byte("no picture"), nil })
	if err == nil || !strings.Contains(err.Error(), "picture png") {
		t.Errorf("error %v", err)
	}
}

func TestAFontWithoutTrueTypeOutlinesIsRefusedByName(t *testing.T) {
	t.Parallel()
	fonts, err := typeset.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	otf := *fonts.Roles[typeset.FangSong]
	otf.Name, otf.Data = "Fandol Fang", []byte("OTTO\x00\x00\x00\x00\x00\x00\x00\x00")
	roles := maps.Clone(fonts.Roles)
	roles[typeset.FangSong] = &otf
	p := typeset.Lay(issue(t, content(1)).Paper, &typeset.Fonts{Roles: roles, Latin: fonts.Latin, Backup: fonts.Backup})
	err = pdf.Write(io.Discard, p, pictures(t))
	if err == nil || !strings.Contains(err.Error(), "Fandol Fang") {
		t.Errorf("error %v", err)
	}
}

func TestAWriterThatFailsEndsTheWriting(t *testing.T) {
	t.Parallel()
	if err := pdf.Write(failing{}, issue(t, content(1)), pictures(t)); err == nil {
		t.Error("no error")
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestADraftHasItsMarkBehindTheText(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.Poppler)
	paper, err := typeset.Issue(content(1), models.OfficialLayout())
	if err != nil {
		t.Fatal(err)
	}
	paper.Mark, paper.Head = "草稿", "校验码 7K3M-92QX"
	p := lay(t, paper)
	name := saved(t, write(t, p))
	// The mark is no part of the text; the check code stands on each page.
	text := testenv.Output(t, "pdftotext", name, "-")
	if strings.Contains(text, "草稿") || strings.Count(text, "校验码 7K3M-92QX") != len(p.Pages) {
		t.Errorf("text\n%s", text)
	}
}

func TestBookmarksAndLinksLeadToTheirPlaces(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.MuPDF|testenv.Poppler)
	name, p := whole(t)
	outline := testenv.Output(t, "mutool", "show", name, "outline")
	for _, want := range []string{"+\t\"一、要闻\"\t#page=2&", "+\t\t\"（一）哈尔滨片区推出第1批便利化措施\"\t#page=2&", "\t\t\t\"1.总体进展\"\t#page=2&", "+\t\"三、经验交流\"\t#page="} {
		if !strings.Contains(outline, want) {
			t.Errorf("no %q in\n%s", want, outline)
		}
	}
	if urls := testenv.Output(t, "pdfinfo", "-url", name); !strings.Contains(urls, "https://www.example.gov.cn/%E5%88%B6%E5%BA%A6?a=1") {
		t.Errorf("links to elsewhere:\n%s", urls)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	// Every line of the contents leads somewhere, and the address stands on two lines.
	if n, entries := bytes.Count(data, []byte("/Subtype/Link")), 3+10; n != entries+2 {
		t.Errorf("%d links in %d pages", n, len(p.Pages))
	}
}

func TestEveryCharacterIsWrittenWhateverItIs(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.Poppler|testenv.QPDF)
	const text = "字\u200b宽\ufeff连\u00ad字，表情👩\u200d💻与\ufe0f变体；组合e\u0301，私用\ue000，末尾\U0010fffd。\u2028行\t列"
	g := typeset.Official()
	p := lay(t, &typeset.Paper{Geometry: g, Styles: typeset.OfficialSheet(g), Flow: []typeset.Block{&typeset.Para{Style: typeset.StyleBody, Runs: typeset.Text(text)}}})
	name := saved(t, write(t, p))
	testenv.Output(t, "qpdf", "--check", name)
	got := testenv.Output(t, "pdftotext", "-raw", name, "-")
	for _, want := range "字宽连，表情👩💻与变体；组合é，私用\ue000，末尾\U0010fffd。行列" {
		if want == 'é' {
			continue // readers may give it in one piece or in two
		}
		if !strings.ContainsRune(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
}
