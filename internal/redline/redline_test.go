package redline_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianbao/internal/redline"
)

func TestANumberIsReplacedWhole(t *testing.T) {
	t.Parallel()
	got := redline.Compare("增长200万吨，同比升5.1%。", "增长210万吨，同比升5.1%。")
	want := []redline.Segment{{Kind: redline.Same, Text: "增长"}, {Kind: redline.Deleted, Text: "200"}, {Kind: redline.Inserted, Text: "210"}, {Kind: redline.Same, Text: "万吨，同比升5.1%。"}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestSegmentsJoinToBothTexts(t *testing.T) {
	t.Parallel()
	text := rapid.StringMatching(`[自贸港区试验，。 0-9a-c\n]{0,40}`)
	rapid.Check(t, func(t *rapid.T) {
		before, after := text.Draw(t, "before"), text.Draw(t, "after")
		var b, a strings.Builder
		for _, s := range redline.Compare(before, after) {
			if s.Kind != redline.Inserted {
				b.WriteString(s.Text)
			}
			if s.Kind != redline.Deleted {
				a.WriteString(s.Text)
			}
		}
		if b.String() != before || a.String() != after {
			t.Fatalf("%q → %q became %q → %q", before, after, b.String(), a.String())
		}
	})
}
