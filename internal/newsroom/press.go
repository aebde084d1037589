package newsroom

import (
	"bytes"
	"fmt"
	"io"
	"net/http"

	"jianbao/internal/export"
	"jianbao/internal/typeset"
	"jianbao/internal/typeset/docx"
	"jianbao/internal/typeset/pdf"
	"jianbao/models"
)

// printing is an issue on its way into files. The page model is laid out once, for Word and PDF alike.
type printing struct {
	news    *Newsroom
	content models.EditionContent
	signed  models.EditionContent // without the note of a correction before the editor's note
	pages   *typeset.Pages
	parts   []export.Part // what the archive holds besides
	edition string        // hash of the edition; empty: a draft
}

// presses make the formats.
var presses = map[models.FileFormat]func(p *printing, w io.Writer) error{
	models.FormatWord:     func(p *printing, w io.Writer) error { return docx.Write(w, p.pages, p.picture) },
	models.FormatPDF:      func(p *printing, w io.Writer) error { return pdf.Write(w, p.pages, p.picture) },
	models.FormatEPUB:     func(p *printing, w io.Writer) error { return export.WriteEPUB(w, p.content, p.typed) },
	models.FormatText:     func(p *printing, w io.Writer) error { return export.WriteText(w, p.content) },
	models.FormatMarkdown: func(p *printing, w io.Writer) error { return export.WriteMarkdown(w, p.content, p.typed) },
	models.FormatJSON:     func(p *printing, w io.Writer) error { return export.WriteJSON(w, p.signed) },
	models.FormatArchive:  func(p *printing, w io.Writer) error { return export.WriteArchive(w, p.content, p.edition, p.parts) },
}

// picture gives the bytes of a stored picture.
func (p *printing) picture(sha256 string) ([]byte, error) { return p.news.files.Get(sha256) }

// typed gives a stored picture with its content type, told from its first bytes.
func (p *printing) typed(sha256 string) ([]byte, string, error) {
	data, err := p.news.files.Get(sha256)
	return data, http.DetectContentType(data), err
}

// add puts a file into the archive.
func (p *printing) add(folder, name, contentType string, open func() ([]byte, error)) {
	p.parts = append(p.parts, export.Part{Folder: folder, Name: name, ContentType: contentType, Open: func() (io.ReadCloser, error) {
		data, err := open()
		return io.NopCloser(bytes.NewReader(data)), err
	}})
}

// press makes one file of an issue.
func (p *printing) press(f models.FileFormat) ([]byte, error) {
	write, known := presses[f]
	if !known {
		return nil, models.NotFound()
	}
	var b bytes.Buffer
	if err := write(p, &b); err != nil {
		return nil, fmt.Errorf("make %s: %w", f, err)
	}
	return b.Bytes(), nil
}

// typeset lays an issue out, as its own layout says.
func (n *Newsroom) typeset(c models.EditionContent) (*printing, error) {
	printed := c.Printed()
	c = printed.Noted()
	paper, err := typeset.Issue(c, c.Laid())
	if err != nil {
		return nil, err
	}
	fonts, err := n.setIn()
	if err != nil {
		return nil, err
	}
	return &printing{news: n, content: c, signed: printed, pages: typeset.Lay(paper, fonts)}, nil
}

// setIn are the fonts that paper is set in: the office's, or the shipped ones.
func (n *Newsroom) setIn() (*typeset.Fonts, error) {
	if n.fonts != nil {
		return n.fonts, nil
	}
	return typeset.Shipped()
}
