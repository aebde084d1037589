package newsroom

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// AuditPage is one page of the audit log, newest first.
type AuditPage struct {
	Entries []models.AuditEntry
	Before  int64 // what the next page continues from; 0: there is none
	Head    models.AuditEntry
	Bare    bool                  // the actor sees acts without texts
	Issues  []store.NumberedIssue // the newest ones the actor may read, to narrow the list by
	People  []models.User         // who acted, by id and name, to narrow the list by
	Pages   AuditPages
}

// AuditPages says which of the objects named by entries have a page that the actor may open, and how the issues are called.
type AuditPages struct {
	Issues   map[int64]bool
	Labels   map[int64]string // of the issues that the actor may open
	Articles bool             // every article, wherever it stands now
}

// AuditActions are the acts that the log of a bulletin can be narrowed to.
var AuditActions = []string{
	"issue.created", "issue.imported", "issue.masthead", "contents.arranged", "section.added", "section.renamed", "section.removed", "section.restored",
	"article.created", "article.saved", "article.amended", "article.side", "article.taken_over", "article.deleted", "article.undeleted",
	"issue.submit", "issue.recall", "issue.clear", "issue.approve", "issue.sign_off", "issue.return", "issue.answer", "issue.record", "issue.object",
	"issue.reopen", "issue.void", "issue.void_signed", "issue.deleted", "issue.undeleted",
	"issue.schedule", "issue.unschedule", "issue.schedule_failed", "issue.schedule_late", "issue.publish", "issue.take_down", "issue.withdraw", "issue.restore", "issue.correct", "issue.give_up", "issue.archive", "issue.admit",
	"article.taken_down", "article.withdrawn", "article.shown_again", "issue.read", "delegation.given", "delegation.revoked", "preview.made", "preview.opened", "preview.revoked",
	"material.registered", "material.corrected", "material.decided", "picture.added", "picture.deleted", "picture.undeleted", "import.started", "import.discarded",
	"bulletin.changed", "bulletin.chain", "bulletin.correction_chain", "bulletin.informed", "bulletin.lists", "bulletin.layout", "membership.given", "membership.taken", "membership.unit",
}

// AuditKinds are the kinds of object that the log of a bulletin can be narrowed to.
var AuditKinds = []string{"issue", "edition", "decision", "point", "article", "section", "material", "picture", "import", "preview", "user", "bulletin"}

// AuditQuery narrows the audit log. Zero fields do not narrow.
type AuditQuery struct {
	Issue  int64
	Person int64
	Action string
	Kind   string // of the object, one of AuditKinds
	Object string // one object, as kind:id
	From   string // first and last day, YYYY-MM-DD in the office's time zone
	To     string
	Before int64 // entries with a smaller sequence number
}

// cutPage takes one page of a list that was read one entry further, and says where the next one continues.
func cutPage(entries []models.AuditEntry) ([]models.AuditEntry, int64) {
	if len(entries) <= PageSize {
		return entries, 0
	}
	return entries[:PageSize], entries[PageSize-1].Seq
}

// Audit shows the audit log as far as the actor may read it: own issues, own runs, or all.
func (n *Newsroom) Audit(ctx context.Context, a models.Actor, q AuditQuery) (AuditPage, error) {
	var p AuditPage
	err := n.read(ctx, a, func(tx *store.Tx) error {
		f, bare, err := n.auditFilter(tx, a, q)
		if err != nil {
			return err
		}
		f.Limit, p.Bare = PageSize+1, bare
		if p.Entries, err = tx.AuditPage(f); err != nil {
			return err
		}
		p.Entries, p.Before = cutPage(p.Entries)
		if p.Pages, err = conceal(tx, a, p.Entries, bare); err != nil {
			return err
		}
		if p.Issues, err = newestIssues(tx, a); err != nil {
			return err
		}
		if p.People, err = tx.AuditPeople(f.BulletinID, f.IssueIDs); err != nil {
			return err
		}
		p.Head, err = tx.AuditHead()
		return err
	})
	return p, err
}

