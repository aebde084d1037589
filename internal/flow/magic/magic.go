// Package magic names formats of files by their first bytes. Names are those that people know, which are the extensions.
package magic

import "bytes"

// The containers that may hold a format that is read, and a format that is.
const (
	Zip = "zip"
	OLE = "ole"
	PDF = "pdf"
)

// formats are those that people send to an office, by their first bytes from offset on.
var formats = []struct {
	offset      int
	bytes, name string
}{
	{0, "PK\x03\x04", Zip},
	{0, "PK\x05\x06", Zip},
	{0, "\xd0\xcf\x11\xe0", OLE},
	{0, "%PDF-", PDF},
	{0, "{\\rtf", "rtf"},
	{0, "\x89PNG", "png"},
	{0, "\xff\xd8\xff", "jpeg"},
	{0, "GIF8", "gif"},
	{0, "BM", "bmp"},
	{0, "II*\x00", "tiff"},
	{0, "MM\x00*", "tiff"},
	{8, "WEBP", "webp"},
	{4, "ftypheic", "heic"},
	{4, "ftyp", "mp4"},
	{0, "ID3", "mp3"},
	{0, "Rar!", "rar"},
	{0, "7z\xbc\xaf", "7z"},
	{0, "\x1f\x8b", "gzip"},
	{0, "MZ", "exe"},
	{0, "\x7fELF", "elf"},
	{0, "%!PS", "ps"},
	{0, "\xdb\xa5", "doc of Word 2 or earlier"},
}

// Name is the name of the format data is in, or empty where its first bytes say nothing. Short marks that text may begin with
// count only before a byte that no text holds.
func Name(data []byte) string {
	for _, f := range formats {
		if len(data) >= f.offset && bytes.HasPrefix(data[f.offset:], []byte(f.bytes)) && (len(f.bytes) > 3 || binary(data)) {
			return f.name
		}
	}
	return ""
}

// binary finds a NUL among the first bytes.
func binary(data []byte) bool { return bytes.IndexByte(data[:min(len(data), 512)], 0) >= 0 }
