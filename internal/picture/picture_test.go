package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
)

func prepare(t *testing.T, data []byte) Prepared {
	t.Helper()
	p, err := Prepare(data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// read decodes what Prepare made.
func read(t *testing.T, p Prepared) image.Image {
	t.Helper()
	m, kind, err := image.Decode(bytes.NewReader(p.Data))
	if err != nil || "image/"+kind != p.ContentType || m.Bounds().Size() != image.Pt(p.Width, p.Height) {
		t.Fatalf("a picture of %d by %d as %s is a %s of %v, %v", p.Width, p.Height, p.ContentType, kind, m.Bounds().Size(), err)
	}
	return m
}

func TestAPhotographIsKeptAsJPEGAndADrawingAsPNG(t *testing.T) {
	t.Parallel()
	var asBMP bytes.Buffer
	must(t, bmp.Encode(&asBMP, chart(40, 30)))
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"a photograph as JPEG": {asJPEG(t, photograph(120, 90)), "image/jpeg"},
		"a photograph as PNG":  {asPNG(t, photograph(120, 90)), "image/jpeg"},
		"a chart as JPEG":      {asJPEG(t, chart(120, 90)), "image/jpeg"},
		"a chart as PNG":       {asPNG(t, chart(120, 90)), "image/png"},
		"a chart as BMP":       {asBMP.Bytes(), "image/png"},
		"a GIF":                {asGIF(t, chart(60, 40)), "image/png"},
		"a WebP":               {webpSample, "image/png"},
	} {
		p := prepare(t, c.data)
		if p.ContentType != c.want {
			t.Errorf("%s is kept as %s, want %s", name, p.ContentType, c.want)
		}
		read(t, p)
	}
}

func TestAPictureIsMadeNarrowEnoughForPaperAndForScreens(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ w, h, width, height, screen int }{
		{400, 300, 400, 300, 0},
		{960, 10, 960, 10, 0},
		{961, 10, 961, 10, 960},
		{2480, 100, 2480, 100, 960},
		{2481, 100, 2480, 100, 960},
		{5000, 3000, 2480, 1488, 960},
		{4961, 1, 2480, 1, 960},
		{300, 4000, 300, 4000, 0},
	} {
		p := prepare(t, asPNG(t, chart(c.w, c.h)))
		if p.Width != c.width || p.Height != c.height || (p.Screen != nil) != (c.screen > 0) {
			t.Errorf("%d by %d became %d by %d, for screens: %t", c.w, c.h, p.Width, p.Height, p.Screen != nil)
		}
		read(t, p)
		if c.screen > 0 {
			m, _, err := image.Decode(bytes.NewReader(p.Screen))
			if err != nil || m.Bounds().Dx() != c.screen {
				t.Errorf("for screens %d by %d became %v, %v", c.w, c.h, m.Bounds(), err)
			}
		}
	}
}

func TestAShrunkPictureHasTheMeanOfItsPixels(t *testing.T) {
	t.Parallel()
	m := image.NewGray(image.Rect(3, 5, 3+5, 5+1)) // does not begin at 0
	copy(m.Pix, []uint8{0, 100, 200, 50, 250})
	got := shrink(m, image.Pt(2, 1))
	for x, want := range []uint8{(0*2 + 100*2 + 200) / 5, (200 + 50*2 + 250*2) / 5} {
		if v := got.RGBAAt(x, 0); v.R != want || v.A != 255 {
			t.Errorf("pixel %d is %v, want %d", x, v, want)
		}
	}
	flat := shrink(even(color.Gray{77}, 7, 9), image.Pt(3, 4))
	for i := 0; i < len(flat.Pix); i += 4 {
		if flat.Pix[i] != 77 {
			t.Errorf("an even picture is %d at %d", flat.Pix[i], i)
		}
	}
}

