package manuscript

import (
	"regexp"
	"slices"
	"strings"
)

// frontLimit is how many lines the masthead may take, contents list not counted.
const frontLimit = 40

// front is the state of reading the masthead: what each line holds until it is known where the masthead ends.
type front struct {
	r       *reader
	pending []leftover
	have    map[Role]bool
	numbers int // lines with a number so far
}

type leftover struct {
	l      *line
	span   Span
	dated  bool // on the line of the date or the number
	before bool // before the number
}

// readFront takes masthead and contents list off the lines.
func (r *reader) readFront() {
	f := &front{r: r, have: map[Role]bool{}}
	end := f.extent()
	for i := 0; i < end; {
		if n := r.contentsAt(i); n > i {
			r.takeContents(i, n)
			i = n
			continue
		}
		f.take(r.lines[i])
		i++
	}
	f.settle()
	r.lines = r.lines[end:]
}

// contentsAt returns the end of the contents list whose label stands at line i, or i.
func (r *reader) contentsAt(i int) int {
	l := r.lines[i]
	if !l.short() || l.width > 120 || r.dec.body(l) {
		return i
	}
	m := contentsLabel.FindStringSubmatch(l.f.s)
	if m == nil {
		return i
	}
	return max(i+1, r.keys.contentsEnd(i+1))
}

// extent finds the line after the masthead: after the last line that fills a place of it, before any paragraph.
func (f *front) extent() int {
	r, end := f.r, 0
	for i, seen := 0, 0; i < len(r.lines) && seen < frontLimit; seen++ {
		if n := r.contentsAt(i); n > i {
			i, end = n, n
			continue
		}
		l := r.lines[i]
		if f.stops(l) {
			break
		}
		i++
		if f.fills(l) {
			end = i
		}
	}
	return f.bareName(end)
}

// stops tells the first line that cannot stand in or before a masthead.
func (f *front) stops(l *line) bool {
	r := f.r
	text := r.lineText(l)
	if l.picture() > 0 {
		return false // an emblem, perhaps
	}
	if r.dec.body(l) || !l.short() || isNoteLabel(r, l) {
		return true
	}
	if accessForm.MatchString(l.f.s) && l.width < 120 {
		return false
	}
	m := l.mark
	started := f.have[RoleNumber] || f.have["cumulative"] || f.have[RoleDate] || f.have[RoleHost]
	return isSentence(text) || l.width > 120 || started && (m.fam.numbered() || m.fam == bracket || m.fam.symbol())
}

// fills reports whether the line fills a place that is still empty, and notes it as filled.
func (f *front) fills(l *line) bool {
	if isRule(f.r.lineText(l)) || l.picture() > 0 {
		return false
	}
	parts, rest := imprintParts(f.r.text, l)
	fresh := false
	for _, p := range parts {
		for _, place := range p.places() {
			if !f.have[place] {
				f.have[place], fresh = true, true
			}
		}
	}
	for _, s := range rest {
		if role := f.restRole(s); role != "" && !f.have[role] && (role == RoleAccess || f.have[RoleNumber]) {
			f.have[role], fresh = true, true
		}
	}
	return fresh
}

// places are what a part fills: a number line may hold number, cumulative number and kind, on one line or on several.
func (p imprintPart) places() []Role {
	if p.role != RoleNumber {
		return []Role{p.role}
	}
	var out []Role
	for place, has := range map[Role]bool{RoleNumber: p.num.number > 0, "cumulative": p.num.cumulative > 0, "kind": p.num.kind != ""} {
		if has {
			out = append(out, place)
		}
	}
	return out
}

// restRole recognises access notes and offices that name themselves: 省自贸办编.
func (f *front) restRole(s Span) Role {
	t := foldString(f.r.slice(s))
	if accessForm.MatchString(t) {
		return RoleAccess
	}
	m := officeAct.FindStringSubmatch(t)
	switch {
	case m != nil && officeForm.MatchString(m[1]):
		if role, ok := actRoles[m[2]]; ok {
			return role
		}
		return RolePrinter
	case width(t) <= 40 && strictOffice(t):
		return RoleHost
	}
	return ""
}

func strictOffice(t string) bool {
	for _, end := range []string{"办公室", "办", "厅", "局", "委员会", "编辑部", "领导小组", "管委会"} {
		if strings.HasSuffix(t, end) {
			return !strings.ContainsAny(t, ",、")
		}
	}
	return false
}

// bareName lets a file that begins with nothing but the bulletin's name keep it: a short line before a section or an article.
func (f *front) bareName(end int) int {
	r := f.r
	if end > 0 || len(r.lines) < 2 || r.dec.body(r.lines[0]) {
		return end
	}
	l, next := r.lines[0], r.lines[1].mark
	plain := l.short() && l.mark.fam == unmarked && l.width <= 24 && !ended(r.lineText(l))
	if plain && (next.fam.numbered() || next.fam == bracket) && next.num <= 1 {
		return 1
	}
	return end
}

// take puts the parts of one masthead line where they belong.
func (f *front) take(l *line) {
	r := f.r
	if isRule(r.lineText(l)) {
		r.drop(l, l.Span, DrawnRule)
		return
	}
	if l.picture() > 0 {
		r.drop(l, l.Span, MastheadRest)
		return
	}
	parts, rest := imprintParts(r.text, l)
	used := make([]Span, 0, len(parts)+len(rest))
	numbered := slices.ContainsFunc(parts, func(p imprintPart) bool { return p.role == RoleNumber })
	if numbered {
		f.numbers++
	}
	for _, p := range parts {
		used = append(used, r.place(l, p))
	}
	for _, s := range rest {
		s = unquote(r.text, s)
		used = append(used, s)
		f.pending = append(f.pending, leftover{l, s, len(parts) > 0, numbered || f.numbers == 0})
	}
	r.label(l.Span, used...)
}

