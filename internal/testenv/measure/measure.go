// Package measure reads a rendered PDF back: which character stands where, which rules are drawn. It asks mutool, which knows nothing of
// how the file was made, so that the same figures can be asked of our PDF and of a Word file that LibreOffice has laid out.
//
// Places are in points from the upper left corner of the paper. The package is for tests only.
package measure

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jianbao/internal/testenv"
)

// MM is one millimetre in points.
const MM = 72 / 25.4

// Page is one page as it is drawn.
type Page struct {
	Index         int // from 1
	Width, Height float64
	Chars         []Char // in the order in which they are drawn
	Rules         []Rule
}

// Char is one character that is seen.
type Char struct {
	Text        string
	X, Baseline float64 // where it stands
	Advance     float64 // how wide the font says that it is
	Size        float64
	Font        string // without the mark of a subset
	Colour      string // as mutool writes it: 1 0 0
}

// Rule is a straight line, drawn as a line or as a narrow area.
type Rule struct {
	X, Y, ToX, ToY float64 // of its middle
	Width          float64
	Colour         string
}

// Line are the characters that stand on one baseline, from left to right.
type Line struct {
	Chars    []Char
	Baseline float64
	Size     float64 // of its largest character
}

// Read measures every page of a PDF. Without mutool the test ends as testenv.Require ends it.
func Read(tb testing.TB, pdf []byte) []Page {
	tb.Helper()
	testenv.Require(tb, testenv.MuPDF)
	name := filepath.Join(tb.TempDir(), "measured.pdf")
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		tb.Fatal(err)
	}
	trace := testenv.Output(tb, "mutool", "trace", name)
	var doc struct {
		Pages []xmlPage `xml:"page"`
	}
	if err := xml.NewDecoder(bytes.NewReader([]byte(printable(trace)))).Decode(&doc); err != nil {
		tb.Fatalf("mutool's account: %v", err)
	}
	out := make([]Page, len(doc.Pages))
	for i, p := range doc.Pages {
		box := numbers(p.Box)
		out[i] = Page{Index: i + 1, Width: box[2] - box[0], Height: box[3] - box[1]}
		out[i].take(p.Ops)
	}
	return out
}

// printable leaves out what XML cannot hold.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
}

type xmlPage struct {
	Box string  `xml:"mediabox,attr"`
	Ops []xmlOp `xml:",any"`
}

type xmlOp struct {
	XMLName xml.Name
	Colour  string    `xml:"color,attr"`
	Width   float64   `xml:"linewidth,attr"`
	Matrix  string    `xml:"transform,attr"`
	Spans   []xmlSpan `xml:"span"`
	Steps   []xmlStep `xml:",any"`
}

type xmlSpan struct {
	Font   string `xml:"font,attr"`
	Matrix string `xml:"trm,attr"`
	Glyphs []struct {
		Unicode string  `xml:"unicode,attr"`
		X       float64 `xml:"x,attr"`
		Y       float64 `xml:"y,attr"`
		Advance float64 `xml:"adv,attr"`
	} `xml:"g"`
}

type xmlStep struct {
	XMLName xml.Name
	X       float64 `xml:"x,attr"`
	Y       float64 `xml:"y,attr"`
}

func numbers(s string) []float64 {
	fields := strings.Fields(s)
	out := make([]float64, max(len(fields), 6))
	for i, f := range fields {
		out[i], _ = strconv.ParseFloat(f, 64)
	}
	return out
}

func (p *Page) take(ops []xmlOp) {
	for _, op := range ops {
		m := numbers(op.Matrix)
		switch op.XMLName.Local {
		case "fill_text":
			for _, s := range op.Spans {
				p.span(s, op, m)
			}
		case "stroke_path":
			p.stroke(op, m)
		case "fill_path":
			p.area(op, m)
		}
	}
}

// place is where a point is drawn.
func place(m []float64, x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

func (p *Page) span(s xmlSpan, op xmlOp, m []float64) {
	t := numbers(s.Matrix)
	scale := math.Hypot(m[0], m[1])
	_, font, cut := strings.Cut(s.Font, "+")
	if !cut {
		font = s.Font
	}
	for _, g := range s.Glyphs {
		x, y := place(m, g.X, g.Y)
		p.Chars = append(p.Chars, Char{
			Text: g.Unicode, X: x, Baseline: y, Advance: g.Advance * t[0] * scale, Size: math.Abs(t[3]) * scale, Font: font, Colour: op.Colour,
		})
	}
}

func (p *Page) stroke(op xmlOp, m []float64) {
	var x, y float64
	for _, s := range op.Steps {
		toX, toY := place(m, s.X, s.Y)
		if s.XMLName.Local == "lineto" {
			p.Rules = append(p.Rules, Rule{min(x, toX), min(y, toY), max(x, toX), max(y, toY), op.Width * math.Hypot(m[0], m[1]), op.Colour})
		}
		x, y = toX, toY
	}
}

// widestRule is how wide a filled area can be that is meant as a rule.
const widestRule = 4

// area takes a filled area for a rule where it is narrow and long, as LibreOffice draws borders.
func (p *Page) area(op xmlOp, m []float64) {
	if len(op.Steps) == 0 || len(op.Steps) > 8 {
		return
	}
	r := Rule{X: math.Inf(1), Y: math.Inf(1), ToX: math.Inf(-1), ToY: math.Inf(-1), Colour: op.Colour}
	for _, s := range op.Steps {
		switch s.XMLName.Local {
		case "moveto", "lineto":
			x, y := place(m, s.X, s.Y)
			r.X, r.Y, r.ToX, r.ToY = min(r.X, x), min(r.Y, y), max(r.ToX, x), max(r.ToY, y)
		case "curveto":
			return
		}
	}
	w, h := r.ToX-r.X, r.ToY-r.Y
	switch {
	case h <= widestRule && w > 4*h:
		r.Width, r.Y = h, (r.Y+r.ToY)/2
		r.ToY = r.Y
	case w <= widestRule && h > 4*w:
		r.Width, r.X = w, (r.X+r.ToX)/2
		r.ToX = r.X
	default:
		return
	}
	p.Rules = append(p.Rules, r)
}

// Lines are the characters of the page by their baselines, from the top. Raised and lowered ones make lines of their own.
func (p Page) Lines() []Line {
	chars := slices.Clone(p.Chars)
	slices.SortStableFunc(chars, func(a, b Char) int { return cmp.Compare(a.Baseline, b.Baseline) })
	var out []Line
	for _, c := range chars {
		if strings.TrimSpace(c.Text) == "" {
			continue
		}
		if n := len(out); n == 0 || c.Baseline-out[n-1].Baseline > 0.5 {
			out = append(out, Line{Baseline: c.Baseline})
		}
		l := &out[len(out)-1]
		l.Chars = append(l.Chars, c)
		l.Size = max(l.Size, c.Size)
	}
	for _, l := range out {
		slices.SortStableFunc(l.Chars, func(a, b Char) int { return cmp.Compare(a.X, b.X) })
	}
	return out
}

// Text is what the line says, without blanks.
func (l Line) Text() string {
	var b strings.Builder
	for _, c := range l.Chars {
		b.WriteString(c.Text)
	}
	return b.String()
}

// Left and Right are the edges of the line's characters.
func (l Line) Left() float64 { return l.Chars[0].X }

// Right is where the last character ends.
func (l Line) Right() float64 {
	last := l.Chars[len(l.Chars)-1]
	return last.X + last.Advance
}
