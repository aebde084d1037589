package newsroom

import (
	"context"
	"strconv"

	"jianbao/internal/store"
	"jianbao/models"
)

// maxEntriesAYear bounds a list of articles of one year; a daily bulletin with ten articles an issue stays below it.
const maxEntriesAYear = 4000

// ListedEntry is an article in a list, with the issue that it stands in.
type ListedEntry = store.ListedEntry

// SectionPage is one section of a bulletin across its issues, in one year.
type SectionPage struct {
	Section string
	Years   []models.EditionYear // with the number of its articles
	Year    string               // the year shown
	Entries []ListedEntry        // newest issue first
	Fed     bool                 // visitors find something in it, so that it has a feed
}

// ReadSection lists the published articles of a section in a year; empty: the newest one. A section that stands in no issue the actor may
// read is models.CodeNotFound.
func (n *Newsroom) ReadSection(ctx context.Context, a models.Actor, b models.Bulletin, section, year string) (SectionPage, error) {
	p := SectionPage{Section: section, Year: year}
	if section == "" || !isYear(year) {
		return p, models.NotFound()
	}
	err := n.read(ctx, a, func(tx *store.Tx) (err error) {
		to, err := readershipIn(tx, a, b.ID)
		if err != nil {
			return err
		}
		if p.Years, err = n.sectionYears(tx, b.ID, to, section); err != nil {
			return err
		}
		if len(p.Years) == 0 {
			return models.NotFound()
		}
		if p.Year == "" {
			p.Year = p.Years[0].Year
		}
		open, err := n.sectionYears(tx, b.ID, models.Visitors(), section)
		if err != nil {
			return err
		}
		p.Fed = len(open) > 0
		if p.Entries, err = tx.LiveEntries(b.ID, to, section, p.Year, maxEntriesAYear); err != nil {
			return err
		}
		return tx.FillUnits(p.Entries)
	})
	return p, err
}

// UnitPage is what a sending unit has had published in a bulletin in one year.
type UnitPage struct {
	Unit    string
	Years   []models.EditionYear // with the number of its articles
	Year    string               // the year shown
	Entries []ListedEntry        // newest issue first
}

// ReadUnit lists the published articles of a sending unit in a year; empty: the newest one. A unit that stands under no article the actor may
// read is models.CodeNotFound.
func (n *Newsroom) ReadUnit(ctx context.Context, a models.Actor, b models.Bulletin, unit, year string) (UnitPage, error) {
	p := UnitPage{Unit: unit, Year: year}
	if unit == "" || !isYear(year) {
		return p, models.NotFound()
	}
	err := n.read(ctx, a, func(tx *store.Tx) (err error) {
		to, err := readershipIn(tx, a, b.ID)
		if err != nil {
			return err
		}
		if p.Years, err = n.unitYears(tx, b.ID, to, unit); err != nil {
			return err
		}
		if len(p.Years) == 0 {
			return models.NotFound()
		}
		if p.Year == "" {
			p.Year = p.Years[0].Year
		}
		p.Entries, err = tx.UnitEntries(b.ID, to, unit, p.Year, maxEntriesAYear)
		return err
	})
	return p, err
}

// maxUnits bounds the list of sending units.
const maxUnits = 2000

// ReadUnits lists the sending units under which the actor finds articles, those with most articles first.
func (n *Newsroom) ReadUnits(ctx context.Context, a models.Actor, b models.Bulletin) (list []store.UnitCount, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		to, err := readershipIn(tx, a, b.ID)
		if err != nil {
			return err
		}
		list, err = n.liveUnits(tx, b.ID, to)
		return err
	})
	return list, err
}

// isYear reports whether a year can be one of the archive; empty stands for the newest.
func isYear(year string) bool {
	y, err := strconv.Atoi(year)
	return year == "" || err == nil && y >= 1900 && y <= 2200
}

// PublicYears lists the years in which visitors find issues, for the map of the site.
func (n *Newsroom) PublicYears(ctx context.Context, b models.Bulletin) (years []models.EditionYear, err error) {
	err = n.store.Read(ctx, func(tx *store.Tx) error {
		years, err = n.editionYears(tx, b.ID, models.Visitors())
		return err
	})
	return years, err
}

