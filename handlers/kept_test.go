package handlers_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// keeps fails unless the form that came back holds everything that the form sent held, passwords and files apart.
func (f *form) keeps(t *testing.T, got answer, selector string) *form {
	t.Helper()
	back := got.form(t, selector)
	for name, sent := range f.values {
		c := f.drawn.Find("input, select, textarea").Filter(`[name="` + name + `"]`)
		if c.Length() == 0 || c.Is("[type=hidden], [type=password]") {
			continue
		}
		if !slices.Equal(back.values[name], sent) {
			t.Errorf("%s was sent as %q and came back as %q", name, sent, back.values[name])
		}
	}
	return back
}

func TestTheMastheadKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chen := a.signedIn(t, "lin"), a.signedIn(t, "chen")
	issue := lin.imports(pasted)
	fill := func(f *form) *form {
		return f.set("name", "开放前沿特刊").set("host", "省开放办、青圩片区").set("date", "2026-11-09").set("access_note", "内部资料　注意保存").
			set("editor_note", "编者按：\n两段话。").set("access", "members").set("distribution_to", "省委办公厅\n省政府办公厅").set("distribution_for", "各片区")
	}
	wrong := fill(lin.open(issue).form(t, "#masthead-form")).set("number", "八十七")
	got := lin.refuses(wrong, http.StatusUnprocessableEntity)
	back := wrong.keeps(t, got, "#masthead-form")
	if _, open := got.page(t).Find("#masthead").Attr("open"); !open {
		t.Error("the form is folded away, with what is wrong in it")
	}

	other := chen.imports(strings.Replace(pasted, "第87期", "第88期", 1))
	taken := back.set("number", "88")
	got = lin.refuses(taken, http.StatusConflict)
	back = taken.keeps(t, got, "#masthead-form")

	chen.submits(chen.open(issue).form(t, "#masthead-form").set("host", "省开放工作办公室"))
	late := back.set("number", "87")
	got = lin.refuses(late, http.StatusConflict).says(t, "省开放工作办公室") // theirs, as it prints now
	back = late.keeps(t, got, "#masthead-form")
	lin.submits(back).says(t, "开放前沿特刊", "青圩片区")

	form := fill(lin.open(other).form(t, "#masthead-form"))
	chen.does(other, "submit")
	got = lin.refuses(form, http.StatusConflict) // asks first: it costs nothing yet, but the text is with the reviewers
	for _, typed := range []string{"开放前沿特刊", "省开放办、青圩片区", "省委办公厅"} {
		if !strings.Contains(got.body, typed) {
			t.Errorf("the page that asks does not carry %q on", typed)
		}
	}
	token := got.page(t).Find("button[name=confirm]").AttrOr("value", "")
	lin.submits(got.form(t, "button[name=confirm]").press("confirm", token)).says(t, "开放前沿特刊")
}

func TestAnArticleKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chu, fu, qian := a.signedIn(t, "lin"), a.signedIn(t, "chu"), a.signedIn(t, "fu"), a.signedIn(t, "qian")
	issue := lin.imports(pasted)
	article := lin.articles(issue)[1]
	page := lin.open(article)
	field, _ := page.textField(t, 0)
	typed := page.form(t, "#article-form").set(field, "  两个空格起头的一段，\n还有一行“引号”<b>与标签</b>&amp;。").set("title", strings.Repeat("长", 201)).
		set("unit", "青圩片区", "省商务厅", "").set("origin", "sent").set("source", strings.Repeat("源", 201)).set("ready", "1").press("op", "save")
	got := lin.refuses(typed, http.StatusUnprocessableEntity)
	back := got.form(t, "#article-form")
	for _, name := range []string{"title", "source", "origin", "ready"} {
		if back.values.Get(name) != typed.values.Get(name) {
			t.Errorf("%s was sent as %q and came back as %q", name, typed.values.Get(name), back.values.Get(name))
		}
	}
	if text := strings.Join(got.blockTexts(t), "\n"); text != "两个空格起头的一段，\n还有一行“引号”<b>与标签</b>&amp;。" {
		t.Errorf("the text came back as %q", text)
	}
	if units := slices.DeleteFunc(slices.Clone(back.values["unit"]), func(s string) bool { return s == "" }); !slices.Equal(units, []string{"青圩片区", "省商务厅"}) {
		t.Errorf("the units came back as %q", units)
	}

	late := lin.open(article).form(t, "#article-form").set(field, "签发之前写了一半的话。").set("source", "来自青圩").press("op", "save")
	lin.does(issue, "submit")
	chu.approves(issue)
	fu.approves(issue)
	qian.signs(issue)
	lin.refuses(late, http.StatusConflict).says(t, "签发之前写了一半的话。", "来自青圩") // it can be copied, at least
	if texts := lin.open(article).text(t); strings.Contains(texts, "写了一半") {
		t.Error("a signed text was changed")
	}
}

func TestANewIssueKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin := a.signedIn(t, "lin")
	issue := lin.imports(pasted)
	const form = `main form[action="/desk/b/kfqy/issues/new"]`
	page := lin.open(desk("/issues/new"))
	wrong := page.form(t, form).set("kind", "special").set("number", "一百").set("date", "2026-12-24").set("from", "blank")
	back := wrong.keeps(t, lin.refuses(wrong, http.StatusUnprocessableEntity), form)
	taken := back.set("kind", "regular").set("number", "87")
	got := lin.refuses(taken, http.StatusConflict)
	back = taken.keeps(t, got, form)
	if got.page(t).Find(`a[href="`+issue+`"]`).Length() == 0 {
		t.Error("the page does not lead to the issue that holds the number")
	}
	lin.submits(back.set("number", "88")).says(t, "第88期")
}

func TestAnImportKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chen := a.signedIn(t, "lin"), a.signedIn(t, "chen")
	const paste = "textarea[name=text]"
	empty := lin.open(desk("/imports")).form(t, paste).set("text", "　\n \n")
	empty.keeps(t, lin.refuses(empty, http.StatusUnprocessableEntity), paste)
	binary := lin.open(desk("/imports")).form(t, paste).set("text", "这段话还要").attach("file", "图.txt", []byte("\x00\x01\x02\xff\xfe binary"))
	binary.keeps(t, lin.refuses(binary, http.StatusUnprocessableEntity), paste)

	mapping := mapped(t, lin, pasted)
	wrong := mapping.form(t, "#confirm-form").set("name", "").set("number", "x").set("host", "省开放办综合处").set("date", "2026-11-30").set("access_note", "试刊").set("access", "internal")
	back := wrong.keeps(t, lin.refuses(wrong, http.StatusUnprocessableEntity), "#confirm-form")
	chen.submits(chen.open(mapping.address(t)).form(t, "#repairs form:has(button[value=undo])").press("op", "undo"))
	late := back.set("name", "开放前沿").set("number", "87")
	again := late.keeps(t, lin.refuses(late, http.StatusConflict), "#confirm-form") // somebody else is at the same file
	done := lin.submits(again)
	done.says(t, "第87期", "试刊", "省开放办综合处")
	if got := done.form(t, "#masthead-form").values.Get("access"); got != "internal" {
		t.Errorf("the access class is %q", got)
	}
	lin.refuses(again, http.StatusConflict) // the issue exists already
}

// address is where a mapping screen stands.
func (a answer) address(t *testing.T) string {
	t.Helper()
	return strings.TrimSuffix(a.form(t, "#confirm-form").action, "/confirm")
}

