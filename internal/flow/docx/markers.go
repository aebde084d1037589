package docx

import (
	"strings"
	"unicode/utf8"
)

// bullet is the sign of an unnumbered list. Signs of picture fonts, and bullets that are pictures, are shown as •.
func bullet(text string, fonts *node) string {
	text = strings.TrimSpace(text)
	font := fonts.attr("w:ascii")
	first, _ := utf8.DecodeRuneInString(text)
	switch {
	case text == "":
		return ""
	case pictureFont(font) || private(first):
		return "•"
	case text == "o" && strings.HasPrefix(font, "Courier"):
		return "○"
	default:
		return text
	}
}
