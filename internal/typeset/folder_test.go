package typeset

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheOfficesOwnFontsStandInForTheShippedOnes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "仿宋_GB2312.ttf"), kaiFile)
	write(t, filepath.Join(dir, "LICENCE.txt"), []byte("not a font"))
	fonts, err := LoadFonts(dir)
	if err != nil {
		t.Fatal(err)
	}
	shipped, _ := Shipped()
	if got := fonts.Roles[FangSong]; got.Name != "仿宋_GB2312" {
		t.Errorf("running text is set in %s", got.Name)
	}
	if shipped.Roles[FangSong].Name == "仿宋_GB2312" || fonts.Roles[Hei] != shipped.Roles[Hei] {
		t.Error("the shipped fonts changed")
	}
}

func TestAFontThatCannotServeIsNamed(t *testing.T) {
	t.Parallel()
	for name, data := range map[string][]byte{
		"破损.ttf":   []byte("\x00\x01\x00\x00 and nothing"),
		"曲线.otf":   []byte("OTTO and what follows"),
		"合集.ttc":   []byte("ttcf and what follows"),
		"别的字体.ttf": latinFile,
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, name), data)
		if _, err := LoadFonts(dir); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
