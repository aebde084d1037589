package handlers

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/manuscript"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

// linesAPage is how many lines of the source one page of the mapping screen shows.
const linesAPage = 300

// linePage is the page that a line stands on; 0 for no line, and for the first page.
func linePage(line int) int {
	if page := (line-1)/linesAPage + 1; page > 1 {
		return page
	}
	return 0
}

// mapper draws one document for the mapping screen.
type mapper struct {
	ctx     context.Context
	doc     *manuscript.Document
	doubts  map[string]views.ImportDoubt
	cuts    map[int][]int  // where a person has split lines
	dropped map[int]string // why, by line
}

func mapVM(c echo.Context, p newsroom.ImportPage) views.MapImportVM {
	ctx, doc, slug := c.Request().Context(), p.Document, p.Bulletin.Slug
	m := mapper{ctx: ctx, doc: doc, doubts: map[string]views.ImportDoubt{}, cuts: map[int][]int{}, dropped: map[int]string{}}
	vm := views.MapImportVM{
		Slug: slug, ID: p.Import.ID, Version: p.Import.Version, File: p.Upload.Name, Format: formatName(ctx, doc), Sections: len(doc.Sections),
		Masthead: mastheadOf(p.Issue, ""), Yearly: p.Issue.Year != 0 || p.Issue.Cumulative != 0, Taken: issueOnDesk(slug, p.Holder), Same: issueOnDesk(slug, p.Same),
		Decisions: len(p.Decisions), Archive: p.Import.Archive, Kinds: roleOptions(ctx, manuscript.SettableRoles()),
	}
	for _, d := range p.Decisions {
		if d.Op == manuscript.Split {
			m.cuts[d.Line] = append(m.cuts[d.Line], d.At)
		}
	}
	for _, sec := range doc.Sections {
		vm.Articles += len(sec.Articles)
		for _, art := range sec.Articles {
			vm.Blocks += len(art.Blocks)
		}
	}
	m.changes(&vm)
	vm.OpenLine, _ = strconv.Atoi(c.QueryParam("line"))
	vm.OpenAt, _ = strconv.Atoi(c.QueryParam("at"))
	page := pageNumber(c)
	vm.Paging = linePaging(page, len(doc.Lines), paths.To(paths.Import, slug, p.Import.ID))
	vm.Lines = m.lines(page)
	return vm
}

func issueOnDesk(slug string, i *models.Issue) *components.Link {
	if i == nil {
		return nil
	}
	return &components.Link{Label: i.Label(), Href: paths.To(paths.DeskIssue, slug, i.ID)}
}

func roleOptions(ctx context.Context, roles []manuscript.Role) []components.Option {
	out := make([]components.Option, len(roles))
	for i, r := range roles {
		out[i] = components.Option{Value: string(r), Label: i18n.T(ctx, "import.role."+string(r))}
	}
	return out
}

// changes fills in what was done to the source, what is doubtful, and what could be done.
func (m *mapper) changes(vm *views.MapImportVM) {
	for _, u := range m.doc.Uncertain {
		d := views.ImportDoubt{ID: u.ID, Line: u.Line, Text: i18n.T(m.ctx, "import.doubt."+string(u.Why), i18n.D{"Kind": i18n.T(m.ctx, "import.role."+string(u.Decided))}), Alternatives: roleOptions(m.ctx, u.Alternatives)}
		m.doubts[u.ID] = d
		vm.Doubts = append(vm.Doubts, d)
	}
	for _, r := range m.doc.Repairs {
		vm.Repairs = append(vm.Repairs, views.ImportRepair{ID: r.ID, Line: r.Line, Name: i18n.T(m.ctx, "import.repair."+string(r.Kind)), Before: r.Before, After: r.After})
	}
	for _, p := range m.doc.Proposals {
		vm.Proposals = append(vm.Proposals, views.ImportProposal{ID: p.ID, Text: i18n.T(m.ctx, "import.proposal."+string(p.Kind), i18n.D{"Count": p.Count})})
	}
	for _, d := range m.doc.Dropped {
		reason := i18n.T(m.ctx, "import.dropped."+reasonKey(d.Reason))
		m.dropped[d.Line] = reason
		vm.Dropped = append(vm.Dropped, views.ImportDropped{Line: d.Line, Text: d.Text, Reason: reason})
	}
	for _, o := range m.doc.Omitted {
		vm.Omitted = append(vm.Omitted, views.ImportOmission{Name: i18n.T(m.ctx, "import.omitted."+string(o.Kind)), Count: o.Count, Sample: o.Sample})
	}
}

// formatName is the format of a file, and of a plain text its encoding.
func formatName(ctx context.Context, doc *manuscript.Document) string {
	if doc.Encoding != "" {
		return string(doc.Encoding)
	}
	return i18n.T(ctx, "import.format."+string(doc.Format))
}

// reasonKey makes a key of a reason: "page number" is page_number.
func reasonKey(reason string) string {
	return strings.ReplaceAll(reason, " ", "_")
}

