package components

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"

	"jianbao/internal/i18n"
)

// segmentTags are how each kind of segment is written, and what is said to those who listen.
var segmentTags = map[SegmentKind]struct{ tag, key string }{
	Inserted: {"ins", "desk.diff.inserted"},
	Deleted:  {"del", "desk.diff.deleted"},
}

// Diff writes a text with what came and what went. It is no template because the generator sets a space between the parts of a
// loop, and Chinese text must get none.
func Diff(segments []Segment) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		var b strings.Builder
		for _, s := range segments {
			t, changed := segmentTags[s.Kind]
			if !changed {
				b.WriteString(templ.EscapeString(s.Text))
				continue
			}
			b.WriteString("<" + t.tag + `><span class="visually-hidden">` + templ.EscapeString(i18n.T(ctx, t.key)) + "</span>")
			b.WriteString(templ.EscapeString(s.Text) + "</" + t.tag + ">")
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}
