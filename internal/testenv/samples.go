package testenv

import (
	"os"
	"path/filepath"
	"testing"
)

// Root is the project's folder: the nearest one above the running test that holds a go.mod.
func Root() string {
	dir, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			panic("testenv: no go.mod above the working directory")
		}
		dir = parent
	}
}

// Sample is the content of one sample file. Without it the test is skipped.
func Sample(tb testing.TB, name string) []byte {
	tb.Helper()
	Require(tb, Samples)
	data, err := os.ReadFile(filepath.Join(samplesDir(), filepath.Base(name)))
	if err != nil {
		tb.Skip(err)
	}
	return data
}

func samplesDir() string {
	if dir := os.Getenv("JIANBAO_SAMPLES"); dir != "" {
		return dir
	}
	return filepath.Join(Root(), "..", "shared", "samples")
}
