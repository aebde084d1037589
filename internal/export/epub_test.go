package export

import (
	"bytes"
	"testing"

	"jianbao/internal/testenv"
	"jianbao/models"
)

func epubExport(tb testing.TB, c models.EditionContent, pictures Pictures) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := WriteEPUB(&b, c, pictures); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestABookWithEverythingPassesEpubcheck(t *testing.T) {
	t.Parallel()
	c, pictures := hostile(t)
	testenv.CheckEPUB(t, epubExport(t, c, pictures))
}

func TestABookWithoutArticlesPassesEpubcheck(t *testing.T) {
	t.Parallel()
	var c models.EditionContent
	c.Manifest.Masthead = models.Masthead{Name: "自贸动态", IssueNumber: models.IssueNumber{Kind: models.Regular, Year: 2026, Number: 1}}
	testenv.CheckEPUB(t, epubExport(t, c, noPictures))
}

func TestTheSameIssueGivesTheSameBook(t *testing.T) {
	t.Parallel()
	c, pictures := hostile(t)
	if !bytes.Equal(epubExport(t, c, pictures), epubExport(t, c, pictures)) {
		t.Error("two books of one issue differ")
	}
}
