package testenv

import (
	"os"
	"path/filepath"
	"testing"
)

// AxeSource is the script of axe-core, which finds in a page what keeps people out. Without it the test ends as Require
// ends it.
func AxeSource(tb testing.TB) string {
	tb.Helper()
	Require(tb, Axe)
	source, err := os.ReadFile(axePath())
	if err != nil {
		tb.Fatal(err)
	}
	return string(source)
}

func axePath() string {
	return filepath.Join(Root(), "assets", "node_modules", "axe-core", "axe.min.js")
}
