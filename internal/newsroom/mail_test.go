package newsroom_test

import (
	"context"
	"log/slog"
	netmail "net/mail"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"jianbao/internal/mail"
	"jianbao/internal/mail/mailtest"
	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/emails"
)

// posted is the same office with a real mail server, and an address for everybody.
func (o *office) posted(tb testing.TB, how mailtest.Behaviour) (*newsroom.Newsroom, *mailtest.Server) {
	tb.Helper()
	s := mailtest.Start(tb, how)
	shanghai := time.FixedZone("Asia/Shanghai", 8*60*60)
	n := newsroom.New(newsroom.Config{
		Store: o.store, Files: o.kept, Render: views.EditionRenderer{}, Location: shanghai, Logger: slog.New(slog.DiscardHandler), Hashing: cheap,
		Mail: newsroom.Mail{
			Sender: mail.New(mail.Config{
				Host: mailtest.Host, Port: s.Port, Security: mail.StartTLS, From: netmail.Address{Name: "简报", Address: "jianbao@example.gov.cn"}, Hello: "test.example", Roots: s.Roots, Now: o.clock.Now,
			}),
			Writer: emails.Writer{Base: "https://jianbao.example.gov.cn", Location: shanghai},
		},
	})
	for _, a := range []models.Actor{o.editor, o.editor2, o.first, o.second, o.signer} {
		write(tb, o.store, func(tx *store.Tx) error {
			u, err := tx.User(a.UserID)
			if err != nil {
				return err
			}
			u.Email = address(a)
			return tx.UpdateUser(&u)
		})
	}
	return n, s
}

// address is where somebody of the office gets mail.
func address(a models.Actor) string {
	return strings.Map(func(r rune) rune { return 'a' + r%26 }, a.Name) + "@example.gov.cn"
}

// to lists the mails that somebody got, as a person reads them.
func to(s *mailtest.Server, a models.Actor) (out []string) {
	for _, r := range s.Taken() {
		if r.To == address(a) {
			out = append(out, r.Plain())
		}
	}
	return out
}

func TestAMailTellsWhatHappenedAndLeadsThere(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		n, s := o.posted(t, mailtest.Behaviour{})
		issue := o.imported(t, o.editor, 87)
		must(t, n.Submit(ctx, o.editor, issue.ID))
		must(t, n.DrainMail(ctx))
		got := to(s, o.first)
		if len(got) != 1 || len(s.Taken()) != 2 {
			t.Fatalf("the first reviewer got %d mails of %d", len(got), len(s.Taken()))
		}
		p, err := n.Notices(ctx, o.first, 1)
		must(t, err)
		link := "https://jianbao.example.gov.cn/desk/b/kfqy/notices/" + strconv.FormatInt(p.Rows[0].ID, 10)
		for _, part := range []string{"开放前沿 第87期轮到您审核\n", link + "\n", `href="` + link + `"`, "初审员，您好", "https://jianbao.example.gov.cn/desk/account"} {
			if !strings.Contains(got[0], part) {
				t.Errorf("%q is missing in\n%s", part, got[0])
			}
		}
		for _, secret := range []string{"口岸", "保税", "src=", "<style", "<img"} {
			if strings.Contains(got[0], secret) {
				t.Errorf("the mail holds %q:\n%s", secret, got[0])
			}
		}
		must(t, n.DrainMail(ctx))
		if len(s.Taken()) != 2 {
			t.Error("a mail was sent twice")
		}
	})
}

func TestNobodyGetsMailTheyDoNotWantOrMayNotRead(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(o *office, n *newsroom.Newsroom, issue int64) error{
		"disabled": func(o *office, n *newsroom.Newsroom, _ int64) error {
			var u models.User
			must(o.t, o.store.Read(o.t.Context(), func(tx *store.Tx) (err error) {
				u, err = tx.User(o.first.UserID)
				return err
			}))
			return n.DisableUser(o.t.Context(), o.admin, u.ID, u.Version)
		},
		"no longer a reviewer": func(o *office, n *newsroom.Newsroom, _ int64) error {
			return n.TakeRole(o.t.Context(), o.admin, o.first.UserID, o.bulletin.ID, models.Reviewer)
		},
		"recalled": func(o *office, n *newsroom.Newsroom, issue int64) error {
			return n.Recall(o.t.Context(), o.editor, issue)
		},
		"read already": func(o *office, n *newsroom.Newsroom, _ int64) error {
			return n.ReadNotices(o.t.Context(), o.first, 1<<40)
		},
		"switched off": func(o *office, n *newsroom.Newsroom, _ int64) error {
			return n.SetMail(o.t.Context(), o.first, address(o.first), models.MailSettings{When: models.MailAtOnce, Off: []models.NoticeTopic{models.TopicWork}})
		},
		"never": func(o *office, n *newsroom.Newsroom, _ int64) error {
			return n.SetMail(o.t.Context(), o.first, address(o.first), models.MailSettings{When: models.MailNever})
		},
		"without an address": func(o *office, n *newsroom.Newsroom, _ int64) error {
			return n.SetMail(o.t.Context(), o.first, "", models.DefaultMail())
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			eachOffice(t, func(o *office) {
				t, ctx := o.t, o.t.Context()
				n, s := o.posted(t, mailtest.Behaviour{})
				issue := o.imported(t, o.editor, 87)
				must(t, n.Submit(ctx, o.editor, issue.ID))
				must(t, change(o, n, issue.ID))
				must(t, n.DrainMail(ctx))
				if got := to(s, o.first); len(got) != 0 {
					t.Errorf("there is mail: %s", got)
				}
			})
		})
	}
}

