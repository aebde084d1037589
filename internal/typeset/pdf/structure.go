package pdf

import (
	"fmt"
	"strconv"
	"strings"
)

// element is a part of what the document says, apart from where it stands: a heading, a paragraph, a cell.
type element struct {
	role   string
	extra  string // entries of its dictionary beside the usual ones
	parent *element
	kids   []kid
	ref    ref
}

// kid is an element, or marked content of a page, or an annotation.
type kid struct {
	element    *element
	page       ref
	content    int // number of the marked content on page
	annotation ref
}

func (e *element) add(role string) *element {
	k := &element{role: role, parent: e}
	e.kids = append(e.kids, kid{element: k})
	return k
}

// tree is the structure of a document.
type tree struct {
	root        *element
	pages       [][]*element // whose marked content stands on each page, by its number
	annotations []*element   // in the order of their numbers, which go on where those of pages end
}

// write puts the structure into the file and returns its root.
func (t *tree) write(f *file) ref {
	root := f.reserve()
	t.root.number(f)
	t.root.write(f, root)
	parents := f.add("<</Nums[" + t.parents() + "]>>")
	f.object(root, fmt.Sprintf("<</Type/StructTreeRoot/K[%v]/ParentTree %v/ParentTreeNextKey %d>>", t.root.ref, parents, len(t.pages)+len(t.annotations)))
	return root
}

func (e *element) number(f *file) {
	e.ref = f.reserve()
	for _, k := range e.kids {
		if k.element != nil {
			k.element.number(f)
		}
	}
}

func (e *element) write(f *file, parent ref) {
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type/StructElem/S/%s/P %v%s", e.role, parent, e.extra)
	page := ref(0)
	for _, k := range e.kids {
		if page == 0 {
			page = k.page
		}
	}
	if page != 0 {
		fmt.Fprintf(&b, "/Pg %v", page)
	}
	b.WriteString("/K[")
	for i, k := range e.kids {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(k.entry(page))
	}
	b.WriteString("]>>")
	f.object(e.ref, b.String())
	for _, k := range e.kids {
		if k.element != nil {
			k.element.write(f, e.ref)
		}
	}
}

// entry names a kid in an element on a page.
func (k kid) entry(page ref) string {
	switch {
	case k.element != nil:
		return k.element.ref.String()
	case k.annotation != 0:
		return fmt.Sprintf("<</Type/OBJR/Obj %v/Pg %v>>", k.annotation, k.page)
	case k.page == page:
		return strconv.Itoa(k.content)
	}
	return fmt.Sprintf("<</Type/MCR/Pg %v/MCID %d>>", k.page, k.content)
}

// parents lists the elements that the numbers of pages and annotations stand for.
func (t *tree) parents() string {
	var b strings.Builder
	for n, list := range t.pages {
		fmt.Fprintf(&b, "%d[", n)
		for _, e := range list {
			b.WriteString(e.ref.String() + " ")
		}
		b.WriteByte(']')
	}
	for i, e := range t.annotations {
		fmt.Fprintf(&b, "%d %v ", len(t.pages)+i, e.ref)
	}
	return b.String()
}
