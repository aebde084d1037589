package manuscript

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// footLimit is how many lines a foot may take in all.
const footLimit = 80

// footReach is how many lines a distribution list may run on without a label.
const footReach = 8

// mostNames is how many names and parts of names a field of the colophon takes.
const mostNames = 40

var (
	printRun  = regexp.MustCompile(`^\(?(?:本期)?(?:共印|印数|印发|印制|印):?(?:共)?[0-9` + han + `]+份\)?[。.]?$`)
	endMark   = regexp.MustCompile(`^[-—\s]*\(?(?:本期|全文)?(?:完|结束|(?i:the)?(?i:end))\)?[-—\s]*$`)
	footDated = regexp.MustCompile(`日?(?:印发|编发|印|印制|出版)$`)
)

// readFoot takes colophon, distribution and what belongs to them off the end of the lines.
func (r *reader) readFoot() {
	start := r.footStart()
	foot := r.lines[start:]
	r.lines = r.lines[:start]
	last := Role("")
	for _, l := range foot {
		last = r.takeFoot(l, last)
	}
}

// footStart walks up from the end as long as the lines belong to a foot. Lines without a label belong to it when a
// distribution list above runs on into them.
func (r *reader) footStart() int {
	start, pending, named := len(r.lines), 0, false
	for i := len(r.lines) - 1; i >= max(0, len(r.lines)-footLimit); i-- {
		l := r.lines[i]
		if r.dec.body(l) || !l.short() && l.picture() == 0 { // a picture: the code of an account, perhaps
			break
		}
		before, fs := fields(r.text, l)
		labelled := len(fs) > 0 && !hasWord(r.slice(before))
		switch {
		case isRule(r.lineText(l)) && pending == 0, printRun.MatchString(l.f.s), endMark.MatchString(l.f.s):
			if pending == 0 {
				start = i
			}
		case labelled && footField(fs, pending, r.text):
			start, pending, named = i, 0, named || footNames(fs)
		case footImprint(r, l):
		case pending < footReach && mayContinue(r, l):
			pending++
		default:
			i = 0
		}
	}
	return r.footTop(start, named)
}

// footTop leaves rules and end marks to the foot only where it has one, and takes in an imprint above it.
func (r *reader) footTop(start int, named bool) int {
	if !named {
		end := len(r.lines)
		for end > start && (endMark.MatchString(r.lines[end-1].f.s) || printRun.MatchString(r.lines[end-1].f.s)) {
			end--
		}
		return end
	}
	for start > 0 && isRule(r.lineText(r.lines[start-1])) && !r.dec.body(r.lines[start-1]) {
		start--
	}
	return start
}

// footField reports whether a labelled line belongs to a foot: each value is short, or it is a distribution list.
func footField(fs []field, pending int, text string) bool {
	if isDistribution(fs[0].role) {
		return strings.ContainsAny(text[fs[0].label.Start:fs[0].label.End], "：:") || fs[0].label.End-fs[0].label.Start > len("报")
	}
	for _, f := range fs {
		if !isDistribution(f.role) && width(text[f.value.Start:f.value.End]) > 80 {
			return false
		}
	}
	return pending == 0 || isDistribution(fs[len(fs)-1].role)
}

// footNames reports whether the fields make a foot by themselves. A telephone number alone may close an article.
func footNames(fs []field) bool {
	return slices.ContainsFunc(fs, func(f field) bool {
		return f.role != RoleColophonRest
	})
}

// mayContinue tells lines that can go on a distribution list, or close a foot: 省自贸办 2026年9月28日印发.
func mayContinue(r *reader, l *line) bool {
	m := l.mark
	return m.fam == unmarked && l.width <= 120 && !strings.Contains(strings.TrimSuffix(r.lineText(l), "。"), "。") && !sourceLine(l.f.s)
}

