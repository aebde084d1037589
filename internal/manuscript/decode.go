package manuscript

import (
	"errors"
	"fmt"

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
