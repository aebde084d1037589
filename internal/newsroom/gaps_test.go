package newsroom_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/models"
)

func TestAnArticleThatIsWithdrawnIsGoneEverywhereAndItsNumberStays(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.published(t, 87)
		articles := o.articles(t, issue.ID)
		before, _ := o.readers(t, issue.ID)
		entries := o.entries(t)
		refused(t, o.WithdrawArticle(ctx, o.editor, issue.ID, articles[0], "数字有误", password), models.CodeForbidden, "error.forbidden")
		refused(t, o.TakeDownArticle(ctx, o.reader, issue.ID, articles[0], "数字有误"), models.CodeNotFound, "error.not_found")
		refused(t, o.TakeDownArticle(ctx, o.editor, issue.ID, articles[0], " "), models.CodeInvalid, "field.required")
		must(t, o.TakeDownArticle(ctx, o.editor, issue.ID, articles[0], "数字有误"))
		refused(t, o.TakeDownArticle(ctx, o.editor, issue.ID, articles[0], "数字有误"), models.CodeConflict, "gap.not_in_this_state")
		must(t, o.WithdrawArticle(ctx, o.signer, issue.ID, articles[0], "数字有误", password))
		if got := o.entries(t); got != entries+2 {
			t.Errorf("%d entries for two acts", got-entries)
		}
		p, err := o.ReadIssue(ctx, models.Actor{}, o.bulletin, issue.ID)
		must(t, err)
		if page := fmt.Sprint(p.Edition.Content.Sections, p.Edition.Content.Fragments); strings.Contains(page, "口岸通关") || strings.Contains(page, "三小时") || !strings.Contains(page, "保税维修") {
			t.Errorf("readers get %s", page)
		}
		if p.Edition.Content.Sections[0].Articles[0].Number != 1 || p.Edition.Content.Sections[0].Articles[1].Number != 2 || len(p.Gaps) != 1 || len(p.Files) != 0 {
			t.Errorf("got %+v with %d files", p.Edition.Content.Sections[0], len(p.Files))
		}
		for _, format := range append(models.ReaderFormats, models.FormatArchive) {
			if f, err := o.EditionFile(ctx, o.editor, o.bulletin, issue.ID, format); err != nil || !f.Gone || len(f.Data) > 0 {
				t.Errorf("%s: %d bytes, %v", format, len(f.Data), err)
			}
		}
		if hits := o.find(t, models.Actor{}, "口岸"); len(hits) != 0 {
			t.Errorf("search finds %v", hits)
		}
		archive, err := o.ReadArchive(ctx, models.Actor{}, o.bulletin, "")
		must(t, err)
		if got := fmt.Sprint(archive.Titles); strings.Contains(got, "口岸") || !strings.Contains(got, "保税") {
			t.Errorf("the archive lists %s", got)
		}
		if got := faults(t, o.Newsroom, newsroom.EditionScope{}); got != "" {
			t.Error(got)
		}
		must(t, o.ShowArticle(ctx, o.signer, issue.ID, articles[0], "核实无误", password))
		after, text := o.readers(t, issue.ID)
		if after.Hash != before.Hash || !strings.Contains(text, "三小时") {
			t.Error("the edition is not what it was")
		}
		expectTitles(t, o.find(t, models.Actor{}, "口岸"), "[口岸]通关提速")
	})
}

func TestWhatWasTakenDownWaitsForASigner(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		whole, inPart := o.published(t, 87), o.published(t, 88)
		article := o.articles(t, inPart.ID)[0]
		waits := func(want ...int64) {
			t.Helper()
			for _, a := range []models.Actor{o.signer, o.editor} {
				todo, err := o.ToDo(ctx, a)
				must(t, err)
				var got []int64
				for _, row := range todo.Down {
					got = append(got, row.ID)
				}
				slices.Sort(got)
				if !slices.Equal(got, want) {
					t.Errorf("for %s wait %v, not %v", a.Name, got, want)
				}
			}
		}
		waits()
		must(t, o.TakeDown(ctx, o.editor, whole.ID, "数字有误"))
		must(t, o.TakeDownArticle(ctx, o.editor, inPart.ID, article, "数字有误"))
		waits(whole.ID, inPart.ID)
		must(t, o.ShowArticle(ctx, o.signer, inPart.ID, article, "核实无误", password))
		waits(whole.ID)
		must(t, o.TakeDownArticle(ctx, o.editor, inPart.ID, article, "数字有误"))
		must(t, o.WithdrawArticle(ctx, o.signer, inPart.ID, article, "数字有误", password))
		must(t, o.Withdraw(ctx, o.signer, whole.ID, "数字有误", password))
		waits()
	})
}

