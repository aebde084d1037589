package docx

import (
	"regexp"
	"strconv"

	"jianbao/internal/flow"
)

// maxBase bounds the chain of styles that are based on one another; Word ends it sooner.
const maxBase = 32

const maxName = 100 // runes, of styles and pictures

// maybe is a property that may be said or left to somebody else.
type maybe[T any] struct {
	value T
	said  bool
}

func say[T any](v T) maybe[T] { return maybe[T]{v, true} }

func (m maybe[T]) or(other maybe[T]) maybe[T] {
	if m.said {
		return m
	}
	return other
}

// look is how characters look.
type look struct {
	bold, italic, hidden, underline maybe[bool]
	raised                          maybe[string] // superscript, subscript or baseline
	half                            maybe[int]    // half points
}

func (l look) or(o look) look {
	return look{
		bold: l.bold.or(o.bold), italic: l.italic.or(o.italic), hidden: l.hidden.or(o.hidden),
		underline: l.underline.or(o.underline), raised: l.raised.or(o.raised), half: l.half.or(o.half),
	}
}

// form is how a paragraph is set.
type form struct {
	outline maybe[int] // 1–9, and 0 for text
	align   maybe[flow.Align]
	list    maybe[string] // numId
	level   maybe[int]    // 0–8
	page    maybe[bool]
	frame   maybe[bool]
	dropCap maybe[bool]
}

func (f form) or(o form) form {
	return form{
		outline: f.outline.or(o.outline), align: f.align.or(o.align), list: f.list.or(o.list), level: f.level.or(o.level),
		page: f.page.or(o.page), frame: f.frame.or(o.frame), dropCap: f.dropCap.or(o.dropCap),
	}
}

// style is one style; look and form are with what it inherits.
type style struct {
	id, name, base string
	look           look
	form           form
}

// styles are the styles of a file. Defaults stand apart, because properties that toggle treat them in their own way.
type styles struct {
	byID      map[string]*style
	paragraph *style // of paragraphs that name none
	look      look
	form      form
}

func (r *reader) readStyles(part string) *styles {
	ss := &styles{byID: map[string]*style{}, paragraph: &style{}}
	r.walk(part, "w:styles", "", func(n *node) {
		if !r.countDefined() {
			return
		}
		switch n.name {
		case "w:docDefaults":
			ss.look = readLook(n.child("w:rPrDefault", "w:rPr"))
			ss.form = readForm(n.child("w:pPrDefault", "w:pPr"))
		case "w:style":
			s := readStyle(n)
			ss.byID[s.id] = s
			if n.attr("w:type") == "paragraph" && n.attr("w:default") != "" && on(n.attr("w:default")) {
				ss.paragraph = s
			}
		}
	})
	ss.inherit()
	return ss
}

// inherit completes every style with what its bases say. It reads from a copy, so that the order does not matter.
func (ss *styles) inherit() {
	own := make(map[string]style, len(ss.byID))
	for id, s := range ss.byID {
		own[id] = *s
	}
	for _, s := range ss.byID {
		base := s.base
		for range maxBase {
			b, known := own[base]
			if !known {
				break
			}
			s.look, s.form = s.look.or(b.look), s.form.or(b.form)
			base = b.base
		}
	}
}

// get is the style of a paragraph.
func (ss *styles) get(id string) *style {
	if s := ss.byID[id]; s != nil {
		return s
	}
	return ss.paragraph
}

var headingName = regexp.MustCompile(`^(?i:heading|标题)\s*([1-9])$`)

func readStyle(n *node) *style {
	s := &style{
		id: n.attr("w:styleId"), name: clip(n.child("w:name").val(), maxName), base: n.child("w:basedOn").val(),
		look: readLook(n.child("w:rPr")), form: readForm(n.child("w:pPr")),
	}
	if m := headingName.FindStringSubmatch(s.name); m != nil && n.attr("w:type") != "character" {
		s.form.outline = s.form.outline.or(say(number(m[1], 0, 9)))
	}
	return s
}

func readLook(rPr *node) look {
	var l look
	for _, n := range rPr.children() {
		switch n.name {
		case "w:b":
			l.bold = say(on(n.val()))
		case "w:i":
			l.italic = say(on(n.val()))
		case "w:vanish":
			l.hidden = say(on(n.val()))
		case "w:u":
			l.underline = say(n.val() != "none")
		case "w:vertAlign":
			l.raised = say(n.val())
		case "w:sz":
			l.half = say(number(n.val(), 0, 2*1638))
		}
	}
	return l
}

var aligns = map[string]flow.Align{"center": flow.Center, "right": flow.End, "end": flow.End}

func readForm(pPr *node) form {
	var f form
	for _, n := range pPr.children() {
		switch n.name {
		case "w:outlineLvl":
			f.outline = say((number(n.val(), 0, 9) + 1) % 10) // 9 means text
		case "w:jc":
			f.align = say(aligns[n.val()])
		case "w:numPr":
			if id := n.child("w:numId"); id != nil {
				f.list = say(id.val())
			}
			if level := n.child("w:ilvl"); level != nil {
				f.level = say(number(level.val(), 0, 8))
			}
		case "w:pageBreakBefore":
			f.page = say(on(n.val()))
		case "w:framePr":
			drop := n.attr("w:dropCap")
			f.dropCap = say(drop != "" && drop != "none")
			f.frame = say(!f.dropCap.value)
		}
	}
	return f
}

// on reads a switch: one without a value is on.
func on(value string) bool { return value != "0" && value != "false" && value != "off" }

// number reads a whole number within bounds; what is none is the lower one.
func number(s string, low, high int) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		n = low
	}
	return min(max(n, low), high)
}

// effective is how a run looks under a paragraph style, a character style and what it says itself. Properties that toggle
// are turned around by each style that sets them (ISO/IEC 29500-1, 17.7.3); the others are taken from the nearest.
func (ss *styles) effective(table, paragraph look, rPr *node) look {
	own := readLook(rPr)
	var character look
	if s := ss.byID[rPr.child("w:rStyle").val()]; s != nil {
		character = s.look
	}
	l := own.or(character).or(paragraph).or(table).or(ss.look)
	toggle := func(pick func(look) maybe[bool]) maybe[bool] {
		flips := pick(table).value != pick(paragraph).value != pick(character).value
		return pick(own).or(say(pick(ss.look).value || flips))
	}
	l.bold = toggle(func(l look) maybe[bool] { return l.bold })
	l.italic = toggle(func(l look) maybe[bool] { return l.italic })
	l.hidden = toggle(func(l look) maybe[bool] { return l.hidden })
	return l
}
