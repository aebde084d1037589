package docx

import (
	"slices"
	"testing"
)

func TestNotesAreThoseThatTheTextRefersTo(t *testing.T) {
	t.Parallel()
	d := document(`<w:p>` + r("", "甲") + `<w:r><w:footnoteReference w:id="3"/></w:r>` + r("", "乙") + `<w:r><w:endnoteReference w:id="3"/></w:r>` +
		`<w:del><w:r><w:footnoteReference w:id="2"/><w:delText>删</w:delText></w:r></w:del><w:r><w:footnoteReference w:id="3"/></w:r></w:p>`)
	note := func(id, content string) string {
		return `<w:footnote w:id="` + id + `"><w:p><w:r><w:footnoteRef/></w:r>` + content + `</w:p></w:footnote>`
	}
	d.with("footnotes", "footnotes", note("0", `<w:r><w:separator/></w:r>`)+note("2", r("", "删去的注"))+note("3", r("", " 脚注")+`<w:hyperlink r:id="l">`+r("", "链")+`</w:hyperlink><w:r><w:footnoteReference w:id="2"/></w:r>`))
	d.relate("word/_rels/footnotes.xml.rels", "l", "hyperlink", "http://lanjiang.example/")
	d.with("endnotes", "endnotes", `<w:endnote w:id="3">`+p("", "尾注")+p("", "二段")+`</w:endnote>`)
	reads(t, d, "甲[note 1]乙[note 2][note 1]")
	var got []string
	for _, n := range d.read(t).Notes {
		for _, p := range n.Paragraphs {
			got = append(got, line(p))
		}
	}
	if want := []string{"脚注<http://lanjiang.example/>(链)", "尾注", "二段"}; !slices.Equal(got, want) {
		t.Errorf("the notes read as %q", got)
	}
}

func TestHeadersComeFirstAndFootersLastEachOnce(t *testing.T) {
	t.Parallel()
	section := `<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/></w:sectPr>`
	d := document(p(section, "一") + p("", "二") + section)
	d.with("header", "hdr", tbl(tr(tc("", "开放前沿"), tc("", "内部资料")))+p("", "")+inRun(drawing("", txbx(p("", "水印")))))
	d.with("footer", "ftr", `<w:p>`+r("", "— ")+fld("PAGE", r("", "1"))+r("", " —")+`</w:p>`)
	reads(t, d, "header:开放前沿", "header:内部资料", "header:水印", "header:文", "一", "page:二", "footer:— 1 —")
}

func TestASignThatTheFileGivesANoteIsNoText(t *testing.T) {
	t.Parallel()
	d := document(`<w:p>` + r("", "甲") + `<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>①</w:t></w:r>` + r("", "乙") + `</w:p>`)
	d.with("footnotes", "footnotes", `<w:footnote w:id="1"><w:p>`+r("", "①")+r("", " 注①")+`</w:p></w:footnote>`)
	f := d.read(t)
	if got, want := dump(f.Items), []string{"甲[note 1]乙"}; !slices.Equal(got, want) {
		t.Errorf("reads as %q", got)
	}
	if got := line(f.Notes[0].Paragraphs[0]); got != "注①" {
		t.Errorf("the note reads as %q", got)
	}
}
