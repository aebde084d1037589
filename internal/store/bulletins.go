package store

import (
	"cmp"
	"fmt"

	"gorm.io/gorm"

	"jianbao/models"
)

// Bulletin finds a bulletin.
func (tx *Tx) Bulletin(id int64) (models.Bulletin, error) {
	return one[models.Bulletin](tx, "id = ?", id)
}

// BulletinBySlug finds the bulletin of an address.
func (tx *Tx) BulletinBySlug(slug string) (models.Bulletin, error) {
	return one[models.Bulletin](tx, "slug = ?", slug)
}

// Bulletins lists all bulletins in their order.
func (tx *Tx) Bulletins() ([]models.Bulletin, error) {
	return all[models.Bulletin](tx, "position, id", "1 = 1")
}

// CreateBulletin inserts a bulletin after the others, with the official layout where it has none. A slug that is taken is a conflict (IsDuplicate).
func (tx *Tx) CreateBulletin(b *models.Bulletin) error {
	if err := tx.scan(&b.Position, "SELECT COALESCE(MAX(position), 0) + 1 FROM bulletins"); err != nil {
		return err
	}
	b.Layout = cmp.Or(b.Layout, models.OfficialLayout())
	if b.Informed == nil {
		b.Informed = []int64{}
	}
	b.CreatedAt, b.UpdatedAt, b.Version = tx.Now, tx.Now, 1
	if err := create(tx, b); err != nil {
		return err
	}
	return tx.TouchPages()
}

// UpdateBulletin writes everything that can change of a bulletin, if nobody else has since it was read. Its slug stays: it
// stands in addresses that readers keep.
func (tx *Tx) UpdateBulletin(b *models.Bulletin) error {
	was := b.Version
	b.Version, b.UpdatedAt = was+1, tx.Now
	if err := tx.TouchPages(); err != nil { // readers' pages carry its name and telephone
		return err
	}
	return update(tx, *b, b.ID, was, "name", "host", "phone", "access_note", "access", "article_numbering", "cadence_days", "chain", "informed",
		"distribution", "listed_units", "layout", "amendments", "separation", "paper_decisions", "editors_publish", "require_sources", "mourning", "correction_skips", "updated_at", "version")
}

// AllSeries lists the number series of a bulletin.
func (tx *Tx) AllSeries(bulletin int64) ([]models.Series, error) {
	return all[models.Series](tx, "id", "bulletin_id = ?", bulletin)
}

// CreateSeries inserts a number series.
func (tx *Tx) CreateSeries(s *models.Series) error { return create(tx, s) }

// UpdateSeries writes how a series counts.
func (tx *Tx) UpdateSeries(s models.Series) error {
	return tx.exec("UPDATE series SET yearly = ?, first_number = ?, first_cumulative = ? WHERE id = ?",
		s.Yearly, s.FirstNumber, s.FirstCumulative, s.ID)
}

// IssuesOfBulletins counts the undeleted issues of every bulletin.
func (tx *Tx) IssuesOfBulletins() (map[int64]int, error) {
	var rows []struct {
		BulletinID int64
		N          int
	}
	err := tx.scan(&rows, "SELECT bulletin_id, COUNT(*) AS n FROM issues WHERE deleted_at IS NULL GROUP BY bulletin_id")
	out := make(map[int64]int, len(rows))
	for _, r := range rows {
		out[r.BulletinID] = r.N
	}
	return out, err
}

// ReplaceLibrary makes titles the section library of a bulletin, in this order.
func (tx *Tx) ReplaceLibrary(bulletin int64, titles []string) error {
	rows := make([]models.LibrarySection, len(titles))
	for i, title := range titles {
		rows[i] = models.LibrarySection{BulletinID: bulletin, Title: title, Position: i + 1}
	}
	return replace(tx, "library_sections", bulletin, rows)
}

// ReplaceUnits makes names the sending units of a bulletin.
func (tx *Tx) ReplaceUnits(bulletin int64, names []string) error {
	rows := make([]models.Unit, len(names))
	for i, name := range names {
		rows[i] = models.Unit{BulletinID: bulletin, Name: name}
	}
	return replace(tx, "units", bulletin, rows)
}

// replace exchanges the rows of a list that nothing else refers to.
func replace[T any](tx *Tx, table string, bulletin int64, rows []T) error {
	if err := tx.exec("DELETE FROM "+table+" WHERE bulletin_id = ?", bulletin); err != nil {
		return fmt.Errorf("empty %s: %w", table, err)
	}
	if len(rows) == 0 {
		return nil
	}
	if err := gorm.G[T](tx.db).CreateInBatches(tx.ctx, &rows, 100); err != nil {
		return fmt.Errorf("fill %s: %w", table, err)
	}
	return nil
}
