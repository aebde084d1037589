package handlers

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// eventForm is everything that the page of an act may ask for.
type eventForm struct {
	Hash     string   `form:"hash"`
	Reason   string   `form:"reason"`
	Password string   `form:"password"`
	Opinion  string   `form:"opinion"`
	Override string   `form:"override"`
	Decision int64    `form:"decision"`
	Confirm  string   `form:"confirm"` // submission: the points that are still open were seen
	Category string   `form:"category"`
	Places   []string `form:"place"` // returns: every place of the form, and beside each its note
	Notes    []string `form:"note"`
	Named    []string `form:"named"` // the places that were ticked
	Checked  []string `form:"checked"`
	Due      string   `form:"due"`
	when     time.Time
}

func (f eventForm) approval() newsroom.Approval {
	return newsroom.Approval{Hash: f.Hash, Opinion: f.Opinion, Override: f.Override, Password: f.Password, Checked: proofItems(f.Checked)}
}

// eventActs carries out each event. What is not here cannot be posted.
var eventActs = map[models.Event]func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, f eventForm) error{
	models.EventSubmit: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, f eventForm) error {
		if f.Confirm != "" {
			return n.SubmitOpen(ctx, a, id, f.Hash)
		}
		return n.SubmitShown(ctx, a, id, f.Hash)
	},
	models.EventRecall: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, _ eventForm) error {
		return n.Recall(ctx, a, id)
	},
	models.EventApprove: approveEvent,
	models.EventSignOff: approveEvent,
	models.EventReturn: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, f eventForm) error {
		return n.Return(ctx, a, id, f.returning())
	},
	models.EventRead: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, _ eventForm) error {
		return n.MarkRead(ctx, a, id)
	},
	models.EventObject: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, f eventForm) error {
		return n.ObjectTo(ctx, a, id, f.Decision, f.Reason)
	},
	models.EventReopen: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, f eventForm) error {
		return n.Reopen(ctx, a, id, f.Reason, f.Password)
	},
	models.EventVoid: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, f eventForm) error {
		return n.Void(ctx, a, id, models.EventVoid, f.Reason, "")
	},
	models.EventVoidSigned: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, f eventForm) error {
		return n.Void(ctx, a, id, models.EventVoidSigned, f.Reason, f.Password)
	},
	models.EventDelete: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, _ eventForm) error {
		return n.DeleteIssue(ctx, a, id)
	},
	models.EventPublish: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, _ eventForm) error {
		return n.Publish(ctx, a, id)
	},
	models.EventSchedule: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, f eventForm) error {
		return n.Schedule(ctx, a, id, f.when)
	},
	models.EventUnschedule: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, _ eventForm) error {
		return n.Unschedule(ctx, a, id)
	},
	models.EventTakeDown: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, f eventForm) error {
		return n.TakeDown(ctx, a, id, f.Reason)
	},
	models.EventWithdraw: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, f eventForm) error {
		return n.Withdraw(ctx, a, id, f.Reason, f.Password)
	},
	models.EventCorrect: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, _ eventForm) error {
		return n.Correct(ctx, a, id)
	},
	models.EventGiveUp: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, _ eventForm) error {
		return n.GiveUpCorrection(ctx, a, id)
	},
	models.EventArchive: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, f eventForm) error {
		return n.Archive(ctx, a, id, f.Password)
	},
	models.EventRestore: func(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, f eventForm) error {
		return n.Restore(ctx, a, id, f.Reason, f.Password)
	},
}

func approveEvent(ctx context.Context, n *newsroom.Newsroom, a models.Actor, id int64, f eventForm) error {
	return n.Approve(ctx, a, id, f.approval())
}

// event shows the page that asks before an act.
func (s *Server) event(c echo.Context) error {
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	e := models.Event(c.Param("event"))
	if _, ok := eventActs[e]; !ok && e != models.EventRecord {
		return models.NotFound()
	}
	p, err := s.news.Ask(c.Request().Context(), s.actor(c), id, e)
	if err != nil {
		return err
	}
	if e == models.EventRecord {
		return s.drawRecord(c, http.StatusOK, p, recordForm{}, nil)
	}
	var f eventForm
	if e == models.EventReturn {
		if f, err = s.marked(c, id); err != nil {
			return err
		}
	}
	f.Decision, _ = strconv.ParseInt(c.QueryParam("decision"), 10, 64)
	return s.drawEvent(c, http.StatusOK, p, e, f, nil)
}

// accessOf is who may read what an act is about: the working copy, or the live edition for whoever may read nothing but that.
func accessOf(p newsroom.ReviewPage) views.AccessShown {
	if p.Content.Manifest.Access == "" {
		return views.AccessShown{Access: p.Issue.Access, Units: p.Issue.ListedUnits}
	}
	return views.AccessOf(p.Content)
}

