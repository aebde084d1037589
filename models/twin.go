package models

import (
	"strings"
	"unicode"
)

// TitleKey is what two titles have in common that differ in width, blanks, case and punctuation only; empty for a title without
// letters and digits.
func TitleKey(title string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r = r - '！' + '!'
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, title)
}
