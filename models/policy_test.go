package models_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianbao/models"
)

// situation is one state of an issue as one actor meets it.
type situation struct {
	name  string
	issue models.Issue
	c     models.Circumstances
}

func situations() []situation {
	run, edition := int64(1), int64(1)
	state := func(w models.Workflow, s models.Standing) models.Issue {
		i := models.Issue{Workflow: w, Standing: s}
		if w != models.Drafting {
			i.RunID = &run
		}
		if s != models.Unpublished {
			i.EditionID = &edition
		}
		return i
	}
	var out []situation
	add := func(name string, i models.Issue, c models.Circumstances) {
		c.Submitted = i.Submitted()
		out = append(out, situation{name, i, c})
	}
	reviewing := state(models.Reviewing, models.Unpublished)
	add("drafting", state(models.Drafting, models.Unpublished), models.Circumstances{})
	add("reviewing, another's step", reviewing, models.Circumstances{Amendments: true})
	add("reviewing, own step", reviewing, models.Circumstances{HoldsStep: true, Amendments: true})
	add("reviewing, own step, amendments off", reviewing, models.Circumstances{HoldsStep: true})
	add("reviewing, own sign-off", reviewing, models.Circumstances{HoldsStep: true, StepIsSignOff: true, Amendments: true})
	add("reviewing, paper decisions on", reviewing, models.Circumstances{PaperDecisions: true})
	add("returned", state(models.Returned, models.Unpublished), models.Circumstances{})
	add("signed", state(models.Signed, models.Unpublished), models.Circumstances{})
	add("signed, editors publish", state(models.Signed, models.Unpublished), models.Circumstances{EditorsPublish: true})
	add("signed, recorded in own name", state(models.Signed, models.Unpublished), models.Circumstances{Named: true})
	add("voided", state(models.Voided, models.Unpublished), models.Circumstances{})
	for _, access := range models.AccessClasses {
		add("published, "+string(access), state(models.Signed, models.Normal), models.Circumstances{Access: access})
	}
	add("published, internal, listed", state(models.Signed, models.Normal), models.Circumstances{Access: models.Internal, Listed: true})
	correcting := state(models.Drafting, models.Normal)
	correcting.Correcting = true
	add("correction being drafted", correcting, models.Circumstances{})
	correcting.Workflow, correcting.RunID = models.Signed, &run
	add("correction signed", correcting, models.Circumstances{EditorsPublish: true})
	add("archived", state(models.Signed, models.Archived), models.Circumstances{})
	add("taken down", state(models.Signed, models.TakenDown), models.Circumstances{})
	add("withdrawn", state(models.Signed, models.Withdrawn), models.Circumstances{})
	return out
}

// TestThePolicyMatrixIsTheOneThatWasReviewed shows the whole matrix role × action × situation; a change of one cell shows in
// the difference of the golden file.
func TestThePolicyMatrixIsTheOneThatWasReviewed(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for _, s := range situations() {
		fmt.Fprintf(&b, "## %s\n", s.name)
		for _, r := range models.Rules {
			var who []string
			for _, role := range models.Roles {
				if models.Can(role, r.Action, s.c) {
					who = append(who, string(role))
				}
			}
			fmt.Fprintf(&b, "%-16s %s\n", r.Action, strings.Join(who, " "))
		}
		fmt.Fprintln(&b)
	}
	golden(t, "testdata/policy.golden", b.String())
}

// TestTheEventsOfEachSituationAreTheOnesThatWereReviewed joins the policy with the workflow: who can do what to an issue then.
func TestTheEventsOfEachSituationAreTheOnesThatWereReviewed(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for _, s := range situations() {
		fmt.Fprintf(&b, "## %s\n", s.name)
		for _, role := range models.Roles {
			var events []string
			for _, tr := range models.Transitions {
				if tr.Possible(s.issue) && models.Can(role, tr.Action, s.c) {
					events = append(events, string(tr.Event))
				}
			}
			fmt.Fprintf(&b, "%-12s %s\n", role, strings.Join(events, " "))
		}
		fmt.Fprintln(&b)
	}
	golden(t, "testdata/workflow.golden", b.String())
}

func TestAnUnknownRoleActionOrConditionIsDenied(t *testing.T) {
	t.Parallel()
	all := models.Circumstances{Submitted: true, HoldsStep: true, Amendments: true, PaperDecisions: true, EditorsPublish: true, Access: models.Public, Listed: true, Named: true}
	if models.Can("root", models.EditContent, all) || models.Can("", models.ReadUnpublished, all) || models.Can(models.Editor, "fly", all) {
		t.Error("something unknown was allowed")
	}
}

func TestTheAdministratorHasNoEditorialRights(t *testing.T) {
	t.Parallel()
	all := models.Circumstances{Submitted: true, HoldsStep: true, Amendments: true, PaperDecisions: true, EditorsPublish: true, Access: models.Public, Named: true}
	allowed := []models.Action{models.ReadEdition, models.ManageBulletin, models.ReadAudit}
	for _, r := range models.Rules {
		if models.Can(models.Admin, r.Action, all) != slices.Contains(allowed, r.Action) {
			t.Errorf("admin and %s", r.Action)
		}
	}
}

func TestEveryEventHasExactlyOneRowAndOneRule(t *testing.T) {
	t.Parallel()
	seen := map[models.Event]bool{}
	for _, tr := range models.Transitions {
		if seen[tr.Event] {
			t.Errorf("%s has two rows", tr.Event)
		}
		seen[tr.Event] = true
		if !slices.ContainsFunc(models.Rules, func(r models.Rule) bool { return r.Action == tr.Action }) {
			t.Errorf("%s needs %s, which no rule gives", tr.Event, tr.Action)
		}
	}
}
