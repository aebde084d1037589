package views

import (
	"context"
	"slices"
	"strconv"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// BulletinLayoutVM is how a bulletin's paper looks, with a preview beside it.
//
// Forms, each with role and version: paths.BulletinLayout with what LayoutForm says, or the same by GET to see it; paths.Lettering with file,
// or with remove.
type BulletinLayoutVM struct {
	ID        int64
	Version   int64
	Name      string // of the bulletin
	Form      LayoutForm
	Lettering models.Lettering
	Shown     string // number of the issue in the preview; empty: a sample
	Limit     int    // of a picture, in MB
}

// LayoutForm is a layout as its form holds it: size, name_size and rule in points; contents; the checkboxes sources and makers; and the names
// of fonts.
type LayoutForm struct {
	Size     string
	NameSize string
	Rule     string
	Contents string // one of ContentsOff, ContentsFirst and ContentsAlone
	Sources  bool
	Makers   bool
	Fonts    models.LayoutFonts
}

// Where the contents stand.
const (
	ContentsOff   = "off"
	ContentsFirst = "first"
	ContentsAlone = "alone"
)

// Points writes a length in points as the form holds it.
func Points(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// NewLayoutForm is the form of a stored layout.
func NewLayoutForm(l models.Layout) LayoutForm {
	f := LayoutForm{Size: Points(l.Size), NameSize: Points(l.NameSize), Rule: Points(l.Rule), Contents: ContentsOff, Sources: l.Sources, Makers: l.Makers, Fonts: l.Fonts}
	if l.Contents {
		f.Contents = ContentsFirst
	}
	if l.Contents && l.ContentsAlone {
		f.Contents = ContentsAlone
	}
	return f
}

// fontField is one name of a font.
type fontField struct{ name, label, value, official string }

func (f LayoutForm) fonts() []fontField {
	o := models.OfficialFonts()
	return []fontField{
		{"font_title", "layout.font_title", f.Fonts.Title, o.Title},
		{"font_body", "layout.font_body", f.Fonts.Body, o.Body},
		{"font_section", "layout.font_section", f.Fonts.Section, o.Section},
		{"font_article", "layout.font_article", f.Fonts.Article, o.Article},
		{"font_song", "layout.font_song", f.Fonts.Song, o.Song},
		{"font_latin", "layout.font_latin", f.Fonts.Latin, o.Latin},
	}
}

// query is what the form would ask for a preview with.
func (f LayoutForm) query() []string {
	out := []string{"size", f.Size, "name_size", f.NameSize, "rule", f.Rule, "contents", f.Contents}
	for _, c := range []struct {
		name string
		on   bool
	}{{"sources", f.Sources}, {"makers", f.Makers}} {
		if c.on {
			out = append(out, c.name, "1")
		}
	}
	for _, font := range f.fonts() {
		out = append(out, font.name, font.value)
	}
	return out
}

// nameSizes are the sizes of the name that the form offers, in points; 0: as large as the line allows. One that is stored and not among
// them is offered too.
var nameSizes = []float64{0, 36, 42, 48, 52, 56, 62, 72, 84}

// ruleWidths are the widths of the red rule, in the same way.
var ruleWidths = []float64{0.5, 1, 1.5, 2, 3, 4}

// lengthNames are the lengths that have names of their own.
var lengthNames = map[string]map[string]string{
	"size":      {"16": "layout.size_16", "15": "layout.size_15", "14": "layout.size_14"},
	"name_size": {"0": "layout.name_size_0"},
	"rule":      {"1.5": "layout.rule_official"},
}

func lengths(ctx context.Context, field string, offered []float64, value string) []components.Option {
	var out []components.Option
	known := func(v string) bool {
		return slices.ContainsFunc(out, func(o components.Option) bool { return o.Value == v })
	}
	add := func(v string) {
		label := i18n.T(ctx, "layout.points", i18n.D{"Points": v})
		if key := lengthNames[field][v]; key != "" {
			label = i18n.T(ctx, key)
		}
		out = append(out, components.Option{Value: v, Label: label})
	}
	for _, v := range offered {
		add(Points(v))
	}
	if value != "" && !known(value) {
		add(value)
	}
	return out
}

func contentsOptions(ctx context.Context) []components.Option {
	return []components.Option{
		{Value: ContentsFirst, Label: i18n.T(ctx, "layout.contents_first")},
		{Value: ContentsAlone, Label: i18n.T(ctx, "layout.contents_alone")},
		{Value: ContentsOff, Label: i18n.T(ctx, "layout.contents_off")},
	}
}

func (vm BulletinLayoutVM) href() string { return paths.To(paths.BulletinLayout, vm.ID) }

// page is the address of a page of the preview, without what the form says.
func (vm BulletinLayoutVM) page(n int) string { return paths.To(paths.LayoutPreview, vm.ID, n) }

// preview is what the preview shows, in words.
func (vm BulletinLayoutVM) preview(ctx context.Context) string {
	if vm.Shown == "" {
		return i18n.T(ctx, "layout.preview_sample")
	}
	return i18n.T(ctx, "layout.preview_issue", i18n.D{"Issue": vm.Shown})
}

// previewed are the pages of the preview: the first, and one of text.
var previewed = []struct {
	page  int
	label string
}{{1, "layout.page_first"}, {2, "layout.page_text"}}

// lettering says which lettering is used.
func (vm BulletinLayoutVM) lettering(ctx context.Context) string {
	switch {
	case vm.Lettering.SHA256 != "":
		return i18n.T(ctx, "lettering.now_picture")
	case vm.Lettering.Path != "":
		return i18n.T(ctx, "lettering.now_outlines")
	}
	return i18n.T(ctx, "lettering.now_shipped")
}

// fontsTyped reports whether the names of fonts are shown at once: one was given, or is wrong.
func (vm BulletinLayoutVM) fontsTyped(problems components.Problems) bool {
	return slices.ContainsFunc(vm.Form.fonts(), func(f fontField) bool { return f.value != "" || problems.For(f.name) != "" })
}
