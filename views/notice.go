package views

import (
	"context"
	"strconv"
	"strings"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// NoticesVM is what one was told of in a bulletin, unread ones first. Its form posts role and until to paths.NoticesRead.
type NoticesVM struct {
	Slug   string
	Unread int
	Until  int64 // newest notice shown
	Lines  []NoticeRow
	Paging components.PaginationProps
}

// NoticeRow is one notice.
type NoticeRow struct {
	models.NoticeLine
	Href   string
	Unread bool
}

// noticeDay are the notices of one day, unread or read.
type noticeDay struct {
	day    string
	unread bool
	rows   []NoticeRow
}

// days groups the rows, which come in order.
func (vm NoticesVM) days(ctx context.Context) (out []noticeDay) {
	for _, row := range vm.Lines {
		day := i18n.Date(ctx, row.At)
		if n := len(out); n == 0 || out[n-1].day != day || out[n-1].unread != row.Unread {
			out = append(out, noticeDay{day: day, unread: row.Unread})
		}
		last := &out[len(out)-1]
		last.rows = append(last.rows, row)
	}
	return out
}

func (vm NoticesVM) meta(ctx context.Context) string {
	if vm.Unread == 0 {
		return ""
	}
	return i18n.T(ctx, "notice.meta", i18n.D{"Count": vm.Unread})
}

func (vm NoticesVM) readAll() string { return paths.To(paths.NoticesRead, vm.Slug) }

func (vm NoticesVM) until() string { return strconv.FormatInt(vm.Until, 10) }

func (d noticeDay) title(ctx context.Context) string {
	if d.unread {
		return i18n.T(ctx, "notice.unread")
	}
	return i18n.T(ctx, "notice.read")
}

func (r NoticeRow) who(ctx context.Context) string {
	if r.Who == "" {
		return i18n.T(ctx, "notice.system")
	}
	return r.Who
}

func (r NoticeRow) stamp() string { return r.At.UTC().Format(time.RFC3339) }

// NoticeText puts a notice into words.
func NoticeText(ctx context.Context, l models.NoticeLine) string {
	who := l.Who
	if who == "" {
		who = i18n.T(ctx, "notice.system")
	}
	from, to, _ := strings.Cut(l.Days, " – ")
	return i18n.T(ctx, "notice."+string(l.Kind), i18n.D{
		"From": dateLine(ctx, from), "To": dateLine(ctx, to), "Who": who, "Issue": l.Issue, "Step": l.Step, "About": l.About, "Role": layout.RoleName(ctx, l.Role),
	})
}
