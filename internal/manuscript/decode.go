package manuscript

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	xunicode "golang.org/x/text/encoding/unicode"
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

// Formats that people send by mistake, by their first bytes.
var formats = []struct{ magic, name string }{
	{"PK\x03\x04", "docx, xlsx, ofd or zip"},
	{"\xd0\xcf\x11\xe0", "doc, wps or xls"},
	{"%PDF-", "pdf"},
	{"{\\rtf", "rtf"},
	{"\x89PNG", "png"},
	{"\xff\xd8\xff", "jpeg"},
	{"GIF8", "gif"},
	{"Rar!", "rar"},
	{"7z\xbc\xaf", "7z"},
	{"\x1f\x8b", "gzip"},
}

// decode turns the file into text. The byte order mark is not part of the text; nothing else is taken away.
func decode(data []byte) (string, Encoding, error) {
	if len(data) > MaxBytes {
		return "", "", &Error{Code: TooLarge, Limit: MaxBytes}
	}
	for _, f := range formats {
		if bytes.HasPrefix(data, []byte(f.magic)) {
			return "", "", &Error{Code: Binary, Detail: f.name}
		}
	}
	text, enc, err := transcode(data)
	if err != nil {
		return "", "", err
	}
	if err := checkText(text); err != nil {
		return "", "", err
	}
	return text, enc, nil
}

func transcode(data []byte) (string, Encoding, error) {
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
		return "", "", &Error{Code: Binary}
	}
	if line, broken := brokenUTF8(rest); marked || broken {
		return "", "", &Error{Code: InvalidEncoding, Detail: "damaged UTF-8", Line: line}
	}
	text, enc, err := strict(simplifiedchinese.GB18030, data, GB18030)
	if err == nil && !plausible(data) {
		return "", "", &Error{Code: InvalidEncoding}
	}
	return text, enc, err
}

// strict decodes and refuses what the encoding does not know.
func strict(e encoding.Encoding, data []byte, name Encoding) (string, Encoding, error) {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", &Error{Code: InvalidEncoding, Detail: string(name)}
	}
	if i := bytes.IndexRune(out, utf8.RuneError); i >= 0 {
		return "", "", &Error{Code: InvalidEncoding, Detail: string(name), Line: 1 + bytes.Count(out[:i], []byte("\n"))}
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
	if len(text) > MaxText {
		return &Error{Code: TooLarge, Limit: MaxText}
	}
	if strings.IndexByte(text, 0) >= 0 {
		return &Error{Code: Binary}
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
		return &Error{Code: Binary}
	case visible == 0:
		return &Error{Code: Empty}
	}
	return nil
}
