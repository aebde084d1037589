package newsroom

import (
	"cmp"
	"context"
	"slices"
	"time"

	"jianbao/internal/redline"
	"jianbao/internal/store"
	"jianbao/models"
)

// Progress is how far the review of an issue has come, and what the actor can do about it.
type Progress struct {
	Steps        []StepShown
	Returned     []DecisionShown // returns of all runs, newest first
	Recorded     []DecisionShown // of all runs: recorded in the actor's name and not objected to
	Contributors []string
	SubmittedBy  string
	Blocked      string                // key: why the actor may not act although he holds the step
	Stopped      bool                  // too few people can act on what is left of the chain, so that the actor, who submitted the issue, can recall it
	Override     bool                  // blocked, but separation is off: a reason lets him act
	Record       *RecordChoice         // nil: the actor cannot record now
	NoRecord     error                 // why not
	Informed     []models.ReadingShown // who gets it for information
}

// ReviewPage is an issue as reviewers, signers and the printer see it: how it will print, and what has been decided.
type ReviewPage struct {
	Progress
	Bulletin  models.Bulletin
	Issue     models.Issue
	Run       models.Run
	Content   models.EditionContent // with fragments
	Hash      string                // of the working copy now
	Since     redline.IssueDiff     // everything that changed since submission
	Changed   []ArticleChange       // its texts: amendments and replacements
	Possible  []models.Event
	SinceSeen string                  // hash that the actor last decided on, empty: never
	Look      models.Look             // what the actor had seen of it before
	Seen      SeenBefore              // what changed since
	Head      models.AuditEntry       // head of the audit log
	Editions  []models.Withdrawal     // what happened after publication
	Earlier   []models.SignOffEarlier // what was done before and no longer counts
	Comments  map[int64]int           // unresolved comments and undecided proposals, by article
	Schedule  *models.Schedule        // the newest appointment to publish it
}

// StepShown is one step of the run with what was decided on it.
type StepShown struct {
	Name     string
	Role     models.Role
	Person   string // of a countersign step, which is shown once for everybody named
	SignOff  bool
	Duty     int // proofreading duty: 1 for the first of the chain; 0: none
	AtWork   bool
	Holders  []string
	Due                     // while it is at work
	Decision *DecisionShown // the approval that stands; nil: none
	Lost     *DecisionShown // an approval that no longer stands
}

// DecisionShown is a decision with names.
type DecisionShown struct {
	models.Decision
	By        string
	Recorder  string
	Authority *models.Authorisation // by which they signed off in a signer's place
}

// SeenBefore is what changed since the actor looked at an issue in another state than the one that stands now; without a time,
// they never did. It stays the same when they look again.
type SeenBefore struct {
	At      time.Time
	Diff    redline.IssueDiff
	Changed []ArticleChange
}

// ArticleChange is what an amendment or replacement did to one article: from the text that was submitted to the text now.
type ArticleChange struct {
	Article int64
	Title   string
	Who     []string
	Steps   []string
	Diff    redline.ArticleDiff
	At      time.Time
}

// RecordChoice is what a form for a recorded decision offers.
type RecordChoice struct {
	Step    int
	Name    string
	SignOff bool
	People  []models.User
	Today   string
}

// Review shows an issue to whoever may read its working copy.
func (n *Newsroom) Review(ctx context.Context, a models.Actor, id int64) (ReviewPage, error) {
	var p ReviewPage
	err := n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, id, false)
		if err != nil {
			return err
		}
		p = ReviewPage{Bulletin: f.bulletin, Issue: f.issue, Run: f.run, Possible: f.possible(a), Schedule: f.schedule}
		if err := n.draw(ctx, tx, f, &p); err != nil {
			return err
		}
		if p.Progress, err = n.progress(tx, a, f); err != nil {
			return err
		}
		if err := n.fillChanges(tx, f, &p); err != nil {
			return err
		}
		if err := p.fillEarlier(tx, f); err != nil {
			return err
		}
		if p.Comments, err = tx.CommentsOpen(id); err != nil {
			return err
		}
		if p.Editions, err = tx.Withdrawals(id); err != nil {
			return err
		}
		p.SinceSeen = f.lastDecided(a.UserID)
		return p.fillMarks(tx, a)
	})
	return p, err
}

