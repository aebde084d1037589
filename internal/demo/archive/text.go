package archive

import (
	_ "embed" // the word lists
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"jianbao/models"
)

//go:embed words.txt
var wordLists string

//go:embed sentences.txt
var sentenceList string

//go:embed titles.txt
var titleList string

// articleLength is about how many characters an article has.
const articleLength = 600

// choice is a list from which the front is chosen far more often than the end, as words of a language are (Zipf).
type choice[T any] struct {
	from  []T
	until []float64 // cumulated weights
}

func choiceOf[T any](from []T, exponent float64) choice[T] {
	c := choice[T]{from: from, until: make([]float64, len(from))}
	sum := 0.0
	for i := range from {
		sum += math.Pow(float64(i+1), -exponent)
		c.until[i] = sum
	}
	return c
}

func (c choice[T]) pick(r *rand.Rand) T {
	i, _ := slices.BinarySearch(c.until, r.Float64()*c.until[len(c.until)-1])
	return c.from[min(i, len(c.from)-1)]
}

// part is a piece of a sentence: literal text, or a slot to be filled.
type part struct {
	text string
	slot bool
}

// writer writes articles.
type writer struct {
	random            *rand.Rand
	words             map[string]choice[string]
	sentences, titles choice[[]part]
	units             choice[string]
	year, month       int // of the issue being written
}

// Exponents: words are about as uneven as in real texts, names much less.
const (
	wordExponent = 0.9
	nameExponent = 0.5
)

func newWriter(seed uint64) *writer {
	w := &writer{random: rand.New(rand.NewPCG(seed, 1)), words: map[string]choice[string]{}} //nolint:gosec // repeatable texts, no secrets
	lists := map[string][]string{}
	for line := range strings.Lines(wordLists) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] != "#" {
			lists[fields[0]] = fields[1:]
			w.words[fields[0]] = choiceOf(fields[1:], wordExponent)
		}
	}
	w.words["place"] = choiceOf(w.combined(lists["place1"], lists["place2"]), wordExponent)
	w.words["brand"] = choiceOf(w.combined(lists["brand1"], lists["brand2"]), nameExponent)
	w.words["surname"], w.words["given"] = choiceOf(lists["surname"], nameExponent), choiceOf(lists["given"], nameExponent)
	w.sentences, w.titles = choiceOf(patterns(sentenceList), nameExponent), choiceOf(patterns(titleList), nameExponent)
	w.units = choiceOf(w.senders(lists["office"]), wordExponent)
	return w
}

// combined is every first part with every second one, shuffled, so that frequent names share no characters.
func (w *writer) combined(first, second []string) []string {
	var out []string
	for _, a := range first {
		for _, b := range second {
			out = append(out, a+b)
		}
	}
	w.random.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// senders are the sending units of the whole archive.
func (w *writer) senders(offices []string) []string {
	var out []string
	for _, place := range w.words["place"].from[:12] {
		for _, office := range offices {
			out = append(out, place+"市"+office)
		}
	}
	w.random.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// patterns reads one sentence a line, with slots in braces.
func patterns(list string) [][]part {
	var out [][]part
	for line := range strings.Lines(list) {
		var p []part
		for piece := range strings.SplitSeq(strings.TrimSpace(line), "{") {
			slot, rest, isSlot := strings.Cut(piece, "}")
			if !isSlot {
				rest = piece
			} else {
				p = append(p, part{slot, true})
			}
			if rest != "" {
				p = append(p, part{rest, false})
			}
		}
		out = append(out, p)
	}
	return out
}

// say fills a pattern.
func (w *writer) say(b *strings.Builder, pattern []part) {
	for _, p := range pattern {
		if p.slot {
			b.WriteString(w.fill(p.text))
		} else {
			b.WriteString(p.text)
		}
	}
}

func (w *writer) word(list string) string { return w.words[list].pick(w.random) }

// fill is one word for a slot.
func (w *writer) fill(slot string) string {
	r := w.random
	switch slot {
	case "place":
		return w.word("place") + w.word("placekind")
	case "company":
		return w.word("brand") + w.word("industry") + "有限公司"
	case "person":
		return w.word("surname") + w.word("given")
	case "small":
		return strconv.Itoa(2 + r.IntN(48))
	case "number":
		return w.number()
	case "percent":
		return fmt.Sprintf("%d.%d%%", r.IntN(60), r.IntN(10))
	case "month":
		return strconv.Itoa(1 + r.IntN(w.month))
	case "date":
		return fmt.Sprintf("%d年%d月%d日", w.year, 1+r.IntN(w.month), 1+r.IntN(28))
	}
	return w.word(slot)
}

// number has as many digits as chance gives it, and now and then a fraction.
func (w *writer) number() string {
	n := int(math.Pow(10, 1+3*w.random.Float64()))
	if w.random.IntN(3) == 0 {
		return fmt.Sprintf("%d.%d", n, w.random.IntN(10))
	}
	return strconv.Itoa(n)
}

// article writes one article.
func (w *writer) article() models.ArticleText {
	var title strings.Builder
	w.say(&title, w.titles.pick(w.random))
	t := models.ArticleText{Title: title.String(), Units: []string{w.units.pick(w.random)}, Origin: models.OriginSent}
	for length, want := 0, articleLength/2+w.random.IntN(articleLength); length < want; {
		var b strings.Builder
		for range 2 + w.random.IntN(4) {
			w.say(&b, w.sentences.pick(w.random))
		}
		length += utf8.RuneCountInString(b.String())
		t.Body.Blocks = append(t.Body.Blocks, models.Block{ID: w.blockID(), Kind: models.Paragraph, Inlines: models.Text(b.String())})
	}
	return t.Normalise()
}

// blockID is like models.NewBlockID, but repeatable.
func (w *writer) blockID() string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	id := make([]byte, 12)
	for i := range id {
		id[i] = alphabet[w.random.IntN(len(alphabet))]
	}
	return string(id)
}