// footImprint tells a line of the printing office at the very foot: 省自贸办 2026年9月28日印发.
func footImprint(r *reader, l *line) bool {
	return footDated.MatchString(l.f.s) && slices.ContainsFunc(imprintScan(r.text, l.Span), func(p imprintPart) bool { return p.role == RoleDate })
}

// takeFoot gives one line of the foot its places. last is the list that a line without a label continues.
func (r *reader) takeFoot(l *line, last Role) Role {
	if l.picture() > 0 {
		r.drop(l, l.Span, ColophonRest)
		return last
	}
	if reason := footDrop(r.lineText(l), l.f.s); reason != "" {
		r.drop(l, l.Span, reason)
		return last
	}
	before, fs := fields(r.text, l)
	used := make([]Span, 0, len(fs)+1)
	if before.Start < before.End && hasWord(r.slice(before)) || len(fs) == 0 {
		used = append(used, before)
		r.footRest(l, before, last)
	}
	if n := len(fs); n > 0 {
		var run Span
		if fs[n-1].value, run = cutPrintRun(r.text, fs[n-1].value); run.Start < run.End {
			used = append(used, run)
			r.drop(l, run, PrintRun)
		}
	}
	for _, f := range fs {
		last = f.role
		for _, p := range fieldParts(r.text, f) {
			used = append(used, r.place(l, p))
		}
	}
	r.label(l.Span, used...)
	return last
}

// printRunTail is a print run at the end of a line that holds something else: 发：各市（州）。（共印120份）
var printRunTail = regexp.MustCompile(`[（(]\s*(?:本期)?\s*共?\s*印(?:数|发|制)?\s*[:：]?\s*[0-9０-９]+\s*份\s*[）)]$`)

// cutPrintRun takes a print run off the end of a field's value; an empty run means that there is none.
func cutPrintRun(text string, value Span) (rest, run Span) {
	at := printRunTail.FindStringIndex(text[value.Start:value.End])
	if at == nil || at[0] == 0 {
		return value, Span{}
	}
	cut := value.Start + at[0]
	return trimSeparators(text, Span{value.Start, cut}), Span{cut, value.End}
}

func footDrop(text, folded string) string {
	switch {
	case isRule(text):
		return DrawnRule
	case printRun.MatchString(folded):
		return PrintRun
	case endMark.MatchString(folded):
		return EndMark
	}
	return ""
}

// footRest reads what has no label: the rest of a list, or an office and a date of printing.
func (r *reader) footRest(l *line, s Span, last Role) {
	dated := slices.ContainsFunc(imprintScan(r.text, s), func(p imprintPart) bool { return p.role == RoleDate })
	if isDistribution(last) && !dated {
		r.continueList(last, s)
		return
	}
	if dated && r.doc.Masthead.Date != "" && r.doc.Masthead.Host.Value != "" {
		r.drop(l, s, ColophonRest)
		return
	}
	parts := imprintScan(r.text, s)
	used := make([]Span, 0, len(parts)+1)
	for _, p := range parts {
		used = append(used, r.place(l, p))
	}
	for _, rest := range leftovers(r.text, s, parts) {
		rest = trimSeparators(r.text, rest)
		used = append(used, rest)
		if !officeForm.MatchString(foldString(r.slice(rest))) || !r.placeField(RoleHost, rest) {
			r.drop(l, rest, ColophonRest)
		}
	}
	r.label(s, used...)
}

// placeField fills a field once; it reports false when the field is taken or kept nowhere.
func (r *reader) placeField(role Role, s Span) bool {
	if list := r.list(role); list != nil {
		*list = append(*list, r.splitList(s)...)
		return true
	}
	t := r.field(role)
	if t == nil || s.Start >= s.End || len(t.Spans) > mostNames {
		return false
	}
	if imprinted := isImprint(role) || role == RoleName || role == RoleAccess; imprinted {
		if t.Value == "" {
			*t = r.newText(s)
		}
		return len(t.Spans) > 0 && t.Spans[0] == s
	}
	more := r.newText(s)
	if role != RolePhone {
		more = r.personNames(s)
	}
	if t.Value != "" {
		more.Value = t.Value + "、" + more.Value
		more.Spans = append(t.Spans, more.Spans...)
	}
	*t = more
	return true
}

