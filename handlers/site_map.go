package handlers

import (
	"context"
	"encoding/xml"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
)

// The protocol of sitemaps.org, version 0.9.
type (
	siteMapIndex struct {
		XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
		Maps    []siteMapURL `xml:"sitemap"`
	}
	siteMapSet struct {
		XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []siteMapURL `xml:"url"`
	}
	siteMapURL struct {
		Address string `xml:"loc"`
		Changed string `xml:"lastmod,omitempty"`
	}
)

// mapEnding ends the name of the map of a year, listMap is the map of what stands beside them.
const (
	mapEnding = ".xml"
	listMap   = "lists" + mapEnding
)

// siteMap lists the maps of every bulletin's years. Only what visitors may read stands in them.
func (s *Server) siteMap(c echo.Context) error {
	ctx, origin := c.Request().Context(), s.originOf(c)
	list, err := s.news.ReadBulletins(ctx, models.Actor{Role: models.Visitor})
	if err != nil {
		return err
	}
	var index siteMapIndex
	for _, b := range list { // a handful of bulletins
		years, err := s.news.PublicYears(ctx, b.Bulletin)
		if err != nil {
			return err
		}
		for _, y := range years {
			index.Maps = append(index.Maps, siteMapURL{Address: origin + paths.To(paths.BulletinMap, b.Bulletin.Slug, y.Year+mapEnding)})
		}
		if len(years) > 0 {
			index.Maps = append(index.Maps, siteMapURL{Address: origin + paths.To(paths.BulletinMap, b.Bulletin.Slug, listMap)})
		}
	}
	return s.giveMap(c, index)
}

// bulletinMap lists the issues and articles of one year, or what lists them.
func (s *Server) bulletinMap(c echo.Context) error {
	b, err := s.readerBulletin(c)
	if err != nil {
		return err
	}
	if c.Param("file") == listMap {
		return s.mapOfLists(c, b)
	}
	year, ok := strings.CutSuffix(c.Param("file"), mapEnding)
	if !ok {
		return models.NotFound()
	}
	entries, err := s.news.PublicEntries(c.Request().Context(), b, year)
	if err != nil {
		return err
	}
	var set siteMapSet
	var issues []int64
	origin := s.originOf(c)
	for _, e := range entries {
		if !slices.Contains(issues, e.IssueID) {
			issues = append(issues, e.IssueID)
			set.URLs = append(set.URLs, siteMapURL{origin + paths.To(paths.Issue, b.Slug, e.IssueID), e.Date})
		}
		set.URLs = append(set.URLs, siteMapURL{origin + paths.To(paths.Article, b.Slug, e.ArticleID), e.Date})
	}
	return s.giveMap(c, set)
}

// mapOfLists lists the pages of a bulletin that lead to its issues and articles: the archive, sections and sending units.
func (s *Server) mapOfLists(c echo.Context, b models.Bulletin) error {
	sections, units, err := s.news.PublicLists(c.Request().Context(), b)
	if err != nil {
		return err
	}
	list := []string{paths.To(paths.Bulletin, b.Slug), paths.To(paths.Archive, b.Slug), paths.To(paths.About, b.Slug)}
	for _, title := range sections {
		list = append(list, paths.To(paths.ReaderSection, b.Slug, title))
	}
	if len(units) > 0 {
		list = append(list, paths.To(paths.ReaderUnits, b.Slug))
	}
	for _, u := range units {
		list = append(list, paths.To(paths.ReaderUnit, b.Slug, u.Name))
	}
	var set siteMapSet
	for _, address := range list {
		set.URLs = append(set.URLs, siteMapURL{Address: s.originOf(c) + address})
	}
	return s.giveMap(c, set)
}

func (s *Server) giveMap(c echo.Context, content any) error {
	body, err := xml.Marshal(content)
	if err != nil {
		return err
	}
	body = append([]byte(xml.Header), body...)
	if s.origin == "" { // its addresses are those of this request
		return c.Blob(http.StatusOK, echo.MIMEApplicationXMLCharsetUTF8, body)
	}
	return s.hold(c, echo.MIMEApplicationXMLCharsetUTF8, body, false)
}

// GoneAddresses are the addresses of issues and articles that visitors are told are gone. No page leads to them, nor does the map.
func GoneAddresses(ctx context.Context, news *newsroom.Newsroom) (out []string, err error) {
	list, err := news.ReadBulletins(ctx, models.Actor{Role: models.Visitor})
	if err != nil {
		return nil, err
	}
	for _, b := range list { // a handful of bulletins
		gone, err := news.PublicGone(ctx, b.Bulletin)
		if err != nil {
			return nil, err
		}
		for _, e := range gone {
			if issue := paths.To(paths.Issue, b.Bulletin.Slug, e.IssueID); e.Whole && !slices.Contains(out, issue) {
				out = append(out, issue)
			}
			out = append(out, paths.To(paths.Article, b.Bulletin.Slug, e.ArticleID))
		}
	}
	return out, nil
}
