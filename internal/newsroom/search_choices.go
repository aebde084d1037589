package newsroom

import (
	"jianbao/internal/store"
	"jianbao/models"
)

// readChoices reads years, sections and units from the live editions of a bulletin.
func (n *Newsroom) readChoices(tx *store.Tx, bulletin int64, to models.Readership) (SearchChoices, error) {
	var c SearchChoices
	years, err := n.editionYears(tx, bulletin, to)
	if err != nil {
		return c, err
	}
	for _, y := range years {
		c.Years = append(c.Years, y.Year)
	}
	c.Sections, c.Units, err = tx.SearchFacets(bulletin, to)
	return c, err
}

// bulletinsRead are the bulletins in which somebody finds any issue.
func bulletinsRead(tx *store.Tx, readers readerships) ([]models.Bulletin, error) {
	list, err := tx.Bulletins()
	if err != nil || len(list) < 2 {
		return nil, err
	}
	var out []models.Bulletin
	for _, b := range list {
		if _, err := tx.CurrentEdition(b.ID, readers.in(b.ID)); err == nil {
			out = append(out, b)
		} else if models.CodeOf(err) != models.CodeNotFound {
			return nil, err
		}
	}
	return out, nil
}
