package typeset

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
)

type point struct{ x, y float64 }

// segment is one step of an outline in absolute coordinates: M, L, Q, C or Z.
type segment struct {
	letter byte
	points []point
}

// tracer reads the d attributes of SVG paths (SVG 1.1, 8.3) and keeps what they draw.
type tracer struct {
	at, start point
	control   point // of the curve before, which the next one may mirror
	before    byte  // letter of the step before, in capitals
	open      bool  // a contour has begun
	out       []segment
}

// arguments are the letters of SVG paths with how many numbers each takes.
var arguments = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}

var errPath = errors.New("not the data of a path")

func (t *tracer) trace(d string) error {
	t.at, t.start, t.before = point{}, point{}, 0
	for {
		if d = strings.TrimLeft(d, " \t\r\n,"); d == "" {
			t.closeContour()
			return nil
		}
		letter := d[0]
		want, known := arguments[letter&^0x20]
		if !known || t.before == 0 && letter&^0x20 != 'M' {
			return refuse(LetteringBadPath, noName, errPath)
		}
		var err error
		if d, err = t.steps(letter, want, d[1:]); err != nil {
			return err
		}
	}
}

// steps takes one letter with all its groups of numbers and returns the rest of the data.
func (t *tracer) steps(letter byte, want int, d string) (string, error) {
	for {
		numbers, rest, err := take(d, want, letter&^0x20 == 'A')
		if err != nil {
			return "", refuse(LetteringBadPath, noName, err)
		}
		t.step(letter, numbers)
		if len(t.out) > maxSegments {
			return "", refuse(LetteringTooLarge, noName, nil)
		}
		d = rest
		if want == 0 || !more(d) {
			return d, nil
		}
		switch letter { // further pairs after a move are lines
		case 'M':
			letter = 'L'
		case 'm':
			letter = 'l'
		}
	}
}

// more reports whether numbers follow.
func more(d string) bool {
	d = strings.TrimLeft(d, " \t\r\n,")
	return d != "" && strings.IndexByte("+-.0123456789", d[0]) >= 0
}

// take reads numbers from the start of the data. The fourth and fifth of an arc are flags of one digit, which may stand without space.
func take(d string, want int, arc bool) (out []float64, rest string, err error) {
	for len(out) < want {
		d = strings.TrimLeft(d, " \t\r\n,")
		n := numberLength(d)
		if arc && (len(out) == 3 || len(out) == 4) {
			n = min(n, 1)
		}
		v, err := strconv.ParseFloat(d[:n], 64)
		if err != nil || math.Abs(v) > maxCoordinate {
			return nil, "", errPath
		}
		out, d = append(out, v), d[n:]
	}
	return out, d, nil
}

// numberLength is how many bytes at the start are one number: sign, digits, at most one point, an exponent.
func numberLength(d string) int {
	digits := func(i int) int {
		for i < len(d) && d[i] >= '0' && d[i] <= '9' {
			i++
		}
		return i
	}
	sign := func(i int) int {
		if i < len(d) && (d[i] == '+' || d[i] == '-') {
			i++
		}
		return i
	}
	n := digits(sign(0))
	if n < len(d) && d[n] == '.' {
		n = digits(n + 1)
	}
	if n < len(d) && (d[n] == 'e' || d[n] == 'E') {
		if end := digits(sign(n + 1)); end > sign(n+1) {
			n = end
		}
	}
	return n
}

// step draws one step. Small letters count from where the last one ended.
func (t *tracer) step(letter byte, v []float64) {
	upper := letter &^ 0x20
	from := point{}
	if letter != upper {
		from = t.at
	}
	p := func(i int) point { return point{from.x + v[i], from.y + v[i+1]} }
	switch upper {
	case 'M':
		t.closeContour()
		t.at, t.start = p(0), p(0)
	case 'L':
		t.draw('L', p(0))
	case 'H':
		t.draw('L', point{from.x + v[0], t.at.y})
	case 'V':
		t.draw('L', point{t.at.x, from.y + v[0]})
	case 'C':
		t.curve('C', p(0), p(2), p(4))
	case 'S':
		t.curve('C', t.mirrored("CS"), p(0), p(2))
	case 'Q':
		t.curve('Q', p(0), p(2))
	case 'T':
		t.curve('Q', t.mirrored("QT"), p(0))
	case 'A':
		t.arc(v[0], v[1], v[2], v[3] != 0, v[4] != 0, p(5))
	case 'Z':
		t.closeContour()
		t.at = t.start
	}
	t.before = upper
}

// mirrored is the first control point of a smooth curve: that of the curve before on the other side, or where that step ended if it was
// none of these letters.
func (t *tracer) mirrored(after string) point {
	if t.before == 0 || strings.IndexByte(after, t.before) < 0 {
		return t.at
	}
	return point{2*t.at.x - t.control.x, 2*t.at.y - t.control.y}
}

