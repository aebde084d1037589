package store

import (
	"strings"

	"gorm.io/gorm"

	"jianbao/models"
)

// PoolFilter narrows the articles that stand in no issue. Zero fields do not narrow.
type PoolFilter struct {
	BulletinID int64
	Deleted    bool   // only deleted ones; else none of them
	Words      string // in the title or a sending unit
	Unit       string // a sending unit, whole
	Limit      int
	Offset     int
}

// Pool lists the articles of a bulletin that stand in no issue, newest first, and counts all that the filter lets through.
// What was declined as material is in the register only.
func (tx *Tx) Pool(f PoolFilter) (articles []models.Article, total int64, err error) {
	q := gorm.G[models.Article](tx.db).Where("bulletin_id = ? AND issue_id IS NULL AND (deleted_at IS NOT NULL) = ?", f.BulletinID, f.Deleted)
	if !f.Deleted {
		q = q.Where("NOT EXISTS (SELECT 1 FROM materials m WHERE m.article_id = articles.id AND m.fate = ?)", models.Declined)
	}
	if f.Words != "" {
		words := containing(strings.ToLower(f.Words))
		q = q.Where(`(LOWER(title) LIKE ? ESCAPE '\' OR LOWER(units) LIKE ? ESCAPE '\')`, words, words)
	}
	if f.Unit != "" {
		q = q.Where(`units LIKE ? ESCAPE '\'`, containing(models.UnitLines([]string{f.Unit})))
	}
	if total, err = q.Count(tx.ctx, "*"); err != nil {
		return nil, 0, err
	}
	articles, err = q.Order("updated_at DESC, id DESC").Limit(f.Limit).Offset(f.Offset).Find(tx.ctx)
	return articles, total, err
}

// containing is the LIKE pattern (escaped with \) of what contains s.
func containing(s string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s) + "%"
}

// PoolUnits lists the different sending units (models.UnitLines) of the articles that stand in no issue, up to a limit.
func (tx *Tx) PoolUnits(bulletin int64, limit int) ([]string, error) {
	var lines []string
	err := tx.scan(&lines, "SELECT DISTINCT units FROM articles WHERE bulletin_id = ? AND issue_id IS NULL AND deleted_at IS NULL AND units <> '' ORDER BY units LIMIT ?", bulletin, limit)
	return lines, err
}

// LockArticles finds articles that are about to be changed and keeps other writers away from them until the transaction ends.
func (tx *Tx) LockArticles(ids []int64) ([]models.Article, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return lockedAll[models.Article](tx, "id", "id IN ?", ids)
}

// ArticleHead is what tells an article of an issue from others.
type ArticleHead struct {
	ID, IssueID, SectionID int64
	Title, Hash            string
}

// ArticleHeads lists the articles of issues, issue by issue in printed order.
func (tx *Tx) ArticleHeads(issues []int64) ([]ArticleHead, error) {
	return rows(tx, `SELECT a.id, a.issue_id, a.section_id, a.title, a.hash FROM articles a JOIN sections s ON s.id = a.section_id
		WHERE a.issue_id IN ? AND a.deleted_at IS NULL ORDER BY a.issue_id, s.position, s.id, a.position, a.id`,
		[]any{issues}, func(h *ArticleHead) []any { return []any{&h.ID, &h.IssueID, &h.SectionID, &h.Title, &h.Hash} })
}
