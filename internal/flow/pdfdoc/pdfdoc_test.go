package pdfdoc

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianbao/internal/flow"
	"jianbao/internal/flow/flowtest"
)

func fixture(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func read(tb testing.TB, data []byte) *flow.File {
	tb.Helper()
	f, err := Read(tb.Context(), data)
	if err != nil {
		tb.Fatal(err)
	}
	flowtest.Check(tb, f)
	return f
}

func texts(f *flow.File, place flow.Place) []string {
	var out []string
	for _, p := range flowtest.Paragraphs(f) {
		if p.Place == place {
			out = append(out, p.Text())
		}
	}
	return out
}

func TestNoCharacterOfTheTextIsLostOrDoubled(t *testing.T) {
	t.Parallel()
	want := string(fixture(t, "bulletin.txt"))
	for _, name := range []string{"libreoffice.pdf", "chromium.pdf"} {
		f := read(t, fixture(t, name))
		all := want + strings.Join(texts(f, flow.Footer), "")
		if lost, more := flowtest.Account(all, f); lost != "" || more != "" {
			t.Errorf("%s lacks %q and has %q more", name, lost, more)
		}
	}
}

func TestParagraphsHaveTheLooksOfTheirLines(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"libreoffice.pdf", "chromium.pdf"} {
		all := flowtest.Paragraphs(read(t, fixture(t, name)))
		if p := all[0]; p.Text() != "开放前沿" || p.Size != 48 || !p.Bold || p.Align != flow.Center {
			t.Errorf("%s begins with %+v", name, p)
		}
		for _, p := range all {
			if strings.HasPrefix(p.Text(), "10月18日") && (p.Size != 16 || p.Bold || p.Align != flow.Start) {
				t.Errorf("%s has the text %+v", name, p)
			}
			if strings.HasSuffix(p.Text(), "供稿）") && p.Align != flow.End {
				t.Errorf("%s has the source %+v", name, p)
			}
		}
	}
}

func TestBlanksBetweenNumbersAndHanAreLeftOutAndCounted(t *testing.T) {
	t.Parallel()
	f := read(t, fixture(t, "libreoffice.pdf"))
	if got := flowtest.Omitted(f, flow.Spacing); got.Count == 0 || got.Sample == "" {
		t.Errorf("it reports %+v", got)
	}
	if text := flowtest.Text(f); strings.Contains(text, "10 月") || !strings.Contains(text, "第91期") {
		t.Error("blanks are left")
	}
}

func TestHeadsAndFeetComeBackAtTheSameHeight(t *testing.T) {
	t.Parallel()
	var contents []string
	for _, body := range []string{"alpha", "beta", "gamma"} {
		contents = append(contents, at(100, 780, 10, "Open Front")+at(100, 700, 16, body)+at(290, 20, 10, "- "+string(rune('1'+len(contents)))+" -"))
	}
	f := read(t, pages(contents...).pack())
	if got := strings.Join(texts(f, flow.Body), "|"); got != "alpha|beta|gamma" {
		t.Errorf("the text is %q", got)
	}
	if got := strings.Join(texts(f, flow.Header), "|"); got != "Open Front|Open Front|Open Front" {
		t.Errorf("the heads are %q", got)
	}
	if got := strings.Join(texts(f, flow.Footer), "|"); got != "- 1 -|- 2 -|- 3 -" {
		t.Errorf("the feet are %q", got)
	}
}

func TestTheOrderOnThePageCountsAndNotThatInTheFile(t *testing.T) {
	t.Parallel()
	f := read(t, onePage(at(60, 600, 16, "third")+at(60, 700, 16, "second")+at(250, 760, 40, "first")).pack())
	if got := strings.Join(texts(f, flow.Body), "|"); got != "first|second|third" {
		t.Errorf("it reads as %q", got)
	}
}

