package manuscript

import (
	"testing"

	"jianbao/internal/flow"
)

// hostileFlows are the largest files that readers hand over, of one kind of item each.
func hostileFlows() map[string]*flow.File {
	const most = flow.MaxParagraphs - 1
	repeat := func(n int, item func(i int) flow.Item) *flow.File {
		f := &flow.File{Format: flow.Docx, Pictures: []flow.Picture{{Name: "a.png"}}}
		for i := range n {
			f.Items = append(f.Items, item(i))
		}
		return f
	}
	notes := repeat(most/2, func(i int) flow.Item { return para("", rich(flow.Run{Text: sentenceC}, flow.Run{Note: i + 1})) })
	for range most / 2 {
		notes.Notes = append(notes.Notes, flow.Note{Paragraphs: []flow.Paragraph{*para("注。").Paragraph}})
	}
	return map[string]*flow.File{
		"every size": repeat(most, func(i int) flow.Item { return para("首票业务落地", size(float64(i)/2), outlined(i%10)) }),
		"page heads": repeat(most, func(int) flow.Item { return para("开放前沿", in(flow.Header)) }),
		"numbers":    repeat(most, func(int) flow.Item { return para("首票", numbered("一、")) }),
		"list items": repeat(most, func(i int) flow.Item { return para("首票", numbered("•"), nested(i%9+1)) }),
		"tables": repeat(most/8, func(int) flow.Item {
			return table(1, []flow.Cell{cell("第一期", 1, 1), cell("二", 1, 1)}, []flow.Cell{cell("三", 1, 1), cell("四", 1, 1)})
		}),
		"pictures": repeat(most/2, func(int) flow.Item {
			return para("图1 口岸", rich(flow.Run{Picture: 1}, flow.Run{Text: "图1 口岸"}))
		}),
		"notes": notes,
	}
}

func TestTheLargestFlowsAreReadOrRefused(t *testing.T) {
	t.Parallel()
	for name, f := range hostileFlows() {
		if d, err := ReadFlow(f, nil); err == nil {
			if err := d.CheckCoverage(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if a, err := ReadArticle(f); err == nil {
			if err := a.CheckCoverage(); err != nil {
				t.Errorf("%s as an article: %v", name, err)
			}
		}
	}
}

// BenchmarkReadHostileFlows reads the largest files that readers hand over.
func BenchmarkReadHostileFlows(b *testing.B) {
	for name, f := range hostileFlows() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, _ = ReadFlow(f, nil)
			}
		})
	}
}
