package models

import (
	"slices"
	"strings"
	"testing"
)

func TestAHostThatSaysWhatItDoesGetsNoLabel(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]string{
		"省自贸办": "主办：省自贸办", "省口岸办编": "省口岸办编", "编印：省口岸办": "编印：省口岸办", "": "",
	} {
		if got := HostLine(host); got != want {
			t.Errorf("%q becomes %q, want %q", host, got, want)
		}
	}
}

func TestCreditsSayASourceOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text ArticleText
		want string
	}{
		{ArticleText{Units: []string{"甲", "乙"}}, "供稿：甲、乙"},
		{ArticleText{Units: []string{"甲"}, Source: "甲"}, "供稿：甲"},
		{ArticleText{Source: "《经济日报》"}, "来源：《经济日报》"},
		{ArticleText{Units: []string{"甲"}, Source: "乙"}, "供稿：甲|来源：乙"},
		{ArticleText{}, ""},
	} {
		if got := strings.Join(c.text.Credits(), "|"); got != c.want {
			t.Errorf("%+v: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestAColophonLeavesOutWhatIsEmpty(t *testing.T) {
	t.Parallel()
	to := Distribution{To: []string{"省委办公厅", "省政府办公厅。"}, For: []string{"各片区管委会"}}.Lines()
	if want := []PrintedLine{{"报：", "省委办公厅，省政府办公厅。"}, {"发：", "各片区管委会。"}}; !slices.Equal(to, want) {
		t.Errorf("distribution %q", to)
	}
	by := Colophon{Editors: []string{"林叙白", "周见微"}, Phone: "0000-0000000"}.Lines()
	if want := []PrintedLine{{"编辑：", "林叙白 周见微"}, {"电话：", "0000-0000000"}}; !slices.Equal(by, want) {
		t.Errorf("makers %q", by)
	}
}

func TestADayIsPrintedAndWhatIsNoDayStays(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]string{"2024-04-10": "2024年4月10日", "四月": "四月", "": ""} {
		if got := PrintedDate(day); got != want {
			t.Errorf("%q is printed as %q, want %q", day, got, want)
		}
	}
}

func TestASectionWithoutANumberIsPrintedByItsTitle(t *testing.T) {
	t.Parallel()
	for want, s := range map[string]EditionSection{"一、澜江实践": {Number: 1, Title: "澜江实践"}, "澜江实践": {Title: "澜江实践"}, "": {Number: 1}} {
		if got := s.Printed(); got != want {
			t.Errorf("%+v is printed as %q, want %q", s, got, want)
		}
	}
}

func TestMarksNestInOneOrder(t *testing.T) {
	t.Parallel()
	got := Nested([]Mark{{Kind: Superscript}, {Kind: Bold}, {Kind: Link, Href: "https://lanjiang.example"}})
	if got[0].Kind != Link || got[1].Kind != Bold || got[2].Kind != Superscript {
		t.Errorf("nested as %v", got)
	}
}
