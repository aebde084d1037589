package handlers

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

var issueFilters = map[views.IssueFilter]newsroom.IssueQuery{
	views.AllIssues:       {},
	views.EditingIssues:   {Workflows: []models.Workflow{models.Drafting, models.Returned}},
	views.ReviewingIssues: {Workflows: []models.Workflow{models.Reviewing}},
	views.SignedIssues:    {Workflows: []models.Workflow{models.Signed}, Ahead: true},
	views.PublishedIssues: {Standings: []models.Standing{models.Normal, models.TakenDown, models.Archived}},
	views.EndedIssues:     {Ended: true},
}

func (s *Server) issues(c echo.Context) error {
	filter := views.IssueFilter(c.QueryParam("state"))
	q, ok := issueFilters[filter]
	if !ok {
		return models.NotFound()
	}
	q.Page = pageNumber(c)
	list, err := s.news.Issues(c.Request().Context(), s.actor(c), q)
	if err != nil {
		return err
	}
	slug := c.Param("bulletin")
	vm := views.IssuesVM{
		Slug: slug, Now: s.now(), Filter: filter, CanCreate: mayEdit(s.actor(c)),
		Paging: paging(q.Page, list.Total, paths.To(paths.Issues, slug), "state", string(filter)),
	}
	switch {
	case vm.CanCreate:
		vm.ArchiveHref = paths.To(paths.ArchiveIntake, slug)
	case models.Can(s.actor(c).Role, models.Admit, models.Circumstances{}):
		vm.ArchiveHref = paths.To(paths.ArchiveBatch, slug)
	}
	if models.Can(s.actor(c).Role, models.ManageDraft, models.Circumstances{}) {
		vm.TrashHref = paths.With(paths.To(paths.Trash, slug), "of", string(newsroom.DeletedIssues))
	}
	for _, row := range list.Rows {
		line := views.IssueRow{
			Label: row.Label(), Total: row.IssueNumber().CumulativeLabel(), Href: paths.To(paths.DeskIssue, slug, row.ID), Date: row.Date,
			State: stateOf(row.Issue, row.Step).With(row.Schedule), Waiting: row.Step, Deadline: row.Deadline, Overdue: row.Overdue, Articles: row.Articles, Updated: row.UpdatedAt,
		}
		vm.Rows = append(vm.Rows, line)
	}
	return s.render(c, http.StatusOK, views.IssuesPage(s.page(c, "nav.issues"), vm))
}

func stateOf(i models.Issue, step string) views.IssueState {
	return views.IssueState{Workflow: i.Workflow, Standing: i.Standing, Step: step, Archival: i.Archival}
}

func mayEdit(a models.Actor) bool {
	return models.Can(a.Role, models.EditContent, models.Circumstances{})
}

// newIssueForm is what a person types to start an issue.
type newIssueForm struct {
	From       string `form:"from"`
	Kind       string `form:"kind"`
	Year       string `form:"year"`
	Number     string `form:"number"`
	Cumulative string `form:"cumulative"`
	Date       string `form:"date"`
}

func (s *Server) newIssue(c echo.Context) error {
	kind := models.IssueKind(c.QueryParam("kind"))
	if kind == "" {
		kind = models.Regular
	}
	p, err := s.news.ProposeIssue(c.Request().Context(), s.actor(c), kind)
	if err != nil {
		return err
	}
	vm := newIssueVM(c.Param("bulletin"), p)
	return s.render(c, http.StatusOK, views.NewIssuePage(s.page(c, "issue_new.title"), vm))
}

func newIssueVM(slug string, p newsroom.Proposal) views.NewIssueVM {
	vm := views.NewIssueVM{
		Slug: slug, From: views.FromBlank, Kind: string(p.Issue.Kind), Year: digits(p.Issue.Year), Number: digits(p.Issue.Number),
		Cumulative: digits(p.Issue.Cumulative), Date: p.Issue.Date, Yearly: p.Issue.Year != 0,
		Proposals: []views.NumberProposal{{Kind: p.Issue.Kind, Label: p.Issue.Label()}},
	}
	if p.Last != nil {
		vm.Last, vm.From = p.Last.Label(), views.FromLast
	}
	return vm
}

func (s *Server) createIssue(c echo.Context) error {
	var f newIssueForm
	if err := s.bind(c, &f); err != nil {
		return err
	}
	ctx, a, slug := c.Request().Context(), s.actor(c), c.Param("bulletin")
	p, err := s.news.ProposeIssue(ctx, a, models.IssueKind(f.Kind))
	if err != nil {
		return err
	}
	issue := p.Issue
	issue.Year, issue.Number, issue.Cumulative, issue.Date = number(f.Year), number(f.Number), number(f.Cumulative), f.Date
	issue, err = s.news.CreateIssue(ctx, a, newsroom.NewIssue{Issue: issue, FromLast: f.From == views.FromLast})
	if err == nil {
		return s.done(c, paths.To(paths.DeskIssue, slug, issue.ID), "flash.issue_created", models.Args{"Label": issue.Label()})
	}
	page, status, err := s.refused(c, "issue_new.title", err)
	if err != nil {
		return err
	}
	vm := newIssueVM(slug, p)
	vm.From, vm.Kind, vm.Year, vm.Number, vm.Cumulative, vm.Date = f.From, f.Kind, f.Year, f.Number, f.Cumulative, f.Date
	vm.Taken = holderLink(slug, page.err)
	return s.render(c, status, views.NewIssuePage(page.DeskPage, vm))
}

