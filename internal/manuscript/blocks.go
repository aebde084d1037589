package manuscript

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// blocks reads the inside of an article: units from to end. Sources go to the article.
func (b *builder) blocks(a *Article, from, end int) []Block {
	in := &inside{builder: b, article: a, from: from, end: end, refs: b.references(from, end), fixed: map[int]int{}}
	for i := from; i < end; {
		i = in.next(i)
	}
	in.setLevels()
	return in.out
}

// inside is the state within one article.
type inside struct {
	*builder
	article   *Article
	from, end int
	refs      string // circled numbers and the like that the text refers to
	out       []Block
	fams      []family    // of each block of out
	fixed     map[int]int // levels that a person gave, by block
	attaching bool        // the block before was an attachment
}

// references collects the footnote marks inside the text: ① that does not head its line.
func (b *builder) references(from, end int) string {
	var out strings.Builder
	for _, e := range b.entries[from:end] {
		t := b.slice(Span{e.mark.rest.Start, e.last.End})
		for i, c := range t {
			if i > 0 && (c >= '①' && c <= '⑳' || strings.ContainsRune(supers, c)) {
				out.WriteRune(c)
			}
		}
	}
	return out.String()
}

func (in *inside) add(f family, bl Block) {
	in.out = append(in.out, bl)
	in.fams = append(in.fams, f)
}

// next reads the block at unit i and returns the unit after it.
func (in *inside) next(i int) int {
	e := &in.entries[i]
	attaching := in.attaching
	in.attaching = false
	if e.set != "" && e.grid == nil {
		in.decided(e)
		return i + 1
	}
	if n := in.pictures(i); n > i {
		return n
	}
	switch {
	case e.grid != nil:
		in.add(unmarked, in.tableBlock(e.grid))
	case e.aside && isNoteLabel(in.reader, e.line):
		return in.note(i)
	case e.source:
		in.source(e)
	case in.sourceSigns(i) > 0:
		if in.sourceSigns(i) == 1 {
			in.doubt(e.no, RoleSource, DoubtSource, RoleParagraph)
		}
		in.source(e)
	case e.aside && attachmentForm.MatchString(e.f.s), attaching && in.isAttached(e):
		return in.attachment(i)
	case in.isFootnote(e):
		in.footnote(e)
	case in.isList(i):
		return in.list(i)
	case quoted(in.slice(e.Span)), e.quoted():
		in.quote(e)
	case in.isHeading(i):
		in.heading(i)
	default:
		in.paragraph(e)
	}
	return i + 1
}

// paragraph takes a source off the end of the text, and keeps a printed number as marker.
func (in *inside) paragraph(e *entry) {
	spans := e.spans()
	bl := Block{Kind: Paragraph}
	if e.mark.fam == bracket {
		in.label(e.mark.head)
		in.label(e.mark.tail)
	} else if e.mark.fam != unmarked {
		bl.Marker = in.newText(e.mark.head)
		in.label(e.mark.tail)
	}
	last := len(spans) - 1
	if rest, source, ok := in.trailingSource(spans[last]); ok {
		spans[last] = rest
		in.takeSource(source)
	}
	bl.Text = in.newText(spans...)
	in.add(e.mark.fam, bl)
}

func (in *inside) source(e *entry) {
	for _, s := range e.allSpans() {
		in.takeSource(s)
	}
}

// takeSource keeps what a source line names; its label and brackets are labels.
func (in *inside) takeSource(s Span) {
	v, _ := in.sourceValue(s)
	if v.Start >= v.End {
		v = s
	}
	in.label(s, v)
	in.article.Sources = append(in.article.Sources, in.newText(v))
}

// sourceSigns counts what speaks for a bracketed office or person at the end of an article: （云汀市商务局　李明）.
func (in *inside) sourceSigns(i int) int {
	e := &in.entries[i]
	if i+1 != in.end || i == in.from || len(e.parts) > 1 || e.mark.fam != unmarked || !sourceName.MatchString(e.f.s) || dateAlone.MatchString(e.f.s) {
		return 0
	}
	words := wordSpans(in.text, e.Span)
	signs := 0
	for _, sign := range []bool{
		officeForm.MatchString(foldString(strings.Trim(in.slice(words[0]), "（）()"))),
		e.indent > 8,
		len(words) == 2,
	} {
		if sign {
			signs++
		}
	}
	return signs
}

// note reads a 编者按: what follows its label, or the next paragraph where the label stands alone.
func (in *inside) note(i int) int {
	e := &in.entries[i]
	t := in.slice(e.Span)
	m := noteWords.FindString(t)
	whole := e.allSpans()
	label := trim(in.text, Span{e.Start, e.Start + len(m)})
	whole[0] = trim(in.text, Span{e.Start + len(m), e.End})
	bl := Block{Kind: Note, Marker: in.newText(label)}
	next := i + 1
	if whole[0].Start >= whole[0].End && len(whole) == 1 && next < in.end && in.entries[next].grid == nil && !in.entries[next].aside && !in.entries[next].source {
		whole = in.entries[next].allSpans()
		next++
	}
	bl.Text = in.newText(whole...)
	in.add(unmarked, bl)
	return next
}

