package handlers_test

import (
	"net/http"
	"strconv"
	"testing"
	"time"
)

func TestASignedIssueIsScheduledChangedAndCancelledOnItsPages(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	signer := h.signedIn(t, "signer")
	issue := desk("/issues/" + strconv.FormatInt(h.issues["signed"].ID, 10))
	asked := signer.open(issue+"/do/schedule").says(t, "按 Asia/Shanghai 时间填写（UTC+08:00）", "重新打开或作废会同时取消定时")
	f := asked.form(t, `[name="due"]`)
	if got := f.values.Get("due"); got != "2026-11-03T09:00" {
		t.Errorf("tomorrow at nine is offered as %q", got)
	}
	for typed, problem := range map[string]string{"": "请填写日期和时间", "2026-11-31T09:00": "请填写日期和时间", "2026-11-02T09:00": "请填写将来的时间"} {
		signer.send(f.set("due", typed)).wants(t, http.StatusUnprocessableEntity).says(t, problem)
	}
	at := "本期定于 2026年11月3日 08:30 自动发布（Asia/Shanghai）。"
	signer.submits(f.set("due", "2026-11-03T08:30")).says(t, at, "由某signer设定", "更改发布时间")
	h.signedIn(t, "editor").open(issue).says(t, at)
	signer.open(desk("/issues")).says(t, "定时发布")
	signer.open(desk("")).says(t, "定于 2026年11月3日 08:30 发布")
	signer.open(issue+"/do/reopen").says(t, "原定 2026年11月3日 08:30 的定时发布随之取消。")
	signer.submits(signer.open(issue+"/do/schedule").says(t, "改到新的时间").form(t, `[name="due"]`).set("due", "2026-11-03T10:00")).says(t, "本期定于 2026年11月3日 10:00")
	signer.submits(signer.open(issue+"/do/unschedule").form(t, `form[action$="/unschedule"]`)).says(t, "定时发布已取消")
	signer.submits(signer.open(issue+"/do/schedule").form(t, `[name="due"]`).set("due", "2026-11-03T10:00"))
	h.clock.Advance(26 * time.Hour)
	must(t, h.news.PublishDue(t.Context()))
	signer = h.signedIn(t, "signer")
	signer.open(issue).says(t, "本期发布晚于原定时间", "当时系统没有运行")
	signer.open(issue+"/history").says(t, "设定发布时间", "取消定时发布", "2026-11-03 10:00 +08:00")
}
