package newsroom_test

import (
	"slices"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/models"
)

// finds gives the titles that the search of the desk shows of one kind; nil where the actor is not shown that kind.
func (o *office) finds(tb testing.TB, a models.Actor, kind models.SearchKind, words string) []string {
	tb.Helper()
	p, err := o.DeskSearch(tb.Context(), a, newsroom.DeskSearchRequest{Words: words, Kind: kind})
	must(tb, err)
	for _, g := range p.Groups {
		if g.Kind != kind {
			continue
		}
		titles := []string{}
		for _, h := range g.Hits {
			titles = append(titles, marked(h.Title))
		}
		if g.Total != len(titles) {
			tb.Errorf("%q: %d in total, %d shown", words, g.Total, len(titles))
		}
		return titles
	}
	return nil
}

// works expects what is found among what is worked on.
func (o *office) works(a models.Actor, words string, want ...string) {
	o.t.Helper()
	expectTitles(o.t, o.finds(o.t, a, models.FindDrafts, words), want...)
}

func TestADraftIsFoundByWhoeverMayOpenIt(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		const title = "[口岸]通关提速"
		o.works(o.editor, "口岸", title)
		o.works(o.auditor, "口岸", title)
		for _, a := range []models.Actor{o.proofreader, o.first, o.signer} {
			o.works(a, "口岸")
		}
		for _, a := range []models.Actor{o.admin, o.reader} {
			_, err := o.DeskSearch(ctx, a, newsroom.DeskSearchRequest{Words: "口岸"})
			refused(t, err, models.CodeNotFound, "error.not_found")
		}
		must(t, o.Submit(ctx, o.editor, issue.ID))
		for _, a := range []models.Actor{o.proofreader, o.first, o.signer} {
			o.works(a, "口岸", title)
		}
		must(t, o.Recall(ctx, o.editor, issue.ID))
		o.works(o.first, "口岸")
		must(t, o.DeleteIssue(ctx, o.editor2, o.imported(t, o.editor, 88).ID))
		o.works(o.editor, "口岸", title)

		must(t, o.retext(t, o.editor, o.articles(t, issue.ID)[0], "港口吞吐量再创新高。", ""))
		o.works(o.editor, "吞吐量", "口岸通关提速")
		o.works(o.editor, "申报") // which only the text before it had
	})
}

func TestAnIssueIsFoundOnTheDeskUnlessReadersSeeItAsItIs(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.published(t, 87)
		const title = "[口岸]通关提速"
		o.works(o.editor, "口岸")
		expectTitles(t, o.finds(t, o.editor, models.FindPublished, "口岸"), title)

		must(t, o.Correct(ctx, o.editor2, issue.ID))
		must(t, o.retext(t, o.editor2, o.articles(t, issue.ID)[0], "北屿口岸的数字改为五小时。", ""))
		o.works(o.editor, "五小时", "口岸通关提速")
		o.works(o.first, "五小时") // no correction is read before it is submitted, though its issue is known
		expectTitles(t, o.finds(t, o.first, models.FindPublished, "口岸"), title)
		must(t, o.GiveUpCorrection(ctx, o.editor2, issue.ID))
		o.works(o.editor, "口岸")

		first := o.articles(t, issue.ID)[0]
		must(t, o.TakeDownArticle(ctx, o.editor, issue.ID, first, "数字待核"))
		o.works(o.first, "口岸", title)
		must(t, o.ShowArticle(ctx, o.signer, issue.ID, first, "已核实", password))
		o.works(o.first, "口岸")

		must(t, o.TakeDown(ctx, o.editor, issue.ID, "数字待核"))
		o.works(o.first, "口岸", title)
		expectTitles(t, o.finds(t, o.first, models.FindPublished, "口岸"))
	})
}

