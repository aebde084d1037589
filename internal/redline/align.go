package redline

import (
	"cmp"
	"slices"

	"jianbao/models"
)

// none stands where a block has no counterpart.
const none = -1

// alignment says which block is which in two bodies.
type alignment struct {
	from   []int // of each block after: the one before that it was
	to     []int // of each block before: the one after that it is
	splits []int // of each block after that was cut off another: that one, also after
	merges []int // of each block before that was taken into another: that one, also before
}

// align pairs blocks by their permanent ids, then what is left by likeness (imported and pasted texts have new ids), and finds
// paragraphs that were split or joined.
func align(before, after []models.Block) alignment {
	a := alignment{from: nobody(len(after)), to: nobody(len(before)), splits: nobody(len(after)), merges: nobody(len(before))}
	at := make(map[string]int, len(before))
	for i, b := range before {
		at[b.ID] = i
	}
	for j, b := range after {
		if i, ok := at[b.ID]; ok {
			a.pair(i, j)
		}
	}
	was, is := allGrams(before), allGrams(after)
	a.pairAlike(before, after, was, is)
	joinParts(parts{blocks: after, grams: is, link: a.from, back: a.to, joined: a.splits}, before, was)
	joinParts(parts{blocks: before, grams: was, link: a.to, back: a.from, joined: a.merges}, after, is)
	return a
}

func nobody(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = none
	}
	return out
}

func allGrams(blocks []models.Block) []grams {
	out := make([]grams, len(blocks))
	for i, b := range blocks {
		out[i] = gramsOf(b.PlainText())
	}
	return out
}

func (a alignment) pair(i, j int) { a.from[j], a.to[i] = i, j }

const (
	leastAlike = 0.5 // likeness from which two blocks with different ids are the same one, edited
	mostCommon = 40  // a pair of characters that more blocks share says nothing about any of them
)

// candidate is a pair of blocks that may be the same one.
type candidate struct {
	before, after int
	likeness      float64
}

// pairAlike pairs blocks of one kind that have no counterpart yet, the likest first.
func (a alignment) pairAlike(before, after []models.Block, was, is []grams) {
	index := a.unpaired(was)
	var found []candidate
	for j, g := range is {
		if a.from[j] != none {
			continue
		}
		for i, n := range index.shared(g) {
			if before[i].Kind == after[j].Kind && n*4 >= min(len(was[i]), len(g)) {
				found = append(found, candidate{i, j, was[i].likeness(g)})
			}
		}
	}
	slices.SortFunc(found, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.likeness, x.likeness), cmp.Compare(x.after, y.after), cmp.Compare(x.before, y.before))
	})
	for _, c := range found {
		if c.likeness >= leastAlike && a.to[c.before] == none && a.from[c.after] == none {
			a.pair(c.before, c.after)
		}
	}
}

// gramIndex finds the blocks that hold a pair of characters. It bounds the work: no block is held against all others.
type gramIndex map[uint64][]int

// unpaired indexes the blocks before that have no counterpart.
func (a alignment) unpaired(was []grams) gramIndex {
	index := make(gramIndex)
	for i, g := range was {
		if a.to[i] != none {
			continue
		}
		for _, gram := range slices.Compact(slices.Clone(g)) {
			index[gram] = append(index[gram], i)
		}
	}
	return index
}

// shared counts the telling pairs of characters that a text has in common with each block.
func (index gramIndex) shared(g grams) map[int]int {
	out := make(map[int]int)
	for _, gram := range slices.Compact(slices.Clone(g)) {
		if list := index[gram]; len(list) <= mostCommon {
			for _, i := range list {
				out[i]++
			}
		}
	}
	return out
}

// parts are the blocks of the side on which one paragraph stands as several.
type parts struct {
	blocks []models.Block
	grams  []grams
	link   []int // to the other side
	back   []int // from the other side
	joined []int // the answer
}

const (
	mostlyIn = 0.6 // share of a part that must stand in the whole that it was cut from
	partlyIn = 0.3 // share of the part that kept the id, which may have been rewritten
)

// joinParts finds blocks without a counterpart whose text is part of the block that their neighbour is linked to, and was or
// will be no part of the neighbour itself. The first of the parts carries the link.
func joinParts(p parts, wholes []models.Block, whole []grams) {
	cutFrom := func(part, rest int) bool {
		w := p.link[rest]
		return w != none && flows(p.blocks[rest]) && flows(wholes[w]) &&
			p.grams[part].within(whole[w]) >= mostlyIn && p.grams[rest].within(whole[w]) >= partlyIn && p.grams[part].within(p.grams[rest]) < mostlyIn
	}
	for k, b := range p.blocks {
		if p.link[k] != none || p.joined[k] != none || !flows(b) {
			continue
		}
		first := k - 1
		if k > 0 && p.joined[k-1] != none {
			first = p.joined[k-1]
		}
		switch {
		case first >= 0 && cutFrom(k, first):
			p.joined[k] = first
		case k+1 < len(p.blocks) && cutFrom(k, k+1):
			w := p.link[k+1]
			p.link[k], p.link[k+1], p.back[w], p.joined[k+1] = w, none, k, k
		}
	}
}

// flows reports whether a block is running text, which can be split and joined.
func flows(b models.Block) bool {
	return b.Kind == models.Paragraph || b.Kind == models.Quote || b.Kind == models.Note
}

// staying reports which lines after kept their order: the longest rising sequence of where they stood before (from). All others
// that have a counterpart were moved.
func staying(from []int) []bool {
	var piles []int             // of each length: the line after that ends the best sequence of it
	behind := nobody(len(from)) // of each line after: the one before it in its sequence
	for j, i := range from {
		if i == none {
			continue
		}
		k, _ := slices.BinarySearchFunc(piles, i, func(pile, i int) int { return cmp.Compare(from[pile], i) })
		if k > 0 {
			behind[j] = piles[k-1]
		}
		if k == len(piles) {
			piles = append(piles, j)
		} else {
			piles[k] = j
		}
	}
	out := make([]bool, len(from))
	if len(piles) > 0 {
		for j := piles[len(piles)-1]; j != none; j = behind[j] {
			out[j] = true
		}
	}
	return out
}

// walk visits the lines of a comparison in the order of the text after: here those that stand now, left those of n before that no
// longer stand where they did, behind the last one that stayed.
func walk(from []int, n int, stays []bool, here, left func(int)) {
	stayed := make([]bool, n)
	for j, i := range from {
		if stays[j] {
			stayed[i] = true
		}
	}
	leave := func(i int) {
		for ; i < n && !stayed[i]; i++ {
			left(i)
		}
	}
	leave(0)
	for j, i := range from {
		here(j)
		if stays[j] {
			leave(i + 1)
		}
	}
}