// holderLink leads to the issue that already has a number, if that is what err says.
func holderLink(slug string, err error) *components.Link {
	held, ok := newsroom.Holder(err)
	if !ok {
		return nil
	}
	return &components.Link{Label: held.Label(), Href: paths.To(paths.DeskIssue, slug, held.ID)}
}

// digits writes a number as a form holds it; 0 is an empty field.
func digits(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// number reads a number as people type it: full-width digits and blanks do no harm. Whatever is no number is -1, which
// validation refuses; an empty field is 0.
func number(s string) int {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == ' ' || r == '\u3000':
			return -1
		}
		return r
	}, s)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

func (s *Server) issue(c echo.Context) error {
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	err = s.drawIssue(c, http.StatusOK, id, nil, nil)
	if models.CodeOf(err) == models.CodeNotFound {
		return s.toEditions(c, id, err)
	}
	return err
}

// toEditions leads on to the editions of an issue for whoever may read those, and not the correction that is drafted beside them.
func (s *Server) toEditions(c echo.Context, id int64, hidden error) error {
	if p, err := s.news.Editions(c.Request().Context(), s.actor(c), id); err != nil || p.Readable {
		return hidden
	}
	return c.Redirect(http.StatusSeeOther, paths.To(paths.IssueEditions, c.Param("bulletin"), id))
}

// drawIssue draws the contents page. A refused masthead comes back as it was typed, with what is wrong.
func (s *Server) drawIssue(c echo.Context, status int, id int64, typed *views.MastheadForm, problem error) error {
	q := poolQuery(c)
	p, err := s.news.DeskIssue(c.Request().Context(), s.actor(c), id, q)
	if err != nil {
		return errors.Join(problem, err)
	}
	page := s.page(c, "")
	page.Title = p.Issue.Name + " " + p.Issue.Label()
	vm := s.issueVM(c, p, q)
	if typed != nil {
		vm.Typed, vm.MastheadUp = typed, true
		e, ok := errors.AsType[*models.Error](problem)
		if vm.Theirs = ok && e.Key == "issue.masthead_conflict"; vm.Theirs {
			vm.Typed.Base = p.Base // the page shows both; saving again is a decision
		}
	}
	if problem != nil {
		page.Problems = components.ProblemsOf(c.Request().Context(), problem)
	}
	return s.render(c, status, views.DeskIssuePage(page, vm))
}

// mastheadForm is the masthead as a person types it.
type mastheadForm struct {
	Base           string   `form:"base"`
	Confirm        string   `form:"confirm"`
	Name           string   `form:"name"`
	Kind           string   `form:"kind"`
	Year           string   `form:"year"`
	Number         string   `form:"number"`
	Cumulative     string   `form:"cumulative"`
	Host           string   `form:"host"`
	Date           string   `form:"date"`
	AccessNote     string   `form:"access_note"`
	EditorNote     string   `form:"editor_note"`
	CorrectionNote string   `form:"correction_note"`
	Access         string   `form:"access"`
	To             string   `form:"distribution_to"`
	CC             string   `form:"distribution_cc"`
	For            string   `form:"distribution_for"`
	ListedUnits    []string `form:"listed_units"`
}

func (f mastheadForm) issue() models.Issue {
	return models.Issue{
		Kind: models.IssueKind(f.Kind), Year: number(f.Year), Number: number(f.Number), Cumulative: number(f.Cumulative),
		Name: strings.TrimSpace(f.Name), Host: strings.TrimSpace(f.Host), Date: strings.TrimSpace(f.Date), AccessNote: strings.TrimSpace(f.AccessNote),
		CorrectionNote: strings.TrimSpace(strings.ReplaceAll(f.CorrectionNote, "\r\n", "\n")),
		EditorNote:     strings.TrimSpace(strings.ReplaceAll(f.EditorNote, "\r\n", "\n")), Access: models.Access(f.Access),
		Distribution: models.Distribution{To: lines(f.To), CC: lines(f.CC), For: lines(f.For)}, ListedUnits: f.ListedUnits,
	}
}

func (f mastheadForm) typed() *views.MastheadForm {
	return &views.MastheadForm{
		Base: f.Base, Name: f.Name, Kind: f.Kind, Year: f.Year, Number: f.Number, Cumulative: f.Cumulative, Host: f.Host, Date: f.Date, AccessNote: f.AccessNote,
		CorrectionNote: f.CorrectionNote, EditorNote: f.EditorNote, Access: f.Access, DistributionTo: f.To, DistributionCC: f.CC, DistributionFor: f.For, ListedUnits: f.ListedUnits,
	}
}

// lines are the names of a field that holds one a line; 、 parts names too.
func lines(s string) []string {
	out := []string{}
	for _, name := range strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' || r == '、' }) {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, name)
		}
	}
	return out
}

func (s *Server) saveMasthead(c echo.Context) error {
	var f mastheadForm
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	ctx, a := c.Request().Context(), s.actor(c)
	err = s.news.SaveMasthead(ctx, a, id, f.Base, f.issue(), f.Confirm)
	if err == nil {
		return s.done(c, paths.To(paths.DeskIssue, c.Param("bulletin"), id), "flash.masthead_saved", nil)
	}
	if r, ok := errors.AsType[*newsroom.Replacement](err); ok {
		issue := f.issue()
		issue.ID = id
		return s.askReplacement(c, r, issue)
	}
	if code := models.CodeOf(err); code != models.CodeInvalid && code != models.CodeConflict {
		return err
	}
	return s.drawIssue(c, statusOf(err), id, f.typed(), err)
}
