package pdfdoc

import (
	"regexp"
	"strings"
	"sync"

	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// layout is what is measured of the whole file before its lines are joined.
type layout struct {
	frames map[frameKey]frame
	body   float64 // size of the text
	pitch  float64 // of its lines
}

// paragraphs joins lines to paragraphs. What stands at the edges of pages comes behind the paragraph that the page end cuts.
func (d *document) paragraphs(sheets []*sheet) []*flow.Paragraph {
	lay := layout{framesOf(sheets), bodySize(sheets), pitchOf(sheets)}
	var out []*flow.Paragraph
	var open, aside []*line
	flush := func() {
		if len(open) > 0 {
			out = append(out, d.paragraph(open, lay))
		}
		for _, l := range aside {
			out = append(out, d.paragraph([]*line{l}, lay))
		}
		open, aside = nil, nil
	}
	for _, s := range sheets {
		for _, l := range s.lines {
			switch {
			case l.place != inText && len(open) == 0:
				out = append(out, d.paragraph([]*line{l}, lay))
			case l.place != inText:
				aside = append(aside, l)
			case len(open) > 0 && lay.joins(open, l):
				open = append(open, l)
			default:
				flush()
				open = []*line{l}
			}
		}
	}
	flush()
	return out
}

// marker begins a paragraph of its own when the one before has ended.
var marker = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[（(][一二三四五六七八九十0-9]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、]\D|第[一二三四五六七八九十]+[章节条]|[★●•■◆▲※①-⑳【])`)
})

// leader is how an entry of the contents ends: with dots and the number of a page.
var leader = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[.．…·]{3,} *\d{1,4}$`) })

// ends are the marks a paragraph ends with, and closing marks behind them.
const ends = "。！？；：.!?;:…”’）)】》"

// joins decides whether a line goes on with the paragraph that the lines before it belong to: the line before must be full, and the
// new one must not begin like a paragraph. The indent of one is two characters.
func (lay layout) joins(before []*line, l *line) bool {
	last := before[len(before)-1]
	f := lay.frames[keyOf(l)]
	indent, was := (l.left-f.left)/l.size, (last.left-lay.frames[keyOf(last)].left)/last.size
	samePage := last.sheet == l.sheet && last.column == l.column && last.first().turn == l.first().turn
	switch {
	case len(l.pieces) > 1 || len(last.pieces) > 1: // rows of a table, or places of a masthead
		return false
	case leader().MatchString(last.text()): // an entry of the contents is over
		return false
	case l.size > 1.1*last.size || last.size > 1.1*l.size || last.bold() != l.bold():
		return false
	case lay.align(last) != flow.Start || lay.align(l) != flow.Start || !lay.full(last, l):
		return false
	case samePage && last.y-l.y > 1.45*max(lay.pitch, 1.2*l.size):
		return false
	}
	ended := strings.ContainsRune(ends, last.last().r)
	if ended && marker().MatchString(l.text()) {
		return false
	}
	if indent < 1.5 {
		return true
	}
	hangs := len(before) > 1 && indent-was < 0.5 && was-indent < 0.5
	return hangs || !ended && indent-was < 0.5 && !marker().MatchString(l.text())
}

// full tells a line that was turned for lack of room: what the next one begins with would not have fitted.
func (lay layout) full(last, next *line) bool {
	f := lay.frames[keyOf(last)]
	return last.right+next.firstWord()+0.8*last.size > f.right
}

// firstWord is how wide the beginning of a line is that cannot be parted: a word, or a character with the marks behind it.
func (l *line) firstWord() float64 {
	p := l.pieces[0]
	width := 0.0
	for i, g := range p.glyphs {
		if i > 0 && (g.blank || isHan(g.r) || isHan(p.glyphs[i-1].r) && isHan(g.r) || width > 20*g.size) {
			break
		}
		width += g.width()
	}
	return width
}

// align tells what is centred or stands at the right from text, which begins at the left or two characters further in.
func (lay layout) align(l *line) flow.Align {
	f := lay.frames[keyOf(l)]
	before, after := (l.left-f.left)/l.size, (f.right-l.right)/l.size
	switch {
	case before > 0.8 && before-after < 1.2 && after-before < 1.2 && (before > 2.6 || l.size > 1.1*lay.body && before > 1):
		return flow.Center
	case before > 6 && after < 4.6:
		return flow.End
	}
	return flow.Start
}

// paragraph writes lines as one.
func (d *document) paragraph(lines []*line, lay layout) *flow.Paragraph {
	var w writer
	sizes := map[float64]int{}
	for _, l := range lines {
		w.line(l)
		for _, p := range l.pieces {
			for _, g := range p.glyphs {
				sizes[roundSize(g.size)]++
			}
		}
	}
	for _, s := range w.spaces {
		d.tally.Omit(flow.Spacing, s)
	}
	p := &flow.Paragraph{Runs: w.finish(), Align: lay.align(lines[0])}
	for size, n := range sizes {
		if n > sizes[p.Size] || n == sizes[p.Size] && size > p.Size {
			p.Size = size
		}
	}
	p.Bold = gather.Bold(p.Runs)
	switch l := lines[0]; l.place {
	case inHead:
		p.Place = flow.Header
	case inFoot:
		p.Place = flow.Footer
	default:
		p.Page = l.sheet.index > 0 && l == l.sheet.begins()
	}
	return p
}

// begins is the first line of the text of a page.
func (s *sheet) begins() *line {
	for _, l := range s.lines {
		if l.place == inText {
			return l
		}
	}
	return nil
}
