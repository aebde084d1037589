package newsroom_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/models"
)

// order is the order of an issue as a page would show it.
func (o *office) order(tb testing.TB, issue int64) models.Order {
	tb.Helper()
	c, err := o.Contents(tb.Context(), o.editor, issue)
	must(tb, err)
	return c.Order()
}

// reorder arranges an issue as a page drawn now would.
func (o *office) reorder(tb testing.TB, issue int64, change func(models.Order) models.Order, out ...int64) error {
	tb.Helper()
	was := o.order(tb, issue)
	return o.Arrange(tb.Context(), o.editor, issue, newsroom.Arrangement{Base: was, Order: change(was), Out: out}, "")
}

// newest is the newest entry of an issue's log.
func (o *office) newest(tb testing.TB, issue int64) models.AuditEntry {
	tb.Helper()
	h, err := o.History(tb.Context(), o.editor, issue)
	must(tb, err)
	return h.Entries[len(h.Entries)-1]
}

func TestAnOrderIsOneWriteWithOneReadableEntry(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		pooled, err := o.CreateArticle(ctx, o.editor, 0, 0, "青圩片区上新", "")
		must(t, err)
		was := o.order(t, issue.ID)
		first, second := was[0], was[1]
		want := models.Order{
			{Section: second.Section, Articles: []int64{first.Articles[1], pooled}},
			{Section: first.Section, Articles: []int64{first.Articles[0]}},
		}
		in := newsroom.Arrangement{Base: was, Order: want, Out: second.Articles}
		before := o.entries(t)
		must(t, o.Arrange(ctx, o.editor, issue.ID, in, ""))
		if got := o.order(t, issue.ID); got.String() != want.String() {
			t.Errorf("the order is %s, want %s", got, want)
		}
		if n := o.entries(t) - before; n != 1 {
			t.Errorf("%d entries", n)
		}
		var said []string
		for _, d := range o.newest(t, issue.ID).Details {
			said = append(said, d.Name+" "+d.Value)
		}
		log := strings.Join(said, "\n")
		for _, line := range []string{
			"moved 《保税维修起步》澜江实践 （二） → 制度创新 （一）", "placed 《青圩片区上新》 → 制度创新 （二）", "taken_out 《清单管理落地》（三）", "section 一、澜江实践 → 二、",
		} {
			if !strings.Contains(log, line) {
				t.Errorf("the log lacks %q:\n%s", line, log)
			}
		}
		if strings.Contains(log, "口岸通关提速") {
			t.Errorf("what only changed its number is named:\n%s", log)
		}
		must(t, o.Arrange(ctx, o.editor, issue.ID, in.Back(), ""))
		if got := o.order(t, issue.ID); got.String() != was.String() {
			t.Errorf("taken back, the order is %s, want %s", got, was)
		}
		before = o.entries(t)
		must(t, o.reorder(t, issue.ID, func(was models.Order) models.Order { return was }))
		if o.entries(t) != before {
			t.Error("the same order was written")
		}
	})
}

func TestAnOrderThatDoesNotHoldEverythingOnceIsRefused(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue, other := o.imported(t, o.editor, 87), o.imported(t, o.editor, 88)
		foreign := o.articles(t, other.ID)[0]
		was := o.order(t, issue.ID)
		a := was.Articles()
		s, r := was[0].Section, was[1].Section
		deleted, err := o.CreateArticle(ctx, o.editor, 0, 0, "删掉的", "")
		must(t, err)
		must(t, o.DeleteArticle(ctx, o.editor, deleted))
		for _, c := range []struct {
			name  string
			order models.Order
			out   []int64
			code  models.Code
		}{
			{"an article is missing", models.Order{{Section: s, Articles: a[:1]}, {Section: r, Articles: a[2:]}}, nil, models.CodeInvalid},
			{"an article stands twice", models.Order{{Section: s, Articles: a}, {Section: r, Articles: a[:1]}}, nil, models.CodeInvalid},
			{"an article is in and out", was, a[:1], models.CodeInvalid},
			{"a section is missing", models.Order{{Section: s, Articles: a}}, nil, models.CodeInvalid},
			{"a section of another issue", models.Order{{Section: s, Articles: a}, {Section: r, Articles: nil}, {Section: o.order(t, other.ID)[0].Section, Articles: nil}}, nil, models.CodeInvalid},
			{"an article of another issue", models.Order{{Section: s, Articles: a}, {Section: r, Articles: []int64{foreign}}}, nil, models.CodeConflict},
			{"a deleted article", models.Order{{Section: s, Articles: a}, {Section: r, Articles: []int64{deleted}}}, nil, models.CodeConflict},
			{"an article that never was", models.Order{{Section: s, Articles: a}, {Section: r, Articles: []int64{987654}}}, nil, models.CodeConflict},
			{"what never was goes out", was, []int64{foreign}, models.CodeInvalid},
		} {
			err := o.Arrange(ctx, o.editor, issue.ID, newsroom.Arrangement{Base: was, Order: c.order, Out: c.out}, "")
			if models.CodeOf(err) != c.code {
				t.Errorf("%s: %v", c.name, err)
			}
			if got := o.order(t, issue.ID); got.String() != was.String() {
				t.Fatalf("%s: the order is %s", c.name, got)
			}
		}
		for _, who := range []models.Actor{o.first, o.reader, o.auditor} {
			if err := o.Arrange(ctx, who, issue.ID, newsroom.Arrangement{Base: was, Order: was}, ""); err == nil {
				t.Errorf("%s arranged", who.Name)
			}
		}
	})
}

