package handlers

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

func (s *Server) reviewOf(c echo.Context) (newsroom.ReviewPage, error) {
	id, err := param(c, "issue")
	if err != nil {
		return newsroom.ReviewPage{}, err
	}
	return s.news.Review(c.Request().Context(), s.actor(c), id)
}

func (s *Server) review(c echo.Context) error {
	p, err := s.reviewOf(c)
	if err != nil {
		return err
	}
	if p.Run.ID == 0 {
		return c.Redirect(http.StatusSeeOther, paths.To(paths.IssuePreview, p.Bulletin.Slug, p.Issue.ID))
	}
	if err := s.drawReview(c, http.StatusOK, p, eventForm{}, nil); err != nil {
		return err
	}
	s.sawIssue(c, p)
	return nil
}

// drawReview draws the reviewer's page, with what was typed and what is wrong with it.
func (s *Server) drawReview(c echo.Context, status int, p newsroom.ReviewPage, f eventForm, problem error) error {
	ctx, slug, can := c.Request().Context(), p.Bulletin.Slug, func(e models.Event) bool { return slices.Contains(p.Possible, e) }
	page := s.page(c, "")
	page.Title = p.Issue.Label() + " · " + i18n.T(ctx, "issue.link.review")
	if problem != nil {
		page.Problems = components.ProblemsOf(ctx, problem)
	}
	if problem == nil { // what most people write most of the time stands ready
		f.Opinion = usualOpinion(can(models.EventSignOff))
	}
	free := p.Blocked == "" || p.Override
	vm := views.ReviewVM{
		Slug: slug, IssueID: p.Issue.ID, Version: p.Issue.Version, Label: p.Issue.Name + " " + p.Issue.Label(), State: stateOf(p.Issue, stepName(p.Run)), Run: p.Run.Number, Hash: p.Hash, Access: views.AccessOf(p.Content),
		Printed: views.EditionSheet(views.Sheet{Content: p.Content}), Contents: reviewContents(slug, p), Changes: reviewChanges(p.Changed), Since: p.Since,
		Decided: p.SinceSeen == p.Hash, Checks: checks(ctx, p), Steps: stepRows(ctx, p.Steps),
		CanApprove: free && (can(models.EventApprove) || can(models.EventSignOff)), SignOff: can(models.EventSignOff), CanReturn: free && can(models.EventReturn),
		Informed:  informedPanel(slug, p),
		CanRecord: p.Record != nil, Override: p.Override, Opinion: f.Opinion, Because: f.Override, Checklist: checklist(p, f.Checked),
		CopyHref: paths.To(paths.ReviewCopy, slug, p.Issue.ID), SheetHref: paths.To(paths.SignOffSheet, slug, p.Issue.ID),
		CopyFiles: paperLinks(ctx, paths.ReviewCopyFile, slug, p.Issue.ID),
	}
	if !p.Seen.At.IsZero() {
		vm.Seen = &views.SeenBefore{At: p.Seen.At, Diff: p.Seen.Diff, Changes: reviewChanges(p.Seen.Changed)}
		vm.SinceHref = paths.With(paths.To(paths.IssueCompare, slug, p.Issue.ID), "from", newsroom.SinceSeen, "to", newsroom.UntilNow)
	}
	if p.Blocked != "" {
		vm.Blocked = i18n.T(ctx, p.Blocked)
	}
	vm.MarkedUp = markedUpSinceFirst(ctx, slug, p)
	vm.Ways = waysToRead(c, paths.To(paths.IssueReview, slug, p.Issue.ID))
	var err error
	if vm.Drawn, err = s.draftPages(c, p.Issue, slug); err != nil {
		return err
	}
	if vm.Points, err = s.pointsOf(c, p.Issue.ID, placesInSheet(p)); err != nil {
		return err
	}
	if err = s.fillMarks(c, p, &vm); err != nil {
		return err
	}
	if vm.Proof, err = s.proofOf(c, p.Issue.ID, onReview); err != nil {
		return err
	}
	return s.render(c, status, views.ReviewPage(page, vm))
}

// usualOpinion is what most people write.
func usualOpinion(signOff bool) string {
	if signOff {
		return models.Opinions[1]
	}
	return models.Opinions[0]
}

// markedUpSinceFirst are the marked-up copies since the first submission, while there is one.
func markedUpSinceFirst(ctx context.Context, slug string, p newsroom.ReviewPage) (out []components.Link) {
	if p.Run.State != models.RunOpen || p.Issue.EditionID != nil {
		return nil
	}
	for _, l := range paperLinks(ctx, paths.IssueMarkedUp, slug, p.Issue.ID) {
		l.Href = paths.With(l.Href, "from", newsroom.SinceFirst, "to", newsroom.UntilNow)
		out = append(out, l)
	}
	return out
}