// PublicEntries lists the articles that visitors find in a year, for the map of the site.
func (n *Newsroom) PublicEntries(ctx context.Context, b models.Bulletin, year string) (list []ListedEntry, err error) {
	if year == "" || !isYear(year) {
		return nil, models.NotFound()
	}
	err = n.store.Read(ctx, func(tx *store.Tx) error {
		list, err = tx.LiveEntries(b.ID, models.Visitors(), "", year, maxEntriesAYear)
		return err
	})
	return list, err
}

// PublicLists are the sections and the sending units under which visitors find articles, for the map of the site.
func (n *Newsroom) PublicLists(ctx context.Context, b models.Bulletin) (sections []string, units []store.UnitCount, err error) {
	err = n.store.Read(ctx, func(tx *store.Tx) error {
		if sections, err = tx.ReadableSections(b.ID, models.Visitors()); err != nil {
			return err
		}
		units, err = n.liveUnits(tx, b.ID, models.Visitors())
		return err
	})
	return sections, units, err
}

// PublicGone lists the articles that visitors could read once and are told are gone, alone or with their issue.
func (n *Newsroom) PublicGone(ctx context.Context, b models.Bulletin) (list []store.GoneEntry, err error) {
	err = n.store.Read(ctx, func(tx *store.Tx) error {
		list, err = tx.GoneEntries(b.ID, models.Visitors())
		return err
	})
	return list, err
}

// Feed is what is newest in a bulletin, or in one section of it.
type Feed struct {
	Section  string
	Editions []models.Edition // newest first, as printed, without what was taken out of sight
}

// maxFeedIssues is how many issues a feed carries with their full text.
const maxFeedIssues = 5

// ReadFeed gives the newest issues that visitors may read, with their texts: a feed is the same for everybody. A section that stands in
// no issue is models.CodeNotFound.
func (n *Newsroom) ReadFeed(ctx context.Context, b models.Bulletin, section string) (Feed, error) {
	f := Feed{Section: section}
	err := n.store.Read(ctx, func(tx *store.Tx) (err error) {
		f.Editions, err = tx.NewestEditions(b.ID, models.Visitors(), section, maxFeedIssues)
		if err != nil {
			return err
		}
		if section != "" && len(f.Editions) == 0 {
			return models.NotFound()
		}
		issues := make([]int64, len(f.Editions))
		for i, e := range f.Editions {
			issues[i] = e.IssueID
		}
		gaps, err := tx.AllGaps(issues)
		for i, e := range f.Editions {
			p := EditionPage{Edition: e}
			p.Edition.Content, _ = e.Content.Printed().For(models.Visitors())
			p.leaveOut(gaps)
			f.Editions[i] = p.Edition
		}
		return err
	})
	return f, err
}

// ReadSections lists the sections of a bulletin's library that stand in an issue which the actor may read, in the library's order.
func (n *Newsroom) ReadSections(ctx context.Context, a models.Actor, b models.Bulletin) (titles []string, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		to, err := readershipIn(tx, a, b.ID)
		if err != nil {
			return err
		}
		titles, err = tx.ReadableSections(b.ID, to)
		return err
	})
	return titles, err
}

// Years and units are counted over all editions, so they are kept.

func (n *Newsroom) editionYears(tx *store.Tx, bulletin int64, to models.Readership) ([]models.EditionYear, error) {
	return n.years.of(tx, "editions", bulletin, to, func() ([]models.EditionYear, error) { return tx.EditionYears(bulletin, to) })
}

func (n *Newsroom) sectionYears(tx *store.Tx, bulletin int64, to models.Readership, section string) ([]models.EditionYear, error) {
	return n.years.of(tx, "section "+section, bulletin, to, func() ([]models.EditionYear, error) { return tx.SectionYears(bulletin, to, section) })
}

func (n *Newsroom) unitYears(tx *store.Tx, bulletin int64, to models.Readership, unit string) ([]models.EditionYear, error) {
	return n.years.of(tx, "unit "+unit, bulletin, to, func() ([]models.EditionYear, error) { return tx.UnitYears(bulletin, to, unit) })
}

func (n *Newsroom) liveUnits(tx *store.Tx, bulletin int64, to models.Readership) ([]store.UnitCount, error) {
	return n.units.of(tx, "units", bulletin, to, func() ([]store.UnitCount, error) { return tx.LiveUnits(bulletin, to, maxUnits) })
}
