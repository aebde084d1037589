package pdfdoc

import (
	"fmt"
	"strings"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// element is what a tagged file says of a part of its text: a paragraph, a cell, a note. Its key are the places of it and of what it
// stands in among their like, so that keys sort as the text reads, and the same element on two pages has one.
type element struct {
	role         string
	key          string
	parent       *element
	at           int // its place in parent
	size         int // how many parts it has
	across, down int // of cells
}

// mostTags bounds the parts that are looked at for one page; deepestTag how far they stand in each other.
const (
	mostTags   = 20_000
	deepestTag = 32
)

// tags reads the structure of the page: which element its marked content belongs to.
func (r *pageReader) tags() error {
	tree, err := r.machine.FPDF_StructTree_GetForPage(&requests.FPDF_StructTree_GetForPage{Page: r.ref})
	if err != nil {
		return nil //nolint:nilerr // a page without tags
	}
	count, err := r.machine.FPDF_StructTree_CountChildren(&requests.FPDF_StructTree_CountChildren{StructTree: tree.StructTree})
	if err == nil && count.Count > 0 {
		r.content = map[int]*element{}
		t := tagReader{r, mostTags}
		for i := range min(count.Count, mostTags) {
			child, err := r.machine.FPDF_StructTree_GetChildAtIndex(&requests.FPDF_StructTree_GetChildAtIndex{StructTree: tree.StructTree, Index: i})
			if err == nil {
				t.element(child.StructElement, nil, i, 0)
			}
		}
	}
	_, err = r.machine.FPDF_StructTree_Close(&requests.FPDF_StructTree_Close{StructTree: tree.StructTree})
	return err
}

type tagReader struct {
	*pageReader
	left int
}

// element takes an element and what it holds on this page.
func (t *tagReader) element(ref references.FPDF_STRUCTELEMENT, parent *element, at, depth int) {
	count, err := t.machine.FPDF_StructElement_CountChildren(&requests.FPDF_StructElement_CountChildren{StructElement: ref})
	if err != nil || depth > deepestTag {
		return
	}
	e := t.known(ref, parent, at, count.Count)
	for i := range count.Count {
		if t.left--; t.left < 0 {
			return
		}
		id, err := t.machine.FPDF_StructElement_GetChildMarkedContentID(&requests.FPDF_StructElement_GetChildMarkedContentID{StructElement: ref, Index: i})
		if err == nil {
			t.content[id.ChildMarkedContentID] = e
			continue
		}
		child, err := t.machine.FPDF_StructElement_GetChildAtIndex(&requests.FPDF_StructElement_GetChildAtIndex{StructElement: ref, Index: i})
		if err == nil {
			t.element(child.StructElement, e, i, depth+1)
		}
	}
}

// known is the element of this place, which an earlier page may have shown already.
func (t *tagReader) known(ref references.FPDF_STRUCTELEMENT, parent *element, at, size int) *element {
	key := fmt.Sprintf("%06d/", at)
	if parent != nil {
		key = parent.key + key
	}
	if e := t.doc.elements[key]; e != nil {
		return e
	}
	e := &element{key: key, parent: parent, at: at, size: size, across: 1, down: 1}
	if kind, err := t.machine.FPDF_StructElement_GetType(&requests.FPDF_StructElement_GetType{StructElement: ref}); err == nil {
		e.role = kind.Type
	}
	if e.is("TD", "TH") {
		t.spans(ref, e)
	}
	t.doc.elements[key] = e
	return e
}

// spans reads how many columns and rows a cell takes.
func (t *tagReader) spans(ref references.FPDF_STRUCTELEMENT, e *element) {
	count, err := t.machine.FPDF_StructElement_GetAttributeCount(&requests.FPDF_StructElement_GetAttributeCount{StructElement: ref})
	if err != nil {
		return
	}
	for i := range min(count.Count, 4) {
		a, err := t.machine.FPDF_StructElement_GetAttributeAtIndex(&requests.FPDF_StructElement_GetAttributeAtIndex{StructElement: ref, Index: i})
		if err != nil {
			continue
		}
		for name, span := range map[string]*int{"ColSpan": &e.across, "RowSpan": &e.down} {
			v, err := t.machine.FPDF_StructElement_Attr_GetValue(&requests.FPDF_StructElement_Attr_GetValue{StructElementAttribute: a.StructElementAttribute, Name: name})
			if err != nil {
				continue
			}
			n, err := t.machine.FPDF_StructElement_Attr_GetNumberValue(&requests.FPDF_StructElement_Attr_GetNumberValue{StructElementAttributeValue: v.StructElementAttributeValue})
			if err == nil && n.Value >= 1 && n.Value < 1000 {
				*span = int(n.Value)
			}
		}
	}
}

// tag is the element of a character; nil: it has none.
func (r *pageReader) tag(i int) *element {
	if r.content == nil {
		return nil
	}
	object, err := r.machine.FPDFText_GetTextObject(&requests.FPDFText_GetTextObject{TextPage: r.chars, Index: i})
	if err != nil {
		return nil
	}
	id, err := r.machine.FPDFPageObj_GetMarkedContentID(&requests.FPDFPageObj_GetMarkedContentID{PageObject: object.TextObject})
	if err != nil {
		return nil
	}
	return r.content[id.MarkedContentID]
}

func (e *element) is(roles ...string) bool {
	for _, r := range roles {
		if e != nil && e.role == r {
			return true
		}
	}
	return false
}

// inline are the roles of what stands within a paragraph.
var inline = map[string]bool{"Span": true, "Link": true, "Reference": true, "Quote": true, "Code": true, "Lbl": true, "Em": true, "Strong": true, "Sub": true, "Annot": true}

// blocks are the roles of paragraphs, with their level in the outline.
var blocks = map[string]int{
	"P": 0, "H": 1, "H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6, "LBody": 0, "LI": 0, "TOCI": 0, "Caption": 0, "BlockQuote": 0, "Note": 0,
	"TD": 0, "TH": 0, "Title": 0,
}

// block is the paragraph that an element is or stands in; nil: none that has a role of one.
func (e *element) block() *element {
	for e != nil && inline[e.role] {
		e = e.parent
	}
	if e == nil {
		return nil
	}
	if _, known := blocks[e.role]; !known {
		return nil
	}
	return e
}

// within is the nearest element with one of these roles that e is or stands in.
func (e *element) within(roles ...string) *element {
	for e != nil && !e.is(roles...) {
		e = e.parent
	}
	return e
}

// cell is the cell that e is or stands in.
func (e *element) cell() *element { return e.within("TD", "TH") }

// table is the table of a cell; nil where the cell does not stand in a row of one, and is no more than a paragraph.
func (e *element) table() *element {
	if e == nil || !e.parent.is("TR") {
		return nil
	}
	return e.parent.within("Table")
}

// trusted reports whether the tags of the file can say what its paragraphs are: almost all text has one, and no paragraph is a whole page.
func (d *document) trusted() bool {
	tagged, all := 0, 0
	sizes := map[*element]int{}
	for _, p := range d.pages {
		for _, g := range p.glyphs {
			all++
			if b := g.tag.block(); b != nil {
				tagged++
				sizes[b]++
			}
		}
	}
	for _, n := range sizes {
		if n > longestTagged {
			return false
		}
	}
	return tagged > 0 && tagged*10 >= all*8
}

// longestTagged is how many characters a paragraph has at most where tags are trusted.
const longestTagged = 8000

// noteOf is the footnote that a reference leads to: it stands right behind it, as the mark of a note and its text do in the text.
func (d *document) noteOf(e *element) *element {
	ref := e.within("Reference")
	if ref == nil || ref.parent == nil {
		return nil
	}
	if n := d.elements[fmt.Sprintf("%s%06d/", strings.TrimSuffix(ref.key, fmt.Sprintf("%06d/", ref.at)), ref.at+1)]; n.is("Note") {
		return n
	}
	return nil
}
