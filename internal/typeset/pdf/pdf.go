// Package pdf draws laid-out pages as a PDF file: the same places to the hundredth of a point, fonts with the glyphs that are used, text
// that copies and searches as it was written, tags for whoever listens, bookmarks and links.
//
// It reads no clock and no file: the same pages give the same bytes. What the files keep to is PDF 1.7 (ISO 32000-1) and PDF/A-2u
// (ISO 19005-2); docs/adr/0010-own-pdf-writer.md says what they do not.
package pdf

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"jianbao/internal/typeset"
)

// Pictures gives a stored picture by its SHA-256. An error ends the writing.
type Pictures func(sha256 string) ([]byte, error)

// Write draws pages as a PDF. It holds one page and one picture at a time. A picture that cannot be read, or a font that cannot be
// embedded, gives an error that names it; what was written until then is no PDF.
func Write(w io.Writer, p *typeset.Pages, pictures func(sha256 string) ([]byte, error)) error {
	if len(p.Pages) == 0 {
		return errors.New("a PDF needs a page")
	}
	d := &document{
		file: newFile(w), pages: p, pictures: pictures, tags: newTagger(p.Paper, len(p.Pages)),
		marks: bookmarks{seen: make(map[*typeset.Para]bool)}, images: make(map[string]string), faces: make(map[*typeset.Face]*typeface),
		mark: sync.OnceValues(func() (typeset.Lettering, error) { return typeset.NewLettering(p.Paper.Mark) }),
	}
	d.tree, d.resources = d.file.reserve(), d.file.reserve()
	for range p.Pages {
		d.pageRefs = append(d.pageRefs, d.file.reserve())
	}
	for n := range p.Pages {
		if err := d.page(n); err != nil {
			return fmt.Errorf("page %d: %w", n+1, err)
		}
	}
	return d.finish()
}

// document is a PDF on its way into a file.
type document struct {
	file      *file
	pages     *typeset.Pages
	pictures  Pictures
	tags      *tagger
	marks     bookmarks
	mark      func() (typeset.Lettering, error)
	tree      ref // of the pages
	resources ref
	pageRefs  []ref
	fonts     []*typeface
	faces     map[*typeset.Face]*typeface
	images    map[string]string // names by hash
	xobjects  strings.Builder
	buffer    []byte
}

// typeface is a face as a font of the document.
func (d *document) typeface(f *typeset.Face) (*typeface, error) {
	if t := d.faces[f]; t != nil {
		return t, nil
	}
	t, err := newTypeface(len(d.fonts)+1, d.file.reserve(), f)
	if err != nil {
		return nil, err
	}
	d.faces[f] = t
	d.fonts = append(d.fonts, t)
	return t, nil
}

// finish writes what all pages share.
func (d *document) finish() error {
	var fonts strings.Builder
	for _, t := range d.fonts {
		t.write(d.file)
		fmt.Fprintf(&fonts, "/%s %v", t.name, t.ref)
	}
	d.file.object(d.resources, "<</Font<<"+fonts.String()+">>/XObject<<"+d.xobjects.String()+">>>>")
	d.file.object(d.tree, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(d.pageRefs), refs(d.pageRefs)))
	structure := d.tags.tree.write(d.file)
	outlines := ""
	if r := d.marks.write(d); r != 0 {
		outlines = fmt.Sprintf("/Outlines %v", r)
	}
	metadata, intent := d.metadata(), d.intent()
	root := d.file.add(fmt.Sprintf("<</Type/Catalog/Pages %v/Lang(%s)/MarkInfo<</Marked true>>/StructTreeRoot %v%s/ViewerPreferences<</DisplayDocTitle true>>"+
		"/PageLabels<</Nums[0<</S/D>>]>>/Metadata %v/OutputIntents[%v]>>", d.tree, language, structure, outlines, metadata, intent))
	return d.file.close(root, d.info())
}
