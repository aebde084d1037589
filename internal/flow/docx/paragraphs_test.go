package docx

import (
	"testing"

	"jianbao/internal/flow"
)

func TestHeadingsAreKnownByLevelByStyleAndByTheNameOfAStyle(t *testing.T) {
	t.Parallel()
	d := document(
		p(`<w:outlineLvl w:val="2"/>`, "甲")+p(`<w:pStyle w:val="S1"/>`, "乙")+p(`<w:pStyle w:val="S2"/>`, "丙")+
			p(`<w:pStyle w:val="S3"/>`, "丁")+p(`<w:pStyle w:val="S1"/><w:outlineLvl w:val="9"/>`, "戊")+p(`<w:pStyle w:val="S4"/>`, "己"),
	).with("styles", "styles", `
		<w:style w:type="paragraph" w:styleId="S1"><w:name w:val="heading 1"/></w:style>
		<w:style w:type="paragraph" w:styleId="S2"><w:name w:val="栏目"/><w:basedOn w:val="S1"/></w:style>
		<w:style w:type="paragraph" w:styleId="S3"><w:name w:val="标题 2"/></w:style>
		<w:style w:type="paragraph" w:styleId="S4"><w:name w:val="TOC Heading"/><w:basedOn w:val="S1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>`)
	reads(t, d, "h3:甲", "h1:乙", "h1:丙", "h2:丁", "戊", "己")
	if got := d.read(t).Items[2].Paragraph.Style; got != "栏目" {
		t.Errorf("the style is %q", got)
	}
}

func TestLooksAreInheritedAndTogglesTurnAround(t *testing.T) {
	t.Parallel()
	d := document(
		p(`<w:pStyle w:val="Title"/>`, "方正")+
			`<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>`+r(`<w:rStyle w:val="Strong"/>`, "转")+r(`<w:b w:val="0"/>`, "平")+`</w:p>`+
			`<w:p>`+r(`<w:rStyle w:val="Strong"/><w:i/><w:u w:val="single"/>`, "重")+r(`<w:u w:val="none"/>`, "轻")+r(`<w:sz w:val="21"/>`, "小字")+`</w:p>`,
	).with("styles", "styles", `
		<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>
		<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>
		<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Base"/></w:style>
		<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>`)
	reads(t, d, "center:b(方正)", "center:转平", "u(i(b(重)))轻小字")
	items := d.read(t).Items
	if title := items[0].Paragraph; title.Size != 22 || !title.Bold {
		t.Errorf("the title is %+v", title)
	}
	if text := items[2].Paragraph; text.Size != 16 || text.Bold {
		t.Errorf("the text is %+v", text)
	}
}

func TestStylesBasedOnOneAnotherEnd(t *testing.T) {
	t.Parallel()
	reads(t, document(p(`<w:pStyle w:val="A"/>`, "一")).with("styles", "styles", `
		<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
		<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/><w:pPr><w:jc w:val="end"/></w:pPr></w:style>`),
		"end:一")
}

func TestPagesBeginWhereABreakIs(t *testing.T) {
	t.Parallel()
	const pageBreak = `<w:r><w:br w:type="page"/></w:r>`
	reads(t, document(
		p("", "一")+`<w:p>`+pageBreak+`</w:p>`+p("", "二")+
			`<w:p>`+r("", "三")+pageBreak+r("", "四")+`</w:p>`+
			`<w:p>`+pageBreak+r("", "五")+`</w:p>`+
			`<w:p>`+r("", "六")+pageBreak+`</w:p>`+p("", "七")+
			p("<w:pageBreakBefore/>", "八")+`<w:p><w:r><w:lastRenderedPageBreak/><w:t>九</w:t></w:r></w:p>`),
		"一", "", "page:二", "三", "page:四", "page:五", "六", "page:七", "page:八", "九")
}

