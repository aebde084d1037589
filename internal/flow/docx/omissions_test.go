package docx

import (
	"testing"

	"jianbao/internal/flow"
)

func TestTrackedInsertionsStayAndDeletionsGo(t *testing.T) {
	t.Parallel()
	d := document(`<w:p>` + r("", "甲") + `<w:ins w:id="1">` + r("", "增") + `</w:ins><w:del w:id="2"><w:r><w:delText>删去的话</w:delText></w:r></w:del>` +
		`<w:moveTo w:id="3">` + r("", "移") + `</w:moveTo><w:moveFrom w:id="4">` + r("", "原处") + `</w:moveFrom>` +
		`<w:r><w:rPr><w:rPrChange w:id="5"><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>乙</w:t></w:r><w:del w:id="6"/></w:p>`)
	reads(t, d, "甲增移乙")
	leavesOut(t, d, flow.Omission{Kind: flow.Deletion, Count: 2, Sample: "删去的话"})
}

func TestDeletedMarksJoinParagraphs(t *testing.T) {
	t.Parallel()
	const gone = `<w:rPr><w:del w:id="1"/></w:rPr>`
	reads(t, document(
		p(`<w:jc w:val="center"/>`+gone, "上半")+p(gone, "中")+p(`<w:jc w:val="right"/>`, "下半")+p(gone, "")+p("", "另起")+p(gone, "表前")+tbl(tr(tc("", "甲")))+p(gone, "末")),
		"end:上半中下半", "另起", "表前", "table 0", "row | 甲", "末")
}

func TestDeletedRowsAndCellsGo(t *testing.T) {
	t.Parallel()
	d := document(tbl(tr(`<w:trPr><w:del w:id="1"/></w:trPr>`, tc("", "删行")), tr(tc("", "甲"), tc(`<w:cellDel w:id="2"/>`, "删格")),
		tr(`<w:trPr><w:hidden/></w:trPr>`, tc("", "藏行"))))
	if got := dump(d.read(t).Items); len(got) != 2 || got[1] != "row | 甲" {
		t.Errorf("reads as %q", got)
	}
	leavesOut(t, d, flow.Omission{Kind: flow.Deletion, Count: 2, Sample: "删行"}, flow.Omission{Kind: flow.Hidden, Count: 1, Sample: "藏行"})
}

func TestHiddenTextGoesHoweverItIsHidden(t *testing.T) {
	t.Parallel()
	d := document(
		`<w:p>`+r("", "甲")+r("<w:vanish/>", "直接")+r("<w:vanish/>", "相连")+r("<w:webHidden/>", "网页")+r(`<w:vanish w:val="0"/>`, "乙")+r("<w:vanish/>", "又藏")+`</w:p>`+
			p(`<w:pStyle w:val="H"/>`, "样式")+`<w:p>`+r(`<w:rStyle w:val="C"/>`, "字符")+r("", "丙")+`</w:p>`,
	).with("styles", "styles", `
		<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:rPr><w:vanish/></w:rPr></w:style>
		<w:style w:type="paragraph" w:styleId="H"><w:name w:val="H"/><w:basedOn w:val="B"/></w:style>
		<w:style w:type="character" w:styleId="C"><w:name w:val="C"/><w:rPr><w:vanish/></w:rPr></w:style>`)
	if got := dump(d.read(t).Items); len(got) != 2 || got[0] != "甲网页乙" || got[1] != "丙" {
		t.Errorf("reads as %q", got)
	}
	leavesOut(t, d, flow.Omission{Kind: flow.Hidden, Count: 4, Sample: "直接"})
}

func TestAStyleSeparatorKeepsTheHeadingApart(t *testing.T) {
	t.Parallel()
	reads(t, document(p(`<w:outlineLvl w:val="0"/><w:rPr><w:vanish/><w:specVanish/></w:rPr>`, "标题。")+p("", "正文")+p(`<w:rPr><w:vanish/></w:rPr>`, "连")+p("", "续")),
		"h1:标题。", "正文", "连续")
}

func TestCommentsMacrosTemplatesAndForeignPartsAreReported(t *testing.T) {
	t.Parallel()
	d := document(p("", "正文")+`<w:altChunk r:id="chunk"/>`).
		with("comments", "comments", `<w:comment w:id="1">`+p("", "此处待核")+`</w:comment><w:comment w:id="2">`+p("", "同意")+`</w:comment>`).
		with("settings", "settings", "").
		relate("word/_rels/settings.xml.rels", "t", "attachedTemplate", "https://elsewhere.example/t.dotm").
		link("chunk", "aFChunk", "part.html").link("m", "vbaProject", "vbaProject.bin")
	reads(t, d, "正文")
	leavesOut(t, d,
		flow.Omission{Kind: flow.Object, Count: 1, Sample: "part.html"},
		flow.Omission{Kind: flow.Comment, Count: 2, Sample: "此处待核"},
		flow.Omission{Kind: flow.Macro, Count: 1},
		flow.Omission{Kind: flow.External, Count: 1, Sample: "https://elsewhere.exampl…"},
	)
}
