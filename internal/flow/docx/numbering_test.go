package docx

import (
	"fmt"
	"strings"
	"testing"
)

// lvl defines a level.
func lvl(at int, format, text, more string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>%s<w:lvlText w:val="%s"/></w:lvl>`, at, format, more, text)
}

func abstract(id, content string) string {
	return `<w:abstractNum w:abstractNumId="` + id + `">` + content + `</w:abstractNum>`
}

func num(id, of, more string) string {
	return `<w:num w:numId="` + id + `"><w:abstractNumId w:val="` + of + `"/>` + more + `</w:num>`
}

// item is a paragraph on a level of a list.
func item(list string, level int, text string) string {
	return p(fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%s"/></w:numPr>`, level, list), text)
}

func TestTheFourLevelsOfAnOfficialDocumentCount(t *testing.T) {
	t.Parallel()
	reads(t, document(
		item("1", 0, "总体")+item("1", 1, "目标")+item("1", 2, "数量")+item("1", 3, "票数")+item("1", 3, "货值")+item("1", 1, "原则")+item("1", 2, "质量")+item("1", 0, "措施")+item("1", 1, "放行"),
	).with("numbering", "numbering", abstract("0",
		lvl(0, "chineseCountingThousand", "%1、", "")+lvl(1, "chineseCountingThousand", "（%2）", "")+lvl(2, "decimal", "%3.", "")+lvl(3, "decimal", "（%4）", ""))+num("1", "0", "")),
		"1:一、:总体", "2:（一）:目标", "3:1.:数量", "4:（1）:票数", "4:（2）:货值", "2:（二）:原则", "3:1.:质量", "1:二、:措施", "2:（一）:放行")
}

func TestListsShareTheirCountUnlessTheyStartAnew(t *testing.T) {
	t.Parallel()
	start := `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>`
	reads(t, document(
		item("1", 0, "甲")+item("2", 0, "乙")+item("3", 0, "丙")+item("3", 0, "丁")+p("", "段")+item("0", 0, "无")+item("9", 0, "失")+item("1", 0, "戊"),
	).with("numbering", "numbering", abstract("0", lvl(0, "decimal", "%1.", ""))+num("1", "0", "")+num("2", "0", "")+num("3", "0", start)),
		"1:1.:甲", "1:2.:乙", "1:5.:丙", "1:6.:丁", "段", "无", "失", "1:7.:戊")
}

func TestAnInstanceMayHaveItsOwnLevel(t *testing.T) {
	t.Parallel()
	own := `<w:lvlOverride w:ilvl="0">` + lvl(0, "upperRoman", "%1", "") + `</w:lvlOverride>`
	reads(t, document(item("1", 0, "甲")+item("2", 0, "乙")).with("numbering", "numbering",
		abstract("0", lvl(0, "decimal", "%1.", ""))+num("1", "0", "")+num("2", "0", own)),
		"1:1.:甲", "1:II:乙")
}

func TestLevelsRestartAsTheyAreTold(t *testing.T) {
	t.Parallel()
	for restart, want := range map[string]string{
		"":                          "3:1:三",
		`<w:lvlRestart w:val="0"/>`: "3:2:三",
		`<w:lvlRestart w:val="1"/>`: "3:2:三",
	} {
		reads(t, document(item("1", 0, "一")+item("1", 2, "二")+item("1", 1, "隔")+item("1", 2, "三")).with("numbering", "numbering",
			abstract("0", lvl(0, "decimal", "%1", "")+lvl(1, "decimal", "%2", "")+lvl(2, "decimal", "%3", restart))+num("1", "0", "")),
			"1:1:一", "3:1:二", "2:1:隔", want)
	}
}

func TestNumbersOfLevelsAboveAreWrittenToo(t *testing.T) {
	t.Parallel()
	reads(t, document(item("1", 1, "早")+item("1", 0, "一")+item("1", 1, "二")+item("1", 2, "三")).with("numbering", "numbering",
		abstract("0", lvl(0, "chineseCounting", "第%1章", "")+lvl(1, "decimal", "%1.%2", "")+lvl(2, "decimal", "%1.%2.%3 100%", "<w:isLgl/>"))+num("1", "0", "")),
		"2:一.1:早", "1:第一章:一", "2:一.1:二", "3:1.1.1 100%:三")
}

func TestStylesNumberTheirParagraphs(t *testing.T) {
	t.Parallel()
	d := document(p(`<w:pStyle w:val="H1"/>`, "栏目") + p(`<w:pStyle w:val="H2"/>`, "文章") + p(`<w:pStyle w:val="H2"/>`, "文章") +
		p(`<w:pStyle w:val="H2"/><w:numPr><w:numId w:val="0"/></w:numPr>`, "不编号"))
	d.with("styles", "styles", `
		<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
		<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>`)
	d.with("numbering", "numbering", abstract("0",
		lvl(0, "chineseCounting", "%1、", `<w:pStyle w:val="H1"/>`)+lvl(1, "chineseCounting", "（%2）", `<w:pStyle w:val="H2"/>`))+num("1", "0", ""))
	reads(t, d, "h1:1:一、:栏目", "h2:2:（一）:文章", "h2:2:（二）:文章", "h2:不编号")
}

func TestAListMayStandForThatOfAStyle(t *testing.T) {
	t.Parallel()
	d := document(item("2", 0, "甲"))
	d.with("styles", "styles", `<w:style w:type="numbering" w:styleId="Office"><w:name w:val="Office"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`)
	d.with("numbering", "numbering", abstract("0", `<w:styleLink w:val="Office"/>`+lvl(0, "ideographTraditional", "%1．", ""))+
		abstract("1", `<w:numStyleLink w:val="Office"/>`)+num("1", "0", "")+num("2", "1", ""))
	reads(t, d, "1:甲．:甲")
}

func TestBulletsOfPictureFontsAreDots(t *testing.T) {
	t.Parallel()
	font := func(name string) string { return `<w:rPr><w:rFonts w:ascii="` + name + `"/></w:rPr>` }
	reads(t, document(item("1", 0, "甲")+item("1", 1, "乙")+item("1", 2, "丙")+item("1", 3, "丁")+item("1", 4, "戊")).with("numbering", "numbering",
		abstract("0", lvl(0, "bullet", "\uf0b7", font("Symbol"))+lvl(1, "bullet", "l", font("Wingdings"))+lvl(2, "bullet", "–", "")+
			lvl(3, "bullet", "o", font("Courier New"))+lvl(4, "bullet", " ", ""))+num("1", "0", "")),
		"1:•:甲", "2:•:乙", "3:–:丙", "4:○:丁", "戊")
}

func TestNumbersOutOfBoundsAreBroughtWithin(t *testing.T) {
	t.Parallel()
	reads(t, document(item("1", -5, "甲")+item("1", 999999999, "乙")).with("numbering", "numbering",
		abstract("0", strings.Replace(lvl(0, "decimal", "%1", ""), `start w:val="1"`, `start w:val="99999999999999999999"`, 1)+
			strings.Replace(lvl(8, "decimal", "%9", ""), `start w:val="1"`, `start w:val="-7"`, 1))+num("1", "0", "")),
		"1:0:甲", "9:0:乙")
}
