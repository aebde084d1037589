package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

// secret stands in every piece of metadata that the tests make.
const secret = "kanari-metadata"

// photograph has more colours than a drawing: gradients, and a red corner at the top left to tell its sides by.
func photograph(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, color.RGBA{uint8(80 + 60*x/w), uint8(60 + 150*y/h), uint8((x*7 + y*13) % 256), 255})
		}
	}
	draw.Draw(m, image.Rect(0, 0, w/3, h/3), image.NewUniform(color.RGBA{220, 10, 10, 255}), image.Point{}, draw.Src)
	return m
}

// chart has a handful of colours.
func chart(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	for i := range 5 {
		bar := image.Rect(w*(2*i+1)/12, h*(5-i)/7, w*(2*i+2)/12, h)
		draw.Draw(m, bar, image.NewUniform(color.NRGBA{uint8(30 * i), 78, 121, 255}), image.Point{}, draw.Src)
	}
	return m
}

func asJPEG(tb testing.TB, m image.Image) []byte {
	tb.Helper()
	var buf bytes.Buffer
	must(tb, jpeg.Encode(&buf, m, &jpeg.Options{Quality: 95}))
	return buf.Bytes()
}

func asPNG(tb testing.TB, m image.Image) []byte {
	tb.Helper()
	var buf bytes.Buffer
	must(tb, png.Encode(&buf, m))
	return buf.Bytes()
}

func asGIF(tb testing.TB, frames ...image.Image) []byte {
	tb.Helper()
	var all gif.GIF
	for _, f := range frames {
		p := image.NewPaletted(f.Bounds(), color.Palette{color.Transparent, color.White, color.RGBA{200, 0, 0, 255}, color.RGBA{0, 0, 200, 255}})
		draw.Draw(p, p.Rect, f, f.Bounds().Min, draw.Src)
		all.Image, all.Delay = append(all.Image, p), append(all.Delay, 10)
	}
	var buf bytes.Buffer
	must(tb, gif.EncodeAll(&buf, &all))
	return buf.Bytes()
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// segment is one segment of a JPEG file.
func segment(marker byte, body string) []byte {
	out := []byte{0xff, marker, 0, 0}
	binary.BigEndian.PutUint16(out[2:], uint16(len(body)+2))
	return append(out, body...)
}

// exif holds an orientation, a GPS pointer and a maker's note.
func exif(orientation uint16) string {
	out := []byte("II*\x00\x08\x00\x00\x00\x03\x00")
	for _, e := range [][4]uint16{{0x0112, 3, 1, orientation}, {0x8825, 4, 1, 64}, {0x927c, 2, 1, 64}} {
		out = binary.LittleEndian.AppendUint16(out, e[0])
		out = binary.LittleEndian.AppendUint16(out, e[1])
		out = binary.LittleEndian.AppendUint32(out, uint32(e[2]))
		out = binary.LittleEndian.AppendUint32(out, uint32(e[3]))
	}
	return string(out) + "GPS 39°54′N " + secret
}

// withSegments puts metadata of every kind into a JPEG file.
func withSegments(data []byte, orientation uint16) []byte {
	out := append([]byte{}, data[:2]...)
	out = append(out, segment(application1, "Exif\x00\x00"+exif(orientation))...)
	out = append(out, segment(application1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>"+secret)...)
	out = append(out, segment(0xe2, "ICC_PROFILE\x00\x01\x01"+secret)...)
	out = append(out, segment(0xed, "Photoshop 3.0\x00"+secret)...)
	out = append(out, segment(0xfe, secret)...)
	return append(append(out, data[2:]...), secret...)
}

// chunk is one chunk of a PNG file.
func chunk(name, body string) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(out, name+body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

const behindIHDR = 8 + 4 + 4 + 13 + 4

// withChunks puts chunks behind the header of a PNG file.
func withChunks(data []byte, chunks ...[]byte) []byte {
	out := append([]byte{}, data[:behindIHDR]...)
	for _, c := range chunks {
		out = append(out, c...)
	}
	return append(out, data[behindIHDR:]...)
}

// sized is the head of a PNG file of any size, without its pixels.
func sized(w, h uint32) []byte {
	body := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	return append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", string(body)+"\x08\x02\x00\x00\x00")...)
}

// even is a picture of one colour.
func even(c color.Color, w, h int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(m, m.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	return m
}

// progressiveSized is the head of a progressive JPEG file of any size, without its pixels.
func progressiveSized(w, h uint16) []byte {
	body := binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16([]byte{8}, h), w)
	body = append(body, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0)
	return append([]byte{0xff, 0xd8}, append(segment(progressiveFrame, string(body)), segment(startOfScan, "\x03\x01\x00\x02\x00\x03\x00\x00\x00\x00")...)...)
}

// What the standard library cannot write: a gradient as lossless WebP, and a red square in the colours of print.
var (
	webpSample = decoded("UklGRkgAAABXRUJQVlA4TDsAAAAvC8ABAD8AEIT/bRMCgRQO0wKBxJ/xXJ5/gkmaajtGB+cDDEKSkkIKKaSQQgop5D+zEBH9z+dYhqZIAgA=")
	cmykSample = decoded("/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwANCQoLCggNCwoLDg4NDxMgFRMSEhMnHB4XIC4pMTAuKS0sMzpKPjM2RjcsLUBXQUZMTlJTUjI+WmFaUGBKUVJP/9sAQwEODg4TERMmFRUmTzUtNU9PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P/8AAFAgACAAIBAEiAAIRAQMRAQQiAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAFB//EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBv/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAOBAEAAhEDEQQAAD8ArgGIZpwD/9k=")
)

func decoded(text string) []byte {
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return data
}
