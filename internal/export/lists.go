package export

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"jianbao/models"
)

// bullets are the marks that say no more than that an entry begins.
const bullets = "•·-–—*＊●○▪◦‣"

func isBullet(marker string) bool {
	return marker == "" || len([]rune(marker)) == 1 && strings.Contains(bullets, marker)
}

// bulleted tells a list that has no marks of its own.
func bulleted(items []models.Item) bool {
	for _, it := range items {
		if !isBullet(it.Marker) {
			return false
		}
	}
	return true
}

// counted tells a list on one level that counts 1. 2. 3., and gives its first number.
func counted(items []models.Item) (first int, ok bool) {
	for i, it := range items {
		n, err := strconv.Atoi(strings.TrimSuffix(it.Marker, "."))
		if err != nil || n < 0 || !strings.HasSuffix(it.Marker, ".") || strings.HasPrefix(it.Marker, "0") && n > 0 || it.Level > 0 {
			return 0, false
		}
		if i == 0 {
			first = n
		}
		if n != first+i {
			return 0, false
		}
	}
	return first, len(items) > 0
}

// list draws a list with its own marks as paragraphs, because no list of HTML prints them; other lists are lists.
func (m markup) list(items []models.Item) nodes {
	first, numbers := counted(items)
	switch {
	case m.lists && numbers:
		start := ""
		if first != 1 {
			start = strconv.Itoa(first)
		}
		ol := el("ol", attr("start", start))
		for _, it := range items {
			ol.AppendChild(el("li", nil, m.inlines(it.Inlines)...))
		}
		return nodes{ol}
	case m.lists && bulleted(items):
		return m.nestedList(items)
	}
	var out nodes
	for _, it := range items {
		out = append(out, m.wrap(partItem, append(lines(strings.Repeat("　", it.Level)+spaced(orBullet(it.Marker))), m.inlines(it.Inlines)...))...)
	}
	return out
}

// nestedList puts deeper entries into lists inside the entry above them. An entry goes at most one level deeper than that one.
func (m markup) nestedList(items []models.Item) nodes {
	var open []*html.Node // lists, the outermost first
	for _, it := range items {
		level := min(it.Level, len(open))
		if level < len(open) {
			open = open[:level+1]
		} else {
			ul := el("ul", nil)
			if level > 0 {
				open[level-1].LastChild.AppendChild(ul)
			}
			open = append(open, ul)
		}
		open[level].AppendChild(el("li", nil, m.inlines(it.Inlines)...))
	}
	if len(open) == 0 {
		return nil
	}
	return nodes{open[0]}
}
