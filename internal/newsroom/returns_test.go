package newsroom_test

import (
	"strings"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

// blockOf is the id of a block of an article, from 0.
func (o *office) blockOf(t *testing.T, article int64, k int) string {
	t.Helper()
	p, err := o.Article(t.Context(), o.editor, article)
	must(t, err)
	return p.Revision.Text.Body.Blocks[k].ID
}

func (o *office) points(t *testing.T, a models.Actor, issue int64) newsroom.PointList {
	t.Helper()
	l, err := o.Points(t.Context(), a, issue)
	must(t, err)
	return l
}

// returned is an issue that the first reviewer sent back for an article and a block of another.
func (o *office) returned(t *testing.T) (issue models.Issue, articles []int64) {
	t.Helper()
	issue = o.imported(t, o.editor, 87)
	articles = o.articles(t, issue.ID)
	must(t, o.Submit(t.Context(), o.editor, issue.ID))
	must(t, o.Return(t.Context(), o.first, issue.ID, newsroom.Returning{Category: models.ReturnFacts, Reason: "数据请核对", Points: []newsroom.PointNamed{
		{Article: articles[1], Note: "请补来源"}, {Article: articles[0], Block: o.blockOf(t, articles[0], 0), Note: " 时间有误 "},
	}}))
	return issue, articles
}

func TestAReturnAsksForCategoryAndReasonAndNamesWhatIsInTheIssue(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		other := o.imported(t, o.editor, 88)
		mine, theirs := o.articles(t, issue.ID)[0], o.articles(t, other.ID)[0]
		must(t, o.Submit(ctx, o.editor, issue.ID))
		refused(t, o.Return(ctx, o.first, issue.ID, newsroom.Returning{Reason: "请改"}), models.CodeInvalid, "category")
		refused(t, o.Return(ctx, o.first, issue.ID, newsroom.Returning{Reason: "请改", Category: "nonsense"}), models.CodeInvalid, "category")
		refused(t, o.Return(ctx, o.first, issue.ID, returning("请改", theirs)), models.CodeNotFound, "")
		refused(t, o.Return(ctx, o.first, issue.ID, newsroom.Returning{
			Category: models.ReturnOther, Reason: "请改", Points: []newsroom.PointNamed{{Article: mine, Block: o.blockOf(t, theirs, 0)}},
		}), models.CodeNotFound, "")
		refused(t, o.Return(ctx, o.first, issue.ID, newsroom.Returning{
			Category: models.ReturnOther, Reason: "请改", Points: []newsroom.PointNamed{{Article: mine, Note: strings.Repeat("字", newsroom.MaxNote+1)}},
		}), models.CodeInvalid, "article")
		if s := o.state(t, issue.ID); s.Workflow != models.Reviewing || len(o.points(t, o.editor, issue.ID).Points) != 0 {
			t.Error("a refused return left something behind")
		}
		must(t, o.Return(ctx, o.first, issue.ID, returning("全期请再核一遍")))
		l := o.points(t, o.editor, issue.ID)
		if len(l.Points) != 1 || l.Points[0].ArticleID != nil || l.Points[0].Asked.Category != models.ReturnFacts || l.Points[0].By != o.first.Name {
			t.Errorf("a return that names nothing asks for %+v", l.Points)
		}
	})
}

