package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // the kinds of picture that are stored
	"image/jpeg"
	_ "image/png"
)

// image puts a picture into the file once and returns its name.
func (d *document) image(sha256 string) (string, error) {
	if name := d.images[sha256]; name != "" {
		return name, nil
	}
	data, err := d.pictures(sha256)
	if err != nil {
		return "", fmt.Errorf("picture %s: %w", sha256, err)
	}
	r, err := d.writeImage(data)
	if err != nil {
		return "", fmt.Errorf("picture %s: %w", sha256, err)
	}
	name := fmt.Sprintf("I%d", len(d.images)+1)
	d.images[sha256] = name
	fmt.Fprintf(&d.xobjects, "/%s %v", name, r)
	return name, nil
}

func (d *document) writeImage(data []byte) (ref, error) {
	config, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, err
	}
	if kind == "jpeg" && config.ColorModel != color.CMYKModel { // colours for the press are turned into those of the screen
		return d.jpeg(data, config)
	}
	var m image.Image
	if kind == "jpeg" {
		m, err = jpeg.Decode(bytes.NewReader(data))
	} else {
		m, _, err = image.Decode(bytes.NewReader(data))
	}
	if err != nil {
		return 0, err
	}
	return d.pixels(m), nil
}

// jpeg passes a JPEG on as it is.
func (d *document) jpeg(data []byte, c image.Config) (ref, error) {
	space := "/DeviceRGB"
	if c.ColorModel == color.GrayModel {
		space = "/DeviceGray"
	}
	r := d.file.reserve()
	d.file.stream(r, head(c.Width, c.Height, space)+"/Filter/DCTDecode", data)
	return r, nil
}

func head(width, height int, space string) string {
	return fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%s/BitsPerComponent 8", width, height, space)
}

// pixels writes a decoded picture, with its transparency where it has any.
func (d *document) pixels(m image.Image) ref {
	size := m.Bounds().Size()
	entries := ""
	if !opaque(m) {
		mask := d.file.reserve()
		d.rows(mask, head(size.X, size.Y, "/DeviceGray"), m, 1, func(row []byte, y int) { alphaRow(row, m, y) })
		entries = fmt.Sprintf("/SMask %v", mask)
	}
	r := d.file.reserve()
	switch p := m.(type) {
	case *image.Paletted:
		space := fmt.Sprintf("[/Indexed/DeviceRGB %d%s]", len(p.Palette)-1, palette(p.Palette))
		d.rows(r, head(size.X, size.Y, space)+entries, m, 1, func(row []byte, y int) {
			copy(row, p.Pix[y*p.Stride:])
		})
	case *image.Gray:
		d.rows(r, head(size.X, size.Y, "/DeviceGray")+entries, m, 1, func(row []byte, y int) {
			copy(row, p.Pix[y*p.Stride:])
		})
	default:
		d.rows(r, head(size.X, size.Y, "/DeviceRGB")+entries, m, 3, func(row []byte, y int) { colourRow(row, m, y) })
	}
	return r
}

func opaque(m image.Image) bool {
	o, known := m.(interface{ Opaque() bool })
	return known && o.Opaque()
}

func palette(p color.Palette) string {
	var b []byte
	for _, c := range p {
		n := color.NRGBAModel.Convert(c).(color.NRGBA)
		b = append(b, n.R, n.G, n.B)
	}
	return literal(string(b))
}

func alphaRow(row []byte, m image.Image, y int) {
	for x := range row {
		row[x] = pixel(m, x, y).A
	}
}

func colourRow(row []byte, m image.Image, y int) {
	for x := range len(row) / 3 {
		c := pixel(m, x, y)
		row[3*x], row[3*x+1], row[3*x+2] = c.R, c.G, c.B
	}
}

// pixel is a point of a picture, counted from its corner.
func pixel(m image.Image, x, y int) color.NRGBA {
	at := m.Bounds().Min.Add(image.Pt(x, y))
	switch m := m.(type) {
	case *image.NRGBA:
		return m.NRGBAAt(at.X, at.Y)
	case image.RGBA64Image: // without an allocation for each point
		if c := m.RGBA64At(at.X, at.Y); c.A == 0xFFFF {
			return color.NRGBA{R: byte(c.R >> 8), G: byte(c.G >> 8), B: byte(c.B >> 8), A: 0xFF}
		}
	}
	return color.NRGBAModel.Convert(m.At(at.X, at.Y)).(color.NRGBA)
}

// rows compresses a picture row by row, each as what it differs from the one above, which makes them small.
func (d *document) rows(r ref, entries string, m image.Image, channels int, fill func(row []byte, y int)) {
	size := m.Bounds().Size()
	width := size.X * channels
	row, above, out := make([]byte, width), make([]byte, width), make([]byte, width+1)
	out[0] = 2 // PNG's filter Up
	d.file.packed.Reset()
	z := zlib.NewWriter(&d.file.packed)
	for y := range size.Y {
		fill(row, y)
		for i := range row {
			out[i+1] = row[i] - above[i]
		}
		_, _ = z.Write(out) // into memory
		row, above = above, row
	}
	_ = z.Close()
	d.file.stream(r, fmt.Sprintf("%s/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/Columns %d>>", entries, channels, size.X), d.file.packed.Bytes())
}
