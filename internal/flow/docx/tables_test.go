package docx

import (
	"strings"
	"testing"
)

func TestMergedCellsSpanAndCoveredOnesAreNotListed(t *testing.T) {
	t.Parallel()
	header := `<w:trPr><w:tblHeader/></w:trPr>`
	reads(t, document(tbl(
		tr(header, tc("", "港区"), tc(`<w:gridSpan w:val="2"/>`, "票数")),
		tr(tc(`<w:vMerge w:val="restart"/>`, "东港"), tc("", "七月"), tc("", "128")),
		tr(tc(`<w:vMerge/>`, ""), tc("", "八月"), tc("", "146")),
		tr(header, tc(`<w:vMerge w:val="restart"/>`, "西港"), tc(`<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>`, "无")),
		tr(tc(`<w:vMerge w:val="continue"/>`, "余"), tc(`<w:gridSpan w:val="2"/><w:vMerge w:val="continue"/>`, "")),
	)+p("", "后")),
		"table 1", "row | 港区 |2x1 票数", "row |1x2 东港 | 七月 | 128", "row | 八月 | 146", "row |1x2 西港 / 余 |2x2 无", "row", "后")
}

func TestAMergeThatGoesOnFromNothingIsACell(t *testing.T) {
	t.Parallel()
	reads(t, document(tbl(tr(tc(`<w:vMerge/>`, "甲"), tc("", "乙")), tr(tc(`<w:vMerge/><w:gridSpan w:val="2"/>`, "丙")))),
		"table 0", "row | 甲 | 乙", "row |2x1 丙")
}

func TestRowsThatAreIndentedKeepTheirColumns(t *testing.T) {
	t.Parallel()
	reads(t, document(tbl(tr(`<w:trPr><w:gridBefore w:val="2"/></w:trPr>`, tc("", "甲")), tr(tc("", "乙"), `<w:trPr><w:gridAfter w:val="2"/></w:trPr>`))),
		"table 0", "row |2x1 | 甲", "row | 乙 |2x1")
}

func TestOldMergesToTheRightSpan(t *testing.T) {
	t.Parallel()
	reads(t, document(tbl(tr(tc(`<w:hMerge w:val="restart"/>`, "甲"), tc(`<w:hMerge w:val="continue"/>`, "余"), tc("", "乙")))),
		"table 0", "row |2x1 甲 / 余 | 乙")
}

func TestTablesInCellsAreParagraphsInOrder(t *testing.T) {
	t.Parallel()
	inner := tbl(tr(tc("", "内一"), tc("", "内二")))
	reads(t, document(tbl(tr(`<w:tc>`+p("", "前")+inner+p("", "后")+`</w:tc>`))), "table 0", "row | 前 / 内一 / 内二 / 后")
}

func TestRowsAndCellsInWrappersAreRead(t *testing.T) {
	t.Parallel()
	reads(t, document(tbl(`<w:sdt><w:sdtContent>`+tr(`<w:sdt><w:sdtContent>`+tc("", "甲")+`</w:sdtContent></w:sdt>`, tc("", "乙"))+`</w:sdtContent></w:sdt>`)),
		"table 0", "row | 甲 | 乙")
}

func TestSpansOutOfBoundsAreBroughtWithin(t *testing.T) {
	t.Parallel()
	reads(t, document(tbl(tr(`<w:trPr><w:gridBefore w:val="-3"/></w:trPr>`, tc(`<w:gridSpan w:val="999999999"/>`, "甲"), tc(`<w:gridSpan w:val="-1"/>`, "乙")))),
		"table 0", "row |63x1 甲 | 乙")
}

func TestAPageMayBeginWithATable(t *testing.T) {
	t.Parallel()
	reads(t, document(p("", "前")+`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`+tbl(tr(tc("", "甲")))), "前", "", "table 0", "row | page:甲")
}

func TestTheStyleOfATableCountsInItsCells(t *testing.T) {
	t.Parallel()
	d := document(strings.Replace(tbl(tr(tc("", "甲"))), "<w:tbl>", `<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr>`, 1) + p("", "乙"))
	d.with("styles", "styles", `<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:rPr><w:b/></w:rPr></w:style>`)
	reads(t, d, "table 0", "row | b(甲)", "乙")
}
