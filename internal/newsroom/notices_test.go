package newsroom_test

import (
	"slices"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

// told are the kinds of somebody's unread notices, newest first.
func (o *office) told(tb testing.TB, a models.Actor) []models.NoticeKind {
	tb.Helper()
	p, err := o.Notices(tb.Context(), a, 1)
	must(tb, err)
	out := []models.NoticeKind{}
	for _, n := range p.Rows {
		if n.ReadAt == nil {
			out = append(out, n.Kind)
		}
	}
	c, err := o.Counts(tb.Context(), a)
	must(tb, err)
	if c.Unread != len(out) || p.Unread != len(out) {
		tb.Errorf("%s: %d unread notices are listed, %d counted by the page, %d by the bell", a.Name, len(out), p.Unread, c.Unread)
	}
	return out
}

// tells checks what is new to people after an act, and has them read it.
func (o *office) tells(tb testing.TB, what string, want map[string][]models.NoticeKind) {
	tb.Helper()
	for _, a := range []models.Actor{o.editor, o.editor2, o.proofreader, o.first, o.second, o.signer, o.signer2, o.auditor, o.reader} {
		o.tellsOne(tb, what, a, want[a.Name]...)
	}
}

// tellsOne is tells for one person.
func (o *office) tellsOne(tb testing.TB, what string, a models.Actor, want ...models.NoticeKind) {
	tb.Helper()
	if got := o.told(tb, a); !slices.Equal(got, want) {
		tb.Errorf("%s tells %s %v, want %v", what, a.Name, got, want)
	}
	must(tb, o.ReadNotices(tb.Context(), a, 1<<40))
}

type told = map[string][]models.NoticeKind

func just(kinds ...models.NoticeKind) []models.NoticeKind { return kinds }

func TestEachActTellsWhomItConcernsAndNeverWhoeverDidIt(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		o.tells(t, "submission", told{"初审员": just(models.NoticeToReview), "复审员": just(models.NoticeToReview)})
		must(t, o.Return(ctx, o.first, issue.ID, newsroom.Returning{Category: models.ReturnFacts, Reason: "数字要核实"}))
		o.tells(t, "a return", told{"林编辑": just(models.NoticeReturned)})
		must(t, o.retext(t, o.editor2, o.articles(t, issue.ID)[0], "改过。", ""))
		must(t, o.Submit(ctx, o.editor2, issue.ID))
		o.tells(t, "a second submission", told{"初审员": just(models.NoticeToReview), "复审员": just(models.NoticeToReview)})
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		o.tells(t, "an approval", told{"复审员": just(models.NoticeToReview)})
		lost := replacement(t, o.retext(t, o.editor, o.articles(t, issue.ID)[0], "又改。", ""))
		must(t, o.retext(t, o.editor, o.articles(t, issue.ID)[0], "又改。", lost.Token))
		o.tells(t, "a costly change", told{"初审员": just(models.NoticeLost)})
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		must(t, o.approve(t, o.second, issue.ID, "同意"))
		o.tells(t, "two approvals", told{"签发人": just(models.NoticeToReview), "副签发人": just(models.NoticeToReview)})
		must(t, o.approve(t, o.signer, issue.ID, "同意印发"))
		o.tells(t, "a sign-off", told{"林编辑": just(models.NoticeSigned), "陈编辑": just(models.NoticeSigned), "副签发人": just(models.NoticeToPublish)})
		must(t, o.Publish(ctx, o.signer2, issue.ID))
		o.tells(t, "a publication", told{
			"林编辑": just(models.NoticePublished), "陈编辑": just(models.NoticePublished), "初审员": just(models.NoticePublished), "复审员": just(models.NoticePublished), "签发人": just(models.NoticePublished),
		})
		must(t, o.TakeDown(ctx, o.editor, issue.ID, "数字有误"))
		o.tells(t, "a take-down", told{"陈编辑": just(models.NoticeTakenDown), "签发人": just(models.NoticeTakenDown), "副签发人": just(models.NoticeTakenDown)})
		must(t, o.GiveRole(ctx, o.admin, o.reader.UserID, o.bulletin.ID, models.Editor))
		o.tells(t, "a role given", told{"签发人": just(models.NoticeRoleGiven), "副签发人": just(models.NoticeRoleGiven)})
	})
}

func TestWhoeverADecisionIsRecordedForIsToldAndSoIsTheRecorderOfTheObjection(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue, decision := o.signedWithRecord(t, 87)
		if got := o.told(t, o.first); !slices.Contains(got, models.NoticeRecorded) {
			t.Errorf("the person named is told %v", got)
		}
		must(t, o.ObjectTo(t.Context(), o.first, issue.ID, decision, "没有说过"))
		for _, a := range []models.Actor{o.proofreader, o.signer, o.editor} {
			if got := o.told(t, a); len(got) == 0 || got[0] != models.NoticeObjected {
				t.Errorf("%s is told %v", a.Name, got)
			}
		}
	})
}

func TestNobodyIsToldOfWhatSeparationOfDutiesKeepsThemFrom(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		must(t, o.GiveRole(ctx, o.admin, o.editor2.UserID, o.bulletin.ID, models.Reviewer))
		issue := o.imported(t, o.editor2, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		if got := o.told(t, o.editor2); len(got) != 0 {
			t.Errorf("who drafted is asked to review: %v", got)
		}
	})
}

