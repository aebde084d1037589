package views

import "jianbao/models"

// ReaderArchiveVM is the list of one year's issues, with a box to jump to a number.
//
// The box is a GET form of this page with the field `number`; an address that holds both is answered with the issue,
// or with this page and Missing set.
type ReaderArchiveVM struct {
	Slug    string
	Years   []ArchiveYear // newest first
	Year    int           // the year shown
	Issues  []ArchiveIssue
	Number  string // what was typed into the box
	Missing bool   // there is no such issue
}

// ArchiveYear is one year that has issues.
type ArchiveYear struct {
	Year  int
	Count int
	Href  string
}

// ArchiveIssue is one issue in the list. A withdrawn one keeps its number and loses its titles.
type ArchiveIssue struct {
	Number    models.IssueNumber
	Date      string // YYYY-MM-DD
	Href      string
	Titles    []string // of its articles, in order
	Withdrawn bool
	Archived  bool // from before this system
}

// headlines is how many titles stand beside an issue in a list; the rest are counted.
const headlines = 3

func (i ArchiveIssue) headlines() []string { return i.Titles[:min(headlines, len(i.Titles))] }

func (i ArchiveIssue) more() int { return len(i.Titles) - len(i.headlines()) }
