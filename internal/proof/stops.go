package proof

import (
	"slices"
	"strings"
	"unicode"

	"jianbao/models"
)

const (
	stops      = "，。、；：！？" // the marks of which two never stand together, shouts and questions apart
	sentence   = "。！？…"
	halfStops  = ",;:!?"
	closers    = "”’」』）)》〉】〕］]"
	shouts     = "！？!?"
	fullStop   = "。"
	halfPoints = "."
)

// doubledMarks finds two marks where one stands (，， 、。), a full stop on both sides of a closing quotation mark, and ellipses that
// are no ellipses. …… and —— are one mark each, ？！ is in use.
func doubledMarks(in *reading, r *report) {
	for i := range in.passages {
		p := &in.passages[i]
		t := p.plain
		for k := 0; k < len(t); k++ {
			end, key := doubledAt(t, k)
			if end == k {
				continue
			}
			r.at(p, k, end, key, models.Args{"Marks": string(p.text[k:end])})
			k = end - 1
		}
	}
}

// doubledAt reads the marks from k on; end is k where they are in order.
func doubledAt(t []rune, k int) (end int, key string) {
	c := t[k]
	if !among(c, stops+halfStops+halfPoints) {
		return ellipsisEtc(t, k)
	}
	end = k + 1
	for end < len(t) && among(t[end], stops+halfStops+halfPoints) {
		end++
	}
	run := string(t[k:end])
	switch {
	case end == k+1:
		return doubledAcross(t, k)
	case strings.Trim(run, "。") == "" && end >= k+3, strings.Trim(run, ".") == "" && end >= k+3 && isHan(get(t, k-1)):
		return end, "proof.doubled.ellipsis"
	case !strings.ContainsAny(run, stops), strings.Trim(run, shouts) == "" && end <= k+3: // foreign text, or ？！
		return k, ""
	case c == '.' && isLatin(get(t, k-1)) && end == k+2: // Co.， is an abbreviation, 3.， a torn number
		return k, ""
	case t[end-1] == '.' && isDigit(get(t, end)) && end == k+2: // ，.5
		return k, ""
	}
	return end, "proof.doubled.marks"
}

// doubledAcross reads a mark before and after a closing quotation mark: 。”。
func doubledAcross(t []rune, k int) (end int, key string) {
	if t[k] != '。' && t[k] != '，' || get(t, k+1) != '”' && get(t, k+1) != '’' {
		return k, ""
	}
	if next := get(t, k+2); next == '。' || next == '，' {
		return k + 3, "proof.doubled.quote"
	}
	return k, ""
}

// ellipsisEtc reads ……等: either says that there is more (GB/T 15834-2011, 4.11.3).
func ellipsisEtc(t []rune, k int) (end int, key string) {
	if !hasPrefix(t[k:], "……等") {
		return k, ""
	}
	if hasPrefix(t[k:], "……等等") {
		return k + 4, "proof.doubled.etc"
	}
	if among(get(t, k+3), "。，；、）") {
		return k + 3, "proof.doubled.etc"
	}
	return k, ""
}

// Limits of what counts as a sentence without its mark, in characters.
const (
	headingLike   = 30 // up to here a line without a full stop may be a heading, a name, a signature
	unpunctuated  = 40 // from here on a line without any mark is a sentence
	numberedTitle = 45 // a numbered line up to here may be a heading
	salutation    = 12 // up to here a line may end in a comma
	labelled      = 60 // a line such as 联系人：… up to here
)

// noFullStop finds paragraphs that are sentences and end without a mark. Headings, names, cells and lines that lead over to a list
// need none.
func noFullStop(in *reading, r *report) {
	for i := range in.passages {
		p := &in.passages[i]
		if p.role != prose || hanShare(p.plain) < 60 {
			continue
		}
		from, to := trimmed(p.plain)
		end := lastWord(p.plain[from:to]) + from
		if end == from {
			continue
		}
		last := p.plain[end-1]
		switch {
		case among(last, sentence+"：；"), among(last, "!?:;—～"), last == blot:
		case last == '.' && isHan(get(p.plain, end-2)):
			r.at(p, end-1, end, "proof.full_stop.point", nil)
		case among(last, "，、,"):
			if to-from > salutation && p.kind == models.Paragraph && (p.next == models.Paragraph || p.next == "") {
				r.at(p, end-1, end, "proof.full_stop.comma", models.Args{"Mark": string(last)})
			}
		case isLineOfItsOwn(p, p.plain[from:to]):
		default:
			r.at(p, max(from, to-1), to, "proof.full_stop.none", nil)
		}
	}
}

// lastWord is where what has to end in a mark ends: closing signs and a bracket at the very end are left out, unless the mark
// stands within them.
func lastWord(t []rune) int {
	end := len(t)
	for end > 0 && among(t[end-1], closers) {
		if among(t[end-1], "）)") {
			open := lastOpen(t, end-1)
			if open < 0 || among(get(t, end-2), sentence) {
				end--
				continue
			}
			end = skipBlanksBack(t, open)
			continue
		}
		end--
	}
	return end
}

// lastOpen finds the bracket that the one at i closes.
func lastOpen(t []rune, i int) int {
	depth := 0
	for k := i; k >= 0; k-- {
		switch marks[t[k]] {
		case mark{round, false}:
			depth++
		case mark{round, true}:
			if depth--; depth == 0 {
				return k
			}
		}
	}
	return -1
}

// openings are what lines begin with that end without a mark.
var openings = []string{"附件", "附：", "附表", "注：", "来源：", "供稿：", "（来源", "资料来源", "联系人", "责任编辑", "作者", "图：", "表："}

// isLineOfItsOwn reports whether a text without a full stop at its end is no sentence.
func isLineOfItsOwn(p *passage, t []rune) bool {
	if slices.ContainsFunc(openings, func(s string) bool { return hasPrefix(t, s) }) {
		return true
	}
	stop := slices.ContainsFunc(t, func(r rune) bool { return r == '。' })
	pause := slices.ContainsFunc(t, func(r rune) bool { return among(r, "，；,") })
	colon := slices.IndexFunc(t, func(r rune) bool { return r == '：' || r == ':' })
	numbered := p.marker != ""
	if !numbered {
		marker, _ := models.SplitMarker(string(t[:min(len(t), 12)]))
		numbered = marker != "" || hanNumbered(t)
	}
	switch {
	case stop:
		return false
	case !pause && len(t) < unpunctuated, len(t) <= headingLike, numbered && len(t) <= numberedTitle:
		return true
	case colon > 0 && colon <= 8 && len(t) <= labelled:
		return true
	}
	return names(t)
}

func hanNumbered(t []rune) bool {
	n, end := hanAt(t, 0)
	return n > 0 && get(t, end) == '、'
}

// names reports whether a text lists short words only: a line of names.
func names(t []rune) bool {
	word, longest := 0, 0
	for _, r := range t {
		if unicode.IsSpace(r) || among(r, "、，,；;") {
			word = 0
			continue
		}
		word++
		longest = max(longest, word)
	}
	return longest <= 5
}
