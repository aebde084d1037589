package docx

import (
	"slices"
	"strings"

	"jianbao/internal/flow"
)

const sampleRunes = 24

// omissions count what did not become text, kind by kind, in the order in which the kinds first appeared.
type omissions struct{ kinds []flow.Omission }

func (o *omissions) add(kind flow.OmissionKind, sample string) {
	sample = clip(strings.Join(strings.Fields(clip(sample, 4*sampleRunes)), " "), sampleRunes)
	for i := range o.kinds {
		if k := &o.kinds[i]; k.Kind == kind {
			k.Count++
			if k.Sample == "" {
				k.Sample = sample
			}
			return
		}
	}
	o.kinds = append(o.kinds, flow.Omission{Kind: kind, Count: 1, Sample: sample})
}

func (o *omissions) list() []flow.Omission { return o.kinds }

// plain is the beginning of the text of nodes, for a sample: deleted text is text here.
func plain(nodes ...*node) string {
	var b strings.Builder
	gather(&b, nodes)
	return b.String()
}

func gather(b *strings.Builder, nodes []*node) {
	for _, n := range nodes {
		switch {
		case b.Len() > 16*sampleRunes:
			return
		case n.name == "w:instrText", n.name == "w:delInstrText":
		case n.name == "mc:AlternateContent":
			gather(b, chosen(n))
		case textual[n.name]:
			b.WriteString(n.text)
		default:
			gather(b, n.kids)
		}
	}
}

// countComments reports the comments; no one of them is text.
func (r *reader) countComments(part string) {
	r.walk(part, "w:comments", "", func(n *node) {
		if n.name == "w:comment" {
			r.omitted.add(flow.Comment, plain(n))
		}
	})
}

func (r *reader) countMacros(of relations) {
	for _, rel := range of.inLine {
		if rel.kind == "vbaProject" || rel.kind == "wordVbaData" {
			r.omitted.add(flow.Macro, "")
			return
		}
	}
}

// deleted reports a tracked deletion. One of neither text nor a drawing, such as that of a bookmark, is none.
func (s *story) deleted(n *node) {
	if text := plain(n); text != "" || drawn(n) {
		s.omitted.add(flow.Deletion, text)
	}
}

func drawn(n *node) bool {
	return n.name == "w:drawing" || n.name == "w:pict" || n.name == "w:object" || slices.ContainsFunc(n.kids, drawn)
}

// foreign reports a part that is put in whole, such as a page of HTML.
func (s *story) foreign(n *node) {
	if rel := s.relations.byID[n.attr("r:id")]; !rel.external { // those from elsewhere were reported with the relations
		s.omitted.add(flow.Object, baseName(rel.target))
	}
}
