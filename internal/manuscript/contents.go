package manuscript

import (
	"regexp"
	"strings"
)

var (
	contentsLabel = regexp.MustCompile(`^[【\[《<(◆★●■※]*(?:本期|本刊|本册)?(?:目录|目次|要目|导读|内容|内容提要|要闻导读|看点|主要内容|篇目|提要|(?i:contents))[】\]》>)◆★●■※]*(?::(?P<rest>.*))?$`)
	leader        = regexp.MustCompile(`(?:[.．·•…‥—–_－-]{2,}|[\s　]+|[(（])[\s　.…·]*[0-9０-９]{1,3}\s*[)）]?\s*$`)
)

// titleKeys finds titles again: a contents list is told from the text by its titles coming back.
type titleKeys struct {
	r     *reader
	key   []string         // by line; "" for paragraphs
	where map[string][]int // lines by the first runes of their key
}

// keyHead is how many characters of a title lead to its lines in the index.
const keyHead = 6

func (r *reader) newTitleKeys() *titleKeys {
	k := &titleKeys{r: r, key: make([]string, len(r.lines)), where: map[string][]int{}}
	for i, l := range r.lines {
		if l.width > 160 || !l.short() {
			continue
		}
		k.key[i] = r.titleKey(l, leader.MatchString(r.lineText(l)))
		if k.key[i] != "" {
			h := head(k.key[i], keyHead)
			k.where[h] = append(k.where[h], i)
		}
	}
	return k
}

// titleKey is the key of a line without its marker, and without a page number where it has one.
func (r *reader) titleKey(l *line, numbered bool) string {
	s := r.slice(l.mark.rest)
	if numbered {
		s = leader.ReplaceAllString(s, "")
	}
	return key(s)
}

func head(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// again reports whether the title of line i comes again at line from or later, whole or as a beginning of 8 characters or more.
func (k *titleKeys) again(i, from int) bool {
	mine := k.key[i]
	if mine == "" {
		return false
	}
	same := k.where[head(mine, keyHead)]
	for n := len(same) - 1; n >= 0 && same[n] >= from && n >= len(same)-20; n-- {
		if sameTitle(mine, k.key[same[n]]) {
			return true
		}
	}
	return false
}

func sameTitle(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len(a) >= 8*len("字") && strings.HasPrefix(b, a)
}

// contentsEnd returns the line after the contents list that begins at line from (its label stands before). The list ends
// where the first of its titles comes again; a title, a leader or a page number makes a line before that an entry.
func (k *titleKeys) contentsEnd(from int) int {
	stop := k.firstAgain(from)
	end := from
	for i := from; i < stop; i++ {
		l := k.r.lines[i]
		if k.again(i, stop) || strings.ContainsAny(k.r.lineText(l), ".．·…") && leader.MatchString(k.r.lineText(l)) || pagedEntry(k.r, l) {
			end = i + 1
		}
	}
	return end
}

// pagedEntry tells an entry by its marker and a page number set apart at its end.
func pagedEntry(r *reader, l *line) bool {
	m := l.mark
	return m.fam != unmarked && leader.MatchString(r.slice(m.rest))
}

// firstAgain is the first line from which the text proper must have begun: a title of the list again, a paragraph, or what is known
// for a part of it.
func (k *titleKeys) firstAgain(from int) int {
	seen := map[string][]string{}
	for j := from; j < len(k.r.lines); j++ {
		mine := k.key[j]
		if mine == "" || k.r.dec.body(k.r.lines[j]) || isSentence(k.r.lineText(k.r.lines[j])) || isNoteLabel(k.r, k.r.lines[j]) {
			return j
		}
		h := head(mine, keyHead)
		for _, other := range seen[h] {
			if sameTitle(mine, other) {
				return j
			}
		}
		seen[h] = append(seen[h], mine)
	}
	return len(k.r.lines)
}

// isSentence tells a line that ends in a full stop from a title.
func isSentence(s string) bool { return strings.HasSuffix(strings.TrimRight(s, closers), "。") }

// dropBareContents drops a contents list without a label at the head of the text: at least two titles that come again,
// with hardly another line among them.
func (r *reader) dropBareContents() {
	k := r.newTitleKeys()
	stop := k.firstAgain(0)
	entries, end := 0, 0
	for i := range stop {
		if k.again(i, stop) {
			entries, end = entries+1, i+1
		}
	}
	if entries < 2 || entries*5 < end*4 || !k.again(0, stop) {
		return
	}
	r.keys = k
	r.takeContents(0, end)
	r.lines = r.lines[end:]
}

// takeContents drops lines from to end as a contents list and remembers their titles.
func (r *reader) takeContents(from, end int) {
	for i := from; i < end; i++ {
		if k := r.keys.key[i]; k != "" {
			r.toc[k] = true
		}
		r.drop(r.lines[i], r.lines[i].Span, ContentsList)
	}
}
