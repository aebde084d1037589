package main

import (
	"context"
	"fmt"
)

type searchCommand struct {
	Rebuild searchRebuildCommand `cmd:"" help:"Fill the search indexes anew, of all published editions and of what is worked on. Everybody can go on searching meanwhile."`
}

type searchRebuildCommand struct {
	OfficeConfig `group:"Data and log"`
}

// progressEvery is after how many editions progress is told.
const progressEvery = 50

// Run rebuilds the index.
func (c *searchRebuildCommand) Run(ctx context.Context, p *program, env *environment) error {
	return p.withOffice(ctx, c.OfficeConfig, env, func(o *office) error {
		editions := 0
		err := o.news.RebuildSearch(ctx, func(done int) {
			if editions = done; done%progressEvery == 0 {
				_, _ = fmt.Fprintf(p.stdout, "%d editions…\n", done)
			}
		})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(p.stdout, "indexed %d editions\n", editions)
		return err
	})
}
