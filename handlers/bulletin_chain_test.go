package handlers_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"jianbao/internal/paths"
	"jianbao/models"
)

// stepNames reads the names of the steps in the form, in order.
func stepNames(page *goquery.Document) []string {
	return page.Find("input[name=step_name]").Map(func(_ int, s *goquery.Selection) string { return s.AttrOr("value", "") })
}

func TestAChainIsEditedStepByStepWithoutScript(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	b := a.signedIn(t, "admin")
	zhou := a.person(t, "zhou", models.Proofreader)
	a.person(t, "xu", models.Reviewer)
	a.person(t, "qian", models.Signer)
	href := paths.To(paths.BulletinChain, a.bulletin.ID)
	page := b.get(href).wants(t, http.StatusOK).page(t)
	if got := stepNames(page); !slices.Equal(got, []string{"初审", "复审", "签发"}) {
		t.Fatalf("the form holds %q", got)
	}
	version := page.Find(`input[name=version]`).First().AttrOr("value", "")
	form := []string{
		"role", "admin", "version", version, "step_name", "核稿", "step_role", "proofreader", "step_days", "2", "step_amends", "off", "proofread", "0", "together", "1", "people_0", id(zhou.ID),
		"step_name", "审核", "step_role", "reviewer", "step_days", "", "step_amends", "", "step_name", "签发", "step_role", "signer", "step_days", "", "step_amends", "",
	}
	op := func(op string) *goquery.Document {
		return b.post(href, append(slices.Clone(form), "op", op)...).wants(t, http.StatusOK).page(t)
	}
	for what, want := range map[string][]string{
		"up-1": {"审核", "核稿", "签发"}, "down-0": {"审核", "核稿", "签发"}, "remove-1": {"核稿", "签发"}, "add": {"核稿", "审核", "", "签发"},
	} {
		if got := stepNames(op(what)); !slices.Equal(got, want) {
			t.Errorf("after %s the form holds %q, want %q", what, got, want)
		}
	}
	moved := op("down-0")
	if moved.Find("#step-days-1").AttrOr("value", "") != "2" || !moved.Find("#proofread-1").Is("[checked]") || moved.Find("#step-amends-1 option[selected]").AttrOr("value", "") != "off" ||
		!moved.Find("#together-0").Is("[checked]") || moved.Find(`input[name=people_1][checked]`).AttrOr("value", "") != id(zhou.ID) || moved.Find(".notice").Length() != 1 {
		t.Error("a step that moves leaves something behind")
	}
	for _, nonsense := range []string{"up-0", "down-2", "remove-9", "remove-x", "left-1"} {
		b.post(href, append(slices.Clone(form), "op", nonsense)...).wants(t, http.StatusUnprocessableEntity)
	}
	if got := stepNames(b.get(href).page(t)); !slices.Equal(got, []string{"初审", "复审", "签发"}) {
		t.Errorf("moving steps saved the chain: %q", got)
	}
	alone := slices.Index(form, "together")
	form = slices.Delete(form, alone, alone+2)
	b.post(href, append(slices.Clone(form), "op", "save")...).leads(t, paths.To(paths.BulletinEdit, a.bulletin.ID))
	page = b.get(href).page(t)
	if page.Find("#step-days-0").AttrOr("value", "") != "2" || !page.Find("#proofread-0").Is("[checked]") || page.Find("#step-amends-0 option[selected]").AttrOr("value", "") != "off" {
		t.Error("the chain was not saved as it was typed")
	}
	if lines := b.get(paths.To(paths.BulletinEdit, a.bulletin.ID)).page(t).Find(".chain-lines").Text(); !strings.Contains(lines, "一校") || !strings.Contains(lines, "2 个工作日内") || !strings.Contains(lines, zhou.Name) {
		t.Errorf("the settings say %q", lines)
	}
}

func TestATemplateFillsTheFormAndSavesNothing(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	b := a.signedIn(t, "admin")
	href := paths.To(paths.BulletinChain, a.bulletin.ID)
	for key, want := range map[string][]string{"three": {"初审", "复审", "终审·签发"}, "two": {"审核", "签发"}, "none": {"初审", "复审", "签发"}} {
		page := b.get(paths.With(href, "template", key)).wants(t, http.StatusOK).page(t)
		if got := stepNames(page); !slices.Equal(got, want) {
			t.Errorf("%s fills in %q, want %q", key, got, want)
		}
		if duties := page.Find("input[name=proofread][checked]").Length(); (key == "three") != (duties == 3) {
			t.Errorf("%s has %d proofreading duties", key, duties)
		}
	}
	if got := stepNames(b.get(href).page(t)); len(got) != 3 || got[2] != "签发" {
		t.Errorf("a template saved itself: %q", got)
	}
}

