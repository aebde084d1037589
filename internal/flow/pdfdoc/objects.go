package pdfdoc

import (
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"jianbao/internal/flow"
)

// objects counts what is drawn on the page.
func (r *pageReader) objects() error {
	count, err := r.machine.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: r.ref})
	if err != nil {
		return err
	}
	for i := range min(count.Count, mostObjects) {
		o, err := r.machine.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: r.ref, Index: i})
		if err != nil {
			return err
		}
		if err := r.object(o.PageObject, 0); err != nil {
			return err
		}
	}
	r.doc.omit(flow.Object, r.page.pictures)
	return nil
}

// Limits of what is looked at beside the text.
const (
	mostObjects = 3000
	mostNested  = 4
)

func (r *pageReader) object(ref references.FPDF_PAGEOBJECT, depth int) error {
	kind, err := r.machine.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: ref})
	if err != nil {
		return err
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_IMAGE:
		r.page.pictures++
	case enums.FPDF_PAGEOBJ_FORM:
		if depth < mostNested {
			return r.form(ref, depth)
		}
	default:
	}
	return nil
}

// form looks into a drawing that is kept apart and may hold others.
func (r *pageReader) form(ref references.FPDF_PAGEOBJECT, depth int) error {
	count, err := r.machine.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: ref})
	if err != nil {
		return nil //nolint:nilerr // an empty one is no fault
	}
	for i := range min(count.Count, mostObjects) {
		if r.seen++; r.seen > mostObjects {
			return nil
		}
		o, err := r.machine.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: ref, Index: uint64(i)})
		if err != nil {
			return err
		}
		if err := r.object(o.PageObject, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// annotations reports notes and form fields; what they say is not printed with the text.
func (r *pageReader) annotations() error {
	count, err := r.machine.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: r.ref})
	if err != nil {
		return err
	}
	for i := range min(count.Count, mostObjects) {
		a, err := r.machine.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: r.ref, Index: i})
		if err != nil {
			continue
		}
		kind, err := r.machine.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: a.Annotation})
		if err != nil {
			return err
		}
		if reported, known := annotationKinds[kind.Subtype]; known {
			r.doc.tally.Omit(reported, "")
		}
	}
	return nil
}

// annotationKinds are those that a person should know of. Links are part of the text.
var annotationKinds = map[enums.FPDF_ANNOTATION_SUBTYPE]flow.OmissionKind{
	enums.FPDF_ANNOT_SUBTYPE_TEXT: flow.Comment, enums.FPDF_ANNOT_SUBTYPE_FREETEXT: flow.Comment,
	enums.FPDF_ANNOT_SUBTYPE_HIGHLIGHT: flow.Comment, enums.FPDF_ANNOT_SUBTYPE_UNDERLINE: flow.Comment,
	enums.FPDF_ANNOT_SUBTYPE_STRIKEOUT: flow.Comment, enums.FPDF_ANNOT_SUBTYPE_STAMP: flow.Object,
	enums.FPDF_ANNOT_SUBTYPE_FILEATTACHMENT: flow.Object, enums.FPDF_ANNOT_SUBTYPE_WIDGET: flow.Field,
}
