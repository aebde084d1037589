package models

import (
	"slices"
	"strings"
	"time"
)

// What a bulletin prints round its texts. The words are those of the paper, in Chinese whatever the language of the screen; pages,
// files and fragments take them from here, so that they agree. Fragments of published editions hold them: a change changes nothing
// that was published.
const (
	EditorNoteLabel = "编者按："
	hostLabel       = "主办："
	unitsLabel      = "供稿："
	sourceLabel     = "来源："
	archiveMark     = "据存档补录" // at the foot of an archive edition's files; pages say so beside the edition
)

// PrintedLine is a line of the colophon: a label such as 报： and what stands after it.
type PrintedLine struct{ Label, Text string }

// Lines are the lines 报 送 发, each ending in one full stop; empty ones are left out.
func (d Distribution) Lines() []PrintedLine {
	var out []PrintedLine
	for _, l := range []struct {
		label string
		names []string
	}{{"报：", d.To}, {"送：", d.CC}, {"发：", d.For}} {
		if len(l.names) > 0 {
			out = append(out, PrintedLine{l.label, strings.TrimRight(strings.Join(l.names, "，"), "。") + "。"})
		}
	}
	return out
}

// Foot are the lines at the foot of an issue's files before those of who made it: whom it goes to, and of an archive edition that it is one.
func (c EditionContent) Foot() []PrintedLine {
	out := c.Manifest.Distribution.Lines()
	if c.Manifest.Archive {
		out = append(out, PrintedLine{Text: archiveMark})
	}
	return out
}

// Lines are who made the issue, and the telephone; empty ones are left out.
func (c Colophon) Lines() []PrintedLine {
	var out []PrintedLine
	for _, l := range []PrintedLine{
		{"编辑：", strings.Join(c.Editors, " ")},
		{"审核：", strings.Join(c.Reviewers, " ")},
		{"签发：", c.Signer},
		{"电话：", c.Phone},
	} {
		if l.Text != "" {
			out = append(out, l)
		}
	}
	return out
}

// imprints are the words that a host may end with and that say already what it does.
var imprints = []string{"主办", "承办", "编", "编印", "编发", "印发"}

// HostLine is the host as the masthead prints it, 主办：省自贸办, unless it says so itself.
func HostLine(host string) string {
	says := strings.ContainsAny(host, "：:") ||
		slices.ContainsFunc(imprints, func(word string) bool { return strings.HasSuffix(host, word) })
	if host == "" || says {
		return host
	}
	return hostLabel + host
}

// PrintedDate is a stored day (2024-04-10) as printed (2024年4月10日); a text that is no day stays as it is.
func PrintedDate(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("2006年1月2日")
}

// Credits say where an article comes from: its units, and its source unless that only repeats them. The brackets round each line
// are left to who prints it.
func (t ArticleText) Credits() []string {
	units := strings.Join(t.Units, "、")
	var out []string
	if units != "" {
		out = append(out, unitsLabel+units)
	}
	if t.Source != "" && t.Source != units {
		out = append(out, sourceLabel+t.Source)
	}
	return out
}

// Printed is the section's title after its printed number: 一、龙江板块. It is empty where the section has no title.
func (s EditionSection) Printed() string {
	if s.Number == 0 || s.Title == "" {
		return s.Title
	}
	return SectionNumber(s.Number) + s.Title
}

// EditorNoteParagraphs is the note before the first article in paragraphs, without its label, whether that was typed or not.
func EditorNoteParagraphs(note string) []string {
	note = strings.TrimSpace(note)
	for _, typed := range []string{EditorNoteLabel, strings.TrimSuffix(EditorNoteLabel, "：") + ":"} {
		note = strings.TrimSpace(strings.TrimPrefix(note, typed))
	}
	if note == "" {
		return nil
	}
	return strings.FieldsFunc(note, func(r rune) bool { return r == '\n' || r == '\r' })
}

// nesting is the order of marks from the outside in, whatever order a text was written in: equal texts give equal HTML.
var nesting = []MarkKind{Link, Bold, Italic, Underline, Superscript, Subscript}

// Nested sorts marks from the outside in, as every form of a text nests them.
func Nested(marks []Mark) []Mark {
	sorted := slices.Clone(marks)
	slices.SortStableFunc(sorted, func(a, b Mark) int { return slices.Index(nesting, a.Kind) - slices.Index(nesting, b.Kind) })
	return sorted
}
