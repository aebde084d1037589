package handlers

import (
	"context"
	"mime"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
)

// attachment is the disposition of a file that is saved under the name the office knows it by.
func attachment(name string) string {
	return mime.FormatMediaType("attachment", map[string]string{"filename": name})
}

// sendFile hands out a file that somebody brought in: to be saved, and never to be taken for a page of ours.
func sendFile(c echo.Context, u models.Upload, data []byte) error {
	h := c.Response().Header()
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set(echo.HeaderContentDisposition, attachment(u.Name))
	h.Set("Last-Modified", u.CreatedAt.Format(time.RFC1123))
	return c.Blob(http.StatusOK, u.ContentType, data)
}

func (s *Server) toDo(c echo.Context) error {
	ctx, a := c.Request().Context(), s.actor(c)
	t, err := s.news.ToDo(ctx, a)
	if err != nil {
		return err
	}
	slug := t.Bulletin.Slug
	vm := views.ToDoVM{Slug: slug, Now: s.now(), CanCreate: mayEdit(a), ReadsIssues: models.Can(a.Role, models.ReadUnpublished, models.Circumstances{Submitted: true})}
	overdue := views.ToDoGroup{Kind: views.ToDoOverdue}
	for _, g := range []struct {
		kind   views.ToDoKind
		rows   []newsroom.IssueRow
		action string
		to     string
	}{
		{views.ToDoReview, t.ForMe, "todo.do_review", paths.IssueReview},
		{views.ToDoRead, t.ToRead, "todo.do_read", paths.IssueReview},
		{views.ToDoDown, t.Down, "todo.do_decide", paths.DeskIssue},
		{views.ToDoReturned, t.Returned, "todo.do_edit", paths.DeskIssue},
		{views.ToDoPublish, t.Signed, "todo.do_publish", paths.DeskIssue},
		{views.ToDoEditing, t.Drafting, "todo.do_edit", paths.DeskIssue},
		{views.ToDoWaiting, t.Waiting, "todo.do_look", paths.DeskIssue},
	} {
		group := views.ToDoGroup{Kind: g.kind}
		for _, row := range g.rows {
			into := &group
			if row.Overdue {
				into = &overdue
			}
			into.Items = append(into.Items, views.ToDoItem{
				Label: row.Name + " " + row.Label(), Href: paths.To(g.to, slug, row.ID), State: stateOf(row.Issue, row.Step).With(row.Schedule), At: row.UpdatedAt,
				Note: withDue(toDoNote(ctx, row), views.DueNote(ctx, row.Deadline, row.Overdue)), Action: i18n.T(ctx, g.action),
			})
			if item := &into.Items[len(into.Items)-1]; g.kind == views.ToDoDown && row.Standing != models.TakenDown {
				item.Note, item.Href = i18n.T(ctx, "todo.article_down"), paths.To(paths.IssueEditions, slug, row.ID)
			}
		}
		vm.Groups = append(vm.Groups, group)
	}
	vm.Groups = append(append(vm.Groups, overdue), inHand(ctx, t)...)
	for _, d := range t.Recorded {
		vm.Recorded = append(vm.Recorded, recordedDecision(ctx, slug, d.Issue, d.DecisionShown))
	}
	return s.render(c, http.StatusOK, views.ToDoPage(s.page(c, "nav.todo"), vm))
}

// withDue puts the deadline of a step behind what else is said of its issue.
func withDue(note, due string) string {
	if due == "" {
		return note
	}
	return note + " · " + due
}

// toDoNote says what there is to know of an issue that waits.
func toDoNote(ctx context.Context, row newsroom.IssueRow) string {
	if row.Schedule.Waiting() {
		return i18n.T(ctx, "schedule.at", i18n.D{"At": i18n.DateTime(ctx, row.Schedule.DueAt)})
	}
	return i18n.T(ctx, "todo.articles", i18n.D{"Count": row.Articles})
}
