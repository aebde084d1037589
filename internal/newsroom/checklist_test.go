package newsroom_test

import (
	"slices"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

func TestAStepWithAProofreadingDutyIsApprovedItemByItem(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		o.chainWith(t, func(chain models.Chain) { chain[0].Proofread, chain[2].Proofread = true, true })
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		hash := o.hash(t, o.first, issue.ID)
		refused(t, o.Approve(ctx, o.first, issue.ID, newsroom.Approval{Hash: hash, Opinion: "同意"}), models.CodeInvalid, "check.unticked")
		ticked := slices.Repeat(models.ProofItems[1:], 2) // one is missing, others stand twice
		refused(t, o.Approve(ctx, o.first, issue.ID, newsroom.Approval{Hash: hash, Opinion: "同意", Checked: append(ticked, "unheard_of")}), models.CodeInvalid, "check.unticked")
		must(t, o.Approve(ctx, o.first, issue.ID, newsroom.Approval{Hash: hash, Opinion: "同意", Checked: append(ticked, models.ProofItems[0])}))
		must(t, o.Approve(ctx, o.second, issue.ID, newsroom.Approval{Hash: hash, Opinion: "同意", Checked: models.ProofItems}))
		p, err := o.Review(ctx, o.signer, issue.ID)
		must(t, err)
		if got := p.Steps[0].Decision; !slices.Equal(got.Checked, models.ProofItems) || got.By != o.first.Name || got.CreatedAt.IsZero() {
			t.Errorf("the first step keeps %+v", got)
		}
		if len(p.Steps[1].Decision.Checked) != 0 || p.Steps[0].Duty != 1 || p.Steps[1].Duty != 0 || p.Steps[2].Duty != 2 {
			t.Errorf("duties are mixed up: %+v", p.Steps)
		}
		refused(t, o.Approve(ctx, o.signer, issue.ID, newsroom.Approval{Hash: hash, Opinion: "同意", Password: password}), models.CodeInvalid, "check.unticked")
		must(t, o.Return(ctx, o.signer, issue.ID, newsroom.Returning{Category: models.ReturnFacts, Reason: "标题须改"})) // returning needs no ticks
	})
}

func TestAChecklistOnPaperIsRecordedToo(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		o.chainWith(t, func(chain models.Chain) { chain[0].Proofread = true })
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		in := newsroom.Record{
			Verdict: models.Approved, Way: models.OnPaper, By: o.first.UserID, DecidedOn: "2026-11-02", Opinion: "同意", Code: models.CheckCode(o.hash(t, o.first, issue.ID)),
		}
		refused(t, o.RecordDecision(ctx, o.proofreader, issue.ID, in), models.CodeInvalid, "check.unticked")
		in.Checked = models.ProofItems
		must(t, o.RecordDecision(ctx, o.proofreader, issue.ID, in))
		p, err := o.Review(ctx, o.second, issue.ID)
		must(t, err)
		if d := p.Steps[0].Decision; len(d.Checked) != len(models.ProofItems) || d.Recorder != o.proofreader.Name {
			t.Errorf("recorded: %+v", d)
		}
	})
}
