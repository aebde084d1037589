package store

import "jianbao/models"

// reads is the condition that a readership reads what has the access class of a column, in the edition that another column names. The policy
// says which classes; see models.Readership.
func reads(to models.Readership, class, edition string) subquery {
	always := append([]models.Access{"-"}, to.Always()...) // never an empty list
	s := subquery{class + " IN ?", []any{always}}
	if listed := to.IfListed(); len(to.Units) > 0 && len(listed) > 0 {
		s.sql = "(" + s.sql + " OR " + class + " IN ? AND EXISTS (SELECT 1 FROM edition_units l WHERE l.edition_id = " + edition + " AND l.unit IN ?))"
		s.args = append(s.args, listed, to.Units)
	}
	return s
}

// readsEdition is the condition that a readership reads an edition e.
func readsEdition(to models.Readership) subquery { return reads(to, "e.access", "e.id") }

// readsEntry is the condition that a readership which reads an edition reads the article, too, that two columns name.
func readsEntry(to models.Readership, edition, article string) subquery {
	s := reads(to, "c.access", edition)
	s.sql = "NOT EXISTS (SELECT 1 FROM edition_classes c WHERE c.edition_id = " + edition + " AND c.article_id = " + article + " AND NOT " + s.sql + ")"
	return s
}

// UnitsOf gives the units that a user's memberships belong to, by bulletin.
func (tx *Tx) UnitsOf(user int64) (map[int64][]string, error) {
	var rows []struct {
		BulletinID int64
		Unit       string
	}
	err := tx.scan(&rows, "SELECT bulletin_id, unit FROM memberships WHERE user_id = ? AND unit <> ''", user)
	out := make(map[int64][]string, len(rows))
	for _, r := range rows {
		out[r.BulletinID] = append(out[r.BulletinID], r.Unit)
	}
	return out, err
}

// classify keeps what an edition says of who reads it and its articles where queries look for it.
func (tx *Tx) classify(e models.Edition) error {
	for _, unit := range e.Content.Manifest.ListedUnits {
		if err := tx.exec("INSERT INTO edition_units (edition_id, unit) VALUES (?, ?) ON CONFLICT DO NOTHING", e.ID, unit); err != nil {
			return err
		}
	}
	for article, class := range e.Content.Classes() {
		if err := tx.exec("INSERT INTO edition_classes (edition_id, article_id, access) VALUES (?, ?, ?)", e.ID, article, class); err != nil {
			return err
		}
	}
	return nil
}

// Classified gives what queries find of an edition: the units that it lists, and the access classes of its articles that have one of their own.
func (tx *Tx) Classified(edition int64) (units []string, classes map[int64]models.Access, err error) {
	if err = tx.scan(&units, "SELECT unit FROM edition_units WHERE edition_id = ? ORDER BY unit", edition); err != nil {
		return nil, nil, err
	}
	var rows []struct {
		ArticleID int64
		Access    models.Access
	}
	err = tx.scan(&rows, "SELECT article_id, access FROM edition_classes WHERE edition_id = ?", edition)
	classes = make(map[int64]models.Access, len(rows))
	for _, r := range rows {
		classes[r.ArticleID] = r.Access
	}
	return units, classes, err
}
