package newsroom_test

import (
	"slices"
	"strings"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

const remark = "此处口径须与上期一致"

// talk is what somebody sees of what people say of an article.
func (o *office) talk(tb testing.TB, a models.Actor, article int64) newsroom.Discussion {
	tb.Helper()
	p, err := o.Article(tb.Context(), a, article)
	must(tb, err)
	return p.Discussion
}

// firstBlock is the first block of an article's current text.
func (o *office) firstBlock(tb testing.TB, article int64) models.Block {
	tb.Helper()
	p, err := o.Article(tb.Context(), o.editor, article)
	must(tb, err)
	return p.Revision.Text.Body.Blocks[0]
}

// remarks writes a comment on words of the first block.
func (o *office) remarks(tb testing.TB, a models.Actor, article int64, quote string, mustFix bool, mentions ...int64) int64 {
	tb.Helper()
	id, err := o.AddComment(tb.Context(), a, article, newsroom.NewComment{Block: o.firstBlock(tb, article).ID, Quote: quote, Text: remark, MustFix: mustFix, Mentions: mentions})
	must(tb, err)
	return id
}

// underReview is an issue at its first step, and its first article.
func (o *office) underReview(tb testing.TB) (issue models.Issue, article int64) {
	tb.Helper()
	issue = o.imported(tb, o.editor, 87)
	must(tb, o.Submit(tb.Context(), o.editor, issue.ID))
	return issue, o.articles(tb, issue.ID)[0]
}

func TestAThreadIsAnsweredResolvedAndReopened(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		_, article := o.underReview(t)
		before := o.entries(t)
		id := o.remarks(t, o.first, article, "三小时以内", false, o.editor.UserID)
		must(t, o.AnswerComment(ctx, o.editor, article, id, "已核对", nil))
		d := o.talk(t, o.second, article)
		if len(d.Threads) != 1 || d.Threads[0].By != o.first.Name || !slices.Equal(d.Threads[0].Asked, []string{o.editor.Name}) || len(d.Threads[0].Answers) != 1 || d.Threads[0].Place.Whereabouts != models.PassageStands {
			t.Fatalf("got %+v", d.Threads)
		}
		must(t, o.ResolveComment(ctx, o.editor, article, id, true))
		must(t, o.ResolveComment(ctx, o.editor, article, id, true)) // twice is once
		if d := o.talk(t, o.second, article); len(d.Threads) != 0 || len(d.Resolved) != 1 || d.Resolved[0].Resolver != o.editor.Name {
			t.Fatalf("got %+v", d)
		}
		refused(t, o.AnswerComment(ctx, o.editor, article, id, "还有", nil), models.CodeConflict, "comment.is_resolved")
		must(t, o.ResolveComment(ctx, o.first, article, id, false))
		if d := o.talk(t, o.second, article); len(d.Threads) != 1 || len(d.Resolved) != 0 {
			t.Errorf("got %+v", d)
		}
		if got := o.entries(t) - before; got != 4 {
			t.Errorf("%d audit entries for four changes", got)
		}
	})
}

func TestACommentIsTakenBackUntilSomebodyAnswers(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		_, article := o.underReview(t)
		id := o.remarks(t, o.first, article, "", false)
		refused(t, o.TakeCommentBack(ctx, o.editor, article, id), models.CodeForbidden, "comment.not_yours")
		must(t, o.AnswerComment(ctx, o.editor, article, id, "请说明", nil))
		refused(t, o.TakeCommentBack(ctx, o.first, article, id), models.CodeConflict, "comment.answered_already")
		must(t, o.TakeCommentBack(ctx, o.editor, article, o.talk(t, o.editor, article).Threads[0].Answers[0].ID))
		if !o.talk(t, o.first, article).Threads[0].TakeBack {
			t.Error("the author cannot take back what nobody answers any more")
		}
		must(t, o.TakeCommentBack(ctx, o.first, article, id))
		if d := o.talk(t, o.first, article); len(d.Threads) != 0 {
			t.Errorf("left %+v", d.Threads)
		}
	})
}

func TestWhatMustBeFixedStopsSubmissionSignOffAndPublication(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		settle := func(id int64) { must(t, o.ResolveComment(ctx, o.editor, article, id, true)) }
		id := o.remarks(t, o.editor2, article, "三小时以内", true)
		refused(t, o.Submit(ctx, o.editor, issue.ID), models.CodeInvalid, "proof.must_fix")
		settle(id)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		id = o.remarks(t, o.first, article, "三小时以内", true)
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		must(t, o.approve(t, o.second, issue.ID, "同意"))
		refused(t, o.approve(t, o.signer, issue.ID, "同意印发"), models.CodeInvalid, "proof.must_fix")
		if p := o.preflight(t, o.signer, issue.ID); p.Blocking() != 1 || p.Findings[0].Comment != id || p.Findings[0].Marked != "三小时以内" {
			t.Errorf("found %+v", p.Findings)
		}
		settle(id)
		must(t, o.approve(t, o.signer, issue.ID, "同意印发"))
		id = o.remarks(t, o.proofreader, article, "", true)
		refused(t, o.Publish(ctx, o.signer, issue.ID), models.CodeInvalid, "proof.must_fix")
		settle(id)
		must(t, o.Publish(ctx, o.signer, issue.ID))
		_, err := o.AddComment(ctx, o.editor, article, newsroom.NewComment{Text: remark})
		refused(t, err, models.CodeConflict, "issue.not_in_this_state")
	})
}

