package manuscript

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// Patterns over folded lines.
var numberForms = []*regexp.Regexp{
	regexp.MustCompile(dated(`(?P<y>YEAR)年第?(?P<n>NUM{1,5})期`)),
	regexp.MustCompile(dated(`第(?P<y>YEAR)[-—–/.·年](?P<n>NUM{1,3})期`)),
	regexp.MustCompile(dated(`[\[〔(【](?P<y>YEAR)年?[\]〕)】]第?(?P<n>NUM{1,5})[期号]`)),
	regexp.MustCompile(dated(`(?P<y>YEAR)年(?P<s>增刊|专刊|特刊)\(?第?(?P<n>NUM{1,4})?期?\)?`)),
	regexp.MustCompile(dated(`\(?(?:累计|总)(?:期[号数])?:?第?(?P<c>NUM{1,6})期?\)?`)),
	regexp.MustCompile(dated(`(?P<s>增刊|专刊|特刊|专辑|号外)\(?第?(?P<n>NUM{1,4})期?\)?`)),
	regexp.MustCompile(dated(`第?(?P<n>NUM{1,6})(?P<more>[-—–~、至]NUM{1,6})?期(?P<s>增刊|专刊|特刊|专辑|号外)?`)),
	regexp.MustCompile(`(?i)\bno[.:]?(?P<n>[0-9]{1,6})`),
	regexp.MustCompile(`\(?(?P<s>增刊|专刊|特刊|专辑|号外)\)?`),
}

var dateForms = []*regexp.Regexp{
	regexp.MustCompile(dated(`(?P<y>YEAR)年(?P<m>NUM{1,2}|元)月(?P<d>NUM{1,3})[日号](?:\(?(?:星期|周)[一二三四五六日天]\)?)?`)),
	regexp.MustCompile(`(?P<y>(?:19|20)[0-9]{2})(?:-(?P<m>[0-9]{1,2})-|/(?P<m2>[0-9]{1,2})/|\.(?P<m3>[0-9]{1,2})\.)(?P<d>[0-9]{1,2})`),
}

var (
	accessForm = regexp.MustCompile(`内部(?:资料|刊物|参考|材料|文件|使用|交流|发行|情况|简报)|注意保[存管密]|妥善保管|不得(?:外传|公开|翻印|转载)|请勿(?:外传|转载|公开)|` +
		`仅供.{1,20}(?:参考|参阅|使用|交流)|^供.{1,16}(?:参阅|参考|阅)$|阅后.{1,6}|免费交流|严禁.{1,10}(?:外传|转载)|^送阅件?$|^(?:绝密|机密|秘密)|工作秘密`)
	officeForm  = regexp.MustCompile(`(?:办公室|办|厅|局|委员会|委|部|处|中心|政府|领导小组|协会|商会|联合会|公司|集团|研究[院所]|学院|党组|科|联席会议|指挥部|专班|海关|银行|编辑部|秘书处)$`)
	imprintRest = regexp.MustCompile(`^(?:出版|印发|编印|编发|出刊|印制|印|编|发行|(?:本期)?共[0-9]{1,3}[页版]|第[0-9]{1,2}版)$`)
	officeAct   = regexp.MustCompile(`^(?P<host>.{2,40}?)(?P<act>主办|承办|主管|编印|编发|编制|编辑|主编|编写|印发|印|编)$`)
)

// dated completes a pattern in which NUM and YEAR stand for what numbers and years are written with.
func dated(expr string) string {
	expr = strings.ReplaceAll(expr, "YEAR", `(?:(?:19|20)[0-9]{2}|[一二][〇零九0OoО][〇零一二三四五六七八九0OoО]{2})`)
	return strings.ReplaceAll(expr, "NUM", number)
}

var actRoles = map[string]Role{"主办": RoleHost, "承办": RoleOrganiser, "主管": RoleSupervisor}

// imprintPart is a recognised stretch of a masthead line, before it is given its place.
type imprintPart struct {
	role  Role
	span  Span // the value, or the printed number or date
	whole Span // with brackets and label
	num   issueNumber
	date  string
}

type issueNumber struct {
	number, year, cumulative int
	kind                     IssueKind
	doubtful                 bool
}

// imprintParts finds number, date and labelled fields in a masthead line, in order, and what is left between them.
func imprintParts(text string, l *line) (parts []imprintPart, rest []Span) {
	if !l.short() {
		return nil, []Span{l.Span}
	}
	before, fs := fields(text, l)
	area := l.Span
	if len(fs) > 0 {
		area = before
		for _, f := range fs {
			parts = append(parts, fieldParts(text, f)...)
		}
	}
	sub := imprintScan(text, area)
	parts = append(sub, parts...)
	return parts, leftovers(text, area, sub)
}

