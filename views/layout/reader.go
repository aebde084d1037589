package layout

import (
	"cmp"
	"context"
	"net/url"
	"strings"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
)

// ReaderPage is what every page for readers needs around it. It says nothing about who is reading: a published page is the same
// for everybody.
type ReaderPage struct {
	Title     string // of the document, without the bulletin's name
	Site      ReaderSite
	Bulletin  ReaderBulletin // zero on pages that belong to no bulletin
	Place     ReaderPlace
	Here      string // path and query of this page, for the links that change its view
	View      ReaderView
	Mourning  bool // days of mourning: the whole page in greys
	Query     string
	Article   ReaderArticleMeta
	About     ReaderAbout
	Downloads []Download // of the issue on this page
	Pages     string     // where this issue is shown as it prints; empty: nowhere, or here
	NoIndex   bool       // search engines leave the page out
	Bare      bool       // for somebody outside: no way into the rest of the site
	Nonce     string     // previews on the desk, whose policy asks for it; empty on published pages
}

// Download is a file that the head of the page offers.
type Download struct {
	Name  string // Word
	Bytes int64
	Href  string
}

// ReaderAbout is what the head of a page states for search engines and for programs that show a link to it. What is empty is not stated.
type ReaderAbout struct {
	Address     string // of the page wherever it is read: absolute
	Description string
	Article     bool   // the page is one article
	Data        any    // JSON-LD by schema.org
	Feeds       []Feed // beside that of the bulletin
}

// Feed is a feed that a page offers to reading programs.
type Feed struct{ Title, Href string }

func (p ReaderPage) feeds() []Feed {
	if p.Bulletin.Slug == "" || p.Bare || p.Nonce != "" {
		return nil
	}
	return append([]Feed{{p.Bulletin.Name, paths.To(paths.BulletinFeed, p.Bulletin.Slug)}}, p.About.Feeds...)
}

// graph are the properties by which other programs show a link to the page (Open Graph).
func (p ReaderPage) graph() []readerMeta {
	if p.About.Description == "" && p.About.Address == "" {
		return nil
	}
	kind := "website"
	if p.About.Article {
		kind = "article"
	}
	var out []readerMeta
	for _, m := range []readerMeta{
		{"og:type", kind}, {"og:title", p.fullTitle()}, {"og:description", p.About.Description}, {"og:url", p.About.Address}, {"og:site_name", cmp.Or(p.Site.Office, p.Bulletin.Name)}, {"og:locale", "zh_CN"},
	} {
		if m.content != "" {
			out = append(out, m)
		}
	}
	return out
}

// ReaderSite is what the office says about itself on every page; an empty part is not shown.
type ReaderSite struct {
	Office string // small top line, and the foot
	Phone  string
	SiteID string // 网站标识码
	ICP    string // ICP备案号
	Police string // 公安备案号
}

// ReaderBulletin is the bulletin a page belongs to.
type ReaderBulletin struct{ Name, Slug string }

// ReaderPlace is which entry of the top line is the page itself.
type ReaderPlace string

// The places of the top line; any other page is none of them.
const (
	ReaderCurrent ReaderPlace = "current"
	ReaderArchive ReaderPlace = "archive"
	ReaderSearch  ReaderPlace = "search"

	ReaderAboutPlace ReaderPlace = "about"
)

// ReaderView is how the reader wants pages to look. It comes with the address (?view=large), or is remembered by the browser.
type ReaderView struct {
	Large bool // 大字版
	Dark  bool
}

// Carried is an address, without a query, in this view.
func (v ReaderView) Carried(address string) string {
	return paths.With(address, "view", v.query())
}

// ParseReaderView reads the query parameter `view`; what it does not know it ignores.
func ParseReaderView(s string) ReaderView {
	return ReaderView{Large: strings.Contains(s, "large"), Dark: strings.Contains(s, "dark")}
}

func (v ReaderView) query() string {
	var words []string
	if v.Large {
		words = append(words, "large")
	}
	if v.Dark {
		words = append(words, "dark")
	}
	return strings.Join(words, "-")
}

// ReaderArticleMeta is what the head of an article's page states for other systems, by the names that the State Council's guide
// to government websites (国办发〔2017〕47号) gives them.
type ReaderArticleMeta struct {
	Title  string
	Date   string // YYYY-MM-DD HH:MM
	Source string
}

// fullTitle names the page from the particular to the general, without repetitions.
func (p ReaderPage) fullTitle() string {
	parts := make([]string, 0, 3)
	for _, part := range []string{p.Title, p.Bulletin.Name, p.Site.Office} {
		if part != "" && (len(parts) == 0 || parts[len(parts)-1] != part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

// meta are the named values in the head; empty ones are left out.
func (p ReaderPage) meta() []readerMeta {
	var out []readerMeta
	for _, m := range []readerMeta{
		{"description", p.About.Description},
		{"SiteName", p.Site.Office},
		{"SiteIDCode", p.Site.SiteID},
		{"ColumnName", p.Bulletin.Name},
		{"ArticleTitle", p.Article.Title},
		{"PubDate", p.Article.Date},
		{"ContentSource", p.Article.Source},
	} {
		if m.content != "" {
			out = append(out, m)
		}
	}
	return out
}

type readerMeta struct{ name, content string }

// home is where the office's name leads.
func (p ReaderPage) home() string {
	if p.Bulletin.Slug == "" {
		return paths.Home
	}
	return paths.To(paths.Bulletin, p.Bulletin.Slug)
}

// readerLink is one entry of the top line.
type readerLink struct {
	key   string
	href  string
	place ReaderPlace
}

// links are the places of a bulletin.
func (p ReaderPage) links() []readerLink {
	if p.Bulletin.Slug == "" {
		return nil
	}
	return []readerLink{
		{"reader.current", paths.To(paths.Bulletin, p.Bulletin.Slug), ReaderCurrent},
		{"reader.archive", paths.To(paths.Archive, p.Bulletin.Slug), ReaderArchive},
		{"reader.search", paths.To(paths.Search, p.Bulletin.Slug), ReaderSearch},
		{"reader.about", paths.To(paths.About, p.Bulletin.Slug), ReaderAboutPlace},
	}
}

// viewLink is this page in another view: the one named is switched.
func (p ReaderPage) viewLink(name string) string {
	v := p.View
	switch name {
	case "large":
		v.Large = !v.Large
	case "dark":
		v.Dark = !v.Dark
	}
	address, query, _ := strings.Cut(p.Here, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		values = url.Values{} // a query that cannot be read is left behind
	}
	values.Set("view", v.query())
	if v == (ReaderView{}) {
		values.Del("view")
	}
	if len(values) == 0 {
		return cmp.Or(address, "?") // an empty one would keep the query
	}
	return address + "?" + values.Encode()
}

// name is the office's, or the bulletin's, or at least what the place is called.
func (p ReaderPage) name(ctx context.Context) string {
	return cmp.Or(p.Site.Office, p.Bulletin.Name, i18n.T(ctx, "reader.home"))
}
