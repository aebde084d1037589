package newsroom

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// SearchPageSize is how many articles a page of a search shows.
const SearchPageSize = 20

// SearchRequest is what somebody looks for, as typed and chosen. Zero fields do not narrow.
type SearchRequest struct {
	Bulletin int64 // 0: in every bulletin there is
	Words    string
	Year     int // of the issue's date
	Section  string
	Unit     string // a sending unit
	Order    models.SearchOrder
	Page     int // from 1
}

// SearchPage is one page of what a search has found.
type SearchPage struct {
	Words       string
	Hits        []SearchHit
	Total       int
	More        bool     // there are more than Total
	Page, Pages int      // from 1; Pages is 0 when nothing was found
	Behind      bool     // the index is being filled: there may be more
	Suggestions []string // words that find something, where these found nothing
}

// SearchHit is an article found.
type SearchHit struct {
	Bulletin   models.Bulletin
	IssueID    int64
	ArticleID  int64
	IssueLabel string // 第232期
	Number     int    // printed number of the article
	Section    string
	Date       string // of the issue
	Title      []Segment
	Snippet    []Segment
}

// Search is SearchFor by words alone, in one bulletin.
func (n *Newsroom) Search(ctx context.Context, a models.Actor, bulletin int64, words string, page int) (SearchPage, error) {
	return n.SearchFor(ctx, a, SearchRequest{Bulletin: bulletin, Words: words, Page: page})
}

// SearchFor finds articles in the published issues that the actor may read, by words in titles and texts. Titles come first, then the
// newest, unless another order is asked for. A page beyond the last is the last. Too long a search is models.CodeInvalid.
func (n *Newsroom) SearchFor(ctx context.Context, a models.Actor, r SearchRequest) (SearchPage, error) {
	empty := SearchPage{Words: r.Words, Page: 1}
	parsed, err := store.ParseWords(r.Words)
	if err != nil || len(parsed) == 0 {
		return empty, err
	}
	p := empty
	p.Page = min(max(r.Page, 1), store.MaxSearchTotal/SearchPageSize)
	err = n.read(ctx, a, func(tx *store.Tx) error {
		bulletins, err := searched(tx, r.Bulletin)
		if err != nil {
			return err
		}
		scopes, err := scopesOf(tx, a, bulletins)
		if err != nil {
			return err
		}
		q := store.SearchQuery{Words: parsed, Scopes: scopes, Year: r.Year, Section: r.Section, Unit: r.Unit, Order: r.Order}
		if p.Behind, err = tx.SearchBehind(); err != nil {
			return err
		}
		hits, err := p.turn(tx, q)
		for _, h := range hits {
			p.Hits = append(p.Hits, searchHit(parsed, bulletins[h.BulletinID], h))
		}
		if err == nil && p.Total == 0 {
			err = p.suggest(tx, q)
		}
		return err
	})
	if err != nil {
		return empty, err
	}
	return p, nil
}

// searchHit shows what was found.
func searchHit(words store.Words, b models.Bulletin, h store.SearchHit) SearchHit {
	return SearchHit{
		Bulletin: b, IssueID: h.IssueID, ArticleID: h.ArticleID, IssueLabel: h.Label(), Number: h.Number, Section: h.Section, Date: h.Date,
		Title: highlight(words, h.Title), Snippet: snippet(words, h.Plain),
	}
}

// maxSuggestions is how many other searches are tried when one found nothing.
const maxSuggestions = 4

// suggest finds shorter words that find something.
func (p *SearchPage) suggest(tx *store.Tx, q store.SearchQuery) error {
	q.Limit, q.Offset = 1, 0
	for _, words := range shorter(p.Words) {
		parsed, err := store.ParseWords(words)
		if err != nil {
			return err
		}
		q.Words = parsed
		if _, total, err := tx.Search(q); err != nil {
			return err
		} else if total.Count > 0 {
			p.Suggestions = append(p.Suggestions, words)
		}
	}
	return nil
}

// shorter are the words of a search, each by itself, or the halves of its only one.
func shorter(words string) []string {
	list := store.SplitWords(words)
	if len(list) == 1 {
		whole := []rune(list[0])
		if len(whole) < 4 {
			return nil
		}
		list = []string{string(whole[:len(whole)/2]), string(whole[len(whole)/2:])}
	}
	return list[:min(len(list), maxSuggestions)]
}

// turn finds the page asked for, or the last.
func (p *SearchPage) turn(tx *store.Tx, q store.SearchQuery) ([]store.SearchHit, error) {
	for q.Limit = SearchPageSize; ; p.Page = max(p.Pages, 1) {
		q.Offset = (p.Page - 1) * SearchPageSize
		hits, total, err := tx.Search(q)
		if err != nil {
			return nil, err
		}
		p.Total, p.More = total.Count, total.More
		if p.Pages = (p.Total + SearchPageSize - 1) / SearchPageSize; p.Page <= max(p.Pages, 1) {
			return hits, nil
		}
	}
}

