package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"jianbao/internal/demo"
)

func TestJourneyOfAReturnAndTheLeadersPhone(t *testing.T) {
	t.Parallel()
	j := begin(t)

	editor := j.staff("editor1")
	editor.brings(j.next)
	issue := editor.confirms("第94期", 3)
	editor.submits(issue)

	first := j.staff("reviewer1")
	first.open(issue + "/review")
	first.press("审改《澜州港：小码头接上大航线》")
	first.correct("前些年公路修通，码头日渐冷清", "公路修通以后，码头日渐冷清")
	first.press("保存审改")
	first.approves(issue, "同意")

	// The second reviewer ticks what is read, names an article and a paragraph of another, and returns.
	second := j.staff("reviewer2")
	second.open(issue + "/review")
	second.sees("顾清和 在初审时审改", "已阅 0／10")
	titles := second.texts(".jump-text > a:first-child")
	second.ticks(titles[0], "已阅")
	second.ticks(titles[1], "已阅")
	second.sees("已阅 2／10")
	second.ticks(titles[2], "退改")
	second.names("澜江上游有四座老码头")
	second.open(issue + "/review") // another day: what was ticked is still there
	second.sees("已阅 2／10")
	if n := len(second.texts(".block-named")); n != 1 {
		t.Errorf("%d paragraphs are named", n)
	}
	second.press("退回修改")
	if named := second.texts(".return-place:has(:checked) label"); len(named) != 2 || !strings.Contains(strings.Join(named, ""), "澜江上游有四座老码头") {
		t.Fatalf("the return names %q", named)
	}
	second.taps("事实与数据")
	second.fill("reason", "数字和时间请对照来稿再核一遍")
	value[bool](second, `(document.querySelector(".return-block:has(:checked) textarea").value = "几座码头，请核") !== ""`)
	second.press("退回修改")
	second.sees("已退回修改。")

	// The editor finds both on the checklist, and the paragraph under its article.
	editor.open(issue)
	editor.sees("修改清单", "已处理 0／2", "沈怀远（复审）", "事实与数据", "数字和时间请对照来稿再核一遍", "几座码头，请核")
	editor.press("（一）澜州港：小码头接上大航线")
	editor.sees("几座码头，请核")
	editor.correct("澜江上游有四座老码头", "澜江上游有五座老码头")
	editor.press("保存")
	editor.fill("answer", "港口处确认为五座")
	editor.press("标为已改")
	editor.sees("已标为已改。", "处理说明：港口处确认为五座")
	editor.open(issue)
	editor.sees("已处理 1／2")
	editor.press("送审")
	editor.sees("还有 1 处未处理")
	step(editor, "confirm", chromedp.Click(chromedp.CSS(`input[name=confirm]`)))
	editor.press("送审")
	editor.sees("本期已送审。")

	// Each reviewer sees what changed since they looked last, and the answers.
	first.open(issue + "/review")
	first.sees("上次退回的修改事项", "处理说明：港口处确认为五座", "未处理", "您上次看过")
	if gone, come := first.text("#since del"), first.text("#since ins"); !strings.Contains(gone, "四") || !strings.Contains(come, "五") {
		t.Errorf("the first reviewer sees that %q became %q", gone, come)
	}
	if n := len(first.texts("#since .change")); n != 1 {
		t.Errorf("the first reviewer is shown %d articles", n)
	}
	first.approves(issue, "同意")
	second.open(issue + "/review")
	second.sees("处理说明：港口处确认为五座", "已阅 0／10")
	second.press("印样")
	second.seesPage("第 2 页")
	second.approves(issue, "圈阅")

	// The leader has a phone and five minutes.
	signer := j.staff("signer")
	signer.takesAPhone()
	signer.sees("第94期")
	signer.load("go to the issue", chromedp.Click(saying("审阅")))
	signer.at(issue + "/review")
	if small := signer.tooSmall(); len(small) > 0 {
		t.Errorf("too small for a finger: %s", small)
	}
	signer.ticks(titles[0], "已阅")
	signer.sees("已阅 1／10")
	step(signer, "go to the decision", chromedp.Click(chromedp.CSS(".decision-go")))
	signer.taps("同意印发")
	signer.fill("password", demo.Password)
	signer.press("签发")
	signer.sees("已签发，可以发布。")
	signer.press("打印审签单")
	signer.sees("此前的意见、退回和审改", "第1次", "退回修改", "事实与数据", "港口处确认为五座", "未处理", "圈阅", "同意印发", "公路修通以后")
}

// taps presses something that leads to no other page.
func (p *person) taps(words string) {
	p.t.Helper()
	step(p, "tap "+words, chromedp.Click(chromedp.JSPath(fmt.Sprintf(`[...document.querySelectorAll("button, label")].find((e) => e.checkVisibility() && e.innerText.trim() === %q)`, words))))
}

// ticks marks an article on the reviewer's page, and waits until the mark is kept.
func (p *person) ticks(title, mark string) {
	p.t.Helper()
	button := fmt.Sprintf(`[...document.querySelectorAll(".mark")].find((e) => e.form.ariaLabel === %q && e.innerText.trim() === %q)`, title, mark)
	step(p, "tick "+title, chromedp.Click(chromedp.JSPath(button)))
	step(p, "keep the tick of "+title, chromedp.Poll[bool](button+`.getAttribute("aria-pressed") === "true"`))
}

// names taps a paragraph of the sheet and has it named in a return.
func (p *person) names(opening string) {
	p.t.Helper()
	block := fmt.Sprintf(`[...document.querySelectorAll(".review-sheet [data-block]")].find((e) => e.innerText.trim().startsWith(%q))`, opening)
	step(p, "choose "+opening, chromedp.Click(chromedp.JSPath(block)))
	step(p, "name "+opening, chromedp.Click(chromedp.CSS(".name-block")))
	step(p, "keep "+opening, chromedp.Poll[bool](block+`.classList.contains("block-named")`))
}

// takesAPhone looks at the page on a phone, until the next page.
func (p *person) takesAPhone() {
	p.t.Helper()
	step(p, "take a phone", chromedp.EmulateViewport(phoneWidth, phoneHeight))
}

// tooSmall lists what decides about the issue and is lower than a finger needs (44 px).
func (p *person) tooSmall() []string {
	p.t.Helper()
	return value[[]string](p, `[...document.querySelectorAll(".decision-bar .button, .decision button, .decision .input, .mark, .decision .side-actions a")]
		.filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44).map((e) => `+"`${e.className} ${e.innerText} ${e.getBoundingClientRect().height}`"+`)`)
}
