package newsroom_test

import (
	"strings"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/internal/redline"
	"jianbao/models"
)

// delegation is an authority for the days that the clock is in.
func (o *office) delegation(to models.Actor) models.Delegation {
	day := o.clock.Now().Add(8 * time.Hour).Format(time.DateOnly)
	return models.Delegation{DelegateID: to.UserID, FromDay: day, ToDay: day, Note: "赴京开会"}
}

// atSignOff is an issue that waits for its sign-off by the signer.
func (o *office) atSignOff(tb testing.TB, number int) models.Issue {
	tb.Helper()
	issue := o.imported(tb, o.editor, number)
	must(tb, o.Submit(tb.Context(), o.editor, issue.ID))
	must(tb, o.approve(tb, o.first, issue.ID, "同意"))
	must(tb, o.approve(tb, o.second, issue.ID, "同意"))
	return issue
}

// signs signs off as a page would, in whatever role.
func (o *office) signs(tb testing.TB, a models.Actor, issue int64) error {
	tb.Helper()
	return o.Approve(tb.Context(), a, issue, newsroom.Approval{Hash: o.hash(tb, o.signer, issue), Opinion: "同意印发", Password: password})
}

func TestADelegateSignsOffInTheSignersPlaceAndTheRecordSaysSo(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		o.chainWith(t, func(chain models.Chain) { chain[2].People = []int64{o.signer.UserID} })
		issue, third := o.atSignOff(t, 87), o.person(t, "代签人", models.Reviewer)
		refused(t, o.signs(t, third, issue.ID), models.CodeForbidden, "")
		if o.waits(t, third) {
			t.Error("the issue waits for somebody without authority")
		}
		before := lastSeq(t, o)
		must(t, o.DelegateTo(ctx, o.signer, o.delegation(third), password))
		if !o.waits(t, third) || !o.waits(t, o.signer) {
			t.Error("the issue does not wait for both")
		}
		refused(t, o.Approve(ctx, third, issue.ID, newsroom.Approval{Hash: o.hash(t, third, issue.ID), Opinion: "同意"}), models.CodeInvalid, "password")
		must(t, o.signs(t, third, issue.ID))
		if got := actions(t, o, before); len(got) != 2 || got[0] != "delegation.given" || got[1] != "issue.sign_off" {
			t.Errorf("audited: %q", got)
		}
		p, err := o.Review(ctx, o.signer, issue.ID)
		must(t, err)
		if d := p.Steps[2].Decision; d.By != third.Name || d.Authority == nil || d.Authority.Signer != o.signer.Name || d.Authority.Note != "赴京开会" {
			t.Errorf("the decision is %+v", d)
		}
		if p.Content.Colophon.Signer != third.Name {
			t.Errorf("the colophon prints %s", p.Content.Colophon.Signer)
		}
		must(t, o.Publish(ctx, o.signer, issue.ID))
	})
}

func TestADelegateWhoReturnsReturns(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue, third := o.atSignOff(t, 87), o.person(t, "代签人", models.Proofreader)
		must(t, o.DelegateTo(ctx, o.signer, o.delegation(third), password))
		must(t, o.Return(ctx, third, issue.ID, newsroom.Returning{Category: models.ReturnFacts, Reason: "标题须改"}))
		p, err := o.Review(ctx, o.editor, issue.ID)
		must(t, err)
		if p.Issue.Workflow != models.Returned || p.Returned[0].Authority == nil {
			t.Errorf("the return is %+v", p.Returned)
		}
	})
}

func TestAnAuthorityThatDoesNotStandLetsNobodySign(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue, third := o.atSignOff(t, 87), o.person(t, "代签人", models.Reviewer)
		later := o.delegation(third)
		later.FromDay, later.ToDay = "2027-01-01", "2027-01-02"
		must(t, o.DelegateTo(ctx, o.signer, later, password))
		refused(t, o.signs(t, third, issue.ID), models.CodeForbidden, "")

		must(t, o.DelegateTo(ctx, o.signer, o.delegation(third), password))
		p, err := o.Delegations(ctx, o.signer)
		must(t, err)
		wantCode(t, "another signer's", o.RevokeDelegation(ctx, o.signer2, p.Own[0].ID), models.CodeNotFound)
		must(t, o.RevokeDelegation(ctx, o.signer, p.Own[0].ID))
		refused(t, o.RevokeDelegation(ctx, o.signer, p.Own[0].ID), models.CodeConflict, "delegation.revoked_already")
		refused(t, o.signs(t, third, issue.ID), models.CodeForbidden, "")

		must(t, o.DelegateTo(ctx, o.signer, o.delegation(third), password))
		must(t, o.TakeRole(ctx, o.admin, o.signer.UserID, o.bulletin.ID, models.Signer)) // an authority ends with its giver's role
		if o.waits(t, third) {
			t.Error("somebody who is no signer any more lets others sign")
		}
		must(t, o.GiveRole(ctx, o.admin, o.signer.UserID, o.bulletin.ID, models.Signer))
		o.clock.Advance(24 * time.Hour) // the last day is over
		refused(t, o.Approve(ctx, third, issue.ID, newsroom.Approval{Hash: o.hash(t, third, issue.ID), Opinion: "同意", Password: password}), models.CodeForbidden, "")
	})
}

