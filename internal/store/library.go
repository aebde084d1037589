package store

import (
	"errors"

	"gorm.io/gorm"

	"jianbao/models"
)

// UnitNames lists the sending units of a bulletin by name.
func (tx *Tx) UnitNames(bulletin int64) ([]string, error) {
	names := []string{}
	err := tx.scan(&names, "SELECT name FROM units WHERE bulletin_id = ? ORDER BY name", bulletin)
	return names, err
}

// LibraryTitles lists the section library of a bulletin in its order.
func (tx *Tx) LibraryTitles(bulletin int64) ([]string, error) {
	titles := []string{}
	err := tx.scan(&titles, "SELECT title FROM library_sections WHERE bulletin_id = ? ORDER BY position, id", bulletin)
	return titles, err
}

// LastIssueBefore finds the newest undeleted issue of the same kind other than i itself, archive issues apart.
func (tx *Tx) LastIssueBefore(i models.Issue) (models.Issue, error) {
	list, err := gorm.G[models.Issue](tx.db).
		Where("bulletin_id = ? AND kind = ? AND deleted_at IS NULL AND NOT archival AND id <> ?", i.BulletinID, i.Kind, i.ID).
		Order("year DESC, number DESC").Limit(1).Find(tx.ctx)
	if err != nil || len(list) == 0 {
		return models.Issue{}, errors.Join(err, notFoundIf(len(list) == 0))
	}
	return list[0], nil
}
