package manuscript

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// The characters that numbers are written with in fold's output, ready for a character class.
const (
	han    = `一二三四五六七八九十百〇零两廿卅壹贰叁肆伍陆柒捌玖拾`
	number = `[0-9` + han + `]`
)

var digits = map[rune]int{
	'〇': 0, '零': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '两': 2,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9,
	'0': 0, '1': 1, '2': 2, '3': 3, '4': 4, '5': 5, '6': 6, '7': 7, '8': 8, '9': 9,
}

var units = map[rune]int{'十': 10, '拾': 10, '百': 100, '廿': 20, '卅': 30}

// parseNumber reads 232, 二百三十二, 二三二, 廿三. It reports false for what is no number or has more than six digits.
func parseNumber(s string) (int, bool) {
	if s == "" || utf8.RuneCountInString(s) > 6 {
		return 0, false
	}
	if !strings.ContainsAny(s, "十拾百廿卅") {
		return positional(s)
	}
	total, digit := 0, -1
	for _, r := range s {
		unit, isUnit := units[r]
		switch d, isDigit := digits[r]; {
		case isDigit:
			digit = d
		case !isUnit:
			return 0, false
		case r == '廿' || r == '卅':
			total += unit
		default:
			if digit < 0 {
				digit = 1
			}
			total += digit * unit
			digit = -1
		}
	}
	return total + max(digit, 0), true
}

func positional(s string) (int, bool) {
	n := 0
	for _, r := range s {
		d, ok := digits[r]
		if !ok {
			return 0, false
		}
		n = n*10 + d
	}
	return n, true
}

// hanNumber writes 1 to 99 in Chinese; other numbers stay in digits.
func hanNumber(n int) string {
	if n < 1 || n > 99 {
		return strconv.Itoa(n)
	}
	ones := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch tens, one := n/10, ones[n%10]; tens {
	case 0:
		return one
	case 1:
		return "十" + one
	default:
		return ones[tens] + "十" + one
	}
}
