package proof_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"jianbao/internal/proof"
	"jianbao/models"
)

// change is a sound issue with something done to it.
func change(fn func(c *models.EditionContent, s *proof.Settings)) []proof.Finding {
	c := issue("口岸全天通关，货物随到随走。")
	var s proof.Settings
	fn(&c, &s)
	return proof.Check(c, s)
}

func article(c *models.EditionContent) *models.ArticleText { return &c.Sections[0].Articles[0].Text }

var wholes = []struct {
	name string
	fn   func(c *models.EditionContent, s *proof.Settings)
	want []string // rules
}{
	{"sound", func(*models.EditionContent, *proof.Settings) {}, nil},
	{"no number", func(c *models.EditionContent, _ *proof.Settings) { c.Manifest.Masthead.Number = 0 }, []string{"number"}},
	{"no date", func(c *models.EditionContent, _ *proof.Settings) { c.Manifest.Masthead.Date = "" }, []string{"date_missing"}},
	{"no sections", func(c *models.EditionContent, _ *proof.Settings) { c.Sections = nil }, []string{"empty"}},
	{"an empty section", func(c *models.EditionContent, _ *proof.Settings) {
		c.Sections = append(c.Sections, models.EditionSection{Title: "要闻"})
	}, []string{"empty"}},
	{"a comment that demands a correction", func(_ *models.EditionContent, s *proof.Settings) {
		s.MustFix = []proof.MustFix{{Comment: 5, Article: 12, Passage: models.Passage{Block: "NOBLOCK", Quote: "已经删去的话"}, By: "周明远"}}
	}, []string{"must_fix"}},
	{"a comment on an article elsewhere", func(_ *models.EditionContent, s *proof.Settings) {
		s.MustFix = []proof.MustFix{{Comment: 5, Article: 99}}
	}, nil},
	{"an article without text", func(c *models.EditionContent, _ *proof.Settings) { article(c).Body.Blocks = nil }, []string{"empty"}},
	{"an article of blanks", func(c *models.EditionContent, _ *proof.Settings) {
		article(c).Body.Blocks[0].Inlines = models.Text(" \u3000")
	}, []string{"empty"}},
	{"a picture without alternative text", func(c *models.EditionContent, _ *proof.Settings) {
		article(c).Body.Blocks = append(article(c).Body.Blocks, models.Block{ID: "PICTURE", Kind: models.Image, Picture: &models.Picture{Alt: " "}})
	}, []string{"alt"}},
	{"a picture alone", func(c *models.EditionContent, _ *proof.Settings) {
		article(c).Body.Blocks = []models.Block{{ID: "PICTURE", Kind: models.Image, Picture: &models.Picture{Alt: "码头夜景"}}}
	}, nil},
	{"an internal paper that everybody could read", func(c *models.EditionContent, _ *proof.Settings) {
		c.Manifest.Masthead.Note = "内部资料 注意保存"
	}, []string{"access"}},
	{"an internal paper within the house", func(c *models.EditionContent, _ *proof.Settings) {
		c.Manifest.Masthead.Note, c.Manifest.Access = "内部资料 注意保存", models.Members
	}, nil},
	{"a distribution that says it is not public", func(c *models.EditionContent, _ *proof.Settings) {
		c.Manifest.Distribution.For = []string{"各片区管委会（仅供领导参阅）"}
	}, []string{"access"}},
	{"a distribution", func(c *models.EditionContent, _ *proof.Settings) {
		c.Manifest.Distribution.To = []string{"省政府办公厅", "某某有限公司"}
	}, nil},
	{"an internal issue that lists nobody", func(c *models.EditionContent, _ *proof.Settings) { c.Manifest.Access = models.Internal }, []string{"listed"}},
	{"an internal issue that lists a unit", func(c *models.EditionContent, _ *proof.Settings) {
		c.Manifest.Access, c.Manifest.ListedUnits = models.Internal, []string{"澜州市商务局"}
	}, nil},
	{"an internal article of an issue that lists nobody", func(c *models.EditionContent, _ *proof.Settings) { article(c).Access = models.Internal }, []string{"listed"}},
	{"an internal article of an issue that lists a unit", func(c *models.EditionContent, _ *proof.Settings) {
		c.Manifest.ListedUnits, article(c).Access = []string{"澜州市商务局"}, models.Internal
	}, nil},
	{"an article within the house", func(c *models.EditionContent, _ *proof.Settings) { article(c).Access = models.Members }, nil},
	{"an internal paper with nothing but articles within the house", func(c *models.EditionContent, _ *proof.Settings) {
		c.Manifest.Masthead.Note, article(c).Access = "内部资料 注意保存", models.Members
	}, []string{"access"}},
	{"a source is required", func(c *models.EditionContent, s *proof.Settings) {
		s.RequireSources, article(c).Origin = true, models.OriginSent
	}, []string{"source_required"}},
	{"a source is required, and there", func(c *models.EditionContent, s *proof.Settings) {
		s.RequireSources, article(c).Origin, article(c).Units = true, models.OriginSent, []string{"澜州市商务局"}
	}, nil},
	{"the office's own text needs no source", func(_ *models.EditionContent, s *proof.Settings) { s.RequireSources = true }, nil},
	{"a text that was sent by nobody", func(c *models.EditionContent, _ *proof.Settings) { article(c).Origin = models.OriginSent }, []string{"source"}},
	{"a text without origin", func(c *models.EditionContent, _ *proof.Settings) { article(c).Origin = models.OriginUnspecified }, nil},
	{"a reprint without source", func(c *models.EditionContent, _ *proof.Settings) { article(c).Origin = models.OriginReprint }, []string{"source"}},
	{"a reprint with one", func(c *models.EditionContent, _ *proof.Settings) {
		article(c).Origin, article(c).Source = models.OriginReprint, "《澜江日报》"
	}, nil},
	{"an issue before its predecessor", func(_ *models.EditionContent, s *proof.Settings) { s.LastIssue, s.LastDate = "第6期", "2026-09-29" }, []string{"issue_date"}},
	{"an issue after its predecessor", func(_ *models.EditionContent, s *proof.Settings) { s.LastIssue, s.LastDate = "第6期", "2026-09-21" }, nil},
	{"a title of an issue before", func(c *models.EditionContent, s *proof.Settings) {
		article(c).Title = "青圩保税区试行夜间专窗成效明显"
		s.Earlier = []proof.Earlier{{Title: "云汀认下资格", Issue: "第5期"}, {Title: "青圩保税区试行夜间专窗，成效明显！", Issue: "第6期"}}
	}, []string{"title"}},
	{"a column that returns", func(c *models.EditionContent, s *proof.Settings) {
		article(c).Title = "自贸试验区3月份进出口运行情况"
		s.Earlier = []proof.Earlier{{Title: "自贸试验区2月份进出口运行情况", Issue: "第6期"}}
	}, nil},
	{"a title twice in the issue", func(c *models.EditionContent, _ *proof.Settings) {
		twin := c.Sections[0].Articles[0]
		twin.ID, twin.Number = 13, 2
		c.Sections[0].Articles = append(c.Sections[0].Articles, twin)
	}, []string{"title"}},
	{"a title with half a bracket", func(c *models.EditionContent, _ *proof.Settings) { article(c).Title = "口岸（北屿通关提速" }, []string{"pairs"}},
	{"a cell with a torn number", func(c *models.EditionContent, _ *proof.Settings) {
		article(c).Body.Blocks = append(article(c).Body.Blocks, models.Block{ID: "TABLE", Kind: models.Table, Rows: [][]models.Cell{{{Inlines: models.Text("12.万吨")}}}})
	}, []string{"digits"}},
	{"a note of the editors", func(c *models.EditionContent, _ *proof.Settings) {
		c.Manifest.EditorNote = "编者按：这一期讲口岸。\n请各地“参阅。"
	}, []string{"pairs"}},
	{"cells, headings, captions and footnotes end without a mark", func(c *models.EditionContent, _ *proof.Settings) {
		long := strings.Repeat("口岸通关，", 12) + "提速"
		article(c).Body.Blocks = append(article(c).Body.Blocks,
			models.Block{ID: "HEAD", Kind: models.Heading, Level: 1, Inlines: models.Text(long)},
			models.Block{ID: "NOTE", Kind: models.Footnote, Inlines: models.Text(long)},
			models.Block{ID: "TABLE", Kind: models.Table, Caption: long, Rows: [][]models.Cell{{{Inlines: models.Text(long)}}}},
			models.Block{ID: "LIST", Kind: models.List, Items: []models.Item{{Inlines: models.Text(long)}}})
	}, nil},
	{"a list whose numbers jump", func(c *models.EditionContent, _ *proof.Settings) {
		article(c).Body.Blocks = append(article(c).Body.Blocks, models.Block{ID: "LIST", Kind: models.List, Items: []models.Item{
			{Marker: "（1）", Inlines: models.Text("准入")}, {Marker: "（3）", Inlines: models.Text("监管")},
		}})
	}, []string{"numbering"}},
	{"a quotation over the items of a list", func(c *models.EditionContent, _ *proof.Settings) {
		article(c).Body.Blocks = append(article(c).Body.Blocks, models.Block{ID: "LIST", Kind: models.List, Items: []models.Item{
			{Inlines: models.Text("“路要通。")}, {Inlines: models.Text("“货要走。”")},
		}})
	}, nil},
}

