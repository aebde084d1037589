package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

// pasted is a bulletin's file as somebody pastes it: a paragraph is cut where a page ended.
const pasted = `开放前沿

第87期

主办：省开放办　　2026年11月2日

一、澜江实践

（一）口岸通关提速

北屿口岸推行提前申报，平均通关时间压缩到三小时以
内，企业反映良好。今年以来已有二百余家企业受益。

（二）保税维修起步

青圩保税区首批维修设备进区，全年计划维修二百台套，带动就业三百人。

二、制度创新

（三）清单管理落地

全省统一的事项清单正式施行，办理时限平均缩短一半，材料减少三成。
`

// desk is the address of a page of the bulletin at work.
func desk(path string) string { return "/desk/b/kfqy" + path }

// open reads a page that must be there and be sound.
func (b *browser) open(path string) answer {
	b.t.Helper()
	got := b.get(path).wants(b.t, http.StatusOK)
	soundPage(b.t, path, got)
	return got
}

// submits sends a form that must be accepted, and reads the page it leads to, which must say what was done.
func (b *browser) submits(f *form) answer {
	b.t.Helper()
	got := b.send(f)
	if got.status != http.StatusSeeOther {
		b.t.Fatalf("%s answered %d: %s; %s", f.action, got.status, firstHeading(got.body), problems(got))
	}
	path, _, _ := strings.Cut(got.to, "#")
	return b.open(path)
}

// problems is what a refused form's page lists.
func problems(a answer) string {
	d, err := goquery.NewDocumentFromReader(strings.NewReader(a.body))
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(d.Find("#problems").Text()), " ")
}

// refuses sends a form that must come back with the status and its problems.
func (b *browser) refuses(f *form, status int) answer {
	b.t.Helper()
	got := b.send(f)
	if got.status != status {
		b.t.Fatalf("%s answered %d to %q, want %d: %s", f.action, got.status, got.to, status, firstHeading(got.body))
	}
	soundPage(b.t, f.action, got)
	return got
}

// flash is what a page says of the last act.
func (a answer) flash(t *testing.T) string {
	t.Helper()
	return strings.TrimSpace(a.page(t).Find("#flash p").Text())
}

// staffed is an application with the people of a whole review, and decisions on paper.
func staffed(t *testing.T) *app {
	t.Helper()
	a := newApp(t)
	b := a.bulletin
	b.PaperDecisions = true
	must(t, a.news.UpdateBulletin(t.Context(), newsroom.Console(), b, newsroom.Numbering{FirstNumber: 87}))
	for login, role := range map[string]models.Role{
		"lin": models.Editor, "chen": models.Editor, "jiao": models.Proofreader, "jiao2": models.Proofreader,
		"chu": models.Reviewer, "fu": models.Reviewer, "qian": models.Signer,
	} {
		a.person(t, login, role)
	}
	return a
}

// imports pastes a text, confirms what was recognised as it is, and gives the address of the issue.
func (b *browser) imports(text string) string {
	b.t.Helper()
	mapping := b.submits(b.open(desk("/imports")).form(b.t, "textarea[name=text]").set("text", text))
	got := b.send(mapping.form(b.t, "#confirm-form")).wants(b.t, http.StatusSeeOther)
	return got.to
}

// articles are the addresses of an issue's articles, in order.
func (b *browser) articles(issue string) (out []string) {
	b.t.Helper()
	b.open(issue).page(b.t).Find("a.contents-title").Each(func(_ int, s *goquery.Selection) { out = append(out, s.AttrOr("href", "")) })
	return out
}

// does goes through the page of an act.
func (b *browser) does(issue, event string) answer {
	b.t.Helper()
	return b.submits(b.open(issue+"/do/"+event).form(b.t, `main form[action$="/do/`+event+`"]`))
}

// approves decides on the reviewer's page.
func (b *browser) approves(issue string) answer {
	b.t.Helper()
	return b.submits(b.decision(issue).set("opinion", "同意"))
}

// decision is the form on the reviewer's page.
func (b *browser) decision(issue string) *form {
	b.t.Helper()
	return b.open(issue+"/review").form(b.t, `#decision input[name=hash]`)
}

// signs signs an issue off on screen.
func (b *browser) signs(issue string) answer {
	b.t.Helper()
	return b.submits(b.decision(issue).set("opinion", "同意印发").set("password", passphrase))
}

// blockTexts are the texts of an article's form, in order.
func (a answer) blockTexts(t *testing.T) (out []string) {
	t.Helper()
	a.page(t).Find("#article-form textarea.block-text").Each(func(_ int, s *goquery.Selection) { out = append(out, s.Text()) })
	return out
}

// textField is the name of the n-th text of an article's form, and its block.
func (a answer) textField(t *testing.T, n int) (field, block string) {
	t.Helper()
	field = a.page(t).Find("#article-form textarea.block-text").Eq(n).AttrOr("name", "")
	return field, strings.TrimPrefix(field, "text_")
}

// retexts changes one paragraph of an article through its form.
func (b *browser) retexts(article string, n int, text string) answer {
	b.t.Helper()
	page := b.open(article)
	field, _ := page.textField(b.t, n)
	return b.send(page.form(b.t, "#article-form").set(field, text).press("op", "save"))
}
