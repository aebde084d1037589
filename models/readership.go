package models

import (
	"slices"
	"strings"
)

// Readership is somebody as a reader of one bulletin's editions: the role he reads in, and the units that his memberships there belong to.
// Every query, page and file for readers takes one, and asks nothing else of who reads. Its zero value reads nothing.
type Readership struct {
	Role  Role
	Units []string // 限定单位: internal issues are read by those that they list
}

// NewReadership is the readership of somebody who reads in a role. Units of a role that reads nothing by them are left out, so that equal
// readerships have equal names.
func NewReadership(role Role, units []string) Readership {
	to := Readership{Role: role}
	if len(units) > 0 && len(to.IfListed()) > 0 {
		to.Units = slices.Compact(slices.Sorted(slices.Values(units)))
	}
	return to
}

// Visitors are who is not signed in: what they read is held ready, fed and exported.
func Visitors() Readership { return Readership{Role: Visitor} }

// Always lists the access classes that the readership reads, whatever units an issue lists.
func (to Readership) Always() (out []Access) {
	for _, class := range AccessClasses {
		if Can(to.Role, ReadEdition, Circumstances{Access: class}) {
			out = append(out, class)
		}
	}
	return out
}

// IfListed lists the access classes that the readership reads only where the issue lists one of its units.
func (to Readership) IfListed() (out []Access) {
	for _, class := range AccessClasses {
		if !Can(to.Role, ReadEdition, Circumstances{Access: class}) && Can(to.Role, ReadEdition, Circumstances{Access: class, Listed: true}) {
			out = append(out, class)
		}
	}
	return out
}

// Reads reports whether the readership reads what has an access class in an issue that lists these units.
func (to Readership) Reads(class Access, listed []string) bool {
	in := slices.ContainsFunc(to.Units, func(unit string) bool { return slices.Contains(listed, unit) })
	return Can(to.Role, ReadEdition, Circumstances{Access: class, Listed: in})
}

// Key tells readerships apart: what is kept for one is given to no other.
func (to Readership) Key() string {
	return string(to.Role) + "\n" + strings.Join(to.Units, "\n")
}

// Stricter is the stricter of two access classes; an empty one gives way.
func Stricter(a, b Access) Access {
	if slices.Index(AccessClasses, a) < slices.Index(AccessClasses, b) {
		return b
	}
	return a
}

// For is the content as a readership reads it, with the number of articles that are kept from it. An article that it may not read is not
// there at all: no gap tells of it, and no section that holds nothing else. The drawn contents name every title, so they go too, and are
// drawn again from what is left.
func (c EditionContent) For(to Readership) (out EditionContent, kept int) {
	m := c.Manifest
	may := func(own Access) bool { return to.Reads(Stricter(m.Access, own), m.ListedUnits) }
	gone := map[int64]bool{}
	var sections []EditionSection
	for _, s := range c.Sections {
		all := len(s.Articles)
		s.Articles = slices.DeleteFunc(slices.Clone(s.Articles), func(a EditionArticle) bool {
			gone[a.ID] = !may(a.Text.Access)
			return gone[a.ID]
		})
		if len(s.Articles) > 0 || all == 0 {
			sections = append(sections, s)
		}
		kept += all - len(s.Articles)
	}
	if kept == 0 {
		return c, 0
	}
	c.Sections, c.Manifest = sections, m.without(gone)
	c.Fragments.Contents = ""
	c.Fragments.Articles = slices.DeleteFunc(slices.Clone(c.Fragments.Articles), func(f ArticleFragment) bool { return gone[f.Article] })
	return c, kept
}

// Strictest is the strictest access class of the issue and its articles: who reads that reads everything.
func (c EditionContent) Strictest() Access {
	class := c.Manifest.Access
	for _, s := range c.Sections {
		for _, a := range s.Articles {
			class = Stricter(class, a.Text.Access)
		}
	}
	return class
}

// Class is the access class of an article of the content: the stricter of its own and the issue's.
func (c EditionContent) Class(a EditionArticle) Access {
	return Stricter(c.Manifest.Access, a.Text.Access)
}

// StricterArticle is an article that fewer people may read than its issue.
type StricterArticle struct {
	Number int // as printed
	Title  string
	Access Access
}

// Stricter lists the articles that fewer people may read than the issue, in printed order.
func (c EditionContent) Stricter() (out []StricterArticle) {
	for _, s := range c.Sections {
		for _, a := range s.Articles {
			if class := c.Class(a); class != c.Manifest.Access {
				out = append(out, StricterArticle{a.Number, a.Text.Title, class})
			}
		}
	}
	return out
}

// Classes are the access classes of the articles that have one of their own, by article.
func (c EditionContent) Classes() map[int64]Access {
	out := map[int64]Access{}
	for _, s := range c.Sections {
		for _, a := range s.Articles {
			if a.Text.Access != "" {
				out[a.ID] = a.Text.Access
			}
		}
	}
	return out
}

// With is the content with articles that are stricter than it knows, by article.
func (c EditionContent) With(classes map[int64]Access) EditionContent {
	c.Sections = slices.Clone(c.Sections)
	for s := range c.Sections {
		articles := slices.Clone(c.Sections[s].Articles)
		for i := range articles {
			articles[i].Text.Access = Stricter(articles[i].Text.Access, classes[articles[i].ID])
		}
		c.Sections[s].Articles = articles
	}
	return c
}

// Holds reports whether an article stands in the content.
func (c EditionContent) Holds(article int64) bool {
	return slices.ContainsFunc(c.Sections, func(s EditionSection) bool {
		return slices.ContainsFunc(s.Articles, func(a EditionArticle) bool { return a.ID == article })
	})
}

// without leaves articles out of a manifest, and sections that hold no other.
func (m Manifest) without(gone map[int64]bool) Manifest {
	var sections []ManifestSection
	for _, s := range m.Sections {
		all := len(s.Articles)
		s.Articles = slices.DeleteFunc(slices.Clone(s.Articles), func(a ManifestArticle) bool { return gone[a.Article] })
		if len(s.Articles) > 0 || all == 0 {
			sections = append(sections, s)
		}
	}
	m.Sections = sections
	return m
}
