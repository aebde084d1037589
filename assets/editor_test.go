package assets_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"jianbao/assets"
	"jianbao/internal/testenv"
)

var update = flag.Bool("update", false, "write the expected trees of pasted texts anew")

const mostEditor = 120 << 10 // bytes of script, as they travel

// policy is that of the desk's pages, with the script allowed by its origin.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; " +
	"require-trusted-types-for 'script'; trusted-types ProseMirrorClipboard htmx"

// editorPage holds what the script needs of the article's page, and nothing else of it.
const editorPage = `<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>t</title><script src="/watch.js"></script>
<form><textarea hidden disabled name="body" data-body>{"blocks":[]}</textarea><div data-plain></div>
<section data-editor hidden data-dialogs="dialogs" data-pictures="/pictures" data-words='{"body":"正文","slot":"〔图片：{name}〕","unnamed":"未命名","status":"{characters} {pages}","note":"脚注 {n}"}'>
<div role="toolbar"><button type="button" data-do="undo">撤销</button></div><div role="toolbar" data-table-tools hidden><button type="button" data-do="addRow">加行</button></div>
<div data-sheet></div></section><span data-characters></span></form>
<div id="dialogs"><input type="file" data-file hidden><dialog data-dialog="link"><form><input data-href><p data-problem></p></form></dialog>
<dialog data-dialog="picture"><form><button type="button" data-retry></button></form></dialog></div>
<script type="module" src="EDITOR"></script></html>`

const watch = `window.complaints = [];
addEventListener("securitypolicyviolation", (e) => complaints.push(e.violatedDirective + " " + e.sample + " " + e.lineNumber));
addEventListener("error", (e) => complaints.push(e.message));`

func TestTheEditorTravelsLight(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile("dist/editor.js")
	if err != nil {
		t.Fatal(err)
	}
	var small bytes.Buffer
	w := gzip.NewWriter(&small)
	if _, err := w.Write(script); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if small.Len() > mostEditor {
		t.Errorf("%d bytes, more than %d", small.Len(), mostEditor)
	}
}

// sheet is a browser with an empty editor in it.
type sheet struct {
	t   *testing.T
	ctx context.Context
}

func openEditor(t *testing.T) sheet {
	t.Helper()
	chrome := testenv.ChromePath(t)
	mux := http.NewServeMux()
	mux.Handle("/assets/", assets.Handler())
	mux.HandleFunc("/watch.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = fmt.Fprint(w, watch)
	})
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		_, _ = fmt.Fprint(w, strings.Replace(editorPage, "EDITOR", assets.URL("editor.js"), 1))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 2*time.Minute)
	t.Cleanup(cancel)
	allocator, stop := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chrome), chromedp.NoSandbox)...)
	t.Cleanup(stop)
	tab, _ := chromedp.NewContext(allocator)
	t.Cleanup(func() { _ = chromedp.Cancel(tab) })
	s := sheet{t, tab}
	if err := chromedp.Do(tab, chromedp.Navigate(server.URL)); err != nil {
		t.Fatal(err)
	}
	run(s, chromedp.Poll[bool](`Boolean(document.forms[0].jianbaoEditor)`))
	return s
}

func run[T any](s sheet, action chromedp.Action[T]) T {
	s.t.Helper()
	out, err := chromedp.Run(s.ctx, action)
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}

// value is what an expression gives in the page; arguments are quoted.
func value[T any](s sheet, expression string, args ...any) T {
	s.t.Helper()
	for i, a := range args {
		quoted, err := json.Marshal(a)
		if err != nil {
			s.t.Fatal(err)
		}
		args[i] = string(quoted)
	}
	return run(s, chromedp.Evaluate[T](fmt.Sprintf(expression, args...)))
}

func tell[P, R any](s sheet, command cdp.Command[P, R], params P) {
	s.t.Helper()
	run(s, func(ctx context.Context, t *chromedp.Target) (R, error) { return cdp.Call(ctx, t, command, params) })
}

func (s sheet) set(body string) {
	s.t.Helper()
	value[bool](s, `(document.forms[0].jianbaoEditor.setBody(JSON.parse(%s)), true)`, body)
}

// text is the tree in the editor, its ids by their places.
func (s sheet) tree() string {
	s.t.Helper()
	return value[string](s, `((body) => {
		let text = JSON.stringify(body, null, 2);
		body.blocks.forEach((b, i) => { text = text.replaceAll(JSON.stringify(b.id), JSON.stringify("block " + i)); });
		return text + "\n";
	})(document.forms[0].jianbaoEditor.body())`)
}

func (s sheet) paste(kind, text string) {
	s.t.Helper()
	value[bool](s, `((kind, text) => {
		const sheet = document.querySelector(".ProseMirror");
		const data = new DataTransfer();
		data.setData(kind, text);
		sheet.focus();
		sheet.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
		return true;
	})(%s, %s)`, kind, text)
}

