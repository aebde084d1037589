package store

import (
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jianbao/models"
)

// StoredPicture finds a picture of a bulletin's library, deleted or not.
func (tx *Tx) StoredPicture(bulletin int64, sha256 string) (models.StoredPicture, error) {
	return one[models.StoredPicture](tx, "bulletin_id = ? AND sha256 = ?", bulletin, sha256)
}

// LockPicture finds a picture that is about to be deleted or restored, and keeps texts that would use it away until the
// transaction ends.
func (tx *Tx) LockPicture(bulletin int64, sha256 string) (models.StoredPicture, error) {
	return locked[models.StoredPicture](tx, "bulletin_id = ? AND sha256 = ?", bulletin, sha256)
}

// LockPictures finds the pictures that a text is about to use, by hash, and keeps them from being deleted until the transaction
// ends.
func (tx *Tx) LockPictures(bulletin int64, hashes []string) (map[string]models.StoredPicture, error) {
	out := make(map[string]models.StoredPicture, len(hashes))
	if len(hashes) == 0 {
		return out, nil
	}
	q := gorm.G[models.StoredPicture](tx.db)
	if tx.postgres {
		q = gorm.G[models.StoredPicture](tx.db, clause.Locking{Strength: "UPDATE"})
	}
	list, err := q.Where("bulletin_id = ? AND sha256 IN ?", bulletin, hashes).Order("sha256").Find(tx.ctx)
	for _, p := range list {
		out[p.SHA256] = p
	}
	return out, err
}

// PictureOfFile finds the picture that was made of a file with this hash, or is that file itself.
func (tx *Tx) PictureOfFile(bulletin int64, sha256 string) (models.StoredPicture, error) {
	return one[models.StoredPicture](tx, "id = (SELECT MIN(id) FROM stored_pictures WHERE bulletin_id = ? AND (original_sha256 = ? OR sha256 = ?))", bulletin, sha256, sha256)
}

// CreatePicture adds a picture to a library.
func (tx *Tx) CreatePicture(p *models.StoredPicture) error {
	p.CreatedAt = tx.Now
	return create(tx, p)
}

// SetPictureDeleted writes whether a picture is deleted. It is locked by whoever calls.
func (tx *Tx) SetPictureDeleted(p models.StoredPicture) error {
	_, err := gorm.G[models.StoredPicture](tx.db).Where("id = ?", p.ID).Select("deleted_at").Updates(tx.ctx, p)
	return err
}

// Pictures lists a bulletin's library, newest first: what is in use and what is not, or what is deleted.
func (tx *Tx) Pictures(bulletin int64, deleted bool, limit, offset int) (list []models.StoredPicture, total int64, err error) {
	q := gorm.G[models.StoredPicture](tx.db).Where("bulletin_id = ? AND (deleted_at IS NOT NULL) = ?", bulletin, deleted)
	if total, err = q.Count(tx.ctx, "*"); err != nil {
		return nil, 0, err
	}
	list, err = q.Order("created_at DESC, id DESC").Limit(limit).Offset(offset).Find(tx.ctx)
	return list, total, err
}

// PictureUses lists where pictures stand: the bulletin's name first, then the editions, then the current texts of articles, deleted ones
// too, because they can be restored; then what people wrote beside these texts and have not given up: working copies that hold anything
// unsaved, and side revisions whose writer has saved nothing since.
func (tx *Tx) PictureUses(bulletin int64, hashes []string) ([]models.PictureUse, error) {
	if len(hashes) == 0 {
		return nil, nil
	}
	names, err := tx.nameUses(bulletin, hashes)
	if err != nil {
		return nil, err
	}
	var editions, texts []models.PictureUse
	err = tx.scan(&editions, `SELECT u.sha256, u.article_id, n.title, e.issue_id, e.number AS edition, e.kind, e.year, e.issue_number
		FROM picture_uses u JOIN editions e ON e.id = u.edition_id JOIN edition_entries n ON n.edition_id = e.id AND n.article_id = u.article_id
		WHERE u.bulletin_id = ? AND u.sha256 IN ? ORDER BY e.id DESC, n.position`, bulletin, hashes)
	if err != nil {
		return nil, err
	}
	err = tx.scan(&texts, `SELECT u.sha256, a.id AS article_id, a.title, a.deleted_at IS NOT NULL AS deleted, COALESCE(i.id, 0) AS issue_id,
			COALESCE(i.kind, '') AS kind, COALESCE(i.year, 0) AS year, COALESCE(i.number, 0) AS issue_number
		FROM picture_uses u JOIN articles a ON a.id = u.article_id AND a.revision_id = u.revision_id LEFT JOIN issues i ON i.id = a.issue_id
		WHERE u.bulletin_id = ? AND u.sha256 IN ? ORDER BY a.id DESC`, bulletin, hashes)
	if err != nil {
		return nil, err
	}
	drafts, err := tx.pictureDrafts(bulletin, hashes)
	return slices.Concat(names, editions, texts, drafts), err
}

