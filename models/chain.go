package models

import (
	"math/bits"
	"slices"
	"strconv"
)

// Switch is a setting that follows a wider one unless it says otherwise itself.
type Switch string

// The positions of a switch.
const (
	AsSet Switch = "" // as the bulletin has it
	On    Switch = "on"
	Off   Switch = "off"
)

// Switches lists the positions.
var Switches = []Switch{AsSet, On, Off}

// Or is the position in words of yes and no; wider is what it follows otherwise.
func (s Switch) Or(wider bool) bool { return s == On || s == AsSet && wider }

// Bounds of a chain.
const (
	MaxSteps = 5
	MaxDays  = 60 // working days of one step
)

// ChainTemplate is a chain to begin with. Its people are whoever holds the roles.
type ChainTemplate struct {
	Key   string
	Chain Chain
}

// ChainTemplates are the chains that offices know by name.
var ChainTemplates = []ChainTemplate{
	{"three", Chain{ // 三审三校
		{Name: "初审", Role: Reviewer, Proofread: true},
		{Name: "复审", Role: Reviewer, Proofread: true},
		{Name: "终审·签发", Role: Signer, Proofread: true},
	}},
	{"two", Chain{ // 两级审核
		{Name: "审核", Role: Reviewer},
		{Name: "签发", Role: Signer},
	}},
}

// Template is the chain of a template; false for one that is none.
func Template(key string) (Chain, bool) {
	i := slices.IndexFunc(ChainTemplates, func(t ChainTemplate) bool { return t.Key == key })
	if i < 0 {
		return nil, false
	}
	return slices.Clone(ChainTemplates[i].Chain), true
}

// Duty is which proofreading duty step k carries: 1 for the first of the chain (一校), 2 for the next; 0 for none.
func (c Chain) Duty(k int) int {
	if k >= len(c) || !c[k].Proofread {
		return 0
	}
	n := 0
	for _, s := range c[:k+1] {
		if s.Proofread {
			n++
		}
	}
	return n
}

// StepField names the form field of step k, from 0: what is wrong with a step is said beside it.
func StepField(k int) string { return "step_" + strconv.Itoa(k) }

// problems are what is wrong with a chain whoever works for the bulletin. Each names the step and what to do.
func (c Chain) problems() Problems {
	var p Problems
	if len(c) < 1 || len(c) > MaxSteps {
		p.Add("chain", "chain.length", Args{"Max": MaxSteps})
		return p
	}
	for k, s := range c {
		checkText(&p, StepField(k), s.Name, 1, 12)
		checkRange(&p, StepField(k), s.Days, 0, MaxDays)
		switch {
		case c.SignOff(k) && s.Role != Signer:
			p.Add(StepField(k), "chain.last_is_sign_off", Args{"Step": s.Name})
		case !c.SignOff(k) && s.Role != Reviewer && s.Role != Proofreader:
			p.Add(StepField(k), "chain.bad_role", Args{"Step": s.Name})
		}
		switch {
		case s.Together && c.SignOff(k):
			p.Add(StepField(k), "chain.together_sign_off", Args{"Step": s.Name})
		case s.Together && len(s.People) < 2:
			p.Add(StepField(k), "chain.together_people", Args{"Step": s.Name})
		}
		if !slices.Contains(Switches, s.Amends) {
			p.Add(StepField(k), "field.required")
		}
	}
	return p
}

// Holders lists who could act on the step, out of everybody who holds its role.
func (s Step) Holders(role []int64) []int64 {
	var out []int64
	for _, id := range role {
		if s.HeldBy(s.Role, id) {
			out = append(out, id)
		}
	}
	return out
}

// Short is Contested where separation of duties holds; otherwise the first step that fewer people hold than it takes.
func (c Chain) Short(holders [][]int64, separation bool) []int {
	if separation {
		return c.Contested(holders)
	}
	for k := range c {
		if len(holders[k]) < c[k].need() {
			return []int{k}
		}
	}
	return nil
}

// Contested finds the fewest steps that cannot all be acted on when nobody acts on two: together they need more people than hold
// them. holders lists who holds each step. It returns nil when there is somebody for every step.
func (c Chain) Contested(holders [][]int64) []int {
	var worst []int
	for set := 1; set < 1<<len(c); set++ {
		if worst != nil && bits.OnesCount(uint(set)) >= len(worst) {
			continue
		}
		var steps []int
		need, people := 0, map[int64]bool{}
		for k := range c {
			if set&(1<<k) == 0 {
				continue
			}
			steps, need = append(steps, k), need+c[k].need()
			for _, id := range holders[k] {
				people[id] = true
			}
		}
		if need > len(people) {
			worst = steps
		}
	}
	return worst
}

// need is how many people a step takes.
func (s Step) need() int {
	if s.Together {
		return len(s.People)
	}
	return 1
}

// Amends reports whether the holder of the step at work may amend.
func (r Run) Amends() bool {
	return r.Step < len(r.Chain) && r.Chain[r.Step].Amends.Or(r.Amendments)
}