func TestTheDailyMailComesAtItsHourWithWhatIsStillUnread(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		n, s := o.posted(t, mailtest.Behaviour{})
		must(t, n.SetMail(ctx, o.first, address(o.first), models.MailSettings{When: models.MailDaily, Hour: 17}))
		one, two := o.imported(t, o.editor, 87), o.imported(t, o.editor, 88)
		must(t, n.Submit(ctx, o.editor, one.ID))
		must(t, n.Submit(ctx, o.editor, two.ID))
		must(t, n.DrainMail(ctx))
		if got := to(s, o.first); len(got) != 0 {
			t.Fatalf("there is mail at once: %s", got)
		}
		must(t, n.SetMail(ctx, o.first, address(o.first), models.MailSettings{When: models.MailDaily, Hour: 9})) // for the one that is planned, too
		now := o.clock.Now().In(time.FixedZone("Asia/Shanghai", 8*60*60))
		nine := time.Date(now.Year(), now.Month(), now.Day(), 9, 0, 0, 0, now.Location())
		if !nine.After(now) {
			nine = nine.AddDate(0, 0, 1)
		}
		o.clock.Advance(nine.Sub(now) - time.Second)
		must(t, n.DrainMail(ctx))
		if got := to(s, o.first); len(got) != 0 {
			t.Errorf("the mail comes before nine: %s", got)
		}
		o.clock.Advance(time.Second)
		must(t, n.DrainMail(ctx))
		got := to(s, o.first)
		if len(got) != 1 || !strings.HasPrefix(got[0], "简报：2 条未读消息\n") || !strings.Contains(got[0], "第87期") || !strings.Contains(got[0], "第88期") {
			t.Errorf("at nine there is %q", got)
		}
		o.clock.Advance(24 * time.Hour)
		must(t, n.DrainMail(ctx))
		if got := to(s, o.first); len(got) != 1 {
			t.Errorf("the next day there is %q, though nothing is new", got)
		}
	})
}

func TestAMailIsTriedAgainAndGivenUpInTheEnd(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		n, s := o.posted(t, mailtest.Behaviour{Content: mailtest.Temporary})
		issue := o.imported(t, o.editor, 87)
		must(t, n.Submit(ctx, o.editor, issue.ID))
		for range newsroom.MaxMailTries - 1 {
			if err := n.DrainMail(ctx); err == nil || !strings.Contains(err.Error(), "try again later") {
				t.Fatalf("got %v", err)
			}
			must(t, n.DrainMail(ctx)) // put off
			o.clock.Advance(time.Hour)
		}
		before, err := n.MailPage(ctx, o.admin)
		must(t, err)
		if before.GivenUp != 0 || len(before.Failures) == 0 || before.Waiting == 0 {
			t.Errorf("before the last try the page says %+v", before)
		}
		_ = n.DrainMail(ctx)
		after, err := n.MailPage(ctx, o.admin)
		must(t, err)
		if after.GivenUp != len(before.Failures) || after.Waiting != 0 || after.Failures[0].DoneAt == nil || after.Failures[0].Tries != newsroom.MaxMailTries || after.Failures[0].Email == "" {
			t.Errorf("after the last try the page says %+v", after)
		}
		counts, err := n.Counts(ctx, o.admin)
		must(t, err)
		if counts.Mail != after.GivenUp {
			t.Errorf("the rail counts %d", counts.Mail)
		}
		s.Become(mailtest.Behaviour{})
		must(t, n.RetryMail(ctx, o.admin, after.Failures[0].ID))
		must(t, n.ForgetMail(ctx, o.admin, after.Failures[1].ID))
		refused(t, n.ForgetMail(ctx, o.admin, after.Failures[1].ID), models.CodeNotFound, "")
		refused(t, n.RetryMail(ctx, o.editor, after.Failures[0].ID), models.CodeNotFound, "")
		must(t, n.DrainMail(ctx))
		last, err := n.MailPage(ctx, o.admin)
		must(t, err)
		if len(s.Taken()) != 1 || last.GivenUp != after.GivenUp-2 {
			t.Errorf("%d mails arrived, %d are given up", len(s.Taken()), last.GivenUp)
		}
	})
}

