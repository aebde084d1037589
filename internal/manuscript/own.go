package manuscript

import (
	"slices"
	"strings"
	"unicode"

	"jianbao/internal/flow"
)

// ownStyles are the names of the styles of the Word files that leave from here, with what stands in them. What was named when the file
// was written need not be guessed when it comes back.
var ownStyles = map[string]Decision{
	"title":         {Role: RoleName},
	"heading 1":     {Role: RoleSection},
	"heading 2":     {Role: RoleArticle},
	"heading 3":     {Role: RoleHeading, Level: 1},
	"heading 4":     {Role: RoleHeading, Level: 2},
	"heading 5":     {Role: RoleHeading, Level: 3},
	"body text":     {Role: RoleParagraph},
	"list":          {Role: RoleList},
	"list 2":        {Role: RoleList, Level: 1},
	"list 3":        {Role: RoleList, Level: 2},
	"list 4":        {Role: RoleList, Level: 3},
	"list 5":        {Role: RoleList, Level: 4},
	"quote":         {Role: RoleQuote},
	"附件":            {Role: RoleAttachment},
	"footnote text": {Role: RoleFootnote},
	"编者按":           {Role: RoleNote},
	"内部资料":          {Role: RoleAccess},
	"供稿":            {Role: RoleSource},
}

// The styles by which a file is known for one of ours: no other program makes both.
const (
	ownNumberStyle  = "期号"
	ownImprintStyle = "编印单位"
)

// isOwn reports whether a file was written here. Whoever changed it in a word processor kept its styles.
func isOwn(f *flow.File) bool {
	has := func(style string) bool {
		return slices.ContainsFunc(f.Items, func(it flow.Item) bool { return it.Paragraph != nil && it.Paragraph.Style == style })
	}
	return f.Format == flow.Docx && has(ownNumberStyle) && has(ownImprintStyle)
}

// takeStyles lets the styles of a file that was written here say what its lines are. What a person decided stays.
func (r *reader) takeStyles() {
	if r.known == nil || !r.known.own {
		return
	}
	labelled := false // the line before is the label of an attachment, whose title this line is
	for _, l := range r.lines {
		at := place{l.no, l.at}
		d, named := ownStyles[strings.ToLower(l.paragraph().Style)]
		if _, decided := r.dec.roles[at]; decided || !named || l.at > 0 || l.hint.note > 0 || l.hint.place != flow.Body {
			continue
		}
		if d.Role == RoleNote && isNoteLabel(r, l) {
			continue // the label is read off the line
		}
		if labelled = d.Role == RoleAttachment && !labelled && attachmentForm.MatchString(l.f.s) && !strings.Contains(l.f.s, ":"); labelled {
			continue
		}
		r.dec.roles[at] = d
		r.dec.lines[l.no] = append(r.dec.lines[l.no], d.Role)
	}
}

// bulletless reports whether the marker of a list's item was printed for want of one.
func bulletless(e *entry, marker string) bool {
	return strings.HasPrefix(strings.ToLower(e.paragraph().Style), "list") && marker == "·"
}

// lettered is the text of a paragraph that holds nothing but a picture of letters, as the bulletin's name is printed: what the picture
// says it shows.
func (p *projection) lettered(par *flow.Paragraph, pictures []int) string {
	if !p.own || len(pictures) != 1 || !strings.EqualFold(par.Style, "title") {
		return ""
	}
	return strings.TrimFunc(clean(p.file.Pictures[pictures[0]-1].Alt), unicode.IsSpace)
}
