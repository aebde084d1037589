package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
)

// The narrowest phone that readers have.
const smallWidth, smallHeight = 360, 640

// amiss lists what somebody with a narrow phone cannot see or reach on a page: what makes it wider than the screen, text that leaves it, and
// controls that are without size, cut off, covered by something else or lower than WCAG 2.5.8 asks for. Links within a text may be lower.
const amiss = `((width) => {
	const out = [], name = (e) => e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 20);
	const scrolls = (e) => e.closest("table, pre, .skip, .visually-hidden") !== null;
	if (document.scrollingElement.scrollWidth > width) out.push("the page is " + document.scrollingElement.scrollWidth + " wide");
	const shown = (e) => e.checkVisibility({opacityProperty: true, visibilityProperty: true}) && !scrolls(e);
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
	while (walk.nextNode()) {
		if (!walk.currentNode.data.trim() || !shown(walk.currentNode.parentElement)) continue;
		range.selectNodeContents(walk.currentNode);
		for (const r of range.getClientRects()) if (r.left < -0.5 || r.right > width + 0.5) { out.push("leaves the screen: " + name(walk.currentNode.parentElement)); break }
		const style = getComputedStyle(walk.currentNode.parentElement);
		if (style.color === getComputedStyle(document.querySelector("main")).backgroundColor && style.backgroundColor === "rgba(0, 0, 0, 0)") out.push("has the colour of the paper: " + name(walk.currentNode.parentElement));
	}
	for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")) {
		if (!shown(e)) continue;
		e.scrollIntoView({block: "center", behavior: "instant"});
		const [r] = e.getClientRects();
		if (!r || r.width < 1 || r.height < 1) { out.push("has no size: " + name(e)); continue }
		const at = document.elementFromPoint(r.left + Math.min(r.width, width) / 2, r.top + r.height / 2);
		if (!at || !e.contains(at) && !at.contains(e)) out.push("is covered by " + (at && name(at)) + ": " + name(e));
		if (r.height < 24 && getComputedStyle(e).display !== "inline") out.push("is " + r.height + " high: " + name(e));
	}
	scrollTo(0, 0);
	return [...new Set(out)];
})(%d)`

// narrowly does what leads to another page on a narrow phone, expects the page with a status, and looks whether anything is amiss on it.
func (p *person) narrowly(what string, status int64, action chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if r := p.load(what, action); r.Status != status {
		p.t.Fatalf("%s, %s: %s answered %d, not %d", p.name, what, r.URL, r.Status, status)
	}
	for _, one := range value[[]string](p, fmt.Sprintf(amiss, smallWidth)) {
		p.t.Errorf("%s %s %s", p.path(), value[string](p, "location.search"), one)
	}
}

func (p *person) visits(path string, status int64) {
	p.t.Helper()
	p.refusals.Store(p.address+path, true)
	p.narrowly("visit "+path, status, chromedp.Navigate(p.address+path))
}

// follows taps the first thing that says these words.
func (p *person) follows(words string) {
	p.t.Helper()
	p.narrowly("follow "+words, http.StatusOK, chromedp.Click(saying(words)))
}

func (p *person) expectView(size, theme string) {
	p.t.Helper()
	if got := value[string](p, `[document.documentElement.dataset.size ?? "", document.documentElement.dataset.theme ?? ""].join(" ")`); got != size+" "+theme {
		p.t.Errorf("%s is shown in %q, not in %q", p.path(), got, size+" "+theme)
	}
}

