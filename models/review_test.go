package models_test

import (
	"testing"

	"pgregory.net/rapid"

	"jianbao/models"
)

func approval(step int, hash string) models.Decision {
	return models.Decision{Step: step, Verdict: models.Approved, Hash: hash}
}

func TestTheStepAtWorkFollowsFromApprovalsAndChanges(t *testing.T) {
	t.Parallel()
	chain := models.DefaultChain()
	submitted := models.Change{Hash: "a", Cause: models.ChangeSubmitted}
	amended := func(hash string, step int) models.Change {
		return models.Change{Hash: hash, Cause: models.ChangeAmended, Step: step}
	}
	replaced := func(hash string) models.Change { return models.Change{Hash: hash, Cause: models.ChangeReplaced} }
	for name, c := range map[string]struct {
		changes   []models.Change
		approvals []models.Decision
		want      int
	}{
		"nothing approved":                         {[]models.Change{submitted}, nil, 0},
		"first approved":                           {[]models.Change{submitted}, []models.Decision{approval(0, "a")}, 1},
		"own amendment before approval":            {[]models.Change{submitted, amended("b", 0)}, []models.Decision{approval(0, "b")}, 1},
		"later amendment leaves earlier standing":  {[]models.Change{submitted, amended("b", 1)}, []models.Decision{approval(0, "a"), approval(1, "b")}, 2},
		"own later amendment costs own approval":   {[]models.Change{submitted, amended("b", 0)}, []models.Decision{approval(0, "a")}, 0},
		"replacement costs all":                    {[]models.Change{submitted, replaced("b")}, []models.Decision{approval(0, "a"), approval(1, "a")}, 0},
		"replacement back to the approved version": {[]models.Change{submitted, replaced("b"), replaced("a")}, []models.Decision{approval(0, "a")}, 1},
		"replacement undoing an amendment costs the amender only": {
			[]models.Change{submitted, amended("b", 1), replaced("a")}, []models.Decision{approval(0, "a"), approval(1, "b")}, 1,
		},
		"signed":                      {[]models.Change{submitted}, []models.Decision{approval(0, "a"), approval(1, "a"), approval(2, "a")}, 3},
		"sign-off on another hash":    {[]models.Change{submitted, amended("b", 1)}, []models.Decision{approval(0, "a"), approval(1, "b"), approval(2, "a")}, 2},
		"a gap is not skipped":        {[]models.Change{submitted}, []models.Decision{approval(1, "a"), approval(2, "a")}, 0},
		"a return is no approval":     {[]models.Change{submitted}, []models.Decision{{Step: 0, Verdict: models.ReturnedBack, Hash: "a"}}, 0},
		"approvals before any change": {nil, []models.Decision{approval(0, "a")}, 0},
	} {
		if got := models.StandingStep(chain, c.changes, c.approvals); got != c.want {
			t.Errorf("%s: step %d, want %d", name, got, c.want)
		}
	}
}

// TestNothingIsSignedUnlessEveryStepApprovedTheHashOrAnAncestor holds product rule 1 against a second, slower reading of it.
func TestNothingIsSignedUnlessEveryStepApprovedTheHashOrAnAncestor(t *testing.T) {
	t.Parallel()
	hashes := rapid.SampledFrom([]string{"a", "b", "c"})
	rapid.Check(t, func(t *rapid.T) {
		chain := drawChain(t)
		changes := []models.Change{{Hash: hashes.Draw(t, "first"), Cause: models.ChangeSubmitted}}
		for range rapid.IntRange(0, 4).Draw(t, "changes") {
			changes = append(changes, models.Change{
				Hash: hashes.Draw(t, "hash"), Cause: rapid.SampledFrom([]models.ChangeCause{models.ChangeAmended, models.ChangeReplaced}).Draw(t, "cause"), Step: rapid.IntRange(0, 2).Draw(t, "step"),
			})
		}
		var approvals []models.Decision
		for range rapid.IntRange(0, 9).Draw(t, "approvals") {
			d := approval(rapid.IntRange(0, 2).Draw(t, "of"), hashes.Draw(t, "on"))
			d.ActorID = rapid.Int64Range(1, 3).Draw(t, "by")
			approvals = append(approvals, d)
		}
		if models.StandingStep(chain, changes, approvals) < len(chain) {
			return
		}
		current := changes[len(changes)-1].Hash
		for k, step := range chain {
			needed := []int64{0} // anybody
			if step.Together {
				needed = step.People
			}
			for _, person := range needed {
				ok := false
				for _, d := range approvals {
					ok = ok || d.Step == k && (person == 0 || d.ActorID == person) && (d.Hash == current || k < 2 && amendedSince(changes, d.Hash, k))
				}
				if !ok {
					t.Fatalf("signed without %d on step %d: %v %v %v", person, k, chain, changes, approvals)
				}
			}
		}
	})
}

