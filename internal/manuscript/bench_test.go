package manuscript

import (
	"strings"
	"testing"
)

// BenchmarkReadSevenThousandCharacters reads an issue of four sections and ten articles with cuts, as long as a weekly one.
func BenchmarkReadSevenThousandCharacters(b *testing.B) {
	var text strings.Builder
	text.WriteString("开放前沿\n\n第87期\n\n主办：省自贸办　　2025年9月8日\n\n")
	article := 0
	for i, count := range []int{4, 3, 2, 1} {
		text.WriteString(hanNumber(i+1) + "、" + sectionPool[i] + "\n\n")
		for range count {
			article++
			text.WriteString("（" + hanNumber(article) + "）" + titlePool[article] + "\n\n")
			for p := range 4 {
				text.WriteString(strings.Join(clausePool[p:p+10], "，") + "，并且正在\n\n推广。\n\n")
			}
		}
	}
	data := []byte(text.String())
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadHostileFiles reads the largest files that are allowed.
func BenchmarkReadHostileFiles(b *testing.B) {
	for name, data := range hostileFiles() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, _ = Read([]byte(data))
			}
		})
	}
}
