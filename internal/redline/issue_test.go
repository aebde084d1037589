package redline_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianbao/internal/redline"
	"jianbao/models"
)

// contents makes a manifest from sections of articles, each "id" or "id title"; equal titles stand for equal texts.
func contents(sections ...[]string) models.Manifest {
	m := models.Manifest{Numbering: models.Continuous, Masthead: models.Masthead{Name: "澜江开放动态", IssueNumber: models.IssueNumber{Kind: models.Regular, Number: 91}}}
	for _, s := range sections {
		sec := models.ManifestSection{Title: s[0]}
		for _, line := range s[1:] {
			var id int64
			var title string
			_, _ = fmt.Sscan(line, &id, &title)
			sec.Articles = append(sec.Articles, models.ManifestArticle{Article: id, Title: title, Hash: title})
		}
		m.Sections = append(m.Sections, sec)
	}
	return m
}

func listed(d redline.IssueDiff) string {
	var b strings.Builder
	for _, s := range d.Sections {
		fmt.Fprintf(&b, "%s %d→%d %s\n", s.Kind, s.From, s.To, marked(s.Title))
		for _, a := range s.Articles {
			fmt.Fprintf(&b, "  %s %d→%d %s", a.Kind, a.From.Number, a.To.Number, marked(a.Title))
			if a.From.Section != a.To.Section {
				fmt.Fprintf(&b, " (%s → %s)", a.From.Section, a.To.Section)
			}
			if a.Changed {
				b.WriteString(" changed")
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func TestContentsAreComparedByArticle(t *testing.T) {
	t.Parallel()
	before := contents([]string{"要闻", "1 甲", "2 乙", "3 丙"}, []string{"实践", "4 丁", "5 戊"}, []string{"参考", "6 己"})
	after := contents([]string{"要闻", "3 丙", "1 甲", "7 庚"}, []string{"澜江实践", "4 丁新", "5 戊", "2 乙"})
	want := `same 1→1 要闻
  moved 3→1 丙
  same 1→2 甲
  departed 2→6 乙 (要闻 → 澜江实践)
  departed 3→1 丙
  inserted 0→3 {+庚+} ( → 要闻)
same 2→2 {+澜江+}实践
  same 4→4 丁{+新+} (实践 → 澜江实践) changed
  same 5→5 戊 (实践 → 澜江实践)
  moved 2→6 乙 (要闻 → 澜江实践)
deleted 3→0 [-参考-]
  deleted 6→0 [-己-] (参考 → )
`
	if got := listed(redline.Issues(before, after, nil)); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

func TestSectionsThatChangePlacesAreMovedWithTheirArticles(t *testing.T) {
	t.Parallel()
	before := contents([]string{"要闻", "1 甲"}, []string{"实践", "2 乙"}, []string{"参考", "3 丙"})
	after := contents([]string{"参考", "3 丙"}, []string{"要闻", "1 甲"}, []string{"实践", "2 乙"})
	want := "moved 3→1 参考\n  same 3→1 丙\nsame 1→2 要闻\n  same 1→2 甲\nsame 2→3 实践\n  same 2→3 乙\n"
	if got := listed(redline.Issues(before, after, nil)); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

func TestEveryFieldOfAnIssueThatDiffersIsNamed(t *testing.T) {
	t.Parallel()
	before := contents()
	before.Masthead.Host, before.Access, before.Distribution.To = "澜江省开放办", models.Public, []string{"省委办公厅", "省政府办公厅"}
	after := before
	after.Masthead.Name, after.Masthead.Number, after.Masthead.Cumulative, after.Masthead.Host, after.Masthead.Date = "澜江开放", 92, 192, "省开放办", "2026-11-26"
	after.Masthead.Note, after.EditorNote, after.Access, after.Numbering, after.Phone = "内部资料", "编者按", models.Members, models.PerSection, "0001"
	after.Distribution.To = []string{"省委办公厅", "省人大常委会办公厅"}
	d := redline.Issues(before, after, nil)
	var got []redline.Field
	for _, f := range d.Fields {
		got = append(got, f.Field)
	}
	want := []redline.Field{
		redline.FieldName, redline.FieldNumber, redline.FieldCumulative, redline.FieldHost, redline.FieldDate, redline.FieldNote, redline.FieldEditorNote,
		redline.FieldAccess, redline.FieldNumbering, redline.FieldPhone,
	}
	if !slices.Equal(got, want) || !d.Changed() {
		t.Errorf("got %v", got)
	}
	if len(d.Lists) != 1 || fmt.Sprint(d.Lists[0].Entries) != "[{same 省委办公厅} {deleted 省政府办公厅} {inserted 省人大常委会办公厅}]" {
		t.Errorf("the lists are %v", d.Lists)
	}
	if redline.Issues(before, before, nil).Changed() {
		t.Error("a state differs from itself")
	}
}

func TestTheTextsOfAnIssueAreComparedByTheirHash(t *testing.T) {
	t.Parallel()
	before, after := contents([]string{"要闻", "1 旧", "2 同"}), contents([]string{"要闻", "1 新", "2 同"})
	texts := map[string]models.ArticleText{"旧": article([]models.Block{p("B1", opening)}), "新": article([]models.Block{p("B1", closing)})}
	d := redline.Issues(before, after, texts)
	if d.ContentsChanged() {
		t.Error("a changed text is taken for changed contents")
	}
	got := d.Articles
	if len(got) != 1 || got[0].Article != 1 || !got[0].Diff.Changed() {
		t.Errorf("got %+v", got)
	}
}
