package htmldoc

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// applyAttributes gives the frame what attributes and inline style say.
func (r *reader) applyAttributes(f *frame, t html.Token) {
	for _, a := range t.Attr {
		switch a.Key {
		case "style":
			r.applyStyle(f, a.Val)
		case "align":
			f.setAlign(a.Val)
		case "hidden":
			r.hide(f, flow.Hidden, false, "")
		case "class":
			if a.Val == "MsoCommentReference" || a.Val == "msocomtxt" {
				r.hide(f, flow.Comment, true, "")
			}
		case "size":
			if t.Data == "font" {
				f.points = fontSizes[a.Val]
			}
		case "href":
			if t.Data == "a" {
				r.lead(f, a.Val)
			}
		}
	}
}

// lead makes a link of the frame. Links within the page lead nowhere; others that may not be followed are reported.
func (r *reader) lead(f *frame, address string) {
	f.looks.Href = gather.Href(address)
	if f.secret == nil && f.looks.Href == "" && address != "" && !strings.HasPrefix(address, "#") {
		r.tally.Omit(linkKind(address), address)
	}
}

func linkKind(address string) flow.OmissionKind {
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(address)), "javascript:") {
		return flow.Script
	}
	return flow.External
}

// fontSizes are the seven sizes of old pages in points.
var fontSizes = map[string]float64{"1": 7.5, "2": 10, "3": 12, "4": 13.5, "5": 18, "6": 24, "7": 36}

// properties are those of inline style that are read.
var properties = map[string]func(r *reader, f *frame, value string){
	"font-weight":          func(_ *reader, f *frame, v string) { f.setWeight(v) },
	"font-style":           func(_ *reader, f *frame, v string) { f.looks.Italic = v == "italic" || v == "oblique" },
	"text-decoration":      func(_ *reader, f *frame, v string) { f.setLine(v) },
	"text-decoration-line": func(_ *reader, f *frame, v string) { f.setLine(v) },
	"vertical-align":       func(_ *reader, f *frame, v string) { f.setVertical(v) },
	"text-align":           func(_ *reader, f *frame, v string) { f.setAlign(v) },
	"font-size":            func(_ *reader, f *frame, v string) { f.setSize(v) },
	"white-space":          func(_ *reader, f *frame, v string) { f.pre = strings.HasPrefix(v, "pre") && v != "pre-line" },
	"page-break-before":    func(r *reader, f *frame, v string) { r.breakPage(f, v) },
	"break-before":         func(r *reader, f *frame, v string) { r.breakPage(f, v) },
	"font-family": func(_ *reader, f *frame, v string) {
		f.pictureFont = strings.HasPrefix(strings.Trim(v, `"'`), "wingdings") || v == "symbol"
	},
	"mso-list": func(_ *reader, f *frame, v string) { f.setWordList(v) },
	"display": func(r *reader, f *frame, v string) {
		if v == "none" {
			r.hide(f, flow.Hidden, false, "")
		}
	},
	"mso-hide": func(r *reader, f *frame, v string) {
		if v == "all" {
			r.hide(f, flow.Hidden, false, "")
		}
	},
	"mso-element": func(r *reader, f *frame, v string) {
		if v == "comment-list" {
			r.hide(f, flow.Comment, false, "")
		}
	},
}

func (r *reader) applyStyle(f *frame, style string) {
	for declaration := range strings.SplitSeq(style, ";") {
		name, value, _ := strings.Cut(declaration, ":")
		if apply, known := properties[strings.ToLower(strings.TrimSpace(name))]; known {
			value = strings.ToLower(strings.TrimSpace(value))
			apply(r, f, strings.TrimSpace(strings.TrimSuffix(value, "!important")))
		}
	}
}

func (r *reader) breakPage(f *frame, value string) {
	if f.secret == nil && (value == "always" || value == "page") {
		r.page = true
	}
}

// weightOfBold is the least weight that a reader takes for bold.
const weightOfBold = 600

func (f *frame) setWeight(value string) {
	weight, err := strconv.Atoi(value)
	f.looks.Bold = value == "bold" || value == "bolder" || err == nil && weight >= weightOfBold
}

func (f *frame) setLine(value string) {
	f.looks.Underline = f.looks.Underline || strings.Contains(value, "underline")
}

func (f *frame) setVertical(value string) {
	switch value {
	case "super":
		super(&f.looks)
	case "sub":
		sub(&f.looks)
	}
}

func (f *frame) setAlign(value string) {
	switch strings.ToLower(value) {
	case "center", "-webkit-center":
		f.align = flow.Center
	case "right", "end":
		f.align = flow.End
	case "left", "start", "justify":
		f.align = flow.Start
	}
}

// units are the lengths of units in points.
var units = []struct {
	name   string
	points float64
}{{"pt", 1}, {"px", 0.75}, {"pc", 12}, {"cm", 72 / 2.54}, {"mm", 72 / 25.4}, {"in", 72}}

// setSize takes absolute sizes, and those relative to the text around where that has one.
func (f *frame) setSize(value string) {
	for _, u := range units {
		if n, ok := number(value, u.name); ok {
			f.points = n * u.points
			return
		}
	}
	if n, ok := number(value, "em"); ok && f.points > 0 {
		f.points *= n
	} else if n, ok := number(value, "%"); ok && f.points > 0 {
		f.points *= n / 100
	}
}

// number is what stands before the unit, as far as a size may be that much.
func number(value, unit string) (float64, bool) {
	digits, found := strings.CutSuffix(value, unit)
	if !found {
		return 0, false
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(digits), 64)
	return n, err == nil && n > 0 && n < 2000
}

// setWordList reads what Word says of an item: l0 level2 lfo1 for the paragraph, ignore for the mark written out in it.
func (f *frame) setWordList(value string) {
	if value == "ignore" {
		f.inMarker = true
		return
	}
	for word := range strings.FieldsSeq(value) {
		if level, err := strconv.Atoi(strings.TrimPrefix(word, "level")); err == nil && strings.HasPrefix(word, "level") && level >= 1 && level <= 9 {
			f.listLevel = level
		}
	}
}
