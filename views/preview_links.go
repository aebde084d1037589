package views

import (
	"context"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/views/components"
)

// PreviewLinksVM are the preview links of an issue.
type PreviewLinksVM struct {
	Slug        string
	IssueID     int64
	Label       string
	Now         time.Time
	Possible    bool   // a link can be made now
	Internal    bool   // it cannot, because the issue is internal
	New         string // the address of the link just made, shown once
	Name, Hours string // as typed
	MaxHours    int
	MaxOpenings int
	Links       []PreviewLinkRow
}

// PreviewLinkRow is one link.
type PreviewLinkRow struct {
	ID        int64
	Name      string // of who reads
	By        string // who made it
	At, Until time.Time
	Code      string
	Openings  int
	Open      bool // it still shows something
	Revoked   bool
	Expired   bool
	Older     bool // the issue has changed since
}

func (vm PreviewLinksVM) revokeHref(l PreviewLinkRow) string {
	return paths.To(paths.PreviewRevoke, vm.Slug, vm.IssueID, l.ID)
}

func (vm PreviewLinksVM) refusal(ctx context.Context) string {
	if vm.Internal {
		return i18n.T(ctx, "preview.never_internal")
	}
	return i18n.T(ctx, "preview.not_now")
}

func (l PreviewLinkRow) chip(ctx context.Context) components.ChipProps {
	switch {
	case l.Revoked:
		return components.ChipProps{Text: i18n.T(ctx, "preview.revoked"), Tone: components.Neutral, Shape: components.Cross}
	case l.Expired:
		return components.ChipProps{Text: i18n.T(ctx, "preview.expired"), Tone: components.Neutral, Shape: components.Cross}
	case !l.Open:
		return components.ChipProps{Text: i18n.T(ctx, "preview.dead"), Tone: components.Neutral, Shape: components.Cross}
	}
	return components.ChipProps{Text: i18n.T(ctx, "preview.open"), Tone: components.Good, Shape: components.Disc}
}

// OutsidePreviewVM is an unpublished issue as somebody outside the office reads it.
type OutsidePreviewVM struct {
	Name      string // of who reads
	Label     string
	At, Until time.Time
	Code      string
	Sheet     Sheet
}
