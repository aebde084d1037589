package views

import (
	"context"
	"time"

	"jianbao/internal/i18n"
	"jianbao/models"
	"jianbao/views/components"
)

// IssueState is where an issue stands on both axes, as lists and heads show it.
type IssueState struct {
	Workflow models.Workflow
	Standing models.Standing
	Step     string               // name of the step at work, while reviewing
	Schedule models.ScheduleState // waiting or failed; else empty
	Archival bool                 // an archive issue (补录)
}

// look is how one state is drawn.
type look struct {
	key   string
	tone  components.Tone
	shape components.Shape
}

var workflowLooks = map[models.Workflow]look{
	models.Drafting:  {"state.drafting", components.Neutral, components.Ring},
	models.Reviewing: {"state.reviewing", components.Info, components.Half},
	models.Returned:  {"state.returned", components.Warn, components.Turn},
	models.Signed:    {"state.signed", components.Good, components.Diamond},
	models.Voided:    {"state.voided", components.Neutral, components.Cross},
}

var standingLooks = map[models.Standing]look{
	models.Normal:    {"state.published", components.Good, components.Disc},
	models.TakenDown: {"state.taken_down", components.Bad, components.Pause},
	models.Withdrawn: {"state.withdrawn", components.Bad, components.Cross},
	models.Archived:  {"state.archived", components.Neutral, components.Box},
}

func (l look) chip(ctx context.Context) components.ChipProps {
	return components.ChipProps{Text: i18n.T(ctx, l.key), Tone: l.tone, Shape: l.shape}
}

// chips are the states worth showing: once an edition is live, that it is signed goes without saying.
func (s IssueState) chips(ctx context.Context) []components.ChipProps {
	var out []components.ChipProps
	standing, live := standingLooks[s.Standing]
	if !live || s.Workflow != models.Signed {
		chip := workflowLooks[s.Workflow].chip(ctx)
		if s.Workflow == models.Reviewing && s.Step != "" {
			chip.Text = i18n.T(ctx, "state.at_step", i18n.D{"Step": s.Step})
		}
		out = append(out, chip)
	}
	if live {
		out = append(out, standing.chip(ctx))
	}
	if s.Archival {
		out = append(out, look{"state.archival", components.Neutral, components.Box}.chip(ctx))
	}
	if l, ok := scheduleLooks[s.Schedule]; ok {
		out = append(out, l.chip(ctx))
	}
	return out
}

var kindNames = map[models.IssueKind]string{
	models.Regular:    "issue.kind.regular",
	models.Supplement: "issue.kind.supplement",
	models.Special:    "issue.kind.special",
}

var accessNames = map[models.Access]string{
	models.Public:   "issue.access.public",
	models.Members:  "issue.access.members",
	models.Internal: "issue.access.internal",
}

var originNames = map[models.Origin]string{
	models.OriginUnspecified: "article.origin.none",
	models.OriginSent:        "article.origin.sent",
	models.OriginInvited:     "article.origin.invited",
	models.OriginExcerpt:     "article.origin.excerpt",
	models.OriginReprint:     "article.origin.reprint",
	models.OriginOwn:         "article.origin.own",
}

var wayNames = map[models.Way]string{
	models.OnScreen:    "way.screen",
	models.OnPaper:     "way.paper",
	models.ByTelephone: "way.telephone",
}

var verdictNames = map[models.Verdict]string{
	models.Approved:     "verdict.approved",
	models.ReturnedBack: "verdict.returned",
}

// options offers every value of a list under its name, in the list's order.
func options[T ~string](ctx context.Context, values []T, names map[T]string) []components.Option {
	out := make([]components.Option, 0, len(values))
	for _, v := range values {
		out = append(out, components.Option{Value: string(v), Label: i18n.T(ctx, names[v])})
	}
	return out
}

// day writes a stored date, 2026-09-28, as it is read: 2026年9月28日. Anything else stays as it is.
func day(ctx context.Context, iso string) string {
	t, err := time.ParseInLocation(time.DateOnly, iso, i18n.Location(ctx))
	if err != nil {
		return iso
	}
	return i18n.Date(ctx, t)
}
