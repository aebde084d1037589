package picture

import (
	"bytes"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/bmp"
	"golang.org/x/image/webp"
)

// format is a kind of file that is read.
type format struct {
	name   string
	lossy  bool // its small colours are noise: made lossless it would only grow
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
	exif   func([]byte) []byte // finds the EXIF data; nil: this kind has none
}

// orientation is the EXIF orientation, 1 (upright) to 8.
func (f format) orientation(data []byte) int {
	if f.exif == nil {
		return 1
	}
	return orientation(f.exif(data))
}

// formats are the kinds that are read; the name of each is a key of signatures.
var formats = map[string]format{
	"jpeg": {name: "jpeg", lossy: true, config: jpeg.DecodeConfig, decode: jpeg.Decode, exif: jpegExif},
	"png":  {name: "png", config: png.DecodeConfig, decode: png.Decode, exif: pngExif},
	"gif":  {name: "gif", config: gif.DecodeConfig, decode: gif.Decode},
	"webp": {name: "webp", config: webp.DecodeConfig, decode: webp.Decode, exif: webpExif},
	"bmp":  {name: "bmp", config: bmp.DecodeConfig, decode: bmp.Decode},
}

// signature is what a kind of file is known by: bytes at a place.
type signature struct {
	name  string
	at    int
	bytes string
}

// signatures are of the kinds that are read, and of those that people bring in and that are refused by name.
var signatures = []signature{
	{"jpeg", 0, "\xff\xd8\xff"},
	{"png", 0, "\x89PNG\r\n\x1a\n"},
	{"gif", 0, "GIF87a"},
	{"gif", 0, "GIF89a"},
	{"webp", 8, "WEBP"},
	{"bmp", 0, "BM"},
	{"heic", 4, "ftyphei"},
	{"heic", 4, "ftyphev"},
	{"heic", 4, "ftypmif1"},
	{"heic", 4, "ftypmsf1"},
	{"avif", 4, "ftypavi"},
	{"tiff", 0, "II*\x00"},
	{"tiff", 0, "MM\x00*"},
	{"pdf", 0, "%PDF-"},
	{"emf", 40, " EMF"},
	{"wmf", 0, "\xd7\xcd\xc6\x9a"},
	{"wmf", 0, "\x01\x00\x09\x00"},
	{"psd", 0, "8BPS"},
	{"zip", 0, "PK\x03\x04"},
}

func sniff(data []byte) (format, bool) {
	f, ok := formats[nameOf(data)]
	return f, ok
}

// nameOf tells a kind of file by its content, "" for an unknown one.
func nameOf(data []byte) string {
	for _, s := range signatures {
		if len(data) >= s.at && bytes.HasPrefix(data[s.at:], []byte(s.bytes)) {
			return s.name
		}
	}
	if bytes.Contains(data[:min(len(data), 1024)], []byte("<svg")) {
		return "svg"
	}
	return ""
}
