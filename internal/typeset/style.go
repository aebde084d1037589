package typeset

// FontRole names a kind of type by what official paper calls it. Which file or font name serves it is decided by Fonts.
type FontRole int

// The kinds of type (GB/T 9704-2012, 7.2–7.3).
const (
	Inherit  FontRole = iota // what the style says
	FangSong                 // 仿宋: running text
	Kai                      // 楷体: second level, notes
	Hei                      // 黑体: first level
	Song                     // 宋体: page numbers, tables
	BiaoSong                 // 小标宋: the bulletin's name and titles
)

// Colour is a colour of type and rules as 0xRRGGBB; Black is the zero value and 0xFF0000 the red of print files.
type Colour uint32

// The colours that print.
const (
	Black Colour = 0x000000
	Red   Colour = 0xFF0000
	Grey  Colour = 0x595959
)

// Align says how the lines of a paragraph stand in the measure.
type Align int

// The ways of standing.
const (
	Justify Align = iota // both edges, the last line at the left
	Left
	Centre
	Right
)

// StyleName names a paragraph style; Word files carry it.
type StyleName string

// The styles of a bulletin.
const (
	StyleAccess     StyleName = "access"    // 内部资料 注意保存
	StyleTitle      StyleName = "name"      // the bulletin's name
	StyleNumber     StyleName = "number"    // 第232期
	StyleImprint    StyleName = "imprint"   // host and date, over the red rule
	StyleContents   StyleName = "contents"  // 目录
	StyleTOC1       StyleName = "toc 1"     // a section in the contents
	StyleTOC2       StyleName = "toc 2"     // an article in the contents
	StyleSection    StyleName = "heading 1" // 一、
	StyleArticle    StyleName = "heading 2" // （一）
	StyleHeading1   StyleName = "heading 3" // levels below the article's title
	StyleHeading2   StyleName = "heading 4"
	StyleHeading3   StyleName = "heading 5"
	StyleBody       StyleName = "body"
	StyleItem       StyleName = "item"
	StyleQuote      StyleName = "quote"
	StyleEditorNote StyleName = "editor note" // 编者按
	StyleAttachment StyleName = "attachment"
	StyleCredits    StyleName = "credits" // （供稿：…）
	StyleGap        StyleName = "gap"     // a withdrawn article
	StyleCaption    StyleName = "caption"
	StyleFigure     StyleName = "figure" // holds a picture
	StyleCell       StyleName = "table text"
	StyleCellShort  StyleName = "table figure" // figures and words, centred
	StyleCellHead   StyleName = "table head"
	StyleFootnote   StyleName = "footnote text"
	StyleFoot       StyleName = "colophon" // 报 送 发
	StyleMakers     StyleName = "makers"   // 责任编辑 审核 签发
	StylePage       StyleName = "page number"
	StyleHead       StyleName = "running head"

	// Of the papers that go with an issue through its review.
	StyleSheet   StyleName = "sheet title" // 《…》审签单
	StyleForm    StyleName = "sheet heading"
	StyleOpinion StyleName = "opinion"
	StyleRemark  StyleName = "remark" // what has to be known about a decision or a change, small
)

// Style is how a paragraph looks. Indents are in characters of its own size, because that is how Chinese type is set.
type Style struct {
	Font      FontRole
	Size      Points
	Bold      bool
	Colour    Colour
	Align     Align
	Pitch     Points // height of each line, exactly
	Before    Points // space before; none at the top of a page
	After     Points
	First     float64 // indent of the first line, beyond Indent; less than 0: hanging
	Indent    float64 // of all lines at the left
	RightSide float64 // of all lines at the right
	Tracking  Points  // added to the width of every Han character
	Outline   int     // level in the document's outline, from 1; 0: none
	KeepNext  bool    // stands on the page on which the next block begins
	KeepLines bool    // is not divided
	OwnLatin  bool    // European letters and digits stand in Font too, not in the font for European text
	Over      Rule    // a rule above, as wide as the measure
	Under     Rule    // and one below
}

// Rule is a line across the measure; of no width it is none.
type Rule struct {
	Width  Points
	Colour Colour
	Gap    Points // between it and the text
}

// Sheet are the styles of a paper.
type Sheet map[StyleName]Style

