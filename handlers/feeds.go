package handlers

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/feeds"
	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
)

const atomType = "application/atom+xml; charset=utf-8"

// feed gives the newest articles that visitors may read, with their full text, as an Atom feed (RFC 4287); of a section when the address
// names one.
func (s *Server) feed(c echo.Context) error {
	b, err := s.readerBulletin(c)
	if err != nil {
		return err
	}
	section, err := sectionOf(c)
	if err != nil {
		return err
	}
	f, err := s.news.ReadFeed(c.Request().Context(), b, section)
	if err != nil {
		return err
	}
	text, err := feeds.ToXML(s.atom(s.originOf(c), b, f))
	if err != nil {
		return err
	}
	if s.origin == "" { // its addresses are those of this request
		return c.Blob(http.StatusOK, atomType, []byte(text))
	}
	return s.hold(c, atomType, []byte(text), false)
}

func (s *Server) atom(origin string, b models.Bulletin, f newsroom.Feed) *feeds.AtomFeed {
	home, title := origin+paths.To(paths.Bulletin, b.Slug), b.Name
	if f.Section != "" {
		home, title = origin+paths.To(paths.ReaderSection, b.Slug, f.Section), b.Name+" · "+f.Section
	}
	out := &feeds.AtomFeed{
		Xmlns: "http://www.w3.org/2005/Atom", Title: title, Id: home, Link: &feeds.AtomLink{Href: home, Rel: "alternate"},
		Updated: s.stamp(b.CreatedAt), Author: &feeds.AtomAuthor{AtomPerson: feeds.AtomPerson{Name: cmp.Or(b.Host, b.Name)}},
	}
	for i, e := range f.Editions {
		if i == 0 || e.PublishedAt.After(f.Editions[0].PublishedAt) {
			out.Updated = s.stamp(e.PublishedAt)
		}
		out.Entries = append(out.Entries, s.entries(origin, b, e, f.Section)...)
	}
	return out
}

// entries are the articles of one edition, in their printed order.
func (s *Server) entries(origin string, b models.Bulletin, e models.Edition, section string) (out []*feeds.AtomEntry) {
	for _, part := range e.Content.Sections {
		if section != "" && part.Title != section {
			continue
		}
		for _, a := range part.Articles {
			i := slices.IndexFunc(e.Content.Fragments.Articles, func(f models.ArticleFragment) bool { return f.Article == a.ID })
			if i < 0 { // taken out of sight
				continue
			}
			href := origin + paths.To(paths.Article, b.Slug, a.ID)
			out = append(out, &feeds.AtomEntry{
				Title: a.Text.Title, Id: href, Updated: s.stamp(e.PublishedAt), Links: []feeds.AtomLink{{Href: href, Rel: "alternate"}},
				Content: &feeds.AtomContent{Type: "html", Content: rooted(e.Content.Fragments.Articles[i].HTML, origin)},
			})
		}
	}
	return out
}

// rooted gives the addresses in a drawn article, which begin with a slash, the site in front.
func rooted(html, origin string) string {
	return strings.NewReplacer(` src="/`, ` src="`+origin+`/`, ` href="/`, ` href="`+origin+`/`).Replace(html)
}

func (s *Server) stamp(t time.Time) string { return t.In(s.location).Format(time.RFC3339) }
