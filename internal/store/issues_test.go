package store_test

import (
	"slices"
	"strings"
	"testing"

	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/models"
)

// Lists that are asked for together are those that are asked for one by one.
func TestListsOfIssuesAreGatheredAsTheyAreListed(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a, other := newArchive(t, s, "one"), newArchive(t, s, "two")
		for _, date := range []string{"2026-03-01", "2026-01-01", "2026-02-01", "2026-02-01", ""} {
			a.publish(t, s, models.Public, date)
			other.publish(t, s, models.Public, date)
			a.number++
			draft := models.Issue{BulletinID: a.bulletin.ID, Kind: models.Regular, Number: a.number, Date: date, Access: models.Public, Workflow: models.Drafting, Standing: models.Unpublished, CreatedBy: a.user.ID}
			write(t, s, func(tx *store.Tx) error { return tx.CreateIssue(&draft) })
		}
		filters := []store.IssueFilter{
			{BulletinID: a.bulletin.ID, Workflows: []models.Workflow{models.Signed, models.Drafting}, Limit: 4},
			{BulletinID: a.bulletin.ID, Workflows: []models.Workflow{models.Reviewing}, Limit: 20},
			{BulletinID: a.bulletin.ID, Workflows: []models.Workflow{models.Drafting}, Ahead: true, Ordinary: true, Limit: 20},
			{BulletinID: a.bulletin.ID, Workflows: []models.Workflow{models.Drafting}, Ahead: true, Ordinary: true, Limit: 2},
			{BulletinID: a.bulletin.ID, Workflows: []models.Workflow{models.Signed}, Ahead: true, Limit: 20},
			{BulletinID: a.bulletin.ID, Down: true, Limit: 20},
			{BulletinID: other.bulletin.ID, Standings: []models.Standing{models.Normal}, Limit: 1},
		}
		ids := func(list []models.Issue) (out []int64) {
			for _, i := range list {
				out = append(out, i.ID)
			}
			return out
		}
		write(t, s, func(tx *store.Tx) error {
			lists, err := tx.IssueLists(filters...)
			if err != nil || len(lists) != len(filters) {
				t.Errorf("%d lists, %v", len(lists), err)
				return err
			}
			for n, f := range filters {
				want, _, err := tx.Issues(f)
				if err != nil {
					return err
				}
				if !slices.Equal(ids(lists[n]), ids(want)) {
					t.Errorf("list %d: %v, want %v", n, ids(lists[n]), ids(want))
				}
			}
			return nil
		})
	})
}

// What is worked on is a handful among all that was ever signed, and must not be sought among it.
func TestWhatIsWorkedOnIsLookedUp(t *testing.T) {
	t.Parallel()
	s := storetest.SQLite(t, clock)
	write(t, s, func(tx *store.Tx) error {
		for want, f := range map[string]store.IssueFilter{
			"issues_ahead":        {BulletinID: 1, Workflows: []models.Workflow{models.Signed}, Ahead: true},
			"INTEGER PRIMARY KEY": {BulletinID: 1, Down: true},
		} {
			plan, err := tx.PlanOf(f)
			if err != nil {
				return err
			}
			if !strings.Contains(plan, want) || strings.Contains(plan, "issues_list") {
				t.Errorf("%+v is looked for without %s: %s", f, want, plan)
			}
		}
		return nil
	})
}