func TestNoMetadataIsKept(t *testing.T) {
	t.Parallel()
	for name, data := range map[string][]byte{
		"jpeg": withSegments(asJPEG(t, photograph(1200, 90)), 1),
		"png": append(withChunks(asPNG(t, chart(1200, 30)),
			chunk("tEXt", "Comment\x00"+secret), chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+secret), chunk("eXIf", exif(1)), chunk("tIME", "\x07\xea\x0b\x02\x08\x00\x00")), secret...),
		"gif": append(asGIF(t, chart(30, 20)), "\x21\xfe"+secret...),
	} {
		if !bytes.Contains(data, []byte(secret)) {
			t.Fatalf("%s: the sample has no metadata", name)
		}
		p := prepare(t, data)
		for _, kept := range [][]byte{p.Data, p.Screen} {
			for _, word := range []string{secret, "Exif", "eXIf", "GPS", "ICC", "xmp", "tEXt", "iTXt", "tIME", "Photoshop"} {
				if bytes.Contains(kept, []byte(word)) {
					t.Errorf("%s keeps %q", name, word)
				}
			}
		}
	}
}

func TestAPictureIsTurnedAsItsCameraSays(t *testing.T) {
	t.Parallel()
	// Where the red corner of the stored picture, at its top left, is seen: by orientation.
	corners := map[uint16]image.Point{1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 1}, 8: {0, 1}, 9: {0, 0}}
	for turn, corner := range corners {
		for name, data := range map[string][]byte{
			"jpeg": withSegments(asJPEG(t, photograph(90, 60)), turn),
			"png":  withChunks(asPNG(t, photograph(90, 60)), chunk("eXIf", exif(turn))),
		} {
			p := prepare(t, data)
			if upright := turn < 5 || turn > 8; (p.Width > p.Height) != upright {
				t.Errorf("%s, orientation %d: the picture is %d by %d", name, turn, p.Width, p.Height)
			}
			m := read(t, p)
			for _, at := range []image.Point{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
				r, g, _, _ := m.At(5+at.X*(p.Width-10), 5+at.Y*(p.Height-10)).RGBA()
				if red := r > 0xb000 && g < 0x4000; red != (at == corner) {
					t.Errorf("%s, orientation %d: corner %v is red: %t", name, turn, at, red)
				}
			}
		}
	}
}

func TestTheSamePictureAlwaysBecomesTheSameBytes(t *testing.T) {
	t.Parallel()
	for name, data := range map[string][]byte{"photograph": asPNG(t, photograph(3000, 40)), "chart": asPNG(t, chart(3000, 40))} {
		a, b := prepare(t, data), prepare(t, data)
		if a.SHA256 != b.SHA256 || !bytes.Equal(a.Data, b.Data) || !bytes.Equal(a.Screen, b.Screen) {
			t.Errorf("the %s has two forms", name)
		}
	}
}

func TestTransparencyIsKept(t *testing.T) {
	t.Parallel()
	m := image.NewNRGBA(image.Rect(0, 0, 50, 50))
	draw.Draw(m, image.Rect(10, 10, 40, 40), photograph(30, 30), image.Point{}, draw.Src)
	p := prepare(t, asPNG(t, m))
	if _, _, _, a := read(t, p).At(0, 0).RGBA(); a != 0 || p.ContentType != "image/png" {
		t.Errorf("a transparent pixel has alpha %d in %s", a, p.ContentType)
	}
}

func TestOfAMovingPictureTheFirstFrameIsKept(t *testing.T) {
	t.Parallel()
	red, blue := even(color.RGBA{200, 0, 0, 255}, 20, 10), even(color.RGBA{0, 0, 200, 255}, 20, 10)
	apng := withChunks(asPNG(t, red), chunk("acTL", "\x00\x00\x00\x02\x00\x00\x00\x00"), chunk("fcTL", "\x00\x00\x00\x00\x00\x00\x00\x14\x00\x00\x00\x0a"+strings.Repeat("\x00", 14)))
	apng = append(apng[:len(apng)-12], append(chunk("fdAT", "\x00\x00\x00\x01"+secret), chunk("IEND", "")...)...)
	for name, data := range map[string][]byte{"gif": asGIF(t, red, blue), "apng": apng} {
		p := prepare(t, data)
		if r, _, b, _ := read(t, p).At(10, 5).RGBA(); r < 0xc000 || b > 0x1000 {
			t.Errorf("%s: the picture is %x red and %x blue", name, r, b)
		}
		if bytes.Contains(p.Data, []byte(secret)) || bytes.Contains(p.Data, []byte("acTL")) {
			t.Errorf("%s: something of the other frames is kept", name)
		}
	}
}

