package newsroom

import (
	"cmp"
	"maps"
	"slices"

	"jianbao/internal/store"
	"jianbao/models"
)

// fillEarlier adds everything that steps and changes do not show, oldest first: since the run before that was published.
func (p *ReviewPage) fillEarlier(tx *store.Tx, f *folder) error {
	if f.run.ID == 0 {
		return nil
	}
	runs, err := earlierRuns(tx, f)
	if err != nil {
		return err
	}
	before := maps.Clone(runs)
	delete(before, f.run.ID)
	if err := p.earlierAmendments(tx, before); err != nil {
		return err
	}
	if err := p.earlierDecisions(tx, f, runs); err != nil {
		return err
	}
	slices.SortStableFunc(p.Earlier, func(a, b models.SignOffEarlier) int { return cmp.Or(cmp.Compare(a.Run, b.Run), a.At.Compare(b.At)) })
	return nil
}

// earlierRuns are the run at work and those before it, up to one that was published.
func earlierRuns(tx *store.Tx, f *folder) (map[int64]models.Run, error) {
	runs, err := tx.Runs(f.issue.ID)
	out := make(map[int64]models.Run, len(runs))
	for _, r := range slices.Backward(runs) {
		if r.Number > f.run.Number {
			continue // of a correction since
		}
		if r.ID != f.run.ID && r.State == models.RunSigned {
			break
		}
		out[r.ID] = r
	}
	return out, err
}

func (p *ReviewPage) earlierDecisions(tx *store.Tx, f *folder, runs map[int64]models.Run) error {
	var past []models.Decision
	for _, d := range f.decisions {
		if runs[d.RunID].ID != 0 && d.CarriedFrom == nil && !p.stands(d) {
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
		e := models.SignOffEarlier{SignOffStep: models.SignOffStep{Name: d.StepName, Decision: &d, By: names[d.ActorID]}, Run: runs[d.RunID].Number, At: d.CreatedAt}
		if d.RecorderID != nil {
			e.Recorder = names[*d.RecorderID]
		}
		for _, point := range named {
			if point.DecisionID == d.ID {
				e.Points, e.Doers = append(e.Points, point.ReturnPoint), append(e.Doers, point.Doer)
			}
		}
		p.Earlier = append(p.Earlier, e)
	}
	return err
}

// earlierAmendments adds the amendments of runs before the one at work: they are in the text that was handed in again.
func (p *ReviewPage) earlierAmendments(tx *store.Tx, runs map[int64]models.Run) error {
	list, err := tx.AmendmentsOf(slices.Collect(maps.Keys(runs)))
	if err != nil {
		return err
	}
	var ids, bases []int64
	for _, r := range list {
		if ids = append(ids, r.AuthorID); r.BaseID != nil {
			bases = append(bases, *r.BaseID)
		}
	}
	texts, err := tx.RevisionsByID(bases)
	if err != nil {
		return err
	}
	names, err := tx.UserNames(ids)
	for _, r := range list {
		if r.BaseID == nil || r.Step == nil {
			continue
		}
		run := runs[*r.RunID]
		p.Earlier = append(p.Earlier, models.SignOffEarlier{
			SignOffStep: models.SignOffStep{Name: run.Chain[*r.Step].Name, By: names[r.AuthorID]}, Run: run.Number, At: r.CreatedAt, Before: texts[*r.BaseID].Text, After: r.Text,
		})
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
