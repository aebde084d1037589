package manuscript

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"jianbao/internal/flow"
)

// mostLooks is how many looks of titles are told apart in one file.
const mostLooks = 6

// lookFamilies are the families of titles told by their looks, the most prominent first.
var lookFamilies = []family{look1, look1 + 1, look1 + 2, look1 + 3, look1 + 4, look1 + 5}

// look is what sets a title off from the text, from a person's point of view.
type look struct {
	named   bool // its style is that of the file's title
	outline int
	size    float64
	centred bool
	bold    bool
}

var titleStyles = []string{"title", "标题", "文章标题", "大标题"}

// lookOf is the look of a paragraph. The outline level says more than the rest, which then does not count.
func lookOf(p flow.Paragraph) look {
	switch {
	case slices.Contains(titleStyles, strings.ToLower(strings.TrimSpace(p.Style))):
		return look{named: true}
	case p.Outline > 0:
		return look{outline: p.Outline}
	}
	return look{size: math.Round(2*p.Size) / 2, centred: p.Align == flow.Center, bold: p.Bold}
}

// stands reports whether the look sets a line off from text that looks like body.
func (k look) stands(body look) bool {
	return k.named || k.outline > 0 || k.size > body.size && body.size > 0 || k.size >= body.size && (k.centred && !body.centred || k.bold && !body.bold)
}

// bodyLook is the look of most of the text.
func bodyLook(es []entry) look {
	weight := map[look]int{}
	for _, e := range es {
		if p := e.paragraph(); p.Place == flow.Body && e.hint.paragraph != nil && e.grid == nil {
			weight[look{size: math.Round(2*p.Size) / 2, centred: p.Align == flow.Center, bold: p.Bold}] += e.End - e.Start
		}
	}
	best := look{}
	for k, n := range weight {
		if n > weight[best] || n == weight[best] && k.compare(best, nil) < 0 {
			best = k
		}
	}
	return best
}

// compare orders looks, the most prominent first. heights are the sizes of the outline levels.
func (k look) compare(o look, heights map[int]float64) int {
	height := func(k look) float64 {
		switch {
		case k.named:
			return math.Inf(1)
		case k.outline > 0:
			return heights[k.outline]
		}
		return k.size
	}
	level := func(k look) int { return cmp.Or(k.outline, 10) }
	return cmp.Or(cmp.Compare(height(o), height(k)), cmp.Compare(level(k), level(o)), less(o.centred, k.centred), less(o.bold, k.bold))
}

func less(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return 1
	}
	return -1
}

// outlineHeights are the sizes in which the outline levels are set; a level counts for no larger than the one above it.
func outlineHeights(es []entry, body look) map[int]float64 {
	out := map[int]float64{}
	for _, e := range es {
		if p := e.paragraph(); p.Outline > 0 {
			out[p.Outline] = max(out[p.Outline], p.Size, body.size)
		}
	}
	above := math.Inf(1)
	for n := 1; n <= 9; n++ {
		if h, ok := out[n]; ok {
			out[n] = min(h, above)
			above = out[n]
		}
	}
	return out
}

// takeLooks ranks the looks of the lines that could be titles, from 1 for the most prominent. A line without marker that stands out
// is a title of the family of its look.
func (r *reader) takeLooks(es []entry) {
	if r.known == nil {
		return
	}
	body := bodyLook(es)
	heights := outlineHeights(es, body)
	seen := map[look]bool{}
	for i := range es {
		if e := &es[i]; e.stands(body) {
			seen[lookOf(e.paragraph())] = true
		}
	}
	looks := slices.Collect(maps.Keys(seen))
	slices.SortFunc(looks, func(a, b look) int { return a.compare(b, heights) })
	looks = looks[:min(len(looks), mostLooks)]
	for i := range es {
		e := &es[i]
		if !e.stands(body) {
			continue
		}
		if e.look = slices.Index(looks, lookOf(e.paragraph())) + 1; e.look > 0 && e.mark.fam == unmarked {
			e.mark.fam, e.title, e.plain = lookFamilies[e.look-1], true, false
		}
	}
	tellTwins(es)
}

// stands reports whether a line could be a title and looks like one.
func (e *entry) stands(body look) bool {
	p := e.paragraph()
	return (e.title || e.brief) && lookOf(p).stands(body)
}

// tellTwins marks the headings that have the numbers of titles but not their looks: 一、 inside an article beside 一、 of a section.
func tellTwins(es []entry) {
	of := map[family][]*entry{}
	for i := range es {
		if e := &es[i]; e.title && e.mark.fam.numbered() {
			of[e.mark.fam] = append(of[e.mark.fam], e)
		}
	}
	for _, all := range of {
		top := prominent(all)
		if len(top) == 0 || runsThrough(all, false) || !runsThrough(top, true) {
			continue
		}
		for _, e := range all {
			e.twin = e.look != top[0].look
		}
	}
}

// prominent are the entries with the first of the looks there are; none where nothing is known of them.
func prominent(es []*entry) []*entry {
	looked := slices.DeleteFunc(slices.Clone(es), func(e *entry) bool { return e.look == 0 })
	if len(looked) == 0 {
		return nil
	}
	top := slices.MinFunc(looked, func(a, b *entry) int { return a.look - b.look }).look
	return slices.DeleteFunc(looked, func(e *entry) bool { return e.look != top })
}

// runsThrough reports whether the numbers count up by one from 1, perhaps beginning anew.
func runsThrough(es []*entry, anew bool) bool {
	last := 0
	for _, e := range es {
		n := e.mark.num
		if n != last+1 && (!anew || n != 1) {
			return false
		}
		last = n
	}
	return true
}
