package handlers

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

// issueVM gathers what the contents page shows.
func (s *Server) issueVM(c echo.Context, p newsroom.DeskIssue, q newsroom.PoolQuery) views.DeskIssueVM {
	ctx, a, i := c.Request().Context(), s.actor(c), p.Issue
	vm := views.DeskIssueVM{
		Slug: p.Bulletin.Slug, ID: i.ID, Version: i.Version, Label: i.Label(), State: stateOf(i, stepName(p.Run)), CanEdit: p.CanEdit,
		Masthead: mastheadOf(i, p.Base), Yearly: i.Year != 0 || i.Cumulative != 0, Frozen: i.Workflow == models.Signed || i.EditionID != nil, Correcting: i.Correcting, Sections: sectionRows(ctx, p),
		Library: p.Library, Units: p.Units, Order: p.Order().String(), Numbering: p.Bulletin.ArticleNumbering,
	}
	if p.Schedule != nil {
		vm.State, vm.Schedule = vm.State.With(p.Schedule), views.ScheduleNote{Schedule: *p.Schedule, Keeper: p.Keeper}
	}
	switch {
	case p.Costs:
		vm.Locked = i18n.T(ctx, "issue.costs")
	case i.Workflow == models.Voided:
		vm.Locked = i18n.T(ctx, "issue.void_reason", i18n.D{"Reason": i.VoidReason})
	case !p.CanEdit && mayEdit(a):
		vm.Locked = i18n.T(ctx, "issue.locked."+string(i.Workflow))
	}
	for _, sec := range vm.Sections {
		for _, art := range sec.Articles {
			vm.Characters += art.Characters
		}
	}
	if p.Progress.Stopped {
		vm.Locked = i18n.T(ctx, "issue.stopped")
	}
	vm.Panel = issuePanel(ctx, a, p.Contents, p.Progress)
	if len(p.Points.Points) > 0 {
		vm.Returned = pointList(vm.Slug, i.ID, p.Points, placesOnDesk(p.Contents))
	}
	if p.CanEdit {
		vm.Pool = poolBeside(ctx, p, q)
	}
	if i.Workflow != models.Voided {
		proof := proofPanel(ctx, vm.Slug, p.Proof, "")
		proof.Open = proof.Open || c.QueryParam("proof") != ""
		vm.Proof = &proof
	}
	return vm
}

// poolBeside is the pool beside contents that can be edited.
func poolBeside(ctx context.Context, p newsroom.DeskIssue, q newsroom.PoolQuery) *views.PoolPanel {
	slug := p.Bulletin.Slug
	here := paths.To(paths.DeskIssue, slug, p.Issue.ID)
	return &views.PoolPanel{
		Rows: poolRows(ctx, slug, p.Pool), Filter: poolFilter(ctx, here, q, p.Pool), Paging: paging(q.Page, p.Pool.Total, here, "q", q.Words, "unit", q.Unit),
	}
}

func stepName(r models.Run) string {
	if r.State == models.RunOpen && r.Step < len(r.Chain) {
		return r.Chain[r.Step].Name
	}
	return ""
}

func mastheadOf(i models.Issue, base string) views.MastheadForm {
	return views.MastheadForm{
		Base: base, Name: i.Name, Kind: string(i.Kind), Year: digits(i.Year), Number: digits(i.Number), Cumulative: digits(i.Cumulative), Host: i.Host, Date: i.Date,
		AccessNote: i.AccessNote, EditorNote: i.EditorNote, CorrectionNote: i.CorrectionNote, Access: string(i.Access), DistributionTo: strings.Join(i.Distribution.To, "\n"),
		DistributionCC: strings.Join(i.Distribution.CC, "\n"), DistributionFor: strings.Join(i.Distribution.For, "\n"), ListedUnits: i.ListedUnits,
		PrintedNumber: i.Label(), PrintedCumulativeLabel: i.IssueNumber().CumulativeLabel(),
	}
}

func sectionRows(ctx context.Context, p newsroom.DeskIssue) []views.IssueSection {
	amends := slices.Contains(p.Possible, models.EventAmend)
	total, seen := 0, 0
	for _, sec := range p.Sections {
		total += len(sec.Articles)
	}
	out := make([]views.IssueSection, len(p.Sections))
	for k, sec := range p.Sections {
		out[k] = views.IssueSection{ID: sec.ID, Title: sec.Title, First: k == 0, Last: k == len(p.Sections)-1}
		if sec.Number > 0 {
			out[k].Number = models.SectionNumber(sec.Number)
		}
		for _, art := range sec.Articles {
			seen++
			out[k].Articles = append(out[k].Articles, views.IssueArticle{
				ID: art.ID, Number: models.ArticleNumber(art.Number), Title: art.Title, Units: art.Text.Units, Access: art.Text.Access, Characters: characters(art.Text), State: art.State,
				First: seen == 1 && k == 0, Last: seen == total && k == len(p.Sections)-1, CanAmend: amends,
				Revision: art.RevisionID, Editing: p.Editing[art.ID].Name, Twin: twinLink(ctx, p.Bulletin.Slug, p.Twins, art.ID),
			})
		}
	}
	return out
}

// characters counts what is printed of a text, blanks apart.
func characters(t models.ArticleText) int {
	return utf8.RuneCountInString(strings.Join(strings.Fields(t.Title+t.Source+t.Body.PlainText()), ""))
}