func TestTheIssueAsAWhole(t *testing.T) {
	t.Parallel()
	for _, c := range wholes {
		found := change(c.fn)
		if got := rulesOf(found); !slices.Equal(got, c.want) {
			t.Errorf("%s: objections by %v, want %v", c.name, got, c.want)
		}
		for _, f := range found {
			if f.Rule != c.want[0] || f.Key == "" {
				t.Errorf("%s: %+v", c.name, f)
			}
		}
	}
}

func TestEveryRuleOfTheTableCanObject(t *testing.T) {
	t.Parallel()
	seen := make(map[string]bool)
	for _, c := range wholes {
		for _, rule := range c.want {
			seen[rule] = true
		}
	}
	for _, c := range faulty {
		seen[c.rule] = true
	}
	for _, rule := range proof.Rules {
		if !seen[rule.ID] {
			t.Errorf("no test lets %s object", rule.ID)
		}
	}
}

func TestWhatBlocksStandsFirstAndFindingsNameTheirPlace(t *testing.T) {
	t.Parallel()
	found := proof.Check(issue("粮食、、煤炭都走这里。", "吞吐量达到213.万吨（含转口。"), proof.Settings{})
	var levels []proof.Level
	for _, f := range found {
		levels = append(levels, f.Level)
	}
	if want := []proof.Level{proof.Block, proof.Block, proof.Warn}; !slices.Equal(levels, want) {
		t.Fatalf("levels %v, want %v", levels, want)
	}
	f := found[0]
	if f.Article != 12 || f.Number != 1 || f.Title != "口岸通关提速" || f.Block != "BLOCKB" || f.Field != "" || f.From != 5 || f.To != 10 ||
		f.Before != "吞吐量达到" || f.Marked != "213.万" || f.After != "吨（含转口。" {
		t.Errorf("got %+v", f)
	}
	if got := len(proof.Blocking(found)); got != 2 {
		t.Errorf("%d findings block, want 2", got)
	}
}

