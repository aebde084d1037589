package testenv

import (
	"errors"
	"os"
	"os/exec"
	"testing"
)

var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}

// ChromePath is the browser's program file. Without one the test ends as Require ends it.
func ChromePath(tb testing.TB) string {
	tb.Helper()
	Require(tb, Chromium)
	path, err := chromePath()
	if err != nil {
		tb.Fatal(err)
	}
	return path
}

func chromePath() (string, error) {
	if chrome := os.Getenv("CHROME"); chrome != "" {
		return exec.LookPath(chrome)
	}
	for _, name := range browsers {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium found")
}
