package newsroom_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/models"
)

// customs is the unit that issues list in these tests.
const customs = "澜州海关"

// units gives the bulletin two units, and the reader one of them.
func (o *office) units(tb testing.TB, readers string) {
	tb.Helper()
	write(tb, o.store, func(tx *store.Tx) error { return tx.ReplaceUnits(o.bulletin.ID, []string{customs, "澜州港务局"}) })
	must(tb, o.SetUnit(tb.Context(), o.admin, o.reader.UserID, o.bulletin.ID, models.Reader, readers))
}

// narrowed publishes an issue of a class that lists the customs, with access classes of its articles.
func (o *office) narrowed(tb testing.TB, number int, access models.Access, listed []string, own ...models.Access) models.Issue {
	tb.Helper()
	ctx, issue := tb.Context(), o.imported(tb, o.editor, number)
	c, err := o.Contents(ctx, o.editor, issue.ID)
	must(tb, err)
	in := c.Issue
	in.Access, in.ListedUnits = access, listed
	must(tb, o.SaveMasthead(ctx, o.editor, issue.ID, c.Base, in, ""))
	for i, class := range own {
		o.reclass(tb, o.articles(tb, issue.ID)[i], class)
	}
	must(tb, o.Submit(ctx, o.editor, issue.ID))
	must(tb, o.approve(tb, o.first, issue.ID, "同意"))
	must(tb, o.approve(tb, o.second, issue.ID, "同意"))
	must(tb, o.approve(tb, o.signer, issue.ID, "同意印发"))
	must(tb, o.Publish(ctx, o.signer, issue.ID))
	must(tb, o.DrainOutbox(ctx))
	return o.state(tb, issue.ID)
}

// reclass gives an article an access class of its own.
func (o *office) reclass(tb testing.TB, article int64, class models.Access) {
	tb.Helper()
	p, err := o.Article(tb.Context(), o.editor, article)
	must(tb, err)
	text := p.Revision.Text
	text.Access = class
	_, err = o.SaveArticle(tb.Context(), o.editor, article, newsroom.SaveArticle{Base: p.Article.RevisionID, Text: text})
	must(tb, err)
}

// numbersRead are the printed numbers of the articles that somebody reads in an issue; no issue: -.
func (o *office) numbersRead(tb testing.TB, a models.Actor, issue int64) string {
	tb.Helper()
	p, err := o.ReadIssue(tb.Context(), a, o.bulletin, issue)
	if models.CodeOf(err) == models.CodeNotFound && err != nil {
		return "-"
	}
	must(tb, err)
	var out []string
	for _, s := range p.Edition.Content.Sections {
		for _, art := range s.Articles {
			out = append(out, strconv.Itoa(art.Number))
		}
	}
	return strings.Join(out, " ")
}

// TestAnIssueIsReadByTheUnitsThatItListsAndAnArticleByWhomItsClassAllows asks every way to an issue and to an article of it, for a reader of a
// listed unit, one of another, an administrator and a visitor.
func TestAnIssueIsReadByTheUnitsThatItListsAndAnArticleByWhomItsClassAllows(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		o.units(t, customs)
		other := o.person(t, "港务读者", models.Reader)
		must(t, o.SetUnit(t.Context(), o.admin, other.UserID, o.bulletin.ID, models.Reader, "澜州港务局"))
		guest := o.reader // acts for no bulletin at the moment: his unit here is his all the same
		guest.BulletinID, guest.Role = 0, ""
		limited := o.narrowed(t, 87, models.Internal, []string{customs})
		mixed := o.narrowed(t, 88, models.Public, []string{customs}, models.Internal, models.Members)
		nobody := o.narrowed(t, 89, models.Internal, nil)
		visitor := models.Actor{Role: models.Visitor}
		for _, c := range []struct {
			who                    string
			a                      models.Actor
			limited, mixed, nobody string
			entries                int // in lists: of all three issues
		}{
			{"editor", o.editor, "1 2 3", "1 2 3", "1 2 3", 9},
			{"listed reader", o.reader, "1 2 3", "1 2 3", "-", 6},
			{"listed reader at large", guest, "1 2 3", "1 2 3", "-", 6},
			{"other reader", other, "-", "2 3", "-", 2},
			{"administrator", o.admin, "-", "2 3", "-", 2},
			{"visitor", visitor, "-", "3", "-", 1},
		} {
			for issue, want := range map[int64]string{limited.ID: c.limited, mixed.ID: c.mixed, nobody.ID: c.nobody} {
				if got := o.numbersRead(t, c.a, issue); got != want {
					t.Errorf("%s reads %q of issue %d, want %q", c.who, got, issue, want)
				}
				whole := want == "1 2 3"
				file, err := o.EditionFile(t.Context(), c.a, o.bulletin, issue, models.FormatWord)
				if (err == nil) != whole || whole && len(file.Data) == 0 {
					t.Errorf("%s and the file of issue %d: %v", c.who, issue, err)
				}
				if _, err := o.EditionPages(t.Context(), c.a, o.bulletin, issue); (err == nil) != whole {
					t.Errorf("%s and the pages of issue %d: %v", c.who, issue, err)
				}
				for n, article := range o.articles(t, issue) {
					_, err := o.ReadArticle(t.Context(), c.a, o.bulletin, article)
					if may := strings.Contains(want, strconv.Itoa(n+1)); (err == nil) != may {
						t.Errorf("%s and article %d of issue %d: %v", c.who, n+1, issue, err)
					}
				}
			}
			o.holdLists(t, c.who, c.a, c.entries)
		}
		if r, err := o.VerifyEditions(t.Context(), newsroom.EditionScope{}); err != nil || len(r.Faults) > 0 {
			t.Errorf("%v %+v", err, r.Faults)
		}
	})
}

