package manuscript

import (
	"regexp"
	"strings"
)

var (
	pageNumber = regexp.MustCompile(`^(?:[-—–―‐_~·•.=─━]+(?:第)?(?:[0-9]{1,4}|[ivxIVX]{1,5}|[` + han + `]{1,4})(?:页)?[-—–―‐_~·•.=─━]+|第[0-9` + han + `]{1,4}页(?:[,，/]?共[0-9` + han + `]{1,4}页)?|` +
		`共[0-9]{1,4}页[,，/]?第[0-9]{1,4}页|[0-9]{1,3}/[0-9]{1,3}|(?i:page|p\.?)[0-9]{1,4}(?:(?:of|/)[0-9]{1,4})?|[<〈《(\[〔][0-9]{1,3}[>〉》)\]〕])$`)
	bareNumber = regexp.MustCompile(`^[0-9]{1,3}$`)
	pageTail   = regexp.MustCompile(`[-—–―‐_~·•.=─━]*(?:第)?[0-9]{1,4}(?:页)?[-—–―‐_~·•.=─━]*$`)
)

// dropPageNumbers drops the lines that hold nothing but a page number. A bare number is one where a page ends or begins
// at it, or where the bare numbers of the file count up by one.
func (r *reader) dropPageNumbers() {
	bare := r.barePageNumbers()
	r.dropWhere(func(i int) string {
		l := r.lines[i]
		if !l.short() || l.width > 40 || r.dec.role(l) != "" {
			return ""
		}
		if pageNumber.MatchString(l.f.s) && (!strings.ContainsAny(l.f.s, "([〔<") || bare[i]) || bare[i] {
			return PageNumber
		}
		return ""
	})
}

func (r *reader) barePageNumbers() map[int]bool {
	out := map[int]bool{}
	var at, nums []int
	for i, l := range r.lines {
		if !l.short() || l.width > 10 {
			continue
		}
		digitsOnly := strings.Trim(l.f.s, "()[]〔〕<>")
		if !bareNumber.MatchString(digitsOnly) {
			continue
		}
		if l.page || i+1 < len(r.lines) && r.lines[i+1].page {
			out[i] = true
		}
		n, _ := parseNumber(digitsOnly)
		at, nums = append(at, i), append(nums, n)
	}
	if len(at) >= 2 && countsUp(nums) && apart(at) {
		for _, i := range at {
			out[i] = true
		}
	}
	return out
}

func countsUp(nums []int) bool {
	for i := 1; i < len(nums); i++ {
		if nums[i] != nums[i-1]+1 {
			return false
		}
	}
	return true
}

// apart tells page numbers, with text between them, from a column of figures.
func apart(at []int) bool {
	for i := 1; i < len(at); i++ {
		if at[i] < at[i-1]+3 {
			return false
		}
	}
	return true
}

// dropRunningHeads drops what repeats the masthead at the top of pages, and short lines that come back at page ends.
func (r *reader) dropRunningHeads() {
	edge, name, named := r.pageEdgeRepeats(), foldString(r.doc.Masthead.Name.Value), 0
	for _, l := range r.lines {
		if l.f.s == name && name != "" {
			named++
		}
	}
	r.dropWhere(func(i int) string {
		l := r.lines[i]
		if !l.short() || l.width > 100 || r.dec.role(l) != "" {
			return ""
		}
		if edge[i] || r.isRunningHead(i, named > 1) {
			return RunningHead
		}
		return ""
	})
}

// isRunningHead tells a line made of the bulletin's name, number, date, host and a page number and nothing else. A name
// alone must stand at a page's edge or come more than once, for it may be the title of a section.
func (r *reader) isRunningHead(i int, repeats bool) bool {
	l, m := r.lines[i], r.doc.Masthead
	rest, named := cutOut(l.f.s, foldString(m.Name.Value))
	if !named && (m.Number == 0 || !strings.ContainsAny(rest, "期刊")) {
		return false
	}
	rest, _ = cutOut(rest, foldString(m.Host.Value))
	numbered := false
	for _, p := range imprintScan(r.text, l.Span) {
		if other := p.role == RoleNumber && p.num.number != m.Number && p.num.cumulative != m.Cumulative; other {
			return false
		}
		numbered = numbered || p.role == RoleNumber
		rest, _ = cutOut(rest, foldString(r.slice(p.span)))
	}
	if rest = strings.Trim(rest, "《》()-—|│/·"); hasWord(pageTail.ReplaceAllString(rest, "")) {
		return false
	}
	atEdge := l.page || i+1 < len(r.lines) && r.lines[i+1].page
	return numbered || named && (atEdge || rest != "" || repeats)
}

func cutOut(s, part string) (rest string, found bool) {
	if part == "" || !strings.Contains(s, part) {
		return s, false
	}
	return strings.Replace(s, part, "", 1), true
}

// pageEdgeRepeats finds short lines that stand at the edges of at least three pages with the same words.
func (r *reader) pageEdgeRepeats() map[int]bool {
	at := map[string][]int{}
	for i, l := range r.lines {
		top, bottom := l.page, i+1 < len(r.lines) && r.lines[i+1].page
		if (top || bottom) && l.short() && l.width <= 48 && !strings.ContainsAny(l.f.s, "，。；,;:") && !ended(r.lineText(l)) {
			words := pageTail.ReplaceAllString(l.f.s, "")
			at[words] = append(at[words], i)
		}
	}
	out := map[int]bool{}
	if r.known != nil { // the file says which lines stand at the edges of pages
		return out
	}
	for words, where := range at {
		if len(where) >= 3 && hasWord(words) {
			for _, i := range where {
				out[i] = true
			}
		}
	}
	return out
}

// dropRules drops drawn lines that are part of no table, and end marks.
func (r *reader) dropRules() {
	r.dropWhere(func(i int) string {
		if l := r.lines[i]; l.grid == nil && l.short() && r.dec.role(l) == "" && isRule(r.lineText(l)) {
			return DrawnRule
		}
		return ""
	})
}