func (s sheet) quiet() {
	s.t.Helper()
	if got := value[[]string](s, `complaints`); len(got) > 0 {
		s.t.Errorf("the page complains: %q", got)
	}
	if n := value[int](s, `document.querySelectorAll(".ProseMirror [style]").length`); n > 0 {
		s.t.Errorf("%d elements carry a style", n)
	}
}

func TestPastedTextsBecomeBlocksAndLoseNothing(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/paste/*.[ht]*")
	if err != nil || len(files) < 14 {
		t.Fatal(len(files), err)
	}
	s := openEditor(t)
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		kind := map[string]string{".html": "text/html", ".txt": "text/plain"}[filepath.Ext(file)]
		s.set(`{"blocks":[]}`)
		s.paste(kind, string(source))
		got := s.tree()
		name := strings.TrimSuffix(file, filepath.Ext(file)) + ".json"
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(name); err != nil || string(want) != got {
			t.Errorf("%s became\n%s", file, got)
		}
		s.quiet()
		s.holds(file, kind, string(source), got)
		value[int](s, `complaints.length = 0`) // of the second reading, which knows no caution
	}
}

// holds expects every character that was to be seen. Marks of footnotes and bullets are drawn, and stand nowhere.
func (s sheet) holds(file, kind, source, tree string) {
	s.t.Helper()
	shown := source
	if kind == "text/html" {
		shown = value[string](s, `((html) => {
			const doc = document.implementation.createHTMLDocument();
			const policy = window.reader ??= trustedTypes.createPolicy("htmx", {createHTML: (s) => s});
			doc.body.innerHTML = policy.createHTML(html.replace(/\sstyle=/g, " data-style="));
			doc.querySelectorAll("script, style, iframe, title, [data-style*='mso-list:Ignore'], a[name*=ftn], a[name*=sdfootnote]").forEach((e) => e.remove());
			return doc.body.textContent;
		})(%s)`, source)
	}
	for _, r := range shown {
		if !unicode.IsSpace(r) && r > ' ' && !strings.ContainsRune(tree, r) {
			s.t.Errorf("%s: %q is lost", file, r)
		}
	}
}

func TestHugeAndDeepTextsAreRead(t *testing.T) {
	t.Parallel()
	s := openEditor(t)
	for name, source := range map[string]string{
		"deep": strings.Repeat("<div><b>", 5000) + "最深处" + strings.Repeat("</b></div>", 5000),
		"huge": strings.Repeat("<p style='color:red'>澜江省口岸办报送的一段文字。</p>", 1<<20/60),
		"open": strings.Repeat(`<p title="`, 20_000) + ">末尾",
	} {
		s.set(`{"blocks":[]}`)
		begun := time.Now()
		s.paste("text/html", source)
		if name != "open" && !value[bool](s, `/最深处|报送的一段文字/.test(JSON.stringify(document.forms[0].jianbaoEditor.body()))`) {
			t.Errorf("%s: the text is lost", name)
		}
		if spent := time.Since(begun); spent > 20*time.Second {
			t.Errorf("%s took %s", name, spent)
		}
	}
	s.quiet()
}

func TestMarkersSplitInTheBrowserAsOnTheServer(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("testdata/markers.json")
	if err != nil {
		t.Fatal(err)
	}
	s := openEditor(t)
	wrong := value[[]string](s, `((table) => table.flatMap(({text, marker, rest}) => {
		const editor = document.forms[0].jianbaoEditor;
		editor.setBody({blocks: [{id: "AAAA", kind: "paragraph", inlines: [{text}]}]});
		const [block] = editor.body().blocks;
		const got = [block.marker ?? "", (block.inlines ?? []).map((i) => i.text).join("")];
		return got[0] === marker && got[1] === rest ? [] : [text + ": " + got.join(" | ")];
	}))(JSON.parse(%s))`, string(table))
	if len(wrong) > 0 {
		t.Errorf("split otherwise: %q", wrong)
	}
}

func TestAnInputMethodIsNeverDisturbed(t *testing.T) {
	t.Parallel()
	s := openEditor(t)
	s.set(`{"blocks":[{"id":"AAAA","kind":"list","items":[{"marker":"1.","inlines":[{"text":"甲"}]}]},{"id":"BBBB","kind":"paragraph","inlines":[{"text":"文"},{"text":"","note":"CCCC"}]},{"id":"CCCC","kind":"footnote","inlines":[{"text":"注"}]}]}`)
	value[bool](s, `(document.forms[0].jianbaoEditor.focusBlock("BBBB"), true)`)
	for _, typed := range []string{"z", "zi", "zi m", "zi mao", "zi mao qu"} {
		tell(s, input.ImeSetComposition, input.ImeSetCompositionParams{Text: typed, SelectionStart: int64(len(typed)), SelectionEnd: int64(len(typed))})
	}
	tell(s, input.InsertText, input.InsertTextParams{Text: "自贸区"})
	run(s, chromedp.Poll[bool](`JSON.stringify(document.forms[0].jianbaoEditor.body()).includes("自贸区文")`))
	if got := s.tree(); strings.Contains(got, "zi") || strings.Count(got, "自贸区") != 1 {
		t.Errorf("typed through an input method:\n%s", got)
	}
	s.quiet()
}
