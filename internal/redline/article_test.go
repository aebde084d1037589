package redline_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianbao/internal/redline"
	"jianbao/models"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestArticlesAreComparedAsTheGoldenFilesSay(t *testing.T) {
	t.Parallel()
	for _, c := range pairs() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := printed(redline.Articles(article(c.before), article(c.after)))
			name := filepath.Join("testdata", c.name+".golden")
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got:\n%swant:\n%s", got, want)
			}
		})
	}
}

func article(blocks []models.Block) models.ArticleText {
	return models.ArticleText{Title: "北屿口岸优化通关流程", Origin: models.OriginSent, Body: models.Body{Blocks: blocks}}
}

func TestWhatBelongsToAnArticleBesidesItsBodyIsComparedToo(t *testing.T) {
	t.Parallel()
	before := models.ArticleText{Title: "北屿口岸试行提前申报", Source: "北屿海关", Units: []string{"北屿海关", "澜江边检"}, Origin: models.OriginSent}
	after := models.ArticleText{Title: "北屿口岸推行提前申报", Source: "北屿海关供稿", Units: []string{"澜江边检", "北屿海关", "青圩海事"}, Origin: models.OriginInvited}
	want := `title: 北屿口岸[-试-]{+推+}行提前申报
source: 北屿海关{+供稿+}
origin: "sent" → "invited"
units: [{moved 澜江边检} {same 北屿海关} {inserted 青圩海事}]
`
	if got := printed(redline.Articles(before, after)); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

func TestEveryBlockOfBothBodiesIsAccountedFor(t *testing.T) {
	t.Parallel()
	ids := []string{"B1", "B2", "B3", "B4", "B5", "B6"}
	texts := []string{opening, customs, window, service, closing, customs + window, "短", ""}
	rapid.Check(t, func(t *rapid.T) {
		body := func(name string) []models.Block {
			var out []models.Block
			for _, id := range rapid.SliceOfDistinct(rapid.SampledFrom(ids), rapid.ID).Draw(t, name) {
				out = append(out, p(id, rapid.SampledFrom(texts).Draw(t, name+id)))
			}
			return out
		}
		before, after := body("before"), body("after")
		var was, is []string
		for _, b := range redline.Articles(article(before), article(after)).Blocks {
			if b.Kind == redline.Departed {
				continue
			}
			for _, bl := range b.Before {
				was = append(was, bl.ID)
			}
			for _, bl := range b.After {
				is = append(is, bl.ID)
			}
			x, y := sides(b.Text)
			if x != joinedText(b.Before) || y != joinedText(b.After) {
				t.Fatalf("%q → %q became %q → %q", joinedText(b.Before), joinedText(b.After), x, y)
			}
		}
		slices.Sort(was)
		want := idsIn(before)
		slices.Sort(want)
		if !slices.Equal(was, want) {
			t.Fatalf("of %v before, %v are told of", want, was)
		}
		if want := idsIn(after); !slices.Equal(is, want) {
			t.Fatalf("of %v after, %v are told of", want, is)
		}
	})
}

func joinedText(blocks []models.Block) string {
	var out []string
	for _, b := range blocks {
		out = append(out, models.PlainText(b.Inlines))
	}
	return strings.Join(out, "¶")
}

func idsIn(blocks []models.Block) []string {
	var out []string
	for _, b := range blocks {
		out = append(out, b.ID)
	}
	return out
}
