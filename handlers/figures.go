package handlers

import (
	"context"
	"encoding/csv"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
)

func figuresQuery(c echo.Context) newsroom.FiguresQuery {
	return newsroom.FiguresQuery{Span: c.QueryParam("span"), Kind: models.FigureKind(c.QueryParam("kind")), Page: pageNumber(c)}
}

// figures shows how often readers opened what.
func (s *Server) figures(c echo.Context) error {
	q := figuresQuery(c)
	p, err := s.news.Figures(c.Request().Context(), s.actor(c), q)
	if err != nil {
		return err
	}
	slug := p.Bulletin.Slug
	vm := views.FiguresVM{
		Slug: slug, Name: p.Bulletin.Name, Host: p.Bulletin.Host, Span: p.Span, Years: p.Years, Steps: p.Steps, All: p.All, Kind: p.List.Kind,
		Paging: paging(q.Page, p.List.Total, paths.To(paths.Figures, slug), "span", p.Span.Key, "kind", string(p.List.Kind)),
	}
	for i, e := range p.List.Entries {
		vm.Entries = append(vm.Entries, figureRow(slug, (q.Page-1)*newsroom.PageSize+i+1, p.List.Kind, e))
	}
	return s.render(c, http.StatusOK, views.FiguresPage(s.page(c, "figures.title"), vm))
}

// figureRow is an entry of a list. What readers do not see any more leads to its issue on the desk.
func figureRow(slug string, rank int, kind models.FigureKind, e newsroom.FigureEntry) views.FigureRow {
	row := views.FigureRow{Rank: rank, Views: e.Views, Gone: e.Gone, Date: e.Date}
	switch {
	case kind == models.SectionFigure:
		row.Title, row.Href = e.Section, paths.To(paths.ReaderSection, slug, e.Section)
	case e.IssueID == 0: // what is counted has no edition any more: its number alone is left
		row.Title = "#" + strconv.FormatInt(e.SubjectID, 10)
	case kind == models.IssueFigure:
		row.Title, row.Href = e.Label(), paths.To(paths.Issue, slug, e.IssueID)
	default:
		row.Title, row.Issue, row.Href = e.Title, e.Label(), paths.To(paths.Article, slug, e.SubjectID)
	}
	if row.Gone {
		row.Href = ""
	}
	if row.Gone && e.IssueID != 0 {
		row.Href = paths.To(paths.DeskIssue, slug, e.IssueID)
	}
	return row
}

// figureLists write reading figures as tables: by day or month, or the pages of a kind.
var figureLists = map[string]models.FigureKind{"steps": "", "issues": models.IssueFigure, "articles": models.ArticleFigure, "sections": models.SectionFigure}

// figuresFile is one of the tables to be saved.
func (s *Server) figuresFile(c echo.Context) error {
	ctx, list := c.Request().Context(), c.Param("list")
	kind, ok := figureLists[list]
	if !ok {
		return models.NotFound()
	}
	p, err := s.news.Figures(ctx, s.actor(c), newsroom.FiguresQuery{Span: c.QueryParam("span"), Kind: kind, All: true})
	if err != nil {
		return err
	}
	w, err := beginTable(c, i18n.T(ctx, "figures.file_"+list)+" "+p.Span.From+" "+p.Span.To+".csv")
	if err != nil {
		return err
	}
	if kind == "" {
		writeSteps(ctx, w, p)
	} else {
		writeFigures(ctx, w, p)
	}
	w.Flush()
	return w.Error()
}

func writeSteps(ctx context.Context, w *csv.Writer, p newsroom.FiguresPage) {
	write := func(first string, s models.FigureStep) {
		cells := []string{first, strconv.FormatInt(s.Total, 10)}
		for _, k := range models.FigureKinds {
			cells = append(cells, strconv.FormatInt(s.ByKind[k], 10))
		}
		writeRow(w, cells...)
	}
	writeRow(w, views.FigureStepName(ctx, p.Span), i18n.T(ctx, "figures.views"), i18n.T(ctx, "figures.of_issue"), i18n.T(ctx, "figures.of_article"), i18n.T(ctx, "figures.of_section"))
	for _, s := range p.Steps {
		write(s.Label, s)
	}
	write(i18n.T(ctx, "figures.total"), p.All)
}

func writeFigures(ctx context.Context, w *csv.Writer, p newsroom.FiguresPage) {
	writeRow(w, views.FigureKindName(ctx, p.List.Kind), i18n.T(ctx, "figures.issue"), i18n.T(ctx, "figures.date"), i18n.T(ctx, "figures.state"), i18n.T(ctx, "figures.views"))
	for i, e := range p.List.Entries {
		row, state := figureRow(p.Bulletin.Slug, i+1, p.List.Kind, e), ""
		if row.Gone {
			state = i18n.T(ctx, "figures.gone")
		}
		writeRow(w, row.Title, row.Issue, row.Date, state, strconv.FormatInt(row.Views, 10))
	}
	if p.List.Total > len(p.List.Entries) {
		writeRow(w, i18n.T(ctx, "figures.cut", i18n.D{"Max": newsroom.MaxFigures}))
	}
}
