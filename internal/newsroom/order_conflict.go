package newsroom

import (
	"context"
	"slices"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// OrderConflict is two orders of one issue: what it has now, and what somebody made from an older one.
type OrderConflict struct {
	Contents Contents          // as it stands now
	Mine     []ContentsSection // one's own order brought onto it
	Again    Arrangement       // what Arrange takes to make it so
	Gone     []GoneItem        // what one's own order had and the issue has no more
	By       string            // who changed the order last; empty when the log does not say
	At       time.Time
}

// GoneItem is a section or an article that cannot be placed any more.
type GoneItem struct {
	Section bool
	Title   string // empty: a section without a title, or one that nothing is known of
	Issue   string // the other issue that an article stands in now
	Deleted bool
}

// OrderConflict shows the order of an issue beside one that was made from an older order.
func (n *Newsroom) OrderConflict(ctx context.Context, a models.Actor, issue int64, in Arrangement) (OrderConflict, error) {
	var out OrderConflict
	err := n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, issue, false)
		if err != nil {
			return err
		}
		out.Contents = Contents{Bulletin: f.bulletin, Issue: f.issue}
		if out.Contents.Sections, err = contentsSections(tx, f); err != nil {
			return err
		}
		return out.merge(tx, f, in)
	})
	return out, err
}

func (oc *OrderConflict) merge(tx *store.Tx, f *folder, in Arrangement) error {
	known, err := tx.ArticlesOfBulletin(f.bulletin.ID, firstIDs(in.Order.Articles()))
	if err != nil {
		return err
	}
	now := orderOf(oc.Contents.Sections)
	free := func(id int64) bool { return inPool(known[id], f.bulletin.ID) }
	back, err := comesBack(tx, f, now, in)
	if err != nil {
		return err
	}
	r := now.Reapply(models.Remade{Was: in.Base, Mine: in.Order, Out: in.Out, Gone: in.Gone, Free: free, Back: func(id int64) bool { return id == back.ID }})
	oc.Again = Arrangement{Base: now, Order: r.Order, Out: r.Out, Gone: r.Gone}
	oc.Mine = arranged(f.bulletin.ArticleNumbering, append(oc.Contents.Sections, ContentsSection{Section: back}), r.Order, known)
	return oc.explain(tx, f, r, known)
}

// comesBack is the removed section that an arrangement brings back, if it still can.
func comesBack(tx *store.Tx, f *folder, now models.Order, in Arrangement) (models.Section, error) {
	for _, id := range without(in.Order.Sections(), slices.Concat(in.Base.Sections(), now.Sections())) {
		if s, ok, err := removedSection(tx, f.bulletin.ID, f.issue.ID, id); ok || err != nil {
			return s, err
		}
	}
	return models.Section{}, nil
}

// firstIDs bounds what a form may ask for.
func firstIDs(ids []int64) []int64 { return ids[:min(len(ids), 2*MaxArticles)] }

// orderOf is the order of contents that were read already.
func orderOf(sections []ContentsSection) models.Order {
	out := make(models.Order, len(sections))
	for i, s := range sections {
		out[i].Section = s.ID
		for _, art := range s.Articles {
			out[i].Articles = append(out[i].Articles, art.ID)
		}
	}
	return out
}

// arranged is the contents in another order, with articles of the pool where the order puts them.
func arranged(mode models.ArticleNumbering, now []ContentsSection, o models.Order, known map[int64]models.Article) []ContentsSection {
	sections, articles := map[int64]models.Section{}, map[int64]ContentsArticle{}
	for _, s := range now {
		sections[s.ID] = s.Section
		for _, art := range s.Articles {
			articles[art.ID] = art
		}
	}
	out := make([]ContentsSection, len(o))
	for i, s := range o {
		out[i].Section = sections[s.Section]
		for _, id := range s.Articles {
			art, ok := articles[id]
			if !ok {
				art = ContentsArticle{Article: known[id]}
			}
			out[i].Articles = append(out[i].Articles, art)
		}
	}
	numberContents(mode, out)
	return out
}

// explain names what is gone, and who changed the order last.
func (oc *OrderConflict) explain(tx *store.Tx, f *folder, r models.Reapplied, known map[int64]models.Article) error {
	entries, err := tx.AuditPage(store.AuditFilter{BulletinID: f.bulletin.ID, IssueID: f.issue.ID, Limit: PageSize})
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(entries, func(e models.AuditEntry) bool { return slices.Contains(orderActions, e.Action) }); i >= 0 {
		oc.By, oc.At = entries[i].ActorName, entries[i].At
	}
	for _, id := range r.GoneSections {
		oc.Gone = append(oc.Gone, GoneItem{Section: true, Title: removedTitle(entries, id)})
	}
	var elsewhere []int64
	for _, id := range r.GoneArticles {
		if issue := known[id].IssueID; issue != nil {
			elsewhere = append(elsewhere, *issue)
		}
	}
	issues, err := tx.IssuesByID(elsewhere)
	for _, id := range r.GoneArticles {
		art, ok := known[id]
		if !ok { // never an article of this bulletin
			continue
		}
		item := GoneItem{Title: art.Title, Deleted: art.DeletedAt != nil}
		if art.IssueID != nil {
			item.Issue = issues[*art.IssueID].Label()
		}
		oc.Gone = append(oc.Gone, item)
	}
	return err
}

// orderActions are the acts that change the order of an issue.
var orderActions = []string{"contents.arranged", "article.placed", "article.created", "section.added", sectionRemoved, "section.restored"}

// removedTitle is the title that a removed section had, as far as the newest entries of the log say.
func removedTitle(entries []models.AuditEntry, section int64) string {
	for _, e := range entries {
		if e.Action == sectionRemoved && e.Object == object("section", section) && len(e.Details) > 0 {
			return e.Details[0].Value
		}
	}
	return ""
}
