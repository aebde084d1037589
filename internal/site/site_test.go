package site_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianbao/internal/site"
)

func TestEveryAddressHasItsFile(t *testing.T) {
	t.Parallel()
	o := newOffice(t, small())
	o.written(t)
	want := map[string]string{}
	for name, address := range map[string]string{
		"index.html": "/", "assets/reader.1.css": "/assets/reader.1.css", "robots.txt": "/robots.txt", "favicon.ico": "/favicon.ico", "sitemap.xml": "/sitemap.xml", "b/x/sitemaps/2026.xml": "/b/x/sitemaps/2026.xml",
		"b/x/index.html": "/b/x", "b/x/archive/index.html": "/b/x/archive", "b/x/archive/2026/index.html": "/b/x/archive/2026", "b/x/issues/1/index.html": "/b/x/issues/1",
		"b/x/issues/1/pictures/aa": "/b/x/issues/1/pictures/aa", "b/x/issues/1/pictures/aa@size=screen": "/b/x/issues/1/pictures/aa?size=screen", "b/x/issues/1/files/pdf": "/b/x/issues/1/files/pdf",
		"b/x/issues/2/pictures/bb": "/b/x/issues/2/pictures/bb", "b/x/issues/2/pictures/bb@size=screen": "/b/x/issues/2/pictures/bb?size=screen",
		"api/v1/openapi.json": "/api/v1/openapi.json", "api/v1/bulletins/index.json": "/api/v1/bulletins", "api/v1/bulletins/x/issues/index.json": "/api/v1/bulletins/x/issues",
		"api/v1/bulletins/x/issues/@year=2026.json": "/api/v1/bulletins/x/issues?year=2026", "api/v1/bulletins/x/issues/1/index.json": "/api/v1/bulletins/x/issues/1",
	} {
		want[name] = o.pages[address].body
	}
	o.holds(t, want)
	if got := o.table(t, "404.html"); got != "404 page not found\n" {
		t.Errorf("what does not exist is %q", got)
	}
	for _, line := range []string{"/b/x/issues/1/files/pdf\n  Content-Type: application/pdf\n", "/b/x/issues/1/pictures/aa\n  Content-Type: image/png\n"} {
		if got := o.table(t, "_headers"); !strings.Contains(got, line) {
			t.Errorf("%q is missing in\n%s", line, got)
		}
	}
}

func TestAnAddressWrittenInTwoWaysIsOneFile(t *testing.T) {
	t.Parallel()
	o := newOffice(t, map[string]said{"/": html(`<a href="/b/x/about">a</a><a href="/b/%78/about">b</a>`), "/b/x/about": html("as the site writes it"), "/b/%78/about": html("as somebody wrote it")})
	for range 2 {
		o.written(t)
		o.holds(t, map[string]string{"index.html": o.pages["/"].body, "b/x/about/index.html": "as the site writes it"})
	}
}

func TestWhatWasWithdrawnBecomesItsNoticeAndWhatIsGoneGoes(t *testing.T) {
	t.Parallel()
	o := newOffice(t, small())
	o.written(t)
	notice := said{http.StatusGone, "text/html; charset=UTF-8", "withdrawn"}
	o.pages["/b/x/issues/1"], o.pages["/b/x/issues/1/files/pdf"] = notice, notice
	o.pages["/b/x/archive/2026"] = html("another year")
	delete(o.pages, "/b/x/issues/1/pictures/aa")
	delete(o.pages, "/b/x/issues/1/pictures/aa?size=screen")
	if r := o.written(t); r.Notices != 2 || r.Removed != 2 {
		t.Errorf("got %+v", r)
	}
	got := o.files(t)
	for name, want := range map[string]string{
		"b/x/issues/1/index.html": "withdrawn", "b/x/issues/1/files/pdf/index.html": "withdrawn", "b/x/issues/1/files/pdf": "", "b/x/issues/1/pictures/aa": "", "b/x/archive/2026/index.html": "another year",
	} {
		if got[name] != want {
			t.Errorf("%s holds %q", name, got[name])
		}
	}
	if conf := o.table(t, "_nginx.conf"); !strings.Contains(conf, "\t\"/b/x/issues/1\" \"1\";\n") {
		t.Errorf("nginx does not learn of the withdrawal:\n%s", conf)
	}
	if _, err := os.Stat(filepath.Join(o.dir, "b/x/issues/1/pictures")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("an empty folder is left")
	}
	o.pages = small()
	o.written(t)
	if got := o.files(t); got["b/x/issues/1/files/pdf"] != "%PDF" || got["b/x/issues/1/pictures/aa"] != "paper" {
		t.Errorf("after it is shown again: %q", got)
	}
}

func TestAFolderOfSomebodyElseIsRefused(t *testing.T) {
	t.Parallel()
	o := newOffice(t, small())
	o.lay(t, "thesis.txt", "three years of work")
	if _, err := o.export(t); err == nil || !strings.Contains(err.Error(), "name an empty folder") {
		t.Errorf("got %v", err)
	}
	o.holds(t, map[string]string{"thesis.txt": "three years of work"})
}

