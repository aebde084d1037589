package handlers

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
)

func (s *Server) notices(c echo.Context) error {
	number, _ := strconv.Atoi(c.QueryParam("page"))
	n, err := s.news.Notices(c.Request().Context(), s.actor(c), number)
	if err != nil {
		return err
	}
	slug := n.Bulletin.Slug
	vm := views.NoticesVM{Slug: slug, Unread: n.Unread, Until: n.Newest, Paging: paging(n.Page, n.Total, paths.To(paths.Notices, slug))}
	for _, row := range n.Rows {
		vm.Lines = append(vm.Lines, views.NoticeRow{NoticeLine: row.Line(), Href: paths.To(paths.Notice, slug, row.ID), Unread: row.ReadAt == nil})
	}
	return s.render(c, http.StatusOK, views.NoticesPage(s.page(c, "notice.title"), vm))
}

func (s *Server) readNotices(c echo.Context) error {
	var f struct {
		Until int64 `form:"until"`
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	if err := s.news.ReadNotices(c.Request().Context(), s.actor(c), f.Until); err != nil {
		return err
	}
	return s.done(c, paths.To(paths.Notices, c.Param("bulletin")), "flash.notices_read", nil)
}

// openNotice marks a notice as read and leads on to what it is about.
func (s *Server) openNotice(c echo.Context) error {
	id, err := param(c, "notice")
	if err != nil {
		return err
	}
	n, err := s.news.OpenNotice(c.Request().Context(), s.actor(c), id)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, noticePlace(c.Param("bulletin"), n))
}

// noticePlaces are the pages that notices lead to; those without a row lead to their issue.
var noticePlaces = map[models.NoticeKind]string{
	models.NoticeToReview:       paths.IssueReview,
	models.NoticeToRead:         paths.IssueReview,
	models.NoticeRecorded:       paths.ToDo, // where one can object
	models.NoticeDelegated:      paths.ToDo,
	models.NoticeDelegationOver: paths.ToDo,
	models.NoticeMentioned:      paths.DeskArticle,
	models.NoticeRoleGiven:      paths.Audit,
	models.NoticeRoleTaken:      paths.Audit,
	models.NoticeUnitSet:        paths.Audit,
}

func noticePlace(slug string, n newsroom.NoticeShown) string {
	switch pattern, ok := noticePlaces[n.Kind]; {
	case !ok:
		return paths.To(paths.DeskIssue, slug, n.IssueID)
	case pattern == paths.IssueReview:
		return paths.To(pattern, slug, n.IssueID)
	case pattern == paths.DeskArticle:
		_, id, _ := strings.Cut(n.Entry.Object, ":")
		return paths.With(paths.To(pattern, slug, id), "view", "read") + "#comments"
	default:
		return paths.To(pattern, slug)
	}
}
