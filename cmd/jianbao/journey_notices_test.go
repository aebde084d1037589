package main

import (
	"testing"

	"jianbao/internal/testenv"
)

// hearsOf checks the number beside the bell.
func (p *person) hearsOf(unread string) {
	p.t.Helper()
	if got := p.text(".bell"); got != unread {
		p.t.Errorf("%s: the bell says %q on %s, want %q", p.name, got, p.path(), unread)
	}
}

func TestJourneyOfANoticeFromSubmissionToReading(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)
	reviewer := j.staff("reviewer1")
	reviewer.open("/desk/b/kfqy/notices")
	if len(reviewer.texts(".bell .count")) > 0 {
		reviewer.press("全部标为已读")
		reviewer.sees("消息已全部标为已读。")
	}
	reviewer.hearsOf("")

	editor := j.staff("editor1")
	editor.press("继续编辑")
	issue := editor.path()
	editor.submits(issue)
	editor.hearsOf("")

	reviewer.open("/desk/b/kfqy")
	reviewer.hearsOf("1")
	reviewer.sees("待我审核", "第93期")
	reviewer.fitsAPhone()
	reviewer.open("/desk/b/kfqy/notices")
	reviewer.sees("1 条未读")
	reviewer.keepsNobodyOut(axe)
	reviewer.fitsAPhone()
	reviewer.press("开放前沿 第93期轮到您审核")
	reviewer.at(issue + "/review")
	reviewer.hearsOf("")
	reviewer.open("/desk/b/kfqy/notices")
	reviewer.sees("已读", "开放前沿 第93期轮到您审核")
}