func TestColumnsAreReadOneAfterTheOther(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString(at(60, 760, 10, strings.Repeat("across the page ", 7)))
	for i := range 8 {
		b.WriteString(at(60, 700-14*i, 10, "left column of the text now "+string(rune('a'+i))))
		b.WriteString(at(320, 700-14*i, 10, "right column of the text as "+string(rune('a'+i))))
	}
	text := flowtest.Text(read(t, onePage(b.String()).pack()))
	if left, right := strings.LastIndex(text, "left"), strings.Index(text, "right"); left > right || left < 0 {
		t.Errorf("it reads as %q", text)
	}
}

func TestTurnedTextIsReadUpright(t *testing.T) {
	t.Parallel()
	f := read(t, onePage("BT /F 12 Tf 0 1 -1 0 300 100 Tm (turned words) Tj ET").pack())
	if got := strings.Join(texts(f, flow.Body), "|"); got != "turned words" {
		t.Errorf("it reads as %q", got)
	}
}

func TestWhatStandsBesideThePageIsReportedAsHidden(t *testing.T) {
	t.Parallel()
	f := read(t, onePage(at(60, 700, 16, "seen")+at(-900, 700, 16, "unseen")).pack())
	if o := flowtest.Omitted(f, flow.Hidden); o.Count != 1 || o.Sample != "unseen" || strings.Contains(flowtest.Text(f), "unseen") {
		t.Errorf("it reports %+v", o)
	}
}

func TestPicturesArePartOfTheAccount(t *testing.T) {
	t.Parallel()
	f := read(t, onePage(at(60, 700, 16, strings.Repeat("text ", 8))+"q 100 0 0 100 50 50 cm /X Do Q").pack())
	if o := flowtest.Omitted(f, flow.Object); o.Count != 1 {
		t.Errorf("it reports %+v", o)
	}
}

func TestScansAreRefused(t *testing.T) {
	t.Parallel()
	const scan = "q 600 0 0 800 0 0 cm /X Do Q"
	for name, data := range map[string][]byte{
		"a page that is a picture":  onePage(scan).pack(),
		"with a page number":        onePage(scan + at(290, 20, 10, "1")).pack(),
		"an empty page":             onePage("").pack(),
		"one line among many scans": pages(at(60, 700, 16, "a line that says what follows"), scan, scan, scan, scan, scan).pack(),
	} {
		if _, err := Read(t.Context(), data); flowtest.Refusal(t, err) != flow.Scanned {
			t.Errorf("%s: %v", name, err)
		}
	}
	f := read(t, pages(at(60, 700, 16, "a line that says what follows"), scan).pack())
	if o := flowtest.Omitted(f, flow.Scan); o.Count != 1 {
		t.Errorf("a scanned page among others is reported as %+v", o)
	}
}

func TestAReaderWhoLeavesIsNotReadFor(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, fixture(t, "chromium.pdf")); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

// The property: wherever characters stand and however big they are, each of them comes out once.
func TestEveryCharacterComesOutOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := &document{fonts: map[string]bool{}}
		want := map[rune]int{}
		for range rapid.IntRange(1, 4).Draw(t, "pages") {
			p := &page{box: box{0, 0, 600, 800}}
			for range rapid.IntRange(1, 60).Draw(t, "characters") {
				g := glyph{
					r: rapid.SampledFrom([]rune("简报第一期0123abc，。（）—")).Draw(t, "r"), size: rapid.SampledFrom([]float64{5, 10, 16, 48}).Draw(t, "size"),
					x: 10 * float64(rapid.IntRange(-60, 60).Draw(t, "x")), y: 8 * float64(rapid.IntRange(-100, 100).Draw(t, "y")),
					turn: rapid.IntRange(0, 3).Draw(t, "turn"), bold: rapid.Bool().Draw(t, "bold"), blank: rapid.Bool().Draw(t, "blank"),
				}
				want[g.r]++
				p.glyphs = append(p.glyphs, g)
			}
			d.pages = append(d.pages, p)
		}
		f, err := d.file()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range flowtest.Text(f) {
			want[r]--
		}
		for r, n := range want {
			if n != 0 && r != ' ' && r != '\n' && r != '\t' && r != '　' {
				t.Fatalf("%q is missing %d times", r, n)
			}
		}
	})
}
