package newsroom

import (
	"context"
	"slices"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// RevisionList is the history of an article, newest first.
type RevisionList struct {
	Bulletin  models.Bulletin
	Article   models.Article
	Issue     *models.Issue
	Revisions []models.Revision
	Names     map[int64]string   // authors by id
	Reviewed  map[int64]Reviewed // amendments, by revision
	Proposers map[int64][]string // whose proposals were accepted in it, by revision
	Bases     []RevisionBase     // what the current text can be compared with at once
	Mode      EditMode
}

// Reviewed is the step in which an amendment was made, and the opinion that its author gave there.
type Reviewed struct {
	Step    string
	Opinion string
}

// RevisionBase is the newest revision with the text that stood at some moment.
type RevisionBase struct {
	Since    string // SinceSeen, SinceSubmission, SinceEdition
	Revision int64
	At       time.Time
}

// MaxRevisions is the number of revisions shown on one page.
const MaxRevisions = 200

// Revisions shows the history of an article, texts included.
func (n *Newsroom) Revisions(ctx context.Context, a models.Actor, article int64) (RevisionList, error) {
	out := RevisionList{Reviewed: make(map[int64]Reviewed)}
	err := n.read(ctx, a, func(tx *store.Tx) error {
		art, f, err := n.openArticle(tx, a, article, false)
		if err != nil {
			return err
		}
		out.Article, out.Mode = art, poolMode(a, art)
		if f != nil {
			out.Issue, out.Mode = &f.issue, f.mode(a)
		}
		if out.Bulletin, err = tx.Bulletin(a.BulletinID); err != nil {
			return err
		}
		if out.Revisions, err = tx.Revisions(article, MaxRevisions, 0); err != nil {
			return err
		}
		ids := make([]int64, len(out.Revisions))
		for i, r := range out.Revisions {
			ids[i] = r.AuthorID
		}
		if out.Names, err = tx.UserNames(ids); err != nil {
			return err
		}
		if out.Proposers, err = tx.ProposersOf(article); err != nil {
			return err
		}
		return out.fill(tx, a, f)
	})
	return out, err
}

// fill adds what the review knows of the revisions, and the moments that can be compared with.
func (l *RevisionList) fill(tx *store.Tx, a models.Actor, f *folder) error {
	look, err := tx.LookAtArticle(a.UserID, l.Article.ID)
	if err != nil {
		return err
	}
	if hash, at := look.Since(l.Article.Hash); hash != "" {
		l.addBase(SinceSeen, hash, at)
	}
	if f == nil {
		return nil
	}
	runs, err := tx.Runs(f.issue.ID)
	if err != nil {
		return err
	}
	for _, r := range l.Revisions {
		if r.Cause == models.CauseAmended {
			l.Reviewed[r.ID] = f.reviewed(r, runs)
		}
	}
	for _, c := range slices.Backward(f.changes) {
		if c.Cause == models.ChangeSubmitted {
			if err := l.baseIn(tx, SinceSubmission, c.Hash, c.CreatedAt); err != nil {
				return err
			}
			break
		}
	}
	editions, err := tx.EditionsOf(f.issue.ID)
	if err != nil || len(editions) == 0 {
		return err
	}
	last := editions[len(editions)-1]
	return l.baseIn(tx, SinceEdition, last.ManifestHash, last.PublishedAt)
}

// reviewed finds the step of an amendment, and the newest opinion that its author gave in that step.
func (f *folder) reviewed(r models.Revision, runs []models.Run) Reviewed {
	var out Reviewed
	for _, run := range runs {
		if r.RunID != nil && run.ID == *r.RunID && r.Step != nil && *r.Step < len(run.Chain) {
			out.Step = run.Chain[*r.Step].Name
		}
	}
	for _, d := range f.decisions {
		if r.RunID != nil && d.RunID == *r.RunID && d.Step == *r.Step && d.ActorID == r.AuthorID {
			out.Opinion = d.Opinion
		}
	}
	return out
}

// baseIn adds the text that the article had in a manifest.
func (l *RevisionList) baseIn(tx *store.Tx, since, hash string, at time.Time) error {
	m, err := tx.Manifest(hash)
	if err != nil {
		return err
	}
	for _, art := range m.Articles() {
		if art.Article == l.Article.ID {
			l.addBase(since, art.Hash, at)
		}
	}
	return nil
}

// addBase adds the newest revision with a text, unless that is the current one.
func (l *RevisionList) addBase(since, hash string, at time.Time) {
	i := slices.IndexFunc(l.Revisions, func(r models.Revision) bool { return r.Hash == hash && !r.Side() })
	if i >= 0 && hash != l.Article.Hash {
		l.Bases = append(l.Bases, RevisionBase{Since: since, Revision: l.Revisions[i].ID, At: at})
	}
}

// RestoreRevision makes an older text the current one again, as a new revision on top of base. Its access class never becomes wider. A side
// revision never was the current text: it is merged, not restored.
func (n *Newsroom) RestoreRevision(ctx context.Context, a models.Actor, article, revision, base int64, confirm string) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		art, f, err := n.openArticle(tx, a, article, true)
		if err != nil {
			return err
		}
		old, err := tx.Revision(article, revision)
		if err != nil {
			return err
		}
		if old.Side() {
			return models.Fail(models.CodeConflict, "draft.side_not_restored")
		}
		in := SaveArticle{Base: base, Text: old.Text, Confirm: confirm}
		in.Text.Access = models.Stricter(in.Text.Access, art.Access) // whoever wants the old words does not open the article by that
		restore := func(tx *store.Tx, _ *folder) (change, error) {
			return saveText(tx, a, &art, in, models.Revision{Cause: models.CauseRestored})
		}
		switch {
		case f == nil:
			return n.savePool(tx, a, art, restore)
		case f.amends(a):
			_, err := n.amend(tx, a, f, &art, in)
			return err
		}
		return n.editOpen(tx, a, f, confirm, restore)
	})
}

// BaseRevision finds the revision that a form was drawn from, to tell what the person changed; the current one when the form
// names none. Blocks that the actor's working copy has of its own, or has otherwise, are taken from there: the form may have
// been drawn from it.
func (n *Newsroom) BaseRevision(ctx context.Context, a models.Actor, article, id int64) (r models.Revision, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		art, _, err := n.openArticle(tx, a, article, false)
		if err != nil {
			return err
		}
		if id <= 0 {
			id = art.RevisionID
		}
		if r, err = tx.Revision(article, id); err != nil {
			return err
		}
		w, err := ownCopy(tx, a, art)
		if err == nil && w != nil && w.BaseID == r.ID {
			r.Text.Body.Blocks = overlay(r.Text.Body.Blocks, w.Text.Body.Blocks)
		}
		return err
	})
	return r, err
}

// overlay is every block of two lists once; where both have one, the second list's.
func overlay(under, over []models.Block) []models.Block {
	out := slices.Clone(over)
	for _, b := range under {
		if !slices.ContainsFunc(over, func(o models.Block) bool { return o.ID == b.ID }) {
			out = append(out, b)
		}
	}
	return out
}