func (r *reader) field(role Role) *Text {
	m, c := &r.doc.Masthead, &r.doc.Colophon
	return map[Role]*Text{
		RoleName: &m.Name, RoleHost: &m.Host, RoleOrganiser: &m.Organiser, RolePrinter: &m.Printer, RoleSupervisor: &m.Supervisor,
		RoleAccess: &m.Note, RoleEditor: &c.Editor, RoleProofreader: &c.Proofreader, RoleReviewer: &c.Reviewer, RoleSigner: &c.Signer, RolePhone: &c.Phone,
	}[role]
}

func (r *reader) list(role Role) *[]Text {
	d := &r.doc.Distribution
	return map[Role]*[]Text{RoleTo: &d.To, RoleCC: &d.CC, RoleFor: &d.For}[role]
}

// personNames closes up two-character names that are set to the width of three: 张　三.
func (r *reader) personNames(s Span) Text {
	words := wordSpans(r.text, s)
	single := func(w Span) bool {
		t := r.slice(w)
		return utf8.RuneCountInString(t) == 1 && unicode.Is(unicode.Han, firstRune(t))
	}
	var spans []Span
	for i := 0; i < len(words); i++ {
		if i+1 < len(words) && single(words[i]) && single(words[i+1]) {
			spans = append(spans, words[i], words[i+1])
			i++
		} else {
			spans = append(spans, words[i])
		}
	}
	return r.spacedOut(spans, single)
}

// spacedOut puts one blank between names but none inside one.
func (r *reader) spacedOut(spans []Span, single func(Span) bool) Text {
	t := r.newText(spans...)
	var b strings.Builder
	inside := false
	for i, w := range spans {
		if i > 0 && !inside {
			b.WriteByte(' ')
		}
		b.WriteString(r.slice(w))
		inside = !inside && single(w) && i+1 < len(spans) && single(spans[i+1])
	}
	t.Value = b.String()
	return t
}

// splitList splits at 、，； and wide blanks, not inside brackets; the separators become labels.
func (r *reader) splitList(s Span) []Text {
	var out []Text
	var used []Span
	depth, start := 0, s.Start
	add := func(end int) {
		if w := trim(r.text, Span{start, end}); w.Start < w.End {
			out, used = append(out, r.newText(w)), append(used, w)
		}
	}
	for i, c := range r.slice(s) {
		i += s.Start
		switch {
		case strings.ContainsRune("（(〔[", c):
			depth++
		case strings.ContainsRune("）)〕]", c):
			depth = max(0, depth-1)
		case depth == 0 && listBreak(r.text, i, c):
			add(i)
			start = i + utf8.RuneLen(c)
		}
	}
	add(s.End)
	r.label(s, used...)
	return out
}

func listBreak(text string, i int, c rune) bool {
	return strings.ContainsRune("、，；,;。\t　", c) || c == ' ' && strings.HasPrefix(text[i+1:], " ")
}

// continueList appends a line to a list. Where the line before ended inside an entry, the two halves become one.
func (r *reader) continueList(role Role, s Span) {
	list := r.list(role)
	more := r.splitList(s)
	if n := len(*list); n > 0 && len(more) > 0 {
		last := (*list)[n-1]
		end := last.Spans[len(last.Spans)-1].End
		if between := r.text[min(end, s.Start):s.Start]; end <= s.Start && !strings.ContainsAny(between, "、，；,;。") {
			(*list)[n-1] = r.newText(append(slices.Clone(last.Spans), more[0].Spans...)...)
			more = more[1:]
		}
	}
	*list = append(*list, more...)
}