// lastDecided is the manifest that somebody decided on last; empty: none.
func (f *folder) lastDecided(user int64) (hash string) {
	for _, d := range f.decisions {
		if d.ActorID == user {
			hash = d.Hash
		}
	}
	return hash
}

// fillMarks adds what the actor had seen, and how far the audit log is.
func (p *ReviewPage) fillMarks(tx *store.Tx, a models.Actor) (err error) {
	if p.Look, err = tx.LookAtIssue(a.UserID, p.Issue.ID); err != nil {
		return err
	}
	if err = p.fillSeen(tx); err != nil {
		return err
	}
	p.Head, err = tx.AuditHead()
	return err
}

// fillSeen compares what the actor saw before with what stands now.
func (p *ReviewPage) fillSeen(tx *store.Tx) error {
	hash, at := p.Look.Since(p.Hash)
	if hash == "" {
		return nil
	}
	before, err := tx.Manifest(hash)
	if err != nil {
		return err
	}
	texts, err := textsOf(tx, before, p.Content.Manifest)
	if err != nil {
		return err
	}
	p.Seen = SeenBefore{At: at, Diff: redline.Issues(before, p.Content.Manifest, texts)}
	hands, err := handsBetween(tx, before, p.Content.Manifest)
	for _, changed := range p.Seen.Diff.Articles {
		p.Seen.Changed = append(p.Seen.Changed, articleChange(changed, hands[changed.Article]))
	}
	return err
}

// articleChange names the hands of a change.
func articleChange(changed redline.ArticleChange, hands Hands) ArticleChange {
	c := ArticleChange{Article: changed.Article, Title: changed.Title, Diff: changed.Diff}
	for _, h := range hands.All() {
		c.Who, c.At = appendOnce(c.Who, h.Who), h.At
		if h.Step != "" {
			c.Steps = appendOnce(c.Steps, h.Step)
		}
	}
	return c
}

// draw fills in how the issue will print.
func (n *Newsroom) draw(ctx context.Context, tx *store.Tx, f *folder, p *ReviewPage) error {
	var err error
	if p.Content, err = f.asItPrints(tx); err != nil {
		return err
	}
	p.Hash = p.Content.Manifest.Hash()
	p.Content.Fragments, err = n.render.RenderDraft(ctx, f.bulletin.Slug, p.Content)
	return err
}

// asItPrints is the working copy as it will print, with nothing drawn yet.
func (f *folder) asItPrints(tx *store.Tx) (models.EditionContent, error) {
	m, err := manifest(tx, f.bulletin, f.issue)
	if err != nil {
		return models.EditionContent{}, err
	}
	colophon, err := f.colophon(tx)
	if err != nil {
		return models.EditionContent{}, err
	}
	return content(tx, m, colophon, f.bulletin.Layout)
}

// progress shows how far the review of an issue has come.
func (n *Newsroom) progress(tx *store.Tx, a models.Actor, f *folder) (Progress, error) {
	p, names, err := n.passage(tx, f)
	if err != nil {
		return p, err
	}
	for _, d := range slices.Backward(f.decisions) {
		if d.Verdict == models.ReturnedBack {
			p.Returned = append(p.Returned, *f.shown(d, names))
		}
		if d.ActorID == a.UserID && d.RecorderID != nil && d.ObjectedAt == nil && d.CarriedFrom == nil {
			p.Recorded = append(p.Recorded, *f.shown(d, names))
		}
	}
	return p, n.fillActs(tx, a, f, &p)
}