func TestCommentsKeepThePlaceOfTheirWords(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		o.remarks(t, o.editor, article, "提前申报", false)
		o.remarks(t, o.editor2, article, "企业反映良好", false)
		must(t, o.retext(t, o.editor, article, "今年以来，北屿口岸推行提前申报，货主满意。", ""))
		d := o.talk(t, o.editor, article)
		if d.Threads[0].Place.Whereabouts != models.PassageStands || d.Threads[0].Place.From != 11 {
			t.Errorf("the first is at %+v", d.Threads[0].Place)
		}
		if d.Threads[1].Place.Whereabouts != models.PassageGone || d.Threads[1].Quote != "企业反映良好" {
			t.Errorf("the second is at %+v", d.Threads[1].Place)
		}
	})
}

func TestWhoMayNotReadTheArticleNeitherCommentsNorIsAsked(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		comment := func(a models.Actor, mentions ...int64) error {
			_, err := o.AddComment(ctx, a, article, newsroom.NewComment{Text: remark, Mentions: mentions})
			return err
		}
		for _, a := range []models.Actor{o.first, o.proofreader, o.signer, o.reader, o.admin} {
			refused(t, comment(a), models.CodeNotFound, "")
		}
		refused(t, comment(o.auditor), models.CodeForbidden, "")
		refused(t, comment(o.editor, o.first.UserID), models.CodeInvalid, "comment.cannot_read")
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, comment(o.editor, o.first.UserID))
		must(t, comment(o.signer))
		refused(t, comment(o.editor, o.reader.UserID), models.CodeInvalid, "comment.cannot_read")
		refused(t, comment(o.editor, o.admin.UserID), models.CodeInvalid, "comment.cannot_read")
		refused(t, comment(o.reader), models.CodeNotFound, "")
	})
}

func TestACommentNeedsWordsThatAreThere(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		_, article := o.underReview(t)
		block := o.firstBlock(t, article).ID
		for _, c := range []struct {
			in   newsroom.NewComment
			code models.Code
			key  string
		}{
			{newsroom.NewComment{Block: block, Quote: "没有的话", Text: remark}, models.CodeInvalid, "quote comment.no_such_words"},
			{newsroom.NewComment{Quote: "没有段落", Text: remark}, models.CodeInvalid, "quote comment.no_such_words"},
			{newsroom.NewComment{Block: block}, models.CodeInvalid, "text field.required"},
			{newsroom.NewComment{Block: block, Text: strings.Repeat("长", models.MaxCommentText+1)}, models.CodeInvalid, "text field.too_long"},
			{newsroom.NewComment{Block: "NOBLOCK", Text: remark}, models.CodeConflict, "comment.block_gone"},
		} {
			_, err := o.AddComment(ctx, o.first, article, c.in)
			refused(t, err, c.code, c.key)
		}
		refused(t, o.AnswerComment(ctx, o.first, article, 9999, remark, nil), models.CodeNotFound, "")
		other := o.articles(t, o.imported(t, o.editor, 88).ID)[0]
		id := o.remarks(t, o.editor, other, "", false)
		refused(t, o.AnswerComment(ctx, o.editor, article, id, remark, nil), models.CodeNotFound, "")
	})
}

func TestTheAuditLogHoldsNoWordsOfComments(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue, article := o.underReview(t)
		o.remarks(t, o.first, article, "三小时以内", true)
		_, err := o.Propose(ctx, o.first, article, o.proposal(t, article, "北屿口岸提速。"))
		must(t, err)
		h, err := o.History(ctx, o.editor, issue.ID)
		must(t, err)
		slices.Reverse(h.Entries)
		for _, e := range h.Entries[:2] {
			for _, d := range e.Details {
				if strings.Contains(d.Value, remark) || strings.Contains(d.Value, "提速。") || strings.Contains(d.Value, "三小时") {
					t.Errorf("%s says %q", e.Action, d.Value)
				}
			}
		}
		if h.Entries[0].Action != "proposal.made" || h.Entries[1].Action != "comment.must_fix" {
			t.Errorf("the log says %s, %s", h.Entries[0].Action, h.Entries[1].Action)
		}
	})
}

func TestWhoeverIsMentionedIsToldAndTheReviewersPageCounts(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue, article := o.underReview(t)
		for _, a := range []models.Actor{o.editor, o.second, o.signer} { // of the submission
			must(t, o.ReadNotices(ctx, a, 1<<40))
		}
		_, err := o.AddComment(ctx, o.first, article, newsroom.NewComment{Text: remark, Mentions: []int64{o.editor.UserID, o.second.UserID}})
		must(t, err)
		for _, a := range []models.Actor{o.editor, o.second} {
			if got := o.told(t, a); !slices.Equal(got, just(models.NoticeMentioned)) {
				t.Errorf("%s is told %v", a.Name, got)
			}
		}
		if got := o.told(t, o.signer); len(got) > 0 {
			t.Errorf("who was not mentioned is told %v", got)
		}
		p, err := o.Review(ctx, o.first, issue.ID)
		must(t, err)
		if len(p.Comments) != 1 || p.Comments[article] != 1 {
			t.Errorf("the page counts %v", p.Comments)
		}
	})
}
