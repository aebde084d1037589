package htmldoc

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	xunicode "golang.org/x/text/encoding/unicode"

	"jianbao/internal/flow"
	"jianbao/internal/flow/flowtest"
)

func TestTheEncodingIsFoundByContent(t *testing.T) {
	t.Parallel()
	const body = "<p>澜江省云汀片区首票业务落地，进口占六成。</p>"
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(body)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM).NewEncoder().String(body)
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range map[string]string{
		"UTF-8":             body,
		"marked UTF-8":      "\ufeff" + body,
		"GB18030":           gbk,
		"GB2312, as told":   `<meta http-equiv="Content-Type" content="text/html; charset=gb2312">` + gbk,
		"GBK told as UTF-8": `<meta charset="utf-8">` + gbk,
		"UTF-8 told as GBK": `<META CHARSET='gbk'>` + body,
		"UTF-16":            wide,
	} {
		if got := strings.TrimSpace(flowtest.Text(read(t, page))); got != "澜江省云汀片区首票业务落地，进口占六成。" {
			t.Errorf("%s reads as %q", name, got)
		}
	}
	western := `<meta charset="windows-1252"><p>Caf` + "\xe9</p>"
	if got := strings.TrimSpace(flowtest.Text(read(t, western))); got != "Café" {
		t.Errorf("a western page reads as %q", got)
	}
}

func TestBadPagesAreRefusedWithTheirReason(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		page string
		want flow.Code
	}{
		"nothing":             {"", flow.Empty},
		"tags only":           {"<p><br></p><script>x</script>", flow.Empty},
		"only hidden text":    {"<p hidden>字</p>", flow.Empty},
		"too many bytes":      {strings.Repeat("<p>字", MaxBytes/6+1), flow.TooLarge},
		"too many paragraphs": {strings.Repeat("<p>字", flow.MaxParagraphs+1), flow.TooLarge},
		"too much text":       {strings.Repeat("字", flow.MaxText/3+1), flow.TooLarge},
		"too many cells":      {"<table>" + strings.Repeat("<tr><td>", flow.MaxCells+1), flow.TooLarge},
		"nested 100,000 deep": {strings.Repeat("<div>", 100_000) + "字", flow.TooLarge},
		"lists in lists":      {strings.Repeat("<ul><li>", 100_000) + "字", flow.TooLarge},
		"tables in tables":    {strings.Repeat("<table><tr><td>", 100_000) + "字", flow.TooLarge},
		"too many pictures":   {strings.Repeat(`<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`, flow.MaxPictures+1), flow.TooLarge},
	} {
		_, err := Read([]byte(c.page))
		if got := flowtest.Refusal(t, err); got != c.want {
			t.Errorf("%s: refused as %q, want %q", name, got, c.want)
		}
	}
}

// hostile pages each feed one rule with nothing but what it looks at, as long as a page may be or nearly. A step that took
// quadratic time would need minutes.
var hostile = map[string]string{
	"ends without a beginning": strings.Repeat("</p></div></b>", 500_000),
	"marks never closed":       strings.Repeat("<p><b id=x>字", 15_000),
	"marks that cross":         strings.Repeat("<b><i></b></i>字", 200_000),
	"attributes":               "<p " + strings.Repeat("a", 10) + strings.Repeat(" b=c", 500_000) + ">字",
	"comments":                 strings.Repeat("<!-- -- >", 500_000) + "字",
	"an open comment":          "字<!--" + strings.Repeat("x", 4_000_000),
	"an open tag":              "字<p " + strings.Repeat("x", 4_000_000),
	"entities":                 strings.Repeat("&amp;&nbsp;&#x5b57;", 200_000),
	"breaks":                   "字" + strings.Repeat("<br>", 1_000_000) + "字",
	"blanks":                   "字" + strings.Repeat(" \n", 2_000_000) + "字",
	"spans":                    "<table><tr><td rowspan=99999999 colspan=99999999>字<td rowspan=0>字<tr><td rowspan=-1>字",
	"runs":                     strings.Repeat("<b>字</b>字", 390_000),
	"tags":                     "字" + strings.Repeat("<b></b>", 1_100_000),
	"ends that find nothing":   strings.Repeat("<b>", 190) + "字" + strings.Repeat("</x>", 790_000),
	"tags deep inside":         strings.Repeat("<b>", 190) + "字" + strings.Repeat("<i></i>", 390_000),
	"items deep inside":        strings.Repeat("<b>", 190) + "字" + strings.Repeat("<li>", 790_000),
	"names of attributes":      "<p " + names(1_000_000) + ">字",
	"an open list of names":    "字<p " + names(1_000_000),
	"quoted attributes":        "<p " + strings.Repeat(`a=">" `, 1_300_000) + ">字",
	"names, then tags":         "<p " + names(1_000) + ">字" + strings.Repeat("<p a>", 790_000),
	"wide tags":                strings.Repeat("<b "+names(1_000)+"></b>", 900) + "字",
	"marks in pieces":          `<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">` + strings.Repeat("1<i></i>", 390_000),
	"notes":                    notes(200_000) + "字",
	"one note":                 strings.Repeat("<a role=doc-noteref href=#n>1</a>", 250_000) + "字",
	"notes that come":          notes(9_000) + strings.Repeat("<p id=n8999>字</p>", 10_000),
	"links":                    strings.Repeat("<a href='https://lanjiang.example/"+strings.Repeat("x", 400)+"'>字</a>", 17_000),
	"layout in layout":         strings.Repeat("<table><tr><td>", 60) + strings.Repeat("<p>字", 19_000),
	"rows":                     "<table>" + strings.Repeat("<tr>", 790_000) + "<td>字",
	"reaching down":            "<table>" + strings.Repeat("<tr><td rowspan=0 colspan=1000>字", 19_000),
	"styles":                   `<p style="` + strings.Repeat("color:red;", 300_000) + `">字`,
}

// names are n different names of attributes.
func names(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(" " + strconv.FormatInt(int64(i), 36))
	}
	return b.String()
}

// notes are n references, each to another note.
func notes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<a role=doc-noteref href=#n%d></a>", i)
	}
	return b.String()
}

func TestHostilePagesAreAnswered(t *testing.T) {
	t.Parallel()
	for name, page := range hostile {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, err := Read([]byte(page))
			if err != nil {
				flowtest.Refusal(t, err)
				return
			}
			flowtest.Check(t, f)
		})
	}
}

func TestEveryCharacterThatIsSeenIsThere(t *testing.T) {
	t.Parallel()
	const page = `<table><caption>表一</caption>乱放的字<tr><td>甲<td>乙<table><tr><td>丙<p>丁</table>戊</table><ul>无项<li>己<ul><li>庚</ul>辛</ul>` +
		`<h2>壬<div>癸</div></h2><b>子<p>丑</b>寅</p>卯<td>辰</td></li>巳<select><option>午<option>未</select><ruby>申<rt>酉</rt></ruby><x-y>戌</x-y><p/>亥`
	want := "表一乱放的字甲乙丙丁戊无项己庚辛壬癸子丑寅卯辰巳午未申酉戌亥••"
	if lost, more := flowtest.Account(want, read(t, page)); lost+more != "" {
		t.Errorf("lost %q, more %q", lost, more)
	}
}

func FuzzReadHTML(f *testing.F) {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("<table><tr><td><table></td><li><ol></table>x<caption>y"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Read(data)
		if err != nil {
			flowtest.Refusal(t, err)
			return
		}
		flowtest.Check(t, file)
	})
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("testdata/word.html")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHostile(b *testing.B) { flowtest.Hostile(b, hostile, Read) }
