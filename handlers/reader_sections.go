package handlers

import (
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/layout"
)

// sectionOf is the title of the section that the address names; empty: none.
func sectionOf(c echo.Context) (string, error) {
	title, err := url.PathUnescape(c.Param("section"))
	if err != nil {
		return "", models.NotFound()
	}
	return title, nil
}

// readSection shows one section across issues.
func (s *Server) readSection(c echo.Context) error {
	b, err := s.readerBulletin(c)
	if err != nil {
		return err
	}
	title, err := sectionOf(c)
	if err != nil {
		return err
	}
	p, err := s.news.ReadSection(c.Request().Context(), s.actor(c), b, title, yearOf(c))
	if err != nil {
		return err
	}
	page := s.readerPage(c, b, title)
	page.Place = layout.ReaderArchive
	address := newestOr(p.Years, p.Year, paths.To(paths.ReaderSection, b.Slug, title), paths.To(paths.SectionYear, b.Slug, title, p.Year))
	page.About = s.aboutList(b, i18n.T(c.Request().Context(), "reader.section_description", i18n.D{"Bulletin": b.Name, "Section": title}), address, linkedList{Name: title})
	if p.Fed {
		page.About.Feeds = []layout.Feed{{Title: b.Name + " · " + title, Href: paths.To(paths.SectionFeed, b.Slug, title)}}
	}
	counts(c, models.FigureOf{BulletinID: b.ID, Kind: models.SectionFigure, Section: title})
	return s.renderHeld(c, views.ReaderSection(page, sectionVM(b.Slug, p)), false)
}

func sectionVM(slug string, p newsroom.SectionPage) views.ReaderSectionVM {
	vm := views.ReaderSectionVM{Slug: slug, ReaderListVM: views.ReaderListVM{Title: p.Section}}
	if p.Fed {
		vm.FeedHref = paths.To(paths.SectionFeed, slug, p.Section)
	}
	vm.Year, _ = strconv.Atoi(p.Year)
	vm.Years = listedYears(p.Years, func(year string) string { return paths.To(paths.SectionYear, slug, p.Section, year) })
	vm.Issues = listedIssues(slug, p.Entries, func(e newsroom.ListedEntry) []views.ListLink { return unitLinks(slug, e.Units) })
	return vm
}

// listedYears are the years in which a section or a unit stands.
func listedYears(years []models.EditionYear, href func(year string) string) (out []views.ArchiveYear) {
	for _, y := range years {
		n, _ := strconv.Atoi(y.Year)
		out = append(out, views.ArchiveYear{Year: n, Count: y.Issues, Href: href(y.Year)})
	}
	return out
}

// listedIssues puts listed articles under their issues; beside are the links that stand behind a title.
func listedIssues(slug string, entries []newsroom.ListedEntry, beside func(newsroom.ListedEntry) []views.ListLink) (out []views.ListedIssue) {
	var last int64
	for _, e := range entries {
		if e.EditionID != last {
			last = e.EditionID
			out = append(out, views.ListedIssue{Label: e.Label(), Date: e.Date, Href: paths.To(paths.Issue, slug, e.IssueID)})
		}
		issue := &out[len(out)-1]
		issue.Articles = append(issue.Articles, views.ListedArticle{
			ArticleLink: views.ArticleLink{Number: e.Number, Title: e.Title, Href: paths.To(paths.Article, slug, e.ArticleID)}, Beside: beside(e),
		})
	}
	return out
}

// about says what a bulletin is, who makes it, and how it can be followed.
func (s *Server) about(c echo.Context) error {
	b, err := s.readerBulletin(c)
	if err != nil {
		return err
	}
	sections, err := s.news.ReadSections(c.Request().Context(), s.actor(c), b)
	if err != nil {
		return err
	}
	page := s.readerPage(c, b, "")
	page.Place = layout.ReaderAboutPlace
	vm := views.ReaderAboutVM{Slug: b.Slug, Name: b.Name, Host: b.Host, Phone: b.Phone, CadenceDays: b.CadenceDays, FeedHref: paths.To(paths.BulletinFeed, b.Slug)}
	for _, title := range sections {
		vm.Sections = append(vm.Sections, views.ListLink{Title: title, Href: paths.To(paths.ReaderSection, b.Slug, title)})
	}
	units, err := s.news.ReadUnits(c.Request().Context(), s.actor(c), b)
	if err != nil {
		return err
	}
	if vm.UnitCount = len(units); vm.UnitCount > 0 {
		vm.UnitsHref = paths.To(paths.ReaderUnits, b.Slug)
	}
	return s.renderHeld(c, views.ReaderAboutPage(page, vm), false)
}
