package manuscript

import (
	"regexp"
	"slices"
	"strings"

	"jianbao/internal/flow"
)

// frontItems is how many items of a file may stand before or in its masthead.
const frontItems = 24

// inReadingOrder puts what is printed at the very top before the rest: text boxes that are anchored in the first lines, and a page
// head that holds the number of the issue where no line at the front does. Many mastheads are made so.
func inReadingOrder(items []flow.Item) []flow.Item {
	front := frontOf(items)
	numbered := slices.ContainsFunc(items[:front], func(it flow.Item) bool { return holdsNumber(it, flow.Body) || holdsNumber(it, flow.Box) })
	var top, rest []flow.Item
	for i, it := range items {
		switch par := it.Paragraph; {
		case par != nil && par.Place == flow.Box && i < front:
			top = append(top, it)
		case par != nil && par.Place == flow.Header && !numbered && i < frontItems && headOf(items[:min(len(items), frontItems)], i):
			body := *par
			body.Place = flow.Box
			top = append(top, flow.Item{Paragraph: &body})
		default:
			rest = append(rest, it)
		}
	}
	return append(top, rest...)
}

// frontOf is the number of items before the first paragraph of text.
func frontOf(items []flow.Item) int {
	for i, it := range items {
		if i >= frontItems || it.Paragraph != nil && it.Paragraph.Place == flow.Body && width(it.Paragraph.Text()) >= paragraph {
			return i
		}
	}
	return len(items)
}

func holdsNumber(it flow.Item, place flow.Place) bool {
	if it.Paragraph == nil || it.Paragraph.Place != place {
		return false
	}
	text := clean(it.Paragraph.Text())
	if len(text) > foldLimit {
		return false
	}
	return slices.ContainsFunc(imprintScan(text, Span{0, len(text)}), func(p imprintPart) bool { return p.role == RoleNumber })
}

// headOf reports whether the page head that item i belongs to holds a number: neighbouring lines of heads are one.
func headOf(items []flow.Item, i int) bool {
	isHead := func(k int) bool {
		return k >= 0 && k < len(items) && items[k].Paragraph != nil && items[k].Paragraph.Place == flow.Header
	}
	for i > 0 && isHead(i-1) {
		i--
	}
	for ; isHead(i); i++ {
		if holdsNumber(items[i], flow.Header) {
			return true
		}
	}
	return false
}

// imprintLabel begins a row of a masthead or a foot that is drawn as a table.
var imprintLabel = regexp.MustCompile(`^(?:主办|承办|编印|主管|报送?|送|发|抄报|抄送|编辑|责编|校对|审核|签发|联系电话|电话)(?:单位|人)?[:：]`)

// forLooks tells a table that is drawn for its looks alone: of one column, or a masthead or a foot.
func forLooks(t *flow.Table) bool {
	columns, imprinted := 0, false
	for _, row := range t.Rows {
		columns = max(columns, len(row))
		for _, c := range row {
			imprinted = imprinted || len(t.Rows) <= 8 && isImprintCell(c)
		}
	}
	return columns <= 1 || imprinted
}

// isImprintCell tells a cell that holds the number of the issue, or begins with the label of a field.
func isImprintCell(c flow.Cell) bool {
	text := cellText(c)
	if imprintLabel.MatchString(foldString(head(text, 24))) {
		return true
	}
	return width(text) <= 40 && strings.ContainsAny(text, "期刊号") &&
		slices.ContainsFunc(imprintScan(text, Span{0, len(text)}), func(p imprintPart) bool { return p.role == RoleNumber })
}

func cellText(c flow.Cell) string {
	var b strings.Builder
	for _, p := range c.Paragraphs {
		b.WriteString(clean(p.Text()))
	}
	return b.String()
}
