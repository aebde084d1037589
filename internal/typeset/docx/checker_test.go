package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// shortNames are the prefixes under which the rules know the namespaces.
var shortNames = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":           "w",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":    "r",
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
	"http://schemas.openxmlformats.org/drawingml/2006/main":                  "a",
	"http://schemas.openxmlformats.org/drawingml/2006/picture":               "pic",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingShape":      "wps",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":            "mc",
	"urn:schemas-microsoft-com:vml":                                          "v",
	"urn:schemas-microsoft-com:office:office":                                "o",
	packRels:  "rel",
	packKinds: "ct",
	"http://schemas.openxmlformats.org/package/2006/metadata/core-properties":   "cp",
	"http://purl.org/dc/elements/1.1/":                                          "dc",
	"http://purl.org/dc/terms/":                                                 "dcterms",
	"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "app",
}

// element is an element as the rules see it.
type element struct {
	name  string
	attrs map[string]string
	kids  []*element
	text  string
}

func (e *element) kid(name string) *element {
	if e == nil {
		return nil
	}
	for _, k := range e.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

func (e *element) val() string {
	if e == nil {
		return ""
	}
	return e.attrs["w:val"]
}

// each visits an element and all below it; of two ways to say the same only the newer one unless both is set.
func (e *element) each(fn func(*element)) {
	fn(e)
	for _, k := range e.kids {
		k.each(fn)
	}
}

// pack is a file as it was read.
type pack struct {
	tb    testing.TB
	names []string
	data  map[string][]byte
	trees map[string]*element
	kinds map[string]string
	rels  map[string]map[string]related // by part
}

type related struct {
	kind, target string
	external     bool
}

func (p *pack) bad(format string, args ...any) {
	p.tb.Helper()
	p.tb.Errorf(format, args...)
}

// check holds a file against all rules.
func check(tb testing.TB, data []byte) *pack {
	tb.Helper()
	p := &pack{tb: tb, data: map[string][]byte{}, trees: map[string]*element{}, kinds: map[string]string{}, rels: map[string]map[string]related{}}
	p.unzip(data)
	p.contentTypes()
	p.relationships()
	for _, name := range p.names {
		if tree := p.trees[name]; tree != nil {
			p.elements(name, tree)
			p.references(name, tree)
		}
	}
	p.styleRules()
	p.bookmarkRules()
	p.footnoteRules()
	p.numbersOfDrawings()
	for _, name := range p.names {
		if tree := p.trees[name]; tree != nil {
			p.fields(name, tree)
			p.tables(name, tree)
		}
	}
	p.ignorable()
	return p
}

func (p *pack) unzip(data []byte) {
	p.tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		p.tb.Fatal(err)
	}
	for i, f := range z.File {
		if i == 0 && f.Name != "[Content_Types].xml" {
			p.bad("%s comes first", f.Name)
		}
		if p.data[f.Name] != nil {
			p.bad("%s is there twice", f.Name)
		}
		in, err := f.Open()
		if err != nil {
			p.tb.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			p.tb.Fatal(err)
		}
		p.names = append(p.names, f.Name)
		p.data[f.Name] = content
		if strings.HasSuffix(f.Name, ".xml") || strings.HasSuffix(f.Name, ".rels") {
			tree, err := parse(content)
			if err != nil {
				p.tb.Fatalf("%s: %v", f.Name, err)
			}
			p.trees[f.Name] = tree
		}
	}
}

func parse(data []byte) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	root := &element{}
	open := []*element{root}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			if len(root.kids) != 1 {
				return nil, errors.New("not one root")
			}
			return root.kids[0], nil
		}
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: short(token.Name), attrs: map[string]string{}}
			for _, a := range token.Attr {
				e.attrs[short(a.Name)] = a.Value
			}
			top.kids = append(top.kids, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.text += string(token)
		}
	}
}

func short(n xml.Name) string {
	if n.Space == "" || n.Space == "xmlns" || n.Space == "xml" {
		return n.Local
	}
	if s, known := shortNames[n.Space]; known {
		return s + ":" + n.Local
	}
	return "?" + n.Space + ":" + n.Local
}

