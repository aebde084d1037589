package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"strings"

	"jianbao/internal/flow"
)

// deflateRatio is the most that deflate can shrink: a part that claims more lies.
const deflateRatio = 1032

// archive is the package as a zip file: its parts by their names, and what may still be unpacked of them.
type archive struct {
	parts  map[string]*zip.File // by name in small letters, since names of parts differ in more than case
	twice  map[string]bool
	left   uint64 // bytes of all parts
	markup uint64 // bytes of XML parts
}

// open looks at the directory of the archive only. Whatever its end claims, the reader of the directory takes no more
// entries than there are signatures in the file, so they are counted first.
func open(data []byte) (*archive, error) {
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return nil, notAnArchive(data)
	}
	if bytes.Count(data, []byte("PK\x01\x02")) > flow.MaxEntries {
		return nil, tooLarge("entries", flow.MaxEntries)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, damaged("zip")
	}
	a := &archive{parts: map[string]*zip.File{}, twice: map[string]bool{}, left: flow.MaxUnpacked, markup: maxMarkup}
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return nil, &flow.Error{Code: flow.Encrypted}
		}
		name, ok := entryName(f.Name)
		if !ok {
			continue
		}
		a.twice[name] = a.parts[name] != nil
		a.parts[name] = f
	}
	return a, nil
}

// entryName is the name of a part as relationships give it. Entries that point out of the archive are no parts.
func entryName(name string) (string, bool) {
	name = strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
	return name, fs.ValidPath(name) && name != "."
}

func (a *archive) has(name string) bool { return a.parts[strings.ToLower(name)] != nil }

// readMarkup unpacks an XML part; a missing one is empty.
func (a *archive) readMarkup(name string) ([]byte, error) {
	f := a.parts[strings.ToLower(name)]
	if f == nil {
		return nil, nil
	}
	if f.UncompressedSize64 > a.markup {
		return nil, tooLarge("markup", maxMarkup)
	}
	a.markup -= f.UncompressedSize64
	return a.read(name)
}

// read unpacks a part; a missing one is empty. The size that the directory claims is charged and never exceeded: a part
// that is longer or shorter is damaged.
func (a *archive) read(name string) ([]byte, error) {
	name = strings.ToLower(name)
	f := a.parts[name]
	if f == nil {
		return nil, nil
	}
	if a.twice[name] {
		return nil, damaged("two parts of one name")
	}
	size := f.UncompressedSize64
	if size > a.left {
		return nil, tooLarge("unpacked", flow.MaxUnpacked)
	}
	if size/deflateRatio > f.CompressedSize64 {
		return nil, damaged("zip")
	}
	a.left -= size
	return unpack(f, size)
}

func unpack(f *zip.File, size uint64) ([]byte, error) {
	from, err := f.Open()
	if err != nil {
		return nil, damaged("zip")
	}
	defer from.Close()
	data := make([]byte, size)
	if _, err := io.ReadFull(from, data); err != nil {
		return nil, damaged("zip")
	}
	// The sum is checked where the part ends.
	if n, err := io.Copy(io.Discard, io.LimitReader(from, 1)); n != 0 || err != nil {
		return nil, damaged("zip")
	}
	return data, nil
}
