package models_test

import (
	"testing"

	"jianbao/models"
)

func plainBlock(id, text string) models.Block {
	return models.Block{ID: id, Kind: models.Paragraph, Inlines: models.Text(text)}
}

func TestAPassageIsFoundAgainAfterEdits(t *testing.T) {
	t.Parallel()
	about := models.Passage{Block: "AAAA", From: 3, To: 7, Quote: "吞吐量增"}
	for _, c := range []struct {
		name   string
		blocks []models.Block
		want   models.Found
	}{
		{"untouched", []models.Block{plainBlock("AAAA", "北屿港吞吐量增三成。")}, models.Found{Passage: about, Whereabouts: models.PassageStands}},
		{"words put before it", []models.Block{plainBlock("AAAA", "今年北屿港吞吐量增三成。")}, models.Found{Passage: models.Passage{Block: "AAAA", From: 5, To: 9, Quote: "吞吐量增"}, Whereabouts: models.PassageStands}},
		{"twice: the nearer one", []models.Block{plainBlock("AAAA", "北屿港吞吐量增，青圩港也吞吐量增。")}, models.Found{Passage: about, Whereabouts: models.PassageStands}},
		{"moved to another block", []models.Block{plainBlock("AAAA", "别的话。"), plainBlock("BBBB", "吞吐量增三成。")}, models.Found{Passage: models.Passage{Block: "BBBB", From: 0, To: 4, Quote: "吞吐量增"}, Whereabouts: models.PassageStands}},
		{"its block is gone", []models.Block{plainBlock("BBBB", "今年吞吐量增三成。")}, models.Found{Passage: models.Passage{Block: "BBBB", From: 2, To: 6, Quote: "吞吐量增"}, Whereabouts: models.PassageStands}},
		{"a word in it changed", []models.Block{plainBlock("AAAA", "北屿港吞吐量涨三成。")}, models.Found{Passage: models.Passage{Block: "AAAA", From: 3, To: 6, Quote: "吞吐量增"}, Whereabouts: models.PassageAltered}},
		{"deleted", []models.Block{plainBlock("AAAA", "北屿港很忙。")}, models.Found{Passage: about, Whereabouts: models.PassageGone}},
		{"everything deleted", nil, models.Found{Passage: about, Whereabouts: models.PassageGone}},
	} {
		if got := (models.Body{Blocks: c.blocks}).Find(about); got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestAPassageMayBeAWholeBlockOrTheWholeArticle(t *testing.T) {
	t.Parallel()
	body := models.Body{Blocks: []models.Block{plainBlock("AAAA", "北屿港很忙。")}}
	for _, c := range []struct {
		about models.Passage
		want  models.Whereabouts
	}{
		{models.Passage{}, models.PassageStands}, {models.Passage{Block: "AAAA"}, models.PassageStands}, {models.Passage{Block: "BBBB"}, models.PassageGone},
	} {
		if got := body.Find(c.about); got.Whereabouts != c.want || got.Passage != c.about {
			t.Errorf("%+v: %+v", c.about, got)
		}
	}
}

func TestLettersAreThoseOfItemsAndCellsToo(t *testing.T) {
	t.Parallel()
	list := models.Block{ID: "LIST", Kind: models.List, Items: []models.Item{{Marker: "1.", Inlines: models.Text("准入")}, {Marker: "2.", Inlines: models.Text("监管")}}}
	at, ok := list.Locate("监管", 0)
	if !ok || at.From != 3 || at.To != 5 {
		t.Errorf("found %+v, %v in %q", at, ok, list.Letters())
	}
	table := models.Block{ID: "TABL", Kind: models.Table, Rows: [][]models.Cell{{{Inlines: models.Text("港口")}, {}}, {{Inlines: models.Text("北屿")}, {Inlines: models.Text("三成")}}}}
	if at, ok := table.Locate("三成", 0); !ok || at.From != 7 {
		t.Errorf("found %+v, %v in %q", at, ok, table.Letters())
	}
}
