package markdown

import (
	"flag"
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
	"quotations":    strings.Repeat("> ", 100_000) + "字",
	"tight quotes":  strings.Repeat(">", 100_000) + "字",
	"lists":         strings.Repeat("- ", 100_000) + "字",
	"brackets":      strings.Repeat("[", 100_000) + "字",
	"images":        strings.Repeat("![", 50_000) + "字",
	"links":         strings.Repeat("[a](", 50_000) + "字",
	"emphasis":      strings.Repeat("*a_ ", 50_000) + "字",
	"stars":         strings.Repeat("**a *b ", 50_000) + "字",
	"ticks":         ticks(500) + "字",
	"deep lists":    deepList(1_000),
	"tables":        strings.Repeat("|a", 2_000) + "\n" + strings.Repeat("|-", 2_000) + "\n" + strings.Repeat("|字\n", 1_000),
	"references":    strings.Repeat("[a]: x\n", 50_000) + "字",
	"notes":         strings.Repeat("[^a]", 50_000) + "\n\n[^a]: 字\n",
	"entities":      strings.Repeat("&amp", 200_000) + "字",
	"open comments": strings.Repeat("字 <!-- ", 50_000),
	"open tags":     strings.Repeat("字 <a b=' ", 50_000),
	"open sections": strings.Repeat("字 <![CDATA[ ", 50_000),
	"declarations":  strings.Repeat("字 <!A ", 50_000),
	"instructions":  strings.Repeat("字 <? ", 50_000),
	// What the limits just let through.
	"marks":       strings.Repeat(strings.Repeat("*a_ ", maxMarks/2)+"\n\n", maxMarksOfAll/maxMarks-1) + "字",
	"many links":  strings.Repeat(strings.Repeat("[a](", maxMarks)+"\n\n", maxMarksOfAll/maxMarks-1) + "字",
	"deep quotes": strings.Repeat(strings.Repeat(">", flow.MaxDepth)+"字\n", 10_000),
	"deep items":  deepList(flow.MaxDepth) + strings.Repeat(strings.Repeat("  ", flow.MaxDepth-1)+"* 字\n", 5_000),
}

// ticks are runs of backticks, each of another length.
func ticks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("e" + strings.Repeat("`", i+1))
	}
	return b.String()
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