func TestAMarkHoldsWhileTheTextStaysAsItIs(t *testing.T) {
	t.Parallel()
	before := proof.Check(issue("口岸开通。", "粮食、、煤炭都走这里。"), proof.Settings{})[0].Mark()
	moved := issue("口岸开通。", "粮食、、煤炭都走这里。")
	slices.Reverse(moved.Sections[0].Articles[0].Text.Body.Blocks)
	if got := proof.Check(moved, proof.Settings{})[0].Mark(); got != before {
		t.Error("the mark changed although its text only moved")
	}
	if got := proof.Check(issue("口岸开通。", "粮食、、煤炭全走这里。"), proof.Settings{})[0].Mark(); got == before {
		t.Error("the mark stayed although its text changed")
	}
}

// alphabet makes faults likely.
var alphabet = []rune("口岸通关一二三是年月日星期周第其等万亿吨12３．.,;:!?，。、；：！？…—“”‘’「」（）()《》〈〉【】[]\"' \n\u3000①②ab%％至-/@h")

// randomIssue has texts of random characters in every place where there is text.
func randomIssue(rng *rand.Rand) models.EditionContent {
	text := func() string {
		runes := make([]rune, rng.IntN(40))
		for i := range runes {
			runes[i] = alphabet[rng.IntN(len(alphabet))]
		}
		return string(runes)
	}
	c := withBlocks()
	for i := range 1 + rng.IntN(8) {
		b := models.Block{ID: "BLOCK" + string(rune('A'+i)), Kind: models.BlockKinds[rng.IntN(len(models.BlockKinds))], Caption: text(), Inlines: models.Text(text())}
		switch b.Kind {
		case models.Image:
			b.Picture = &models.Picture{Alt: text()}
		case models.List:
			b.Items = []models.Item{{Marker: text(), Inlines: models.Text(text())}, {Inlines: models.Text(text())}}
		case models.Table:
			b.Rows = [][]models.Cell{{{Inlines: models.Text(text())}, {}}}
		default:
			b.Marker = text()
		}
		article(&c).Body.Blocks = append(article(&c).Body.Blocks, b)
	}
	article(&c).Title, article(&c).Source, c.Manifest.EditorNote = text(), text(), text()
	return c
}

