package main

import (
	"github.com/chromedp/chromedp"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
)

// views has the browser keep which views are chosen, as if that had been done on another page that is open.
func (p *person) views(chosen string) {
	p.t.Helper()
	if !value[bool](p, `((chosen) => {
		localStorage.setItem("jianbao.view", chosen);
		dispatchEvent(new StorageEvent("storage", {key: "jianbao.view", newValue: chosen}));
		const {size = "", theme = ""} = document.documentElement.dataset;
		return (size + " " + theme).trim() === chosen;
	})(%q)`, chosen) {
		p.t.Errorf("%s does not take the views %q", p.path(), chosen)
	}
}

// short lists what is smaller on a page than 大字版 promises: text below 18 pt (24 px), lines closer than 1.3, controls lower or
// narrower than 60 px. The sheet of paper, an edition and what is raised above its line keep
// their measures; links within a sentence keep their line.
const short = `(() => {
	const out = [], name = (e) => e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 20);
	const shown = (e) => e.checkVisibility({opacityProperty: true, visibilityProperty: true}) && !e.closest(".paper, .edition, .skip, sup, .ed-marker") && e.getBoundingClientRect().width > 1;
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement;
		if (!walk.currentNode.data.trim() || !shown(e)) continue;
		const {fontSize, lineHeight} = getComputedStyle(e);
		if (parseFloat(fontSize) < 24) out.push("text of " + fontSize + ": " + name(e));
		if (parseFloat(lineHeight) < 1.295 * parseFloat(fontSize) && e.getBoundingClientRect().height > 2 * parseFloat(fontSize)) out.push("lines of " + lineHeight + ": " + name(e));
	}
	for (const e of document.querySelectorAll("button, summary, select, textarea, input:not([type=hidden]), .button, .rail a, .tabs a, .menu-sheet a, .toolbar a, td > a, li > a")) {
		if (!shown(e)) continue;
		const {width, height} = e.getBoundingClientRect();
		if (width < 59.5 || height < 59.5) out.push(Math.round(width) + " × " + Math.round(height) + ": " + name(e));
	}
	return [...new Set(out)];
})()`

// isLarge expects of a page what 大字版 promises, where that is chosen.
func (p *person) isLarge() {
	p.t.Helper()
	if value[string](p, `document.documentElement.dataset.size ?? ""`) != "large" {
		return
	}
	for _, one := range value[[]string](p, short) {
		p.t.Errorf("%s is not large at %d: %s", p.path(), value[int](p, `innerWidth`), one)
	}
}

// keepsItsViewOnTheDesk chooses both views, one among its settings and one in the menu: they stay, on the desk and on readers' pages, before
// anything is drawn, until they are given back.
func (p *person) keepsItsViewOnTheDesk() {
	p.t.Helper()
	p.open(paths.Account)
	step(p, "choose large type", chromedp.Click(chromedp.CSS("#display-large")))
	p.expectView("large", "")
	step(p, "unfold the menu", chromedp.Click(chromedp.CSS(".top-who .menu:last-child > summary")))
	step(p, "choose dark pages", chromedp.Click(saying("深色")))
	p.expectView("large", "dark")
	if !value[bool](p, `document.querySelector("#display-large").checked && document.querySelector("#display-dark").checked`) {
		p.t.Errorf("the settings do not say what is chosen")
	}
	for _, path := range []string{paths.To(paths.ToDo, demo.Slug), paths.To(paths.SignOffSheet, demo.Slug, publishedIssue), paths.To(paths.Bulletin, demo.Slug)} {
		p.open(path)
		p.expectView("large", "dark")
		if !value[bool](p, `[...document.head.querySelectorAll("script[src]:not([type=module], [defer], [async])")].length === 1`) {
			p.t.Errorf("%s is drawn before it has its views", path)
		}
	}
	p.open(paths.Account)
	step(p, "give dark pages back", chromedp.Click(chromedp.CSS("#display-dark")))
	step(p, "unfold the menu", chromedp.Click(chromedp.CSS(".top-who .menu:last-child > summary")))
	step(p, "give large type back", chromedp.Click(saying("标准字号")))
	p.expectView("", "")
}