// OfficialSheet are the styles of a bulletin on a page: the levels of GB/T 9704-2012 (7.3.3: 黑体, 楷体, 仿宋), all of the size of running
// text, and the masthead of bulletins.
func OfficialSheet(g Geometry) Sheet {
	body := Style{Font: FangSong, Size: g.Size, Pitch: g.Pitch, Tracking: g.Tracking(), First: 2}
	with := func(change func(*Style)) Style {
		s := body
		change(&s)
		return s
	}
	small := func(size, pitch Points, change func(*Style)) Style {
		s := Style{Font: FangSong, Size: size, Pitch: pitch}
		change(&s)
		return s
	}
	return Sheet{
		StyleAccess: with(func(s *Style) { s.Font, s.First, s.Align = Hei, 0, Left }),
		StyleTitle:  {Font: BiaoSong, Size: 60, Pitch: 84, Colour: Red, Align: Centre, Before: 12, After: 6, KeepNext: true},
		StyleNumber: with(func(s *Style) { s.Font, s.First, s.Align, s.KeepNext = Kai, 0, Centre, true }),
		StyleImprint: with(func(s *Style) {
			s.First, s.Indent, s.RightSide, s.Align, s.Before, s.After = 0, 1, 1, Left, 6, g.Pitch
			s.Under = Rule{1.5, Red, 4}
			s.KeepNext = true
		}),
		StyleContents: with(func(s *Style) { s.Font, s.First, s.Align, s.KeepNext, s.After = Hei, 0, Centre, true, 6 }),
		StyleTOC1:     with(func(s *Style) { s.Font, s.First, s.Align, s.KeepNext = Hei, 0, Left, true }),
		StyleTOC2:     with(func(s *Style) { s.First, s.Indent, s.RightSide, s.Align = -3, 3, 2, Justify }),
		StyleSection:  with(func(s *Style) { s.Font, s.Align, s.Outline, s.KeepNext, s.Before = Hei, Left, 1, true, g.Pitch }),
		StyleArticle: with(func(s *Style) {
			s.Font, s.Bold, s.Align, s.Outline, s.KeepNext, s.KeepLines = Kai, true, Left, 2, true, true
		}),
		StyleHeading1:   with(func(s *Style) { s.Bold, s.Align, s.Outline, s.KeepNext = true, Left, 3, true }),
		StyleHeading2:   with(func(s *Style) { s.Align, s.Outline, s.KeepNext = Left, 4, true }),
		StyleHeading3:   with(func(s *Style) { s.Align, s.Outline, s.KeepNext = Left, 5, true }),
		StyleBody:       body,
		StyleItem:       body,
		StyleQuote:      with(func(s *Style) { s.Font, s.Indent, s.RightSide = Kai, 2, 2 }),
		StyleEditorNote: with(func(s *Style) { s.Font = Kai }),
		StyleAttachment: body,
		StyleCredits:    with(func(s *Style) { s.Font, s.First, s.Align = Kai, 0, Right }),
		StyleGap:        with(func(s *Style) { s.Colour = Grey }),
		StyleCaption:    small(Four, 24, func(s *Style) { s.Font, s.Align, s.KeepLines = Hei, Centre, true }),
		StyleFigure:     small(Four, 0, func(s *Style) { s.Align, s.KeepNext = Centre, true }),
		StyleCell:       small(SmallFour, 18, func(s *Style) { s.Font, s.Align = Song, Left }),
		StyleCellShort:  small(SmallFour, 18, func(s *Style) { s.Font, s.Align = Song, Centre }),
		StyleCellHead:   small(SmallFour, 18, func(s *Style) { s.Font, s.Align = Hei, Centre }),
		StyleFootnote:   small(Five, 15, func(s *Style) { s.Font, s.First = Song, 2 }),
		StyleFoot:       small(Four, 24, func(s *Style) { s.Indent, s.RightSide, s.First, s.Align = 4, 1, -3, Justify }),
		StyleMakers:     small(Four, 24, func(s *Style) { s.Indent, s.RightSide, s.Align = 1, 1, Left }),
		StylePage:       small(Four, Four*1.3, func(s *Style) { s.Font, s.OwnLatin = Song, true }),
		StyleHead:       small(Five, 15, func(s *Style) { s.Font = Song }),
		StyleSheet:      small(Two, 36, func(s *Style) { s.Font, s.Align, s.Outline, s.KeepNext, s.After = BiaoSong, Centre, 1, true, 6 }),
		StyleForm:       small(Four, 28, func(s *Style) { s.Font, s.Align, s.Outline, s.KeepNext, s.Before = Hei, Left, 2, true, 10 }),
		StyleOpinion:    small(Three, 26, func(s *Style) { s.Font, s.Align = Kai, Left }),
		StyleRemark:     small(Five, 16, func(s *Style) { s.Font, s.Align = Song, Left }),
	}
}
