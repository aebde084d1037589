package htmldoc

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianbao/internal/flow"
	"jianbao/internal/flow/flowtest"
)

var update = flag.Bool("update", false, "write the golden files anew; read the difference before committing it")

func TestEachPageReadsAsItsGoldenFile(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.html")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			f := read(t, string(data))
			flowtest.Golden(t, strings.TrimSuffix(name, ".html")+".golden", f, *update)
		})
	}
}

func read(tb testing.TB, page string) *flow.File {
	tb.Helper()
	f, err := Read([]byte(page))
	if err != nil {
		tb.Fatal(err)
	}
	flowtest.Check(tb, f)
	return f
}
