package demo

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strconv"
	"strings"

	"jianbao/models"
)

// figure is a chart that stands in an article.
type figure struct {
	name, alt, caption string
	values             []float64
}

// The measures of a chart in pixels; a digit is five dots by seven.
const (
	chartWidth, chartHeight = 1440, 600
	chartFoot, chartHead    = 550, 90
	digitDot                = 5
)

// digits are drawn dot by dot, a row in each number: the program ships no font that a chart could be lettered with.
var digits = map[rune][7]uint8{
	'0': {14, 17, 17, 17, 17, 17, 14}, '1': {4, 12, 4, 4, 4, 4, 14}, '2': {14, 17, 1, 2, 4, 8, 31}, '3': {31, 2, 4, 2, 1, 17, 14},
	'4': {2, 6, 10, 18, 31, 2, 2}, '5': {31, 16, 30, 1, 1, 17, 14}, '6': {6, 8, 16, 30, 17, 17, 14}, '7': {31, 1, 2, 4, 8, 8, 8},
	'8': {14, 17, 17, 14, 17, 17, 14}, '9': {14, 17, 17, 15, 1, 2, 12}, '.': {0, 0, 0, 0, 0, 12, 12},
}

// chart draws values as columns with their figures above them.
func chart(values []float64) ([]byte, error) {
	paper, line, column := color.RGBA{255, 255, 255, 255}, color.RGBA{217, 213, 207, 255}, color.RGBA{31, 78, 121, 255}
	m := image.NewPaletted(image.Rect(0, 0, chartWidth, chartHeight), color.Palette{paper, line, column})
	for y := chartHead; y < chartFoot; y += 92 {
		fill(m, image.Rect(80, y, chartWidth-80, y+2), line)
	}
	fill(m, image.Rect(80, chartFoot, chartWidth-80, chartFoot+4), column)
	room := (chartWidth - 160) / len(values)
	for i, v := range values {
		top := chartFoot - int(v/slices.Max(values)*(chartFoot-chartHead-30))
		middle := 80 + room*i + room/2
		fill(m, image.Rect(middle-room/5, top, middle+room/5, chartFoot), column)
		letter(m, strconv.FormatFloat(v, 'f', -1, 64), middle, top-10*digitDot, column)
	}
	var out bytes.Buffer
	err := png.Encode(&out, m)
	return out.Bytes(), err
}

// letter writes a number around a middle.
func letter(m *image.Paletted, text string, middle, top int, c color.Color) {
	left := middle - len(text)*6*digitDot/2
	for i, r := range text {
		for y, row := range digits[r] {
			for x := range 5 {
				if row>>(4-x)&1 == 1 {
					at := image.Pt(left+(6*i+x)*digitDot, top+y*digitDot)
					fill(m, image.Rectangle{Min: at, Max: at.Add(image.Pt(digitDot, digitDot))}, c)
				}
			}
		}
	}
}

// illustrates puts a chart behind the paragraph that says something.
func illustrates(who string, number int, behind string, f figure) act {
	return func(ctx context.Context, o *office, issue int64) (int64, error) {
		data, err := chart(f.values)
		if err != nil {
			return 0, err
		}
		p, err := o.AddPicture(ctx, o.people[who], f.name, data)
		if err != nil {
			return 0, err
		}
		return saves(who, number, "", func(t *models.ArticleText) bool {
			at := slices.IndexFunc(t.Body.Blocks, func(b models.Block) bool { return strings.Contains(models.PlainText(b.Inlines), behind) })
			t.Body.Blocks = slices.Insert(t.Body.Blocks, at+1, models.Block{Kind: models.Image, Caption: f.caption, Picture: &models.Picture{SHA256: p.SHA256, Alt: f.alt}})
			return at >= 0
		})(ctx, o, issue)
	}
}
