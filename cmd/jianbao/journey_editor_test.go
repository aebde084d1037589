package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
	"jianbao/internal/testenv"
	"jianbao/models"
)

// written is the text of an article as the editor holds it.
func (p *person) written() []models.Block {
	p.t.Helper()
	var body models.Body
	if err := json.Unmarshal([]byte(value[string](p, `JSON.stringify(document.getElementById("article-form").jianbaoEditor.body())`)), &body); err != nil {
		p.t.Fatal(err)
	}
	return body.Blocks
}

// composes types through an input method: letters while it composes, and what it gives in their place.
func (p *person) composes(text string, letters ...string) {
	p.t.Helper()
	for _, l := range letters {
		tell(p, input.ImeSetComposition, input.ImeSetCompositionParams{Text: l, SelectionStart: int64(len(l)), SelectionEnd: int64(len(l))})
	}
	tell(p, input.InsertText, input.InsertTextParams{Text: text})
	p.rests(150)
}

// rests lets milliseconds pass, as people do: the editor waits for the end of a composition, and undoes quick keys together.
func (p *person) rests(ms int) {
	p.t.Helper()
	step(p, "pause", chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`new Promise((done) => setTimeout(done, %d))`, ms), chromedp.EvalAwaitPromise))
}

// key presses a key that writes nothing by itself: chromedp's own Enter also types one.
func (p *person) key(keys string, modifiers ...kb.Modifier) {
	p.t.Helper()
	for _, r := range keys {
		press := *kb.Encode(r)[0]
		press.Type, press.Text, press.UnmodifiedText = input.DispatchKeyEventTypeRawKeyDown, "", ""
		for _, m := range modifiers {
			press.Modifiers |= int64(m)
		}
		tell(p, input.DispatchKeyEvent, press)
	}
}

// uses presses a tool of the editor.
func (p *person) uses(words string) {
	p.t.Helper()
	step(p, "use "+words, chromedp.Click(saying(words)))
}

func TestJourneyThroughTheEditor(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)
	p := j.staff("editor1")
	p.press("继续编辑")
	p.press(p.text(".contents-title"))
	before := p.written()
	value[bool](p, `(document.getElementById("article-form").jianbaoEditor.focusBlock(%q), true)`, before[0].ID)
	p.key(kb.Home)
	p.composes("自贸区", "z", "zi", "zi mao qu")
	p.key(kb.Enter)
	split := p.written()
	if split[0].ID != before[0].ID || models.PlainText(split[0].Inlines) != "自贸区" || split[1].ID == before[0].ID || len(split) != len(before)+1 {
		t.Fatalf("the first part of a paragraph that is split keeps its id: %+v", split[:2])
	}
	p.rests(700)
	p.key(kb.Backspace)
	if merged := p.written(); merged[0].ID != before[0].ID || len(merged) != len(before) {
		t.Errorf("the first of two paragraphs that are joined keeps its id: %+v", merged[0])
	}
	p.key("z", kb.ModifierCtrl)
	if back := p.written(); len(back) != len(split) || back[1].ID != split[1].ID {
		t.Errorf("undoing gives back the ids: %+v", back[:2])
	}
	p.key(kb.ArrowUp, kb.ModifierAlt)
	if moved := p.written(); moved[0].ID != split[1].ID || moved[1].ID != split[0].ID {
		t.Errorf("a block that moves keeps its id: %+v", moved[:2])
	}
	p.key(kb.ArrowDown, kb.ModifierAlt)

	value[bool](p, `(document.getElementById("article-form").jianbaoEditor.focusBlock(%q), true)`, split[0].ID)
	p.key("1", kb.ModifierCtrl, kb.ModifierAlt)
	step(p, "go to the end of the line", chromedp.KeyEvent(kb.End))
	p.rests(100)
	p.key(kb.Enter)
	p.uses("编号")
	p.composes("疏浚航道")
	p.key(kb.Enter)
	p.composes("扩建泊位")
	p.key(kb.Enter)
	p.key(kb.Enter)
	p.uses("加粗")
	p.composes("见附表")
	p.uses("加粗")
	p.uses("脚注")
	p.composes("澜州港务局统计。")
	p.key(kb.Enter) // back to where the note belongs
	p.uses("表格")
	p.composes("指标")
	p.key(kb.Tab)
	p.composes("数量")
	p.uses("加行")
	p.keepsNobodyOut(axe)
	p.press("保存")
	p.sees("已保存。")
	p.expectWritten(split[0].ID)
}

