package manuscript

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Role says what a stretch of the source is. The roles of structure can also be given by a Decision.
type Role string

// The roles.
const (
	RoleName         Role = "name"
	RoleNumber       Role = "number"
	RoleDate         Role = "date"
	RoleHost         Role = "host"
	RoleOrganiser    Role = "organiser"
	RolePrinter      Role = "printer"
	RoleSupervisor   Role = "supervisor"
	RoleAccess       Role = "access" // 内部资料
	RoleSection      Role = "section"
	RoleArticle      Role = "article"
	RoleHeading      Role = "heading"
	RoleParagraph    Role = "paragraph"
	RoleList         Role = "list"
	RoleTable        Role = "table"
	RoleCaption      Role = "caption"
	RoleImage        Role = "image"
	RoleQuote        Role = "quote"
	RoleFootnote     Role = "footnote"
	RoleAttachment   Role = "attachment"
	RoleNote         Role = "note"
	RoleSource       Role = "source"
	RoleEditor       Role = "editor"
	RoleProofreader  Role = "proofreader"
	RoleReviewer     Role = "reviewer"
	RoleSigner       Role = "signer"
	RolePhone        Role = "phone"
	RoleTo           Role = "to"
	RoleCC           Role = "cc"
	RoleFor          Role = "for"
	RoleDrop         Role = "drop"
	RoleMarker       Role = "marker"
	RoleLabel        Role = "label"
	RoleColophonRest Role = "colophon"
	roleChief        Role = "chief" // 主编: the editor, where no other is named
)

// labels are the words that name a field, after fold. A field's value runs to the next label of its line. A row whose words
// begin with words of another stands before it.
var labels = []struct {
	role  Role
	words string // alternatives of a pattern
}{
	{RoleHost, `主办(?:单位|机关|部门)?`},
	{RoleOrganiser, `(?:承办|协办|协编)(?:单位|机关|部门)?`},
	{RolePrinter, `(?:编印|编发|编制|编写|编撰|主编|编辑|印发|出刊|出版)(?:单位|机关|部门)|编印|编发|编制|编者`},
	{RoleSupervisor, `(?:主管|指导)(?:单位|机关|部门)?`},
	{RolePhone, `(?:联系|办公|咨询|值班|编辑部|投稿)?(?:电话|热线)(?:/传真|\(传真\))?|联系方式|(?i:tel)`},
	{RoleColophonRest, `传真|(?:电子|投稿)?(?:邮箱|邮件)|(?i:e-?mail|fax)|(?:联系|通讯|办公)?地址|邮编|邮政编码|网址|公众号|联系人|打字|排版|印制|印刷|印数|统筹|拟稿|撰稿|准印证号?|副主编|策划|监制`},
	{roleChief, `主编|总编辑?`},
	{RoleEditor, `(?:本期|本刊|执行|责任|值班|文字|栏目)?(?:责任)?(?:编辑|责编|编校)(?:人员)?|编审|编`},
	{RoleProofreader, `(?:本期|责任)?(?:校对|校核|核校|校)(?:人员)?`},
	{RoleSigner, `(?:本期)?(?:签发|审签|签批|终审)(?:人|领导)?`},
	{RoleReviewer, `(?:本期)?(?:审核|审稿|核稿|初审|复审|审校|审定|审)(?:人)?`},
	{RoleTo, `报送|抄报|呈报|呈送|上报|主送|报|呈`},
	{RoleCC, `抄送|分送|送`},
	{RoleFor, `印发|分发|下发|发送|发`},
}

type field struct {
	role         Role
	label, value Span
}

var distribute = []Role{RoleTo, RoleCC, RoleFor}

var imprint = []Role{RoleHost, RoleOrganiser, RolePrinter, RoleSupervisor}

var labelWord = regexp.MustCompile(labelPattern())

// labelPattern is an alternation with one group for each row of labels. The first row that matches wins.
func labelPattern() string {
	var b strings.Builder
	for i, l := range labels {
		if i > 0 {
			b.WriteByte('|')
		}
		b.WriteString("(" + l.words + ")")
	}
	return b.String()
}

// fields splits a line at its labels. A label stands at the head of the line or after a blank or a separator, and a
// colon or a blank follows it. before is what stands in front of the first label.
func fields(text string, l *line) (before Span, out []field) {
	before = l.Span
	if !l.short() {
		return before, nil
	}
	for i := 0; i < len(l.f.s); {
		m := labelWord.FindStringSubmatchIndex(l.f.s[i:])
		if m == nil {
			break
		}
		a, b := i+m[0], i+m[1]
		end, ok := labelEnd(text, l, a, b)
		if !ok {
			_, size := utf8.DecodeRuneInString(l.f.s[a:])
			i = a + size
			continue
		}
		role := roleOf(m)
		if n := len(out); n > 0 {
			out[n-1].value.End = l.f.at[a]
		} else {
			before.End = l.f.at[a]
		}
		out = append(out, field{role, Span{l.f.at[a], end}, Span{end, l.End}})
		for i = b; i < len(l.f.s) && l.f.at[i] < end; i++ {
			continue
		}
	}
	for i := range out {
		out[i].value = trimSeparators(text, out[i].value)
	}
	return trim(text, before), out
}

func roleOf(m []int) Role {
	for k := range labels {
		if m[2*k+2] >= 0 {
			return labels[k].role
		}
	}
	return ""
}

// labelEnd reports whether bytes a to b of the folded line are a label, and where it ends in the text, colon included.
func labelEnd(text string, l *line, a, b int) (int, bool) {
	word := l.f.span(text, a, b)
	if a > 0 {
		r := lastRune(text[l.Start:word.Start])
		if !unicode.IsSpace(r) && !strings.ContainsRune("；;。，,、|│/／（(）)", r) {
			return 0, false
		}
	}
	if rest := l.f.s[b:]; strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "/") {
		return l.f.span(text, b, b+1).End, true
	}
	next := firstRune(text[word.End:l.End])
	return word.End, b < len(l.f.s) && (unicode.IsSpace(next) || strings.HasSuffix(l.f.s[a:b], "电话") && unicode.IsDigit(next))
}

func trimSeparators(text string, s Span) Span {
	s = trim(text, s)
	for s.Start < s.End {
		t := text[s.Start:s.End]
		r, size := utf8.DecodeLastRuneInString(t)
		unopened := (r == '）' || r == ')') && !strings.ContainsAny(t, "（(")
		if !unopened && !strings.ContainsRune("；;。，,、|│/／（(", r) {
			break
		}
		s = trim(text, Span{s.Start, s.End - size})
	}
	return s
}

func isDistribution(r Role) bool { return slices.Contains(distribute, r) }
func isImprint(r Role) bool      { return slices.Contains(imprint, r) }
