package manuscript

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	plaintext "jianbao/internal/flow/plain"
)

// Encoding names the encoding a file was found to be in.
type Encoding = plaintext.Encoding

// The encodings that are recognised.
const (
	UTF8    = plaintext.UTF8
	UTF16LE = plaintext.UTF16LE
	UTF16BE = plaintext.UTF16BE
	GB18030 = plaintext.GB18030
)

// refusals says in the words of this package why bytes are no text.
var refusals = map[plaintext.Problem]Code{
	plaintext.Empty: Empty, plaintext.Binary: Binary, plaintext.InvalidEncoding: InvalidEncoding, plaintext.TooLarge: TooLarge,
}

// decode turns the file into text. The byte order mark is not part of the text; nothing else is taken away.
func decode(data []byte) (string, Encoding, error) {
	text, enc, err := plaintext.Decode(data)
	var e *plaintext.Error
	switch {
	case errors.As(err, &e):
		return "", "", &Error{Code: refusals[e.Problem], Detail: e.Detail, Line: e.Line, Limit: e.Limit}
	case err != nil:
		return "", "", fmt.Errorf("decode: %w", err)
	}
	return text, enc, nil
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
