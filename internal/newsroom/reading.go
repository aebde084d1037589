package newsroom

import (
	"context"
	"slices"

	"jianbao/internal/store"
	"jianbao/models"
)

// EditionPage is a published issue as a reader sees it.
type EditionPage struct {
	Bulletin models.Bulletin
	Edition  models.Edition
	Archived bool               // closed: it changes no more but by withdrawal
	Gone     bool               // withdrawn or taken down: Edition carries no content
	Older    models.LiveEdition // zero ID where there is none
	Newer    models.LiveEdition
	Gaps     []int64              // articles that were taken out of sight: Edition carries their numbers alone
	Part     bool                 // there are articles that the reader may not read: Edition does not carry them at all
	Files    []models.EditionFile // that the reader may have and that are made; none of what is not Whole
}

// Whole reports whether the reader sees all that was published: only then there are files and pages as they print, which hold everything.
func (p EditionPage) Whole() bool { return !p.Part && !p.Gone && len(p.Gaps) == 0 }

// BulletinBySlug finds the bulletin of an address.
func (n *Newsroom) BulletinBySlug(ctx context.Context, slug string) (b models.Bulletin, err error) {
	err = n.store.Read(ctx, func(tx *store.Tx) error {
		b, err = tx.BulletinBySlug(slug)
		return err
	})
	return b, err
}

// BulletinShown is a bulletin as readers see it: with its current issue, if it has one they may read.
type BulletinShown struct {
	Bulletin models.Bulletin
	Current  models.LiveEdition
}

// ReadBulletins lists all bulletins that have something for the actor to read.
func (n *Newsroom) ReadBulletins(ctx context.Context, a models.Actor) (out []BulletinShown, err error) {
	err = n.store.Read(ctx, func(tx *store.Tx) error {
		bulletins, err := tx.Bulletins()
		if err != nil {
			return err
		}
		readers, err := readershipsOf(tx, a)
		if err != nil {
			return err
		}
		for _, b := range bulletins { // a handful of bulletins, each one indexed row
			current, err := tx.CurrentEdition(b.ID, readers.in(b.ID))
			if err != nil && models.CodeOf(err) != models.CodeNotFound {
				return err
			}
			out = append(out, BulletinShown{Bulletin: b, Current: current})
		}
		return nil
	})
	return out, err
}

// ReadCurrent shows the current issue of a bulletin; models.CodeNotFound when there is none to read.
func (n *Newsroom) ReadCurrent(ctx context.Context, a models.Actor, b models.Bulletin) (p EditionPage, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		to, err := readershipIn(tx, a, b.ID)
		if err != nil {
			return err
		}
		current, err := tx.CurrentEdition(b.ID, to)
		if err != nil {
			return err
		}
		p, err = edition(tx, to, b, current.IssueID)
		return err
	})
	return p, err
}

// ReadIssue shows a published issue. One that is withdrawn comes back as Gone, without content.
func (n *Newsroom) ReadIssue(ctx context.Context, a models.Actor, b models.Bulletin, issue int64) (p EditionPage, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		to, err := readershipIn(tx, a, b.ID)
		if err != nil {
			return err
		}
		p, err = edition(tx, to, b, issue)
		return err
	})
	return p, err
}

// ReadArticle shows the published issue in which an article stands.
func (n *Newsroom) ReadArticle(ctx context.Context, a models.Actor, b models.Bulletin, article int64) (p EditionPage, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		e, err := tx.EntryOfArticle(b.ID, article)
		if err != nil {
			return err
		}
		to, err := readershipIn(tx, a, b.ID)
		if err != nil {
			return err
		}
		p, err = edition(tx, to, b, e.IssueID, article)
		return err
	})
	return p, err
}

