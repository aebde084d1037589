package models_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jianbao/models"
)

// TestOnlyAnAuthorityThatStandsLetsSomebodySign holds Authority against every reason why nobody may sign by it.
func TestOnlyAnAuthorityThatStandsLetsSomebodySign(t *testing.T) {
	t.Parallel()
	days := rapid.SampledFrom([]string{"2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04"})
	rapid.Check(t, func(t *rapid.T) {
		step := models.Step{Role: models.Signer, People: rapid.SliceOfNDistinct(rapid.Int64Range(1, 4), 0, 2, rapid.ID[int64]).Draw(t, "people")}
		signers := rapid.SliceOfNDistinct(rapid.Int64Range(1, 4), 0, 4, rapid.ID[int64]).Draw(t, "signers")
		var list []models.Delegation
		for i := range rapid.IntRange(0, 4).Draw(t, "delegations") {
			d := models.Delegation{ID: int64(i + 1), SignerID: rapid.Int64Range(1, 4).Draw(t, "by"), DelegateID: rapid.Int64Range(1, 6).Draw(t, "to"), FromDay: days.Draw(t, "from"), ToDay: days.Draw(t, "until")}
			if rapid.Bool().Draw(t, "revoked") {
				d.RevokedAt = &time.Time{}
			}
			list = append(list, d)
		}
		user, day := rapid.Int64Range(1, 6).Draw(t, "user"), days.Draw(t, "today")
		holds := func(id int64) bool {
			return slices.Contains(signers, id) && (len(step.People) == 0 || slices.Contains(step.People, id))
		}
		got, ok := models.Authority(step, list, signers, user, day)
		switch {
		case ok && holds(user):
			t.Fatal("whoever holds the sign-off signs by authority of another")
		case ok && (got.DelegateID != user || got.RevokedAt != nil || day < got.FromDay || day > got.ToDay || !holds(got.SignerID)):
			t.Fatalf("%d signs by %+v on %s; signers %v of %v", user, got, day, signers, step.People)
		case !ok && !holds(user):
			for _, d := range list {
				if d.DelegateID == user && d.RevokedAt == nil && d.FromDay <= day && day <= d.ToDay && holds(d.SignerID) {
					t.Fatalf("%+v does not count", d)
				}
			}
		}
	})
}

func TestADelegationSaysWhomWhenAndWhy(t *testing.T) {
	t.Parallel()
	good := models.Delegation{SignerID: 1, DelegateID: 2, FromDay: "2026-11-02", ToDay: "2026-11-02", Note: "赴京开会"}
	if err := good.Validate("2026-11-02"); err != nil {
		t.Error(err)
	}
	for name, spoil := range map[string]func(*models.Delegation){
		"to oneself": func(d *models.Delegation) { d.DelegateID = 1 }, "without a reason": func(d *models.Delegation) { d.Note = "" },
		"backwards": func(d *models.Delegation) { d.FromDay = "2026-11-03" }, "over already": func(d *models.Delegation) { d.FromDay, d.ToDay = "2026-11-01", "2026-11-01" },
		"for ever": func(d *models.Delegation) { d.ToDay = "2028-01-01" }, "on no day": func(d *models.Delegation) { d.ToDay = "" },
	} {
		bad := good
		if spoil(&bad); models.CodeOf(bad.Validate("2026-11-02")) != models.CodeInvalid {
			t.Errorf("a delegation %s is accepted", name)
		}
	}
}
