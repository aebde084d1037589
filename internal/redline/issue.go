package redline

import (
	"slices"

	"jianbao/models"
)

// IssueDiff is what changed between two states of an issue.
type IssueDiff struct {
	Fields   []FieldDiff     // those that differ
	Lists    []ListDiff      // those that differ
	Sections []SectionDiff   // in the order after; what is gone or moved away has a line where it stood
	Articles []ArticleChange // whose text changed, in the order after
}

// Field names one value of an issue.
type Field string

// The fields.
const (
	FieldName       Field = "name"
	FieldNumber     Field = "number"
	FieldCumulative Field = "cumulative"
	FieldHost       Field = "host"
	FieldDate       Field = "date"
	FieldNote       Field = "note"
	FieldEditorNote Field = "editor_note"
	FieldAccess     Field = "access"    // models.Access
	FieldNumbering  Field = "numbering" // models.ArticleNumbering
	FieldPhone      Field = "phone"
	ListTo          Field = "to"
	ListCC          Field = "cc"
	ListFor         Field = "for"
	ListUnits       Field = "listed_units"
)

// FieldDiff is one value that changed. Numbers are labels as printed.
type FieldDiff struct {
	Field         Field
	Before, After string
}

// ListDiff is one list of the distribution, or the list of units whose readers read what is internal.
type ListDiff struct {
	Field   Field
	Entries []Entry
}

// SectionDiff is one section of the contents. From and To are places from 1; 0 on the side on which it is missing.
type SectionDiff struct {
	Kind     Kind // any but Departed
	From, To int
	Title    []Segment
	Articles []PlaceDiff
}

// PlaceDiff is one article of the contents.
type PlaceDiff struct {
	Kind     Kind // any; Departed in the section it left
	Article  int64
	From, To Place
	Title    []Segment
	Changed  bool // its text did
}

// Place is where an article stands: its printed number and the section's title. Number 0: nowhere.
type Place struct {
	Number  int
	Section string
}

// ArticleChange is an article that stands in both states with different texts.
type ArticleChange struct {
	Article int64
	Number  int // printed now
	Title   string
	Diff    ArticleDiff
}

// Issues compares two states of an issue. texts holds the texts that both name, by hash.
func Issues(before, after models.Manifest, texts map[string]models.ArticleText) IssueDiff {
	c := contents{was: tableOf(before), is: tableOf(after)}
	return IssueDiff{Fields: fields(before, after), Lists: lists(before, after), Sections: c.sections(), Articles: c.articles(texts)}
}

// Changed reports whether anything differs.
func (d IssueDiff) Changed() bool {
	return len(d.Fields)+len(d.Lists)+len(d.Articles) > 0 || d.ContentsChanged()
}

// ContentsChanged reports whether the contents have anything to show besides changed texts.
func (d IssueDiff) ContentsChanged() bool {
	return slices.ContainsFunc(d.Sections, func(s SectionDiff) bool {
		return s.Kind != Same || Changed(s.Title) || slices.ContainsFunc(s.Articles, func(p PlaceDiff) bool { return p.Kind != Same })
	})
}

func fields(before, after models.Manifest) []FieldDiff {
	b, a := before.Masthead, after.Masthead
	var out []FieldDiff
	for _, f := range []FieldDiff{
		{FieldName, b.Name, a.Name},
		{FieldNumber, b.Label(), a.Label()},
		{FieldCumulative, b.CumulativeLabel(), a.CumulativeLabel()},
		{FieldHost, b.Host, a.Host},
		{FieldDate, b.Date, a.Date},
		{FieldNote, b.Note, a.Note},
		{FieldEditorNote, before.EditorNote, after.EditorNote},
		{FieldAccess, string(before.Access), string(after.Access)},
		{FieldNumbering, string(before.Numbering), string(after.Numbering)},
		{FieldPhone, before.Phone, after.Phone},
	} {
		if f.Before != f.After {
			out = append(out, f)
		}
	}
	return out
}

func lists(before, after models.Manifest) []ListDiff {
	var out []ListDiff
	b, a := before.Distribution, after.Distribution
	for _, l := range []ListDiff{
		{ListTo, entries(b.To, a.To)}, {ListCC, entries(b.CC, a.CC)}, {ListFor, entries(b.For, a.For)}, {ListUnits, entries(before.ListedUnits, after.ListedUnits)},
	} {
		if ListChanged(l.Entries) {
			out = append(out, l)
		}
	}
	return out
}

// table is the contents of one state.
type table struct {
	sections []models.ManifestSection
	places   map[int64]Place
	section  map[int64]int // index of each article's section
	article  map[int64]models.ManifestArticle
}

