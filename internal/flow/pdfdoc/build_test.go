package pdfdoc

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
)

// parts are the objects of a file, from 1 on; 1 is the catalog.
type parts []string

// pack writes a file with a table of places.
func (p parts) pack() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	places := make([]int, len(p))
	for i, object := range p {
		places[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(p)+1)
	for _, place := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", place)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(p)+1, at)
	return b.Bytes()
}

func stream(dictionary, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dictionary, len(data), data)
}

func packed(tb testing.TB, dictionary string, data []byte) string {
	tb.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return stream(dictionary+"/Filter/FlateDecode", b.String())
}

const (
	resources = "/Resources<</Font<</F 4 0 R/B 5 0 R>>/XObject<</X 6 0 R>>>>"
	helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
	heavy     = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>"
	dot       = "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
	catalog   = "<</Type/Catalog/Pages 2 0 R>>"
)

// onePage is a file of one page with this content; X is a picture, or what extra says.
func onePage(content string, extra ...string) parts {
	x := stream(dot, "0")
	if len(extra) > 0 {
		x = extra[0]
	}
	return parts{
		catalog, "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 7 0 R" + resources + ">>", helvetica, heavy, x, stream("", content),
	}
}

// pages is a file with a page for each content.
func pages(contents ...string) parts {
	p := parts{catalog, "", "null", helvetica, heavy, stream(dot, "0")}
	var kids strings.Builder
	for _, c := range contents {
		fmt.Fprintf(&kids, "%d 0 R ", len(p)+1)
		p = append(p, fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R%s>>", len(p)+2, resources), stream("", c))
	}
	p[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(contents))
	return p
}

// at shows text at a place.
func at(x, y, size int, text string) string {
	return fmt.Sprintf("BT /F %d Tf %d %d Td (%s) Tj ET\n", size, x, y, text)
}