// auditBatch is how many entries an export reads in one transaction.
const auditBatch = 500

// MaxAuditRows bounds an export of the log; a narrower span gives the rest.
const MaxAuditRows = 100_000

// ExportAudit hands the entries that a query lets through to fn, newest first and batch by batch, as far as the actor may read
// them. It stops after MaxAuditRows and reports whether there was more.
func (n *Newsroom) ExportAudit(ctx context.Context, a models.Actor, q AuditQuery, fn func([]models.AuditEntry, AuditPages) error) (more bool, err error) {
	for left := MaxAuditRows; left > 0; left -= auditBatch {
		var entries []models.AuditEntry
		var pages AuditPages
		err := n.read(ctx, a, func(tx *store.Tx) error {
			f, bare, err := n.auditFilter(tx, a, q)
			if err != nil {
				return err
			}
			f.Limit = auditBatch
			if entries, err = tx.AuditPage(f); err != nil {
				return err
			}
			pages, err = conceal(tx, a, entries, bare)
			return err
		})
		if err != nil {
			return false, err
		}
		if err := fn(entries, pages); err != nil || len(entries) < auditBatch {
			return false, err
		}
		q.Before = entries[len(entries)-1].Seq
	}
	return true, nil
}

// auditFilter is a query within what the actor may read. A day or a kind that does not exist is models.CodeInvalid.
func (n *Newsroom) auditFilter(tx *store.Tx, a models.Actor, q AuditQuery) (f store.AuditFilter, bare bool, err error) {
	f = store.AuditFilter{BulletinID: a.BulletinID, IssueID: q.Issue, ActorID: q.Person, Action: q.Action, Kind: q.Kind, Object: q.Object, Before: q.Before}
	if f.IssueIDs, bare, err = auditScope(tx, a); err != nil {
		return f, bare, err
	}
	var p models.Problems
	if q.Kind != "" && !slices.Contains(AuditKinds, q.Kind) {
		p.Add("kind", "field.required")
	}
	for _, day := range []struct {
		field, typed string
		into         *time.Time
		plus         int
	}{{"from", q.From, &f.From, 0}, {"to", q.To, &f.To, 1}} {
		if day.typed == "" {
			continue
		}
		at, err := time.ParseInLocation(time.DateOnly, day.typed, n.location)
		if err != nil {
			p.Add(day.field, "field.bad_date")
			continue
		}
		*day.into = at.AddDate(0, 0, day.plus)
	}
	return f, bare, p.Err()
}

// conceal takes out of entries what the actor may not read, titles and numbers included, and finds the pages that they lead to.
// What happened, when and by whom stays. An entry on an issue keeps its details while the actor may read the issue's working
// copy, one on an article only while that article stands in it; what belongs to no issue is for whoever reads everything.
func conceal(tx *store.Tx, a models.Actor, entries []models.AuditEntry, bare bool) (AuditPages, error) {
	p := AuditPages{Articles: models.Can(a.Role, models.ReadUnpublished, models.Circumstances{})}
	var err error
	if p.Issues, p.Labels, err = openable(tx, a, entries); err != nil {
		return p, err
	}
	placed, err := placesOf(tx, entries)
	if err != nil {
		return p, err
	}
	for i := range entries {
		if bare || !p.Articles && !legible(entries[i], p.Issues, placed) {
			entries[i].Details = nil
		}
	}
	return p, nil
}

// textless are the kinds of object whose entries never quote what is written in issues, articles or files.
var textless = []string{"user", "bulletin", "membership"}

func legible(e models.AuditEntry, open map[int64]bool, placed map[int64]int64) bool {
	kind, id, _ := strings.Cut(e.Object, ":")
	if e.IssueID == 0 {
		return slices.Contains(textless, kind)
	}
	if !open[e.IssueID] {
		return false
	}
	if kind != "article" {
		return true
	}
	article, err := strconv.ParseInt(id, 10, 64)
	return err == nil && placed[article] == e.IssueID
}

