package models

import "time"

// FileFormat is a form in which an issue leaves the house.
type FileFormat string

// The formats, by the extension of their files.
const (
	FormatWord     FileFormat = "docx"
	FormatPDF      FileFormat = "pdf"
	FormatEPUB     FileFormat = "epub"
	FormatText     FileFormat = "txt"
	FormatMarkdown FileFormat = "md"
	FormatJSON     FileFormat = "json"
	FormatArchive  FileFormat = "zip" // everything of the issue, with a manifest of hashes
)

// FileFormats lists them in the order in which they are offered; the archive is made last, of the others.
var FileFormats = []FileFormat{FormatWord, FormatPDF, FormatEPUB, FormatText, FormatMarkdown, FormatJSON, FormatArchive}

// ReaderFormats are those that whoever may read an edition may have. The archive holds what the office alone keeps.
var ReaderFormats = []FileFormat{FormatWord, FormatPDF, FormatEPUB, FormatText, FormatMarkdown, FormatJSON}

// PaperFormats are those of the papers of a review: review copy, sign-off sheet, marked-up copy.
var PaperFormats = []FileFormat{FormatWord, FormatPDF}

var contentTypes = map[FileFormat]string{
	FormatWord:     "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	FormatPDF:      "application/pdf",
	FormatEPUB:     "application/epub+zip",
	FormatText:     "text/plain; charset=utf-8",
	FormatMarkdown: "text/markdown; charset=utf-8",
	FormatJSON:     "application/json",
	FormatArchive:  "application/zip",
}

// ContentType is the media type of the format; empty for an unknown one.
func (f FileFormat) ContentType() string { return contentTypes[f] }

// EditionFile is one file of an edition: planned at publication, made in the background.
type EditionFile struct {
	ID        int64 `gorm:"primaryKey"`
	EditionID int64
	Format    FileFormat
	SHA256    string // empty until it is made
	Bytes     int64
	Tries     int
	Error     string // of the last try; empty once it is made
	MadeAt    *time.Time
}

// Made reports whether the file is there.
func (f EditionFile) Made() bool { return f.SHA256 != "" }
