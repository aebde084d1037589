package views

import (
	"context"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// EditionsVM is the page of what was published of an issue, and what became of it.
type EditionsVM struct {
	Slug     string
	Issue    int64
	Label    string // 第232期
	State    IssueState
	Back     components.Link
	Buttons  []EventButton
	Editions []EditionRow // newest first
	Articles []GapRow
	Records  []RecordRow // newest first
}

// EditionRow is one edition.
type EditionRow struct {
	Number      int
	Who         string // 签发人 于 2026年11月2日 09:00 发布
	Hash        string
	Live        bool
	CompareHref string // with the edition before; empty: there is none, or it may not be read
}

func (r EditionRow) name(ctx context.Context) string {
	if r.Number > 1 {
		return i18n.T(ctx, "editions.corrected", i18n.D{"Number": r.Number})
	}
	return i18n.T(ctx, "editions.first")
}

// GapRow is an article of the live edition, and what can be done to it.
type GapRow struct {
	Article int64
	Title   string // with its number
	Gone    models.Event
	Events  []models.Event
}

// RecordRow is something that was done after publication.
type RecordRow struct {
	Text   string // 撤下 （一）口岸通关提速
	Who    string
	Reason string
}

var gapVerbs = map[models.Event]string{models.EventTakeDown: "gap.take_down.verb", models.EventWithdraw: "gap.withdraw.verb", models.EventRestore: "gap.restore.verb"}

var gapStates = map[models.Event]string{"": "editions.shown", models.EventTakeDown: "gap.state.take_down", models.EventWithdraw: "gap.state.withdraw"}

func (vm EditionsVM) gapHref(article int64, e models.Event) string {
	return paths.To(paths.ArticleEvent, vm.Slug, vm.Issue, article, string(e))
}

// GapVM asks before an article of a published issue is taken out of readers' sight, or shown again.
type GapVM struct {
	Slug    string
	Issue   int64
	Article int64
	Version int64
	Label   string // 第232期
	Title   string // of the article
	Event   models.Event
	Reason  string // as typed
}

var gapTitles = map[models.Event]string{models.EventTakeDown: "gap.take_down.title", models.EventWithdraw: "gap.withdraw.title", models.EventRestore: "gap.restore.title"}

func (vm GapVM) confirm(ctx context.Context) components.ConfirmProps {
	data := i18n.D{"Label": vm.Label}
	if vm.Event == models.EventRestore {
		return components.ConfirmProps{Happens: []string{i18n.T(ctx, "gap.restored.1", data)}}
	}
	return components.ConfirmProps{
		Happens: []string{i18n.T(ctx, "gap.happens.1", data), i18n.T(ctx, "gap.happens.2"), i18n.T(ctx, "gap.happens.3")},
		Visible: i18n.T(ctx, "gap.visible"), Final: []string{i18n.T(ctx, "gap.final")},
	}
}

func (vm GapVM) password() bool {
	t, _ := models.TransitionFor(vm.Event)
	return t.Password
}

func (vm GapVM) button(ctx context.Context) components.ButtonProps {
	b := components.ButtonProps{Label: i18n.T(ctx, gapVerbs[vm.Event]), Kind: components.Danger}
	if vm.Event == models.EventRestore {
		b.Kind = components.Primary
	}
	return b
}

func (vm GapVM) back() string { return paths.To(paths.IssueEditions, vm.Slug, vm.Issue) }
