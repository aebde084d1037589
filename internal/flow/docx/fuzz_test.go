package docx

import (
	"testing"

	"jianbao/internal/flow/flowtest"
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
			if flowtest.Refusal(t, err) == "" {
				flowtest.Check(t, read)
			}
		}
	})
}
