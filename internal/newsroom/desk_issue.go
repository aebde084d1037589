package newsroom

import (
	"context"

	"jianbao/internal/store"
	"jianbao/models"
)

// DeskIssue is what the page of an issue at the desk shows, all as it was at one moment.
type DeskIssue struct {
	Contents
	Progress Progress
	Proof    Preflight
	Points   PointList            // what a return asked for, while the issue is in its editors' hands
	Editing  map[int64]LeaseShown // who is in which article
	Pool     PoolList             // beside contents that the actor may change, without places
}

// DeskIssue reads an issue; q narrows the pool beside it.
func (n *Newsroom) DeskIssue(ctx context.Context, a models.Actor, id int64, q PoolQuery) (out DeskIssue, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, id, false)
		if err != nil {
			return err
		}
		if err := out.contents(tx, a, f, q); err != nil {
			return err
		}
		if out.Progress, err = n.progress(tx, a, f); err != nil {
			return err
		}
		if out.Proof, err = n.preflightOf(ctx, tx, a, f, out.Sections); err != nil {
			return err
		}
		if f.issue.Workflow == models.Returned || f.issue.Workflow == models.Drafting {
			out.Points, err = f.points(tx, a)
		}
		return err
	})
	return out, err
}

// contents reads what stands in the issue, who is at it, and the pool beside it.
func (d *DeskIssue) contents(tx *store.Tx, a models.Actor, f *folder, q PoolQuery) error {
	others, err := newestArticles(tx, a, f.bulletin)
	if err != nil {
		return err
	}
	if d.Contents, err = contentsOf(tx, a, f, others); err != nil {
		return err
	}
	if d.Editing, err = leasesIn(tx, a, f.issue.ID); err != nil || !d.CanEdit {
		return err
	}
	d.Pool, err = poolList(tx, f.bulletin, q, others)
	return err
}
