package newsroom

import (
	"context"

	"jianbao/internal/store"
	"jianbao/models"
)

// Waiting counts the issues that wait for the actor in a bulletin: under review at a step the actor holds, or back with the
// editors.
func (n *Newsroom) Waiting(ctx context.Context, a models.Actor) (count int, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		runs, err := tx.OpenRuns(a.BulletinID)
		if err != nil {
			return err
		}
		by, err := n.authority(tx, a.BulletinID)
		if err != nil {
			return err
		}
		for _, r := range runs {
			if by.waits(r, a) {
				count++
			}
		}
		if !models.Can(a.Role, models.EditContent, models.Circumstances{}) {
			return nil
		}
		_, returned, err := tx.Issues(store.IssueFilter{BulletinID: a.BulletinID, Workflows: []models.Workflow{models.Returned}, Limit: 1})
		count += int(returned)
		return err
	})
	return count, err
}