func tableOf(m models.Manifest) table {
	t := table{sections: m.Sections, places: map[int64]Place{}, section: map[int64]int{}, article: map[int64]models.ManifestArticle{}}
	sizes := make([]int, len(m.Sections))
	for s, sec := range m.Sections {
		sizes[s] = len(sec.Articles)
	}
	numbers := models.NumberArticles(m.Numbering, sizes)
	for s, sec := range m.Sections {
		for i, art := range sec.Articles {
			t.places[art.Article] = Place{Number: numbers[s][i], Section: sec.Title}
			t.section[art.Article], t.article[art.Article] = s, art
		}
	}
	return t
}

// contents are both tables while they are compared.
type contents struct{ was, is table }

// pairSections finds for every section after the one before that it was: the one with its title, else the one most of whose
// articles it holds.
func (c contents) pairSections() []int {
	from, taken := nobody(len(c.is.sections)), make([]bool, len(c.was.sections))
	for _, find := range []func(models.ManifestSection, []bool) int{c.sameTitle, c.mostShared} {
		for j, sec := range c.is.sections {
			if from[j] != none {
				continue
			}
			if i := find(sec, taken); i != none {
				from[j], taken[i] = i, true
			}
		}
	}
	return from
}

func (c contents) sameTitle(sec models.ManifestSection, taken []bool) int {
	for i, old := range c.was.sections {
		if old.Title == sec.Title && !taken[i] {
			return i
		}
	}
	return none
}

func (c contents) mostShared(sec models.ManifestSection, taken []bool) int {
	shared, best := make([]int, len(c.was.sections)), none
	for _, art := range sec.Articles {
		i, ok := c.was.section[art.Article]
		if !ok || taken[i] {
			continue
		}
		if shared[i]++; best == none || shared[i] > shared[best] {
			best = i
		}
	}
	return best
}

func (c contents) sections() []SectionDiff {
	from := c.pairSections()
	stays := staying(from)
	var out []SectionDiff
	here := func(j int) {
		i, sec := from[j], c.is.sections[j]
		d := SectionDiff{Kind: Same, From: i + 1, To: j + 1}
		switch {
		case i == none:
			d.Kind, d.Title = Inserted, Texts("", sec.Title)
		case !stays[j]:
			d.Kind = Moved
		}
		var old []models.ManifestArticle
		if i != none {
			d.Title, old = Texts(c.was.sections[i].Title, sec.Title), c.was.sections[i].Articles
		}
		d.Articles = c.places(old, sec.Articles)
		out = append(out, d)
	}
	left := func(i int) {
		if slices.Contains(from, i) {
			return // it is shown where it stands now
		}
		old := c.was.sections[i]
		out = append(out, SectionDiff{Kind: Deleted, From: i + 1, Title: Texts(old.Title, ""), Articles: c.places(old.Articles, nil)})
	}
	walk(from, len(c.was.sections), stays, here, left)
	return out
}

// places compares the articles of one section.
func (c contents) places(before, after []models.ManifestArticle) []PlaceDiff {
	from := nobody(len(after))
	for j, art := range after {
		from[j] = slices.IndexFunc(before, func(old models.ManifestArticle) bool { return old.Article == art.Article })
	}
	stays := staying(from)
	var out []PlaceDiff
	here := func(j int) {
		d := c.place(after[j].Article)
		if d.Kind = Moved; stays[j] {
			d.Kind = Same
		} else if d.From.Number == 0 {
			d.Kind = Inserted
		}
		out = append(out, d)
	}
	left := func(i int) {
		d := c.place(before[i].Article)
		if d.Kind = Departed; d.To.Number == 0 {
			d.Kind = Deleted
		}
		out = append(out, d)
	}
	walk(from, len(before), stays, here, left)
	return out
}

func (c contents) place(article int64) PlaceDiff {
	was, is := c.was.article[article], c.is.article[article]
	return PlaceDiff{
		Article: article, From: c.was.places[article], To: c.is.places[article], Title: Texts(was.Title, is.Title),
		Changed: was.Hash != "" && is.Hash != "" && was.Hash != is.Hash,
	}
}

// articles compares the texts of the articles that stand in both states.
func (c contents) articles(texts map[string]models.ArticleText) []ArticleChange {
	var out []ArticleChange
	for _, sec := range c.is.sections {
		for _, art := range sec.Articles {
			was, ok := c.was.article[art.Article]
			if !ok || was.Hash == art.Hash {
				continue
			}
			out = append(out, ArticleChange{
				Article: art.Article, Number: c.is.places[art.Article].Number, Title: art.Title, Diff: Articles(texts[was.Hash], texts[art.Hash]),
			})
		}
	}
	return out
}
