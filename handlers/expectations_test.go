package handlers_test

import (
	"net/http"
	"slices"
	"testing"

	"jianbao/internal/store"
	"jianbao/models"
)

// Expectations that are no status.
const (
	right   = 0  // may do it; what becomes of it is another matter
	refused = -1 // 403 or 404: there is no object whose existence could tell them apart
)

// facts is what the policy looks at when somebody acts on an issue, read from the database and not from the newsroom.
type facts struct {
	issue     models.Issue
	run       models.Run
	decisions []models.Decision
	drafters  []models.Contribution
	bulletin  models.Bulletin
}

func (h *house) facts(t *testing.T, name string) facts {
	t.Helper()
	f := facts{issue: h.issues[name], bulletin: h.bulletin}
	must(t, h.store.Read(t.Context(), func(tx *store.Tx) (err error) {
		if f.drafters, err = tx.Contributors(f.issue.ID); err != nil || f.issue.RunID == nil {
			return err
		}
		if f.run, err = tx.Run(*f.issue.RunID); err != nil {
			return err
		}
		f.decisions, err = tx.Decisions(f.issue.ID)
		return err
	}))
	return f
}

func (f facts) circumstances(role models.Role, user int64) models.Circumstances {
	c := models.Circumstances{
		Submitted: f.issue.Submitted(), Amendments: f.run.Amends(), PaperDecisions: f.run.Paper, EditorsPublish: f.bulletin.EditorsPublish, Access: f.issue.Access,
	}
	if f.run.State == models.RunOpen {
		c.HoldsStep, c.StepIsSignOff = f.run.HeldBy(role, user), f.run.Chain.SignOff(f.run.Step)
	}
	for _, d := range f.decisions {
		c.Named = c.Named || d.ActorID == user && d.RecorderID != nil && d.ObjectedAt == nil
	}
	return c
}

// member reports whether somebody works for the bulletin at all.
func member(who string) bool { return who != "outsider" && who != "visitor" }

// atDesk is what everybody meets before the desk: visitors are sent to sign in, and who does not work there finds nothing.
func atDesk(then func(who string) int) func(string) int {
	return func(who string) int {
		switch {
		case who == "visitor":
			return http.StatusSeeOther
		case !member(who):
			return http.StatusNotFound
		}
		return then(who)
	}
}

// always is the same for everybody.
func always(status int) func(string) int { return func(string) int { return status } }

// signedIn is for whoever has an account.
func signedIn(status int) func(string) int {
	return func(who string) int {
		if who == "visitor" {
			return http.StatusSeeOther
		}
		return status
	}
}

// owner is for one person; to others it does not exist.
func owner(login string, status int) func(string) int {
	return func(who string) int {
		switch who {
		case "visitor":
			return http.StatusSeeOther
		case login:
			return status
		}
		return http.StatusNotFound
	}
}

// adminOnly finds nothing for others.
func adminOnly(status int) func(string) int {
	return func(who string) int {
		switch who {
		case "visitor":
			return http.StatusSeeOther
		case "admin":
			return status
		}
		return http.StatusNotFound
	}
}

// can is for the roles that may do something in any circumstances; others get otherwise.
func can(action models.Action, c models.Circumstances, status, otherwise int) func(string) int {
	return atDesk(func(who string) int {
		if models.Can(roleOf[who], action, c) {
			return status
		}
		return otherwise
	})
}

// sees is for whoever may read the working copy of an issue; to others it does not exist.
func (h *house) sees(f facts, then func(who string, c models.Circumstances) int) func(string) int {
	return atDesk(func(who string) int {
		c := f.circumstances(roleOf[who], h.people[who].UserID)
		if !models.Can(roleOf[who], models.ReadUnpublished, c) {
			return http.StatusNotFound
		}
		return then(who, c)
	})
}

// edits is for whoever may change an issue's contents.
func (h *house) edits(f facts) func(string) int {
	return h.sees(f, func(who string, c models.Circumstances) int {
		if models.Can(roleOf[who], models.EditContent, c) {
			return right
		}
		return http.StatusForbidden
	})
}

