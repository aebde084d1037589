package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
	"jianbao/internal/testenv"
)

func TestJourneyOfADemonstrationIssueSignedFromPaper(t *testing.T) {
	t.Parallel()
	j := begin(t)

	editor := j.staff("editor1")
	editor.brings(j.next)
	editor.sees("4 个栏目，10 篇稿件，40 段", "自动修正 4 处", "请确认 3 处拿不准的地方")
	editor.press("不修正")
	editor.sees("4 个栏目，10 篇稿件，41 段", "自动修正 3 处")
	editor.press("撤销上一个改动")
	editor.sees("4 个栏目，10 篇稿件，40 段", "自动修正 4 处")
	issue := editor.confirms("第94期", 3)
	editor.press("澜州港：小码头接上大航线")
	editor.correct("澜江上游有四座老码头", "澜江上游有四座百年老码头")
	editor.press("保存")
	editor.sees("已保存。")
	editor.submits(issue)

	first := j.staff("reviewer1")
	first.press("审阅")
	first.press("审改《澜州港：小码头接上大航线》")
	first.sees("您正在以“初审”的身份审改")
	first.correct("前些年公路修通，码头日渐冷清", "公路修通以后，码头日渐冷清")
	first.press("保存审改")
	first.approves(issue, "同意")

	second := j.staff("reviewer2")
	second.open(issue + "/review")
	second.sees("顾清和 在初审时审改")
	if gone, come := second.text("#changes del"), second.text("#changes ins"); !strings.Contains(gone, "前些年") || !strings.Contains(come, "以后") {
		t.Errorf("the second reviewer sees that %q became %q", gone, come)
	}
	second.approves(issue, "同意")

	recorder := j.staff("proofreader")
	recorder.open(issue)
	recorder.press("打印送审稿")
	code := recorder.text(".slip .code")
	recorder.open(issue)
	recorder.press("代录意见") // leads to the text that was decided on,
	recorder.press("代录意见") // and from there to the form
	recorder.choose("way", "paper")
	recorder.choose("verdict", "approved")
	recorder.fill("opinion", "同意印发")
	recorder.fill("code", code)
	recorder.attach("scan", paperScan(t))
	recorder.press("代录意见")
	recorder.sees("代录的意见已记录", "由周见微代录")

	signer := j.staff("signer")
	signer.publishes(issue)

	reader := j.somebody("a reader")
	reader.open(paths.Home)
	reader.sees("第94期", "公路修通以后，码头日渐冷清")
	if makers := strings.Join(reader.texts(".ed-makers div"), " "); !strings.Contains(makers, "陆承安") {
		t.Errorf("the colophon names %q", makers)
	}
	reader.press("单篇阅读")
	article := reader.path()
	reader.sees("澜州港：小码头接上大航线", "澜江上游有四座百年老码头")
	reader.press("查询")
	reader.fill("q", "百年老码头")
	reader.enter()
	reader.sees("共找到1篇")
	reader.press("澜州港：小码头接上大航线")
	reader.at(article)
	reader.jumps("94")
	reader.sees("第94期", "人工智能进口岸，边界在哪里")
}

func TestJourneyOfADemonstrationIssueSignedOnScreen(t *testing.T) {
	t.Parallel()
	j := begin(t)

	second := j.staff("reviewer2")
	second.press("审阅")
	issue := strings.TrimSuffix(second.path(), "/review")
	second.sees("顾清和 在初审时审改", "每年10月是北屿口岸边民互市最忙的时节")
	second.fill("opinion", "同意，第七篇占比已核对")
	second.press("审核通过")
	second.sees("审核意见已记录")

	signer := j.staff("signer")
	signer.press("审阅")
	signer.taps("同意印发")
	signer.fill("password", demo.Password)
	signer.press("签发")
	signer.sees("已签发，可以发布。")
	signer.publishes(issue)
	signer.press("打印审签单")
	signer.sees("许南乔", "林叙白", "顾清和", "沈怀远", "同意，第七篇占比已核对", "陆承安", "同意印发", "每年", "十10月")

	reader := j.somebody("a reader")
	reader.open(paths.Home)
	reader.sees("第92期", "每年10月是北屿口岸边民互市最忙的时节")
	reader.press("单篇阅读")
	article := reader.path()
	reader.jumps("92")
	published := reader.path()

	signer.open(issue)
	signer.press("撤下")
	signer.fill("reason", "第七篇统计口径有误")
	signer.fill("password", demo.Password)
	signer.press("撤下")
	signer.sees("已撤下，读者看不到了。")
	for _, path := range []string{published, article} {
		reader.turnedAway(path, 410)
		reader.sees("内容已撤下")
		if shown := reader.text("body"); strings.Contains(shown, "北屿口岸") || strings.Contains(shown, "统计口径") {
			t.Errorf("%s still tells: %s", path, shown)
		}
	}
	reader.open(paths.Home)
	reader.sees("第91期")
}

