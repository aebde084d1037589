package manuscript

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// plain stands for titles without any marker, as a family.
const plain family = -1

// reading is one way of telling sections and articles apart: the family of each. unmarked as sec means no sections.
type reading struct {
	sec, art family
}

// entry is a unit as the outline sees it.
type entry struct {
	*unit
	title   bool // could be a title: marked, brief, without a full stop
	plain   bool // could be a title without a marker
	source  bool
	aside   bool // note, attachment, footnote, table: text, but never a title
	inTOC   bool
	ask     bool    // ends in ？ or ！
	sect    float64 // how much the title looks like one of a section
	weight  int     // how much space sets it off, for titles without a marker
	setOff  bool    // by more space than paragraphs have
	caption bool    // of a picture beside it
	brief   bool    // could be a title by its looks, without a marker
	look    int     // rank of its look among those of titles, from 1; 0: it looks like text, or nothing is known of its looks
	twin    bool    // a heading that is numbered as titles are but does not look like them
	set     Role    // by a person
}

// outline is the reading that fits best, with the role of each unit: section, article or "" for what is inside.
type outline struct {
	reading
	roles []Role
	score float64
	close reading // the second best, when it fits nearly as well
	tight bool
}

// closeBy is how near a second reading must come to make the choice uncertain.
const closeBy = 0.75

