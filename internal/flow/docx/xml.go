package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"jianbao/internal/flow"
)

// node is an element. Names have the prefixes of the table spaces, whatever prefixes the file uses. All methods take nil
// for an element that is not there.
type node struct {
	name  string
	attrs []attr
	kids  []*node
	text  string // of the elements in textual only
}

type attr struct{ name, value string }

func (n *node) attr(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// val is the attribute that most elements say everything with.
func (n *node) val() string { return n.attr("w:val") }

// child follows a path of first children.
func (n *node) child(path ...string) *node {
	for _, name := range path {
		if n == nil {
			return nil
		}
		at := slices.IndexFunc(n.kids, func(k *node) bool { return k.name == name })
		if at < 0 {
			return nil
		}
		n = n.kids[at]
	}
	return n
}

// children are empty for nil.
func (n *node) children() []*node {
	if n == nil {
		return nil
	}
	return n.kids
}

// textual are the elements whose characters count; between all others there are only blanks.
var textual = map[string]bool{"w:t": true, "w:delText": true, "w:instrText": true, "w:delInstrText": true, "m:t": true, "a:t": true}

// maxNames bounds the names that are remembered; a file has some hundred.
const maxNames = 4096

// parser makes nodes of one part, keeping no more of it than the node at hand.
type parser struct {
	*reader
	names  map[xml.Name]string
	spaces map[string]string // by prefix, as last declared
	into   string
	visit  func(*node)
	root   string
	depth  int
	open   []*node
	chars  []byte
}

// walk reads a part and hands out the children of its root one after the other; of the child named into, its children
// instead. It returns the name of the root, and visits nothing if that is not the one wanted. A missing part has none.
func (r *reader) walk(part, root, into string, visit func(*node)) string {
	if r.err != nil || part == "" {
		return ""
	}
	data, err := r.archive.readMarkup(part)
	if err != nil {
		r.fail(err)
		return ""
	}
	if data == nil || !r.countAttributes(data) {
		return ""
	}
	p := &parser{reader: r, names: map[xml.Name]string{}, spaces: map[string]string{}, into: into, visit: visit}
	if err := p.parse(data, root); err != nil || p.root == "" {
		r.fail(damaged(part))
	}
	return p.root
}

// parse takes the tokens one after the other, up to the end, the first failure, or a root that is not wanted.
func (p *parser) parse(data []byte, root string) error {
	dec := xml.NewDecoder(bytes.NewReader(data))
	for p.err == nil && (p.root == "" || p.root == root) {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		p.take(token)
	}
	return nil
}

// countAttributes looks at markup before it is parsed, because a parser keeps all attributes of a tag until the tag ends. No
// attribute is without a sign of equality, and none has a < in it.
func (r *reader) countAttributes(data []byte) bool {
	for tag := range bytes.SplitSeq(data, []byte("<")) {
		n := bytes.Count(tag, []byte("="))
		if n > maxOfOneTag {
			r.fail(tooLarge("markup", maxOfOneTag))
		}
		if !r.count(&r.attributes, n, "markup", maxAttributes) {
			return false
		}
	}
	return true
}

func (p *parser) take(token xml.Token) {
	if !p.count(&p.tokens, 1, "markup", maxTokens) {
		return
	}
	switch t := token.(type) {
	case xml.StartElement:
		p.start(t)
	case xml.EndElement:
		p.end()
	case xml.CharData:
		if len(p.chars)+len(t) > flow.MaxText {
			p.fail(tooLarge("text", flow.MaxText))
			return
		}
		p.chars = append(p.chars, t...)
	case xml.Directive:
		p.fail(damaged("DTD"))
	}
}

func (p *parser) start(t xml.StartElement) {
	p.depth++
	if p.depth > flow.MaxDepth {
		p.fail(tooLarge("depth", flow.MaxDepth))
		return
	}
	n := p.node(t)
	p.chars = p.chars[:0]
	if p.depth == 1 {
		p.root = n.name
		return
	}
	if p.depth == 2 && n.name == p.into {
		return
	}
	if last := len(p.open) - 1; last >= 0 {
		p.open[last].kids = append(p.open[last].kids, n)
	}
	p.open = append(p.open, n)
}

func (p *parser) end() {
	p.depth--
	last := len(p.open) - 1
	if last < 0 {
		return
	}
	n := p.open[last]
	p.open = p.open[:last]
	if textual[n.name] {
		n.text = string(p.chars)
	}
	p.chars = p.chars[:0]
	if last == 0 {
		p.visit(n)
	}
}

func (p *parser) node(t xml.StartElement) *node {
	n := &node{attrs: make([]attr, 0, len(t.Attr))}
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" {
			if len(p.spaces) < maxOfOneTag {
				p.spaces[a.Name.Local] = a.Value
			}
			continue
		}
		if name := p.short(a.Name); !unread(name) {
			n.attrs = append(n.attrs, attr{name, a.Value})
		}
	}
	n.name = p.short(t.Name)
	if n.name == "mc:Choice" && p.understands(n.attr("Requires")) {
		n.attrs = append(n.attrs, attr{"understood", "1"})
	}
	return n
}

// unread are attributes that are everywhere and say when something was typed.
func unread(attr string) bool {
	return strings.HasPrefix(attr, "w:rsid") || strings.HasPrefix(attr, "?:")
}

// short is a name with our prefix; "?:" stands for namespaces that are not read.
func (p *parser) short(name xml.Name) string {
	if name.Space == "" {
		return name.Local
	}
	if s, known := p.names[name]; known {
		return s
	}
	prefix, known := spaces[name.Space]
	if !known {
		return "?:" + name.Local
	}
	s := prefix + ":" + name.Local
	if len(p.names) < maxNames {
		p.names[name] = s
	}
	return s
}

func (p *parser) understands(prefixes string) bool {
	for prefix := range strings.FieldsSeq(prefixes) {
		if _, known := spaces[p.spaces[prefix]]; !known {
			return false
		}
	}
	return true
}

// chosen are the children of the one branch of an mc:AlternateContent that is read: the first that is understood, else the
// fallback, else the last.
func chosen(n *node) []*node {
	var branch *node
	for _, k := range n.kids {
		if k.name == "mc:Fallback" || k.attr("understood") != "" {
			return k.kids
		}
		branch = k
	}
	return branch.children()
}

var spaces = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":           "w",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                       "w",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":    "r",
	"http://purl.oclc.org/ooxml/officeDocument/relationships":                "r",
	"http://schemas.openxmlformats.org/package/2006/relationships":           "rel",
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
	"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":             "wp",
	"http://schemas.openxmlformats.org/drawingml/2006/main":                  "a",
	"http://purl.oclc.org/ooxml/drawingml/main":                              "a",
	"http://schemas.openxmlformats.org/drawingml/2006/picture":               "pic",
	"http://purl.oclc.org/ooxml/drawingml/picture":                           "pic",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":             "m",
	"http://purl.oclc.org/ooxml/officeDocument/math":                         "m",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":            "mc",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingShape":      "wps",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup":      "wpg",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas":     "wpc",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing":    "wp14",
	"http://schemas.microsoft.com/office/word/2010/wordml":                   "w14",
	"http://schemas.microsoft.com/office/word/2012/wordml":                   "w15",
	"http://schemas.microsoft.com/office/drawing/2010/main":                  "a14",
	"urn:schemas-microsoft-com:vml":                                          "v",
	"urn:schemas-microsoft-com:office:office":                                "o",
	"urn:schemas-microsoft-com:office:word":                                  "w10",
	"http://www.w3.org/XML/1998/namespace":                                   "xml",
}
