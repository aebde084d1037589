package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"jianbao/internal/paths"
	"jianbao/models"
)

func TestASearchThatFindsNothingSaysWhatItLookedFor(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.person(t, "lin", models.Editor)
	editor := a.signedIn(t, "lin")
	for typed, want := range map[string]string{
		"甩挂换头":      "“甩挂换头”",
		"“甩挂 换头”":   "“甩挂 换头”",
		`"甩挂换头" 鲜果`: "“甩挂换头 鲜果”",
		"「甩挂换头":     "“甩挂换头”",
	} {
		for _, path := range []string{paths.Search, paths.DeskSearch} {
			page := editor.get(paths.With(paths.To(path, "kfqy"), "q", typed)).wants(t, http.StatusOK).page(t)
			if text := page.Find("main").Text(); !strings.Contains(text, "没有找到含有"+want) {
				t.Errorf("%s says of %s: %q", path, typed, text)
			}
			if kept := page.Find("main input[name=q]").AttrOr("value", ""); kept != typed {
				t.Errorf("%s keeps %q of what was typed: %q", path, kept, typed)
			}
		}
	}
}
