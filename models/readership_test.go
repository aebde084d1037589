package models_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianbao/models"
)

// TestQueriesFilterByTheSameClassesAsPages holds what queries filter by, and what pages ask, against the one table.
func TestQueriesFilterByTheSameClassesAsPages(t *testing.T) {
	t.Parallel()
	for role, want := range map[models.Role][2]string{
		models.Visitor: {"[public]", "[]"}, models.Reader: {"[public members]", "[internal]"}, models.Admin: {"[public members]", "[]"},
		models.Editor: {"[public members internal]", "[]"}, models.Auditor: {"[public members internal]", "[]"}, "": {"[]", "[]"},
	} {
		to := models.NewReadership(role, []string{"港务局"})
		if got := fmt.Sprint(to.Always()); got != want[0] {
			t.Errorf("%s reads %s, want %s", role, got, want[0])
		}
		if got := fmt.Sprint(to.IfListed()); got != want[1] {
			t.Errorf("%s reads %s if listed, want %s", role, got, want[1])
		}
		for _, class := range models.AccessClasses {
			for _, listed := range [][]string{nil, {"海关"}, {"海关", "港务局"}} {
				want := slices.Contains(to.Always(), class) || slices.Contains(to.IfListed(), class) && slices.Contains(listed, "港务局")
				if to.Reads(class, listed) != want {
					t.Errorf("%s and what is %s for %q", role, class, listed)
				}
			}
		}
	}
}

func TestReadershipsAreToldApart(t *testing.T) {
	t.Parallel()
	seen := map[string]models.Readership{}
	for _, to := range []models.Readership{
		models.Visitors(), models.NewReadership(models.Admin, nil), models.NewReadership(models.Editor, nil), models.NewReadership(models.Reader, nil),
		models.NewReadership(models.Reader, []string{"甲"}), models.NewReadership(models.Reader, []string{"甲", "乙"}),
	} {
		if other, ok := seen[to.Key()]; ok {
			t.Errorf("%+v and %+v are one", other, to)
		}
		seen[to.Key()] = to
	}
	if a, b := models.NewReadership(models.Reader, []string{"甲", "乙", "甲"}), models.NewReadership(models.Reader, []string{"乙", "甲"}); a.Key() != b.Key() {
		t.Errorf("%+v and %+v are two", a, b)
	}
	if a := models.NewReadership(models.Editor, []string{"甲"}); a.Key() != models.NewReadership(models.Editor, nil).Key() {
		t.Errorf("a role that reads nothing by its units has some: %+v", a)
	}
}

// mixed is a public issue with a stricter article in each of its first two sections; the second section holds nothing else.
func mixed() models.EditionContent {
	article := func(id int64, own models.Access) models.EditionArticle {
		return models.EditionArticle{ID: id, Number: int(id), Text: models.ArticleText{Title: fmt.Sprint("标题", id), Access: own}}
	}
	c := models.EditionContent{
		Sections: []models.EditionSection{
			{Number: 1, Title: "一", Articles: []models.EditionArticle{article(1, ""), article(2, models.Members), article(3, "")}},
			{Number: 2, Title: "二", Articles: []models.EditionArticle{article(4, models.Internal)}},
			{Number: 3, Title: "三", Articles: []models.EditionArticle{}},
		},
		Fragments: models.Fragments{Contents: "标题4"},
	}
	c.Manifest.Access, c.Manifest.ListedUnits = models.Public, []string{"港务局"}
	for _, s := range c.Sections {
		m := models.ManifestSection{Title: s.Title}
		for _, a := range s.Articles {
			m.Articles = append(m.Articles, models.ManifestArticle{Article: a.ID, Title: a.Text.Title, Access: a.Text.Access})
			c.Fragments.Articles = append(c.Fragments.Articles, models.ArticleFragment{Article: a.ID, HTML: a.Text.Title})
		}
		c.Manifest.Sections = append(c.Manifest.Sections, m)
	}
	return c
}

