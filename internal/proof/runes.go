package proof

import (
	"strings"
	"unicode"
)

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// isLatin is true of letters of foreign words and of digits in them.
func isLatin(r rune) bool { return isDigit(r) || unicode.IsLetter(r) && !isHan(r) }

func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\u3000' }

func among(r rune, set string) bool { return r != 0 && strings.ContainsRune(set, r) }

// get is the character at i, 0 outside the text.
func get(t []rune, i int) rune {
	if i < 0 || i >= len(t) {
		return 0
	}
	return t[i]
}

func hasPrefix(t []rune, s string) bool {
	i := 0
	for _, c := range s {
		if get(t, i) != c {
			return false
		}
		i++
	}
	return true
}

// trimmed are the bounds of a text without the blanks round it.
func trimmed(t []rune) (from, to int) {
	to = len(t)
	for from < to && isSpace(t[from]) {
		from++
	}
	for to > from && isSpace(t[to-1]) {
		to--
	}
	return from, to
}

// skipBlanks is the next place at or after i that is no blank on the same line.
func skipBlanks(t []rune, i int) int {
	for i < len(t) && isSpace(t[i]) && t[i] != '\n' {
		i++
	}
	return i
}

// skipBlanksBack is the end of what stands before i, blanks left out.
func skipBlanksBack(t []rune, i int) int {
	for i > 0 && isSpace(t[i-1]) && t[i-1] != '\n' {
		i--
	}
	return i
}

// digitsAt reads the digits from i on. More than nine give no number.
func digitsAt(t []rune, i int) (n, end int) {
	for end = i; end < len(t) && isDigit(t[end]) && end-i < 10; end++ {
		n = n*10 + int(t[end]-'0')
	}
	return n, end
}

// digitsBefore reads the digits that end at i; start is i where there are none.
func digitsBefore(t []rune, i int) (n, start int) {
	for start = i; start > 0 && isDigit(t[start-1]) && i-start < 10; {
		start--
	}
	n, _ = digitsAt(t[:i], start)
	return n, start
}

const hanDigits = "一二三四五六七八九"

// hanAt reads a Chinese numeral from 一 to 九十九 from i on; end is i where there is none.
func hanAt(t []rune, i int) (n, end int) {
	digit := func(i int) int { return strings.Index(hanDigits, string(get(t, i)))/len("一") + 1 }
	is := func(i int) bool { return among(get(t, i), hanDigits) }
	end = i
	if is(end) {
		n = digit(end)
		end++
	}
	if get(t, end) != '十' {
		return n, end
	}
	n = max(n, 1) * 10
	end++
	if is(end) {
		n += digit(end)
		end++
	}
	return n, end
}

// hanShare is the share of Chinese characters among letters, in percent.
func hanShare(t []rune) int {
	han, other := 0, 0
	for _, r := range t {
		switch {
		case isHan(r):
			han++
		case unicode.IsLetter(r):
			other++
		}
	}
	if han+other == 0 {
		return 0
	}
	return 100 * han / (han + other)
}
