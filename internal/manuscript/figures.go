package manuscript

import "regexp"

// figureForm begins the caption of a picture: 图1, 图为… Those of tables are captionForm.
var figureForm = regexp.MustCompile(`^图(?:片|示)?(?:[0-9` + han + `]{1,3}|为|:)`)

// figure tells what stands in the text without being text: a table or a picture.
func (e *entry) figure() bool { return e.grid != nil || e.picture() > 0 }

func (e *entry) captions() bool {
	return e.set == "" && len(e.parts) == 1 && e.short() && e.width <= titleWidth && figureForm.MatchString(e.f.s)
}

// captionsAside keeps captions beside pictures from being titles.
func (r *reader) captionsAside(es []entry) {
	if r.known == nil {
		return
	}
	for i := range es {
		e := &es[i]
		beside := i > 0 && (es[i-1].picture() > 0 || es[i-1].caption) || i+1 < len(es) && es[i+1].picture() > 0
		if e.caption = beside && e.captions(); e.caption {
			e.aside, e.title, e.plain, e.brief = true, false, false, false
		}
	}
}

// pictures reads the pictures from unit i with their captions, which stand under them, or above; it returns the unit after them, or i
// where there is no picture. Where captions are fewer, they belong to the pictures next to them.
func (in *inside) pictures(i int) int {
	above := in.count(i, isCaption)
	from := i + above
	count := in.count(from, isPicture)
	if count == 0 || above > count {
		return i
	}
	below := 0
	if above == 0 {
		below = min(in.count(from+count, isCaption), count)
	}
	for k := range count {
		e := &in.entries[from+k]
		bl := Block{Kind: Image, Picture: e.picture(), Text: in.newText(e.Span)}
		if n := k - (count - below); above > k {
			bl.Caption = in.newText(in.entries[i+k].Span)
		} else if n >= 0 {
			bl.Caption = in.newText(in.entries[from+count+n].Span)
		}
		in.add(unmarked, bl)
	}
	return from + count + below
}

func isPicture(e *entry) bool { return e.picture() > 0 }
func isCaption(e *entry) bool { return e.caption }

// count counts the units from i of one sort.
func (in *inside) count(i int, sort func(*entry) bool) int {
	n := 0
	for i+n < in.end && sort(&in.entries[i+n]) {
		n++
	}
	return n
}
