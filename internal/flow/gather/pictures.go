package gather

import (
	"encoding/base64"
	"net/url"
	"slices"
	"strings"
)

// pictureTypes are those a reader of pictures may understand.
var pictureTypes = []string{"image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/bmp"}

const dataScheme = "data:"

// Carried tells an address that carries the data itself.
func Carried(address string) bool {
	return len(address) >= len(dataScheme) && strings.EqualFold(address[:len(dataScheme)], dataScheme)
}

// Picture is what a data: address carries, or nil if that is no picture.
func Picture(address string) []byte {
	head, body, found := strings.Cut(address[len(dataScheme):], ",")
	words := strings.Split(strings.ToLower(strings.ReplaceAll(head, " ", "")), ";")
	body, err := url.PathUnescape(body)
	if err != nil || !found || body == "" || !slices.Contains(pictureTypes, words[0]) {
		return nil
	}
	if words[len(words)-1] != "base64" {
		return []byte(body)
	}
	body = strings.TrimRight(strings.Join(strings.Fields(body), ""), "=")
	data, err := base64.RawStdEncoding.DecodeString(body)
	if err != nil || len(data) == 0 {
		return nil
	}
	return data
}
