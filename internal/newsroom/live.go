package newsroom

import (
	"context"
	"slices"

	"jianbao/internal/store"
	"jianbao/models"
)

// liveEvents are done to what readers see, whatever becomes of a correction beside it.
var liveEvents = []models.Event{models.EventTakeDown, models.EventWithdraw, models.EventRestore, models.EventObject}

// openFor is open for an event. What is done to the live edition can be done by whoever works for the bulletin and reads that edition,
// even while a correction is drafted that is not for their eyes yet.
func (n *Newsroom) openFor(tx *store.Tx, a models.Actor, id int64, lock bool, e models.Event) (*folder, error) {
	if slices.Contains(liveEvents, e) {
		return n.openLive(tx, a, id, lock)
	}
	return n.open(tx, a, id, lock)
}

// openLive opens an issue for whoever may read its working copy, or works for the bulletin and reads its edition.
func (n *Newsroom) openLive(tx *store.Tx, a models.Actor, id int64, lock bool) (*folder, error) {
	f, err := n.find(tx, a, id, lock)
	if err != nil || f.readable(a) {
		return f, err
	}
	if f.issue.EditionID == nil || !models.Can(a.Role, models.ReadUnpublished, models.Circumstances{Submitted: true}) {
		return nil, models.NotFound()
	}
	return f, nil
}

// EditionsPage is the published life of an issue: its editions, and what was done to them.
type EditionsPage struct {
	Bulletin models.Bulletin
	Issue    models.Issue
	Editions []EditionShown // newest first
	Records  []RecordShown  // newest first
	Possible []models.Event // of what concerns the live edition
	Readable bool           // the actor may read the working copy too
	Articles []ArticleShown // of the live edition
}

// EditionShown is an edition with the name of whoever published it.
type EditionShown struct {
	models.Edition
	By   string
	Live bool
}

// RecordShown is a withdrawal, a restoration or an archiving, with names.
type RecordShown struct {
	models.Withdrawal
	By    string
	Title string // of the article that it concerns; empty: the whole issue
}

// ArticleShown is an article of the live edition, and whether readers see it.
type ArticleShown struct {
	models.EditionEntry
	Gone models.Event // why readers do not see it: take_down or withdraw; empty: they do
}

// Editions lists the editions of a published issue for whoever works for the bulletin.
func (n *Newsroom) Editions(ctx context.Context, a models.Actor, id int64) (EditionsPage, error) {
	var p EditionsPage
	err := n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.openLive(tx, a, id, false)
		if err != nil {
			return err
		}
		if f.issue.EditionID == nil {
			return models.NotFound()
		}
		p = EditionsPage{Bulletin: f.bulletin, Issue: f.issue, Readable: f.readable(a)}
		for _, e := range f.possible(a) {
			if slices.Contains(afterPublication, e) {
				p.Possible = append(p.Possible, e)
			}
		}
		if !p.Readable {
			p.Issue = p.Issue.WithoutTexts()
		}
		return p.fill(tx)
	})
	return p, err
}

// afterPublication are the events of the page of editions.
var afterPublication = []models.Event{models.EventCorrect, models.EventTakeDown, models.EventWithdraw, models.EventRestore, models.EventArchive}

func (p *EditionsPage) fill(tx *store.Tx) error {
	editions, err := tx.EditionsOf(p.Issue.ID)
	if err != nil {
		return err
	}
	records, err := tx.Withdrawals(p.Issue.ID)
	if err != nil {
		return err
	}
	var ids []int64
	for _, e := range editions {
		ids = append(ids, e.PublishedBy)
	}
	for _, r := range records {
		ids = append(ids, r.ActorID)
	}
	names, err := tx.UserNames(ids)
	if err != nil {
		return err
	}
	for _, e := range slices.Backward(editions) {
		p.Editions = append(p.Editions, EditionShown{Edition: e, By: names[e.PublishedBy], Live: e.ID == *p.Issue.EditionID})
	}
	if err := p.fillArticles(tx); err != nil {
		return err
	}
	for _, r := range records {
		p.Records = append(p.Records, RecordShown{Withdrawal: r, By: names[r.ActorID], Title: p.titleOf(r.ArticleID)})
	}
	return nil
}

func (p *EditionsPage) fillArticles(tx *store.Tx) error {
	entries, err := tx.EditionEntries(*p.Issue.EditionID)
	if err != nil {
		return err
	}
	gaps, err := tx.Gaps(p.Issue.ID)
	for _, e := range entries {
		p.Articles = append(p.Articles, ArticleShown{EditionEntry: e, Gone: gaps[e.ArticleID]})
	}
	return err
}

func (p *EditionsPage) titleOf(article *int64) string {
	if article == nil {
		return ""
	}
	for _, art := range p.Articles {
		if art.ArticleID == *article {
			return art.Title
		}
	}
	return ""
}
