package newsroom

import (
	"context"
	"slices"
	"strconv"

	"jianbao/internal/redline"
	"jianbao/internal/store"
	"jianbao/models"
)

// ProposalShown is a proposal against the text it was written for.
type ProposalShown struct {
	models.Proposal
	By      string
	Decider string
	Stands  bool              // the block still reads as the author of the proposal saw it
	Now     string            // how the block reads now; empty: it is gone
	Diff    []redline.Segment // from the text before to the proposed one
	Mine    bool
}

func idText(id int64) string { return strconv.FormatInt(id, 10) }

// proposals fills in the texts proposed for blocks of a text.
func (d *Discussion) proposals(tx *store.Tx, a models.Actor, article int64, body models.Body) error {
	list, err := tx.Proposals(article)
	if err != nil {
		return err
	}
	var people []int64
	for _, p := range list {
		people = append(people, p.AuthorID)
		if p.DecidedBy != nil {
			people = append(people, *p.DecidedBy)
		}
	}
	names, err := tx.UserNames(people)
	if err != nil {
		return err
	}
	for _, p := range list {
		shown := ProposalShown{
			Proposal: p, By: names[p.AuthorID], Stands: p.Stands(body), Diff: redline.Texts(p.Before.LineText(), p.After), Mine: p.AuthorID == a.UserID,
		}
		if b, ok := body.ByID()[p.BlockID]; ok {
			shown.Now = b.LineText()
		}
		if p.DecidedBy != nil {
			shown.Decider = names[*p.DecidedBy]
		}
		if p.State == models.ProposalOpen {
			d.Proposals = append(d.Proposals, shown)
			continue
		}
		d.Decided = append(d.Decided, shown)
	}
	slices.SortStableFunc(d.Decided, func(a, b ProposalShown) int { return b.DecidedAt.Compare(*a.DecidedAt) })
	return nil
}

// mayDecide refuses whoever cannot change the article as an editor now.
func mayDecide(a models.Actor, art models.Article, f *folder) error {
	if f == nil {
		if art.DeletedAt != nil {
			return models.Fail(models.CodeConflict, "article.deleted_now")
		}
		return allow(a, models.EditContent, models.Circumstances{})
	}
	event := models.EventEdit
	if f.issue.Workflow == models.Reviewing {
		event = models.EventReplace
	}
	_, err := f.require(a, event)
	return err
}

// NewProposal is another text for a block, as it is written.
type NewProposal struct {
	Base  int64 // the revision that the form was drawn from
	Block string
	After string // empty: the block is to go
	Note  string
}

// Propose proposes another text for a block. Whoever proposes contributes nothing by it.
func (n *Newsroom) Propose(ctx context.Context, a models.Actor, article int64, in NewProposal) (id int64, err error) {
	p := models.Proposal{ArticleID: article, BlockID: in.Block, After: in.After, Note: in.Note, AuthorID: a.UserID}
	err = n.discuss(ctx, a, article, models.EventPropose, func(tx *store.Tx, art models.Article, _ *folder) (change, error) {
		base, err := tx.Revision(art.ID, in.Base)
		if err != nil {
			return change{}, err
		}
		b, ok := base.Text.Body.ByID()[in.Block]
		if !ok || !b.Proposable() {
			return change{}, models.NotFound()
		}
		p.Before = b
		p.Normalise()
		if err := p.Validate(); err != nil {
			return change{}, err
		}
		count, err := tx.CountProposals(art.ID)
		if err != nil {
			return change{}, err
		}
		if count >= models.MaxProposals {
			return change{}, models.Problems{{Field: "after", Key: "proposal.too_many", Args: models.Args{"Max": models.MaxProposals}}}.Err()
		}
		err = tx.CreateProposal(&p)
		return change{Action: "proposal.made", Details: models.AuditDetails{{Name: "proposal", Value: idText(p.ID)}}}, err
	})
	return p.ID, err
}

// WithdrawProposal takes an open proposal back, by its author.
func (n *Newsroom) WithdrawProposal(ctx context.Context, a models.Actor, article, id int64) error {
	return n.discuss(ctx, a, article, models.EventPropose, func(tx *store.Tx, art models.Article, _ *folder) (change, error) {
		p, err := openProposal(tx, art.ID, id)
		if err != nil {
			return change{}, err
		}
		if p.AuthorID != a.UserID {
			return change{}, models.Fail(models.CodeForbidden, "proposal.not_yours")
		}
		p.State, p.DecidedBy = models.ProposalWithdrawn, &a.UserID
		return change{Action: "proposal.withdrawn", Details: models.AuditDetails{{Name: "proposal", Value: idText(id)}}}, tx.DecideProposal(&p)
	})
}

// openProposal finds a proposal that nobody has decided on.
func openProposal(tx *store.Tx, article, id int64) (models.Proposal, error) {
	p, err := tx.Proposal(article, id)
	if err == nil && p.State != models.ProposalOpen {
		err = models.Fail(models.CodeConflict, "proposal.decided")
	}
	return p, err
}

// openProposals finds one open proposal, or all of an article's when id is 0.
func openProposals(tx *store.Tx, article, id int64) ([]models.Proposal, error) {
	if id != 0 {
		p, err := openProposal(tx, article, id)
		return []models.Proposal{p}, err
	}
	list, err := tx.Proposals(article)
	list = slices.DeleteFunc(list, func(p models.Proposal) bool { return p.State != models.ProposalOpen })
	if err == nil && len(list) == 0 {
		err = models.Fail(models.CodeConflict, "proposal.decided")
	}
	return list, err
}