// placesOf says in which issue the articles named by entries stand now.
func placesOf(tx *store.Tx, entries []models.AuditEntry) (map[int64]int64, error) {
	var ids []int64
	for _, e := range entries {
		if id, ok := strings.CutPrefix(e.Object, "article:"); ok {
			if n, err := strconv.ParseInt(id, 10, 64); err == nil {
				ids = append(ids, n)
			}
		}
	}
	articles, err := tx.ArticlesByID(ids)
	out := make(map[int64]int64, len(articles))
	for id, art := range articles {
		if art.IssueID != nil && art.DeletedAt == nil {
			out[id] = *art.IssueID
		}
	}
	return out, err
}

// openable finds the issues named by entries that the actor may open.
func openable(tx *store.Tx, a models.Actor, entries []models.AuditEntry) (open map[int64]bool, labels map[int64]string, err error) {
	var ids []int64
	for _, e := range entries {
		if e.IssueID != 0 && !slices.Contains(ids, e.IssueID) {
			ids = append(ids, e.IssueID)
		}
	}
	issues, err := tx.IssuesByID(ids)
	open, labels = make(map[int64]bool, len(issues)), make(map[int64]string, len(issues))
	for id, i := range issues {
		if models.Can(a.Role, models.ReadUnpublished, models.Circumstances{Submitted: i.Submitted()}) {
			open[id], labels[id] = true, i.Label()
		}
	}
	return open, labels, err
}

// newestIssues lists the newest issues whose working copy the actor may read.
func newestIssues(tx *store.Tx, a models.Actor) ([]store.NumberedIssue, error) {
	if !models.Can(a.Role, models.ReadUnpublished, models.Circumstances{Submitted: true}) {
		return nil, nil
	}
	all := models.Can(a.Role, models.ReadUnpublished, models.Circumstances{})
	issues, err := tx.NumberedIssues(store.IssueFilter{BulletinID: a.BulletinID, Submitted: !all, Limit: PageSize})
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

// FaultKind says what is wrong with the audit log, for programs and for pages.
type FaultKind string

// The kinds of fault.
const (
	FaultGap      FaultKind = "gap"      // entries before this one are missing
	FaultUnlinked FaultKind = "unlinked" // one before it was replaced, moved or removed
	FaultChanged  FaultKind = "changed"  // it was changed after it was written
	FaultCut      FaultKind = "cut"      // the tail was cut, or the log was rewritten
)

// AuditFault is one thing that is wrong with the audit log.
type AuditFault struct {
	Seq  int64
	Kind FaultKind
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

// CheckAudit is VerifyAudit for whoever may read the log.
func (n *Newsroom) CheckAudit(ctx context.Context, a models.Actor) (r AuditReport, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		if models.ConditionFor(models.ReadAudit, a.Role) == models.Never {
			return models.NotFound()
		}
		r, err = verifyAudit(tx, "")
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
		r.Faults = append(r.Faults, AuditFault{Seq: last.Seq, Kind: FaultCut, What: "is the last, but the head " + head + " is no entry of this log: its tail was cut, or it was rewritten"})
	}
	return r, nil
}

func faultsOf(last, e models.AuditEntry) []AuditFault {
	var out []AuditFault
	if e.Seq != last.Seq+1 {
		out = append(out, AuditFault{e.Seq, FaultGap, fmt.Sprintf("follows a gap: entries %d to %d are missing", last.Seq+1, e.Seq-1)})
	}
	if e.PrevHash != last.Hash {
		out = append(out, AuditFault{e.Seq, FaultUnlinked, "does not continue the entry before it: one was replaced, moved or removed"})
	}
	if e.ComputeHash() != e.Hash {
		out = append(out, AuditFault{e.Seq, FaultChanged, "was changed after it was written"})
	}
	return out
}
