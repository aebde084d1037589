package pdf_test

import (
	"io"
	"testing"

	"jianbao/internal/typeset"
	"jianbao/internal/typeset/pdf"
	"jianbao/models"
)

func BenchmarkWrite(b *testing.B) {
	for _, c := range []struct {
		name     string
		articles int
	}{{"TenArticles", 10}, {"HundredFiftyPages", 78}, {"ThreeHundredPages", 156}} {
		b.Run(c.name, func(b *testing.B) {
			p, draw := issue(b, content(c.articles)), pictures(b)
			b.ReportAllocs()
			for b.Loop() {
				if err := pdf.Write(io.Discard, p, draw); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(p.Pages)), "pages")
		})
	}
}

// BenchmarkLayAndWrite is an issue from its text to its file.
func BenchmarkLayAndWrite(b *testing.B) {
	fonts, err := typeset.Shipped()
	if err != nil {
		b.Fatal(err)
	}
	c, draw := content(10), pictures(b)
	b.ReportAllocs()
	for b.Loop() {
		paper, err := typeset.Issue(c, models.OfficialLayout())
		if err != nil {
			b.Fatal(err)
		}
		if err := pdf.Write(io.Discard, typeset.Lay(paper, fonts), draw); err != nil {
			b.Fatal(err)
		}
	}
}
