package newsroom

import (
	"cmp"
	"context"
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
const MaterialTypes = ".docx,.docm,.doc,.wps,.html,.htm,.md,.txt,.pdf"

// readFile is what a file that was sent in says.
type readFile struct {
	name        string // stands for a title that the file does not have
	contentType string
	unread      string // why there is no text, as models.Material has it
	omitted     []models.Omission
	draft       *manuscript.ArticleDraft // nil where there is no text
}

// readMaterial reads what a file says.
func readMaterial(ctx context.Context, name string, data []byte) readFile {
	out := readFile{name: titleOf(name), contentType: "application/octet-stream", omitted: []models.Omission{}}
	f, err := open.Read(ctx, data, name)
	if err == nil {
		out.contentType = contentTypes[f.Format]
		for _, o := range f.Omitted {
			out.omitted = append(out.omitted, models.Omission{Kind: string(o.Kind), Count: o.Count, Sample: o.Sample})
		}
		out.draft, err = manuscript.ReadArticle(f)
	}
	if err != nil {
		out.draft, out.unread = nil, unreadBecause(err)
	}
	return out
}

func (r readFile) pictures() []flow.Picture {
	if r.draft == nil {
		return nil
	}
	return r.draft.Pictures
}

// units are the sending units that the file names.
func (r readFile) units() []string {
	if r.draft == nil {
		return nil
	}
	return values(r.draft.Units)
}

// text is the article that the file makes, with the pictures that were kept.
func (r readFile) text(kept []keptPicture) models.ArticleText {
	if r.draft == nil {
		return models.ArticleText{Title: r.name}
	}
	text := articleText(r.draft.Document, r.draft.Sections[0].Articles[0], kept)
	text.Title, text.Source = cmp.Or(r.draft.Title.Value, r.name), r.draft.Source.Value
	return text
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
