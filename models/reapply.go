package models

import "slices"

// Reapplied is an order that somebody made from an older one, brought onto the order of now.
type Reapplied struct {
	Order        Order
	GoneSections []int64 // that do not exist any more
	GoneArticles []int64 // that do not stand in the issue any more, or cannot be placed in it now
}

// Reapply brings mine, which was made from was, onto the order o of now. What others have added since stays where they put it, as
// far as its neighbours let it; what they took away stays away. free tells which articles of the pool can be placed; out
// are those that mine takes out.
func (o Order) Reapply(was, mine Order, out []int64, free func(id int64) bool) Reapplied {
	var r Reapplied
	here, before := o.SectionOf(), was.SectionOf()
	stays := func(id int64) bool {
		if _, stands := here[id]; stands {
			return true
		}
		_, stood := before[id]
		return !stood && free(id)
	}
	for _, s := range mine {
		known := slices.Contains(o.Sections(), s.Section)
		if !known {
			r.GoneSections = append(r.GoneSections, s.Section)
		} else {
			r.Order = append(r.Order, OrderedSection{Section: s.Section})
		}
		for _, id := range s.Articles {
			_, stands := here[id]
			switch {
			case known && stays(id):
				last := &r.Order[len(r.Order)-1]
				last.Articles = append(last.Articles, id)
			case !stands:
				r.GoneArticles = append(r.GoneArticles, id)
			}
		}
	}
	r.add(o, out)
	return r
}

// add puts in what only now has: each behind what stands before it there, or in front.
func (r *Reapplied) add(now Order, out []int64) {
	for i, s := range now {
		if slices.Contains(r.Order.Sections(), s.Section) {
			continue
		}
		at := 0
		if i > 0 {
			at = slices.Index(r.Order.Sections(), now[i-1].Section) + 1
		}
		r.Order = slices.Insert(r.Order, at, OrderedSection{Section: s.Section})
	}
	placed := r.Order.SectionOf()
	for _, s := range now {
		to := &r.Order[slices.Index(r.Order.Sections(), s.Section)]
		for i, id := range s.Articles {
			if _, ok := placed[id]; ok || slices.Contains(out, id) {
				continue
			}
			at := 0
			if i > 0 {
				at = slices.Index(to.Articles, s.Articles[i-1]) + 1
			}
			to.Articles = slices.Insert(to.Articles, at, id)
		}
	}
}
