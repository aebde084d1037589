package handlers

import (
	"context"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
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
	vm := views.ToDoVM{Slug: slug, Now: s.now(), CanCreate: mayEdit(a)}
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
			group.Items = append(group.Items, views.ToDoItem{
				Label: row.Name + " " + row.Label(), Href: paths.To(g.to, slug, row.ID), State: stateOf(row.Issue, row.Step).With(row.Schedule), At: row.UpdatedAt,
				Note: withDue(toDoNote(ctx, row), views.DueNote(ctx, row.Deadline, row.Overdue)), Action: i18n.T(ctx, g.action),
			})
		}
		vm.Groups = append(vm.Groups, group)
	}
	vm.Groups = append(vm.Groups, inHand(ctx, t)...)
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

func (s *Server) audit(c echo.Context) error {
	ctx, slug := c.Request().Context(), c.Param("bulletin")
	issue, _ := strconv.ParseInt(c.QueryParam("issue"), 10, 64)
	before, _ := strconv.ParseInt(c.QueryParam("before"), 10, 64)
	p, err := s.news.Audit(ctx, s.actor(c), issue, c.QueryParam("action"), before)
	if err != nil {
		return err
	}
	vm := views.AuditVM{
		Slug: slug, Bare: p.Bare, Action: c.QueryParam("action"), Actions: auditActions(ctx), Issue: c.QueryParam("issue"), Before: p.Before, Later: before > 0,
		Head: p.Head.Hash, HeadSeq: p.Head.Seq, Entries: auditLines(ctx, slug, p.Entries, p.Pages),
		Issues: []components.Option{{Label: i18n.T(ctx, "audit.all_issues")}},
	}
	for _, i := range p.Issues {
		vm.Issues = append(vm.Issues, components.Option{Value: strconv.FormatInt(i.ID, 10), Label: i.Label()})
	}
	return s.render(c, http.StatusOK, views.AuditPage(s.page(c, "nav.audit"), vm))
}

func (s *Server) issueHistory(c echo.Context) error {
	ctx, slug := c.Request().Context(), c.Param("bulletin")
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	before, _ := strconv.ParseInt(c.QueryParam("before"), 10, 64)
	h, err := s.news.History(ctx, s.actor(c), id, before)
	if err != nil {
		return err
	}
	vm := views.HistoryVM{Slug: slug, IssueID: id, Label: h.Issue.Label(), Now: s.now(), Entries: auditLines(ctx, slug, h.Entries, h.Pages)}
	if h.Before > 0 {
		vm.Next = paths.With(paths.To(paths.IssueHistory, slug, id), "before", strconv.FormatInt(h.Before, 10))
	}
	page := s.page(c, "")
	page.Title = i18n.T(ctx, "history.title", i18n.D{"Label": vm.Label})
	return s.render(c, http.StatusOK, views.HistoryPage(page, vm))
}

func auditActions(ctx context.Context) []components.Option {
	out := []components.Option{{Label: i18n.T(ctx, "audit.all_actions")}}
	for _, a := range newsroom.AuditActions {
		out = append(out, components.Option{Value: a, Label: i18n.T(ctx, "audit."+a)})
	}
	return out
}

func auditLines(ctx context.Context, slug string, entries []models.AuditEntry, open newsroom.AuditPages) []views.AuditLine {
	var out []views.AuditLine
	for _, e := range entries {
		line := views.AuditLine{
			Seq: e.Seq, At: e.At, Who: e.ActorName, Role: e.Role, Action: i18n.T(ctx, "audit."+e.Action), Object: auditObject(ctx, slug, e, open), IP: e.IP, Hash: e.Hash,
		}
		for _, d := range e.Details {
			line.Details = append(line.Details, components.Definition{Term: i18n.T(ctx, "audit.detail."+d.Name), Text: detailText(ctx, d), Code: slices.Contains(hashDetails, d.Name)})
		}
		out = append(out, line)
	}
	return out
}

// hashDetails are values of the log that are compared by eye.
var hashDetails = []string{"check_code", "hash", "edition_hash", "sha256"}

