package docx

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"jianbao/internal/flow"
	"jianbao/internal/flow/magic"
)

const compoundFile = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// signature tells a kind of file by what stands in it.
type signature struct{ mark, kind string }

// streams are the names of the main streams of compound files.
var streams = []signature{
	{"WordDocument", "doc"},
	{"Workbook", "xls"},
	{"PowerPoint Document", "ppt"},
}

var mimetypes = []signature{
	{"application/vnd.oasis.opendocument.text", "odt"},
	{"application/vnd.oasis.opendocument.spreadsheet", "ods"},
	{"application/vnd.oasis.opendocument.presentation", "odp"},
	{"application/epub+zip", "epub"},
}

var members = []signature{
	{"xl/workbook.xml", "xlsx"},
	{"ppt/presentation.xml", "pptx"},
	{"androidmanifest.xml", "apk"},
	{"meta-inf/manifest.mf", "jar"},
	{"ofd.xml", "ofd"},
}

// notAnArchive names what a file is that is no zip file. A document with a password is one inside a compound file.
func notAnArchive(data []byte) *flow.Error {
	if bytes.HasPrefix(data, []byte(compoundFile)) {
		if bytes.Contains(data, wide("EncryptedPackage")) {
			return &flow.Error{Code: flow.Encrypted}
		}
		for _, s := range streams {
			if bytes.Contains(data, wide(s.mark)) {
				return &flow.Error{Code: flow.Unknown, Detail: s.kind}
			}
		}
		return &flow.Error{Code: flow.Unknown, Detail: "ole"}
	}
	return &flow.Error{Code: flow.Unknown, Detail: magic.Name(data)}
}

// wide is s as compound files write names.
func wide(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

// kind names an archive that holds no document.
func (a *archive) kind() string {
	if mimetype, err := a.read("mimetype"); err == nil {
		for _, s := range mimetypes {
			if strings.HasPrefix(string(mimetype), s.mark) {
				return s.kind
			}
		}
	}
	for _, s := range members {
		if a.has(s.mark) {
			return s.kind
		}
	}
	return "zip"
}

// kindOfRoot names an Office file by the root of its main part.
func kindOfRoot(root string) string {
	switch root {
	case "?:workbook":
		return "xlsx"
	case "?:presentation":
		return "pptx"
	default:
		return "xml"
	}
}
