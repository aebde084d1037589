package manuscript

import "fmt"

// Code names why a file was refused. It is stable: messages in other languages are keyed by it.
type Code string

// The reasons for refusing a file.
const (
	Empty           Code = "empty"             // nothing but blanks
	Binary          Code = "binary"            // not text; Detail names the format where it is known
	InvalidEncoding Code = "invalid_encoding"  // neither UTF-8, UTF-16 with a mark, nor GB18030
	TooLarge        Code = "too_large"         // more than MaxBytes of file or MaxText of text
	TooManyLines    Code = "too_many_lines"    // more than MaxLines
	TooManyHeadings Code = "too_many_headings" // more than MaxHeadings sections, articles and headings
	BadDecision     Code = "bad_decision"      // a decision names no line, or asks for something unknown
)

// What one file may hold. A bulletin of 7,000 characters needs about 21 kB and 140 lines.
const (
	MaxBytes    = 8 << 20 // of the file
	MaxText     = 4 << 20 // bytes of the text as UTF-8
	MaxLines    = 20_000  // counting the parts that form feeds make
	MaxHeadings = 2_000
)

// Error says why a file was refused. Line counts from 1 and is 0 where no line is to blame; Limit is the limit
// that was passed, or 0.
type Error struct {
	Code   Code
	Detail string
	Line   int
	Limit  int
}

var messages = map[Code]string{
	Empty:           "the file holds no text",
	Binary:          "the file is not plain text",
	InvalidEncoding: "the text is neither valid UTF-8 nor GB18030",
	TooLarge:        "the file is too large for one bulletin issue",
	TooManyLines:    "the file has too many lines for one bulletin issue",
	TooManyHeadings: "the file has too many headings for one bulletin issue",
	BadDecision:     "a decision does not fit the file",
}

func (e *Error) Error() string {
	s := messages[e.Code]
	if e.Detail != "" {
		s += " (" + e.Detail + ")"
	}
	if e.Line > 0 {
		s += fmt.Sprintf(", line %d", e.Line)
	}
	if e.Limit > 0 {
		s += fmt.Sprintf("; the limit is %d", e.Limit)
	}
	return s
}
