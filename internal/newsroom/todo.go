package newsroom

import (
	"context"

	"jianbao/internal/store"
	"jianbao/models"
)

// ToDo is what waits for somebody in one bulletin.
type ToDo struct {
	Bulletin models.Bulletin
	ForMe    []IssueRow      // under review, at a step the actor holds
	Returned []IssueRow      // back with the editors
	Drafting []IssueRow      // being edited
	Waiting  []IssueRow      // under review, at somebody else's step
	Signed   []IssueRow      // signed, not published
	Down     []IssueRow      // taken down, to be confirmed or restored by a signer
	ToRead   []IssueRow      // for information, not read yet
	Recorded []RecordedShown // decisions recorded in the actor's name
	Imports  []ImportInHand  // files not yet confirmed
	Copies   []CopyShown     // what the actor has written and not saved
	Current  *models.Issue   // the newest published issue
}

// RecordedShown is a decision that somebody recorded in the actor's name.
type RecordedShown struct {
	DecisionShown
	Issue models.Issue
}

// MaxToDo bounds each group of the to-do page.
const MaxToDo = 20

// ToDo lists what waits for the actor.
func (n *Newsroom) ToDo(ctx context.Context, a models.Actor) (ToDo, error) {
	var out ToDo
	err := n.read(ctx, a, func(tx *store.Tx) error {
		var err error
		if out.Bulletin, err = tx.Bulletin(a.BulletinID); err != nil {
			return err
		}
		runs, err := tx.OpenRuns(a.BulletinID)
		if err != nil {
			return err
		}
		for _, g := range out.groups() {
			if err := n.fillGroup(tx, a, g, runs); err != nil {
				return err
			}
		}
		if out.ToRead, err = toRead(tx, a, runs); err != nil {
			return err
		}
		if err := n.fillInHand(tx, a, &out); err != nil {
			return err
		}
		if out.Recorded, err = recordedFor(tx, a); err != nil {
			return err
		}
		out.Current, err = newestPublished(tx, a.BulletinID)
		return err
	})
	return out, err
}

// fillInHand adds what the actor has begun.
func (n *Newsroom) fillInHand(tx *store.Tx, a models.Actor, out *ToDo) (err error) {
	if out.Imports, err = importsInHand(tx, a); err != nil {
		return err
	}
	out.Copies, err = n.copiesInHand(tx, a)
	return err
}

// newestPublished is nil as long as nothing is published.
func newestPublished(tx *store.Tx, bulletin int64) (*models.Issue, error) {
	issues, _, err := tx.Issues(store.IssueFilter{BulletinID: bulletin, Standings: []models.Standing{models.Normal, models.Archived}, Limit: 1})
	if err != nil || len(issues) == 0 {
		return nil, err
	}
	return &issues[0], nil
}

// group is one group of the to-do page: which issues, for whom, and where they go.
type group struct {
	into      *[]IssueRow
	workflows []models.Workflow
	standings []models.Standing
	needs     models.Action // shown to roles that may do this at all
	ahead     bool          // only what readers do not see yet
	mine      *bool         // under review: at a step the actor holds, or not
}

func (t *ToDo) groups() []group {
	yes, no := true, false
	return []group{
		{into: &t.ForMe, workflows: []models.Workflow{models.Reviewing}, mine: &yes},
		{into: &t.Waiting, workflows: []models.Workflow{models.Reviewing}, mine: &no},
		{into: &t.Returned, workflows: []models.Workflow{models.Returned}, ahead: true, needs: models.EditContent},
		{into: &t.Drafting, workflows: []models.Workflow{models.Drafting}, ahead: true, needs: models.EditContent},
		{into: &t.Signed, workflows: []models.Workflow{models.Signed}, ahead: true, needs: models.TakeDown},
		{into: &t.Down, standings: []models.Standing{models.TakenDown}, needs: models.TakeDown},
	}
}

// fillGroup fills a group, with the deadlines of its issues.
func (n *Newsroom) fillGroup(tx *store.Tx, a models.Actor, g group, runs map[int64]models.Run) error {
	by, err := n.authority(tx, a.BulletinID)
	if err != nil {
		return err
	}
	if err := g.fill(tx, a, runs, by); err != nil {
		return err
	}
	return n.fillDue(tx, *g.into, runs)
}

func (g group) fill(tx *store.Tx, a models.Actor, runs map[int64]models.Run, by authority) error {
	if !models.Can(a.Role, models.ReadUnpublished, models.Circumstances{Submitted: true}) {
		return nil
	}
	if g.needs != "" && !models.Can(a.Role, g.needs, models.Circumstances{}) {
		return nil
	}
	issues, _, err := tx.Issues(store.IssueFilter{BulletinID: a.BulletinID, Workflows: g.workflows, Standings: g.standings, Ahead: g.ahead, Limit: MaxToDo})
	if err != nil {
		return err
	}
	rows, err := issueRows(tx, issues, runs)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if g.mine == nil || by.waits(runs[row.ID], a) == *g.mine {
			*g.into = append(*g.into, row)
		}
	}
	return nil
}

func recordedFor(tx *store.Tx, a models.Actor) ([]RecordedShown, error) {
	list, err := tx.RecordedFor(a.BulletinID, a.UserID, MaxToDo)
	if err != nil {
		return nil, err
	}
	recorders, ids := make([]int64, len(list)), make([]int64, len(list))
	for i, d := range list {
		recorders[i], ids[i] = *d.RecorderID, d.IssueID
	}
	names, err := tx.UserNames(recorders)
	if err != nil {
		return nil, err
	}
	issues, err := tx.IssuesByID(ids)
	out := make([]RecordedShown, len(list))
	for i, d := range list {
		out[i] = RecordedShown{DecisionShown: DecisionShown{Decision: d, By: a.Name, Recorder: names[*d.RecorderID]}, Issue: issues[d.IssueID]}
	}
	return out, err
}
