package newsroom

import (
	"slices"
	"strings"

	"jianbao/internal/store"
	"jianbao/models"
)

func (f *folder) drafted(user int64) bool {
	return slices.ContainsFunc(f.drafters, func(c models.Contribution) bool { return c.UserID == user })
}

// actedElsewhere reports whether a user has acted on a step of this issue other than k.
func (f *folder) actedElsewhere(tx *store.Tx, user int64, k int) (bool, error) {
	acts, err := f.acts(tx)
	return slices.ContainsFunc(acts[user], func(step int) bool { return step != k }), err
}

// acts are the steps of this issue that people have acted on, approving, returning or amending, since it was created or since its last
// edition: the steps of a correction may be fewer, and are new.
func (f *folder) acts(tx *store.Tx) (map[int64][]int, error) {
	acts := map[int64][]int{}
	for _, d := range f.decisions {
		if f.sinceEdition(d.RunID) {
			acts[d.ActorID] = append(acts[d.ActorID], d.Step)
		}
	}
	runs, err := tx.Runs(f.issue.ID)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, r := range runs {
		if f.sinceEdition(r.ID) {
			ids = append(ids, r.ID)
		}
	}
	amendments, err := tx.AmendmentsOf(ids)
	for _, r := range amendments {
		if r.Step != nil {
			acts[r.AuthorID] = append(acts[r.AuthorID], *r.Step)
		}
	}
	return acts, err
}

// sinceEdition reports whether a run is of what is worked on now, and not of the edition that a correction corrects.
func (f *folder) sinceEdition(run int64) bool { return !f.issue.Correcting || run > f.liveRun }

// separation says which rule of separation of duties somebody would break by acting on step k; empty when none.
func (f *folder) separation(tx *store.Tx, user int64, k int) (key string, err error) {
	if f.drafted(user) {
		return "review.you_drafted", nil
	}
	elsewhere, err := f.actedElsewhere(tx, user, k)
	if err != nil || elsewhere {
		return "review.you_acted_on_another_step", err
	}
	d, delegated := f.authority.of(f.run, user)
	if !delegated {
		return "", nil
	}
	if f.drafted(d.SignerID) { // nobody gives an authority that they have not
		return "delegation.signer_drafted", nil
	}
	if elsewhere, err = f.actedElsewhere(tx, d.SignerID, k); elsewhere {
		key = "delegation.signer_acted"
	}
	return key, err
}

// mayAct checks separation of duties for somebody about to act on the step at work. Where it is switched off, a reason is
// needed instead; it is what mayAct returns, to be logged and printed.
func (f *folder) mayAct(tx *store.Tx, user int64, override string) (string, error) {
	key, err := f.separation(tx, user, f.run.Step)
	if err != nil || key == "" {
		return "", err
	}
	if f.run.Separation {
		return "", models.Fail(models.CodeForbidden, key)
	}
	if override = strings.TrimSpace(override); override == "" {
		return "", &models.Error{Code: models.CodeInvalid, Key: key, Fields: []models.FieldError{{Field: "override", Key: "review.override_needs_reason"}}}
	}
	return override, checkLength("override", override, MaxReason)
}

// outOfReach are the issues, among those whose step at work waits for the actor, that separation of duties keeps the actor from.
func outOfReach(tx *store.Tx, a models.Actor, by authority, runs map[int64]models.Run) (map[int64]bool, error) {
	var waiting []int64
	for issue, r := range runs {
		if r.Separation && by.waits(r, a) {
			waiting = append(waiting, issue)
		}
	}
	return tx.SeparatedFrom(a.UserID, waiting)
}

// unstaffed finds the fewest steps of a run, from one on, that the people of the bulletin cannot carry out any more, and who holds them but
// is kept from them by what they have done to the issue.
func (f *folder) unstaffed(tx *store.Tx, r models.Run, from int) (steps, kept []string, err error) {
	acts, err := f.acts(tx)
	if err != nil {
		return nil, nil, err
	}
	chain := r.Chain[from:]
	able, barred := make([][]int64, len(chain)), make([][]string, len(chain))
	for k, step := range chain {
		users, err := tx.Holders(f.bulletin.ID, step.Role)
		if err != nil {
			return nil, nil, err
		}
		for _, u := range users {
			elsewhere := slices.ContainsFunc(acts[u.ID], func(at int) bool { return at != from+k })
			switch {
			case !step.HeldBy(step.Role, u.ID):
			case r.Separation && (elsewhere || f.drafted(u.ID)):
				barred[k] = append(barred[k], u.Name)
			default:
				able[k] = append(able[k], u.ID)
			}
		}
	}
	for _, k := range chain.Short(able, r.Separation) {
		steps = append(steps, chain[k].Name)
		for _, name := range barred[k] {
			kept = appendOnce(kept, name)
		}
	}
	return steps, kept, nil
}

// stop notes for whoever submitted the issue that nobody can act on the step at work any more: then it can be recalled although others have
// acted.
func (f *folder) stop(tx *store.Tx, a models.Actor) error {
	if f.run.State != models.RunOpen || f.run.SubmittedBy != a.UserID || !f.acted() {
		return nil
	}
	left := f.run
	left.Chain = slices.Clone(left.Chain)
	if step := &left.Chain[left.Step]; step.Together { // whoever has approved may have left since
		step.People = left.Pending
	}
	steps, _, err := f.unstaffed(tx, left, left.Step)
	f.stopped = steps != nil
	return err
}

// canBeCarriedOut refuses a submission by the actor that would come to a stop half way.
func (f *folder) canBeCarriedOut(tx *store.Tx, a models.Actor) error {
	f.drafters = append(f.drafters, models.Contribution{IssueID: f.issue.ID, UserID: a.UserID})
	steps, kept, err := f.unstaffed(tx, models.Run{Chain: f.chain(), Separation: f.bulletin.Separation}, 0)
	if err != nil || steps == nil {
		return err
	}
	refusal := &models.Error{Code: models.CodeConflict, Key: "review.unstaffed", Args: models.Args{"Steps": strings.Join(steps, "、")}}
	if kept != nil {
		refusal.Key, refusal.Args["People"] = "review.unstaffed_by_separation", strings.Join(kept, "、")
	}
	return refusal
}
