package docx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jianbao/internal/flow"
)

// entry is an entry of an archive that says of itself what it likes.
type entry struct {
	name, data string
	claims     uint64 // size; 0: the true one
	flags      uint16
	mode       os.FileMode
}

func archiveOf(tb testing.TB, entries ...entry) []byte {
	tb.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		data := deflated(tb, e.data)
		h := &zip.FileHeader{
			Name: e.name, Method: zip.Deflate, Flags: e.flags, CRC32: crc32.ChecksumIEEE([]byte(e.data)),
			CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(e.data)),
		}
		if e.claims > 0 {
			h.UncompressedSize64 = e.claims
		}
		h.SetMode(e.mode)
		f, err := w.CreateRaw(h)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := f.Write(data); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func deflated(tb testing.TB, s string) []byte {
	tb.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := io.WriteString(w, s); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// entriesOf are those of a package, for adding hostile ones.
func entriesOf(p parts) []entry {
	var all []entry
	for name, data := range p {
		all = append(all, entry{name: name, data: data})
	}
	return all
}

// refused is a file, and what it is refused for.
type refused struct {
	data []byte
	want flow.Error
}

// hostile are files that are refused, by what is wrong with them. The benchmark measures the same ones.
func hostile(tb testing.TB) map[string]refused {
	tb.Helper()
	plainFile := func(body string) []byte { return document(body).pack(tb) }
	with := func(e ...entry) []byte { return archiveOf(tb, append(entriesOf(document(p("", "一"))), e...)...) }
	swapped := func(part, data string) []byte { d := document(p("", "一")); d[part] = data; return d.pack(tb) }
	lying := func(claims uint64) []byte {
		d := document(p("", "一"))
		e := entry{name: "word/document.xml", data: d["word/document.xml"], claims: claims}
		delete(d, "word/document.xml")
		return archiveOf(tb, append(entriesOf(d), e)...)
	}
	damaged := func(detail string) flow.Error { return flow.Error{Code: flow.Damaged, Detail: detail} }
	large := func(what string, limit int) flow.Error {
		return flow.Error{Code: flow.TooLarge, Detail: what, Limit: limit}
	}
	unknown := func(kind string) flow.Error { return flow.Error{Code: flow.Unknown, Detail: kind} }
	doctype := `<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>`
	picture := document(inRun(drawing("", blip("embed", "a")))).link("a", "image", "a.png")
	picture["word/a.png"] = strings.Repeat("\x00", flow.MaxUnpacked+1)
	var many []entry
	for i := range 12_000 {
		many = append(many, entry{name: fmt.Sprint("x/", i)})
	}
	whole := plainFile(p("", "一"))
	return map[string]refused{
		"larger than a file may be":         {make([]byte, 1+flow.MaxBytes), large("bytes", flow.MaxBytes)},
		"bomb of markup":                    {plainFile(strings.Repeat(" ", maxMarkup)), large("markup", maxMarkup)},
		"bomb of blanks":                    {plainFile(strings.Repeat(" ", flow.MaxText+1)), large("text", flow.MaxText)},
		"bomb of elements":                  {plainFile(strings.Repeat("<w:p/>", maxTokens)), large("paragraphs", flow.MaxParagraphs)},
		"bomb of elements in one paragraph": {plainFile("<w:p>" + strings.Repeat("<w:r/>", maxTokens) + "</w:p>"), large("markup", maxTokens)},
		"bomb of attributes":                {plainFile("<w:p" + strings.Repeat(` w:val=""`, maxOfOneTag+1) + "/>"), large("markup", maxOfOneTag)},
		"attributes everywhere":             {plainFile("<w:p>" + strings.Repeat(`<w:r w:val="a" w:id="b"/>`, maxAttributes/2) + "</w:p>"), large("markup", maxAttributes)},
		"bomb of remarks":                   {plainFile(strings.Repeat("<!---->", maxTokens)), large("markup", maxTokens)},
		"bomb of text":                      {plainFile(p("", strings.Repeat("字", flow.MaxText/3+1))), large("text", flow.MaxText)},
		"bomb in a picture":                 {picture.pack(tb), large("unpacked", flow.MaxUnpacked)},
		"bomb of markers":                   {markerBomb(tb), large("text", flow.MaxText)},
		"bomb of cells":                     {plainFile(tbl(tr(strings.Repeat("<w:tc/>", flow.MaxCells+1)))), large("cells", flow.MaxCells)},
		"bomb of pictures":                  {pictureBomb(tb), large("pictures", flow.MaxPictures)},
		"bomb of styles":                    {document(p("", "一")).with("styles", "styles", strings.Repeat("<w:style/>", maxDefined+1)).pack(tb), large("definitions", maxDefined)},
		"12,000 entries":                    {with(many...), large("entries", flow.MaxEntries)},
		"size that is too small":            {lying(10), damaged("zip")},
		"size that is too large":            {lying(1 << 16), damaged("zip")},
		"size that no deflate reaches":      {lying(20 << 20), damaged("zip")},
		"size that is beyond all bounds":    {lying(1 << 40), large("markup", maxMarkup)},
		"two parts of one name":             {with(entry{name: "word/Document.xml", data: "<x/>"}), damaged("two parts of one name")},
		"entry with a password":             {with(entry{name: "word/secret", data: "x", flags: 1}), flow.Error{Code: flow.Encrypted}},
		"compound file with a password":     {append([]byte(compoundFile), wide("EncryptedPackage")...), flow.Error{Code: flow.Encrypted}},
		"entities":                          {swapped("word/document.xml", doctype+`<w:document xmlns:w="`+wordNS+`"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`), damaged("DTD")},
		"entities in the relationships":     {swapped("_rels/.rels", doctype+`<Relationships xmlns="`+relNS+`"/>`), damaged("DTD")},
		"entity that nobody declared":       {plainFile(p("", "&nbsp;")), damaged("word/document.xml")},
		"depth of 100,000":                  {plainFile(strings.Repeat("<w:sdt>", 100_000)), large("depth", flow.MaxDepth)},
		"fields within fields":              {plainFile("<w:p><w:r>" + strings.Repeat(`<w:fldChar w:fldCharType="begin"/>`, 100_000) + "</w:r></w:p>"), large("depth", flow.MaxDepth)},
		"cut short":                         {whole[:len(whole)-30], damaged("zip")},
		"cut shorter":                       {whole[:40], damaged("zip")},
		"markup cut short":                  {swapped("word/document.xml", `<w:document xmlns:w="`+wordNS+`"><w:body><w:p>`), damaged("word/document.xml")},
		"part without markup":               {swapped("word/document.xml", ""), damaged("word/document.xml")},
		"no part":                           {archiveOf(tb, entry{name: "_rels/.rels", data: document("")["_rels/.rels"]}), damaged("word/document.xml")},
		"spreadsheet":                       {archiveOf(tb, entry{name: "xl/workbook.xml", data: "<workbook/>"}), unknown("xlsx")},
		"spreadsheet under another name":    {swapped("word/document.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`), unknown("xlsx")},
		"slides":                            {archiveOf(tb, entry{name: "ppt/presentation.xml", data: "<p/>"}), unknown("pptx")},
		"OpenDocument":                      {archiveOf(tb, entry{name: "mimetype", data: "application/vnd.oasis.opendocument.text"}), unknown("odt")},
		"program":                           {archiveOf(tb, entry{name: "META-INF/MANIFEST.MF", data: "Manifest-Version: 1.0"}), unknown("jar")},
		"archive of archives":               {archiveOf(tb, entry{name: "word/document.docx", data: string(whole)}), unknown("zip")},
		"Word 97":                           {append([]byte(compoundFile), wide("WordDocument")...), unknown("doc")},
		"other compound file":               {[]byte(compoundFile), unknown("ole")},
		"PDF":                               {[]byte("%PDF-1.7"), unknown("pdf")},
		"text":                              {[]byte("开放前沿"), unknown("")},
	}
}

func markerBomb(tb testing.TB) []byte {
	tb.Helper()
	d := document(strings.Repeat(item("1", 0, "x"), flow.MaxParagraphs-1))
	d.with("numbering", "numbering", abstract("0", lvl(0, "lowerLetter", strings.Repeat("%1", 1000), ""))+num("1", "0", `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="700"/></w:lvlOverride>`))
	return d.pack(tb)
}

func pictureBomb(tb testing.TB) []byte {
	tb.Helper()
	var body strings.Builder
	for i := range flow.MaxPictures + 1 {
		body.WriteString(inRun(drawing(strconv.Itoa(i), blip("embed", "a"))))
	}
	d := document(body.String()).link("a", "image", "a.png")
	d["word/a.png"] = pngData
	return d.pack(tb)
}

func TestHostileFilesAreRefusedWithTheirReason(t *testing.T) {
	t.Parallel()
	for name, file := range hostile(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			refuses(t, file.data, file.want)
		})
	}
}

func TestPathsOutOfTheArchiveAreNoParts(t *testing.T) {
	t.Parallel()
	secret := filepath.Join(t.TempDir(), "secret.png")
	if err := os.WriteFile(secret, []byte(pngData), 0o600); err != nil {
		t.Fatal(err)
	}
	d := document(inRun(drawing("", blip("embed", "a"))) + inRun(drawing("", blip("embed", "b"))) + inRun(drawing("", blip("embed", "c"))))
	d.link("a", "image", secret).link("b", "image", "../../x.png").link("c", "image", "link.png")
	entries := append(entriesOf(d),
		entry{name: "../../x.png", data: pngData}, entry{name: "../x.png", data: pngData}, entry{name: "word/a\x00b", data: "x"},
		entry{name: "word/link.png", data: secret, mode: os.ModeSymlink | 0o777})
	f, err := Read(archiveOf(t, entries...))
	if err != nil {
		t.Fatal(err)
	}
	if got := dump(f.Items); !slices.Equal(got, []string{"文", "文", "文"}) || len(f.Pictures) > 0 {
		t.Errorf("reads as %q with %d pictures", got, len(f.Pictures))
	}
}

func TestNamesOfPartsMayBeWrittenInOtherWays(t *testing.T) {
	t.Parallel()
	d := document(inRun(drawing("", blip("embed", "a")))+inRun(drawing("", blip("embed", "b")))).
		link("a", "image", `media\图.png`).link("b", "image", "/word/%6Dedia/图.PNG")
	entries := append(entriesOf(d), entry{name: `\word\media\图.png`, data: pngData})
	f, err := Read(archiveOf(t, entries...))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Items) != 2 || line(*f.Items[0].Paragraph) != "[picture 1]文" || line(*f.Items[1].Paragraph) == "文" {
		t.Errorf("reads as %q", dump(f.Items))
	}
}