func TestFindingsLieWithinTheirTextWhateverTheTextIs(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(7, 232))
	for range 5000 {
		c := randomIssue(rng)
		for _, f := range proof.Check(c, proof.Settings{LastDate: "2026-10-01", Earlier: []proof.Earlier{{Title: "口岸通关"}}}) {
			if f.From < 0 || f.To < f.From || utf8.RuneCountInString(f.Marked) != f.To-f.From {
				t.Fatalf("%+v", f)
			}
			if text := textAt(c, f); f.Marked != "" && string([]rune(text)[f.From:f.To]) != f.Marked {
				t.Fatalf("%q has no %q at %d: %+v", text, f.Marked, f.From, f)
			}
		}
	}
}

// textAt is the text that a finding is about, as far as it stands in a block's own inlines or the title.
func textAt(c models.EditionContent, f proof.Finding) string {
	for _, b := range article(&c).Body.Blocks {
		if f.Block == b.ID && f.Field == "" {
			return models.PlainText(b.Inlines)
		}
	}
	if f.Field == "title" && f.Block == "" {
		return article(&c).Title
	}
	return strings.Repeat(" ", f.From) + f.Marked
}

// tenArticles is an issue of the usual size: ten articles of 1200 characters in six paragraphs.
func tenArticles() models.EditionContent {
	c := withBlocks()
	c.Sections[0].Articles = nil
	paragraph := strings.Repeat("9月28日，口岸“一件事”窗口（含夜间）办结货物3.5万吨，同比增长12.4%。", 5)
	for n := range 10 {
		var blocks []models.Block
		for i := range 6 {
			blocks = append(blocks, models.Block{ID: "BLOCK" + string(rune('A'+i)), Kind: models.Paragraph, Inlines: models.Text(paragraph)})
		}
		c.Sections[0].Articles = append(c.Sections[0].Articles, models.EditionArticle{
			ID: int64(n + 1), Number: n + 1, Text: models.ArticleText{Title: "口岸通关提速的第" + models.ChineseNumeral(n+1) + "个办法", Body: models.Body{Blocks: blocks}},
		})
	}
	return c
}

func BenchmarkTenArticles(b *testing.B) {
	c := tenArticles()
	var s proof.Settings
	for i := range 10 * proof.EarlierIssues {
		s.Earlier = append(s.Earlier, proof.Earlier{Title: strings.Repeat(string(rune('一'+i)), 3) + "片区推行新的办法", Issue: "第6期"})
	}
	for b.Loop() {
		if found := proof.Check(c, s); len(found) > 0 {
			b.Fatal(found)
		}
	}
}
