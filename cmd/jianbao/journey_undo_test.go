package main

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
)

// focuses puts the focus on an element.
func (p *person) focuses(selector string) {
	p.t.Helper()
	step(p, "go to "+selector, chromedp.Focus(chromedp.CSS(selector)))
}

// undoes presses Ctrl+Z.
func (p *person) undoes() {
	p.t.Helper()
	step(p, "press Ctrl+Z", chromedp.KeyEvent("z", chromedp.KeyModifiers(kb.ModifierCtrl)))
}

func TestJourneyOfSeveralArticlesAndOfTitlesByKeyboard(t *testing.T) {
	t.Parallel()
	j := begin(t)
	editor := j.staff("editor1")
	editor.press("继续编辑")
	was := editor.stored()
	sections := strings.Split(was, ";")
	_, list, _ := strings.Cut(sections[0], ":")
	articles := strings.Split(list, ",")
	target, _, _ := strings.Cut(sections[len(sections)-1], ":")
	for _, id := range articles[:2] {
		editor.focuses("#article-" + id + " .pick")
		step(editor, "pick", chromedp.KeyEvent(" "))
	}
	editor.sees("已选 2 篇")
	editor.focuses("#pick-bar select")
	value[bool](editor, `((s) => { s.value = %q; return true; })(document.querySelector("#pick-bar select"))`, target)
	editor.focuses("#pick-bar [data-do=move]")
	step(editor, "move them", chromedp.KeyEvent(kb.Enter))
	moved := editor.changes(was)
	if !strings.HasSuffix(moved, articles[0]+","+articles[1]) {
		t.Errorf("moved together, the order is %s", moved)
	}
	editor.sees("新的顺序已保存。")
	editor.focuses("#article-" + articles[0] + " .grip")
	editor.undoes()
	if back := editor.changes(moved); back != was {
		t.Errorf("taken back, the order is %s, not %s", back, was)
	}

	title := `#article-` + articles[0] + ` .contents-title`
	old := editor.text(title)
	editor.focuses("#article-" + articles[0] + " .pencil")
	step(editor, "rename", chromedp.KeyEvent(kb.Enter))
	editor.awaits(`document.activeElement.name === "title"`)
	tell(editor, input.InsertText, input.InsertTextParams{Text: "改过的标题"}) // in place of the old one, which is selected
	step(editor, "save the title", chromedp.KeyEvent(kb.Enter))
	editor.awaits(`document.querySelector("` + title + `").innerText.trim() === "改过的标题"`)
	editor.focuses("#article-" + articles[0] + " .grip")
	editor.undoes()
	editor.awaits(`document.querySelector("` + title + `").innerText.trim() === "` + old + `"`)
}

func TestJourneyOfADropFromThePoolThatIsTakenBack(t *testing.T) {
	t.Parallel()
	j := begin(t)
	editor := j.staff("editor1")
	editor.open(paths.To(paths.Pool, demo.Slug))
	editor.fill("title", "青圩片区跨境维修")
	editor.enter()
	editor.open(paths.To(paths.ToDo, demo.Slug))
	editor.press("继续编辑")
	was := editor.stored()
	head, _, _ := strings.Cut(was, ":")
	line := `[...document.querySelectorAll(".pool-line")].some((l) => l.innerText.includes("青圩片区跨境维修"))`
	editor.fill("q", "跨境维修")
	editor.awaits(`document.querySelectorAll(".pool-line").length === 1 && ` + line)
	editor.draws(".pool-line .grip", "#section-title-"+head, 0)
	put := editor.changes(was)
	editor.awaits(`!(` + line + `)`)
	editor.touches("撤销")
	if back := editor.changes(put); back != was {
		t.Errorf("taken back, the order is %s, not %s", back, was)
	}
	editor.awaits(line)

	editor.draws(".pool-line .grip", "#section-title-"+head, 0)
	put = editor.changes(was)
	editor.focuses("#contents .grip")
	editor.undoes()
	if back := editor.changes(put); back != was {
		t.Errorf("taken back by keyboard, the order is %s, not %s", back, was)
	}
	editor.awaits(line)
}
