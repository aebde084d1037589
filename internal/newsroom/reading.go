package newsroom

import (
	"context"
	"slices"
	"strconv"

	"jianbao/internal/store"
	"jianbao/models"
)

// EditionPage is a published issue as a reader sees it.
type EditionPage struct {
	Bulletin models.Bulletin
	Edition  models.Edition
	Gone     bool               // withdrawn or taken down: Edition carries no content
	Older    models.LiveEdition // zero ID where there is none
	Newer    models.LiveEdition
	Gaps     []int64              // articles that were taken out of sight: Edition carries their numbers alone
	Files    []models.EditionFile // that the reader may have and that are made; none while there are gaps
}

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
		for _, b := range bulletins { // a handful of bulletins, each one indexed row
			current, err := tx.CurrentEdition(b.ID, readableIn(a, b.ID))
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
		current, err := tx.CurrentEdition(b.ID, readableIn(a, b.ID))
		if err != nil {
			return err
		}
		p, err = edition(tx, a, b, current.IssueID)
		return err
	})
	return p, err
}

// ReadIssue shows a published issue. One that is withdrawn comes back as Gone, without content.
func (n *Newsroom) ReadIssue(ctx context.Context, a models.Actor, b models.Bulletin, issue int64) (p EditionPage, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		p, err = edition(tx, a, b, issue)
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
		p, err = edition(tx, a, b, e.IssueID)
		return err
	})
	return p, err
}

func edition(tx *store.Tx, a models.Actor, b models.Bulletin, id int64) (EditionPage, error) {
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
	if !models.Can(roleIn(a, b.ID), models.ReadEdition, models.Circumstances{Access: p.Edition.Access}) {
		return EditionPage{}, models.NotFound()
	}
	if i.Standing != models.Normal && i.Standing != models.Archived {
		p.Gone = true
		p.Edition.Content = models.EditionContent{}
		return p, nil
	}
	p.Edition.Content = p.Edition.Content.Printed()
	if err := p.leaveOut(tx); err != nil {
		return p, err
	}
	if p.Older, p.Newer, err = tx.Neighbours(b.ID, readableIn(a, b.ID), p.Edition); err != nil {
		return p, err
	}
	if len(p.Gaps) > 0 {
		return p, nil
	}
	files, err := tx.EditionFiles(p.Edition.ID)
	p.Files = slices.DeleteFunc(files, func(f models.EditionFile) bool { return !f.Made() || !slices.Contains(models.ReaderFormats, f.Format) })
	return p, err
}

// leaveOut takes everything that was written in the gaps out of the edition. The drawn contents name every title, so they go too, and are
// drawn again around the gaps.
func (p *EditionPage) leaveOut(tx *store.Tx) error {
	gaps, err := tx.Gaps(p.Edition.IssueID)
	if err != nil || len(gaps) == 0 {
		return err
	}
	c := &p.Edition.Content
	c.Sections = slices.Clone(c.Sections)
	for s := range c.Sections {
		articles := slices.Clone(c.Sections[s].Articles)
		for k, art := range articles {
			if gaps[art.ID] != "" {
				p.Gaps = append(p.Gaps, art.ID)
				articles[k] = models.EditionArticle{ID: art.ID, Number: art.Number}
			}
		}
		c.Sections[s].Articles = articles
	}
	if len(p.Gaps) == 0 { // of articles that a correction has left out
		return nil
	}
	c.Fragments.Contents = ""
	c.Fragments.Articles = slices.DeleteFunc(slices.Clone(c.Fragments.Articles), func(f models.ArticleFragment) bool { return slices.Contains(p.Gaps, f.Article) })
	return nil
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
	if y, err := strconv.Atoi(year); year != "" && (err != nil || y < 1900 || y > 2200) {
		return p, models.NotFound()
	}
	err := n.read(ctx, a, func(tx *store.Tx) error {
		var err error
		if p.Years, err = tx.EditionYears(b.ID, readableIn(a, b.ID)); err != nil || len(p.Years) == 0 {
			return err
		}
		if p.Year == "" {
			p.Year = p.Years[0].Year
		}
		if p.Issues, err = tx.LiveEditions(b.ID, readableIn(a, b.ID), p.Year, maxIssuesAYear, 0); err != nil {
			return err
		}
		p.Titles, err = tx.EntryTitles(p.Issues)
		return err
	})
	return p, err
}

// FindNumber lists the published issues that carry a number, newest first.
func (n *Newsroom) FindNumber(ctx context.Context, a models.Actor, b models.Bulletin, number int) (list []models.LiveEdition, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		list, err = tx.EditionsByNumber(b.ID, readableIn(a, b.ID), number)
		return err
	})
	return list, err
}
