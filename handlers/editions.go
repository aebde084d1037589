package handlers

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/layout"
)

// home shows the current issue of the only bulletin, or the list of bulletins when there are several.
func (s *Server) home(c echo.Context) error {
	list, err := s.news.ReadBulletins(c.Request().Context(), s.actor(c))
	if err != nil {
		return err
	}
	if len(list) == 1 {
		return s.currentOf(c, list[0].Bulletin)
	}
	var vm views.ReaderBulletinsVM
	for _, b := range list {
		e := views.ReaderBulletinEntry{Name: b.Bulletin.Name, Host: b.Bulletin.Host, Href: paths.To(paths.Bulletin, b.Bulletin.Slug)}
		if b.Current.ID != 0 {
			e.Latest = issueLink(b.Bulletin.Slug, b.Current)
		}
		vm.Bulletins = append(vm.Bulletins, e)
	}
	return s.renderHeld(c, views.ReaderBulletins(s.readerPage(c, models.Bulletin{}, ""), vm), false)
}

func (s *Server) current(c echo.Context) error {
	b, err := s.readerBulletin(c)
	if err != nil {
		return err
	}
	return s.currentOf(c, b)
}

func (s *Server) currentOf(c echo.Context, b models.Bulletin) error {
	p, err := s.news.ReadCurrent(c.Request().Context(), s.actor(c), b)
	if models.CodeOf(err) == models.CodeNotFound {
		page := s.readerPage(c, b, "")
		page.Place = layout.ReaderCurrent
		return s.renderHeld(c, views.ReaderEmpty(page), false)
	}
	if err != nil {
		return err
	}
	return s.drawEdition(c, p, layout.ReaderCurrent)
}

func (s *Server) readIssue(c echo.Context) error {
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
	return s.drawEdition(c, p, "")
}

func (s *Server) drawEdition(c echo.Context, p newsroom.EditionPage, place layout.ReaderPlace) error {
	slug := p.Bulletin.Slug
	label := models.IssueNumber{Kind: p.Edition.Kind, Year: p.Edition.Year, Number: p.Edition.IssueNumber}.Label()
	page := s.readerPage(c, p.Bulletin, label)
	page.Place = place
	if page.NoIndex = p.Gone; p.Gone { // a web server that sends notices as files may not say by the status that they are
		return s.render(c, http.StatusGone, views.ReaderGone(page, views.ReaderGoneVM{Slug: slug, Label: label}))
	}
	vm := views.NewReaderIssue(slug, p.Edition, p.Gaps)
	vm.Previous, vm.Next, vm.Files = issueLink(slug, p.Older), issueLink(slug, p.Newer), p.Files
	page.Downloads = downloads(slug, p)
	if p.Whole() {
		page.Pages = paths.To(paths.IssuePages, slug, p.Edition.IssueID)
	}
	page.About = s.aboutIssue(p.Bulletin, p.Edition, p.Gaps)
	counts(c, models.FigureOf{BulletinID: p.Bulletin.ID, Kind: models.IssueFigure, SubjectID: p.Edition.IssueID})
	return s.renderHeld(c, views.ReaderIssue(page, vm), p.Archived)
}

var downloadNames = map[models.FileFormat]string{models.FormatWord: "Word", models.FormatPDF: "PDF"}

// downloads are the two files that the head of the page offers.
func downloads(slug string, p newsroom.EditionPage) []layout.Download {
	var out []layout.Download
	for _, f := range p.Files {
		if downloadNames[f.Format] != "" {
			out = append(out, layout.Download{Name: downloadNames[f.Format], Bytes: f.Bytes, Href: paths.To(paths.IssueFile, slug, p.Edition.IssueID, string(f.Format))})
		}
	}
	return out
}

func issueLink(slug string, e models.LiveEdition) views.IssueLink {
	if e.ID == 0 {
		return views.IssueLink{}
	}
	return views.IssueLink{Label: e.Label(), Date: e.Date, Href: paths.To(paths.Issue, slug, e.IssueID)}
}

