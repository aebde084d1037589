package pdf_test

import (
	"bytes"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianbao/internal/testenv"
	"jianbao/internal/typeset"
	"jianbao/internal/typeset/pdf"
)

// painted draws the same picture into any kind of image.
func painted(m draw.Image, alpha bool) image.Image {
	b := m.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := color.NRGBA{R: byte(x * 9), G: byte(y * 11), B: byte(x + y), A: 0xFF}
			if alpha {
				c.A = byte(80 + x*3)
			}
			if alpha && x < 5 {
				c = color.NRGBA{}
			}
			m.Set(x, y, c)
		}
	}
	return m
}

func TestEveryKindOfPictureKeepsItsPixels(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.Poppler)
	r := image.Rect(0, 0, 24, 20)
	holed := append(color.Palette{color.NRGBA{}}, palette.Plan9[:100]...)
	encodePNG := func(m image.Image) []byte {
		var b bytes.Buffer
		if err := png.Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	encodeGIF := func(m image.Image) []byte {
		var b bytes.Buffer
		p := m.(*image.Paletted)
		if err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{p}, Delay: []int{0}, Config: image.Config{ColorModel: p.Palette, Width: 24, Height: 20}}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for name, data := range map[string][]byte{
		"colours":                  encodePNG(painted(image.NewNRGBA(r), false)),
		"colours and transparency": encodePNG(painted(image.NewNRGBA(r), true)),
		"sixteen bits":             encodePNG(painted(image.NewNRGBA64(r), false)),
		"grey":                     encodePNG(painted(image.NewGray(r), false)),
		"grey of sixteen bits":     encodePNG(painted(image.NewGray16(r), false)),
		"a palette":                encodePNG(painted(image.NewPaletted(r, palette.WebSafe), false)),
		"a palette with a hole":    encodePNG(painted(image.NewPaletted(r, holed), true)),
		"a GIF":                    encodeGIF(painted(image.NewPaletted(r, palette.WebSafe), false)),
		"a GIF with a hole":        encodeGIF(painted(image.NewPaletted(r, holed), true)),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want, _, err := image.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			found := picturesOf(t, data, "-png")
			got, mask := found[0], image.Image(nil)
			if len(found) > 1 {
				mask = found[1]
			}
			for y := range 20 {
				for x := range 24 {
					w := color.NRGBAModel.Convert(want.At(x, y)).(color.NRGBA)
					g := color.NRGBAModel.Convert(got.At(x, y)).(color.NRGBA)
					if mask != nil {
						g.A = color.GrayModel.Convert(mask.At(x, y)).(color.Gray).Y
					}
					if w != g && (w.A != 0 || g.A != 0) {
						t.Fatalf("the point %d, %d is %v, not %v", x, y, g, w)
					}
				}
			}
		})
	}
}

func TestAJPEGIsPassedOnAsItIs(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.Poppler)
	for name, m := range map[string]image.Image{"colours": painted(image.NewNRGBA(image.Rect(0, 0, 24, 20)), false), "grey": painted(image.NewGray(image.Rect(0, 0, 24, 20)), false)} {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, m, nil); err != nil {
			t.Fatal(err)
		}
		files := extracted(t, b.Bytes(), "-j")
		got, err := os.ReadFile(files[0])
		if err != nil || !strings.HasSuffix(files[0], ".jpg") || !bytes.Equal(got, b.Bytes()) {
			t.Errorf("%s: %v, error %v", name, files, err)
		}
	}
}

// extracted writes a paper with one picture and takes its pictures out again.
func extracted(t *testing.T, data []byte, form string) []string {
	t.Helper()
	g := typeset.Official()
	paper := &typeset.Paper{Geometry: g, Styles: typeset.OfficialSheet(g), Flow: []typeset.Block{&typeset.Picture{SHA256: "one", Alt: "图", Width: 24, Height: 20}}}
	var b bytes.Buffer
	if err := pdf.Write(&b, lay(t, paper), func(string) ([]byte, error) { return data, nil }); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	testenv.Output(t, "pdfimages", form, saved(t, b.Bytes()), filepath.Join(dir, "p"))
	files, err := filepath.Glob(filepath.Join(dir, "p*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no pictures (%v)", err)
	}
	return files
}

func picturesOf(t *testing.T, data []byte, form string) []image.Image {
	t.Helper()
	var out []image.Image
	for _, name := range extracted(t, data, form) {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		m, err := png.Decode(f)
		_ = f.Close()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, m)
	}
	return out
}
