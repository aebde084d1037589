package pdf

import (
	"math"
	"strconv"

	"jianbao/internal/typeset"
)

// content is the drawing of one page on its way. Places are measured as those of Pages, from the upper left corner; it turns them over.
type content struct {
	buf    []byte
	height typeset.Points
	fill   typeset.Colour // what is set now
	line   typeset.Colour
	width  typeset.Points
}

func newContent(height typeset.Points, buf []byte) *content {
	return &content{buf: append(buf[:0], "1 j\n"...), height: height, width: 1}
}

func (c *content) op(name string) {
	c.buf = append(c.buf, name...)
	c.buf = append(c.buf, '\n')
}

// num writes numbers to a hundredth of a point, which is finer than any printer.
func (c *content) num(values ...typeset.Points) {
	for _, v := range values {
		c.buf = appendNumber(c.buf, float64(v), 2)
		c.buf = append(c.buf, ' ')
	}
}

func appendNumber(b []byte, v float64, digits int) []byte {
	scale := math.Pow10(digits)
	v = math.Round(v*scale) / scale
	if v == 0 { // no minus before nothing
		return append(b, '0')
	}
	return strconv.AppendFloat(b, v, 'f', -1, 64)
}

func number(v float64, digits int) string { return string(appendNumber(nil, v, digits)) }

// colour writes a grey as such: it prints with black ink alone.
func (c *content) colour(v typeset.Colour, op, grey string) {
	parts := [3]typeset.Colour{v >> 16 & 0xFF, v >> 8 & 0xFF, v & 0xFF}
	used := parts[:]
	if parts[0] == parts[1] && parts[1] == parts[2] {
		used, op = parts[:1], grey
	}
	for _, part := range used {
		c.buf = appendNumber(c.buf, float64(part)/255, 3)
		c.buf = append(c.buf, ' ')
	}
	c.op(op)
}

func (c *content) fillColour(v typeset.Colour) {
	if v != c.fill {
		c.fill = v
		c.colour(v, "rg", "g")
	}
}

func (c *content) lineColour(v typeset.Colour) {
	if v != c.line {
		c.line = v
		c.colour(v, "RG", "G")
	}
}

func (c *content) lineWidth(w typeset.Points) {
	if w != c.width {
		c.width = w
		c.num(w)
		c.op("w")
	}
}

// stroke draws a straight line.
func (c *content) stroke(s typeset.Stroke) {
	c.lineColour(s.Colour)
	c.lineWidth(s.Width)
	c.num(s.X, c.height-s.Y)
	c.op("m")
	c.num(s.ToX, c.height-s.ToY)
	c.op("l S")
}
