// Package picture makes files that people bring in fit to be printed and published: known by their content, small enough,
// upright, and free of everything but the picture itself. It reads no other file and keeps nothing.
package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
)

// Limits of what Prepare reads, and the widths in pixels of what it makes.
const (
	MaxBytes    = 20 << 20
	MaxPixels   = 50_000_000 // of eight bits a channel
	MaxSide     = 20_000
	PrintWidth  = 2480 // A4 at 300 dots an inch
	ScreenWidth = 960  // the measure of a page for readers, and some for sharp screens
)

const (
	jpegQuality = 85
	fewColours  = 4096 // a drawing, a chart, a screenshot; photographs have far more
)

// Prepared is a picture as it is kept. The same input always gives the same bytes, whatever machine it is made on.
type Prepared struct {
	Data          []byte
	SHA256        string // of Data, in lower-case hex
	ContentType   string // image/jpeg or image/png
	Width, Height int    // in pixels, at most PrintWidth wide
	Screen        []byte // the same picture, ScreenWidth wide; nil where Data is no wider than that
}

// Prepare reads a picture and makes it anew: turned as its EXIF data say, without any metadata, and no wider than PrintWidth.
// Of a moving picture it keeps the first frame. What it refuses comes back as *Error; the size is looked at before anything is
// decoded. It needs up to half a gigabyte while it works, so call it for one picture at a time.
func Prepare(data []byte) (Prepared, error) {
	f, err := check(data)
	if err != nil {
		return Prepared{}, err
	}
	src, err := f.decode(bytes.NewReader(data))
	if err != nil {
		return Prepared{}, &Error{Code: Damaged, Kind: f.name, Err: err}
	}
	turn := f.orientation(data)
	m := shrink(src, printSize(src.Bounds(), turn))
	asPNG := !m.Opaque() || !f.lossy && colours(src) <= fewColours
	return finish(turned(m, turn), asPNG)
}

// check refuses what is not to be decoded.
func check(data []byte) (format, error) {
	switch {
	case len(data) == 0:
		return format{}, &Error{Code: Empty}
	case len(data) > MaxBytes:
		return format{}, &Error{Code: TooLarge}
	}
	f, ok := sniff(data)
	if !ok {
		return format{}, &Error{Code: UnknownType, Kind: nameOf(data)}
	}
	size, err := f.config(bytes.NewReader(data))
	if err != nil {
		return format{}, &Error{Code: Damaged, Kind: f.name, Err: err}
	}
	w, h := size.Width, size.Height
	switch {
	case w < 1 || h < 1:
		return format{}, &Error{Code: Damaged, Kind: f.name, Err: fmt.Errorf("a size of %d by %d", w, h)}
	case w > MaxSide || h > MaxSide || w*h*f.cost(size.ColorModel, data) > MaxPixels:
		return format{}, &Error{Code: TooManyPixels, Kind: f.name, Width: w, Height: h}
	}
	return f, nil
}

// cost is how much more memory than usual a pixel takes while it is decoded: sixteen bits a channel, or the coefficients of a
// progressive JPEG, which are all kept until the end.
func (f format) cost(m color.Model, data []byte) int {
	switch m {
	case color.RGBA64Model, color.NRGBA64Model, color.Gray16Model:
		return 2
	}
	if f.name == "jpeg" && progressive(data) {
		return 2
	}
	return 1
}

// printSize is how large a picture is kept, before it is turned.
func printSize(r image.Rectangle, turn int) image.Point {
	w, h := r.Dx(), r.Dy()
	if sideways(turn) {
		w, h = h, w
	}
	w, h = narrowed(w, h, PrintWidth)
	if sideways(turn) {
		w, h = h, w
	}
	return image.Pt(w, h)
}

// narrowed keeps the proportions.
func narrowed(w, h, width int) (int, int) {
	if w <= width {
		return w, h
	}
	return width, max(1, (h*width+w/2)/w)
}

func finish(m *image.RGBA, asPNG bool) (p Prepared, err error) {
	p.Width, p.Height, p.ContentType = m.Rect.Dx(), m.Rect.Dy(), "image/jpeg"
	if asPNG {
		p.ContentType = "image/png"
	}
	if p.Data, err = encode(m, asPNG); err != nil {
		return Prepared{}, err
	}
	sum := sha256.Sum256(p.Data)
	p.SHA256 = hex.EncodeToString(sum[:])
	if p.Width > ScreenWidth {
		w, h := narrowed(p.Width, p.Height, ScreenWidth)
		p.Screen, err = encode(shrink(m, image.Pt(w, h)), asPNG)
	}
	return p, err
}

func encode(m *image.RGBA, asPNG bool) ([]byte, error) {
	var buf bytes.Buffer
	var err error
	if asPNG {
		err = png.Encode(&buf, m)
	} else {
		err = jpeg.Encode(&buf, m, &jpeg.Options{Quality: jpegQuality})
	}
	if err != nil {
		return nil, fmt.Errorf("write a picture: %w", err)
	}
	return buf.Bytes(), nil
}

// colours counts the different colours of a picture, and stops counting when they are more than a few.
func colours(m image.Image) int {
	seen := make(map[[3]uint8]bool, fewColours)
	row := image.NewRGBA(image.Rect(0, 0, m.Bounds().Dx(), 1))
	for y := range m.Bounds().Dy() {
		copyRow(row, m, y)
		for x := 0; x < len(row.Pix); x += 4 {
			seen[[3]uint8(row.Pix[x:x+3])] = true
		}
		if len(seen) > fewColours {
			break
		}
	}
	return len(seen)
}