func TestEditorsTickWhatAReturnAskedFor(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue, articles := o.returned(t)
		l := o.points(t, o.editor, issue.ID)
		if len(l.Points) != 2 || *l.Points[0].ArticleID != articles[0] || l.Points[0].Note != "时间有误" || l.Points[0].Quote == "" || l.Points[1].BlockID != "" || !l.CanAnswer {
			t.Fatalf("the checklist is %+v", l)
		}
		block, article := l.Points[0].ID, l.Points[1].ID
		entries := o.entries(t)
		must(t, o.AnswerPoint(ctx, o.editor, issue.ID, block, newsroom.Answering{Done: true, Answer: "已按统计局口径改"}))
		must(t, o.AnswerPoint(ctx, o.editor, issue.ID, block, newsroom.Answering{Done: true, Answer: "已按统计局口径改"}))
		if got := o.entries(t) - entries; got != 1 {
			t.Errorf("ticking once, and again without a change, wrote %d audit entries", got)
		}
		refused(t, o.AnswerPoint(ctx, o.first, issue.ID, article, newsroom.Answering{Done: true}), models.CodeForbidden, "error.forbidden")
		refused(t, o.AnswerPoint(ctx, o.editor, issue.ID, article, newsroom.Answering{Done: true, Answer: strings.Repeat("字", newsroom.MaxNote+1)}), models.CodeInvalid, "answer")
		refused(t, o.AnswerPoint(ctx, o.editor, issue.ID, article+100, newsroom.Answering{Done: true}), models.CodeNotFound, "")
		must(t, o.AnswerPoint(ctx, o.editor, issue.ID, block, newsroom.Answering{Answer: "已按统计局口径改"}))
		if l = o.points(t, o.editor, issue.ID); l.Open() != 2 {
			t.Errorf("%d points are open after one was opened again", l.Open())
		}
		must(t, o.AnswerPoint(ctx, o.editor, issue.ID, block, newsroom.Answering{Done: true}))

		hash := o.hash(t, o.editor, issue.ID)
		refused(t, o.SubmitShown(ctx, o.editor, issue.ID, hash), models.CodeInvalid, "confirm")
		must(t, o.SubmitOpen(ctx, o.editor, issue.ID, hash))
		l = o.points(t, o.first, issue.ID)
		if l.CanAnswer || l.Open() != 1 || l.Points[0].Doer != o.editor.Name {
			t.Errorf("the reviewer sees %+v", l)
		}
		refused(t, o.AnswerPoint(ctx, o.editor, issue.ID, article, newsroom.Answering{Done: true}), models.CodeConflict, "issue.not_in_this_state")
	})
}

func TestOpenPointsStayOnTheChecklistUntilTheIssueIsSigned(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue, _ := o.returned(t)
		first := o.points(t, o.editor, issue.ID).Points
		must(t, o.AnswerPoint(ctx, o.editor, issue.ID, first[0].ID, newsroom.Answering{Done: true}))
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, o.Recall(ctx, o.editor, issue.ID))
		if l := o.points(t, o.editor, issue.ID); len(l.Points) != 2 || !l.CanAnswer {
			t.Errorf("after a recall the checklist is %+v", l)
		}
		must(t, o.Submit(ctx, o.editor, issue.ID))
		o.clock.Advance(time.Minute)
		must(t, o.Return(ctx, o.first, issue.ID, returning("还有一处")))
		l := o.points(t, o.editor, issue.ID)
		if len(l.Points) != 2 || l.Points[0].ID != first[1].ID || l.Points[1].ArticleID != nil {
			t.Errorf("after the second return the checklist is %+v", l.Points)
		}
		must(t, o.Submit(ctx, o.editor, issue.ID))
		for _, a := range []models.Actor{o.first, o.second, o.signer} {
			must(t, o.approve(t, a, issue.ID, "同意"))
		}
		must(t, o.Reopen(ctx, o.signer, issue.ID, "漏了一篇", password))
		if l := o.points(t, o.editor, issue.ID); len(l.Points) != 0 {
			t.Errorf("what was signed left %+v on the checklist", l.Points)
		}
	})
}

func TestARecordedReturnIsAPointToo(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(t.Context(), o.editor, issue.ID))
		record := newsroom.Record{
			Verdict: models.ReturnedBack, Way: models.ByTelephone, By: o.first.UserID, DecidedOn: "2026-11-02", Opinion: "第三段请核", Code: models.CheckCode(o.hash(t, o.first, issue.ID)),
		}
		record.Category = "nonsense"
		refused(t, o.RecordDecision(t.Context(), o.proofreader, issue.ID, record), models.CodeInvalid, "category")
		record.Category = ""
		must(t, o.RecordDecision(t.Context(), o.proofreader, issue.ID, record))
		l := o.points(t, o.editor, issue.ID)
		if len(l.Points) != 1 || l.Points[0].Asked.Category != models.ReturnOther || l.Points[0].By != o.first.Name || l.Points[0].Recorder != o.proofreader.Name {
			t.Errorf("the checklist is %+v", l.Points)
		}
	})
}

