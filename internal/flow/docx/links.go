package docx

import (
	"net/url"
	"slices"
	"strings"

	"jianbao/internal/flow"
)

const maxAddress = 2048 // bytes

var schemes = map[string]bool{"http": true, "https": true, "mailto": true}

// linked reads a hyperlink. Its text is kept, whatever becomes of its address.
func (s *story) linked(n *node, p *paragraph) {
	link, href := s.link, s.href
	s.link, s.href = true, ""
	if id := n.attr("r:id"); id != "" {
		s.href = s.allowed(s.relations.byID[id].target, n.attr("w:anchor"))
	}
	s.inlines(n.kids, p)
	s.link, s.href = link, href
}

// address is where the text being read leads to, and whether it leads anywhere: the innermost link counts, and links to
// another place in the same file have no address.
func (s *story) address() (string, bool) {
	if s.link {
		return s.href, true
	}
	for _, f := range slices.Backward(s.fields) {
		if f.link {
			return f.href, true
		}
	}
	return "", false
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
		s.tally.Omit(flow.External, address)
		return ""
	}
	return address
}

// follow makes a field a link if its instruction is a HYPERLINK.
func (s *story) follow(f *field) {
	words := codeWords(f.code.String())
	if len(words) == 0 || !strings.EqualFold(words[0], "HYPERLINK") {
		return
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
	f.link, f.href = true, s.allowed(address, anchor)
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
