package models_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jianbao/models"
)

func TestDutiesAreCountedThroughTheChain(t *testing.T) {
	t.Parallel()
	chain := models.Chain{{Proofread: true}, {}, {Proofread: true}}
	for k, want := range []int{1, 0, 2, 0} {
		if got := chain.Duty(k); got != want {
			t.Errorf("step %d carries duty %d, want %d", k, got, want)
		}
	}
}

func TestTemplatesAreChainsThatCanBeSaved(t *testing.T) {
	t.Parallel()
	for _, template := range models.ChainTemplates {
		b := models.Bulletin{Slug: "zmdt", Name: "自贸动态", Host: "省自贸办", Chain: template.Chain}
		if err := b.Validate(); err != nil {
			t.Errorf("%s: %v", template.Key, err)
		}
		filled, _ := models.Template(template.Key)
		if filled[0].Name = "改"; template.Chain[0].Name == "改" {
			t.Errorf("%s can be written to", template.Key)
		}
	}
}

func TestASwitchFollowsTheBulletinUnlessItSaysOtherwise(t *testing.T) {
	t.Parallel()
	for _, wider := range []bool{true, false} {
		if models.AsSet.Or(wider) != wider || !models.On.Or(wider) || models.Off.Or(wider) {
			t.Errorf("under %v a switch does not follow", wider)
		}
	}
}

// TestStepsAreContestedExactlyWhenNobodyCouldShareThemOut holds the count of people against trying every way to share the steps out.
func TestStepsAreContestedExactlyWhenNobodyCouldShareThemOut(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		people := rapid.SliceOfNDistinct(rapid.Int64Range(1, 4), 0, 4, rapid.ID[int64])
		holders := rapid.SliceOfN(people, 1, models.MaxSteps).Draw(t, "holders")
		chain := make(models.Chain, len(holders))
		contested := chain.Contested(holders)
		if possible := shared(holders, nil); possible != (contested == nil) {
			t.Fatalf("sharing out is %v, contested are %v", possible, contested)
		}
		if contested == nil {
			return
		}
		some := map[int64]bool{}
		for _, k := range contested {
			for _, id := range holders[k] {
				some[id] = true
			}
		}
		if len(some) >= len(contested) {
			t.Fatalf("%v have people enough", contested)
		}
	})
}

// shared tries to give every step somebody of its own.
func shared(holders [][]int64, taken []int64) bool {
	if len(holders) == 0 {
		return true
	}
	return slices.ContainsFunc(holders[0], func(id int64) bool {
		return !slices.Contains(taken, id) && shared(holders[1:], append(slices.Clone(taken), id))
	})
}
