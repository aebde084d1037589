// Package plain reads plain text: it finds the encoding by content, strictly, and gives one paragraph per line. It never guesses
// at what a line means.
package plain

import (
	"strings"

	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// lineEnds are all that end a line, each with the one that is used here.
var lineEnds = []string{"\r\n", "\n", "\r", "\n", "\v", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n"}

// Read gives one paragraph per line, blank ones included; a form feed begins a page, and with it a paragraph. What Decode
// refuses is refused with the codes of flow: Empty, TooLarge, or Unknown with the format or the damage as its detail.
func Read(data []byte) (*flow.File, error) {
	text, _, err := Decode(data)
	if err != nil {
		return nil, err
	}
	f := &flow.File{Format: flow.Text}
	text = strings.NewReplacer(lineEnds...).Replace(text)
	var tally gather.Tally
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		page := strings.HasPrefix(line, "\f")
		for part := range strings.SplitSeq(strings.TrimPrefix(line, "\f"), "\f") {
			p := flow.Paragraph{Page: page}
			if part != "" {
				p.Runs = []flow.Run{{Text: part}}
			}
			if err := tally.Paragraph(p); err != nil {
				return nil, err
			}
			f.Items = append(f.Items, flow.Item{Paragraph: &p})
			page = true
		}
	}
	return tally.Finish(f)
}