func TestSectionsBeginPagesUnlessTheyGoOn(t *testing.T) {
	t.Parallel()
	reads(t, document(
		p(`<w:sectPr/>`, "一")+p(`<w:sectPr><w:type w:val="continuous"/></w:sectPr>`, "二")+p("", "")+p("", "三")+`<w:sectPr><w:type w:val="nextPage"/></w:sectPr>`),
		"一", "二", "", "page:三")
}

func TestWrappersDisappearAndTheirTextStays(t *testing.T) {
	t.Parallel()
	reads(t, document(
		`<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>`+p("", "一")+`</w:sdtContent></w:sdt>`+
			`<w:customXml w:element="x">`+p("", "二")+`</w:customXml>`+
			`<w:p><w:smartTag w:element="x">`+r("", "三")+`</w:smartTag><w:sdt><w:sdtContent>`+r("", "四")+`</w:sdtContent></w:sdt></w:p>`+
			`<new:frame>`+p("", "五")+`</new:frame>`),
		"一", "二", "三四")
}

func TestSignsWithElementsOfTheirOwnAreText(t *testing.T) {
	t.Parallel()
	reads(t, document(`<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:softHyphen/><w:cr/>`+
		`<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Arial" w:char="2460"/></w:r></w:p>`),
		"甲⇥乙⏎丙-⏎✓α①")
}

func TestBlanksCountOnlyWhereTheyAreToBeKept(t *testing.T) {
	t.Parallel()
	reads(t, document("<w:p><w:r><w:t>\n 一 </w:t></w:r>"+r("", " 二\n三 ")+"</w:p>"), "一 二 三 ")
}

func TestOfRubyTheBaseIsText(t *testing.T) {
	t.Parallel()
	reads(t, document(`<w:p><w:r><w:ruby><w:rt>`+r("", "lan")+`</w:rt><w:rubyBase>`+r("", "澜")+`</w:rubyBase></w:ruby></w:r>`+r("", "江")+`</w:p>`), "澜江")
}

func TestADropCapBelongsToItsWord(t *testing.T) {
	t.Parallel()
	reads(t, document(p(`<w:framePr w:dropCap="drop"/>`, "澜")+p("", "江省")), "澜江省")
}

func TestFramesAreBoxes(t *testing.T) {
	t.Parallel()
	reads(t, document(p(`<w:framePr w:w="100"/>`, "开放前沿")+p("", "正文")), "box:开放前沿", "正文")
}

func TestFormulasAreWrittenInOneLine(t *testing.T) {
	t.Parallel()
	mt := func(s string) string { return `<m:r><m:t>` + s + `</m:t></m:r>` }
	reads(t, document(`<w:p>`+r("", "面积")+`<m:oMath><m:sSup><m:e>`+mt("m")+`</m:e><m:sup>`+mt("2")+`</m:sup></m:sSup>`+
		`<m:f><m:num>`+mt("a")+`</m:num><m:den>`+mt("b")+`</m:den></m:f><m:d><m:e>`+mt("c")+`</m:e></m:d>`+
		`<m:rad><m:deg/><m:e>`+mt("d")+`</m:e></m:rad></m:oMath></w:p>`),
		"面积m^(2)a/b(c)√d")
}

func TestAFileOfTheStrictEditionReadsTheSame(t *testing.T) {
	t.Parallel()
	d := parts{
		"_rels/.rels": `<Relationships xmlns="` + relNS + `"><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document.xml"/></Relationships>`,
		"word/document.xml": `<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:pPr><x:jc x:val="end"/></x:pPr>` +
			`<x:r><x:rPr><x:b/></x:rPr><x:t>严格</x:t></x:r></x:p></x:body></x:document>`,
	}
	if got := dump(d.read(t).Items); len(got) != 1 || got[0] != "end:b(严格)" {
		t.Errorf("reads as %q", got)
	}
}

func TestAFileOfBlanksIsEmpty(t *testing.T) {
	t.Parallel()
	refuses(t, []byte(" \n"), flow.Error{Code: flow.Empty})
	refuses(t, document(p("", " ")).pack(t), flow.Error{Code: flow.Empty})
}
