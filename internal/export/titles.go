package export

import (
	"regexp"
	"strings"

	"jianbao/models"
)

// Titles carry their printed numbers, 一、 and （一）. A text has no other way to tell them from the headings inside an article, so that
// one whose articles use such numbers themselves marks its titles by a symbol.
var printedNumber = regexp.MustCompile(`^\s*(?:[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]|[一二三四五六七八九十]{1,3}\s*[、．.　])`)

// titleSymbols are what titles may be marked with, the most usual first.
var titleSymbols = []string{"★", "◆", "■", "●", "▲"}

// symbolFor is the symbol for the titles of an issue: empty where numbers tell them.
func symbolFor(c models.EditionContent) string {
	heads := lineHeads(c)
	numbered := false
	for _, h := range heads {
		numbered = numbered || printedNumber.MatchString(h)
	}
	if !numbered {
		return ""
	}
	for _, symbol := range titleSymbols {
		taken := false
		for _, h := range heads {
			taken = taken || strings.HasPrefix(h, symbol)
		}
		if !taken {
			return symbol
		}
	}
	return "※"
}

// headRunes is how much of a line tells its number.
const headRunes = 12

// lineHeads are the beginnings of all lines inside the articles.
func lineHeads(c models.EditionContent) []string {
	var out []string
	add := func(marker string, in []models.Inline) {
		head := []rune(marker + models.PlainText(in))
		out = append(out, string(head[:min(len(head), headRunes)]))
	}
	for _, s := range c.Sections {
		for _, a := range s.Articles {
			for _, b := range a.Text.Body.Blocks {
				add(b.Marker, b.Inlines)
				for _, it := range b.Items {
					add(it.Marker, it.Inlines)
				}
			}
		}
	}
	return out
}
