package models

import (
	"slices"
	"testing"
)

func picture(id, hash, alt string) Block {
	return Block{ID: id, Kind: Image, Picture: &Picture{SHA256: hash, Alt: alt}}
}

func places(list []FieldError) (out []string) {
	for _, f := range list {
		out = append(out, f.Field)
	}
	return out
}

func TestABodyListsEachOfItsPicturesOnce(t *testing.T) {
	t.Parallel()
	b := Body{Blocks: []Block{picture("A", "ff", ""), {ID: "B", Kind: Paragraph}, picture("C", "0a", ""), picture("D", "ff", "")}}
	if got := b.Pictures(); !slices.Equal(got, []string{"0a", "ff"}) {
		t.Errorf("got %q", got)
	}
}

func TestATextIsUnfinishedWhileAPictureHasNoTextAlternative(t *testing.T) {
	t.Parallel()
	before := ArticleText{Body: Body{Blocks: []Block{picture("A", "ff", ""), picture("B", "ff", "口岸")}}}
	now := ArticleText{Body: Body{Blocks: []Block{{ID: "P", Kind: Paragraph}, picture("A", "ff", ""), picture("B", "ff", ""), picture("C", "ff", ""), picture("D", "ff", "晨景")}}}
	if got := places(now.Unfinished()); !slices.Equal(got, []string{"blocks[1]", "blocks[2]", "blocks[3]"}) {
		t.Errorf("unfinished are %q", got)
	}
	if got := places(now.UnfinishedSince(before)); !slices.Equal(got, []string{"blocks[2]", "blocks[3]"}) {
		t.Errorf("unfinished since are %q", got)
	}
	if now.Body.Blocks[1].Picture == nil {
		t.Error("the text itself was changed")
	}
}

func TestACaptionIsTheOneThatIsShown(t *testing.T) {
	t.Parallel()
	for want, b := range map[string]Block{"": {}, "图1": {Caption: "图1", Inlines: Text("别的")}, "图2": {Inlines: Text("图2")}} {
		if got := b.PictureCaption(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
