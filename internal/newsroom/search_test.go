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

// find gives the titles that a search shows, with what is marked in brackets.
func (o *office) find(tb testing.TB, a models.Actor, words string) []string {
	tb.Helper()
	p, err := o.Search(tb.Context(), a, o.bulletin.ID, words, 1)
	must(tb, err)
	titles := []string{}
	for _, h := range p.Hits {
		titles = append(titles, marked(h.Title))
	}
	if p.Total != len(titles) {
		tb.Errorf("%q: %d in total, %d shown", words, p.Total, len(titles))
	}
	return titles
}

func marked(list []newsroom.Segment) string {
	var b strings.Builder
	for _, s := range list {
		if s.Mark {
			b.WriteString("[" + s.Text + "]")
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func expectTitles(tb testing.TB, got []string, want ...string) {
	tb.Helper()
	if !slices.Equal(got, want) {
		tb.Errorf("found %q, want %q", got, want)
	}
}

func TestAVisitorFindsWhatIsPublishedAndNothingElse(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		visitor := models.Actor{}
		issue := o.signed(t, 87)
		must(t, o.DrainOutbox(t.Context()))
		expectTitles(t, o.find(t, visitor, "口岸"))
		expectTitles(t, o.find(t, o.editor, "口岸"))

		must(t, o.Publish(t.Context(), o.signer, issue.ID))
		must(t, o.DrainOutbox(t.Context()))
		expectTitles(t, o.find(t, visitor, "口岸"), "[口岸]通关提速")
		expectTitles(t, o.find(t, visitor, "全"), "保税维修起步", "清单管理落地")
		p, err := o.Search(t.Context(), visitor, o.bulletin.ID, "维修", 1)
		must(t, err)
		hit := p.Hits[0]
		if got := marked(hit.Snippet); got != "青圩保税区首批[维修]设备进区，全年计划[维修]二百台套，带动就业三百人。" {
			t.Error(got)
		}
		if hit.IssueID != issue.ID || hit.ArticleID != o.articles(t, issue.ID)[1] || hit.IssueLabel != "第87期" || hit.Number != 2 || hit.Section != "澜江实践" {
			t.Errorf("%+v", hit)
		}

		must(t, o.Withdraw(t.Context(), o.signer, issue.ID, "内容有误", password))
		expectTitles(t, o.find(t, visitor, "口岸"))
		must(t, o.Restore(t.Context(), o.signer, issue.ID, "已核实", password))
		expectTitles(t, o.find(t, visitor, "口岸"), "[口岸]通关提速")
	})
}

// stored is a published issue of an access class with these articles, without the way it went.
func (o *office) stored(tb testing.TB, number int, access models.Access, titles ...string) {
	tb.Helper()
	write(tb, o.store, func(tx *store.Tx) error {
		i := models.Issue{
			BulletinID: o.bulletin.ID, Kind: models.Regular, Number: number, Date: "2026-11-02", Access: access,
			Workflow: models.Signed, Standing: models.Unpublished, CreatedBy: o.editor.UserID,
		}
		if err := tx.CreateIssue(&i); err != nil {
			return err
		}
		e := models.Edition{BulletinID: i.BulletinID, IssueID: i.ID, Access: access, Kind: i.Kind, IssueNumber: number, Date: i.Date, PublishedBy: o.signer.UserID}
		var entries []models.EditionEntry
		for n, title := range titles {
			entries = append(entries, models.EditionEntry{BulletinID: i.BulletinID, IssueID: i.ID, ArticleID: int64(n), Position: n, Number: n + 1, Title: title, Date: i.Date})
		}
		if err := tx.CreateEdition(&e, entries); err != nil {
			return err
		}
		i.EditionID, i.Standing = &e.ID, models.Normal
		if err := tx.UpdateIssue(&i); err != nil {
			return err
		}
		return tx.IndexEdition(e.ID)
	})
}

func TestSearchFollowsThePermissionTable(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		for n, access := range models.AccessClasses {
			o.stored(t, 87+n, access, "口岸"+string(access))
		}
		for _, a := range []models.Actor{{}, o.editor, o.proofreader, o.first, o.signer, o.admin, o.auditor, o.reader} {
			if a.Role == "" {
				a.Role = models.Visitor
			}
			var want []string
			for _, access := range models.NewReadership(a.Role, nil).Always() {
				want = append(want, "[口岸]"+string(access))
			}
			slices.Reverse(want) // newest first
			expectTitles(t, o.find(t, a, "口岸"), want...)
		}
	})
}

func TestARoleOfAnotherBulletinOpensNothingHere(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		o.stored(t, 87, models.Public, "口岸公开")
		o.stored(t, 88, models.Internal, "口岸内部")
		other := models.Bulletin{Slug: "other", Name: "别刊", Access: models.Public, ArticleNumbering: models.Continuous, Chain: models.DefaultChain()}
		write(t, o.store, func(tx *store.Tx) error { return tx.CreateBulletin(&other) })
		write(t, o.store, func(tx *store.Tx) error {
			return tx.CreateMembership(&models.Membership{UserID: o.reader.UserID, BulletinID: other.ID, Role: models.Editor})
		})
		stranger := o.reader
		stranger.BulletinID, stranger.Role = other.ID, models.Editor
		expectTitles(t, o.find(t, stranger, "口岸"), "[口岸]公开")
	})
}

func TestASearchIsShownInPages(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		var titles []string
		for n := range 45 {
			titles = append(titles, fmt.Sprintf("口岸%d", n))
		}
		o.stored(t, 87, models.Public, titles...)
		for asked, want := range map[int]struct{ page, first, hits int }{
			-1: {1, 1, 20}, 1: {1, 1, 20}, 2: {2, 21, 20}, 3: {3, 41, 5}, 4: {3, 41, 5}, 1 << 40: {3, 41, 5},
		} {
			p, err := o.Search(t.Context(), models.Actor{}, o.bulletin.ID, "口岸", asked)
			must(t, err)
			if p.Page != want.page || p.Pages != 3 || p.Total != 45 || p.More || len(p.Hits) != want.hits || p.Hits[0].Number != want.first {
				t.Errorf("page %d: page %d of %d, total %d, %d hits", asked, p.Page, p.Pages, p.Total, len(p.Hits))
			}
		}
		p, err := o.Search(t.Context(), models.Actor{}, o.bulletin.ID, "没有", 7)
		must(t, err)
		if p.Page != 1 || p.Pages != 0 || p.Total != 0 {
			t.Errorf("%+v", p)
		}
		_, err = o.Search(t.Context(), models.Actor{}, o.bulletin.ID, strings.Repeat("长", 101), 1)
		refused(t, err, models.CodeInvalid, "search.too_long")
	})
}

func TestTheIndexIsRebuiltFromTheEditions(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue := o.signed(t, 87)
		must(t, o.Publish(t.Context(), o.signer, issue.ID))
		expectTitles(t, o.find(t, models.Actor{}, "口岸")) // the outbox has not been worked on
		for range 2 {
			var steps []int
			must(t, o.RebuildSearch(t.Context(), func(done int) { steps = append(steps, done) }))
			if !slices.Equal(steps, []int{1}) {
				t.Errorf("progress %v", steps)
			}
			expectTitles(t, o.find(t, models.Actor{}, "口岸"), "[口岸]通关提速")
		}
	})
}
