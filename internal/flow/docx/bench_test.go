package docx

import (
	"strings"
	"testing"
)

// BenchmarkRead reads 100 pages: 60,000 characters in 2,500 paragraphs of four runs each, with the looks and revision marks
// that Word writes, in numbered articles with a table after every hundredth paragraph.
func BenchmarkRead(b *testing.B) {
	var body strings.Builder
	run := `<w:r w:rsidRPr="00A1"><w:rPr><w:rFonts w:ascii="FangSong" w:eastAsia="FangSong" w:hint="eastAsia"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr><w:t>北屿口岸夜间</w:t></w:r>`
	for i := range 2500 {
		if i%100 == 0 {
			body.WriteString(item("1", 0, "夜间专窗") + tbl(tr(tc("", "港区"), tc("", "票数"))))
		}
		body.WriteString(`<w:p w:rsidR="00A1" w:rsidRDefault="00B2"><w:pPr><w:pStyle w:val="Text"/></w:pPr>` + strings.Repeat(run, 4) + `</w:p>`)
	}
	d := document(body.String()).with("numbering", "numbering", abstract("0", lvl(0, "chineseCounting", "（%1）", ""))+num("1", "0", ""))
	data := d.with("styles", "styles", `<w:style w:type="paragraph" w:styleId="Text"><w:name w:val="Body Text"/></w:style>`).pack(b)
	b.SetBytes(int64(len(d["word/document.xml"])))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHostile shows the time that each hostile file takes, and the memory that it takes in all, which is more than it
// ever holds: 2 s and 256 MB are allowed.
func BenchmarkHostile(b *testing.B) {
	for name, file := range hostile(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(file.data); err == nil {
					b.Fatal("it was read")
				}
			}
		})
	}
}
