package handlers_test

import (
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"jianbao/assets"
	"jianbao/handlers"
	"jianbao/internal/paths"
	"jianbao/internal/site"
)

// folder is the site of a house as files.
type folder struct {
	dir  string
	site site.Options
	at   *httptest.Server // the same site, served
}

// siteOf is a folder for the site of a house, nothing in it yet, and the server beside it.
func (h *house) siteOf(t *testing.T) folder {
	t.Helper()
	origin, err := url.Parse(address)
	must(t, err)
	handler := func() http.Handler {
		return handlers.New(handlers.Config{
			Newsroom: h.news, Logger: slog.New(slog.DiscardHandler), Location: time.UTC, Now: h.clock.Now, Assets: assets.Handler(), BaseURL: origin, Pages: watched(t, h.news),
		})
	}
	f := folder{dir: filepath.Join(t.TempDir(), "site"), at: httptest.NewServer(handler())}
	t.Cleanup(f.at.Close)
	f.site = site.Options{Dir: f.dir, Handler: handler(), Origin: address, Gone: func(ctx context.Context) ([]string, error) { return handlers.GoneAddresses(ctx, h.news) }, Version: h.news.PageVersion, Compressed: true}
	return f
}

func (f folder) export(t *testing.T) site.Report {
	t.Helper()
	r, err := site.Export(t.Context(), f.site)
	must(t, err)
	if len(r.Failed)+len(r.LeftOut) > 0 {
		t.Fatalf("failed: %v; left out: %q", r.Failed, r.LeftOut)
	}
	return r
}

// listed is what the manifest of a folder says.
type listed map[string]struct {
	File   string
	Status int
	Coded  []string
}

func (f folder) listed(t *testing.T) listed {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(f.dir, ".jianbao-site.json"))
	must(t, err)
	var m struct{ Pages listed }
	must(t, json.Unmarshal(data, &m))
	return m.Pages
}

// get asks the server beside the folder for an address in a content coding, as it is sent.
func (f folder) get(t *testing.T, address, coding string) (status int, body, coded string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, f.at.URL+address, nil)
	must(t, err)
	r.Header.Set("Accept-Encoding", coding)
	res, err := http.DefaultTransport.RoundTrip(r)
	must(t, err)
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	must(t, err)
	return res.StatusCode, string(text), res.Header.Get("Content-Encoding")
}

// files are the contents of all files by name.
func (f folder) files(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	must(t, fs.WalkDir(os.DirFS(f.dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(f.dir, name))
		out[name] = string(data)
		return err
	}))
	return out
}

// stamps say when each file was written, and which it is.
func (f folder) stamps(t *testing.T) map[string]fs.FileInfo {
	t.Helper()
	out := map[string]fs.FileInfo{}
	for name := range f.files(t) {
		info, err := os.Stat(filepath.Join(f.dir, name))
		must(t, err)
		out[name] = info
	}
	return out
}

// isTheSite holds every file against what the server sends, and every file must be one of the site's.
func (f folder) isTheSite(t *testing.T) listed {
	t.Helper()
	files, list := f.files(t), f.listed(t)
	for _, name := range []string{".jianbao-site.json", ".jianbao-site.log", "_headers", "_nginx.conf"} {
		delete(files, name)
	}
	for address, p := range list {
		endings := map[string]string{"": "identity", ".gz": "gzip", ".br": "br"}
		for ending, coding := range endings {
			status, body, coded := f.get(t, address, coding)
			stands, ok := files[p.File+ending]
			delete(files, p.File+ending)
			switch {
			case status != p.Status:
				t.Errorf("%s is noted as %d, and the server answers %d", address, p.Status, status)
			case ending != "" && coded == "" != !slices.Contains(p.Coded, ending):
				t.Errorf("%s: the server sends %q, and the folder has %q", address, coded, p.Coded)
			case ending != "" && coded == "":
				if ok {
					t.Errorf("%s%s is nothing that the server sends", p.File, ending)
				}
			case stands != body || !ok:
				t.Errorf("%s%s has %d bytes, and the server sends %d", p.File, ending, len(stands), len(body))
			}
		}
	}
	for name := range files {
		t.Errorf("%s is a file and no page", name)
	}
	return list
}