func (p *pack) contentTypes() {
	p.tb.Helper()
	defaults := map[string]string{}
	for _, k := range p.trees["[Content_Types].xml"].kids {
		switch k.name {
		case "ct:Default":
			defaults[k.attrs["Extension"]] = k.attrs["ContentType"]
		case "ct:Override":
			name := strings.TrimPrefix(k.attrs["PartName"], "/")
			if p.data[name] == nil {
				p.bad("a kind is given for %s, which is not there", name)
			}
			p.kinds[name] = k.attrs["ContentType"]
		}
	}
	for _, name := range p.names[1:] {
		kind := p.kinds[name]
		if kind == "" {
			kind = defaults[strings.TrimPrefix(path.Ext(name), ".")]
		}
		want := ""
		for _, k := range kindOf {
			if strings.HasPrefix(name, k.name) {
				want = k.kind
			}
		}
		if want == "" || !strings.HasPrefix(kind, want) {
			p.bad("%s is of kind %q, not %q", name, kind, want)
		}
	}
}

var linkSchemes = []string{"http://", "https://", "mailto:"}

func (p *pack) relationships() {
	p.tb.Helper()
	reached := map[string]bool{}
	for _, name := range p.names {
		dir, base := path.Split(name)
		if !strings.HasSuffix(base, ".rels") {
			continue
		}
		of := path.Join(path.Dir(path.Clean(dir)), strings.TrimSuffix(base, ".rels"))
		if name == "_rels/.rels" {
			of = ""
		} else if p.data[of] == nil {
			p.bad("%s belongs to no part", name)
		}
		p.rels[of] = map[string]related{}
		for _, k := range p.trees[name].kids {
			r := related{path.Base(k.attrs["Type"]), k.attrs["Target"], k.attrs["TargetMode"] == "External"}
			if _, twice := p.rels[of][k.attrs["Id"]]; twice {
				p.bad("%s: %s is there twice", name, k.attrs["Id"])
			}
			p.rels[of][k.attrs["Id"]] = r
			if r.external {
				if r.kind != "hyperlink" || !slices.ContainsFunc(linkSchemes, func(s string) bool { return strings.HasPrefix(r.target, s) }) {
					p.bad("%s leads out to %q", name, r.target)
				}
				continue
			}
			target := path.Join(path.Dir(of), r.target)
			reached[target] = true
			if p.data[target] == nil {
				p.bad("%s names %s, which is not there", name, target)
			}
		}
	}
	for _, name := range p.names[1:] {
		if !reached[name] && !strings.HasSuffix(name, ".rels") {
			p.bad("nothing leads to %s", name)
		}
	}
}

// elements holds every element against sequences, required, numbers and choices.
func (p *pack) elements(part string, root *element) {
	p.tb.Helper()
	root.each(func(e *element) {
		if strings.HasPrefix(e.name, "?") {
			p.bad("%s: %s is in no known namespace", part, e.name)
		}
		if sequence, ruled := sequences[e.name]; ruled {
			p.sequence(part, e, sequence)
		} else if len(e.kids) > 0 && strings.HasPrefix(e.name, "w:") && e.name != "w:pict" {
			p.bad("%s: no rule for the children of %s", part, e.name)
		}
		for _, a := range required[e.name] {
			if _, there := e.attrs[a]; !there && !inSettings(part, e) {
				p.bad("%s: %s has no %s", part, e.name, a)
			}
		}
		for _, a := range numbers[e.name] {
			if v, there := e.attrs[a]; there {
				if _, err := strconv.Atoi(v); err != nil {
					p.bad("%s: %s of %s is %q", part, a, e.name, v)
				}
			}
		}
		for a, values := range choices[e.name] {
			if !slices.Contains(values, e.attrs[a]) {
				p.bad("%s: %s of %s is %q", part, a, e.name, e.attrs[a])
			}
		}
	})
}

// inSettings: the footnotes that settings name are no footnotes.
func inSettings(part string, e *element) bool {
	return part == "word/settings.xml" && e.name == "w:footnote"
}