func TestFilesOfSomebodyElseInTheSiteAreLeftAlone(t *testing.T) {
	t.Parallel()
	o := newOffice(t, small())
	o.pages["/"] = html("front")
	o.written(t)
	o.lay(t, "b/x/about/index.html", "somebody's own")
	o.lay(t, "b/x/notes/index.html", "somebody's own")
	o.pages["/"] = html(`<a href="/b/x/about">about</a>`)
	r, err := o.export(t)
	if err != nil || len(r.Failed) != 1 || !strings.Contains(r.Failed[0].Error(), "stands in the way") {
		t.Errorf("got %v, %v", err, r.Failed)
	}
	o.pages = map[string]said{"/": html("all else is gone")}
	o.written(t)
	o.holds(t, map[string]string{"index.html": "all else is gone", "b/x/about/index.html": "somebody's own", "b/x/notes/index.html": "somebody's own"})
}

func TestNoNameLeadsOutOfTheFolder(t *testing.T) {
	t.Parallel()
	o := newOffice(t, map[string]said{"/": {}})
	names := map[string]bool{ // of sections, and whether a file can have them
		"制度创新": true, "a b&c+d;e": true, "100%": true, "@year=2026": true, ".net": true, "x.html": true, "feed.xml": true, "a?b#c": true, "${HOME}": true, `"quoted"`: true,
		"a/b": false, "..": false, ".": false, "../../../etc/cron.d/x": false, `a\b`: false, "a\nb": false, "a\x00b": false, strings.Repeat("长", 90): false,
	}
	var links strings.Builder
	want, left := map[string]string{}, 0
	for name, ok := range names {
		address := "/b/x/sections/" + url.PathEscape(name)
		if name == "." || name == ".." {
			address = "/b/x/sections/" + strings.ReplaceAll(name, ".", "%2E")
		}
		fmt.Fprintf(&links, "<a href=%q>x</a>", address)
		o.pages[address] = html("section " + name)
		if want["b/x/sections/"+name+"/index.html"] = "section " + name; !ok {
			delete(want, "b/x/sections/"+name+"/index.html")
			left++
		}
	}
	o.pages["/"] = html(links.String())
	want["index.html"] = links.String()
	if r := o.written(t); len(r.LeftOut) != left {
		t.Errorf("left out: %q", r.LeftOut)
	}
	o.holds(t, want)
}

func TestALinkOfSomebodyElseIsNotReplaced(t *testing.T) {
	t.Parallel()
	o := newOffice(t, map[string]said{"/": html("front")})
	o.written(t)
	link := filepath.Join(o.dir, "robots.txt")
	if err := os.Symlink("/etc/hostname", link); err != nil {
		t.Fatal(err)
	}
	o.pages["/robots.txt"] = said{http.StatusOK, "text/plain", "robots"}
	if r, err := o.export(t); err != nil || len(r.Failed) != 1 {
		t.Errorf("%v, failed: %v", err, r.Failed)
	}
	if to, err := os.Readlink(link); err != nil || to != "/etc/hostname" {
		t.Errorf("it leads to %q (%v)", to, err)
	}
}

func TestALinkInTheFolderLeadsNobodyOut(t *testing.T) {
	t.Parallel()
	o, outside := newOffice(t, small()), t.TempDir()
	o.pages["/b/x"] = html("x")
	o.written(t)
	if err := errors.Join(os.RemoveAll(filepath.Join(o.dir, "b")), os.Symlink(outside, filepath.Join(o.dir, "b"))); err != nil {
		t.Fatal(err)
	}
	if r, err := o.export(t); err == nil && len(r.Failed) == 0 {
		t.Error("nothing failed")
	}
	if entries, err := os.ReadDir(outside); err != nil || len(entries) != 0 {
		t.Errorf("outside stands %v (%v)", entries, err)
	}
}

func TestAManifestThatSomebodyWroteInDeletesNothingElsewhere(t *testing.T) {
	t.Parallel()
	o := newOffice(t, small())
	o.lay(t, "../precious.txt", "precious")
	for _, page := range []string{`{"file":"../precious.txt","status":200}`, `{"file":"b","status":200,"coded":["/../../precious.txt"]}`} {
		o.lay(t, ".jianbao-site.json", `{"pages":{"/b/x":`+page+`}}`)
		if _, err := o.export(t); err == nil {
			t.Errorf("%s was believed", page)
		}
	}
	if text, err := os.ReadFile(filepath.Join(o.dir, "../precious.txt")); err != nil || string(text) != "precious" {
		t.Errorf("%q, %v", text, err)
	}
}

