package main

import (
	"context"
	"encoding/json"
	"fmt"

	"jianbao/internal/newsroom"
)

type editionCommand struct {
	Verify editionVerifyCommand `cmd:"" help:"Recompute the hashes of published editions, their texts, pictures and files, and name everything that was changed or lost. Exit status 1 when there is something."`
}

type editionVerifyCommand struct {
	OfficeConfig `group:"Data and log"`
	Bulletin     string `help:"Only editions of this bulletin, by the short name in its address." placeholder:"SLUG"`
	Issue        int    `help:"Only editions of issues with this number." placeholder:"N"`
	JSON         bool   `name:"json" help:"Print the result as JSON."`
}

// Run checks the editions and lists what is wrong with them.
func (c *editionVerifyCommand) Run(ctx context.Context, p *program, env *environment) error {
	return p.withOffice(ctx, c.OfficeConfig, env, func(o *office) error {
		r, err := o.news.VerifyEditions(ctx, newsroom.EditionScope{Bulletin: c.Bulletin, Issue: c.Issue})
		if err != nil {
			return err
		}
		return p.tellEditions(r, c.JSON)
	})
}

func (p *program) tellEditions(r newsroom.EditionReport, asJSON bool) error {
	if asJSON {
		if err := json.NewEncoder(p.stdout).Encode(r); err != nil {
			return err
		}
	} else {
		for _, fault := range r.Faults {
			_, _ = fmt.Fprintf(p.stderr, "jianbao: %s\n", fault)
		}
	}
	switch {
	case len(r.Faults) > 0:
		_, _ = fmt.Fprintf(p.stderr, "jianbao: %d fault(s) in %d editions\n", len(r.Faults), r.Editions)
		return errReported
	case asJSON:
		return nil
	}
	_, err := fmt.Fprintf(p.stdout, "%d editions with %d files, no fault\n", r.Editions, r.Files)
	return err
}