func (p *pack) sequence(part string, e *element, sequence []string) {
	p.tb.Helper()
	at, seen := 0, map[string]bool{}
	for _, k := range e.kids {
		found := -1
		repeated := false
		for i, step := range sequence {
			for name := range strings.SplitSeq(step, "|") {
				if strings.TrimSuffix(name, "*") == k.name {
					found, repeated = i, strings.HasSuffix(name, "*")
				}
			}
		}
		switch {
		case found < 0:
			p.bad("%s: %s stands in %s", part, k.name, e.name)
		case found < at:
			p.bad("%s: %s stands too late in %s", part, k.name, e.name)
		case !repeated && seen[k.name]:
			p.bad("%s: %s stands twice in %s", part, k.name, e.name)
		}
		at = max(at, found)
		seen[k.name] = true
	}
	if (e.name == "w:tc" || e.name == "w:txbxContent" || e.name == "w:hdr" || e.name == "w:ftr" || e.name == "w:footnote" && part != "word/settings.xml") && (len(e.kids) == 0 || e.kids[len(e.kids)-1].name != "w:p") {
		p.bad("%s: %s does not end with a paragraph", part, e.name)
	}
	if e.name == "w:body" && (len(e.kids) < 2 || e.kids[len(e.kids)-1].name != "w:sectPr" || e.kids[len(e.kids)-2].name == "w:tbl") {
		p.bad("%s: the body does not end with a paragraph and its section", part)
	}
}

// references follows every r:id.
func (p *pack) references(part string, root *element) {
	p.tb.Helper()
	root.each(func(e *element) {
		for _, a := range []string{"r:id", "r:embed"} {
			id, there := e.attrs[a]
			if !there {
				continue
			}
			r, known := p.rels[part][id]
			if !known || r.kind != relatedBy[e.name] {
				p.bad("%s: %s asks for %s, which is %+v", part, e.name, id, r)
			}
		}
	})
}

func (p *pack) styleRules() {
	p.tb.Helper()
	ids, names := map[string]string{}, map[string]bool{}
	for _, s := range p.trees["word/styles.xml"].kids {
		if s.name != "w:style" {
			continue
		}
		id, name := s.attrs["w:styleId"], s.kid("w:name").val()
		if ids[id] != "" || names[name] {
			p.bad("two styles are called %s (%s)", id, name)
		}
		ids[id], names[name] = s.attrs["w:type"], true
	}
	kind := map[string]string{"w:pStyle": "paragraph", "w:basedOn": "paragraph", "w:next": "paragraph", "w:rStyle": "character", "w:tblStyle": "table"}
	for _, part := range p.names {
		if p.trees[part] == nil {
			continue
		}
		p.trees[part].each(func(e *element) {
			if want, asks := kind[e.name]; asks && ids[e.val()] != want {
				p.bad("%s: there is no style %s of %s", part, e.val(), want)
			}
		})
	}
}

