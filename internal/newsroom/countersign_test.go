package newsroom_test

import (
	"slices"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

// countersigned submits an issue whose second step is countersigned by the second reviewer and a third one.
func (o *office) countersigned(tb testing.TB) (third models.Actor, issue models.Issue) {
	tb.Helper()
	third = o.person(tb, "会签员", models.Reviewer)
	o.chainWith(tb, func(chain models.Chain) {
		chain[0].People = []int64{o.first.UserID}
		chain[1] = models.Step{Name: "会签", Role: models.Reviewer, Together: true, People: []int64{o.second.UserID, third.UserID}}
	})
	issue = o.imported(tb, o.editor, 87)
	must(tb, o.Submit(tb.Context(), o.editor, issue.ID))
	must(tb, o.approve(tb, o.first, issue.ID, "同意"))
	return third, issue
}

// waits reports whether an issue waits for somebody, by both ways of asking.
func (o *office) waits(tb testing.TB, a models.Actor) bool {
	tb.Helper()
	counts, err := o.Counts(tb.Context(), a)
	must(tb, err)
	n := counts.ToDo
	todo, err := o.ToDo(tb.Context(), a)
	must(tb, err)
	if (n > 0) != (len(todo.ForMe) > 0) {
		tb.Errorf("%s has %d waiting and %d to do", a.Name, n, len(todo.ForMe))
	}
	return n > 0
}

func TestACountersignStepIsPassedWhenEverybodyNamedHasApproved(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		third, issue := o.countersigned(t)
		if !o.waits(t, o.second) || !o.waits(t, third) || o.waits(t, o.first) {
			t.Error("the issue does not wait for both")
		}
		must(t, o.approve(t, third, issue.ID, "无意见"))
		if !o.waits(t, o.second) || o.waits(t, third) || o.waits(t, o.signer) {
			t.Error("whoever has done their part is asked again, or the step is passed")
		}
		refused(t, o.approve(t, third, issue.ID, "同意"), models.CodeForbidden, "review.not_your_step")
		refused(t, o.Return(ctx, third, issue.ID, newsroom.Returning{Category: models.ReturnFacts, Reason: "再想想"}), models.CodeForbidden, "review.not_your_step")
		p, err := o.Review(ctx, o.second, issue.ID)
		must(t, err)
		if len(p.Steps) != 4 || p.Steps[1].Person != o.second.Name || !p.Steps[1].AtWork || p.Steps[2].Person != third.Name || p.Steps[2].AtWork || p.Steps[2].Decision.Opinion != "无意见" {
			t.Errorf("the steps are %+v", p.Steps)
		}
		must(t, o.approve(t, o.second, issue.ID, "同意"))
		must(t, o.approve(t, o.signer, issue.ID, "同意印发"))
		must(t, o.Publish(ctx, o.signer, issue.ID))
	})
}

// Whoever a countersign step goes on waiting for has been told, and has perhaps got a mail.
func TestACountersignatureIsAskedForOnce(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		third, issue := o.countersigned(t)
		fourth := o.person(t, "后来的人", models.Reviewer) // not asked
		tells := func(what string, want told) {
			t.Helper()
			for _, a := range []models.Actor{o.second, third, fourth, o.signer} {
				if got := o.told(t, a); !slices.Equal(got, want[a.Name]) {
					t.Errorf("after %s %s has unread notices %v, want %v", what, a.Name, got, want[a.Name])
				}
			}
		}
		tells("the first step", told{o.second.Name: just(models.NoticeToReview), third.Name: just(models.NoticeToReview)})
		must(t, o.ReadNotices(t.Context(), o.second, 1<<40))
		must(t, o.approve(t, third, issue.ID, "无意见"))
		tells("one countersignature", nil)
		must(t, o.approve(t, o.second, issue.ID, "同意"))
		tells("both", told{o.signer.Name: just(models.NoticeToReview)})
	})
}

func TestAnyReturnOfACountersignStepReturnsAndStandingPartsAreCarried(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		third, issue := o.countersigned(t)
		must(t, o.approve(t, third, issue.ID, "同意"))
		must(t, o.Return(ctx, o.second, issue.ID, newsroom.Returning{Category: models.ReturnFacts, Reason: "数字请再核"}))
		if got := o.state(t, issue.ID).Workflow; got != models.Returned {
			t.Fatalf("the issue is %s", got)
		}
		must(t, o.Submit(ctx, o.editor, issue.ID)) // nothing changed: what stood is carried, and the one who returned acts
		if !o.waits(t, o.second) || o.waits(t, third) || o.waits(t, o.first) {
			t.Error("the resubmission waits for others than the one who returned it")
		}
	})
}

