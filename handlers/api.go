package handlers

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
)

// apiSpecification describes the API (OpenAPI 3.0). A test holds every answer to it.
//
//go:embed openapi.json
var apiSpecification []byte

// What the API answers with. Addresses are absolute where the site's own is known.
type (
	apiBulletin struct {
		Slug    string       `json:"slug"`
		Name    string       `json:"name"`
		Host    string       `json:"host"`
		URL     string       `json:"url"`
		Current *apiListItem `json:"current"` // null: nothing has been published yet
	}
	apiYear struct {
		Year   string `json:"year"`
		Issues int    `json:"issues"`
	}
	apiListItem struct {
		ID         int64            `json:"id"`
		Label      string           `json:"label"`
		Kind       models.IssueKind `json:"kind"`
		Year       int              `json:"year"`
		Number     int              `json:"number"`
		Cumulative int              `json:"cumulative"`
		Date       string           `json:"date"`
		Edition    int              `json:"edition"`
		Access     models.Access    `json:"access"`
		Articles   int              `json:"articles"`
		URL        string           `json:"url"`
	}
	apiIssueList struct {
		Year   string        `json:"year"`
		Years  []apiYear     `json:"years"`
		Issues []apiListItem `json:"issues"`
	}
	apiIssue struct {
		apiListItem
		Name           string       `json:"name"`
		Host           string       `json:"host"`
		PublishedAt    time.Time    `json:"published_at"`
		Hash           string       `json:"hash"`
		CorrectionNote string       `json:"correction_note"`
		Sections       []apiSection `json:"sections"`
		Files          []apiFile    `json:"files"`
	}
	apiSection struct {
		Number   int          `json:"number"`
		Title    string       `json:"title"`
		Articles []apiArticle `json:"articles"`
	}
	apiFile struct {
		Format string `json:"format"`
		Bytes  int64  `json:"bytes"`
		SHA256 string `json:"sha256"`
		URL    string `json:"url"`
	}
	apiArticle struct {
		ID        int64    `json:"id"`
		Number    int      `json:"number"`
		Withdrawn bool     `json:"withdrawn"` // the number stays, everything else is empty
		Title     string   `json:"title"`
		Units     []string `json:"units"`
		Source    string   `json:"source"`
		Text      string   `json:"text"`
		HTML      string   `json:"html"` // as it stands on the page
		URL       string   `json:"url"`
	}
	apiArticlePage struct {
		apiArticle
		Section string      `json:"section"`
		Issue   apiListItem `json:"issue"`
	}
	apiHit struct {
		Article int64  `json:"article"`
		Issue   int64  `json:"issue"`
		Label   string `json:"label"`
		Date    string `json:"date"`
		Section string `json:"section"`
		Number  int    `json:"number"`
		Title   string `json:"title"`
		Snippet string `json:"snippet"`
		URL     string `json:"url"`
	}
	apiFound struct {
		Query string   `json:"query"`
		Total int      `json:"total"`
		More  bool     `json:"more"` // there are more than total
		Page  int      `json:"page"`
		Pages int      `json:"pages"`
		Hits  []apiHit `json:"hits"`
	}
)

// address is how programs reach a page: absolute where the site's own address is known.
func (s *Server) address(path string) string { return s.origin + path }

func (s *Server) giveJSON(c echo.Context, v any, lasting bool) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return s.hold(c, echo.MIMEApplicationJSON, body, lasting)
}

func (s *Server) apiSpec(c echo.Context) error {
	return s.hold(c, echo.MIMEApplicationJSON, apiSpecification, true)
}

func (s *Server) apiBulletins(c echo.Context) error {
	list, err := s.news.ReadBulletins(c.Request().Context(), s.actor(c))
	if err != nil {
		return err
	}
	out := struct {
		Bulletins []apiBulletin `json:"bulletins"`
	}{make([]apiBulletin, 0, len(list))}
	for _, b := range list {
		item := apiBulletin{Slug: b.Bulletin.Slug, Name: b.Bulletin.Name, Host: b.Bulletin.Host, URL: s.address(paths.To(paths.Bulletin, b.Bulletin.Slug))}
		if b.Current.ID != 0 {
			current := s.apiItem(b.Bulletin.Slug, b.Current)
			item.Current = &current
		}
		out.Bulletins = append(out.Bulletins, item)
	}
	return s.giveJSON(c, out, false)
}

func (s *Server) apiItem(slug string, e models.LiveEdition) apiListItem {
	return apiListItem{
		ID: e.IssueID, Label: e.Label(), Kind: e.Kind, Year: e.Year, Number: e.IssueNumber, Cumulative: e.Cumulative, Date: e.Date, Edition: e.Number, Access: e.Access, Articles: e.Articles,
		URL: s.address(paths.To(paths.Issue, slug, e.IssueID)),
	}
}

func (s *Server) apiIssues(c echo.Context) error {
	b, err := s.readerBulletin(c)
	if err != nil {
		return err
	}
	p, err := s.news.ReadArchive(c.Request().Context(), s.actor(c), b, c.QueryParam("year"))
	if err != nil {
		return err
	}
	out := apiIssueList{Year: p.Year, Years: make([]apiYear, 0, len(p.Years)), Issues: make([]apiListItem, 0, len(p.Issues))}
	for _, y := range p.Years {
		out.Years = append(out.Years, apiYear(y))
	}
	for _, e := range p.Issues {
		out.Issues = append(out.Issues, s.apiItem(b.Slug, e))
	}
	return s.giveJSON(c, out, false)
}

