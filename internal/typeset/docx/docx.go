// Package docx writes a paper as a file of WordprocessingML (ECMA-376, ISO/IEC 29500 transitional) that Word, WPS and LibreOffice open
// without repair: real styles with the names that these programs know, footnotes, a contents field, tables and pictures.
//
// It lays nothing out: what stands on which page, how wide columns are and how large pictures print comes from the laid-out pages, so
// that the Word file and the PDF say the same. It reads no file, no network and no clock.
package docx

import (
	"fmt"
	"io"
	"time"

	"jianbao/internal/typeset"
)

// Write writes pages as a .docx file. pictures gives the bytes of a stored picture, PNG, JPEG, GIF or BMP; it is asked once for each.
// The same pages and pictures give the same bytes. Errors are those of pictures, of a picture in another format, and of w.
func Write(w io.Writer, p *typeset.Pages, pictures func(sha256 string) ([]byte, error)) error {
	f := &file{pages: p, paper: p.Paper, g: p.Paper.Geometry, pictures: pictures, media: make(map[string]media), marked: make(map[string]bool), numbers: make(map[*typeset.Note]int)}
	f.names = bookmarks(p.Paper)
	f.style()
	f.document()
	f.footnotes()
	f.furniture()
	f.properties()
	if f.err != nil {
		return fmt.Errorf("write docx: %w", f.err)
	}
	if err := f.pack(w); err != nil {
		return fmt.Errorf("write docx: %w", err)
	}
	return nil
}

// file is a package on its way.
type file struct {
	pages    *typeset.Pages
	paper    *typeset.Paper
	g        typeset.Geometry
	pictures func(string) ([]byte, error)
	parts    []part
	main     relations         // of the document part
	noted    relations         // of the footnotes part
	names    map[string]string // of the bookmarks, by anchor
	marked   map[string]bool   // bookmarks that were set
	media    map[string]media
	notes    []*typeset.Note
	numbers  map[*typeset.Note]int // how each note was referred to: counts from 1
	counted  int                   // notes that Word numbers by itself
	shapes   int                   // numbers of drawings, unique in the file
	marks    int                   // numbers of bookmarks
	err      error
}

// part is one part of the package; kind is its content type, empty where the extension says it.
type part struct {
	name, kind string
	data       []byte
}

func (f *file) add(name, kind string, data []byte) {
	f.parts = append(f.parts, part{name, kind, data})
}

// fail keeps the first error.
func (f *file) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

// date is the day that the file bears everywhere; zip files can name none before 1980.
func (f *file) date() time.Time {
	d := f.paper.Info.Date.UTC()
	if d.Year() < 1980 || d.Year() > 2107 {
		return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return d
}

// twips is a length in twentieths of a point, the unit of Word.
func twips(p typeset.Points) int {
	if p < 0 {
		return -twips(-p)
	}
	return int(p*20 + 0.5)
}

// emu is a length in the unit of drawings.
func emu(p typeset.Points) int { return int(p*12700 + 0.5) }

// halves is a size in half points.
func halves(p typeset.Points) int { return int(p*2 + 0.5) }
