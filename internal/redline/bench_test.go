package redline_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jianbao/internal/redline"
	"jianbao/models"
)

// tenArticles are an issue's worth of text, about 7,000 characters, before and after a day of editing.
func tenArticles() (before, after []models.ArticleText) {
	edits := strings.NewReplacer("推行", "试行", "2.5", "3", "海关、边检、海事等", "海关、边检、海事、港航等", "走访", "上门走访", "力争", "确保")
	for k := range 10 {
		var was, is []models.Block
		for i, text := range []string{opening, customs, window, service, closing, opening + customs, window + closing, service + opening + window + closing, customs + service + opening} {
			id := "B" + strconv.Itoa(i)
			was = append(was, p(id, text))
			is = append(is, p(id, edits.Replace(text)))
		}
		is[1], is[4] = is[4], is[1]
		is = append(is[:6], append([]models.Block{p("N"+strconv.Itoa(k), closing+customs)}, is[7:]...)...)
		before, after = append(before, article(was)), append(after, article(is))
	}
	return before, after
}

func BenchmarkTenArticles(b *testing.B) {
	before, after := tenArticles()
	characters := 0
	for _, t := range before {
		characters += len([]rune(t.Body.PlainText()))
	}
	for b.Loop() {
		for i := range before {
			redline.Articles(before[i], after[i])
		}
	}
	b.ReportMetric(float64(characters), "characters")
}

// hostile are bodies as long as a body may be that have nothing, or everything, to do with each other.
func hostile() map[string][2][]models.Block {
	random := func(seed uint64, blocks, length int, letters string, id string) []models.Block {
		r, runes := rand.New(rand.NewPCG(seed, seed)), []rune(letters)
		var out []models.Block
		for i := range blocks {
			text := make([]rune, length)
			for k := range text {
				text[k] = runes[r.IntN(len(runes))]
			}
			out = append(out, p(id+strconv.Itoa(i), string(text)))
		}
		return out
	}
	backwards := func(blocks []models.Block) []models.Block {
		var out []models.Block
		for _, b := range slices.Backward(blocks) {
			runes := []rune(models.PlainText(b.Inlines))
			slices.Reverse(runes)
			out = append(out, p(b.ID, string(runes)))
		}
		return out
	}
	many, long, two := random(1, 2000, 100, "口岸通关便利", "B"), random(2, 10, 20_000, opening+customs+window, "B"), random(3, 10, 20_000, "甲乙", "B")
	return map[string][2][]models.Block{
		"many short paragraphs with new ids": {many, random(4, 2000, 100, "口岸通关便利", "X")},
		"many paragraphs backwards":          {many, backwards(many)},
		"long paragraphs backwards":          {long, backwards(long)},
		"two characters":                     {two, random(5, 10, 20_000, "甲乙", "B")},
		"one character":                      {random(6, 10, 20_000, "甲", "B"), random(7, 11, 18_000, "甲", "X")},
		"long items":                         {itemised(many), itemised(backwards(many))},
	}
}

func itemised(blocks []models.Block) []models.Block {
	b := models.Block{ID: "L1", Kind: models.List}
	for _, bl := range blocks[:models.MaxItems] {
		b.Items = append(b.Items, models.Item{Inlines: bl.Inlines})
	}
	return []models.Block{b}
}

// The work is bounded by the algorithm: were it quadratic in the length of a body, this test would not end before the deadline
// of the run.
func TestHostileBodiesAreComparedToo(t *testing.T) {
	t.Parallel()
	for name, c := range hostile() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, b := range redline.Articles(article(c[0]), article(c[1])).Blocks {
				x, y := sides(b.Text)
				if b.Kind != redline.Departed && (x != joinedText(b.Before) || y != joinedText(b.After)) {
					t.Fatalf("block %d→%d lost text", b.From, b.To)
				}
			}
		})
	}
}

func BenchmarkHostileBodies(b *testing.B) {
	for name, c := range hostile() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				redline.Articles(article(c[0]), article(c[1]))
			}
		})
	}
}
