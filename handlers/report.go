package handlers

import (
	"cmp"
	"context"
	"encoding/csv"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

func (s *Server) report(c echo.Context) error {
	ctx := c.Request().Context()
	page, status := s.page(c, "report.title"), http.StatusOK
	span := models.ReportSpan{From: c.QueryParam("from"), To: c.QueryParam("to")}
	p, err := s.news.Report(ctx, s.actor(c), span)
	if models.CodeOf(err) == models.CodeInvalid && err != nil { // the current month under what is wrong
		page.Problems, status = components.ProblemsOf(ctx, err), statusOf(err)
		p, err = s.news.Report(ctx, s.actor(c), models.ReportSpan{})
	}
	if err != nil {
		return err
	}
	vm := views.ReportVM{Slug: p.Bulletin.Slug, Name: p.Bulletin.Name, Host: p.Bulletin.Host, Span: p.Span, Report: p.Report, Today: s.now().In(s.location)}
	return s.render(c, status, views.ReportPage(page, vm))
}

// reportLists write the report as tables: one row for each unit and month, or for each adopted article.
var reportLists = map[string]func(ctx context.Context, w *csv.Writer, p newsroom.ReportPage){"units": writeUnits, "items": writeItems}

func unitName(ctx context.Context, u models.UnitReport) string {
	return cmp.Or(u.Unit, i18n.T(ctx, "report.no_unit"))
}

func writeUnits(ctx context.Context, w *csv.Writer, p newsroom.ReportPage) {
	writeRow(w, i18n.T(ctx, "report.unit"), i18n.T(ctx, "report.month"), i18n.T(ctx, "report.submitted"), i18n.T(ctx, "report.adopted"))
	for _, u := range p.Units {
		for m, month := range p.Months {
			writeRow(w, unitName(ctx, u), month, strconv.Itoa(u.Submitted[m]), strconv.Itoa(u.Adopted[m]))
		}
	}
}

func writeItems(ctx context.Context, w *csv.Writer, p newsroom.ReportPage) {
	writeRow(w, i18n.T(ctx, "report.unit"), i18n.T(ctx, "report.article"), i18n.T(ctx, "report.issue"), i18n.T(ctx, "report.date"), i18n.T(ctx, "report.state"))
	for _, u := range p.Units {
		for _, it := range u.Items {
			state := i18n.T(ctx, "report.adopted")
			if it.Withdrawn {
				state = i18n.T(ctx, "report.withdrawn")
			}
			writeRow(w, unitName(ctx, u), it.Title, it.Label, it.Date, state)
		}
	}
}

// reportFile is the report as a table: one row for each unit and month, or for each adopted article.
func (s *Server) reportFile(c echo.Context) error {
	ctx := c.Request().Context()
	list := c.Param("list")
	write, ok := reportLists[list]
	if !ok {
		return models.NotFound()
	}
	p, err := s.news.Report(ctx, s.actor(c), models.ReportSpan{From: c.QueryParam("from"), To: c.QueryParam("to")})
	if err != nil {
		return err
	}
	w, err := beginTable(c, i18n.T(ctx, "report.file_"+list)+" "+p.Span.From+" "+p.Span.To+".csv")
	if err != nil {
		return err
	}
	write(ctx, w, p)
	w.Flush()
	return w.Error()
}
