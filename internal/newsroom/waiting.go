package newsroom

import (
	"jianbao/internal/store"
	"jianbao/models"
)

// waiting counts the issues that wait for the actor in a bulletin: under review at a step the actor holds, or back with the
// editors.
func (n *Newsroom) waiting(tx *store.Tx, a models.Actor) (count int, err error) {
	runs, err := tx.OpenRuns(a.BulletinID)
	if err != nil {
		return 0, err
	}
	by, err := n.authority(tx, a.BulletinID)
	if err != nil {
		return 0, err
	}
	kept, err := outOfReach(tx, a, by, runs)
	if err != nil {
		return 0, err
	}
	for _, r := range runs {
		if by.waits(r, a) && !kept[r.IssueID] {
			count++
		}
	}
	if !models.Can(a.Role, models.EditContent, models.Circumstances{}) {
		return count, nil
	}
	returned, err := tx.CountIssues(store.IssueFilter{BulletinID: a.BulletinID, Workflows: []models.Workflow{models.Returned}})
	return count + int(returned), err
}
