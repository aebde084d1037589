package models

import (
	"slices"
	"strings"
	"time"
)

// ArticleState is where an article stands while its issue is edited.
type ArticleState string

// The states of an article.
const (
	ArticleDraft ArticleState = "draft"
	ArticleReady ArticleState = "ready" // 编好待审
)

// Origin says how an article came to the office.
type Origin string

// The origins.
const (
	OriginSent        Origin = "sent"    // 报送
	OriginInvited     Origin = "invited" // 约稿
	OriginExcerpt     Origin = "excerpt" // 摘编
	OriginReprint     Origin = "reprint" // 转载
	OriginOwn         Origin = "own"     // 本办撰写
	OriginUnspecified Origin = ""        // not said
)

// Origins lists them in the order in which forms offer them.
var Origins = []Origin{OriginUnspecified, OriginSent, OriginInvited, OriginExcerpt, OriginReprint, OriginOwn}

// ArticleText is everything of an article that is written and printed: what a revision freezes and its hash covers.
type ArticleText struct {
	Title  string   `json:"title"`
	Units  []string `json:"units"` // sending units, in printed order
	Origin Origin   `json:"origin"`
	Source string   `json:"source"` // as printed; empty: none
	Body   Body     `json:"body"`
	Access Access   `json:"access,omitempty"` // of its own, where that is stricter than the issue's; empty: as the issue
}

// Hash identifies the text: equal texts have equal hashes.
func (t ArticleText) Hash() string { return Hash(t) }

// Normalise brings the text into its one stored form.
func (t ArticleText) Normalise() ArticleText {
	t.Title = strings.TrimSpace(t.Title)
	t.Source = strings.TrimSpace(t.Source)
	units := make([]string, 0, len(t.Units))
	for _, u := range t.Units {
		if u = strings.TrimSpace(u); u != "" {
			units = append(units, u)
		}
	}
	t.Units = units
	if t.Access == Public { // no article is wider than its issue
		t.Access = ""
	}
	t.Body = t.Body.Normalise()
	return t
}

// Validate checks a normalised text.
func (t ArticleText) Validate() error {
	var p Problems
	checkText(&p, "title", t.Title, 1, 200)
	checkText(&p, "source", t.Source, 0, 200)
	if !slices.Contains(Origins, t.Origin) {
		p.Add("origin", "field.required")
	}
	checkClass(&p, t.Access)
	if len(t.Units) > 20 {
		p.Add("units", "field.too_many", Args{"Max": 20})
	}
	for _, u := range t.Units {
		checkText(&p, "units", u, 1, 60)
	}
	if err := p.Err(); err != nil {
		return err
	}
	return t.Body.Validate()
}

// OwnClasses are the access classes that an article can have of its own, in the order in which forms offer them; the first is as the issue.
// Nothing is wider than its issue, so that public is none of them.
var OwnClasses = []Access{"", Members, Internal}

// checkClass notes an access class that no article can have of its own.
func checkClass(p *Problems, class Access) {
	if !slices.Contains(OwnClasses, class) {
		p.Add("access", "field.required")
	}
}

// Article is a text on its way: in the pool when it has no issue, else at a position of a section.
// The current text stands in its newest revision.
type Article struct {
	ID         int64 `gorm:"primaryKey"`
	BulletinID int64
	IssueID    *int64
	SectionID  *int64
	Position   int
	State      ArticleState
	Title      string // of the current revision, for lists
	Units      string // of the current revision, for lists: see UnitLines
	RevisionID int64
	Hash       string // of the current revision
	Access     Access // of the current revision, for lists
	CreatedBy  int64
	CreatedAt  time.Time
	UpdatedAt  time.Time
	DeletedAt  *time.Time
	Version    int64
}

// Show makes a text the current one: what lists and searches look at.
func (a *Article) Show(t ArticleText) {
	a.Title, a.Units, a.Hash, a.Access = t.Title, UnitLines(t.Units), t.Hash(), t.Access
}

// UnitLines writes sending units one a line, with a line feed before, between and after, so that a whole one can be found.
func UnitLines(units []string) string {
	if len(units) == 0 {
		return ""
	}
	return "\n" + strings.Join(units, "\n") + "\n"
}

// UnitList reads what UnitLines wrote.
func UnitList(lines string) []string {
	return strings.FieldsFunc(lines, func(r rune) bool { return r == '\n' })
}

// RevisionCause says why a revision exists.
type RevisionCause string

// The causes.
const (
	CauseCreated  RevisionCause = "created"
	CauseImported RevisionCause = "imported"
	CauseSaved    RevisionCause = "saved"
	CauseAmended  RevisionCause = "amended" // 审改
	CauseRestored RevisionCause = "restored"
	CauseSide     RevisionCause = "side" // 副本: kept beside the main line, because another text had been saved meanwhile
)

// Revision is immutable saved text of an article (历史版本). A side revision never was the current text.
type Revision struct {
	ID        int64 `gorm:"primaryKey"`
	ArticleID int64
	Number    int         // 1, 2, … within the article
	Text      ArticleText `gorm:"serializer:json"`
	Hash      string
	Cause     RevisionCause
	BaseID    *int64 // the revision it was written on; nil where none is known
	RunID     *int64 // amendments: the run and its step
	Step      *int
	AuthorID  int64
	CreatedAt time.Time
}

// Side reports whether the revision stands beside the main line (副本).
func (r Revision) Side() bool { return r.Cause == CauseSide }
