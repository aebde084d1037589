package manuscript

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianbao/internal/flow/pdfdoc"
)

func TestABulletinComesBackFromAPDFAsItWasTyped(t *testing.T) {
	t.Parallel()
	folder := filepath.Join("..", "flow", "pdfdoc", "testdata")
	text, err := os.ReadFile(filepath.Join(folder, "bulletin.txt"))
	if err != nil {
		t.Fatal(err)
	}
	typed, err := Read(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"libreoffice.pdf", "chromium.pdf"} {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		f, err := pdfdoc.Read(t.Context(), data)
		if err != nil {
			t.Fatal(err)
		}
		d := readFlow(t, f)
		want, got := strings.ReplaceAll(readingOf(typed), " ", ""), strings.ReplaceAll(readingOf(d), " ", "")
		if got != want {
			t.Errorf("%s reads as\n%s\nnot as\n%s", name, got, want)
		}
		a, b := d.Masthead, typed.Masthead
		if a.Name.Value != b.Name.Value || a.Number != b.Number || a.Host.Value != b.Host.Value || a.Date != b.Date {
			t.Errorf("%s has the masthead %q %d %q %s", name, a.Name.Value, a.Number, a.Host.Value, a.Date)
		}
		for _, dropped := range d.Dropped {
			if dropped.Reason != PageNumber {
				t.Errorf("%s leaves %q out", name, dropped.Text)
			}
		}
	}
}
