// Package open reads a file in whatever format it is found to be.
package open

import (
	"unicode/utf8"

	"jianbao/internal/flow"
)

// Read takes a file apart. The error is a *flow.Error.
func Read(data []byte, _ string) (*flow.File, error) {
	if !utf8.Valid(data) {
		return nil, &flow.Error{Code: flow.Unknown}
	}
	return &flow.File{Format: flow.Text, Items: []flow.Item{{Paragraph: &flow.Paragraph{Runs: []flow.Run{{Text: string(data)}}}}}}, nil
}
