package i18n

import "regexp"

// These marks enclose a key that has no text. No text of the product uses them.
const (
	missingOpen  = "⟦"
	missingClose = "⟧"
)

var missingPattern = regexp.MustCompile(missingOpen + `([^` + missingClose + `]*)` + missingClose)

// Missing lists the keys without a text that show in a rendered page, in the order they stand there.
func Missing(page string) []string {
	var keys []string
	for _, found := range missingPattern.FindAllStringSubmatch(page, -1) {
		keys = append(keys, found[1])
	}
	return keys
}
