package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jianbao/internal/paths"
)

// rules are those of WCAG 2.2, levels A and AA.
const rules = `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]`

// audited is what axe-core says of a page.
type audited struct {
	Passed int      `json:"passed"`
	Found  []string `json:"found"`
}

// keepsNobodyOut expects that axe-core finds nothing on the page.
func (p *person) keepsNobodyOut(axe string) {
	p.t.Helper()
	if !value[bool](p, `"axe" in window`) {
		step(p, "load axe-core", chromedp.Evaluate[chromedp.Void](axe))
	}
	step(p, "let what moves come to rest", chromedp.Evaluate[chromedp.Void](`Promise.allSettled(document.getAnimations().filter((a) =>
		Number.isFinite(a.effect.getComputedTiming().endTime)).map((a) => a.finished)).then(() => undefined)`, chromedp.EvalAwaitPromise))
	result := step(p, "run axe-core", chromedp.Evaluate[audited](`axe.run(document, {runOnly: `+rules+`, resultTypes: ["violations"], preload: false}).then((r) => ({passed: r.passes.length,
		found: r.violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.target + ": " + n.failureSummary))}))`, chromedp.EvalAwaitPromise))
	page := value[string](p, `[location.pathname + location.search, ...Object.values(document.documentElement.dataset), innerWidth].join(" ")`)
	p.t.Logf("axe: %s: %d rules hold, %d violations", page, result.Passed, len(result.Found))
	for _, one := range result.Found {
		p.t.Errorf("%s, %s", page, strings.Join(strings.Fields(one), " "))
	}
	if result.Passed == 0 {
		p.t.Errorf("%s: no rule had anything to look at", page)
	}
}

func TestJourneyByKeyboard(t *testing.T) {
	t.Parallel()
	j := begin(t)

	visitor := j.somebody("a visitor")
	visitor.open(paths.Home)
	visitor.skips()

	editor := j.staff("editor1")
	editor.press("继续编辑")
	editor.skips()

	order := editor.rows()
	moved := order[1]
	step(editor, "go to an article", chromedp.Focus(chromedp.CSS("#"+moved+" .contents-title")))
	editor.arrive("press Alt+↓", chromedp.KeyEvent(kb.ArrowDown, chromedp.KeyModifiers(kb.ModifierAlt)))
	order[1], order[2] = order[2], order[1]
	editor.expectRows(order, moved)
	editor.arrive("press Alt+↑", chromedp.KeyEvent(kb.ArrowUp, chromedp.KeyModifiers(kb.ModifierAlt)))
	order[1], order[2] = order[2], order[1]
	editor.expectRows(order, moved)

	help := chromedp.CSS("#keys:popover-open")
	step(editor, "press F1", chromedp.KeyEvent(kb.F1))
	step(editor, "read the help", chromedp.WaitVisible(help))
	editor.sees("快捷键")
	step(editor, "press Escape", chromedp.KeyEvent(kb.Escape))
	step(editor, "put the help away", chromedp.WaitNotPresent(help))

	editor.press(editor.text(".contents-title"))
	editor.correct("。", "！")
	editor.arrive("press Ctrl+S", chromedp.KeyEvent("s", chromedp.KeyModifiers(kb.ModifierCtrl)))
	editor.sees("已保存。")
}

func TestJourneyWithoutScript(t *testing.T) {
	t.Parallel()
	j := begin(t)

	editor := j.somebody("editor1")
	tell(editor, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	editor.signIn("editor1")
	editor.press("继续编辑")
	order := editor.rows()
	editor.arrive("move an article down", chromedp.Click(chromedp.CSS("#"+order[0]+` button[value="down"]`)))
	order[0], order[1] = order[1], order[0]
	if got := editor.rows(); !slices.Equal(got, order) {
		t.Errorf("the articles stand as %v, not as %v", got, order)
	}
	title := editor.texts(".contents-title")[0]
	editor.press(title)
	editor.fill("title", title+"（续）")
	editor.press("保存")
	editor.sees("已保存。", title+"（续）")
}

// rows are the articles of an issue page, by their elements' ids.
func (p *person) rows() []string {
	p.t.Helper()
	return value[[]string](p, `[...document.querySelectorAll(".contents-line")].map((e) => e.id)`)
}

// expectRows expects the articles in an order, and the focus in the row of one.
func (p *person) expectRows(order []string, focused string) {
	p.t.Helper()
	if got := p.rows(); !slices.Equal(got, order) {
		p.t.Fatalf("the articles stand as %v, not as %v", got, order)
	}
	step(p, "find the focus in the row of "+focused, chromedp.WaitReady(chromedp.CSS("#"+focused+":focus-within")))
}

// skips goes past the top of the page by its first link.
func (p *person) skips() {
	p.t.Helper()
	step(p, "press Tab", chromedp.KeyEvent(kb.Tab))
	if words, seen := value[string](p, `document.activeElement.innerText`), value[bool](p, `document.activeElement.getBoundingClientRect().top >= 0`); words != "跳到正文" || !seen {
		p.t.Fatalf("on %s the first key leads to %q (seen: %v)", p.path(), words, seen)
	}
	step(p, "press Enter", chromedp.KeyEvent(kb.Enter))
	if at := step(p, "arrive", chromedp.Poll[string](`document.activeElement !== document.body && document.activeElement.id`)); at != "main" {
		p.t.Errorf("the link leads to %s", at)
	}
}
