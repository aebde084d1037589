package newsroom_test

import (
	"slices"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/models"
)

// proposal is another text for the first block of an article.
func (o *office) proposal(tb testing.TB, article int64, after string) newsroom.NewProposal {
	tb.Helper()
	p, err := o.Article(tb.Context(), o.editor, article)
	must(tb, err)
	return newsroom.NewProposal{Base: p.Revision.ID, Block: p.Revision.Text.Body.Blocks[0].ID, After: after, Note: "更准确"}
}

// proposes makes a proposal for the first block.
func (o *office) proposes(tb testing.TB, a models.Actor, article int64, after string) int64 {
	tb.Helper()
	id, err := o.Propose(tb.Context(), a, article, o.proposal(tb, article, after))
	must(tb, err)
	return id
}

const better = "北屿口岸推行提前申报，平均通关时间压缩到两小时以内，企业反映良好。"

func TestAnAcceptedProposalIsTheEditorsRevisionAndKeepsItsAuthor(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue, article := o.underReview(t)
		id := o.proposes(t, o.second, article, better)
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		before := o.entries(t)
		asked := replacement(t, o.AcceptProposal(ctx, o.editor, article, newsroom.Acceptance{Proposal: id}))
		if len(asked.Lost) != 1 || asked.Lost[0].By != o.first.Name || o.entries(t) != before {
			t.Fatalf("it costs %+v", asked.Lost)
		}
		must(t, o.AcceptProposal(ctx, o.editor, article, newsroom.Acceptance{Proposal: id, Confirm: asked.Token}))
		if got := o.entries(t) - before; got != 1 {
			t.Errorf("%d audit entries", got)
		}
		if got := o.firstBlock(t, article).LineText(); got != better {
			t.Errorf("the text reads %s", got)
		}
		list, err := o.Revisions(ctx, o.editor, article)
		must(t, err)
		newest := list.Revisions[0]
		if newest.AuthorID != o.editor.UserID || !slices.Equal(list.Proposers[newest.ID], []string{o.second.Name}) {
			t.Errorf("saved by %d, proposed by %v", newest.AuthorID, list.Proposers[newest.ID])
		}
		must(t, o.store.Read(ctx, func(tx *store.Tx) error {
			drafters, err := tx.Contributors(issue.ID)
			if slices.ContainsFunc(drafters, func(c models.Contribution) bool { return c.UserID == o.second.UserID }) {
				t.Error("who proposed has become a contributor")
			}
			return err
		}))
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		must(t, o.approve(t, o.second, issue.ID, "同意")) // may still act on the own step
		refused(t, o.AcceptProposal(ctx, o.editor, article, newsroom.Acceptance{Proposal: id}), models.CodeConflict, "proposal.decided")
	})
}

func TestAProposalWhoseBlockHasChangedIsNotAppliedBlindly(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		id := o.proposes(t, o.editor2, article, better)
		must(t, o.retext(t, o.editor, article, "北屿口岸推行提前申报，企业称便。", ""))
		p, one, err := o.Proposal(ctx, o.editor, article, id)
		must(t, err)
		if one.Stands || one.Now != "北屿口岸推行提前申报，企业称便。" {
			t.Fatalf("got %+v", one)
		}
		refused(t, o.AcceptProposal(ctx, o.editor, article, newsroom.Acceptance{Proposal: id}), models.CodeConflict, "proposal.changed")
		refused(t, o.AcceptProposal(ctx, o.editor, article, newsroom.Acceptance{}), models.CodeConflict, "proposal.changed")
		both := "北屿口岸推行提前申报，通关压缩到两小时以内，企业称便。"
		refused(t, o.AcceptProposal(ctx, o.editor, article, newsroom.Acceptance{Proposal: id, Instead: true, Text: both, Base: p.Revision.ID - 1}), models.CodeConflict, "proposal.changed")
		must(t, o.AcceptProposal(ctx, o.editor, article, newsroom.Acceptance{Proposal: id, Instead: true, Text: both, Base: p.Revision.ID}))
		if got := o.firstBlock(t, article).LineText(); got != both {
			t.Errorf("the text reads %s", got)
		}
	})
}

func TestAllProposalsAreAcceptedInOneRevisionOrRejectedAtOnce(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		first, second := o.proposes(t, o.editor2, article, better), o.proposes(t, o.editor, article, "另一种写法。")
		before := o.entries(t)
		must(t, o.AcceptProposal(ctx, o.editor, article, newsroom.Acceptance{}))
		d := o.talk(t, o.editor, article)
		if len(d.Proposals) != 1 || d.Proposals[0].ID != second || d.Proposals[0].Stands || len(d.Decided) != 1 || d.Decided[0].ID != first {
			t.Errorf("open %+v, decided %+v", d.Proposals, d.Decided)
		}
		must(t, o.RejectProposal(ctx, o.editor, article, 0))
		if d := o.talk(t, o.editor, article); len(d.Proposals) != 0 || len(d.Decided) != 2 {
			t.Errorf("open %+v", d.Proposals)
		}
		if got := o.entries(t) - before; got != 2 {
			t.Errorf("%d audit entries", got)
		}
	})
}

func TestOnlyAnEditorDecidesAndOnlyItsAuthorWithdraws(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		_, article := o.underReview(t)
		id := o.proposes(t, o.proofreader, article, better)
		for _, a := range []models.Actor{o.first, o.proofreader, o.signer, o.auditor} {
			refused(t, o.AcceptProposal(ctx, a, article, newsroom.Acceptance{Proposal: id}), models.CodeForbidden, "")
			refused(t, o.RejectProposal(ctx, a, article, id), models.CodeForbidden, "")
		}
		refused(t, o.WithdrawProposal(ctx, o.editor, article, id), models.CodeForbidden, "proposal.not_yours")
		must(t, o.WithdrawProposal(ctx, o.proofreader, article, id))
		refused(t, o.RejectProposal(ctx, o.editor, article, id), models.CodeConflict, "proposal.decided")
		_, err := o.Propose(ctx, o.auditor, article, o.proposal(t, article, better))
		refused(t, err, models.CodeForbidden, "")
		_, err = o.Propose(ctx, o.first, article, o.proposal(t, article, o.firstBlock(t, article).LineText()))
		refused(t, err, models.CodeInvalid, "after proposal.same")
	})
}
