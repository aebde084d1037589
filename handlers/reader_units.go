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

// readUnits lists the sending units under which readers find articles.
func (s *Server) readUnits(c echo.Context) error {
	b, err := s.readerBulletin(c)
	if err != nil {
		return err
	}
	list, err := s.news.ReadUnits(c.Request().Context(), s.actor(c), b)
	if err != nil {
		return err
	}
	title := i18n.T(c.Request().Context(), "reader.units")
	page := s.readerPage(c, b, title)
	page.Place = layout.ReaderArchive
	page.About = s.aboutList(b, i18n.T(c.Request().Context(), "reader.units_description", i18n.D{"Bulletin": b.Name}), paths.To(paths.ReaderUnits, b.Slug), linkedList{Name: title})
	var vm views.ReaderUnitsVM
	for _, u := range list {
		vm.Units = append(vm.Units, views.UnitEntry{ListLink: views.ListLink{Title: u.Name, Href: paths.To(paths.ReaderUnit, b.Slug, u.Name)}, Articles: u.Articles})
	}
	return s.renderHeld(c, views.ReaderUnits(page, vm), false)
}

// readUnit shows what one sending unit has had published, across issues.
func (s *Server) readUnit(c echo.Context) error {
	b, err := s.readerBulletin(c)
	if err != nil {
		return err
	}
	name, err := url.PathUnescape(c.Param("unit"))
	if err != nil {
		return models.NotFound()
	}
	p, err := s.news.ReadUnit(c.Request().Context(), s.actor(c), b, name, yearOf(c))
	if err != nil {
		return err
	}
	page := s.readerPage(c, b, name)
	page.Place = layout.ReaderArchive
	address := newestOr(p.Years, p.Year, paths.To(paths.ReaderUnit, b.Slug, name), paths.To(paths.UnitYear, b.Slug, name, p.Year))
	page.About = s.aboutList(b, i18n.T(c.Request().Context(), "reader.unit_description", i18n.D{"Bulletin": b.Name, "Unit": name}), address, linkedList{
		Name: name, About: &linkedOrganization{Type: "Organization", Name: name},
	})
	return s.renderHeld(c, views.ReaderUnit(page, unitVM(b.Slug, p)), false)
}

func unitVM(slug string, p newsroom.UnitPage) views.ReaderUnitVM {
	vm := views.ReaderUnitVM{UnitsHref: paths.To(paths.ReaderUnits, slug), ReaderListVM: views.ReaderListVM{Title: p.Unit}}
	vm.Year, _ = strconv.Atoi(p.Year)
	vm.Years = listedYears(p.Years, func(year string) string { return paths.To(paths.UnitYear, slug, p.Unit, year) })
	vm.Issues = listedIssues(slug, p.Entries, func(e newsroom.ListedEntry) []views.ListLink {
		if e.Section == "" {
			return nil
		}
		return []views.ListLink{{Title: e.Section, Href: paths.To(paths.ReaderSection, slug, e.Section)}}
	})
	return vm
}

// unitLinks lead to the pages of sending units.
func unitLinks(slug string, units []string) (out []views.ListLink) {
	for _, u := range units {
		out = append(out, views.ListLink{Title: u, Href: paths.To(paths.ReaderUnit, slug, u)})
	}
	return out
}
