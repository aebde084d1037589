package docx

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"jianbao/internal/typeset"
)

// named are the styles as Word files call them. Word, WPS and LibreOffice know the English names and show them in the reader's language;
// the others are read as they stand.
var named = map[typeset.StyleName]struct{ id, name string }{
	typeset.StyleAccess:     {"Access", "内部资料"},
	typeset.StyleTitle:      {"Title", "Title"},
	typeset.StyleNumber:     {"IssueNumber", "期号"},
	typeset.StyleImprint:    {"Imprint", "编印单位"},
	typeset.StyleContents:   {"TOCHeading", "TOC Heading"},
	typeset.StyleTOC1:       {"TOC1", "toc 1"},
	typeset.StyleTOC2:       {"TOC2", "toc 2"},
	typeset.StyleSection:    {"Heading1", "heading 1"},
	typeset.StyleArticle:    {"Heading2", "heading 2"},
	typeset.StyleHeading1:   {"Heading3", "heading 3"},
	typeset.StyleHeading2:   {"Heading4", "heading 4"},
	typeset.StyleHeading3:   {"Heading5", "heading 5"},
	typeset.StyleBody:       {"BodyText", "Body Text"},
	typeset.StyleItem:       {"List", "List"},
	typeset.StyleQuote:      {"Quote", "Quote"},
	typeset.StyleEditorNote: {"EditorNote", "编者按"},
	typeset.StyleAttachment: {"Attachment", "附件"},
	typeset.StyleCredits:    {"Credits", "供稿"},
	typeset.StyleGap:        {"Gap", "撤稿"},
	typeset.StyleCaption:    {"Caption", "caption"},
	typeset.StyleFigure:     {"Figure", "图片"},
	typeset.StyleCell:       {"TableText", "表格文字"},
	typeset.StyleCellShort:  {"TableFigure", "表格数字"},
	typeset.StyleCellHead:   {"TableHead", "表头"},
	typeset.StyleFootnote:   {"FootnoteText", "footnote text"},
	typeset.StyleFoot:       {"Colophon", "版记"},
	typeset.StyleMakers:     {"Makers", "编审"},
	typeset.StylePage:       {"Footer", "footer"},
	typeset.StyleHead:       {"Header", "header"},
	typeset.StyleSheet:      {"SheetTitle", "单据标题"},
	typeset.StyleForm:       {"SheetHeading", "单据小标题"},
	typeset.StyleOpinion:    {"Opinion", "签署意见"},
	typeset.StyleRemark:     {"Remark", "备注"},
}

// deepest is how many levels of lists below the first have styles of their own.
const deepest = 4

// itemStyle is the style of the items of a level below the first: Word knows List 2 to List 5.
func itemStyle(level int) typeset.StyleName {
	return typeset.StyleName("List " + strconv.Itoa(level+1))
}

// styled is the style that a paragraph asks for, and how much further in it stands than that style says.
func styled(p *typeset.Para) (name typeset.StyleName, in float64) {
	level := int(p.In)
	if p.Style == typeset.StyleItem && p.In == float64(level) && level >= 1 && level <= deepest {
		return itemStyle(level), 0
	}
	return p.Style, p.In
}

// styleID is the name by which paragraphs ask for a style.
func styleID(s typeset.StyleName) string {
	if n, known := named[s]; known {
		return n.id
	}
	var id strings.Builder
	for _, r := range s {
		if r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') {
			id.WriteRune(r)
		}
	}
	return "X" + id.String()
}

const normal = "Normal"

