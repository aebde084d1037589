package measure

import (
	"math"
	"regexp"
)

// Figures are what design sheets say of a page that is full of running text, measured. Lengths are in millimetres where nothing else is said.
type Figures struct {
	Left, Right, Top, Bottom float64 // margins
	Lines, Columns           int     // lines of the page, characters of its fullest line
	Pitch                    float64 // points from baseline to baseline, in the middle
	PitchError               float64 // points by which one differs from it at most
	Size                     float64 // points
}

// The em box of a Han character reaches this far above and below the baseline, as shares of its size.
const (
	ascent  = 0.86
	descent = 0.14
)

// FullPage measures a page that holds nothing but Han characters of running text and its page number.
// The margins above and below are those of the lines' boxes, which are a pitch high with the character in their middle.
func (p Page) FullPage() Figures {
	lines := p.text()
	if len(lines) < 2 {
		return Figures{}
	}
	f := Figures{Lines: len(lines), Left: math.Inf(1), Right: math.Inf(1), Size: lines[0].Size}
	first, last := lines[0], lines[len(lines)-1]
	f.Pitch = (last.Baseline - first.Baseline) / float64(len(lines)-1)
	for i, l := range lines {
		f.Columns = max(f.Columns, len(l.Chars))
		f.Left = min(f.Left, l.Left()/MM)
		f.Right = min(f.Right, (p.Width-l.Right())/MM)
		if i > 0 {
			f.PitchError = max(f.PitchError, math.Abs(l.Baseline-lines[i-1].Baseline-f.Pitch))
		}
	}
	blank := (f.Pitch - f.Size) / 2
	f.Top = (first.Baseline - ascent*f.Size - blank) / MM
	f.Bottom = (p.Height - last.Baseline - descent*f.Size - blank) / MM
	return f
}

var pageNumber = regexp.MustCompile(`^[—–-]\d+[—–-]$`)

// text are the lines of a page above its page number.
func (p Page) text() []Line {
	lines := p.Lines()
	for i, l := range lines {
		if pageNumber.MatchString(l.Text()) {
			return lines[:i]
		}
	}
	return lines
}

// Number is the page number as it is printed: — 1 —.
type Number struct {
	Text        string  // without blanks
	Size        float64 // points
	Font        string
	Dash        float64 // how far the dash stands below the lower edge of the type area, which is bottom mm above the paper's
	Left, Right float64 // from the edges of the paper, in millimetres
}

// dashHeight is how far above the baseline a dash is drawn, by its size.
const dashHeight = 0.38

// Number measures the page number; found is false where the page has none.
func (p Page) Number(bottom float64) (n Number, found bool) {
	for _, l := range p.Lines() {
		if pageNumber.MatchString(l.Text()) {
			dash := l.Baseline - dashHeight*l.Size
			return Number{
				Text: l.Text(), Size: l.Size, Font: l.Chars[0].Font, Dash: dash/MM - (p.Height/MM - bottom),
				Left: l.Left() / MM, Right: (p.Width - l.Right()) / MM,
			}, true
		}
	}
	return Number{}, false
}
