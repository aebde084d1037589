package components

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"jianbao/internal/i18n"
	"jianbao/internal/redline"
	"jianbao/models"
)

func draw(t *testing.T, c templ.Component) *goquery.Document {
	t.Helper()
	var b strings.Builder
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	if keys := i18n.Missing(b.String()); len(keys) > 0 {
		t.Errorf("texts missing for %q", keys)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestAFieldIsTiedToItsHelpAndItsError(t *testing.T) {
	t.Parallel()
	doc := draw(t, Field(FieldProps{Name: "title", Label: "标题", Help: "写短些", Error: "太长"}))
	input := doc.Find("input#f-title")
	if got := input.AttrOr("aria-describedby", ""); got != "f-title-error f-title-help" {
		t.Errorf("described by %q", got)
	}
	if got := input.AttrOr("aria-invalid", ""); got != "true" {
		t.Errorf("aria-invalid = %q", got)
	}
	if got := doc.Find("label").AttrOr("for", ""); got != "f-title" {
		t.Errorf("label for %q", got)
	}
}

func TestATextAreaKeepsEveryCharacter(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "\n两行\n", "  缩进", `</textarea><b>`, "一\t二"} {
		if got := draw(t, TextArea(TextAreaProps{Name: "text", Label: "正文", Value: text})).Find("textarea").Text(); got != text {
			t.Errorf("got %q, want %q", got, text)
		}
	}
}

func TestAPlaceInABodyLeadsToItsBlock(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"title": "f-title", "blocks[3]": "f-blocks-3", "blocks[3].rows[0][1]": "f-blocks-3", "blocks": "f-blocks"} {
		if got := FieldID(name); got != want {
			t.Errorf("FieldID(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestProblemsAreFoundByTheirField(t *testing.T) {
	t.Parallel()
	p := Problems{{Field: "blocks[2].rows[0][1]", Text: "格子太长"}}
	if got := p.For("blocks[2]"); got != "格子太长" {
		t.Errorf("got %q", got)
	}
	if got := p.For("blocks[1]"); got != "" {
		t.Errorf("a block without fault is told %q", got)
	}
}

func TestAValidationErrorBecomesProblems(t *testing.T) {
	t.Parallel()
	err := error(&models.Error{Code: models.CodeInvalid, Fields: []models.FieldError{{Field: "number", Key: "desk.problems", Args: models.Args{"Count": 3}}}})
	got := ProblemsOf(t.Context(), errors.Join(err))
	if len(got) != 1 || got[0].Field != "number" || !strings.Contains(got[0].Text, "3") {
		t.Errorf("got %+v", got)
	}
	if got := ProblemsOf(t.Context(), errors.New("disk full")); got != nil {
		t.Errorf("an error without words gives %+v", got)
	}
}

func TestAComparisonHasNoBlanksBetweenItsParts(t *testing.T) {
	t.Parallel()
	doc := draw(t, Diff([]redline.Segment{{Kind: redline.Same, Text: "增长"}, {Kind: redline.Deleted, Text: "<200>"}, {Kind: redline.Inserted, Text: "210"}, {Kind: redline.Same, Text: "吨"}}))
	doc.Find(".visually-hidden").Remove()
	if got := doc.Find("body").Text(); got != "增长<200>210吨" {
		t.Errorf("got %q", got)
	}
}

func TestTheFirstOfAGroupOfChoicesIsWhereTheErrorSummaryLeads(t *testing.T) {
	t.Parallel()
	doc := draw(t, Choices(ChoicesProps{Name: "opinion", Legend: "意见", Options: []Option{{Value: "a", Label: "甲"}, {Value: "b", Label: "乙"}}, Values: []string{"b"}}))
	if got := doc.Find("input#f-opinion").AttrOr("value", ""); got != "a" {
		t.Errorf("the summary leads to %q", got)
	}
	if got := doc.Find("input[checked]").AttrOr("value", ""); got != "b" {
		t.Errorf("chosen is %q", got)
	}
}

func TestWhatIsLongAgoIsToldByItsDateAlone(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)
	if n := draw(t, When(WhenProps{At: at, Now: at.AddDate(0, 1, 0)})).Find(".ago").Length(); n != 0 {
		t.Error("the date is told twice")
	}
	if got := draw(t, When(WhenProps{At: at, Now: at.Add(time.Hour)})).Find(".ago").Text(); got != "1 小时前" {
		t.Errorf("got %q", got)
	}
}

func TestAListOnOnePageHasNoPagination(t *testing.T) {
	t.Parallel()
	if got := draw(t, Pagination(PaginationProps{Page: 1, Pages: 1, Total: 9})).Find("nav").Length(); got != 0 {
		t.Error("one page is paged")
	}
}

func TestZeroValuesDraw(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]templ.Component{
		"button": Button(ButtonProps{}), "link": LinkButton(LinkButtonProps{}), "form": Form(FormProps{}), "summary": ErrorSummary(nil),
		"field": Field(FieldProps{}), "text area": TextArea(TextAreaProps{}), "select": Select(SelectProps{}), "choices": Choices(ChoicesProps{}),
		"check": Check(CheckProps{}), "chip": Chip(ChipProps{}), "head": PageHead(PageHeadProps{}), "empty": Empty(EmptyProps{}), "notice": Notice(NoticeProps{}),
		"tabs": Tabs(TabsProps{}), "definitions": Definitions(DefinitionsProps{}), "table": Table(TableProps{}), "when": When(WhenProps{}),
		"confirm": Confirm(ConfirmProps{}), "diff": Diff(nil), "steps": Steps(StepsProps{}), "icon": Icon(IconNone),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			draw(t, c)
		})
	}
}
