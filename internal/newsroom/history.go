package newsroom

import (
	"cmp"
	"context"
	"slices"

	"jianbao/internal/store"
	"jianbao/models"
)

// maxHistory bounds the story of one issue; the audit log has all of it.
const maxHistory = 3000

// HistoryPage is what happened to an issue, from its first draft on, oldest first.
type HistoryPage struct {
	Issue   models.Issue
	Entries []models.AuditEntry
	Cut     bool // there is more than one page holds: the oldest entries are left out
	Files   []FileMade
	Pages   AuditPages
}

// FileMade is a file of an edition of the issue.
type FileMade struct {
	models.EditionFile
	Edition int // 第1版, 更正后第2版, …
}

// History tells what happened to an issue to whoever may read its working copy.
func (n *Newsroom) History(ctx context.Context, a models.Actor, issue int64) (HistoryPage, error) {
	var p HistoryPage
	err := n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, issue, false)
		if err != nil {
			return err
		}
		p.Issue = f.issue
		if p.Entries, err = tx.AuditPage(store.AuditFilter{BulletinID: a.BulletinID, IssueID: issue, Limit: maxHistory + 1}); err != nil {
			return err
		}
		if p.Cut = len(p.Entries) > maxHistory; p.Cut {
			p.Entries = p.Entries[:maxHistory]
		}
		slices.Reverse(p.Entries)
		if p.Pages, err = conceal(tx, a, p.Entries, false); err != nil {
			return err
		}
		p.Files, err = filesMade(tx, issue)
		return err
	})
	return p, err
}

// filesMade lists the files of all editions of an issue in the order in which they were made.
func filesMade(tx *store.Tx, issue int64) ([]FileMade, error) {
	editions, err := tx.EditionsOfIssue(issue)
	if err != nil {
		return nil, err
	}
	var out []FileMade
	for _, e := range editions {
		files, err := tx.EditionFiles(e.ID)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			if f.Made() && f.MadeAt != nil {
				out = append(out, FileMade{f, e.Number})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b FileMade) int { return cmp.Or(a.MadeAt.Compare(*b.MadeAt), cmp.Compare(a.ID, b.ID)) })
	return out, nil
}
