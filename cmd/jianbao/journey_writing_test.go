package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jianbao/models"
)

// command presses a key that the browser itself does something at, such as cutting.
func (p *person) command(key, name string) {
	p.t.Helper()
	press := *kb.Encode([]rune(key)[0])[0]
	press.Type, press.Text, press.UnmodifiedText = input.DispatchKeyEventTypeRawKeyDown, "", ""
	press.Modifiers, press.Commands = int64(kb.ModifierCtrl), []string{name}
	tell(p, input.DispatchKeyEvent, press)
	p.rests(150)
}

// moves presses a key that moves the cursor, or with Shift selects, as often as told.
func (p *person) moves(times int, key string, modifiers ...kb.Modifier) {
	p.t.Helper()
	for range times {
		step(p, "move the cursor", chromedp.KeyEvent(key, chromedp.KeyModifiers(modifiers...)))
		p.rests(50)
	}
}

// goesTo puts the cursor into a block.
func (p *person) goesTo(id string) {
	p.t.Helper()
	value[bool](p, `(document.getElementById("article-form").jianbaoEditor.focusBlock(%q), true)`, id)
}

// walks goes to a tool by keyboard alone, from the text to the first row of tools and on to the row of the table, and presses it.
func (p *person) walks(tool string) {
	p.t.Helper()
	p.key(kb.F10, kb.ModifierAlt)
	step(p, "go to the tools of the table", chromedp.KeyEvent(kb.Tab))
	for range 12 {
		if value[string](p, `document.activeElement.innerText.trim()`) == tool {
			step(p, "press "+tool, chromedp.KeyEvent(kb.Enter))
			return
		}
		step(p, "go on", chromedp.KeyEvent(kb.ArrowRight))
	}
	p.t.Fatalf("%s finds no tool %s by keyboard", p.name, tool)
}

// partsOf are the ids of blocks and what they say.
func partsOf(blocks []models.Block) (ids, texts []string) {
	for _, b := range blocks {
		ids, texts = append(ids, b.ID), append(texts, b.PlainText())
	}
	return ids, texts
}

func TestJourneyOfATableByKeyboard(t *testing.T) {
	t.Parallel()
	j := begin(t)
	p := j.staff("editor1")
	p.opensDraft()
	p.goesTo(p.written()[0].ID)
	p.uses("表格")
	for _, text := range []string{"指标", "上半年", "下半年"} {
		p.composes(text)
		p.key(kb.Tab)
	}
	p.key(kb.Tab, kb.ModifierShift) // back to the last cell of the head
	p.moves(1, kb.End)
	table := func() models.Block {
		t.Helper()
		all := p.written()
		i := slices.IndexFunc(all, func(b models.Block) bool { return b.Kind == models.Table })
		if i < 0 {
			t.Fatal("there is no table")
		}
		return all[i]
	}
	p.moves(len([]rune("下半年"))+1, kb.ArrowLeft, kb.ModifierShift) // over the text of the cell, then over the cell beside it
	p.walks("合并")
	if head := table().Rows[0]; len(head) != 2 || head[1].ColSpan != 2 || !strings.Contains(models.PlainText(head[1].Inlines), "上半年") || !strings.Contains(models.PlainText(head[1].Inlines), "下半年") {
		t.Errorf("merged, the head is %+v", head)
	}
	p.walks("拆分")
	if head := table().Rows[0]; len(head) != 3 {
		t.Errorf("split, the head is %+v", head)
	}
	p.press("保存")
	p.sees("已保存。")
	if head := table().Rows[0]; len(head) != 3 || models.PlainText(head[0].Inlines) != "指标" {
		t.Errorf("saved was %+v", head)
	}
}