// unquote takes 《》 and the like off a name.
func unquote(text string, s Span) Span {
	t := text[s.Start:s.End]
	for _, p := range [][2]string{{"《", "》"}, {"（", "）"}, {"(", ")"}, {"【", "】"}} {
		if inner, ok := strings.CutPrefix(t, p[0]); ok && strings.HasSuffix(inner, p[1]) && !strings.Contains(strings.TrimSuffix(inner, p[1]), p[0]) {
			return trim(text, Span{s.Start + len(p[0]), s.End - len(p[1])})
		}
	}
	return trimSeparators(text, s)
}

// place gives a part its place in the document; a place that is taken sends it to the dropped parts. It returns what it covered.
func (r *reader) place(l *line, p imprintPart) Span {
	m := &r.doc.Masthead
	switch p.role {
	case roleChief:
		r.chiefs = append(r.chiefs, p)
		return p.whole
	case RoleDate:
		if m.Date == "" {
			m.Date = p.date
			m.Printed = append(m.Printed, p.span)
			return p.span
		}
	case RoleNumber:
		if r.placeNumber(l, p) {
			return p.span
		}
	default:
		if r.placeField(p.role, p.span) {
			return p.span
		}
	}
	if p.whole.Start < p.whole.End {
		reason := MastheadRest
		if !isImprint(p.role) && p.role != RoleDate && p.role != RoleNumber {
			reason = ColophonRest
		}
		r.drop(l, trim(r.text, p.whole), reason)
	}
	return p.whole
}

func (r *reader) placeNumber(l *line, p imprintPart) bool {
	m, n := &r.doc.Masthead, p.num
	if n.number > 0 && m.Number > 0 || n.cumulative > 0 && m.Cumulative > 0 {
		return false
	}
	m.Number, m.Cumulative, m.Year = max(m.Number, n.number), max(m.Cumulative, n.cumulative), max(m.Year, n.year)
	if n.kind != "" {
		m.Kind = n.kind
	}
	m.Printed = append(m.Printed, p.span)
	if n.doubtful {
		r.doubt(l.no, RoleNumber, DoubtNumber)
	}
	return true
}

// settle decides which of the leftovers is the name, the host and the access note.
func (f *front) settle() {
	r, m := f.r, &f.r.doc.Masthead
	var notes, plain []leftover
	for _, p := range f.pending {
		switch role := r.dec.role(p.l); {
		case role == "" && accessForm.MatchString(foldString(r.slice(p.span))):
			notes = append(notes, p)
		default:
			plain = append(plain, p)
		}
	}
	r.settleNotes(notes)
	name := f.pickName(plain)
	for i, p := range plain {
		switch {
		case i == name:
			m.Name = r.spread("name", p.l, p.span)
		case f.office(p):
		case imprintRest.MatchString(foldString(r.slice(p.span))):
			r.drop(p.l, p.span, MastheadRest)
		default:
			r.drop(p.l, p.span, MastheadRest)
			r.doubt(p.l.no, RoleDrop, DoubtMasthead, RoleName, RoleHost, RoleArticle)
		}
	}
	if m.Host.Value == "" {
		m.Host, m.Printer = m.Printer, Text{}
	}
}

// settleNotes joins access notes: by a blank on one line, by ； on several.
func (r *reader) settleNotes(notes []leftover) {
	m := &r.doc.Masthead
	for i, p := range notes {
		sep := "；"
		if i > 0 && notes[i-1].l == p.l {
			sep = " "
		}
		if m.Note.Value != "" {
			m.Note.Value += sep
		}
		m.Note.Spans = append(m.Note.Spans, p.span)
		m.Note.Value += r.slice(p.span)
	}
}

// bulletinWord is what names of bulletins end in, where two lines could be the name.
var bulletinWord = regexp.MustCompile(`(?:简报|动态|快报|信息|通讯|专报|参考|内参|要情|观察|研究|导报|简讯|周报|月报|快讯|论坛|之窗|摘要|参阅|交流|资讯|前沿|专刊)$`)

// pickName prefers what stands before the number, is no office and ends like a bulletin's name.
func (f *front) pickName(plain []leftover) int {
	if f.r.doc.Masthead.Name.Value != "" {
		return -1
	}
	fits := func(p leftover) bool {
		return width(f.r.slice(p.span)) <= 60 && f.restRole(p.span) == "" && !officeForm.MatchString(foldString(f.r.slice(p.span)))
	}
	for _, better := range []func(leftover) bool{
		func(p leftover) bool { return p.before && bulletinWord.MatchString(foldString(f.r.slice(p.span))) },
		func(p leftover) bool { return p.before },
		func(leftover) bool { return true },
	} {
		if i := slices.IndexFunc(plain, func(p leftover) bool { return better(p) && fits(p) }); i >= 0 {
			return i
		}
	}
	return -1
}

// office places a leftover that names an office: 省自贸办编, or one beside the date.
func (f *front) office(p leftover) bool {
	r := f.r
	t := r.slice(p.span)
	role := f.restRole(p.span)
	if m := officeAct.FindStringSubmatch(foldString(t)); m != nil && role != "" && role != RoleAccess {
		fo := fold(r.text, p.span)
		value := fo.span(r.text, 0, len(m[1]))
		if r.placeField(role, value) {
			r.label(p.span, value)
			return true
		}
	}
	if role == RoleHost || p.dated && width(t) <= 60 || officeForm.MatchString(foldString(t)) {
		return r.placeField(RoleHost, p.span)
	}
	return false
}
