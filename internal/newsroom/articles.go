package newsroom

import (
	"cmp"
	"context"
	"slices"

	"jianbao/internal/store"
	"jianbao/models"
)

// ArticlePage is an article as its editors and reviewers see it.
type ArticlePage struct {
	Bulletin   models.Bulletin
	Issue      *models.Issue // nil: the article is in the pool
	Run        models.Run
	Article    models.Article
	Number     int // computed; 0 in the pool
	Section    string
	Revision   models.Revision // the current text
	Author     string          // who saved it
	Units      []string        // known sending units
	Mode       EditMode
	Look       models.Look     // what the actor had seen of it before
	Prev       *models.Article // neighbours in the issue
	Next       *models.Article
	Copy       *models.WorkingCopy // the actor's own text that is saved nowhere yet; nil: none
	Lease      *LeaseShown         // who else is in the article; nil: nobody
	TakeOver   bool                // the actor may take it over
	Discussion Discussion          // what people say of it
	Material   int64               // the entry of the register that it came from, for whoever may read that; 0: none
}

// EditMode says how the actor may change an article's text now.
type EditMode string

// The modes.
const (
	ReadOnly EditMode = ""
	Edit     EditMode = "edit"
	Replace  EditMode = "replace" // under review, at the cost of approvals
	Amending EditMode = "amend"   // 审改
)

// Article shows an article and its current text.
func (n *Newsroom) Article(ctx context.Context, a models.Actor, id int64) (ArticlePage, error) {
	var p ArticlePage
	err := n.read(ctx, a, func(tx *store.Tx) error {
		art, f, err := n.openArticle(tx, a, id, false)
		if err != nil {
			return err
		}
		p.Article, p.Mode = art, poolMode(a, art)
		if p.Bulletin, err = tx.Bulletin(a.BulletinID); err != nil {
			return err
		}
		if f != nil {
			if err := p.inIssue(tx, a, f); err != nil {
				return err
			}
		}
		if err := p.text(tx, a); err != nil {
			return err
		}
		if err := p.discussion(tx, a, f); err != nil {
			return err
		}
		return p.draft(tx, a, f)
	})
	return p, err
}

// text fills in what is saved of the article, where it came from and what the actor has seen of it.
func (p *ArticlePage) text(tx *store.Tx, a models.Actor) (err error) {
	if p.Revision, err = tx.Revision(p.Article.ID, p.Article.RevisionID); err != nil {
		return err
	}
	names, err := tx.UserNames([]int64{p.Revision.AuthorID})
	if err != nil {
		return err
	}
	p.Author = names[p.Revision.AuthorID]
	if p.Look, err = tx.LookAtArticle(a.UserID, p.Article.ID); err != nil {
		return err
	}
	if p.Units, err = tx.UnitNames(a.BulletinID); err != nil {
		return err
	}
	p.Material, err = materialOf(tx, a, p.Article.ID)
	return err
}

// draft fills in what is written of the article and not saved yet: by the actor, and who else is at it.
func (p *ArticlePage) draft(tx *store.Tx, a models.Actor, f *folder) (err error) {
	if p.Copy, err = ownCopy(tx, a, p.Article); err != nil {
		return err
	}
	c := models.Circumstances{}
	if f != nil {
		c = f.circumstances(a)
	}
	p.TakeOver = p.Mode != ReadOnly && models.Can(a.Role, models.ManageDraft, c)
	p.Lease, err = leaseShown(tx, a, p.Article.ID)
	return err
}

func (p *ArticlePage) inIssue(tx *store.Tx, a models.Actor, f *folder) error {
	p.Issue, p.Run, p.Mode = &f.issue, f.run, f.mode(a)
	sections, err := contentsSections(tx, f)
	if err != nil {
		return err
	}
	var order []ContentsArticle
	for _, s := range sections {
		for _, art := range s.Articles {
			if order = append(order, art); art.ID == p.Article.ID {
				p.Number, p.Section = art.Number, s.Title
			}
		}
	}
	at := slices.IndexFunc(order, func(c ContentsArticle) bool { return c.ID == p.Article.ID })
	if at > 0 {
		p.Prev = &order[at-1].Article
	}
	if at >= 0 && at+1 < len(order) {
		p.Next = &order[at+1].Article
	}
	return nil
}

// poolMode says how the actor may change an article that stands in no issue.
func poolMode(a models.Actor, art models.Article) EditMode {
	if art.DeletedAt != nil || !models.Can(a.Role, models.EditContent, models.Circumstances{}) {
		return ReadOnly
	}
	return Edit
}

// mode says how the actor may change texts of the issue now.
func (f *folder) mode(a models.Actor) EditMode {
	for _, m := range []struct {
		event models.Event
		mode  EditMode
	}{{models.EventEdit, Edit}, {models.EventAmend, Amending}, {models.EventReplace, Replace}} {
		if _, err := f.require(a, m.event); err == nil {
			return m.mode
		}
	}
	return ReadOnly
}

