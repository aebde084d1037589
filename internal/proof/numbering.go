package proof

import (
	"slices"

	"jianbao/models"
)

// numberStyle is a way of numbering within an article.
type numberStyle string

// numbered is one number of an article.
type numbered struct {
	style    numberStyle
	n        int
	p        *passage
	from, to int
	label    string
}

// brokenNumbering finds numbers that do not follow one another: 一、二、四. Each style of an article counts for itself and may start
// again; after an inner list the outer one goes on.
func brokenNumbering(in *reading, r *report) {
	var article *models.EditionArticle
	var styles []numberStyle
	lines := make(map[numberStyle][]numbered)
	flush := func() {
		for _, s := range styles {
			sequence(lines[s], r)
		}
		styles, lines = nil, make(map[numberStyle][]numbered)
	}
	for i := range in.passages {
		p := &in.passages[i]
		if p.article != article {
			flush()
			article = p.article
		}
		if p.role == small || p.role == title {
			continue
		}
		for _, n := range numbersIn(p) {
			if lines[n.style] == nil {
				styles = append(styles, n.style)
			}
			lines[n.style] = append(lines[n.style], n)
		}
	}
	flush()
}

// sequence checks the numbers of one style.
func sequence(all []numbered, r *report) {
	if len(all) < 2 {
		return
	}
	last := 0
	var outer []int // lists that an inner one interrupts
	for _, x := range all {
		if x.n == last+1 {
			last = x.n
			continue
		}
		if x.n == 1 {
			outer = append(outer, last)
			last = 1
			continue
		}
		if at := lastIndex(outer, x.n-1); at >= 0 {
			outer, last = outer[:at], x.n
			continue
		}
		key := "proof.numbering.gap"
		switch {
		case last == 0:
			key = "proof.numbering.start"
		case x.n == last:
			key = "proof.numbering.twice"
		}
		r.at(x.p, x.from, x.to, key, models.Args{"Number": x.label, "Last": last, "Expected": last + 1})
		last = x.n
	}
}

func lastIndex(list []int, n int) int {
	for i, other := range slices.Backward(list) {
		if other == n {
			return i
		}
	}
	return -1
}

// numbersIn gives the numbers of a passage: the one at its head, and those at the heads of sentences that can be nothing else.
func numbersIn(p *passage) (out []numbered) {
	m := plainOf([]rune(p.marker))
	if s, n, end := numberAt(m, 0); end > 0 {
		out = append(out, numbered{style: s, n: n, p: p, to: min(1, len(p.text)), label: p.marker})
	}
	t := p.plain
	first := skipBlanks(t, 0)
	atHead := true
	for i, c := range t {
		if isSpace(c) && c != '\n' {
			continue
		}
		if atHead || isCircled(c) {
			if s, n, end := numberAt(t, i); end > i && s.fits(get(t, i-1), p.marker == "" && i == first) {
				out = append(out, numbered{style: s, n: n, p: p, from: i, to: end, label: string(p.text[i:end])})
			}
		}
		atHead = among(c, "。；：，;:\n")
	}
	return out
}

// fits reports whether a number of this style can begin a part of a list after the character before; first says that it begins
// the whole text.
func (s numberStyle) fits(before rune, first bool) bool {
	switch s {
	case "一、", "（一）", "1.", "第一条": // elsewhere they refer to something
		return first
	case "①":
		return !among(before, "见注图表第")
	case "一是":
		return true
	}
	return before != '，'
}

func isCircled(c rune) bool { return c >= '①' && c <= '⑳' }

// numberAt reads a number from i on; end is i where there is none.
func numberAt(t []rune, i int) (s numberStyle, n, end int) {
	c := get(t, i)
	switch {
	case isCircled(c):
		return "①", int(c-'①') + 1, i + 1
	case c == '（' || c == '(':
		return bracketed(t, i)
	case c == '第' || c == '其':
		return ordinal(t, i)
	case isDigit(c):
		return arabic(t, i)
	}
	n, end = hanAt(t, i)
	switch {
	case n == 0:
		return "", 0, i
	case get(t, end) == '、':
		return "一、", n, end + 1
	case get(t, end) == '是':
		return "一是", n, end + 1
	}
	return "", 0, i
}

func bracketed(t []rune, i int) (s numberStyle, n, end int) {
	s = "（1）"
	n, end = digitsAt(t, i+1)
	if end == i+1 {
		s = "（一）"
		n, end = hanAt(t, i+1)
	}
	if n == 0 || n > 99 || !among(get(t, end), "）)") {
		return "", 0, i
	}
	return s, n, end + 1
}

func ordinal(t []rune, i int) (s numberStyle, n, end int) {
	n, end = hanAt(t, i+1)
	next := get(t, end)
	switch {
	case n == 0:
	case among(next, "，,、"):
		return numberStyle(string(t[i]) + "一，"), n, end
	case t[i] == '第' && next == '条' && isSpace(get(t, end+1)):
		return "第一条", n, end + 1
	}
	return "", 0, i
}

func arabic(t []rune, i int) (s numberStyle, n, end int) {
	n, end = digitsAt(t, i)
	if n == 0 || end-i > 2 {
		return "", 0, i
	}
	switch next := get(t, end); {
	case among(next, "）)"):
		return "1）", n, end + 1
	case among(next, ".．、") && !isDigit(get(t, end+1)):
		return "1.", n, end + 1
	}
	return "", 0, i
}
