package newsroom_test

import (
	"slices"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

func TestASearchIsNarrowedToWhatItsFormOffers(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, visitor := o.t, models.Actor{}
		issue := o.signed(t, 87)
		must(t, o.Publish(t.Context(), o.signer, issue.ID))
		must(t, o.DrainOutbox(t.Context()))
		o.stored(t, 88, models.Internal, "口岸内部")
		c, err := o.SearchChoices(t.Context(), visitor, o.bulletin.ID)
		must(t, err)
		if !slices.Equal(c.Years, []string{"2026"}) || !slices.Equal(c.Sections, []string{"制度创新", "澜江实践"}) || len(c.Bulletins) > 0 {
			t.Errorf("%+v", c)
		}
		for _, s := range []struct {
			r    newsroom.SearchRequest
			want int
		}{
			{newsroom.SearchRequest{Words: "全"}, 2},
			{newsroom.SearchRequest{Words: "全", Section: "制度创新"}, 1},
			{newsroom.SearchRequest{Words: "全", Year: 2025}, 0},
			{newsroom.SearchRequest{Words: "口岸", Bulletin: o.bulletin.ID, Order: models.ByRelevance}, 1},
		} {
			p, err := o.SearchFor(t.Context(), visitor, s.r)
			must(t, err)
			if p.Total != s.want || len(p.Hits) != s.want {
				t.Errorf("%+v finds %d", s.r, p.Total)
			}
		}
		p, err := o.Search(t.Context(), visitor, o.bulletin.ID, "口岸 没有这个词 内部", 1)
		must(t, err)
		if p.Total != 0 || !slices.Equal(p.Suggestions, []string{"口岸"}) {
			t.Errorf("%d found, suggested %q", p.Total, p.Suggestions)
		}
		if !p.Behind {
			t.Error("an index that was never filled passes for whole")
		}
		must(t, o.KeepSearch(t.Context(), nil))
		if p, err = o.Search(t.Context(), visitor, o.bulletin.ID, "口岸", 1); err != nil || p.Behind || p.Total != 1 {
			t.Errorf("%+v, %v", p, err)
		}
	})
}

// What the form offers is kept, but not while an edition that readers see is still on its way into the index.
func TestAFormOffersWhatIsPublishedOnceItIsIndexed(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		must(t, o.KeepSearch(ctx, nil))
		offered := func(want ...string) {
			t.Helper()
			for range 2 {
				c, err := o.SearchChoices(ctx, models.Actor{}, o.bulletin.ID)
				must(t, err)
				if !slices.Equal(c.Sections, want) {
					t.Errorf("offered are %q, want %q", c.Sections, want)
				}
			}
		}
		offered()
		must(t, o.Publish(ctx, o.signer, o.signed(t, 87).ID))
		offered()
		must(t, o.DrainOutbox(ctx))
		offered("制度创新", "澜江实践")
	})
}

func TestASectionWhoseOnlyArticleIsGoneIsNotOffered(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		articles := o.articles(t, issue.ID)
		for k, units := range [][]string{{"省商务厅"}, {"省商务厅", "青圩海关"}, {"省政务局"}} {
			p, err := o.Article(ctx, o.editor, articles[k])
			must(t, err)
			text := p.Revision.Text
			text.Units = units
			_, err = o.SaveArticle(ctx, o.editor, articles[k], newsroom.SaveArticle{Base: p.Article.RevisionID, Text: text})
			must(t, err)
		}
		must(t, o.Submit(ctx, o.editor, issue.ID))
		for _, a := range []models.Actor{o.first, o.second, o.signer} {
			must(t, o.approve(t, a, issue.ID, "同意"))
		}
		must(t, o.Publish(ctx, o.signer, issue.ID))
		must(t, o.DrainOutbox(ctx))
		offered := func(sections, units []string) {
			t.Helper()
			c, err := o.SearchChoices(ctx, models.Actor{}, o.bulletin.ID)
			must(t, err)
			if !slices.Equal(c.Sections, sections) || !slices.Equal(c.Units, units) {
				t.Errorf("offered are %q and %q, want %q and %q", c.Sections, c.Units, sections, units)
			}
		}
		all, allUnits := []string{"制度创新", "澜江实践"}, []string{"省商务厅", "省政务局", "青圩海关"}
		offered(all, allUnits)
		must(t, o.TakeDownArticle(ctx, o.editor, issue.ID, articles[2], "数字有误"))
		offered([]string{"澜江实践"}, []string{"省商务厅", "青圩海关"})
		must(t, o.RebuildSearch(ctx, nil)) // which must not bring them back
		offered([]string{"澜江实践"}, []string{"省商务厅", "青圩海关"})
		must(t, o.WithdrawArticle(ctx, o.signer, issue.ID, articles[0], "数字有误", password))
		offered([]string{"澜江实践"}, []string{"省商务厅", "青圩海关"}) // another article has them too
		must(t, o.ShowArticle(ctx, o.signer, issue.ID, articles[2], "已核实", password))
		offered(all, allUnits)
	})
}
