package pdf

import (
	"encoding/xml"
	"fmt"
	"strings"

	"jianbao/internal/typeset"
)

// language is that of everything the office writes.
const language = "zh-CN"

const producer = "Jianbao"

// info is the older of the two places where a file says what it is.
func (d *document) info() ref {
	i := d.pages.Paper.Info
	var b strings.Builder
	b.WriteString("<<")
	for _, e := range []struct{ key, value string }{{"Title", i.Title}, {"Author", i.Author}, {"Subject", i.Subject}, {"Keywords", i.Keywords}, {"Creator", producer}, {"Producer", producer}} {
		if e.value != "" {
			b.WriteString("/" + e.key + text(e.value))
		}
	}
	if !i.Date.IsZero() {
		for _, key := range []string{"CreationDate", "ModDate"} {
			fmt.Fprintf(&b, "/%s(D:%sZ)", key, i.Date.UTC().Format("20060102150405"))
		}
	}
	return d.file.add(b.String() + ">>")
}

// metadata is the newer one, which says which rules the file keeps: PDF/A-2u (ISO 19005-2).
func (d *document) metadata() ref {
	r := d.file.reserve()
	d.file.stream(r, "/Type/Metadata/Subtype/XML", []byte(xmp(d.pages.Paper.Info)))
	return r
}

const (
	xmpHead = "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">" +
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"" +
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>\n"
	xmpTail = "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
)

func xmp(i typeset.Info) string {
	var b strings.Builder
	b.WriteString(xmpHead)
	entry := func(name, before, value, after string) {
		if value == "" {
			return
		}
		b.WriteString("<" + name + ">" + before)
		_ = xml.EscapeText(&b, []byte(value))
		b.WriteString(after + "</" + name + ">\n")
	}
	alternatives, alternativesEnd := `<rdf:Alt><rdf:li xml:lang="x-default">`, "</rdf:li></rdf:Alt>"
	entry("dc:format", "", "application/pdf", "")
	entry("dc:title", alternatives, i.Title, alternativesEnd)
	entry("dc:creator", "<rdf:Seq><rdf:li>", i.Author, "</rdf:li></rdf:Seq>")
	entry("dc:description", alternatives, i.Subject, alternativesEnd)
	entry("dc:language", "<rdf:Bag><rdf:li>", language, "</rdf:li></rdf:Bag>")
	entry("pdf:Keywords", "", i.Keywords, "")
	entry("pdf:Producer", "", producer, "")
	entry("xmp:CreatorTool", "", producer, "")
	if !i.Date.IsZero() {
		date := i.Date.UTC().Format("2006-01-02T15:04:05Z")
		entry("xmp:CreateDate", "", date, "")
		entry("xmp:ModifyDate", "", date, "")
	}
	b.WriteString(xmpTail)
	return b.String()
}

// intent says what the colours of the file mean.
func (d *document) intent() ref {
	profile := d.file.reserve()
	d.file.deflated(profile, "/N 3", srgb())
	return d.file.add(fmt.Sprintf("<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/RegistryName(http://www.color.org)/Info(sRGB IEC61966-2.1)/DestOutputProfile %v>>", profile))
}
