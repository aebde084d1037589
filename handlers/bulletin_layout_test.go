package handlers_test

import (
	"bytes"
	"image"
	pngs "image/png"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"jianbao/internal/paths"
	"jianbao/models"
)

// sheet is a page of the preview.
func (b *browser) sheet(path string) answer {
	b.t.Helper()
	got := b.get(path).wants(b.t, http.StatusOK)
	if kind := got.header.Get("Content-Type"); kind != "image/svg+xml" || !strings.Contains(got.header.Get("Content-Security-Policy"), "sandbox; default-src 'none'") {
		b.t.Errorf("%s is %s under %q", path, kind, got.header.Get("Content-Security-Policy"))
	}
	return got
}

// previewed is the address of the first page of the preview, as a page of the layout has it.
func (a answer) previewed(t *testing.T) string {
	t.Helper()
	return a.page(t).Find("img[data-preview]").First().AttrOr("src", "")
}

func TestJourneyOfALayoutFromItsFormToAnEdition(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	admin, lin, chu, fu, qian, reader := a.signedIn(t, "admin"), a.signedIn(t, "lin"), a.signedIn(t, "chu"), a.signedIn(t, "fu"), a.signedIn(t, "qian"), a.browser(t)
	page := paths.To(paths.BulletinLayout, a.bulletin.ID)
	admin.open(paths.To(paths.BulletinEdit, a.bulletin.ID)).says(t, "版面")

	start := admin.open(page).says(t, "样稿")
	before := admin.sheet(start.previewed(t))
	f := start.form(t, "#layout-form").set("size", "14").set("contents", "off").set("font_body", "华文仿宋")
	asked := url.Values{}
	for name, values := range f.values {
		asked[name] = values
	}
	seen := admin.open(page + "?" + asked.Encode()) // the button that needs no script
	if got := seen.form(t, "#layout-form").values; got.Get("size") != "14" || got.Get("contents") != "off" || got.Get("font_body") != "华文仿宋" {
		t.Errorf("the preview forgot what was chosen: %v", got)
	}
	if admin.sheet(seen.previewed(t)).body == before.body || admin.sheet(admin.open(page).previewed(t)).body != before.body {
		t.Error("the preview does not show what is chosen, or shows it to everybody")
	}

	wrong := seen.form(t, "#layout-form").set("makers")
	wrong.values.Set("rule", "40")
	refused := admin.refuses(wrong, http.StatusUnprocessableEntity).says(t, "红线粗细应在")
	if got := refused.form(t, "#layout-form").values; got.Get("rule") != "40" || got.Has("makers") || got.Get("size") != "14" {
		t.Errorf("refused, the form forgot %v", got)
	}
	again := refused.form(t, "#layout-form").set("rule", "2").set("sources")
	admin.submits(again).says(t, "版面已保存")
	admin.refuses(again, http.StatusConflict)

	issue := publishes(t, a, lin, chu, fu, qian)
	c := editionOf(t, a, issue)
	if l := c.Laid(); l.Size != 14 || l.Rule != 2 || l.Contents || l.Sources || l.Makers || l.Fonts.Body != "华文仿宋" {
		t.Errorf("the edition prints as %+v", l)
	}
	back := admin.open(page).form(t, "#layout-form").set("size", "16").set("sources", "1").set("makers", "1")
	admin.submits(back)
	if l := editionOf(t, a, issue).Laid(); l.Size != 14 || l.Sources {
		t.Errorf("afterwards the edition prints as %+v", l)
	}
	if text := reader.open("/b/kfqy" + strings.TrimPrefix(issue, "/desk/b/kfqy")).text(t); strings.Contains(text, "某chu") {
		t.Error("the page names who made the issue")
	}
}

// publishes takes an issue the whole way and gives its address at the desk.
func publishes(t *testing.T, a *app, lin, chu, fu, qian *browser) string {
	t.Helper()
	issue := lin.imports(pasted)
	lin.does(issue, "submit")
	chu.approves(issue)
	fu.approves(issue)
	qian.signs(issue)
	qian.does(issue, "publish")
	must(t, a.news.DrainOutbox(t.Context()))
	return issue
}

