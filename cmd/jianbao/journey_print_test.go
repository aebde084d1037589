package main

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"jianbao/internal/paths"
	"jianbao/internal/testenv"
	"jianbao/internal/testenv/measure"
)

// The sheet is A4 (GB/T 9704-2012, 5.1). On a pitch of 28.95 points its type area takes the 22 rows that the standard asks for.
const (
	sheetWidth, sheetHeight = 210 * measure.MM, 297 * measure.MM
	sheetPitch              = 28.95
)

// TestJourneyOfAReaderWhoPrints prints an issue as it is, and from the dark page in large type: the same official sheets come of both.
func TestJourneyOfAReaderWhoPrints(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.MuPDF|testenv.Poppler)
	j := begin(t)
	reader := j.somebody("a reader")
	reader.open(paths.Home)
	titles := reader.texts(".ed-title-text")
	if len(titles) != 10 {
		t.Fatalf("the issue has %d articles", len(titles))
	}
	plain := reader.prints()
	reader.views("large dark")
	reader.expectView("large", "dark")
	chosen := reader.prints()
	if len(plain) != len(chosen) {
		t.Errorf("%d pages, from the dark page in large type %d", len(plain), len(chosen))
	}
	for _, pages := range [][]measure.Page{plain, chosen} {
		text := expectSheets(t, pages)
		for _, title := range append(titles, "本期目录", "签发", "—1—", "—"+strconv.Itoa(len(pages))+"—") {
			if !printed(title).MatchString(text) {
				t.Errorf("%q is not printed", title)
			}
		}
		for _, furniture := range []string{"下载", "大字版", "标准字号", "单篇阅读", "编辑部登录", "往期"} {
			if strings.Contains(text, furniture) {
				t.Errorf("%q is printed", furniture)
			}
		}
	}
}

// printed finds words in what Chromium prints, which writes some Han characters as the radicals that look like them.
func printed(words string) *regexp.Regexp {
	var b strings.Builder
	for _, r := range words {
		b.WriteString("(?:" + regexp.QuoteMeta(string(r)) + `|[\x{2E80}-\x{2FDF}])`)
	}
	return regexp.MustCompile(b.String())
}

// expectSheets expects pages as official documents have them, and gives their text without blanks. Chromium draws on whole pixels.
func expectSheets(t *testing.T, pages []measure.Page) string {
	t.Helper()
	var text strings.Builder
	rows := 0
	for _, p := range pages {
		if math.Abs(p.Width-sheetWidth) > 1 || math.Abs(p.Height-sheetHeight) > 1 {
			t.Errorf("page %d measures %.0f × %.0f points", p.Index, p.Width, p.Height)
		}
		lines := p.Lines()
		for i, l := range lines {
			text.WriteString(l.Text())
			if i > 0 && math.Abs(l.Baseline-lines[i-1].Baseline-sheetPitch) < 0.5 {
				rows++
			}
		}
		for _, c := range p.Chars {
			if c.Colour != "0" && c.Colour != "0 0 0" && c.Colour != "1 0 0" {
				t.Errorf("page %d: %q is printed in the colour %s", p.Index, c.Text, c.Colour)
				break
			}
		}
	}
	if rows < 15*len(pages) {
		t.Errorf("%d rows of %d pages stand on the pitch of official documents", rows, len(pages))
	}
	return text.String()
}

// prints prints the page that is open, as the browser's own dialogue would, which waits for pictures that are not loaded yet.
func (p *person) prints() []measure.Page {
	p.t.Helper()
	yes := true
	paper := func() []byte {
		return tell(p, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes}).Data
	}
	paper()
	step(p, "wait for the pictures", chromedp.Poll[bool](`[...document.images].every((i) => i.complete && i.naturalWidth > 0)`))
	pdf := paper()
	name := filepath.Join(p.t.TempDir(), "printed.pdf")
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		p.t.Fatal(err)
	}
	if shown, drawn := value[int](p, `document.images.length`), strings.Count(testenv.Output(p.t, "pdfimages", "-list", name), " image "); drawn < shown || shown == 0 {
		p.t.Errorf("%d of %d pictures are printed", drawn, shown)
	}
	return measure.Read(p.t, pdf)
}
