package models

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var chineseDigits = []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

// ChineseNumeral writes 1 … 99 as 一 … 九十九 (GB/T 15835: ordinal numbering). Other numbers are written in Arabic digits.
func ChineseNumeral(n int) string {
	switch {
	case n < 1 || n > 99:
		return strconv.Itoa(n)
	case n < 10:
		return chineseDigits[n]
	case n < 20:
		return "十" + chineseDigits[n%10]
	}
	return chineseDigits[n/10] + "十" + chineseDigits[n%10]
}

// SectionNumber is the printed number of the n-th section: 一、
func SectionNumber(n int) string { return ChineseNumeral(n) + "、" }

// ArticleNumber is the printed number of an article: （一）, brackets always full-width.
func ArticleNumber(n int) string { return "（" + ChineseNumeral(n) + "）" }

// ArticleNumbering says whether articles are numbered through the issue or from one in each section.
type ArticleNumbering string

// The two ways of numbering articles; a bulletin setting.
const (
	Continuous ArticleNumbering = "continuous"
	PerSection ArticleNumbering = "per_section"
)

// NumberArticles gives every article its printed number. sizes holds the number of articles of each section, in order;
// the result has the same shape.
func NumberArticles(mode ArticleNumbering, sizes []int) [][]int {
	out := make([][]int, len(sizes))
	next := 1
	for s, size := range sizes {
		if mode == PerSection {
			next = 1
		}
		out[s] = make([]int, size)
		for a := range size {
			out[s][a] = next
			next++
		}
	}
	return out
}

// Label is the printed number of an issue: 第232期, 2026年第5期, 增刊第3期, 2026年专刊第1期.
func (n IssueNumber) Label() string {
	var b strings.Builder
	if n.Year > 0 {
		fmt.Fprintf(&b, "%d年", n.Year)
	}
	b.WriteString(kindPrefix[n.Kind])
	if n.Number > 0 {
		fmt.Fprintf(&b, "第%d期", n.Number)
	}
	return b.String()
}

var kindPrefix = map[IssueKind]string{Regular: "", Supplement: "增刊", Special: "专刊"}

// CumulativeLabel is 总第118期, empty when the series has no cumulative numbers.
func (n IssueNumber) CumulativeLabel() string {
	if n.Cumulative == 0 {
		return ""
	}
	return fmt.Sprintf("总第%d期", n.Cumulative)
}

var innerMarker = regexp.MustCompile(`^\s*((?:\d{1,2}[.．、](?:\D|$))|[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[）)]|[①-⑳])`)

// SplitMarker takes a printed inner marker — 1. （1） ① — off the start of a line: "1. 做法" is "1." and "做法".
// A decimal such as 1.5 is no marker.
func SplitMarker(s string) (marker, rest string) {
	m := innerMarker.FindStringSubmatchIndex(s)
	if m == nil {
		return "", strings.TrimSpace(s)
	}
	end := m[3]
	if c := s[m[2]]; c >= '0' && c <= '9' { // the expression looked one character past the point
		for i, r := range s[m[2]:] {
			if strings.ContainsRune(".．、", r) {
				end = m[2] + i + len(string(r))
				break
			}
		}
	}
	return strings.TrimSpace(s[m[2]:end]), strings.TrimSpace(s[end:])
}

// NoteMark is the printed mark of the n-th footnote of an article: ① … ⑳, then （21）.
func NoteMark(n int) string {
	if n >= 1 && n <= 20 {
		return string(rune('①' + n - 1))
	}
	return "（" + strconv.Itoa(n) + "）"
}

// NoteNumbers numbers the footnotes of a body in the order in which the text refers to them; one that nothing refers to has
// no number and keeps the marker that stands in it.
func NoteNumbers(b Body) map[string]int {
	numbers, notes := make(map[string]int), b.footnotes()
	for _, bl := range b.Blocks {
		bl.mapInlines(func(in []Inline) []Inline {
			for _, i := range in {
				if notes[i.Note] && numbers[i.Note] == 0 {
					numbers[i.Note] = len(numbers) + 1
				}
			}
			return in
		})
	}
	return numbers
}