// writes is for whoever may change an issue's texts, by editing or by amending in their step.
func (h *house) writes(f facts) func(string) int {
	return h.sees(f, func(who string, c models.Circumstances) int {
		if models.Can(roleOf[who], models.EditContent, c) || f.issue.Workflow == models.Reviewing && models.Can(roleOf[who], models.Amend, c) {
			return right
		}
		return http.StatusForbidden
	})
}

// takesOver is what the page answers that asks before an article is taken over. Nobody is in any: it leads back at once.
func (h *house) takesOver(f facts) func(string) int {
	return h.sees(f, func(who string, c models.Circumstances) int {
		edit, _ := models.TransitionFor(models.EventEdit)
		replace, _ := models.TransitionFor(models.EventReplace)
		switch {
		case !models.Can(roleOf[who], models.ManageDraft, c):
			return http.StatusForbidden
		case !edit.Possible(f.issue) && !replace.Possible(f.issue):
			return http.StatusConflict
		}
		return http.StatusSeeOther
	})
}

// reads is for whoever may read the edition of an issue.
func (h *house) reads(f facts) func(string) int { return f.reads(f.issue.Access) }

// readsArticle is for whoever may read an article of it.
func (h *house) readsArticle(f facts, n int) func(string) int {
	class := f.issue.Access
	if own := ownClasses[h.nameOf(f.issue.ID)]; n < len(own) {
		class = models.Stricter(class, own[n])
	}
	return f.reads(class)
}

// readsWhole is for whoever may read every article of it.
func (h *house) readsWhole(f facts) func(string) int {
	class := f.issue.Access
	for _, own := range ownClasses[h.nameOf(f.issue.ID)] {
		class = models.Stricter(class, own)
	}
	return f.reads(class)
}

// reads is for whoever may read what has an access class in the issue.
func (f facts) reads(class models.Access) func(string) int {
	return func(who string) int {
		listed := who == "listed" && slices.Contains(f.issue.ListedUnits, unit)
		switch {
		case f.issue.EditionID == nil, !models.Can(roleOf[who], models.ReadEdition, models.Circumstances{Access: class, Listed: listed}):
			return http.StatusNotFound
		case f.issue.Standing != models.Normal:
			return http.StatusGone
		}
		return http.StatusOK
	}
}

// published is what the page of editions answers: it is for whoever works for the bulletin.
func (h *house) published(f facts) func(string) int {
	return atDesk(func(who string) int {
		if f.issue.EditionID == nil || !models.Can(roleOf[who], models.ReadUnpublished, models.Circumstances{Submitted: true}) {
			return http.StatusNotFound
		}
		return http.StatusOK
	})
}

// asksGap is what the page before an act on one article of a published issue answers. No article of the house is out of sight alone.
func (h *house) asksGap(f facts, e models.Event) func(string) int {
	t, ok := models.TransitionFor(e)
	seen := h.published(f)
	return func(who string) int {
		switch got := seen(who); {
		case got == http.StatusOK && !ok:
			return http.StatusNotFound
		case got != http.StatusOK:
			return got
		case !models.Can(roleOf[who], t.Action, models.Circumstances{}):
			return http.StatusForbidden
		case e == models.EventRestore || !f.issue.Shown():
			return http.StatusConflict
		}
		return http.StatusOK
	}
}

func (h *house) doesGap(f facts, e models.Event) func(string) int {
	asks := h.asksGap(f, e)
	return func(who string) int {
		if got := asks(who); got != http.StatusOK && got != http.StatusConflict {
			return got
		}
		return right
	}
}

// keeps is what the archive of an issue answers: it is for those who may read issues before they are published.
func (h *house) keeps(f facts) func(string) int {
	return func(who string) int {
		if !models.Can(roleOf[who], models.ReadUnpublished, models.Circumstances{Submitted: true}) {
			return http.StatusNotFound
		}
		return h.reads(f)(who)
	}
}

