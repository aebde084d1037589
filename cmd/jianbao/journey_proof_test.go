package main

import (
	"strings"
	"testing"

	"jianbao/internal/testenv"
)

// putsRight follows the one finding of the preflight that blocks an issue, and corrects the place it leads to.
func (p *person) putsRight(issue, old, fresh string) {
	p.t.Helper()
	p.open(issue)
	p.sees("付印检查", "1 处必须改正")
	p.open(issue + "/do/submit")
	p.sees("现在还不能送审")
	place := value[string](p, `document.querySelector(".proof-block .proof-place a").getAttribute("href")`)
	p.open(place)
	_, block, _ := strings.Cut(place, "#block-")
	if !value[bool](p, `getSelection().anchorNode?.parentElement?.closest("[data-id]")?.dataset.id === %q`, block) {
		p.t.Errorf("%s: the cursor is not in block %s", p.name, block)
	}
	p.correct(old, fresh)
	p.press("保存")
	p.sees("已保存。")
}

func TestJourneyOfAFaultThatStopsAnIssue(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)
	editor := j.staff("editor1")
	article := editor.opensDraft()
	issue := value[string](editor, `document.querySelector("a.back").getAttribute("href")`)
	editor.correct("。", "，吞吐量达到213.万吨。")
	editor.press("保存")
	editor.sees("已保存。")

	editor.open(issue)
	editor.keepsNobodyOut(axe)
	editor.fitsAPhone()
	editor.putsRight(issue, "，吞吐量达到213.万吨", "")
	editor.open(issue)
	if strings.Contains(editor.text("main"), "必须改正") {
		t.Errorf("%s still blocks", article)
	}
}
