package models_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jianbao/models"
)

// paragraphs are a body with one block for each id and text given in turn.
func paragraphs(pairs ...string) models.Body {
	b := models.Body{Blocks: []models.Block{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		b.Blocks = append(b.Blocks, models.Block{ID: pairs[i], Kind: models.Paragraph, Inlines: models.Text(pairs[i+1])})
	}
	return b
}

// words are the texts of a body's blocks in order.
func words(b models.Body) string {
	var out []string
	for _, bl := range b.Blocks {
		out = append(out, bl.PlainText())
	}
	return fmt.Sprint(out)
}

func TestWhatOnlyOneSideChangedIsPreselected(t *testing.T) {
	t.Parallel()
	base := models.ArticleText{Title: "口岸提速", Units: []string{}, Body: paragraphs("AAAA", "甲", "BBBB", "乙", "CCCC", "丙", "DDDD", "丁")}
	theirs := models.ArticleText{Title: "口岸再提速", Units: []string{}, Body: paragraphs("AAAA", "甲", "BBBB", "乙改", "CCCC", "丙", "EEEE", "戊", "DDDD", "丁")}
	mine := models.ArticleText{Title: "口岸提速", Units: []string{}, Source: "澜江日报", Body: paragraphs("AAAA", "甲改", "FFFF", "己", "BBBB", "乙", "DDDD", "丁")}
	text, undecided := models.Merged(base, theirs, mine, nil)
	if len(undecided) > 0 {
		t.Errorf("a person is asked about %q", undecided)
	}
	if got := words(text.Body); got != "[甲改 己 乙改 戊 丁]" || text.Title != "口岸再提速" || text.Source != "澜江日报" {
		t.Errorf("merged to %s %q %q", got, text.Title, text.Source)
	}
}

func TestWhatBothChangedIsAsked(t *testing.T) {
	t.Parallel()
	base := models.ArticleText{Title: "甲", Units: []string{}, Body: paragraphs("AAAA", "一", "BBBB", "二")}
	theirs := models.ArticleText{Title: "甲他", Units: []string{}, Body: paragraphs("AAAA", "一他", "BBBB", "二")}
	mine := models.ArticleText{Title: "甲我", Units: []string{}, Body: paragraphs("AAAA", "一我", "BBBB", "二")}
	_, undecided := models.Merged(base, theirs, mine, map[string]models.Choice{"title": models.TakeBoth, "block-BBBB": models.TakeMine})
	if !slices.Equal(undecided, []string{"title", "block-AAAA"}) { // a title cannot be both
		t.Errorf("a person is asked about %q", undecided)
	}
	text, undecided := models.Merged(base, theirs, mine, map[string]models.Choice{"title": models.TakeMine, "block-AAAA": models.TakeBoth})
	if got := words(text.Body); got != "[一他 一我 二]" || text.Title != "甲我" || len(undecided) > 0 {
		t.Errorf("merged to %s %q, asked about %q", got, text.Title, undecided)
	}
	if err := text.Validate(); err != nil {
		t.Errorf("taking both gives %v", err)
	}
}

func TestABlockThatOneDeletedAndTheOtherChangedIsAsked(t *testing.T) {
	t.Parallel()
	base := models.ArticleText{Title: "甲", Units: []string{}, Body: paragraphs("AAAA", "一", "BBBB", "二")}
	theirs := models.ArticleText{Title: "甲", Units: []string{}, Body: paragraphs("AAAA", "一", "BBBB", "二改")}
	mine := models.ArticleText{Title: "甲", Units: []string{}, Body: paragraphs("AAAA", "一")}
	if _, undecided := models.Merged(base, theirs, mine, nil); !slices.Equal(undecided, []string{"block-BBBB"}) {
		t.Errorf("a person is asked about %q", undecided)
	}
	if text, _ := models.Merged(base, theirs, mine, map[string]models.Choice{"block-BBBB": models.TakeMine}); words(text.Body) != "[一]" {
		t.Errorf("merged to %s", words(text.Body))
	}
}

func TestABlockMovedByOneAndChangedByTheOtherKeepsBoth(t *testing.T) {
	t.Parallel()
	base := models.ArticleText{Title: "甲", Units: []string{}, Body: paragraphs("AAAA", "一", "BBBB", "二", "CCCC", "三")}
	theirs := models.ArticleText{Title: "甲", Units: []string{}, Body: paragraphs("AAAA", "一", "BBBB", "二改", "CCCC", "三")}
	mine := models.ArticleText{Title: "甲", Units: []string{}, Body: paragraphs("BBBB", "二", "AAAA", "一", "CCCC", "三")}
	if text, undecided := models.Merged(base, theirs, mine, nil); words(text.Body) != "[二改 一 三]" || len(undecided) > 0 {
		t.Errorf("merged to %s, asked about %q", words(text.Body), undecided)
	}
}

// drawText is a text over few ids and few words, so that texts meet.
func drawText(t *rapid.T, name string) models.ArticleText {
	ids := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"AAAA", "BBBB", "CCCC", "DDDD", "EEEE", "FFFF"}), 0, 6, rapid.ID[string]).Draw(t, name+" ids")
	var pairs []string
	for _, id := range ids {
		pairs = append(pairs, id, rapid.SampledFrom([]string{"一", "二", "三"}).Draw(t, name+" text"))
	}
	return models.ArticleText{
		Title: rapid.SampledFrom([]string{"甲", "乙"}).Draw(t, name+" title"), Units: []string{}, Source: rapid.SampledFrom([]string{"", "澜江日报"}).Draw(t, name+" source"),
		Origin: rapid.SampledFrom(models.Origins).Draw(t, name+" origin"), Access: rapid.SampledFrom(models.OwnClasses).Draw(t, name+" access"), Body: paragraphs(pairs...),
	}
}

func TestTakingOneSideEverywhereGivesThatSide(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		base, theirs, mine := drawText(t, "base"), drawText(t, "theirs"), drawText(t, "mine")
		all := func(c models.Choice) map[string]models.Choice {
			out := map[string]models.Choice{}
			for _, r := range models.Merge(base, theirs, mine) {
				out[r.Key] = c
			}
			return out
		}
		if got, asked := models.Merged(base, theirs, mine, all(models.TakeTheirs)); !reflect.DeepEqual(got, theirs) || len(asked) > 0 {
			t.Fatalf("all theirs gives %v, asked about %q", got, asked)
		}
		if got, asked := models.Merged(base, theirs, mine, all(models.TakeMine)); !reflect.DeepEqual(got, mine) || len(asked) > 0 {
			t.Fatalf("all mine gives %v, asked about %q", got, asked)
		}
		if got, asked := models.Merged(base, base, mine, nil); !reflect.DeepEqual(got, mine) || len(asked) > 0 {
			t.Fatalf("mine alone changed gives %v, asked about %q", got, asked)
		}
		if got, asked := models.Merged(base, theirs, base, nil); !reflect.DeepEqual(got, theirs) || len(asked) > 0 {
			t.Fatalf("theirs alone changed gives %v, asked about %q", got, asked)
		}
	})
}