func TestANoticeGoesWithTheRightToReadWhatItIsAbout(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		p, err := o.Notices(ctx, o.first, 1)
		must(t, err)
		if len(p.Rows) != 1 || p.Rows[0].Line().Issue != "开放前沿 第87期" || p.Rows[0].Line().Who != o.editor.Name {
			t.Fatalf("the reviewer is told %+v", p.Rows)
		}
		id := p.Rows[0].ID
		_, err = o.OpenNotice(ctx, o.second, id)
		refused(t, err, models.CodeNotFound, "")
		must(t, o.Recall(ctx, o.editor, issue.ID)) // now it is a draft again, which reviewers may not read
		if got := o.told(t, o.first); len(got) != 0 {
			t.Errorf("after the recall the reviewer still sees %v", got)
		}
		_, err = o.OpenNotice(ctx, o.first, id)
		refused(t, err, models.CodeNotFound, "")
		must(t, o.Submit(ctx, o.editor, issue.ID))
		if got := o.told(t, o.first); !slices.Equal(got, just(models.NoticeToReview)) {
			t.Errorf("submitted again, the reviewer sees %v", got)
		}
		n, err := o.OpenNotice(ctx, o.first, id+2) // the second reviewer's stands between
		must(t, err)
		if n.IssueID != issue.ID || len(o.told(t, o.first)) != 0 {
			t.Errorf("opened, the notice is %+v", n)
		}
		must(t, o.TakeRole(ctx, o.admin, o.first.UserID, o.bulletin.ID, models.Reviewer))
		_, err = o.Notices(ctx, o.first, 1)
		refused(t, err, models.CodeUnauthenticated, "")
	})
}

func TestWhatWaitsForNobodyAnyMoreIsNotUnread(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, o.approve(t, o.second, issue.ID, "同意"))
		if got := o.told(t, o.first); !slices.Equal(got, just(models.NoticeToReview)) {
			t.Errorf("after the first step was approved by another, it waits for the reviewer as %v", got)
		}
		must(t, o.Return(ctx, o.first, issue.ID, newsroom.Returning{Category: models.ReturnFacts, Reason: "数字要核实"}))
		for _, a := range []models.Actor{o.first, o.second} {
			if got := o.told(t, a); len(got) != 0 {
				t.Errorf("after the return %s is still told %v", a.Name, got)
			}
		}
		must(t, o.Submit(ctx, o.editor, issue.ID))
		if got := o.told(t, o.editor); len(got) != 0 {
			t.Errorf("after the submission the editor is still told %v", got)
		}
	})
}

func TestOldNoticesGo(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		p, err := o.Notices(ctx, o.first, 1)
		must(t, err)
		o.clock.Advance(models.NoticeAge + time.Second)
		if got := o.told(t, o.first); len(got) != 0 {
			t.Errorf("after %s there is still %v", models.NoticeAge, got)
		}
		_, err = o.OpenNotice(ctx, o.first, p.Rows[0].ID)
		refused(t, err, models.CodeNotFound, "")
		must(t, o.Return(ctx, o.second, issue.ID, newsroom.Returning{Category: models.ReturnFacts, Reason: "数字要核实"}))
		if got := o.told(t, o.editor); !slices.Equal(got, just(models.NoticeReturned)) {
			t.Errorf("the editor is told %v", got)
		}
	})
}

func TestNoticesComeInPages(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		for range newsroom.PageSize + 1 {
			must(t, o.Submit(ctx, o.editor, issue.ID))
			must(t, o.Recall(ctx, o.editor, issue.ID))
		}
		must(t, o.Submit(ctx, o.editor, issue.ID))
		first, err := o.Notices(ctx, o.first, 1)
		must(t, err)
		second, err := o.Notices(ctx, o.first, 2)
		must(t, err)
		if len(first.Rows) != newsroom.PageSize || len(second.Rows) != 2 || first.Total != newsroom.PageSize+2 {
			t.Errorf("%d and %d of %d", len(first.Rows), len(second.Rows), first.Total)
		}
	})
}

func TestWhoSignsForSomebodyIsToldLikeTheSigner(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		third := o.person(t, "代签人", models.Reviewer)
		must(t, o.DelegateTo(ctx, o.signer, o.delegation(third), password))
		must(t, o.DelegateTo(ctx, o.signer2, o.delegation(o.second), password))
		o.tellsOne(t, "a delegation", third, models.NoticeDelegated)
		o.tellsOne(t, "a delegation", o.second, models.NoticeDelegated)
		o.tellsOne(t, "a delegation", o.signer)
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		must(t, o.ReadNotices(ctx, third, 1<<40))
		must(t, o.ReadNotices(ctx, o.second, 1<<40))
		must(t, o.approve(t, o.second, issue.ID, "同意"))
		o.tellsOne(t, "two approvals", third, models.NoticeToReview)
		o.tellsOne(t, "two approvals", o.second) // who approved may not sign
		o.tellsOne(t, "two approvals", o.signer, models.NoticeToReview)
		p, err := o.Delegations(ctx, o.signer)
		must(t, err)
		must(t, o.RevokeDelegation(ctx, o.signer, p.Own[0].ID))
		o.tellsOne(t, "its end", third, models.NoticeDelegationOver)
	})
}

func TestWhoeverGetsAnIssueForInformationIsTold(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		must(t, o.SetInformed(ctx, o.admin, o.bulletin.ID, o.bulletin.Version, []int64{o.auditor.UserID, o.first.UserID}))
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		o.tells(t, "submission", told{"初审员": just(models.NoticeToReview), "复审员": just(models.NoticeToReview), o.auditor.Name: just(models.NoticeToRead)})
	})
}
