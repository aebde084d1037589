package manuscript

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// family is a way of marking titles, headings and numbered paragraphs. Each symbol (★ ※ ●) is a family of its own,
// named by its character.
type family rune

// The numbered families, in the order in which official documents nest them (GB/T 9704: 一、 then （一） then 1. then （1）).
const (
	unmarked    family = iota
	part               // 第一部分
	bracket            // 【栏目】 alone on its line
	hanComma           // 一、
	caseNumber         // 案例一：
	parenHan           // （一）
	arabic             // 1.
	parenArabic        // （1）
	circled            // ①
	bullet             // • -
	footMark           // [1]
	look1              // titles without marker of the most prominent look; the next ones follow
	lastFamily  = look1 + mostLooks
)

func (f family) look() bool     { return f >= look1 && f < lastFamily }
func (f family) symbol() bool   { return f > lastFamily }
func (f family) numbered() bool { return f > unmarked && f != bracket && f < bullet }

// rank orders the families that nest in a fixed order; 0 for those that do not.
func (f family) rank() int {
	if f.numbered() && f != caseNumber {
		return int(f)
	}
	return 0
}

// mark is what stands at the head of a line: its family, number (0 for none), the printed marker, the text after it,
// and for brackets and symbols what closes the title.
type mark struct {
	fam              family
	num              int
	head, rest, tail Span
}

const symbols = "★☆※●○◆◇■□▲△▶►▷◎⊙◉✦✧❖◈♦✪▍▌▎☞➢➤✿❀"

// spaced completes a pattern over text as printed, in which _ stands for any blanks.
func spaced(expr string) string { return strings.ReplaceAll(expr, "_", `[\s\p{Z}]*`) }

// Patterns over the text as printed; group 1 is the number.
var markers = []struct {
	fam family
	re  *regexp.Regexp
}{
	{part, regexp.MustCompile(spaced(`^第_([` + han + `]{1,3})_(?:部分|篇|章|编|节|辑)(?:[\s\p{Z}、：:．.]+|$)`))},
	{caseNumber, regexp.MustCompile(spaced(`^(?:典型)?(?:案例|专题|经验|做法)_([0-9０-９` + han + `]{1,3})_(?:[：:、．.]|[\s\p{Z}])_`))},
	{hanComma, regexp.MustCompile(spaced(`^([` + han + `]{1,3})_[、．.]`))},
	{hanComma, regexp.MustCompile(spaced(`^([` + han + `]{1,3})(?:　| {2,})`))},
	{parenHan, regexp.MustCompile(spaced(`^[（(﹙]_([` + han + `]{1,3})_[）)﹚]_[、．.]?`))},
	{arabic, regexp.MustCompile(spaced(`^([0-9０-９]{1,3})_[.．、]`))},
	{parenArabic, regexp.MustCompile(spaced(`^[（(﹙]?_([0-9０-９]{1,2})_[）)﹚]_[、．.]?`))},
	{footMark, regexp.MustCompile(spaced(`^[\[［〔]_([0-9０-９]{1,3})_[\]］〕]`))},
}

// Single characters that are numbers: the first and last of each run, and the number of the first.
var numberRunes = []struct {
	fam         family
	first, last rune
	num         int
}{
	{circled, '①', '⑳', 1},
	{circled, '㉑', '㉟', 21},
	{circled, '❶', '❿', 1},
	{circled, '⓵', '⓾', 1},
	{parenArabic, '⑴', '⒇', 1},
	{arabic, '⒈', '⒛', 1},
	{parenHan, '㈠', '㈩', 1},
}

// markerRunes are the characters that the patterns of markers begin with; most lines begin with none of them.
const markerRunes = "第案典专经做" + han + "（(﹙0123456789０１２３４５６７８９[［〔•·‣▪◦∙-–*＊－"

var bulletStart = regexp.MustCompile(`^(?:[•·‣▪◦∙]|[-–*＊－][\s\p{Z}])`)

