package docx

import (
	"bytes"
	"encoding/xml"
	"maps"
	"strings"
	"testing"
	"unicode"

	"jianbao/internal/flow"
)

// accountFor asserts that every visible character of a document part came out as often as it stands there. It counts in its
// own way: from the tokens of the file, leaving out what the elements themselves say is not seen.
func accountFor(t *testing.T, part string, f *flow.File) {
	t.Helper()
	want, got := visibleRunes(t, part), map[rune]int{}
	for _, p := range paragraphsOf(f.Items) {
		for _, r := range p.Runs {
			for _, c := range r.Text {
				got[c]++
			}
		}
	}
	maps.DeleteFunc(want, func(c rune, n int) bool { return unicode.IsSpace(c) || got[c] >= n })
	for c, n := range want {
		t.Errorf("%q stands %d times in the file and came out %d times", c, n, got[c])
	}
}

// unseen are the elements whose text nobody sees.
var unseen = map[string]bool{"del": true, "moveFrom": true, "rt": true, "vanished": true}

func visibleRunes(t *testing.T, part string) map[rune]int {
	t.Helper()
	counts := map[rune]int{}
	var open []string
	choices := map[int]bool{} // depths of alternatives of which one was taken
	dec := xml.NewDecoder(strings.NewReader(part))
	for {
		token, err := dec.RawToken()
		if err != nil {
			return counts
		}
		switch tok := token.(type) {
		case xml.StartElement:
			name := tok.Name.Local
			switch {
			case name == "AlternateContent":
				choices[len(open)] = false
			case name == "Choice" && !choices[len(open)-1] && !newer(tok):
				choices[len(open)-1] = true
			case name == "Fallback" && !choices[len(open)-1]:
				choices[len(open)-1] = true
			case name == "Choice" || name == "Fallback":
				name = "vanished"
			case name == "vanish":
				vanish(open)
			case tok.Name.Space == "new" || tok.Name.Space == "c":
				name = "vanished"
			}
			open = append(open, name)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			countSeen(counts, open, tok)
		}
	}
}

// vanish hides the run around the properties that say so.
func vanish(open []string) {
	for i := len(open) - 1; i >= 0; i-- {
		if open[i] == "r" {
			open[i] = "vanished"
			return
		}
	}
}

func newer(e xml.StartElement) bool {
	for _, a := range e.Attr {
		if a.Name.Local == "Requires" {
			return a.Value == "new"
		}
	}
	return false
}

func countSeen(counts map[rune]int, open []string, text xml.CharData) {
	if len(open) == 0 || open[len(open)-1] != "t" {
		return
	}
	for _, name := range open {
		if unseen[name] {
			return
		}
	}
	for _, c := range string(bytes.TrimSpace(text)) {
		counts[c]++
	}
}
