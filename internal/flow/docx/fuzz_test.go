package docx

import (
	"errors"
	"testing"

	"jianbao/internal/flow"
)

// FuzzReadDocx takes archives as they are, and texts as the document part of one: the checksums of an archive would keep the
// changes of the first kind from getting further than the directory.
func FuzzReadDocx(f *testing.F) {
	f.Add(document(p("", "一")).pack(f))
	for _, body := range []string{
		p("", "一") + item("1", 0, "二") + tbl(tr(tc(`<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>`, "三"), tc("", "四"))),
		inRun(drawing("图", blip("embed", "a"))) + inRun(drawing("", txbx(p("", "框")))),
		`<w:p>` + fld(`HYPERLINK "http://a.example"`, r("<w:vanish/>", "藏")) + `<w:del>` + r("", "删") + `</w:del></w:p>`,
		p(`<w:rPr><w:del/></w:rPr>`, "上") + `<w:p><w:r><w:br w:type="page"/><w:footnoteReference w:id="1"/></w:r></w:p><w:sectPr/>`,
	} {
		f.Add([]byte(document(body)["word/document.xml"]))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d := document("").with("numbering", "numbering", abstract("0", lvl(0, "chineseCounting", "%1、", ""))+num("1", "0", ""))
		d.with("footnotes", "footnotes", `<w:footnote w:id="1">`+p("", "注")+`</w:footnote>`)
		d["word/document.xml"] = string(data)
		for _, file := range [][]byte{data, d.pack(t)} {
			read, err := Read(file)
			var refused *flow.Error
			if err != nil && !errors.As(err, &refused) {
				t.Fatalf("refused with %v", err)
			}
			if err == nil {
				check(t, read)
			}
		}
	})
}

// check asserts what holds for every file that was read.
func check(t *testing.T, f *flow.File) {
	t.Helper()
	for _, item := range f.Items {
		if (item.Paragraph == nil) == (item.Table == nil) {
			t.Fatal("an item is not exactly one of the two")
		}
		if item.Table == nil {
			continue
		}
		for _, row := range item.Table.Rows {
			for _, c := range row {
				if c.ColSpan < 1 || c.RowSpan < 1 {
					t.Fatalf("a cell spans %d×%d", c.ColSpan, c.RowSpan)
				}
			}
		}
	}
	paragraphs := paragraphsOf(f.Items)
	for _, n := range f.Notes {
		paragraphs = append(paragraphs, n.Paragraphs...)
	}
	for _, p := range paragraphs {
		for _, r := range p.Runs {
			if r.Picture > len(f.Pictures) || r.Note > len(f.Notes) || (r.Text == "") == (r.Picture == 0 && r.Note == 0) {
				t.Fatalf("a run is %+v, with %d pictures and %d notes", r, len(f.Pictures), len(f.Notes))
			}
		}
	}
}
