package main

import (
	"archive/zip"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
	"jianbao/internal/testenv"
	"jianbao/models"
)

const bulletinName = "开放前沿" // of the demonstration

// saved is a file as it came out of the browser.
type saved struct {
	name string // that the browser gives it
	data []byte
}

// downloads presses what a selector finds, and waits for the file that comes of it.
func (p *person) downloads(selector string) saved {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, stepLimit)
	defer cancel()
	dir, on := p.t.TempDir(), true
	tell(p, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
		DownloadPath: dir, EventsEnabled: &on,
	})
	begun, progress := chromedp.Events(ctx, browser.DownloadWillBegin), chromedp.Events(ctx, browser.DownloadProgress)
	step(p, "press "+selector, chromedp.Click(chromedp.CSS(selector)))
	var out saved
	for e, err := range begun {
		if err != nil {
			p.t.Fatalf("%s, %s: no file comes: %v", p.name, selector, err)
		}
		out.name = e.SuggestedFilename
		break
	}
	for e, err := range progress {
		if err != nil || e.State == browser.DownloadProgressStateCanceled {
			p.t.Fatalf("%s, %s: the file does not come: %v", p.name, selector, err)
		}
		if e.State == browser.DownloadProgressStateCompleted {
			out.data = read(p, filepath.Join(dir, e.GUID))
			break
		}
	}
	return out
}

func read(p *person, file string) []byte {
	p.t.Helper()
	data, err := os.ReadFile(filepath.Clean(file))
	if err != nil {
		p.t.Fatal(err)
	}
	return data
}

// clipboard is what the clipboard gives to a page, as HTML and as plain text.
func (p *person) clipboard() (markup, text string) {
	p.t.Helper()
	value[bool](p, `(() => {
		delete window.pasted;
		addEventListener("paste", (e) => { window.pasted = ["text/html", "text/plain"].map((kind) => e.clipboardData.getData(kind)); }, { once: true });
		return true;
	})()`)
	tell(p, input.DispatchKeyEvent, input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeKeyDown, Key: "v", Code: "KeyV", Modifiers: int64(kb.ModifierCtrl), Commands: []string{"paste"},
	})
	step(p, "paste", chromedp.Poll[bool](`Boolean(window.pasted)`))
	got := value[[]string](p, `window.pasted`)
	return got[0], got[1]
}

// opening is how files of a format begin.
var opening = map[models.FileFormat]string{
	models.FormatWord: "PK", models.FormatPDF: "%PDF-1.", models.FormatEPUB: "PK", models.FormatText: bulletinName, models.FormatMarkdown: "# " + bulletinName,
	models.FormatJSON: "{", models.FormatArchive: "PK",
}

func TestJourneyOfEverythingThatLeavesTheHouse(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)
	editor := j.staff("editor1")
	editor.press("编刊")
	editor.press("第91期")
	desk := editor.path()
	editor.press("预览")
	editor.sees("当前稿，只有本系统的编审人员能看到", "本期目录")
	editor.open(desk)
	editor.press("文件与复制")
	editor.sees("正式文件", "当前稿", "复制到别处")
	editor.keepsNobodyOut(axe)
	here := editor.path()
	href := func(f models.FileFormat) string { return `a[href$="/files/` + string(f) + `"]` }
	var held []string
	for _, f := range models.FileFormats {
		file := editor.downloads(`.table ` + href(f))
		if file.name != bulletinName+"第91期."+string(f) || !strings.HasPrefix(string(file.data), opening[f]) {
			t.Errorf("%s comes as %s, beginning %.20q", f, file.name, file.data)
		}
		if f == models.FormatArchive {
			held = namesIn(t, file.data)
		}
	}
	editor.open(here) // Chromium asks before the eleventh file of one page
	for _, f := range models.ReaderFormats {
		if !slices.Contains(held, bulletinName+"第91期."+string(f)) {
			t.Errorf("the archive lacks %s: %q", f, held)
		}
		if file := editor.downloads(`.file-links ` + href(f)); !strings.HasPrefix(string(file.data), opening[f]) {
			t.Errorf("the working copy as %s begins %.20q", f, file.data)
		}
	}

	for name, part := range map[string]string{"复制到网站": "<h2>", "复制到微信": `<p style="`} {
		title := editor.texts(".clips .row-title")[1]
		step(editor, name, chromedp.Click(saying(name+" "+strings.TrimPrefix(title, "（一）"))))
		step(editor, "wait for the clipboard", chromedp.Poll[bool](`document.querySelector(".clip-said").innerText !== ""`))
		editor.sees("已复制")
		markup, text := editor.clipboard()
		if !strings.Contains(markup, part) || !strings.HasPrefix(text, title) {
			t.Errorf("%s puts %.80q and %.40q into the clipboard", name, markup, text)
		}
	}
	editor.at(here)

	// What is being written leaves as a draft; what readers have is what was published.
	reader := j.somebody("a visitor")
	reader.open(paths.To(paths.Bulletin, demo.Slug))
	if file := reader.downloads(`.downloads a`); !strings.HasPrefix(file.name, bulletinName+"第") {
		t.Errorf("a reader gets %q", file.name)
	}
	reader.keepsNobodyOut(axe)
}

func namesIn(t *testing.T, archive []byte) []string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(string(archive)), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range z.File {
		out = append(out, f.Name)
	}
	return out
}