// holdLists holds everything that counts articles for somebody against one number.
func (o *office) holdLists(t *testing.T, who string, a models.Actor, entries int) {
	t.Helper()
	ctx := t.Context()
	archive, err := o.ReadArchive(ctx, a, o.bulletin, "")
	must(t, err)
	counted, titles := 0, 0
	for _, e := range archive.Issues {
		counted += e.Articles
		titles += len(archive.Titles[e.ID])
	}
	sections := 0
	for _, title := range []string{"澜江实践", "制度创新"} {
		p, err := o.ReadSection(ctx, a, o.bulletin, title, "")
		if err != nil && models.CodeOf(err) != models.CodeNotFound {
			t.Fatal(err)
		}
		if sections += len(p.Entries); err == nil && p.Years[0].Issues != len(p.Entries) {
			t.Errorf("%s: %q has %d articles and counts %d", who, title, len(p.Entries), p.Years[0].Issues)
		}
	}
	found, err := o.SearchFor(ctx, a, newsroom.SearchRequest{Bulletin: o.bulletin.ID, Words: "全"}) // in every article but the first
	must(t, err)
	first, err := o.SearchFor(ctx, a, newsroom.SearchRequest{Bulletin: o.bulletin.ID, Words: "口岸通关"})
	must(t, err)
	choices, err := o.SearchChoices(ctx, a, o.bulletin.ID)
	must(t, err)
	if counted != entries || titles != entries || sections != entries || found.Total+first.Total != entries || len(first.Hits) != first.Total {
		t.Errorf("%s: lists count %d, name %d, sections hold %d, searches find %d and %d; want %d", who, counted, titles, sections, found.Total, first.Total, entries)
	}
	if offered := slices.Contains(choices.Sections, "澜江实践"); offered != (entries > 1) {
		t.Errorf("%s is offered the sections %q", who, choices.Sections)
	}
}

func TestFeedsAndMapsHoldWhatIsPublicAlone(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		o.units(t, customs)
		o.narrowed(t, 87, models.Internal, []string{customs})
		mixed := o.narrowed(t, 88, models.Public, []string{customs}, models.Internal, models.Members)
		f, err := o.ReadFeed(t.Context(), o.bulletin, "")
		must(t, err)
		if said := string(models.Canonical(f)); len(f.Editions) != 1 || strings.Contains(said, "口岸通关提速") || strings.Contains(said, "保税维修") || !strings.Contains(said, "清单管理") {
			t.Errorf("the feed says %s", said)
		}
		if _, err := o.ReadFeed(t.Context(), o.bulletin, "澜江实践"); models.CodeOf(err) != models.CodeNotFound || err == nil {
			t.Errorf("a section with nothing public has a feed: %v", err)
		}
		entries, err := o.PublicEntries(t.Context(), o.bulletin, "2026")
		must(t, err)
		if len(entries) != 1 || entries[0].Number != 3 {
			t.Errorf("the map lists %+v", entries)
		}
		must(t, o.Withdraw(t.Context(), o.signer, mixed.ID, "有误", password))
		gone, err := o.PublicGone(t.Context(), o.bulletin)
		must(t, err)
		if len(gone) != 1 || gone[0].ArticleID != o.articles(t, mixed.ID)[2] {
			t.Errorf("gone are %+v", gone)
		}
		visitor := models.Actor{Role: models.Visitor}
		for n, article := range o.articles(t, mixed.ID) { // what one could never read is not gone
			p, err := o.ReadArticle(t.Context(), visitor, o.bulletin, article)
			if got := err == nil && p.Gone; got != (n == 2) {
				t.Errorf("article %d of the withdrawn issue: %+v %v", n+1, p.Gone, err)
			}
		}
	})
}

