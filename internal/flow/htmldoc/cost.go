package htmldoc

import (
	"strings"

	"golang.org/x/net/html"

	"jianbao/internal/flow"
)

// Limits of a page. One of 100 pages that Word writes has some 20,000 tags.
const (
	maxTags            = 800_000 // ends included
	maxAttributes      = 1_024   // of one tag
	maxAttributesOfAll = 1_000_000
	maxParts           = 100_000 // of one tag, before it is taken apart
)

// checkTags refuses a tag that is far beyond the limits before it is taken apart, which takes memory for the name of each attribute. It
// takes for a tag what only looks like one, as a script may hold: so its limit is wide.
func checkTags(text string) error {
	for {
		_, rest, found := strings.Cut(text, "<")
		if !found {
			return nil
		}
		text = rest
		if text == "" || !letter(text[0]) {
			continue
		}
		length, parts := measureTag(text)
		if parts > maxParts {
			return tooLarge("attributes", maxAttributes)
		}
		text = text[length:]
	}
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func tooLarge(what string, limit int) error {
	return &flow.Error{Code: flow.TooLarge, Detail: what, Limit: limit}
}

// measureTag finds where a tag ends, and how many attributes are in it at most. A value in quotation marks is one part, whatever it holds.
func measureTag(text string) (length, parts int) {
	valueComes := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '>':
			return i, parts
		case '=':
			parts++
			valueComes = true
			continue
		case ' ', '\t', '\n', '\r', '\f':
			parts++
			continue
		case '"', '\'':
			if !valueComes {
				break
			}
			end := strings.IndexByte(text[i+1:], c)
			if end < 0 {
				return len(text), parts
			}
			i += 1 + end
		case '/':
			parts++
		}
		valueComes = false
	}
	return len(text), parts
}

// count counts a tag and its attributes.
func (r *reader) count(t html.Token) error {
	r.tags++
	r.attributes += len(t.Attr)
	switch {
	case r.tags > maxTags:
		return tooLarge("tags", maxTags)
	case len(t.Attr) > maxAttributes:
		return tooLarge("attributes", maxAttributes)
	case r.attributes > maxAttributesOfAll:
		return tooLarge("attributes", maxAttributesOfAll)
	}
	return nil
}