func TestAStricterArticleIsNotThereForWhoeverMayNotReadIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		to       models.Readership
		articles string
		sections int
	}{
		{models.Visitors(), "[1 3]", 2},
		{models.NewReadership(models.Admin, nil), "[1 2 3]", 2},
		{models.NewReadership(models.Reader, nil), "[1 2 3]", 2},
		{models.NewReadership(models.Reader, []string{"海关"}), "[1 2 3]", 2},
		{models.NewReadership(models.Reader, []string{"港务局"}), "[1 2 3 4]", 3},
		{models.NewReadership(models.Editor, nil), "[1 2 3 4]", 3},
	} {
		whole := mixed()
		got, kept := whole.For(c.to)
		var ids, printed []int64
		for _, s := range got.Sections {
			for _, a := range s.Articles {
				ids = append(ids, a.ID)
				if int64(a.Number) != a.ID {
					t.Errorf("%+v: article %d has the number %d", c.to, a.ID, a.Number)
				}
			}
		}
		for _, f := range got.Fragments.Articles {
			printed = append(printed, f.Article)
		}
		if fmt.Sprint(ids) != c.articles || fmt.Sprint(printed) != c.articles || len(got.Manifest.Articles()) != len(ids) || len(got.Sections) != c.sections || len(got.Manifest.Sections) != c.sections {
			t.Errorf("%+v reads %v in %d sections, want %s", c.to, ids, len(got.Sections), c.articles)
		}
		if kept != 4-len(ids) || (got.Fragments.Contents == "") != (kept > 0) {
			t.Errorf("%+v: %d are kept, and the contents say %q", c.to, kept, got.Fragments.Contents)
		}
		if models.Hash(whole) != models.Hash(mixed()) {
			t.Fatal("the edition itself was changed")
		}
	}
}

func TestNoArticleIsWiderThanItsIssue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ issue, own, want models.Access }{
		{models.Public, "", models.Public},
		{models.Public, models.Members, models.Members},
		{models.Members, models.Internal, models.Internal},
		{models.Internal, models.Members, models.Internal},
		{models.Internal, "", models.Internal},
		{models.Members, models.Public, models.Members},
	} {
		content := models.EditionContent{Sections: []models.EditionSection{{Articles: []models.EditionArticle{{ID: 1, Text: models.ArticleText{Access: c.own}}}}}}
		content.Manifest.Access = c.issue
		if got := content.Class(content.Sections[0].Articles[0]); got != c.want || content.Strictest() != c.want {
			t.Errorf("%q in an issue that is %s is %s", c.own, c.issue, got)
		}
	}
	if got := (models.ArticleText{Access: models.Public}).Normalise().Access; got != "" {
		t.Errorf("as the issue is written %q", got)
	}
}

// TestWhatListsNobodyHashesAsBefore holds hashes of manifests and texts to those of releases that knew no lists: what was signed stays signed.
func TestWhatListsNobodyHashesAsBefore(t *testing.T) {
	t.Parallel()
	m := models.Manifest{Access: models.Internal, ListedUnits: []string{}, Sections: []models.ManifestSection{{Title: "一", Articles: []models.ManifestArticle{{Article: 1, Hash: "x"}}}}}
	for what, v := range map[string]any{"manifest": m, "text": models.ArticleText{Title: "标题", Units: []string{}}} {
		for _, name := range []string{"listed_units", "\"access\":\"\""} {
			if written := string(models.Canonical(v)); strings.Contains(written, name) {
				t.Errorf("the %s says %s", what, written)
			}
		}
	}
	other := m
	other.ListedUnits = []string{"港务局"}
	if m.Hash() == other.Hash() {
		t.Error("who may read is not signed")
	}
	if (models.ArticleText{Title: "标题"}).Hash() == (models.ArticleText{Title: "标题", Access: models.Members}).Hash() {
		t.Error("the class of an article is not in its hash")
	}
}
