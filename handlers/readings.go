package handlers

import (
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

// informedPanel says who gets an issue for information.
func informedPanel(slug string, p newsroom.ReviewPage) views.InformedPanel {
	out := views.InformedPanel{People: p.Informed, Version: p.Issue.Version}
	if slices.Contains(p.Possible, models.EventRead) {
		out.ReadHref = paths.To(paths.IssueEvent, slug, p.Issue.ID, string(models.EventRead))
	}
	return out
}

// readerOptions are the people who can be given issues for information.
func readerOptions(p newsroom.BulletinPage) []components.Option {
	var out []components.Option
	for _, role := range models.RolesInformed() {
		for _, u := range p.Holders[role] {
			value := strconv.FormatInt(u.ID, 10)
			if !slices.ContainsFunc(out, func(known components.Option) bool { return known.Value == value }) {
				out = append(out, components.Option{Value: value, Label: u.Name})
			}
		}
	}
	return out
}

func (s *Server) saveInformed(c echo.Context) error {
	var f struct {
		Version  int64    `form:"version"`
		Informed []string `form:"informed"`
	}
	id, err := param(c, "bulletin")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	people := make([]int64, len(f.Informed))
	for i, person := range f.Informed {
		people[i], _ = strconv.ParseInt(person, 10, 64) // 0 is nobody
	}
	err = s.news.SetInformed(c.Request().Context(), s.actor(c), id, f.Version, people)
	if err == nil {
		return s.done(c, paths.To(paths.BulletinChain, id), "flash.informed", nil)
	}
	if code := models.CodeOf(err); code != models.CodeInvalid && code != models.CodeConflict {
		return err
	}
	return s.drawChain(c, statusOf(err), err, func(vm *views.BulletinChainVM) { vm.Informed = f.Informed })
}
