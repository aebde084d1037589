// Package open reads a file in whatever format it is found to be.
package open

import (
	"jianbao/internal/flow"
	"jianbao/internal/flow/plain"
)

// Read takes a file apart. The name only tells texts of different formats apart. The error is a *flow.Error.
func Read(data []byte, _ string) (*flow.File, error) { return plain.Read(data) }
