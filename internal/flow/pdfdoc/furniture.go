package pdfdoc

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// edge is how many lines at the top and at the bottom of a page may be its head and its foot.
const edge = 3

// pageNumber is a line that holds nothing but the number of a page. Its number alone is one only where the numbers count up.
var pageNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[-—–―_·•.]+\d{1,4}[-—–―_·•.]+|第\d{1,4}页(?:[,，/]?共\d{1,4}页)?|\d{1,4}/\d{1,4}|(?i:page)\d{1,4}(?:of\d{1,4})?)$`)
})

var bareNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d{1,4}$`) })

// dropFurniture marks the heads and feet of pages: numbers of pages, and lines that come back at the same height.
func dropFurniture(sheets []*sheet) {
	heights := map[string]map[int]int{} // of lines by their words
	for _, s := range sheets {
		for _, e := range s.edges() {
			words := wordsOf(e.line)
			if heights[words] == nil {
				heights[words] = map[int]int{}
			}
			heights[words][int(e.line.y/4)]++
		}
	}
	for _, s := range sheets {
		s.mark(func(l *line) bool {
			words, at := wordsOf(l), int(l.y/4)
			if words == "" {
				return false
			}
			n := heights[words][at-1] + heights[words][at] + heights[words][at+1]
			bare := bareNumber().MatchString(strings.Map(visible, l.text()))
			return pageNumber().MatchString(strings.Map(visible, l.text())) || n >= 3 || n == 2 && (len(sheets) < 4 || bare) && len(sheets) > 1
		})
	}
}

// wordsOf are the words of a line, whatever the number of the page.
func wordsOf(l *line) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return visible(r)
	}, l.text())
}

func visible(r rune) rune {
	if unicode.IsSpace(r) {
		return -1
	}
	return r
}

type edgeLine struct {
	line *line
	top  bool
}

// edges are the lines at the top and at the bottom of a page, from the outermost inwards.
func (s *sheet) edges() []edgeLine {
	var out []edgeLine
	n := len(s.lines)
	for i := range min(edge, n) {
		out = append(out, edgeLine{s.lines[i], true})
	}
	for i := range min(edge, max(0, n-edge)) {
		out = append(out, edgeLine{s.lines[n-1-i], false})
	}
	return out
}

// mark marks lines from the edges inwards, as long as they are furniture.
func (s *sheet) mark(is func(*line) bool) {
	for _, top := range []bool{true, false} {
		for i := range min(edge, len(s.lines)) {
			l := s.lines[i]
			if !top {
				l = s.lines[len(s.lines)-1-i]
			}
			if l.place != inText || !is(l) {
				break
			}
			l.place = inFoot
			if top && s.upper(l) {
				l.place = inHead
			}
		}
	}
}

// upper tells lines in the upper half of a page: the only line of a page may be its foot.
func (s *sheet) upper(l *line) bool {
	return l.y > (s.page.box.top+s.page.box.bottom)/2
}
