package newsroom_test

import (
	"strings"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/models"
)

// What an article says that the preflight stops, and what it only warns of.
const (
	torn    = "北屿口岸吞吐量达到213.万吨，企业反映良好。"
	doubled = "北屿口岸推行提前申报，，企业反映良好。"
	sound   = "北屿口岸推行提前申报，企业反映良好。"
)

// preflight is what a page would show.
func (o *office) preflight(tb testing.TB, a models.Actor, issue int64) newsroom.Preflight {
	tb.Helper()
	p, err := o.Preflight(tb.Context(), a, issue)
	must(tb, err)
	return p
}

func TestWhatBlocksIsNotSubmittedAndNothingIsWritten(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		first := o.articles(t, issue.ID)[0]
		must(t, o.retext(t, o.editor, first, torn, ""))
		p := o.preflight(t, o.editor, issue.ID)
		if p.Blocking() != 1 || p.Findings[0].Article != first || p.Findings[0].Marked != "213.万" || p.Findings[0].Block == "" {
			t.Fatalf("found %+v", p.Findings)
		}
		before := o.entries(t)
		refused(t, o.Submit(ctx, o.editor, issue.ID), models.CodeInvalid, "proof proof.digits")
		if i := o.state(t, issue.ID); i.Workflow != models.Drafting || i.RunID != nil || o.entries(t) != before {
			t.Errorf("a refused submission left %+v", i)
		}
		refused(t, o.ClearFinding(ctx, o.editor, issue.ID, p.Findings[0].Mark, "原文如此"), models.CodeConflict, "proof.cannot_clear")
		must(t, o.retext(t, o.editor, first, sound, ""))
		must(t, o.Submit(ctx, o.editor, issue.ID))
	})
}

func TestAFaultThatAnAmendmentBringsInStopsTheSignOff(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		first := o.articles(t, issue.ID)[0]
		must(t, o.retext(t, o.second, first, torn, ""))
		must(t, o.approve(t, o.second, issue.ID, "同意"))
		refused(t, o.approve(t, o.signer, issue.ID, "同意印发"), models.CodeInvalid, "proof proof.digits")
		scan := newsroom.Record{
			Step: 2, Verdict: models.Approved, Way: models.OnPaper, By: o.signer.UserID, DecidedOn: "2026-11-02", Opinion: "同意",
			Code: models.CheckCode(o.hash(t, o.signer, issue.ID)), Scan: []byte("%PDF-1.7\n"), ScanName: "审签单.pdf",
		}
		refused(t, o.RecordDecision(ctx, o.proofreader, issue.ID, scan), models.CodeInvalid, "proof proof.digits")
		if i := o.state(t, issue.ID); i.Workflow != models.Reviewing {
			t.Errorf("the issue is %s", i.Workflow)
		}
		must(t, o.retext(t, o.signer, first, sound, ""))
		must(t, o.approve(t, o.signer, issue.ID, "同意印发"))
	})
}

func TestPublicationReadsTheIssueOnceMore(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.signed(t, 87)
		o.bulletin.RequireSources = true
		write(t, o.store, func(tx *store.Tx) error { return tx.UpdateBulletin(&o.bulletin) })
		refused(t, o.Publish(ctx, o.signer, issue.ID), models.CodeInvalid, "proof proof.source.required")
		if i := o.state(t, issue.ID); i.EditionID != nil || i.Standing != models.Unpublished {
			t.Errorf("a refused publication left %+v", i)
		}
		o.bulletin.RequireSources = false
		write(t, o.store, func(tx *store.Tx) error { return tx.UpdateBulletin(&o.bulletin) })
		must(t, o.Publish(ctx, o.signer, issue.ID))
	})
}

