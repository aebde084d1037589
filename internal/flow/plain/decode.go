package plain

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	xunicode "golang.org/x/text/encoding/unicode"

	"jianbao/internal/flow"
	"jianbao/internal/flow/magic"
)

// Encoding names the encoding a file was found to be in.
type Encoding string

// The encodings that are recognised.
const (
	UTF8    Encoding = "UTF-8"
	UTF16LE Encoding = "UTF-16LE"
	UTF16BE Encoding = "UTF-16BE"
	GB18030 Encoding = "GB18030"
)

// MaxBytes bounds a text file as it came, and so what is decoded at all.
const MaxBytes = 8 << 20

// Problem says why bytes are no text.
type Problem string

// The reasons for refusing bytes as text.
const (
	Empty           Problem = "empty"            // nothing but blanks
	Binary          Problem = "binary"           // not text; Detail names the format where it is known
	InvalidEncoding Problem = "invalid encoding" // neither UTF-8, UTF-16 with a mark, nor GB18030
	TooLarge        Problem = "too large"        // more than MaxBytes of file or flow.MaxText of text
)

// Error says why a file was refused. Line counts from 1 and is 0 where no line is to blame; Limit is the limit that was
// passed, or 0. It wraps the *flow.Error that says the same to those who read other formats too.
type Error struct {
	Problem Problem
	Detail  string
	Line    int
	Limit   int
}

func (e *Error) Error() string { return e.Unwrap().Error() }

// codes says in the words of flow what is wrong. Text in no known encoding is damaged: most of it opened as something once.
var codes = map[Problem]flow.Code{Empty: flow.Empty, Binary: flow.Unknown, InvalidEncoding: flow.Damaged, TooLarge: flow.TooLarge}

// Unwrap is the same refusal in the words of flow.
func (e *Error) Unwrap() error {
	detail := e.Detail
	if e.Line > 0 {
		detail = strings.TrimSpace(fmt.Sprintf("%s line %d", detail, e.Line))
	}
	return &flow.Error{Code: codes[e.Problem], Detail: detail, Limit: e.Limit}
}

// Decode turns a file into text, strictly. The byte order mark is not part of the text; nothing else is taken away. Errors are
// of type *Error.
func Decode(data []byte) (string, Encoding, error) {
	if len(data) > MaxBytes {
		return "", "", &Error{Problem: TooLarge, Limit: MaxBytes}
	}
	if name := magic.Name(data); name != "" {
		return "", "", &Error{Problem: Binary, Detail: name}
	}
	text, enc, err := Transcode(data)
	if err != nil {
		return "", "", err
	}
	if err := checkText(text); err != nil {
		return "", "", err
	}
	return text, enc, nil
}

// Transcode makes text of bytes, strictly, and checks nothing else about them.
func Transcode(data []byte) (string, Encoding, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return strict(xunicode.UTF16(xunicode.LittleEndian, xunicode.ExpectBOM), data, UTF16LE)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return strict(xunicode.UTF16(xunicode.BigEndian, xunicode.ExpectBOM), data, UTF16BE)
	}
	rest, marked := bytes.CutPrefix(data, []byte("\ufeff"))
	if utf8.Valid(rest) {
		return string(rest), UTF8, nil
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", "", &Error{Problem: Binary}
	}
	if line, broken := brokenUTF8(rest); marked || broken {
		return "", "", &Error{Problem: InvalidEncoding, Detail: "damaged UTF-8", Line: line}
	}
	text, enc, err := strict(simplifiedchinese.GB18030, data, GB18030)
	if err == nil && !plausible(data) {
		return "", "", &Error{Problem: InvalidEncoding}
	}
	return text, enc, err
}

// strict decodes and refuses what the encoding does not know.
func strict(e encoding.Encoding, data []byte, name Encoding) (string, Encoding, error) {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", &Error{Problem: InvalidEncoding, Detail: string(name)}
	}
	if i := bytes.IndexRune(out, utf8.RuneError); i >= 0 {
		return "", "", &Error{Problem: InvalidEncoding, Detail: string(name), Line: 1 + bytes.Count(out[:i], []byte("\n"))}
	}
	return string(out), name, nil
}

// brokenUTF8 tells UTF-8 with some bytes damaged from another encoding: at least nine in ten of its bytes above
// ASCII belong to valid three-byte characters, which Chinese text in GB18030 hardly ever forms. It returns the first bad line.
func brokenUTF8(data []byte) (line int, broken bool) {
	line = 1
	firstBad, good, bad := 0, 0, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == '\n':
			line++
		case r == utf8.RuneError && size == 1:
			bad++
			if firstBad == 0 {
				firstBad = line
			}
		case size >= 3:
			good += size
		}
		i += size
	}
	return firstBad, good >= 9*bad && good > 0
}

// plausible tells Chinese text in GB18030 from other bytes that happen to decode: at least four in ten of its
// double-byte characters are punctuation or level-one characters of GB 2312 (about nineteen in twenty are).
func plausible(data []byte) bool {
	common, all := 0, 0
	for i := 0; i+1 < len(data); {
		lead, trail := data[i], data[i+1]
		if lead < 0x80 {
			i++
			continue
		}
		i += 2
		all++
		if trail >= 0xa1 && (lead >= 0xa1 && lead <= 0xa3 || lead >= 0xb0 && lead <= 0xd7) {
			common++
		}
	}
	return common*10 >= all*4
}

// checkText refuses what is empty, too long, or holds the control characters of a binary file.
func checkText(text string) error {
	if len(text) > flow.MaxText {
		return &Error{Problem: TooLarge, Limit: flow.MaxText}
	}
	if strings.IndexByte(text, 0) >= 0 {
		return &Error{Problem: Binary}
	}
	controls, visible := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
		case unicode.IsControl(r):
			controls++
		case !unicode.Is(unicode.Cf, r):
			visible++
		}
	}
	switch {
	case controls > 3 && controls*50 > visible:
		return &Error{Problem: Binary}
	case visible == 0:
		return &Error{Problem: Empty}
	}
	return nil
}
