package handlers

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/layout"
)

// The schema.org types in which pages describe themselves to machines (JSON-LD). Empty parts are left out.
type (
	linkedIssue struct {
		Context       string          `json:"@context,omitempty"`
		Type          string          `json:"@type"` // PublicationIssue
		ID            string          `json:"@id,omitempty"`
		Name          string          `json:"name"`
		IssueNumber   int             `json:"issueNumber,omitempty"`
		DatePublished string          `json:"datePublished,omitempty"`
		Language      string          `json:"inLanguage,omitempty"`
		IsPartOf      *linkedBulletin `json:"isPartOf,omitempty"`
		HasPart       []linkedArticle `json:"hasPart,omitempty"`
	}
	linkedBulletin struct {
		Type      string              `json:"@type"` // Periodical
		ID        string              `json:"@id,omitempty"`
		Name      string              `json:"name"`
		Publisher *linkedOrganization `json:"publisher,omitempty"`
	}
	linkedOrganization struct {
		Type string `json:"@type"` // Organization
		Name string `json:"name"`
	}
	linkedArticle struct {
		Context       string               `json:"@context,omitempty"`
		Type          string               `json:"@type"` // Article
		ID            string               `json:"@id,omitempty"`
		Headline      string               `json:"headline"`
		Section       string               `json:"articleSection,omitempty"`
		DatePublished string               `json:"datePublished,omitempty"`
		DateModified  string               `json:"dateModified,omitempty"`
		Language      string               `json:"inLanguage,omitempty"`
		Author        []linkedOrganization `json:"author,omitempty"`
		IsPartOf      *linkedIssue         `json:"isPartOf,omitempty"`
	}
)

// linkedList is a page that lists articles of a bulletin.
type linkedList struct {
	Context  string              `json:"@context,omitempty"`
	Type     string              `json:"@type"` // CollectionPage
	ID       string              `json:"@id,omitempty"`
	Name     string              `json:"name"`
	Language string              `json:"inLanguage,omitempty"`
	About    *linkedOrganization `json:"about,omitempty"`
	IsPartOf *linkedBulletin     `json:"isPartOf,omitempty"`
}

const (
	schemaOrg = "https://schema.org"
	language  = "zh-CN"
)

// maxDescription bounds in characters what a page says of itself in search results.
const maxDescription = 140

// absolute is an address for use outside the site; empty where the site's own is not known.
func (s *Server) absolute(path string) string {
	if s.origin == "" {
		return ""
	}
	return s.origin + path
}

func (s *Server) linkedBulletin(b models.Bulletin) *linkedBulletin {
	out := &linkedBulletin{Type: "Periodical", ID: s.absolute(paths.To(paths.Bulletin, b.Slug)), Name: b.Name}
	if b.Host != "" {
		out.Publisher = &linkedOrganization{Type: "Organization", Name: b.Host}
	}
	return out
}

// aboutIssue describes an edition; what was taken out of sight is not in it.
func (s *Server) aboutIssue(b models.Bulletin, e models.Edition, gaps []int64) layout.ReaderAbout {
	address := s.absolute(paths.To(paths.Issue, b.Slug, e.IssueID))
	issue := linkedIssue{
		Context: schemaOrg, Type: "PublicationIssue", ID: address, Name: b.Name + labelOf(e), IssueNumber: e.IssueNumber, DatePublished: e.Date, Language: language, IsPartOf: s.linkedBulletin(b),
	}
	var titles []string
	for _, section := range e.Content.Sections {
		for _, a := range section.Articles {
			if a.Text.Title == "" || slices.Contains(gaps, a.ID) {
				continue
			}
			titles = append(titles, a.Text.Title)
			issue.HasPart = append(issue.HasPart, linkedArticle{Type: "Article", ID: s.absolute(paths.To(paths.Article, b.Slug, a.ID)), Headline: a.Text.Title, Section: section.Title})
		}
	}
	return layout.ReaderAbout{Address: address, Description: shortened(strings.Join(titles, "；")), Data: issue}
}

// aboutArticle describes one article of an edition.
func (s *Server) aboutArticle(b models.Bulletin, e models.Edition, section models.EditionSection, a models.EditionArticle) layout.ReaderAbout {
	address := s.absolute(paths.To(paths.Article, b.Slug, a.ID))
	article := linkedArticle{
		Context: schemaOrg, Type: "Article", ID: address, Headline: a.Text.Title, Section: section.Title, DatePublished: e.Date, Language: language,
		IsPartOf: &linkedIssue{Type: "PublicationIssue", ID: s.absolute(paths.To(paths.Issue, b.Slug, e.IssueID)), Name: b.Name + labelOf(e), IssueNumber: e.IssueNumber, IsPartOf: s.linkedBulletin(b)},
	}
	if e.Number > 1 {
		article.DateModified = e.PublishedAt.In(s.location).Format("2006-01-02T15:04:05Z07:00")
	}
	for _, unit := range a.Text.Units {
		article.Author = append(article.Author, linkedOrganization{Type: "Organization", Name: unit})
	}
	return layout.ReaderAbout{Address: address, Description: shortened(a.Text.Body.PlainText()), Article: true, Data: article}
}

// aboutList describes a page that lists articles. Its own address is that of the newest year without the year.
func (s *Server) aboutList(b models.Bulletin, description, address string, list linkedList) layout.ReaderAbout {
	list.Context, list.Type, list.ID, list.Language, list.IsPartOf = schemaOrg, "CollectionPage", s.absolute(address), language, s.linkedBulletin(b)
	return layout.ReaderAbout{Address: list.ID, Description: description, Data: list}
}

// newestOr is the first address when the year is the newest, else the second.
func newestOr(years []models.EditionYear, year, newest, other string) string {
	if len(years) > 0 && years[0].Year == year {
		return newest
	}
	return other
}

func labelOf(e models.Edition) string {
	return models.IssueNumber{Kind: e.Kind, Year: e.Year, Number: e.IssueNumber}.Label()
}

// shortened is the beginning of a text on one line.
func shortened(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= maxDescription {
		return text
	}
	return string([]rune(text)[:maxDescription-1]) + "…"
}

// originOf is the site's address: as it is set, or as the request has it.
func (s *Server) originOf(c echo.Context) string {
	if s.origin != "" {
		return s.origin
	}
	return c.Scheme() + "://" + c.Request().Host
}