func TestAnArticleThatIsOutOfSightLeavesItsGapToItsReadersAlone(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		o.units(t, customs)
		mixed := o.narrowed(t, 88, models.Public, []string{customs}, models.Internal)
		must(t, o.TakeDownArticle(t.Context(), o.editor, mixed.ID, o.articles(t, mixed.ID)[0], "数字有误"))
		for who, c := range map[string]struct {
			a    models.Actor
			gaps int
		}{"listed": {o.reader, 1}, "visitor": {models.Actor{Role: models.Visitor}, 0}, "administrator": {o.admin, 0}} {
			p, err := o.ReadIssue(t.Context(), c.a, o.bulletin, mixed.ID)
			must(t, err)
			if len(p.Gaps) != c.gaps || p.Part != (c.gaps == 0) || len(p.Files) > 0 {
				t.Errorf("%s: gaps %v, part %t, %d files", who, p.Gaps, p.Part, len(p.Files))
			}
		}
	})
}

func TestListedUnitsAreSetSignedAndCopiedIntoTheNextIssue(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		o.units(t, "")
		issue := o.imported(t, o.editor, 87)
		c, err := o.Contents(ctx, o.editor, issue.ID)
		must(t, err)
		before, in := c.Base, c.Issue
		in.ListedUnits = []string{customs, "不认识的单位"}
		refused(t, o.SaveMasthead(ctx, o.editor, issue.ID, c.Base, in, ""), models.CodeInvalid, "listed_units")
		in.ListedUnits = []string{customs, " " + customs}
		must(t, o.SaveMasthead(ctx, o.editor, issue.ID, c.Base, in, ""))
		if c, err = o.Contents(ctx, o.editor, issue.ID); err != nil || !slices.Equal(c.Issue.ListedUnits, []string{customs}) || c.Base == before {
			t.Fatalf("%v %q", err, c.Issue.ListedUnits)
		}
		write(t, o.store, func(tx *store.Tx) error { return tx.ReplaceUnits(o.bulletin.ID, nil) })
		in, in.Host = c.Issue, "省开放办" // what is listed may stay though the bulletin knows it no longer
		must(t, o.SaveMasthead(ctx, o.editor, issue.ID, c.Base, in, ""))
		next, err := o.ProposeIssue(ctx, o.editor, models.Regular)
		must(t, err)
		if !slices.Equal(next.Issue.ListedUnits, []string{customs}) {
			t.Errorf("the next issue lists %q", next.Issue.ListedUnits)
		}
		signed := o.hash(t, o.editor, issue.ID)
		c, err = o.Contents(ctx, o.editor, issue.ID)
		must(t, err)
		in, in.ListedUnits = c.Issue, nil
		must(t, o.SaveMasthead(ctx, o.editor, issue.ID, c.Base, in, ""))
		if o.hash(t, o.editor, issue.ID) == signed {
			t.Error("who may read is not part of what is signed")
		}
	})
}

func TestTheDefaultListNamesUnitsOfTheBulletin(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		refused(t, o.SetLists(ctx, o.admin, o.bulletin.ID, 1, newsroom.Lists{Units: []string{"澜州港务局"}, Listed: []string{customs}}), models.CodeInvalid, "listed_units")
		must(t, o.SetLists(ctx, o.admin, o.bulletin.ID, 1, newsroom.Lists{Units: []string{customs}, Listed: []string{customs}}))
		p, err := o.ProposeIssue(ctx, o.editor, models.Regular)
		must(t, err)
		if !slices.Equal(p.Issue.ListedUnits, []string{customs}) {
			t.Errorf("a first issue lists %q", p.Issue.ListedUnits)
		}
	})
}