// searched are the bulletins that are searched, by id: one, or all.
func searched(tx *store.Tx, bulletin int64) (map[int64]models.Bulletin, error) {
	if bulletin != 0 {
		b, err := tx.Bulletin(bulletin)
		return map[int64]models.Bulletin{b.ID: b}, err
	}
	list, err := tx.Bulletins()
	out := make(map[int64]models.Bulletin, len(list))
	for _, b := range list {
		out[b.ID] = b
	}
	return out, err
}

// scopesOf says as whom the actor reads bulletins.
func scopesOf(tx *store.Tx, a models.Actor, bulletins map[int64]models.Bulletin) ([]store.SearchScope, error) {
	readers, err := readershipsOf(tx, a)
	var out []store.SearchScope
	for id := range bulletins {
		out = append(out, store.SearchScope{BulletinID: id, Readership: readers.in(id)})
	}
	return out, err
}

// SearchChoices are what a search in a bulletin can be narrowed to, as far as the actor may read it.
type SearchChoices struct {
	Years     []string // newest first
	Sections  []string // those with most articles first
	Units     []string // by name
	Bulletins []models.Bulletin
}

// SearchChoices gives what the form of a search offers.
func (n *Newsroom) SearchChoices(ctx context.Context, a models.Actor, bulletin int64) (SearchChoices, error) {
	var c SearchChoices
	err := n.read(ctx, a, func(tx *store.Tx) error {
		readers, err := readershipsOf(tx, a)
		if err != nil {
			return err
		}
		to := readers.in(bulletin)
		as, err := ofIndex(tx)
		if err != nil {
			return err
		}
		c, err = n.choices.of(tx, as, bulletin, to, func() (SearchChoices, error) { return n.readChoices(tx, bulletin, to) })
		if err != nil {
			return err
		}
		c.Bulletins, err = bulletinsRead(tx, readers)
		return err
	})
	return c, err
}

// ofIndex names what is read from the search index, which an edition comes into a moment after readers see it: meanwhile, each minute something
// else.
func ofIndex(tx *store.Tx) (string, error) {
	settled, err := tx.SearchSettled()
	if err != nil || settled {
		return "", err
	}
	return tx.Now.Truncate(time.Minute).Format(time.RFC3339), nil
}

// rebuildBatch is how many editions are indexed in one transaction, while publications wait.
const rebuildBatch = 2

// rebuildWork is how many articles that are worked on are indexed in one transaction, while their editors wait.
const rebuildWork = 10

// rebuildPause lets others write who wait at another process, and look now and then whether they may.
const rebuildPause = 20 * time.Millisecond

// RebuildSearch fills the search index anew from all editions, the newest first, and from what is worked on, so that it can be searched
// meanwhile. progress is told how many editions are done and may be nil. It is a command's work: nobody is asked for a permission.
func (n *Newsroom) RebuildSearch(ctx context.Context, progress func(done int)) error {
	if err := n.store.Write(ctx, func(tx *store.Tx) error { return tx.RestartIndex() }); err != nil {
		return fmt.Errorf("rebuild the search index: %w", err)
	}
	return n.KeepSearch(ctx, progress)
}

// KeepSearch finishes a search index that was not finished, or that another release has made. Otherwise it does nothing.
func (n *Newsroom) KeepSearch(ctx context.Context, progress func(done int)) error {
	for done := 0; ; {
		var some int
		err := n.store.Write(ctx, func(tx *store.Tx) (err error) {
			some, err = tx.IndexOlder(rebuildBatch)
			return err
		})
		if err != nil {
			return err
		}
		if some == 0 && done > 0 {
			if err := n.store.RepackIndex(ctx); err != nil {
				return err
			}
		}
		if some == 0 {
			return n.keepDeskSearch(ctx)
		}
		done += some
		if progress != nil {
			progress(done)
		}
		if err := rest(ctx, rebuildPause); err != nil {
			return err
		}
	}
}

// keepDeskSearch is KeepSearch for what is worked on.
func (n *Newsroom) keepDeskSearch(ctx context.Context) error {
	for last := int64(0); ; {
		err := n.store.Write(ctx, func(tx *store.Tx) (err error) {
			last, err = tx.IndexWork(last, rebuildWork)
			return err
		})
		if err != nil || last == 0 {
			return err
		}
		if err := rest(ctx, rebuildPause); err != nil {
			return err
		}
	}
}

// RunSearch is KeepSearch beside a server: what fails is logged and tried again, until ctx ends.
func (n *Newsroom) RunSearch(ctx context.Context) {
	for {
		err := n.KeepSearch(ctx, nil)
		if err == nil || ctx.Err() != nil {
			return
		}
		n.log.LogAttrs(ctx, slog.LevelError, "filling the search index failed and will be tried again", slog.Any("error", err))
		if rest(ctx, searchPause) != nil {
			return
		}
	}
}

// rest lets a while pass, unless ctx ends before.
func rest(ctx context.Context, while time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(while):
		return nil
	}
}

// searchPause is how long a failed filling of the index waits.
const searchPause = 10 * time.Second