func linePaging(page, lines int, path string) components.PaginationProps {
	pages := max(1, (lines+linesAPage-1)/linesAPage)
	at := func(n int) string {
		if n < 1 || n > pages {
			return ""
		}
		return paths.With(path, "page", strconv.Itoa(n))
	}
	return components.PaginationProps{Page: page, Pages: pages, Total: lines, Prev: at(page - 1), Next: at(page + 1)}
}

// lines are the rows of one page: a row a line, or several where a person has split it.
func (m *mapper) lines(page int) []views.ImportLine {
	from := min((page-1)*linesAPage, len(m.doc.Lines))
	to := min(from+linesAPage, len(m.doc.Lines))
	var out []views.ImportLine
	before := ""
	if from > 0 {
		before = element(m.doc.Lines[from-1].Parts)
	}
	for _, l := range m.doc.Lines[from:to] {
		var rows []views.ImportLine
		rows, before = m.rows(l, before)
		out = append(out, rows...)
	}
	return out
}

// rows are those of one line. before names the element that stands before the line, and the result the one at its end.
func (m *mapper) rows(l manuscript.SourceLine, before string) ([]views.ImportLine, string) {
	text := []rune(l.Text)
	bounds := slices.Concat([]int{0}, slices.Sorted(slices.Values(m.cuts[l.Number])), []int{len(text)})
	var out []views.ImportLine
	for i, at := range bounds[:len(bounds)-1] {
		end := min(bounds[i+1], len(text))
		out = append(out, m.line(l, text, min(at, end), end, before))
		before = cmp.Or(element(partsIn(l.Parts, at, end)), before)
	}
	for _, id := range l.Uncertain {
		out[0].Doubts = append(out[0].Doubts, m.doubts[id])
	}
	return out, before
}

func partsIn(parts []manuscript.LinePart, from, to int) []manuscript.LinePart {
	var out []manuscript.LinePart
	for _, p := range parts {
		if p.Start >= from && p.Start < max(to, from+1) {
			out = append(out, p)
		}
	}
	return out
}

// element is the last element that parts belong to.
func element(parts []manuscript.LinePart) string {
	for _, p := range slices.Backward(parts) {
		if p.Element != "" {
			return p.Element
		}
	}
	return ""
}

// signs are the roles that stand in front of the text they belong to.
var signs = []manuscript.Role{manuscript.RoleMarker, manuscript.RoleLabel}

// runsOn are the roles whose lines can continue one another.
var runsOn = []manuscript.Role{manuscript.RoleParagraph, manuscript.RoleQuote, manuscript.RoleFootnote, manuscript.RoleNote, manuscript.RoleAttachment, manuscript.RoleArticle}

// titled are the roles whose text is shown beside the line, under its computed number.
var titled = []manuscript.Role{manuscript.RoleSection, manuscript.RoleArticle, manuscript.RoleHeading}

func (m *mapper) line(l manuscript.SourceLine, text []rune, from, to int, before string) views.ImportLine {
	row := views.ImportLine{Number: l.Number, At: from, Text: string(text[from:to])}
	parts := partsIn(l.Parts, from, to)
	i := slices.IndexFunc(parts, func(p manuscript.LinePart) bool { return !slices.Contains(signs, p.Role) })
	if i < 0 {
		i = len(parts) - 1
	}
	if i < 0 {
		return row
	}
	p := parts[i]
	row.Kind, row.Name = string(p.Role), i18n.T(m.ctx, "import.role."+string(p.Role))
	if row.Dropped = p.Role == manuscript.RoleDrop; row.Dropped && m.dropped[l.Number] != "" {
		row.Name += "：" + m.dropped[l.Number]
	}
	row.Joined = p.Element != "" && p.Element == before && slices.Contains(runsOn, p.Role)
	if slices.Contains(titled, p.Role) {
		row.Shown = string(text[min(p.Start, len(text)):min(p.End, len(text))])
		m.number(&row, p)
	}
	return row
}

var elementForm = regexp.MustCompile(`^s(\d+)(?:a(\d+))?(?:b(\d+))?$`)

// number gives sections and articles the number they will be printed with, and headings their level.
func (m *mapper) number(row *views.ImportLine, p manuscript.LinePart) {
	at := elementForm.FindStringSubmatch(p.Element)
	if at == nil {
		return
	}
	s, _ := strconv.Atoi(at[1])
	a, _ := strconv.Atoi(at[2])
	b, _ := strconv.Atoi(at[3])
	if s < 1 || s > len(m.doc.Sections) {
		return
	}
	sec := m.doc.Sections[s-1]
	switch {
	case p.Role == manuscript.RoleSection:
		row.Printed = models.SectionNumber(s)
	case a < 1 || a > len(sec.Articles):
	case p.Role == manuscript.RoleArticle:
		row.Printed = models.ArticleNumber(sec.Articles[a-1].Number)
	case b >= 1 && b <= len(sec.Articles[a-1].Blocks):
		row.Level = sec.Articles[a-1].Blocks[b-1].Level
	}
}