// fieldParts takes a date out of a field's value: 主办：省自贸办 2024年4月10日.
func fieldParts(text string, f field) []imprintPart {
	inner := imprintScan(text, f.value)
	if len(inner) == 0 || !isImprint(f.role) {
		return []imprintPart{{role: f.role, span: f.value, whole: Span{f.label.Start, f.value.End}}}
	}
	value := trimSeparators(text, Span{f.value.Start, inner[0].whole.Start})
	head := imprintPart{role: f.role, span: value, whole: Span{f.label.Start, value.End}}
	return append([]imprintPart{head}, inner...)
}

// imprintScan finds dates and numbers; an earlier pattern takes what it matched from the later ones.
func imprintScan(text string, area Span) []imprintPart {
	f := fold(text, area)
	var parts []imprintPart
	free := func(s Span) bool {
		return !slices.ContainsFunc(parts, func(p imprintPart) bool { return s.Start < p.whole.End && p.whole.Start < s.End })
	}
	for _, re := range dateForms {
		for _, m := range re.FindAllStringSubmatchIndex(f.s, -1) {
			s := f.span(text, m[0], m[1])
			if date, ok := readDate(f.s, re, m); ok && free(s) {
				parts = append(parts, imprintPart{role: RoleDate, span: s, whole: s, date: date})
			}
		}
	}
	for _, re := range numberForms {
		for _, m := range re.FindAllStringSubmatchIndex(f.s, -1) {
			s := f.span(text, m[0], m[1])
			if n, ok := readNumber(text, f, re, m, s); ok && free(s) {
				parts = append(parts, imprintPart{role: RoleNumber, span: s, whole: s, num: n})
			}
		}
	}
	slices.SortFunc(parts, func(a, b imprintPart) int { return a.whole.Start - b.whole.Start })
	return parts
}

func sub(s string, re *regexp.Regexp, m []int, name string) string {
	if k := re.SubexpIndex(name); k >= 0 && m[2*k] >= 0 {
		return s[m[2*k]:m[2*k+1]]
	}
	return ""
}

func readYear(s string) int {
	n, _ := positional(strings.Map(func(r rune) rune {
		if strings.ContainsRune("OoО", r) {
			return '〇'
		}
		return r
	}, s))
	return n
}

// readDate checks the calendar: 2024年2月30日 is no date.
func readDate(s string, re *regexp.Regexp, m []int) (string, bool) {
	month := sub(s, re, m, "m") + sub(s, re, m, "m2") + sub(s, re, m, "m3")
	if month == "元" {
		month = "一"
	}
	mo, ok1 := parseNumber(month)
	day, ok2 := parseNumber(sub(s, re, m, "d"))
	t := time.Date(readYear(sub(s, re, m, "y")), time.Month(mo), day, 0, 0, 0, 0, time.UTC)
	return t.Format(time.DateOnly), ok1 && ok2 && int(t.Month()) == mo && t.Day() == day
}

var issueKinds = map[string]IssueKind{"增刊": Supplement, "号外": Supplement, "专刊": Special, "特刊": Special, "专辑": Special}

// readNumber reads one match of a number form. A bare 增刊 counts only where it stands apart from a word before it,
// unless it is a supplement: 专刊 may be part of the name.
func readNumber(text string, f folded, re *regexp.Regexp, m []int, s Span) (issueNumber, bool) {
	n := issueNumber{kind: issueKinds[sub(f.s, re, m, "s")]}
	printed := sub(f.s, re, m, "n")
	n.number, _ = parseNumber(printed)
	n.cumulative, _ = parseNumber(sub(f.s, re, m, "c"))
	if y := sub(f.s, re, m, "y"); y != "" {
		n.year = readYear(y)
	}
	n.doubtful = sub(f.s, re, m, "more") != ""
	if len(printed) == 6 && n.number/10000 == 20 && n.number%100 > 0 && n.year == 0 {
		n.year, n.number, n.doubtful = n.number/100, n.number%100, true
	}
	if n.number == 0 && n.cumulative == 0 {
		apart := s.Start == f.at[0] || isBlankBefore(text, s.Start) || strings.ContainsAny(text[s.Start:s.End], "(（")
		return n, n.kind == Supplement || n.kind == Special && apart
	}
	bare := re == numberForms[6] && !strings.HasPrefix(f.s[m[0]:], "第")
	return n, !bare || s.Start == f.at[0] || isBlankBefore(text, s.Start)
}

func isBlankBefore(text string, i int) bool {
	return i == 0 || strings.ContainsRune(" \t　\n\r", lastRune(text[:i]))
}

// leftovers are the stretches of area that no part covers and that hold a word.
func leftovers(text string, area Span, parts []imprintPart) []Span {
	var out []Span
	at := area.Start
	for _, p := range append(slices.Clone(parts), imprintPart{whole: Span{area.End, area.End}}) {
		if s := trim(text, Span{at, max(at, p.whole.Start)}); strings.ContainsFunc(text[s.Start:s.End], isWord) {
			out = append(out, s)
		}
		at = p.whole.End
	}
	return out
}
