package docx

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jianbao/internal/flow"
	"jianbao/internal/flow/flowtest"
)

var update = flag.Bool("update", false, "write the golden files anew; read the difference before committing it")

func TestEachFileReadsAsItsGoldenFile(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.docx")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			f, part := fromDisk(t, name)
			accountFor(t, part, f)
			flowtest.Check(t, f)
			flowtest.Golden(t, strings.TrimSuffix(name, ".docx")+".golden", f, *update)
		})
	}
}

func TestTwoProgramsSayTheSame(t *testing.T) {
	t.Parallel()
	libreoffice, _ := fromDisk(t, "testdata/libreoffice.docx")
	pandoc, _ := fromDisk(t, "testdata/pandoc.docx")
	one, other := structure(libreoffice), structure(pandoc)
	if !slices.Equal(one, other) {
		t.Errorf("LibreOffice's file reads as\n%s\nand pandoc's as\n%s", strings.Join(one, "\n"), strings.Join(other, "\n"))
	}
}

// fromDisk reads a file, and gives its document part as it stands there.
func fromDisk(tb testing.TB, name string) (*flow.File, string) {
	tb.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	f, err := Read(data)
	if err != nil {
		tb.Fatal(err)
	}
	archive, err := open(data)
	if err != nil {
		tb.Fatal(err)
	}
	part, err := archive.read("word/document.xml")
	if err != nil {
		tb.Fatal(err)
	}
	return f, string(part)
}

// structure is what a file says, without the looks that a program gives to headings and links by its own taste.
func structure(f *flow.File) []string {
	for _, item := range f.Items {
		if p := item.Paragraph; p != nil && p.Outline > 0 {
			for i := range p.Runs {
				p.Runs[i] = flow.Run{Text: p.Runs[i].Text}
			}
		}
	}
	lines := dump(f.Items)
	for i, n := range f.Notes {
		lines = append(lines, fmt.Sprintf("note %d: %s", i+1, line(n.Paragraphs[0])))
	}
	for i, p := range f.Pictures {
		lines = append(lines, fmt.Sprintf("picture %d: %s, %d bytes", i+1, p.Alt, len(p.Data)))
	}
	return lines
}
