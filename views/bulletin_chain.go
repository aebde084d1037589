package views

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// ChainLine is a step of a chain in words.
type ChainLine struct {
	Name  string
	Facts []string // who, duty, deadline, amendments
}

// BulletinChainVM is the page on which the review chain of a bulletin is changed.
//
// It posts, once a step and in order: step_name, step_role, step_days, step_amends; the numbers of steps with a proofreading duty
// as proofread and those of countersign steps as together; people_0 … people_4; and op: save, add, or up-, down- and remove- with the number of a step. Everything but save
// draws the page again with the steps changed and saves nothing. A second form posts skips, once a step, to
// paths.BulletinSkips, a third one informed, once a person, to paths.BulletinInformed.
type BulletinChainVM struct {
	ID       int64
	Version  int64
	Name     string // of the bulletin
	Steps    []ChainStep
	People   map[models.Role][]components.Option // who holds each role
	Unsaved  bool                                // what the form holds is not what is stored
	Amends   bool                                // the bulletin's switch, which steps follow
	Stored   []string                            // names of the steps as they are stored, without the sign-off
	Skips    []string                            // names of those that a correction does not pass through
	Informed []string                            // ids of users who get issues for information
	Readers  []components.Option                 // who can
	At       int                                 // number of the step that was just added or moved, from 1; 0: none
}

// ChainStep is one step as the form holds it.
type ChainStep struct {
	Name      string
	Role      models.Role
	Proofread bool
	Together  bool
	Days      string
	Amends    models.Switch
	People    []string // ids of users; empty: whoever holds the role
}

// stepRoles are who can hold a step: the last one, which signs off, belongs to a signer.
var stepRoles = []models.Role{models.Proofreader, models.Reviewer, models.Signer}

func stepRoleOptions(ctx context.Context) []components.Option {
	out := make([]components.Option, 0, len(stepRoles))
	for _, r := range stepRoles {
		out = append(out, components.Option{Value: string(r), Label: layout.RoleName(ctx, r)})
	}
	return out
}

// skippable are the steps that a correction may leave out.
func (vm BulletinChainVM) skippable() []components.Option {
	out := make([]components.Option, 0, len(vm.Stored))
	for _, name := range vm.Stored {
		out = append(out, components.Option{Value: name, Label: name})
	}
	return out
}

func (vm BulletinChainVM) href() string { return paths.To(paths.BulletinChain, vm.ID) }

func stepAnchor(i int) string { return "step-" + strconv.Itoa(i+1) }

// stepButton changes the steps and leads back to where the step stands then.
func (vm BulletinChainVM) stepButton(ctx context.Context, op, key string, i, then int, icon components.IconName) components.ButtonProps {
	return components.ButtonProps{
		Label: i18n.T(ctx, key, i18n.D{"Number": i + 1}), Kind: components.Quiet, Icon: icon, IconOnly: true, Name: "op", Value: op + "-" + strconv.Itoa(i),
		Action: vm.href() + "#" + stepAnchor(then), Loose: true,
	}
}

var switchNames = map[models.Switch]string{models.AsSet: "bulletin.amends_as_set", models.On: "bulletin.amends_on", models.Off: "bulletin.amends_off"}

func (vm BulletinChainVM) amendsOptions(ctx context.Context) []components.Option {
	out := options(ctx, models.Switches, switchNames)
	key := "bulletin.amends_on"
	if !vm.Amends {
		key = "bulletin.amends_off"
	}
	out[0].Label = i18n.T(ctx, "bulletin.amends_as_set", i18n.D{"Now": i18n.T(ctx, key)})
	return out
}

// people are those who can be named for a step, and those who are named and no longer can.
func (vm BulletinChainVM) people(step ChainStep) []components.Option {
	out := slices.Clone(vm.People[step.Role])
	for _, role := range stepRoles {
		for _, o := range vm.People[role] {
			if role != step.Role && slices.Contains(step.People, o.Value) && !slices.ContainsFunc(out, func(known components.Option) bool { return known.Value == o.Value }) {
				out = append(out, o)
			}
		}
	}
	return out
}

// named says in the closed fold who is named.
func (vm BulletinChainVM) named(ctx context.Context, step ChainStep) string {
	var names []string
	for _, o := range vm.people(step) {
		if slices.Contains(step.People, o.Value) {
			names = append(names, o.Label)
		}
	}
	if len(names) == 0 {
		return i18n.T(ctx, "bulletin.people_all")
	}
	return i18n.T(ctx, "bulletin.people", i18n.D{"Names": strings.Join(names, "、")})
}

// DutyName is a proofreading duty by its number: 一校, 二校, 三校.
func DutyName(ctx context.Context, n int) string {
	return i18n.T(ctx, "chain.duty", i18n.D{"Number": models.ChineseNumeral(n)})
}
