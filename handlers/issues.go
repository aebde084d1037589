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
	views.SignedIssues:    {Workflows: []models.Workflow{models.Signed}, Standings: []models.Standing{models.Unpublished}},
	views.PublishedIssues: {Standings: []models.Standing{models.Normal, models.TakenDown, models.Archived}},
	views.DeletedIssues:   {Deleted: true},
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
	for _, row := range list.Rows {
		line := views.IssueRow{
			Label: row.Label(), Total: row.IssueNumber().CumulativeLabel(), Href: paths.To(paths.DeskIssue, slug, row.ID), Date: row.Date,
			State: stateOf(row.Issue, row.Step), Waiting: row.Step, Articles: row.Articles, Updated: row.UpdatedAt,
		}
		if row.DeletedAt != nil {
			line.Href, line.Restore = "", row.ID
		}
		vm.Rows = append(vm.Rows, line)
	}
	return s.render(c, http.StatusOK, views.IssuesPage(s.page(c, "nav.issues"), vm))
}

func stateOf(i models.Issue, step string) views.IssueState {
	return views.IssueState{Workflow: i.Workflow, Standing: i.Standing, Step: step}
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
	contents, err := s.news.Contents(c.Request().Context(), s.actor(c), id)
	if err != nil {
		return err
	}
	return s.drawIssue(c, http.StatusOK, contents, nil, nil)
}

// drawIssue draws the contents page. A refused masthead comes back as it was typed, with what is wrong.
func (s *Server) drawIssue(c echo.Context, status int, contents newsroom.Contents, typed *views.MastheadForm, problem error) error {
	page := s.page(c, "")
	page.Title = contents.Issue.Name + " " + contents.Issue.Label()
	vm, err := s.issueVM(c, contents)
	if err != nil {
		return err
	}
	if typed != nil {
		vm.Typed, vm.MastheadUp = typed, true
		e, ok := errors.AsType[*models.Error](problem)
		if vm.Theirs = ok && e.Key == "issue.masthead_conflict"; vm.Theirs {
			vm.Typed.Base = contents.Base // the page shows both; saving again is a decision
		}
	}
	if problem != nil {
		page.Problems = components.ProblemsOf(c.Request().Context(), problem)
	}
	return s.render(c, status, views.DeskIssuePage(page, vm))
}

// mastheadForm is the masthead as a person types it.
type mastheadForm struct {
	Base       string `form:"base"`
	Confirm    string `form:"confirm"`
	Name       string `form:"name"`
	Kind       string `form:"kind"`
	Year       string `form:"year"`
	Number     string `form:"number"`
	Cumulative string `form:"cumulative"`
	Host       string `form:"host"`
	Date       string `form:"date"`
	AccessNote string `form:"access_note"`
	EditorNote string `form:"editor_note"`
	Access     string `form:"access"`
	To         string `form:"distribution_to"`
	CC         string `form:"distribution_cc"`
	For        string `form:"distribution_for"`
}

func (f mastheadForm) issue() models.Issue {
	return models.Issue{
		Kind: models.IssueKind(f.Kind), Year: number(f.Year), Number: number(f.Number), Cumulative: number(f.Cumulative),
		Name: strings.TrimSpace(f.Name), Host: strings.TrimSpace(f.Host), Date: strings.TrimSpace(f.Date), AccessNote: strings.TrimSpace(f.AccessNote),
		EditorNote: strings.TrimSpace(strings.ReplaceAll(f.EditorNote, "\r\n", "\n")), Access: models.Access(f.Access),
		Distribution: models.Distribution{To: lines(f.To), CC: lines(f.CC), For: lines(f.For)},
	}
}

