package picture

import (
	"image"
	"image/draw"
)

// copyRow draws one row of a picture, counted from its top.
func copyRow(row *image.RGBA, src image.Image, y int) {
	b := src.Bounds()
	draw.Draw(row, row.Rect, src, image.Pt(b.Min.X, b.Min.Y+y), draw.Src)
}

// shrink makes a picture smaller, every pixel the mean of the area it stands for. It counts in whole numbers, because floating
// point gives other results on other processors and a picture is known by the hash of its bytes; and it holds no more than two
// rows beside the pictures themselves.
func shrink(src image.Image, size image.Point) *image.RGBA {
	out := image.NewRGBA(image.Rectangle{Max: size})
	from := src.Bounds().Size()
	if from == size {
		draw.Draw(out, out.Rect, src, src.Bounds().Min, draw.Src)
		return out
	}
	row := image.NewRGBA(image.Rect(0, 0, from.X, 1))
	across := make([]uint64, 4*size.X)   // the row, as wide as the result
	this := make([]uint64, len(across))  // of the row of the result at work
	below := make([]uint64, len(across)) // and of the one after it
	y := 0
	for sy := range from.Y {
		copyRow(row, src, sy)
		clear(across)
		for sx := range from.X {
			addPixel(across, row.Pix[4*sx:4*sx+4], sx, from.X, size.X)
		}
		upper, lower := shares(sy, from.Y, size.Y)
		for i, v := range across {
			this[i] += v * upper
			below[i] += v * lower
		}
		if (sy+1)*size.Y >= (y+1)*from.Y { // the row is complete
			divide(out.Pix[y*out.Stride:], this, uint64(from.X)*uint64(from.Y)) //nolint:gosec // sides are above 0
			this, below = below, this
			clear(below)
			y++
		}
	}
	return out
}

// addPixel spreads the pixel at x over one or two pixels of a narrower row.
func addPixel(across []uint64, pixel []uint8, x, from, to int) {
	left, right := shares(x, from, to)
	at := 4 * (x * to / from)
	for c, v := range pixel {
		across[at+c] += uint64(v) * left
	}
	if right == 0 {
		return
	}
	for c, v := range pixel {
		across[at+4+c] += uint64(v) * right
	}
}

// shares says how much of the pixel at x, of from pixels, falls into the one of to pixels where it begins, and how much into the
// next. Both together are to.
func shares(x, from, to int) (first, next uint64) {
	begin := x * to
	edge := (begin/from + 1) * from
	over := max(0, begin+to-edge)
	return uint64(to - over), uint64(over) //nolint:gosec // a shrunk pixel covers at most two
}

func divide(pix []uint8, sums []uint64, area uint64) {
	for i, v := range sums {
		pix[i] = uint8((v + area/2) / area) //nolint:gosec // a mean of bytes
	}
}

// sideways reports whether turning a picture exchanges its width and its height.
func sideways(orientation int) bool { return orientation >= 5 }

// turned makes a picture upright that is stored in one of the eight orientations of EXIF 2.3, table 6.
func turned(m *image.RGBA, orientation int) *image.RGBA {
	if orientation == upright {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	if sideways(orientation) {
		w, h = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			sx, sy := stored(orientation, x, y, w-1, h-1)
			copy(out.Pix[out.PixOffset(x, y):][:4], m.Pix[m.PixOffset(sx, sy):][:4])
		}
	}
	return out
}

// stored is where the pixel at x, y of the upright picture stands in the stored one; right and bottom are the last ones.
func stored(orientation, x, y, right, bottom int) (int, int) {
	switch orientation {
	case 2: // mirrored
		return right - x, y
	case 3: // upside down
		return right - x, bottom - y
	case 4: // upside down, mirrored
		return x, bottom - y
	case 5: // on its side, mirrored
		return y, x
	case 6: // to be turned clockwise
		return y, right - x
	case 7: // on its other side, mirrored
		return bottom - y, right - x
	case 8: // to be turned anticlockwise
		return bottom - y, x
	default:
		return x, y
	}
}