// drawChain is the default chain, of which steps before the sign-off may be countersigned.
func drawChain(t *rapid.T) models.Chain {
	chain := models.DefaultChain()
	for k := range 2 {
		if chain[k].Together = rapid.Bool().Draw(t, "together"); chain[k].Together {
			chain[k].People = []int64{1, 2, 3}[:rapid.IntRange(2, 3).Draw(t, "people")]
		}
	}
	return chain
}

// TestACountersignStepWaitsForExactlyThoseWhoHaveNotApproved holds what everybody sees as their own part against the approvals given:
// whoever's approval stands has done their part, and the step leads on when nobody's part is left.
func TestACountersignStepWaitsForExactlyThoseWhoHaveNotApproved(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		chain := models.DefaultChain()
		chain[0].Together, chain[0].People = true, []int64{1, 2, 3}
		changes := []models.Change{{Hash: "a", Cause: models.ChangeSubmitted}}
		var approvals []models.Decision
		run := models.Run{Chain: chain, State: models.RunOpen}
		done := map[int64]bool{}
		for range rapid.IntRange(0, 12).Draw(t, "acts") {
			who := rapid.SampledFrom(chain[0].People).Draw(t, "who")
			run.Pending = models.PendingOn(chain, changes, approvals, 0)
			if run.HeldBy(models.Reviewer, who) == done[who] && models.StandingStep(chain, changes, approvals) == 0 {
				t.Fatalf("%d has done their part: %v, and holds the step: %v", who, done[who], run.HeldBy(models.Reviewer, who))
			}
			if rapid.Bool().Draw(t, "amends") {
				changes = append(changes, models.Change{Hash: rapid.StringN(3, 3, 3).Draw(t, "text"), Cause: models.ChangeAmended})
				done = map[int64]bool{}
				continue
			}
			d := approval(0, changes[len(changes)-1].Hash)
			d.ActorID = who
			approvals, done[who] = append(approvals, d), true
			if passed := models.StandingStep(chain, changes, approvals) > 0; passed != (len(done) == 3) {
				t.Fatalf("%v have approved, and the step is passed: %v", done, passed)
			}
		}
	})
}

// amendedSince reports whether some state with the hash leads to the current one by amendments of steps after k alone.
func amendedSince(changes []models.Change, hash string, k int) bool {
	for i, c := range changes {
		ok := c.Hash == hash
		for _, later := range changes[i+1:] {
			ok = ok && later.Cause == models.ChangeAmended && later.Step > k
		}
		if ok {
			return true
		}
	}
	return false
}

func TestACheckCodeIsReadAsPeopleTypeIt(t *testing.T) {
	t.Parallel()
	hash := models.Hash("简报")
	code := models.CheckCode(hash)
	for _, typed := range []string{code, hash[:16], hash[0:4] + "-" + hash[4:8] + "-" + hash[8:12] + "-" + hash[12:16], " " + code + " "} {
		if !models.SameCheckCode(typed, hash) {
			t.Errorf("%q was refused", typed)
		}
	}
	for _, typed := range []string{"", hash[:15], hash, "0000 0000 0000 0000"} {
		if models.SameCheckCode(typed, hash) {
			t.Errorf("%q was taken", typed)
		}
	}
}