// bestOutline tries every pair of families that occurs and keeps the one with the best score.
func bestOutline(es []entry) *outline {
	secs, arts := families(es)
	var all []*outline
	for _, s := range secs {
		for _, a := range arts {
			if h := (reading{s, a}); h.possible() && h.agrees(es) {
				o := &outline{reading: h, roles: h.assign(es)}
				o.score = score(h, es, o.roles)
				all = append(all, o)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *outline) int { return cmp.Compare(b.score, a.score) })
	best := all[0]
	for _, o := range all[1:] {
		if o.score > best.score-closeBy && !slices.Equal(o.roles, best.roles) {
			best.close, best.tight = o.reading, true
			break
		}
	}
	return best
}

// possible rules out readings in which articles would stand above sections.
func (h reading) possible() bool {
	switch {
	case h.sec == h.art:
		return h.sec == plain
	case h.sec.look() && h.art.look():
		return h.sec < h.art
	}
	return h.sec.rank() == 0 || h.art.rank() == 0 || h.sec.rank() < h.art.rank()
}

// agrees rules out readings that turn the outline levels of the file round: sections whose level is below that of the articles, or,
// where sections have no level, articles below another title.
func (h reading) agrees(es []entry) bool {
	article := topLevel(es, func(e *entry) bool { return e.mark.fam == h.art })
	section := topLevel(es, func(e *entry) bool { return e.mark.fam == h.sec })
	if section == 0 {
		return article == 0 || article == topLevel(es, func(*entry) bool { return true })
	}
	return article == 0 || section <= article
}

// topLevel is the highest outline level of some titles; 0: none has one.
func topLevel(es []entry, of func(*entry) bool) int {
	top := 0
	for i := range es {
		e := &es[i]
		if level := e.paragraph().Outline; e.title && level > 0 && (top == 0 || level < top) && of(e) {
			top = level
		}
	}
	return top
}

// families lists the families that could mark sections and articles: those with a title in the text.
func families(es []entry) (secs, arts []family) {
	count := map[family]int{}
	for _, e := range es {
		if e.title {
			count[e.mark.fam]++
		}
	}
	var syms []family
	secs, arts = []family{unmarked, plain}, []family{plain}
	for f := part; f <= circled; f++ {
		if count[f] == 0 {
			continue
		}
		arts = append(arts, f)
		if f <= hanComma || f == arabic || f == parenHan {
			secs = append(secs, f)
		}
	}
	for f := look1; f < lastFamily; f++ {
		if count[f] > 0 {
			secs, arts = append(secs, f), append(arts, f)
		}
	}
	for f := range count {
		if f.symbol() {
			syms = append(syms, f)
		}
	}
	slices.SortFunc(syms, func(a, b family) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	syms = syms[:min(len(syms), 4)]
	return append(secs, syms...), append(arts, syms...)
}

// entries describes the units once, for all readings.
func (r *reader) entries(us []*unit) []entry {
	es := make([]entry, len(us))
	usual := map[int]int{}
	for i, u := range us {
		es[i] = r.entry(u)
		if !es[i].plain && !es[i].title {
			usual[es[i].weight]++
		}
	}
	common := 0
	for w, n := range usual {
		if n > usual[common] || n == usual[common] && w < common {
			common = w
		}
	}
	for i := range es {
		e := &es[i]
		e.setOff = e.weight > common && (!e.page || e.indent > 8)
		if signs := i+1 < len(es) && dateAlone.MatchString(us[i+1].f.s) && officeForm.MatchString(e.f.s); signs {
			e.plain, e.brief = false, false // an office above a date
		}
	}
	r.captionsAside(es)
	r.takeLooks(es)
	return es
}

const (
	titleWidth = 100 // columns of the longest title that is believed without other evidence
	plainWidth = 90
)

var dateAlone = regexp.MustCompile(`^\(?(?:(?:19|20)[0-9]{2}|[一二][〇零一二三四五六七八九]{3})年.{1,8}日?\)?$`)

func (r *reader) entry(u *unit) entry {
	e := entry{unit: u, set: r.dec.role(u.line)}
	if u.picture() > 0 {
		e.aside, e.set = true, ""
		return e
	}
	if u.grid != nil || isNoteLabel(r, u.line) || noteForm(u.line) || attachmentForm.MatchString(u.f.s) || u.mark.fam == footMark || u.mark.fam == bullet || u.quoted() {
		e.aside = true
		return e
	}
	if e.source = sourceLine(u.f.s); e.source {
		return e
	}
	t := r.unitText(u)
	brief := u.short() && width(t) <= titleWidth && titleEnd(t) && !strings.Contains(t, "。")
	e.ask = strings.ContainsRune("？！?!", lastRune(t))
	e.title = brief && u.mark.fam != unmarked && width(t) >= 4
	e.brief = brief && u.mark.fam == unmarked && width(t) >= 4 && !strings.HasPrefix(t, "—") &&
		!dateAlone.MatchString(u.f.s) && !bracketed(u.f.s) && strings.ContainsFunc(t, isHan)
	e.plain = e.brief && width(t) >= 6 && width(t) <= plainWidth
	e.sect = sectionish(t)
	if brief && r.toc != nil {
		e.inTOC = r.inTOC(key(t))
	}
	if e.weight = min(u.gap, 2) * 2; u.page {
		e.weight = 4
	}
	if u.indent > 8 {
		e.weight += 3
	}
	return e
}

func isHan(c rune) bool { return c >= 0x3400 && c <= 0x9fff || c >= 0x20000 && c < 0x30000 }

// inTOC finds a title in the contents list, whole or by its beginning.
func (r *reader) inTOC(k string) bool {
	if r.toc[k] {
		return true
	}
	for n := 8; n < 40; n++ {
		if h := head(k, n); h == k {
			return false
		} else if r.toc[h] {
			return true
		}
	}
	return false
}

// unitText is the text of a unit without its marker.
func (r *reader) unitText(u *unit) string {
	if len(u.parts) == 1 {
		return r.slice(u.mark.rest)
	}
	return r.newText(u.spans()...).Value
}

// spans are the stretches of the unit's text, without marker.
func (u *unit) spans() []Span {
	out := []Span{u.mark.rest}
	for _, l := range u.parts[1:] {
		out = append(out, l.Span)
	}
	return out
}

// assign gives each unit its role under a reading. What a person set stays.
func (h reading) assign(es []entry) []Role {
	roles := make([]Role, len(es))
	listed := h.art == plain && slices.ContainsFunc(es, func(e entry) bool { return e.plain && e.inTOC })
	floor := -1
	st := sequence{}
	for i := range es {
		e := &es[i]
		switch {
		case e.set == RoleSection || e.set == RoleArticle:
			roles[i] = e.set
		case e.set != "" || e.aside || e.source:
		case h.isSection(es, i) && !h.innerTwin(es, i, &st):
			roles[i] = RoleSection
			st = sequence{section: e.mark.num}
		case e.title && e.mark.fam == h.art && !e.twin:
			roles[i] = RoleArticle
		case h.art == plain && h.plainArticle(es, roles, i, listed, &floor):
			roles[i] = RoleArticle
		case h.art != plain && h.sec != unmarked && i > 0 && roles[i-1] == RoleSection && (e.plain || e.inTOC) && leads(es, i) && !h.isArticle(es, i+1):
			roles[i] = RoleArticle
		}
	}
	return roles
}

func (h reading) isArticle(es []entry, i int) bool {
	return i < len(es) && es[i].title && es[i].mark.fam == h.art && !es[i].twin
}

// isSection: a title of the sections' family; without a marker, a short line right before an article.
func (h reading) isSection(es []entry, i int) bool {
	e := &es[i]
	switch h.sec {
	case unmarked:
		return false
	case plain:
		if !e.plain || e.width > 32 || e.ask {
			return false
		}
		if h.art != plain {
			return h.isArticle(es, i+1)
		}
		return i+1 < len(es) && es[i+1].plain && leads(es, i+1)
	default:
		return e.title && e.mark.fam == h.sec && !e.twin
	}
}

// sequence is where the numbers of sections stand, and of headings that look like them.
type sequence struct{ section, twin int }

// innerTwin tells 一、 as a heading inside an article from 一、 as a section: text follows it, not a title, and where the
// articles have numbers that stand below 一、 it counts from one again.
func (h reading) innerTwin(es []entry, i int, st *sequence) bool {
	if h.sec.rank() == 0 || i+1 >= len(es) {
		return false
	}
	next, n := &es[i+1], es[i].mark.num
	if next.title || next.plain || next.aside {
		return false
	}
	again := st.section > 0 && n == 1 || st.twin > 0 && n == st.twin+1
	if again {
		st.twin = n
	}
	return again || h.art.rank() == 0
}

// plainArticle: a title without marker that leads into text. With a contents list it must be listed there; without one
// it must be set off no less than the first such title, which tells titles from sub-headings.
func (h reading) plainArticle(es []entry, roles []Role, i int, listed bool, floor *int) bool {
	e := &es[i]
	after := i > 0 && roles[i-1] == RoleSection
	if !e.plain || e.ask && !e.inTOC && !after || !leads(es, i) {
		return false
	}
	if listed {
		return e.inTOC
	}
	if i > 0 && !after && roles[i-1] == RoleArticle {
		return false
	}
	if *floor < 0 {
		*floor = e.weight
		return true
	}
	return after || e.weight >= *floor || i > 0 && es[i-1].source
}

// leads reports whether text follows the unit rather than another title without marker.
func leads(es []entry, i int) bool {
	if i+1 >= len(es) {
		return false
	}
	next := &es[i+1]
	return !next.plain && next.mark.fam != bracket
}
