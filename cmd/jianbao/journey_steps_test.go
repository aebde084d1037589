package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// step runs one action, within its limit, and ends the test when it fails.
func step[T any](p *person, what string, action chromedp.Action[T]) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, stepLimit)
	defer cancel()
	out, err := chromedp.Run(ctx, action)
	if err != nil {
		p.t.Fatalf("%s, %s: %v", p.name, what, err)
	}
	return out
}

// tell gives the browser a command of its protocol.
func tell[P, R any](p *person, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	return step(p, command.Method, func(ctx context.Context, t *chromedp.Target) (R, error) { return cdp.Call(ctx, t, command, params) })
}

// value is what an expression gives on the page. Its arguments are texts, and are quoted.
func value[T any](p *person, expression string, args ...any) T {
	p.t.Helper()
	expression = fmt.Sprintf(expression, args...)
	return step(p, expression, chromedp.Evaluate[T](expression))
}

// load does what leads to another page, and waits for that page.
func (p *person) load(what string, action chromedp.Action[chromedp.Void]) *network.Response {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, stepLimit)
	defer cancel()
	r, err := chromedp.RunResponse(ctx, action)
	if err != nil || r == nil {
		p.t.Fatalf("%s, %s: no page came: %v", p.name, what, err)
	}
	return r
}

// arrive does what leads to another page, which has to be a good one.
func (p *person) arrive(what string, action chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if r := p.load(what, action); r.Status != http.StatusOK {
		p.t.Fatalf("%s, %s: %s answered %d", p.name, what, r.URL, r.Status)
	}
	p.fitsAPhone()
}

// open types an address of the site.
func (p *person) open(path string) {
	p.t.Helper()
	p.arrive("open "+path, chromedp.Navigate(p.address+path))
}

// turnedAway types an address that answers with an error.
func (p *person) turnedAway(path string, status int64) {
	p.t.Helper()
	p.refusals.Store(p.address+path, true)
	if r := p.load("open "+path, chromedp.Navigate(p.address+path)); r.Status != status {
		p.t.Fatalf("%s answered %d to %s, not %d", path, r.Status, p.name, status)
	}
	p.fitsAPhone()
}

// press presses the first thing on the page that says exactly these words, and waits for the next page.
func (p *person) press(words string) {
	p.t.Helper()
	p.arrive("press "+words, chromedp.Click(saying(words)))
}

// enter presses the Enter key in a form, and waits for the next page.
func (p *person) enter() {
	p.t.Helper()
	p.arrive("press Enter", chromedp.KeyEvent(kb.Enter))
}

// saying finds what can be pressed by what it says, to the eye or to those who listen.
func saying(words string) chromedp.JSPath {
	return chromedp.JSPath(fmt.Sprintf(`[...document.querySelectorAll("a, button, summary")].find((e) =>
		e.checkVisibility() && !e.closest("[aria-hidden=true]") && (e.getAttribute("aria-label") ?? e.innerText).trim() === %q)`, words))
}

// fill writes into a field, in place of what stands there.
func (p *person) fill(field, text string) {
	p.t.Helper()
	step(p, "fill "+field, chromedp.Focus(chromedp.CSS(`[name="`+field+`"]`)))
	value[bool](p, `document.activeElement.select() ?? true`)
	tell(p, input.InsertText, input.InsertTextParams{Text: text})
}

// choose presses one of several choices.
func (p *person) choose(field, choice string) {
	p.t.Helper()
	step(p, "choose "+choice, chromedp.Click(chromedp.CSS(fmt.Sprintf(`input[name=%q][value=%q]`, field, choice))))
}

// attach puts a file into a field.
func (p *person) attach(field, file string) {
	p.t.Helper()
	step(p, "attach "+file, chromedp.SetUploadFiles(chromedp.CSS(fmt.Sprintf(`input[type=file][name=%q]`, field)), []string{file}))
	step(p, "hold "+file, chromedp.Poll[bool](fmt.Sprintf(`document.querySelector('input[type=file][name=%q]').files.length > 0`, field)))
}

// correct finds a passage in the text of an article and writes another in its place.
func (p *person) correct(old, fresh string) {
	p.t.Helper()
	if !value[bool](p, `((old) => {
		const sheet = document.querySelector(".ProseMirror");
		const walk = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
		while (walk.nextNode()) {
			const at = walk.currentNode.data.indexOf(old);
			if (at < 0) continue;
			sheet.focus();
			getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + old.length);
			return true;
		}
		return false;
	})(%q)`, old) {
		p.t.Fatalf("%s finds no paragraph that says %s", p.name, old)
	}
	tell(p, input.InsertText, input.InsertTextParams{Text: fresh})
}

// sees expects each of the texts on the page.
func (p *person) sees(texts ...string) {
	p.t.Helper()
	shown := value[string](p, `document.body.innerText`)
	for _, text := range texts {
		if !strings.Contains(shown, text) {
			p.t.Fatalf("%s does not see %q on %s: %s", p.name, text, p.path(), strings.Join(strings.Fields(shown), " "))
		}
	}
}

// texts are what the elements say, in the order of the page.
func (p *person) texts(selector string) []string {
	p.t.Helper()
	return value[[]string](p, `[...document.querySelectorAll(%q)].map((e) => e.innerText.trim())`, selector)
}

// text is what the first of the elements says.
func (p *person) text(selector string) string {
	p.t.Helper()
	return step(p, "read "+selector, chromedp.Text(chromedp.CSS(selector)))
}

// path is where the person is.
func (p *person) path() string {
	p.t.Helper()
	return value[string](p, `location.pathname`)
}

// at expects the person on a page.
func (p *person) at(path string) {
	p.t.Helper()
	if here := p.path(); here != path {
		p.t.Fatalf("%s is on %s, not on %s", p.name, here, path)
	}
}

// fitsAPhone expects that nothing but a table has to be moved sideways on a phone.
func (p *person) fitsAPhone() {
	p.t.Helper()
	step(p, "take a phone", chromedp.EmulateViewport(phoneWidth, phoneHeight))
	p.staysWithinThePhone()
	step(p, "put the phone away", chromedp.EmulateViewport(deskWidth, deskHeight))
}

// staysWithinThePhone expects the same of the page as it is shown.
func (p *person) staysWithinThePhone() {
	p.t.Helper()
	wide := value[[]string](p, `document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
		.filter((e) => e.getBoundingClientRect().right > innerWidth).map((e) => e.tagName + "." + e.className)`)
	if len(wide) > 0 {
		p.t.Errorf("%s is too wide for a phone: %s", p.path(), wide)
	}
}
