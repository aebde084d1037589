package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
)

// opensDraft opens the first article of the issue that is being edited, and gives its address.
func (p *person) opensDraft() string {
	p.t.Helper()
	p.press("继续编辑")
	p.press(p.text(".contents-title"))
	p.awaits(`performance.getEntriesByType("resource").some((e) => e.name.includes("/lease") && e.responseEnd > 0)`)
	return p.path()
}

// awaits waits until an expression holds on the page.
func (p *person) awaits(expression string) {
	p.t.Helper()
	step(p, "wait for "+expression, chromedp.Poll[bool](expression))
}

// awaitsState waits until the state line says something.
func (p *person) awaitsState(words string) {
	p.t.Helper()
	p.awaits(`document.querySelector("[data-save-state]").textContent.includes("` + words + `")`)
}

// touches presses a button that leads to no other page.
func (p *person) touches(words string) {
	p.t.Helper()
	step(p, "press "+words, chromedp.Click(saying(words)))
}

// emulateNetwork is the command that every Chromium knows; the one that replaces it is not in all of them yet.
var emulateNetwork = cdp.Command[network.OverrideNetworkStateParams, cdp.Empty]{Method: "Network.emulateNetworkConditions"}

// online connects the browser's network, or cuts it.
func (p *person) online(on bool) {
	p.t.Helper()
	tell(p, emulateNetwork, network.OverrideNetworkStateParams{Offline: !on, DownloadThroughput: -1, UploadThroughput: -1})
}

// expectsFailures lets what the page does by itself fail: the console tells of each.
func (p *person) expectsFailures() {
	p.t.Helper()
	for _, name := range []string{"autosave", "lease"} {
		p.refusals.Store(value[string](p, `location.origin + document.querySelector("#article-form").dataset.%s + "?user=" + document.querySelector("#article-form").dataset.user`, name), true)
	}
}

// signsOutElsewhere ends the session behind the page's back; signsInElsewhere begins another.
func (p *person) signsOutElsewhere() {
	p.t.Helper()
	p.asks(paths.SignOut, "")
}

func (p *person) signsInElsewhere(login string) {
	p.t.Helper()
	p.asks(paths.SignIn, "login="+login+"&password="+strings.ReplaceAll(demo.Password, " ", "+"))
}

func (p *person) asks(path, form string) {
	p.t.Helper()
	step(p, "post to "+path, chromedp.Evaluate[bool](`fetch("`+path+`", {method: "POST", body: new URLSearchParams("`+form+`")}).then((r) => r.ok)`, chromedp.EvalAwaitPromise))
}

func TestJourneyOfATextThatIsNotSaved(t *testing.T) {
	t.Parallel()
	j := begin(t)
	editor := j.staff("editor1")
	article := editor.opensDraft()
	first := []rune(editor.texts("textarea.block-text")[0])
	editor.correct(value[string](editor, `document.querySelector("textarea.block-text").value`)[:3], "自动保存的头一个字，")
	editor.awaitsState("已自动保存")
	editor.open(article)
	editor.sees("已恢复您", "的未保存稿")
	if got := value[string](editor, `document.querySelector("textarea.block-text").value`); !strings.HasPrefix(got, "自动保存的头一个字，") {
		t.Errorf("the form was restored as %q, once %q", got, string(first))
	}
	editor.press("与现稿比对")
	editor.sees("自动保存的头一个字，")
	editor.press("继续编辑")
	editor.press("放弃")
	editor.sees("未保存稿已放弃。")
	if got := value[string](editor, `document.querySelector("textarea.block-text").value`); strings.Contains(got, "自动保存") {
		t.Errorf("what was discarded is still there: %q", got)
	}
	editor.press("撤销")
	editor.sees("未保存稿已找回。", "已恢复您")

	editor.expectsFailures()
	editor.online(false)
	editor.correct("自动保存的头一个字，", "断网时写的字，")
	editor.awaitsState("离线，文字保存在本机")
	editor.online(true)
	editor.awaitsState("已自动保存")
	editor.press("保存")
	editor.sees("已保存。")
	if got := value[string](editor, `document.querySelector("textarea.block-text").value`); !strings.HasPrefix(got, "断网时写的字，") {
		t.Errorf("saved was %q", got)
	}
	if kept := value[int](editor, `localStorage.length`); kept != 0 {
		t.Errorf("the browser still keeps %d texts", kept)
	}
}

