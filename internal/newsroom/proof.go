package newsroom

import (
	"context"
	"strings"
	"time"

	"github.com/maypok86/otter/v2"

	"jianbao/internal/proof"
	"jianbao/internal/store"
	"jianbao/models"
)

// Preflight is what the rules say of an issue as it stands (付印检查).
type Preflight struct {
	Issue    models.Issue
	Findings []Finding // those that block first
	CanClear bool      // the actor may clear warnings now
}

// Finding is an objection of a rule, and what was said about it.
type Finding struct {
	proof.Finding
	Mark    string // what a clearing names
	Blocks  bool   // the issue is neither submitted nor signed nor published with it
	Cleared *ClearedShown
}

// ClearedShown is a clearing with the name of whoever cleared.
type ClearedShown struct {
	By   string
	At   time.Time
	Note string
}

// Blocking counts the findings that stop the issue.
func (p Preflight) Blocking() int {
	return p.count(func(f Finding) bool { return f.Blocks })
}

// Open counts the warnings that nobody cleared.
func (p Preflight) Open() int {
	return p.count(func(f Finding) bool { return !f.Blocks && f.Cleared == nil })
}

func (p Preflight) count(is func(Finding) bool) int {
	n := 0
	for _, f := range p.Findings {
		if is(f) {
			n++
		}
	}
	return n
}

// Preflight reads an issue as it stands, for whoever may read its working copy.
func (n *Newsroom) Preflight(ctx context.Context, a models.Actor, id int64) (p Preflight, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, id, false)
		if err != nil {
			return err
		}
		sections, err := contentsSections(tx, f)
		if err != nil {
			return err
		}
		p, err = n.preflightOf(ctx, tx, a, f, sections)
		return err
	})
	return p, err
}

func (n *Newsroom) preflightOf(ctx context.Context, tx *store.Tx, a models.Actor, f *folder, sections []ContentsSection) (Preflight, error) {
	_, no := f.require(a, models.EventClear)
	p := Preflight{Issue: f.issue, CanClear: no == nil}
	settings, err := f.proofSettings(tx)
	if err != nil {
		return p, err
	}
	found, err := n.found(ctx, asPrinted(f.bulletin, f.issue, sections), settings)
	if err != nil {
		return p, err
	}
	p.Findings, err = withClearings(tx, f.issue.ID, found)
	return p, err
}

// proofreadKept is how many issues' findings are kept: what is found in one follows from the texts, which the manifest names by their hashes,
// and the settings alone.
const proofreadKept = 100

func newProofread() *otter.Cache[string, []proof.Finding] {
	return otter.Must(&otter.Options[string, []proof.Finding]{MaximumSize: proofreadKept})
}

// found is what the rules find, or found before in the same texts. It must not be changed.
func (n *Newsroom) found(ctx context.Context, c models.EditionContent, s proof.Settings) ([]proof.Finding, error) {
	key := models.Hash(struct {
		Manifest models.Manifest
		Settings proof.Settings
	}{c.Manifest, s})
	return n.proofread.Get(ctx, key, otter.LoaderFunc[string, []proof.Finding](func(context.Context, string) ([]proof.Finding, error) {
		return proof.Check(c, s), nil
	}))
}

func withClearings(tx *store.Tx, issue int64, found []proof.Finding) ([]Finding, error) {
	clearings, err := tx.Clearings(issue)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(clearings))
	byMark := make(map[string]models.Clearing, len(clearings))
	for i, c := range clearings {
		ids[i], byMark[c.Mark] = c.ActorID, c
	}
	names, err := tx.UserNames(ids)
	out := make([]Finding, len(found))
	for i, f := range found {
		out[i] = Finding{Finding: f, Mark: f.Mark(), Blocks: f.Level == proof.Block}
		if c, cleared := byMark[out[i].Mark]; cleared && !out[i].Blocks {
			out[i].Cleared = &ClearedShown{By: names[c.ActorID], At: c.CreatedAt, Note: c.Note}
		}
	}
	return out, err
}

// proofread gathers what would be published and reads it.
func (f *folder) proofread(tx *store.Tx) ([]proof.Finding, error) {
	sections, err := contentsSections(tx, f)
	if err != nil {
		return nil, err
	}
	settings, err := f.proofSettings(tx)
	return proof.Check(asPrinted(f.bulletin, f.issue, sections), settings), err
}

