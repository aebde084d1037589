package docx

import (
	"archive/zip"
	"compress/flate"
	"io"
	"strconv"
	"strings"
)

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	kinds     = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	relKinds  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	packRels  = "http://schemas.openxmlformats.org/package/2006/relationships"
	packKinds = "http://schemas.openxmlformats.org/package/2006/content-types"
	relsType  = "application/vnd.openxmlformats-package.relationships+xml"
	// spaces are the names that every part of the text may use.
	spaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
		` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"` +
		` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
		` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"`
)

// relations are the relationships of one part.
type relations struct {
	lines []relation
}

type relation struct {
	kind, target string
	external     bool
}

// id is the name of a relationship, which is made where there is none yet.
func (r *relations) id(kind, target string, external bool) string {
	for i, l := range r.lines {
		if l == (relation{kind, target, external}) {
			return "rId" + strconv.Itoa(i+1)
		}
	}
	r.lines = append(r.lines, relation{kind, target, external})
	return "rId" + strconv.Itoa(len(r.lines))
}

func (r *relations) xml() []byte {
	var m markup
	m.put(xmlHead, `<Relationships xmlns="`, packRels, `">`)
	for i, l := range r.lines {
		kind := l.kind
		if !strings.Contains(kind, "/") {
			kind = relKinds + kind
		}
		m.put("<Relationship", attr("Id", "rId"+strconv.Itoa(i+1)), attr("Type", kind), attr("Target", l.target))
		if l.external {
			m.put(` TargetMode="External"`)
		}
		m.put("/>")
	}
	m.put("</Relationships>")
	return m.b
}

// extensions are the kinds of picture that the package names by extension.
var extensions = []struct{ extension, kind string }{
	{"bmp", "image/bmp"}, {"gif", "image/gif"}, {"jpeg", "image/jpeg"}, {"png", "image/png"}, {"rels", relsType}, {"xml", "application/xml"},
}

// contentTypes is the part that says of what kind the others are.
func (f *file) contentTypes() []byte {
	var m markup
	m.put(xmlHead, `<Types xmlns="`, packKinds, `">`)
	for _, e := range extensions {
		m.put("<Default", attr("Extension", e.extension), attr("ContentType", e.kind), "/>")
	}
	for _, p := range f.parts {
		if p.kind != "" {
			m.put("<Override", attr("PartName", "/"+p.name), attr("ContentType", p.kind), "/>")
		}
	}
	m.put("</Types>")
	return m.b
}

// pack puts the parts into an archive: what says of what kind they are comes first.
func (f *file) pack(w io.Writer) error {
	root := relations{}
	root.id("officeDocument", "word/document.xml", false)
	root.id("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml", false)
	root.id("extended-properties", "docProps/app.xml", false)
	all := append([]part{{"[Content_Types].xml", "", f.contentTypes()}, {"_rels/.rels", "", root.xml()}}, f.parts...)
	all = append(all, part{"word/_rels/document.xml.rels", "", f.main.xml()})
	if len(f.noted.lines) > 0 {
		all = append(all, part{"word/_rels/footnotes.xml.rels", "", f.noted.xml()})
	}
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, compressor())
	for _, p := range all {
		h := &zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: f.date()}
		if strings.HasPrefix(p.name, "word/media/") {
			h.Method = zip.Store // pictures are packed already
		}
		out, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := out.Write(p.data); err != nil {
			return err
		}
	}
	return z.Close()
}

// compressor packs one part after another with the same tables, which are large.
func compressor() zip.Compressor {
	var packer *flate.Writer
	return func(out io.Writer) (io.WriteCloser, error) {
		if packer != nil {
			packer.Reset(out)
			return packer, nil
		}
		var err error
		packer, err = flate.NewWriter(out, flate.DefaultCompression)
		return packer, err
	}
}
