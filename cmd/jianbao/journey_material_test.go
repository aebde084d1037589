package main

import (
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
	"jianbao/internal/testenv"
)

// came are files as units send them in: Word from two producers, an old Word file, a web page, and one that is none of these.
var came = []string{
	"../../internal/flow/docx/testdata/libreoffice.docx", "../../internal/flow/docx/testdata/pandoc.docx",
	"../../internal/flow/msdoc/testdata/bulletin.doc", "../../internal/flow/htmldoc/testdata/wechat.html",
	"../../internal/typeset/fonts/latin.ttf",
}

// attachAll puts files into a field together.
func (p *person) attachAll(field string, files []string) {
	p.t.Helper()
	places := make([]string, len(files))
	for i, f := range files {
		place, err := filepath.Abs(f)
		if err != nil {
			p.t.Fatal(err)
		}
		places[i] = place
	}
	step(p, "attach files", chromedp.SetUploadFiles(chromedp.CSS(`input[type=file][name="`+field+`"]`), places))
}

func TestJourneyOfFilesThatCameInToAnArticleOfAnIssue(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)
	editor := j.staff("editor1")
	editor.press("来稿")
	editor.keepsNobodyOut(axe)
	editor.attachAll("file", came)
	editor.fill("unit", "青圩片区管委会")
	editor.press("登记") // the script sends them one by one, then the list comes
	editor.sees("libreoffice.docx", "pandoc.docx", "bulletin.doc", "wechat.html", "正文 100% 相同", "没有读出正文", "青圩片区管委会")
	if rows := editor.texts(".material tbody tr"); len(rows) != len(came) {
		t.Fatalf("%d files are registered, want %d: %q", len(rows), len(came), rows)
	}
	editor.keepsNobodyOut(axe)

	titles := editor.texts(".material tbody th a:first-child")
	wanted := titles[slices.IndexFunc(editor.texts(".material tbody th .ago"), func(s string) bool { return s == "wechat.html" })]
	editor.press(wanted)
	editor.sees("待定", "wechat.html", "登记情况")
	editor.keepsNobodyOut(axe)
	editor.press("稿库")
	editor.sees(wanted)
	place := `[...document.querySelectorAll("li.row")].find((r) => r.querySelector(".row-title").innerText.trim() === ` + quoted(wanted) + `).querySelector(".inline-form button")`
	editor.arrive("place "+wanted, chromedp.Click(chromedp.JSPath(place)))
	editor.press("来稿")
	editor.press(wanted)
	editor.sees("采用", "第93期")
	editor.press("编辑稿件")
	editor.sees("来稿登记")
	editor.open(paths.To(paths.Materials, demo.Slug) + "?fate=adopted")
	if rows := editor.texts(".material tbody tr"); len(rows) != 1 {
		t.Errorf("adopted are %q", rows)
	}
}

// quoted is a text as a script writes it.
func quoted(s string) string { return strconv.Quote(s) }
