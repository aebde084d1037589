package models

import "slices"

// Layout is how a bulletin's paper looks: what the office may choose within official typesetting. It stands in the bulletin's settings
// and is frozen with an edition.
type Layout struct {
	Size          float64     `json:"size"`           // of running text, in points; one of LayoutSizes
	NameSize      float64     `json:"name_size"`      // of the bulletin's name, in points; 0: as large as the line allows
	Lettering     Lettering   `json:"lettering"`      // the office's own; none: the shipped one
	Rule          float64     `json:"rule"`           // width of the red rule, in points
	Contents      bool        `json:"contents"`       // the first page lists the contents
	ContentsAlone bool        `json:"contents_alone"` // the text begins on a page of its own after them
	Sources       bool        `json:"sources"`        // units and sources are printed under the articles
	Makers        bool        `json:"makers"`         // the colophon names who made the issue
	Fonts         LayoutFonts `json:"fonts"`
}

// Lettering is the bulletin's name as the office draws it: a picture of the library, or outlines. The zero value is none.
type Lettering struct {
	SHA256 string  `json:"sha256,omitempty"` // of the picture
	Path   string  `json:"path,omitempty"`   // or the d attribute of one path in the viewBox 0 0 Width Height, filled by the non-zero rule
	Width  float64 `json:"width,omitempty"`  // of the picture in pixels, of the outlines in units of their own
	Height float64 `json:"height,omitempty"`
}

// Own reports whether there is a lettering.
func (l Lettering) Own() bool { return l.SHA256 != "" || l.Path != "" }

// Ratio is how many times wider than high it is; 0: there is none.
func (l Lettering) Ratio() float64 {
	if l.Height <= 0 {
		return 0
	}
	return l.Width / l.Height
}

// LayoutFonts are the names of fonts that a Word file asks for; an empty one is the official name.
type LayoutFonts struct {
	Body    string `json:"body"`    // 仿宋
	Section string `json:"section"` // 黑体
	Article string `json:"article"` // 楷体
	Title   string `json:"title"`   // 小标宋
	Song    string `json:"song"`    // 宋体
	Latin   string `json:"latin"`
}

// LayoutSizes are the sizes that running text may have: 三号, 小三 and 四号.
var LayoutSizes = []float64{16, 15, 14}

// OfficialLayout is the layout of GB/T 9704-2012 with everything printed that there is to print.
func OfficialLayout() Layout {
	return Layout{Size: 16, Rule: 1.5, Contents: true, Sources: true, Makers: true}
}

// OfficialFonts are the names of the fonts that offices have.
func OfficialFonts() LayoutFonts {
	return LayoutFonts{Body: "仿宋_GB2312", Section: "黑体", Article: "楷体_GB2312", Title: "方正小标宋简体", Song: "宋体", Latin: "Times New Roman"}
}

// Named fills official names in for empty ones.
func (f LayoutFonts) Named() LayoutFonts {
	o := OfficialFonts()
	for _, p := range []struct {
		name     *string
		official string
	}{{&f.Body, o.Body}, {&f.Section, o.Section}, {&f.Article, o.Article}, {&f.Title, o.Title}, {&f.Song, o.Song}, {&f.Latin, o.Latin}} {
		if *p.name == "" {
			*p.name = p.official
		}
	}
	return f
}

// Validate checks what a person can choose wrong.
func (l Layout) Validate() error {
	var p Problems
	if !slices.Contains(LayoutSizes, l.Size) {
		p.Add("size", "layout.bad_size")
	}
	if l.NameSize != 0 && !within(l.NameSize, 24, 84) {
		p.Add("name_size", "field.out_of_range", Args{"Min": 24, "Max": 84})
	}
	if !within(l.Rule, 0.5, 4) {
		p.Add("rule", "layout.bad_rule")
	}
	f := l.Fonts
	for _, n := range []struct{ field, name string }{
		{"font_body", f.Body}, {"font_section", f.Section}, {"font_article", f.Article}, {"font_title", f.Title}, {"font_song", f.Song}, {"font_latin", f.Latin},
	} {
		checkText(&p, n.field, n.name, 0, 40)
	}
	return p.Err()
}

// within is false for what is no number.
func within(v, least, most float64) bool { return v >= least && v <= most }
