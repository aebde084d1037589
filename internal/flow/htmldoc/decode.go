package htmldoc

import (
	"bytes"
	"fmt"
	"regexp"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"

	"jianbao/internal/flow"
	"jianbao/internal/flow/plain"
)

// metaCharset is what a page says about itself, in either form.
var metaCharset = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{1,30})`)
})

// metaWithin is how far into the file a page says it.
const metaWithin = 8 << 10

// decode makes text of the file. Bytes that are UTF-8 are taken for it whatever the page says: many pages were saved in another
// encoding than they were served in. Then the page is believed; one that says nothing is treated as plain text.
func decode(data []byte) (string, error) {
	name := ""
	if m := metaCharset().FindSubmatch(data[:min(len(data), metaWithin)]); m != nil {
		name = string(m[1])
	}
	if utf8.Valid(data) || name == "" || marked(data) {
		return strict(data)
	}
	enc, err := htmlindex.Get(name)
	if canonical, _ := htmlindex.Name(enc); err != nil || canonical == "utf-8" || canonical == "gbk" || canonical == "gb18030" {
		return strict(data)
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil || bytes.IndexByte(out, 0) >= 0 {
		return "", &flow.Error{Code: flow.Damaged, Detail: name}
	}
	if len(out) > 2*MaxBytes {
		return "", &flow.Error{Code: flow.TooLarge, Detail: "text", Limit: 2 * MaxBytes}
	}
	return string(out), nil
}

// marked tells a file that begins with the mark of UTF-16.
func marked(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff"))
}

func strict(data []byte) (string, error) {
	text, _, err := plain.Transcode(data)
	if err != nil {
		return "", fmt.Errorf("decode: %w", err)
	}
	return text, nil
}
