package manuscript

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"testing"

	"jianbao/internal/flow"
)

func readArticle(t *testing.T, f *flow.File) *ArticleDraft {
	t.Helper()
	a, err := ReadArticle(f)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.CheckCoverage(); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAnArticleWithTablePictureAndNoteReadsAsItsGoldenFile(t *testing.T) {
	t.Parallel()
	a := readArticle(t, sentArticle())
	var got bytes.Buffer
	head, err := json.Marshal(map[string]any{
		"title": a.Title.Value, "units": values(a.Units), "authors": values(a.Authors), "source": a.Source.Value, "date": a.Date,
	})
	if err != nil {
		t.Fatal(err)
	}
	got.Write(append(head, '\n'))
	if err := WriteJSON(&got, a.Document, true); err != nil {
		t.Fatal(err)
	}
	checkGolden(t, filepath.Join("testdata", "flow", "article.json"), got.Bytes())
}
