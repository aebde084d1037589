package newsroom_test

import (
	"slices"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/models"
)

// kinds are the kinds of the states of an issue, newest first.
func kinds(c newsroom.IssueComparison) (out []newsroom.StateKind) {
	for _, s := range c.States {
		out = append(out, s.Kind)
	}
	return out
}

func TestWhatChangedSinceOneLastLookedStaysTheQuestionAfterLooking(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		issue := o.imported(o.t, o.editor, 91)
		article := o.articles(o.t, issue.ID)[0]
		c, err := o.CompareIssue(o.t.Context(), o.editor, issue.ID, "", "")
		must(o.t, err)
		if !c.Alone {
			o.t.Errorf("an issue that nobody has seen is compared with %v", kinds(c))
		}
		look := func() {
			must(o.t, o.SeeIssue(o.t.Context(), o.editor, issue.ID, o.hash(o.t, o.editor, issue.ID)))
			p, err := o.Article(o.t.Context(), o.editor, article)
			must(o.t, err)
			must(o.t, o.SeeArticle(o.t.Context(), o.editor, article, p.Article.Hash))
		}
		look()
		must(o.t, o.retext(o.t, o.editor2, article, "完成投资210亿元。", ""))
		for range 2 { // before opening the page again, and after
			c, err := o.CompareIssue(o.t.Context(), o.editor, issue.ID, "", "")
			must(o.t, err)
			if c.From.Kind != newsroom.StateSeen || c.To.Kind != newsroom.StateNow || len(c.Diff.Articles) != 1 || c.Diff.Articles[0].Article != article {
				o.t.Fatalf("from %s to %s: %d articles", c.From.Kind, c.To.Kind, len(c.Diff.Articles))
			}
			l, err := o.Revisions(o.t.Context(), o.editor, article)
			must(o.t, err)
			if len(l.Bases) != 1 || l.Bases[0].Since != newsroom.SinceSeen || l.Bases[0].Revision != l.Revisions[1].ID {
				o.t.Errorf("the history offers %v", l.Bases)
			}
			look()
		}
		if c, err := o.CompareIssue(o.t.Context(), o.editor2, issue.ID, "", ""); err != nil || !c.Alone {
			o.t.Errorf("what one person saw is offered to another: %v %v", kinds(c), err)
		}
	})
}

func TestNobodyIsToldOfTheirOwnChange(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 91)
		article := o.articles(t, issue.ID)[0]
		must(t, o.Submit(ctx, o.editor, issue.ID))
		news := func(a models.Actor) (text, whole bool) {
			p, err := o.Article(ctx, a, article)
			must(t, err)
			r, err := o.Review(ctx, a, issue.ID)
			must(t, err)
			return p.Look.Hash != p.Article.Hash, r.Look.Hash != r.Hash
		}
		for _, a := range []models.Actor{o.first, o.editor} {
			must(t, o.SeeIssue(ctx, a, issue.ID, o.hash(t, a, issue.ID)))
			p, err := o.Article(ctx, a, article)
			must(t, err)
			must(t, o.SeeArticle(ctx, a, article, p.Article.Hash))
		}
		must(t, o.retext(t, o.first, article, "完成投资210亿元。", ""))
		if text, whole := news(o.first); text || whole {
			t.Errorf("the reviewer is told of the own amendment: article %t, issue %t", text, whole)
		}
		if text, whole := news(o.editor); !text || !whole {
			t.Errorf("the editor is not told of the amendment: article %t, issue %t", text, whole)
		}
		must(t, o.retext(t, o.first, article, "完成投资211亿元。", ""))
		if c, err := o.CompareIssue(ctx, o.editor, issue.ID, "", ""); err != nil || c.From.Kind != newsroom.StateSeen || len(c.Diff.Articles) != 1 {
			t.Errorf("the editor compares from %s: %v", c.From.Kind, err)
		}
	})
}

// keeps reports whether a state of an issue is kept.
func (o *office) keeps(tb testing.TB, hash string) (kept bool) {
	tb.Helper()
	must(tb, o.store.Read(tb.Context(), func(tx *store.Tx) error {
		_, err := tx.Manifest(hash)
		if kept = err == nil; models.CodeOf(err) == models.CodeNotFound {
			return nil
		}
		return err
	}))
	return kept
}

func TestAStateThatNobodyRefersToIsNotKept(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue := o.imported(t, o.editor, 91)
		article := o.articles(t, issue.ID)[0]
		var states []string
		look := func(a models.Actor, text string) { // after a change that a makes
			t.Helper()
			must(t, o.retext(t, a, article, text, ""))
			hash := o.hash(t, a, issue.ID)
			must(t, o.SeeIssue(t.Context(), a, issue.ID, hash))
			states = append(states, hash)
		}
		expect := func(want ...bool) {
			t.Helper()
			for i, hash := range states {
				if got := o.keeps(t, hash); got != want[i] {
					t.Errorf("of %d states, number %d is kept: %v", len(states), i, got)
				}
			}
		}
		look(o.editor, "完成投资210亿元。")
		look(o.editor, "完成投资220亿元。")
		expect(true, true)
		look(o.editor, "完成投资230亿元。")
		expect(false, true, true)
		look(o.editor2, "完成投资240亿元。") // a colleague looks at other states
		look(o.editor, "完成投资250亿元。")
		expect(false, false, true, true, true)
		must(t, o.Submit(t.Context(), o.editor, issue.ID))
		for _, text := range []string{"完成投资260亿元。", "完成投资270亿元。", "完成投资280亿元。"} {
			look(o.first, text)
		}
		expect(false, false, true, true, true, true, true, true) // those of the review stay, whoever looks
		must(t, o.SeeIssue(t.Context(), o.editor, issue.ID, states[len(states)-1]))
		expect(false, false, false, true, true, true, true, true)
		c, err := o.CompareIssue(t.Context(), o.editor, issue.ID, "", "")
		must(t, err)
		if c.From.Kind != newsroom.StateSeen || len(c.Diff.Articles) != 1 {
			t.Errorf("it is compared with %s", c.From.Kind)
		}
	})
}