func TestSeparationOfDutiesHoldsForDelegateAndSigner(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue, third := o.atSignOff(t, 87), o.person(t, "代签人", models.Reviewer)
		must(t, o.DelegateTo(ctx, o.signer, o.delegation(o.second), password))
		refused(t, o.signs(t, o.second, issue.ID), models.CodeForbidden, "review.you_acted_on_another_step")

		must(t, o.GiveRole(ctx, o.admin, o.signer2.UserID, o.bulletin.ID, models.Editor))
		drafter := o.signer2
		drafter.Role = models.Editor
		other := o.imported(t, drafter, 88)
		must(t, o.Submit(ctx, drafter, other.ID))
		must(t, o.approve(t, o.first, other.ID, "同意"))
		must(t, o.approve(t, o.second, other.ID, "同意"))
		must(t, o.DelegateTo(ctx, o.signer2, o.delegation(third), password))
		refused(t, o.signs(t, third, other.ID), models.CodeForbidden, "delegation.signer_drafted")
		must(t, o.signs(t, third, issue.ID)) // which signer2 has not drafted
	})
}

func TestASignOffOnPaperByADelegateIsRecordedWithinItsDays(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue, third := o.atSignOff(t, 87), o.person(t, "代签人", models.Reviewer)
		o.clock.Advance(24 * time.Hour)
		in := newsroom.Record{
			Step: 2, Verdict: models.Approved, Way: models.OnPaper, By: third.UserID, Opinion: "同意印发", Code: models.CheckCode(o.hash(t, o.signer, issue.ID)),
			Scan: []byte("%PDF-1.7\n%%EOF\n"), ScanName: "scan.pdf",
		}
		in.DecidedOn = o.delegation(third).FromDay
		refused(t, o.RecordDecision(ctx, o.proofreader, issue.ID, in), models.CodeInvalid, "record.not_a_holder")
		must(t, o.DelegateTo(ctx, o.signer, o.delegation(third), password))
		p, err := o.Review(ctx, o.proofreader, issue.ID)
		must(t, err)
		if n := len(p.Record.People); n != 3 {
			t.Errorf("the form offers %d people", n)
		}
		early := in
		early.DecidedOn = "2026-11-02"
		refused(t, o.RecordDecision(ctx, o.proofreader, issue.ID, early), models.CodeInvalid, "delegation.not_then")
		must(t, o.RecordDecision(ctx, o.proofreader, issue.ID, in))
		if p, err = o.Review(ctx, o.signer, issue.ID); err != nil || p.Steps[2].Decision.Authority == nil || p.Steps[2].Decision.Recorder != o.proofreader.Name {
			t.Errorf("recorded: %+v %v", p.Steps[2].Decision, err)
		}
	})
}

func TestOnlyASignerDelegatesAndOnlyWithThePassword(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		for _, who := range []models.Actor{o.admin, o.editor, o.first, o.auditor, o.reader} {
			if code := models.CodeOf(o.DelegateTo(ctx, who, o.delegation(o.second), password)); code != models.CodeForbidden {
				t.Errorf("%s: %s", who.Role, code)
			}
			_, err := o.Delegations(ctx, who)
			wantCode(t, "look", err, models.CodeNotFound)
		}
		refused(t, o.DelegateTo(ctx, o.signer, o.delegation(o.first), "wrong"), models.CodeInvalid, "password")
		for _, to := range []models.Actor{o.reader, o.editor, o.auditor, o.admin, o.signer} {
			refused(t, o.DelegateTo(ctx, o.signer, o.delegation(to), password), models.CodeInvalid, "delegate")
		}
		p, err := o.Delegations(ctx, o.signer)
		must(t, err)
		if len(p.Own) != 0 || len(p.People) != 5 {
			t.Errorf("%d given, %d people can be", len(p.Own), len(p.People))
		}
	})
}

func TestTheSheetOfAnEditionPrintsTheAuthorisation(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx, s := o.t, o.t.Context(), &scribe{}
		third := o.person(t, "代签人", models.Reviewer)
		issue := o.atSignOff(t, 87)
		must(t, o.DelegateTo(ctx, o.signer, o.delegation(third), password))
		must(t, o.signs(t, third, issue.ID))
		o.Newsroom = o.with(t, s)
		must(t, o.Publish(ctx, o.signer, issue.ID))
		must(t, o.DrainOutbox(ctx))
		last := s.record.Steps[len(s.record.Steps)-1]
		sheet := s.EditionRenderer.SignOffSheet(ctx, s.record, redline.IssueDiff{}, time.UTC)
		if last.Authority == nil || last.Authority.Signer != o.signer.Name || !strings.Contains(strings.Join(sheet.Steps.Rows[2].Remarks, ""), "受"+o.signer.Name+"委托签发") {
			t.Errorf("the sheet says %+v", sheet.Steps.Rows[2])
		}
	})
}
