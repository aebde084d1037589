package export

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"jianbao/internal/flow/open"
	"jianbao/internal/manuscript"
	"jianbao/internal/typeset"
	"jianbao/internal/typeset/pdf"
	"jianbao/models"
)

// pdfExport is the PDF of an issue without pictures.
func pdfExport(tb testing.TB, c models.EditionContent, l models.Layout) []byte {
	tb.Helper()
	fonts, err := typeset.Shipped()
	if err != nil {
		tb.Fatal(err)
	}
	paper, err := typeset.Issue(c, l)
	if err != nil {
		tb.Fatal(err)
	}
	var b bytes.Buffer
	if err := pdf.Write(&b, typeset.Lay(paper, fonts), func(string) ([]byte, error) { return nil, errors.New("no pictures") }); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestIntakeReadsAPDFBackAsTheSameIssue(t *testing.T) {
	t.Parallel()
	for name, data := range texts(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, err := manuscript.Read(data)
			if err != nil {
				t.Fatal(err)
			}
			want := contentOf(d)
			for _, contents := range []bool{true, false} {
				l := models.OfficialLayout()
				l.Contents = contents
				f, err := open.Read(t.Context(), pdfExport(t, want, l), name+".pdf")
				if err != nil {
					t.Fatal(err)
				}
				again, err := manuscript.ReadFlow(f, nil)
				if err != nil {
					t.Fatal(err)
				}
				if got, want := unspaced(contentOf(again)), unspaced(want); got != want {
					t.Errorf("contents printed: %t\n%s", contents, difference(got, want))
				}
			}
		})
	}
}

// unspaced is the structure of an issue without blanks: those between numbers and Han characters are left out of PDFs by rule.
func unspaced(c models.EditionContent) string {
	return strings.NewReplacer(" ", "", "　", "", "\t", "").Replace(structure(c))
}
