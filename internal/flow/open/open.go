// Package open reads a file of any format that is read: it finds the format by content and hands the file to the reader of that
// format. The name of a file decides only where its content may be more than one: text, Markdown, or a page.
package open

import (
	"context"
	"fmt"

	"jianbao/internal/flow"
	"jianbao/internal/flow/docx"
	"jianbao/internal/flow/htmldoc"
	"jianbao/internal/flow/magic"
	"jianbao/internal/flow/markdown"
	"jianbao/internal/flow/msdoc"
	"jianbao/internal/flow/pdfdoc"
	"jianbao/internal/flow/plain"
)

// readers are those of the formats that are read.
var readers = map[flow.Format]func([]byte) (*flow.File, error){
	flow.Docx:     docx.Read,
	flow.Doc:      msdoc.Read,
	flow.HTML:     htmldoc.Read,
	flow.Markdown: markdown.Read,
	flow.Text:     plain.Read,
}

// Read reads a file. Only a PDF takes long enough for ctx to end it. It refuses with a *flow.Error that names the format where that is known.
func Read(ctx context.Context, data []byte, name string) (*flow.File, error) {
	if len(data) > flow.MaxBytes {
		return nil, &flow.Error{Code: flow.TooLarge, Detail: "bytes", Limit: flow.MaxBytes}
	}
	format, err := detect(data, name)
	if err != nil {
		return nil, err
	}
	f, err := readAs(ctx, format, data)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", format, err)
	}
	return f, nil
}

func readAs(ctx context.Context, format flow.Format, data []byte) (*flow.File, error) {
	if format == flow.PDF {
		return pdfdoc.Read(ctx, data)
	}
	read, known := readers[format]
	if !known {
		return nil, unknown(string(format))
	}
	return read(data)
}

func detect(data []byte, name string) (flow.Format, error) {
	switch kind := magic.Name(data); kind {
	case magic.Zip:
		return zipFormat(data)
	case magic.OLE:
		return oleFormat(data)
	case magic.PDF:
		return flow.PDF, nil
	case "":
		return textFormat(data, name)
	default:
		return "", unknown(kind)
	}
}

func unknown(format string) error { return &flow.Error{Code: flow.Unknown, Detail: format} }
