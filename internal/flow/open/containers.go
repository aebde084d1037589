package open

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"

	"jianbao/internal/flow"
	"jianbao/internal/flow/magic"
	"jianbao/internal/flow/msdoc"
)

// officeParts tell the formats that hold a list of content types apart, by the folder of their main part.
var officeParts = map[string]string{"word": string(flow.Docx), "xl": "xlsx", "ppt": "pptx", "visio": "vsdx"}

// otherParts tell other archives by one part.
var otherParts = map[string]string{"OFD.xml": "ofd", "AndroidManifest.xml": "apk", "META-INF/MANIFEST.MF": "jar"}

// packageTypes are the formats that name themselves in a part called mimetype.
var packageTypes = map[string]string{
	"application/vnd.oasis.opendocument.text":         "odt",
	"application/vnd.oasis.opendocument.spreadsheet":  "ods",
	"application/vnd.oasis.opendocument.presentation": "odp",
	"application/epub+zip":                            "epub",
}

// zipFormat looks at the list of parts, never into them but for the one that names the format.
func zipFormat(data []byte) (flow.Format, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", &flow.Error{Code: flow.Damaged, Detail: "zip"}
	}
	if len(archive.File) > flow.MaxEntries {
		return "", &flow.Error{Code: flow.TooLarge, Detail: "entries", Limit: flow.MaxEntries}
	}
	switch format := archiveFormat(archive); format {
	case string(flow.Docx):
		return flow.Docx, nil
	default:
		return "", unknown(format)
	}
}

func archiveFormat(archive *zip.Reader) string {
	office, others := "", magic.Zip
	typed := false
	for _, f := range archive.File {
		if f.Name == "mimetype" {
			return packageType(f)
		}
		typed = typed || f.Name == "[Content_Types].xml"
		folder, _, _ := strings.Cut(f.Name, "/")
		if format, known := officeParts[folder]; known && office == "" {
			office = format
		}
		if format, known := otherParts[f.Name]; known {
			others = format
		}
	}
	if typed { // a main part in no known folder is left to the reader of documents to find
		return cmp.Or(office, string(flow.Docx))
	}
	return others
}

func packageType(f *zip.File) string {
	const longest = 100
	r, err := f.Open()
	if err != nil {
		return magic.Zip
	}
	defer r.Close()
	name, err := io.ReadAll(io.LimitReader(r, longest))
	if format, known := packageTypes[strings.TrimSpace(string(name))]; err == nil && known {
		return format
	}
	return magic.Zip
}

// streams tell what an OLE compound file is by a stream that only it has.
var streams = []struct{ name, format string }{
	{"WordDocument", string(flow.Doc)},
	{"Workbook", "xls"},
	{"Book", "xls"},
	{"PowerPoint Document", "ppt"},
	{"__properties_version1.0", "msg"},
	{"VisioDocument", "vsd"},
	{"Quill", "pub"},
	{"FileHeader", "hwp"},
}

func oleFormat(data []byte) (flow.Format, error) {
	c, err := msdoc.Open(data)
	if err != nil {
		return "", fmt.Errorf("open: %w", err)
	}
	if c.Has("EncryptionInfo") || c.Has("EncryptedPackage") {
		return "", &flow.Error{Code: flow.Encrypted}
	}
	for _, s := range streams {
		if c.Has(s.name) {
			if s.format == string(flow.Doc) {
				return flow.Doc, nil
			}
			return "", unknown(s.format)
		}
	}
	return "", unknown(magic.OLE)
}
