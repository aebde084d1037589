package newsroom

import (
	"context"
	"errors"
	"slices"

	"jianbao/internal/store"
	"jianbao/models"
)

// Arrangement is an order of an issue's contents that somebody made.
type Arrangement struct {
	Base  models.Order // the order it was made from
	Order models.Order // every section and article of the issue once, articles of the pool that are put in, a removed section that comes back
	Out   []int64      // articles of the issue that go to the pool
	Gone  []int64      // the section that is removed; its articles stand elsewhere in Order, or go to the pool
}

// Removal is the arrangement that removes a section; its articles go to the pool.
func Removal(was models.Order, section int64) Arrangement {
	in := Arrangement{Base: was, Gone: []int64{section}}
	in.Order, in.Out = was.WithoutSection(section)
	return in
}

// Back is the arrangement that undoes this one.
func (in Arrangement) Back() Arrangement {
	back, stood := Arrangement{Base: in.Order, Order: in.Base}, in.Base.SectionOf()
	for _, id := range in.Order.Articles() {
		if _, ok := stood[id]; !ok {
			back.Out = append(back.Out, id)
		}
	}
	back.Gone = without(in.Order.Sections(), in.Base.Sections())
	return back
}

// without are those of a list that another does not have.
func without(list, other []int64) []int64 {
	return slices.DeleteFunc(slices.Clone(list), func(id int64) bool { return slices.Contains(other, id) })
}

// errStale answers an arrangement that was made from another order than the issue has now.
func errStale() error { return models.Fail(models.CodeConflict, "issue.order_stale") }

// IsStaleOrder reports whether err is about an arrangement made from an order that has changed since: OrderConflict shows both.
func IsStaleOrder(err error) bool {
	e, ok := errors.AsType[*models.Error](err)
	return ok && e.Key == "issue.order_stale"
}

// Arrange gives an issue's contents another order, in one write with one entry in the log: sections, articles, what comes in
// from the pool and what goes there, one section that is removed or comes back. It is made from a base; when the order has changed
// since, nothing is written (IsStaleOrder). An order that is the same writes nothing.
func (n *Newsroom) Arrange(ctx context.Context, a models.Actor, issue int64, in Arrangement, confirm string) error {
	return n.edit(ctx, a, issue, confirm, func(tx *store.Tx, f *folder) (change, error) {
		now, err := openContents(tx, f)
		if err != nil {
			return change{}, err
		}
		if in.Base.String() != now.order.String() {
			return change{}, errStale()
		}
		placed, err := now.check(tx, a, in)
		if err != nil || in.Order.String() == now.order.String() {
			return change{}, err
		}
		if err := now.write(tx, in, placed); err != nil {
			return change{}, err
		}
		return now.entry(f.bulletin.ArticleNumbering, in, placed), nil
	})
}

// contentsOrder is an issue's contents without the texts.
type contentsOrder struct {
	order    models.Order
	issue    int64
	sections map[int64]models.Section
	articles map[int64]models.Article
	back     *models.Section // the removed section that an arrangement brings back
}

func openContents(tx *store.Tx, f *folder) (contentsOrder, error) {
	c := contentsOrder{issue: f.issue.ID, sections: map[int64]models.Section{}, articles: map[int64]models.Article{}}
	sections, err := tx.Sections(f.issue.ID)
	if err != nil {
		return c, err
	}
	articles, err := tx.ArticlesOf(f.issue.ID)
	if err != nil {
		return c, err
	}
	at := make(map[int64]int, len(sections))
	for i, s := range sections {
		c.sections[s.ID], at[s.ID] = s, i
		c.order = append(c.order, models.OrderedSection{Section: s.ID})
	}
	for _, art := range articles {
		c.articles[art.ID] = art
		s := &c.order[at[*art.SectionID]]
		s.Articles = append(s.Articles, art.ID)
	}
	return c, nil
}

