package manuscript

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jianbao/internal/flow"
)

// ReadFlow reads one issue from a file that was taken apart paragraph by paragraph. The file is written out as lines (project), and
// the lines are read as those of a text, with what the file knows of each: its looks, the list, table, note or picture it belongs
// to, and where it stands. A paragraph is never joined with the next one. The error is an *Error.
func ReadFlow(f *flow.File, decisions Decisions) (*Document, error) {
	p := project(f)
	r, err := newReader(p.text, "", p, decisions)
	if err != nil {
		return nil, err
	}
	if err := r.read(); err != nil {
		return nil, err
	}
	return r.doc, nil
}

// lineBreak stands in the projected text for a break within a paragraph, a cell or a note.
const lineBreak = '\u2028'

// projection is a flow file written out as the lines of a text: a line for each paragraph, row of a table, picture and note.
type projection struct {
	file  *flow.File
	out   strings.Builder
	text  string
	hints []hint // by line
	marks []marking
	refs  []reference
	own   bool  // the file was written here
	late  []int // pictures that stand in the cells of the table that is being written
}

// hint is what the file knows of one line.
type hint struct {
	paragraph *flow.Paragraph
	marker    Span // of an automatic list
	place     flow.Place
	table     *knownTable
	note      int // the line is this note
	picture   int // the line stands for this picture
}

// knownTable is a table of the file, with the places of its cells in the projected text.
type knownTable struct {
	table *flow.Table
	first int // line of the first row, from 1
	rows  []Span
	cells [][]Span
}

// project writes the file out. Notes come last, a line each.
func project(f *flow.File) *projection {
	p := &projection{file: f, own: isOwn(f)}
	for _, it := range inReadingOrder(f.Items) {
		switch {
		case it.Table != nil:
			p.table(it.Table)
		case it.Paragraph != nil:
			p.paragraph(it.Paragraph)
		}
	}
	for i := range f.Notes {
		p.begin(hint{note: i + 1})
		p.within(f.Notes[i].Paragraphs)
		p.end()
	}
	p.text = p.out.String()
	return p
}

// begin starts a line; end ends it.
func (p *projection) begin(h hint) { p.hints = append(p.hints, h) }
func (p *projection) end()         { p.out.WriteByte('\n') }

// paragraph writes a line, and one for each picture in it. A paragraph that holds nothing but pictures has no line of its own.
func (p *projection) paragraph(par *flow.Paragraph) {
	pictures := p.picturesOf(par.Runs)
	if name := p.lettered(par, pictures); name != "" {
		p.begin(hint{paragraph: par, place: par.Place})
		p.out.WriteString(name)
		p.end()
		return
	}
	if text := plainText(par.Runs); len(pictures) == 0 || strings.ContainsFunc(text, notBlank) {
		h := hint{paragraph: par, place: par.Place}
		at := p.out.Len()
		if strings.ContainsFunc(text, notBlank) {
			h.marker = p.marker(par.Marker)
		}
		p.begin(h)
		p.runs(unstressed(par), at)
		p.end()
	}
	for _, n := range pictures {
		p.picture(n, par.Place)
	}
}

// unstressed are the runs of a paragraph; those of a heading that is bold from end to end are not bold for themselves, because that is
// how its style looks.
func unstressed(par *flow.Paragraph) []flow.Run {
	if par.Outline == 0 || !par.Bold {
		return par.Runs
	}
	out := slices.Clone(par.Runs)
	for i := range out {
		out[i].Bold = false
	}
	return out
}

// marker writes the number of an automatic list, and a blank after one that would run into the text.
func (p *projection) marker(s string) Span {
	s = strings.TrimSpace(clean(s))
	span := Span{p.out.Len(), p.out.Len() + len(s)}
	p.out.WriteString(s)
	if last := lastRune(s); s != "" && (last < utf8.RuneSelf || unicode.IsLetter(last) || unicode.IsSymbol(last) || last == '•') {
		p.out.WriteByte(' ')
	}
	return span
}

// runs writes text, and notes where marks and references stand. line is where the line begins.
func (p *projection) runs(runs []flow.Run, line int) {
	for _, r := range runs {
		start := p.out.Len()
		switch {
		case r.Note > 0 && r.Note <= len(p.file.Notes):
			p.refs = append(p.refs, reference{at: start, line: line, note: r.Note})
		case r.Text != "":
			p.out.WriteString(clean(r.Text))
			if m := marksOf(r); m != (flow.Run{}) && p.out.Len() > start {
				p.marks = append(p.marks, marking{Span{start, p.out.Len()}, m})
			}
		}
	}
}

// within writes the paragraphs of a cell or a note into one line.
func (p *projection) within(pars []flow.Paragraph) Span {
	start := p.out.Len()
	for i, par := range pars {
		if i > 0 {
			p.out.WriteRune(lineBreak)
		}
		p.marker(par.Marker)
		p.runs(par.Runs, start)
		p.late = append(p.late, p.picturesOf(par.Runs)...)
	}
	return Span{start, p.out.Len()}
}

// table writes a line for each row, cells parted by tabs, and then a line for each picture in it. What is drawn as a table for
// the sake of its looks is written as lines.
func (p *projection) table(t *flow.Table) {
	k := &knownTable{table: t, first: len(p.hints) + 1}
	layout := forLooks(t)
	for _, row := range t.Rows {
		h := hint{table: k}
		if layout {
			h = hint{}
		}
		p.begin(h)
		start := p.out.Len()
		cells := make([]Span, len(row))
		for i, c := range row {
			if i > 0 {
				p.out.WriteByte('\t')
			}
			cells[i] = p.within(c.Paragraphs)
		}
		k.rows, k.cells = append(k.rows, Span{start, p.out.Len()}), append(k.cells, cells)
		p.end()
	}
	late := p.late
	p.late = nil
	for _, n := range late {
		p.picture(n, flow.Body)
	}
}

// picture writes the line that stands for a picture.
func (p *projection) picture(n int, place flow.Place) {
	p.begin(hint{picture: n, place: place})
	pic := p.file.Pictures[n-1]
	name := strings.Map(func(r rune) rune {
		if r == lineBreak {
			return ' '
		}
		return r
	}, clean(pic.Alt))
	if strings.TrimSpace(name) == "" {
		name = clean(pic.Name)
	}
	p.out.WriteString(strings.TrimSuffix("〔图片："+head(strings.TrimSpace(name), shown), "：") + "〕")
	p.end()
}

func (p *projection) picturesOf(runs []flow.Run) []int {
	var out []int
	for _, r := range runs {
		if r.Picture > 0 && r.Picture <= len(p.file.Pictures) {
			out = append(out, r.Picture)
		}
	}
	return out
}

func plainText(runs []flow.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(clean(r.Text))
	}
	return b.String()
}

// clean is text without control characters; every kind of break within a paragraph becomes a lineBreak.
func clean(s string) string {
	if !strings.ContainsFunc(s, unclean) && utf8.ValidString(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("\n\f\v\u0085\u2029", r):
			return lineBreak
		case r != '\t' && unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "\ufffd"))
}

func unclean(r rune) bool { return r != '\t' && unicode.IsControl(r) || r == '\u2029' }
