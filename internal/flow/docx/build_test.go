package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"jianbao/internal/flow"
)

const (
	officeNS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	wordNS   = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relNS    = "http://schemas.openxmlformats.org/package/2006/relationships"
	pngData  = "\x89PNG\r\n\x1a\nno more of it is needed here"
)

// parts are the parts of a package by name.
type parts map[string]string

// spacesUsed declares the prefixes that the fixtures use.
const spacesUsed = ` xmlns:w="` + wordNS + `" xmlns:r="` + officeNS + `"` +
	` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
	` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"` +
	` xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"` +
	` xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
	` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"` +
	` xmlns:new="http://lanjiang.example/newer"`

// document is a package whose document part has a body and no more.
func document(body string) parts {
	p := parts{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"word/document.xml":   `<w:document` + spacesUsed + `><w:body>` + body + `</w:body></w:document>`,
	}
	return p.relate("_rels/.rels", "main", "officeDocument", "word/document.xml")
}

// with adds a part to which the document relates; its root takes content.
func (p parts) with(kind, root, content string) parts {
	name := kind + ".xml"
	p["word/"+name] = `<w:` + root + spacesUsed + `>` + content + `</w:` + root + `>`
	return p.link(kind, kind, name)
}

// link adds a relation of the document; an address with a colon lies elsewhere.
func (p parts) link(id, kind, target string) parts {
	return p.relate("word/_rels/document.xml.rels", id, kind, target)
}

func (p parts) relate(part, id, kind, target string) parts {
	mode := ""
	if strings.Contains(target, ":") {
		mode = ` TargetMode="External"`
	}
	if p[part] == "" {
		p[part] = `<Relationships xmlns="` + relNS + `"></Relationships>`
	}
	line := `<Relationship Id="` + id + `" Type="` + officeNS + `/` + kind + `" Target="` + target + `"` + mode + `/>`
	p[part] = strings.Replace(p[part], "</Relationships>", line+"</Relationships>", 1)
	return p
}

func (p parts) pack(tb testing.TB) []byte {
	tb.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		f, err := w.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := f.Write([]byte(p[name])); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func (p parts) read(tb testing.TB) *flow.File {
	tb.Helper()
	f, err := Read(p.pack(tb))
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// reads asserts how the items of a package read, line by line as dump writes them.
func reads(t *testing.T, p parts, want ...string) {
	t.Helper()
	f := p.read(t)
	if got := dump(f.Items); !slices.Equal(got, want) {
		t.Errorf("reads as\n\t%s\nand not as\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
	accountFor(t, p["word/document.xml"], f)
}

// leavesOut asserts the omissions.
func leavesOut(t *testing.T, p parts, want ...flow.Omission) {
	t.Helper()
	if got := p.read(t).Omitted; !slices.Equal(got, want) {
		t.Errorf("leaves out %v and not %v", got, want)
	}
}

func refuses(t *testing.T, data []byte, want flow.Error) {
	t.Helper()
	f, err := Read(data)
	var got *flow.Error
	if !errors.As(err, &got) || *got != want {
		t.Errorf("reads as %v with the error %v and not %v", f, err, &want)
	}
}

// p is a paragraph of plain runs, under properties.
func p(properties string, texts ...string) string {
	var b strings.Builder
	b.WriteString(`<w:p><w:pPr>` + properties + `</w:pPr>`)
	for _, text := range texts {
		b.WriteString(r("", text))
	}
	return b.String() + `</w:p>`
}

// r is a run of text, under properties.
func r(properties, text string) string {
	return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

// tc is a cell with one paragraph, under properties.
func tc(properties, text string) string {
	return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + p("", text) + `</w:tc>`
}

func tr(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }

func tbl(rows ...string) string { return `<w:tbl>` + strings.Join(rows, "") + `</w:tbl>` }
