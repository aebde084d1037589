package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// orderForm is an order of an issue's contents as the page or its script sends it: both orders as models.Order writes them.
type orderForm struct {
	Base    string  `form:"base"`
	Order   string  `form:"order"`
	Out     []int64 `form:"out"`
	Gone    []int64 `form:"gone"`
	Confirm string  `form:"confirm"`
}

// arrange gives an issue's contents another order. The script sends the same form as the page does, and reads the page that
// this leads to.
func (s *Server) arrange(c echo.Context) error {
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	var f orderForm
	if err := s.bind(c, &f); err != nil {
		return err
	}
	in := newsroom.Arrangement{Out: f.Out, Gone: f.Gone}
	if in.Base, err = models.ParseOrder(f.Base); err != nil {
		return s.refuseContents(c, id, err)
	}
	if in.Order, err = models.ParseOrder(f.Order); err != nil {
		return s.refuseContents(c, id, err)
	}
	if err := s.news.Arrange(c.Request().Context(), s.actor(c), id, in, f.Confirm); err != nil {
		return s.refuseOrder(c, id, in, err)
	}
	return s.arranged(c, id, in, "")
}

// arranged leads to a row of the contents and offers to take the arrangement back, if it changed anything.
func (s *Server) arranged(c echo.Context, id int64, in newsroom.Arrangement, row string) error {
	key := "flash.order_saved"
	switch {
	case len(in.Gone) > 0 && len(in.Out) > 0:
		key = "flash.section_emptied"
	case len(in.Gone) > 0:
		key = "flash.section_removed"
	}
	if in.Base.String() != in.Order.String() {
		s.flash(c, key, nil, s.undoOrder(c, id, in))
	}
	return c.Redirect(http.StatusSeeOther, paths.To(paths.DeskIssue, c.Param("bulletin"), id)+row)
}

// undoOrder takes an arrangement back.
func (s *Server) undoOrder(c echo.Context, issue int64, in newsroom.Arrangement) *layout.Undo {
	return &layout.Undo{Action: paths.To(paths.IssueOrder, c.Param("bulletin"), issue), Fields: orderFields(in.Back())}
}

// refuseOrder answers an arrangement that was not carried out: one that was made from an older order comes back beside the
// order of now.
func (s *Server) refuseOrder(c echo.Context, id int64, in newsroom.Arrangement, err error) error {
	if newsroom.IsStaleOrder(err) {
		return s.drawOrderConflict(c, id, in)
	}
	return s.refuseContents(c, id, err)
}

// orderFields are the fields of a form that asks for an arrangement.
func orderFields(in newsroom.Arrangement) []layout.Field {
	out := []layout.Field{{Name: "base", Value: in.Base.String()}, {Name: "order", Value: in.Order.String()}}
	for _, id := range in.Out {
		out = append(out, layout.Field{Name: "out", Value: formatID(id)})
	}
	for _, id := range in.Gone {
		out = append(out, layout.Field{Name: "gone", Value: formatID(id)})
	}
	return out
}

func (s *Server) drawOrderConflict(c echo.Context, id int64, in newsroom.Arrangement) error {
	p, err := s.news.OrderConflict(c.Request().Context(), s.actor(c), id, in)
	if err != nil {
		return err
	}
	slug := c.Param("bulletin")
	vm := views.OrderConflictVM{
		Back:   components.Link{Label: p.Contents.Issue.Label(), Href: paths.To(paths.DeskIssue, slug, id)},
		Action: paths.To(paths.IssueOrder, slug, id), Version: p.Contents.Issue.Version, Fields: orderFields(p.Again), By: p.By, At: p.At,
		Theirs: orderRows(p.Contents.Sections), Mine: orderRows(p.Mine),
	}
	vm.Mark()
	for _, g := range p.Gone {
		vm.Gone = append(vm.Gone, views.GoneRow{Section: g.Section, Title: g.Title, Issue: g.Issue, Deleted: g.Deleted})
	}
	page := s.page(c, "contents.stale.title")
	return s.render(c, http.StatusConflict, views.OrderConflictPage(page, vm))
}

func orderRows(sections []newsroom.ContentsSection) []views.OrderRow {
	var out []views.OrderRow
	for _, sec := range sections {
		row := views.OrderRow{ID: sec.ID, Section: true, Title: sec.Title}
		if sec.Number > 0 {
			row.Number = models.SectionNumber(sec.Number)
		}
		out = append(out, row)
		for _, art := range sec.Articles {
			out = append(out, views.OrderRow{ID: art.ID, Number: models.ArticleNumber(art.Number), Title: art.Title})
		}
	}
	return out
}
