package pdf

import (
	"fmt"
	"strings"

	"jianbao/internal/typeset"
)

// bookmark is a heading in the list beside the pages.
type bookmark struct {
	title  string
	level  int
	place  typeset.Place
	parent int // among bookmarks; -1: none
	kids   []int
	ref    ref
}

// bookmarks collects headings in the order in which they come.
type bookmarks struct {
	list []bookmark
	seen map[*typeset.Para]bool
}

func (b *bookmarks) heading(p *typeset.Para, level int, place typeset.Place) {
	if level == 0 || b.seen[p] {
		return
	}
	b.seen[p] = true
	title := strings.TrimSpace(strings.Join(strings.Fields(p.PlainText()), " "))
	b.list = append(b.list, bookmark{title: title, level: level, place: place, parent: -1})
}

// write puts the bookmarks into the file; 0: there are none.
func (b *bookmarks) write(d *document) ref {
	if len(b.list) == 0 {
		return 0
	}
	root := d.file.reserve()
	top := b.nest()
	for i := range b.list {
		b.list[i].ref = d.file.reserve()
	}
	b.siblings(d, top, root)
	d.file.object(root, fmt.Sprintf("<</Type/Outlines/First %v/Last %v/Count %d>>", b.list[top[0]].ref, b.list[top[len(top)-1]].ref, len(top)))
	return root
}

// nest hangs every bookmark under the last one of a higher level.
func (b *bookmarks) nest() (top []int) {
	var open []int
	for i := range b.list {
		for len(open) > 0 && b.list[open[len(open)-1]].level >= b.list[i].level {
			open = open[:len(open)-1]
		}
		if len(open) == 0 {
			top = append(top, i)
		} else {
			parent := open[len(open)-1]
			b.list[i].parent = parent
			b.list[parent].kids = append(b.list[parent].kids, i)
		}
		open = append(open, i)
	}
	return top
}

// siblings writes bookmarks that stand beside each other. They are closed: a reader opens what he wants to see.
func (b *bookmarks) siblings(d *document, list []int, parent ref) {
	for i, n := range list {
		m := b.list[n]
		var s strings.Builder
		fmt.Fprintf(&s, "<</Title%s/Parent %v/Dest%s", text(m.title), parent, d.destination(m.place))
		if i > 0 {
			fmt.Fprintf(&s, "/Prev %v", b.list[list[i-1]].ref)
		}
		if i < len(list)-1 {
			fmt.Fprintf(&s, "/Next %v", b.list[list[i+1]].ref)
		}
		if k := m.kids; len(k) > 0 {
			fmt.Fprintf(&s, "/First %v/Last %v/Count -%d", b.list[k[0]].ref, b.list[k[len(k)-1]].ref, len(k))
		}
		d.file.object(m.ref, s.String()+">>")
		b.siblings(d, m.kids, m.ref)
	}
}
