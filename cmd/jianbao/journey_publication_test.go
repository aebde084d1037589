package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
	"jianbao/internal/testenv"
)

func TestJourneyOfAScheduleACorrectionAndWithdrawals(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}

	// The signer signs the issue under review and has it published at a time; meanwhile it is locked.
	second := j.staff("reviewer2")
	second.press("审阅")
	issue := strings.TrimSuffix(second.path(), "/review")
	second.approves(issue, "同意")
	signer, editor, reader := j.staff("signer"), j.staff("editor1"), j.somebody("a reader")
	signer.open(issue + "/review")
	signer.taps("同意印发")
	signer.fill("password", demo.Password)
	signer.press("签发")
	signer.schedules(issue, time.Now().In(zone).Add(48*time.Hour))
	signer.sees("定时发布", "Asia/Shanghai", "在此之前内容锁定")
	signer.keepsNobodyOut(axe)
	editor.open(issue)
	editor.sees("本期定于")
	if n := len(editor.texts("#masthead-form")); n > 0 {
		t.Error("a scheduled issue can be changed")
	}
	signer.press("取消定时")
	signer.press("取消定时")
	signer.sees("定时发布已取消")
	reader.open(paths.Home)
	reader.sees("第91期", "第1版")
	const title = "云汀空港：一枝鲜花的四十七分钟"
	reader.press("单篇阅读")
	article := reader.path()
	reader.press("在整期中阅读")
	published := reader.path()
	due := time.Now().In(zone).Add(100 * time.Second).Truncate(time.Minute)
	signer.schedules(issue, due)

	// While it waits, the issue that is published is corrected: readers see nothing of it before it is signed and published.
	corrected := paths.To(paths.DeskIssue, demo.Slug, numberIn(t, published))
	editor.begins(corrected, title)
	reader.open(published)
	reader.sees("第1版")
	if shown := reader.text("body"); strings.Contains(shown, "更正") {
		t.Errorf("readers learn of a correction that is at work: %s", shown)
	}
	editor.submits(corrected)
	j.staff("reviewer1").approves(corrected, "同意")
	second.approves(corrected, "同意")
	signer.open(corrected + "/review")
	signer.taps("同意印发")
	signer.fill("password", demo.Password)
	signer.press("签发")
	signer.publishes(corrected)
	reader.open(published)
	reader.sees("更正后第2版", "更正说明", "落地时间应为2时20分。", "10月18日凌晨2时20分", title)
	reader.keepsNobodyOut(axe)
	reader.press("印样")
	reader.sees("与印发的纸质版一致")
	reader.seesPage("第 1 页")
	reader.keepsNobodyOut(axe)
	editor.open(corrected + "/editions")
	editor.press("与上一版比对")
	if come := editor.texts("ins"); !strings.Contains(strings.Join(come, ""), "20") {
		t.Errorf("between the editions came %q", come)
	}

	// The time has come.
	for wait := time.Now().Add(3 * time.Minute); !strings.Contains(reader.shows(paths.Home), "第92期"); {
		if time.Now().After(wait) {
			t.Fatalf("what was due at %s is not published", due)
		}
	}
	signer.open(issue)
	signer.sees("已发布")

	// One article is withdrawn: a gap on the page, gone alone, gone from files and search.
	signer.open(corrected + "/editions")
	signer.withdrawsFirst("统计口径有误")
	signer.sees("这一篇已撤下", "统计口径有误")
	signer.keepsNobodyOut(axe)
	reader.turnedAway(article, 410)
	reader.sees("内容已撤下")
	reader.open(published)
	reader.sees("本篇已撤下", "本期有1篇已撤下")
	if shown := reader.text("body"); strings.Contains(shown, title) || strings.Contains(shown, "统计口径") {
		t.Error("the page still tells of what was withdrawn")
	}
	reader.turnedAway(published+"/files/pdf", 410)
	reader.turnedAway(published+"/pages", 410)
	reader.turnedAway(published+"/pages/1", 410)
	reader.open(paths.With(paths.To(paths.Search, demo.Slug), "q", title))
	reader.sees("没有找到")

	// An editor takes the whole issue down; the signer shows it again, and then confirms a second time.
	editor.open(corrected)
	editor.acts("紧急下线", "立即下线", "有企业反映数字不实", "")
	reader.turnedAway(published, 410)
	signer.open(corrected)
	signer.acts("恢复", "恢复", "核实无误", demo.Password)
	reader.open(published)
	editor.open(corrected)
	editor.acts("紧急下线", "立即下线", "来稿单位要求暂停", "")
	signer.open(corrected)
	signer.acts("撤下", "撤下", "同意撤下", demo.Password)
	reader.turnedAway(published, 410)
	reader.open(paths.Home)
	reader.sees("第92期")
}

// numberIn is the number at the end of an address.
func numberIn(t *testing.T, path string) (n int64) {
	t.Helper()
	if _, err := fmt.Sscanf(path[strings.LastIndex(path, "/")+1:], "%d", &n); err != nil {
		t.Fatalf("no number in %s: %v", path, err)
	}
	return n
}

// schedules has an issue published at a time.
func (p *person) schedules(issue string, at time.Time) {
	p.t.Helper()
	p.open(issue)
	p.press("定时发布")
	value[string](p, `document.querySelector("[name=due]").value = %q`, at.Format("2006-01-02T15:04"))
	p.press("设定时间")
	p.sees("已设定发布时间")
}

// begins starts a correction of a published issue, says what was wrong, and changes it in an article.
func (p *person) begins(issue, title string) {
	p.t.Helper()
	p.open(issue)
	p.press("更正")
	p.press("开始更正")
	p.sees("正在更正", "还没有填写更正说明")
	p.fill("correction_note", "落地时间应为2时20分。")
	p.press("保存报头")
	p.sees("落地时间应为2时20分。")
	p.press(title)
	p.correct("10月18日凌晨2时15分", "10月18日凌晨2时20分")
	p.press("保存")
}

// shows opens a page and gives what it says.
func (p *person) shows(path string) string {
	p.t.Helper()
	p.open(path)
	return p.text("body")
}

// withdrawsFirst withdraws the first article of a published issue, on its page of editions.
func (p *person) withdrawsFirst(reason string) {
	p.t.Helper()
	p.arrive("withdraw the first article", chromedp.Click(chromedp.JSPath(`[...document.querySelectorAll(".edition-acts a")].find((e) => e.innerText.trim() === "撤下")`)))
	p.fill("reason", reason)
	p.fill("password", demo.Password)
	p.press("撤下")
}

// acts does something to a published issue that asks for a reason, and for a password when there is one.
func (p *person) acts(verb, button, reason, password string) {
	p.t.Helper()
	p.press(verb)
	p.fill("reason", reason)
	if password != "" {
		p.fill("password", password)
	}
	p.press(button)
}

// seesPage waits until a page is drawn as it prints.
func (p *person) seesPage(name string) {
	p.t.Helper()
	step(p, "see "+name, chromedp.Poll[bool](fmt.Sprintf(`((i) => i && i.complete && i.naturalWidth > 500)([...document.querySelectorAll(".drawn-pages img")].find((i) => i.alt.startsWith(%q)))`, name)))
}
