package models

import (
	"reflect"
	"slices"
	"strings"
)

// Choice says which of two texts a part of a merge is taken from.
type Choice string

// The choices. Undecided is what both sides have changed: a person has to say.
const (
	Undecided  Choice = ""
	TakeTheirs Choice = "theirs"
	TakeMine   Choice = "mine"
	TakeBoth   Choice = "both" // of blocks that both texts have: theirs, then mine under a new id
)

// MergePart says what a row of a merge is about.
type MergePart string

// The parts.
const (
	MergeTitle  MergePart = "title"
	MergeUnits  MergePart = "units"
	MergeOrigin MergePart = "origin"
	MergeSource MergePart = "source"
	MergeAccess MergePart = "access"
	MergeOrder  MergePart = "order" // of the blocks
	MergeBlock  MergePart = "block"
)

// MergeSide is what one text has for a row.
type MergeSide struct {
	Text  string // to be read
	Block *Block // of blocks; nil: the text does not have it
}

// MergeRow is one part of an article in three texts. Blocks are paired by their permanent ids.
type MergeRow struct {
	Key                string // names the row: the part, or for a block its id after "block-"
	Part               MergePart
	Base, Theirs, Mine MergeSide
	Differs            bool   // theirs and mine are not the same
	Choice             Choice // preselected: what only one side has changed; Undecided where both have
}

// Both reports whether both sides can be taken, one after the other.
func (r MergeRow) Both() bool { return r.Differs && r.Theirs.Block != nil && r.Mine.Block != nil }

// Merge lays two texts that were written on the same base side by side: title, units, origin, source, access class, the order of the blocks
// where the two differ in it, and every block that either has, in the order of theirs.
func Merge(base, theirs, mine ArticleText) []MergeRow {
	rows := []MergeRow{
		factRow(MergeTitle, base.Title, theirs.Title, mine.Title),
		factRow(MergeUnits, strings.Join(base.Units, "、"), strings.Join(theirs.Units, "、"), strings.Join(mine.Units, "、")),
		factRow(MergeOrigin, string(base.Origin), string(theirs.Origin), string(mine.Origin)),
		factRow(MergeSource, base.Source, theirs.Source, mine.Source),
		factRow(MergeAccess, string(base.Access), string(theirs.Access), string(mine.Access)),
	}
	if row := orderRow(base.Body, theirs.Body, mine.Body); row.Differs {
		rows = append(rows, row)
	}
	for _, id := range interleave(ids(theirs.Body), ids(mine.Body)) {
		b, t, m := side(base.Body, id), side(theirs.Body, id), side(mine.Body, id)
		rows = append(rows, decided(MergeRow{Key: "block-" + id, Part: MergeBlock, Base: b, Theirs: t, Mine: m}, sameBlock))
	}
	return rows
}

func factRow(part MergePart, base, theirs, mine string) MergeRow {
	return decided(MergeRow{Key: string(part), Part: part, Base: MergeSide{Text: base}, Theirs: MergeSide{Text: theirs}, Mine: MergeSide{Text: mine}},
		func(a, b MergeSide) bool { return a.Text == b.Text })
}

// orderRow compares the order of the blocks that all have, so that a block which came or went is no change of order.
func orderRow(base, theirs, mine Body) MergeRow {
	b, t, m := ids(base), ids(theirs), ids(mine)
	common := func(list []string) MergeSide {
		return MergeSide{Text: strings.Join(slices.DeleteFunc(slices.Clone(list), func(id string) bool { return !slices.Contains(t, id) || !slices.Contains(m, id) }), " ")}
	}
	return decided(MergeRow{Key: string(MergeOrder), Part: MergeOrder, Base: common(b), Theirs: common(t), Mine: common(m)},
		func(a, b MergeSide) bool { return a.Text == b.Text })
}

// decided preselects the side that alone has changed the row.
func decided(r MergeRow, same func(a, b MergeSide) bool) MergeRow {
	r.Differs = !same(r.Theirs, r.Mine)
	switch {
	case !r.Differs, same(r.Base, r.Mine):
		r.Choice = TakeTheirs
	case same(r.Base, r.Theirs):
		r.Choice = TakeMine
	}
	return r
}

func side(b Body, id string) MergeSide {
	i := slices.IndexFunc(b.Blocks, func(one Block) bool { return one.ID == id })
	if i < 0 {
		return MergeSide{}
	}
	return MergeSide{Text: b.Blocks[i].PlainText(), Block: &b.Blocks[i]}
}

func sameBlock(a, b MergeSide) bool {
	return (a.Block == nil) == (b.Block == nil) && (a.Block == nil || reflect.DeepEqual(*a.Block, *b.Block))
}

func ids(b Body) []string {
	out := make([]string, len(b.Blocks))
	for i, bl := range b.Blocks {
		out[i] = bl.ID
	}
	return out
}

// interleave is first with what only second has, each behind the one it stands behind there.
func interleave(first, second []string) []string {
	out := slices.Clone(first)
	at := 0 // where the next one of second belongs
	for _, id := range second {
		if i := slices.Index(out, id); i >= 0 {
			at = i + 1
			continue
		}
		out = slices.Insert(out, at, id)
		at++
	}
	return out
}

// Merged is the text that the choices make, by the keys of the rows of Merge; a row that is not named is taken as preselected.
// undecided names the rows that somebody still has to decide on; the text takes theirs there. Taking theirs everywhere gives
// theirs, taking mine everywhere gives mine.
func Merged(base, theirs, mine ArticleText, choices map[string]Choice) (text ArticleText, undecided []string) {
	chosen := map[string]Choice{}
	for _, r := range Merge(base, theirs, mine) {
		c := r.Choice
		if picked := choices[r.Key]; r.Differs && (picked == TakeTheirs || picked == TakeMine || picked == TakeBoth && r.Both()) {
			c = picked
		}
		if c == Undecided {
			undecided = append(undecided, r.Key)
		}
		chosen[r.Key] = c
	}
	text = theirs
	for _, f := range []struct {
		part MergePart
		take func()
	}{
		{MergeTitle, func() { text.Title = mine.Title }},
		{MergeUnits, func() { text.Units = mine.Units }},
		{MergeOrigin, func() { text.Origin = mine.Origin }},
		{MergeSource, func() { text.Source = mine.Source }},
		{MergeAccess, func() { text.Access = mine.Access }},
	} {
		if chosen[string(f.part)] == TakeMine {
			f.take()
		}
	}
	order := interleave(ids(theirs.Body), ids(mine.Body))
	if chosen[string(MergeOrder)] == TakeMine {
		order = interleave(ids(mine.Body), ids(theirs.Body))
	}
	text.Body.Blocks = mergedBlocks(order, theirs.Body, mine.Body, chosen)
	return text, undecided
}

func mergedBlocks(order []string, theirs, mine Body, chosen map[string]Choice) []Block {
	out := []Block{}
	for _, id := range order {
		t, m := side(theirs, id).Block, side(mine, id).Block
		choice := chosen["block-"+id]
		if choice == TakeMine {
			t = nil
		} else if choice != TakeBoth {
			m = nil
		}
		if t != nil {
			out = append(out, *t)
		}
		if m == nil {
			continue
		}
		second := *m
		if t != nil {
			second.ID = NewBlockID()
		}
		out = append(out, second)
	}
	return out
}