func TestAnAmendmentInACountersignStepIsReadByTheOthers(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		third, issue := o.countersigned(t)
		must(t, o.approve(t, third, issue.ID, "同意"))
		must(t, o.retext(t, o.second, o.articles(t, issue.ID)[0], "北屿口岸推行提前申报，通关时间压缩到三小时。", ""))
		if !o.waits(t, third) || !o.waits(t, o.second) || o.waits(t, o.first) {
			t.Error("a text that changed is not read again by whoever had countersigned it, or costs an earlier step")
		}
		must(t, o.approve(t, o.second, issue.ID, "同意"))
		if o.waits(t, o.signer) {
			t.Error("the step is passed on another text than one has read")
		}
		must(t, o.approve(t, third, issue.ID, "同意"))
		if !o.waits(t, o.signer) {
			t.Error("everybody has approved the text, and the signer does not get it")
		}
	})
}

func TestACountersignatureOnPaperIsRecordedAndDisputedAlone(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		third, issue := o.countersigned(t)
		in := newsroom.Record{
			Step: 1, Verdict: models.Approved, Way: models.ByTelephone, By: third.UserID, DecidedOn: "2026-11-02", Opinion: "同意", Code: models.CheckCode(o.hash(t, third, issue.ID)),
		}
		must(t, o.RecordDecision(ctx, o.proofreader, issue.ID, in))
		refused(t, o.RecordDecision(ctx, o.proofreader, issue.ID, in), models.CodeInvalid, "record.not_a_holder") // done already
		must(t, o.approve(t, o.second, issue.ID, "同意"))
		p, err := o.Review(ctx, third, issue.ID)
		must(t, err)
		must(t, o.ObjectTo(ctx, third, issue.ID, p.Recorded[0].ID, "没有接过电话"))
		if !o.waits(t, third) || o.waits(t, o.second) || o.waits(t, o.signer) {
			t.Error("the objection does not lead back to one part of the step alone")
		}
	})
}

func TestSeparationOfDutiesHoldsInACountersignStep(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		must(t, o.GiveRole(ctx, o.admin, o.editor2.UserID, o.bulletin.ID, models.Reviewer))
		o.chainWith(t, func(chain models.Chain) {
			chain[0] = models.Step{Name: "会签", Role: models.Reviewer, Together: true, People: []int64{o.first.UserID, o.editor2.UserID}}
			chain[1].People = []int64{o.second.UserID}
		})
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		drafter := o.editor2
		drafter.Role = models.Reviewer
		article := o.articles(t, issue.ID)[0]
		if err := o.retext(t, o.editor2, article, "改过。", ""); err != nil {
			must(t, o.retext(t, o.editor2, article, "改过。", replacement(t, err).Token))
		}
		refused(t, o.approve(t, drafter, issue.ID, "同意"), models.CodeForbidden, "review.you_drafted")
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		if o.waits(t, o.second) {
			t.Error("the step is passed without whoever may not act on it")
		}
		// It would stop there for ever.
		refused(t, o.Recall(ctx, o.editor2, issue.ID), models.CodeConflict, "issue.not_in_this_state")
		must(t, o.Recall(ctx, o.editor, issue.ID))
		refused(t, o.Submit(ctx, o.editor, issue.ID), models.CodeConflict, "review.unstaffed_by_separation")
	})
}

func TestACountersignChainNeedsItsPeople(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		both := []int64{o.first.UserID, o.second.UserID}
		for key, chain := range map[string]models.Chain{
			"chain.together_people":   {{Name: "会签", Role: models.Reviewer, Together: true, People: both[:1]}, {Name: "签发", Role: models.Signer}},
			"chain.together_sign_off": {{Name: "签发", Role: models.Signer, Together: true, People: []int64{o.signer.UserID, o.signer2.UserID}}},
			"chain.too_few":           {{Name: "会签", Role: models.Reviewer, Together: true, People: both}, {Name: "复审", Role: models.Reviewer}, {Name: "签发", Role: models.Signer}},
		} {
			refused(t, o.SetChain(ctx, o.admin, o.bulletin.ID, o.bulletin.Version, chain), models.CodeInvalid, key)
		}
	})
}
