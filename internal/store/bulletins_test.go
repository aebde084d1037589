package store_test

import (
	"testing"
	"time"

	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/models"
)

// A migration gives bulletins from before a layout: what they have printed with all along.
func TestABulletinFromBeforePrintsAsItDid(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t := db.T
		s := db.Open(func() time.Time { return storetest.Start })
		write(t, s, func(tx *store.Tx) error {
			return tx.Exec(`INSERT INTO bulletins (slug, name, host, phone, access_note, access, article_numbering, cadence_days, chain, distribution,
				amendments, separation, paper_decisions, editors_publish, position, version, created_at, updated_at)
				VALUES ('old', '旧刊', '某办', '', '', 'public', 'continuous', 0, '[]', '{}', ?, ?, ?, ?, 1, 1, ?, ?)`,
				true, true, true, true, storetest.Start, storetest.Start)
		})
		var b models.Bulletin
		if err := s.Read(t.Context(), func(tx *store.Tx) (err error) {
			b, err = tx.BulletinBySlug("old")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if b.Layout != models.OfficialLayout() {
			t.Errorf("it prints as %+v", b.Layout)
		}
	})
}
