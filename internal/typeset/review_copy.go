package typeset

import (
	"strconv"

	"jianbao/models"
)

// ReviewCopy is the review copy (送审稿): the issue as it prints, with what it is on every page, a name for every part of a text, and a
// last page on which the steps of the review sign.
func ReviewCopy(r models.ReviewCopy, l models.Layout) (*Paper, error) {
	perSection := r.Content.Manifest.Numbering == models.PerSection
	p, err := issue(r.Content, l, func(s models.EditionSection, a models.EditionArticle, n int) string {
		place := strconv.Itoa(a.Number) + "-" + strconv.Itoa(n)
		if perSection && s.Number > 0 {
			return strconv.Itoa(s.Number) + "-" + place
		}
		return place
	})
	if err != nil {
		return nil, err
	}
	p.Info.Title, p.Head, p.Mark = r.File, r.Head, r.Mark
	for _, b := range p.Foot[:max(len(p.Foot)-1, 0)] {
		if line, is := b.(*Para); is {
			line.Keep = true
		}
	}
	// The colophon ends the issue, not the page on which the steps sign.
	p.Flow = append(append(p.Flow, p.Foot...), &Break{}, &Para{Style: StyleSheet, Runs: Text(r.Title)}, p.facts(r.Facts, nil))
	p.Foot = nil
	p.Flow = append(append(p.Flow, p.steps(r.Steps)...), &Para{Style: StyleRemark, Runs: Text(r.Note)})
	return p, nil
}
