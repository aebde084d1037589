package handlers_test

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
)

// brings sends a file as the editor's script does.
func (b *browser) brings(data []byte, fields ...string) answer {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for i := 0; i+1 < len(fields); i += 2 {
		must(b.t, w.WriteField(fields[i], fields[i+1]))
	}
	part, err := w.CreateFormFile("file", "口岸.png")
	must(b.t, err)
	_, err = part.Write(data)
	must(b.t, err)
	must(b.t, w.Close())
	r, err := http.NewRequestWithContext(b.t.Context(), http.MethodPost, b.base+desk("/pictures"), &body)
	must(b.t, err)
	for name, value := range map[string]string{"Content-Type": w.FormDataContentType(), "Accept": "application/json", "Sec-Fetch-Site": "same-origin", "Origin": b.base} {
		r.Header.Set(name, value)
	}
	res, err := b.http.Do(r)
	must(b.t, err)
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	must(b.t, err)
	return answer{status: res.StatusCode, header: res.Header, body: string(text), to: res.Header.Get("Location")}
}

func TestAScriptIsAnsweredInItsOwnLanguage(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chu := a.signedIn(t, "lin"), a.signedIn(t, "chu")
	got := lin.brings(drawing(t, 3), "role", "editor").wants(t, http.StatusCreated)
	var p struct {
		SHA256, URL   string
		Width, Height int
	}
	must(t, json.Unmarshal([]byte(got.body), &p))
	if p.Width != 1000 || p.Height != 8 || p.URL != desk("/pictures/"+p.SHA256) {
		t.Errorf("answered %s", got.body)
	}
	lin.get(p.URL).wants(t, http.StatusOK)
	for _, c := range []struct {
		name   string
		got    answer
		status int
	}{
		{"an SVG", lin.brings([]byte("<svg/>"), "role", "editor"), http.StatusUnsupportedMediaType},
		{"half a picture", lin.brings(drawing(t, 4)[:60], "role", "editor"), http.StatusUnprocessableEntity},
		{"nothing", lin.brings(nil, "role", "editor"), http.StatusUnprocessableEntity},
		{"too much", lin.brings(make([]byte, newsroom.MaxPicture+1), "role", "editor"), http.StatusRequestEntityTooLarge},
		{"far too much", lin.brings(make([]byte, newsroom.MaxPicture+2<<20), "role", "editor"), http.StatusRequestEntityTooLarge},
		{"a reviewer without a step", chu.brings(drawing(t, 5), "role", "reviewer"), http.StatusForbidden},
		{"another role", lin.brings(drawing(t, 5), "role", "signer"), http.StatusConflict},
		{"signed out", a.browser(t).brings(drawing(t, 5), "role", "editor"), http.StatusUnauthorized},
	} {
		var problem struct{ Message string }
		if err := json.Unmarshal([]byte(c.got.body), &problem); c.got.status != c.status || err != nil || problem.Message == "" || strings.Contains(problem.Message, "⟦") {
			t.Errorf("%s: answered %d, want %d: %s", c.name, c.got.status, c.status, c.got.body)
		}
	}
}

func TestAPictureIsGivenOutSoThatNothingInItCanRun(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	editor, visitor, reader := h.signedIn(t, "editor"), h.browser(t), h.signedIn(t, "reader")
	hash, issue := h.pictures["published"], h.issues["published"].ID
	published := paths.To(paths.IssuePicture, h.bulletin.Slug, issue, hash)
	for _, c := range []struct {
		name  string
		by    *browser
		path  string
		cache string
	}{
		{"on the desk", editor, desk("/pictures/" + hash), "no-store"},
		{"for a visitor", visitor, published, "public, no-cache"},
		{"for a visitor, on a screen", visitor, paths.OnScreen(published), "public, no-cache"},
		{"for a reader", reader, published, "public, no-cache"},
		{"for members", reader, paths.To(paths.IssuePicture, h.bulletin.Slug, h.issues["members"].ID, h.pictures["members"]), "no-store"},
	} {
		got := c.by.get(c.path).wants(t, http.StatusOK)
		for name, want := range map[string]string{
			"Content-Type": "image/png", "Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff",
			"Cross-Origin-Resource-Policy": "same-origin", "Content-Disposition": "inline", "Cache-Control": c.cache, "Set-Cookie": "",
		} {
			if v := got.header.Get(name); v != want {
				t.Errorf("%s: %s is %q, want %q", c.name, name, v, want)
			}
		}
		again := c.by.do(http.MethodGet, c.path, nil, "If-None-Match", got.header.Get("Etag"))
		if want := c.cache != "no-store"; (again.status == http.StatusNotModified && again.body == "") != want || (got.header.Get("Etag") != "") != want {
			t.Errorf("%s: asked whether it is still the same, answered %d", c.name, again.status)
		}
	}
	if full, screen := visitor.get(published), visitor.get(paths.OnScreen(published)); full.header.Get("Etag") == screen.header.Get("Etag") {
		t.Error("both forms have one tag")
	}
	tag := visitor.get(published).header.Get("Etag")
	must(t, h.news.Withdraw(t.Context(), h.people["signer"], issue, "有误", passphrase))
	visitor.do(http.MethodGet, published, nil, "If-None-Match", tag).wants(t, http.StatusGone)
}