func (f mastheadForm) typed() *views.MastheadForm {
	return &views.MastheadForm{
		Base: f.Base, Name: f.Name, Kind: f.Kind, Year: f.Year, Number: f.Number, Cumulative: f.Cumulative, Host: f.Host, Date: f.Date, AccessNote: f.AccessNote,
		EditorNote: f.EditorNote, Access: f.Access, DistributionTo: f.To, DistributionCC: f.CC, DistributionFor: f.For,
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
	contents, again := s.news.Contents(ctx, a, id)
	if again != nil {
		return errors.Join(err, again)
	}
	return s.drawIssue(c, statusOf(err), contents, f.typed(), err)
}

// An edit of the contents is one of these; each leads back to the row it touched.
type contentsForm struct {
	Title     string `form:"title"`
	Direction string `form:"direction"`
	Section   int64  `form:"section"`
	Article   int64  `form:"article"`
	Confirm   string `form:"confirm"`
}

func (f contentsForm) direction() newsroom.Direction {
	if f.Direction == "up" {
		return newsroom.Up
	}
	return newsroom.Down
}

// editContents runs one edit of an issue's contents: do gets the issue, what the address names besides it, and the form, and
// gives back the row to return to.
func (s *Server) editContents(name string, do func(c echo.Context, a models.Actor, issue, what int64, f contentsForm) (string, error)) echo.HandlerFunc {
	return func(c echo.Context) error {
		issue, err := param(c, "issue")
		if err != nil {
			return err
		}
		var what int64
		if name != "" {
			if what, err = param(c, name); err != nil {
				return err
			}
		}
		var f contentsForm
		if err := s.bind(c, &f); err != nil {
			return err
		}
		row, err := do(c, s.actor(c), issue, what, f)
		if err != nil {
			return s.refuseContents(c, issue, err)
		}
		return c.Redirect(http.StatusSeeOther, paths.To(paths.DeskIssue, c.Param("bulletin"), issue)+row)
	}
}

// refuseContents asks before contents under review change, and shows on the contents page itself what was wrong with what
// was typed there.
func (s *Server) refuseContents(c echo.Context, issue int64, err error) error {
	replacement, asks := errors.AsType[*newsroom.Replacement](err)
	if !asks && models.CodeOf(err) != models.CodeInvalid {
		return err
	}
	contents, again := s.news.Contents(c.Request().Context(), s.actor(c), issue)
	if again != nil {
		return errors.Join(err, again)
	}
	if asks {
		return s.askReplacement(c, replacement, contents.Issue)
	}
	return s.drawIssue(c, statusOf(err), contents, nil, err)
}

// askReplacement asks before masthead or contents of an issue under review change.
func (s *Server) askReplacement(c echo.Context, r *newsroom.Replacement, i models.Issue) error {
	back := components.Link{Label: i.Label(), Href: paths.To(paths.DeskIssue, c.Param("bulletin"), i.ID)}
	return s.drawReplacement(c, r, views.ReplaceVM{Subject: i.Label(), Back: back, Action: c.Request().URL.Path})
}

func row(kind string, id int64) string { return "#" + kind + "-" + strconv.FormatInt(id, 10) }

func (s *Server) addSection(c echo.Context, a models.Actor, issue, _ int64, f contentsForm) (string, error) {
	id, err := s.news.AddSection(c.Request().Context(), a, issue, f.Title, f.Confirm)
	return row("section", id), err
}

func (s *Server) renameSection(c echo.Context, a models.Actor, issue, section int64, f contentsForm) (string, error) {
	return row("section", section), s.news.RenameSection(c.Request().Context(), a, issue, section, f.Title, f.Confirm)
}

func (s *Server) moveSection(c echo.Context, a models.Actor, issue, section int64, f contentsForm) (string, error) {
	return row("section", section), s.news.MoveSection(c.Request().Context(), a, issue, section, f.direction(), f.Confirm)
}

func (s *Server) removeSection(c echo.Context, a models.Actor, issue, section int64, f contentsForm) (string, error) {
	return "", s.news.RemoveSection(c.Request().Context(), a, issue, section, f.Confirm)
}

func (s *Server) addArticle(c echo.Context, a models.Actor, issue, _ int64, f contentsForm) (string, error) {
	if f.Article != 0 {
		return row("article", f.Article), s.news.PlaceArticle(c.Request().Context(), a, issue, f.Section, f.Article, f.Confirm)
	}
	id, err := s.news.CreateArticle(c.Request().Context(), a, issue, f.Section, f.Title, f.Confirm)
	return row("article", id), err
}

func (s *Server) moveArticle(c echo.Context, a models.Actor, issue, article int64, f contentsForm) (string, error) {
	if f.Section != 0 {
		return row("article", article), s.news.MoveArticleTo(c.Request().Context(), a, issue, article, f.Section, f.Confirm)
	}
	return row("article", article), s.news.MoveArticle(c.Request().Context(), a, issue, article, f.direction(), f.Confirm)
}

func (s *Server) articleToPool(c echo.Context, a models.Actor, issue, article int64, f contentsForm) (string, error) {
	return "", s.news.ToPool(c.Request().Context(), a, issue, article, f.Confirm)
}
