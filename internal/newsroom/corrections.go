package newsroom

import (
	"context"
	"errors"
	"slices"
	"strings"

	"jianbao/internal/store"
	"jianbao/models"
)

// Correct begins a correction of a published issue (更正): the working copy can be edited again, beside the live edition, which readers go on
// seeing until the next one is signed and published. Contributors and acts count anew. The number stays.
func (n *Newsroom) Correct(ctx context.Context, a models.Actor, id int64) error {
	return n.act(ctx, a, id, models.EventCorrect, func(tx *store.Tx, f *folder) (models.AuditDetails, error) {
		live, err := tx.EditionNumber(*f.issue.EditionID)
		if err != nil {
			return nil, err
		}
		i := &f.issue
		i.Correcting, i.CorrectionEdition, i.CorrectionNote, i.RunID = true, live+1, "", nil
		return models.AuditDetails{{Name: "number", Value: i.Label()}}, tx.CloseContributions(id, *i.EditionID)
	})
}

// GiveUpCorrection ends a correction that was not published: the working copy is the live edition again. What was written since stays in the
// history of each article; articles that the edition does not have go to the pool.
func (n *Newsroom) GiveUpCorrection(ctx context.Context, a models.Actor, id int64) error {
	return n.act(ctx, a, id, models.EventGiveUp, func(tx *store.Tx, f *folder) (models.AuditDetails, error) {
		e, err := tx.Edition(*f.issue.EditionID)
		if err != nil {
			return nil, err
		}
		if err := n.backToEdition(tx, a, f, e.Content.Manifest); err != nil {
			return nil, err
		}
		i, m := &f.issue, e.Content.Manifest
		i.Name, i.Host, i.Date, i.AccessNote, i.EditorNote = m.Masthead.Name, m.Masthead.Host, m.Masthead.Date, m.Masthead.Note, m.EditorNote
		i.Access, i.Distribution, i.ListedUnits, i.RunID = m.Access, m.Distribution, m.ListedUnits, e.RunID
		i.Correcting, i.CorrectionEdition, i.CorrectionNote = false, 0, ""
		if m.Correction != nil {
			i.CorrectionEdition, i.CorrectionNote = m.Correction.Edition, m.Correction.Note
		}
		return models.AuditDetails{{Name: "number", Value: i.Label()}}, tx.ReopenContributions(id, e.ID)
	})
}

// backToEdition gives the contents of an issue the sections, the order and the texts of a manifest.
func (n *Newsroom) backToEdition(tx *store.Tx, a models.Actor, f *folder, m models.Manifest) error {
	now, err := openContents(tx, f)
	if err != nil {
		return err
	}
	var ids []int64
	for _, art := range m.Articles() {
		ids = append(ids, art.Article)
	}
	if err := tx.TakeOut(without(now.order.Articles(), ids)); err != nil {
		return err
	}
	articles, err := tx.LockArticles(ids)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(articles, func(art models.Article) bool { return art.IssueID != nil && *art.IssueID != f.issue.ID }) || len(articles) != len(ids) {
		return models.Fail(models.CodeConflict, "correction.elsewhere")
	}
	places, err := oldPlaces(tx, f.issue.ID, m)
	if err != nil {
		return err
	}
	if err := errors.Join(tx.PlaceArticles(f.issue.ID, places), oldTexts(tx, a, articles, m)); err != nil {
		return err
	}
	for _, id := range now.order.Sections() { // nothing stands in them any more
		if err := tx.DeleteSection(id); err != nil {
			return err
		}
	}
	return nil
}

// oldPlaces makes the sections of a manifest anew, and says where its articles stand in them.
func oldPlaces(tx *store.Tx, issue int64, m models.Manifest) (places []store.ArticlePlace, err error) {
	for _, s := range m.Sections {
		section := models.Section{IssueID: issue, Title: s.Title}
		if err := tx.CreateSection(&section); err != nil {
			return nil, err
		}
		for k, art := range s.Articles {
			places = append(places, store.ArticlePlace{Article: art.Article, Section: section.ID, Position: k + 1})
		}
	}
	return places, nil
}

// oldTexts gives articles the texts of a manifest again, each as a new revision where another one stands.
func oldTexts(tx *store.Tx, a models.Actor, articles []models.Article, m models.Manifest) error {
	for _, signed := range m.Articles() {
		i := slices.IndexFunc(articles, func(art models.Article) bool { return art.ID == signed.Article })
		if articles[i].Hash == signed.Hash {
			continue
		}
		texts, err := tx.RevisionsByHash([]int64{signed.Article}, []string{signed.Hash})
		if err != nil {
			return err
		}
		art, err := tx.LockArticle(signed.Article) // its place has changed since
		if err != nil {
			return err
		}
		r := models.Revision{ArticleID: art.ID, Text: texts[art.ID][signed.Hash].Text, Hash: signed.Hash, Cause: models.CauseRestored, AuthorID: a.UserID, BaseID: &art.RevisionID}
		if err := tx.CreateRevision(&r); err != nil {
			return err
		}
		art.RevisionID = r.ID
		art.Show(r.Text)
		if err := tx.UpdateArticle(&art); err != nil {
			return err
		}
	}
	return nil
}

// chain is the chain that a new run of the issue passes through.
func (f *folder) chain() models.Chain {
	if f.issue.Correcting {
		return f.bulletin.CorrectionChain()
	}
	return f.bulletin.Chain
}

// noted refuses a correction that does not tell readers what it corrects.
func (f *folder) noted() error {
	var p models.Problems
	if f.issue.Correcting && strings.TrimSpace(f.issue.CorrectionNote) == "" {
		p.Add("correction_note", "correction.note_required")
	}
	return p.Err()
}

// neverPublished refuses to take away, or to use in another issue, what stands in an edition: its address would lead elsewhere.
func neverPublished(tx *store.Tx, issue int64, articles ...int64) error {
	ids, err := tx.EverPublished(issue, articles...)
	if err == nil && len(ids) > 0 {
		err = models.Fail(models.CodeConflict, "article.was_published")
	}
	return err
}

// SetCorrectionSkips says which steps of the chain a correction does not pass through, by name. The sign-off is never skipped.
func (n *Newsroom) SetCorrectionSkips(ctx context.Context, a models.Actor, id, version int64, skips []string) error {
	return n.changeBulletin(ctx, a, id, version, func(_ *store.Tx, b *models.Bulletin) (change, error) {
		b.CorrectionSkips = []string{}
		for k, step := range b.Chain {
			if !b.Chain.SignOff(k) && slices.Contains(skips, step.Name) {
				b.CorrectionSkips = append(b.CorrectionSkips, step.Name)
			}
		}
		var names []string
		for _, step := range b.CorrectionChain() {
			names = append(names, step.Name)
		}
		return change{Action: "bulletin.correction_chain", Details: models.AuditDetails{{Name: "chain", Value: strings.Join(names, " → ")}}}, nil
	})
}
