package manuscript

import (
	"regexp"
	"strings"
)

// supers are footnote marks.
const supers = "¹²³⁴⁵⁶⁷⁸⁹"

var (
	noteLabel = regexp.MustCompile(`^[【\[(〔]?(?:本刊|本期)?(?:编者按|编者的话|编者注|编者语|编前语|编辑按|按语|按|编按)[】\])〕]?(?::|】|$)`)
	noteWords = regexp.MustCompile(spaced(`^[【\[（(〔［\s\p{Z}]*(?:本_[刊期]_)?(?:编_者_按|编_者_的_话|编_者_注|编_者_语|编_前_语|编_辑_按|按_语|编_按|按)[】\])）〕］\s\p{Z}]*[：:]?_`))

	sourceHead = regexp.MustCompile(`^[(\[【]?(?P<label>(?:供稿|报送|提供|撰稿|来稿|投稿)(?:单位|部门|人|者)?|(?:信息|稿件|文章|新闻)?(?:来源|稿源|出处)|摘自|摘编自|转自|转载自|选自|据|作者(?:单位)?|通讯员|(?:供稿|撰稿|信息)员)[:](?P<value>.{1,80}?)[)\]】]?$`)
	sourceTail = regexp.MustCompile(`^[(\[【]?(?P<value>.{2,40}?)[:]?(?P<label>供稿|报送|提供|来稿|投稿|撰稿|综合|综合整理|整理|摘编|编发)[)\]】]?$`)
	sourceFrom = regexp.MustCompile(`^[(\[【](?P<label>摘自|摘编自|转自|转载自|选自|来源于|据)(?P<value>.{2,40}?)[)\]】]$`)
	sourceName = regexp.MustCompile(`^\((?P<value>[^()，。；,;:!?]{2,40})\)$`)

	attachmentForm = regexp.MustCompile(`^[(【]?附(?:件|表|图|录)?(?:[0-9` + han + `]{1,2})?(?:[】)]?:|[】)]?$)`)
	attachmentHead = regexp.MustCompile(spaced(`^[（(【]?_附_(?:件|表|图|录)?_(?:[0-9０-９` + han + `]{1,2})?_[】）)]?_[：:]?_(?:[0-9０-９]{1,2}_[.．、]_)?`))

	footForm = regexp.MustCompile(`^(?:注(?:释)?[0-9]{0,2}|备注|脚注|(?:资料|数据)来源):`)
	footHead = regexp.MustCompile(spaced(`^(?:注_释?_[0-9０-９]{0,2}|备_注|脚注|(?:资料|数据)来源)_[：:]_`))
)

func isNoteLabel(r *reader, l *line) bool {
	if l.grid != nil {
		return false
	}
	if l.short() {
		return noteLabel.MatchString(l.f.s)
	}
	return noteLabel.MatchString(foldString(head(r.lineText(l), 20)))
}

func noteForm(l *line) bool { return footForm.MatchString(l.f.s) }

// sourceLine tells a whole line that names where the article came from. A sentence that ends in a full stop does not.
func sourceLine(folded string) bool {
	if folded == "" || len(folded) > 200 || strings.ContainsAny(folded, "。；") {
		return false
	}
	if footForm.MatchString(folded) {
		return false
	}
	return sourceHead.MatchString(folded) || sourceFrom.MatchString(folded) || bracketed(folded) && sourceTail.MatchString(folded) ||
		strings.HasSuffix(folded, "供稿") && len(folded) <= 90
}

func bracketed(s string) bool {
	return strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") || strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]")
}

// sourceValue is the stretch of a source line without label and brackets.
func (r *reader) sourceValue(s Span) (Span, bool) {
	f := fold(r.text, s)
	for _, re := range []*regexp.Regexp{sourceHead, sourceFrom, sourceTail, sourceName} {
		if m := re.FindStringSubmatchIndex(f.s); m != nil {
			v, ok := f.group(r.text, m, re, "value")
			return trimSeparators(r.text, v), ok
		}
	}
	return s, false
}

var trailing = regexp.MustCompile(`[（(\[【][^（()）]{2,60}[）)\]】]$`)

// trailingSource finds （××供稿） or （来源：××） at the end of a paragraph, after its full stop.
func (r *reader) trailingSource(s Span) (rest, source Span, ok bool) {
	t := r.slice(s)
	from := max(0, len(t)-200)
	for from > 0 && from < len(t) && t[from]&0xc0 == 0x80 {
		from++
	}
	m := trailing.FindStringIndex(t[from:])
	if m == nil || !ended(strings.TrimSpace(t[:from+m[0]])) || from+m[0] == 0 {
		return s, Span{}, false
	}
	source = Span{s.Start + from + m[0], s.End}
	f := foldString(r.slice(source))
	if !sourceLine(f) {
		return s, Span{}, false
	}
	return trim(r.text, Span{s.Start, source.Start}), source, true
}
