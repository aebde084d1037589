package pdfdoc

import (
	"errors"
	"math"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"jianbao/internal/flow"
)

// take takes everything off the pages that is needed, so that the machine can be thrown away.
func (d *document) take(machine pdfium.Pdfium, w *watch, data []byte) error {
	opened, err := machine.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		return refusalOf(err, w)
	}
	doc := opened.Document
	count, err := machine.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
	switch {
	case err != nil:
		return refusalOf(err, w)
	case count.PageCount > MaxPages:
		return &flow.Error{Code: flow.TooLarge, Detail: "pages", Limit: MaxPages}
	case count.PageCount == 0:
		return &flow.Error{Code: flow.Damaged, Detail: "pages"}
	}
	if err := d.omissions(machine, doc); err != nil {
		return refusalOf(err, w)
	}
	left := MaxGlyphs
	for i := range count.PageCount {
		if !w.progress() {
			return refusalOf(nil, w)
		}
		p, err := d.takePage(machine, doc, i, left)
		if err != nil {
			return refusalOf(err, w)
		}
		left -= len(p.glyphs)
		d.pages = append(d.pages, p)
	}
	return nil
}

// refusalOf is why PDFium could not go on. What it says itself is a matter of the file.
func refusalOf(err error, w *watch) error {
	_, refused := errors.AsType[*flow.Error](err)
	switch {
	case refused:
		return err
	case w.over():
		return &flow.Error{Code: flow.TooLarge, Detail: "milliseconds", Limit: int(pageTime.Milliseconds())}
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return &flow.Error{Code: flow.Encrypted}
	}
	return &flow.Error{Code: flow.Damaged, Detail: "pdf"}
}

// omissions reports what the whole file carries beside its pages.
func (d *document) omissions(machine pdfium.Pdfium, doc references.FPDF_DOCUMENT) error {
	scripts, err := machine.FPDFDoc_GetJavaScriptActionCount(&requests.FPDFDoc_GetJavaScriptActionCount{Document: doc})
	if err != nil {
		return err
	}
	files, err := machine.FPDFDoc_GetAttachmentCount(&requests.FPDFDoc_GetAttachmentCount{Document: doc})
	if err != nil {
		return err
	}
	d.omit(flow.Macro, scripts.JavaScriptActionCount)
	d.omit(flow.Object, files.AttachmentCount)
	return nil
}

// omit reports n things; a file may claim more than anybody counts.
func (d *document) omit(kind flow.OmissionKind, n int) {
	for range min(n, flow.MaxEntries) {
		d.tally.Omit(kind, "")
	}
}

func (d *document) takePage(machine pdfium.Pdfium, doc references.FPDF_DOCUMENT, index, left int) (*page, error) {
	loaded, err := machine.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: index})
	if err != nil {
		return nil, err
	}
	ref := requests.Page{ByReference: &loaded.Page}
	r := &pageReader{machine: machine, doc: d, page: &page{}, ref: ref}
	bounds, err := machine.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: ref})
	if err != nil {
		return nil, err
	}
	b := bounds.Rect
	r.page.box = box{float64(b.Left), math.Min(float64(b.Bottom), float64(b.Top)), float64(b.Right), math.Max(float64(b.Bottom), float64(b.Top))}
	for _, step := range []func() error{r.tags, func() error { return r.text(left) }, r.objects, r.annotations} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	_, err = machine.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	return r.page, err
}
