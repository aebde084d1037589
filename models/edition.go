package models

import (
	"slices"
	"time"
)

// Edition is an immutable published snapshot of an issue (正式版).
type Edition struct {
	ID           int64 `gorm:"primaryKey"`
	BulletinID   int64
	IssueID      int64
	Number       int // 第1版, 更正后第2版, …
	RunID        *int64
	ManifestHash string
	Content      EditionContent `gorm:"serializer:json"`
	Hash         string         // SHA-256 over content, manifest hash and PrevHash
	PrevHash     string         // hash of the bulletin's edition before this one
	NameArt      string         // SHA-256 of the picture that its name is drawn with; empty: none
	Access       Access
	Kind         IssueKind // copied from the issue for lists and jumps
	Year         int
	IssueNumber  int
	Cumulative   int
	Date         string
	PublishedBy  int64
	PublishedAt  time.Time
}

// EditionContent is what an edition freezes: the data and what was drawn from it. The page frame is drawn round it,
// so that editions survive new releases.
type EditionContent struct {
	Manifest  Manifest         `json:"manifest"`
	Colophon  Colophon         `json:"colophon"`
	Sections  []EditionSection `json:"sections"`
	Fragments Fragments        `json:"fragments"`
	Layout    *Layout          `json:"layout,omitempty"` // nil: from before bulletins had one, OfficialLayout
	// CorrectedOn is the day on which a correction was published, YYYY-MM-DD; empty before, and in a first edition.
	CorrectedOn string `json:"corrected_on,omitempty"`
}

// Laid is the layout that an issue is printed with.
func (c EditionContent) Laid() Layout {
	if c.Layout == nil {
		return OfficialLayout()
	}
	return *c.Layout
}

// Printed is the content without what its layout leaves off paper: sources under the articles, who made the issue. That is what readers get
// to see of it, on pages and in files.
func (c EditionContent) Printed() EditionContent {
	l := c.Laid()
	if !l.Makers {
		c.Colophon = Colophon{Editors: []string{}, Reviewers: []string{}}
	}
	if l.Sources {
		return c
	}
	c.Sections = slices.Clone(c.Sections)
	for s := range c.Sections {
		articles := slices.Clone(c.Sections[s].Articles)
		for i := range articles {
			articles[i].Text.Source, articles[i].Text.Units = "", []string{}
		}
		c.Sections[s].Articles = articles
	}
	return c
}

// Colophon names who made the issue, from the workflow record; an empty part is not printed.
type Colophon struct {
	Editors   []string `json:"editors"`
	Reviewers []string `json:"reviewers"`
	Signer    string   `json:"signer"`
	Phone     string   `json:"phone"`
}

// EditionSection is a section with its printed number; Number 0 means that it is printed without (an issue without sections).
type EditionSection struct {
	Number   int              `json:"number"`
	Title    string           `json:"title"`
	Articles []EditionArticle `json:"articles"`
}

// EditionArticle is an article with its printed number and its text.
type EditionArticle struct {
	ID     int64       `json:"id"`
	Number int         `json:"number"`
	Text   ArticleText `json:"text"`
}

// Fragments are the drawn parts of an edition, as HTML.
type Fragments struct {
	Masthead string            `json:"masthead"`
	Contents string            `json:"contents"`
	Articles []ArticleFragment `json:"articles"`
	Colophon string            `json:"colophon"`
}

// ArticleFragment is one drawn article.
type ArticleFragment struct {
	Article int64  `json:"article"`
	HTML    string `json:"html"`
}

// EditionHash is the hash of an edition: over content, manifest hash and the hash of the edition before.
func EditionHash(content EditionContent, manifestHash, prev string) string {
	return Hash(struct {
		Content  EditionContent `json:"content"`
		Manifest string         `json:"manifest"`
		Prev     string         `json:"prev"`
	}{content, manifestHash, prev})
}

// EditionEntry is one article of an edition as lists and search see it.
type EditionEntry struct {
	ID         int64 `gorm:"primaryKey"` // also the row of the search index
	BulletinID int64
	IssueID    int64
	EditionID  int64
	ArticleID  int64
	Position   int
	Number     int
	Section    string
	Title      string
	Plain      string // the text, for snippets
	Date       string // of the issue
}

// Entries lists the articles of an issue's edition for lists and search, in printed order.
func (c EditionContent) Entries(i Issue) []EditionEntry {
	var out []EditionEntry
	for _, s := range c.Sections {
		for _, art := range s.Articles {
			out = append(out, EditionEntry{
				BulletinID: i.BulletinID, IssueID: i.ID, ArticleID: art.ID, Position: len(out) + 1, Number: art.Number,
				Section: s.Title, Title: art.Text.Title, Plain: art.Text.Body.PlainText(), Date: i.Date,
			})
		}
	}
	return out
}

// EntryUnit is a sending unit of an article of an edition, as readers see it.
type EntryUnit struct {
	EditionID  int64
	ArticleID  int64
	Position   int // within the article, from 1
	BulletinID int64
	IssueID    int64
	Date       string // of the issue
	Name       string
}

// Units lists the sending units of an issue's articles that its edition shows to readers, in printed order, each once in an article.
func (c EditionContent) Units(i Issue) []EntryUnit {
	var out []EntryUnit
	for _, s := range c.Printed().Sections {
		for _, art := range s.Articles {
			for n, name := range art.Text.Units {
				if name != "" && !slices.Contains(art.Text.Units[:n], name) {
					out = append(out, EntryUnit{ArticleID: art.ID, Position: n + 1, BulletinID: i.BulletinID, IssueID: i.ID, Date: i.Date, Name: name})
				}
			}
		}
	}
	return out
}

// Withdrawal is the record beside an edition that it, or one of its articles, was taken down or withdrawn, or restored, or that it was archived.
type Withdrawal struct {
	ID        int64 `gorm:"primaryKey"`
	IssueID   int64
	EditionID int64
	ArticleID *int64 // nil: the whole issue
	Event     Event  // take_down, withdraw, restore or archive
	Reason    string
	ActorID   int64
	CreatedAt time.Time
}

// LiveEdition is an edition that readers see, without its content, for lists.
type LiveEdition struct {
	ID, IssueID        int64
	Number             int
	Kind               IssueKind
	Year               int
	IssueNumber        int
	Cumulative         int
	Date               string
	Access             Access
	ManifestHash, Hash string
	Articles           int
}

// Label is the printed number of the issue.
func (e LiveEdition) Label() string {
	return IssueNumber{Kind: e.Kind, Year: e.Year, Number: e.IssueNumber, Cumulative: e.Cumulative}.Label()
}

// EditionYear is a year of the archive with the number of issues in it.
type EditionYear struct {
	Year   string
	Issues int
}
