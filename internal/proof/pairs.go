package proof

import "slices"

// mark is one of two signs that belong together. Half and full width are one kind: that they differ is another rule's matter.
type mark struct {
	kind  byte
	opens bool
}

// The kinds of pairs that rules ask for.
const (
	double   = 'd' // “ ”
	single   = 's' // ‘ ’
	round    = 'r' // （ ）
	straight = 'q' // " "
)

var marks = map[rune]mark{
	'“': {double, true}, '”': {double, false}, '‘': {single, true}, '’': {single, false}, '（': {round, true}, '）': {round, false},
	'(': {round, true}, ')': {round, false}, '「': {'k', true}, '」': {'k', false}, '『': {'K', true}, '』': {'K', false},
	'《': {'t', true}, '》': {'t', false}, '〈': {'T', true}, '〉': {'T', false}, '【': {'b', true}, '】': {'b', false},
	'〔': {'o', true}, '〕': {'o', false}, '[': {'e', true}, ']': {'e', false}, '［': {'e', true}, '］': {'e', false},
	'{': {'c', true}, '}': {'c', false}, '｛': {'c', true}, '｝': {'c', false},
}

// partners are the other halves, for sentences.
var partners = map[rune]string{
	'“': "”", '”': "“", '‘': "’", '’': "‘", '（': "）", '）': "（", '(': "）", ')': "（", '「': "」", '」': "「", '『': "』", '』': "『",
	'《': "》", '》': "《", '〈': "〉", '〉': "〈", '【': "】", '】': "【", '〔': "〕", '〕': "〔", '[': "]", ']': "[", '［': "］", '］': "［",
	'{': "}", '}': "{", '｛': "｝", '｝': "｛", '"': "”",
}

// couple is a pair that was found, by its places.
type couple struct {
	open, close int
	inside      bool // directly within another couple of its kind
}

// fault is a sign that found no partner, or two that cross.
type fault struct {
	key   string
	kind  byte
	at    int
	cross int // the sign that closes too early, where two cross
}

// The messages of faults.
const (
	unclosed = "proof.pairs.unclosed"
	unopened = "proof.pairs.unopened"
	crossed  = "proof.pairs.crossed"
	twice    = "proof.pairs.twice"  // two in a row that open, or two that close
	mixed    = "proof.pairs.quotes" // “ closed by "
)

// pairing is what belongs together in one text.
type pairing struct {
	couples []couple
	faults  []fault
}

type opened struct {
	mark
	at int
}

// matcher goes through a text once.
type matcher struct {
	t     []rune
	lists bool // 1） is a number even within brackets
	stack []opened
	gone  []opened // opened, and passed over by the close of another
	pairing
}

// match pairs the signs of a text. A list 1）2）within brackets can be read two ways: the one without fault is meant.
func match(t []rune) pairing {
	if !slices.ContainsFunc(t, func(r rune) bool { return r == '"' || marks[r].kind != 0 }) {
		return pairing{}
	}
	m := matcher{t: t}
	first := m.run()
	if len(first.faults) == 0 {
		return first
	}
	m = matcher{t: t, lists: true}
	if second := m.run(); len(second.faults) == 0 {
		return second
	}
	return first
}

func (m *matcher) run() pairing {
	for i := 0; i < len(m.t); i++ {
		if end := intervalEnd(m.t, i); end > i { // [0，100) is no pair, and in order
			i = end - 1
			continue
		}
		switch k := marks[m.t[i]]; {
		case m.t[i] == '"':
			m.straight(i)
		case k.kind == 0 || m.isNoMark(i, k):
		case k.opens:
			m.stack = append(m.stack, opened{k, i})
		default:
			m.close(i, k.kind)
		}
	}
	for _, o := range m.stack {
		m.faults = append(m.faults, fault{key: unclosed, kind: o.kind, at: o.at})
	}
	m.mergeTwice()
	return m.pairing
}

// open finds the innermost open sign of a kind.
func (m *matcher) open(kind byte) int {
	for i, o := range slices.Backward(m.stack) {
		if o.kind == kind {
			return i
		}
	}
	return -1
}

func (m *matcher) close(i int, kind byte) {
	at := m.open(kind)
	if at < 0 {
		if g := slices.IndexFunc(m.gone, func(o opened) bool { return o.kind == kind }); g >= 0 {
			m.gone = slices.Delete(m.gone, g, g+1) // the crossing was reported
			return
		}
		m.faults = append(m.faults, fault{key: unopened, kind: kind, at: i})
		return
	}
	for _, passed := range m.stack[at+1:] {
		key := unclosed
		if m.closesLater(i, passed) {
			key = crossed
			m.gone = append(m.gone, passed)
		}
		m.faults = append(m.faults, fault{key: key, kind: passed.kind, at: passed.at, cross: i})
	}
	inside := at > 0 && m.stack[at-1].kind == kind
	m.couples = append(m.couples, couple{m.stack[at].at, i, inside})
	m.stack = m.stack[:at]
}

