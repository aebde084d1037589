package newsroom

import (
	"context"
	"errors"

	"jianbao/internal/flow"
	"jianbao/internal/flow/open"
	"jianbao/internal/manuscript"
	"jianbao/models"
)

// MaxImport is the largest file that is brought in, in bytes.
const MaxImport = flow.MaxBytes

// contentTypes are those of the formats that are read.
var contentTypes = map[flow.Format]string{
	flow.Text:     "text/plain",
	flow.Docx:     "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	flow.Doc:      "application/msword",
	flow.HTML:     "text/html",
	flow.Markdown: "text/markdown",
	flow.PDF:      "application/pdf",
}

// OpenManuscript reads one issue from a file. Its format is found from its content; the name only tells texts apart. The error is a
// *flow.Error or a *manuscript.Error.
func OpenManuscript(ctx context.Context, name string, data []byte, d manuscript.Decisions) (*manuscript.Document, error) {
	f, err := openFile(ctx, name, data)
	switch {
	case err != nil:
		return nil, err
	case f == nil:
		return manuscript.ReadWith(data, d)
	}
	return manuscript.ReadFlow(f, d)
}

// openFile takes a file apart; nil stands for a plain text, and for what only the reader of texts can refuse with the place of the
// fault.
func openFile(ctx context.Context, name string, data []byte) (*flow.File, error) {
	f, err := open.Read(ctx, data, name)
	if refused, ok := errors.AsType[*flow.Error](err); ok && (refused.Code == flow.Unknown || refused.Code == flow.Empty) {
		return nil, nil //nolint:nilnil // a text is read elsewhere
	}
	if err != nil || f.Format == flow.Text {
		return nil, err
	}
	return f, nil
}

// ReadManuscript is OpenManuscript for pages: what is refused comes back as models.CodeInvalid with a message.
func ReadManuscript(ctx context.Context, name string, data []byte, d manuscript.Decisions) (*manuscript.Document, error) {
	doc, err := OpenManuscript(ctx, name, data, d)
	return doc, refusedFile(err)
}

// refusedFile is why a file was refused, for a page; other errors stay.
func refusedFile(err error) error {
	if refused, ok := errors.AsType[*manuscript.Error](err); ok {
		return refusal("import."+string(refused.Code), err, models.Args{"Line": refused.Line, "Limit": refused.Limit, "Detail": refused.Detail})
	}
	if refused, ok := errors.AsType[*flow.Error](err); ok {
		return refusal("import."+string(refused.Code), err, models.Args{"Line": 0, "Limit": refused.Limit, "Detail": refused.Detail})
	}
	return err
}

func refusal(key string, cause error, args models.Args) error {
	return &models.Error{Code: models.CodeInvalid, Key: key, Err: cause, Args: args, Fields: []models.FieldError{{Field: "file", Key: key, Args: args}}}
}