// pictureDrafts lists the working copies and side revisions in which pictures stand.
func (tx *Tx) pictureDrafts(bulletin int64, hashes []string) (list []models.PictureUse, err error) {
	const place = `a.id AS article_id, a.title, a.deleted_at IS NOT NULL AS deleted, COALESCE(i.id, 0) AS issue_id,
		COALESCE(i.kind, '') AS kind, COALESCE(i.year, 0) AS year, COALESCE(i.number, 0) AS issue_number, w.name AS writer`
	err = tx.scan(&list, `SELECT p.sha256, `+place+`, 0 AS side
		FROM articles a JOIN working_copies c ON c.article_id = a.id JOIN revisions b ON b.id = c.base_id JOIN users w ON w.id = c.user_id
			JOIN stored_pictures p ON p.bulletin_id = a.bulletin_id AND c.text LIKE '%' || p.sha256 || '%' LEFT JOIN issues i ON i.id = a.issue_id
		WHERE a.bulletin_id = ? AND p.sha256 IN ? AND c.discarded_at IS NULL AND c.hash <> a.hash AND c.hash <> b.hash ORDER BY c.id DESC`, bulletin, hashes)
	if err != nil {
		return nil, err
	}
	var sides []models.PictureUse
	err = tx.scan(&sides, `SELECT u.sha256, `+place+`, r.id AS side
		FROM picture_uses u JOIN revisions r ON r.id = u.revision_id JOIN articles a ON a.id = u.article_id JOIN users w ON w.id = r.author_id
			LEFT JOIN issues i ON i.id = a.issue_id
		WHERE u.bulletin_id = ? AND u.sha256 IN ? AND r.cause = ? AND NOT EXISTS (
			SELECT 1 FROM revisions l WHERE l.article_id = r.article_id AND l.author_id = r.author_id AND l.id > r.id AND l.cause <> r.cause)
		ORDER BY r.id DESC`, bulletin, hashes, models.CauseSide)
	return append(list, sides...), err
}

// nameUses lists where pictures stand for the bulletin's name.
func (tx *Tx) nameUses(bulletin int64, hashes []string) (out []models.PictureUse, err error) {
	b, err := tx.Bulletin(bulletin)
	if err != nil {
		return nil, err
	}
	err = tx.scan(&out, `SELECT name_art AS sha256, issue_id, number AS edition, kind, year, issue_number
		FROM editions WHERE bulletin_id = ? AND name_art IN ? ORDER BY id DESC`, bulletin, hashes)
	if art := b.Layout.Lettering.SHA256; slices.Contains(hashes, art) {
		out = slices.Insert(out, 0, models.PictureUse{SHA256: art})
	}
	return out, err
}

// PictureSubmitted reports whether a picture stands, or stood, in an article of an issue that has left the editors' hands.
func (tx *Tx) PictureSubmitted(bulletin int64, sha256 string) (found bool, err error) {
	err = tx.scan(&found, `SELECT EXISTS (SELECT 1 FROM picture_uses u JOIN articles a ON a.id = u.article_id JOIN issues i ON i.id = a.issue_id
		WHERE u.bulletin_id = ? AND u.sha256 = ? AND (i.archival OR i.run_id IS NOT NULL AND i.workflow <> ?))`, bulletin, sha256, models.Drafting)
	return found, err
}

// EditionShowsPicture reports whether a readership that reads an edition sees a picture in it: in a text that it reads and that is no gap of its
// issue, or for its name.
func (tx *Tx) EditionShowsPicture(issue, edition int64, sha256 string, to models.Readership) (found bool, err error) {
	may := readsEntry(to, "u.edition_id", "u.article_id")
	err = tx.scan(&found, `SELECT EXISTS (SELECT 1 FROM picture_uses u WHERE u.edition_id = ? AND u.sha256 = ? AND u.article_id NOT IN (SELECT article_id FROM gaps WHERE issue_id = ?) AND `+may.sql+`)
		OR EXISTS (SELECT 1 FROM editions WHERE id = ? AND name_art = ? AND name_art <> '')`,
		slices.Concat([]any{edition, sha256, issue}, may.args, []any{edition, sha256})...)
	return found, err
}

// usePictures notes which pictures a new revision uses. A picture that the bulletin does not have is an error of the database.
func (tx *Tx) usePictures(r models.Revision) error {
	for _, hash := range r.Text.Body.Pictures() {
		err := tx.exec("INSERT INTO picture_uses (bulletin_id, sha256, article_id, revision_id) SELECT bulletin_id, ?, id, CAST(? AS BIGINT) FROM articles WHERE id = ?", hash, r.ID, r.ArticleID)
		if err != nil {
			return err
		}
	}
	return nil
}

// publishPictures notes which pictures a new edition uses.
func (tx *Tx) publishPictures(e models.Edition) error {
	for _, s := range e.Content.Sections {
		for _, art := range s.Articles {
			for _, hash := range art.Text.Body.Pictures() {
				err := tx.exec("INSERT INTO picture_uses (bulletin_id, sha256, article_id, edition_id) VALUES (?, ?, ?, ?)", e.BulletinID, hash, art.ID, e.ID)
				if err != nil {
					return err
				}
			}
		}
	}
	return nil
}
