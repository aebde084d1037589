package newsroom

import (
	"context"
	"slices"

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
	Down     []IssueRow      // taken down, or an article of it, to be confirmed or restored by a signer
	ToRead   []IssueRow      // for information, not read yet
	Recorded []RecordedShown // decisions recorded in the actor's name
	Imports  []ImportInHand  // files not yet confirmed
	Copies   []CopyShown     // what the actor has written and not saved
	Archive  ArchiveInHand   // old issues that wait for the actor
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
		if err := n.fillIssues(tx, a, &out); err != nil {
			return err
		}
		if err := n.fillInHand(tx, a, &out); err != nil {
			return err
		}
		out.Recorded, err = recordedFor(tx, a)
		return err
	})
	return out, err
}

// fillIssues fills the groups of issues, with their deadlines. All of them are asked for together.
func (n *Newsroom) fillIssues(tx *store.Tx, a models.Actor, out *ToDo) error {
	runs, err := tx.OpenRuns(a.BulletinID)
	if err != nil {
		return err
	}
	by, err := n.authority(tx, a.BulletinID)
	if err != nil {
		return err
	}
	kept, err := outOfReach(tx, a, by, runs)
	if err != nil {
		return err
	}
	mine := func(issue int64) bool { return by.waits(runs[issue], a) && !kept[issue] }
	groups := out.groups(a)
	filters := []store.IssueFilter{{BulletinID: a.BulletinID, Standings: []models.Standing{models.Normal, models.Archived}, Limit: 1}}
	for _, g := range groups {
		filters = append(filters, store.IssueFilter{BulletinID: a.BulletinID, Workflows: g.workflows, Down: g.down, Ahead: g.ahead, Ordinary: g.ordinary, Limit: MaxToDo})
	}
	lists, err := tx.IssueLists(filters...)
	if err != nil {
		return err
	}
	if published := lists[0]; len(published) > 0 {
		out.Current = &published[0]
	}
	unread, err := toRead(tx, a)
	if err != nil {
		return err
	}
	rows, err := issueRows(tx, slices.Concat(slices.Concat(lists[1:]...), unread), runs)
	if err != nil {
		return err
	}
	waiting := rows[:len(rows)-len(unread)]
	if err := n.fillDue(tx, waiting, runs); err != nil {
		return err
	}
	for i, g := range groups {
		size := len(lists[i+1])
		g.fill(waiting[:size], mine)
		waiting = waiting[size:]
	}
	out.ToRead = rows[len(rows)-len(unread):]
	return nil
}

// fillInHand adds what the actor has begun.
func (n *Newsroom) fillInHand(tx *store.Tx, a models.Actor, out *ToDo) (err error) {
	if out.Imports, err = importsInHand(tx, a); err != nil {
		return err
	}
	if out.Copies, err = n.copiesInHand(tx, a, out.Bulletin); err != nil {
		return err
	}
	out.Archive, err = archiveInHand(tx, a)
	return err
}

// group is one group of the to-do page: which issues, for whom, and where they go.
type group struct {
	into      *[]IssueRow
	workflows []models.Workflow
	down      bool          // only what was taken down
	needs     models.Action // shown to roles that may do this at all
	ahead     bool          // only what readers do not see yet
	ordinary  bool          // archive issues apart, which have a queue of their own
	mine      *bool         // under review: at a step the actor holds, or not
}

// groups are those that the actor is shown.
func (t *ToDo) groups(a models.Actor) []group {
	if !models.Can(a.Role, models.ReadUnpublished, models.Circumstances{Submitted: true}) {
		return nil
	}
	yes, no := true, false
	return slices.DeleteFunc([]group{
		{into: &t.ForMe, workflows: []models.Workflow{models.Reviewing}, mine: &yes},
		{into: &t.Waiting, workflows: []models.Workflow{models.Reviewing}, mine: &no},
		{into: &t.Returned, workflows: []models.Workflow{models.Returned}, ahead: true, needs: models.EditContent},
		{into: &t.Drafting, workflows: []models.Workflow{models.Drafting}, ahead: true, ordinary: true, needs: models.EditContent},
		{into: &t.Signed, workflows: []models.Workflow{models.Signed}, ahead: true, needs: models.TakeDown},
		{into: &t.Down, down: true, needs: models.TakeDown},
	}, func(g group) bool {
		return g.needs != "" && !models.Can(a.Role, g.needs, models.Circumstances{})
	})
}

// fill takes into a group what belongs there of the issues that its filter lets through.
func (g group) fill(rows []IssueRow, mine func(issue int64) bool) {
	for _, row := range rows {
		if g.mine == nil || mine(row.ID) == *g.mine {
			*g.into = append(*g.into, row)
		}
	}
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
