package views

import (
	"strings"
	"testing"
	"time"

	"jianbao/models"
)

func TestTheReviewCopyCarriesItsCheckCodeOnEveryPage(t *testing.T) {
	t.Parallel()
	hash := strings.Repeat("3fa9", 16)
	doc := document(t, ReviewCopy(PrintPage{}, ReviewCopyVM{Content: drawnEdition(t), Hash: hash, Run: 2}))
	if code, _ := doc.Find("html").Attr("data-code"); code != "核验码 3fa9 3fa9 3fa9 3fa9" {
		t.Errorf("margins say %q", code)
	}
	if mark, _ := doc.Find("html").Attr("data-mark"); mark != "送审稿" {
		t.Errorf("margins say %q", mark)
	}
	if got := doc.Find(".slip .code").Text(); got != models.CheckCode(hash) {
		t.Errorf("the slip says %q", got)
	}
	if n := doc.Find("article.ed-article").Length(); n != 3 {
		t.Errorf("%d articles", n)
	}
}

func TestWhatWasNotSubmittedIsADraft(t *testing.T) {
	t.Parallel()
	doc := document(t, ReviewCopy(PrintPage{}, ReviewCopyVM{Content: drawnEdition(t)}))
	if mark, _ := doc.Find("html").Attr("data-mark"); mark != "草稿" {
		t.Errorf("margins say %q", mark)
	}
	if strings.Contains(doc.Find(".slip").Text(), "送审次数") {
		t.Error("a draft tells of a submission")
	}
}

func TestTheSheetSaysWhoDecidedHowAndLeavesRoomForTheRest(t *testing.T) {
	t.Parallel()
	at := time.Date(2024, 4, 10, 6, 32, 0, 0, time.UTC)
	hash := strings.Repeat("ab12", 16)
	doc := document(t, SignOffSheet(PrintPage{}, SignOffSheetVM{
		Bulletin: "开放前沿", Label: "第232期", Hash: hash, AuditSeq: 1482, AuditHash: strings.Repeat("c", 64),
		Steps: []SheetStep{
			{Name: "初审", By: "顾言", At: at, Way: models.OnScreen, Opinion: "同意", Hash: hash, Carried: true},
			{Name: "复审", By: "沈知微", At: at, DecidedOn: "2024-04-09", Way: models.OnPaper, Opinion: "同意", Recorder: "许南乔", Override: "仅一人在岗", Objection: "未曾表态"},
			{Name: "签发"},
		},
	}))
	rows := doc.Find(".sign-off-steps tbody tr")
	for n, wants := range [][]string{
		{"顾言", "同意", "2024年4月10日 14:32", "在系统中签署", "沿用", "ab12\u00a0ab12"},
		{"沈知微", "2024年4月9日", "由许南乔代录（2024年4月10日 14:32）", "仅一人在岗", "未曾表态"},
		{"签发", "□ 同意印发", "签名："},
	} {
		for _, want := range wants {
			if text := rows.Eq(n).Text(); !strings.Contains(text, want) {
				t.Errorf("row %d lacks %q: %s", n+1, want, text)
			}
		}
	}
	if rows.Eq(0).Find(".blank").Length() != 0 || rows.Eq(2).Find(".opinion").Length() != 0 {
		t.Error("blank lines stand where something was decided, or the other way round")
	}
	for _, want := range []string{hash, strings.Repeat("c", 64), "操作记录第1482条"} {
		if !strings.Contains(doc.Find(".proof").Text(), want) {
			t.Errorf("the proof lacks %q", want)
		}
	}
}

func TestAnAmendmentIsShownInItsPlaceWithWhatStandsAround(t *testing.T) {
	t.Parallel()
	far := strings.Repeat("远", 60)
	got := SheetAmendment{Parts: []ChangePart{{Text: far + "用时"}, {Text: "58", Deleted: true}, {Text: "56", Inserted: true}, {Text: "天" + far + "近"}, {Text: "旧", Deleted: true}, {Text: far}}}.excerpt()
	var text strings.Builder
	for _, part := range got {
		text.WriteString(part.Text)
	}
	want := "……" + strings.Repeat("远", 14) + "用时5856天" + strings.Repeat("远", 15) + "……" + strings.Repeat("远", 15) + "近旧" + strings.Repeat("远", 16) + "……"
	if text.String() != want {
		t.Errorf("got %s\nwant %s", text.String(), want)
	}
	doc := document(t, SignOffSheet(PrintPage{}, SignOffSheetVM{Amendments: []SheetAmendment{{Parts: got}, {Notes: []string{"第 3 段：移自第 5 段"}}}}))
	if doc.Find("del").First().Text() != "58" || doc.Find("ins").Text() != "56" {
		t.Error("deleted and inserted text cannot be told apart")
	}
	if text := doc.Find(".amendments").Text(); !strings.Contains(text, "第 3 段：移自第 5 段") {
		t.Errorf("what is no text is not told: %s", text)
	}
}
