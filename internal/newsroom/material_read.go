package newsroom

import (
	"cmp"
	"errors"
	"path"
	"strings"

	"jianbao/internal/flow"
	"jianbao/internal/flow/open"
	"jianbao/internal/manuscript"
	"jianbao/models"
)

// MaxMaterial bounds one file of the register, in bytes.
const MaxMaterial = flow.MaxBytes

// MaterialTypes are the files whose text is read, as a browser's file field names them. Any other file is kept too.
const MaterialTypes = ".docx,.docm,.doc,.wps,.html,.htm,.md,.txt"

// readFile is what a file that was sent in says.
type readFile struct {
	text        models.ArticleText
	contentType string
	unread      string // why there is no text, as models.Material has it
	omitted     []models.Omission
}

// readMaterial reads what a file says. One that cannot be read gives its name as the title.
func readMaterial(name string, data []byte) readFile {
	out := readFile{text: models.ArticleText{Title: titleOf(name)}, contentType: "application/octet-stream", omitted: []models.Omission{}}
	f, err := open.Read(data, name)
	if err == nil {
		out.contentType = contentTypes[f.Format]
		err = out.take(f)
	}
	if err != nil {
		out.unread = unreadBecause(err)
	}
	return out
}

// take makes the article of what was read.
func (out *readFile) take(f *flow.File) error {
	for _, o := range f.Omitted {
		out.omitted = append(out.omitted, models.Omission{Kind: string(o.Kind), Count: o.Count, Sample: o.Sample})
	}
	draft, err := manuscript.ReadArticle(f)
	if err != nil {
		return err
	}
	text := articleText(draft.Document, draft.Sections[0].Articles[0], make([]keptPicture, len(draft.Pictures)))
	text.Title, text.Source = cmp.Or(draft.Title.Value, out.text.Title), draft.Source.Value
	text.Units = values(draft.Units)
	out.text = text
	return nil
}

// unreadBecause names, in the words of the register, why there is no text.
func unreadBecause(err error) string {
	if e, ok := errors.AsType[*flow.Error](err); ok {
		return string(e.Code)
	}
	if e, ok := errors.AsType[*manuscript.Error](err); ok && e.Code == manuscript.Empty {
		return string(flow.Empty)
	}
	return string(flow.TooLarge)
}

// titleOf is what a file's name says without its ending, as far as a title may be long.
func titleOf(name string) string {
	name = fileName(name)
	name = strings.TrimSuffix(name, path.Ext(name))
	return cmp.Or(strings.TrimSpace(name), "—")
}
