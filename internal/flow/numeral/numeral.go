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

// writers write a number the way a style does. Styles without a line, and numbers that a style has no sign for, are written 1, 2, 3.
var writers = map[Style]func(int) string{
	"none":                         func(int) string { return "" },
	"decimalZero":                  func(n int) string { return fmt.Sprintf("%02d", n) },
	"decimalFullWidth":             digits("０１２３４５６７８９"),
	"decimalFullWidth2":            digits("０１２３４５６７８９"),
	"numberInDash":                 func(n int) string { return "- " + strconv.Itoa(n) + " -" },
	"chineseCounting":              counting("一二三四五六七八九"),
	"taiwaneseCounting":            counting("一二三四五六七八九"),
	"chineseCountingThousand":      thousands("零一二三四五六七八九", "十百千万", "零", true),
	"taiwaneseCountingThousand":    thousands("零一二三四五六七八九", "十百千萬", "零", true),
	"chineseLegalSimplified":       thousands("零壹贰叁肆伍陆柒捌玖", "拾佰仟萬", "零", false),
	"ideographLegalTraditional":    thousands("零壹貳參肆伍陸柒捌玖", "拾佰仟萬", "零", false),
	"japaneseCounting":             japanese,
	"ideographDigital":             digits("〇一二三四五六七八九"),
	"japaneseDigitalTenThousand":   digits("〇一二三四五六七八九"),
	"taiwaneseDigital":             digits("○一二三四五六七八九"),
	"ideographTraditional":         signs("甲乙丙丁戊己庚辛壬癸"),
	"ideographZodiac":              signs("子丑寅卯辰巳午未申酉戌亥"),
	"ideographZodiacTraditional":   sixty,
	"ideographEnclosedCircle":      signs("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
	"decimalEnclosedCircle":        signs("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
	"decimalEnclosedCircleChinese": signs("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
	"decimalEnclosedParen":         signs("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
	"decimalEnclosedFullstop":      signs("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
	"upperLetter":                  letters('A'),
	"lowerLetter":                  letters('a'),
	"upperRoman":                   roman,
	"lowerRoman":                   func(n int) string { return strings.ToLower(roman(n)) },
}

// Write writes the number n.
func Write(s Style, n int) string {
	if write, known := writers[s]; known && n >= 0 {
		return write(n)
	}
	return strconv.Itoa(n)
}

// signs writes a number with the sign at its place.
func signs(all string) func(int) string {
	list := []rune(all)
	return func(n int) string {
		if n < 1 || n > len(list) {
			return strconv.Itoa(n)
		}
		return string(list[n-1])
	}
}

// digits writes a number digit by digit.
func digits(all string) func(int) string {
	list := []rune(all)
	return func(n int) string {
		return strings.Map(func(d rune) rune { return list[d-'0'] }, strconv.Itoa(n))
	}
}

// counting writes 十 up to 九十九, and digit by digit from 一○○ on.
func counting(ones string) func(int) string {
	beyond := digits("○" + ones)
	below := thousands("○"+ones, "十百千万", "", true)
	return func(n int) string {
		if n >= 100 {
			return beyond(n)
		}
		return below(n)
	}
}

// thousands writes a number with its units. Zeros between digits are one zero; 10 to 19 have no 一 if short.
func thousands(ones, units, zero string, short bool) func(int) string {
	digit, unit := []rune(ones), []rune(units)
	return func(n int) string {
		if n == 0 {
			return string(digit[0])
		}
		if short && n >= 10 && n < 20 {
			return strings.TrimPrefix(withUnits(n, digit, unit, zero), string(digit[1]))
		}
		return withUnits(n, digit, unit, zero)
	}
}

func withUnits(n int, digit, unit []rune, zero string) string {
	var b strings.Builder
	pending := false
	for place, of := len(unit), 10_000; of > 0; place, of = place-1, of/10 {
		d := n / of % 10
		if d == 0 {
			pending = b.Len() > 0
			continue
		}
		if pending {
			b.WriteString(zero)
			pending = false
		}
		b.WriteRune(digit[d])
		if place > 0 {
			b.WriteRune(unit[place-1])
		}
	}
	return b.String()
}

// japanese has neither zeros nor a 一 before 十, 百 and 千.
func japanese(n int) string {
	s := thousands("〇一二三四五六七八九", "十百千万", "", true)(n)
	return strings.NewReplacer("一十", "十", "一百", "百", "一千", "千").Replace(s)
}

// sixty is the cycle of stems and branches.
func sixty(n int) string {
	if n < 1 || n > 60 {
		return strconv.Itoa(n)
	}
	return string([]rune("甲乙丙丁戊己庚辛壬癸")[(n-1)%10]) + string([]rune("子丑寅卯辰巳午未申酉戌亥")[(n-1)%12])
}

// letters go from z to aa, bb, cc.
func letters(first rune) func(int) string {
	return func(n int) string {
		if n < 1 || n > 780 { // where Word ends
			return strconv.Itoa(n)
		}
		return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
	}
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range []struct {
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
	} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.sign)
		}
	}
	return b.String()
}