// expectWritten expects what the journey wrote, after the heading with this id.
func (p *person) expectWritten(heading string) {
	p.t.Helper()
	saved := p.written()
	if len(saved) < 5 {
		p.t.Fatalf("too little was saved: %+v", saved)
	}
	if b := saved[0]; b.ID != heading || b.Kind != models.Heading || b.Level != 1 {
		p.t.Errorf("no heading: %+v", b)
	}
	if b := saved[1]; b.Kind != models.List || b.PlainText() != "1.疏浚航道\n2.扩建泊位" {
		p.t.Errorf("no list that counts: %+v", b)
	}
	note := saved[len(saved)-1]
	if b := saved[2]; len(b.Inlines) != 2 || len(b.Inlines[0].Marks) != 1 || b.Inlines[1].Note != note.ID || note.Kind != models.Footnote {
		p.t.Errorf("no bold text with a footnote: %+v and %+v", b, note)
	}
	if b := saved[3]; b.Kind != models.Table || b.HeaderRows != 1 || len(b.Rows) != 4 || models.PlainText(b.Rows[0][1].Inlines) != "数量" {
		p.t.Errorf("no table: %+v", b)
	}
}

func TestJourneyOfAPictureIntoAnArticle(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)
	p := j.staff("editor1")
	p.press("继续编辑")
	p.press(p.text(".contents-title"))
	before := len(p.written())
	value[bool](p, `(document.getElementById("article-form").jianbaoEditor.focusBlock(%q), true)`, p.written()[0].ID)
	place := filepath.Join(t.TempDir(), "口岸 货运量.png")
	if err := os.WriteFile(place, chart(t), 0o600); err != nil {
		t.Fatal(err)
	}
	step(p, "choose a picture", chromedp.SetUploadFiles(chromedp.CSS(`#editor-dialogs input[type=file]`), []string{place}))
	p.awaits(`document.querySelector('[data-dialog=picture]').open && !document.querySelector('[data-dialog=picture] [data-confirm]').disabled`)
	p.keepsNobodyOut(axe)
	p.uses("确定")
	p.awaits(`document.querySelector('[data-dialog=picture]').open`) // it does without no text alternative
	step(p, "name the picture", chromedp.SendKeys(chromedp.CSS(`#editor-alt`), "货运量逐月上升的柱状图"))
	step(p, "write its caption", chromedp.SendKeys(chromedp.CSS(`#editor-caption`), "图1：货运量"))
	p.uses("确定")
	p.awaits(`document.querySelector('#editor-sheet img')?.naturalWidth > 0`)
	p.press("保存")
	p.sees("已保存。")
	written := p.written()
	i := slices.IndexFunc(written, func(b models.Block) bool { return b.Kind == models.Image })
	if len(written) != before+1 || i < 0 || written[i].Picture.Alt != "货运量逐月上升的柱状图" || written[i].Picture.Width != 64 || written[i].Caption != "图1：货运量" {
		t.Errorf("the article holds %+v", written)
	}
	p.open(paths.To(paths.Pictures, demo.Slug))
	p.sees("口岸 货运量.png")
}

// chart is a small picture.
func chart(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 64, 48))
	for x := range 64 {
		for y := 48 - x*3/4; y < 48; y++ {
			img.Set(x, y, color.RGBA{R: 0x1f, G: 0x4e, B: 0x79, A: 0xff})
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