var bookmarkName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]{0,39}$`)

func (p *pack) bookmarkRules() {
	p.tb.Helper()
	ids, names, open := map[string]bool{}, map[string]bool{}, map[string]bool{}
	body := p.trees["word/document.xml"]
	body.each(func(e *element) {
		id := e.attrs["w:id"]
		switch e.name {
		case "w:bookmarkStart":
			name := e.attrs["w:name"]
			if ids[id] || names[strings.ToLower(name)] || !bookmarkName.MatchString(name) {
				p.bad("bookmark %s %q", id, name)
			}
			ids[id], names[strings.ToLower(name)], open[id] = true, true, true
		case "w:bookmarkEnd":
			if !open[id] {
				p.bad("bookmark %s ends before it begins", id)
			}
			delete(open, id)
		}
	})
	if len(open) > 0 {
		p.bad("bookmarks without end: %v", open)
	}
	for _, part := range p.names {
		if p.trees[part] == nil {
			continue
		}
		p.trees[part].each(func(e *element) {
			if to, links := e.attrs["w:anchor"]; links && !names[strings.ToLower(to)] {
				p.bad("%s: a link leads to %q", part, to)
			}
			if word := strings.Fields(e.text); e.name == "w:instrText" && len(word) > 1 && word[0] == "PAGEREF" && !names[strings.ToLower(word[1])] {
				p.bad("%s: a page of %q is asked for", part, word[1])
			}
		})
	}
}

func (p *pack) footnoteRules() {
	p.tb.Helper()
	there, asked := map[string]string{}, map[string]bool{}
	for _, n := range p.trees["word/footnotes.xml"].kids {
		id := n.attrs["w:id"]
		if _, twice := there[id]; twice {
			p.bad("footnote %s is there twice", id)
		}
		there[id] = n.attrs["w:type"]
	}
	if there["-1"] != "separator" || there["0"] != "continuationSeparator" {
		p.bad("the separators are %v", there)
	}
	p.trees["word/document.xml"].each(func(e *element) {
		if e.name != "w:footnoteReference" {
			return
		}
		id := e.attrs["w:id"]
		if kind, known := there[id]; !known || kind != "" || asked[id] {
			p.bad("a reference to footnote %s, %v", id, asked[id])
		}
		asked[id] = true
	})
	if len(asked) != len(there)-2 {
		p.bad("%d footnotes, %d references", len(there)-2, len(asked))
	}
}

func (p *pack) numbersOfDrawings() {
	p.tb.Helper()
	ids := map[string]bool{}
	p.trees["word/document.xml"].each(func(e *element) {
		if e.name != "wp:docPr" {
			return
		}
		if id := e.attrs["id"]; ids[id] || id == "0" {
			p.bad("drawing %s is there twice", id)
		}
		ids[e.attrs["id"]] = true
	})
}

// fields are begun, divided and ended in turn, in every story.
func (p *pack) fields(part string, root *element) {
	p.tb.Helper()
	var open []string
	root.each(func(e *element) {
		if e.name != "w:fldChar" {
			return
		}
		kind := e.attrs["w:fldCharType"]
		switch {
		case kind == "begin":
			open = append(open, kind)
		case len(open) == 0:
			p.bad("%s: a field is %s outside of one", part, kind)
		case kind == "separate":
			open[len(open)-1] = kind
		default:
			open = open[:len(open)-1]
		}
	})
	if len(open) > 0 {
		p.bad("%s: %d fields without end", part, len(open))
	}
}

// tables are as wide in every row as their grid, and cells go on below cells of the same width.
func (p *pack) tables(part string, root *element) {
	p.tb.Helper()
	root.each(func(e *element) {
		if e.name != "w:tbl" {
			return
		}
		columns := len(e.kid("w:tblGrid").kids)
		above := map[int]int{}
		for _, row := range e.kids[2:] {
			at, below := 0, map[int]int{}
			for _, cell := range row.kids[1:] {
				tcPr := cell.kid("w:tcPr")
				span := 1
				if s := tcPr.kid("w:gridSpan"); s != nil {
					span, _ = strconv.Atoi(s.val())
				}
				if merge := tcPr.kid("w:vMerge"); merge != nil {
					if merge.val() == "" && above[at] != span {
						p.bad("%s: a cell goes on below one of %d columns with %d", part, above[at], span)
					}
					below[at] = span
				}
				at += span
			}
			if at != columns {
				p.bad("%s: a row of %d columns in a table of %d", part, at, columns)
			}
			above = below
		}
	})
}

var ignorable = regexp.MustCompile(`(?:mc:Ignorable|Requires)="([^"]*)"`)

// ignorable: prefixes that attributes name are declared.
func (p *pack) ignorable() {
	p.tb.Helper()
	for _, name := range p.names {
		for _, m := range ignorable.FindAllSubmatch(p.data[name], -1) {
			for prefix := range strings.FieldsSeq(string(m[1])) {
				if !bytes.Contains(p.data[name], fmt.Appendf(nil, ` xmlns:%s="`, prefix)) {
					p.bad("%s: nothing is called %s", name, prefix)
				}
			}
		}
	}
}
