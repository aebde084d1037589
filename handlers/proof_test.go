package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// faulty is pasted with a torn number, which blocks, and a doubled mark, which does not.
var faulty = strings.NewReplacer("二百台套，", "2.万台套，", "平均缩短一半，", "平均缩短一半，，").Replace(pasted)

// findings are the sentences of the preflight on a page, with their places.
func (a answer) findings(t *testing.T, kind string) (out []string) {
	t.Helper()
	a.page(t).Find(".proof ." + kind).Each(func(_ int, s *goquery.Selection) {
		out = append(out, s.Find(".proof-text").Text()+"|"+s.Find("mark").Text())
	})
	return out
}

func TestAnIssueIsNotSubmittedBeforeItsFaultsAreCorrected(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin := a.signedIn(t, "lin")
	issue := lin.imports(faulty)

	page := lin.open(issue).says(t, "1 处必须改正", "1 处提示")
	if got := strings.Join(page.findings(t, "proof-block"), ";"); got != "数字“2.万”的小数点有误，请核对后改正|2.万" {
		t.Errorf("what blocks: %s", got)
	}
	ask := lin.open(issue+"/do/submit").says(t, "现在还不能送审", "1 处必须改正")
	if ask.page(t).Find(`main form[action$="/do/submit"]`).Length() > 0 {
		t.Error("a page without a way out offers the form all the same")
	}

	place := page.page(t).Find(".proof-block .proof-place a").AttrOr("href", "")
	article, block, _ := strings.Cut(place, "#")
	if lin.open(article).page(t).Find("[id='"+block+"']").Length() != 1 {
		t.Errorf("%s does not lead to its block", place)
	}
	lin.retexts(article, 0, "青圩保税区首批维修设备进区，全年计划维修2.2万台套，带动就业三百人。").wants(t, http.StatusSeeOther)
	lin.does(issue, "submit")
}

func TestAWarningIsClearedOnThePageAndStaysListed(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, jiao, chu := a.signedIn(t, "lin"), a.signedIn(t, "jiao"), a.signedIn(t, "chu")
	issue := lin.imports(strings.ReplaceAll(faulty, "2.万", "2.2万"))
	lin.does(issue, "submit")

	if chu.open(issue+"/review").page(t).Find(".proof form").Length() > 0 {
		t.Error("a reviewer is offered to clear")
	}
	review := jiao.open(issue + "/review")
	if got := strings.Join(review.findings(t, "proof-warn"), ";"); got != "标点“，，”重复，请只留一个|，，" {
		t.Fatalf("warnings: %s", got)
	}
	jiao.refuses(review.form(t, ".proof form"), http.StatusUnprocessableEntity)
	after := jiao.submits(review.form(t, ".proof form").set("note", "照录原话")).says(t, "某jiao已核：照录原话", "1 处已核")
	if len(after.findings(t, "proof-warn")) > 0 || len(after.findings(t, "proof-cleared")) != 1 {
		t.Errorf("warnings after clearing: %q", after.findings(t, "proof-warn"))
	}
	chu.open(issue+"/review").says(t, "照录原话")
	lin.open(issue+"/history").says(t, "标为已核", "照录原话")
	chu.approves(issue)
}

func TestTheSettingsRequireSources(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin := a.signedIn(t, "lin")
	issue := lin.imports(pasted)
	admin := a.signedIn(t, "admin")
	settings := admin.open("/desk/admin/bulletins/" + id(a.bulletin.ID))
	admin.submits(settings.form(t, "input[name=require_sources]").set("require_sources", "1"))
	if got := lin.open(issue).findings(t, "proof-block"); len(got) != 3 {
		t.Errorf("%d articles lack their source: %q", len(got), got)
	}
}
