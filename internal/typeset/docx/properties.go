package docx

import (
	"strconv"
	"time"
)

// properties writes the parts that say what the file is and how it is to be opened.
func (f *file) properties() {
	f.settings()
	f.fontTable()
	i := f.paper.Info
	var m markup
	m.put(xmlHead, `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	for _, e := range []struct{ element, value string }{{"dc:title", i.Title}, {"dc:subject", i.Subject}, {"dc:creator", i.Author}, {"cp:keywords", i.Keywords}, {"cp:lastModifiedBy", i.Author}} {
		if e.value != "" {
			m.put("<", e.element, ">")
			m.text(e.value)
			m.put("</", e.element, ">")
		}
	}
	for _, e := range []string{"created", "modified"} {
		m.put("<dcterms:", e, ` xsi:type="dcterms:W3CDTF">`, f.date().Format(time.RFC3339), "</dcterms:", e, ">")
	}
	m.put(`<dc:language>zh-CN</dc:language></cp:coreProperties>`)
	f.add("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", m.b)

	var app markup
	app.put(xmlHead, `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Pages>`, strconv.Itoa(len(f.pages.Pages)), `</Pages><Application>Jianbao</Application>`)
	if i.Author != "" {
		app.put("<Company>")
		app.text(i.Author)
		app.put("</Company>")
	}
	app.put("</Properties>")
	f.add("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", app.b)
}

// settings holds nothing that makes a program ask a question: fields stand as they were written.
func (f *file) settings() {
	var m markup
	m.put(xmlHead, "<w:settings", spaces, `><w:zoom w:percent="100"/><w:mirrorMargins/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>`)
	m.put("<w:defaultTabStop", numAttr("val", 420), `/><w:evenAndOddHeaders/>`)
	m.put(`<w:drawingGridVerticalSpacing`, numAttr("val", twips(f.g.Pitch)/2), `/><w:characterSpacingControl w:val="compressPunctuation"/>`)
	m.put(`<w:footnotePr>`, noteNumbers, `<w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>`)
	m.put(`<w:compat><w:doNotExpandShiftReturn/><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>`)
	m.put(`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`)
	f.add("word/settings.xml", kinds+"settings+xml", m.b)
	f.main.id("settings", "settings.xml", false)
}

// substitutes are the names under which a machine may have an official font that it lacks by its own name.
var substitutes = map[string]string{
	"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "黑体": "SimHei", "宋体": "SimSun", "方正小标宋简体": "方正小标宋_GBK",
}

// fontTable names the fonts that the styles ask for.
func (f *file) fontTable() {
	var m markup
	m.put(xmlHead, "<w:fonts", spaces, ">")
	n := f.paper.Names
	seen := make(map[string]bool)
	for _, font := range []struct{ name, charset, family, pitch string }{
		{n.Body, "86", "modern", "fixed"},
		{n.Section, "86", "modern", "fixed"},
		{n.Article, "86", "modern", "fixed"},
		{n.Title, "86", "script", "fixed"},
		{n.Song, "86", "auto", "variable"},
		{n.Latin, "00", "roman", "variable"},
	} {
		if font.name == "" || seen[font.name] {
			continue
		}
		seen[font.name] = true
		m.put("<w:font", attr("w:name", font.name), ">")
		if other := substitutes[font.name]; other != "" {
			m.val("altName", other)
		}
		m.val("charset", font.charset)
		m.val("family", font.family)
		m.val("pitch", font.pitch)
		m.put("</w:font>")
	}
	m.put("</w:fonts>")
	f.add("word/fontTable.xml", kinds+"fontTable+xml", m.b)
	f.main.id("fontTable", "fontTable.xml", false)
}