func TestOfTwoOrdersMadeAtOnceOneWins(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue := o.imported(t, o.editor, 87)
		was := o.order(t, issue.ID)
		a := was.Articles()
		orders := []models.Order{was.StepArticle(a[0], models.Down), was.StepSection(was[0].Section, models.Down), was.StepArticle(a[2], models.Up)}
		errs := make([]error, len(orders))
		var wait sync.WaitGroup
		for i, order := range orders {
			wait.Go(func() {
				errs[i] = o.Arrange(t.Context(), o.editor, issue.ID, newsroom.Arrangement{Base: was, Order: order}, "")
			})
		}
		wait.Wait()
		won := slices.Index(errs, nil)
		for i, err := range errs {
			if i != won && !newsroom.IsStaleOrder(err) {
				t.Errorf("order %d: %v", i, err)
			}
		}
		if won < 0 || o.order(t, issue.ID).String() != orders[won].String() {
			t.Errorf("order %d won, and the issue has %s", won, o.order(t, issue.ID))
		}
	})
}

func TestAStaleOrderIsBroughtOntoTheOrderOfNow(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		was := o.order(t, issue.ID)
		a := was.Articles()
		pooled, err := o.CreateArticle(ctx, o.editor, 0, 0, "青圩片区上新", "")
		must(t, err)
		mine := was.StepArticle(a[0], models.Down)
		mine[1].Articles = append(mine[1].Articles, pooled)

		must(t, o.Arrange(ctx, o.editor2, issue.ID, newsroom.Removal(was, was[1].Section), ""))
		fresh, err := o.AddSection(ctx, o.editor2, issue.ID, "前沿观察", "")
		must(t, err)
		in := newsroom.Arrangement{Base: was, Order: mine}
		if err := o.Arrange(ctx, o.editor, issue.ID, in, ""); !newsroom.IsStaleOrder(err) {
			t.Fatalf("got %v", err)
		}
		c, err := o.OrderConflict(ctx, o.editor, issue.ID, in)
		must(t, err)
		want := models.Order{{Section: was[0].Section, Articles: []int64{a[1], a[0]}}, {Section: fresh}}
		if c.Again.Order.String() != want.String() || c.By != o.editor2.Name || len(c.Mine) != 2 {
			t.Errorf("again %s by %q, want %s", c.Again.Order, c.By, want)
		}
		if len(c.Gone) != 3 || !c.Gone[0].Section || c.Gone[0].Title != "制度创新" || c.Gone[1].Title != "清单管理落地" {
			t.Errorf("gone are %+v", c.Gone)
		}
		must(t, o.Arrange(ctx, o.editor, issue.ID, c.Again, ""))
		if got := o.order(t, issue.ID); got.String() != want.String() {
			t.Errorf("the order is %s, want %s", got, want)
		}
	})
}

