package newsroom_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/models"
)

// types stores a working copy with its first paragraph replaced, as autosave does, on the revision base (0: the current one).
func (o *office) types(tb testing.TB, a models.Actor, article, base int64, text string) (newsroom.CopyStored, error) {
	tb.Helper()
	p, err := o.Article(tb.Context(), o.editor, article)
	must(tb, err)
	if base == 0 {
		base = p.Article.RevisionID
	}
	t := p.Revision.Text
	t.Body.Blocks = append([]models.Block(nil), t.Body.Blocks...)
	t.Body.Blocks[0].Inlines = models.Text(text)
	return o.StoreCopy(tb.Context(), a, article, newsroom.CopyInput{Base: base, Text: t, State: p.Article.State})
}

// copied is the first paragraph of somebody's working copy as the article page restores it; empty: there is none.
func (o *office) copied(tb testing.TB, a models.Actor, article int64) string {
	tb.Helper()
	p, err := o.Article(tb.Context(), a, article)
	must(tb, err)
	if p.Copy == nil {
		return ""
	}
	return p.Copy.Text.Body.Blocks[0].PlainText()
}

func TestAWorkingCopyIsNoChangeOfTheArticle(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		before, err := o.Revisions(ctx, o.editor, article)
		must(t, err)
		entries := o.entries(t)
		first, err := o.types(t, o.editor2, article, 0, "写到一半")
		must(t, err)
		again, err := o.types(t, o.editor2, article, 0, "写到一半")
		must(t, err)
		if first.Version != 1 || again.Version != 1 {
			t.Errorf("versions %d and %d: an unchanged text was written", first.Version, again.Version)
		}
		after, err := o.Revisions(ctx, o.editor, article)
		must(t, err)
		c, err := o.DeskIssue(ctx, o.editor, issue.ID, newsroom.PoolQuery{})
		must(t, err)
		if len(after.Revisions) != len(before.Revisions) || o.entries(t) != entries || len(c.Progress.Contributors) != 1 {
			t.Errorf("%d revisions, %d entries, contributors %q", len(after.Revisions), o.entries(t)-entries, c.Progress.Contributors)
		}
		if got := o.copied(t, o.editor2, article); got != "写到一半" {
			t.Errorf("the owner finds %q", got)
		}
		if got := o.copied(t, o.editor, article); got != "" {
			t.Errorf("a colleague reads %q", got)
		}
	})
}

func TestAWorkingCopyMayBeUnfinishedButNotBoundless(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		article := o.articles(t, o.imported(t, o.editor, 87).ID)[0]
		p, err := o.Article(ctx, o.editor, article)
		must(t, err)
		in := newsroom.CopyInput{Base: p.Article.RevisionID, Text: models.ArticleText{Title: ""}, State: models.ArticleDraft}
		if _, err := o.StoreCopy(ctx, o.editor, article, in); err != nil {
			t.Errorf("without a title: %v", err)
		}
		in.Text.Title = strings.Repeat("长", models.MaxDraftField+1)
		_, err = o.StoreCopy(ctx, o.editor, article, in)
		refused(t, err, models.CodeInvalid, "field.too_long")
		in.Text = models.ArticleText{Title: "甲", Body: models.Body{Blocks: []models.Block{{ID: "AAAA", Kind: models.Paragraph, Inlines: models.Text(strings.Repeat("长", models.MaxBlockText+1))}}}}
		_, err = o.StoreCopy(ctx, o.editor, article, in)
		refused(t, err, models.CodeInvalid, "body.block_too_long")
		in.Text, in.Base = models.ArticleText{Title: "甲"}, 987654
		_, err = o.StoreCopy(ctx, o.editor, article, in)
		refused(t, err, models.CodeNotFound, "error.not_found")
	})
}

func TestASaveTakesTheWorkingCopyWithIt(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		article := o.articles(t, o.imported(t, o.editor, 87).ID)[0]
		for _, a := range []models.Actor{o.editor, o.editor2} {
			_, err := o.types(t, a, article, 0, a.Name+"写到一半")
			must(t, err)
		}
		must(t, o.retext(t, o.editor, article, "林编辑写完了。", ""))
		if got := o.copied(t, o.editor, article); got != "" {
			t.Errorf("after the save the copy says %q", got)
		}
		if got := o.copied(t, o.editor2, article); got != "陈编辑写到一半" {
			t.Errorf("the colleague's copy says %q", got)
		}
	})
}

