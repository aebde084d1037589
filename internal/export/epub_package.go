package export

import (
	"encoding/xml"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"jianbao/models"
)

const bookLanguage = "zh-CN"

// bookFeatures say what a book offers to those who cannot see it, and what it never does to anybody (EPUB Accessibility 1.1, 2.2).
var bookFeatures = []propertyXML{
	{"schema:accessMode", "textual"},
	{"schema:accessModeSufficient", "textual"},
	{"schema:accessibilityFeature", "structuralNavigation"},
	{"schema:accessibilityFeature", "tableOfContents"},
	{"schema:accessibilityFeature", "readingOrder"},
	{"schema:accessibilityHazard", "none"},
}

// identifier is a name of this text and of no other: a UUID of version 8 (RFC 9562, 5.8) made of the hash of what the book holds.
func identifier(c models.EditionContent) string {
	c.Fragments = models.Fragments{}
	h := models.Hash(c)
	variant := "89ab"[strings.IndexByte("0123456789abcdef", h[16])&3]
	return "urn:uuid:" + h[:8] + "-" + h[8:12] + "-8" + h[13:16] + "-" + string(variant) + h[17:20] + "-" + h[20:32]
}

// The package document (EPUB 3.3, 5) is no HTML, and written from these.
type (
	packageXML struct {
		XMLName    xml.Name    `xml:"http://www.idpf.org/2007/opf package"`
		Version    string      `xml:"version,attr"`
		Identifier string      `xml:"unique-identifier,attr"`
		Language   string      `xml:"xml:lang,attr"`
		Metadata   metadataXML `xml:"metadata"`
		Items      []itemXML   `xml:"manifest>item"`
		Spine      []spineXML  `xml:"spine>itemref"`
	}
	metadataXML struct {
		DC         string        `xml:"xmlns:dc,attr"`
		Identifier identifierXML `xml:"dc:identifier"`
		Title      string        `xml:"dc:title"`
		Language   string        `xml:"dc:language"`
		Publisher  string        `xml:"dc:publisher,omitempty"`
		Date       string        `xml:"dc:date,omitempty"`
		Properties []propertyXML `xml:"meta"`
	}
	identifierXML struct {
		ID    string `xml:"id,attr"`
		Value string `xml:",chardata"`
	}
	propertyXML struct {
		Property string `xml:"property,attr"`
		Value    string `xml:",chardata"`
	}
	itemXML struct {
		ID         string `xml:"id,attr"`
		Href       string `xml:"href,attr"`
		Type       string `xml:"media-type,attr"`
		Properties string `xml:"properties,attr,omitempty"`
	}
	spineXML struct {
		Ref string `xml:"idref,attr"`
	}
)

const xhtmlType = "application/xhtml+xml"

// packageDocument names what the book holds and the order in which it is read: the contents follow the title page.
func (b *book) packageDocument() (string, error) {
	p := packageXML{
		Version: "3.0", Identifier: "id", Language: bookLanguage, Metadata: b.metadata(),
		Items: []itemXML{{"nav", "nav.xhtml", xhtmlType, "nav"}, {"css", "book.css", "text/css", ""}},
	}
	for i, d := range b.documents {
		id := "document-" + strconv.Itoa(i+1)
		p.Items = append(p.Items, itemXML{ID: id, Href: d.name, Type: xhtmlType})
		p.Spine = append(p.Spine, spineXML{id})
		if i == 0 {
			p.Spine = append(p.Spine, spineXML{"nav"})
		}
	}
	for i, im := range b.images {
		p.Items = append(p.Items, itemXML{ID: "picture-" + strconv.Itoa(i+1), Href: im.name, Type: im.contentType})
	}
	out, err := xml.MarshalIndent(p, "", " ")
	return xml.Header + string(out) + "\n", err
}

func (b *book) metadata() metadataXML {
	m := b.content.Manifest.Masthead
	out := metadataXML{
		DC: "http://purl.org/dc/elements/1.1/", Identifier: identifierXML{"id", identifier(b.content)}, Title: visible(issueTitle(m)),
		Language: bookLanguage, Publisher: visible(m.Host), Date: m.Date,
		Properties: append([]propertyXML{{"dcterms:modified", moment(m).Format("2006-01-02T15:04:05Z")}}, bookFeatures...),
	}
	if len(b.images) > 0 {
		out.Properties = append(out.Properties, propertyXML{"schema:accessMode", "visual"}, propertyXML{"schema:accessibilityFeature", "alternativeText"})
	}
	return out
}

// contents lists the articles under their sections.
func (b *book) contents() *html.Node {
	top := el("ol", nil)
	add := func(to *html.Node, d document) { to.AppendChild(el("li", nil, link(d))) }
	add(top, b.documents[0])
	for _, s := range b.sections {
		under := top
		if s.title != "" {
			under = el("ol", nil)
			top.AppendChild(el("li", nil, el("span", nil, lines(oneLine(s.title))...), under))
		}
		for _, d := range s.articles {
			add(under, d)
		}
	}
	if last := b.documents[len(b.documents)-1]; last.name == "colophon.xhtml" {
		add(top, last)
	}
	return el("nav", attr("epub:type", "toc", "role", "doc-toc"), el("h1", nil, lines("目录")...), top)
}

func (b *book) landmarks() *html.Node {
	list := el("ol", nil,
		el("li", nil, el("a", attr("epub:type", "titlepage", "href", "title.xhtml"), lines("报头")...)),
		el("li", nil, el("a", attr("epub:type", "toc", "href", "nav.xhtml"), lines("目录")...)))
	if len(b.sections) > 0 {
		list.AppendChild(el("li", nil, el("a", attr("epub:type", "bodymatter", "href", b.sections[0].articles[0].name), lines("正文")...)))
	}
	return el("nav", attr("epub:type", "landmarks", "hidden", "hidden"), list)
}

func link(d document) *html.Node { return el("a", attr("href", d.name), lines(oneLine(d.title))...) }
