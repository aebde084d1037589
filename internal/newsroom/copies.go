package newsroom

import (
	"context"
	"slices"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// MaxCopies bounds the working copies that one page shows.
const MaxCopies = 100

// CopyInput is what a tab has of an article: written on the revision Base, saved by nobody yet.
type CopyInput struct {
	Base  int64
	Text  models.ArticleText
	State models.ArticleState
}

// CopyStored acknowledges a working copy.
type CopyStored struct {
	At      time.Time
	Version int64       // 0: the text is the one that stands, there is nothing to keep
	Lease   *LeaseShown // somebody else is in the article
}

// StoreCopy keeps what a person has written so far, unfinished texts too. It is no change of the article: no revision, no entry
// in the audit log, no contributor. Only whoever may write the article now may; what was kept before stays either way. An
// unchanged text writes nothing.
func (n *Newsroom) StoreCopy(ctx context.Context, a models.Actor, article int64, in CopyInput) (CopyStored, error) {
	in.Text = in.Text.Normalise()
	var out CopyStored
	err := n.write(ctx, a, func(tx *store.Tx) error {
		art, f, err := n.openArticle(tx, a, article, false)
		if err != nil {
			return err
		}
		if err := mayWrite(a, art, f); err != nil {
			return err
		}
		if err := in.Text.ValidateDraft(); err != nil {
			return err
		}
		if out.Version, err = storeCopy(tx, a, art, in); err != nil {
			return err
		}
		out.At = tx.Now
		out.Lease, err = leaseShown(tx, a, article)
		return err
	})
	return out, err
}

func storeCopy(tx *store.Tx, a models.Actor, art models.Article, in CopyInput) (version int64, err error) {
	if _, err := tx.Revision(art.ID, in.Base); err != nil {
		return 0, err
	}
	fresh := models.WorkingCopy{ArticleID: art.ID, UserID: a.UserID, BaseID: in.Base, Text: in.Text, State: in.State, Hash: in.Text.Hash()}
	old, err := tx.WorkingCopy(art.ID, a.UserID)
	switch {
	case models.CodeOf(err) == models.CodeNotFound:
		if in.Base == art.RevisionID && fresh.Hash == art.Hash && in.State == art.State {
			return 0, nil
		}
	case err != nil:
		return 0, err
	case old.DiscardedAt == nil && old.Hash == fresh.Hash && old.BaseID == in.Base && old.State == in.State:
		return old.Version, nil
	}
	if err := tx.SweepWorkingCopies(a.UserID); err != nil {
		return 0, err
	}
	if _, err := tx.LockPictures(art.BulletinID, in.Text.Body.Pictures()); err != nil { // nobody deletes one of them at the same moment
		return 0, err
	}
	stored, err := tx.StoreWorkingCopy(fresh)
	return stored.Version, err
}

// mayWrite refuses whoever cannot write the article now. f is nil for an article of the pool.
func mayWrite(a models.Actor, art models.Article, f *folder) error {
	if f == nil {
		if err := allow(a, models.EditContent, models.Circumstances{}); err != nil {
			return err
		}
		if art.DeletedAt != nil {
			return models.Fail(models.CodeConflict, "article.deleted_now")
		}
		return nil
	}
	if f.mode(a) != ReadOnly {
		return nil
	}
	event := models.EventEdit
	if f.amends(a) {
		event = models.EventAmend
	}
	_, err := f.require(a, event)
	return err
}

// ownCopy is the actor's working copy of an article, as far as it holds anything that is saved nowhere: nil when there is none,
// when it was discarded, and when its text is the current one or the one it was written on.
func ownCopy(tx *store.Tx, a models.Actor, art models.Article) (*models.WorkingCopy, error) {
	w, err := tx.WorkingCopy(art.ID, a.UserID)
	if models.CodeOf(err) == models.CodeNotFound || err == nil && w.DiscardedAt != nil {
		return nil, nil //nolint:nilnil // having none is no error
	}
	if err != nil {
		return nil, err
	}
	unsaved, err := unsaved(tx, w, art)
	if err != nil || !unsaved {
		return nil, err
	}
	return &w, nil
}

// unsaved reports whether a working copy says anything that its base and the current text do not.
func unsaved(tx *store.Tx, w models.WorkingCopy, art models.Article) (bool, error) {
	base, err := tx.Revision(art.ID, w.BaseID)
	return err == nil && holdsMore(w, art, base), err
}

// holdsMore reports whether a working copy holds what is saved neither in the article nor in the revision it was written on.
func holdsMore(w models.WorkingCopy, art models.Article, base models.Revision) bool {
	return w.Hash != art.Hash && w.Hash != base.Hash
}

// CopyPage is the actor's own working copy beside the current text.
type CopyPage struct {
	Bulletin models.Bulletin
	Article  models.Article
	Current  models.Revision
	Author   string // who saved the current text
	Copy     models.WorkingCopy
	Mode     EditMode
}

// Copy shows the actor's working copy of an article.
func (n *Newsroom) Copy(ctx context.Context, a models.Actor, article int64) (p CopyPage, err error) {
	shown, err := n.Article(ctx, a, article)
	if err != nil {
		return p, err
	}
	if shown.Copy == nil {
		return p, models.NotFound()
	}
	return CopyPage{Bulletin: shown.Bulletin, Article: shown.Article, Current: shown.Revision, Author: shown.Author, Copy: *shown.Copy, Mode: shown.Mode}, nil
}

// CopyShown is a working copy with the bulletin of its article.
type CopyShown struct {
	models.WorkingCopy
	Bulletin models.Bulletin
}

// Copies lists the actor's own working copies, newest first: also those of articles that the actor can no longer write or read.
func (n *Newsroom) Copies(ctx context.Context, a models.Actor) (out []CopyShown, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		if err := n.check(tx, a); err != nil {
			return err
		}
		list, articles, err := unsavedOf(tx, a.UserID)
		if err != nil {
			return err
		}
		bulletins, err := tx.Bulletins()
		for _, w := range list {
			k := slices.IndexFunc(bulletins, func(b models.Bulletin) bool { return b.ID == articles[w.ArticleID].BulletinID })
			if k >= 0 {
				out = append(out, CopyShown{WorkingCopy: w, Bulletin: bulletins[k]})
			}
		}
		return err
	})
	return out, err
}