func TestALostRightTakesNoWordFromItsOwner(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		_, err := o.types(t, o.editor2, article, 0, "签发前写到一半")
		must(t, err)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		for _, a := range []models.Actor{o.first, o.second, o.signer} {
			must(t, o.approve(t, a, issue.ID, "同意"))
		}
		_, err = o.types(t, o.editor2, article, 0, "签发后还想写")
		refused(t, err, models.CodeConflict, "issue.not_in_this_state")
		if got := o.copied(t, o.editor2, article); got != "签发前写到一半" {
			t.Errorf("the owner finds %q", got)
		}
		must(t, o.TakeRole(ctx, newsroom.Console(), o.editor2.UserID, o.bulletin.ID, models.Editor))
		own := models.Actor{UserID: o.editor2.UserID, Name: o.editor2.Name}
		list, err := o.Copies(ctx, own)
		must(t, err)
		if len(list) != 1 || !strings.Contains(list[0].Text.Body.PlainText(), "签发前写到一半") {
			t.Errorf("without a role the owner finds %v", list)
		}
		if list, err := o.Copies(ctx, models.Actor{UserID: o.editor.UserID}); err != nil || len(list) > 0 {
			t.Errorf("a colleague finds %v %v", list, err)
		}
	})
}

func TestADiscardedCopyCanBeTakenBackForADay(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		articles := o.articles(t, o.imported(t, o.editor, 87).ID)
		_, err := o.types(t, o.editor, articles[0], 0, "写到一半")
		must(t, err)
		list, err := o.Copies(ctx, o.editor)
		must(t, err)
		_, err = o.DiscardCopy(ctx, o.editor2, list[0].ID, 1)
		refused(t, err, models.CodeNotFound, "error.not_found")
		_, err = o.DiscardCopy(ctx, o.editor, list[0].ID, 2) // as another tab might have it
		refused(t, err, models.CodeConflict, "error.stale")
		_, err = o.DiscardCopy(ctx, o.editor, list[0].ID, 1)
		must(t, err)
		if got := o.copied(t, o.editor, articles[0]); got != "" {
			t.Errorf("what was discarded comes back as %q", got)
		}
		_, err = o.RestoreCopy(ctx, o.editor, list[0].ID)
		must(t, err)
		if got := o.copied(t, o.editor, articles[0]); got != "写到一半" {
			t.Errorf("taken back, the copy says %q", got)
		}
		_, err = o.DiscardCopy(ctx, o.editor, list[0].ID, 1)
		must(t, err)
		o.clock.Advance(25 * time.Hour)
		_, err = o.types(t, o.editor, articles[1], 0, "另一篇")
		must(t, err)
		_, err = o.RestoreCopy(ctx, o.editor, list[0].ID)
		refused(t, err, models.CodeNotFound, "error.not_found")
	})
}

func TestALateSaveIsKeptAsASideRevision(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		p, err := o.Article(ctx, o.editor2, article)
		must(t, err)
		must(t, o.retext(t, o.editor, article, "先保存的。", ""))
		text := p.Revision.Text
		text.Title = "后保存的"
		_, err = o.types(t, o.editor2, article, p.Article.RevisionID, "写到一半")
		must(t, err)
		entries := o.entries(t)
		in := newsroom.SaveArticle{Base: p.Article.RevisionID, Text: text}
		for range 2 { // sent again, it is kept once
			saved, err := o.SaveArticle(ctx, o.editor2, article, in)
			refused(t, err, models.CodeConflict, "article.conflict")
			side, ok := newsroom.Kept(err)
			if saved || !ok || side.Text.Title != "后保存的" || *side.BaseID != p.Article.RevisionID || !side.Side() {
				t.Fatalf("kept %v as %+v", ok, side)
			}
		}
		if n := o.entries(t) - entries; n != 1 {
			t.Errorf("%d entries for one side revision", n)
		}
		if got := o.copied(t, o.editor2, article); got != "写到一半" {
			t.Errorf("the working copy says %q", got)
		}
		list, err := o.Revisions(ctx, o.editor, article)
		must(t, err)
		if top := list.Revisions[0]; !top.Side() || list.Article.RevisionID == top.ID {
			t.Errorf("the history begins with %+v", top)
		}
		err = o.RestoreRevision(ctx, o.editor, article, list.Revisions[0].ID, list.Article.RevisionID, "")
		refused(t, err, models.CodeConflict, "draft.side_not_restored")
		c, err := o.DeskIssue(ctx, o.editor, issue.ID, newsroom.PoolQuery{})
		must(t, err)
		if len(c.Progress.Contributors) != 1 {
			t.Errorf("contributors are %q", c.Progress.Contributors)
		}
	})
}

