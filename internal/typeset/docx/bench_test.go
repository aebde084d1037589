package docx

import (
	"io"
	"testing"

	"jianbao/internal/testenv"
	"jianbao/internal/typeset"
	"jianbao/models"
)

// longer is the issue so many times over.
func longer(times int) models.EditionContent {
	c := issue()
	sections := c.Sections
	for n := 1; n < times; n++ {
		for _, s := range sections {
			articles := make([]models.EditionArticle, len(s.Articles))
			for i, a := range s.Articles {
				a.ID += int64(100 * n)
				articles[i] = a
			}
			c.Sections = append(c.Sections, models.EditionSection{Number: len(c.Sections) + 1, Title: s.Title, Articles: articles})
		}
	}
	return c
}

// pictured keeps the pictures of stock, as a library of files does.
func pictured(b *testing.B) func(string) ([]byte, error) {
	b.Helper()
	kept := map[string][]byte{}
	return func(sha string) ([]byte, error) {
		if data, known := kept[sha]; known {
			return data, nil
		}
		data, err := stock(sha)
		kept[sha] = data
		return data, err
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, c := range []struct {
		name  string
		times int
	}{{"TenArticles", 1}, {"HundredFiftyPages", 8}, {"ThreeHundredPages", 16}} {
		b.Run(c.name, func(b *testing.B) {
			pages, pictures := laid(b, longer(c.times)), pictured(b)
			b.ReportAllocs()
			for b.Loop() {
				if err := Write(io.Discard, pages, pictures); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(pages.Pages)), "pages")
		})
	}
}

// BenchmarkLayAndWrite is an issue of ten articles from its text to its file.
func BenchmarkLayAndWrite(b *testing.B) {
	fonts, err := typeset.Shipped()
	if err != nil {
		b.Fatal(err)
	}
	c, pictures := issue(), pictured(b)
	b.ReportAllocs()
	for b.Loop() {
		paper, err := typeset.Issue(c, models.OfficialLayout())
		if err != nil {
			b.Fatal(err)
		}
		if err := Write(io.Discard, typeset.Lay(paper, fonts), pictures); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLibreOffice is what a program for offices takes to make a PDF of the same file, its start included: the way that is not gone.
func BenchmarkLibreOffice(b *testing.B) {
	testenv.Require(b, testenv.LibreOffice)
	data := written(b, laid(b, issue()))
	for b.Loop() {
		testenv.Convert(b, data, "docx", "pdf")
	}
}
