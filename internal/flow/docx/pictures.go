package docx

import (
	"bytes"
	"path"

	"jianbao/internal/flow"
)

// pictureShelf holds the pictures that were found: a picture shown twice under the same words is one.
type pictureShelf struct {
	list []flow.Picture
	by   map[shelved]int
	data map[string][]byte // by part
}

type shelved struct{ part, alt string }

const maxAlt = 2000 // runes

// pictureSignatures begin the files of the formats that are read.
var pictureSignatures = []string{"\x89PNG\r\n\x1a\n", "\xff\xd8\xff", "GIF8", "BM"}

func readablePicture(data []byte) bool {
	for _, s := range pictureSignatures {
		if bytes.HasPrefix(data, []byte(s)) {
			return true
		}
	}
	return len(data) > 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP"
}

// picture puts a picture into a paragraph, or reports why it is none. One that lies elsewhere was reported with the
// relations.
func (s *story) picture(id string, p *paragraph, c caption) bool {
	rel, known := s.relations.byID[id]
	if !known || rel.target == "" {
		return false
	}
	if rel.external {
		return true
	}
	data := s.pictureData(rel.target)
	if s.err != nil {
		return true
	}
	if !readablePicture(data) {
		s.tally.Omit(flow.Object, firstOf(c.alt, c.name, baseName(rel.target)))
		return true
	}
	if number := s.shelve(rel.target, c.alt, data); s.err == nil {
		s.markFields()
		p.put(flow.Run{Picture: number})
	}
	return true
}

func (r *reader) pictureData(part string) []byte {
	shelf := &r.pictures
	if data, known := shelf.data[part]; known {
		return data
	}
	data, err := r.archive.read(part)
	if err != nil {
		r.fail(err)
		return nil
	}
	if shelf.data == nil {
		shelf.data, shelf.by = map[string][]byte{}, map[shelved]int{}
	}
	shelf.data[part] = data
	return data
}

func (r *reader) shelve(part, alt string, data []byte) int {
	shelf := &r.pictures
	alt = clip(alt, maxAlt)
	key := shelved{part, alt}
	if n := shelf.by[key]; n > 0 {
		return n
	}
	if r.fail(r.tally.Picture()) {
		return 0
	}
	shelf.list = append(shelf.list, flow.Picture{Name: clip(baseName(part), maxName), Alt: alt, Data: data})
	shelf.by[key] = len(shelf.list)
	return len(shelf.list)
}

// baseName is the last part of a name, and "" of nothing.
func baseName(part string) string {
	if part == "" {
		return ""
	}
	return path.Base(part)
}
