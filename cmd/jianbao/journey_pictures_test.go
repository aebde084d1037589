package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"jianbao/internal/testenv"
	"jianbao/models"
)

// pastesPictures puts pictures, each of another colour, into the text at once, as a file manager would.
func (p *person) pastesPictures(names ...string) {
	p.t.Helper()
	list, err := json.Marshal(names)
	if err != nil {
		p.t.Fatal(err)
	}
	step(p, "paste pictures", chromedp.Evaluate[bool](fmt.Sprintf(`(async (names) => {
		const data = new DataTransfer();
		for (const [i, name] of names.entries()) {
			const canvas = new OffscreenCanvas(80 + i, 60);
			const draw = canvas.getContext("2d");
			draw.fillStyle = "rgb(" + 40 * i + " 90 120)";
			draw.fillRect(0, 0, 80 + i, 60);
			data.items.add(new File([await canvas.convertToBlob()], name, {type: "image/png"}));
		}
		return document.querySelector(".ProseMirror").dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})) || true;
	})(%s)`, list), chromedp.EvalAwaitPromise))
}

// describes writes the text alternative of the picture that the dialog asks about.
func (p *person) describes(alt string) {
	p.t.Helper()
	p.awaits(`document.querySelector("[data-dialog=picture]").open && !document.querySelector("[data-dialog=picture] [data-confirm]").disabled`)
	p.writesInto("#editor-alt", alt)
}

// writesInto writes into the field of a dialog.
func (p *person) writesInto(selector, text string) {
	p.t.Helper()
	value[bool](p, `((field) => { field.focus(); field.value = ""; return true; })(document.querySelector(%q))`, selector)
	step(p, "fill "+selector, chromedp.SendKeys(chromedp.CSS(selector), text))
}

// pictures are the text alternatives of the pictures of the article, in order.
func (p *person) pictures() (out []string) {
	p.t.Helper()
	for _, b := range p.written() {
		if b.Kind == models.Image {
			out = append(out, b.Picture.Alt)
		}
	}
	return out
}

func TestJourneyOfPicturesThatComeTogether(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)
	p := j.staff("editor1")
	p.press("继续编辑")
	p.press(p.text(".contents-title"))
	value[bool](p, `(document.getElementById("article-form").jianbaoEditor.focusBlock(%q), true)`, p.written()[0].ID)
	value[bool](p, `(() => {
		const real = fetch;
		let sent = 0;
		window.sending = 0;
		window.most = 0;
		window.fetch = async (url, options) => {
			if (!String(url).endsWith("/pictures")) return real(url, options);
			if (++sent === 2) throw new TypeError("the network is gone");
			window.most = Math.max(window.most, ++window.sending);
			try { return await real(url, options); } finally { window.sending--; }
		};
		return true;
	})()`)
	p.pastesPictures("甲.png", "乙.png", "丙.png")
	p.awaits(`document.querySelector("[data-uploads]").textContent.includes("1 张图片没有上传成功")`)
	if states := value[[]string](p, `[...document.querySelectorAll(".slot")].map((s) => s.dataset.state)`); !slices.Equal(states, []string{"stored", "failed", "stored"}) {
		t.Errorf("the three pictures are %q", states)
	}
	if most := value[int](p, `window.most`); most != 1 {
		t.Errorf("%d pictures were sent at once", most)
	}
	p.sees("第 1 张，共 3 张", "〔图片：甲.png〕", "〔图片：乙.png〕", "〔图片：丙.png〕", "网络不通，图片没有上传。")
	p.keepsNobodyOut(axe)
	p.describes("甲图")
	p.uses("确定")
	p.awaits(`document.querySelector("[data-dialog=picture] [data-count]").textContent.includes("第 2 张")`)
	step(p, "send it again", chromedp.Click(chromedp.CSS("[data-retry]")))
	p.describes("乙图")
	p.uses("确定")
	p.awaits(`document.querySelector("[data-dialog=picture] [data-count]").textContent.includes("第 3 张")`)
	p.uses("取消")
	p.sees("已上传，缺替代文字")
	p.uses("保存") // is held back for the picture that has no words yet
	p.describes("丙图")
	p.press("确定")
	p.sees("已保存。")
	if got := p.pictures(); !slices.Equal(got, []string{"甲图", "乙图", "丙图"}) {
		t.Errorf("the article has the pictures %q", got)
	}
}

func TestJourneyOfAPictureThatIsLeftForLater(t *testing.T) {
	t.Parallel()
	j := begin(t)
	p := j.staff("editor1")
	p.press("继续编辑")
	p.press(p.text(".contents-title"))
	value[bool](p, `(document.getElementById("article-form").jianbaoEditor.focusBlock(%q), true)`, p.written()[0].ID)
	p.pastesPictures("甲.png")
	p.awaits(`document.querySelector(".slot").dataset.state === "stored"`)
	p.uses("取消")
	p.uses("保存")
	p.awaits(`document.querySelector("[data-dialog=picture]").open`)
	p.uses("取消")
	p.awaits(`document.querySelector("[data-uploads]").textContent.includes("还有 1 张图片没有放进正文")`)
	p.press("保存") // the person insists
	p.sees("已保存。", "〔图片：甲.png〕")
}
