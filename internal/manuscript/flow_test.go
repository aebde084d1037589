package manuscript

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"jianbao/internal/flow"
)

var flowFiles = map[string]func() *flow.File{
	"boxed-masthead-automatic-numbers": boxedBulletin,
	"styles-without-numbers":           styledBulletin,
	"looks-alone":                      lookedBulletin,
}

func TestEachFlowReadsAsItsGoldenFile(t *testing.T) {
	t.Parallel()
	for name, file := range flowFiles {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := readFlow(t, file())
			var got bytes.Buffer
			if err := WriteJSON(&got, d, true); err != nil {
				t.Fatal(err)
			}
			checkGolden(t, filepath.Join("testdata", "flow", name+".json"), got.Bytes())
		})
	}
}

func checkGolden(t *testing.T, golden string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(golden, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s reads as\n%s", golden, got)
	}
}

func readFlow(t *testing.T, f *flow.File, ds ...Decision) *Document {
	t.Helper()
	d, err := ReadFlow(f, ds)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.CheckCoverage(); err != nil {
		t.Fatal(err)
	}
	return d
}
