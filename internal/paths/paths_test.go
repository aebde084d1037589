package paths_test

import (
	"testing"

	"jianbao/internal/paths"
)

func TestABuilderFillsItsPatternInOrderAndEscapes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ got, want string }{
		{paths.To(paths.Issue, "zmdt", int64(12)), "/b/zmdt/issues/12"},
		{paths.To(paths.DeskIssue, "a/b", 3), "/desk/b/a%2Fb/issues/3"},
		{paths.With(paths.To(paths.Search, "zmdt"), "q", "招商", "page", ""), "/b/zmdt/search?q=%E6%8B%9B%E5%95%86"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

func TestAWrongNumberOfValuesPanics(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("a missing value went unnoticed")
		}
	}()
	paths.To(paths.Issue, "zmdt")
}