func reviewContents(slug string, p newsroom.ReviewPage) []views.ReviewArticle {
	amends := slices.Contains(p.Possible, models.EventAmend) && p.Blocked == ""
	var out []views.ReviewArticle
	for _, sec := range p.Content.Sections {
		for _, art := range sec.Articles {
			line := views.ReviewArticle{ID: art.ID, Number: models.ArticleNumber(art.Number), Title: art.Text.Title, Access: art.Text.Access, Comments: p.Comments[art.ID]}
			line.Discuss = paths.With(paths.To(paths.DeskArticle, slug, art.ID), "view", "read") + "#comments"
			line.Changed = slices.ContainsFunc(p.Changed, func(ch newsroom.ArticleChange) bool { return ch.Article == art.ID })
			if amends {
				line.Amend = paths.To(paths.DeskArticle, slug, art.ID)
			}
			out = append(out, line)
		}
	}
	return out
}

func reviewChanges(list []newsroom.ArticleChange) []views.ReviewChange {
	var out []views.ReviewChange
	for _, ch := range list {
		out = append(out, views.ReviewChange{ArticleID: ch.Article, Title: ch.Title, Who: ch.Who, Steps: ch.Steps, At: ch.At, Diff: ch.Diff})
	}
	return out
}

// checks are the facts a reader of the whole issue wants to be sure of.
func checks(ctx context.Context, p newsroom.ReviewPage) []views.Check {
	articles, words := 0, 0
	for _, sec := range p.Content.Sections {
		for _, art := range sec.Articles {
			articles++
			words += characters(art.Text)
		}
	}
	return []views.Check{
		{Text: i18n.T(ctx, "review.check.size", i18n.D{"Sections": len(p.Content.Sections), "Articles": articles, "Characters": words}), Good: articles > 0},
		{Text: i18n.T(ctx, "review.check.number", i18n.D{"Label": p.Issue.Label(), "Date": p.Issue.Date}), Good: p.Issue.Number > 0 && p.Issue.Date != ""},
		{Text: i18n.T(ctx, "review.check.changes", i18n.D{"Count": len(p.Changed)}), Good: true},
	}
}

// recordForm is a decision made on paper or by telephone, as it is typed.
type recordForm struct {
	Step      int      `form:"step"`
	Verdict   string   `form:"verdict"`
	Way       string   `form:"way"`
	By        string   `form:"by"`
	DecidedOn string   `form:"decided_on"`
	Opinion   string   `form:"opinion"`
	Code      string   `form:"code"`
	Override  string   `form:"override"`
	Category  string   `form:"category"`
	Checked   []string `form:"checked"`
	Scan      string   `form:"scan"` // the file itself comes beside the fields
}

func (s *Server) drawRecord(c echo.Context, status int, p newsroom.ReviewPage, f recordForm, problem error) error {
	if p.Record == nil {
		return p.NoRecord
	}
	ctx := c.Request().Context()
	page := s.page(c, "")
	page.Title = views.EventVerb(ctx, models.EventRecord) + " · " + p.Issue.Label()
	if problem != nil {
		page.Problems = components.ProblemsOf(ctx, problem)
	}
	vm := views.RecordVM{
		Slug: p.Bulletin.Slug, IssueID: p.Issue.ID, Version: p.Issue.Version, Label: p.Issue.Label(), Step: p.Record.Step, StepName: p.Record.Name, SignOff: p.Record.SignOff,
		Override: !p.Run.Separation, By: f.By, Verdict: f.Verdict, Way: f.Way, DecidedOn: f.DecidedOn, Opinion: f.Opinion, Code: f.Code, Because: f.Override, Category: f.Category,
		Checklist: checklist(p, f.Checked), ScanLimit: newsroom.MaxScan >> 20, SheetHref: paths.To(paths.SignOffSheet, p.Bulletin.Slug, p.Issue.ID),
	}
	for _, u := range p.Record.People {
		vm.People = append(vm.People, components.Option{Value: strconv.FormatInt(u.ID, 10), Label: u.Name})
	}
	var err error
	if vm.Proof, err = s.proofBefore(c, p.Issue.ID, models.EventRecord); err != nil {
		return err
	}
	if vm.DecidedOn == "" {
		vm.DecidedOn, vm.Verdict, vm.Way = p.Record.Today, string(models.Approved), string(models.OnPaper)
	}
	if vm.Category == "" {
		vm.Category = string(models.ReturnOther)
	}
	return s.render(c, status, views.RecordPage(page, vm))
}

func (s *Server) record(c echo.Context, id int64) error {
	var f recordForm
	if err := s.bind(c, &f); err != nil {
		return err
	}
	scan, name, err := upload(c, "scan", newsroom.MaxScan)
	if err != nil {
		return err
	}
	ctx, a := c.Request().Context(), s.actor(c)
	by, _ := strconv.ParseInt(f.By, 10, 64) // 0 is nobody
	err = s.news.RecordDecision(ctx, a, id, newsroom.Record{
		Step: f.Step, Verdict: models.Verdict(f.Verdict), Way: models.Way(f.Way), By: by, DecidedOn: f.DecidedOn, Opinion: f.Opinion, Code: f.Code,
		Category: models.ReturnCategory(f.Category), Override: f.Override, Checked: proofItems(f.Checked), Scan: scan, ScanName: name,
	})
	if err == nil {
		return s.eventDone(c, id, models.EventRecord)
	}
	if code := models.CodeOf(err); code != models.CodeInvalid && code != models.CodeConflict {
		return err
	}
	p, again := s.news.Review(ctx, a, id)
	if again != nil || p.Record == nil {
		return errors.Join(err, again)
	}
	return s.drawRecord(c, statusOf(err), p, f, err)
}

