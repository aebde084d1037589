package components

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"

	"jianbao/internal/i18n"
	"jianbao/internal/redline"
	"jianbao/models"
)

// segmentTags are how each kind of segment is written, and what is said to those who listen.
var segmentTags = map[redline.Kind]struct{ tag, key, elsewhere string }{
	redline.Inserted: {"ins", "compare.said.inserted", "compare.said.came"},
	redline.Deleted:  {"del", "compare.said.deleted", "compare.said.went"},
}

// markTags are the elements of marks, outermost first. A link is only underlined: its address stands in the notes beside the text.
var markTags = []struct {
	kind models.MarkKind
	tag  string
}{
	{models.Link, "u"}, {models.Bold, "strong"}, {models.Italic, "em"}, {models.Underline, "u"}, {models.Superscript, "sup"}, {models.Subscript, "sub"},
}

// MarkNames name the marks.
var MarkNames = map[models.MarkKind]string{
	models.Bold: "compare.mark.bold", models.Italic: "compare.mark.italic", models.Underline: "compare.mark.underline",
	models.Link: "compare.mark.link", models.Superscript: "compare.mark.superscript", models.Subscript: "compare.mark.subscript",
}

// Diff writes a text with what came and what went, readable without colour and by ear. It is no template because the generator
// sets a space between the parts of a loop, and Chinese text must get none.
func Diff(segments []redline.Segment) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		var b strings.Builder
		for _, s := range segments {
			writeSegment(ctx, &b, s)
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

func writeSegment(ctx context.Context, b *strings.Builder, s redline.Segment) {
	t, changed := segmentTags[s.Kind]
	if !changed {
		writeKept(ctx, b, s)
		return
	}
	said := t.key
	if s.Elsewhere {
		said = t.elsewhere
	}
	b.WriteString("<" + t.tag + ">")
	unseen(b, i18n.T(ctx, said))
	writeText(ctx, b, s)
	unseen(b, i18n.T(ctx, "compare.said.end"))
	b.WriteString("</" + t.tag + ">")
}

// writeKept writes text that stayed; where its marks changed, they are told.
func writeKept(ctx context.Context, b *strings.Builder, s redline.Segment) {
	if len(s.Formats) == 0 {
		writeText(ctx, b, s)
		return
	}
	b.WriteString(`<span class="reformatted">`)
	unseen(b, i18n.T(ctx, "compare.said.format", i18n.D{"What": FormatNames(ctx, s.Formats)}))
	writeText(ctx, b, s)
	unseen(b, i18n.T(ctx, "compare.said.end"))
	b.WriteString("</span>")
}

// FormatNames puts changes of marks into words: 加粗、取消链接.
func FormatNames(ctx context.Context, formats []redline.Format) string {
	var out []string
	for _, f := range formats {
		name := i18n.T(ctx, MarkNames[f.Mark.Kind])
		if !f.Added {
			name = i18n.T(ctx, "compare.mark.off", i18n.D{"Mark": name})
		}
		out = append(out, name)
	}
	return strings.Join(out, "、")
}

func unseen(b *strings.Builder, text string) {
	b.WriteString(`<span class="visually-hidden">` + templ.EscapeString(text) + "</span>")
}

// writeText writes the text of a segment under its marks.
func writeText(ctx context.Context, b *strings.Builder, s redline.Segment) {
	switch {
	case s.Break:
		unseen(b, i18n.T(ctx, "compare.said.break"))
		b.WriteString(`<span aria-hidden="true">` + s.Text + "</span><br>")
		return
	case s.Note != "":
		unseen(b, i18n.T(ctx, "compare.said.note"))
		b.WriteString("<sup>" + templ.EscapeString(s.Text) + "</sup>")
		return
	}
	var closing string
	for _, m := range markTags {
		for _, has := range s.Marks {
			if has.Kind == m.kind {
				b.WriteString("<" + m.tag + ">")
				closing = "</" + m.tag + ">" + closing
			}
		}
	}
	b.WriteString(templ.EscapeString(s.Text) + closing)
}
