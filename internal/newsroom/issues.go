package newsroom

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// PageSize is the number of rows on one page of a list.
const PageSize = 30

// IssueRow is one line of the list of issues.
type IssueRow struct {
	models.Issue
	Articles int
	Step     string           // name of the step at work, while under review
	Due                       // of that step
	Schedule *models.Schedule // the newest appointment to publish it
}

// IssueList is one page of the list of issues.
type IssueList struct {
	Rows  []IssueRow
	Total int
}

// IssueQuery narrows the list of issues. Pages count from 1.
type IssueQuery struct {
	Workflows []models.Workflow
	Standings []models.Standing
	Deleted   bool // drafts that were deleted, for whoever may restore them
	Ended     bool // voided or withdrawn
	Ahead     bool // what readers do not see yet
	Page      int
}

// Issues lists the issues that the actor may read.
func (n *Newsroom) Issues(ctx context.Context, a models.Actor, q IssueQuery) (IssueList, error) {
	var out IssueList
	all := models.Can(a.Role, models.ReadUnpublished, models.Circumstances{})
	if !models.Can(a.Role, models.ReadUnpublished, models.Circumstances{Submitted: true}) {
		return out, models.NotFound()
	}
	if q.Deleted && !models.Can(a.Role, models.ManageDraft, models.Circumstances{}) {
		return out, models.NotFound()
	}
	err := n.read(ctx, a, func(tx *store.Tx) error {
		issues, total, err := tx.Issues(store.IssueFilter{
			BulletinID: a.BulletinID, Workflows: q.Workflows, Standings: q.Standings, Submitted: !all, Deleted: q.Deleted, Ended: q.Ended, Ahead: q.Ahead,
			Limit: PageSize, Offset: (max(q.Page, 1) - 1) * PageSize,
		})
		if err != nil {
			return err
		}
		out.Total = int(total)
		runs, err := tx.OpenRuns(a.BulletinID)
		if err != nil {
			return err
		}
		if out.Rows, err = issueRows(tx, issues, runs); err != nil {
			return err
		}
		return n.fillDue(tx, out.Rows, runs)
	})
	return out, err
}

func issueRows(tx *store.Tx, issues []models.Issue, runs map[int64]models.Run) ([]IssueRow, error) {
	ids := make([]int64, len(issues))
	for i, is := range issues {
		ids[i] = is.ID
	}
	counts, err := tx.CountArticles(ids)
	if err != nil {
		return nil, err
	}
	schedules, err := tx.LastSchedules(ids)
	if err != nil {
		return nil, err
	}
	rows := make([]IssueRow, len(issues))
	for i, is := range issues {
		rows[i] = IssueRow{Issue: is, Articles: counts[is.ID]}
		if s, ok := schedules[is.ID]; ok {
			rows[i].Schedule = &s
		}
		if r, ok := runs[is.ID]; ok && r.Step < len(r.Chain) {
			rows[i].Step = r.Chain[r.Step].Name
		}
	}
	return rows, nil
}

// Proposal is what a new issue would begin with.
type Proposal struct {
	Bulletin models.Bulletin
	Issue    models.Issue
	Last     *models.Issue // the issue it follows
	HeldOver []models.Article
}

// ProposeIssue proposes the next issue of a kind: number, date by cadence, masthead and distribution of the last one.
func (n *Newsroom) ProposeIssue(ctx context.Context, a models.Actor, kind models.IssueKind) (Proposal, error) {
	var out Proposal
	err := n.read(ctx, a, func(tx *store.Tx) error {
		if err := allow(a, models.EditContent, models.Circumstances{}); err != nil {
			return err
		}
		b, err := tx.Bulletin(a.BulletinID)
		if err != nil {
			return err
		}
		out, err = n.propose(tx, b, kind)
		if err != nil {
			return err
		}
		out.HeldOver, _, err = tx.Pool(store.PoolFilter{BulletinID: b.ID, Limit: PageSize})
		return err
	})
	return out, err
}

func (n *Newsroom) propose(tx *store.Tx, b models.Bulletin, kind models.IssueKind) (Proposal, error) {
	today := tx.Now.In(n.location)
	p := Proposal{Bulletin: b, Issue: models.Issue{
		BulletinID: b.ID, Kind: kind, Name: b.Name, Host: b.Host, Date: today.Format(time.DateOnly), AccessNote: b.AccessNote,
		Access: b.Access, Distribution: b.Distribution, ListedUnits: b.ListedUnits, Workflow: models.Drafting, Standing: models.Unpublished,
	}}
	last, err := tx.LastIssue(b.ID, kind)
	switch {
	case err == nil:
		p.Last = &last
		p.Issue.Distribution, p.Issue.ListedUnits = last.Distribution, last.ListedUnits
		if day, err := time.Parse(time.DateOnly, last.Date); err == nil && b.CadenceDays > 0 {
			p.Issue.Date = day.AddDate(0, 0, b.CadenceDays).Format(time.DateOnly)
		}
	case models.CodeOf(err) != models.CodeNotFound:
		return p, err
	}
	series, err := tx.Series(b.ID, kind)
	if models.CodeOf(err) == models.CodeNotFound {
		series, err = models.Series{FirstNumber: 1}, nil
	}
	if err != nil {
		return p, err
	}
	number(&p, series)
	return p, nil
}

