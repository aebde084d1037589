package newsroom_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/internal/testenv"
	"jianbao/models"
)

var numberLine = regexp.MustCompile(`第\s*87\s*期`)

// benchOffice is an office on SQLite in a real file.
func benchOffice(b *testing.B) *office {
	b.Helper()
	return newOffice(b, func(now func() time.Time) *store.Store { return storetest.SQLite(b, now) })
}

// wholeIssue is a bulletin of realistic length: ten articles, about 6,000 characters.
func wholeIssue(b *testing.B) []byte {
	b.Helper()
	data, err := os.ReadFile(filepath.Join(testenv.Root(), "internal", "demo", "issues", "087.txt"))
	must(b, err)
	return data
}

func BenchmarkImport(b *testing.B) {
	o, data := benchOffice(b), wholeIssue(b)
	for i := 0; b.Loop(); i++ {
		issue, _, err := o.ImportFile(b.Context(), o.editor, "087.txt", data, true)
		must(b, err)
		b.StopTimer()
		must(b, o.DeleteIssue(b.Context(), o.editor, issue.ID)) // frees the number
		b.StartTimer()
	}
}

func BenchmarkSave(b *testing.B) {
	o := benchOffice(b)
	issue, _, err := o.ImportFile(b.Context(), o.editor, "087.txt", wholeIssue(b), true)
	must(b, err)
	article := o.articles(b, issue.ID)[0]
	p, err := o.Article(b.Context(), o.editor, article)
	must(b, err)
	base, text := p.Article.RevisionID, p.Revision.Text
	for i := 0; b.Loop(); i++ {
		text.Title = fmt.Sprintf("第%d次保存", i)
		_, err := o.SaveArticle(b.Context(), o.editor, article, newsroom.SaveArticle{Base: base, Text: text})
		must(b, err)
		b.StopTimer()
		p, err := o.Article(b.Context(), o.editor, article)
		must(b, err)
		base = p.Article.RevisionID
		b.StartTimer()
	}
}

func BenchmarkPublication(b *testing.B) {
	o, data := benchOffice(b), wholeIssue(b)
	for number := 1000; b.Loop(); number++ {
		b.StopTimer()
		issue, _, err := o.ImportFile(b.Context(), o.editor, "087.txt", renumbered(data, number), true)
		must(b, err)
		must(b, o.Submit(b.Context(), o.editor, issue.ID))
		for _, a := range []models.Actor{o.first, o.second, o.signer} {
			must(b, o.approve(b, a, issue.ID, "同意"))
		}
		b.StartTimer()
		must(b, o.Publish(b.Context(), o.signer, issue.ID))
	}
}

// BenchmarkReadIssue is what a reader's page asks of the database; drawing it is measured in views.
func BenchmarkReadIssue(b *testing.B) {
	o := benchOffice(b)
	issue, _, err := o.ImportFile(b.Context(), o.editor, "087.txt", wholeIssue(b), true)
	must(b, err)
	must(b, o.Submit(b.Context(), o.editor, issue.ID))
	for _, a := range []models.Actor{o.first, o.second, o.signer} {
		must(b, o.approve(b, a, issue.ID, "同意"))
	}
	must(b, o.Publish(b.Context(), o.signer, issue.ID))
	for b.Loop() {
		_, err := o.ReadIssue(b.Context(), models.Actor{Role: models.Visitor}, o.bulletin, issue.ID)
		must(b, err)
	}
}

// renumbered is the same issue under another number.
func renumbered(data []byte, number int) []byte {
	return numberLine.ReplaceAll(data, fmt.Appendf(nil, "第 %d 期", number))
}