func TestMarksAreOnesOwnAndEndWithTheirText(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		articles := o.articles(t, issue.ID)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		entries := o.entries(t)
		must(t, o.Mark(ctx, o.first, issue.ID, newsroom.PointNamed{Article: articles[0]}, models.MarkRead))
		must(t, o.Mark(ctx, o.first, issue.ID, newsroom.PointNamed{Article: articles[1]}, models.MarkRead))
		must(t, o.Mark(ctx, o.first, issue.ID, newsroom.PointNamed{Article: articles[1]}, models.MarkReturn))
		must(t, o.Mark(ctx, o.first, issue.ID, newsroom.PointNamed{Article: articles[2], Block: o.blockOf(t, articles[2], 0)}, models.MarkReturn))
		must(t, o.Mark(ctx, o.first, issue.ID, newsroom.PointNamed{Article: articles[2], Block: o.blockOf(t, articles[2], 0)}, ""))
		refused(t, o.Mark(ctx, o.first, issue.ID, newsroom.PointNamed{Article: articles[0], Block: "nonsense"}, models.MarkRead), models.CodeNotFound, "")
		refused(t, o.Mark(ctx, o.first, issue.ID, newsroom.PointNamed{Article: articles[0]}, "nonsense"), models.CodeInvalid, "verdict")
		if o.entries(t) != entries {
			t.Error("a mark wrote an audit entry")
		}
		marks := func(a models.Actor) map[int64]models.MarkVerdict {
			list, err := o.Marks(ctx, a, issue.ID)
			must(t, err)
			out := map[int64]models.MarkVerdict{}
			for _, m := range list {
				out[m.ArticleID] = m.Verdict
			}
			return out
		}
		if got := marks(o.first); len(got) != 2 || got[articles[0]] != models.MarkRead || got[articles[1]] != models.MarkReturn {
			t.Errorf("the marks are %v", got)
		}
		if got := marks(o.second); len(got) != 0 {
			t.Errorf("somebody else sees the marks %v", got)
		}
		must(t, o.retext(t, o.first, articles[0], "北屿口岸平均通关时间压缩到两小时以内。", ""))
		if got := marks(o.first); len(got) != 1 || got[articles[1]] != models.MarkReturn {
			t.Errorf("after one text changed, the marks are %v", got)
		}
		must(t, o.Return(ctx, o.first, issue.ID, returning("请改", articles[1])))
		if got := marks(o.first); len(got) != 0 {
			t.Errorf("after the return, the marks are %v", got)
		}
	})
}

// looks opens the reviewer's page as a person would, and notes that it was seen.
func (o *office) looks(t *testing.T, a models.Actor, issue int64) newsroom.ReviewPage {
	t.Helper()
	p, err := o.Review(t.Context(), a, issue)
	must(t, err)
	must(t, o.SeeIssue(t.Context(), a, issue, p.Hash))
	return p
}

func TestReviewersReadOnlyWhatChangedSinceTheyLookedLast(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		articles := o.articles(t, issue.ID)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		if p := o.looks(t, o.first, issue.ID); !p.Seen.At.IsZero() {
			t.Errorf("who looks for the first time has seen %+v", p.Seen)
		}
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		must(t, o.retext(t, o.second, articles[0], "北屿口岸平均通关时间压缩到两小时以内。", ""))
		o.looks(t, o.second, issue.ID)

		// An editor replaces one article: the first reviewer is asked again, the second is at work.
		r := replacement(t, o.retext(t, o.editor, articles[1], "青圩保税区首批维修设备二百二十台套。", ""))
		must(t, o.retext(t, o.editor, articles[1], "青圩保税区首批维修设备二百二十台套。", r.Token))
		for range 2 { // looking again does not take the difference away
			first := o.looks(t, o.first, issue.ID)
			if first.Run.Step != 0 || len(first.Seen.Changed) != 2 || first.Seen.Changed[0].Who[0] != o.second.Name || first.Seen.Changed[0].Steps[0] != "复审" ||
				first.Seen.Changed[1].Article != articles[1] || first.Seen.Changed[1].Who[0] != o.editor.Name || len(first.Seen.Changed[1].Steps) != 0 {
				t.Errorf("the first reviewer, at step %d, is shown %+v", first.Run.Step, first.Seen.Changed)
			}
			if second := o.looks(t, o.second, issue.ID); len(second.Seen.Changed) != 1 || second.Seen.Changed[0].Article != articles[1] {
				t.Errorf("the second reviewer is shown %+v", second.Seen.Changed)
			}
		}
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		must(t, o.approve(t, o.second, issue.ID, "同意"))
	})
}