func TestARefusedChainSaysBesideItsStepWhatToDo(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	b := a.signedIn(t, "admin")
	xu := a.person(t, "xu", models.Reviewer)
	a.person(t, "qian", models.Signer)
	href := paths.To(paths.BulletinChain, a.bulletin.ID)
	step := func(name, role string) []string {
		return []string{"step_name", name, "step_role", role, "step_days", "", "step_amends", ""}
	}
	for what, c := range map[string]struct {
		form  []string
		field string
		says  string
	}{
		"no signer last":            {slices.Concat(step("初审", "reviewer"), step("复审", "reviewer")), "step_1", "签发人承担"},
		"a step without a name":     {slices.Concat(step(" ", "reviewer"), step("签发", "signer")), "step_0", "请填写"},
		"nobody holds the role":     {slices.Concat(step("核稿", "proofreader"), step("签发", "signer")), "step_0", "授予"},
		"one person for two steps":  {slices.Concat(step("初审", "reviewer"), step("复审", "reviewer"), step("签发", "signer")), "step_1", xu.Name},
		"a countersign of nobody":   {append(slices.Concat(step("会签", "reviewer"), step("签发", "signer")), "together", "0"), "step_0", "两个以上"},
		"somebody without the role": {append(slices.Concat(step("审核", "reviewer"), step("签发", "signer")), "people_1", id(xu.ID)), "step_1", "授予"},
	} {
		page := b.post(href, append([]string{"role", "admin", "version", "1", "op", "save"}, c.form...)...).wants(t, http.StatusUnprocessableEntity).page(t)
		if says := page.Find("#f-" + c.field + "-error").Text(); !strings.Contains(says, c.says) {
			t.Errorf("%s: beside %s stands %q", what, c.field, says)
		}
		if page.Find(`.error-summary a[href="#f-`+c.field+`"]`).Length() != 1 || len(stepNames(page)) < 2 {
			t.Errorf("%s: the summary leads nowhere, or what was typed is gone", what)
		}
	}
}

func TestTheStepsThatACorrectionSkipsAreChosenOnThePageOfTheChain(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	b := a.signedIn(t, "admin")
	href := paths.To(paths.BulletinChain, a.bulletin.ID)
	first := b.open(href)
	if got := first.page(t).Find(`input[name=skips]`).Map(func(_ int, s *goquery.Selection) string { return s.AttrOr("value", "") }); !slices.Equal(got, []string{"初审", "复审"}) {
		t.Fatalf("offered are %q", got)
	}
	f := first.form(t, `[name="skips"]`).set("skips", "复审")
	saved := b.submits(f).says(t, "更正的审核环节已保存")
	if got := saved.page(t).Find(`input[name=skips][checked]`).AttrOr("value", ""); got != "复审" {
		t.Errorf("%q is skipped", got)
	}
	stale := b.refuses(f.set("skips", "初审"), http.StatusConflict) // of before somebody else saved
	if got := stale.page(t).Find(`input[name=skips][checked]`).AttrOr("value", ""); got != "初审" {
		t.Errorf("what was chosen is lost: %q", got)
	}
}

func TestWhatIsOverdueStandsFirstAmongWhatWaits(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	admin, lin := a.signedIn(t, "admin"), a.signedIn(t, "lin")
	href := paths.To(paths.BulletinChain, a.bulletin.ID)
	f := admin.open(href).form(t, `input[name="step_days"]`)
	f.set("step_days", "1", "", "")
	admin.submits(f.press("op", "save"))
	issue := lin.imports(pasted)
	lin.does(issue, "submit")
	if page := lin.open(paths.To(paths.ToDo, "kfqy")); strings.Contains(page.body, "已超期") {
		t.Error("overdue at once")
	}
	a.clock.Advance(11 * time.Hour)
	for range 9 {
		a.clock.Advance(24 * time.Hour)
	}
	lin = a.signedIn(t, "lin")
	if got := lin.open(paths.To(paths.ToDo, "kfqy")).page(t).Find(".group-block h2").First().Text(); !strings.Contains(got, "已超期") {
		t.Errorf("the first group is %q", got)
	}
}