func TestJourneyOfASignInThatExpiresWhileWriting(t *testing.T) {
	t.Parallel()
	j := begin(t)
	editor := j.staff("editor1")
	article := editor.opensDraft()
	editor.expectsFailures()
	editor.signsOutElsewhere()
	editor.correct("。", "，登录过期时写的字。")
	step(editor, "meet the dialog", chromedp.WaitVisible(chromedp.CSS("dialog[data-signed-out][open]")))
	editor.sees("登录已过期", "重新登录")
	editor.signsInElsewhere("editor1")
	editor.touches("我已登录，继续保存")
	editor.awaitsState("已自动保存")
	editor.awaits(`!document.querySelector("dialog[data-signed-out]").open`)

	editor.signsOutElsewhere()
	editor.correct("，登录过期时写的字。", "，只有本机有的字。")
	step(editor, "meet the dialog again", chromedp.WaitVisible(chromedp.CSS("dialog[data-signed-out][open]")))
	value[bool](editor, `document.dispatchEvent(new CustomEvent("jianbao:leaving"))`) // leaves all the same

	editor.signIn("editor2")
	editor.open(article)
	if value[bool](editor, `document.querySelector("[data-held]").checkVisibility()`) || strings.Contains(editor.text("main"), "只有本机有的字") {
		t.Error("somebody else on the same machine is offered the text")
	}
	editor.asks(paths.SignOut, "")
	editor.load("be sent to sign in", chromedp.Navigate(editor.address+article))
	editor.fill("login", "editor1")
	editor.fill("password", demo.Password)
	editor.press("登录")
	editor.at(article)
	editor.sees("这台电脑上还留着您")
	editor.press("恢复")
	if all := strings.Join(value[[]string](editor, `[...document.querySelectorAll("textarea.block-text")].map((a) => a.value)`), ""); !strings.Contains(all, "只有本机有的字。") {
		t.Errorf("restored was %q", all)
	}
	editor.awaitsState("已自动保存")
	editor.awaits(`localStorage.length === 0`)
}

func TestJourneyOfATakeOver(t *testing.T) {
	t.Parallel()
	j := begin(t)
	first, second := j.staff("editor1"), j.staff("editor2")
	article := first.opensDraft()
	second.press("继续编辑")
	second.sees("正在编辑")
	second.open(article)
	second.sees("正在编辑（", "只读查看")
	second.press("接手编辑")
	second.sees("接手会记入操作记录。")
	second.press("接手编辑")
	second.sees("已由您接手编辑。")
	second.awaits(`performance.getEntriesByType("resource").some((e) => e.name.includes("/lease") && e.responseEnd > 0)`)

	first.correct("。", "，被接手时正写着。")
	step(first, "learn of it", chromedp.WaitVisible(chromedp.CSS("[data-lost]")))
	first.sees("接手编辑这篇稿件", "保存为副本", "重新接手")
	first.press("保存为副本")
	first.sees("已保存为副本", "被接手时正写着。")
	first.press("与现稿合并")
	first.sees("只有一方改动")
	first.open(article)
	first.sees("正在编辑（")
}

func TestJourneyOfAConflict(t *testing.T) {
	t.Parallel()
	j := begin(t)
	first, second := j.staff("editor1"), j.staff("editor2")
	article := first.opensDraft()
	second.open(article)
	second.correct("。", "，第二位编辑写的。")
	second.press("保存")
	second.sees("已保存。")

	first.correct("。", "，第一位编辑写的。")
	title := value[string](first, `document.querySelector("#f-title").value`)
	first.fill("title", title+"（续）")
	first.refusals.Store(first.address+article, true)
	if r := first.load("save", chromedp.Click(saying("保存"))); r.Status != http.StatusConflict {
		t.Fatalf("the late save answered %d", r.Status)
	}
	first.fitsAPhone()
	first.sees("保存了这篇稿件的另一稿", "第一位编辑写的", "第二位编辑写的", "双方都改了，请选择", "只有一方改动，已替您选好")
	step(first, "keep both", chromedp.Click(chromedp.CSS(`fieldset:has(.merge-clash) input[value=both]`)))
	first.press("保存合并结果")
	first.sees("已保存。", title+"（续）")
	all := strings.Join(value[[]string](first, `[...document.querySelectorAll("textarea.block-text")].map((a) => a.value)`), "")
	if !strings.Contains(all, "第一位编辑写的") || !strings.Contains(all, "第二位编辑写的") {
		t.Errorf("merged was %q", all)
	}
	first.press("历史版本")
	first.sees("副本")
}