func editionOf(t *testing.T, a *app, issue string) models.EditionContent {
	t.Helper()
	number, err := strconv.ParseInt(issue[strings.LastIndex(issue, "/")+1:], 10, 64)
	must(t, err)
	p, err := a.news.ReadIssue(t.Context(), models.Actor{}, a.bulletin, number)
	must(t, err)
	return p.Edition.Content
}

func TestALetteringIsRefusedInWordsOrShownToEverybody(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	admin, lin, chu, fu, qian, reader := a.signedIn(t, "admin"), a.signedIn(t, "lin"), a.signedIn(t, "chu"), a.signedIn(t, "fu"), a.signedIn(t, "qian"), a.browser(t)
	page := paths.To(paths.BulletinLayout, a.bulletin.ID)
	const head, foot = `<svg xmlns="http://www.w3.org/2000/svg">`, `</svg>`
	for _, c := range []struct {
		file   string
		status int
		words  string
	}{
		{"", http.StatusUnprocessableEntity, ""},
		{"not a picture", http.StatusUnsupportedMediaType, ""},
		{"<html></html>", http.StatusUnprocessableEntity, "这不是完整的 SVG 文件"},
		{head + "<text>开放前沿</text>" + foot, http.StatusUnprocessableEntity, "SVG 里有 <text>"},
		{head + `<path transform="scale(2)" d="M0 0h9v9z"/>` + foot, http.StatusUnprocessableEntity, "带有 transform"},
		{head + foot, http.StatusUnprocessableEntity, "没有路径"},
		{head + `<path d="M0 0 to the end"/>` + foot, http.StatusUnprocessableEntity, "读不懂的路径"},
		{head + `<path d="M0 0h900v1z"/>` + foot, http.StatusUnprocessableEntity, "过宽或过高"},
	} {
		f := admin.open(page).form(t, "input[name=file]").attach("file", "题字.svg", []byte(c.file))
		admin.refuses(f, c.status).says(t, c.words)
	}
	shown := admin.submits(admin.open(page).form(t, "input[name=file]").attach("file", "题字.svg", []byte(head+`<path d="M0 0h300v100h-300z"/>`+foot))).says(t, "题字已换用", "轮廓")
	if !strings.Contains(admin.sheet(shown.previewed(t)).body, "M0 0L3000 0L3000 1000L0 1000Z") {
		t.Error("the preview does not show the outlines")
	}
	shown = admin.submits(shown.form(t, "input[name=file]").attach("file", "题字.png", lettered(t))).says(t, "题字已换用", "图片")
	if !strings.Contains(admin.sheet(shown.previewed(t)).body, `href="data:image/png;base64,`) {
		t.Error("the preview does not show the picture")
	}
	lin.open(desk("/pictures")).says(t, "题字.png", "本刊题字")

	issue := publishes(t, a, lin, chu, fu, qian)
	drawn := reader.open("/b/kfqy" + strings.TrimPrefix(issue, "/desk/b/kfqy")).page(t).Find("h1 img.ed-name-drawn")
	if drawn.AttrOr("alt", "") != "开放前沿" {
		t.Fatal("readers do not see the office's lettering")
	}
	reader.get(drawn.AttrOr("src", "")).wants(t, http.StatusOK)
	admin.submits(shown.form(t, "input[name=remove]")).says(t, "已改回随附字样", "宋体字样")
	reader.get(drawn.AttrOr("src", "")).wants(t, http.StatusOK)
	lin.open(desk("/pictures")).says(t, "第87期第1版的题字")
}

// lettered is a picture of the shape of a name.
func lettered(t *testing.T) []byte {
	t.Helper()
	var buf bytes.Buffer
	must(t, pngs.Encode(&buf, image.NewNRGBA(image.Rect(0, 0, 80, 20))))
	return buf.Bytes()
}