func TestWhatTheListOfTypesSaysIsNotBelieved(t *testing.T) {
	t.Parallel()
	d := document(p("", "一"))
	d["[Content_Types].xml"] = `<!DOCTYPE x><Types><Override PartName="/word/document.xml" ContentType="image/png"/></Types>`
	reads(t, d, "一")
	delete(d, "[Content_Types].xml")
	reads(t, d, "一")
}

func TestADocumentThatNothingNamesIsFoundByItsUsualName(t *testing.T) {
	t.Parallel()
	d := document(p("", "一"))
	delete(d, "_rels/.rels")
	reads(t, d, "一")
}

func TestAnArchiveInsideIsNotOpened(t *testing.T) {
	t.Parallel()
	d := document(p("", "一")+inRun(`<w:object><o:OLEObject ProgID="Word.Document.12" r:id="e"/></w:object>`)).link("e", "package", "embeddings/a.docx")
	d["word/embeddings/a.docx"] = string(document(p("", "里面")).pack(t))
	reads(t, d, "一", "文")
	leavesOut(t, d, flow.Omission{Kind: flow.Object, Count: 1, Sample: "Word.Document.12"})
}

func TestEveryBeginningOfAFileIsReadOrRefused(t *testing.T) {
	t.Parallel()
	whole := document(p("", "一")+tbl(tr(tc("", "二")))).with("styles", "styles", "").pack(t)
	for n := range whole {
		var refused *flow.Error
		if _, err := Read(whole[:n]); !errors.As(err, &refused) {
			t.Fatalf("the first %d bytes give %v", n, err)
		}
	}
}
