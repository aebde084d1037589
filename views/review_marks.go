package views

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"jianbao/internal/i18n"
	"jianbao/internal/redline"
	"jianbao/models"
	"jianbao/views/components"
)

// SeenBefore is what changed since the reader of the page last looked at the issue in another state.
type SeenBefore struct {
	At      time.Time
	Diff    redline.IssueDiff
	Changes []ReviewChange // its texts
}

// ReviewMarks are how far the reader of the page has come: what they ticked as read, and what they would return. They are theirs
// alone, and wait on the server for another day or another machine.
//
// Each posts to Action: place (article, or article:block) and verdict (read, return, or empty to take it back).
type ReviewMarks struct {
	Action string
	Read   int
	Return int      // places to be named in a return
	Total  int      // articles
	Blocks []string // places of blocks to be named
}

// toggles offer both marks of an article.
func (a ReviewArticle) toggles(ctx context.Context) []markToggle {
	all := []markToggle{
		{verdict: models.MarkRead, icon: components.IconGood, label: i18n.T(ctx, "mark.read"), aria: i18n.T(ctx, "mark.read_of", i18n.D{"Title": a.Title})},
		{verdict: models.MarkReturn, icon: components.IconBack, label: i18n.T(ctx, "mark.return"), aria: i18n.T(ctx, "mark.return_of", i18n.D{"Title": a.Title})},
	}
	for i := range all {
		all[i].pressed = a.Mark == all[i].verdict
	}
	return all
}

// markToggle is one mark as a button.
type markToggle struct {
	verdict     models.MarkVerdict
	icon        components.IconName
	label, aria string
	pressed     bool
}

// value is what pressing it posts.
func (t markToggle) value() string {
	if t.pressed {
		return ""
	}
	return string(t.verdict)
}

func (t markToggle) state() string { return strconv.FormatBool(t.pressed) }

func (m ReviewMarks) progress(ctx context.Context) string {
	return i18n.T(ctx, "mark.progress", i18n.D{"Read": m.Read, "Total": m.Total})
}

// sheetMarks hand the sheet to the script that lets single blocks be named for a return.
func (vm ReviewVM) sheetMarks(ctx context.Context) templ.OrderedAttributes {
	if vm.Marks == nil || !vm.CanReturn {
		return nil
	}
	return templ.OrderedAttributes{
		{Key: "data-marks", Value: vm.Marks.Action},
		{Key: "data-named", Value: strings.Join(vm.Marks.Blocks, " ")},
		{Key: "data-name", Value: i18n.T(ctx, "mark.block")},
		{Key: "data-unname", Value: i18n.T(ctx, "mark.unblock")},
	}
}