// apiEdition is an edition as a list names it.
func (s *Server) apiEdition(p newsroom.EditionPage) apiListItem {
	e, n := p.Edition, 0
	for _, section := range e.Content.Sections {
		n += len(section.Articles)
	}
	return s.apiItem(p.Bulletin.Slug, models.LiveEdition{
		IssueID: e.IssueID, Number: e.Number, Kind: e.Kind, Year: e.Year, IssueNumber: e.IssueNumber, Cumulative: e.Cumulative, Date: e.Date, Access: e.Access, Articles: n,
	})
}

func (s *Server) apiText(p newsroom.EditionPage, a models.EditionArticle) apiArticle {
	if slices.Contains(p.Gaps, a.ID) {
		return apiArticle{ID: a.ID, Number: a.Number, Withdrawn: true, Units: []string{}}
	}
	html := ""
	for _, f := range p.Edition.Content.Fragments.Articles {
		if f.Article == a.ID {
			html = rooted(f.HTML, s.origin)
		}
	}
	return apiArticle{
		ID: a.ID, Number: a.Number, Title: a.Text.Title, Units: append([]string{}, a.Text.Units...), Source: a.Text.Source, Text: a.Text.Body.PlainText(), HTML: html,
		URL: s.address(paths.To(paths.Article, p.Bulletin.Slug, a.ID)),
	}
}

func (s *Server) apiIssue(c echo.Context) error {
	b, err := s.readerBulletin(c)
	if err != nil {
		return err
	}
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	p, err := s.news.ReadIssue(c.Request().Context(), s.actor(c), b, id)
	if err != nil {
		return err
	}
	if p.Gone {
		return models.Fail(models.CodeGone, "reader.gone_text")
	}
	m := p.Edition.Content.Manifest
	out := apiIssue{
		apiListItem: s.apiEdition(p), Name: m.Masthead.Name, Host: m.Masthead.Host, PublishedAt: p.Edition.PublishedAt.In(s.location), Hash: p.Edition.Hash,
		Sections: make([]apiSection, 0, len(p.Edition.Content.Sections)), Files: make([]apiFile, 0, len(p.Files)),
	}
	if m.Correction != nil {
		out.CorrectionNote = m.Correction.Note
	}
	for _, section := range p.Edition.Content.Sections {
		part := apiSection{Number: section.Number, Title: section.Title, Articles: make([]apiArticle, 0, len(section.Articles))}
		for _, a := range section.Articles {
			part.Articles = append(part.Articles, s.apiText(p, a))
		}
		out.Sections = append(out.Sections, part)
	}
	for _, f := range p.Files {
		out.Files = append(out.Files, apiFile{Format: string(f.Format), Bytes: f.Bytes, SHA256: f.SHA256, URL: s.address(paths.To(paths.IssueFile, b.Slug, id, string(f.Format)))})
	}
	return s.giveJSON(c, out, p.Archived)
}

func (s *Server) apiArticle(c echo.Context) error {
	b, err := s.readerBulletin(c)
	if err != nil {
		return err
	}
	id, err := param(c, "article")
	if err != nil {
		return err
	}
	p, err := s.news.ReadArticle(c.Request().Context(), s.actor(c), b, id)
	if err != nil {
		return err
	}
	if p.Gone || slices.Contains(p.Gaps, id) {
		return models.Fail(models.CodeGone, "reader.gone_text")
	}
	for _, section := range p.Edition.Content.Sections {
		if i := slices.IndexFunc(section.Articles, func(a models.EditionArticle) bool { return a.ID == id }); i >= 0 {
			return s.giveJSON(c, apiArticlePage{apiArticle: s.apiText(p, section.Articles[i]), Section: section.Title, Issue: s.apiEdition(p)}, p.Archived)
		}
	}
	return models.NotFound()
}

func (s *Server) apiSearch(c echo.Context) error {
	b, err := s.readerBulletin(c)
	if err != nil {
		return err
	}
	r, err := searchRequest(c, b)
	if err != nil {
		return err
	}
	p, err := s.news.SearchFor(c.Request().Context(), s.actor(c), r)
	if err != nil {
		return err
	}
	out := apiFound{Query: p.Words, Total: p.Total, More: p.More, Page: p.Page, Pages: p.Pages, Hits: make([]apiHit, 0, len(p.Hits))}
	for _, h := range p.Hits {
		out.Hits = append(out.Hits, apiHit{
			Article: h.ArticleID, Issue: h.IssueID, Label: h.IssueLabel, Date: h.Date, Section: h.Section, Number: h.Number, Title: plainSegments(h.Title), Snippet: plainSegments(h.Snippet),
			URL: s.address(paths.To(paths.Article, b.Slug, h.ArticleID)),
		})
	}
	return s.giveJSON(c, out, false)
}

// searchRequest reads what a program looks for. Unlike a form it is told when it asks for a year or an order that there is not.
func searchRequest(c echo.Context, b models.Bulletin) (newsroom.SearchRequest, error) {
	r := newsroom.SearchRequest{
		Bulletin: b.ID, Words: c.QueryParam("q"), Section: c.QueryParam("section"), Unit: c.QueryParam("unit"), Order: models.SearchOrder(c.QueryParam("order")), Page: pageNumber(c),
	}
	var p models.Problems
	if year := c.QueryParam("year"); year != "" {
		n, err := strconv.Atoi(year)
		if r.Year = n; err != nil || n < 1 || n > 9999 {
			p.Add("year", "field.bad_date")
		}
	}
	if !slices.Contains(models.SearchOrders, r.Order) {
		p.Add("order", "search.bad_order")
	}
	return r, p.Err()
}

func plainSegments(list []newsroom.Segment) string {
	var b strings.Builder
	for _, s := range list {
		b.WriteString(s.Text)
	}
	return b.String()
}
