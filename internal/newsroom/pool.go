package newsroom

import (
	"context"
	"slices"
	"strings"

	"jianbao/internal/store"
	"jianbao/models"
)

// PoolList is one page of the pool.
type PoolList struct {
	Articles []models.Article
	Total    int
	Texts    map[int64]models.Revision // current revisions by their id
	Names    map[int64]string          // their authors by id
	Places   []PoolPlace               // sections that an article could be put into
	Units    []string                  // sending units of everything in the pool
	HeldOver map[int64]bool            // material that is held over
	Twins    map[int64]Twin            // articles elsewhere that have the title of one here
}

// PoolQuery narrows the pool. Pages count from 1.
type PoolQuery struct {
	Words string // in the title or a sending unit
	Unit  string
	Page  int
}

// maxWords bounds what the pool is searched for, in characters.
const maxWords = 60

// PoolPlace is a section of an issue that is being edited.
type PoolPlace struct {
	Section int64
	Issue   string // 第232期
	Title   string
}

// Pool lists the articles that stand in no issue.
func (n *Newsroom) Pool(ctx context.Context, a models.Actor, q PoolQuery) (PoolList, error) {
	var out PoolList
	if !models.Can(a.Role, models.ReadUnpublished, models.Circumstances{}) {
		return out, models.NotFound()
	}
	err := n.read(ctx, a, func(tx *store.Tx) error {
		b, err := tx.Bulletin(a.BulletinID)
		if err != nil {
			return err
		}
		others, err := newestArticles(tx, a, b)
		if err != nil {
			return err
		}
		if out, err = poolList(tx, b, q, others); err != nil {
			return err
		}
		out.Places, err = poolPlaces(tx, a.BulletinID)
		return err
	})
	return out, err
}

// poolList is a page of the pool without places that its articles could be put into.
func poolList(tx *store.Tx, b models.Bulletin, q PoolQuery, others newest) (PoolList, error) {
	list, total, err := tx.Pool(store.PoolFilter{
		BulletinID: b.ID, Words: cutWords(q.Words), Unit: cutWords(q.Unit), Limit: PageSize, Offset: (max(q.Page, 1) - 1) * PageSize,
	})
	if err != nil {
		return PoolList{}, err
	}
	out := PoolList{Articles: list, Total: int(total), Twins: others.twins(list)}
	if err := out.fill(tx); err != nil {
		return out, err
	}
	out.Units, err = poolUnits(tx, b.ID)
	return out, err
}

// cutWords is what is searched for, without blanks around it and not longer than anything that could be found.
func cutWords(s string) string {
	words := []rune(strings.TrimSpace(s))
	return string(words[:min(len(words), maxWords)])
}

// fill reads the texts of the articles and who wrote them.
func (out *PoolList) fill(tx *store.Tx) (err error) {
	ids := make([]int64, len(out.Articles))
	for i, art := range out.Articles {
		ids[i] = art.RevisionID
	}
	if out.Texts, err = tx.RevisionsByID(ids); err != nil {
		return err
	}
	authors := make([]int64, 0, len(out.Texts))
	for _, r := range out.Texts {
		authors = append(authors, r.AuthorID)
	}
	if out.Names, err = tx.UserNames(authors); err != nil {
		return err
	}
	articles := make([]int64, len(out.Articles))
	for i, art := range out.Articles {
		articles[i] = art.ID
	}
	out.HeldOver, err = tx.HeldOver(articles)
	return err
}

// maxPoolUnits bounds what is offered to choose from.
const maxPoolUnits = 500

func poolUnits(tx *store.Tx, bulletin int64) ([]string, error) {
	lines, err := tx.PoolUnits(bulletin, maxPoolUnits)
	var out []string
	for _, units := range lines {
		out = append(out, models.UnitList(units)...)
	}
	slices.Sort(out)
	return slices.Compact(out), err
}

// poolPlaces lists the sections of the issues that are being edited, newest issue first.
func poolPlaces(tx *store.Tx, bulletin int64) ([]PoolPlace, error) {
	issues, err := tx.NumberedIssues(store.IssueFilter{
		BulletinID: bulletin, Workflows: []models.Workflow{models.Drafting, models.Returned}, Standings: models.Beside, Ahead: true, Limit: MaxToDo,
	})
	if err != nil {
		return nil, err
	}
	labels, ids := make(map[int64]string, len(issues)), make([]int64, len(issues))
	for i, is := range issues {
		labels[is.ID], ids[i] = is.Label(), is.ID
	}
	sections, err := tx.SectionsOf(ids)
	var out []PoolPlace
	for _, s := range sections {
		out = append(out, PoolPlace{Section: s.ID, Issue: labels[s.IssueID], Title: s.Title})
	}
	return out, err
}

// DeleteArticle puts an article of the pool out of sight; RestoreArticle brings it back.
func (n *Newsroom) DeleteArticle(ctx context.Context, a models.Actor, id int64) error {
	return n.setDeleted(ctx, a, id, true)
}

// RestoreArticle brings a deleted article back into the pool.
func (n *Newsroom) RestoreArticle(ctx context.Context, a models.Actor, id int64) error {
	return n.setDeleted(ctx, a, id, false)
}

func (n *Newsroom) setDeleted(ctx context.Context, a models.Actor, id int64, deleted bool) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		art, f, err := n.openArticle(tx, a, id, true)
		if err != nil {
			return err
		}
		if err := allow(a, models.ManageDraft, models.Circumstances{}); err != nil {
			return err
		}
		if f != nil {
			return models.Fail(models.CodeConflict, "article.not_in_pool")
		}
		if (art.DeletedAt != nil) == deleted {
			return nil
		}
		if err := neverPublished(tx, 0, id); err != nil {
			return err
		}
		art.DeletedAt = nil
		action := "article.undeleted"
		if deleted {
			art.DeletedAt, action = &tx.Now, "article.deleted"
		}
		if err := tx.UpdateArticle(&art); err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{Action: action, Object: object("article", id), Details: models.AuditDetails{{Name: "title", Value: art.Title}}})
	})
}