// leadsNowhere lists links on pages of the folder to addresses of the site that it lacks.
func (f folder) leadsNowhere(t *testing.T, list listed) (out []string) {
	t.Helper()
	for address, p := range list {
		if path.Ext(p.File) != ".html" || p.Status != http.StatusOK {
			continue
		}
		page := answer{body: f.files(t)[p.File]}.page(t)
		for _, attribute := range []string{"href", "src"} {
			for _, n := range page.Find("[" + attribute + "]").EachIter() {
				link, _, _ := strings.Cut(strings.TrimPrefix(n.AttrOr(attribute, ""), f.site.Origin), "#")
				served := strings.Contains(link, "?view=") || strings.HasSuffix(link, "/search") || link == paths.SignIn
				if _, ok := list[link]; !ok && !served && link != "" {
					out = append(out, address+" → "+link)
				}
			}
		}
	}
	return out
}

// served are the patterns of readers' addresses that a folder cannot answer: questions, a person's own preview, the server's health.
var served = []string{paths.Search, paths.APISearch, paths.Preview, paths.PreviewPicture, paths.Health}

// holdsAllOf expects an address for each pattern that readers have.
func (l listed) holdsAllOf(t *testing.T, routes []*echo.Route) {
	t.Helper()
	parameter := regexp.MustCompile(`:[^/]+|\\\*`)
	for _, r := range routes {
		staff := slices.ContainsFunc([]string{paths.Desk, paths.SignIn, paths.SignOut, paths.Setup}, func(p string) bool { return r.Path == p || strings.HasPrefix(r.Path, p+"/") })
		if r.Method != http.MethodGet || staff || slices.Contains(served, r.Path) {
			continue
		}
		form := regexp.MustCompile("^" + parameter.ReplaceAllString(regexp.QuoteMeta(r.Path), "[^/]+") + "$")
		if !slices.ContainsFunc(slices.Collect(maps.Keys(l)), form.MatchString) {
			t.Errorf("no address of %s is in the folder", r.Path)
		}
	}
}

func TestTheSiteAsFilesIsWhatTheServerSendsToVisitors(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	f := h.siteOf(t)
	if r := f.export(t); r.Written == 0 || r.Removed != 0 || r.Notices == 0 {
		t.Errorf("got %+v", r)
	}
	list := f.isTheSite(t)
	list.holdsAllOf(t, handlers.Routes())
	if lost := f.leadsNowhere(t, list); len(lost) > 0 {
		t.Errorf("links lead nowhere: %q", lost)
	}
	slug, published := h.bulletin.Slug, h.issues["published"].ID
	picture := paths.To(paths.IssuePicture, slug, published, h.pictures["published"])
	for address, status := range map[string]int{
		paths.Home: 200, paths.Robots: 200, paths.Favicon: 200, paths.SiteMap: 200, paths.To(paths.Bulletin, slug): 200, paths.To(paths.About, slug): 200, paths.To(paths.Archive, slug): 200,
		paths.To(paths.ArchiveYear, slug, "2026"): 200, paths.To(paths.BulletinMap, slug, "2026.xml"): 200, paths.To(paths.BulletinFeed, slug): 200,
		paths.To(paths.ReaderSection, slug, "制度创新"): 200, paths.To(paths.SectionYear, slug, "制度创新", "2026"): 200, paths.To(paths.SectionFeed, slug, "制度创新"): 200,
		paths.To(paths.ReaderUnits, slug): 200, paths.To(paths.ReaderUnit, slug, canary("published", "unit")): 200, paths.To(paths.UnitYear, slug, canary("published", "unit"), "2026"): 200,
		paths.To(paths.BulletinMap, slug, "lists.xml"): 200,
		paths.To(paths.Issue, slug, published):         200, paths.To(paths.Article, slug, h.articles["published"][0]): 200, paths.To(paths.IssueFile, slug, published, "pdf"): 200,
		paths.To(paths.IssueFile, slug, published, "docx"): 200, picture: 200, paths.OnScreen(picture): 200, paths.APISpec: 200, paths.APIBulletins: 200,
		paths.To(paths.APIIssues, slug): 200, paths.To(paths.APIIssues, slug) + "?year=2026": 200, paths.To(paths.APIIssue, slug, published): 200,
		paths.To(paths.Issue, slug, h.issues["withdrawn"].ID): 410, paths.To(paths.Article, slug, h.articles["taken-down"][0]): 410, paths.To(paths.APIIssue, slug, h.issues["withdrawn"].ID): 410,
		paths.To(paths.Issue, slug, h.issues["members"].ID): 0, paths.To(paths.Issue, slug, h.issues["signed"].ID): 0, paths.SignIn: 0,
	} {
		if got := list[address].Status; got != status {
			t.Errorf("%s stands in the folder as %d, want %d", address, got, status)
		}
	}
	audible := h.audible(t, "visitor")
	for name, text := range f.files(t) {
		if words := overheard(answer{body: text}, audible); len(words) > 0 {
			t.Errorf("%s says %q", name, words)
		}
	}
}