// unsavedOf lists the newest of somebody's working copies that hold what is not saved, newest first, with their articles.
func unsavedOf(tx *store.Tx, user int64) (list []models.WorkingCopy, articles map[int64]models.Article, err error) {
	if list, err = tx.WorkingCopiesOf(user, MaxCopies); err != nil {
		return nil, nil, err
	}
	of, bases := make([]int64, len(list)), make([]int64, len(list))
	for i, w := range list {
		of[i], bases[i] = w.ArticleID, w.BaseID
	}
	if articles, err = tx.ArticlesByID(of); err != nil {
		return nil, nil, err
	}
	base, err := tx.RevisionsByID(bases)
	return slices.DeleteFunc(list, func(w models.WorkingCopy) bool { return !holdsMore(w, articles[w.ArticleID], base[w.BaseID]) }), articles, err
}

// DiscardCopy puts one of the actor's working copies away, in the version that the page showed: what another tab has written
// since stays. For a day RestoreCopy brings it back.
func (n *Newsroom) DiscardCopy(ctx context.Context, a models.Actor, id, version int64) (CopyShown, error) {
	return n.setDiscarded(ctx, a, id, true, func(w models.WorkingCopy) bool { return w.Version == version })
}

// RestoreCopy brings a discarded working copy back.
func (n *Newsroom) RestoreCopy(ctx context.Context, a models.Actor, id int64) (CopyShown, error) {
	return n.setDiscarded(ctx, a, id, false, func(models.WorkingCopy) bool { return true })
}

func (n *Newsroom) setDiscarded(ctx context.Context, a models.Actor, id int64, discarded bool, shown func(models.WorkingCopy) bool) (out CopyShown, err error) {
	err = n.write(ctx, a, func(tx *store.Tx) error {
		w, err := tx.WorkingCopyByID(a.UserID, id)
		if err != nil {
			return err
		}
		art, err := tx.Article(w.ArticleID)
		if err != nil {
			return err
		}
		if !shown(w) {
			return models.Fail(models.CodeConflict, "error.stale")
		}
		out.WorkingCopy = w
		if out.Bulletin, err = tx.Bulletin(art.BulletinID); err != nil {
			return err
		}
		return tx.SetWorkingCopyDiscarded(id, discarded)
	})
	return out, err
}

// Unsaved is somebody's text of an article that is saved nowhere yet. What it says is the business of its owner alone.
type Unsaved struct {
	Article int64
	Title   string // as it is saved
	UserID  int64
	Name    string
	At      time.Time
}

// UnsavedIn lists who has unsaved texts of an issue's articles, for somebody about to submit it.
func (n *Newsroom) UnsavedIn(ctx context.Context, a models.Actor, issue int64) (out []Unsaved, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, issue, false)
		if err != nil {
			return err
		}
		if _, err := f.require(a, models.EventSubmit); err != nil {
			return err
		}
		out, err = unsavedIn(tx, issue)
		return err
	})
	return out, err
}

func unsavedIn(tx *store.Tx, issue int64) (out []Unsaved, err error) {
	copies, err := tx.WorkingCopiesIn(issue)
	if err != nil {
		return nil, err
	}
	var articles, bases, people []int64
	for _, w := range copies {
		articles, bases, people = append(articles, w.ArticleID), append(bases, w.BaseID), append(people, w.UserID)
	}
	of, err := tx.ArticlesByID(articles)
	if err != nil {
		return nil, err
	}
	base, err := tx.RevisionsByID(bases)
	if err != nil {
		return nil, err
	}
	names, err := tx.UserNames(people)
	for _, w := range copies {
		if art := of[w.ArticleID]; holdsMore(w, art, base[w.BaseID]) {
			out = append(out, Unsaved{Article: art.ID, Title: art.Title, UserID: w.UserID, Name: names[w.UserID], At: w.SavedAt})
		}
	}
	return out, err
}
