package store

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// maxRanked is among how many of the newest matches relevance chooses.
const maxRanked = 2000

// titleWeight is how many places in the text one in the title is worth.
const titleWeight = 8

// ranked orders keys, the newest first, by how much their texts are about the words: places in title and text, each further one of the same
// word being worth less, in proportion to the length. Equal ones stay as they are. It is the same on every database.
func (tx *Tx) ranked(words Words, keys []int64) ([]int64, error) {
	score := make(map[int64]float64, len(keys))
	if err := tx.eachText(keys, func(key int64, title, plain string) { score[key] = words.score(title, plain) }); err != nil {
		return nil, err
	}
	slices.SortStableFunc(keys, func(a, b int64) int { return cmp.Compare(score[b], score[a]) })
	return keys, nil
}

// eachText reads the articles of keys, in no order.
func (tx *Tx) eachText(keys []int64, do func(key int64, title, plain string)) error {
	for part := range slices.Chunk(keys, 500) {
		var rows []struct {
			Key          int64
			Title, Plain string
		}
		err := tx.scan(&rows, "SELECT s.key, n.title, n.plain FROM search_entries s JOIN edition_entries n ON n.id = s.entry_id WHERE s.key IN ?", part)
		if err != nil {
			return fmt.Errorf("read the texts that were found: %w", err)
		}
		for _, r := range rows {
			do(r.Key, r.Title, r.Plain)
		}
	}
	return nil
}

// score is how much an article is about the words.
func (w Words) score(title, plain string) float64 {
	places := make([]int, len(w))
	for _, m := range w.Find(title) {
		places[m.Word] += titleWeight
	}
	for _, m := range w.Find(plain) {
		places[m.Word]++
	}
	sum := 0.0
	for _, n := range places {
		sum += math.Log1p(float64(n))
	}
	return sum / math.Log(math.E+float64(len(plain))/2000)
}