func (in *inside) isFootnote(e *entry) bool {
	if noteForm(e.line) || e.mark.fam == footMark {
		return true
	}
	c := firstRune(in.slice(e.Span))
	if strings.ContainsRune(supers, c) || c == '*' || c == '＊' {
		return e.mark.fam != bullet || strings.ContainsRune(supers, c)
	}
	return e.mark.fam == circled && strings.ContainsRune(in.refs, c)
}

func (in *inside) footnote(e *entry) {
	spans := e.allSpans()
	t := in.slice(spans[0])
	n := len(footHead.FindString(t))
	switch {
	case n > 0:
	case e.mark.fam == circled || e.mark.fam == footMark:
		n = e.mark.head.End - spans[0].Start
	default:
		_, n = utf8.DecodeRuneInString(t)
	}
	marker := trim(in.text, Span{spans[0].Start, spans[0].Start + n})
	spans[0] = trim(in.text, Span{spans[0].Start + n, spans[0].End})
	in.add(unmarked, Block{Kind: Footnote, Marker: in.newText(marker), Text: in.newText(spans...)})
}

// attachment reads 附件：… and the numbered lines after it; a label alone takes the title on the next line.
func (in *inside) attachment(i int) int {
	e := &in.entries[i]
	spans := e.allSpans()
	n := len(attachmentHead.FindString(in.slice(spans[0])))
	if n == 0 && e.mark.fam != unmarked {
		n = e.mark.head.End - spans[0].Start
	}
	marker := trim(in.text, Span{spans[0].Start, spans[0].Start + n})
	spans[0] = trim(in.text, Span{spans[0].Start + n, spans[0].End})
	next := i + 1
	if len(spans) == 1 && spans[0].Start >= spans[0].End && next < in.end && in.entries[next].plain {
		spans = in.entries[next].allSpans()
		next++
	}
	in.add(unmarked, Block{Kind: Attachment, Marker: in.newText(marker), Text: in.newText(spans...)})
	in.attaching = true
	return next
}

// isAttached tells a further attachment: 2. 名单.
func (in *inside) isAttached(e *entry) bool {
	return e.mark.fam == arabic && e.mark.num > 1 && e.title
}

func quoted(s string) bool { return strings.HasPrefix(s, ">") || strings.HasPrefix(s, "＞") }

// quoteStyles name the paragraphs of quotations, in word processors and on pages.
var quoteStyles = []string{"quote", "intense quote", "block text", "引用", "明显引用", "块引用"}

// quoted tells a quotation by its style.
func (u *unit) quoted() bool {
	return slices.Contains(quoteStyles, strings.ToLower(strings.TrimSpace(u.paragraph().Style)))
}

func (in *inside) quote(e *entry) {
	spans := e.allSpans()
	if !e.quoted() {
		_, n := utf8.DecodeRuneInString(in.slice(spans[0]))
		mark := Span{spans[0].Start, spans[0].Start + n}
		in.label(mark)
		spans[0] = trim(in.text, Span{mark.End, spans[0].End})
	}
	in.add(unmarked, Block{Kind: Quote, Text: in.newText(spans...)})
}

// decided makes the block that a person asked for.
func (in *inside) decided(e *entry) {
	switch e.set {
	case RoleHeading:
		bl := Block{Kind: Heading, Level: 1, Text: in.newText(e.spans()...)}
		if e.mark.fam != unmarked {
			bl.Marker = in.newText(e.mark.head)
			in.label(e.mark.tail)
		}
		if level := in.dec.level(e.line); level > 0 {
			bl.Level = level
			in.fixed[len(in.out)] = level
		}
		in.add(e.mark.fam, bl)
	case RoleSource:
		in.source(e)
	case RoleList:
		in.label(e.mark.tail)
		item := Item{Text: in.newText(e.spans()...), Level: in.dec.level(e.line)}
		switch marker := in.slice(e.mark.head); {
		case bulletless(e, marker):
			in.label(e.mark.head)
		case e.mark.fam != unmarked:
			item.Marker = in.newText(e.mark.head)
		}
		if n := len(in.out); n > 0 && in.out[n-1].Kind == List {
			in.out[n-1].Items = append(in.out[n-1].Items, item)
			return
		}
		in.add(unmarked, Block{Kind: List, Items: []Item{item}})
	case RoleQuote, RoleFootnote, RoleAttachment, RoleNote:
		in.add(unmarked, Block{Kind: Kind(e.set), Text: in.newText(e.allSpans()...)})
	default:
		in.paragraph(e)
	}
}