// detailWords say in words what the log keeps as a code.
var detailWords = map[models.AuditDetail]string{
	{Name: "way", Value: string(models.OnPaper)}:          "way.paper",
	{Name: "way", Value: string(models.ByTelephone)}:      "way.telephone",
	{Name: "verdict", Value: string(models.Approved)}:     "verdict.approved",
	{Name: "verdict", Value: string(models.ReturnedBack)}: "verdict.returned",
	{Name: "point", Value: "done"}:                        "returning.done",
	{Name: "point", Value: "open"}:                        "returning.open",
	{Name: "fate", Value: string(models.Received)}:        "material.fate.received",
	{Name: "fate", Value: string(models.HeldOver)}:        "material.fate.held_over",
	{Name: "fate", Value: string(models.Declined)}:        "material.fate.declined",
	{Name: "state", Value: string(models.ArticleReady)}:   "state.article_ready",
	{Name: "state", Value: string(models.ArticleDraft)}:   "audit.article_draft",
}

// switchWords are the values of settings that are on or off.
var switchWords = map[string]string{"true": "audit.on", "false": "audit.off"}

func detailText(ctx context.Context, d models.AuditDetail) string {
	if key, ok := detailWords[d]; ok {
		return i18n.T(ctx, key)
	}
	if d.Name == "category" {
		return views.CategoryName(ctx, models.ReturnCategory(d.Value))
	}
	if d.Name == "failure" {
		return i18n.T(ctx, d.Value)
	}
	if key, ok := switchWords[d.Value]; ok {
		return i18n.T(ctx, key)
	}
	return d.Value
}

// auditObject says what an entry is about, and leads there where it has a page that the reader may open.
func auditObject(ctx context.Context, slug string, e models.AuditEntry, open newsroom.AuditPages) components.Link {
	kind, id, _ := strings.Cut(e.Object, ":")
	n, err := strconv.ParseInt(id, 10, 64)
	l := components.Link{Label: i18n.T(ctx, "audit.object."+kind)}
	switch {
	case err != nil:
	case kind == "article" && open.Articles:
		l.Href = paths.To(paths.DeskArticle, slug, n)
	case kind == "material" && open.Articles: // whoever reads every article reads the register
		l.Href = paths.To(paths.Material, slug, n)
	case open.Issues[e.IssueID]:
		l.Href = paths.To(paths.DeskIssue, slug, e.IssueID)
	}
	return l
}

func (s *Server) search(c echo.Context) error {
	b, err := s.readerBulletin(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	words := c.QueryParam("q")
	page := s.readerPage(c, b, i18n.T(ctx, "reader.search"))
	page.Query, page.NoIndex, page.Place = words, true, "search"
	vm := views.ReaderSearchVM{Slug: b.Slug, Query: words}
	p, err := s.news.Search(ctx, s.actor(c), b.ID, words, pageNumber(c))
	if models.CodeOf(err) == models.CodeInvalid && err != nil {
		vm.Problem = components.ProblemsOf(ctx, err)[0].Text
		return s.render(c, http.StatusUnprocessableEntity, views.ReaderSearch(page, vm))
	}
	if err != nil {
		return err
	}
	vm.Total, vm.More, vm.Page, vm.Pages = p.Total, p.More, p.Page, p.Pages
	for _, h := range p.Hits {
		vm.Results = append(vm.Results, views.SearchResult{
			Href: paths.To(paths.Article, b.Slug, h.ArticleID), Number: h.Number, Title: marked(h.Title), Snippet: marked(h.Snippet), Section: h.Section, IssueLabel: h.IssueLabel, Date: h.Date,
		})
	}
	return s.render(c, http.StatusOK, views.ReaderSearch(page, vm))
}

func marked(in []newsroom.Segment) []views.Segment {
	out := make([]views.Segment, len(in))
	for i, seg := range in {
		out[i] = views.Segment{Text: seg.Text, Mark: seg.Mark}
	}
	return out
}