func TestARemovedSectionComesBackWithItsArticlesAtItsPlace(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		was := o.order(t, issue.ID)
		gone := was[0]
		in := newsroom.Removal(was, gone.Section)
		must(t, o.Arrange(ctx, o.editor, issue.ID, in, ""))
		if e := o.newest(t, issue.ID); e.Action != "section.removed" || e.Details[0].Value != "澜江实践" || len(e.Details) != 1+len(gone.Articles) {
			t.Errorf("the log says %+v", e)
		}
		pool, err := o.Pool(ctx, o.editor, newsroom.PoolQuery{})
		must(t, err)
		if len(pool.Articles) != len(gone.Articles) {
			t.Errorf("%d articles are in the pool", len(pool.Articles))
		}
		must(t, o.Arrange(ctx, o.editor, issue.ID, in.Back(), ""))
		c, err := o.Contents(ctx, o.editor, issue.ID)
		must(t, err)
		if c.Order().String() != was.String() || c.Sections[0].Title != "澜江实践" {
			t.Errorf("taken back, the order is %s under %q, want %s", c.Order(), c.Sections[0].Title, was)
		}
		if e := o.newest(t, issue.ID); e.Action != "section.restored" || e.Details[0].Value != "澜江实践" {
			t.Errorf("the log says %+v", e)
		}
		must(t, o.Arrange(ctx, o.editor, issue.ID, in.Back().Back(), ""))
		if got := o.order(t, issue.ID); got.String() != in.Order.String() {
			t.Errorf("done again, the order is %s, want %s", got, in.Order)
		}
	})
}

func TestASectionComesBackAlthoughOthersWentOn(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue, other := o.imported(t, o.editor, 87), o.imported(t, o.editor, 88)
		was := o.order(t, issue.ID)
		in := newsroom.Removal(was, was[0].Section)
		must(t, o.Arrange(ctx, o.editor, issue.ID, in, ""))
		_, err := o.PlaceArticle(ctx, o.editor2, other.ID, o.order(t, other.ID)[0].Section, was[0].Articles[0], "")
		must(t, err)
		fresh, err := o.AddSection(ctx, o.editor2, issue.ID, "前沿观察", "")
		must(t, err)
		if err := o.Arrange(ctx, o.editor, issue.ID, in.Back(), ""); !newsroom.IsStaleOrder(err) {
			t.Fatalf("got %v", err)
		}
		c, err := o.OrderConflict(ctx, o.editor, issue.ID, in.Back())
		must(t, err)
		want := models.Order{{Section: was[0].Section, Articles: was[0].Articles[1:]}, was[1], {Section: fresh}}
		if c.Again.Order.String() != want.String() || c.Mine[0].Title != "澜江实践" || len(c.Gone) != 1 || c.Gone[0].Issue == "" {
			t.Errorf("again %s under %q, want %s; gone %+v", c.Again.Order, c.Mine[0].Title, want, c.Gone)
		}
		must(t, o.Arrange(ctx, o.editor, issue.ID, c.Again, ""))
		if got := o.order(t, issue.ID); got.String() != want.String() {
			t.Errorf("the order is %s, want %s", got, want)
		}
	})
}

func TestASectionThatOthersFilledIsNotRemovedUnseen(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		was := o.order(t, issue.ID)
		late, err := o.CreateArticle(ctx, o.editor2, issue.ID, was[0].Section, "青圩片区上新", "")
		must(t, err)
		in := newsroom.Removal(was, was[0].Section)
		if err := o.Arrange(ctx, o.editor, issue.ID, in, ""); !newsroom.IsStaleOrder(err) {
			t.Fatalf("got %v", err)
		}
		c, err := o.OrderConflict(ctx, o.editor, issue.ID, in)
		must(t, err)
		must(t, o.Arrange(ctx, o.editor, issue.ID, c.Again, ""))
		pool, err := o.Pool(ctx, o.editor, newsroom.PoolQuery{})
		must(t, err)
		kept := slices.ContainsFunc(pool.Articles, func(art models.Article) bool { return art.ID == late })
		if !kept || len(pool.Articles) != 1+len(was[0].Articles) || len(o.order(t, issue.ID)) != 1 {
			t.Errorf("in the pool are %+v", pool.Articles)
		}
	})
}

