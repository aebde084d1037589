package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
	"jianbao/internal/testenv"
)

// written is the order of the contents as their rows stand, as models.Order writes it.
const written = `[...document.querySelectorAll("#contents [data-section]")].map((s) =>
	s.dataset.section + ":" + [...s.querySelectorAll("[data-article]")].map((a) => a.dataset.article).join(",")).join(";")`

// stored waits until the order on the page is the one that the server has drawn, and gives it.
func (p *person) stored() string {
	p.t.Helper()
	step(p, "wait until the order is stored", chromedp.Poll[bool](`document.querySelector("#order-form [name=base]").value === `+written))
	return value[string](p, written)
}

// changes waits until the stored order is another one than was.
func (p *person) changes(was string) string {
	p.t.Helper()
	step(p, "wait until the order changes", chromedp.Poll[bool](fmt.Sprintf(`document.querySelector("#order-form [name=base]").value !== %q`, was)))
	return p.stored()
}

// draws takes hold of one element with the mouse and lets go of it over the middle of another, by pixels lower.
func (p *person) draws(from, to string, by float64) {
	p.t.Helper()
	at := func(selector string) (x, y float64) {
		box := value[[]float64](p, `((e) => {
			e.scrollIntoView({block: "center", behavior: "instant"});
			const b = e.getBoundingClientRect();
			return [b.left + b.width / 2, b.top + b.height / 2];
		})(document.querySelector(%q))`, selector)
		return box[0], box[1]
	}
	mouse := func(kind input.DispatchMouseEventType, x, y float64) {
		tell(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: input.MouseButtonLeft, ClickCount: 1})
	}
	x, y := at(from)
	mouse("mousePressed", x, y)
	mouse("mouseMoved", x, y+8)
	x, y = at(to)
	mouse("mouseMoved", x, y)
	mouse("mouseMoved", x, y+by)
	mouse("mouseReleased", x, y+by)
}

// hears waits until the page says something to those who listen.
func (p *person) hears(words string) {
	p.t.Helper()
	step(p, "hear "+words, chromedp.Poll[bool](fmt.Sprintf(`document.getElementById("contents-says").textContent.includes(%q)`, words)))
}

func TestJourneyOfContentsPutInOrder(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)
	editor := j.staff("editor1")
	editor.press("继续编辑")
	editor.keepsNobodyOut(axe)
	was := editor.stored()
	sections := strings.Split(was, ";")
	first, _, _ := strings.Cut(sections[0], ":")
	_, articles, _ := strings.Cut(sections[0], ":")
	moved, _, _ := strings.Cut(articles, ",")
	last, lastArticles, _ := strings.Cut(sections[len(sections)-1], ":")
	target := lastArticles[strings.LastIndex(lastArticles, ",")+1:]
	if first == last || moved == "" || target == "" {
		t.Fatalf("the demonstration offers nothing to move: %s", was)
	}

	editor.draws("#article-"+moved+" .grip", "#article-"+target, 30)
	drawn := editor.changes(was)
	if !strings.HasSuffix(drawn, target+","+moved) {
		t.Errorf("drawn into another section, the order is %s", drawn)
	}
	editor.sees("新的顺序已保存。", "撤销")
	step(editor, "go to the grip", chromedp.Focus(chromedp.CSS("#article-"+moved+" .grip")))
	step(editor, "press Ctrl+Z", chromedp.KeyEvent("z", chromedp.KeyModifiers(kb.ModifierCtrl)))
	if back := editor.changes(drawn); back != was {
		t.Errorf("taken back, the order is %s, not %s", back, was)
	}

	step(editor, "go to the grip", chromedp.Focus(chromedp.CSS("#article-"+moved+" .grip")))
	step(editor, "pick up", chromedp.KeyEvent(" "))
	editor.hears("现在第（一）")
	step(editor, "move", chromedp.KeyEvent(kb.ArrowDown))
	editor.hears("移到第（二）")
	if got := editor.text("#article-" + moved + " .contents-number"); got != "（二）" {
		t.Errorf("its number is %s", got)
	}
	step(editor, "cancel", chromedp.KeyEvent(kb.Escape))
	editor.hears("回到原处")
	if got := editor.stored(); got != was {
		t.Errorf("cancelled, the order is %s", got)
	}
	step(editor, "pick up", chromedp.KeyEvent(kb.Enter))
	step(editor, "move", chromedp.KeyEvent(kb.ArrowDown))
	step(editor, "put down", chromedp.KeyEvent(kb.Enter))
	editor.changes(was)

	step(editor, "rename a section", chromedp.Click(chromedp.CSS("#section-"+first+" .contents-section-head .pencil")))
	editor.fill("title", "澜江新实践")
	step(editor, "press Enter", chromedp.KeyEvent(kb.Enter))
	step(editor, "see the new name", chromedp.Poll[bool](`document.querySelector("#contents h3").innerText.includes("澜江新实践")`))
}