// style writes the part of the styles.
func (f *file) style() {
	var m markup
	m.put(xmlHead, "<w:styles", spaces, "><w:docDefaults><w:rPrDefault><w:rPr>")
	body := f.paper.Styles[typeset.StyleBody]
	f.fonts(&m, cmp.Or(body.Font, typeset.FangSong), false)
	m.num("sz", 21)
	m.num("szCs", 21)
	m.put(`<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>`, lineRules, `</w:pPr></w:pPrDefault></w:docDefaults>`)
	m.put(`<w:style w:type="paragraph" w:default="1" w:styleId="`, normal, `"><w:name w:val="Normal"/><w:qFormat/>`)
	plain := body
	plain.First = 0
	f.look(&m, typeset.StyleBody, plain)
	m.put(`</w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>`)
	m.put(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	m.put(`<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>`)
	for _, name := range slices.Sorted(maps.Keys(f.paper.Styles)) {
		f.paragraphStyle(&m, name, f.paper.Styles[name])
	}
	for level := range deepest {
		s := f.paper.Styles[typeset.StyleItem]
		s.Indent += float64(level + 1)
		f.paragraphStyle(&m, itemStyle(level+1), s)
	}
	m.put(`<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>`)
	m.put(`<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/></w:style>`)
	m.put("</w:styles>")
	f.add("word/styles.xml", kinds+"styles+xml", m.b)
	f.main.id("styles", "styles.xml", false)
}

// lineRules is how lines of Chinese break (GB/T 15834-2011, 5.1): marks neither begin nor end lines wrongly, and no space is made between
// Han characters and others, so that the columns of the page stay. A mark that no longer fits may hang in the margin, as in every file that
// Word makes in Chinese: LibreOffice takes this switch the wrong way round, and prints no mark at all where it lets one hang.
const lineRules = `<w:kinsoku/><w:wordWrap/><w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/>`

func (f *file) paragraphStyle(m *markup, name typeset.StyleName, s typeset.Style) {
	n, known := named[name]
	if !known {
		n.id, n.name = styleID(name), string(name)
	}
	m.put(`<w:style w:type="paragraph"`)
	if !known && !strings.HasPrefix(n.name, "List ") || !builtIn(n.name) {
		m.put(` w:customStyle="1"`)
	}
	m.put(attr("w:styleId", n.id), ">")
	m.val("name", n.name)
	m.val("basedOn", normal)
	if next := following(name); next != "" {
		m.val("next", next)
	}
	m.put("<w:qFormat/>")
	f.look(m, name, s)
	m.put("</w:style>")
}

// builtIn reports whether a name is one of Word's own.
func builtIn(name string) bool { return name[0] < 0x80 }

// following is the style of the paragraph that a person begins after one of this style.
func following(name typeset.StyleName) string {
	switch name {
	case typeset.StyleSection:
		return styleID(typeset.StyleArticle)
	case typeset.StyleArticle, typeset.StyleHeading1, typeset.StyleHeading2, typeset.StyleHeading3:
		return styleID(typeset.StyleBody)
	default:
		return ""
	}
}

// look writes how a style looks, paragraph and type.
func (f *file) look(m *markup, name typeset.StyleName, s typeset.Style) {
	if name == typeset.StyleTOC2 {
		s.RightSide = 0 // LibreOffice does not draw the number where it stands beyond the text
	}
	m.inside("pPr", func() {
		m.flag(s.KeepNext, "keepNext")
		m.flag(s.KeepLines, "keepLines")
		borders(m, s)
		if name == typeset.StyleTOC2 {
			m.put(`<w:tabs><w:tab w:val="right" w:leader="dot"`, numAttr("pos", f.measure()), "/></w:tabs>")
		}
		m.put(`<w:snapToGrid`, onOff(s.Pitch == f.g.Pitch), `/>`)
		spacing(m, s)
		f.indent(m, s)
		align(m, s.Align)
		if s.Outline > 0 {
			m.num("outlineLvl", s.Outline-1)
		}
	})
	m.inside("rPr", func() {
		f.fonts(m, s.Font, s.OwnLatin)
		if s.Bold {
			m.put("<w:b/><w:bCs/>")
		}
		if s.Colour != typeset.Black {
			m.val("color", ink(s.Colour))
		}
		if t := tracking(s.Tracking); t != 0 {
			m.num("spacing", t)
		}
		m.num("sz", halves(s.Size))
		m.num("szCs", halves(s.Size))
	})
}

func onOff(on bool) string {
	if on {
		return ""
	}
	return ` w:val="0"`
}

// tracking is rounded down: a twentieth of a point too much on each character, and the line holds one less.
func tracking(p typeset.Points) int {
	t := int(p * 20)
	if typeset.Points(t) > p*20 {
		t--
	}
	return t
}

func spacing(m *markup, s typeset.Style) {
	m.put("<w:spacing", numAttr("before", twips(s.Before)), numAttr("after", twips(s.After)))
	if s.Pitch > 0 {
		m.put(numAttr("line", twips(s.Pitch)), ` w:lineRule="exact"`)
	} else {
		m.put(` w:line="240" w:lineRule="auto"`)
	}
	m.put("/>")
}

// indent writes indents. A first line is set in by characters too, as Chinese paragraphs are. Rules are as wide as the measure, but
// Word draws them between the indents: a ruled paragraph has none, and only its first line is set in.
func (f *file) indent(m *markup, s typeset.Style) {
	em := s.Size
	left, right, first := twips(typeset.Points(s.Indent)*em), twips(typeset.Points(s.RightSide)*em), twips(typeset.Points(s.First)*em)
	if ruled(s) {
		left, right, first = 0, 0, left+first
	}
	m.put("<w:ind", numAttr("left", left), numAttr("right", right))
	switch {
	case first < 0:
		m.put(numAttr("hanging", -first))
	case first > 0 && !ruled(s):
		m.put(numAttr("firstLineChars", int(s.First*100)), numAttr("firstLine", first))
	default:
		m.put(numAttr("firstLine", first))
	}
	m.put("/>")
}

func ruled(s typeset.Style) bool { return s.Over.Width > 0 || s.Under.Width > 0 }

func align(m *markup, a typeset.Align) {
	m.val("jc", map[typeset.Align]string{typeset.Justify: "both", typeset.Left: "left", typeset.Centre: "center", typeset.Right: "right"}[a])
}

func borders(m *markup, s typeset.Style) {
	m.inside("pBdr", func() {
		border(m, "top", s.Over)
		border(m, "bottom", s.Under)
	})
}

// border writes a rule; Word counts its width in eighths of a point.
func border(m *markup, side string, r typeset.Rule) {
	if r.Width <= 0 {
		return
	}
	m.put("<w:", side, ` w:val="single"`, numAttr("sz", max(2, int(r.Width*8+0.5))), numAttr("space", min(31, int(r.Gap+0.5))), attr("w:color", ink(r.Colour)), "/>")
}

func ink(c typeset.Colour) string {
	s := strconv.FormatUint(uint64(c)&0xFFFFFF, 16)
	return strings.ToUpper(strings.Repeat("0", 6-len(s)) + s)
}

// fonts names the fonts of a role. own: Latin text is set in the role's font too.
func (f *file) fonts(m *markup, role typeset.FontRole, own bool) {
	east, latin := f.fontNames(role)
	if own {
		latin = east
	}
	m.put("<w:rFonts", attr("w:ascii", latin), attr("w:hAnsi", latin), attr("w:eastAsia", east), attr("w:cs", latin), "/>")
}

func (f *file) fontNames(role typeset.FontRole) (east, latin string) {
	n := f.paper.Names
	switch role {
	case typeset.Hei:
		return n.Section, n.Section // Latin letters in 黑体 are set in it, as offices do
	case typeset.Kai:
		return n.Article, n.Latin
	case typeset.Song:
		return n.Song, n.Latin
	case typeset.BiaoSong:
		return n.Title, n.Latin
	default:
		return n.Body, n.Latin
	}
}

// measure is the width of the type area as the file has it.
func (f *file) measure() int { return twips(f.g.Width) - twips(f.g.Inner) - twips(f.g.Outer) }