func TestAMailThatIsRefusedIsGivenUpAtOnceAndHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		n, s := o.posted(t, mailtest.Behaviour{Recipient: mailtest.Refused})
		issue := o.imported(t, o.editor, 87)
		must(t, n.Submit(ctx, o.editor, issue.ID))
		if err := n.DrainMail(ctx); err == nil || !strings.Contains(err.Error(), "no such mailbox") {
			t.Errorf("got %v", err)
		}
		p, err := n.MailPage(ctx, o.admin)
		must(t, err)
		if p.GivenUp != 2 || s.Asked() != 2 || !slices.ContainsFunc(p.Failures, func(f models.MailFailure) bool { return f.UserID == o.first.UserID && f.Tries == 1 }) {
			t.Errorf("asked %d times, the page says %+v", s.Asked(), p)
		}
		must(t, o.DrainOutbox(ctx)) // the other worker leaves mail alone
		if s.Asked() != 2 {
			t.Error("it was tried again")
		}
	})
}

func TestWithoutAServerMailIsThrownAwayAndNotKeptForLater(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		n, s := o.posted(t, mailtest.Behaviour{})
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, o.DrainMail(ctx))
		must(t, n.DrainMail(ctx))
		if len(s.Taken()) != 0 || o.SendsMail() || !n.SendsMail() {
			t.Errorf("%d old mails are sent", len(s.Taken()))
		}
	})
}

func TestMailSettingsAreCheckedAndLogged(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		refused(t, o.SetMail(ctx, o.first, "wang", models.DefaultMail()), models.CodeInvalid, "user.bad_email")
		refused(t, o.SetMail(ctx, o.first, "", models.MailSettings{When: "sometimes"}), models.CodeInvalid, "when")
		refused(t, o.SetMail(ctx, o.first, "", models.MailSettings{When: models.MailDaily, Hour: 24}), models.CodeInvalid, "hour")
		refused(t, o.SetEmail(ctx, o.editor, o.first.UserID, 1, "wang@example.gov.cn"), models.CodeNotFound, "")
		before := o.entries(t)
		must(t, o.SetMail(ctx, o.first, "wang@example.gov.cn", models.DefaultMail()))
		must(t, o.SetMail(ctx, o.first, "wang@example.gov.cn", models.DefaultMail()))
		if got := o.entries(t) - before; got != 1 {
			t.Errorf("%d entries", got)
		}
		refused(t, o.SetEmail(ctx, o.admin, o.first.UserID, 1, "li@example.gov.cn"), models.CodeConflict, "stale")
		must(t, o.SetEmail(ctx, o.admin, o.first.UserID, 2, "li@example.gov.cn"))
		if got := o.entries(t) - before; got != 2 {
			t.Errorf("%d entries", got)
		}
	})
}

func TestAStoppedServerLeavesTheMailItWasSendingToTheNext(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		stall := make(chan struct{})
		n, s := o.posted(t, mailtest.Behaviour{Stall: stall})
		t.Cleanup(func() { close(stall) })
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			n.RunMail(ctx)
		}()
		issue := o.imported(t, o.editor, 87)
		must(t, n.Submit(t.Context(), o.editor, issue.ID))
		<-stall // the worker was woken by the submission, and the mail server has the content and says nothing
		stop()
		<-ended
		s.Become(mailtest.Behaviour{})
		o.clock.Advance(time.Minute) // the lease of the one that was stopped
		must(t, n.DrainMail(t.Context()))
		if got := s.Taken(); len(got) != 2 {
			t.Errorf("%d mails arrived, want one for each reviewer", len(got))
		}
	})
}

func TestTwoServersSendEachMailOnce(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		n, s := o.posted(t, mailtest.Behaviour{})
		for number := 87; number < 97; number++ {
			must(t, n.Submit(ctx, o.editor, o.imported(t, o.editor, number).ID))
		}
		var working sync.WaitGroup
		for range 4 {
			working.Go(func() {
				if err := n.DrainMail(ctx); err != nil {
					t.Error(err)
				}
			})
		}
		working.Wait()
		seen := map[string]bool{}
		for _, m := range s.Taken() {
			id := m.To + m.ID()
			if seen[id] {
				t.Errorf("%s was sent twice", id)
			}
			seen[id] = true
		}
		if len(seen) != 20 { // to two reviewers
			t.Errorf("%d mails arrived", len(seen))
		}
	})
}