// edition is a published issue as a readership sees it, if it may read the issue and the articles that are asked for.
func edition(tx *store.Tx, to models.Readership, b models.Bulletin, id int64, articles ...int64) (EditionPage, error) {
	p := EditionPage{Bulletin: b}
	i, err := tx.Issue(id)
	if err != nil {
		return p, err
	}
	if i.BulletinID != b.ID || i.EditionID == nil || i.DeletedAt != nil {
		return p, models.NotFound()
	}
	if p.Edition, err = tx.Edition(*i.EditionID); err != nil {
		return p, err
	}
	c := &p.Edition.Content
	if !to.Reads(p.Edition.Access, c.Manifest.ListedUnits) {
		return EditionPage{}, models.NotFound()
	}
	kept := 0
	if *c, kept = c.For(to); slices.ContainsFunc(articles, func(article int64) bool { return !c.Holds(article) }) {
		return EditionPage{}, models.NotFound()
	}
	p.Part = kept > 0
	if i.Standing != models.Normal && i.Standing != models.Archived {
		p.Gone = true
		*c = models.EditionContent{}
		return p, nil
	}
	p.Archived = i.Standing == models.Archived
	*c = c.Printed()
	gaps, err := tx.AllGaps([]int64{p.Edition.IssueID})
	if err != nil {
		return p, err
	}
	p.leaveOut(gaps)
	if p.Older, p.Newer, err = tx.Neighbours(b.ID, to, p.Edition); err != nil {
		return p, err
	}
	if !p.Whole() {
		return p, nil
	}
	files, err := tx.EditionFiles(p.Edition.ID)
	p.Files = slices.DeleteFunc(files, func(f models.EditionFile) bool { return !f.Made() || !slices.Contains(models.ReaderFormats, f.Format) })
	return p, err
}

// leaveOut takes everything that was written in the gaps out of the edition. The drawn contents name every title, so they go too, and are
// drawn again around the gaps.
func (p *EditionPage) leaveOut(gaps []store.Gap) {
	if len(gaps) == 0 {
		return
	}
	c := &p.Edition.Content
	c.Sections = slices.Clone(c.Sections)
	for s := range c.Sections {
		articles := slices.Clone(c.Sections[s].Articles)
		for k, art := range articles {
			if slices.Contains(gaps, store.Gap{IssueID: p.Edition.IssueID, ArticleID: art.ID}) {
				p.Gaps = append(p.Gaps, art.ID)
				articles[k] = models.EditionArticle{ID: art.ID, Number: art.Number}
			}
		}
		c.Sections[s].Articles = articles
	}
	if len(p.Gaps) == 0 { // of articles that a correction has left out
		return
	}
	c.Fragments.Contents = ""
	c.Fragments.Articles = slices.DeleteFunc(slices.Clone(c.Fragments.Articles), func(f models.ArticleFragment) bool { return slices.Contains(p.Gaps, f.Article) })
}

// ArchivePage is one year of a bulletin's published issues.
type ArchivePage struct {
	Bulletin models.Bulletin
	Years    []models.EditionYear
	Year     string // the year shown
	Issues   []models.LiveEdition
	Titles   map[int64][]string // of the articles, by edition
}

// maxIssuesAYear bounds an archive page; a daily bulletin with supplements stays below it.
const maxIssuesAYear = 500

// ReadArchive lists the published issues of a year; empty: the newest year.
func (n *Newsroom) ReadArchive(ctx context.Context, a models.Actor, b models.Bulletin, year string) (ArchivePage, error) {
	p := ArchivePage{Bulletin: b, Year: year}
	if !isYear(year) {
		return p, models.NotFound()
	}
	err := n.read(ctx, a, func(tx *store.Tx) error {
		to, err := readershipIn(tx, a, b.ID)
		if err != nil {
			return err
		}
		if p.Years, err = n.editionYears(tx, b.ID, to); err != nil || len(p.Years) == 0 {
			return err
		}
		if p.Year == "" {
			p.Year = p.Years[0].Year
		}
		if p.Issues, err = tx.LiveEditions(b.ID, to, p.Year, maxIssuesAYear, 0); err != nil {
			return err
		}
		p.Titles, err = tx.EntryTitles(p.Issues, to)
		return err
	})
	return p, err
}

// FindNumber lists the published issues that carry a number, newest first.
func (n *Newsroom) FindNumber(ctx context.Context, a models.Actor, b models.Bulletin, number int) (list []models.LiveEdition, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		to, err := readershipIn(tx, a, b.ID)
		if err != nil {
			return err
		}
		list, err = tx.EditionsByNumber(b.ID, to, number)
		return err
	})
	return list, err
}
