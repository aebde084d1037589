// Package htmldoc reads HTML files: saved pages, articles saved from WeChat, and pages that Word and WPS write. It goes through the
// tags once and builds no tree, so that no nesting costs more than its length. It runs nothing and fetches nothing: pictures that
// the file does not carry with it are reported with their address.
package htmldoc

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"

	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// MaxBytes bounds an HTML file as it came.
const MaxBytes = 8 << 20

// maxTag bounds one tag with its attributes; a picture may be in one.
const maxTag = MaxBytes

// Read reads a file. It refuses with *flow.Error.
func Read(data []byte) (*flow.File, error) {
	if len(data) > MaxBytes {
		return nil, &flow.Error{Code: flow.TooLarge, Detail: "bytes", Limit: MaxBytes}
	}
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	return ReadText(text, flow.HTML, gather.Tally{})
}

// ReadText reads HTML that was decoded, as a file of the format that it came in. The tally holds what was counted before.
func ReadText(text string, format flow.Format, tally gather.Tally) (*flow.File, error) {
	if err := checkTags(text); err != nil {
		return nil, err
	}
	r := &reader{file: &flow.File{Format: format}, tally: tally, noteByID: map[string]int{}}
	r.stack = []frame{{}}
	r.sinks = []*sink{{}}
	z := html.NewTokenizer(strings.NewReader(text))
	z.SetMaxBuf(maxTag)
	for z.Next() != html.ErrorToken {
		if err := r.token(z.Token()); err != nil {
			return nil, err
		}
	}
	if err := z.Err(); !errors.Is(err, io.EOF) {
		return nil, &flow.Error{Code: flow.Damaged, Detail: fmt.Sprint(err)}
	}
	if err := r.popTo(1); err != nil {
		return nil, err
	}
	if err := r.flush(); err != nil {
		return nil, err
	}
	r.labelNotes()
	r.file.Items = r.sinks[0].items
	return r.tally.Finish(r.file)
}

// reader is a file while it is read.
type reader struct {
	file     *flow.File
	tally    gather.Tally
	stack    []frame
	sinks    []*sink
	para     paragraph
	notes    []*note // in the order of file.Notes
	noteByID map[string]int
	page     bool // a page begins with the next paragraph

	tags, attributes int // so far
}

// sink is where paragraphs and tables go: the file, a cell, or a note.
type sink struct{ items []flow.Item }

func (r *reader) emit(item flow.Item) {
	s := r.sinks[len(r.sinks)-1]
	s.items = append(s.items, item)
}

func (r *reader) token(t html.Token) error {
	switch t.Type {
	case html.TextToken:
		r.text(t.Data)
	case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
		return r.tag(t)
	default: // comments, those with conditions in them included, and the document type
	}
	return nil
}

func (r *reader) tag(t html.Token) error {
	if err := r.count(t); err != nil {
		return err
	}
	if t.Type == html.EndTagToken {
		return r.end(t.Data)
	}
	return r.start(t)
}

// attribute finds what a tag says; the first of two is the one that counts.
func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttribute(t html.Token, name string) bool {
	for _, a := range t.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}
