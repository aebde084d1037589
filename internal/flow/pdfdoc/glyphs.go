package pdfdoc

import (
	"math"
	"regexp"
	"sync"
	"unicode"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"jianbao/internal/flow"
)

// lost stands for a character whose meaning the file does not say.
const lost = '\ufffd'

// glyph is a printed character. x and y are where it stands on its base line, turned so that it is upright.
type glyph struct {
	r     rune
	x, y  float64
	size  float64 // points, as printed
	turn  int     // quarter turns, counter-clockwise, from upright
	bold  bool
	blank bool // a blank stands before it
	tag   *element
	note  int  // stands for a reference to this footnote
	skip  bool // is the mark of a reference, which is not written
}

// pageReader reads one page.
type pageReader struct {
	machine pdfium.Pdfium
	doc     *document
	page    *page
	ref     requests.Page
	chars   references.FPDF_TEXTPAGE
	scale   float64 // of the matrix at the last look at it
	turn    int
	bold    bool
	content map[int]*element // of the page's tags, by the numbers of its marked content; nil: there are none
	now     *element         // whose text is read
	hidden  bool             // the last character stands outside of the page
	seen    int              // objects inside of others
}

// text reads the characters in the order of the file.
func (r *pageReader) text(left int) error {
	loaded, err := r.machine.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: r.ref})
	if err != nil {
		return err
	}
	r.chars = loaded.TextPage
	count, err := r.machine.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: r.chars})
	if err != nil {
		return err
	}
	if count.Count > left {
		return &flow.Error{Code: flow.TooLarge, Detail: "characters", Limit: MaxGlyphs}
	}
	blank := false
	for i := range count.Count {
		c, err := r.machine.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: r.chars, Index: i})
		if err != nil {
			return err
		}
		ch := character(c.Unicode)
		if unicode.IsSpace(ch) {
			blank = true
			continue
		}
		if err := r.glyph(i, ch, blank); err != nil {
			return err
		}
		blank = false
	}
	_, err = r.machine.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: r.chars})
	return err
}

// character is what PDFium says a character is. 2 and U+FFFE stand for a hyphen at the end of a line.
func character(code uint) rune {
	switch {
	case code == 2 || code == 0xfffe:
		return '-'
	case code == 0 || code > unicode.MaxRune || code >= 0xd800 && code < 0xe000:
		return lost
	case code < ' ':
		return ' '
	}
	return rune(code)
}

// glyph reads the place and the look of a character. The look is asked for where a line begins and where the size changes: asking
// for every character would take most of the time.
func (r *pageReader) glyph(i int, ch rune, blank bool) error {
	at, err := r.machine.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: r.chars, Index: i})
	if err != nil {
		return err
	}
	size, err := r.machine.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: r.chars, Index: i})
	if err != nil {
		return err
	}
	if !r.page.box.holds(at.X, at.Y) {
		r.hide(ch)
		return nil
	}
	r.hidden = false
	last := len(r.page.glyphs) - 1
	nominal := size.FontSize
	x, y := turned(at.X, at.Y, r.turn)
	if last < 0 || y != r.page.glyphs[last].y || math.Abs(nominal*r.scale-r.page.glyphs[last].size) > 0.01 || blank {
		if err := r.look(i); err != nil {
			return err
		}
		x, y = turned(at.X, at.Y, r.turn)
	}
	printed := nominal * r.scale
	if !(printed > 0.5 && printed < 1000) { // no size at all, or one that nobody prints
		printed = 1
	}
	r.page.glyphs = append(r.page.glyphs, glyph{r: ch, x: x, y: y, size: printed, turn: r.turn, bold: r.bold, blank: blank, tag: r.now})
	return nil
}

// hide reports a stretch of characters that nobody sees, for they stand outside of the page.
func (r *pageReader) hide(ch rune) {
	if r.hidden {
		r.doc.tally.Extend(flow.Hidden, string(ch))
		return
	}
	r.hidden = true
	r.doc.tally.Omit(flow.Hidden, string(ch))
}

// look reads what the characters from this one on look like.
func (r *pageReader) look(i int) error {
	r.now = r.tag(i)
	matrix, err := r.machine.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: r.chars, Index: i})
	r.scale, r.turn = 1, 0
	if err == nil {
		m := matrix.Matrix
		r.scale = math.Hypot(float64(m.C), float64(m.D))
		r.turn = int(math.Round(math.Atan2(float64(m.B), float64(m.A))/(math.Pi/2))+4) % 4
	}
	font, err := r.machine.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: r.chars, Index: i})
	if err != nil {
		r.bold = false
		return nil //nolint:nilerr // a font may have no name
	}
	r.bold = r.doc.isBold(font.FontName)
	return nil
}

// turned is a place on a page that was turned so that what is printed with so many quarter turns is upright.
func turned(x, y float64, turn int) (float64, float64) {
	switch turn {
	case 1:
		return y, -x
	case 2:
		return -x, -y
	case 3:
		return -y, x
	}
	return x, y
}

// isBold goes by the name of the font: its weight is seldom true. 黑体 and 小标宋 are what an office sets headings in.
func (d *document) isBold(name string) bool {
	bold, known := d.fonts[name]
	if !known {
		bold = boldName().MatchString(name)
		d.fonts[name] = bold
	}
	return bold
}

// boldName is how the names of fonts say that they are bold.
var boldName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)bold|black|heavy|simhei|heiti|xiaobiaosong|xbsj|黑体|小标宋`)
})