func TestThePoolAndMaterialAreFoundByWhoeverReadsThem(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		id, err := o.CreateArticle(ctx, o.editor, 0, 0, "口岸备用稿", "")
		must(t, err)
		o.works(o.editor, "备用", "口岸[备用]稿")
		o.works(o.first, "备用")
		must(t, o.DeleteArticle(ctx, o.editor, id))
		o.works(o.editor, "备用")
		must(t, o.RestoreArticle(ctx, o.editor, id))
		o.works(o.editor, "备用", "口岸[备用]稿")

		m := o.registered(t, "来稿.txt", sentIn)
		for words, want := range map[string]string{"再提速": "口岸通关[再提速]", "青圩": "口岸通关再提速", "王小满": "口岸通关再提速", "物流费用": "口岸通关再提速"} {
			expectTitles(t, o.finds(t, o.auditor, models.FindMaterial, words), want)
		}
		if got := o.finds(t, o.first, models.FindMaterial, "青圩"); got != nil {
			t.Errorf("a reviewer is shown material: %q", got)
		}
		o.works(o.editor, "物流费用", "口岸通关再提速")
		must(t, o.DecideMaterial(ctx, o.editor, m.ID, m.Version, models.Declined, "已刊"))
		o.works(o.editor, "物流费用") // as in the pool
		p, err := o.Material(ctx, o.editor, m.ID)
		must(t, err)
		must(t, o.SaveMaterial(ctx, o.editor, m.ID, newsroom.MaterialFacts{Version: p.Version, Unit: "临空片区", Sender: "王小满", Channel: m.Channel, ReceivedAt: m.ReceivedAt}))
		expectTitles(t, o.finds(t, o.editor, models.FindMaterial, "青圩"))
		expectTitles(t, o.finds(t, o.editor, models.FindMaterial, "临空"), "口岸通关再提速")
		must(t, o.retext(t, o.editor, m.ArticleID, "全文改写。", ""))
		expectTitles(t, o.finds(t, o.editor, models.FindMaterial, "改写"), "口岸通关再提速")
	})
}

func TestASearchOfTheDeskShowsTheBeginningOfEachKindAndPagesOfOne(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		for n := range 23 {
			title := "稿子"
			if n == 3 {
				title = "口岸旧稿"
			}
			id, err := o.CreateArticle(ctx, o.editor, 0, 0, title, "")
			must(t, err)
			p, err := o.Article(ctx, o.editor, id)
			must(t, err)
			text := p.Revision.Text
			text.Body.Blocks = []models.Block{{ID: models.NewBlockID(), Kind: models.Paragraph, Inlines: models.Text("口岸的正文。")}}
			_, err = o.SaveArticle(ctx, o.editor, id, newsroom.SaveArticle{Base: p.Article.RevisionID, Text: text})
			must(t, err)
		}
		for _, c := range []struct {
			kind       models.SearchKind
			page, hits int
		}{{models.FindAll, 1, 5}, {models.FindDrafts, 1, 20}, {models.FindDrafts, 2, 3}, {models.FindDrafts, 9, 3}, {models.FindMaterial, 1, 0}} {
			p, err := o.DeskSearch(ctx, o.editor, newsroom.DeskSearchRequest{Words: "口岸", Kind: c.kind, Page: c.page})
			must(t, err)
			g := p.Groups[1]
			if g.Kind != models.FindDrafts || g.Total != 23 || len(g.Hits) != c.hits || c.page == 9 && g.Page != 2 {
				t.Errorf("%s, page %d: %d of %d, page %d", c.kind, c.page, len(g.Hits), g.Total, g.Page)
			}
			if c.page == 1 && c.hits > 0 && marked(g.Hits[0].Title) != "[口岸]旧稿" {
				t.Errorf("the first is %q", marked(g.Hits[0].Title))
			}
		}
		p, err := o.DeskSearch(ctx, o.editor, newsroom.DeskSearchRequest{Words: "口岸 没有这个词"})
		must(t, err)
		if !slices.Equal(p.Suggestions, []string{"口岸"}) {
			t.Errorf("suggested %q", p.Suggestions)
		}
		if p, err = o.DeskSearch(ctx, o.first, newsroom.DeskSearchRequest{Words: "口岸 没有这个词"}); err != nil || len(p.Suggestions) > 0 {
			t.Errorf("what a reviewer may not read is suggested: %q, %v", p.Suggestions, err)
		}
	})
}

func TestTheIndexOfTheDeskIsFilledAfterAnUpgradeAndRebuilt(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		o := newOffice(db.T, db.Open)
		o.t = db.T
		t, ctx := o.t, o.t.Context()
		o.imported(t, o.editor, 87)
		o.registered(t, "来稿.txt", sentIn)
		behind := func() (b bool) {
			must(t, o.store.Read(ctx, func(tx *store.Tx) (err error) { b, err = tx.DeskSearchBehind(); return err }))
			return b
		}
		if !behind() {
			t.Error("an index that was never filled passes for whole")
		}
		db.Exec("DELETE FROM search_desk") // as an office is that comes from the release before
		db.Exec("DELETE FROM search_desk_texts")
		o.works(o.editor, "口岸")
		must(t, o.KeepSearch(ctx, nil))
		o.works(o.editor, "口岸", "[口岸]通关再提速", "[口岸]通关提速")
		expectTitles(t, o.finds(t, o.editor, models.FindMaterial, "青圩"), "口岸通关再提速")
		if behind() {
			t.Error("a filled index passes for unfinished")
		}
		must(t, o.RebuildSearch(ctx, nil))
		o.works(o.editor, "口岸", "[口岸]通关再提速", "[口岸]通关提速")
	})
}
