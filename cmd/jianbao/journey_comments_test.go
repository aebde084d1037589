package main

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
	"jianbao/internal/testenv"
)

func TestJourneyOfACommentAndAProposal(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)

	// A reviewer marks words, says what is wrong with them and asks the editor to look; and proposes another text for the paragraph.
	second := j.staff("reviewer2")
	second.press("审阅")
	issue := strings.TrimSuffix(second.path(), "/review")
	article := paths.To(paths.DeskArticle, demo.Slug, numberIn(t, strings.ReplaceAll(value[string](second, `document.querySelector(".jump-text > a").hash`), "article-", "/")))
	second.open(paths.With(article, "view", "read"))
	words := second.marks("[data-reading] [id^=block-]", 6)
	second.taps("批注")
	if got := value[string](second, `document.querySelector("[name=quote]").value`); got != words {
		t.Fatalf("the words %q came into the form as %q", words, got)
	}
	if focus := value[string](second, `document.activeElement.name`); focus != "text" {
		t.Errorf("the focus is in %q", focus)
	}
	second.fill("text", "这个数字与上期不一致，请核")
	second.taps("必须修改")
	value[bool](second, `document.querySelector("#comment-form .mentions").open = true`)
	second.taps("林叙白")
	second.press("写入批注")
	second.sees("必须修改", "这个数字与上期不一致，请核", "请 林叙白 看")
	if quote := second.text(".thread-quote"); quote != words {
		t.Errorf("the comment is about %q, not %q", quote, words)
	}
	second.keepsNobodyOut(axe)
	second.press("建议修改")
	after := "据省口岸办统计，" + value[string](second, `document.querySelector("[name=after]").value`)
	second.fill("after", after)
	second.fill("note", "补上来源")
	second.keepsNobodyOut(axe)
	second.press("提出建议")
	second.sees("修改建议", "据省口岸办统计，", "补上来源")
	second.open(issue + "/review")
	second.press("退回修改")
	second.taps("事实与数据")
	second.fill("reason", "请先处理批注")
	second.press("退回修改")

	// The editor is told, reads, answers, and takes the proposal over; the issue goes nowhere before the comment is resolved.
	editor := j.staff("editor1")
	editor.open("/desk/b/kfqy/notices")
	editor.press("沈怀远请您看开放前沿 第92期稿件上的一条批注")
	editor.sees("这个数字与上期不一致，请核")
	editor.at(article)
	editor.press("采纳")
	editor.sees("已处理 1 条")
	if text := editor.text("[data-reading]"); !strings.Contains(text, "据省口岸办统计，") {
		t.Error("the text does not read as was proposed")
	}
	editor.open(issue)
	editor.press("送审")
	editor.sees("现在还不能送审", "沈怀远的批注要求必须修改，请处理后标为已解决")
	if buttons := editor.texts("main button"); len(buttons) > 0 {
		t.Errorf("the page that refuses offers %q", buttons)
	}
	editor.press("（一）北屿口岸：互市货物不再“过路”，坚果加工留在边境")
	editor.at(article)
	editor.open(paths.With(article, "view", "read"))
	value[bool](editor, `document.querySelector(".thread-answer").open = true`)
	editor.fill("text", "已与口岸办核对")
	editor.press("发出回复")
	editor.sees("已与口岸办核对")
	editor.press("标为已解决")
	editor.sees("这里还没有批注")
	editor.fitsAPhone()

	// Beside the text that is being written the words go along to the comment.
	editor.open(article)
	words = editor.marks("[data-sheet] [data-id]", 4)
	editor.arrive("press Ctrl+Alt+M", chromedp.KeyEvent("m", chromedp.KeyModifiers(kb.ModifierCtrl, kb.ModifierAlt)))
	if to, err := url.Parse(value[string](editor, `location.href`)); err != nil || to.Query().Get("quote") != words || to.Query().Get("at") == "" || to.Query().Get("from") != "0" {
		t.Errorf("the words %q lead to %s", words, to)
	}
	if got := value[string](editor, `document.querySelector("[name=quote]").value`); got != words {
		t.Errorf("the words %q came into the form as %q", words, got)
	}
	editor.open(issue)
	editor.press("送审")
	step(editor, "confirm", chromedp.Click(chromedp.CSS(`input[name=confirm]`))) // the point of the return itself
	editor.press("送审")
	editor.sees("本期已送审。")
}

// marks selects the first characters of the first paragraph that is long enough, and gives them.
func (p *person) marks(selector string, letters int) string {
	p.t.Helper()
	words := value[string](p, fmt.Sprintf(`((selector, letters) => {
		for (const block of document.querySelectorAll(selector)) {
			const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (n) => n.parentElement.closest(".passage-sign, .passage-tools") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
			while (walk.nextNode()) {
				if (walk.currentNode.data.trim().length < 3 * letters) continue;
				block.scrollIntoView({ block: "center" });
				document.querySelector(".ProseMirror")?.focus();
				getSelection().setBaseAndExtent(walk.currentNode, 0, walk.currentNode, letters);
				return walk.currentNode.data.slice(0, letters);
			}
		}
		return "";
	})(%q, %d)`, selector, letters))
	if words == "" {
		p.t.Fatalf("%s finds no words to mark on %s", p.name, p.path())
	}
	step(p, "see the button beside the words", chromedp.Poll[bool](`!document.querySelector("[data-comment-words]").hidden`))
	return words
}