func TestUnusualColoursAreRead(t *testing.T) {
	t.Parallel()
	deep := image.NewNRGBA64(image.Rect(0, 0, 30, 20))
	draw.Draw(deep, deep.Rect, chart(30, 20), image.Point{}, draw.Src)
	palette := image.NewPaletted(image.Rect(0, 0, 30, 20), color.Palette{color.White, color.Black})
	for name, data := range map[string][]byte{
		"sixteen bits": asPNG(t, deep), "a palette": asPNG(t, palette), "grey": asPNG(t, image.NewGray16(image.Rect(0, 0, 30, 20))), "CMYK": cmykSample,
	} {
		if p := prepare(t, data); read(t, p).Bounds().Empty() {
			t.Errorf("%s: no picture", name)
		}
	}
}

func TestWhatIsNoPictureIsRefusedByName(t *testing.T) {
	t.Parallel()
	whole := asPNG(t, photograph(100, 100))
	for _, c := range []struct {
		name string
		data []byte
		code Code
		kind string
	}{
		{"nothing", nil, Empty, ""},
		{"text", []byte("开放前沿"), UnknownType, ""},
		{"svg", []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), UnknownType, "svg"},
		{"html", []byte("<html><script>alert(1)</script>"), UnknownType, ""},
		{"heic", []byte("\x00\x00\x00\x18ftypheic\x00\x00"), UnknownType, "heic"},
		{"avif", []byte("\x00\x00\x00\x18ftypavif\x00\x00"), UnknownType, "avif"},
		{"emf", append(append([]byte("\x01\x00\x00\x00"), make([]byte, 36)...), " EMF"...), UnknownType, "emf"},
		{"wmf", []byte("\xd7\xcd\xc6\x9a"), UnknownType, "wmf"},
		{"pdf", []byte("%PDF-1.7\n"), UnknownType, "pdf"},
		{"tiff", []byte("II*\x00\x08"), UnknownType, "tiff"},
		{"docx", []byte("PK\x03\x04\x14"), UnknownType, "zip"},
		{"too many bytes", append(asPNG(t, chart(9, 9)), make([]byte, MaxBytes)...), TooLarge, ""},
		{"too many pixels", sized(7072, 7072), TooManyPixels, "png"},
		{"too wide", sized(20_001, 1), TooManyPixels, "png"},
		{"half of a png", whole[:len(whole)/2], Damaged, "png"},
		{"the head of a png", whole[:20], Damaged, "png"},
		{"half of a jpeg", asJPEG(t, photograph(100, 100))[:600], Damaged, "jpeg"},
		{"half of a webp", webpSample[:len(webpSample)/2], Damaged, "webp"},
		{"a gif of no size", []byte("GIF89a\x00\x00\x00\x00\x00\x00\x00;"), Damaged, "gif"},
	} {
		_, err := Prepare(c.data)
		refused, ok := errors.AsType[*Error](err)
		if !ok || refused.Code != c.code || refused.Kind != c.kind {
			t.Errorf("%s: %v, want %s %q", c.name, err, c.code, c.kind)
		}
	}
}

func TestABombIsRefusedBeforeItIsDecoded(t *testing.T) { //nolint:paralleltest // it counts what is allocated
	for name, data := range map[string][]byte{
		"a lying PNG": sized(50_000, 50_000), "the largest PNG": sized(2_147_483_647, 2_147_483_647), "a GIF": []byte("GIF89a\xff\xff\xff\xff\x00\x00\x00;"),
		"a progressive JPEG, which takes twice the room": progressiveSized(6000, 6000),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Prepare(data)
		runtime.ReadMemStats(&after)
		if refused, ok := errors.AsType[*Error](err); !ok || refused.Code != TooManyPixels && refused.Code != Damaged {
			t.Errorf("%s: %v", name, err)
		}
		if grown := after.TotalAlloc - before.TotalAlloc; grown > 1<<20 {
			t.Errorf("%s: %d bytes were allocated", name, grown)
		}
	}
}
