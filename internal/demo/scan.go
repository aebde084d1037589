package demo

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
)

// The sheet that is drawn: A4 at 72 dots an inch.
const (
	sheetWidth  = 595
	sheetHeight = 842
)

// scan draws what the scan of a signed sheet looks like from afar: a ruled form, a signature, a red seal. No text is needed
// to show that a recorded sign-off carries its paper.
func scan() ([]byte, error) {
	paper := color.RGBA{250, 249, 244, 255}
	pale, ink, red := color.RGBA{176, 176, 172, 255}, color.RGBA{32, 38, 84, 255}, color.RGBA{196, 40, 36, 255}
	m := image.NewPaletted(image.Rect(0, 0, sheetWidth, sheetHeight), color.Palette{paper, pale, ink, red})
	fill(m, image.Rect(170, 70, 425, 88), red)  // the title
	fill(m, image.Rect(80, 104, 515, 106), red) // the rule below it
	for y := 140; y <= 700; y += 80 {           // the form, a row for each step
		fill(m, image.Rect(80, y, 515, y+1), pale)
	}
	for _, x := range []int{80, 170, 380, 515} {
		fill(m, image.Rect(x, 140, x+1, 701), pale)
	}
	for y := 160; y < 700; y += 80 {
		fill(m, image.Rect(98, y+8, 152, y+18), pale)
		fill(m, image.Rect(186, y+8, 186+60+y%140, y+18), pale)
	}
	for i := range 2600 { // the signature: a pen that swings as it moves on
		t := float64(i) / 2600
		dot(m, 395+100*t+9*math.Sin(31*t), 650+17*math.Sin(23*t)*math.Cos(7*t), 1, ink)
	}
	for i := range 4000 { // the seal: two rings and a star
		a := 2 * math.Pi * float64(i) / 4000
		dot(m, 440+44*math.Cos(a), 590+44*math.Sin(a), 1, red)
		dot(m, 440+39*math.Cos(a), 590+39*math.Sin(a), 0, red)
		r := 8 + 7*math.Cos(5*a)
		dot(m, 440+r*math.Sin(a), 590-r*math.Cos(a), 1, red)
	}
	var out bytes.Buffer
	err := png.Encode(&out, m)
	return out.Bytes(), err
}

func fill(m draw.Image, r image.Rectangle, c color.Color) {
	draw.Draw(m, r, image.NewUniform(c), image.Point{}, draw.Src)
}

func dot(m draw.Image, x, y float64, size int, c color.Color) {
	fill(m, image.Rect(int(x)-size, int(y)-size, int(x)+size+1, int(y)+size+1), c)
}
