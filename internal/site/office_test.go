package site_test

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"

	"jianbao/internal/site"
)

const origin = "https://jianbao.example.cn"

// office answers addresses as it is told: a status and what is in the body. Those without are not found.
type office struct {
	dir     string
	pages   map[string]said
	gone    []string
	version atomic.Int64
	made    string
	all     bool
	asked   func(address string) // may change the office
}

type said struct {
	status int
	kind   string
	body   string
}

func html(body string) said { return said{http.StatusOK, "text/html; charset=UTF-8", body} }

func newOffice(t *testing.T, pages map[string]said) *office {
	t.Helper()
	return &office{dir: filepath.Join(t.TempDir(), "site"), pages: pages}
}

func (o *office) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if o.asked != nil {
		o.asked(r.RequestURI)
	}
	p, ok := o.pages[r.RequestURI]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", p.kind)
	w.WriteHeader(p.status)
	_, _ = w.Write([]byte(p.body))
}

func (o *office) export(t *testing.T) (site.Report, error) {
	t.Helper()
	return site.Export(t.Context(), site.Options{
		Dir: o.dir, Handler: o, Origin: origin, Made: o.made, All: o.all,
		Gone:    func(context.Context) ([]string, error) { return o.gone, nil },
		Version: func(context.Context) (int64, error) { return o.version.Load(), nil },
	})
}

func (o *office) written(t *testing.T) site.Report {
	t.Helper()
	r, err := o.export(t)
	if err != nil || len(r.Failed) > 0 {
		t.Fatalf("%v, failed: %v", err, r.Failed)
	}
	return r
}

// own are files of every site.
var own = []string{"_headers", "_nginx.conf", "404.html", ".jianbao-site.json", ".jianbao-site.log"}

// files are the pages in the folder by name, without those of every site.
func (o *office) files(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(o.dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || slices.Contains(own, name) {
			return err
		}
		text, err := os.ReadFile(filepath.Join(o.dir, name))
		out[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// holds expects these files and no others.
func (o *office) holds(t *testing.T, want map[string]string) {
	t.Helper()
	got := o.files(t)
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s holds %q, want %q", name, got[name], text)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s stands in the folder", name)
		}
	}
}

func (o *office) lay(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(o.dir, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
}

func (o *office) table(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(o.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// small is a site of every kind of address.
func small() map[string]said {
	return map[string]said{
		"/":                                     html(`<link href="/assets/reader.1.css"><a href="/b/x">x</a><a href="/sign-in">in</a><a href="/preview/token">p</a><a href="https://elsewhere.cn/b/x/about">e</a>`),
		"/assets/reader.1.css":                  {200, "text/css; charset=utf-8", "a{}"},
		"/robots.txt":                           {200, "text/plain; charset=UTF-8", "robots"},
		"/favicon.ico":                          {200, "image/x-icon", "icon"},
		"/sitemap.xml":                          {200, "application/xml; charset=UTF-8", `<sitemapindex><sitemap><loc>` + origin + `/b/x/sitemaps/2026.xml</loc></sitemap></sitemapindex>`},
		"/b/x/sitemaps/2026.xml":                {200, "application/xml; charset=UTF-8", `<urlset><url><loc>` + origin + `/b/x/issues/1</loc></url></urlset>`},
		"/b/x":                                  html(`<a href="/b/x/archive">a</a><a href="/b/x/search?q=1">s</a><a href="/b/x?view=large">v</a><img src="/b/x/issues/2/pictures/bb?size=screen">`),
		"/b/x/archive":                          html(`<a href="/b/x/archive/2026">2026</a>`),
		"/b/x/archive/2026":                     html("year"),
		"/b/x/issues/1":                         html(`<img src="/b/x/issues/1/pictures/aa" srcset="/b/x/issues/1/pictures/aa?size=screen 1000w, /b/x/issues/1/pictures/aa 2000w"><a href="/b/x/issues/1/files/pdf#page=2">pdf</a>`),
		"/b/x/issues/1/pictures/aa":             {200, "image/png", "paper"},
		"/b/x/issues/1/pictures/aa?size=screen": {200, "image/png", "screen"},
		"/b/x/issues/2/pictures/bb":             {200, "image/png", "paper too"},
		"/b/x/issues/2/pictures/bb?size=screen": {200, "image/png", "screen too"},
		"/b/x/issues/1/files/pdf":               {200, "application/pdf", "%PDF"},
		"/api/v1/openapi.json":                  {200, "application/json", "{}"},
		"/api/v1/bulletins":                     {200, "application/json", "[]"},
		"/api/v1/bulletins/x/issues":            {200, "application/json", "[1]"},
		"/api/v1/bulletins/x/issues?year=2026":  {200, "application/json", "[2026]"},
		"/api/v1/bulletins/x/issues/1":          {200, "application/json", "1"},
		"/sign-in":                              html("never"),
		"/preview/token":                        html("never"),
		"/b/x/search?q=1":                       html("never"),
		"/b/x?view=large":                       html("never"),
		"/b/x/about":                            html("nobody links here"),
	}
}
