package views

import (
	"context"

	"jianbao/internal/i18n"
)

// ReaderListVM is what a page shows of articles across the issues of a year.
type ReaderListVM struct {
	Title  string        // of the section, or the name of the unit
	Years  []ArchiveYear // newest first; Count is of articles
	Year   int           // the year shown
	Issues []ListedIssue
}

// ListedIssue is what one issue holds of a list.
type ListedIssue struct {
	Label    string
	Date     string // YYYY-MM-DD
	Href     string
	Articles []ListedArticle
}

// ListedArticle is an article of a list, with where else it is listed: the sections or the units that stand behind its title.
type ListedArticle struct {
	ArticleLink
	Beside []ListLink
}

// ListLink leads to the page of a section or of a unit.
type ListLink struct{ Title, Href string }

// ReaderSectionVM is one section across the issues of a year.
type ReaderSectionVM struct {
	ReaderListVM
	Slug     string
	FeedHref string // empty: it has none
}

// ReaderAboutVM is what a bulletin says of itself; what is empty is not said.
type ReaderAboutVM struct {
	Slug, Name  string
	Host, Phone string
	CadenceDays int // days between issues; 0: not regular
	FeedHref    string
	Sections    []ListLink
	UnitsHref   string // empty: no article names its unit
	UnitCount   int
}

// cadences are the ways of appearing that have a name.
var cadences = map[int]string{7: "reader.about_cadence_week", 14: "reader.about_cadence_fortnight", 30: "reader.about_cadence_month"}

// cadence says how often the bulletin appears.
func (vm ReaderAboutVM) cadence(ctx context.Context) string {
	if key, ok := cadences[vm.CadenceDays]; ok {
		return i18n.T(ctx, key)
	}
	return i18n.T(ctx, "reader.about_cadence_days", i18n.D{"Days": vm.CadenceDays})
}
