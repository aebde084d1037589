package store

import (
	"time"

	"gorm.io/gorm"

	"jianbao/models"
)

// MaterialFilter narrows the register of material. Zero fields do not narrow.
type MaterialFilter struct {
	BulletinID int64
	Unit       string
	From, To   time.Time // received at or after From and before To
	Fate       models.Fate
	Limit      int
	Offset     int
}

// Material finds an entry of the register.
func (tx *Tx) Material(bulletin, id int64) (models.Material, error) {
	return one[models.Material](tx, "bulletin_id = ? AND id = ?", bulletin, id)
}

// LockMaterial finds an entry that is about to be changed.
func (tx *Tx) LockMaterial(bulletin, id int64) (models.Material, error) {
	return locked[models.Material](tx, "bulletin_id = ? AND id = ?", bulletin, id)
}

// MaterialOf finds the entry whose text an article holds.
func (tx *Tx) MaterialOf(article int64) (models.Material, error) {
	return one[models.Material](tx, "article_id = ?", article)
}

// HeldOver says which of the articles are held-over material.
func (tx *Tx) HeldOver(articles []int64) (map[int64]bool, error) {
	out := make(map[int64]bool)
	if len(articles) == 0 {
		return out, nil
	}
	list, err := all[models.Material](tx, "id", "article_id IN ? AND fate = ?", articles, models.HeldOver)
	for _, m := range list {
		out[m.ArticleID] = true
	}
	return out, err
}

// Materials lists the register, newest first, with the number of all entries that the filter lets through.
func (tx *Tx) Materials(f MaterialFilter) (list []models.Material, total int64, err error) {
	q := gorm.G[models.Material](tx.db).Where("bulletin_id = ?", f.BulletinID)
	if f.Unit != "" {
		q = q.Where("unit = ?", f.Unit)
	}
	if !f.From.IsZero() {
		q = q.Where("received_at >= ?", f.From)
	}
	if !f.To.IsZero() {
		q = q.Where("received_at < ?", f.To)
	}
	const placed = "(SELECT a.issue_id FROM articles a WHERE a.id = materials.article_id)"
	switch f.Fate {
	case "":
	case models.Adopted:
		q = q.Where(placed + " IS NOT NULL")
	default:
		q = q.Where(placed+" IS NULL AND fate = ?", f.Fate)
	}
	if total, err = q.Count(tx.ctx, "*"); err != nil {
		return nil, 0, err
	}
	list, err = q.Order("received_at DESC, id DESC").Limit(f.Limit).Offset(f.Offset).Find(tx.ctx)
	return list, total, err
}

// MaterialUnits lists the units that have sent something in, by name.
func (tx *Tx) MaterialUnits(bulletin int64) (units []string, err error) {
	err = tx.scan(&units, "SELECT DISTINCT unit FROM materials WHERE bulletin_id = ? AND unit <> '' ORDER BY unit LIMIT 500", bulletin)
	return units, err
}

// MaterialByFile finds the newest entry that came as a file with this SHA-256.
func (tx *Tx) MaterialByFile(bulletin int64, sha256 string) (models.Material, error) {
	return one[models.Material](tx, `id = (SELECT MAX(m.id) FROM materials m JOIN uploads u ON u.id = m.upload_id WHERE m.bulletin_id = ? AND u.sha256 = ?)`, bulletin, sha256)
}

// CreateMaterial inserts an entry.
func (tx *Tx) CreateMaterial(m *models.Material) error {
	m.CreatedAt, m.UpdatedAt, m.Version = tx.Now, tx.Now, 1
	if err := create(tx, m); err != nil {
		return err
	}
	return tx.keepDesk("a.id = ?", m.ArticleID)
}

// UpdateMaterial writes everything of an entry that can change, if nobody else has since it was read.
func (tx *Tx) UpdateMaterial(m *models.Material) error {
	was := m.Version
	m.Version, m.UpdatedAt = was+1, tx.Now
	err := update(tx, *m, m.ID, was, "unit", "sender", "note", "received_at", "channel", "fate", "reason", "decided_by", "decided_at", "updated_at", "version")
	if err != nil {
		return err
	}
	if _, err := tx.LockArticle(m.ArticleID); err != nil { // as whoever else indexes it does
		return err
	}
	return tx.indexDesk([]int64{m.ArticleID})
}

// How far back material is compared.
const (
	comparedIssues = 20
	comparedTexts  = 600
)

// TextsToCompare gives the current texts of the pool and of the last twenty issues, newest first.
func (tx *Tx) TextsToCompare(bulletin int64) ([]models.Revision, error) {
	return gorm.G[models.Revision](tx.db).Where(`id IN (SELECT a.revision_id FROM articles a WHERE a.bulletin_id = ? AND a.deleted_at IS NULL
		AND (a.issue_id IS NULL OR a.issue_id IN (SELECT i.id FROM issues i WHERE i.bulletin_id = ? AND i.deleted_at IS NULL ORDER BY i.id DESC LIMIT ?)))`,
		bulletin, bulletin, comparedIssues).Order("id DESC").Limit(comparedTexts).Find(tx.ctx)
}

// ArticlesByID gives articles by their id, deleted or not.
func (tx *Tx) ArticlesByID(ids []int64) (map[int64]models.Article, error) {
	out := make(map[int64]models.Article, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	list, err := all[models.Article](tx, "id", "id IN ?", ids)
	for _, a := range list {
		out[a.ID] = a
	}
	return out, err
}
