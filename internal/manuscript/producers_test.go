package manuscript

import (
	"os"
	"path/filepath"
	"testing"

	"jianbao/internal/flow/docx"
)

func TestTheSameBulletinOfTwoProducersHasTheSameStructure(t *testing.T) {
	t.Parallel()
	var shapes []string
	for _, name := range []string{"libreoffice.docx", "pandoc.docx"} {
		data, err := os.ReadFile(filepath.Join("..", "flow", "docx", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		f, err := docx.Read(data)
		if err != nil {
			t.Fatal(err)
		}
		d := readFlow(t, f)
		if len(d.Sections) == 0 || d.Sections[0].Title.Value == "" {
			t.Errorf("%s has no sections", name)
		}
		shapes = append(shapes, flowShape(d))
	}
	if shapes[0] != shapes[1] {
		t.Errorf("by LibreOffice\n%s\nby pandoc\n%s", shapes[0], shapes[1])
	}
}
