package layout

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"jianbao/internal/paths"
)

// Reader is the frame of every page of the reader's face. In a view that came with the address, links and forms that lead to other pages
// carry it on, so that whoever has no script keeps it.
func Reader(p ReaderPage) templ.Component {
	frame := readerFrame(p)
	if p.View == (ReaderView{}) {
		return frame
	}
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		var page bytes.Buffer
		if err := frame.Render(ctx, &page); err != nil {
			return err
		}
		return carryView(w, page.Bytes(), p.View.query())
	})
}

// carryView writes a page with the view in every link that leads to another page for readers, and in every form that asks for one. All else
// stays as it is, byte for byte.
func carryView(w io.Writer, page []byte, view string) error {
	var out bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return err
			}
			_, err := w.Write(out.Bytes())
			return err
		}
		tag := string(z.Raw())
		if kind == html.StartTagToken {
			tag = tagWithView(tag, z.Token(), view)
		}
		out.WriteString(tag)
	}
}

func tagWithView(tag string, t html.Token, view string) string {
	attributes := map[string]string{}
	for _, a := range t.Attr {
		attributes[a.Key] = a.Val
	}
	switch {
	case t.Data == "form" && attributes["method"] == "get":
		return tag + `<input type="hidden" name="view" value="` + view + `"/>`
	case t.Data == "a" && leadsToPage(attributes):
		// Every quotation mark within an attribute is written as an entity.
		if before, rest, ok := strings.Cut(tag, ` href="`); ok {
			href, after, _ := strings.Cut(rest, `"`)
			return before + ` href="` + withView(href, view) + `"` + after
		}
	}
	return tag
}

// leadsToPage reports whether a link leads to another page for readers, rather than to a file, a feed, this page in another view or the desk.
func leadsToPage(attributes map[string]string) bool {
	for _, other := range []string{"download", "data-view", "type"} {
		if _, ok := attributes[other]; ok {
			return false
		}
	}
	href := attributes["href"]
	return href == paths.Home || strings.HasPrefix(href, strings.TrimSuffix(paths.Bulletin, ":bulletin"))
}

// withView adds a view to an address as it is written in an attribute.
func withView(href, view string) string {
	href, fragment, found := strings.Cut(href, "#")
	if strings.Contains(href, "?") {
		href += "&amp;view=" + view
	} else {
		href += "?view=" + view
	}
	if found {
		href += "#" + fragment
	}
	return href
}