func TestWhatFailsStaysAsItWas(t *testing.T) {
	t.Parallel()
	o := newOffice(t, small())
	o.written(t)
	before := o.files(t)
	o.pages["/b/x/archive/2026"] = said{http.StatusInternalServerError, "text/html", "broken"}
	r, err := o.export(t)
	if err != nil || len(r.Failed) != 1 || !strings.Contains(r.Failed[0].Error(), "/b/x/archive/2026: the answer is 500") {
		t.Errorf("%v, failed: %v", err, r.Failed)
	}
	o.holds(t, before)

	for address := range o.pages {
		o.pages[address] = said{http.StatusServiceUnavailable, "text/html", "away"}
	}
	for i := range 30 {
		address := fmt.Sprintf("/b/x/articles/%d", i)
		o.gone, o.pages[address] = append(o.gone, address), said{http.StatusServiceUnavailable, "text/html", "away"}
	}
	delete(o.pages, "/") // not found, and yet nothing is deleted while the rest fails
	if _, err := o.export(t); err == nil {
		t.Error("a site that does not answer is written")
	}
	o.holds(t, before)
}

func TestARunThatWasKilledIsTakenUp(t *testing.T) {
	t.Parallel()
	o := newOffice(t, small())
	ctx, kill := context.WithCancel(t.Context())
	o.asked = func(address string) {
		if address == "/b/x/issues/1/files/pdf" {
			kill()
		}
	}
	_, err := site.Export(ctx, site.Options{
		Dir: o.dir, Handler: o, Origin: origin,
		Gone: func(context.Context) ([]string, error) { return nil, nil }, Version: func(context.Context) (int64, error) { return 0, nil },
	})
	if !errors.Is(err, context.Canceled) || len(o.files(t)) == 0 {
		t.Fatalf("got %v with %d files", err, len(o.files(t)))
	}
	o.asked = nil
	for address, p := range o.pages { // everything is another page meanwhile
		if p.kind == "text/html; charset=UTF-8" {
			p.body += "<p>later</p>"
			o.pages[address] = p
		}
	}
	o.written(t)
	if got := o.files(t)["index.html"]; !strings.HasSuffix(got, "<p>later</p>") {
		t.Errorf("the front page is %q", got)
	}
}

func TestTwoDoNotWriteAtOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t, small())
	var second error
	o.asked = func(string) {
		o.asked = nil
		_, second = o.export(t)
	}
	o.written(t)
	if second == nil || !strings.Contains(second.Error(), "is being written by somebody else") {
		t.Errorf("the second one ends with %v", second)
	}
}

func TestWhatIsPublishedMeanwhileIsThere(t *testing.T) {
	t.Parallel()
	o := newOffice(t, small())
	o.asked = func(address string) {
		if address == "/b/x/archive/2026" && o.version.Load() == 0 { // after the front page was written
			o.version.Add(1)
			o.pages["/"] = html("published meanwhile")
		}
	}
	o.written(t)
	if got := o.files(t)["index.html"]; got != "published meanwhile" {
		t.Errorf("the front page is %q", got)
	}
	o.asked = func(string) { o.version.Add(1) }
	if _, err := o.export(t); err == nil {
		t.Error("a site of many moments is taken for one")
	}
}

func TestAFileThatSomebodyChangedIsPutRight(t *testing.T) {
	t.Parallel()
	o := newOffice(t, small())
	o.written(t)
	before := o.files(t)
	o.lay(t, "robots.txt", "ROBOTS")
	if err := os.Remove(filepath.Join(o.dir, "b/x/index.html")); err != nil {
		t.Fatal(err)
	}
	if r := o.written(t); r.Written != 2 {
		t.Errorf("%d files are written, want 2", r.Written)
	}
	o.holds(t, before)
}

func TestNothingIsAskedForWhileNothingHasChanged(t *testing.T) {
	t.Parallel()
	o := newOffice(t, small())
	o.made = "this release"
	whole := o.written(t).Pages
	asked := 0
	o.asked = func(string) { asked++ }
	if r := o.written(t); !r.Same || asked != 0 || r.Pages != whole {
		t.Errorf("%d addresses are asked for: %+v", asked, r)
	}
	for what, change := range map[string]func(){
		"another version":  func() { o.version.Add(1) },
		"another release":  func() { o.made = "the next release" },
		"no release":       func() { o.made = "" },
		"a lost file":      func() { _ = os.Remove(filepath.Join(o.dir, "robots.txt")) },
		"being told to":    func() { o.all = true },
		"a run broken off": func() { o.lay(t, ".jianbao-site.log", "robots.txt\n") },
		"something that failed": func() {
			o.pages["/robots.txt"] = said{http.StatusInternalServerError, "text/plain", "broken"}
			o.version.Add(1)
			if r, err := o.export(t); err != nil || len(r.Failed) != 1 {
				t.Errorf("%v, failed: %v", err, r.Failed)
			}
			o.pages["/robots.txt"] = small()["/robots.txt"]
		},
	} {
		o.made, o.all = "this release", false
		if o.written(t); !o.written(t).Same {
			t.Fatalf("before %s: nothing has changed", what)
		}
		if change(); o.written(t).Same {
			t.Errorf("%s goes unnoticed", what)
		}
	}
}