func TestOnlyASectionThatWasRemovedFromTheIssueComesBack(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue, other := o.imported(t, o.editor, 87), o.imported(t, o.editor, 88)
		theirs := o.order(t, other.ID)
		must(t, o.Arrange(ctx, o.editor, other.ID, newsroom.Removal(theirs, theirs[1].Section), ""))
		was := o.order(t, issue.ID)
		for name, in := range map[string]newsroom.Arrangement{
			"never was":           {Base: was, Order: append(slices.Clone(was), models.OrderedSection{Section: 98765})},
			"of another issue":    {Base: was, Order: append(slices.Clone(was), models.OrderedSection{Section: theirs[1].Section})},
			"stands elsewhere":    {Base: was, Order: append(slices.Clone(was), models.OrderedSection{Section: theirs[0].Section})},
			"two go":              {Base: was, Gone: was.Sections(), Out: was.Articles()},
			"goes and stands":     {Base: was, Order: was, Gone: []int64{was[0].Section}},
			"its articles vanish": {Base: was, Order: was[1:], Gone: []int64{was[0].Section}},
		} {
			if err := o.Arrange(ctx, o.editor, issue.ID, in, ""); models.CodeOf(err) != models.CodeInvalid {
				t.Errorf("%s: %v", name, err)
			}
			if got := o.order(t, issue.ID); got.String() != was.String() {
				t.Fatalf("%s: the order is %s", name, got)
			}
		}
	})
}

func TestASectionIsRenamedOnTheTitleThatWasSeen(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		section := o.order(t, issue.ID)[0].Section
		must(t, o.RenameSection(ctx, o.editor2, issue.ID, section, newsroom.SectionTitle{Base: "澜江实践", Title: "澜江新实践"}, ""))
		err := o.RenameSection(ctx, o.editor, issue.ID, section, newsroom.SectionTitle{Base: "澜江实践", Title: "实践"}, "")
		refused(t, err, models.CodeConflict, "error.stale")
	})
}

func TestARenamedArticleTakesNothingFromTheWorkingCopy(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		article := o.articles(t, o.imported(t, o.editor, 87).ID)[0]
		p, err := o.Article(ctx, o.editor, article)
		must(t, err)
		text := p.Revision.Text
		text.Body.Blocks = []models.Block{{ID: models.NewBlockID(), Kind: models.Paragraph, Inlines: models.Text("还没写完的另一稿。")}}
		_, err = o.StoreCopy(ctx, o.editor, article, newsroom.CopyInput{Base: p.Article.RevisionID, Text: text, State: models.ArticleDraft})
		must(t, err)
		did, err := o.RenameArticle(ctx, o.editor, article, newsroom.ArticleTitle{Base: p.Article.RevisionID, Title: "口岸再提速"})
		must(t, err)
		after, err := o.Article(ctx, o.editor, article)
		must(t, err)
		if after.Revision.Text.Title != "口岸再提速" || after.Revision.Text.Body.PlainText() != p.Revision.Text.Body.PlainText() {
			t.Errorf("the text became %+v", after.Revision.Text)
		}
		if did.Revision != after.Article.RevisionID || did.Before != p.Article.Title || after.Copy == nil {
			t.Errorf("did %+v, and the copy is %v", did, after.Copy)
		}
		again, err := o.RenameArticle(ctx, o.editor, article, newsroom.ArticleTitle{Base: did.Revision, Title: "口岸再提速"})
		if err != nil || again.Revision != 0 {
			t.Errorf("the same title made %+v, %v", again, err)
		}
	})
}

func TestAnOrderUnderReviewCostsApprovals(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		was := o.order(t, issue.ID)
		in := newsroom.Arrangement{Base: was, Order: was.StepSection(was[0].Section, models.Down)}
		r := replacement(t, o.Arrange(ctx, o.editor, issue.ID, in, ""))
		if got := o.order(t, issue.ID); got.String() != was.String() {
			t.Errorf("unconfirmed, the order is %s", got)
		}
		must(t, o.Arrange(ctx, o.editor, issue.ID, in, r.Token))
		if got := o.order(t, issue.ID); got.String() != in.Order.String() {
			t.Errorf("confirmed, the order is %s", got)
		}
	})
}