// proofSettings are what the rules need to know besides the issue. Issues that were never submitted are left out: not everybody who
// reads this one may know of them.
func (f *folder) proofSettings(tx *store.Tx) (proof.Settings, error) {
	s := proof.Settings{RequireSources: f.bulletin.RequireSources}
	issues, err := tx.NumberedIssues(store.IssueFilter{
		BulletinID: f.bulletin.ID, Workflows: []models.Workflow{models.Reviewing, models.Returned, models.Signed}, Submitted: true,
		Before: &f.issue, Limit: proof.EarlierIssues,
	})
	if err != nil {
		return s, err
	}
	ids := make([]int64, len(issues))
	for i, is := range issues {
		ids[i] = is.ID
		if s.LastIssue == "" && is.Kind == f.issue.Kind && is.Year <= f.issue.Year && (is.Year < f.issue.Year || is.Number < f.issue.Number) {
			s.LastIssue, s.LastDate = is.Label(), is.Date
		}
	}
	if s.MustFix, err = f.mustFix(tx); err != nil {
		return s, err
	}
	titles, err := tx.TitlesOf(ids)
	for _, is := range issues {
		for _, t := range titles[is.ID] {
			s.Earlier = append(s.Earlier, proof.Earlier{Title: t, Issue: is.Label()})
		}
	}
	return s, err
}

// mustFix are the unresolved comments that demand a correction.
func (f *folder) mustFix(tx *store.Tx) ([]proof.MustFix, error) {
	list, err := tx.OpenMustFix(f.issue.ID)
	if err != nil {
		return nil, err
	}
	people := make([]int64, len(list))
	for i, c := range list {
		people[i] = c.AuthorID
	}
	names, err := tx.UserNames(people)
	out := make([]proof.MustFix, len(list))
	for i, c := range list {
		out[i] = proof.MustFix{Comment: c.ID, Article: c.ArticleID, Passage: c.Passage, By: names[c.AuthorID]}
	}
	return out, err
}

// preflight refuses an issue with findings that block: at submission, at sign-off and at publication, in the same transaction.
func (f *folder) preflight(tx *store.Tx) error {
	found, err := f.proofread(tx)
	if err != nil {
		return err
	}
	var p models.Problems
	for _, b := range proof.Blocking(found) {
		p.Add("proof", b.Key, b.Args)
	}
	return p.Err()
}

// MaxClearingNote bounds the note of a clearing, in characters.
const MaxClearingNote = 200

// ClearFinding says that what a warning points out is right as it stands (已核), with a note. The finding must still be there;
// what blocks cannot be cleared. Clearing twice is once.
func (n *Newsroom) ClearFinding(ctx context.Context, a models.Actor, id int64, mark, note string) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, _, err := n.take(tx, a, id, models.EventClear)
		if err != nil {
			return err
		}
		if note, err = clearingNote(note); err != nil {
			return err
		}
		finding, err := f.finding(tx, mark)
		if err != nil || finding.Cleared != nil {
			return err
		}
		if finding.Blocks {
			return models.Fail(models.CodeConflict, "proof.cannot_clear")
		}
		if err := tx.CreateClearing(&models.Clearing{IssueID: id, Mark: mark, Rule: finding.Rule, Note: note, ActorID: a.UserID}); err != nil {
			return err
		}
		return clearingNoted(tx, a, f.issue, finding, note)
	})
}

func clearingNote(note string) (string, error) {
	note = strings.TrimSpace(note)
	var p models.Problems
	if note == "" {
		p.Add("note", "field.required")
	}
	return note, joined(p.Err(), checkLength("note", note, MaxClearingNote))
}

// finding is the finding with a mark, as the issue stands now.
func (f *folder) finding(tx *store.Tx, mark string) (Finding, error) {
	found, err := f.proofread(tx)
	if err != nil {
		return Finding{}, err
	}
	all, err := withClearings(tx, f.issue.ID, found)
	if err != nil {
		return Finding{}, err
	}
	for _, x := range all {
		if x.Mark == mark {
			return x, nil
		}
	}
	return Finding{}, models.Fail(models.CodeConflict, "proof.gone")
}

func clearingNoted(tx *store.Tx, a models.Actor, i models.Issue, x Finding, said string) error {
	e := models.AuditEntry{IssueID: i.ID, Action: "issue.clear", Object: object("issue", i.ID), Details: models.AuditDetails{
		{Name: "number", Value: i.Label()}, {Name: "check", Value: x.Rule}, {Name: "reason", Value: said},
	}}
	if x.Article != 0 {
		e.Object = object("article", x.Article)
		e.Details = append(e.Details, models.AuditDetail{Name: "title", Value: x.Title})
	}
	return note(tx, a, e)
}
