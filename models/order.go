package models

import (
	"slices"
	"strconv"
	"strings"
)

// Order is the contents of an issue by id: its sections, and the articles in each.
type Order []OrderedSection

// OrderedSection is one section of an order.
type OrderedSection struct {
	Section  int64
	Articles []int64
}

// String writes an order as forms carry it, 12:34,35;13: (section 12 with two articles, section 13 with none). Equal orders
// are written equally, so it also says which order something was made from.
func (o Order) String() string {
	var b strings.Builder
	for i, s := range o {
		if i > 0 {
			b.WriteByte(';')
		}
		b.WriteString(strconv.FormatInt(s.Section, 10))
		b.WriteByte(':')
		for k, id := range s.Articles {
			if k > 0 {
				b.WriteByte(',')
			}
			b.WriteString(strconv.FormatInt(id, 10))
		}
	}
	return b.String()
}

// ParseOrder reads what String wrote. Anything else is refused, and so is what names something twice.
func ParseOrder(s string) (Order, error) {
	var out Order
	for part := range strings.SplitSeq(s, ";") {
		if s == "" {
			break
		}
		head, tail, _ := strings.Cut(part, ":")
		section := OrderedSection{}
		section.Section, _ = strconv.ParseInt(head, 10, 64)
		for id := range strings.SplitSeq(tail, ",") {
			if tail == "" {
				break
			}
			n, _ := strconv.ParseInt(id, 10, 64)
			section.Articles = append(section.Articles, n)
		}
		out = append(out, section)
	}
	if out.String() != s || out.repeats() {
		return nil, Fail(CodeInvalid, "issue.order_invalid")
	}
	return out, nil
}

func (o Order) repeats() bool {
	sections, articles := o.Sections(), o.Articles()
	return repeats(sections) || repeats(articles)
}

func repeats(ids []int64) bool {
	ids = slices.Sorted(slices.Values(ids))
	return len(slices.Compact(slices.Clone(ids))) != len(ids)
}

// Sections are the ids of its sections in order.
func (o Order) Sections() []int64 {
	out := make([]int64, len(o))
	for i, s := range o {
		out[i] = s.Section
	}
	return out
}

// Articles are the ids of its articles in order.
func (o Order) Articles() []int64 {
	var out []int64
	for _, s := range o {
		out = append(out, s.Articles...)
	}
	return out
}

// Has reports whether a section or an article of this id stands in it.
func (o Order) Has(id int64) bool {
	return slices.Contains(o.Sections(), id) || slices.Contains(o.Articles(), id)
}

// SectionOf gives the section that each article stands in.
func (o Order) SectionOf() map[int64]int64 {
	out := make(map[int64]int64)
	for _, s := range o {
		for _, id := range s.Articles {
			out[id] = s.Section
		}
	}
	return out
}

// Sizes are the numbers of articles of its sections.
func (o Order) Sizes() []int {
	out := make([]int, len(o))
	for i, s := range o {
		out[i] = len(s.Articles)
	}
	return out
}

func (o Order) clone() Order {
	out := slices.Clone(o)
	for i := range out {
		out[i].Articles = slices.Clone(out[i].Articles)
	}
	return out
}

// find gives the place of an article; section is -1 for one that does not stand there.
func (o Order) find(id int64) (section, at int) {
	for s := range o {
		if at := slices.Index(o[s].Articles, id); at >= 0 {
			return s, at
		}
	}
	return -1, -1
}

// Direction is where something is moved to among its siblings.
type Direction int

// The directions.
const (
	Up   Direction = -1
	Down Direction = 1
)

// StepSection is the order with a section exchanged with its neighbour; at the edge it is the same.
func (o Order) StepSection(id int64, to Direction) Order {
	out := o.clone()
	at := slices.Index(o.Sections(), id)
	if other := at + int(to); at >= 0 && other >= 0 && other < len(o) {
		out[at], out[other] = out[other], out[at]
	}
	return out
}

// StepArticle is the order with an article exchanged with its neighbour. At the edge of a section it moves on into the section
// before or after; at the edge of the issue the order is the same.
func (o Order) StepArticle(id int64, to Direction) Order {
	out := o.clone()
	s, at := out.find(id)
	if s < 0 {
		return out
	}
	list := out[s].Articles
	if other := at + int(to); other >= 0 && other < len(list) {
		list[at], list[other] = list[other], list[at]
		return out
	}
	if next := s + int(to); next >= 0 && next < len(out) {
		out[s].Articles = slices.Delete(list, at, at+1)
		head := map[Direction]int{Down: 0, Up: len(out[next].Articles)}
		out[next].Articles = slices.Insert(out[next].Articles, head[to], id)
	}
	return out
}

// MoveTo is the order with an article at the end of another section.
func (o Order) MoveTo(id, section int64) Order {
	to := slices.Index(o.Sections(), section)
	if s, _ := o.find(id); s < 0 || to < 0 || s == to {
		return o.clone()
	}
	out := o.Without(id)
	out[to].Articles = append(out[to].Articles, id)
	return out
}

// With is the order with an article at the end of a section that it does not stand in yet.
func (o Order) With(id, section int64) Order {
	out := o.clone()
	if to := slices.Index(o.Sections(), section); to >= 0 {
		out[to].Articles = append(out[to].Articles, id)
	}
	return out
}

// WithoutSection is the order without a section, and what stood in it.
func (o Order) WithoutSection(id int64) (out Order, articles []int64) {
	for _, s := range o.clone() {
		if s.Section == id {
			articles = s.Articles
			continue
		}
		out = append(out, s)
	}
	return out, articles
}

// Without is the order without an article.
func (o Order) Without(id int64) Order {
	out := o.clone()
	for s := range out {
		out[s].Articles = slices.DeleteFunc(out[s].Articles, func(a int64) bool { return a == id })
	}
	return out
}

// Moved lists, of what stands in both lists, the fewest that have to be moved to come from one order to the other.
func Moved(was, now []int64) []int64 {
	at := make(map[int64]int, len(was))
	for i, id := range was {
		at[id] = i
	}
	both := slices.DeleteFunc(slices.Clone(now), func(id int64) bool { _, ok := at[id]; return !ok })
	length, before := make([]int, len(both)), make([]int, len(both))
	last := -1
	for i := range both {
		length[i], before[i] = 1, -1
		for k := range i {
			if at[both[k]] < at[both[i]] && length[k]+1 > length[i] {
				length[i], before[i] = length[k]+1, k
			}
		}
		if last < 0 || length[i] > length[last] {
			last = i
		}
	}
	stays := map[int64]bool{}
	for i := last; i >= 0; i = before[i] {
		stays[both[i]] = true
	}
	return slices.DeleteFunc(both, func(id int64) bool { return stays[id] })
}
