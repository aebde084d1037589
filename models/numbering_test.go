package models_test

import (
	"fmt"
	"testing"

	"jianbao/models"
)

func TestChineseNumeralsRunFromOneToNinetyNine(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{1: "一", 9: "九", 10: "十", 11: "十一", 19: "十九", 20: "二十", 21: "二十一", 90: "九十", 99: "九十九", 0: "0", 100: "100"} {
		if got := models.ChineseNumeral(n); got != want {
			t.Errorf("%d is written %s, want %s", n, got, want)
		}
	}
	seen := map[string]bool{}
	for n := 1; n <= 99; n++ {
		s := models.ArticleNumber(n)
		if seen[s] {
			t.Errorf("%s is given twice", s)
		}
		seen[s] = true
	}
}

func TestArticlesAreNumberedThroughOrPerSection(t *testing.T) {
	t.Parallel()
	sizes := []int{4, 3, 0, 2}
	for mode, want := range map[models.ArticleNumbering]string{
		models.Continuous: "[[1 2 3 4] [5 6 7] [] [8 9]]",
		models.PerSection: "[[1 2 3 4] [1 2 3] [] [1 2]]",
	} {
		if got := fmt.Sprint(models.NumberArticles(mode, sizes)); got != want {
			t.Errorf("%s: %s, want %s", mode, got, want)
		}
	}
}

func TestAnIssueNumberIsPrintedByKindAndSeries(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n    models.IssueNumber
		want string
	}{
		{models.IssueNumber{Kind: models.Regular, Number: 232}, "第232期"},
		{models.IssueNumber{Kind: models.Regular, Year: 2026, Number: 5, Cumulative: 118}, "2026年第5期"},
		{models.IssueNumber{Kind: models.Supplement, Number: 3}, "增刊第3期"},
		{models.IssueNumber{Kind: models.Special, Year: 2026, Number: 1}, "2026年专刊第1期"},
	} {
		if got := c.n.Label(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestAnInnerMarkerIsTakenOffAsPrinted(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][2]string{
		"1. 主要做法":       {"1.", "主要做法"},
		"2．实践效果":        {"2．", "实践效果"},
		"3、下一步":         {"3、", "下一步"},
		"（1）统一受理":       {"（1）", "统一受理"},
		"(2) 联合验收":      {"(2)", "联合验收"},
		"（三）内部层次":       {"（三）", "内部层次"},
		"①通关":           {"①", "通关"},
		"1.5万吨货物":       {"", "1.5万吨货物"},
		"2026年以来":       {"", "2026年以来"},
		"一是通关提速":        {"", "一是通关提速"},
		"  12.  多式联运  ": {"12.", "多式联运"},
		"1.":            {"1.", ""},
		"（2026年版）目录":    {"", "（2026年版）目录"},
	} {
		marker, rest := models.SplitMarker(in)
		if marker != want[0] || rest != want[1] {
			t.Errorf("%q became %q and %q, want %q", in, marker, rest, want)
		}
	}
}