func TestAWarningIsClearedForTheTextThatStandsThere(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		first := o.articles(t, issue.ID)[0]
		must(t, o.retext(t, o.editor, first, doubled, ""))
		must(t, o.Submit(ctx, o.editor, issue.ID)) // a warning needs no action
		p := o.preflight(t, o.proofreader, issue.ID)
		if p.Blocking() != 0 || p.Open() != 1 || !p.CanClear || o.preflight(t, o.first, issue.ID).CanClear {
			t.Fatalf("found %+v", p)
		}
		mark, before := p.Findings[0].Mark, o.entries(t)
		refused(t, o.ClearFinding(ctx, o.first, issue.ID, mark, "原文如此"), models.CodeForbidden, "")
		refused(t, o.ClearFinding(ctx, o.proofreader, issue.ID, mark, " "), models.CodeInvalid, "note field.required")
		refused(t, o.ClearFinding(ctx, o.proofreader, issue.ID, mark, strings.Repeat("长", 201)), models.CodeInvalid, "note field.too_long")
		refused(t, o.ClearFinding(ctx, o.proofreader, issue.ID, "nothing", "原文如此"), models.CodeConflict, "proof.gone")
		must(t, o.ClearFinding(ctx, o.proofreader, issue.ID, mark, "原文如此"))
		must(t, o.ClearFinding(ctx, o.editor, issue.ID, mark, "又核一遍")) // cleared already
		p = o.preflight(t, o.signer, issue.ID)
		if c := p.Findings[0].Cleared; p.Open() != 0 || c == nil || c.By != o.proofreader.Name || c.Note != "原文如此" || !c.At.Equal(o.clock.Now()) {
			t.Errorf("found %+v", p.Findings)
		}
		if got := o.entries(t) - before; got != 1 {
			t.Errorf("%d entries, want one", got)
		}
		must(t, o.retext(t, o.first, first, "青圩口岸推行提前申报，，企业反映良好。", ""))
		if p = o.preflight(t, o.signer, issue.ID); p.Open() != 1 {
			t.Errorf("the clearing of another text counts: %+v", p.Findings)
		}
	})
}

func TestNothingIsClearedInASignedIssueOrByWhoMayNotReadIt(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.retext(t, o.editor, o.articles(t, issue.ID)[0], doubled, ""))
		mark := o.preflight(t, o.editor, issue.ID).Findings[0].Mark
		for _, a := range []models.Actor{o.proofreader, o.reader, o.admin} { // a draft is the editors' own
			_, err := o.Preflight(ctx, a, issue.ID)
			refused(t, err, models.CodeNotFound, "")
			refused(t, o.ClearFinding(ctx, a, issue.ID, mark, "原文如此"), models.CodeNotFound, "")
		}
		must(t, o.Submit(ctx, o.editor, issue.ID))
		for _, a := range []models.Actor{o.first, o.second, o.signer} {
			must(t, o.approve(t, a, issue.ID, "同意"))
		}
		refused(t, o.ClearFinding(ctx, o.editor, issue.ID, mark, "原文如此"), models.CodeConflict, "")
		if o.preflight(t, o.editor, issue.ID).CanClear {
			t.Error("a signed issue offers to clear")
		}
	})
}

func TestTitlesAreComparedWithIssuesThatEverybodyMayKnowOf(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		o.signed(t, 87)
		issue := o.imported(t, o.editor, 88)
		var others []string
		for _, f := range o.preflight(t, o.editor, issue.ID).Findings {
			if f.Rule == "title" {
				others = append(others, f.Args["Issue"].(string))
			}
		}
		if got := strings.Join(others, " "); got != "第87期 第87期 第87期" {
			t.Errorf("titles of %s", got)
		}
		draft := o.imported(t, o.editor2, 89) // like 88, which was never submitted
		for _, f := range o.preflight(t, o.editor2, draft.ID).Findings {
			if f.Rule == "title" && f.Args["Issue"] != "第87期" {
				t.Errorf("a draft's title is told: %+v", f)
			}
		}
		must(t, o.DeleteIssue(ctx, o.editor2, draft.ID))
	})
}
