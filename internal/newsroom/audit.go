package newsroom

import (
	"context"
	"fmt"

	"jianbao/internal/store"
	"jianbao/models"
)

// AuditPage is one page of the audit log, newest first.
type AuditPage struct {
	Entries []models.AuditEntry
	Before  int64 // what the next page continues from; 0: there is none
	Head    models.AuditEntry
	Bare    bool           // the actor sees acts without texts
	Issues  []models.Issue // the newest ones the actor may read, to narrow the list by
	Pages   AuditPages
}

// AuditPages says which of the objects named by entries have a page that the actor may open.
type AuditPages struct {
	Issues   map[int64]bool
	Articles bool // every article, wherever it stands now
}

// AuditActions are the acts that the log of a bulletin can be narrowed to.
var AuditActions = []string{
	"issue.created", "issue.imported", "issue.masthead", "article.saved", "article.amended", "issue.submit", "issue.recall", "issue.approve", "issue.sign_off",
	"issue.return", "issue.answer", "issue.record", "issue.object", "issue.reopen", "issue.void", "issue.schedule", "issue.unschedule", "issue.schedule_failed", "issue.publish", "issue.take_down", "issue.withdraw", "issue.restore",
}

// HistoryPage is one page of what happened to an issue, newest first.
type HistoryPage struct {
	Issue   models.Issue
	Entries []models.AuditEntry
	Before  int64 // what the next page continues from; 0: there is none
	Pages   AuditPages
}

// History shows what happened to an issue to whoever may read its working copy.
func (n *Newsroom) History(ctx context.Context, a models.Actor, issue, before int64) (HistoryPage, error) {
	var p HistoryPage
	err := n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, issue, false)
		if err != nil {
			return err
		}
		p.Issue, p.Pages.Issues = f.issue, map[int64]bool{issue: true}
		p.Pages.Articles = models.Can(a.Role, models.ReadUnpublished, models.Circumstances{})
		if p.Entries, err = tx.AuditPage(store.AuditFilter{BulletinID: a.BulletinID, IssueID: issue, Before: before, Limit: PageSize + 1}); err != nil {
			return err
		}
		p.Entries, p.Before = cutPage(p.Entries)
		return nil
	})
	return p, err
}

// cutPage takes one page of a list that was read one entry further, and says where the next one continues.
func cutPage(entries []models.AuditEntry) ([]models.AuditEntry, int64) {
	if len(entries) <= PageSize {
		return entries, 0
	}
	return entries[:PageSize], entries[PageSize-1].Seq
}

// Audit shows the audit log as far as the actor may read it: own issues, own runs, or all.
func (n *Newsroom) Audit(ctx context.Context, a models.Actor, issue int64, action string, before int64) (AuditPage, error) {
	var p AuditPage
	err := n.read(ctx, a, func(tx *store.Tx) error {
		f := store.AuditFilter{BulletinID: a.BulletinID, IssueID: issue, Action: action, Before: before, Limit: PageSize + 1}
		var err error
		if f.IssueIDs, p.Bare, err = auditScope(tx, a); err != nil {
			return err
		}
		if p.Entries, err = tx.AuditPage(f); err != nil {
			return err
		}
		p.Entries, p.Before = cutPage(p.Entries)
		p.Pages.Articles = models.Can(a.Role, models.ReadUnpublished, models.Circumstances{})
		if p.Pages.Issues, err = openable(tx, a, p.Entries); err != nil {
			return err
		}
		if p.Issues, err = newestIssues(tx, a); err != nil {
			return err
		}
		for i := range p.Entries {
			if p.Bare {
				p.Entries[i].Details = nil
			}
		}
		p.Head, err = tx.AuditHead()
		return err
	})
	return p, err
}

// openable finds the issues of one page of entries that the actor may open.
func openable(tx *store.Tx, a models.Actor, entries []models.AuditEntry) (map[int64]bool, error) {
	ids := make([]int64, len(entries))
	for i, e := range entries {
		ids[i] = e.IssueID
	}
	issues, err := tx.IssuesByID(ids)
	open := make(map[int64]bool, len(issues))
	for id, i := range issues {
		open[id] = models.Can(a.Role, models.ReadUnpublished, models.Circumstances{Submitted: i.Submitted()})
	}
	return open, err
}

// newestIssues lists the newest issues whose working copy the actor may read.
func newestIssues(tx *store.Tx, a models.Actor) ([]models.Issue, error) {
	if !models.Can(a.Role, models.ReadUnpublished, models.Circumstances{Submitted: true}) {
		return nil, nil
	}
	all := models.Can(a.Role, models.ReadUnpublished, models.Circumstances{})
	issues, _, err := tx.Issues(store.IssueFilter{BulletinID: a.BulletinID, Submitted: !all, Limit: PageSize})
	return issues, err
}

// auditScope says which issues' entries the actor may read, nil for all, and whether without their texts.
func auditScope(tx *store.Tx, a models.Actor) (issues []int64, bare bool, err error) {
	switch models.ConditionFor(models.ReadAudit, a.Role) {
	case models.OwnIssues:
		issues, err = tx.ContributedIssues(a.UserID)
		return issues, false, err
	case models.OwnRuns:
		issues, err = tx.IssuesWithStepsOf(a.UserID)
		return issues, false, err
	case models.WithoutTexts:
		return nil, true, nil
	case models.Always:
		return nil, false, nil
	default:
		return nil, false, models.NotFound()
	}
}

// AuditFault is one thing that is wrong with the audit log.
type AuditFault struct {
	Seq  int64
	What string
}

func (f AuditFault) String() string { return fmt.Sprintf("entry %d %s", f.Seq, f.What) }

// AuditReport is the result of checking the whole log.
type AuditReport struct {
	Entries int64
	Head    string // hash of the newest entry
	Faults  []AuditFault
}

// VerifyAudit walks the whole audit log and names every edit, deletion and reordering. With a head noted earlier (from a
// sign-off sheet) it also finds a cut tail and a rewritten log: the head must still be the hash of one of the entries.
func (n *Newsroom) VerifyAudit(ctx context.Context, head string) (r AuditReport, err error) {
	err = n.store.Read(ctx, func(tx *store.Tx) error {
		r, err = verifyAudit(tx, head)
		return err
	})
	return r, err
}

func verifyAudit(tx *store.Tx, head string) (AuditReport, error) {
	var r AuditReport
	var last models.AuditEntry
	found := head == ""
	for {
		batch, err := tx.AuditAfter(last.Seq, 1000)
		if err != nil {
			return r, err
		}
		if len(batch) == 0 {
			break
		}
		for _, e := range batch {
			r.Faults = append(r.Faults, faultsOf(last, e)...)
			r.Entries++
			found = found || e.Hash == head
			last = e
		}
	}
	r.Head = last.Hash
	if !found {
		r.Faults = append(r.Faults, AuditFault{Seq: last.Seq, What: "is the last, but the head " + head + " is no entry of this log: its tail was cut, or it was rewritten"})
	}
	return r, nil
}

func faultsOf(last, e models.AuditEntry) []AuditFault {
	var out []AuditFault
	if e.Seq != last.Seq+1 {
		out = append(out, AuditFault{e.Seq, fmt.Sprintf("follows a gap: entries %d to %d are missing", last.Seq+1, e.Seq-1)})
	}
	if e.PrevHash != last.Hash {
		out = append(out, AuditFault{e.Seq, "does not continue the entry before it: one was replaced, moved or removed"})
	}
	if e.ComputeHash() != e.Hash {
		out = append(out, AuditFault{e.Seq, "was changed after it was written"})
	}
	return out
}