// passage is who drafted and submitted the issue and what was decided on each step, for anybody's eyes.
func (n *Newsroom) passage(tx *store.Tx, f *folder) (p Progress, names map[int64]string, err error) {
	ids := peopleOf(f.decisions)
	for _, c := range f.drafters {
		ids = append(ids, c.UserID)
	}
	for _, d := range f.granted {
		ids = append(ids, d.SignerID)
	}
	for _, r := range f.readings {
		ids = append(ids, r.UserID)
	}
	if names, err = tx.UserNames(append(ids, f.run.SubmittedBy)); err != nil {
		return p, nil, err
	}
	p.SubmittedBy = names[f.run.SubmittedBy]
	for _, c := range f.drafters {
		p.Contributors = append(p.Contributors, names[c.UserID])
	}
	p.Informed = f.informed(names)
	for k := range f.run.Chain {
		steps, err := n.stepsShown(tx, f, k, names)
		if err != nil {
			return p, nil, err
		}
		p.Steps = append(p.Steps, steps...)
	}
	return p, names, nil
}

func (f *folder) shown(d models.Decision, names map[int64]string) *DecisionShown {
	s := &DecisionShown{Decision: d, By: names[d.ActorID]}
	for _, by := range f.granted {
		if d.DelegationID != nil && by.ID == *d.DelegationID {
			s.Authority = &models.Authorisation{Signer: names[by.SignerID], Delegation: by}
		}
	}
	if d.RecorderID != nil {
		s.Recorder = names[*d.RecorderID]
	}
	return s
}

// stepsShown shows a step, and a countersign step once for everybody named.
func (n *Newsroom) stepsShown(tx *store.Tx, f *folder, k int, names map[int64]string) ([]StepShown, error) {
	step := f.run.Chain[k]
	if !step.Together {
		s, err := n.stepShown(tx, f, k, 0, names)
		return []StepShown{s}, err
	}
	people, err := tx.UserNames(step.People)
	if err != nil {
		return nil, err
	}
	var out []StepShown
	for _, id := range step.People {
		s, err := n.stepShown(tx, f, k, id, names)
		if err != nil {
			return nil, err
		}
		s.Person, s.AtWork = people[id], s.AtWork && slices.Contains(f.run.Pending, id)
		if s.Decision == nil {
			s.Holders = []string{s.Person}
		}
		out = append(out, s)
	}
	return out, nil
}

// stepShown shows a step, or one person's part in it; 0 is anybody's.
func (n *Newsroom) stepShown(tx *store.Tx, f *folder, k int, person int64, names map[int64]string) (StepShown, error) {
	step := f.run.Chain[k]
	s := StepShown{Name: step.Name, Role: step.Role, SignOff: f.run.Chain.SignOff(k), Duty: f.run.Chain.Duty(k), AtWork: f.run.State == models.RunOpen && k == f.run.Step}
	for _, d := range f.approvals() {
		switch {
		case d.Step != k || person != 0 && d.ActorID != person:
		case d.ObjectedAt == nil && models.Stands(f.run.Chain, f.changes, d):
			s.Decision, s.Lost = f.shown(d, names), nil
		case s.Decision == nil:
			s.Lost = f.shown(d, names)
		}
	}
	if s.Decision != nil {
		return s, nil
	}
	if s.AtWork {
		var err error
		if s.Due, err = n.due(tx, f.run); err != nil {
			return s, err
		}
	}
	users, err := n.holders(tx, f, k) // at most five steps
	for _, u := range users {
		s.Holders = append(s.Holders, u.Name)
	}
	return s, err
}

// fillChanges compares what was submitted with what stands now.
func (n *Newsroom) fillChanges(tx *store.Tx, f *folder, p *ReviewPage) error {
	first := slices.IndexFunc(f.changes, func(c models.Change) bool { return c.RunID == f.run.ID })
	if f.run.ID == 0 || first < 0 && len(f.changes) == 0 {
		return nil
	}
	from := f.changes[max(first, 0)].Hash
	if first > 0 && f.changes[first].Cause == models.ChangeAmended { // the run began on an unchanged text
		from = f.changes[first-1].Hash
	}
	submitted, err := tx.Manifest(from)
	if err != nil {
		return err
	}
	amendments, err := tx.AmendmentsOf([]int64{f.run.ID})
	if err != nil {
		return err
	}
	texts, err := textsOf(tx, submitted, p.Content.Manifest)
	if err != nil {
		return err
	}
	p.Since = redline.Issues(submitted, p.Content.Manifest, texts)
	return nameChanges(tx, f, amendments, p)
}

