package export

import (
	"archive/zip"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"time"

	"golang.org/x/net/html"

	"jianbao/models"
)

//go:embed book.css
var bookStyle string

// bookParts are the parts of a book; each article is a document of its own.
var bookParts = map[part]element{
	partTitle: {tag: "h1"}, partHeading1: {tag: "h2"}, partHeading2: {tag: "h3"}, partHeading3: {tag: "h4"},
	partParagraph: {tag: "p"}, partItem: {tag: "p", class: "item"}, partNote: {tag: "p", class: "note"}, partAttachment: {tag: "p", class: "attachment"},
	partFootnote: {tag: "p", class: "footnote"}, partQuote: {tag: "blockquote"}, partFigure: {tag: "figure"}, partCaption: {tag: "figcaption"},
	partTableName: {tag: "p", class: "table-name"}, partTable: {tag: "table"}, partHeadCell: {tag: "th"}, partCell: {tag: "td"},
	partCredit: {tag: "p", class: "credit"}, partSection: {tag: "p", class: "section"},
	partMasthead: {tag: "section", class: "masthead"}, partAccess: {tag: "p", class: "access"}, partName: {tag: "h1"},
	partNumber: {tag: "p", class: "number"}, partImprint: {tag: "p", class: "imprint"},
	partEditorNote: {tag: "p", class: "note"}, partColophon: {tag: "footer"}, partLine: {tag: "p", class: "line"},
}

// document is one file of a book: its place, what lists of contents call it, and what it holds.
type document struct {
	name, title string
	body        nodes
	noted       bool // it uses names of the epub namespace
}

// image is a picture of a book, in the order in which the texts show them.
type image struct {
	name, contentType string
	data              []byte
}

// book is an issue as an EPUB.
type book struct {
	dialect
	content   models.EditionContent
	documents []document
	sections  []chapter
	images    []image
	at        map[string]string // places of pictures by SHA-256
}

// chapter is a section as the contents list it.
type chapter struct {
	title    string
	articles []document
}

// WriteEPUB writes the issue as an EPUB 3: a title page with the masthead, the contents, an article a document, and the colophon. A
// picture of a kind that readers of books need not know is told by its words.
func WriteEPUB(w io.Writer, c models.EditionContent, pictures Pictures) error {
	b := &book{dialect: dialect{parts: bookParts, marks: plainMarks, lists: true, anchors: true}, content: c, at: map[string]string{}}
	if err := b.take(pictures); err != nil {
		return fmt.Errorf("write the EPUB: %w", err)
	}
	b.compose()
	if err := b.pack(w); err != nil {
		return fmt.Errorf("write the EPUB: %w", err)
	}
	return nil
}

// take fetches the pictures.
func (b *book) take(pictures Pictures) error {
	for _, hash := range PicturesOf(b.content) {
		data, contentType, err := pictures(hash)
		if err != nil {
			return fmt.Errorf("picture %s: %w", hash, err)
		}
		if extensions[contentType] == "" {
			continue
		}
		name := PictureName(hash, contentType)
		b.at[hash] = name
		b.images = append(b.images, image{name, contentType, data})
	}
	return nil
}

func (b *book) address(p models.Picture) string { return b.at[p.SHA256] }

// compose makes the documents in the order in which they are read.
func (b *book) compose() {
	m := b.content.Manifest
	front := append(b.masthead(m.Masthead), b.editorNote(m.EditorNote)...)
	b.documents = append(b.documents, document{name: "title.xhtml", title: issueTitle(m.Masthead), body: front})
	n := 0
	for _, s := range b.content.Sections {
		ch := chapter{title: s.Printed()}
		for i, a := range s.Articles {
			n++
			var body nodes
			if i == 0 && ch.title != "" {
				body = b.wrap(partSection, lines(ch.title))
			}
			d := document{"article-" + strconv.Itoa(n) + ".xhtml", title(a), append(body, b.entry(a, b.address)...), true}
			ch.articles = append(ch.articles, d)
			b.documents = append(b.documents, d)
		}
		if len(ch.articles) > 0 {
			b.sections = append(b.sections, ch)
		}
	}
	if end := b.colophon(b.content); len(end) > 0 {
		b.documents = append(b.documents, document{name: "colophon.xhtml", title: "版记", body: end})
	}
}

// pack writes the files; the first must be the type of the book, not packed (OCF 3.3, 4.3).
func (b *book) pack(w io.Writer) error {
	opf, err := b.packageDocument()
	if err != nil {
		return err
	}
	z := &bookZip{zip: zip.NewWriter(w), at: moment(b.content.Manifest.Masthead)}
	z.put("mimetype", "application/epub+zip", zip.Store)
	z.put("META-INF/container.xml", bookContainer, zip.Deflate)
	z.put("EPUB/package.opf", opf, zip.Deflate)
	z.document("EPUB/nav.xhtml", page("目录", nodes{b.contents(), b.landmarks()}, true))
	z.put("EPUB/book.css", bookStyle, zip.Deflate)
	for _, d := range b.documents {
		z.document("EPUB/"+d.name, page(d.title, d.body, d.noted))
	}
	for _, i := range b.images {
		z.put("EPUB/"+i.name, string(i.data), zip.Store)
	}
	if z.err != nil {
		return z.err
	}
	return z.zip.Close()
}

const bookContainer = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
`

// bookZip keeps the first error.
type bookZip struct {
	zip *zip.Writer
	at  time.Time
	err error
}

func (z *bookZip) put(name, text string, method uint16) {
	if z.err != nil {
		return
	}
	h := &zip.FileHeader{Name: name, Method: method}
	if name != "mimetype" { // whose header may have no extra field, which holds the time
		h.Modified = z.at
	}
	into, err := z.zip.CreateHeader(h)
	if err == nil {
		_, err = io.WriteString(into, text)
	}
	z.err = err
}

func (z *bookZip) document(name string, all nodes) {
	text, err := render(all)
	if err != nil && z.err == nil {
		z.err = err
	}
	z.put(name, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"+text, zip.Deflate)
}

// page is an XHTML document.
func page(title string, body nodes, noted bool) nodes {
	space := attr("xmlns", "http://www.w3.org/1999/xhtml", "lang", bookLanguage, "xml:lang", bookLanguage)
	if noted {
		space = append(space, attr("xmlns:epub", "http://www.idpf.org/2007/ops")...)
	}
	head := el("head", nil, el("title", nil, lines(oneLine(title))...), el("link", attr("rel", "stylesheet", "type", "text/css", "href", "book.css")))
	return nodes{{Type: html.DoctypeNode, Data: "html"}, el("html", space, head, el("body", nil, body...))}
}