// RejectProposal rejects one proposal, or all open ones of an article when id is 0.
func (n *Newsroom) RejectProposal(ctx context.Context, a models.Actor, article, id int64) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		art, f, err := n.openArticle(tx, a, article, true)
		if err != nil {
			return err
		}
		if err := mayDecide(a, art, f); err != nil {
			return err
		}
		list, err := openProposals(tx, article, id)
		if err != nil {
			return err
		}
		for _, p := range list {
			p.State, p.DecidedBy = models.ProposalRejected, &a.UserID
			if err := tx.DecideProposal(&p); err != nil {
				return err
			}
		}
		details, err := proposalDetails(tx, list)
		if err != nil {
			return err
		}
		return noteOnArticle(tx, a, art, change{Action: "proposal.rejected", Details: details})
	})
}

// proposalDetails name proposals and their authors.
func proposalDetails(tx *store.Tx, list []models.Proposal) (models.AuditDetails, error) {
	people := make([]int64, len(list))
	for i, p := range list {
		people[i] = p.AuthorID
	}
	names, err := tx.UserNames(people)
	var out models.AuditDetails
	for _, p := range list {
		out = append(out, models.AuditDetail{Name: "proposal", Value: idText(p.ID)}, models.AuditDetail{Name: "proposer", Value: names[p.AuthorID]})
	}
	return out, err
}

// Acceptance accepts proposals.
type Acceptance struct {
	Proposal int64  // 0: all open ones whose block still reads as their authors saw it
	Instead  bool   // Text goes into the block, in place of the proposed one
	Text     string // empty: the block goes
	Base     int64  // with Instead: the revision that the page showed
	Confirm  string // during review: the token of the confirmation page
}

// AcceptProposal puts a proposed text into the article: an ordinary revision by the editor who accepts, at the cost that any change
// has during review (Replacement). A proposal whose block reads otherwise now is not applied blindly: the error is a conflict, unless
// the editor says which text it shall be.
func (n *Newsroom) AcceptProposal(ctx context.Context, a models.Actor, article int64, in Acceptance) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		art, f, err := n.openArticle(tx, a, article, true)
		if err != nil {
			return err
		}
		if err := mayDecide(a, art, f); err != nil {
			return err
		}
		if in.Instead && in.Proposal == 0 {
			return models.NotFound()
		}
		list, err := openProposals(tx, article, in.Proposal)
		if err != nil {
			return err
		}
		accept := func(tx *store.Tx, _ *folder) (change, error) { return acceptAll(tx, a, art, list, in) }
		if f == nil {
			return n.savePool(tx, a, art, accept)
		}
		return n.editOpen(tx, a, f, in.Confirm, accept)
	})
}

// acceptAll saves a text with the proposals in it, and marks them accepted.
func acceptAll(tx *store.Tx, a models.Actor, art models.Article, list []models.Proposal, in Acceptance) (change, error) {
	r, err := tx.Revision(art.ID, art.RevisionID)
	if err != nil {
		return change{}, err
	}
	text, accepted, err := withProposals(r, list, in)
	if err != nil {
		return change{}, err
	}
	did, err := saveText(tx, a, &art, SaveArticle{Base: art.RevisionID, Text: text.Normalise()}, models.Revision{Cause: models.CauseSaved})
	if err != nil {
		return change{}, err
	}
	for _, p := range accepted {
		p.State, p.DecidedBy, p.RevisionID = models.ProposalAccepted, &a.UserID, &art.RevisionID
		if err := tx.DecideProposal(&p); err != nil {
			return change{}, err
		}
	}
	details, err := proposalDetails(tx, accepted)
	did.Action, did.Object = "proposal.accepted", object("article", art.ID)
	did.Details = append(models.AuditDetails{{Name: "title", Value: art.Title}, {Name: "hash", Value: art.Hash[:16]}}, details...)
	return did, err
}

// withProposals puts proposals into a text, one after the other; those whose block reads otherwise are left out, and if none is left,
// that is a conflict.
func withProposals(r models.Revision, list []models.Proposal, in Acceptance) (models.ArticleText, []models.Proposal, error) {
	text := r.Text
	if in.Instead {
		if in.Base != r.ID {
			return text, nil, models.Fail(models.CodeConflict, "proposal.changed")
		}
		text.Body = text.Body.WithText(list[0].BlockID, in.Text)
		return text, list[:1], nil
	}
	var accepted []models.Proposal
	for _, p := range list {
		if p.Stands(text.Body) {
			text.Body = text.Body.WithText(p.BlockID, p.After)
			accepted = append(accepted, p)
		}
	}
	if len(accepted) == 0 {
		return text, nil, models.Fail(models.CodeConflict, "proposal.changed")
	}
	return text, accepted, nil
}

// ArticleToPropose shows an article to somebody who is about to propose another text for a part of it.
func (n *Newsroom) ArticleToPropose(ctx context.Context, a models.Actor, article int64) (ArticlePage, error) {
	err := n.read(ctx, a, func(tx *store.Tx) error {
		art, f, err := n.openArticle(tx, a, article, false)
		if err != nil {
			return err
		}
		return mayDiscuss(a, art, f, models.EventPropose)
	})
	if err != nil {
		return ArticlePage{}, err
	}
	return n.Article(ctx, a, article)
}

// Proposal shows one proposal, and the article that it is for.
func (n *Newsroom) Proposal(ctx context.Context, a models.Actor, article, id int64) (ArticlePage, ProposalShown, error) {
	p, err := n.Article(ctx, a, article)
	if err != nil {
		return p, ProposalShown{}, err
	}
	for _, one := range slices.Concat(p.Discussion.Proposals, p.Discussion.Decided) {
		if one.ID == id {
			return p, one, nil
		}
	}
	return p, ProposalShown{}, models.NotFound()
}