// nameChanges says of every text that changed who changed it.
func nameChanges(tx *store.Tx, f *folder, amendments []models.Revision, p *ReviewPage) error {
	ids := make([]int64, len(amendments))
	for i, r := range amendments {
		ids[i] = r.AuthorID
	}
	names, err := tx.UserNames(ids)
	if err != nil {
		return err
	}
	for _, changed := range p.Since.Articles {
		c := ArticleChange{Article: changed.Article, Title: changed.Title, Diff: changed.Diff}
		for _, r := range amendments {
			if r.ArticleID == c.Article {
				c.Who = appendOnce(c.Who, names[r.AuthorID])
				c.Steps = appendOnce(c.Steps, f.run.Chain[*r.Step].Name)
				c.At = r.CreatedAt
			}
		}
		p.Changed = append(p.Changed, c)
	}
	return nil
}

func appendOnce[T comparable](list []T, s T) []T {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// fillActs says what the actor can do, and why not.
func (n *Newsroom) fillActs(tx *store.Tx, a models.Actor, f *folder, p *Progress) error {
	p.Stopped = f.stopped
	c := f.circumstances(a)
	if c.HoldsStep {
		key, err := f.separation(tx, a.UserID, f.run.Step)
		if err != nil {
			return err
		}
		p.Blocked, p.Override = key, key != "" && !f.run.Separation
	}
	_, no := f.require(a, models.EventRecord)
	if p.NoRecord = cmp.Or(no, f.mayRecord(a)); p.NoRecord != nil {
		return nil //nolint:nilerr // not being able to record is an answer, not a failure
	}
	users, err := n.holders(tx, f, f.run.Step)
	p.Record = &RecordChoice{
		Step: f.run.Step, Name: f.run.Chain[f.run.Step].Name, SignOff: f.run.Chain.SignOff(f.run.Step), Today: n.day(tx),
		People: slices.DeleteFunc(users, func(u models.User) bool { return u.ID == a.UserID }),
	}
	return err
}

// Ask shows an issue to somebody who is about to do something to it, provided that it is possible.
func (n *Newsroom) Ask(ctx context.Context, a models.Actor, id int64, e models.Event) (ReviewPage, error) {
	if err := n.may(ctx, a, id, e); err != nil {
		return ReviewPage{}, err
	}
	if slices.Contains(liveEvents, e) {
		return n.askLive(ctx, a, id)
	}
	p, err := n.Review(ctx, a, id)
	if err == nil && p.Blocked != "" && !p.Override && slices.Contains(stepEvents, e) {
		return ReviewPage{}, models.Fail(models.CodeForbidden, p.Blocked)
	}
	return p, err
}

// stepEvents are what only those do who may act on the step at work.
var stepEvents = []models.Event{models.EventApprove, models.EventSignOff, models.EventReturn}

// AskAgain is Ask for somebody whose answer was refused: whether e is possible is no longer asked.
func (n *Newsroom) AskAgain(ctx context.Context, a models.Actor, id int64, e models.Event) (ReviewPage, error) {
	if slices.Contains(liveEvents, e) {
		return n.askLive(ctx, a, id)
	}
	return n.Review(ctx, a, id)
}

// askLive is Review; without anything of the working copy for whoever may not read it.
func (n *Newsroom) askLive(ctx context.Context, a models.Actor, id int64) (p ReviewPage, err error) {
	readable := false
	err = n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.openLive(tx, a, id, false)
		if err != nil {
			return err
		}
		if readable = f.readable(a); readable {
			return nil
		}
		p = ReviewPage{Bulletin: f.bulletin, Issue: f.issue.WithoutTexts()}
		p.Progress, err = n.progress(tx, a, f)
		return err
	})
	if err != nil || !readable {
		return p, err
	}
	return n.Review(ctx, a, id)
}

// may refuses somebody who cannot do e now, before anything typed is looked at or a password is worked out. The operation
// itself checks again, in its own transaction.
func (n *Newsroom) may(ctx context.Context, a models.Actor, id int64, e models.Event) error {
	return n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.openFor(tx, a, id, false, e)
		if err != nil {
			return err
		}
		_, err = f.require(a, e)
		return err
	})
}
