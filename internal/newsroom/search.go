package newsroom

import (
	"context"
	"fmt"

	"jianbao/internal/store"
	"jianbao/models"
)

// searchPageSize is how many articles a page of a search shows.
const searchPageSize = 20

// SearchPage is one page of what a search has found.
type SearchPage struct {
	Words       string
	Hits        []SearchHit
	Total       int
	More        bool // there are more than Total
	Page, Pages int  // from 1; Pages is 0 when nothing was found
}

// SearchHit is an article found.
type SearchHit struct {
	IssueID    int64
	ArticleID  int64
	IssueLabel string // 第232期
	Number     int    // printed number of the article
	Section    string
	Date       string // of the issue
	Title      []Segment
	Snippet    []Segment
}

// Search finds articles in the published issues of a bulletin that the actor may read, by words in titles and texts. Titles
// come first, then the newest. A page beyond the last is the last. Too long a search is models.CodeInvalid.
func (n *Newsroom) Search(ctx context.Context, a models.Actor, bulletin int64, words string, page int) (SearchPage, error) {
	p := SearchPage{Words: words, Page: 1}
	parsed, err := store.ParseWords(words)
	if err != nil || len(parsed) == 0 {
		return p, err
	}
	p.Page = min(max(page, 1), store.MaxSearchTotal/searchPageSize)
	var hits []store.SearchHit
	err = n.read(ctx, a, func(tx *store.Tx) error {
		q := store.SearchQuery{BulletinID: bulletin, Words: parsed, Access: readableIn(a, bulletin), Limit: searchPageSize}
		for {
			q.Offset = (p.Page - 1) * searchPageSize
			var err error
			if hits, p.Total, err = tx.Search(q); err != nil {
				return err
			}
			p.More, p.Total = p.Total > store.MaxSearchTotal, min(p.Total, store.MaxSearchTotal)
			if p.Pages = (p.Total + searchPageSize - 1) / searchPageSize; p.Page <= max(p.Pages, 1) {
				return nil
			}
			p.Page = max(p.Pages, 1)
		}
	})
	if err != nil {
		return SearchPage{Words: words, Page: 1}, err
	}
	for _, h := range hits {
		p.Hits = append(p.Hits, SearchHit{
			IssueID: h.IssueID, ArticleID: h.ArticleID, IssueLabel: h.Label(), Number: h.Number, Section: h.Section, Date: h.Date,
			Title: highlight(parsed, h.Title), Snippet: snippet(parsed, h.Plain),
		})
	}
	return p, nil
}

// roleIn is the role that somebody reads a bulletin in: his own there, an administrator's everywhere, otherwise that of any
// reader who is signed in, or of a visitor.
func roleIn(a models.Actor, bulletin int64) models.Role {
	switch {
	case !a.SignedIn():
		return models.Visitor
	case a.Role == models.Admin, a.BulletinID == bulletin:
		return a.Role
	}
	return models.Reader
}

// readableIn says which access classes the actor may read in a bulletin.
func readableIn(a models.Actor, bulletin int64) []models.Access {
	return models.AccessFor(roleIn(a, bulletin), false)
}

// rebuildBatch is how many editions are looked up at once.
const rebuildBatch = 100

// RebuildSearch fills the search index anew from all editions, edition by edition, so that it can be searched meanwhile.
// progress is told of each edition and may be nil. It is a command's work: nobody is asked for a permission.
func (n *Newsroom) RebuildSearch(ctx context.Context, progress func(done int)) error {
	var last int64
	for done := 0; ; {
		var ids []int64
		err := n.store.Read(ctx, func(tx *store.Tx) (err error) {
			ids, err = tx.EditionIDs(last, rebuildBatch)
			return err
		})
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			if err := n.store.Write(ctx, func(tx *store.Tx) error { return tx.IndexEdition(id) }); err != nil {
				return fmt.Errorf("rebuild the search index: %w", err)
			}
			last = id
			done++
			if progress != nil {
				progress(done)
			}
		}
	}
}