func (t *tracer) curve(letter byte, points ...point) {
	t.draw(letter, points...)
	t.control = points[len(points)-2]
}

func (t *tracer) draw(letter byte, points ...point) {
	if !t.open {
		t.out = append(t.out, segment{'M', []point{t.at}})
		t.start, t.open = t.at, true
	}
	t.out = append(t.out, segment{letter, points})
	t.at = points[len(points)-1]
}

func (t *tracer) closeContour() {
	if t.open {
		t.out = append(t.out, segment{letter: 'Z'})
	}
	t.open = false
}

// lettering is what was drawn, cut to its extent and scaled to a height of Em.
func (t *tracer) lettering() (Lettering, error) {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, s := range t.out {
		for _, p := range s.points {
			low, high = point{min(low.x, p.x), min(low.y, p.y)}, point{max(high.x, p.x), max(high.y, p.y)}
		}
	}
	width, height := high.x-low.x, high.y-low.y
	switch {
	case len(t.out) == 0:
		return Lettering{}, refuse(LetteringEmpty, noName, nil)
	case width < leastExtent || height < leastExtent || !FitsName(width/height):
		return Lettering{}, refuse(LetteringBadShape, noName, nil)
	}
	scale := Em / height
	var p pen
	for _, s := range t.out {
		p.path.WriteByte(s.letter)
		for i, at := range s.points {
			if i > 0 {
				p.path.WriteByte(' ')
			}
			p.number((at.x - low.x) * scale)
			p.path.WriteByte(' ')
			p.number((at.y - low.y) * scale)
		}
	}
	if p.path.Len() > maxOutline {
		return Lettering{}, refuse(LetteringTooLarge, noName, nil)
	}
	return Lettering{Path: p.path.String(), Width: math.Ceil(width * scale), Height: Em}, nil
}

// arc draws a part of an ellipse as curves (SVG 1.1, F.6).
func (t *tracer) arc(rx, ry, degrees float64, large, sweep bool, to point) {
	from := t.at
	rx, ry = math.Abs(rx), math.Abs(ry)
	if from == to {
		return
	}
	if rx == 0 || ry == 0 {
		t.draw('L', to)
		return
	}
	e := ellipse{rx: rx, ry: ry}
	e.sin, e.cos = math.Sincos(degrees * math.Pi / 180)
	start, span := e.through(from, to, large, sweep)
	parts := int(math.Ceil(math.Abs(span) / (math.Pi / 2)))
	parts = max(parts, 1)
	step := span / float64(parts)
	for i := range parts {
		curve := e.part(start+float64(i)*step, step)
		if i == parts-1 {
			curve[2] = to
		}
		t.draw('C', slices.Clone(curve[:])...)
	}
}

// ellipse is one whose axes are turned.
type ellipse struct {
	rx, ry, sin, cos float64
	centre           point
}

// through places the ellipse so that it goes through two points, growing it where it is too small, and returns the angle of the first and
// how far the second is from there.
func (e *ellipse) through(from, to point, large, sweep bool) (start, span float64) {
	dx, dy := (from.x-to.x)/2, (from.y-to.y)/2
	x, y := e.cos*dx+e.sin*dy, e.cos*dy-e.sin*dx
	if over := x*x/(e.rx*e.rx) + y*y/(e.ry*e.ry); over > 1 {
		e.rx, e.ry = e.rx*math.Sqrt(over), e.ry*math.Sqrt(over)
	}
	around := e.rx*e.rx*y*y + e.ry*e.ry*x*x
	k := math.Sqrt(max(0, (e.rx*e.rx*e.ry*e.ry-around)/around))
	if large == sweep {
		k = -k
	}
	cx, cy := k*e.rx*y/e.ry, -k*e.ry*x/e.rx
	e.centre = point{e.cos*cx - e.sin*cy + (from.x+to.x)/2, e.sin*cx + e.cos*cy + (from.y+to.y)/2}
	start = math.Atan2((y-cy)/e.ry, (x-cx)/e.rx)
	span = math.Atan2((-y-cy)/e.ry, (-x-cx)/e.rx) - start
	switch {
	case sweep && span < 0:
		span += 2 * math.Pi
	case !sweep && span > 0:
		span -= 2 * math.Pi
	}
	return start, span
}

// part is a curve along the ellipse, of at most a quarter.
func (e *ellipse) part(start, span float64) [3]point {
	k := 4.0 / 3 * math.Tan(span/4)
	sinA, cosA := math.Sincos(start)
	sinB, cosB := math.Sincos(start + span)
	return [3]point{e.at(cosA-k*sinA, sinA+k*cosA), e.at(cosB+k*sinB, sinB-k*cosB), e.at(cosB, sinB)}
}

func (e *ellipse) at(x, y float64) point {
	x, y = x*e.rx, y*e.ry
	return point{e.cos*x - e.sin*y + e.centre.x, e.sin*x + e.cos*y + e.centre.y}
}