// number gives a proposal the next number of its series.
func number(p *Proposal, s models.Series) {
	i := &p.Issue
	i.Number, i.Cumulative = s.FirstNumber, s.FirstCumulative
	if s.Yearly {
		i.Year = year(i.Date)
	}
	if p.Last == nil {
		return
	}
	if i.Number = p.Last.Number + 1; s.Yearly && i.Year != p.Last.Year {
		i.Number = 1
	}
	if p.Last.Cumulative > 0 {
		i.Cumulative = p.Last.Cumulative + 1
	}
}

func year(date string) int {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return 0
	}
	return day.Year()
}

// NewIssue says how an issue begins.
type NewIssue struct {
	Issue    models.Issue // masthead, kind and number
	FromLast bool         // sections of the last issue; else of the section library
	HeldOver []int64      // articles of the pool that go into the first section
}

// CreateIssue begins an issue. A number that is taken is a conflict that names the issue which holds it.
func (n *Newsroom) CreateIssue(ctx context.Context, a models.Actor, in NewIssue) (models.Issue, error) {
	issue := in.Issue
	err := n.write(ctx, a, func(tx *store.Tx) error {
		if err := allow(a, models.EditContent, models.Circumstances{}); err != nil {
			return err
		}
		if err := n.insertIssue(tx, a, &issue); err != nil {
			return err
		}
		first, err := firstSections(tx, issue, in.FromLast)
		if err != nil {
			return err
		}
		for _, id := range in.HeldOver {
			if _, err := n.place(tx, a, issue, first, id); err != nil {
				return err
			}
		}
		return note(tx, a, models.AuditEntry{IssueID: issue.ID, Action: "issue.created", Object: object("issue", issue.ID), Details: models.AuditDetails{{Name: "number", Value: issue.Label()}}})
	})
	return issue, err
}

// insertIssue stores a fresh draft and makes the actor its first contributor.
func (n *Newsroom) insertIssue(tx *store.Tx, a models.Actor, issue *models.Issue) error {
	issue.BulletinID, issue.CreatedBy, issue.Workflow, issue.Standing = a.BulletinID, a.UserID, models.Drafting, models.Unpublished
	if err := issue.Validate(); err != nil {
		return err
	}
	if err := numberFree(tx, *issue); err != nil {
		return err
	}
	if err := tx.CreateIssue(issue); err != nil {
		return err
	}
	return tx.Contribute(issue.ID, a.UserID)
}

// NumberTaken is the error of a number that another issue holds; the person may see that issue.
type NumberTaken struct{ Holder models.Issue }

func (e *NumberTaken) Error() string {
	return "the number is held by issue " + strconv.FormatInt(e.Holder.ID, 10)
}

func taken(holder models.Issue) error {
	return (&models.Error{
		Code: models.CodeConflict, Key: "issue.number_taken",
		Fields: []models.FieldError{{Field: "number", Key: "issue.number_taken", Args: models.Args{"Label": holder.Label()}}},
	}).With(models.Args{"Label": holder.Label()}).Because(&NumberTaken{Holder: holder})
}

// numberFree refuses a number that another issue holds, and one that an archive issue cannot have.
func numberFree(tx *store.Tx, i models.Issue) error {
	if i.Archival {
		if err := beforeFirst(tx, i); err != nil {
			return err
		}
	}
	held, err := tx.IssueByNumber(i.BulletinID, i.IssueNumber())
	switch {
	case models.CodeOf(err) == models.CodeNotFound:
		return nil
	case err == nil && held.ID != i.ID:
		return taken(held)
	}
	return err
}

// firstSections gives a new issue its sections and returns the first; there is always one.
func firstSections(tx *store.Tx, issue models.Issue, fromLast bool) (models.Section, error) {
	titles, err := firstTitles(tx, issue, fromLast)
	if err != nil {
		return models.Section{}, err
	}
	if len(titles) == 0 {
		titles = []string{""}
	}
	sections := make([]models.Section, len(titles))
	for i, title := range titles {
		sections[i] = models.Section{IssueID: issue.ID, Title: title}
		if err := tx.CreateSection(&sections[i]); err != nil {
			return models.Section{}, err
		}
	}
	return sections[0], nil
}

