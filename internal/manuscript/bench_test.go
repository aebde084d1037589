package manuscript

import (
	"strings"
	"testing"

	"jianbao/internal/flow"
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

// BenchmarkReadFlowOfSevenThousandCharacters reads the same from a file that knows its paragraphs.
func BenchmarkReadFlowOfSevenThousandCharacters(b *testing.B) {
	items := []flow.Item{para("开放前沿", in(flow.Box), size(48)), para("第87期", in(flow.Box)), para("主办：省自贸办　　2025年9月8日", in(flow.Box))}
	article := 0
	for i, count := range []int{4, 3, 2, 1} {
		items = append(items, para(sectionPool[i], numbered(hanNumber(i+1)+"、"), size(18)))
		for range count {
			article++
			items = append(items, para(titlePool[article], numbered("（"+hanNumber(article)+"）"), bold))
			for p := range 4 {
				items = append(items, para(strings.Join(clausePool[p:p+10], "，")+"，并且正在推广。"))
			}
		}
	}
	f := &flow.File{Format: flow.Docx, Items: items}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadFlow(f, nil); err != nil {
			b.Fatal(err)
		}
	}
}
