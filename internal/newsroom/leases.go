package newsroom

import (
	"context"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// LeaseShown is who is in an article (张三正在编辑).
type LeaseShown struct {
	UserID int64
	Name   string
	Since  time.Time
	Own    bool // the actor, in whichever tab
}

// Version names the lease in forms: it stays the same as long as the same person is in the article.
func (l LeaseShown) Version() int64 { return l.Since.UnixMicro() }

// maxToken bounds the name that a tab gives itself.
const maxToken = 64

// KeepLease is a tab's sign of life: somebody who may write the article is in it. first says that the tab has just been opened,
// and takes the article from the same person's other tabs. The lease that stands is given back; the tab has lost it, or never
// had it, when mine is false.
func (n *Newsroom) KeepLease(ctx context.Context, a models.Actor, article int64, token string, first bool) (shown LeaseShown, mine bool, err error) {
	err = n.write(ctx, a, func(tx *store.Tx) error {
		art, f, err := n.openArticle(tx, a, article, false)
		if err != nil {
			return err
		}
		if err := mayWrite(a, art, f); err != nil {
			return err
		}
		if token == "" || len(token) > maxToken {
			return models.Fail(models.CodeInvalid, "error.bad_form")
		}
		l, err := keepLease(tx, models.Lease{ArticleID: article, UserID: a.UserID, Token: token}, first)
		if err != nil {
			return err
		}
		mine = l.UserID == a.UserID && l.Token == token
		shown, err = nameLease(tx, a, l)
		return err
	})
	return shown, mine, err
}

// keepLease takes a lease, unless an older tab of the same person asks for what a newer one has taken.
func keepLease(tx *store.Tx, l models.Lease, first bool) (models.Lease, error) {
	stands, err := tx.Lease(l.ArticleID)
	if models.CodeOf(err) == models.CodeNotFound || err == nil && (first || stands.Token == "" || stands.Token == l.Token) {
		return tx.TakeLease(l, false)
	}
	return stands, err
}

// ReleaseLease says that a tab has left the article. Having left already is no error.
func (n *Newsroom) ReleaseLease(ctx context.Context, a models.Actor, article int64, token string) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		if _, _, err := n.openArticle(tx, a, article, false); err != nil {
			return err
		}
		return tx.ReleaseLease(article, a.UserID, token)
	})
}

// TakeOver gives the article to the actor although somebody else is in it (接手编辑): by whoever manages drafts. What the other
// has written stays theirs, as a working copy. from is the lease that the page showed: from nobody else is the article taken;
// 0 takes it from whoever is in it. token may be empty: the actor's next tab has it then.
func (n *Newsroom) TakeOver(ctx context.Context, a models.Actor, article, from int64, token string) error {
	if len(token) > maxToken {
		return models.Fail(models.CodeInvalid, "error.bad_form")
	}
	return n.write(ctx, a, func(tx *store.Tx) error {
		art, f, err := n.openTakeOver(tx, a, article)
		if err != nil {
			return err
		}
		before, err := leaseShown(tx, a, article)
		if err != nil {
			return err
		}
		if before != nil && from != 0 && from != before.Version() {
			return models.Fail(models.CodeConflict, "error.stale")
		}
		if _, err := tx.TakeLease(models.Lease{ArticleID: article, UserID: a.UserID, Token: token}, true); err != nil || before == nil {
			return err
		}
		e := models.AuditEntry{Action: "article.taken_over", Object: object("article", article), Details: models.AuditDetails{{Name: "title", Value: art.Title}, {Name: "from", Value: before.Name}}}
		if f != nil {
			e.IssueID = f.issue.ID
		}
		return note(tx, a, e)
	})
}

func (n *Newsroom) openTakeOver(tx *store.Tx, a models.Actor, article int64) (models.Article, *folder, error) {
	art, f, err := n.openArticle(tx, a, article, true)
	if err != nil {
		return art, f, err
	}
	c := models.Circumstances{}
	if f != nil {
		c = f.circumstances(a)
	}
	if err := allow(a, models.ManageDraft, c); err != nil {
		return art, f, err
	}
	return art, f, mayWrite(a, art, f)
}

// AskTakeOver shows who is in an article to somebody about to take it over.
func (n *Newsroom) AskTakeOver(ctx context.Context, a models.Actor, article int64) (ArticlePage, error) {
	err := n.read(ctx, a, func(tx *store.Tx) error {
		art, f, err := n.openArticle(tx, a, article, false)
		if err != nil {
			return err
		}
		c := models.Circumstances{}
		if f != nil {
			c = f.circumstances(a)
		}
		if err := allow(a, models.ManageDraft, c); err != nil {
			return err
		}
		return mayWrite(a, art, f)
	})
	if err != nil {
		return ArticlePage{}, err
	}
	return n.Article(ctx, a, article)
}

// leaseShown is who else is in an article; nil: nobody but the actor.
func leaseShown(tx *store.Tx, a models.Actor, article int64) (*LeaseShown, error) {
	l, err := tx.Lease(article)
	if models.CodeOf(err) == models.CodeNotFound || err == nil && l.UserID == a.UserID {
		return nil, nil //nolint:nilnil // nobody else is in it
	}
	if err != nil {
		return nil, err
	}
	shown, err := nameLease(tx, a, l)
	return &shown, err
}

func nameLease(tx *store.Tx, a models.Actor, l models.Lease) (LeaseShown, error) {
	names, err := tx.UserNames([]int64{l.UserID})
	return shownLease(a, l, names), err
}

func shownLease(a models.Actor, l models.Lease, names map[int64]string) LeaseShown {
	return LeaseShown{UserID: l.UserID, Name: names[l.UserID], Since: l.TakenAt, Own: l.UserID == a.UserID}
}

// leasesIn says who is in the articles of an issue, by article.
func leasesIn(tx *store.Tx, a models.Actor, issue int64) (map[int64]LeaseShown, error) {
	leases, err := tx.LeasesIn(issue)
	if err != nil {
		return nil, err
	}
	var people []int64
	for _, l := range leases {
		people = append(people, l.UserID)
	}
	names, err := tx.UserNames(people)
	out := make(map[int64]LeaseShown, len(leases))
	for id, l := range leases {
		out[id] = shownLease(a, l, names)
	}
	return out, err
}
