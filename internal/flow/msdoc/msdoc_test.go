package msdoc

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"jianbao/internal/flow"
	"jianbao/internal/flow/flowtest"
)

var update = flag.Bool("update", false, "write the golden files anew; read the difference before committing it")

func TestEachFileReadsAsItsGoldenFile(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.doc")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			f, err := Read(data)
			if err != nil {
				t.Fatal(err)
			}
			flowtest.Check(t, f)
			flowtest.Golden(t, strings.TrimSuffix(name, ".doc")+".golden", f, *update)
		})
	}
}

// unseen are the parts of a source that must not become text, and those that are counted anew.
var unseen = []*regexp.Regexp{
	regexp.MustCompile(`(?s)^.*<office:text>`),
	regexp.MustCompile(`(?s)<text:tracked-changes>.*?</text:tracked-changes>`),
	regexp.MustCompile(`(?s)<office:annotation>.*?</office:annotation>`),
	regexp.MustCompile(`(?s)<text:p text:style-name="SecretPara">.*?</text:p>`),
	regexp.MustCompile(`<text:span text:style-name="(H|Secret)">.*?</text:span>`),
	regexp.MustCompile(`<text:note-citation>.*?</text:note-citation>`),
	regexp.MustCompile(`(?s)<office:binary-data>.*?</office:binary-data>`),
	regexp.MustCompile(`<[^>]*>`),
}

func TestEveryCharacterOfTheSourceIsThereAndNoneThatIsLeftOut(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"bulletin", "report", "latin"} {
		source, err := os.ReadFile("testdata/" + name + ".fodt")
		if err != nil {
			t.Fatal(err)
		}
		want := string(source)
		for _, part := range unseen {
			want = part.ReplaceAllString(want, "")
		}
		want = strings.NewReplacer("&#160;", "\u00a0", "&#8209;", "-").Replace(want)
		f := read(t, name)
		if lost, _ := flowtest.Account(want, f); lost != "" {
			t.Errorf("%s: lost %q", name, lost)
		}
		for _, secret := range []string{"删去", "九百", "作废", "底数", "样式隐藏", "内部口径", "批注", "HYPERLINK"} {
			if strings.Contains(flowtest.Text(f), secret) {
				t.Errorf("%s: %q became text", name, secret)
			}
		}
	}
}

func read(tb testing.TB, name string) *flow.File {
	tb.Helper()
	f, err := Read(fixture(tb, name))
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

func fixture(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile("testdata/" + name + ".doc")
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func TestTheOriginsOfWhatIsLeftOutAreTold(t *testing.T) {
	t.Parallel()
	f := read(t, "bulletin")
	for kind, want := range map[flow.OmissionKind]string{
		flow.Deletion: "删去的金额九百万元", flow.Hidden: "隐藏的底数样式隐藏", flow.Comment: "此数待核实批注", flow.Field: `HYPERLINK "https://lanji…`,
	} {
		if got := flowtest.Omitted(f, kind).Sample; got != want {
			t.Errorf("%s: the sample is %q, want %q", kind, got, want)
		}
	}
}

func TestAPictureIsReportedAsLeftOut(t *testing.T) {
	t.Parallel()
	f := read(t, "bulletin") // its source has one
	if got := flowtest.Omitted(f, flow.Object).Count; got != 1 || len(f.Pictures) > 0 {
		t.Errorf("%d pictures are reported and %d taken", got, len(f.Pictures))
	}
}

func BenchmarkRead(b *testing.B) {
	data := fixture(b, "bulletin")
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(data); err != nil {
			b.Fatal(err)
		}
	}
}
