package newsroom

import (
	"context"
	"slices"
	"strings"

	"jianbao/internal/store"
	"jianbao/models"
)

// SetChain changes the review chain that runs submitted from now on go through. A chain that could never come to its end is
// refused: one with a step that nobody holds, or with steps for which there are too few people under separation of duties.
func (n *Newsroom) SetChain(ctx context.Context, a models.Actor, id, version int64, chain models.Chain) error {
	return n.changeBulletin(ctx, a, id, version, func(tx *store.Tx, b *models.Bulletin) (change, error) {
		names := make([]string, len(chain))
		for i := range chain {
			chain[i].Name = strings.TrimSpace(chain[i].Name)
			names[i] = chain[i].Name + " " + string(chain[i].Role)
		}
		b.Chain = chain
		if err := b.Validate(); err != nil {
			return change{}, err
		}
		did := change{Action: "bulletin.chain", Details: models.AuditDetails{{Name: "chain", Value: strings.Join(names, " → ")}}}
		return did, canBeActedOn(tx, *b)
	})
}

// canBeActedOn refuses a chain that the people of its bulletin cannot carry out.
func canBeActedOn(tx *store.Tx, b models.Bulletin) error {
	var p models.Problems
	names, holders := map[int64]string{}, make([][]int64, len(b.Chain))
	for k, step := range b.Chain {
		users, err := tx.Holders(b.ID, step.Role)
		if err != nil {
			return err
		}
		role := make([]int64, len(users))
		for i, u := range users {
			role[i], names[u.ID] = u.ID, u.Name
		}
		holders[k] = step.Holders(role)
		switch {
		case slices.ContainsFunc(step.People, func(id int64) bool { return !slices.Contains(role, id) }):
			p.Add(models.StepField(k), "chain.not_a_holder", models.Args{"Step": step.Name})
		case len(holders[k]) == 0:
			p.Add(models.StepField(k), "chain.nobody."+string(step.Role), models.Args{"Step": step.Name})
		}
	}
	if err := p.Err(); err != nil || !b.Separation {
		return err
	}
	return enoughPeople(b.Chain, holders, names)
}

// enoughPeople refuses a chain that separation of duties would stop half way.
func enoughPeople(chain models.Chain, holders [][]int64, names map[int64]string) error {
	contested := chain.Contested(holders)
	if contested == nil {
		return nil
	}
	var steps, people []string
	for _, k := range contested {
		steps = append(steps, chain[k].Name)
		for _, id := range holders[k] {
			people = appendOnce(people, names[id])
		}
	}
	var p models.Problems
	p.Add(models.StepField(contested[len(contested)-1]), "chain.too_few", models.Args{"Steps": strings.Join(steps, "、"), "People": strings.Join(people, "、")})
	return p.Err()
}