func TestAnUnfinishedTextIsNoSideRevision(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		article := o.articles(t, o.imported(t, o.editor, 87).ID)[0]
		p, err := o.Article(ctx, o.editor2, article)
		must(t, err)
		must(t, o.retext(t, o.editor, article, "先保存的。", ""))
		_, err = o.SaveArticle(ctx, o.editor2, article, newsroom.SaveArticle{Base: p.Article.RevisionID})
		refused(t, err, models.CodeInvalid, "field.required")
	})
}

func TestALeaseLastsTwoMinutesWithoutASignOfLife(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		article := o.articles(t, o.imported(t, o.editor, 87).ID)[0]
		in := func(a models.Actor, token string, first bool) bool {
			_, mine, err := o.KeepLease(ctx, a, article, token, first)
			must(t, err)
			return mine
		}
		if !in(o.editor, "tab one", true) || in(o.editor2, "tab two", true) {
			t.Fatal("two people are in one article")
		}
		shown, err := o.Article(ctx, o.editor2, article)
		must(t, err)
		if shown.Lease == nil || shown.Lease.Name != "林编辑" || !shown.TakeOver {
			t.Errorf("the colleague sees %+v", shown.Lease)
		}
		o.clock.Advance(models.LeaseTime - time.Second)
		if !in(o.editor, "tab one", false) {
			t.Error("a sign of life in time did not count")
		}
		o.clock.Advance(models.LeaseTime - time.Second)
		if in(o.editor2, "tab two", true) {
			t.Error("the lease ended before its time")
		}
		o.clock.Advance(time.Second)
		if !in(o.editor2, "tab two", true) || in(o.editor, "tab one", false) {
			t.Error("a dead browser keeps the article")
		}
		must(t, o.ReleaseLease(ctx, o.editor, article, "tab one")) // somebody else's by now
		if in(o.editor, "tab one", false) {
			t.Error("somebody let go of what was not his")
		}
		must(t, o.ReleaseLease(ctx, o.editor2, article, "tab two"))
		if !in(o.editor, "tab one", false) {
			t.Error("what was let go cannot be taken")
		}
		if !in(o.editor, "tab three", true) || in(o.editor, "tab one", false) {
			t.Error("of two tabs of one person the older has the article")
		}
	})
}

func TestATakeOverIsAuditedAndLosesNothing(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		_, mine, err := o.KeepLease(ctx, o.editor, article, "tab one", true)
		must(t, err)
		if !mine {
			t.Fatal("nobody was in the article, and still it could not be taken")
		}
		refused(t, o.TakeOver(ctx, o.auditor, article, 0, ""), models.CodeForbidden, "error.forbidden")
		entries := o.entries(t)
		refused(t, o.TakeOver(ctx, o.editor2, article, 1, ""), models.CodeConflict, "error.stale") // from somebody who has left
		asked, err := o.AskTakeOver(ctx, o.editor2, article)
		must(t, err)
		must(t, o.TakeOver(ctx, o.editor2, article, asked.Lease.Version(), ""))
		if n := o.entries(t) - entries; n != 1 {
			t.Errorf("the take-over made %d entries", n)
		}
		if _, mine, err := o.KeepLease(ctx, o.editor2, article, "tab two", false); err != nil || !mine {
			t.Errorf("whoever took the article over does not have it: %v", err)
		}
		shown, mine, err := o.KeepLease(ctx, o.editor, article, "tab one", false)
		must(t, err)
		if mine || shown.Name != "陈编辑" {
			t.Errorf("the other tab hears %+v %v", shown, mine)
		}
		stored, err := o.types(t, o.editor, article, 0, "被接手时正写着")
		must(t, err)
		if stored.Version == 0 || stored.Lease == nil || stored.Lease.Name != "陈编辑" || o.copied(t, o.editor, article) != "被接手时正写着" {
			t.Errorf("stored as %+v", stored)
		}
		page, err := o.DeskIssue(ctx, o.first, issue.ID, newsroom.PoolQuery{})
		if models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("before the submission a reviewer learns %v %v", page.Editing, err)
		}
		if page, err = o.DeskIssue(ctx, o.auditor, issue.ID, newsroom.PoolQuery{}); err != nil || page.Editing[article].Name != "陈编辑" {
			t.Errorf("the contents say %v %v", page.Editing, err)
		}
	})
}

