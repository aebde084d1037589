package main

import (
	"context"
	"fmt"
	"time"

	"jianbao/internal/demo"
	"jianbao/internal/demo/archive"
	"jianbao/internal/store"
	"jianbao/models"
	"jianbao/views"
)

// archiveEvery is after how many articles progress is told.
const archiveEvery = 10_000

// fillArchive puts an archive of generated articles before the issues of the demonstration office.
func (p *program) fillArchive(ctx context.Context, o *office, articles int) error {
	if articles <= 0 {
		return nil
	}
	plan := archive.Plan{
		Articles: articles, Before: time.Date(2026, time.September, 21, 0, 0, 0, 0, o.location), Seed: 1,
		Draw: views.EditionRenderer{Lettering: lettering}.Render,
		Progress: func(done int) {
			if done%archiveEvery == 0 {
				_, _ = fmt.Fprintf(p.stdout, "%d articles…\n", done)
			}
		},
	}
	err := o.store.Read(ctx, func(tx *store.Tx) error {
		b, err := tx.BulletinBySlug(demo.Slug)
		if err != nil {
			return err
		}
		editor, err := tx.UserByLogin("editor1")
		if err != nil {
			return err
		}
		signer, err := tx.UserByLogin("signer")
		plan.Bulletin, plan.Editor = b.ID, editor.ID
		plan.Signer = models.Actor{UserID: signer.ID, Name: signer.Name, BulletinID: b.ID, Role: models.Signer, IP: "127.0.0.1"}
		return err
	})
	if err != nil {
		return err
	}
	return archive.Fill(ctx, o.store, plan)
}
