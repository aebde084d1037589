package views

import (
	"slices"
	"strconv"

	"jianbao/models"
)

// passageMark and passageSign are marks of the desk's reading view alone: no stored text has them. Href holds the comment.
const (
	passageMark models.MarkKind = "passage"
	passageSign models.MarkKind = "passage_sign"
	passageMore models.MarkKind = "passage_more" // the rest of a passage that other marks divide
)

// PassageRange is a commented stretch of a block, in characters of models.Block.Letters.
type PassageRange struct {
	Comment  int64
	Sign     string // what leads from the passage to the comment
	From, To int
}

// withPassages draws commented passages into a block. What it makes is for the page alone.
func withPassages(b models.Block, ranges []PassageRange) models.Block {
	if len(ranges) == 0 {
		return b
	}
	m := marking{ranges: ranges, begun: map[int64]bool{}}
	if models.PlainText(b.Inlines) != "" {
		b.Inlines = m.part(b.Inlines)
	}
	b.Items = slices.Clone(b.Items)
	for i := range b.Items {
		b.Items[i].Inlines = m.part(b.Items[i].Inlines)
	}
	b.Rows = slices.Clone(b.Rows)
	for y := range b.Rows {
		b.Rows[y] = slices.Clone(b.Rows[y])
		for x := range b.Rows[y] {
			b.Rows[y][x].Inlines = m.part(b.Rows[y][x].Inlines)
		}
	}
	return b
}

// marking walks through the parts of a block as models.Block.Letters counts them.
type marking struct {
	ranges []PassageRange
	begun  map[int64]bool // passages whose first piece is drawn: it carries the anchor
	at     int
}

// part marks one run of inlines; the parts of a block are a character apart.
func (m *marking) part(in []models.Inline) []models.Inline {
	var out []models.Inline
	for _, i := range in {
		text := []rune(i.Text)
		for start := 0; start < len(text); {
			end := m.nextEdge(m.at+start, m.at+len(text)) - m.at
			piece := models.Inline{Text: string(text[start:end]), Marks: append(slices.Clone(i.Marks), m.marksAt(m.at+start)...)}
			out = append(append(out, piece), m.signsAt(m.at+end)...)
			start = end
		}
		if len(text) == 0 {
			out = append(out, i)
		}
		m.at += len(text)
	}
	m.at++
	return out
}

// nextEdge is where the next passage begins or ends behind at, most where none does.
func (m *marking) nextEdge(at, most int) int {
	for _, r := range m.ranges {
		for _, edge := range []int{r.From, r.To} {
			if edge > at && edge < most {
				most = edge
			}
		}
	}
	return most
}

func (m *marking) marksAt(at int) (out []models.Mark) {
	for _, r := range m.ranges {
		if at < r.From || at >= r.To {
			continue
		}
		kind := passageMark
		if m.begun[r.Comment] {
			kind = passageMore
		}
		m.begun[r.Comment] = true
		out = append(out, models.Mark{Kind: kind, Href: strconv.FormatInt(r.Comment, 10)})
	}
	return out
}

// signsAt are what stands behind passages that end at a place.
func (m *marking) signsAt(at int) (out []models.Inline) {
	for _, r := range m.ranges {
		if r.To == at {
			out = append(out, models.Inline{Text: r.Sign, Marks: []models.Mark{{Kind: passageSign, Href: strconv.FormatInt(r.Comment, 10)}}})
		}
	}
	return out
}

func passageAnchor(comment string) string { return "passage-" + comment }
func commentAnchor(comment int64) string  { return "comment-" + strconv.FormatInt(comment, 10) }
