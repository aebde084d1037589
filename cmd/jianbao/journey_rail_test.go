package main

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
	"jianbao/internal/testenv"
)

// The rest of the rail, where it is open.
const restOpen = "#rail-rest:popover-open"

func TestJourneyAlongTheRailOfAPhone(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)
	editor := j.staff("editor1")
	editor.takesAPhone()
	editor.sees("更多")
	step(editor, "the rest is out of sight", chromedp.WaitNotVisible(chromedp.CSS("#rail-rest")))

	step(editor, "go to 更多", chromedp.Focus(chromedp.CSS(".rail-more button")))
	step(editor, "press Enter", chromedp.KeyEvent(kb.Enter))
	step(editor, "the rest opens", chromedp.WaitVisible(chromedp.CSS(restOpen)))
	editor.keepsNobodyOut(axe)
	step(editor, "press Tab", chromedp.KeyEvent(kb.Tab))
	if got := value[string](editor, `document.activeElement.innerText.trim()`); got != "往期" {
		t.Errorf("Tab leads from 更多 to %q", got)
	}
	step(editor, "press Escape", chromedp.KeyEvent(kb.Escape))
	step(editor, "the rest closes", chromedp.WaitNotPresent(chromedp.CSS(restOpen)))
	if got := value[string](editor, `document.activeElement.innerText.trim()`); got != "更多" {
		t.Errorf("Escape leads to %q", got)
	}

	editor.taps("更多")
	editor.press("操作记录")
	editor.at(paths.To(paths.Audit, demo.Slug))
	editor.takesAPhone()
	if got := value[string](editor, `document.querySelector(".rail-more .rail-here").textContent.replace(/\s+/g, "")`); got != "更多，当前在操作记录" {
		t.Errorf("更多 says %q", got)
	}
	step(editor, "tap 更多", chromedp.Click(chromedp.CSS(".rail-more button")))
	step(editor, "the place is marked", chromedp.WaitVisible(chromedp.CSS(restOpen+` [aria-current="page"]`)))
}