// readMark finds the marker of a line. A line without one has its whole span as the rest.
func readMark(text string, s Span) mark {
	t := text[s.Start:s.End]
	if m, ok := bracketMark(text, s); ok {
		return m
	}
	r := firstRune(t)
	if strings.ContainsRune(symbols, r) {
		return symbolMark(text, s, r)
	}
	for _, n := range numberRunes {
		if r >= n.first && r <= n.last {
			return headMark(text, s, n.fam, n.num+int(r-n.first), utf8.RuneLen(r))
		}
	}
	if !strings.ContainsRune(markerRunes, r) {
		return mark{rest: s}
	}
	headOf := t[:min(len(t), 60)]
	for _, p := range markers {
		m := p.re.FindStringSubmatchIndex(headOf)
		if m == nil || !markerFits(p.fam, t[m[1]:]) {
			continue
		}
		if n, ok := parseNumber(foldString(t[m[2]:m[3]])); ok && n > 0 && n < 200 && !counts(p.fam, n, t[m[1]:]) {
			return headMark(text, s, p.fam, n, m[1])
		}
	}
	if m := bulletStart.FindString(headOf); m != "" {
		return headMark(text, s, bullet, 0, len(m))
	}
	return mark{rest: s}
}

func headMark(text string, s Span, fam family, num, length int) mark {
	head := trim(text, Span{s.Start, s.Start + length})
	return mark{fam: fam, num: num, head: head, rest: trim(text, Span{s.Start + length, s.End})}
}

var afterArabic = regexp.MustCompile(spaced(`^_(?:[^0-9０-９\s\p{Z}]|(?:19|20|１９|２０)[0-9０-９]{2}_年)`))

// markerFits keeps 1.66 万家, 3、5号线 and a lone number from being markers; a year may follow one.
func markerFits(fam family, rest string) bool {
	if fam == arabic {
		return afterArabic.MatchString(rest[:min(len(rest), 40)])
	}
	return strings.TrimSpace(rest) != "" || fam == part
}

// counts tells 一、二线城市 at the head of a sentence from a marker.
func counts(fam family, n int, rest string) bool {
	return fam == hanComma && strings.HasPrefix(rest, hanNumber(n+1)) && (width(rest) >= paragraph || isSentence(rest))
}

var pairs = map[rune]rune{'【': '】', '〖': '〗', '［': '］', '[': ']', '「': '」', '〔': '〕'}

// bracketMark reads 【栏目】 that fills its line. Inside there is no second bracket and no sentence.
func bracketMark(text string, s Span) (mark, bool) {
	open := firstRune(text[s.Start:s.End])
	end, ok := pairs[open]
	if !ok || lastRune(text[s.Start:s.End]) != end {
		return mark{}, false
	}
	n := utf8.RuneLen(open)
	in := trim(text, Span{s.Start + n, max(s.Start+n, s.End-utf8.RuneLen(end))})
	inner := text[in.Start:in.End]
	if inner == "" || width(inner) > 60 || strings.ContainsAny(inner, "】〗］]」〕。") || !strings.ContainsFunc(inner, unicode.IsLetter) {
		return mark{}, false
	}
	return mark{fam: bracket, head: Span{s.Start, s.Start + n}, rest: in, tail: Span{in.End, s.End}}, true
}

// symbolMark reads ★ 标题 and ◆栏目◆. Nothing but symbols is no title.
func symbolMark(text string, s Span, r rune) mark {
	t := text[s.Start:s.End]
	body := strings.TrimLeft(t, string(r)+" \t　")
	m := headMark(text, s, family(r), 0, len(t)-len(body))
	inner := strings.TrimRight(text[m.rest.Start:m.rest.End], string(r)+" \t　")
	if !strings.ContainsFunc(inner, isWord) {
		return mark{rest: s}
	}
	if end := m.rest.Start + len(inner); end < m.rest.End {
		m.tail = trim(text, Span{end, m.rest.End})
		m.rest.End = end
	}
	return m
}