func TestThePoolIsSearchedByTitleAndUnit(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		for title, units := range map[string][]string{"口岸100%提速": {"省商务厅", "青圩片区"}, "口岸_通关": {"省商务厅综合处"}, "RCEP原产地": {"澜州海关"}} {
			id, err := o.CreateArticle(ctx, o.editor, 0, 0, title, "")
			must(t, err)
			p, err := o.Article(ctx, o.editor, id)
			must(t, err)
			text := p.Revision.Text
			text.Units = units
			_, err = o.SaveArticle(ctx, o.editor, id, newsroom.SaveArticle{Base: p.Article.RevisionID, Text: text})
			must(t, err)
		}
		for _, c := range []struct {
			q    newsroom.PoolQuery
			want int
		}{
			{newsroom.PoolQuery{}, 3},
			{newsroom.PoolQuery{Words: "口岸"}, 2},
			{newsroom.PoolQuery{Words: "%"}, 1},
			{newsroom.PoolQuery{Words: "_"}, 1},
			{newsroom.PoolQuery{Words: " rcep "}, 1},
			{newsroom.PoolQuery{Words: "商务厅"}, 2},
			{newsroom.PoolQuery{Unit: "省商务厅"}, 1},
			{newsroom.PoolQuery{Unit: "商务厅"}, 0},
			{newsroom.PoolQuery{Unit: "澜州海关", Words: "口岸"}, 0},
			{newsroom.PoolQuery{Words: `\`}, 0},
			{newsroom.PoolQuery{Words: strings.Repeat("长", 5000)}, 0},
		} {
			list, err := o.Pool(ctx, o.editor, c.q)
			must(t, err)
			if list.Total != c.want || len(list.Articles) != c.want {
				t.Errorf("%+v finds %d", c.q, list.Total)
			}
			if want := []string{"澜州海关", "省商务厅", "省商务厅综合处", "青圩片区"}; len(list.Units) != 4 || !slices.Contains(list.Units, want[0]) {
				t.Errorf("the units are %q", list.Units)
			}
		}
	})
}

func TestAnArticleInTwoIssuesIsPointedOut(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		old, issue := o.imported(t, o.editor, 87), o.imported(t, o.editor, 88)
		pooled, err := o.CreateArticle(ctx, o.editor, 0, 0, "清单 管理，落地！", "")
		must(t, err)
		c, err := o.Contents(ctx, o.editor, issue.ID)
		must(t, err)
		twin := c.Twins[o.articles(t, issue.ID)[2]]
		if twin.Issue.ID != old.ID || twin.Number != 3 || twin.Article != o.articles(t, old.ID)[2] {
			t.Errorf("the twin is %+v", twin)
		}
		list, err := o.Pool(ctx, o.editor, newsroom.PoolQuery{})
		must(t, err)
		if list.Twins[pooled].Issue.ID != issue.ID {
			t.Errorf("in the pool the twins are %+v", list.Twins)
		}
		must(t, o.Submit(ctx, o.editor, issue.ID))
		if c, err = o.Contents(ctx, o.first, issue.ID); err != nil || len(c.Twins) != 0 {
			t.Errorf("a reviewer hears of a draft: %+v %v", c.Twins, err)
		}
	})
}

func TestTheTrashSaysWhoDeletedWhat(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		id, err := o.CreateArticle(ctx, o.editor, 0, 0, "删掉的", "")
		must(t, err)
		must(t, o.DeleteArticle(ctx, o.editor2, id))
		must(t, o.DeleteIssue(ctx, o.editor, issue.ID))
		list, err := o.Trash(ctx, o.editor, newsroom.DeletedArticles, 1)
		must(t, err)
		if len(list.Articles) != 1 || len(list.Issues) != 0 || list.TotalIssues != 1 || list.DeletedBy("article", id) != o.editor2.Name {
			t.Errorf("the articles are %+v", list)
		}
		list, err = o.Trash(ctx, o.editor, newsroom.DeletedIssues, 1)
		must(t, err)
		if len(list.Issues) != 1 || list.DeletedBy("issue", issue.ID) != o.editor.Name {
			t.Errorf("the issues are %+v", list)
		}
		if _, err := o.Trash(ctx, o.first, newsroom.DeletedIssues, 1); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("a reviewer sees the trash: %v", err)
		}
		must(t, o.RestoreArticle(ctx, o.editor, id))
		must(t, o.store.Read(ctx, func(tx *store.Tx) error {
			art, err := tx.Article(id)
			if err == nil && art.DeletedAt != nil {
				t.Error("it is still deleted")
			}
			return err
		}))
	})
}