func TestJourneyOfTheSampleIssue(t *testing.T) {
	t.Parallel()
	sample := testenv.Sample(t, "issue-232.txt")
	file := filepath.Join(t.TempDir(), "issue-232.txt")
	if err := os.WriteFile(file, sample, 0o600); err != nil {
		t.Fatal(err)
	}
	j := begin(t)

	editor := j.staff("editor2")
	editor.brings(file)
	editor.sees("4 个栏目，10 篇稿件，43 段", "自动修正 7 处")
	issue := editor.confirms("第232期", 3)
	editor.putsRight(issue, "213.", "213")
	editor.submits(issue)
	j.staff("reviewer1").approves(issue, "同意")
	j.staff("reviewer2").approves(issue, "同意")
	signer := j.staff("signer")
	signer.open(issue + "/review")
	signer.taps("圈阅")
	signer.fill("password", demo.Password)
	signer.press("签发")
	signer.publishes(issue)

	reader := j.somebody("a reader")
	reader.open(paths.To(paths.Bulletin, demo.Slug))
	reader.jumps("232")
	reader.sees("第232期", "2024年4月10日")
	numbers := []string{"（一）", "（二）", "（三）", "（四）", "（五）", "（六）", "（七）", "（八）", "（九）", "（十）"}
	if got := reader.texts(".ed-article .ed-title-number"); !slices.Equal(got, numbers) {
		t.Errorf("the articles are numbered %q", got)
	}
	if got := reader.texts(".ed-contents .ed-contents-number"); !slices.Equal(got, numbers) {
		t.Errorf("the contents are numbered %q", got)
	}
	sections := value[[]int](reader, `[...document.querySelectorAll(".ed-section")].map((s) => s.querySelectorAll(".ed-article").length)`)
	if !slices.Equal(sections, []int{4, 3, 2, 1}) {
		t.Errorf("the sections hold %v articles", sections)
	}
}

// brings uploads the text file of an issue.
func (p *person) brings(file string) {
	p.t.Helper()
	p.press("导入文件")
	p.attach("file", file)
	p.press("识别")
}

// confirms settles what the reading of the file was not sure of, makes the issue, and gives its address.
func (p *person) confirms(label string, doubts int) string {
	p.t.Helper()
	for range doubts {
		p.press("没错")
	}
	p.sees("没有拿不准的地方。")
	p.press("建立这一期")
	p.sees(label + "已建立")
	if n := len(p.texts(".contents-line")); n != 10 {
		p.t.Errorf("%s has %d articles in its contents", label, n)
	}
	return p.path()
}

func (p *person) submits(issue string) {
	p.t.Helper()
	p.open(issue)
	p.press("送审")
	p.press("送审")
	p.sees("本期已送审。", "待初审")
}

func (p *person) approves(issue, opinion string) {
	p.t.Helper()
	p.open(issue + "/review")
	p.taps(opinion)
	p.press("审核通过")
	p.sees("审核意见已记录")
}

func (p *person) publishes(issue string) {
	p.t.Helper()
	p.open(issue)
	p.press("发布")
	p.press("现在发布")
	p.sees("已发布，读者现在可以看到。")
}

// jumps goes to an issue by its number.
func (p *person) jumps(number string) {
	p.t.Helper()
	p.press("往期")
	p.fill("number", number)
	p.enter()
}

// paperScan is the smallest file that passes for the scan of a signed sheet.
func paperScan(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "审签单.pdf")
	pdf := append([]byte("%PDF-1.4\n"), bytes.Repeat([]byte("% \n"), 16)...)
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
