// Package numeral writes the numbers of automatic lists as a reader sees them.
package numeral

import (
	"fmt"
	"strconv"
	"strings"
)

// Style names a way of writing numbers. The names are those of ISO/IEC 29500-1, 17.18.59.
type Style string

// The ways of writing numbers. Any other one, and a number for which a way has no sign, is written 1, 2, 3.
const (
	None             Style = "none"
	Decimal          Style = "decimal"
	DecimalZero      Style = "decimalZero"
	FullWidth        Style = "decimalFullWidth"
	UpperRoman       Style = "upperRoman"
	LowerRoman       Style = "lowerRoman"
	UpperLetter      Style = "upperLetter"
	LowerLetter      Style = "lowerLetter"
	Circled          Style = "decimalEnclosedCircle"
	Parenthesised    Style = "decimalEnclosedParen"
	FullStop         Style = "decimalEnclosedFullstop"
	ChineseCircled   Style = "ideographEnclosedCircle"
	Stems            Style = "ideographTraditional"
	Branches         Style = "ideographZodiac"
	ChineseDigits    Style = "ideographDigital"
	Chinese          Style = "chineseCounting"
	ChineseThousands Style = "chineseCountingThousand"
	ChineseLegal     Style = "chineseLegalSimplified"
)

var writers = map[Style]func(int) string{
	None:             func(int) string { return "" },
	DecimalZero:      func(n int) string { return fmt.Sprintf("%02d", n) },
	FullWidth:        digits("０１２３４５６７８９"),
	UpperRoman:       roman,
	LowerRoman:       func(n int) string { return strings.ToLower(roman(n)) },
	UpperLetter:      letters('A'),
	LowerLetter:      letters('a'),
	Circled:          signs("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
	Parenthesised:    signs("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
	FullStop:         signs("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
	ChineseCircled:   signs("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
	Stems:            signs("甲乙丙丁戊己庚辛壬癸"),
	Branches:         signs("子丑寅卯辰巳午未申酉戌亥"),
	ChineseDigits:    digits("〇一二三四五六七八九"),
	Chinese:          chinese("零一二三四五六七八九", "十百千", true),
	ChineseThousands: chinese("零一二三四五六七八九", "十百千", true),
	ChineseLegal:     chinese("零壹贰叁肆伍陆柒捌玖", "拾佰仟", false),
}

// Write writes the number n.
func Write(s Style, n int) string {
	if write, known := writers[s]; known && n >= 0 {
		return write(n)
	}
	return strconv.Itoa(n)
}

func signs(all string) func(int) string {
	list := []rune(all)
	return func(n int) string {
		if n < 1 || n > len(list) {
			return strconv.Itoa(n)
		}
		return string(list[n-1])
	}
}

func digits(all string) func(int) string {
	list := []rune(all)
	return func(n int) string {
		return strings.Map(func(d rune) rune { return list[d-'0'] }, strconv.Itoa(n))
	}
}

// letters go from z to aa, bb, cc, as Word does; beyond some turns nobody reads them.
func letters(first rune) func(int) string {
	const most = 26 * 10
	return func(n int) string {
		if n < 1 || n > most {
			return strconv.Itoa(n)
		}
		return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
	}
}

// chinese writes up to 9999 with units; 十 to 十九 have no 一 before them if short.
func chinese(ones, units string, short bool) func(int) string {
	one, unit := []rune(ones), append([]rune{0}, []rune(units)...)
	return func(n int) string {
		switch s := withUnits(n, one, unit); {
		case n < 1 || n > 9999:
			return strconv.Itoa(n)
		case short && n >= 10 && n < 20:
			return strings.TrimPrefix(s, string(one[1]))
		default:
			return s
		}
	}
}

// withUnits writes digits with their units; zeros between digits are one zero.
func withUnits(n int, one, unit []rune) string {
	var b strings.Builder
	zero := false
	for place, of := len(unit)-1, 1000; place >= 0; place, of = place-1, of/10 {
		d := n / of % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteRune(one[0])
			zero = false
		}
		b.WriteRune(one[d])
		if place > 0 {
			b.WriteRune(unit[place])
		}
	}
	return b.String()
}

var romans = []struct {
	value int
	sign  string
}{
	{1000, "M"},
	{900, "CM"},
	{500, "D"},
	{400, "CD"},
	{100, "C"},
	{90, "XC"},
	{50, "L"},
	{40, "XL"},
	{10, "X"},
	{9, "IX"},
	{5, "V"},
	{4, "IV"},
	{1, "I"},
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range romans {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.sign)
		}
	}
	return b.String()
}