// drawEvent draws the page of an act, with what was typed and what is wrong with it.
func (s *Server) drawEvent(c echo.Context, status int, p newsroom.ReviewPage, e models.Event, f eventForm, problem error) error {
	ctx := c.Request().Context()
	page := s.page(c, "")
	page.Title = views.EventVerb(ctx, e) + " · " + p.Issue.Label()
	problems := components.ProblemsOf(ctx, problem)
	vm := views.EventVM{
		Slug: p.Bulletin.Slug, IssueID: p.Issue.ID, Version: p.Issue.Version, Label: p.Issue.Label(), State: stateOf(p.Issue, stepName(p.Run)), Event: e, Hash: p.Hash,
		Access: accessOf(p), Bulletin: p.Bulletin.Name, Reason: f.Reason, Opinion: f.Opinion,
		Override: p.Override, Because: f.Override, Steps: stepRows(ctx, p.Steps), Schedule: s.scheduleVM(p, e, f.Due),
	}
	if p.Issue.Correcting {
		vm.Edition = p.Issue.CorrectionEdition
	}
	var err error
	if vm.Proof, err = s.proofBefore(c, p.Issue.ID, e); err != nil {
		return err
	}
	if e == models.EventSubmit { // asks for nothing: what is wrong stands in the issue itself
		vm.Blockers = submissionBlockers(ctx, vm.Proof, problems)
		unsaved, err := s.news.UnsavedIn(ctx, s.actor(c), p.Issue.ID)
		if err != nil && models.CodeOf(err) != models.CodeConflict { // it was submitted meanwhile: the blockers say so
			return err
		}
		vm.Unsaved = unsavedRows(p.Bulletin.Slug, s.actor(c), unsaved)
		if vm.Points, err = s.pointsOf(c, p.Issue.ID, placesOnDeskOf(p)); err != nil {
			return err
		}
		page.Problems = slices.DeleteFunc(problems, func(one components.Problem) bool { return one.Field != "confirm" })
	} else {
		page.Problems = problems
	}
	if e == models.EventApprove || e == models.EventSignOff {
		vm.Checklist = checklist(p, f.Checked)
	}
	if e == models.EventReturn {
		vm.Return = returnForm(p.Content, f)
	}
	if e == models.EventObject {
		i := slices.IndexFunc(p.Recorded, func(d newsroom.DecisionShown) bool { return d.ID == f.Decision })
		if i < 0 {
			return models.NotFound()
		}
		recorded := recordedDecision(ctx, p.Bulletin.Slug, p.Issue, p.Recorded[i])
		vm.Decision = &recorded
	}
	return s.render(c, status, views.EventPage(page, vm))
}

// doEvent carries out an act.
func (s *Server) doEvent(c echo.Context) error {
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	e := models.Event(c.Param("event"))
	if e == models.EventRecord {
		return s.record(c, id)
	}
	act, ok := eventActs[e]
	if !ok {
		return models.NotFound()
	}
	var f eventForm
	if err := s.bind(c, &f); err != nil {
		return err
	}
	f.when = due(f.Due, s.location)
	ctx, a := c.Request().Context(), s.actor(c)
	if err := act(ctx, s.news, a, id, f); err != nil {
		return s.eventRefused(c, id, e, f, err)
	}
	return s.eventDone(c, id, e)
}

// eventRefused shows the page of the act again when something typed was wrong; approvals come back on the reviewer's page.
func (s *Server) eventRefused(c echo.Context, id int64, e models.Event, f eventForm, err error) error {
	if code := models.CodeOf(err); code != models.CodeInvalid && code != models.CodeConflict {
		return err
	}
	p, again := s.news.AskAgain(c.Request().Context(), s.actor(c), id, e)
	if again != nil {
		return again
	}
	if e == models.EventApprove || e == models.EventSignOff {
		return s.drawReview(c, statusOf(err), p, f, err)
	}
	return s.drawEvent(c, statusOf(err), p, e, f, err)
}

// toList are the events after which there is nothing more to do on the issue's own page.
var toList = []models.Event{models.EventDelete}

// toDoNext are the events after which the next thing to do is somewhere else.
var toDoNext = []models.Event{models.EventApprove, models.EventReturn, models.EventObject}

// onEditions are the events after which the page of editions says how things stand.
var onEditions = []models.Event{models.EventCorrect, models.EventTakeDown, models.EventWithdraw, models.EventRestore}

func mayReadDrafts(a models.Actor) bool {
	return models.Can(a.Role, models.ReadUnpublished, models.Circumstances{})
}

func (s *Server) eventDone(c echo.Context, id int64, e models.Event) error {
	slug := c.Param("bulletin")
	href := paths.To(paths.DeskIssue, slug, id)
	switch {
	case slices.Contains(toList, e):
		href = paths.To(paths.Issues, slug)
	case slices.Contains(toDoNext, e):
		href = paths.To(paths.ToDo, slug)
	}
	if slices.Contains(onEditions, e) && !mayReadDrafts(s.actor(c)) { // a correction may be drafted that is not for their eyes
		href = paths.To(paths.IssueEditions, slug, id)
	}
	var undo *layout.Undo
	if e == models.EventDelete {
		undo = &layout.Undo{Action: paths.To(paths.IssueRestore, slug, id)}
	}
	s.flash(c, "flash."+string(e), models.Args{"Label": i18n.T(c.Request().Context(), "flash.this_issue")}, undo)
	return c.Redirect(http.StatusSeeOther, href)
}

// restoreIssue brings a deleted draft back.
func (s *Server) restoreIssue(c echo.Context) error {
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	if err := s.news.RestoreIssue(c.Request().Context(), s.actor(c), id); err != nil {
		return err
	}
	return s.done(c, paths.To(paths.DeskIssue, c.Param("bulletin"), id), "flash.undelete", nil)
}
