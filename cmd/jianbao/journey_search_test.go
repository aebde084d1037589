package main

import (
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

func TestJourneyOfAReaderWhoSearches(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)
	reader := j.somebody("a reader")

	// By keyboard alone: the field has the focus, and Enter searches. What was looked for is marked.
	reader.open(paths.To(paths.Search, demo.Slug))
	reader.types("口岸")
	reader.enter()
	reader.sees("共找到")
	all := reader.texts(".results h2")
	if marks := reader.texts(".results mark"); len(all) < 2 || slices.ContainsFunc(marks, func(m string) bool { return m != "口岸" }) || len(marks) < len(all) {
		t.Errorf("%d found, marked are %q", len(all), marks)
	}
	reader.keepsNobodyOut(axe)
	for _, view := range []string{"深色", "大字版"} {
		reader.touches(view)
		reader.keepsNobodyOut(axe)
	}
	reader.touches("浅色")
	reader.touches("标准字号")

	// Narrowed by year and section, and back.
	reader.touches("更多条件")
	reader.selects("year", "2026")
	reader.selects("section", "制度创新")
	reader.keepsNobodyOut(axe)
	reader.fill("q", "口岸")
	reader.enter()
	narrowed := reader.texts(".results-facts")
	if len(narrowed) == 0 || len(narrowed) >= len(all) || slices.ContainsFunc(narrowed, func(facts string) bool { return !strings.Contains(facts, "制度创新") }) {
		t.Errorf("narrowed to a section: %q", narrowed)
	}
	reader.selects("section", "")
	reader.fill("q", "口岸")
	reader.enter()
	if again := reader.texts(".results h2"); len(again) != len(all) {
		t.Errorf("all of the year are %d, of all years %d", len(again), len(all))
	}

	// In quotes the words stand as they were written.
	reader.fill("q", "探索 危险货物")
	reader.enter()
	if found := reader.texts(".results h2"); len(found) == 0 {
		t.Error("words apart find nothing")
	}
	reader.fill("q", "“危险货物探索”")
	reader.enter()
	reader.sees("没有找到")
	reader.fill("q", "“探索危险货物”")
	reader.enter()
	reader.sees("共找到")

	// Nothing is found, but one of the words is somewhere.
	reader.fill("q", "口岸 没有这样的词")
	reader.enter()
	reader.sees("没有找到", "也可以试试")
	reader.keepsNobodyOut(axe)
	reader.press("口岸")
	reader.sees("共找到")
	reader.press(reader.text(".results h2 a"))
	reader.sees("口岸")
}

func TestJourneyOfAnEditorWhoSearches(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)
	editor, reviewer := j.staff("editor1"), j.staff("reviewer1")

	// One key leads to the search from wherever one is; on its page it leads back to the field.
	editor.arrive("press Alt+/", slash)
	editor.at(paths.To(paths.DeskSearch, demo.Slug))
	editor.keepsNobodyOut(axe)
	editor.types("口岸")
	editor.enter()
	editor.sees("已发布", "在编", "第93期")
	editor.keepsNobodyOut(axe)
	editor.fill("q", "甩挂换头")
	step(editor, "leave the field", chromedp.KeyEvent("\t"))
	step(editor, "press Alt+/", slash)
	if at := value[string](editor, `document.activeElement.name`); at != "q" {
		t.Errorf("the focus is on %q", at)
	}
	editor.enter()
	const title = "北屿口岸跨境货车实行“甩挂换头、司机不出关”"
	editor.sees("编辑中", title)
	editor.press(title)
	editor.sees("第93期")
	if at := editor.path(); !strings.HasPrefix(at, "/desk/b/"+demo.Slug+"/articles/") {
		t.Errorf("the draft opens at %s", at)
	}

	// A reviewer does not find it before it is submitted, and hears of nothing.
	reviewer.open(paths.With(paths.To(paths.DeskSearch, demo.Slug), "q", "甩挂换头"))
	reviewer.sees("没有找到含有“甩挂换头”的内容")
	if shown := reviewer.text("main"); strings.Contains(shown, "北屿") || strings.Contains(shown, "也可以试试") {
		t.Errorf("the reviewer sees %s", shown)
	}
	reviewer.keepsNobodyOut(axe)
}

// slash is the key that leads to the search of the desk.
var slash = chromedp.KeyEvent("/", chromedp.KeyModifiers(kb.ModifierAlt))

// types writes where the focus is.
func (p *person) types(text string) {
	p.t.Helper()
	tell(p, input.InsertText, input.InsertTextParams{Text: text})
}

// selects takes one of a list.
func (p *person) selects(field, choice string) {
	p.t.Helper()
	if got := value[string](p, `((list) => { list.value = %q; return list.value })(document.querySelector("select[name=%s]"))`, choice, field); got != choice {
		p.t.Fatalf("%s cannot choose %q of %s", p.name, choice, field)
	}
}