// upload reads a file of a form, up to a byte more than the limit, so that whoever checks can say that it is too large.
func upload(c echo.Context, field string, limit int64) (data []byte, name string, err error) {
	if c.Request().MultipartForm == nil || len(c.Request().MultipartForm.File[field]) == 0 {
		return nil, "", nil
	}
	header := c.Request().MultipartForm.File[field][0]
	file, err := header.Open()
	if err != nil {
		return nil, "", err
	}
	defer func() { _ = file.Close() }()
	data, err = io.ReadAll(io.LimitReader(file, limit+1))
	return data, header.Filename, err
}

// recordedDecision shows somebody what was entered in his name.
func recordedDecision(_ context.Context, slug string, issue models.Issue, d newsroom.DecisionShown) views.RecordedDecision {
	out := views.RecordedDecision{
		ID: d.ID, Issue: issue.Label(), IssueHref: paths.To(paths.IssueReview, slug, issue.ID), Step: d.StepName, Verdict: d.Verdict, Way: d.Way, DecidedOn: d.DecidedOn,
		Opinion: d.Opinion, Recorder: d.Recorder, RecordedAt: d.CreatedAt,
		ObjectHref: paths.With(paths.To(paths.IssueEvent, slug, issue.ID, string(models.EventObject)), "decision", strconv.FormatInt(d.ID, 10)),
	}
	if d.UploadID != nil {
		out.ScanHref = paths.To(paths.DeskUpload, slug, issue.ID, *d.UploadID)
	}
	return out
}

// preview shows a draft as readers would see it.
func (s *Server) preview(c echo.Context) error {
	p, err := s.reviewOf(c)
	if err != nil {
		return err
	}
	page := s.readerPage(c, p.Bulletin, p.Issue.Label())
	page.NoIndex, page.Nonce = true, visitOf(c).nonce
	slug, id := p.Bulletin.Slug, p.Issue.ID
	vm := views.PreviewVM{Label: p.Issue.Label(), Back: paths.To(paths.DeskIssue, slug, id), Sheet: views.Sheet{Content: p.Content}, Ways: waysToRead(c, paths.To(paths.IssuePreview, slug, id))}
	if vm.Drawn, err = s.draftPages(c, p.Issue, slug); err != nil {
		return err
	}
	if err := s.render(c, http.StatusOK, views.PreviewPage(page, vm)); err != nil {
		return err
	}
	s.sawIssue(c, p)
	return nil
}

func (s *Server) printPage(c echo.Context, p newsroom.ReviewPage, file string) views.PrintPage {
	return views.PrintPage{
		Nonce: visitOf(c).nonce, Back: paths.To(paths.DeskIssue, p.Bulletin.Slug, p.Issue.ID), PrintedAt: s.now(), PrintedBy: s.actor(c).Name,
		Files: paperLinks(c.Request().Context(), file, p.Bulletin.Slug, p.Issue.ID),
	}
}

func (s *Server) reviewCopy(c echo.Context) error {
	p, err := s.reviewOf(c)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.ReviewCopy(s.printPage(c, p, paths.ReviewCopyFile), reviewCopyOf(p)))
}

func reviewCopyOf(p newsroom.ReviewPage) views.ReviewCopyVM {
	vm := views.ReviewCopyVM{Content: p.Content, Hash: p.Hash, Run: p.Run.Number, Step: stepName(p.Run)}
	if p.Issue.Workflow == models.Drafting {
		vm.Run = 0
	}
	return vm
}

func (s *Server) signOffSheet(c echo.Context) error {
	p, err := s.reviewOf(c)
	if err != nil {
		return err
	}
	if p.Run.ID == 0 {
		return models.NotFound()
	}
	vm := views.SignOffSheetOf(c.Request().Context(), p.SignOffRecord(), p.Since)
	return s.render(c, http.StatusOK, views.SignOffSheet(s.printPage(c, p, paths.SignOffSheetFile), vm))
}

// uploadOf gives out a file of an issue: the one it came from, or a scan. It is never shown in place.
func (s *Server) uploadOf(c echo.Context) error {
	issue, err := param(c, "issue")
	if err != nil {
		return err
	}
	id, err := param(c, "upload")
	if err != nil {
		return err
	}
	u, data, err := s.news.Upload(c.Request().Context(), s.actor(c), issue, id)
	if err != nil {
		return err
	}
	return sendFile(c, u, data)
}