func TestPublishedPagesShowTheirPicturesAndDraftsThoseOfTheDesk(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	editor, visitor := h.signedIn(t, "editor"), h.browser(t)
	shows := func(b *browser, path, prefix string) {
		t.Helper()
		img := b.get(path).wants(t, http.StatusOK).page(t).Find(".ed-figure img")
		src := img.AttrOr("src", "")
		if img.Length() != 1 || !strings.HasPrefix(src, prefix) || img.AttrOr("width", "") != "1000" || !strings.Contains(img.AttrOr("srcset", ""), "?size=screen 960w") {
			t.Fatalf("%s shows %d pictures, from %q", path, img.Length(), src)
		}
		b.get(src).wants(t, http.StatusOK)
	}
	issue, article := h.issues["published"].ID, h.articles["published"][0]
	slug := h.bulletin.Slug
	shows(visitor, paths.To(paths.Issue, slug, issue), paths.To(paths.Issue, slug, issue)+"/pictures/")
	shows(visitor, paths.To(paths.Article, slug, article), paths.To(paths.Issue, slug, issue)+"/pictures/")
	draft, written := h.issues["draft"].ID, h.articles["draft"][0]
	for _, pattern := range []string{paths.IssuePreview, paths.ReviewCopy} {
		shows(editor, paths.To(pattern, slug, draft), desk("/pictures/"))
	}
	shows(editor, paths.To(paths.DeskArticle, slug, written), desk("/pictures/"))
	editor.get(paths.To(paths.SignOffSheet, slug, issue)).says(t, "3篇，图片1张")
}

func TestTheLibraryWorksWithoutAScript(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin := a.signedIn(t, "lin")
	page := lin.open(desk("/pool"))
	library := page.page(t).Find(`a[href$="/pictures"]`).AttrOr("href", "")
	lin.open(library).says(t, "还没有图片")
	add := func(name string, data []byte) *form {
		return lin.open(library).form(t, "[name=file]").attach("file", name, data)
	}
	lin.refuses(add("图.svg", []byte("<svg/>")), http.StatusUnsupportedMediaType).says(t, "不支持 svg 文件")
	lin.refuses(add("", nil), http.StatusUnprocessableEntity).says(t, "没有收到图片")
	lin.submits(add("北屿口岸.png", drawing(t, 7))).says(t, "“北屿口岸.png”已在图片库里", "1000 × 8", "没有用到")
	gone := lin.submits(lin.open(library).form(t, ".picture-delete form")).says(t, "“北屿口岸.png”已删除", "还没有图片")
	if undo := gone.page(t).Find(`form[action$="/restore"]`).Length(); undo != 1 {
		t.Errorf("%d ways to undo", undo)
	}
	deleted := lin.open(library+"?deleted=1").says(t, "北屿口岸.png")
	lin.submits(deleted.form(t, `.picture form`)).says(t, "“北屿口岸.png”已恢复", "北屿口岸.png")
}

func TestAPictureOnTheFormKeepsItsWords(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	lin := h.signedIn(t, "editor")
	path := paths.To(paths.DeskArticle, h.bulletin.Slug, h.articles["draft"][0])
	alt := lin.open(path).page(t).Find("[name^=alt_]").AttrOr("name", "")
	caption := strings.Replace(alt, "alt_", "caption_", 1)
	form := lin.open(path).form(t, "#article-form").set(alt, "").press("op", "save")
	lin.refuses(form, http.StatusUnprocessableEntity).says(t, "请填写图片的替代文字")
	form = lin.open(path).form(t, "#article-form").set(alt, "北屿口岸<b>晨景</b>").set(caption, "图1　北屿口岸").press("op", "save")
	img := lin.submits(form).page(t).Find(".block-image")
	if img.Find("img").AttrOr("alt", "") != "北屿口岸<b>晨景</b>" || img.Find("figcaption").Text() != "图1　北屿口岸" {
		t.Errorf("the page shows %q under a picture of %q", img.Find("figcaption").Text(), img.Find("img").AttrOr("alt", ""))
	}
	hash := h.pictures["draft"]
	lin.open(desk("/pictures")).says(t, "用在", "第711期当前稿《口岸通关提速kanari-draft-title》")
	got := lin.post(desk("/pictures/"+hash+"/delete"), "role", "editor").wants(t, http.StatusConflict)
	got.says(t, "下列地方正在使用", "某editor2还没有保存的《口岸通关提速kanari-draft-title》", "某editor2的副本《口岸通关提速kanari-draft-title》")
	uses := got.page(t).Find(".notice .picture-uses")
	if uses.Find(`a[href="`+path+`"]`).Length() != 2 || uses.Find(`a[href^="`+path+`/revisions/"][href$="/merge"]`).Length() != 1 {
		t.Error("the refusal does not lead to the article and to its side revision")
	}
}