func TestOnlyWhatWasPublicIsListedAsGone(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		inPart, whole, stays := o.published(t, 87), o.published(t, 88), o.published(t, 89)
		hidden := o.imported(t, o.editor, 90)
		c, err := o.Contents(ctx, o.editor, hidden.ID)
		must(t, err)
		c.Issue.Access = models.Members
		must(t, o.SaveMasthead(ctx, o.editor, hidden.ID, c.Base, c.Issue, ""))
		must(t, o.Submit(ctx, o.editor, hidden.ID))
		for _, a := range []models.Actor{o.first, o.second, o.signer} {
			must(t, o.approve(t, a, hidden.ID, "同意"))
		}
		must(t, o.Publish(ctx, o.signer, hidden.ID))
		if list, err := o.PublicGone(ctx, o.bulletin); err != nil || len(list) != 0 {
			t.Errorf("%+v is gone before anything was withdrawn (%v)", list, err)
		}
		gone := o.articles(t, inPart.ID)[1]
		must(t, o.TakeDownArticle(ctx, o.editor, inPart.ID, gone, "数字有误"))
		must(t, o.Withdraw(ctx, o.signer, whole.ID, "数字有误", password))
		must(t, o.Withdraw(ctx, o.signer, hidden.ID, "数字有误", password))
		want := []store.GoneEntry{{IssueID: inPart.ID, ArticleID: gone}}
		for _, id := range o.articles(t, whole.ID) {
			want = append(want, store.GoneEntry{IssueID: whole.ID, ArticleID: id, Whole: true})
		}
		if list, err := o.PublicGone(ctx, o.bulletin); err != nil || !slices.Equal(list, want) {
			t.Errorf("%+v is gone, want %+v (%v); issue %d stays", list, want, err, stays.ID)
		}
	})
}

func TestTheSignerWithdrawsWhileACorrectionIsDrafted(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue, articles := o.correcting(t, 87)
		p, err := o.Editions(ctx, o.signer, issue.ID)
		must(t, err)
		if fmt.Sprint(p.Possible) != "[take_down withdraw]" || p.Readable || len(p.Editions) != 1 || !p.Editions[0].Live || p.Editions[0].By != o.signer.Name {
			t.Errorf("the signer sees %+v", p)
		}
		asked, err := o.Ask(ctx, o.signer, issue.ID, models.EventWithdraw)
		must(t, err)
		if text := fmt.Sprintf("%+v", asked); strings.Contains(text, "五小时") || strings.Contains(text, "口岸") {
			t.Errorf("the draft shows: %s", text)
		}
		must(t, o.WithdrawArticle(ctx, o.signer, issue.ID, articles[1], "来稿单位要求", password))
		must(t, o.Withdraw(ctx, o.signer, issue.ID, "内容有误", password))
		refused(t, o.Submit(ctx, o.editor2, issue.ID), models.CodeConflict, "issue.not_in_this_state")
		_, err = o.Editions(ctx, o.reader, issue.ID)
		refused(t, err, models.CodeNotFound, "error.not_found")
		must(t, o.Restore(ctx, o.signer, issue.ID, "核实无误", password))
		must(t, o.Submit(ctx, o.editor2, issue.ID))
	})
}

func TestWhatIsArchivedIsReadAndOnlyWithdrawn(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.published(t, 87)
		refused(t, o.Archive(ctx, o.editor, issue.ID, password), models.CodeForbidden, "error.forbidden")
		must(t, o.Archive(ctx, o.signer, issue.ID, password))
		o.readers(t, issue.ID)
		refused(t, o.Correct(ctx, o.editor, issue.ID), models.CodeConflict, "issue.not_in_this_state")
		refused(t, o.TakeDown(ctx, o.editor, issue.ID, "数字有误"), models.CodeConflict, "issue.not_in_this_state")
		must(t, o.Withdraw(ctx, o.signer, issue.ID, "内容有误", password))
		if p, err := o.ReadIssue(ctx, models.Actor{}, o.bulletin, issue.ID); err != nil || !p.Gone {
			t.Errorf("got %v, %v", p.Gone, err)
		}
		must(t, o.Restore(ctx, o.signer, issue.ID, "核实无误", password))
		if p, err := o.Editions(ctx, o.signer, issue.ID); err != nil || p.Issue.Standing != models.Archived {
			t.Errorf("what was archived is %s after it is restored, %v", p.Issue.Standing, err)
		}
		refused(t, o.Correct(ctx, o.editor, issue.ID), models.CodeConflict, "issue.not_in_this_state")
	})
}
