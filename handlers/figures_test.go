package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
)

// firefox is what a person's browser says of itself.
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

// counted writes what was counted and gives, by kind of page, how often pages were opened.
func (h *house) counted(t *testing.T) map[models.FigureKind]int64 {
	t.Helper()
	must(t, h.news.WriteFigures(t.Context()))
	p, err := h.news.Figures(t.Context(), h.people["editor"], newsroom.FiguresQuery{})
	must(t, err)
	return p.All.ByKind
}

func TestReadersOfPagesAreCounted(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	id := h.issues["published"].ID
	issue, article := paths.To(paths.Issue, "kfqy", id), paths.To(paths.Article, "kfqy", h.articles["published"][0])
	section := paths.To(paths.ReaderSection, "kfqy", "制度创新")
	before := h.counted(t)
	visitor, editor := h.browser(t), h.signedIn(t, "editor")
	for _, step := range []struct {
		what  string
		who   *browser
		path  string
		more  []string
		times map[models.FigureKind]int64
	}{
		{"drawn", visitor, issue, nil, map[models.FigureKind]int64{models.IssueFigure: 1}},
		{"held", visitor, issue, nil, map[models.FigureKind]int64{models.IssueFigure: 1}},
		{"not held", visitor, issue + "?from=x", nil, map[models.FigureKind]int64{models.IssueFigure: 1}},
		{"in large type", visitor, issue + "?view=large", nil, map[models.FigureKind]int64{models.IssueFigure: 1}},
		{"known already", visitor, issue, []string{"If-None-Match", "*"}, map[models.FigureKind]int64{models.IssueFigure: 1}},
		{"known and not held", visitor, issue + "?from=x", []string{"If-None-Match", "*"}, map[models.FigureKind]int64{models.IssueFigure: 1}},
		{"signed in", editor, issue, nil, map[models.FigureKind]int64{models.IssueFigure: 1}},
		{"the current issue", visitor, paths.To(paths.Bulletin, "kfqy"), nil, map[models.FigureKind]int64{models.IssueFigure: 1}},
		{"an article", visitor, article, nil, map[models.FigureKind]int64{models.ArticleFigure: 1}},
		{"a section", visitor, section, nil, map[models.FigureKind]int64{models.SectionFigure: 1}},
		{"a section of a year", visitor, section + "?year=2026", nil, map[models.FigureKind]int64{models.SectionFigure: 1}},
		{"a robot", visitor, issue, []string{"User-Agent", "Mozilla/5.0 (compatible; Baiduspider/2.0)"}, nil},
		{"nobody", visitor, issue, []string{"User-Agent", ""}, nil},
		{"fetched ahead", visitor, issue, []string{"Sec-Purpose", "prefetch;prerender"}, nil},
		{"fetched ahead and not held", visitor, issue + "?from=x", []string{"Purpose", "prefetch"}, nil},
		{"a robot that is signed in", editor, article, []string{"User-Agent", "python-requests/2.32"}, nil},
		{"the archive", visitor, paths.To(paths.Archive, "kfqy"), nil, nil},
		{"nothing there", visitor, paths.To(paths.Issue, "kfqy", 99999), nil, nil},
		{"for members", visitor, paths.To(paths.Issue, "kfqy", h.issues["members"].ID), nil, nil},
		{"withdrawn", visitor, paths.To(paths.Issue, "kfqy", h.issues["withdrawn"].ID), nil, nil},
		{"the API", visitor, paths.To(paths.APIIssue, "kfqy", id), nil, nil},
	} {
		step.who.do(http.MethodGet, step.path, nil, append([]string{"User-Agent", firefox}, step.more...)...)
		after := h.counted(t)
		for _, k := range models.FigureKinds {
			if got := after[k] - before[k]; got != step.times[k] {
				t.Errorf("%s: %s counts %d for %s, want %d", step.what, step.path, got, k, step.times[k])
			}
		}
		before = after
	}
	visitor.do(http.MethodHead, issue, nil, "User-Agent", firefox)
	if got := h.counted(t)[models.IssueFigure] - before[models.IssueFigure]; got != 0 {
		t.Errorf("HEAD counts %d", got)
	}
}

func TestFiguresAreShownAndGivenOut(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	page := paths.To(paths.Figures, "kfqy")
	editor := h.signedIn(t, "editor")
	for _, c := range []struct{ name, kind string }{{"published", "article"}, {"withdrawn", "article"}, {"published", "issue"}} {
		d := editor.open(paths.With(page, "kind", c.kind)).page(t)
		want := map[string]string{"article": canary(c.name, "title"), "issue": h.issues[c.name].Label()}[c.kind]
		row := d.Find("table.figures:not(.report) tbody tr").FilterFunction(func(_ int, s *goquery.Selection) bool { return strings.Contains(s.Find("a").Text(), want) })
		if row.Length() != 1 || row.Find("td").Last().Text() != "1" {
			t.Errorf("%s is not among the figures: %s", want, row.Text())
		}
		if gone := strings.Contains(row.Text(), "已不公开"); gone != (c.name == "withdrawn") {
			t.Errorf("%s: no longer public is %v", want, gone)
		}
	}
	for _, q := range []string{"", "?span=months", "?span=2026", "?kind=section"} {
		d := editor.open(page + q).page(t)
		if bars, rows := d.Find("svg rect.chart-bar").Length(), d.Find("table.report tbody tr").Length(); bars != rows || bars != 30 && bars != 12 {
			t.Errorf("%q: %d bars and %d rows", q, bars, rows)
		}
	}
	if got := editor.open(page + "?span=1999"); !strings.Contains(got.body, "这段时间没有人打开过") {
		t.Error("a year without readers has no words")
	}
	empty := h.signedIn(t, "outsider").open(paths.To(paths.Figures, h.neighbour.Slug))
	if !strings.Contains(empty.body, "还没有人打开过") || strings.Contains(empty.body, "<svg class=\"chart-field\"") {
		t.Error("a bulletin without readers has no words")
	}
}

func TestFiguresAsTables(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for range 3 {
		h.news.CountView(models.FigureOf{BulletinID: h.bulletin.ID, Kind: models.SectionFigure, Section: "=1+1"})
	}
	total := int64(0)
	for _, n := range h.counted(t) {
		total += n
	}
	editor := h.signedIn(t, "editor")
	for list, want := range map[string]string{
		"steps": fmt.Sprintf("合计,%d,", total), "issues": h.issues["published"].Label() + ",,", "articles": canary("withdrawn", "title") + "," + h.issues["withdrawn"].Label(), "sections": "'=1+1,,,已不公开,3\r\n",
	} {
		got := editor.get(paths.With(paths.To(paths.FiguresFile, "kfqy", list), "span", "2026")).wants(t, http.StatusOK)
		if !strings.Contains(got.body, want) || !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s lacks %q:\n%s", list, want, got.body)
		}
	}
}