// amends reports whether a text that the actor saves is an amendment: whoever is no editor can do nothing else to it.
func (f *folder) amends(a models.Actor) bool {
	return !models.Can(a.Role, models.EditContent, f.circumstances(a))
}

// openArticle finds an article and the issue it stands in (nil: the pool), for whoever may read it.
func (n *Newsroom) openArticle(tx *store.Tx, a models.Actor, id int64, lock bool) (models.Article, *folder, error) {
	art, err := tx.Article(id)
	if err != nil {
		return art, nil, err
	}
	if art.BulletinID != a.BulletinID {
		return art, nil, models.NotFound()
	}
	if art.IssueID == nil {
		if !models.Can(a.Role, models.ReadUnpublished, models.Circumstances{}) {
			return art, nil, models.NotFound()
		}
		if lock {
			art, err = tx.LockArticle(id)
		}
		return art, nil, err
	}
	f, err := n.open(tx, a, *art.IssueID, lock) // the issue's lock covers its articles
	if err != nil || !lock {
		return art, f, err
	}
	again, err := tx.LockArticle(id)
	if err == nil && (again.IssueID == nil || *again.IssueID != f.issue.ID) {
		err = models.Fail(models.CodeConflict, "error.stale")
	}
	return again, f, err
}

// SaveArticle is a save of an article's text.
type SaveArticle struct {
	Base    int64 // the revision that the form was drawn from
	Text    models.ArticleText
	State   models.ArticleState // empty: unchanged
	Confirm string              // during review, by an editor: the token of the confirmation page
	// KeepCopy leaves the actor's working copy alone: what is saved was not written in the article's form.
	KeepCopy bool
}

// SaveArticle saves a text: as a revision by an editor, as an amendment by the holder of the step at work. The actor's working
// copy has become a revision then, and goes. An unchanged text makes no revision. If the article has another revision than Base,
// the text is kept as a side revision, and the error is a conflict (Kept).
func (n *Newsroom) SaveArticle(ctx context.Context, a models.Actor, id int64, in SaveArticle) (saved bool, err error) {
	in.Text = in.Text.Normalise()
	var late *Conflict
	err = n.write(ctx, a, func(tx *store.Tx) error {
		art, f, err := n.openArticle(tx, a, id, true)
		if err != nil {
			return err
		}
		saved, err = n.saveOpen(tx, a, art, f, in)
		if conflicted(err) {
			side, err := keepSide(tx, a, art, in)
			late = &Conflict{Side: side}
			return err
		}
		if err != nil || in.KeepCopy {
			return err
		}
		return tx.DeleteWorkingCopy(id, a.UserID)
	})
	if err == nil && late != nil {
		err = models.Fail(models.CodeConflict, "article.conflict").Because(late)
	}
	return saved && err == nil, err
}

// saveOpen saves a text in the way that the state of its issue asks for. It reports whether anything changed.
func (n *Newsroom) saveOpen(tx *store.Tx, a models.Actor, art models.Article, f *folder, in SaveArticle) (saved bool, err error) {
	save := func(tx *store.Tx, _ *folder) (change, error) {
		did, err := saveText(tx, a, &art, in, models.Revision{Cause: models.CauseSaved})
		saved = did.Action != ""
		return did, err
	}
	switch {
	case f == nil:
		err = n.savePool(tx, a, art, save)
	case f.amends(a):
		saved, err = n.amend(tx, a, f, &art, in)
	default:
		err = n.editOpen(tx, a, f, in.Confirm, save)
	}
	return saved, err
}

func (n *Newsroom) savePool(tx *store.Tx, a models.Actor, art models.Article, save func(*store.Tx, *folder) (change, error)) error {
	if err := allow(a, models.EditContent, models.Circumstances{}); err != nil {
		return err
	}
	if art.DeletedAt != nil {
		return models.Fail(models.CodeConflict, "article.deleted_now")
	}
	did, err := save(tx, nil)
	if err != nil || did.Action == "" {
		return err
	}
	return note(tx, a, models.AuditEntry{Action: did.Action, Object: did.Object, Details: did.Details})
}

// saveText writes a changed text as a revision made like r; an unchanged one writes nothing.
func saveText(tx *store.Tx, a models.Actor, art *models.Article, in SaveArticle, r models.Revision) (change, error) {
	if err := finished(tx, *art, in); err != nil {
		return change{}, err
	}
	if err := settlePictures(tx, art.BulletinID, &in.Text); err != nil {
		return change{}, err
	}
	hash := in.Text.Hash()
	stateOnly := hash == art.Hash
	if stateOnly && (in.State == "" || in.State == art.State) {
		return change{}, nil
	}
	if !stateOnly {
		if in.Base != art.RevisionID {
			return change{}, models.Fail(models.CodeConflict, "article.conflict")
		}
		r.ArticleID, r.Text, r.Hash, r.AuthorID, r.BaseID = art.ID, in.Text, hash, a.UserID, &in.Base
		if err := revise(tx, art, r); err != nil {
			return change{}, err
		}
	}
	if in.State != "" {
		art.State = in.State
	}
	if err := tx.UpdateArticle(art); err != nil {
		return change{}, err
	}
	did := change{Action: "article." + string(r.Cause), Object: object("article", art.ID), Details: models.AuditDetails{{Name: "title", Value: art.Title}, {Name: "hash", Value: art.Hash[:16]}}}
	if stateOnly {
		did.Action = "article.state"
		did.Details = models.AuditDetails{{Name: "title", Value: art.Title}, {Name: "state", Value: string(art.State)}}
	}
	return did, nil
}

