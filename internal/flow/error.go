package flow

import "fmt"

// Code names why a file was refused. It is stable: messages in other languages are keyed by it.
type Code string

// The reasons for refusing a file.
const (
	Empty     Code = "empty"     // nothing but blanks
	Unknown   Code = "unknown"   // no format that is read; Detail names it where it is known
	Damaged   Code = "damaged"   // cut short, or not made by the rules of its format
	Encrypted Code = "encrypted" // opens with a password only
	TooLarge  Code = "too_large" // a limit was passed; Limit and Detail say which
	Scanned   Code = "scanned"   // pictures of pages, without text
)

// Limits of one file, whatever its format.
const (
	MaxBytes      = 64 << 20 // of the file as it came
	MaxUnpacked   = 96 << 20 // of all parts of an archive that are read, together
	MaxEntries    = 4000     // of an archive
	MaxText       = 4 << 20  // bytes of text as UTF-8
	MaxParagraphs = 20_000   // those of tables and notes included
	MaxDepth      = 200      // of nested elements
	MaxPictures   = 300
	MaxCells      = 50_000
	MaxNotes      = 10_000
)

// Error says why a file was refused.
type Error struct {
	Code   Code
	Detail string
	Limit  int // the limit that was passed, or 0
}

func (e *Error) Error() string {
	s := "the file is refused: " + string(e.Code)
	if e.Detail != "" {
		s += " (" + e.Detail + ")"
	}
	if e.Limit > 0 {
		s += fmt.Sprintf("; the limit is %d", e.Limit)
	}
	return s
}
