package models_test

import (
	"testing"

	"jianbao/models"
)

func TestAProposedTextKeepsMarksMarkerAndId(t *testing.T) {
	t.Parallel()
	bold := []models.Mark{{Kind: models.Bold}}
	b := models.Block{ID: "AAAA", Kind: models.Paragraph, Marker: "1.", Inlines: []models.Inline{{Text: "吞吐量", Marks: bold}, {Text: "增三成。"}}}
	got := (models.Body{Blocks: []models.Block{b}}).WithText("AAAA", "1.吞吐量增四成。")
	if len(got.Blocks) != 1 || got.Blocks[0].ID != "AAAA" || got.Blocks[0].LineText() != "1.吞吐量增四成。" || got.Blocks[0].Marker != "1." || got.Blocks[0].Inlines[0].Text != "吞吐量" || len(got.Blocks[0].Inlines[0].Marks) != 1 {
		t.Errorf("got %+v", got.Blocks)
	}
}

func TestAProposedTextOfSeveralLinesIsSeveralParagraphsAndAnEmptyOneNone(t *testing.T) {
	t.Parallel()
	body := models.Body{Blocks: []models.Block{plainBlock("AAAA", "一。"), plainBlock("BBBB", "二。")}}
	got := body.WithText("AAAA", "一。\n\n又一。")
	if len(got.Blocks) != 3 || got.Blocks[0].ID != "AAAA" || got.Blocks[1].LineText() != "又一。" || got.Blocks[2].ID != "BBBB" {
		t.Errorf("got %+v", got.Blocks)
	}
	if got := body.WithText("AAAA", ""); len(got.Blocks) != 1 || got.Blocks[0].ID != "BBBB" {
		t.Errorf("got %+v", got.Blocks)
	}
	if got := body.WithText("CCCC", "三。"); len(got.Blocks) != 2 {
		t.Errorf("got %+v", got.Blocks)
	}
}

func TestAProposalStandsWhileItsBlockReadsTheSame(t *testing.T) {
	t.Parallel()
	p := models.Proposal{BlockID: "AAAA", Before: plainBlock("AAAA", "一。")}
	for text, want := range map[string]bool{"一。": true, "一，": false} {
		if got := p.Stands(models.Body{Blocks: []models.Block{plainBlock("AAAA", text)}}); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	if p.Stands(models.Body{}) {
		t.Error("a proposal stands without its block")
	}
}
