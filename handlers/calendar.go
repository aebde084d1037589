package handlers

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

func (s *Server) calendar(c echo.Context) error {
	year := 0
	if q := c.QueryParam("year"); q != "" {
		year = number(q)
	}
	return s.drawCalendar(c, year, calendarForm{}, nil)
}

// drawCalendar draws a year; 0 is that of today.
func (s *Server) drawCalendar(c echo.Context, year int, f calendarForm, problem error) error {
	p, err := s.news.Calendar(c.Request().Context(), s.actor(c), year)
	if err != nil {
		return err
	}
	vm := views.CalendarVM{
		Year: p.Year, Spans: views.CalendarSpans(p.Days), Fixed: p.Fixed,
		Typed: views.CalendarForm{Op: f.Op, From: f.From, To: f.To, Name: f.Name, Lines: f.Lines},
	}
	page, status := s.page(c, "calendar.title"), http.StatusOK
	if problem != nil {
		page.Problems, status = components.ProblemsOf(c.Request().Context(), problem), statusOf(problem)
	}
	return s.render(c, status, views.CalendarPage(page, vm))
}

// calendarForm is any of the forms of the calendar.
type calendarForm struct {
	Op    string `form:"op"`
	Year  string `form:"year"`
	From  string `form:"from"`
	To    string `form:"to"`
	Name  string `form:"name"`
	Lines string `form:"lines"`
}

// days are the special days that a form enters.
func (f calendarForm) days() ([]models.SpecialDay, error) {
	switch f.Op {
	case "off", "on":
		return models.DaysBetween(f.From, f.To, f.Op == "on", f.Name)
	case "paste":
		return models.ParseDays(f.Lines, number(f.Year))
	case "fixed":
		if year := number(f.Year); year >= models.FixedHolidaysSince {
			return models.FixedHolidays(year), nil
		}
	}
	return nil, badRequest(nil)
}

func (s *Server) changeCalendar(c echo.Context) error {
	var f calendarForm
	if err := s.bind(c, &f); err != nil {
		return err
	}
	ctx, a := c.Request().Context(), s.actor(c)
	if !models.Can(a.Role, models.ManageBulletin, models.Circumstances{}) {
		return models.NotFound()
	}
	var err error
	if f.Op == "remove" {
		err = s.news.UnmarkDays(ctx, a, f.From, f.To)
	} else {
		var days []models.SpecialDay
		if days, err = f.days(); err == nil {
			err = s.news.MarkDays(ctx, a, days)
		}
	}
	switch {
	case err == nil:
		return s.done(c, paths.With(paths.Calendar, "year", strconv.Itoa(number(f.Year))), "flash.calendar", nil)
	case models.CodeOf(err) == models.CodeInvalid:
		return s.drawCalendar(c, number(f.Year), f, err)
	}
	return err
}
