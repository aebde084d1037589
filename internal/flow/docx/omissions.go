package docx

import (
	"slices"
	"strings"

	"jianbao/internal/flow"
)

// plainBytes is more than a sample shows.
const plainBytes = 400

// plain is the beginning of the text of nodes, for a sample: deleted text is text here.
func plain(nodes ...*node) string {
	var b strings.Builder
	collect(&b, nodes)
	return b.String()
}

func collect(b *strings.Builder, nodes []*node) {
	for _, n := range nodes {
		switch {
		case b.Len() > plainBytes:
			return
		case n.name == "w:instrText", n.name == "w:delInstrText":
		case n.name == "mc:AlternateContent":
			collect(b, chosen(n))
		case textual[n.name]:
			b.WriteString(n.text)
		default:
			collect(b, n.kids)
		}
	}
}

// countComments reports the comments; no one of them is text.
func (r *reader) countComments(part string) {
	r.walk(part, "w:comments", "", func(n *node) {
		if n.name == "w:comment" {
			r.tally.Omit(flow.Comment, plain(n))
		}
	})
}

func (r *reader) countMacros(of relations) {
	for _, rel := range of.inLine {
		if rel.kind == "vbaProject" || rel.kind == "wordVbaData" {
			r.tally.Omit(flow.Macro, "")
			return
		}
	}
}

// deleted reports a tracked deletion. One of neither text nor a drawing, such as that of a bookmark, is none.
func (s *story) deleted(n *node) {
	if text := plain(n); text != "" || drawn(n) {
		s.tally.Omit(flow.Deletion, text)
	}
}

func drawn(n *node) bool {
	return n.name == "w:drawing" || n.name == "w:pict" || n.name == "w:object" || slices.ContainsFunc(n.kids, drawn)
}

// foreign reports a part that is put in whole, such as a page of HTML.
func (s *story) foreign(n *node) {
	if rel := s.relations.byID[n.attr("r:id")]; !rel.external { // those from elsewhere were reported with the relations
		s.tally.Omit(flow.Object, baseName(rel.target))
	}
}
