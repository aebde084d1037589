package handlers

import (
	"strings"
	"testing"

	"jianbao/internal/redline"
)

func TestOnlyChangedParagraphsAreShown(t *testing.T) {
	t.Parallel()
	var shown strings.Builder
	for _, p := range changedLines(redline.Compare("标题\n甲增长200万吨。\n乙没有变。\n丙完。", "标题\n甲增长210万吨。\n乙没有变。\n丙完了。")) {
		shown.WriteString(string(p.Kind[0]) + p.Text + "|")
	}
	if got, want := shown.String(), "s甲增长|d200|i210|s万吨。\n|s丙完|i了|s。|"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