func TestJourneyOfTwoOrdersAndThePool(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)
	pool := paths.To(paths.Pool, demo.Slug)
	editor, other := j.staff("editor1"), j.staff("editor1")
	editor.open(pool)
	editor.fill("title", "青圩片区跨境维修")
	editor.enter()
	editor.open(paths.To(paths.ToDo, demo.Slug))
	editor.press("继续编辑")
	other.press("继续编辑")
	here := editor.path()

	editor.fill("q", "跨境维修")
	step(editor, "find it", chromedp.Poll[bool](`[...document.querySelectorAll(".pool-line")].length === 1`))
	was := editor.stored()
	head, _, _ := strings.Cut(was, ":")
	editor.draws(".pool-line .grip", "#section-title-"+head, 0)
	put := editor.changes(was)
	editor.sees("青圩片区跨境维修")

	rows := other.rows()
	other.refusals.Store(other.address+here+"/order", true)
	step(other, "pick up", chromedp.Focus(chromedp.CSS("#"+rows[0]+" .grip")))
	for _, key := range []string{" ", kb.ArrowDown} {
		step(other, "move", chromedp.KeyEvent(key))
	}
	if r := other.load("put down", chromedp.KeyEvent(" ")); r.Status != 409 {
		t.Fatalf("a stale order answers %d", r.Status)
	}
	other.sees("现在的顺序", "我的顺序", "青圩片区跨境维修")
	other.fitsAPhone()
	other.keepsNobodyOut(axe)
	other.press("采用我的顺序")
	if got := other.stored(); got == put || len(other.rows()) != len(rows)+1 {
		t.Errorf("one's own order became %s", got)
	}
	other.open(paths.To(paths.Trash, demo.Slug))
	other.keepsNobodyOut(axe)
}

func TestTheScriptNumbersAsTheProgramDoes(t *testing.T) {
	t.Parallel()
	j := begin(t)
	p := j.somebody("a visitor")
	p.open(paths.SignIn)
	read := func(parts ...string) string {
		data, err := os.ReadFile(filepath.Join(append([]string{testenv.Root()}, parts...)...))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	script := strings.ReplaceAll(read("assets", "js", "contents", "numerals.js"), "export ", "")
	table := read("models", "testdata", "numbers.json")
	wrong := step(p, "try the table", chromedp.Evaluate[[]string](`(() => {`+script+`
		const table = `+table+`;
		return [
			...Object.entries(table.numerals).filter(([n, want]) => chineseNumeral(Number(n)) !== want).map(([n]) => n),
			...table.articles.filter((c) => JSON.stringify(numberArticles(c.mode, c.sizes)) !== JSON.stringify(c.numbers)).map((c) => c.mode),
		];
	})()`))
	if len(wrong) > 0 {
		t.Errorf("the script numbers %s differently", slices.Compact(wrong))
	}
}
