package models_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianbao/models"
)

func paragraph(id, text string) models.Block {
	return models.Block{ID: id, Kind: models.Paragraph, Inlines: models.Text(text)}
}

func TestTheSameContentHasTheSameHash(t *testing.T) {
	t.Parallel()
	bold := []models.Mark{{Kind: models.Bold}}
	a := models.Body{Blocks: []models.Block{{ID: "AAAA", Kind: models.Paragraph, Inlines: []models.Inline{{Text: "自"}, {Text: "贸"}, {Text: ""}, {Text: "港", Marks: bold}}}}}
	b := models.Body{Blocks: []models.Block{{ID: "AAAA", Kind: models.Paragraph, Inlines: []models.Inline{{Text: "自贸"}, {Text: "港", Marks: bold}}}}}
	if models.Hash(a.Normalise()) != models.Hash(b.Normalise()) {
		t.Error("runs that a reader cannot tell apart differ")
	}
	c := b.Normalise()
	c.Blocks[0].Inlines[1].Marks = []models.Mark{{Kind: models.Italic}}
	if models.Hash(c) == models.Hash(b.Normalise()) {
		t.Error("another mark did not change the hash")
	}
}

func TestNormalisingTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		b := drawBody(t).Normalise()
		if models.Hash(b) != models.Hash(b.Normalise()) {
			t.Fatalf("%+v", b)
		}
	})
}

func drawBody(t *rapid.T) models.Body {
	inline := rapid.Custom(func(t *rapid.T) models.Inline {
		i := models.Inline{Text: rapid.StringMatching(`[自贸港a1 ，]{0,5}`).Draw(t, "text")}
		for _, k := range rapid.SliceOfN(rapid.SampledFrom([]models.MarkKind{models.Bold, models.Italic, models.Underline}), 0, 3).Draw(t, "marks") {
			i.Marks = append(i.Marks, models.Mark{Kind: k})
		}
		return i
	})
	var b models.Body
	for range rapid.IntRange(0, 5).Draw(t, "blocks") {
		b.Blocks = append(b.Blocks, models.Block{Kind: models.Paragraph, Inlines: rapid.SliceOfN(inline, 0, 6).Draw(t, "inlines")})
	}
	return b
}

func TestRetextKeepsTheMarksOfWhatDidNotChange(t *testing.T) {
	t.Parallel()
	bold := []models.Mark{{Kind: models.Bold}}
	in := []models.Inline{{Text: "全年签约"}, {Text: "118个", Marks: bold}, {Text: "重大项目。"}}
	out := models.Retext(in, "全年新签约118个重大项目！")
	if models.PlainText(out) != "全年新签约118个重大项目！" {
		t.Errorf("text became %s", models.PlainText(out))
	}
	if len(out) != 3 || out[1].Text != "118个" || len(out[1].Marks) != 1 {
		t.Errorf("marks became %+v", out)
	}
}

func TestRetextKeepsReferencesBehindTheirCharacters(t *testing.T) {
	t.Parallel()
	in := []models.Inline{{Text: "签约118个"}, {Note: "NOTE1"}, {Text: "项目。"}, {Note: "NOTE2"}}
	for text, want := range map[string]string{
		"新签约118个重大项目。": "新签约118个¹重大项目。²", "签约项目。": "签约¹项目。²", "项目": "¹项目²", "": "¹²",
	} {
		var got strings.Builder
		for _, i := range models.Retext(in, text) {
			got.WriteString(i.Text + map[string]string{"NOTE1": "¹", "NOTE2": "²"}[i.Note])
		}
		if got.String() != want {
			t.Errorf("%s: got %s, want %s", text, got.String(), want)
		}
	}
}

func TestAReferenceGoesWithItsFootnote(t *testing.T) {
	t.Parallel()
	b := models.Body{Blocks: []models.Block{{ID: "AAAA", Kind: models.Paragraph, Inlines: []models.Inline{{Text: "甲"}, {Note: "GONE"}, {Text: "乙"}}}}}.Normalise()
	if len(b.Blocks[0].Inlines) != 1 || b.Blocks[0].Inlines[0].Text != "甲乙" {
		t.Errorf("%+v", b.Blocks[0].Inlines)
	}
}

func TestRetextAlwaysGivesTheNewText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		b := drawBody(t)
		text := rapid.StringMatching(`[自贸港a1 ，]{0,12}`).Draw(t, "new")
		for _, bl := range b.Blocks {
			if got := models.PlainText(models.Retext(bl.Inlines, text)); got != text {
				t.Fatalf("got %q, want %q", got, text)
			}
		}
	})
}

func TestABodyThatCannotBeStoredIsRefusedWithThePlace(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("长", models.MaxBlockText+1)
	for name, c := range map[string]struct {
		block models.Block
		key   string
	}{
		"unknown kind":      {models.Block{ID: "AAAA", Kind: "script"}, "body.unknown_kind"},
		"no id":             {models.Block{Kind: models.Paragraph}, "body.bad_id"},
		"hostile id":        {models.Block{ID: `"><script>`, Kind: models.Paragraph}, "body.bad_id"},
		"level":             {models.Block{ID: "AAAA", Kind: models.Heading, Level: 4}, "body.bad_level"},
		"script link":       {models.Block{ID: "AAAA", Kind: models.Paragraph, Inlines: []models.Inline{{Text: "x", Marks: []models.Mark{{Kind: models.Link, Href: "javascript:alert(1)"}}}}}, "body.bad_link"},
		"control character": {paragraph("AAAA", "a\x00b"), "body.control_character"},
		"too long":          {paragraph("AAAA", long), "body.block_too_long"},
		"rows of no table":  {models.Block{ID: "AAAA", Kind: models.Paragraph, Rows: [][]models.Cell{{{}}}}, "body.bad_shape"},
		"items of no list":  {models.Block{ID: "AAAA", Kind: models.Quote, Items: []models.Item{{}}}, "body.bad_shape"},
		"too many heads":    {models.Block{ID: "AAAA", Kind: models.Table, HeaderRows: 2, Rows: [][]models.Cell{{{}}}}, "body.bad_table"},
		"span":              {models.Block{ID: "AAAA", Kind: models.Table, Rows: [][]models.Cell{{{RowSpan: 2}}}}, "body.bad_table"},
		"item level":        {models.Block{ID: "AAAA", Kind: models.List, Items: []models.Item{{Level: 9}}}, "body.bad_item"},
		"picture":           {models.Block{ID: "AAAA", Kind: models.Image, Picture: &models.Picture{SHA256: strings.Repeat("G", 64)}}, "body.no_picture"},
		"no such note":      {models.Block{ID: "AAAA", Kind: models.Paragraph, Inlines: []models.Inline{{Note: "BBBB"}}}, "body.bad_note"},
	} {
		err := models.Body{Blocks: []models.Block{c.block}}.Validate()
		if models.CodeOf(err) != models.CodeInvalid || !strings.Contains(err.Error(), c.key) || !strings.Contains(err.Error(), "blocks[0]") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := (models.Body{Blocks: []models.Block{paragraph("AAAA", "一"), paragraph("AAAA", "二")}}).Validate(); err == nil {
		t.Error("the same id twice was stored")
	}
}

func TestOnlyWebAndMailLinksAreSafe(t *testing.T) {
	t.Parallel()
	for want, list := range map[bool][]string{
		true:  {"https://example.org/a?b=c", "http://example.org", "mailto:a@example.org"},
		false: {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//example.org", "/desk", "ftp://example.org", " https://example.org", ""},
	} {
		for _, href := range list {
			if models.SafeHref(href) != want {
				t.Errorf("%q", href)
			}
		}
	}
}