func TestASubmissionIsOfExactlyWhatThePageShowed(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		hash := o.hash(t, o.editor, issue.ID)
		must(t, o.retext(t, o.editor2, article, "看过之后又改了。", ""))
		refused(t, o.SubmitShown(ctx, o.editor, issue.ID, hash), models.CodeConflict, "draft.submit_stale")
		refused(t, o.SubmitShown(ctx, o.editor, issue.ID, ""), models.CodeConflict, "draft.submit_stale")
		_, err := o.types(t, o.editor2, article, 0, "还没有保存")
		must(t, err)
		list, err := o.UnsavedIn(ctx, o.editor, issue.ID)
		must(t, err)
		if len(list) != 1 || list[0].Name != "陈编辑" || list[0].Article != article {
			t.Errorf("the page that submits names %+v", list)
		}
		must(t, o.SubmitShown(ctx, o.editor, issue.ID, o.hash(t, o.editor, issue.ID)))
	})
}

func TestWhatAPageDoesByItselfKeepsNoSessionAlive(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		signed, err := o.SignIn(ctx, newsroom.SignInRequest{Login: login(t, o, o.editor), Password: password, IP: "127.0.0.1"})
		must(t, err)
		for range 2 {
			o.clock.Advance(newsroom.SessionIdle/2 - time.Second)
			if _, ok, err := o.PeekSession(ctx, signed.Token); !ok || err != nil {
				t.Fatalf("the session ended early: %v", err)
			}
		}
		o.clock.Advance(2 * time.Second)
		if _, ok, _ := o.PeekSession(ctx, signed.Token); ok {
			t.Error("signs of life kept the session alive")
		}
	})
}

// login is the name under which somebody signs in.
func login(tb testing.TB, o *office, a models.Actor) (name string) {
	tb.Helper()
	must(tb, o.store.Read(tb.Context(), func(tx *store.Tx) error {
		u, err := tx.User(a.UserID)
		name = u.Login
		return err
	}))
	return name
}

func TestAConflictCarriesWhatWasKept(t *testing.T) {
	t.Parallel()
	kept := models.Revision{Number: 4}
	err := error(models.Fail(models.CodeConflict, "article.conflict").Because(&newsroom.Conflict{Side: kept}))
	if side, ok := newsroom.Kept(errors.Join(err)); !ok || side.Number != 4 {
		t.Errorf("found %+v", side)
	}
	if _, ok := newsroom.Kept(models.NotFound()); ok {
		t.Error("something was kept of nothing")
	}
}

func TestWhatIsSavedFromElsewhereLeavesTheWorkingCopy(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		article := o.articles(t, o.imported(t, o.editor, 87).ID)[0]
		_, err := o.types(t, o.editor, article, 0, "写到一半")
		must(t, err)
		p, err := o.Article(ctx, o.editor, article)
		must(t, err)
		text := p.Revision.Text
		text.Title = "在目录里改的标题"
		_, err = o.SaveArticle(ctx, o.editor, article, newsroom.SaveArticle{Base: p.Article.RevisionID, Text: text, KeepCopy: true})
		must(t, err)
		if got := o.copied(t, o.editor, article); got != "写到一半" {
			t.Errorf("after a rename the owner finds %q", got)
		}
	})
}