// checkSections makes sure that an arrangement holds every section once, and at most one is removed or comes back.
func (c *contentsOrder) checkSections(tx *store.Tx, a models.Actor, in Arrangement) error {
	invalid := models.Fail(models.CodeInvalid, "issue.order_invalid")
	fresh := without(in.Order.Sections(), c.order.Sections())
	kept := without(in.Order.Sections(), fresh)
	if !sameMembers(slices.Concat(kept, in.Gone), c.order.Sections()) || len(fresh)+len(in.Gone) > 1 {
		return invalid
	}
	if len(fresh) == 0 {
		return nil
	}
	if len(kept) >= MaxSections {
		return models.Fail(models.CodeInvalid, "section.too_many").With(models.Args{"Max": MaxSections})
	}
	back, ok, err := removedSection(tx, a.BulletinID, c.issue, fresh[0])
	if err == nil && !ok {
		err = invalid
	}
	if err == nil {
		c.back, c.sections[back.ID] = &back, back
	}
	return err
}

// check makes sure that an arrangement holds everything once, and finds the articles of the pool that it puts in, locked.
func (c *contentsOrder) check(tx *store.Tx, a models.Actor, in Arrangement) (map[int64]models.Article, error) {
	if err := c.checkSections(tx, a, in); err != nil {
		return nil, err
	}
	fresh := without(in.Order.Articles(), c.order.Articles())
	kept := without(in.Order.Articles(), fresh)
	if !sameMembers(slices.Concat(kept, in.Out), c.order.Articles()) {
		return nil, models.Fail(models.CodeInvalid, "issue.order_invalid")
	}
	if len(kept)+len(fresh) > MaxArticles && len(fresh) > len(in.Out) {
		return nil, models.Fail(models.CodeInvalid, "issue.too_many_articles").With(models.Args{"Max": MaxArticles})
	}
	if err := neverPublished(tx, c.issue, fresh...); err != nil {
		return nil, err
	}
	list, err := tx.LockArticles(fresh)
	placed := make(map[int64]models.Article, len(list))
	for _, art := range list {
		if inPool(art, a.BulletinID) {
			placed[art.ID] = art
		}
	}
	if err == nil && len(placed) != len(fresh) { // somebody else took one meanwhile
		err = errStale()
	}
	return placed, err
}

func inPool(art models.Article, bulletin int64) bool {
	return art.BulletinID == bulletin && art.IssueID == nil && art.DeletedAt == nil
}

// sameMembers reports whether two lists hold the same ids, each once.
func sameMembers(a, b []int64) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func (c contentsOrder) write(tx *store.Tx, in Arrangement, placed map[int64]models.Article) error {
	if c.back != nil {
		if err := tx.CreateSection(c.back); err != nil {
			return err
		}
	}
	if !slices.Equal(in.Order.Sections(), c.order.Sections()) {
		if err := tx.OrderSections(in.Order.Sections()); err != nil {
			return err
		}
	}
	places, fresh := c.places(in, placed)
	if err := tx.PlaceArticles(c.issue, places); err != nil {
		return err
	}
	if err := tx.TakeOut(in.Out); err != nil {
		return err
	}
	for _, id := range in.Gone { // nothing stands in it any more
		if err := tx.DeleteSection(id); err != nil {
			return err
		}
	}
	return tx.ContributeAuthors(c.issue, fresh...)
}

// places are the articles that come to stand elsewhere than they do, and, of those, what comes from the pool.
func (c contentsOrder) places(in Arrangement, placed map[int64]models.Article) (places []store.ArticlePlace, fresh []int64) {
	for _, s := range in.Order {
		for i, id := range s.Articles {
			if art, stands := c.articles[id]; !stands || *art.SectionID != s.Section || art.Position != i+1 {
				places = append(places, store.ArticlePlace{Article: id, Section: s.Section, Position: i + 1})
			}
			if _, ok := placed[id]; ok {
				fresh = append(fresh, id)
			}
		}
	}
	return places, fresh
}
