package store

import (
	_ "embed" // the table
	"sync"
)

//go:embed variants.txt
var variantList string

// The block of nearly all Han characters in use.
const (
	firstCommonHan = 0x4E00
	lastCommonHan  = 0x9FFF
)

// variants gives the simplified form of traditional characters. In the common block, which texts are made of, it stands in its place.
type variants struct {
	common [lastCommonHan - firstCommonHan + 1]rune
	others map[rune]rune
}

// simplified is the list from Unihan that `task variants` writes.
var simplified = sync.OnceValue(func() *variants {
	table := &variants{others: map[rune]rune{}}
	for i := range table.common {
		table.common[i] = firstCommonHan + rune(i)
	}
	list := []rune(variantList)
	for i := 0; i+2 < len(list); i += 3 { // two characters and a line feed
		if r := list[i]; isCommonHan(r) {
			table.common[r-firstCommonHan] = list[i+1]
		} else {
			table.others[r] = list[i+1]
		}
	}
	return table
})
