// Package docx reads WordprocessingML, the files that Word and WPS write as .docx, .docm and .dotx, into the text a person
// sees who opens them. Every character of visible text in the document part comes out: in an item, in a cell, or in a note;
// what does not come out is counted in File.Omitted. It never fetches anything, opens no archive inside the archive, runs no
// code, and reads no part but those that the package's own relationships name.
package docx

import (
	"bytes"
	"unicode/utf8"

	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// Limits of this format besides those of flow, for all XML parts that are read together. 500 pages of Word keep them; what
// does not is made to wear a reader out.
const (
	maxMarkup     = 24 << 20 // bytes
	maxTokens     = 800_000
	maxAttributes = 600_000
	maxOfOneTag   = 1024   // attributes
	maxDefined    = 20_000 // styles, lists and relations, which are all kept
)

// reader carries one reading. The first failure stays in err, and everything after it does nothing.
type reader struct {
	archive   *archive
	styles    *styles
	numbering *numbering
	notes     noteQueue
	tally     gather.Tally
	pictures  pictureShelf
	file      flow.File
	headers   []flow.Item
	footers   []flow.Item
	err       error

	tokens, attributes, defined int
}

// Read reads a file. Its errors are *flow.Error.
func Read(data []byte) (*flow.File, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, &flow.Error{Code: flow.Empty}
	}
	if len(data) > flow.MaxBytes {
		return nil, tooLarge("bytes", flow.MaxBytes)
	}
	archive, err := open(data)
	if err != nil {
		return nil, err
	}
	r := &reader{archive: archive, file: flow.File{Format: flow.Docx}}
	r.read()
	if r.err != nil {
		return nil, r.err
	}
	return r.tally.Finish(&r.file)
}

func (r *reader) read() {
	main := r.mainPart()
	relations := r.relationsOf(main)
	r.styles = r.readStyles(relations.first("styles"))
	r.numbering = r.readNumbering(relations.first("numbering"), r.styles)
	body := r.readBody(main, relations)
	r.readNotes(relations)
	r.countComments(relations.first("comments"))
	r.countMacros(relations)
	r.relationsOf(relations.first("settings")) // names the template, which may lie elsewhere
	r.file.Items = append(append(r.headers, body...), r.footers...)
	r.file.Pictures = r.pictures.list
}

// mainPart finds the document part. A package whose relationships do not name it is read by its usual name.
func (r *reader) mainPart() string {
	if main := r.readRelations("_rels/.rels", "").first("officeDocument"); main != "" {
		return main
	}
	if r.err == nil && !r.archive.has("word/document.xml") {
		r.fail(&flow.Error{Code: flow.Unknown, Detail: r.archive.kind()})
	}
	return "word/document.xml"
}

func (r *reader) readBody(main string, relations relations) []flow.Item {
	s := &story{reader: r, relations: relations}
	sink := &sink{}
	s.body = sink
	root := r.walk(main, "w:document", "w:body", func(n *node) { s.block(n, sink) })
	switch root {
	case "w:document":
	case "":
		r.fail(damaged(main))
	default:
		r.fail(&flow.Error{Code: flow.Unknown, Detail: kindOfRoot(root)})
	}
	s.flush(sink)
	return sink.items
}

// fail keeps the first error, and says whether there is one.
func (r *reader) fail(err error) bool {
	if r.err == nil && err != nil {
		r.err = err
	}
	return r.err != nil
}

// count adds to one of the counters and fails where it passes its limit.
func (r *reader) count(counter *int, add int, what string, limit int) bool {
	*counter += add
	if *counter > limit {
		r.fail(tooLarge(what, limit))
	}
	return r.err == nil
}

func (r *reader) countDefined() bool { return r.count(&r.defined, 1, "definitions", maxDefined) }

func tooLarge(what string, limit int) *flow.Error {
	return &flow.Error{Code: flow.TooLarge, Detail: what, Limit: limit}
}

func damaged(detail string) *flow.Error { return &flow.Error{Code: flow.Damaged, Detail: detail} }

// clip keeps the first runes of s.
func clip(s string, runes int) string {
	if utf8.RuneCountInString(s) <= runes {
		return s
	}
	return string([]rune(s)[:runes])
}