func TestADecisionKeepsWhatWasTypedWhenTheTextHasChanged(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, jiao, chu, fu := a.signedIn(t, "lin"), a.signedIn(t, "jiao"), a.signedIn(t, "chu"), a.signedIn(t, "fu")
	issue := lin.imports(pasted)
	article := lin.articles(issue)[1]
	lin.does(issue, "submit")
	stale := chu.decision(issue).set("opinion", "同意，第二篇请再核对。")
	record := recordForm(t, jiao, issue, "某chu", "同意")
	asked := lin.retexts(article, 0, "青圩保税区首批维修设备进区。").wants(t, http.StatusConflict)
	token := asked.page(t).Find("button[name=confirm]").AttrOr("value", "")
	lin.submits(asked.form(t, "button[name=confirm]").press("confirm", token))

	const decision = "#decision input[name=hash]"
	got := chu.refuses(stale, http.StatusConflict)
	back := stale.keeps(t, got, decision)
	record.keeps(t, jiao.refuses(record, http.StatusUnprocessableEntity), "input[name=code]") // the code is another one now
	late := recordForm(t, jiao, issue, "某chu", "同意（电话）").set("way", "telephone")
	chu.submits(back)
	late.values.Set("by", "") // the next step's people are others
	f := jiao.refuses(late, http.StatusConflict).form(t, "input[name=code]")
	if f.values.Get("opinion") != "同意（电话）" || f.values.Get("way") != "telephone" || f.values.Get("code") != late.values.Get("code") {
		t.Errorf("the record came back as %v", f.values)
	}

	returning := fu.open(issue+"/do/return").form(t, "textarea[name=reason]").set("reason", "缺少附表，请补充")
	amending := fu.open(article)
	field, _ := amending.textField(t, 0)
	amended := amending.form(t, "#article-form").set(field, "首批设备已进区，台数请核实。").press("op", "save")
	other := a.signedIn(t, "fu")
	other.approves(issue)
	const why = "不是您办理的步骤" // fu's step is done; what was written can be copied
	fu.refuses(returning, http.StatusForbidden).says(t, why, "缺少附表，请补充")
	fu.refuses(amended, http.StatusForbidden).says(t, why, "首批设备已进区，台数请核实。")
}

func TestARefusalShowsNoSecretAgain(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chu := a.signedIn(t, "lin"), a.signedIn(t, "chu")
	issue := lin.imports(pasted)
	lin.does(issue, "submit")
	const secret = "a secret phrase 口令"
	got := chu.post(issue+"/do/sign_off", "role", "reviewer", "password", secret, "opinion", "同意印发。").wants(t, http.StatusForbidden)
	if strings.Contains(got.body, secret) || !strings.Contains(got.text(t), "同意印发。") {
		t.Errorf("the page says %s", got.text(t))
	}
}

func TestATextOfTheEditorIsSavedOrRefusedByItsBlock(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin := a.signedIn(t, "lin")
	article := lin.articles(lin.imports(pasted))[1]
	write := func(body string) *form {
		return lin.open(article).form(t, "#article-form").set("body", body).press("op", "save")
	}
	bad := write(`{"blocks":[{"id":"AAAA","kind":"paragraph","inlines":[{"text":"第一段"}]},{"id":"BBBB","kind":"image"}]}`)
	got := lin.refuses(bad, http.StatusUnprocessableEntity).says(t, "第2段：图片没有对应的文件", "第一段")
	if kept := got.page(t).Find("textarea[name=body]").Text(); !strings.Contains(kept, `"id":"BBBB"`) {
		t.Errorf("the text does not come back: %s", kept)
	}
	lin.refuses(write(`{"blocks":[{"id":"AAAA","kind":"paragraph","class":"x","inlines":[{"text":"留住的字"}]}]}`), http.StatusUnprocessableEntity).says(t, "class", "留住的字")
	lin.submits(write(`{"blocks":[{"id":"AAAA","kind":"heading","level":2,"inlines":[{"text":"小标题"}]},{"id":"CCCC","kind":"paragraph"}]}`)).says(t, "小标题")
}
