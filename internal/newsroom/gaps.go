package newsroom

import (
	"context"
	"slices"

	"jianbao/internal/store"
	"jianbao/models"
)

// gapActions are the acts of the audit log for what is done to one article of a published issue.
var gapActions = map[models.Event]string{
	models.EventTakeDown: "article.taken_down", models.EventWithdraw: "article.withdrawn", models.EventRestore: "article.shown_again",
}

// GapPage is what somebody sees who is about to take an article of a published issue out of sight, or to show it again.
type GapPage struct {
	Bulletin models.Bulletin
	Issue    models.Issue
	Article  ArticleShown
}

// TakeDownArticle takes one article of a published issue out of readers' sight in an emergency; its number stays, and says so.
func (n *Newsroom) TakeDownArticle(ctx context.Context, a models.Actor, issue, article int64, reason string) error {
	return n.gap(ctx, a, issue, article, models.EventTakeDown, reason, "")
}

// WithdrawArticle is the same for good, or confirms that: by a signer, with password and reason.
func (n *Newsroom) WithdrawArticle(ctx context.Context, a models.Actor, issue, article int64, reason, password string) error {
	return n.gap(ctx, a, issue, article, models.EventWithdraw, reason, password)
}

// ShowArticle shows an article again that was taken down or withdrawn: by a signer, with password and reason.
func (n *Newsroom) ShowArticle(ctx context.Context, a models.Actor, issue, article int64, reason, password string) error {
	return n.gap(ctx, a, issue, article, models.EventRestore, reason, password)
}

// AskGap shows the article to somebody about to do e to it, provided that it is possible.
func (n *Newsroom) AskGap(ctx context.Context, a models.Actor, issue, article int64, e models.Event) (p GapPage, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		f, art, err := n.openGap(tx, a, issue, article, e, false)
		if err != nil {
			return err
		}
		p = GapPage{Bulletin: f.bulletin, Issue: f.issue, Article: art}
		return nil
	})
	return p, err
}

// openGap finds an article of the live edition for e to happen to it, as the policy and the state let it.
func (n *Newsroom) openGap(tx *store.Tx, a models.Actor, issue, article int64, e models.Event, lock bool) (*folder, ArticleShown, error) {
	t, ok := models.TransitionFor(e)
	if gapActions[e] == "" || !ok {
		return nil, ArticleShown{}, models.NotFound()
	}
	f, err := n.openLive(tx, a, issue, lock)
	if err != nil {
		return nil, ArticleShown{}, err
	}
	if f.issue.EditionID == nil {
		return nil, ArticleShown{}, models.NotFound()
	}
	art, err := liveArticle(tx, f.issue, article)
	if err != nil {
		return nil, art, err
	}
	if err := allow(a, t.Action, f.circumstances(a)); err != nil {
		return nil, art, err
	}
	if !f.issue.Shown() || !slices.Contains(GapEvents(art.Gone), e) {
		return nil, art, models.Fail(models.CodeConflict, "gap.not_in_this_state")
	}
	return f, art, nil
}

func liveArticle(tx *store.Tx, i models.Issue, article int64) (ArticleShown, error) {
	entries, err := tx.EditionEntries(*i.EditionID)
	if err != nil {
		return ArticleShown{}, err
	}
	k := slices.IndexFunc(entries, func(e models.EditionEntry) bool { return e.ArticleID == article })
	if k < 0 {
		return ArticleShown{}, models.NotFound()
	}
	gaps, err := tx.Gaps(i.ID)
	return ArticleShown{EditionEntry: entries[k], Gone: gaps[article]}, err
}

// GapEvents are what can be done to an article of a shown issue, by what took it out of sight.
func GapEvents(gone models.Event) []models.Event {
	switch gone {
	case models.EventTakeDown:
		return []models.Event{models.EventWithdraw, models.EventRestore}
	case models.EventWithdraw:
		return []models.Event{models.EventRestore}
	default:
		return []models.Event{models.EventTakeDown, models.EventWithdraw}
	}
}

// changeGap opens or closes the gap of an article.
func changeGap(tx *store.Tx, issue, article int64, e models.Event) error {
	if e == models.EventRestore {
		return tx.CloseGap(issue, article)
	}
	return tx.OpenGap(issue, article, e)
}

func (n *Newsroom) gap(ctx context.Context, a models.Actor, issue, article int64, e models.Event, reason, password string) error {
	if _, err := n.AskGap(ctx, a, issue, article, e); err != nil {
		return err
	}
	reason, err := reasonGiven(reason)
	if err != nil {
		return err
	}
	if t, _ := models.TransitionFor(e); t.Password {
		if err := n.ConfirmPassword(ctx, a, password); err != nil {
			return err
		}
	}
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, art, err := n.openGap(tx, a, issue, article, e, true)
		if err != nil {
			return err
		}
		if err := changeGap(tx, issue, article, e); err != nil {
			return err
		}
		w := models.Withdrawal{IssueID: issue, EditionID: *f.issue.EditionID, ArticleID: &article, Event: e, Reason: reason, ActorID: a.UserID}
		if err := tx.CreateWithdrawal(&w); err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{IssueID: issue, Action: gapActions[e], Object: object("article", article), Details: models.AuditDetails{
			{Name: "number", Value: f.issue.Label()}, {Name: "title", Value: art.Title}, {Name: "reason", Value: reason},
		}})
	})
}

// Archive closes a published issue (归档): it is read on, and nothing changes any more but by withdrawal. By a signer, with password.
func (n *Newsroom) Archive(ctx context.Context, a models.Actor, id int64, password string) error {
	return n.actWithPassword(ctx, a, id, models.EventArchive, "", password, withdrawal(a, models.EventArchive, ""))
}
