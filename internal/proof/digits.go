package proof

import (
	"strings"

	"jianbao/models"
)

// units are what a number can be followed by so closely that a point before it is a slip: 213.万吨. Longer ones come first.
var units = []string{
	"个百分点", "百分点", "万", "亿", "千克", "千米", "千瓦", "千公里", "%", "％", "‰", "℃", "公里", "公顷", "公斤", "平方", "立方", "美元", "欧元", "元", "吨", "亩", "倍",
	"人次", "标箱", "小时", "分钟",
}

// surePercents cannot follow the number of a list.
var surePercents = []string{"个百分点", "%", "％", "‰", "℃"}

// brokenNumbers finds numbers that were torn when they were typed: digit, point, unit (213.万吨), a blank beside the point (2 .5),
// two points (3..5), a Chinese full stop for the point (3。5%).
func brokenNumbers(in *reading, r *report) {
	for i := range in.passages {
		p := &in.passages[i]
		for k, c := range p.plain {
			if c != '.' && c != '．' && c != '。' {
				continue
			}
			if from, to, ok := brokenAt(p.plain, k); ok {
				r.at(p, from, to, "proof.digits", models.Args{"Number": string(p.text[from:to])})
			}
		}
	}
}

// brokenAt reads the number round a point at k.
func brokenAt(t []rune, k int) (from, to int, broken bool) {
	before := skipBlanksBack(t, k)
	n, start := digitsBefore(t, before)
	if start == before {
		return 0, 0, false
	}
	after := skipBlanks(t, k+1)
	_, end := digitsAt(t, after)
	spaced := before < k || after > k+1
	switch {
	case t[k] == '。':
		return start, end + 1, end > after && !spaced && startsWith(t[end:], "%", "％", "‰", "个百分点")
	case after == k+1 && get(t, k+1) == '.':
		_, last := digitsAt(t, k+2)
		return start, last, last > k+2 && get(t, start-1) != '.'
	case end > after:
		return start, end, spaced && isTorn(t, start, end, before < k && after == k+1)
	}
	unit := unitAt(t[after:])
	if unit == "" || get(t, start-1) == '.' {
		return 0, 0, false
	}
	end = after + len([]rune(unit))
	if !startsWith(t[after:], surePercents...) && (spaced || !endsMeasure(t, end) && isListNumber(t, n, start, k)) {
		return 0, 0, false
	}
	return start, end, true
}

// endsMeasure reports whether a measure is over at i, perhaps after one more unit (万吨): nothing follows that a list could be of.
func endsMeasure(t []rune, i int) bool {
	for _, end := range []int{i, i + len([]rune(unitAt(t[i:])))} {
		if next := get(t, end); next == 0 || among(next, stops+"）)”\n") {
			return true
		}
	}
	return false
}

// isTorn reports whether a number with a blank beside its point is one number: 2 .5 in any Chinese text, 2. 5 before a unit.
func isTorn(t []rune, start, end int, blankBefore bool) bool {
	if blankBefore {
		return !latinRound(t, start, end)
	}
	return isHan(get(t, skipBlanksBack(t, start)-1)) && startsWith(t[end:], units...)
}

// latinRound reports whether a number stands in foreign text, where a full stop may follow a blank by somebody's habit.
func latinRound(t []rune, from, to int) bool {
	before, after := get(t, skipBlanksBack(t, from)-1), get(t, skipBlanks(t, to))
	return isLatin(before) && !isDigit(before) || isLatin(after) && !isDigit(after)
}

func unitAt(t []rune) string {
	for _, u := range units {
		if hasPrefix(t, u) {
			return u
		}
	}
	return ""
}

func startsWith(t []rune, all ...string) bool {
	for _, s := range all {
		if hasPrefix(t, s) {
			return true
		}
	}
	return false
}

// isListNumber reports whether n with the point at k is a number of a list, 1.万吨级码头开工: at the head of a sentence, or with its
// neighbour in the same text.
func isListNumber(t []rune, n, start, k int) bool {
	if k-start > 2 {
		return false
	}
	before := get(t, skipBlanksBack(t, start)-1)
	if before == 0 || strings.ContainsRune("\n。；：，、;:！？”）)", before) {
		return true
	}
	for i, c := range t {
		if c != '.' && c != '．' || isDigit(get(t, i+1)) {
			continue
		}
		if m, from := digitsBefore(t, i); from < i && (m == n-1 || m == n+1) {
			return true
		}
	}
	return false
}
