package store

import "jianbao/models"

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