// revise makes a revision the text of an article.
func revise(tx *store.Tx, art *models.Article, r models.Revision) error {
	if err := r.Text.Validate(); err != nil {
		return err
	}
	if err := tx.CreateRevision(&r); err != nil {
		return err
	}
	if err := tx.MadeArticle(r.AuthorID, art.ID, art.Hash, r.Hash); err != nil {
		return err
	}
	art.RevisionID = r.ID
	art.Show(r.Text)
	return nil
}

// finished refuses a text that lacks what it must have: everything when it is ready for review, else what the stored one has.
func finished(tx *store.Tx, art models.Article, in SaveArticle) error {
	if cmp.Or(in.State, art.State) == models.ArticleReady {
		return models.Problems(in.Text.Unfinished()).Err()
	}
	now, err := tx.Revision(art.ID, art.RevisionID)
	if err != nil {
		return err
	}
	return models.Problems(in.Text.UnfinishedSince(now.Text)).Err()
}

// insertArticles stores new articles with their first texts.
func insertArticles(tx *store.Tx, articles []models.Article, texts []models.ArticleText, cause models.RevisionCause) error {
	for i := range texts {
		if err := settlePictures(tx, articles[i].BulletinID, &texts[i]); err != nil {
			return err
		}
	}
	return tx.CreateArticles(articles, texts, cause)
}

// amend saves the correction of whoever holds the step at work (审改). Earlier approvals stand; every later step sees the
// difference.
func (n *Newsroom) amend(tx *store.Tx, a models.Actor, f *folder, art *models.Article, in SaveArticle) (bool, error) {
	if _, err := f.require(a, models.EventAmend); err != nil {
		return false, err
	}
	step := f.run.Step
	if f.run.Separation {
		if key, err := f.separation(tx, a.UserID, step); err != nil || key != "" {
			return false, orForbidden(err, key)
		}
	}
	in.State = ""
	did, err := saveText(tx, a, art, in, models.Revision{Cause: models.CauseAmended, RunID: &f.run.ID, Step: &step})
	if err != nil || did.Action == "" {
		return false, err
	}
	m, err := manifest(tx, f.bulletin, f.issue)
	if err != nil {
		return false, err
	}
	if err := f.follow(tx, m, models.Change{Cause: models.ChangeAmended, Step: step, ActorID: a.UserID}); err != nil {
		return false, err
	}
	f.settle() // who has countersigned already reads it again
	if err := tx.UpdateRun(f.run); err != nil {
		return false, err
	}
	if err := tx.UpdateIssue(&f.issue); err != nil {
		return false, err
	}
	did.Details = append(did.Details, models.AuditDetail{Name: "step", Value: f.run.Chain[step].Name})
	return true, note(tx, a, models.AuditEntry{IssueID: f.issue.ID, Action: did.Action, Object: did.Object, Details: did.Details})
}

func orForbidden(err error, key string) error {
	if err != nil {
		return err
	}
	return models.Fail(models.CodeForbidden, key)
}

// CreateArticle begins an article with a title: in a section of an issue, or in the pool when issue is 0.
func (n *Newsroom) CreateArticle(ctx context.Context, a models.Actor, issue, section int64, title, confirm string) (int64, error) {
	text := models.ArticleText{Title: title}.Normalise()
	articles := []models.Article{{BulletinID: a.BulletinID, State: models.ArticleDraft, CreatedBy: a.UserID}}
	insert := func(tx *store.Tx) (change, error) {
		if err := text.Validate(); err != nil {
			return change{}, err
		}
		err := insertArticles(tx, articles, []models.ArticleText{text}, models.CauseCreated)
		return change{Action: "article.created", Object: object("article", articles[0].ID), Details: models.AuditDetails{{Name: "title", Value: text.Title}}}, err
	}
	if issue == 0 {
		err := n.write(ctx, a, func(tx *store.Tx) error {
			if err := allow(a, models.EditContent, models.Circumstances{}); err != nil {
				return err
			}
			did, err := insert(tx)
			if err != nil {
				return err
			}
			return note(tx, a, models.AuditEntry{Action: did.Action, Object: did.Object, Details: did.Details})
		})
		return articles[0].ID, err
	}
	err := n.edit(ctx, a, issue, confirm, func(tx *store.Tx, f *folder) (change, error) {
		s, err := tx.Section(issue, section)
		if err != nil {
			return change{}, err
		}
		last, err := n.room(tx, f.issue.ID, s.ID)
		if err != nil {
			return change{}, err
		}
		articles[0].IssueID, articles[0].SectionID, articles[0].Position = &f.issue.ID, &s.ID, last+1
		return insert(tx)
	})
	return articles[0].ID, err
}