// buttonOrder is the order of the buttons beside an issue; the first one possible is the page's primary action.
var buttonOrder = []models.Event{
	models.EventApprove, models.EventSignOff, models.EventAdmit, models.EventPublish, models.EventSchedule, models.EventUnschedule, models.EventSubmit, models.EventReturn, models.EventRecord, models.EventRecall,
	models.EventRestore, models.EventCorrect, models.EventGiveUp, models.EventArchive, models.EventTakeDown, models.EventWithdraw, models.EventReopen, models.EventDelete, models.EventVoid, models.EventVoidSigned,
}

// stepEvents are the decisions of whoever holds the step at work.
var stepEvents = []models.Event{models.EventApprove, models.EventSignOff, models.EventReturn}

var primaryEvents = []models.Event{models.EventApprove, models.EventSignOff, models.EventAdmit, models.EventPublish, models.EventSubmit}

func eventButtons(slug string, issue int64, possible []models.Event, blocked bool) []views.EventButton {
	var out []views.EventButton
	primary := false
	for _, e := range buttonOrder {
		if !slices.Contains(possible, e) || blocked && slices.Contains(stepEvents, e) {
			continue
		}
		b := views.EventButton{Event: e, Href: paths.To(paths.IssueEvent, slug, issue, string(e)), Primary: !primary && slices.Contains(primaryEvents, e)}
		if e == models.EventRecord || slices.Contains(stepEvents, e) { // these belong beside the text that is decided on
			b.Href = paths.To(paths.IssueReview, slug, issue) + "#decision"
		}
		if e == models.EventAdmit { // with the others that wait
			b.Href = paths.To(paths.ArchiveBatch, slug)
		}
		if e == models.EventSchedule && slices.Contains(possible, models.EventUnschedule) {
			b.Again = true
		}
		primary = primary || b.Primary
		out = append(out, b)
	}
	return out
}

func issuePanel(ctx context.Context, a models.Actor, p newsroom.Contents, r newsroom.Progress) views.IssuePanel {
	slug, i := p.Bulletin.Slug, p.Issue
	panel := views.IssuePanel{
		Buttons: eventButtons(slug, i.ID, p.Possible, r.Blocked != "" && !r.Override), Run: p.Run.Number, Steps: stepRows(ctx, r.Steps),
		PreviewHref: paths.To(paths.IssuePreview, slug, i.ID), HistoryHref: paths.To(paths.IssueHistory, slug, i.ID), CompareHref: paths.To(paths.IssueCompare, slug, i.ID), Contributors: r.Contributors,
	}
	if i.Previewable() && models.Can(a.Role, models.PreviewLinks, models.Circumstances{}) {
		panel.PreviewLinks = paths.To(paths.PreviewLinks, slug, i.ID)
	}
	panel.FilesHref = paths.To(paths.IssueFiles, slug, i.ID)
	if p.Run.ID != 0 {
		panel.CheckCode = models.CheckCode(p.Run.Hash)
		panel.ReviewHref = paths.To(paths.IssueReview, slug, i.ID)
		panel.SheetHref = paths.To(paths.SignOffSheet, slug, i.ID)
		panel.CopyHref = paths.To(paths.ReviewCopy, slug, i.ID)
	}
	if i.EditionID != nil {
		panel.EditionsHref = paths.To(paths.IssueEditions, slug, i.ID)
	}
	if i.Shown() {
		panel.ReaderHref = paths.To(paths.Issue, slug, i.ID)
	}
	if p.Upload != nil {
		panel.SourceName, panel.SourceHref = p.Upload.Name, paths.To(paths.DeskUpload, slug, i.ID, p.Upload.ID)
	}
	return panel
}

// stepRows show how a review stands, step by step.
func stepRows(ctx context.Context, steps []newsroom.StepShown) []components.Step {
	var out []components.Step
	for _, st := range steps {
		row := components.Step{Name: st.Name}
		switch {
		case st.Decision != nil:
			row.State, row.Who, row.At, row.Note = components.StepDone, st.Decision.By, st.Decision.CreatedAt, decisionNote(ctx, *st.Decision)
		case st.AtWork:
			row.State, row.Who, row.Note = components.StepAtWork, strings.Join(st.Holders, "、"), views.DueNote(ctx, st.Deadline, st.Overdue)
		default:
			row.Who = strings.Join(st.Holders, "、")
		}
		out = append(out, row)
	}
	return out
}

// decisionNote is a decision's opinion and, in brackets, how it came in: 由×××代录.
func decisionNote(ctx context.Context, d newsroom.DecisionShown) string {
	var parts []string
	if d.Authority != nil {
		parts = append(parts, i18n.T(ctx, "delegation.by", i18n.D{"Name": d.Authority.Signer}))
	}
	if d.Recorder != "" {
		parts = append(parts, i18n.T(ctx, "review.recorded_by", i18n.D{"Name": d.Recorder}))
	}
	if len(d.Checked) > 0 {
		parts = append(parts, i18n.T(ctx, "check.done"))
	}
	if d.CarriedFrom != nil {
		parts = append(parts, i18n.T(ctx, "review.carried"))
	}
	if len(parts) == 0 {
		return d.Opinion
	}
	return d.Opinion + "（" + strings.Join(parts, "；") + "）"
}