func TestALookIsNoAct(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		issue := o.imported(o.t, o.editor, 91)
		article := o.articles(o.t, issue.ID)[0]
		before := o.entries(o.t)
		for _, a := range []models.Actor{o.editor2, o.auditor} {
			must(o.t, o.SeeIssue(o.t.Context(), a, issue.ID, o.hash(o.t, a, issue.ID)))
			must(o.t, o.SeeArticle(o.t.Context(), a, article, "a text that it no longer has"))
			p, err := o.Article(o.t.Context(), a, article)
			must(o.t, err)
			if p.Look.Hash != "" {
				o.t.Error("a text that changed while its page was drawn counts as seen")
			}
		}
		for _, a := range []models.Actor{o.proofreader, o.first, o.reader, o.admin} {
			refused(o.t, o.SeeIssue(o.t.Context(), a, issue.ID, ""), models.CodeNotFound, "error.not_found")
			refused(o.t, o.SeeArticle(o.t.Context(), a, article, ""), models.CodeNotFound, "error.not_found")
		}
		if after := o.entries(o.t); after != before {
			o.t.Errorf("looking wrote %d audit entries", after-before)
		}
		p, err := o.DeskIssue(o.t.Context(), o.editor, issue.ID, newsroom.PoolQuery{})
		must(o.t, err)
		if !slices.Equal(p.Progress.Contributors, []string{o.editor.Name}) {
			o.t.Errorf("looking made contributors of %v", p.Progress.Contributors)
		}
	})
}

func TestAnIssueIsComparedBetweenAllThatWasKeptOfIt(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		issue := o.imported(o.t, o.editor, 91)
		article := o.articles(o.t, issue.ID)[0]
		must(o.t, o.Submit(o.t.Context(), o.editor, issue.ID))
		must(o.t, o.retext(o.t, o.first, article, "完成投资210亿元。", ""))
		for _, a := range []models.Actor{o.first, o.second, o.signer} {
			must(o.t, o.approve(o.t, a, issue.ID, "同意"))
		}
		must(o.t, o.Publish(o.t.Context(), o.signer, issue.ID))
		c, err := o.CompareIssue(o.t.Context(), o.signer, issue.ID, newsroom.SinceSubmission, newsroom.SinceEdition)
		must(o.t, err)
		for _, want := range []newsroom.StateKind{newsroom.StateNow, newsroom.StateEdition, newsroom.StateAmended, newsroom.StateSubmitted} {
			if !slices.Contains(kinds(c), want) {
				o.t.Errorf("%s is missing in %v", want, kinds(c))
			}
		}
		if len(c.Diff.Articles) != 1 || len(c.Diff.Fields) != 0 {
			o.t.Errorf("from the submission to the edition: %+v", c.Diff)
		}
		if c, err = o.CompareIssue(o.t.Context(), o.signer, issue.ID, newsroom.SinceEdition, ""); err != nil || c.Diff.Changed() {
			o.t.Errorf("nothing has changed since the edition: %+v %v", c.Diff, err)
		}
		l, err := o.Revisions(o.t.Context(), o.second, article)
		must(o.t, err)
		if got := l.Reviewed[l.Revisions[0].ID]; got.Step != "初审" || got.Opinion != "同意" {
			o.t.Errorf("the amendment was made in %+v", got)
		}
		if len(l.Bases) != 1 || l.Bases[0].Since != newsroom.SinceSubmission || l.Bases[0].Revision != l.Revisions[1].ID {
			o.t.Errorf("the history offers %v", l.Bases)
		}
	})
}

func TestComparingIsNoSideDoor(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		issue, other := o.imported(o.t, o.editor, 91), o.imported(o.t, o.editor, 92)
		compare := func(a models.Actor, from string) error {
			_, err := o.CompareIssue(o.t.Context(), a, issue.ID, from, "")
			return err
		}
		for _, a := range []models.Actor{o.proofreader, o.first, o.signer, o.reader, o.admin} { // a draft
			refused(o.t, compare(a, ""), models.CodeNotFound, "error.not_found")
			refused(o.t, compare(a, newsroom.UntilNow), models.CodeNotFound, "error.not_found")
		}
		must(o.t, o.Submit(o.t.Context(), o.editor, other.ID))
		c, err := o.CompareIssue(o.t.Context(), o.editor, other.ID, "", "")
		must(o.t, err)
		refused(o.t, compare(o.editor, c.From.Key), models.CodeNotFound, "error.not_found") // a state of another issue
		refused(o.t, compare(o.editor, newsroom.SinceEdition), models.CodeNotFound, "error.not_found")
		must(o.t, compare(o.editor, newsroom.UntilNow))
	})
}
