package docx

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strconv"
	"strings"

	"golang.org/x/image/vector"

	"jianbao/internal/typeset"
)

// dots are the pixels to the inch of a drawn name: what office printers print.
const dots = 600

// shades are how many steps lie between nothing and ink in the picture of a name; four bits a pixel are enough at 600 dots.
const shades = 16

// render draws lettering as a PNG of ink on nothing.
func render(l typeset.Lettering, width, height typeset.Points, c typeset.Colour) ([]byte, error) {
	w, h := int(width*dots/72+0.5), int(height*dots/72+0.5)
	r := vector.NewRasterizer(w, h)
	pen := plotter{out: r, x: float32(w) / float32(l.Width), y: float32(h) / float32(l.Height)}
	if err := pen.path(l.Path); err != nil {
		return nil, err
	}
	ink := image.NewAlpha(image.Rect(0, 0, w, h))
	r.Draw(ink, ink.Bounds(), image.Opaque, image.Point{})
	palette := make(color.Palette, shades)
	for i := range palette {
		palette[i] = color.NRGBA{uint8(c >> 16 & 0xFF), uint8(c >> 8 & 0xFF), uint8(c & 0xFF), uint8(i * 255 / (shades - 1) & 0xFF)}
	}
	out := image.NewPaletted(ink.Rect, palette)
	for i, a := range ink.Pix {
		out.Pix[i] = a / (256 / shades)
	}
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&b, out); err != nil {
		return nil, fmt.Errorf("draw the name: %w", err)
	}
	return b.Bytes(), nil
}

// plotter follows a path of Lettering.
type plotter struct {
	out  *vector.Rasterizer
	x, y float32 // pixels to a unit
	at   [6]float32
}

// counts are how many numbers follow each letter.
var counts = map[byte]int{'M': 2, 'L': 2, 'Q': 4, 'C': 6, 'Z': 0}

func (p *plotter) path(d string) error {
	for d != "" {
		letter := d[0]
		n, known := counts[letter]
		if !known {
			return fmt.Errorf("draw the name: no such step as %q", letter)
		}
		end := strings.IndexAny(d[1:], "MLQCZ") + 1
		if end == 0 {
			end = len(d)
		}
		if err := p.numbers(d[1:end], n); err != nil {
			return err
		}
		p.step(letter)
		d = d[end:]
	}
	return nil
}

func (p *plotter) numbers(s string, n int) error {
	for i := range n {
		word, rest, _ := strings.Cut(s, " ")
		v, err := strconv.ParseFloat(word, 32)
		if err != nil {
			return fmt.Errorf("draw the name: %w", err)
		}
		scale := p.x
		if i%2 == 1 {
			scale = p.y
		}
		p.at[i], s = float32(v)*scale, rest
	}
	return nil
}

func (p *plotter) step(letter byte) {
	a := &p.at
	switch letter {
	case 'M':
		p.out.MoveTo(a[0], a[1])
	case 'L':
		p.out.LineTo(a[0], a[1])
	case 'Q':
		p.out.QuadTo(a[0], a[1], a[2], a[3])
	case 'C':
		p.out.CubeTo(a[0], a[1], a[2], a[3], a[4], a[5])
	case 'Z':
		p.out.ClosePath()
	}
}
