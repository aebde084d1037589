package docx

import (
	"net/url"
	"slices"
	"strings"

	"jianbao/internal/flow"
)

const maxAddress = 2048 // bytes

var schemes = map[string]bool{"http": true, "https": true, "mailto": true}

// link reads a hyperlink. Its text is kept, whatever becomes of its address.
func (s *story) link(n *node, p *paragraph) {
	before := s.href
	if id := n.attr("r:id"); id != "" {
		s.href = s.allowed(s.relations.byID[id].target, n.attr("w:anchor"))
	}
	s.inlines(n.kids, p)
	s.href = before
}

// address is where the text being read leads to: the innermost link counts.
func (s *story) address() string {
	if s.href != "" {
		return s.href
	}
	for _, f := range slices.Backward(s.fields) {
		if f.href != "" {
			return f.href
		}
	}
	return ""
}

// allowed is the address if it may become a link; others are reported.
func (s *story) allowed(address, anchor string) string {
	address = strings.TrimSpace(address)
	if address == "" {
		return ""
	}
	if anchor != "" && !strings.Contains(address, "#") {
		address += "#" + anchor
	}
	u, err := url.Parse(address)
	if err != nil || !schemes[u.Scheme] || u.Host == "" && u.Scheme != "mailto" || len(address) > maxAddress {
		s.omitted.add(flow.External, address)
		return ""
	}
	return address
}

// fieldAddress is the address in the instruction of a HYPERLINK, or "". One without an address leads to another place in the
// same file.
func (s *story) fieldAddress(code string) string {
	words := codeWords(code)
	if len(words) < 2 || !strings.EqualFold(words[0], "HYPERLINK") {
		return ""
	}
	var address, anchor string
	for i := 1; i < len(words); i++ {
		switch word := words[i]; {
		case strings.EqualFold(word, `\l`) && i+1 < len(words):
			i++
			anchor = words[i]
		case strings.EqualFold(word, `\o`) || strings.EqualFold(word, `\t`):
			i++ // a hint or a frame
		case strings.HasPrefix(word, `\`):
		case address == "":
			address = word
		}
	}
	return s.allowed(address, anchor)
}

// codeWords splits an instruction into words; those in quotes may have blanks.
func codeWords(code string) []string {
	var words []string
	for code = strings.TrimSpace(code); code != ""; code = strings.TrimSpace(code) {
		var word string
		if quoted, ok := strings.CutPrefix(code, `"`); ok {
			word, code, _ = strings.Cut(quoted, `"`)
		} else if end := strings.IndexAny(code, " \t\n\""); end > 0 {
			word, code = code[:end], code[end:]
		} else {
			word, code = code, ""
		}
		words = append(words, word)
	}
	return words
}
