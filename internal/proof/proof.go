package proof

import (
	"cmp"
	"slices"
	"time"

	"jianbao/models"
)

// Level says what a finding does.
type Level string

// The levels.
const (
	Block Level = "block" // the issue is neither submitted nor signed nor published with it
	Warn  Level = "warn"  // listed; nobody has to act
)

// Finding is one place that a rule objects to.
type Finding struct {
	Rule    string // ID of the rule
	Level   Level
	Key     string // message of the sentence that says what is wrong and what to do
	Args    models.Args
	Article int64  // 0: the issue itself
	Number  int    // printed number of the article
	Title   string // of the article
	Block   string // id; empty: a field of the article or the issue
	// Field names the text: of the issue masthead, sections, distribution, access, date or editor_note[1]; of an article title,
	// source or units[0]; of a block caption, alt, items[0] or rows[0][1], empty for its own text.
	Field    string
	From, To int // in characters of that text; equal where the whole is meant

	Comment int64 // that demands it; 0: none

	Before, Marked, After string // the place with some characters round it, … where the text goes on; all empty where there is nothing to quote

	text string // that the finding was made in
	seq  int    // of that text in the issue
}

// Mark identifies a finding by what it says of which text: it holds while that text stays as it is, wherever it is moved.
func (f Finding) Mark() string {
	return models.Hash(struct {
		Rule, Key, Block, Field, Text string
		Article                       int64
		From                          int
	}{f.Rule, f.Key, f.Block, f.Field, f.text, f.Article, f.From})
}

// Earlier is an article of an earlier issue.
type Earlier struct{ Title, Issue string }

// Settings are what the rules need to know besides the issue.
type Settings struct {
	RequireSources bool      // an article without source stops the issue
	Earlier        []Earlier // articles of the issues before, the newest first
	LastIssue      string    // printed number of the issue before; empty: there is none
	LastDate       string    // its date, YYYY-MM-DD
	MustFix        []MustFix // unresolved comments that demand a correction
}

// EarlierIssues is how many issues back titles are compared.
const EarlierIssues = 20

// Rule is one row of the table. Some objections of one rule differ in their sentence only.
type Rule struct {
	ID    string
	Level Level
	find  func(*reading, *report)
}

// Rules are all rules, in the order in which findings of one place are listed.
var Rules = []Rule{
	{"number", Block, noNumber},
	{"date_missing", Block, noDate},
	{"empty", Block, empties},
	{"alt", Block, noAlternative},
	{"access", Block, tooWide},
	{"source_required", Block, noSourceRequired},
	{"pairs", Block, unpaired},
	{"digits", Block, brokenNumbers},
	{"must_fix", Block, mustFixes},
	{"listed", Warn, nobodyListed},
	{"source", Warn, noSource},
	{"quotation", Warn, quotationsOverParagraphs},
	{"brackets", Warn, bracketWidths},
	{"nesting", Warn, sameMarksNested},
	{"doubled", Warn, doubledMarks},
	{"full_stop", Warn, noFullStop},
	{"numbering", Warn, brokenNumbering},
	{"date", Warn, wrongDates},
	{"issue_date", Warn, issueDate},
	{"title", Warn, similarTitles},
}

// reading is an issue prepared for the rules.
type reading struct {
	content  models.EditionContent
	settings Settings
	passages []passage
	pairings []pairing // of the passages, in the same order
	date     time.Time // of the issue; zero where it has none
}

// report gathers what one rule finds.
type report struct {
	rule     Rule
	findings []Finding
}

// at notes a finding in a passage.
func (r *report) at(p *passage, from, to int, key string, args models.Args) {
	f := Finding{Block: p.block, Field: p.field, From: from, To: to, text: string(p.text), seq: p.seq}
	if p.article != nil {
		f.Article, f.Number, f.Title = p.article.ID, p.article.Number, p.article.Text.Title
	}
	f.Before, f.Marked, f.After = excerpt(p.text, from, to)
	r.note(f, key, args)
}

// of notes a finding about an article or a block as a whole.
func (r *report) of(a models.EditionArticle, block, field, text, key string, args models.Args) {
	r.note(Finding{Article: a.ID, Number: a.Number, Title: a.Text.Title, Block: block, Field: field, text: text}, key, args)
}

// note notes a finding.
func (r *report) note(f Finding, key string, args models.Args) {
	f.Rule, f.Level, f.Key, f.Args = r.rule.ID, r.rule.Level, key, args
	r.findings = append(r.findings, f)
}

// Check reads an issue. What blocks comes first, then in the order of the text.
func Check(c models.EditionContent, s Settings) []Finding {
	in := read(c, s)
	place := make(map[int64]int)
	for _, sec := range c.Sections {
		for _, a := range sec.Articles {
			place[a.ID] = len(place) + 1
		}
	}
	var out []Finding
	for _, rule := range Rules {
		r := report{rule: rule}
		rule.find(in, &r)
		out = append(out, r.findings...)
	}
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(order[a.Level], order[b.Level]), cmp.Compare(place[a.Article], place[b.Article]), cmp.Compare(a.seq, b.seq), cmp.Compare(a.From, b.From))
	})
	return out
}

var order = map[Level]int{Block: 0, Warn: 1}

// Blocking are the findings that stop an issue.
func Blocking(all []Finding) []Finding {
	return slices.DeleteFunc(slices.Clone(all), func(f Finding) bool { return f.Level != Block })
}

// around is how many characters an excerpt shows on each side.
const around = 10

func excerpt(text []rune, from, to int) (before, marked, after string) {
	start, end := max(0, from-around), min(len(text), to+around)
	before, marked, after = string(text[start:from]), string(text[from:to]), string(text[to:end])
	if start > 0 {
		before = "…" + before
	}
	if end < len(text) {
		after += "…"
	}
	return before, marked, after
}
