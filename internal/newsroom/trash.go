package newsroom

import (
	"context"

	"jianbao/internal/store"
	"jianbao/models"
)

// TrashList is one page of what was deleted and can be restored: drafts of issues, or articles of the pool.
type TrashList struct {
	Issues        []models.Issue
	Articles      []models.Article
	By            map[string]string // who deleted it, by object
	TotalIssues   int
	TotalArticles int
}

// TrashPart is one of the two kinds of things in the trash.
type TrashPart string

// The parts.
const (
	DeletedArticles TrashPart = "articles"
	DeletedIssues   TrashPart = "issues"
)

// Trash lists one part of what was deleted, the newest first, to whoever may restore it. Pages count from 1.
func (n *Newsroom) Trash(ctx context.Context, a models.Actor, part TrashPart, page int) (TrashList, error) {
	var out TrashList
	if !models.Can(a.Role, models.ManageDraft, models.Circumstances{}) {
		return out, models.NotFound()
	}
	offset := (max(page, 1) - 1) * PageSize
	err := n.read(ctx, a, func(tx *store.Tx) error {
		issues, total, err := tx.Issues(store.IssueFilter{BulletinID: a.BulletinID, Deleted: true, Limit: PageSize, Offset: offset})
		if err != nil {
			return err
		}
		out.TotalIssues = int(total)
		articles, total, err := tx.Pool(store.PoolFilter{BulletinID: a.BulletinID, Deleted: true, Limit: PageSize, Offset: offset})
		if err != nil {
			return err
		}
		out.TotalArticles = int(total)
		var objects []string
		if part == DeletedIssues {
			out.Issues = issues
			for _, i := range issues {
				objects = append(objects, object("issue", i.ID))
			}
		} else {
			out.Articles = articles
			for _, art := range articles {
				objects = append(objects, object("article", art.ID))
			}
		}
		out.By, err = tx.ActorsOf(a.BulletinID, []string{"issue.deleted", "article.deleted"}, objects)
		return err
	})
	return out, err
}

// DeletedBy is who deleted an issue or an article.
func (t TrashList) DeletedBy(kind string, id int64) string { return t.By[object(kind, id)] }
