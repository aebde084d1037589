package handlers_test

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// inlineOnly may hold no block; flow is what a parser would tear out of them.
var (
	inlineOnly = []string{"p", "span", "h1", "h2", "h3", "button", "label", "a", "dt", "legend", "summary"}
	flow       = []string{"div", "p", "ul", "ol", "dl", "table", "form", "section", "fieldset", "details", "nav", "aside", "h1", "h2", "h3"}
	void       = []string{"input", "meta", "link", "br", "img", "hr", "col"}
)

// nestingFaults reads the tags of a page as they are written, without the repairs of a parser.
func nestingFaults(page string) (faults []string) {
	var open []string
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return append(faults, open...)
		case html.StartTagToken:
			name, _ := z.TagName()
			tag := string(name)
			for _, outer := range open {
				if slices.Contains(inlineOnly, outer) && slices.Contains(flow, tag) && !headingInSummary(outer, tag) {
					faults = append(faults, "<"+tag+"> within <"+outer+">")
				}
				if outer == "form" && tag == "form" {
					faults = append(faults, "a form within a form")
				}
			}
			if !slices.Contains(void, tag) {
				open = append(open, tag)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return append(faults, "</"+string(name)+"> closes what is not open: "+strings.Join(open, " "))
			}
			open = open[:len(open)-1]
		default:
		}
	}
}

// headingInSummary: a summary or legend may be a heading.
func headingInSummary(outer, tag string) bool {
	return (outer == "summary" || outer == "legend") && strings.HasPrefix(tag, "h")
}