func TestAMarkedUpCopyNamesWhoseHandEachChangeIs(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue, articles := o.returned(t)
		must(t, o.retext(t, o.editor, articles[1], "青圩保税区首批维修设备二百二十台套。", ""))
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, o.retext(t, o.first, articles[1], "青圩保税区首批维修设备二百二十余台套。", ""))
		c, err := o.CompareIssue(ctx, o.first, issue.ID, newsroom.SinceFirst, newsroom.UntilNow)
		must(t, err)
		hands := c.Hands[articles[1]].All()
		if len(hands) != 2 || hands[0].Who != o.editor.Name || hands[0].Step != "" || hands[1].Who != o.first.Name || hands[1].Step != "初审" {
			t.Errorf("since the first submission, %+v changed the article", hands)
		}
		if len(c.Diff.Articles) != 1 || len(c.Hands[articles[0]]) != 0 {
			t.Errorf("changed are %+v", c.Diff.Articles)
		}
		c, err = o.CompareIssue(ctx, o.first, issue.ID, newsroom.SinceSubmission, newsroom.UntilNow)
		must(t, err)
		if hands := c.Hands[articles[1]].All(); len(hands) != 1 || hands[0].Who != o.first.Name {
			t.Errorf("since the last submission, %+v changed the article", hands)
		}

		must(t, o.approve(t, o.first, issue.ID, "同意"))
		current := o.state(t, issue.ID)
		contents, err := o.Contents(ctx, o.editor, issue.ID)
		must(t, err)
		current.EditorNote = "本期请关注口岸。"
		r := replacement(t, o.SaveMasthead(ctx, o.editor, issue.ID, contents.Base, current, ""))
		must(t, o.SaveMasthead(ctx, o.editor, issue.ID, contents.Base, current, r.Token))
		c, err = o.CompareIssue(ctx, o.first, issue.ID, newsroom.SinceFirst, newsroom.UntilNow)
		must(t, err)
		if by := c.Around["editor_note"]; len(by) != 1 || by[0].Who != o.editor.Name {
			t.Errorf("the note is the hand of %+v", by)
		}
	})
}

func TestTheSignOffSheetKeepsReturnsAndOpinionsThatNoLongerCount(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		articles := o.articles(t, issue.ID)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, o.retext(t, o.first, articles[2], "全省统一的事项清单正式施行，材料减少三成。", ""))
		must(t, o.Return(ctx, o.first, issue.ID, newsroom.Returning{Category: models.ReturnFacts, Reason: "请改", Points: []newsroom.PointNamed{{Article: articles[0]}, {Article: articles[1]}}}))
		point := o.points(t, o.editor, issue.ID).Points[0].ID
		must(t, o.AnswerPoint(ctx, o.editor, issue.ID, point, newsroom.Answering{Done: true, Answer: "已改"}))
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, o.approve(t, o.first, issue.ID, "圈阅"))
		r := replacement(t, o.retext(t, o.editor, articles[1], "青圩保税区首批维修设备二百二十台套。", ""))
		must(t, o.retext(t, o.editor, articles[1], "青圩保税区首批维修设备二百二十台套。", r.Token))
		for _, a := range []models.Actor{o.first, o.second, o.signer} {
			must(t, o.approve(t, a, issue.ID, "同意"))
		}
		p, err := o.Review(ctx, o.signer, issue.ID)
		must(t, err)
		sheet := p.SignOffRecord()
		if len(sheet.Earlier) != 3 {
			t.Fatalf("the sheet keeps %+v", sheet.Earlier)
		}
		amended, back, lost := sheet.Earlier[0], sheet.Earlier[1], sheet.Earlier[2]
		if amended.Decision != nil || amended.Run != 1 || amended.Name != "初审" || amended.By != o.first.Name || amended.After.Body.PlainText() != "全省统一的事项清单正式施行，材料减少三成。" {
			t.Errorf("of the amendment it keeps %+v", amended)
		}
		if back.Run != 1 || back.Decision.Category != models.ReturnFacts || back.By != o.first.Name || len(back.Points) != 2 || back.Doers[0] != o.editor.Name || back.Doers[1] != "" {
			t.Errorf("of the return it keeps %+v", back)
		}
		if lost.Run != 2 || lost.Decision.Opinion != "圈阅" || len(lost.Points) != 0 {
			t.Errorf("of the approval that was lost it keeps %+v", lost)
		}
	})
}