// firstTitles are the section titles of the issue before, if they are asked for and there is one; else those of the library.
func firstTitles(tx *store.Tx, issue models.Issue, fromLast bool) ([]string, error) {
	if !fromLast {
		return tx.LibraryTitles(issue.BulletinID)
	}
	last, err := tx.LastIssueBefore(issue)
	if models.CodeOf(err) == models.CodeNotFound {
		return tx.LibraryTitles(issue.BulletinID)
	}
	if err != nil {
		return nil, err
	}
	sections, err := tx.Sections(last.ID)
	titles := make([]string, len(sections))
	for i, s := range sections {
		titles[i] = s.Title
	}
	return titles, err
}

// SaveMasthead writes masthead, distribution and access of an issue. base is what the form was drawn from: if somebody has
// changed the masthead since, nothing is written and the error is a conflict.
func (n *Newsroom) SaveMasthead(ctx context.Context, a models.Actor, id int64, base string, in models.Issue, confirm string) error {
	return n.edit(ctx, a, id, confirm, func(tx *store.Tx, f *folder) (change, error) {
		was, number := mastheadBase(f.issue), f.issue.IssueNumber()
		i := &f.issue
		i.Kind, i.Year, i.Number, i.Cumulative = in.Kind, in.Year, in.Number, in.Cumulative
		i.Name, i.Host, i.Date, i.AccessNote, i.EditorNote = in.Name, in.Host, in.Date, in.AccessNote, in.EditorNote
		i.Access, i.Distribution = in.Access, in.Distribution
		before := i.ListedUnits
		i.ListedUnits = distinct(in.ListedUnits)
		if i.Correcting {
			i.CorrectionNote = in.CorrectionNote
		}
		if mastheadBase(*i) == was {
			return change{}, nil
		}
		if base != was {
			return change{}, models.Fail(models.CodeConflict, "issue.masthead_conflict")
		}
		if i.EditionID != nil && i.IssueNumber() != number {
			return change{}, models.Fail(models.CodeConflict, "correction.number_fixed")
		}
		if err := joined(i.Validate(), listable(tx, *i, before)); err != nil {
			return change{}, err
		}
		if err := numberFree(tx, *i); err != nil {
			return change{}, err
		}
		return change{Action: "issue.masthead", Object: object("issue", id), Details: models.AuditDetails{{Name: "number", Value: i.Label()}}}, nil
	})
}

// listable refuses an issue that lists a unit which its bulletin does not know; those that it listed before may stay.
func listable(tx *store.Tx, i models.Issue, before []string) error {
	units, err := tx.UnitNames(i.BulletinID)
	if err != nil {
		return err
	}
	var p models.Problems
	known(&p, i.ListedUnits, append(units, before...))
	return p.Err()
}

// mastheadBase identifies what a masthead form edits.
func mastheadBase(i models.Issue) string {
	return models.Hash(struct {
		Number       models.IssueNumber
		Texts        [6]string
		Access       models.Access
		Distribution models.Distribution
		ListedUnits  []string
	}{i.IssueNumber(), [6]string{i.Name, i.Host, i.Date, i.AccessNote, i.EditorNote, i.CorrectionNote}, i.Access, i.Distribution, append([]string{}, i.ListedUnits...)})
}

// DeleteIssue puts a draft that was never submitted out of sight; RestoreIssue brings it back. Its articles stay with it.
func (n *Newsroom) DeleteIssue(ctx context.Context, a models.Actor, id int64) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, _, err := n.take(tx, a, id, models.EventDelete)
		if err != nil {
			return err
		}
		f.issue.DeletedAt = &tx.Now
		if err := tx.UpdateIssue(&f.issue); err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{IssueID: id, Action: "issue.deleted", Object: object("issue", id), Details: models.AuditDetails{{Name: "number", Value: f.issue.Label()}}})
	})
}

// RestoreIssue brings a deleted draft back, unless its number has been given away.
func (n *Newsroom) RestoreIssue(ctx context.Context, a models.Actor, id int64) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, id, true)
		if err != nil {
			return err
		}
		if err := allow(a, models.ManageDraft, f.circumstances(a)); err != nil {
			return err
		}
		if f.issue.DeletedAt == nil {
			return nil
		}
		if err := numberFree(tx, f.issue); err != nil {
			return err
		}
		f.issue.DeletedAt = nil
		if err := tx.UpdateIssue(&f.issue); err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{IssueID: id, Action: "issue.undeleted", Object: object("issue", id), Details: models.AuditDetails{{Name: "number", Value: f.issue.Label()}}})
	})
}

// object names what an audit entry is about, as kind:id.
func object(kind string, id int64) string { return fmt.Sprintf("%s:%d", kind, id) }

// Holder finds the issue that a NumberTaken error names.
func Holder(err error) (models.Issue, bool) {
	e, ok := errors.AsType[*NumberTaken](err)
	if !ok {
		return models.Issue{}, false
	}
	return e.Holder, true
}
