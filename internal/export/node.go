package export

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// All markup is made of nodes and written by one renderer, which escapes every text and every value of an attribute: nothing that
// somebody typed can become a tag. What the renderer writes is well-formed XML too.

type (
	nodes = []*html.Node
	attrs = []html.Attribute
)

// el makes an element; attributes with an empty value are left out, but for alt.
func el(tag string, attributes attrs, kids ...*html.Node) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: tag}
	for _, a := range attributes {
		if a.Val = visible(a.Val); a.Val != "" || a.Key == "alt" {
			n.Attr = append(n.Attr, a)
		}
	}
	for _, k := range kids {
		n.AppendChild(k)
	}
	return n
}

// attr makes attributes of names and values in turn.
func attr(pairs ...string) attrs {
	var out attrs
	for i := 0; i+1 < len(pairs); i += 2 {
		out = append(out, html.Attribute{Key: pairs[i], Val: pairs[i+1]})
	}
	return out
}

// lines is a text whose line ends are breaks.
func lines(s string) nodes {
	var out nodes
	for i, line := range strings.Split(visible(s), "\n") {
		if i > 0 {
			out = append(out, el("br", nil))
		}
		if line != "" {
			out = append(out, &html.Node{Type: html.TextNode, Data: line})
		}
	}
	return out
}

// visible leaves out what XML cannot hold.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' || r == '\ufffe' || r == '\uffff' {
			return -1
		}
		return r
	}, s)
}

// render writes nodes, each on a line.
func render(all nodes) (string, error) {
	var b bytes.Buffer
	for _, n := range all {
		if err := html.Render(&b, n); err != nil {
			return "", fmt.Errorf("draw: %w", err)
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}
