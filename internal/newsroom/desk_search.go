package newsroom

import (
	"context"
	"maps"
	"slices"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// deskSearchFirst is how many of each kind a search through everything shows.
const deskSearchFirst = 5

// DeskSearchRequest is what somebody of the staff looks for, in the bulletin that they work in.
type DeskSearchRequest struct {
	Words string
	Kind  models.SearchKind
	Page  int // from 1, of one kind
}

// DeskSearchPage is what a search of the desk has found: the first of every kind, or a page of one.
type DeskSearchPage struct {
	Words       string
	Groups      []DeskSearchGroup // of the kinds that the actor may read, in the order of models.SearchKinds
	Behind      bool              // an index is being filled: there may be more
	Suggestions []string          // words that find something, where these found nothing
}

// DeskSearchGroup is what was found of one kind.
type DeskSearchGroup struct {
	Kind  models.SearchKind
	Total int
	More  bool // there are more than Total
	Page  int
	Hits  []DeskSearchHit // none where another kind was asked for
}

// DeskSearchHit is something found.
type DeskSearchHit struct {
	Title, Snippet []Segment
	Article        int64
	Issue          *IssueRow  // that it stands in; nil: the pool, or published
	Published      *SearchHit // nil: it is not
	Material       int64      // the entry of the register; 0: it is an article
	Unit, Sender   []Segment  // of material
	At             time.Time  // when it was last changed, or came in
}

// deskSearch is one search under way.
type deskSearch struct {
	tx    *store.Tx
	actor models.Actor
	all   bool // the actor reads everything that is unpublished, not only what was submitted
	kind  models.SearchKind
	first int // how many of each kind are shown, where none was chosen
	page  int
}

// DeskSearch finds published articles, what is worked on, and material, as far as the actor may read them: what may not be read is neither
// found nor counted. Who reads nothing that is unpublished has the readers' search alone. Too long a search is models.CodeInvalid.
func (n *Newsroom) DeskSearch(ctx context.Context, a models.Actor, r DeskSearchRequest) (DeskSearchPage, error) {
	p := DeskSearchPage{Words: r.Words}
	if !models.Can(a.Role, models.ReadUnpublished, models.Circumstances{Submitted: true}) {
		return p, models.NotFound()
	}
	parsed, err := store.ParseWords(r.Words)
	if err != nil || len(parsed) == 0 {
		return p, err
	}
	err = n.read(ctx, a, func(tx *store.Tx) error {
		s := deskSearch{
			tx: tx, actor: a, all: models.Can(a.Role, models.ReadUnpublished, models.Circumstances{}),
			kind: r.Kind, first: deskSearchFirst, page: min(max(r.Page, 1), store.MaxSearchTotal/SearchPageSize),
		}
		if p.Behind, err = deskBehind(tx); err != nil {
			return err
		}
		if p.Groups, err = s.groups(parsed); err != nil || p.found() {
			return err
		}
		s.kind, s.first = models.FindAll, 0
		for _, words := range shorter(r.Words) {
			if err := s.suggest(&p, words); err != nil {
				return err
			}
		}
		return nil
	})
	return p, err
}

func deskBehind(tx *store.Tx) (bool, error) {
	behind, err := tx.SearchBehind()
	if err != nil || behind {
		return behind, err
	}
	return tx.DeskSearchBehind()
}

// found reports whether anything was found, of whatever kind.
func (p DeskSearchPage) found() bool {
	for _, g := range p.Groups {
		if g.Total > 0 {
			return true
		}
	}
	return false
}

func (s deskSearch) suggest(p *DeskSearchPage, words string) error {
	parsed, err := store.ParseWords(words)
	if err != nil {
		return err
	}
	groups, err := s.groups(parsed)
	if (DeskSearchPage{Groups: groups}).found() {
		p.Suggestions = append(p.Suggestions, words)
	}
	return err
}

// finder finds some of one kind, and says how much there is in all.
type finder func(words store.Words, limit, offset int) (hits []DeskSearchHit, total store.Total, err error)

// groups looks through every kind that the actor may read.
func (s deskSearch) groups(words store.Words) (out []DeskSearchGroup, err error) {
	finders := map[models.SearchKind]finder{models.FindPublished: s.published, models.FindDrafts: s.drafts}
	if s.all {
		finders[models.FindMaterial] = s.material
	}
	for _, kind := range models.SearchKinds {
		find, ok := finders[kind]
		if !ok {
			continue
		}
		g := DeskSearchGroup{Kind: kind, Page: 1}
		if err := s.turn(words, &g, find); err != nil {
			return nil, err
		}
		out = append(out, g)
	}
	return out, nil
}

// turn finds what the page shows of one kind: its beginning, the page asked for or the last, or only how much there is.
func (s deskSearch) turn(words store.Words, g *DeskSearchGroup, find finder) error {
	limit := 0
	if s.kind == models.FindAll {
		limit = s.first
	}
	if s.kind == g.Kind {
		limit, g.Page = SearchPageSize, s.page
	}
	for {
		hits, total, err := find(words, limit, (g.Page-1)*limit)
		if err != nil {
			return err
		}
		g.Hits, g.Total, g.More = hits, total.Count, total.More
		last := max((g.Total+SearchPageSize-1)/SearchPageSize, 1)
		if g.Page <= last {
			return nil
		}
		g.Page = last
	}
}

// published finds what readers of the actor's role find.
func (s deskSearch) published(words store.Words, limit, offset int) ([]DeskSearchHit, store.Total, error) {
	bulletins, err := searched(s.tx, s.actor.BulletinID)
	if err != nil {
		return nil, store.Total{}, err
	}
	scopes, err := scopesOf(s.tx, s.actor, bulletins)
	if err != nil {
		return nil, store.Total{}, err
	}
	list, total, err := s.tx.Search(store.SearchQuery{Words: words, Scopes: scopes, Limit: limit, Offset: offset})
	hits := make([]DeskSearchHit, len(list))
	for i, h := range list {
		hit := searchHit(words, bulletins[h.BulletinID], h)
		hits[i] = DeskSearchHit{Title: hit.Title, Snippet: hit.Snippet, Article: hit.ArticleID, Published: &hit}
	}
	return hits, total, err
}

// drafts finds what is worked on, and where it stands.
func (s deskSearch) drafts(words store.Words, limit, offset int) ([]DeskSearchHit, store.Total, error) {
	hits, issues, total, err := s.desk(models.FindDrafts, words, limit, offset)
	if err != nil || len(hits) == 0 {
		return nil, total, err
	}
	rows, err := s.issues(issues)
	for i, id := range issues {
		if id != nil {
			hits[i].Issue = rows[*id]
		}
	}
	return hits, total, err
}

// material finds entries of the register.
func (s deskSearch) material(words store.Words, limit, offset int) ([]DeskSearchHit, store.Total, error) {
	hits, _, total, err := s.desk(models.FindMaterial, words, limit, offset)
	return hits, total, err
}

// desk finds what is not published, with the issues that it stands in.
func (s deskSearch) desk(kind models.SearchKind, words store.Words, limit, offset int) (hits []DeskSearchHit, issues []*int64, total store.Total, err error) {
	list, total, err := s.tx.SearchDesk(store.DeskQuery{Words: words, BulletinID: s.actor.BulletinID, Kind: kind, Submitted: !s.all, Limit: limit, Offset: offset})
	for _, h := range list {
		hits = append(hits, DeskSearchHit{
			Title: highlight(words, h.Title), Snippet: snippet(words, h.Plain), Article: h.ArticleID, Material: h.MaterialID, Unit: highlight(words, h.Unit), Sender: highlight(words, h.Sender), At: h.At,
		})
		issues = append(issues, h.IssueID)
	}
	return hits, issues, total, err
}

// issues gives the issues that are named, with the steps that they are at.
func (s deskSearch) issues(named []*int64) (map[int64]*IssueRow, error) {
	var ids []int64
	for _, id := range named {
		if id != nil {
			ids = append(ids, *id)
		}
	}
	list, err := s.tx.IssuesByID(ids)
	if err != nil {
		return nil, err
	}
	runs, err := s.tx.OpenRuns(s.actor.BulletinID)
	if err != nil {
		return nil, err
	}
	rows, err := issueRows(s.tx, slices.Collect(maps.Values(list)), runs)
	out := make(map[int64]*IssueRow, len(rows))
	for i := range rows {
		out[rows[i].ID] = &rows[i]
	}
	return out, err
}
