package models

import (
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strings"
)

var unknownField = regexp.MustCompile(`unknown field "([^"]{1,40})`)

// DecodeBody reads a body as the editor sends it: the canonical JSON of a Body and nothing else. A field it does not know is
// refused by name; then the body holds what could be read all the same, so that nothing typed is lost. The result is neither
// normalised nor validated.
func DecodeBody(sent string) (Body, error) {
	body, err := decodeBody(sent, true)
	if err == nil {
		return body, nil
	}
	refusal := &Problems{}
	if m := unknownField.FindStringSubmatch(err.Error()); m != nil {
		refusal.Add("blocks", "body.unknown_field", Args{"Name": m[1]})
	} else {
		refusal.Add("blocks", "body.unreadable")
	}
	body, _ = decodeBody(sent, false)
	return body, refusal.Err()
}

func decodeBody(sent string, strict bool) (Body, error) {
	var body Body
	d := json.NewDecoder(strings.NewReader(sent))
	if strict {
		d.DisallowUnknownFields()
	}
	if err := d.Decode(&body); err != nil {
		return Body{}, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Body{}, errors.New("something follows the body")
	}
	return body, nil
}

// ByID finds the blocks of a body by their ids.
func (b Body) ByID() map[string]Block {
	out := make(map[string]Block, len(b.Blocks))
	for _, bl := range b.Blocks {
		out[bl.ID] = bl
	}
	return out
}

// SameText reports whether two blocks are of one kind and level and say the same.
func (b Block) SameText(other Block) bool {
	return b.Kind == other.Kind && b.Level == other.Level && PlainText(b.Inlines) == PlainText(other.Inlines)
}