// TestJourneyOfAReaderWithANarrowPhoneAndNoScript reads everything that readers can read, and does all that they can do.
func TestJourneyOfAReaderWithANarrowPhoneAndNoScript(t *testing.T) {
	t.Parallel()
	j := begin(t)
	reader := j.somebody("a reader")
	tell(reader, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	step(reader, "take a narrow phone", chromedp.EmulateViewport(smallWidth, smallHeight))

	// An issue is found by its number, read as a whole and article by article, and one turns to its neighbours.
	reader.visits(paths.Home, http.StatusOK)
	reader.follows("往期")
	reader.fill("number", "9999")
	reader.follows("打开")
	reader.sees("没有找到第9999期")
	reader.fill("number", "90")
	reader.follows("打开")
	reader.sees("第90期", "本期目录")
	issue := reader.path()
	reader.follows("单篇阅读")
	article := reader.path()
	reader.narrowly("turn to the next article", http.StatusOK, chromedp.Click(chromedp.CSS(".neighbour-next a")))
	reader.narrowly("turn back", http.StatusOK, chromedp.Click(chromedp.CSS(".neighbour-previous a")))
	reader.at(article)
	reader.follows("在整期中阅读")
	reader.at(issue)
	reader.narrowly("turn to the next issue", http.StatusOK, chromedp.Click(chromedp.CSS(".neighbour-next a")))
	reader.sees("第91期")
	reader.narrowly("look at it as it prints", http.StatusOK, chromedp.Click(saying("印样")))
	reader.sees("与印发的纸质版一致")

	// Lists: a year, a section, a sending unit.
	reader.follows("往期")
	reader.narrowly("choose a year", http.StatusOK, chromedp.Click(chromedp.CSS(".years a")))
	reader.follows("关于本刊")
	reader.follows("澜江实践")
	reader.follows("临港新城管委会")
	reader.follows("全部报送单位")
	for _, path := range []string{paths.To(paths.BulletinFeed, demo.Slug), paths.To(paths.SectionFeed, demo.Slug, "澜江实践")} {
		if r := reader.load("open "+path, chromedp.Navigate(j.address+path)); r.Status != http.StatusOK {
			t.Errorf("%s answered %d", path, r.Status)
		}
	}

	// Search: something found, narrowed, nothing found.
	reader.visits(paths.To(paths.Search, demo.Slug), http.StatusOK)
	reader.fill("q", "口岸")
	reader.narrowly("search", http.StatusOK, chromedp.Click(chromedp.CSS(".search-field button")))
	reader.sees("共找到")
	step(reader, "unfold the conditions", chromedp.Click(saying("更多条件")))
	reader.selects("section", "制度创新")
	reader.narrowly("search with them", http.StatusOK, chromedp.Click(chromedp.CSS(".search-field button")))
	reader.sees("共找到", "制度创新")
	reader.visits(paths.With(paths.To(paths.Search, demo.Slug), "q", "的"), http.StatusOK)
	reader.follows("下一页")
	reader.sees("第2页")
	reader.follows("上一页")
	reader.sees("第1页")
	reader.visits(paths.With(paths.To(paths.Search, demo.Slug), "q", "查无此事"), http.StatusOK)
	reader.sees("没有找到")

	reader.visits(paths.SignIn, http.StatusOK)
	reader.visits(paths.To(paths.Article, demo.Slug, 99999), http.StatusNotFound)

	reader.keepsItsView(issue)

	// What was withdrawn, and the issue that it stood in.
	signer := j.staff("signer")
	signer.open(strings.Replace(issue, "/b/", "/desk/b/", 1) + "/editions")
	signer.withdrawsFirst("统计口径有误")
	for _, view := range []string{"", "large"} {
		reader.visits(paths.With(article, "view", view), http.StatusGone)
		reader.sees("内容已撤下")
		reader.visits(paths.With(issue, "view", view), http.StatusOK)
		reader.sees("本篇已撤下")
		reader.visits(paths.With(paths.To(paths.Article, demo.Slug, 99999), "view", view), http.StatusNotFound)
	}
}

// keepsItsView chooses large type and a dark page: both stay with the reader, whatever is opened then, until they are given back.
func (p *person) keepsItsView(issue string) {
	p.t.Helper()
	p.visits(issue, http.StatusOK)
	p.follows("大字版")
	p.expectView("large", "")
	p.follows("深色")
	p.expectView("large", "dark")
	for _, place := range []string{"往期", "查询", "关于本刊", "澜江实践", "临港新城管委会", "全部报送单位", "本期", "单篇阅读"} {
		p.follows(place)
		p.expectView("large", "dark")
	}
	p.follows("往期")
	p.fill("number", "90")
	p.follows("打开")
	p.at(issue)
	p.expectView("large", "dark")
	p.follows("印样")
	p.expectView("large", "dark")
	p.follows("查询")
	p.fill("q", "口岸")
	p.narrowly("search", http.StatusOK, chromedp.Click(chromedp.CSS(".search-field button")))
	p.sees("共找到")
	p.narrowly("open what was found", http.StatusOK, chromedp.Click(chromedp.CSS(".results h2 a")))
	p.expectView("large", "dark")
	p.follows("浅色")
	p.expectView("large", "")
	p.follows("标准字号")
	p.expectView("", "")
}