// closesLater reports whether the next sign of the kind after i closes.
func (m *matcher) closesLater(i int, o opened) bool {
	for _, r := range m.t[i+1:] {
		if k := marks[r]; k.kind == o.kind {
			return !k.opens
		}
	}
	return false
}

// straight reads " which opens and closes alike.
func (m *matcher) straight(i int) {
	if at := m.open(straight); at >= 0 {
		m.close(i, straight)
		return
	}
	top := len(m.stack) - 1
	switch {
	case top >= 0 && m.stack[top].kind == double && m.closesCurly(i):
		m.faults = append(m.faults, fault{key: mixed, kind: double, at: m.stack[top].at, cross: i})
		m.stack = m.stack[:top]
	case isDigit(get(m.t, i-1)): // inches
	default:
		m.stack = append(m.stack, opened{mark{straight, true}, i})
	}
}

// closesCurly reports whether " at i stands for ”: the signs like it do not come out even before the next ”.
func (m *matcher) closesCurly(i int) bool {
	n := 0
	for _, r := range m.t[i:] {
		if r == '”' {
			break
		}
		if r == '"' {
			n++
		}
	}
	return n%2 == 1
}

// mergeTwice makes one fault of two neighbours of a kind that both open or both close: one of them was typed the wrong way round.
func (m *matcher) mergeTwice() {
	slices.SortStableFunc(m.faults, func(a, b fault) int { return a.at - b.at })
	var out []fault
	for _, f := range m.faults {
		if n := len(out) - 1; n >= 0 && out[n].kind == f.kind && out[n].key == f.key && (f.key == unclosed || f.key == unopened) && among(m.t[f.at], "“”‘’") {
			out[n] = fault{key: twice, kind: f.kind, at: out[n].at, cross: f.at}
			continue
		}
		out = append(out, f)
	}
	m.faults = out
}

// isNoMark knows apostrophes, feet and inches, and the brackets of 1) and a）.
func (m *matcher) isNoMark(i int, k mark) bool {
	before, after := get(m.t, i-1), get(m.t, i+1)
	switch k.kind {
	case single:
		if k.opens {
			return isDigit(after) && isDigit(get(m.t, i+2)) && get(m.t, i+3) == 's' // ‘90s
		}
		return isLatin(before) && (isLatin(after) || m.open(single) < 0)
	case double:
		return !k.opens && isDigit(before) && m.open(double) < 0 && (isHan(after) || isLatin(after) || among(after, "×*"))
	case round:
		return !k.opens && m.closesNumber(i)
	}
	return false
}

// closesNumber reports whether the bracket at i belongs to a number such as 1）, a) or 三）.
func (m *matcher) closesNumber(i int) bool {
	if !m.lists && m.open(round) >= 0 {
		return false
	}
	start := numberBefore(m.t, i)
	if start == i || marks[get(m.t, start-1)] == (mark{round, true}) {
		return false
	}
	before := get(m.t, start-1)
	if before == 0 || isSpace(before) || among(before, "。；：，、,;:.!?！？…”》）)】“‘") {
		return true
	}
	n, from := digitsBefore(m.t, i)
	return from < i && m.hasNeighbour(n)
}

// hasNeighbour reports whether the number before or after n stands in the text with a bracket too.
func (m *matcher) hasNeighbour(n int) bool {
	for i, r := range m.t {
		if r != ')' && r != '）' {
			continue
		}
		k, start := digitsBefore(m.t, i)
		if start < i && (k == n-1 || k == n+1) && marks[get(m.t, start-1)].kind != round {
			return true
		}
	}
	return false
}

// numberBefore is where the list number that ends at i begins: up to two digits, one letter, or a Chinese numeral; i if there is
// none.
func numberBefore(t []rune, i int) int {
	if _, start := digitsBefore(t, i); start < i {
		if i-start > 2 {
			return i
		}
		return start
	}
	start := i
	for start > 0 && i-start < 3 && among(t[start-1], hanDigits+"十") {
		start--
	}
	if start < i {
		return start
	}
	if c := get(t, i-1); c < 0x80 && isLatin(c) && !isLatin(get(t, i-2)) {
		return i - 1
	}
	return i
}

// intervalEnd is where an interval such as [0，100) ends that begins at i; i where none does. Only those need it whose ends
// differ.
func intervalEnd(t []rune, i int) int {
	if !among(t[i], "[(［（") {
		return i
	}
	commas := 0
	for k := i + 1; k < len(t) && k < i+30; k++ {
		switch r := t[k]; {
		case among(r, ",，"):
			commas++
		case among(r, "])］）"):
			if commas == 1 && marks[r].kind != marks[t[i]].kind {
				return k + 1
			}
			return i
		case !isDigit(r) && !isSpace(r) && !among(r, "+-−.%％∞万亿"):
			return i
		}
	}
	return i
}