func TestTheSiteIsWrittenAgainOnlyWhereItChanged(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	f := h.siteOf(t)
	f.export(t)
	first, before := f.files(t), f.stamps(t)
	if r := f.export(t); r.Written+r.Removed != 0 {
		t.Errorf("nothing has changed, and still: %+v", r)
	}
	for name, now := range f.stamps(t) {
		if was := before[name]; was == nil || !os.SameFile(was, now) || !was.ModTime().Equal(now.ModTime()) {
			t.Errorf("%s was written again", name)
		}
	}

	ctx, slug, issue, gone := t.Context(), h.bulletin.Slug, h.issues["published"].ID, h.articles["published"][0]
	must(t, h.news.WithdrawArticle(ctx, h.people["signer"], issue, gone, canary("published", "why"), passphrase))
	f.export(t)
	second, list := f.files(t), f.isTheSite(t)
	if got := list[paths.To(paths.Article, slug, gone)].Status; got != http.StatusGone {
		t.Errorf("the withdrawn article stands there as %d", got)
	}
	for _, address := range []string{
		paths.To(paths.Issue, slug, issue), paths.To(paths.Article, slug, gone), paths.To(paths.APIArticle, slug, gone), paths.To(paths.BulletinFeed, slug), paths.To(paths.BulletinMap, slug, "2026.xml"),
	} {
		if name := list[address].File; second[name] == first[name] {
			t.Errorf("%s is what it was before the withdrawal", address)
		}
	}
	untouched := list[paths.To(paths.Article, slug, h.articles["remembered"][0])].File
	if after := f.stamps(t)[untouched]; !os.SameFile(before[untouched], after) {
		t.Errorf("%s was written again", untouched)
	}
	for name, text := range second {
		for _, word := range []string{canary("published", "title"), canary("published", "body"), canary("published", "why")} {
			if strings.Contains(text, word) {
				t.Errorf("%s still says %s", name, word)
			}
		}
	}

	must(t, h.news.Withdraw(ctx, h.people["signer"], issue, canary("published", "reason"), passphrase))
	f.export(t)
	if got := f.isTheSite(t)[paths.To(paths.Issue, slug, issue)].Status; got != http.StatusGone {
		t.Errorf("the withdrawn issue stands there as %d", got)
	}
	audible := h.audible(t, "visitor")
	for name, text := range f.files(t) {
		if words := overheard(answer{body: text}, audible); len(words) > 0 {
			t.Errorf("%s says %q", name, words)
		}
	}

	must(t, h.news.Restore(ctx, h.people["signer"], issue, "误撤", passphrase))
	must(t, h.news.ShowArticle(ctx, h.people["signer"], issue, gone, "误撤", passphrase))
	f.export(t)
	f.isTheSite(t)
	for name, text := range f.files(t) {
		if name != ".jianbao-site.json" && text != first[name] { // it notes the version
			t.Errorf("%s is another one after everything is shown again", name)
		}
	}
}