// clears is what clearing a warning of the preflight answers.
func (h *house) clears(f facts) func(string) int {
	return h.sees(f, func(who string, c models.Circumstances) int {
		if models.Can(roleOf[who], models.ClearFinding, c) {
			return right
		}
		return http.StatusForbidden
	})
}

// previews is for whoever may make preview links of an issue.
func (h *house) previews(f facts, status int) func(string) int {
	return h.sees(f, func(who string, c models.Circumstances) int {
		if models.Can(roleOf[who], models.PreviewLinks, c) {
			return status
		}
		return http.StatusForbidden
	})
}

// retries is what asking for missing files again answers.
func (h *house) retries(f facts) func(string) int {
	return h.sees(f, func(who string, c models.Circumstances) int {
		switch {
		case f.issue.EditionID == nil:
			return http.StatusNotFound
		case !models.Can(roleOf[who], models.EditContent, c):
			return http.StatusForbidden
		}
		return right
	})
}

// discusses is what comments and proposals answer: what has not to do with the state is found out before it.
func (h *house) discusses(f facts) func(string) int {
	return h.sees(f, func(who string, c models.Circumstances) int {
		if models.Can(roleOf[who], models.WriteComments, c) {
			return right
		}
		return http.StatusForbidden
	})
}

// proposes is what the form of a proposal answers for no block.
func (h *house) proposes(f facts) func(string) int {
	t, _ := models.TransitionFor(models.EventPropose)
	return h.sees(f, func(who string, c models.Circumstances) int {
		switch {
		case !models.Can(roleOf[who], models.WriteComments, c):
			return http.StatusForbidden
		case f.issue.DeletedAt != nil || !t.Possible(f.issue):
			return http.StatusConflict
		}
		return http.StatusNotFound
	})
}

// asks is what the page before an act answers.
func (h *house) asks(f facts, e models.Event) func(string) int {
	t, ok := models.TransitionFor(e)
	return h.sees(f, func(who string, c models.Circumstances) int {
		switch {
		case !ok || slices.Contains([]models.Event{models.EventEdit, models.EventAmend, models.EventReplace, models.EventClear, models.EventAnswer, models.EventComment, models.EventPropose, models.EventAdmit}, e):
			return http.StatusNotFound
		case !models.Can(roleOf[who], t.Action, c):
			return http.StatusForbidden
		case !t.Possible(f.issue) || !f.also(e, h.people[who].UserID):
			return http.StatusConflict
		case e == models.EventRecord && !f.mayRecord(h.people[who].UserID):
			return http.StatusForbidden
		}
		return http.StatusOK
	})
}

// does is what the act itself answers to those who may not. Approving and signing off are one act: which of the two it is,
// the step at work says.
func (h *house) does(f facts, e models.Event) func(string) int {
	if f.run.State == models.RunOpen && (e == models.EventApprove || e == models.EventSignOff) {
		e = models.EventApprove
		if f.run.Chain.SignOff(f.run.Step) {
			e = models.EventSignOff
		}
	}
	asks := h.asks(f, e)
	return func(who string) int {
		if got := asks(who); got != http.StatusOK && got != http.StatusConflict {
			return got
		}
		return right
	}
}

// also is what product.md adds to the table of states: only the submitter recalls, and only before anybody acted; only what was
// never submitted is deleted.
func (f facts) also(e models.Event, user int64) bool {
	switch e {
	case models.EventRecall:
		return f.run.SubmittedBy == user && len(f.decisions) == 0
	case models.EventDelete:
		return f.issue.RunID == nil
	case models.EventUnschedule:
		return false // nothing in the house is scheduled
	default:
		return true
	}
}

// mayRecord: the recorder is no contributor and records at most one step.
func (f facts) mayRecord(user int64) bool {
	return !slices.ContainsFunc(f.drafters, func(c models.Contribution) bool { return c.UserID == user }) &&
		!slices.ContainsFunc(f.decisions, func(d models.Decision) bool {
			return d.RecorderID != nil && *d.RecorderID == user && d.Step != f.run.Step
		})
}
