package typeset

import "strings"

// Classes of characters for breaking lines: GB/T 15834-2011 clause 5.1 (where marks stand, how much room they take) and the W3C's
// Requirements for Chinese Text Layout, 3.1 and 6.1.
const (
	openers  = "“‘（《〈【〔「『｛［"
	closers  = "，。、；：？！”’）》〉】〕」』｝］．"
	notFirst = closers + "—…～·／-–%‰℃°々％,.;:!?)]}>/"
	notLast  = openers + "￥$€£№§#([{<"
	// Measures are written behind a number and stay with it, the common ones of official texts.
	measures = "年月日时分秒期号项个家户人次万亿千百元吨米倍成件辆台架艘条种批笔处座名位天周岁度届辖级类章条款页卷%‰℃°％"
)

// class says how a character behaves in a line.
type class uint8

const (
	han     class = iota // Han characters and what is set like them
	opening              // blank in its left half
	closing              // blank in its right half
	joined               // — and …: never parted from their like
	latin                // letters, digits and signs of European type
	space
)

func classOf(r rune) class {
	switch {
	case r == ' ' || r == '\t' || r == '\u00a0':
		return space
	case strings.ContainsRune(openers, r):
		return opening
	case strings.ContainsRune(closers, r):
		return closing
	case r == '—' || r == '…':
		return joined
	case Latin(r):
		return latin
	}
	return han
}

// mayBreak reports whether a line may end between two characters that stand beside each other.
func mayBreak(a, b rune) bool {
	ca, cb := classOf(a), classOf(b)
	switch {
	case a == '\n' || b == '\u00a0' || a == '\u00a0':
		return a == '\n'
	case cb == space, strings.ContainsRune(notFirst, b), strings.ContainsRune(notLast, a):
		return false
	case ca == space:
		return true
	case ca == latin && cb == latin:
		return (a == '-' || a == '/') && !digit(b)
	case digit(a) && strings.ContainsRune(measures, b):
		return false
	case ca == joined && cb == joined:
		return a != b
	}
	return true
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

// spreads reports whether a justified line may widen between two characters.
func spreads(a, b rune) bool {
	ca, cb := classOf(a), classOf(b)
	word, dash := ca == latin && cb == latin, ca == joined && a == b
	return ca == space || !word && !dash && cb != space
}

// crowded reports whether two marks beside each other take one and a half em instead of two.
func crowded(a, b rune) bool {
	ca, cb := classOf(a), classOf(b)
	return ca == closing && (cb == closing || cb == opening) || ca == opening && cb == opening
}
