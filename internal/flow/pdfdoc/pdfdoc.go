// Package pdfdoc reads the text of PDF files: characters with their places are put into lines, lines into paragraphs, and what is
// printed at the edge of every page is marked as heads and feet. It draws nothing, runs nothing, and fetches nothing: PDFium works in
// a sandbox without files and addresses, and is thrown away with each file. What is a picture of text stays one: scans are refused.
package pdfdoc

import (
	"context"
	"errors"
	"fmt"

	"github.com/klippa-app/go-pdfium"

	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// Limits of one file, beside those of flow.
const (
	MaxPages  = 1000
	MaxGlyphs = 600_000 // characters of all pages, blanks included
)

// Read reads a file. It refuses with *flow.Error; one that has no text has the code Scanned. When ctx ends, it returns ctx's error.
func Read(ctx context.Context, data []byte) (*flow.File, error) {
	if len(data) > flow.MaxBytes {
		return nil, &flow.Error{Code: flow.TooLarge, Detail: "bytes", Limit: flow.MaxBytes}
	}
	e, err := loaded()
	if err != nil {
		return nil, err
	}
	d := &document{fonts: map[string]bool{}, elements: map[string]*element{}}
	if err := e.use(ctx, func(machine pdfium.Pdfium, w *watch) error { return d.take(machine, w, data) }); err != nil {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("read PDF: %w", ctx.Err())
		}
		if _, refused := errors.AsType[*flow.Error](err); !refused {
			return nil, &flow.Error{Code: flow.TooLarge, Detail: "memory", Limit: memoryPages << 16}
		}
		return nil, err
	}
	return d.file()
}

// document is a file while it is read.
type document struct {
	pages    []*page
	fonts    map[string]bool     // names that were judged: whether they are bold
	elements map[string]*element // of its tags, by their keys
	tally    gather.Tally
}

// page is what stands on a page. Its unit is the point.
type page struct {
	box      box
	glyphs   []glyph
	pictures int
}

// box is a part of a page; y grows upwards.
type box struct{ left, bottom, right, top float64 }

func (b box) holds(x, y float64) bool {
	return x >= b.left && x <= b.right && y >= b.bottom && y <= b.top
}

// file puts together what was taken off the pages.
func (d *document) file() (*flow.File, error) {
	if d.scanned() {
		return nil, &flow.Error{Code: flow.Scanned}
	}
	f := &flow.File{Format: flow.PDF}
	s := d.sheets()
	if d.trusted() {
		if err := d.tagged(f, s); err != nil {
			return nil, err
		}
		return d.tally.Finish(f)
	}
	dropFurniture(s)
	for _, p := range d.paragraphs(s) {
		if err := d.tally.Paragraph(*p); err != nil {
			return nil, err
		}
		f.Items = append(f.Items, flow.Item{Paragraph: p})
	}
	return d.tally.Finish(f)
}

// fewCharacters on a page with a picture are a stamp or a page number, not its text.
const fewCharacters = 20

// scanned tells a file whose pages are pictures, and reports the pages that are where others are not.
func (d *document) scanned() bool {
	pictures, readable := 0, 0
	for _, p := range d.pages {
		switch n := p.visible(); {
		case n <= fewCharacters && p.pictures > 0:
			pictures++
		case n > 0:
			readable++
		}
	}
	if readable == 0 {
		return true
	}
	for range pictures {
		d.tally.Omit(flow.Scan, "")
	}
	return pictures > 0 && readable*4 < pictures
}

// visible counts the characters that mean something.
func (p *page) visible() int {
	n := 0
	for _, g := range p.glyphs {
		if g.r != lost {
			n++
		}
	}
	return n
}
