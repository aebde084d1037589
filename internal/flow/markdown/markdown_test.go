package markdown

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"jianbao/internal/flow"
	"jianbao/internal/flow/flowtest"
)

var update = flag.Bool("update", false, "write the golden files anew; read the difference before committing it")

func read(tb testing.TB, text string) *flow.File {
	tb.Helper()
	f, err := Read([]byte(text))
	if err != nil {
		tb.Fatal(err)
	}
	flowtest.Check(tb, f)
	return f
}

func bulletin(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile("testdata/bulletin.md")
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func TestABulletinReadsAsItsGoldenFile(t *testing.T) {
	t.Parallel()
	flowtest.Golden(t, "testdata/bulletin.golden", read(t, bulletin(t)), *update)
}

func TestEveryCharacterThatIsSeenIsThere(t *testing.T) {
	t.Parallel()
	want := `澜江省自由贸易试验区动态 一、要闻 云汀首票业务落地，面积 10 m2，详见省自贸办网站。换行的中文不留空格，but English words do.
硬换行之后。引用一句。3.第三项4.第四项•圆点一项•~~划线的字~~片区进口增速云汀4.8 13.5%海岚代码网页里的字代码 <b>一行</b>
另见 https://lanjiang.example/b ，又一次引用和。据云汀市商务局统计。第二段。附表另发。没有引用的脚注。`
	if lost, more := flowtest.Account(want, read(t, bulletin(t))); lost+more != "" {
		t.Errorf("lost %q, more %q", lost, more)
	}
}

func TestOnlySettingsBeforeTheTextAreLeftOut(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"---\ntitle: 题\n---\n正文":     "正文\n",
		"---\n\n上文\n\n---\n\n下文":     "上文\n下文\n",
		"---\n没有设置\n---\n正文":         "没有设置\n正文\n",
		"正文\n\n---\ntitle: 题\n---\n": "正文\ntitle: 题\n",
	} {
		if got := flowtest.Text(read(t, text)); got != want {
			t.Errorf("%q reads as %q, want %q", text, got, want)
		}
	}
}

