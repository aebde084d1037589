package models_test

import (
	"fmt"
	"strings"
	"testing"

	"jianbao/models"
)

const generated = "<!-- Generated from the tables in models/ by `go test ./models -update`. Do not edit. -->\n\n"

func TestThePermissionsDocumentSaysWhatTheTableSays(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("# Permissions\n\n" + generated)
	b.WriteString("Per bulletin. Empty means denied. What somebody may not see does not exist for him (404); what he sees but may not do is forbidden (403).\n\n| action |")
	for _, role := range models.Roles {
		fmt.Fprintf(&b, " %s |", role)
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(models.Roles)) + "\n")
	for _, r := range models.Rules {
		fmt.Fprintf(&b, "| `%s` |", r.Action)
		for _, role := range models.Roles {
			fmt.Fprintf(&b, " %s |", conditionText[r.Who[role]])
		}
		b.WriteString("\n")
	}
	b.WriteString("\n`read_edition` is asked of the access class of an issue, and of each article in it: an article may have a stricter class than its issue, and is then not there for whoever reads the issue alone. ")
	b.WriteString("What is internal is read by readers who belong, by any membership in the bulletin, to a unit that the issue lists; files and pages as they print by whoever reads every article.\n")
	golden(t, "../docs/permissions.md", b.String())
}

var conditionText = map[models.Condition]string{
	models.Never: "", models.Always: "yes", models.FromSubmission: "from submission", models.OwnStep: "own step", models.OwnStepAmends: "own step, if amendments are on",
	models.OnSignOff: "own sign-off", models.IfDelegated: "sign-off by delegation", models.OwnOrDelegated: "own step, sign-off by delegation", models.IfPaper: "if decisions on paper are on", models.IfEditorsPublish: "if editors may publish", models.PublicOnly: "public",
	models.PublicOrMembers: "public, members", models.IfListed: "public, members, internal if listed", models.OwnIssues: "own issues", models.OwnRuns: "own runs",
	models.WithoutTexts: "without texts", models.IfNamed: "recorded in own name", models.IfInformed: "if informed",
}

func TestTheWorkflowDocumentSaysWhatTheTableSays(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("# Workflow\n\n" + generated)
	b.WriteString("An issue stands on two axes: its workflow and the standing of its live edition. Each row is something that can be done to it; — means unchanged. Some things are possible only while the working copy is ahead of what readers see (before the first edition, and during a correction), some only while it is what they see. Archive issues (from before this system) can only do what says so.\n\n")
	b.WriteString("| event | workflow | → | standing | → | working copy | archive issues | permission | asks for |\n|---|---|---|---|---|---|---|---|---|\n")
	for _, tr := range models.Transitions {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s | %s | `%s` | %s |\n", tr.Event, join(tr.Workflow), orDash(string(tr.To)), join(tr.Standing), orDash(string(tr.ToStanding)), orDash(string(tr.Copy)), orDash(string(tr.Backlog)), tr.Action, asks(tr))
	}
	b.WriteString("\n`approve` and `record` lead to the next step of the chain; on the last step a recorded sign-off leads to `signed`, and a recorded return to `returned`. A countersign step leads on when everybody named for it has approved. `submit` is refused while too few people could act on the chain; `recall` is for whoever submitted, before anybody has acted, or when too few people are left who can. `restore` leads back to archived where the issue had been archived before it was withdrawn.\n")
	golden(t, "../docs/workflow.md", b.String())
}

func join[T ~string](list []T) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return strings.Join(out, ", ")
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

func asks(t models.Transition) string {
	var out []string
	if t.Reason {
		out = append(out, "reason")
	}
	if t.Password {
		out = append(out, "password")
	}
	return strings.Join(out, ", ")
}
