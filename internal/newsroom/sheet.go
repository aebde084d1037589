package newsroom

import (
	"slices"

	"jianbao/internal/store"
	"jianbao/models"
)

// EarlierShown is a decision that does not count for the issue as it stands; see models.SignOffEarlier.
type EarlierShown struct {
	DecisionShown
	Run    int
	Points []PointShown // of a return
}

// fillEarlier adds every decision that the steps do not show, oldest first: since the run before that was published.
func (p *ReviewPage) fillEarlier(tx *store.Tx, f *folder) error {
	runs, err := tx.Runs(f.issue.ID)
	if err != nil || f.run.ID == 0 {
		return err
	}
	numbers := make(map[int64]int, len(runs))
	for _, r := range slices.Backward(runs) {
		if r.Number > f.run.Number {
			continue // of a correction since
		}
		if r.ID != f.run.ID && r.State == models.RunSigned {
			break
		}
		numbers[r.ID] = r.Number
	}
	var past []models.Decision
	for _, d := range f.decisions {
		if numbers[d.RunID] > 0 && d.CarriedFrom == nil && !p.stands(d) {
			past = append(past, d)
		}
	}
	if len(past) == 0 {
		return nil
	}
	points, err := tx.ReturnPoints(f.issue.ID)
	if err != nil {
		return err
	}
	named, err := f.pointsShown(tx, points)
	if err != nil {
		return err
	}
	names, err := tx.UserNames(peopleOf(past))
	for _, d := range past {
		e := EarlierShown{DecisionShown: *f.shown(d, names), Run: numbers[d.RunID]}
		for _, point := range named {
			if point.DecisionID == d.ID {
				e.Points = append(e.Points, point)
			}
		}
		p.Earlier = append(p.Earlier, e)
	}
	return err
}

// stands reports whether a decision is one of those that the steps show, itself or carried on.
func (p *ReviewPage) stands(d models.Decision) bool {
	return slices.ContainsFunc(p.Steps, func(st StepShown) bool {
		return st.Decision != nil && (st.Decision.ID == d.ID || st.Decision.CarriedFrom != nil && *st.Decision.CarriedFrom == d.ID)
	})
}

func peopleOf(list []models.Decision) []int64 {
	var ids []int64
	for _, d := range list {
		if ids = append(ids, d.ActorID); d.RecorderID != nil {
			ids = append(ids, *d.RecorderID)
		}
	}
	return ids
}

// record is the decision as the sign-off sheet has it.
func (e EarlierShown) record() models.SignOffEarlier {
	out := models.SignOffEarlier{SignOffStep: models.SignOffStep{Name: e.StepName, Decision: &e.Decision, By: e.By, Recorder: e.Recorder}, Run: e.Run}
	for _, point := range e.Points {
		out.Points, out.Doers = append(out.Points, point.ReturnPoint), append(out.Doers, point.Doer)
	}
	return out
}