// hostile files each feed one rule with nothing but what it looks at. Each is read or refused within seconds.
var hostile = map[string]string{
	"quotations":           strings.Repeat("> ", 100_000) + "字",
	"tight quotes":         strings.Repeat(">", 100_000) + "字",
	"lists":                strings.Repeat("- ", 100_000) + "字",
	"brackets":             strings.Repeat("[", 100_000) + "字",
	"images":               strings.Repeat("![", 50_000) + "字",
	"links":                strings.Repeat("[a](", 50_000) + "字",
	"emphasis":             strings.Repeat("*a_ ", 50_000) + "字",
	"stars":                strings.Repeat("**a *b ", 50_000) + "字",
	"ticks":                ticks(500) + "字",
	"deep lists":           deepList(1_000),
	"tables":               strings.Repeat("|a", 2_000) + "\n" + strings.Repeat("|-", 2_000) + "\n" + strings.Repeat("|字\n", 1_000),
	"references":           strings.Repeat("[a]: x\n", 50_000) + "字",
	"notes":                strings.Repeat("[^a]", 50_000) + "\n\n[^a]: 字\n",
	"entities":             strings.Repeat("&amp", 200_000) + "字",
	"open comments":        strings.Repeat("字 <!-- ", 50_000),
	"open tags":            strings.Repeat("字 <a b=' ", 50_000),
	"open sections":        strings.Repeat("字 <![CDATA[ ", 50_000),
	"declarations":         strings.Repeat("字 <!A ", 50_000),
	"instructions":         strings.Repeat("字 <? ", 50_000),
	"lines":                strings.Repeat("字\n", 1_000_000),
	"items":                strings.Repeat("- 字\n", 600_000),
	"blank lines":          "- 字\n" + strings.Repeat("\n", 4_000_000) + "字",
	"blanks":               "字" + strings.Repeat(" ", 4_000_000) + "字",
	"tabs":                 "字" + strings.Repeat("\t\n", 2_000_000) + "字",
	"codes":                strings.Repeat("`a`b", 1_000_000),
	"inline tags":          strings.Repeat("字<b>", 600_000),
	"addresses":            strings.Repeat("<x:y> ", 600_000),
	"linked":               strings.Repeat("www.a.b ", 500_000),
	"mail":                 strings.Repeat(" a@b.c", 600_000),
	"long domains":         " " + strings.Repeat("www.", 1_000_000),
	"broken mail":          strings.Repeat(" a@", 1_000_000),
	"long mail":            strings.Repeat("(a", 1_000_000) + "@b.c",
	"open titles":          strings.Repeat("[a]: b \"x"+strings.Repeat("y", 1_000)+"\n", 1_900) + "字",
	"open labels":          strings.Repeat("["+strings.Repeat("y", 2_000)+"\n", 1_900) + "字",
	"definitions":          numbered("[a%d]: x\n\n", 45_000) + "字",
	"notes defined":        numbered("[^a%d]: 字\n\n", 19_000) + "字",
	"notes used":           numbered("[^a%d]: 字\n\n", 18_000) + strings.Repeat(strings.Repeat("[^a17999]", 1_000)+"\n\n", 30),
	"one note":             "[^a]: 字\n\n" + strings.Repeat(strings.Repeat("[^a]", 1_000)+"\n\n", 49),
	"notes in notes":       nestedNotes(180),
	"nested links":         strings.Repeat("[", 1_900) + "字" + strings.Repeat("](b)", 1_900),
	"underlines":           strings.Repeat("字\n=\n", 600_000),
	"fences":               strings.Repeat("```\n", 900_000),
	"code lines":           strings.Repeat("    字\n", 500_000),
	"rules":                strings.Repeat("---\n", 900_000),
	"headings":             strings.Repeat("# 字\n", 600_000),
	"same headings":        strings.Repeat("# a\n", 19_000),
	"rows":                 "|a|b|\n|-|-|\n" + strings.Repeat("|字|字|\n", 24_000),
	"pipes":                "a|b\n-|-\n" + strings.Repeat("\\|", 1_000_000),
	"many tables":          strings.Repeat("|a|\n|-|\n\n", 19_000),
	"wide head":            strings.Repeat("|a", 25_000) + "\n" + strings.Repeat("|-", 25_000) + "\n",
	"escapes":              strings.Repeat("\\*", 1_000_000),
	"references by number": strings.Repeat("&#20113;", 500_000),
	"open references":      strings.Repeat("&", 4_000_000) + "字",
	"hard breaks":          strings.Repeat("字  \n", 600_000),
	"lazy lines":           strings.Repeat("> ", 150) + strings.Repeat("字\n", 19_000),
	"quoted fences":        strings.Repeat(strings.Repeat("> ", 150)+"```\n", 10_000),
	"open angle":           strings.Repeat("<", 4_000_000) + "字",
	"closed angle":         strings.Repeat("[a](<", 40_000) + "字",
	// What the limits just let through.
	"marks":            strings.Repeat(strings.Repeat("*a_ ", maxMarks/2)+"\n\n", maxMarksOfAll/maxMarks-1) + "字",
	"many links":       strings.Repeat(strings.Repeat("[a](", maxMarks)+"\n\n", maxMarksOfAll/maxMarks-1) + "字",
	"many codes":       strings.Repeat(strings.Repeat("`a`b", maxMarks/2)+"\n\n", maxMarksOfAll/maxMarks-1) + "字",
	"deep quotes":      strings.Repeat(strings.Repeat(">", flow.MaxDepth)+"字\n", maxNesting/flow.MaxDepth),
	"quotes apart":     strings.Repeat(strings.Repeat(">", flow.MaxDepth)+"字\n\n", maxNesting/flow.MaxDepth),
	"deep items":       deepList(flow.MaxDepth/2) + strings.Repeat(strings.Repeat("  ", flow.MaxDepth/2-1)+"* 字\n", 3_900),
	"many lines":       strings.Repeat("字\n", maxLines),
	"many hard breaks": strings.Repeat("字  \n", maxLines),
	"many items":       strings.Repeat("- 字\n", maxLines),
	"many headings":    strings.Repeat("字\n=\n", maxLines/2),
	"many blank lines": "- 字\n" + strings.Repeat("\n", maxLines-2) + "字",
	"many fences":      strings.Repeat("~~~\n", maxLines),
	"many tags":        strings.Repeat("字<b>", maxTags),
	"many addresses":   strings.Repeat("<x:y> ", maxTags),
	"many linked":      strings.Repeat("www.a.b ", maxMarksOfAll),
	"much mail":        strings.Repeat(" a@b.c", maxMarksOfAll),
	"many notes":       numbered("[^a%d]: 字\n\n", flow.MaxNotes) + strings.Repeat(strings.Repeat("[^a9999]", 1_000)+"\n\n", flow.MaxNotes/1_000),
}

// ticks are runs of backticks, each of another length.
func ticks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("e" + strings.Repeat("`", i+1))
	}
	return b.String()
}

func numbered(form string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, form, i)
	}
	return b.String()
}

func nestedNotes(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("    ", i/2) + fmt.Sprintf("[^a%d]: 字[^a%d]\n\n", i, i+1))
	}
	return b.String() + "[^a0]"
}

func deepList(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "* 字\n")
	}
	return b.String()
}

func TestHostileFilesAreAnswered(t *testing.T) {
	t.Parallel()
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, err := Read([]byte(text))
			if err != nil {
				flowtest.Refusal(t, err)
				return
			}
			flowtest.Check(t, f)
		})
	}
}

func FuzzReadMarkdown(f *testing.F) {
	f.Add([]byte(bulletin(f)))
	f.Add([]byte("[^a]: x\n[^b]: [^a]\n\n[^b]"))
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
	data := []byte(bulletin(b))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHostile(b *testing.B) { flowtest.Hostile(b, hostile, Read) }
