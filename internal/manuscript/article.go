package manuscript

import (
	"strings"

	"jianbao/internal/flow"
)

// ArticleDraft is one article as a correspondent sent it. The document has one section with this one article; its doubts, dropped
// lines, omissions, pictures and runs are those of the article.
type ArticleDraft struct {
	*Document
	Title   Text   // empty where the file has none
	Units   []Text // sending units, as named
	Authors []Text
	Source  Text   // where a reprint came from
	Date    string // 2006-01-02; empty: none
	Blocks  []Block
}

// headLines is how many lines the head of an article, or its signature, may take.
const headLines = 10

// ReadArticle reads a file as one article: title, who sent it and when, and blocks. It never looks for a masthead or a second
// article. The error is an *Error.
func ReadArticle(f *flow.File) (*ArticleDraft, error) {
	p := project(f)
	r, err := newReader(p.text, "", p, nil)
	if err != nil {
		return nil, err
	}
	r.takeKnown()
	r.dropPageNumbers()
	r.takeTables()
	r.dropRules()
	h := &articleReader{reader: r, draft: &ArticleDraft{Document: r.doc}}
	h.es = r.entries(r.joinCuts())
	h.read()
	r.attachNotes()
	if err := r.finish(&outline{}); err != nil {
		return nil, err
	}
	h.draft.Blocks = r.doc.Sections[0].Articles[0].Blocks
	return h.draft, nil
}

// articleReader reads what stands before and after the blocks of one article, and leaves these to the builder.
type articleReader struct {
	*reader
	es      []entry
	draft   *ArticleDraft
	article Article
}

func (h *articleReader) read() {
	from, to := h.title()
	h.above(from)
	for to < len(h.es) && to < from+headLines && h.credit(&h.es[to], false) {
		to++
	}
	end := h.signature(to)
	b := &builder{reader: h.reader, entries: h.es, out: &outline{roles: make([]Role, len(h.es))}}
	if h.article.Title = h.draft.Title; h.draft.Title.Value == "" {
		b.doubt(1, RoleParagraph, DoubtTitle, RoleArticle)
	}
	known := len(h.article.Sources)
	b.fill(&h.article, to, end)
	h.doc.Sections[0].Articles[0].Number = 1
	for _, s := range h.article.Sources[known:] {
		h.creditSource(s)
	}
}

// title finds the title: the most prominent line before any paragraph. Lines of the same look right after it belong to it, and those
// that begin with a dash.
func (h *articleReader) title() (from, to int) {
	if from = h.titleLine(); from < 0 {
		return 0, 0
	}
	var spans []Span
	for to = from; to < len(h.es) && (to == from || h.goesOn(&h.es[from], &h.es[to])); to++ {
		e := &h.es[to]
		if e.mark.fam != bracket {
			spans = append(spans, e.allSpans()...)
			continue
		}
		h.label(e.mark.head)
		h.label(e.mark.tail)
		spans = append(spans, e.spans()...)
	}
	if h.draft.Title = h.newText(spans...); len(spans) == 1 {
		h.draft.Title = h.spread("article", h.es[from].line, spans[0])
	}
	return from, to
}

func (h *articleReader) titleLine() int {
	best := -1
	for i := range min(len(h.es), 2*headLines) {
		e := &h.es[i]
		if e.grid != nil || e.width >= paragraph && ended(h.slice(e.Span)) {
			break
		}
		if !e.title && !e.plain || h.isCredit(e) || best >= 0 && e.mark.fam.numbered() {
			continue
		}
		if best < 0 || e.look > 0 && (h.es[best].look == 0 || e.look < h.es[best].look) {
			best = i
		}
	}
	return best
}

// isCredit tells lines around a title that are none: units, dates, the number of an issue.
func (h *articleReader) isCredit(e *entry) bool {
	return e.source || bracketed(e.f.s) || creditLabel.MatchString(h.slice(e.Span)) || len(imprintScan(h.text, e.Span)) > 0 && e.width < printed
}

// goesOn reports whether a line goes on a title: a second line that looks the same, or one that begins with a dash.
func (h *articleReader) goesOn(first, e *entry) bool {
	t := h.slice(e.Span)
	if e.aside || e.width > titleWidth || ended(t) {
		return false
	}
	if strings.HasPrefix(t, "—") {
		return true
	}
	p, q := first.paragraph(), e.paragraph()
	same := first.look > 0 && e.look == first.look && p.Align == q.Align && p.Size == q.Size && p.Style == q.Style
	return same && (q.Align == flow.Center || p.Outline == 0 && p.Size > 0) && !e.mark.fam.numbered() && !h.isCredit(e) && !officeForm.MatchString(e.f.s)
}

// above reads the lines before the title. One that is not understood is left out, and said so.
func (h *articleReader) above(end int) {
	for i := range end {
		e := &h.es[i]
		if h.credit(e, true) {
			continue
		}
		if e.grid != nil {
			h.label(e.Span)
			continue
		}
		for _, s := range e.allSpans() {
			h.drop(e.line, s, MastheadRest)
		}
		h.doubt(e.no, RoleDrop, DoubtMasthead, RoleArticle, RoleParagraph)
	}
}

// signature reads who sent the article and when off its end, and returns where the blocks end.
func (h *articleReader) signature(from int) int {
	end := len(h.es)
	for end > from && end > len(h.es)-headLines {
		if _, ok := h.credits(&h.es[end-1], end < len(h.es)); !ok {
			break
		}
		end--
	}
	for i := end; i < len(h.es); i++ {
		h.credit(&h.es[i], true)
	}
	return end
}
