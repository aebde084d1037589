package docx

import (
	"testing"

	"jianbao/internal/flow"
)

// drawing is a drawing that says something about itself.
func drawing(alt, content string) string {
	return `<w:drawing><wp:inline><wp:docPr id="1" name="图" descr="` + alt + `"/><a:graphic><a:graphicData>` + content +
		`</a:graphicData></a:graphic></wp:inline></w:drawing>`
}

func blip(attribute, id string) string {
	return `<pic:pic><pic:blipFill><a:blip r:` + attribute + `="` + id + `"/></pic:blipFill></pic:pic>`
}

func txbx(content string) string {
	return `<wps:wsp><wps:txbx><w:txbxContent>` + content + `</w:txbxContent></wps:txbx></wps:wsp>`
}

func inRun(content string) string { return `<w:p><w:r>` + content + `</w:r>` + r("", "文") + `</w:p>` }

func TestPicturesStandWhereTheyAre(t *testing.T) {
	t.Parallel()
	d := document(inRun(drawing("码头", blip("embed", "a"))) + inRun(drawing("码头", blip("embed", "a"))) + inRun(drawing("别名", blip("embed", "a"))) +
		inRun(`<w:pict><v:shape alt="旧图"><v:imagedata r:id="b" o:title="x"/></v:shape></w:pict>`))
	d.link("a", "image", "media/a.png").link("b", "image", "/word/media/b.png")
	d["word/media/a.png"], d["word/media/b.png"] = pngData, pngData+"b"
	reads(t, d, "[picture 1]文", "[picture 1]文", "[picture 2]文", "[picture 3]文")
	for i, want := range []flow.Picture{{Name: "a.png", Alt: "码头", Data: []byte(pngData)}, {Name: "a.png", Alt: "别名", Data: []byte(pngData)}, {Name: "b.png", Alt: "旧图", Data: []byte(pngData + "b")}} {
		if got := d.read(t).Pictures[i]; got.Name != want.Name || got.Alt != want.Alt || string(got.Data) != string(want.Data) {
			t.Errorf("picture %d is %+v", i+1, got)
		}
	}
}

func TestPicturesThatAreNoneAreReported(t *testing.T) {
	t.Parallel()
	d := document(inRun(drawing("", blip("link", "away"))) + inRun(drawing("矢量", blip("embed", "emf"))) + inRun(drawing("图表", `<c:chart r:id="c"/>`)) +
		inRun(drawing("线", "")) + inRun(drawing("路径", blip("embed", "out"))) + inRun(`<w:object><v:shape><v:imagedata r:id="emf"/></v:shape><o:OLEObject ProgID="Equation.3"/></w:object>`))
	d.link("away", "image", "http://elsewhere.example/a.png").link("emf", "image", "media/a.emf").link("out", "image", "../../../etc/passwd")
	d["word/media/a.emf"] = "\x01\x00\x00\x00 EMF"
	reads(t, d, "文", "文", "文", "文", "文", "文")
	leavesOut(t, d, flow.Omission{Kind: flow.External, Count: 1, Sample: "http://elsewhere.example…"}, flow.Omission{Kind: flow.Object, Count: 5, Sample: "矢量"})
}

func TestBoxesComeBeforeTheParagraphTheyAreAnchoredIn(t *testing.T) {
	t.Parallel()
	reads(t, document(p("", "一")+inRun(drawing("", txbx(p(`<w:jc w:val="center"/>`, "开放前沿")+p("", "")+p("", "第87期"))))+
		inRun(`<w:pict><v:shape><v:textbox><w:txbxContent>`+p("", "旧框")+`</w:txbxContent></v:textbox></v:shape></w:pict>`)+
		inRun(`<w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict>`)),
		"一", "box:center:开放前沿", "box:第87期", "文", "box:旧框", "文", "box:艺术字", "文")
}

func TestBoxesInCellsStayInTheirCell(t *testing.T) {
	t.Parallel()
	reads(t, document(tbl(tr(`<w:tc>`+inRun(drawing("", txbx(p("", "框"))))+`</w:tc>`))), "table 0", "row | box:框 / 文")
}

func TestOfAlternativesOneIsRead(t *testing.T) {
	t.Parallel()
	alternatives := func(requires string) string {
		return `<mc:AlternateContent><mc:Choice Requires="` + requires + `">` + drawing("", txbx(p("", "新"))) + `</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` +
			p("", "旧") + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`
	}
	reads(t, document(inRun(alternatives("wps"))), "box:新", "文")
	reads(t, document(inRun(alternatives("new"))), "box:旧", "文")
	reads(t, document(`<mc:AlternateContent><mc:Choice Requires="new">`+p("", "唯一")+`</mc:Choice></mc:AlternateContent>`), "唯一")
}

func TestHiddenDrawingsAreHidden(t *testing.T) {
	t.Parallel()
	d := document(inRun(`<w:drawing><wp:anchor><wp:docPr hidden="1"/>` + txbx(p("", "暗")) + `</wp:anchor></w:drawing>`))
	if got := dump(d.read(t).Items); len(got) != 1 || got[0] != "文" {
		t.Errorf("reads as %q", got)
	}
	leavesOut(t, d, flow.Omission{Kind: flow.Hidden, Count: 1, Sample: "暗"})
}

func TestDrawingsInHiddenOrDeletedTextGoWithIt(t *testing.T) {
	t.Parallel()
	d := document(`<w:p><w:r><w:rPr><w:vanish/></w:rPr>` + drawing("", blip("embed", "a")) + `</w:r><w:del><w:r>` + drawing("", blip("embed", "a")) + `</w:r></w:del>` + r("", "文") + `</w:p>`)
	d.link("a", "image", "a.png")
	d["word/a.png"] = pngData
	reads(t, d, "文")
	leavesOut(t, d, flow.Omission{Kind: flow.Hidden, Count: 1}, flow.Omission{Kind: flow.Deletion, Count: 1})
}

func TestUnnamedSignsAreReported(t *testing.T) {
	t.Parallel()
	d := document(`<w:p><w:r><w:t>甲</w:t><w:sym w:font="Webdings" w:char="F021"/><w:sym w:font="Arial" w:char="D800"/><w:sym w:char="no"/></w:r></w:p>`)
	reads(t, d, "甲")
	leavesOut(t, d, flow.Omission{Kind: flow.Object, Count: 2, Sample: "Webdings"})
}
