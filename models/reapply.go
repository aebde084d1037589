package models

import "slices"

// Remade is an order that somebody made from an older one.
type Remade struct {
	Was, Mine Order
	Out       []int64 // articles that it takes out
	Gone      []int64 // sections that it removes
	// What it puts in can still be put in: articles of the pool, sections that were removed.
	Free, Back func(id int64) bool
}

// Reapplied is an order that somebody made from an older one, brought onto the order of now.
type Reapplied struct {
	Order        Order
	Out          []int64 // articles that stand now and go: those taken out, and all that a removed section holds
	Gone         []int64 // sections that stand now and go
	GoneSections []int64 // that do not exist any more
	GoneArticles []int64 // that do not stand in the issue any more, or cannot be placed in it now
}

// Reapply brings what somebody made onto the order o of now. What others have added since stays where they put it, as far as
// its neighbours let it; what they took away stays away.
func (o Order) Reapply(in Remade) Reapplied {
	var r Reapplied
	here, before := o.SectionOf(), in.Was.SectionOf()
	stays := func(id int64) bool {
		if _, stands := here[id]; stands {
			return true
		}
		_, stood := before[id]
		return !stood && in.Free(id)
	}
	exists := func(section int64) bool {
		return slices.Contains(o.Sections(), section) || !slices.Contains(in.Was.Sections(), section) && in.Back(section)
	}
	for _, s := range in.Mine {
		known := exists(s.Section)
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
	r.addSections(o, in.Gone)
	r.addArticles(o, in.Out)
	return r
}

// addSections puts in the sections that only now has: each behind what stands before it there, or in front. Those of gone go.
func (r *Reapplied) addSections(now Order, gone []int64) {
	for i, s := range now {
		if slices.Contains(r.Order.Sections(), s.Section) {
			continue
		}
		if slices.Contains(gone, s.Section) {
			r.Gone = append(r.Gone, s.Section)
			continue
		}
		at := behind(r.Order.Sections(), now[:i].Sections())
		r.Order = slices.Insert(r.Order, at, OrderedSection{Section: s.Section})
	}
}

// addArticles puts in the articles that only now has, in the same way. Those of out go, and those whose section goes.
func (r *Reapplied) addArticles(now Order, out []int64) {
	placed := r.Order.SectionOf()
	for _, s := range now {
		into := slices.Index(r.Order.Sections(), s.Section)
		for i, id := range s.Articles {
			if _, ok := placed[id]; ok {
				continue
			}
			if into < 0 || slices.Contains(out, id) {
				r.Out = append(r.Out, id)
				continue
			}
			to := &r.Order[into]
			to.Articles = slices.Insert(to.Articles, behind(to.Articles, s.Articles[:i]), id)
		}
	}
}

// behind is the place in a list behind the nearest of those before, or in front.
func behind(list, before []int64) int {
	for _, id := range slices.Backward(before) {
		if at := slices.Index(list, id); at >= 0 {
			return at + 1
		}
	}
	return 0
}
