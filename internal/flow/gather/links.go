package gather

import (
	"net/url"
	"slices"
	"strings"
)

// Href is an address that a link may lead to: http, https or mailto; empty for any other.
func Href(address string) string {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	if err != nil || !slices.Contains([]string{"http", "https", "mailto"}, u.Scheme) {
		return ""
	}
	return address
}
