package docx

import (
	"strconv"
	"strings"

	"jianbao/internal/flow/numeral"
)

const (
	levels        = 9
	maxLevelText  = 100    // runes
	maxListNumber = 32_767 // as in Word
)

// level is one level of a list as it is defined.
type level struct {
	start   int
	format  string
	text    string // with %1 to %9 for the numbers of the levels
	restart int    // the number of levels whose use makes this one begin anew
	legal   bool   // all numbers as 1, 2, 3
	style   string // paragraphs of this style are on this level
}

// outline is an abstract list: its levels and how far each has counted.
type outline struct {
	levels  [levels]level
	counts  [levels]int
	running [levels]bool
	link    string // numbering style whose list this one stands for
}

// list is an instance of an outline. Instances share the counts of their outline.
type list struct {
	outline *outline
	levels  [levels]level
	anew    [levels]bool // begins anew when first used by this instance
}

// numbering are the lists of a file by numId.
type numbering struct{ lists map[string]*list }

func (r *reader) readNumbering(part string, styles *styles) *numbering {
	outlines := map[string]*outline{}
	var instances []*node
	r.walk(part, "w:numbering", "", func(n *node) {
		if !r.countDefined() {
			return
		}
		switch n.name {
		case "w:abstractNum":
			outlines[n.attr("w:abstractNumId")] = readOutline(n)
		case "w:num":
			instances = append(instances, n)
		}
	})
	of := map[string]*outline{} // by numId
	for _, n := range instances {
		of[n.attr("w:numId")] = outlines[n.child("w:abstractNumId").val()]
	}
	nums := &numbering{lists: map[string]*list{}}
	for _, n := range instances {
		if o := followLinks(of[n.attr("w:numId")], of, styles); o != nil {
			nums.lists[n.attr("w:numId")] = readList(n, o)
		}
	}
	return nums
}

// followLinks goes from a list that only names a numbering style to the list of that style.
func followLinks(o *outline, of map[string]*outline, styles *styles) *outline {
	for range levels {
		if o == nil || o.link == "" {
			break
		}
		s := styles.byID[o.link]
		if s == nil {
			break
		}
		o = of[s.form.list.value]
	}
	return o
}

func readOutline(n *node) *outline {
	o := &outline{link: n.child("w:numStyleLink").val()}
	for i := range o.levels {
		o.levels[i].restart = i
	}
	for _, k := range n.kids {
		if k.name == "w:lvl" {
			i := number(k.attr("w:ilvl"), 0, levels-1)
			o.levels[i] = readLevel(k, i)
		}
	}
	return o
}

func readLevel(n *node, at int) level {
	l := level{
		start:   number(n.child("w:start").val(), 0, maxListNumber),
		format:  n.child("w:numFmt").val(),
		text:    clip(n.child("w:lvlText").val(), maxLevelText),
		restart: at,
		style:   n.child("w:pStyle").val(),
	}
	if l.format == "" { // a newer format with one for older programs beside it
		l.format = n.child("mc:AlternateContent", "mc:Fallback", "w:numFmt").val()
	}
	if r := n.child("w:lvlRestart"); r != nil {
		l.restart = min(number(r.val(), 0, levels), at)
	}
	if legal := n.child("w:isLgl"); legal != nil {
		l.legal = on(legal.val())
	}
	if l.format == "bullet" {
		l.text = bullet(l.text, n.child("w:rPr", "w:rFonts"))
	}
	return l
}

func readList(n *node, o *outline) *list {
	l := &list{outline: o, levels: o.levels}
	for _, k := range n.kids {
		if k.name != "w:lvlOverride" {
			continue
		}
		i := number(k.attr("w:ilvl"), 0, levels-1)
		if own := k.child("w:lvl"); own != nil {
			l.levels[i] = readLevel(own, i)
		}
		if start := k.child("w:startOverride"); start != nil {
			l.levels[i].start = number(start.val(), 0, maxListNumber)
			l.anew[i] = true
		}
	}
	return l
}

// marker counts a paragraph in its list: what stands before it, and the level from 1, which is 0 where it is in none. A level
// that writes nothing is none for a reader: some programs put all their headings into such a list.
func (nums *numbering) marker(direct form, s *style) (string, int) {
	l := nums.lists[direct.list.or(s.form.list).value]
	if l == nil {
		return "", 0
	}
	at := direct.level.or(s.form.level).value
	if linked := l.levelOf(s.id); linked >= 0 && !direct.level.said {
		at = linked
	}
	l.step(at)
	text := l.text(at)
	if text == "" {
		return "", 0
	}
	return text, at + 1
}

func (l *list) levelOf(style string) int {
	for i := range l.levels {
		if style != "" && l.levels[i].style == style {
			return i
		}
	}
	return -1
}

// step counts one on a level and makes the deeper ones begin anew.
func (l *list) step(at int) {
	o := l.outline
	if l.anew[at] {
		l.anew[at], o.running[at] = false, false
	}
	if o.running[at] {
		o.counts[at]++
	} else {
		o.counts[at], o.running[at] = l.levels[at].start, true
	}
	for deeper := at + 1; deeper < levels; deeper++ {
		if at < l.levels[deeper].restart {
			o.running[deeper] = false
		}
	}
}

// text writes out the text of a level. A level that has not begun stands at its start.
func (l *list) text(at int) string {
	this := l.levels[at]
	if this.format == "bullet" {
		return this.text
	}
	var b strings.Builder
	rest := this.text
	for {
		before, after, found := strings.Cut(rest, "%")
		b.WriteString(before)
		if !found {
			return strings.TrimSpace(b.String())
		}
		rest = after
		if after == "" || after[0] < '1' || after[0] > '9' {
			b.WriteByte('%')
			continue
		}
		b.WriteString(l.number(int(after[0]-'1'), this.legal))
		rest = after[1:]
	}
}

func (l *list) number(at int, legal bool) string {
	n := l.levels[at].start
	if l.outline.running[at] {
		n = l.outline.counts[at]
	}
	if legal {
		return strconv.Itoa(n)
	}
	return numeral.Write(numeral.Style(l.levels[at].format), n)
}
