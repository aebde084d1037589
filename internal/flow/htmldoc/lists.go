package htmldoc

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"jianbao/internal/flow/numeral"
)

const bullet = "•"

// list counts the items of a list that is open.
type list struct {
	kind kind
	next int
	step int
}

// kind is how items are marked: by a number and what stands behind it, by a bullet, or not at all.
type kind struct {
	numbers numeral.Style
	behind  string
	bullet  bool
	bare    bool
}

// kinds are those of the type attribute and of list-style-type. Attributes tell capitals and small letters apart.
var kinds = map[string]kind{
	"1": {numbers: numeral.Decimal, behind: "."}, "a": {numbers: numeral.LowerLetter, behind: "."}, "A": {numbers: numeral.UpperLetter, behind: "."},
	"i": {numbers: numeral.LowerRoman, behind: "."}, "I": {numbers: numeral.UpperRoman, behind: "."},
	"decimal": {numbers: numeral.Decimal, behind: "."}, "decimal-leading-zero": {numbers: numeral.DecimalZero, behind: "."},
	"lower-alpha": {numbers: numeral.LowerLetter, behind: "."}, "lower-latin": {numbers: numeral.LowerLetter, behind: "."},
	"upper-alpha": {numbers: numeral.UpperLetter, behind: "."}, "upper-latin": {numbers: numeral.UpperLetter, behind: "."},
	"lower-roman": {numbers: numeral.LowerRoman, behind: "."}, "upper-roman": {numbers: numeral.UpperRoman, behind: "."},
	"cjk-ideographic": {numbers: numeral.Chinese, behind: "、"}, "simp-chinese-informal": {numbers: numeral.Chinese, behind: "、"},
	"trad-chinese-informal": {numbers: numeral.Chinese, behind: "、"}, "simp-chinese-formal": {numbers: numeral.ChineseLegal, behind: "、"},
	"cjk-decimal": {numbers: numeral.ChineseDigits, behind: "、"}, "cjk-heavenly-stem": {numbers: numeral.Stems, behind: "、"},
	"cjk-earthly-branch": {numbers: numeral.Branches, behind: "、"},
	"disc":               {bullet: true}, "circle": {bullet: true}, "square": {bullet: true}, "none": {bare: true},
}

func newList(t html.Token) *list {
	l := &list{kind: kind{bullet: true}, next: 1, step: 1}
	if t.Data == "ol" {
		l.kind = kinds["1"]
		if start, err := strconv.Atoi(attribute(t, "start")); err == nil {
			l.next = start
		}
		if hasAttribute(t, "reversed") && hasAttribute(t, "start") {
			l.step = -1
		}
	}
	l.kind = l.kind.told(t)
	return l
}

// told is the kind after what a tag says about it.
func (k kind) told(t html.Token) kind {
	if other, known := kinds[attribute(t, "type")]; known {
		k = other
	}
	for declaration := range strings.SplitSeq(strings.ToLower(attribute(t, "style")), ";") {
		name, value, _ := strings.Cut(declaration, ":")
		if name = strings.TrimSpace(name); name != "list-style-type" && name != "list-style" {
			continue
		}
		for word := range strings.FieldsSeq(value) {
			if other, known := kinds[word]; known {
				k = other
			}
		}
	}
	return k
}

// beginItem counts an item, whose mark waits for its text. One that is in no list has a bullet, as a browser shows it.
func (r *reader) beginItem(f *frame, t html.Token) error {
	if err := r.flushMark(); err != nil {
		return err
	}
	l := f.list
	if l == nil {
		l = &list{kind: kind{bullet: true}}
	}
	if value, err := strconv.Atoi(attribute(t, "value")); err == nil {
		l.next = value
	}
	r.para.marker, r.para.level = []byte(l.kind.told(t).mark(l.next)), f.depth
	l.next += l.step
	f.close = r.flushMark
	return nil
}

func (k kind) mark(n int) string {
	switch {
	case k.bare:
		return ""
	case k.bullet:
		return bullet
	}
	return numeral.Write(k.numbers, n) + k.behind
}
