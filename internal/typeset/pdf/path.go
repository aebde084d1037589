package pdf

import (
	"fmt"
	"strconv"
	"strings"

	"jianbao/internal/typeset"
)

// affine is where a drawing's point stands on the page: x' = a·x + c·y + e and y' = b·x + d·y + f.
type affine struct{ a, b, c, d, e, f float64 }

func (m affine) of(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// outline fills the path of a Lettering, its letters M L Q C Z turned into those of PDF.
func (c *content) outline(path string, m affine) error {
	p := tracer{c: c, m: m}
	for path != "" {
		command := path[0]
		end := strings.IndexAny(path[1:], "MLQCZ") + 1
		if end == 0 {
			end = len(path)
		}
		if err := p.step(command, path[1:end]); err != nil {
			return err
		}
		path = path[end:]
	}
	c.op("f")
	return nil
}

// tracer remembers the last point, which a curve of the second order needs to become one of the third.
type tracer struct {
	c      *content
	m      affine
	x, y   float64
	points [6]float64
}

var pointsOf = map[byte]int{'M': 2, 'L': 2, 'Q': 4, 'C': 6, 'Z': 0}

func (p *tracer) step(command byte, numbers string) error {
	want, known := pointsOf[command]
	fields := strings.Fields(numbers)
	if !known || len(fields) != want {
		return fmt.Errorf("outline: %q cannot be drawn", string(command)+numbers)
	}
	for i, f := range fields {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil {
			return fmt.Errorf("outline: %w", err)
		}
		p.points[i] = v
	}
	for i := 0; i < want; i += 2 {
		p.points[i], p.points[i+1] = p.m.of(p.points[i], p.points[i+1])
	}
	p.draw(command, p.points)
	return nil
}

func (p *tracer) draw(command byte, v [6]float64) {
	switch command {
	case 'M':
		p.put("m", v[0], v[1])
	case 'L':
		p.put("l", v[0], v[1])
	case 'Q':
		p.put("c", p.x+(v[0]-p.x)*2/3, p.y+(v[1]-p.y)*2/3, v[2]+(v[0]-v[2])*2/3, v[3]+(v[1]-v[3])*2/3, v[2], v[3])
	case 'C':
		p.put("c", v[:]...)
	case 'Z':
		p.c.op("h")
	}
}

func (p *tracer) put(op string, values ...float64) {
	for _, v := range values {
		p.c.num(typeset.Points(v))
	}
	p.c.op(op)
	p.x, p.y = values[len(values)-2], values[len(values)-1]
}
