package msdoc

import (
	"bytes"
	"errors"
	"io"

	"github.com/richardlehane/mscfb"

	"jianbao/internal/flow"
)

// openBudget bounds what the container reader may look at before the first stream is read: sectors of the directory and links of
// chains. 4,000 entries take half a megabyte; a chain that is a circle, or a directory of a million entries, hits the bound.
const openBudget = 4 << 20

// chunk is how much of a stream is read at once. The container reader takes time that grows with the square of it.
const chunk = 64 << 10

// metered is a file in memory that stops answering when more was read than its budget.
type metered struct {
	file   *bytes.Reader
	budget int
}

var errBudget = errors.New("the container asks for more than it can hold")

// ReadAt implements io.ReaderAt.
func (m *metered) ReadAt(p []byte, off int64) (int, error) {
	if m.budget -= len(p); m.budget < 0 {
		return 0, errBudget
	}
	return m.file.ReadAt(p, off)
}

// Container is an OLE compound file with its streams.
type Container struct {
	meter   *metered
	entries []*mscfb.File
	taken   int64 // bytes of the streams that were read
}

// Open reads the directory of an OLE compound file.
func Open(data []byte) (*Container, error) {
	if len(data) > flow.MaxBytes {
		return nil, &flow.Error{Code: flow.TooLarge, Detail: "bytes", Limit: flow.MaxBytes}
	}
	meter := &metered{file: bytes.NewReader(data), budget: openBudget}
	r, err := mscfb.New(meter)
	if err != nil {
		return nil, damaged("container")
	}
	if len(r.File) > flow.MaxEntries {
		return nil, &flow.Error{Code: flow.TooLarge, Detail: "entries", Limit: flow.MaxEntries}
	}
	// No two streams share a byte, so all of them together are no longer than the file; links of chains come on top.
	meter.budget = 2*len(data) + chunk
	return &Container{meter: meter, entries: r.File}, nil
}

// Has tells whether a stream or storage of that name is at the top of the container.
func (c *Container) Has(name string) bool { return c.find(name) != nil }

func (c *Container) find(name string) *mscfb.File {
	for _, f := range c.entries {
		if f.Name == name && len(f.Path) == 0 {
			return f
		}
	}
	return nil
}

// stream reads a whole stream; nil where there is none.
func (c *Container) stream(name string) ([]byte, error) {
	f := c.find(name)
	if f == nil || f.Size <= 0 {
		return nil, nil
	}
	if c.taken += f.Size; c.taken > c.meter.file.Size() { // no two streams share a byte
		return nil, damaged(name)
	}
	out := make([]byte, f.Size)
	for at := 0; at < len(out); at += chunk {
		piece := out[at:min(at+chunk, len(out))]
		if _, err := io.ReadFull(f, piece); err != nil {
			return nil, damaged(name)
		}
	}
	return out, nil
}

func damaged(what string) error { return &flow.Error{Code: flow.Damaged, Detail: what} }