func (s *Server) readArticle(c echo.Context) error {
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
	if p.Gone = p.Gone || slices.Contains(p.Gaps, id); p.Gone {
		return s.drawEdition(c, p, "")
	}
	vm, ok := views.NewReaderArticle(b.Slug, p.Edition, id, p.Gaps)
	if !ok {
		return models.NotFound()
	}
	vm.Units = unitLinks(b.Slug, vm.Article.Text.Units)
	page := s.readerPage(c, b, vm.Article.Text.Title)
	page.Article = layout.ReaderArticleMeta{
		Title: vm.Article.Text.Title, Date: p.Edition.PublishedAt.In(s.location).Format("2006-01-02 15:04"), Source: vm.Article.Text.Source,
	}
	page.About = s.aboutArticle(b, p.Edition, vm.Section, vm.Article)
	counts(c, models.FigureOf{BulletinID: b.ID, Kind: models.ArticleFigure, SubjectID: id})
	return s.renderHeld(c, views.ReaderArticle(page, vm), p.Archived)
}

func (s *Server) archive(c echo.Context) error {
	b, err := s.readerBulletin(c)
	if err != nil {
		return err
	}
	ctx, a := c.Request().Context(), s.actor(c)
	typed := c.QueryParam("number")
	if n := number(typed); n > 0 {
		found, err := s.news.FindNumber(ctx, a, b, n)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			return c.Redirect(http.StatusSeeOther, layout.ParseReaderView(c.QueryParam("view")).Carried(paths.To(paths.Issue, b.Slug, found[0].IssueID)))
		}
	}
	p, err := s.news.ReadArchive(ctx, a, b, yearOf(c))
	if err != nil {
		return err
	}
	page := s.readerPage(c, b, p.Year)
	page.Place = layout.ReaderArchive
	return s.renderHeld(c, views.ReaderArchive(page, archiveVM(b.Slug, p, typed)), false)
}

// yearOf is the year that an address names; empty: none. Addresses once named it in their query.
func yearOf(c echo.Context) string { return cmp.Or(c.Param("year"), c.QueryParam("year")) }

func archiveVM(slug string, p newsroom.ArchivePage, typed string) views.ReaderArchiveVM {
	vm := views.ReaderArchiveVM{Slug: slug, Number: typed, Missing: typed != ""}
	vm.Year, _ = strconv.Atoi(p.Year)
	for _, y := range p.Years {
		n, _ := strconv.Atoi(y.Year)
		vm.Years = append(vm.Years, views.ArchiveYear{Year: n, Count: y.Issues, Href: paths.To(paths.ArchiveYear, slug, y.Year)})
	}
	for _, e := range p.Issues {
		vm.Issues = append(vm.Issues, views.ArchiveIssue{
			Number: models.IssueNumber{Kind: e.Kind, Year: e.Year, Number: e.IssueNumber, Cumulative: e.Cumulative}, Date: e.Date,
			Href: paths.To(paths.Issue, slug, e.IssueID), Titles: p.Titles[e.ID],
		})
	}
	return vm
}

// readerBulletin is the bulletin of the address.
func (s *Server) readerBulletin(c echo.Context) (models.Bulletin, error) {
	return s.news.BulletinBySlug(c.Request().Context(), c.Param("bulletin"))
}

// readerPage is what stands around every page for readers.
func (s *Server) readerPage(c echo.Context, b models.Bulletin, title string) layout.ReaderPage {
	p := layout.ReaderPage{Title: title, Site: s.site, Mourning: b.Mourning, Here: c.Request().URL.RequestURI(), View: layout.ParseReaderView(c.QueryParam("view"))}
	if b.ID != 0 {
		p.Bulletin = layout.ReaderBulletin{Name: b.Name, Slug: b.Slug}
		p.Site.Office, p.Site.Phone = b.Host, b.Phone
	}
	return p
}