func TestTheUnitOfAMembershipIsSetByAdministratorsAndAudited(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		o.units(t, customs)
		before := lastSeq(t, o)
		must(t, o.SetUnit(ctx, o.admin, o.reader.UserID, o.bulletin.ID, models.Reader, customs)) // as it is
		if got := actions(t, o, before); len(got) != 0 {
			t.Errorf("an unchanged unit is audited: %q", got)
		}
		for who, want := range map[models.Actor]models.Code{o.editor: models.CodeNotFound, o.signer: models.CodeNotFound, o.reader: models.CodeNotFound} {
			wantCode(t, "set", o.SetUnit(ctx, who, o.reader.UserID, o.bulletin.ID, models.Reader, "澜州港务局"), want)
		}
		wantCode(t, "an unknown unit", o.SetUnit(ctx, o.admin, o.reader.UserID, o.bulletin.ID, models.Reader, "不认识的单位"), models.CodeInvalid)
		wantCode(t, "a role not held", o.SetUnit(ctx, o.admin, o.reader.UserID, o.bulletin.ID, models.Auditor, customs), models.CodeNotFound)
		must(t, o.SetUnit(ctx, o.admin, o.reader.UserID, o.bulletin.ID, models.Reader, ""))
		if got := actions(t, o, before); !slices.Equal(got, []string{"membership.unit"}) {
			t.Errorf("audited are %q", got)
		}
		limited := o.narrowed(t, 87, models.Internal, []string{customs})
		if got := o.numbersRead(t, o.reader, limited.ID); got != "-" {
			t.Errorf("without a unit %q is read", got)
		}
		must(t, o.SetUnit(ctx, o.admin, o.reader.UserID, o.bulletin.ID, models.Reader, customs))
		if got := o.numbersRead(t, o.reader, limited.ID); got != "1 2 3" {
			t.Errorf("on the next request %q is read", got)
		}
	})
}

func TestAPreviewLinkShowsNothingInternal(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		articles := o.articles(t, issue.ID)
		o.reclass(t, articles[0], models.Internal)
		token, _, err := o.MakePreviewLink(ctx, o.editor, issue.ID, "审阅人", 24)
		must(t, err)
		shown := func() string {
			p, err := o.OpenPreview(ctx, token, "127.0.0.1")
			must(t, err)
			return string(models.Canonical(p.Link.Content))
		}
		if said := shown(); strings.Contains(said, "口岸通关提速") || !strings.Contains(said, "保税维修起步") {
			t.Errorf("the link shows %s", said)
		}
		o.reclass(t, articles[1], models.Internal) // since then
		if said := shown(); strings.Contains(said, "保税维修起步") || !strings.Contains(said, "清单管理落地") {
			t.Errorf("the link shows %s", said)
		}
	})
}

func TestAnOlderTextOpensNothing(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		article := o.articles(t, o.imported(t, o.editor, 87).ID)[0]
		must(t, o.retext(t, o.editor, article, "新的一段。", ""))
		o.reclass(t, article, models.Internal)
		p, err := o.Revisions(t.Context(), o.editor, article)
		must(t, err)
		must(t, o.RestoreRevision(t.Context(), o.editor, article, p.Revisions[len(p.Revisions)-1].ID, p.Article.RevisionID, ""))
		now, err := o.Article(t.Context(), o.editor, article)
		must(t, err)
		if text := now.Revision.Text; text.Access != models.Internal || now.Article.Access != models.Internal || strings.Contains(text.Body.PlainText(), "新的一段") {
			t.Errorf("%q: %s", text.Access, text.Body.PlainText())
		}
	})
}

func TestAGivenUpCorrectionListsAgainWhomTheEditionLists(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		o.units(t, customs)
		issue := o.narrowed(t, 87, models.Internal, []string{customs}, models.Internal)
		must(t, o.Correct(ctx, o.editor, issue.ID))
		c, err := o.Contents(ctx, o.editor, issue.ID)
		must(t, err)
		in := c.Issue
		in.ListedUnits, in.Access = nil, models.Members
		must(t, o.SaveMasthead(ctx, o.editor, issue.ID, c.Base, in, ""))
		o.reclass(t, o.articles(t, issue.ID)[0], "")
		if got := o.numbersRead(t, o.reader, issue.ID); got != "1 2 3" {
			t.Errorf("while it is corrected %q is read", got)
		}
		must(t, o.GiveUpCorrection(ctx, o.editor, issue.ID))
		c, err = o.Contents(ctx, o.editor, issue.ID)
		must(t, err)
		if i := c.Issue; i.Access != models.Internal || !slices.Equal(i.ListedUnits, []string{customs}) || c.Sections[0].Articles[0].Access != models.Internal {
			t.Errorf("%s lists %q", i.Access, i.ListedUnits)
		}
	})
}