func TestJourneyOfALinkAndOfATextThatIsCut(t *testing.T) {
	t.Parallel()
	j := begin(t)
	p := j.staff("editor1")
	p.opensDraft()
	before := p.written()
	p.goesTo(before[0].ID)
	p.key(kb.Home)
	p.composes("办事指南")
	p.moves(4, kb.ArrowLeft, kb.ModifierShift)
	p.key("k", kb.ModifierCtrl)
	p.awaits(`document.querySelector("[data-dialog=link]").open`)
	step(p, "write an address", chromedp.SendKeys(chromedp.CSS("#editor-href"), "javascript:alert(1)"))
	step(p, "confirm", chromedp.KeyEvent(kb.Enter))
	p.sees("链接地址")
	p.writesInto("#editor-href", "lanjiang.example/guide")
	step(p, "confirm", chromedp.KeyEvent(kb.Enter))
	p.awaits(`document.querySelector(".ProseMirror a[href]") !== null`) // the dialog is closed before its answer is taken
	if first := p.written()[0].Inlines[0]; first.Text != "办事指南" || len(first.Marks) != 1 || first.Marks[0].Href != "http://lanjiang.example/guide" {
		t.Errorf("the link is %+v", first)
	}

	p.moves(1, kb.End)
	p.key(kb.Enter)
	p.composes("第一段新写的话。")
	p.key(kb.Enter)
	p.composes("第二段新写的话。")
	p.key(kb.Enter)
	p.composes("留在原处的话。")
	ids, texts := partsOf(p.written())
	at := slices.Index(texts, "第一段新写的话。")
	p.goesTo(ids[at])
	p.moves(len([]rune("第一段新写的话。第二段新写的话。"))+1, kb.ArrowRight, kb.ModifierShift)
	p.command("x", "cut")
	if _, left := partsOf(p.written()); slices.Contains(left, "第一段新写的话。") {
		t.Fatalf("cut, there are %q", left)
	}
	p.command("v", "paste")
	again, pasted := partsOf(p.written())
	if !slices.Equal(pasted, texts) || !slices.Equal(again, ids) {
		t.Errorf("pasted back where they were, the parts are\n%q, not\n%q, with ids\n%q, not\n%q", pasted, texts, again, ids)
	}
	p.press("保存")
	p.sees("已保存。")
	if saved, _ := partsOf(p.written()); !slices.Equal(saved, ids) {
		t.Errorf("the ids are saved as %q, not %q", saved, ids)
	}
}

func TestJourneyOfACompositionWhileTheTextIsKept(t *testing.T) {
	t.Parallel()
	j := begin(t)
	p := j.staff("editor1")
	p.opensDraft()
	p.goesTo(p.written()[0].ID)
	p.key(kb.Home)
	p.composes("先写的字，") // will be kept in about a second
	value[bool](p, `(() => {
		window.ended = 0;
		document.querySelector(".ProseMirror").addEventListener("compositionend", () => window.ended++);
		return true;
	})()`)
	letters := func(text string) {
		tell(p, input.ImeSetComposition, input.ImeSetCompositionParams{Text: text, SelectionStart: int64(len(text)), SelectionEnd: int64(len(text))})
	}
	letters("zi")
	p.rests(2500) // longer than keeping takes: it waits for the composition
	letters("zi mao")
	p.rests(1500)
	letters("zi mao qu")
	if n := value[int](p, `window.ended`); n != 0 {
		t.Errorf("the composition was ended %d times", n)
	}
	if shown := value[string](p, `document.querySelector(".ProseMirror").innerText`); !strings.HasPrefix(strings.TrimSpace(shown), "先写的字，zi mao qu") {
		t.Errorf("while it composes, the text begins %.30q", shown)
	}
	tell(p, input.InsertText, input.InsertTextParams{Text: "自贸区"})
	p.awaitsState("已自动保存")
	p.open(p.path())
	p.sees("已恢复您")
	if first := p.written()[0].PlainText(); !strings.HasPrefix(first, "先写的字，自贸区") {
		t.Errorf("kept was %.40q", first)
	}
}

func TestJourneyOfAReplacementWrittenInTheEditor(t *testing.T) {
	t.Parallel()
	j := begin(t)
	reviewer, editor := j.staff("reviewer2"), j.staff("editor1")
	reviewer.press("审阅")
	issue := strings.TrimSuffix(reviewer.path(), "/review")
	editor.open(issue)
	editor.press(editor.text(".contents-title"))
	article := editor.path()
	editor.correct("。", "，送审后更正的话。")
	editor.refusals.Store(editor.address+article, true)
	if r := editor.load("save", chromedp.Click(saying("查看影响并保存"))); r.Status != http.StatusConflict {
		t.Fatalf("a replacement answers %d", r.Status)
	}
	editor.sees("修改审核中的内容", "不再有效")
	editor.fitsAPhone()
	editor.press("确认修改")
	editor.open(article)
	if _, texts := partsOf(editor.written()); !strings.Contains(strings.Join(texts, ""), "，送审后更正的话。") {
		t.Errorf("the article says %q", texts)
	}
	reviewer.open(issue)
	reviewer.sees("待初审")
}
