package handlers

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
)

// fillMarks shows how far the reader of a page has come, if they have a part in the review.
func (s *Server) fillMarks(c echo.Context, p newsroom.ReviewPage, vm *views.ReviewVM) error {
	a := s.actor(c)
	if p.Run.State != models.RunOpen || !slices.ContainsFunc(p.Run.Chain, func(st models.Step) bool { return st.HeldBy(a.Role, a.UserID) }) {
		return nil
	}
	marks, err := s.news.Marks(c.Request().Context(), a, p.Issue.ID)
	out := &views.ReviewMarks{Action: paths.To(paths.IssueMark, p.Bulletin.Slug, p.Issue.ID), Total: len(vm.Contents)}
	for _, m := range marks {
		switch {
		case m.Verdict == models.MarkReturn:
			out.Return++
		case m.BlockID == "":
			out.Read++
		}
		if m.BlockID != "" {
			out.Blocks = append(out.Blocks, placeValue(m.ArticleID, m.BlockID))
			continue
		}
		for i := range vm.Contents {
			if vm.Contents[i].ID == m.ArticleID {
				vm.Contents[i].Mark = m.Verdict
			}
		}
	}
	vm.Marks = out
	return err
}

// mark notes how far somebody has come with reading an issue. A script asks for no page in answer.
func (s *Server) mark(c echo.Context) error {
	var f struct {
		Place   string `form:"place"`
		Verdict string `form:"verdict"`
	}
	issue, err := param(c, "issue")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	at := readPlace(f.Place)
	if err := s.news.Mark(c.Request().Context(), s.actor(c), issue, at, models.MarkVerdict(f.Verdict)); err != nil {
		return err
	}
	if c.Request().Header.Get("Accept") == echo.MIMEApplicationJSON {
		return c.NoContent(http.StatusNoContent)
	}
	return c.Redirect(http.StatusSeeOther, paths.To(paths.IssueReview, c.Param("bulletin"), issue)+"#mark-"+placeValue(at.Article, ""))
}
