package views

import (
	"context"
	"time"

	"jianbao/internal/i18n"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// ReplaceVM asks before an editor changes anything of an issue under review: it names the approvals that this costs. Its form
// posts to Action what was posted before, as Fields, and besides role, version and confirm (the hash of the manifest that the
// page was drawn for). Its second button posts the same with op=edit and without having confirmed: back to writing.
type ReplaceVM struct {
	Subject string // the article's title, or the number
	Back    components.Link
	Action  string // address of the form
	Version int64
	Confirm string
	Fields  []layout.Field
	Lost    []LostApproval
	Step    string // name of the step the run goes back to
	Editor  bool   // the address answers op=edit with its form: articles do
}

// LostApproval is an approval that would no longer stand.
type LostApproval struct {
	Step    string
	Who     string
	At      time.Time
	Opinion string
}

// line is the approval in words: 初审：周明远，2026年11月1日 18:32，“同意”.
func (l LostApproval) line(ctx context.Context) string {
	out := l.Step + "：" + l.Who + "，" + i18n.DateTime(ctx, l.At)
	if l.Opinion != "" {
		out += "，“" + l.Opinion + "”"
	}
	return out
}
