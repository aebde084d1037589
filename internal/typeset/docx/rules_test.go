package docx

// What ECMA-376 (part 1, annex A, and part 2) asks of the elements that the writer uses, written down as tables. The package is read by
// checker_test.go against them; what is not named here may not stand in a file.

// sequences are the children that an element may have, in the order of its type (CT_PPr and so on). One that ends with * may be repeated.
var sequences = map[string][]string{
	"w:pPr": {
		"w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl", "w:numPr", "w:suppressLineNumbers", "w:pBdr", "w:shd",
		"w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi",
		"w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection",
		"w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr",
	},
	"w:rPr": {
		"w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:smallCaps", "w:strike", "w:dstrike", "w:outline", "w:shadow", "w:emboss",
		"w:imprint", "w:noProof", "w:snapToGrid", "w:vanish", "w:webHidden", "w:color", "w:spacing", "w:w", "w:kern", "w:position", "w:sz", "w:szCs",
		"w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish",
	},
	"w:sectPr": {
		"w:headerReference*", "w:footerReference*", "w:footnotePr", "w:endnotePr", "w:type", "w:pgSz", "w:pgMar", "w:paperSrc", "w:pgBorders", "w:lnNumType",
		"w:pgNumType", "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid",
	},
	"w:tblPr": {
		"w:tblStyle", "w:tblpPr", "w:tblOverlap", "w:bidiVisual", "w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW", "w:jc", "w:tblCellSpacing",
		"w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription",
	},
	"w:tcPr": {
		"w:cnfStyle", "w:tcW", "w:gridSpan", "w:hMerge", "w:vMerge", "w:tcBorders", "w:shd", "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark",
	},
	"w:tblBorders": {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"},
	"w:tblCellMar": {"w:top", "w:left", "w:bottom", "w:right"},
	"w:pBdr":       {"w:top", "w:left", "w:bottom", "w:right", "w:between", "w:bar"},
	"w:tbl":        {"w:tblPr", "w:tblGrid", "w:tr*"},
	"w:tr":         {"w:trPr", "w:tc*"},
	"w:trPr":       {"w:cantSplit", "w:trHeight", "w:tblHeader"},
	"w:tblGrid":    {"w:gridCol*"},
	"w:tabs":       {"w:tab*"},
	"w:style": {
		"w:name", "w:aliases", "w:basedOn", "w:next", "w:link", "w:autoRedefine", "w:hidden", "w:uiPriority", "w:semiHidden", "w:unhideWhenUsed", "w:qFormat",
		"w:locked", "w:rsid", "w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr",
	},
	"w:styles":      {"w:docDefaults", "w:latentStyles", "w:style*"},
	"w:docDefaults": {"w:rPrDefault", "w:pPrDefault"},
	"w:rPrDefault":  {"w:rPr"},
	"w:pPrDefault":  {"w:pPr"},
	"w:settings": {
		"w:writeProtection", "w:view", "w:zoom", "w:embedTrueTypeFonts", "w:mirrorMargins", "w:alignBordersAndEdges", "w:bordersDoNotSurroundHeader",
		"w:bordersDoNotSurroundFooter", "w:defaultTabStop", "w:autoHyphenation", "w:evenAndOddHeaders", "w:drawingGridHorizontalSpacing",
		"w:drawingGridVerticalSpacing", "w:noPunctuationKerning", "w:characterSpacingControl", "w:strictFirstAndLastChars", "w:footnotePr", "w:endnotePr",
		"w:compat", "w:docVars", "w:rsids", "w:themeFontLang", "w:clrSchemeMapping", "w:decimalSymbol", "w:listSeparator",
	},
	"w:compat":            {"w:spaceForUL", "w:balanceSingleByteDoubleByteWidth", "w:ulTrailSpace", "w:doNotExpandShiftReturn", "w:useFELayout", "w:compatSetting*"},
	"w:footnotePr":        {"w:pos", "w:numFmt", "w:numStart", "w:numRestart", "w:footnote*"},
	"w:fonts":             {"w:font*"},
	"w:font":              {"w:altName", "w:panose1", "w:charset", "w:family", "w:notTrueType", "w:pitch", "w:sig"},
	"w:document":          {"w:body"},
	"w:body":              {"w:p*|w:tbl*|w:sdt*", "w:sectPr"},
	"w:hdr":               {"w:p*|w:tbl*"},
	"w:ftr":               {"w:p*|w:tbl*"},
	"w:footnotes":         {"w:footnote*"},
	"w:footnote":          {"w:p*"},
	"w:tc":                {"w:tcPr", "w:p*|w:tbl*"},
	"w:txbxContent":       {"w:p*|w:tbl*"},
	"w:sdt":               {"w:sdtPr", "w:sdtEndPr", "w:sdtContent"},
	"w:sdtPr":             {"w:docPartObj"},
	"w:docPartObj":        {"w:docPartGallery", "w:docPartCategory", "w:docPartUnique"},
	"w:sdtContent":        {"w:p*|w:tbl*"},
	"w:p":                 {"w:pPr", "w:r*|w:hyperlink*|w:bookmarkStart*|w:bookmarkEnd*"},
	"w:hyperlink":         {"w:r*"},
	"w:r":                 {"w:rPr", "w:t*|w:br*|w:tab*|w:fldChar*|w:instrText*|w:footnoteReference*|w:footnoteRef*|w:separator*|w:continuationSeparator*|w:drawing*|w:pict*|mc:AlternateContent*"},
	"w:drawing":           {"wp:inline|wp:anchor"},
	"wp:inline":           {"wp:extent", "wp:effectExtent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"},
	"wp:anchor":           {"wp:simplePos", "wp:positionH", "wp:positionV", "wp:extent", "wp:effectExtent", "wp:wrapNone", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"},
	"wp:positionH":        {"wp:align|wp:posOffset"},
	"wp:positionV":        {"wp:align|wp:posOffset"},
	"pic:pic":             {"pic:nvPicPr", "pic:blipFill", "pic:spPr"},
	"pic:nvPicPr":         {"pic:cNvPr", "pic:cNvPicPr"},
	"pic:blipFill":        {"a:blip", "a:srcRect", "a:stretch"},
	"pic:spPr":            {"a:xfrm", "a:custGeom|a:prstGeom", "a:noFill", "a:ln"},
	"a:xfrm":              {"a:off", "a:ext"},
	"a:graphic":           {"a:graphicData"},
	"a:graphicData":       {"pic:pic|wps:wsp"},
	"wps:wsp":             {"wps:cNvPr", "wps:cNvSpPr", "wps:spPr", "wps:style", "wps:txbx", "wps:bodyPr"},
	"wps:spPr":            {"a:xfrm", "a:prstGeom", "a:noFill", "a:ln"},
	"wps:txbx":            {"w:txbxContent"},
	"mc:AlternateContent": {"mc:Choice*", "mc:Fallback"},
	"rel:Relationships":   {"rel:Relationship*"},
	"ct:Types":            {"ct:Default*", "ct:Override*"},
}

// required are the attributes without which an element means nothing.
var required = map[string][]string{
	"w:style": {"w:type", "w:styleId"}, "w:name": {"w:val"}, "w:basedOn": {"w:val"}, "w:next": {"w:val"}, "w:pStyle": {"w:val"}, "w:rStyle": {"w:val"},
	"w:jc": {"w:val"}, "w:sz": {"w:val"}, "w:szCs": {"w:val"}, "w:color": {"w:val"}, "w:outlineLvl": {"w:val"}, "w:vertAlign": {"w:val"}, "w:u": {"w:val"},
	"w:gridSpan": {"w:val"}, "w:vAlign": {"w:val"}, "w:tblHeader": nil, "w:gridCol": {"w:w"}, "w:tblW": {"w:w", "w:type"}, "w:tcW": {"w:w", "w:type"},
	"w:pgSz": {"w:w", "w:h"}, "w:pgMar": {"w:top", "w:right", "w:bottom", "w:left", "w:header", "w:footer", "w:gutter"}, "w:docGrid": {"w:type", "w:linePitch"},
	"w:headerReference": {"w:type", "r:id"}, "w:footerReference": {"w:type", "r:id"}, "w:bookmarkStart": {"w:id", "w:name"}, "w:bookmarkEnd": {"w:id"},
	"w:fldChar": {"w:fldCharType"}, "w:footnote": {"w:id"}, "w:footnoteReference": {"w:id"}, "w:font": {"w:name"}, "w:altName": {"w:val"}, "w:charset": {"w:val"},
	"wp:extent": {"cx", "cy"}, "a:ext": {"cx", "cy"}, "a:off": {"x", "y"}, "wp:docPr": {"id", "name"}, "pic:cNvPr": {"id", "name"}, "a:blip": {"r:embed"},
	"a:graphicData": {"uri"}, "a:prstGeom": {"prst"}, "mc:Choice": {"Requires"}, "w:compatSetting": {"w:name", "w:uri", "w:val"}, "rel:Relationship": {"Id", "Type", "Target"},
	"ct:Default": {"Extension", "ContentType"}, "ct:Override": {"PartName", "ContentType"}, "w:zoom": {"w:percent"}, "w:lang": {"w:val", "w:eastAsia"},
	"wp:anchor": {"simplePos", "relativeHeight", "behindDoc", "locked", "layoutInCell", "allowOverlap"}, "wp:positionH": {"relativeFrom"}, "wp:positionV": {"relativeFrom"},
	"w:docPartGallery": {"w:val"}, "v:shape": {"id", "type", "style"}, "v:textpath": nil,
}

// numbers are attributes whose values are whole numbers.
var numbers = map[string][]string{
	"w:sz": {"w:val"}, "w:szCs": {"w:val"}, "w:outlineLvl": {"w:val"}, "w:gridSpan": {"w:val"}, "w:gridCol": {"w:w"}, "w:tblW": {"w:w"}, "w:tcW": {"w:w"},
	"w:pgSz": {"w:w", "w:h"}, "w:pgMar": {"w:top", "w:right", "w:bottom", "w:left", "w:header", "w:footer", "w:gutter"}, "w:docGrid": {"w:linePitch"},
	"w:ind": {"w:left", "w:right", "w:firstLine", "w:firstLineChars", "w:hanging"}, "wp:extent": {"cx", "cy"}, "a:ext": {"cx", "cy"}, "wp:docPr": {"id"},
	"w:bookmarkStart": {"w:id"}, "w:bookmarkEnd": {"w:id"}, "w:footnote": {"w:id"}, "w:footnoteReference": {"w:id"}, "w:tab": {"w:pos"}, "w:trHeight": {"w:val"},
}

// choices are attributes with few values.
var choices = map[string]map[string][]string{
	"w:jc":              {"w:val": {"both", "left", "center", "right"}},
	"w:fldChar":         {"w:fldCharType": {"begin", "separate", "end"}},
	"w:vertAlign":       {"w:val": {"superscript", "subscript"}},
	"w:vMerge":          {"w:val": {"", "restart", "continue"}},
	"w:docGrid":         {"w:type": {"lines"}},
	"w:headerReference": {"w:type": {"default", "even", "first"}},
	"w:footerReference": {"w:type": {"default", "even", "first"}},
	"w:footnote":        {"w:type": {"", "separator", "continuationSeparator"}},
	"w:style":           {"w:type": {"paragraph", "character", "table", "numbering"}},
	"wp:align":          {},
}

// kindOf are the content types of parts, by how their names begin.
var kindOf = []struct{ name, kind string }{
	{"word/document.xml", kinds + "document.main+xml"},
	{"word/styles.xml", kinds + "styles+xml"},
	{"word/settings.xml", kinds + "settings+xml"},
	{"word/fontTable.xml", kinds + "fontTable+xml"},
	{"word/footnotes.xml", kinds + "footnotes+xml"},
	{"word/header", kinds + "header+xml"},
	{"word/footer", kinds + "footer+xml"},
	{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
	{"docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"},
	{"word/media/", "image/"},
	{"_rels/", relsType},
	{"word/_rels/", relsType},
}

// relatedBy is the kind of relationship that an element's r:id or r:embed leads along.
var relatedBy = map[string]string{
	"w:hyperlink": "hyperlink", "w:headerReference": "header", "w:footerReference": "footer", "a:blip": "image",
}
