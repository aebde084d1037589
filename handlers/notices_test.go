package handlers_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"jianbao/internal/mail/mailtest"
	"jianbao/internal/paths"
	"jianbao/internal/store"
	"jianbao/models"
)

// bell is what the bell of a page says.
func bell(t *testing.T, got answer) string {
	t.Helper()
	label, _ := got.page(t).Find(".bell").Attr("aria-label")
	return label
}

func TestAReviewerHearsOfASubmissionAndReadsIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	slug, b := h.bulletin.Slug, h.signedIn(t, "first")
	list := paths.To(paths.Notices, slug)
	if got := b.post(paths.To(paths.NoticesRead, slug), "role", "reviewer", "until", "999999"); got.to != list {
		t.Fatalf("marked all, one is led to %q", got.to)
	}
	h.submit(t, h.issues["draft"].ID)
	todo := b.get(paths.To(paths.ToDo, slug))
	if got := bell(t, todo); got != "消息，1 条未读" {
		t.Errorf("the bell says %q", got)
	}
	rows := b.get(list).page(t).Find(".notice-unread a")
	href, _ := rows.Attr("href")
	if rows.Length() != 1 || rows.Text() != "开放前沿 第711期轮到您审核" {
		t.Fatalf("%d unread: %q", rows.Length(), rows.Text())
	}
	if got := b.get(href); got.to != paths.To(paths.IssueReview, slug, h.issues["draft"].ID) {
		t.Errorf("the notice leads to %q", got.to)
	}
	if got := bell(t, b.get(list)); got != "消息" {
		t.Errorf("afterwards the bell says %q", got)
	}
	if got := b.get(paths.To(paths.Notice, slug, 999999)); got.status != http.StatusNotFound {
		t.Errorf("a notice that is none answers %d", got.status)
	}
}

func TestNoticesAndMailsHoldNoTextOfWhatIsNotPublished(t *testing.T) {
	t.Parallel()
	house := newHouse(t, (*house).giveAddresses)
	must(t, house.news.DrainMail(t.Context()))
	taken := house.mail.Taken()
	if len(taken) == 0 {
		t.Fatal("there is no mail")
	}
	for _, m := range taken {
		if words := canaries.FindAllString(m.Plain(), -1); len(words) > 0 {
			t.Errorf("a mail to %s says %q:\n%s", m.To, words, m.Plain())
		}
	}
	for who, b := range house.browsers(t) {
		got := b.get(paths.To(paths.Notices, house.bulletin.Slug))
		if words := canaries.FindAllString(got.body, -1); len(words) > 0 {
			t.Errorf("the notices of %s say %q", who, words)
		}
	}
}

// giveAddresses has everybody get mail.
func (h *house) giveAddresses(t *testing.T) {
	t.Helper()
	for who, a := range h.people {
		a.BulletinID, a.Role = 0, ""
		must(t, h.news.SetMail(t.Context(), a, who+"@example.gov.cn", models.DefaultMail()))
	}
}

func TestMailIsSetUpOnOnesAccount(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	u := a.person(t, "wang", models.Reviewer)
	b, admin := a.signedIn(t, "wang"), a.signedIn(t, "admin")
	form := b.get(paths.Account).page(t).Find(`form[action="` + paths.AccountMail + `"]`)
	if form.Length() != 1 || form.Find(`[name=topics][checked]`).Length() != len(models.NoticeTopics) {
		t.Fatalf("the form is not there, or does not begin with everything on")
	}
	got := b.post(paths.AccountMail, "email", "wang", "when", "daily", "hour", "9")
	if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "请填写完整的邮箱地址") || !strings.Contains(got.body, `value="wang"`) {
		t.Errorf("a bad address answers %d", got.status)
	}
	if got := b.post(paths.AccountMail, "email", "wang@example.gov.cn", "when", "daily", "hour", "9", "topics", "work"); got.to != paths.Account {
		t.Errorf("a good one answers %d %q", got.status, got.to)
	}
	must(t, a.store.Read(t.Context(), func(tx *store.Tx) (err error) {
		u, err = tx.User(u.ID)
		return err
	}))
	if u.Email != "wang@example.gov.cn" || u.Mail.When != models.MailDaily || u.Mail.Hour != 9 || !u.Mail.Wants(models.TopicWork) || u.Mail.Wants(models.TopicReview) {
		t.Errorf("stored is %s %+v", u.Email, u.Mail)
	}
	if got := admin.post(paths.To(paths.UserEmail, u.ID), "role", "admin", "version", strconv.FormatInt(u.Version, 10), "email", "li@example.gov.cn"); got.to != paths.To(paths.User, u.ID) {
		t.Errorf("the administrator's change answers %d", got.status)
	}
}

func TestAMailThatWasGivenUpStandsOnThePageOfAdministrators(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	admin := h.signedIn(t, "admin")
	must(t, h.news.SetMail(t.Context(), h.people["first"], "first@example.gov.cn", models.DefaultMail()))
	h.submit(t, h.issues["draft"].ID)
	h.mail.Become(mailtest.Behaviour{Recipient: mailtest.Refused})
	if err := h.news.DrainMail(t.Context()); err == nil {
		t.Fatal("the mail was sent")
	}
	page := admin.get(paths.MailRoom).page(t)
	row := page.Find(".row")
	if !strings.Contains(row.Text(), "某first · first@example.gov.cn") || !strings.Contains(row.Text(), "no such mailbox here") || page.Find(".rail .count").Text() != "1" {
		t.Fatalf("the page says %q, the rail %q", row.Text(), page.Find(".rail .count").Text())
	}
	retry, _ := row.Find("form").First().Attr("action")
	h.mail.Become(mailtest.Behaviour{})
	if got := admin.post(retry, "role", "admin"); got.to != paths.MailRoom {
		t.Errorf("trying again answers %d", got.status)
	}
	h.clock.Advance(time.Second)
	must(t, h.news.DrainMail(t.Context()))
	if len(h.mail.Taken()) != 1 || admin.get(paths.MailRoom).page(t).Find(".row").Length() != 0 {
		t.Errorf("%d mails arrived", len(h.mail.Taken()))
	}
}
