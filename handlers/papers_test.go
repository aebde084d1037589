package handlers_test

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jianbao/models"
)

// word is what a Word file says: all its text, headers included, and which of it is struck out or underlined.
type word struct{ all, struck, underlined string }

func readWord(t *testing.T, got answer) word {
	t.Helper()
	if kind := got.header.Get("Content-Type"); kind != models.FormatWord.ContentType() {
		t.Fatalf("the file is a %s", kind)
	}
	z, err := zip.NewReader(strings.NewReader(got.body), int64(len(got.body)))
	must(t, err)
	var out word
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, "word/") || !strings.HasSuffix(f.Name, ".xml") {
			continue
		}
		r, err := f.Open()
		must(t, err)
		out.read(t, xml.NewDecoder(r))
		must(t, r.Close())
	}
	return out
}

// read adds a part: a text under its run's marks, and the string of a watermark.
func (w *word) read(t *testing.T, d *xml.Decoder) {
	t.Helper()
	marks := map[string]bool{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		must(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			w.start(token, marks)
		case xml.EndElement:
			if token.Name.Local == "p" {
				w.all += "\n"
			}
		case xml.CharData:
			w.take(string(token), marks)
		}
	}
}

func (w *word) start(e xml.StartElement, marks map[string]bool) {
	switch e.Name.Local {
	case "r":
		clear(marks)
	case "strike", "u":
		marks[e.Name.Local] = true
	case "textpath":
		for _, a := range e.Attr {
			if a.Name.Local == "string" {
				w.all += "\n〔" + a.Value + "〕\n"
			}
		}
	}
}

func (w *word) take(s string, marks map[string]bool) {
	w.all += s
	if marks["strike"] {
		w.struck += s
	}
	if marks["u"] {
		w.underlined += s
	}
}

// holds complains of what a paper does not say.
func holds(t *testing.T, name, text string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("%s lacks %q:\n%s", name, want, text)
		}
	}
}

// fileName is the name under which an answer is saved.
func fileName(t *testing.T, got answer) string {
	t.Helper()
	_, params, err := mime.ParseMediaType(got.header.Get("Content-Disposition"))
	must(t, err)
	return params["filename"]
}

func TestThePapersOfAReviewSayWhatTheirPagesSay(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chu, fu, qian := a.signedIn(t, "lin"), a.signedIn(t, "chu"), a.signedIn(t, "fu"), a.signedIn(t, "qian")
	issue := lin.imports(pasted)
	if text := readWord(t, lin.get(issue+"/review-copy/docx").wants(t, http.StatusOK)).all; !strings.Contains(text, "〔草稿〕") || strings.Contains(text, "次送审") {
		t.Errorf("before it is submitted, the review copy says\n%s", text)
	}
	lin.get(issue+"/sign-off-sheet/docx").wants(t, http.StatusNotFound)
	lin.get(issue+"/compare/docx").wants(t, http.StatusNotFound) // there is nothing to compare with
	lin.does(issue, "submit")
	article := chu.articles(issue)[2]
	if got := chu.retexts(article, 0, "全省统一的事项清单正式施行，办理时限平均缩短六成，材料减少三成。"); got.status != http.StatusSeeOther {
		t.Fatalf("the amendment answered %d", got.status)
	}
	chu.approves(issue)
	code := strings.TrimSpace(chu.open(issue + "/sign-off-sheet").page(t).Find(".code").First().Text())

	got := fu.get(issue+"/review-copy/docx").wants(t, http.StatusOK)
	if name := fileName(t, got); name != "开放前沿第87期送审稿.docx" {
		t.Errorf("the review copy is called %q", name)
	}
	holds(t, "the review copy", readWord(t, got).all, "送审稿　核验码 "+code+"　第1次送审", "〔草稿〕", "3-1 ", "办理时限平均缩短六成", "某chu", "□ 同意印发", "签名：", "当前环节", "复审")

	sheet := readWord(t, fu.get(issue+"/sign-off-sheet/docx").wants(t, http.StatusOK))
	holds(t, "the sheet", sheet.all, "《开放前沿》审签单", code, "某lin", "某chu", "同意", "在系统中签署", "审改情况", "初审　某chu", "内容校验值", "操作记录第", "签名：")
	holds(t, "what is struck out", sheet.struck, "一半")
	holds(t, "what is underlined", sheet.underlined, "六成")

	marked := readWord(t, fu.get(issue+"/compare/docx?from=submission&to=now").wants(t, http.StatusOK))
	holds(t, "the marked-up copy", marked.all, "《开放前沿》第87期花脸稿", "第 1 次送审", "加删除线的是删除", "清单管理落地", "材料减少三成")
	holds(t, "what is struck out", marked.struck, "一半")
	holds(t, "what is underlined", marked.underlined, "六成")

	href := fu.open(article+"/revisions?since=submission").page(t).Find(`a[href*="/marked-up/docx"]`).AttrOr("href", "")
	one := readWord(t, fu.get(href).wants(t, http.StatusOK))
	holds(t, "the marked-up article", one.all, "清单管理落地花脸稿", "第 1 稿", "第 2 稿")
	holds(t, "what is struck out", one.struck, "一半")

	for _, path := range []string{"/review-copy", "/sign-off-sheet", "/compare"} {
		fu.open(issue + path).page(t).Find(`a[download]`).Each(func(_ int, s *goquery.Selection) {
			if got := fu.get(s.AttrOr("href", "")); got.status != http.StatusOK || strings.HasSuffix(fileName(t, got), ".pdf") != strings.HasPrefix(got.body, "%PDF-") {
				t.Errorf("%s leads to %d, %q", path, got.status, fileName(t, got))
			}
		})
	}
	fu.approves(issue)
	qian.signs(issue)
	if text := readWord(t, qian.get(issue+"/review-copy/docx").wants(t, http.StatusOK)).all; strings.Contains(text, "〔草稿〕") {
		t.Error("what is signed is still marked as a draft")
	}
}

func TestAPaperHasNoOtherFormats(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin := a.signedIn(t, "lin")
	issue := lin.imports(pasted)
	lin.does(issue, "submit")
	for _, path := range []string{"/review-copy/txt", "/sign-off-sheet/zip", "/compare/docx?from=nothing"} {
		lin.get(issue+path).wants(t, http.StatusNotFound)
	}
}
