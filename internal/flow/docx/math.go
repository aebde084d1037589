package docx

import "jianbao/internal/flow"

// before are the signs of a formula that are drawn and not written. An element may name others.
var before = map[string]struct{ sign, properties, named string }{
	"m:den":  {sign: "/"},
	"m:rad":  {sign: "√"},
	"m:nary": {sign: "∫", properties: "m:naryPr", named: "m:chr"},
	"m:d":    {sign: "(", properties: "m:dPr", named: "m:begChr"},
}

// math writes a formula in one line: raised and lowered parts stay so, and what is drawn is written with its sign.
func (s *story) math(n *node, p *paragraph, marks flow.Run) {
	switch n.name {
	case "m:t", "w:t":
		s.write(p, n.text, marks, s.styles.effective(s.table, p.style.look, nil).half.value)
		return
	case "w:del", "w:moveFrom":
		s.deleted(n)
		return
	case "m:sup":
		marks.Super, marks.Sub = true, false
	case "m:sub":
		marks.Sub, marks.Super = true, false
	}
	if b, drawn := before[n.name]; drawn {
		s.write(p, drawnSign(n.child(b.properties, b.named), b.sign), marks, 0)
	}
	for _, k := range n.kids {
		s.math(k, p, marks)
	}
	if n.name == "m:d" {
		s.write(p, drawnSign(n.child("m:dPr", "m:endChr"), ")"), marks, 0)
	}
}

// drawnSign is the sign that an element names, which may be none.
func drawnSign(n *node, otherwise string) string {
	if n == nil {
		return otherwise
	}
	return clip(n.attr("m:val"), 1)
}
