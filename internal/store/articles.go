package store

import (
	"gorm.io/gorm"

	"jianbao/models"
)

// Article finds an article, deleted or not.
func (tx *Tx) Article(id int64) (models.Article, error) {
	return one[models.Article](tx, "id = ?", id)
}

// LockArticle finds an article that is about to be changed and keeps other writers away from it until the transaction ends.
func (tx *Tx) LockArticle(id int64) (models.Article, error) {
	return locked[models.Article](tx, "id = ?", id)
}

// ArticlesOf lists the articles of an issue, in the order of its sections.
func (tx *Tx) ArticlesOf(issue int64) ([]models.Article, error) {
	return all[models.Article](tx, "(SELECT position FROM sections s WHERE s.id = articles.section_id), position, id", "issue_id = ? AND deleted_at IS NULL", issue)
}

// CreateArticles inserts articles, each with its first revision, at the end of its section. texts stands beside articles.
func (tx *Tx) CreateArticles(articles []models.Article, texts []models.ArticleText, cause models.RevisionCause) error {
	if len(articles) == 0 {
		return nil
	}
	for i := range articles {
		a := &articles[i]
		a.Show(texts[i])
		a.CreatedAt, a.UpdatedAt, a.Version = tx.Now, tx.Now, 1
	}
	if err := gorm.G[models.Article](tx.db).CreateInBatches(tx.ctx, &articles, 100); err != nil {
		return err
	}
	revisions := make([]models.Revision, len(articles))
	ids := make([]int64, len(articles))
	for i, a := range articles {
		ids[i] = a.ID
		revisions[i] = models.Revision{ArticleID: a.ID, Number: 1, Text: texts[i], Hash: a.Hash, Cause: cause, AuthorID: a.CreatedBy, CreatedAt: tx.Now}
	}
	if err := gorm.G[models.Revision](tx.db).CreateInBatches(tx.ctx, &revisions, 100); err != nil {
		return err
	}
	for i := range articles {
		articles[i].RevisionID = revisions[i].ID
	}
	for _, r := range revisions {
		if err := tx.usePictures(r); err != nil {
			return err
		}
	}
	err := tx.exec("UPDATE articles SET revision_id = (SELECT r.id FROM revisions r WHERE r.article_id = articles.id AND r.number = 1) WHERE id IN ?", ids)
	if err != nil {
		return err
	}
	return tx.keepDesk("a.id IN ?", ids)
}

// UpdateArticle writes everything of an article that can change, if nobody else has since it was read. It is found by its text at once.
func (tx *Tx) UpdateArticle(a *models.Article) error {
	was := a.Version
	a.Version, a.UpdatedAt = was+1, tx.Now
	err := update(tx, *a, a.ID, was, "issue_id", "section_id", "position", "state", "title", "units", "revision_id", "hash", "access", "deleted_at", "updated_at", "version")
	if err != nil {
		return err
	}
	return tx.keepDesk("a.id = ?", a.ID)
}

// LastArticlePosition is the position of the last article of a section, 0 in an empty one.
func (tx *Tx) LastArticlePosition(section int64) (int, error) {
	return tx.lastPosition("articles", "section_id", section)
}

// Revision finds a revision of an article.
func (tx *Tx) Revision(article, id int64) (models.Revision, error) {
	return one[models.Revision](tx, "article_id = ? AND id = ?", article, id)
}

// Revisions lists the revisions of an article, newest first.
func (tx *Tx) Revisions(article int64, limit, offset int) ([]models.Revision, error) {
	return gorm.G[models.Revision](tx.db).Where("article_id = ?", article).Order("number DESC").Limit(limit).Offset(offset).Find(tx.ctx)
}

// SideRevision finds the side revision that holds a text of an author, so that the same text is kept once.
func (tx *Tx) SideRevision(article, author, base int64, hash string) (models.Revision, error) {
	return one[models.Revision](tx, "article_id = ? AND author_id = ? AND base_id = ? AND hash = ? AND cause = ?", article, author, base, hash, models.CauseSide)
}

// RevisionsByID gives revisions by their id.
func (tx *Tx) RevisionsByID(ids []int64) (map[int64]models.Revision, error) {
	out := make(map[int64]models.Revision, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	list, err := all[models.Revision](tx, "id", "id IN ?", ids)
	for _, r := range list {
		out[r.ID] = r
	}
	return out, err
}

// RevisionsByHash gives revisions of the named articles by article and hash, the newest of equal ones.
func (tx *Tx) RevisionsByHash(articles []int64, hashes []string) (map[int64]map[string]models.Revision, error) {
	out := make(map[int64]map[string]models.Revision, len(articles))
	if len(articles) == 0 {
		return out, nil
	}
	list, err := all[models.Revision](tx, "id", "article_id IN ? AND hash IN ?", articles, hashes)
	for _, r := range list {
		if out[r.ArticleID] == nil {
			out[r.ArticleID] = make(map[string]models.Revision)
		}
		out[r.ArticleID][r.Hash] = r
	}
	return out, err
}

// RevisionsBetween lists the revisions of the main line of an article from one to another, both included, oldest first.
func (tx *Tx) RevisionsBetween(article, from, to int64) ([]models.Revision, error) {
	return all[models.Revision](tx, "id", "article_id = ? AND id >= ? AND id <= ? AND cause <> ?", article, from, to, models.CauseSide)
}

// CreateRevision appends a revision to its article and gives it the next number.
func (tx *Tx) CreateRevision(r *models.Revision) error {
	var n int
	if err := tx.scan(&n, "SELECT COALESCE(MAX(number), 0) FROM revisions WHERE article_id = ?", r.ArticleID); err != nil {
		return err
	}
	r.Number, r.CreatedAt = n+1, tx.Now
	if err := create(tx, r); err != nil {
		return err
	}
	return tx.usePictures(*r)
}

// AmendmentsOf lists the amendments made while an issue was under review, oldest first.
func (tx *Tx) AmendmentsOf(runs []int64) ([]models.Revision, error) {
	if len(runs) == 0 {
		return nil, nil
	}
	return all[models.Revision](tx, "id", "run_id IN ? AND cause = ?", runs, models.CauseAmended)
}

// Upload finds a file of a bulletin.
func (tx *Tx) Upload(bulletin, id int64) (models.Upload, error) {
	return one[models.Upload](tx, "bulletin_id = ? AND id = ?", bulletin, id)
}

// CreateUpload notes a file that the file store keeps.
func (tx *Tx) CreateUpload(u *models.Upload) error {
	u.CreatedAt = tx.Now
	return create(tx, u)
}
