package docx

import (
	"strconv"
	"strings"

	"jianbao/internal/flow"
)

// symbol writes a sign that is named by its font and its place in it. Signs that nothing stands for are reported.
func (s *story) symbol(n *node, p *paragraph, marks flow.Run, half int) {
	code, err := strconv.ParseUint(n.attr("w:char"), 16, 21)
	if err != nil {
		return
	}
	sign := signOf(n.attr("w:font"), rune(code))
	if sign == "" {
		s.tally.Omit(flow.Object, n.attr("w:font"))
		return
	}
	s.write(p, sign, marks, half)
}

func signOf(font string, code rune) string {
	if !private(code) && (code > 0xFF || !pictureFont(font)) {
		if code < ' ' || !validRune(code) {
			return ""
		}
		return string(code)
	}
	code &= 0xFF
	if strings.EqualFold(font, "Symbol") {
		return greek(code)
	}
	if strings.EqualFold(font, "Wingdings") {
		return wingdings[code]
	}
	return ""
}

func validRune(r rune) bool { return r <= 0x10FFFF && (r < 0xD800 || r > 0xDFFF) }

// private says whether a code is one that every font uses as it likes.
func private(r rune) bool { return r >= 0xE000 && r <= 0xF8FF }

// pictureFont says whether a font has pictures where others have letters.
func pictureFont(font string) bool {
	font = strings.ToLower(font)
	return font == "symbol" || strings.HasPrefix(font, "wingdings") || strings.HasPrefix(font, "webdings")
}

// greek is a sign of the font Symbol, which has Greek letters in the places of the Latin ones.
func greek(code rune) string {
	const capital, small = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
	switch {
	case code >= 'A' && code <= 'Z':
		return string([]rune(capital)[code-'A'])
	case code >= 'a' && code <= 'z':
		return string([]rune(small)[code-'a'])
	case code >= ' ' && code <= '@' && code != '"' && code != '$' && code != '\'':
		return string(code)
	default:
		return symbols[code]
	}
}

// symbols are the other signs of the font Symbol.
var symbols = map[rune]string{
	'"': "∀", '$': "∃", '\'': "∍", '[': "[", '\\': "∴", ']': "]", '^': "⊥", '_': "_", '{': "{", '|': "|", '}': "}", '~': "∼",
	0xA1: "ϒ", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xA6: "ƒ", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←",
	0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷",
	0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC0: "ℵ", 0xC4: "⊗", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xC9: "⊃", 0xCA: "⊇",
	0xCB: "⊄", 0xCC: "⊂", 0xCD: "⊆", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧",
	0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDD: "⇑", 0xDE: "⇒", 0xDF: "⇓", 0xE0: "◊", 0xE5: "∑", 0xF2: "∫",
}

// wingdings are the signs of that font that texts use.
var wingdings = map[rune]string{
	0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x3F: "✍", 0x46: "☞", 0x4A: "☺", 0x51: "✈", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒",
	0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨",
	0x8A: "⑩", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAA: "✦", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
	0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}
