package main

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/internal/store"
	"jianbao/models"
	"jianbao/views"
)

// killRounds is in how many publications the server is killed; JIANBAO_KILLS=200 for more.
func killRounds(t *testing.T) int {
	t.Helper()
	text := os.Getenv("JIANBAO_KILLS")
	if text == "" {
		return 12
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("JIANBAO_KILLS: %q is no number of rounds", text)
	}
	return n
}

// killing is an office with signed issues, whose server is killed while it publishes them.
type killing struct {
	*storm
	signer *writer
	issues []int64
	usual  time.Duration // that a publication takes from its request to the answer
	// What became of them.
	told, untold, undone, editions int
}

func TestAKilledPublicationIsWholeOrHasNotHappened(t *testing.T) {
	t.Parallel()
	k := &killing{storm: &storm{t: t, dsn: filepath.Join(t.TempDir(), "jianbao.db"), data: t.TempDir()}}
	rounds := killRounds(t)
	k.prepare(rounds + 3)
	server, err := k.launch()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = server.Process.Kill(), server.Wait() }()
	k.signer.signIn(t.Context())
	k.measure(k.issues[:3])
	for _, issue := range k.issues[3:] {
		answered := make(chan bool, 1)
		go func() { answered <- k.publish(issue) == nil }()
		sleep(t.Context(), k.moment())
		_ = server.Process.Kill()
		_ = server.Wait()
		acknowledged := <-answered
		if server, err = k.launch(); err != nil {
			t.Fatal(err)
		}
		k.judge(issue, acknowledged)
	}
	_ = server.Process.Kill()
	_ = server.Wait()
	k.finish()
	t.Logf("%d publications, each killed at a random moment (one takes %s): %d acknowledged, %d done and not acknowledged, %d not done and published by a retry; %d editions, each of its own sign-off; audit and editions verified after every one",
		rounds, k.usual.Round(time.Millisecond), k.told, k.untold, k.undone, k.editions)
}

// moment is when the kill comes: mostly while the request is at work, sometimes while the files are made.
func (k *killing) moment() time.Duration {
	if rand.IntN(4) == 0 {
		return k.usual + rand.N(300*time.Millisecond)
	}
	return rand.N(k.usual * 5 / 4)
}

// prepare makes an office and signed issues. Its passwords cost little: they are not what is tested.
func (k *killing) prepare(issues int) {
	k.t.Helper()
	ctx := k.t.Context()
	k.open(func(o *office) {
		n := newsroom.New(newsroom.Config{
			Store: o.store, Files: o.files, Render: views.EditionRenderer{Lettering: lettering}, Location: time.UTC, Logger: slog.New(slog.DiscardHandler),
			Hashing: newsroom.Hashing{Memory: 8, Passes: 1},
		})
		b := newsroom.NewBulletin()
		b.Slug, b.Name, b.Host = "kfqy", "开放前沿", "省开放办"
		var err error
		if k.bulletin, err = n.CreateBulletin(ctx, newsroom.Console(), b, newsroom.Numbering{FirstNumber: 87}); err != nil {
			k.t.Fatal(err)
		}
		editor, first, second, signer := k.hire(ctx, n, "editor", models.Editor), k.hire(ctx, n, "first", models.Reviewer), k.hire(ctx, n, "second", models.Reviewer), k.hire(ctx, n, "signer", models.Signer)
		for i := range issues {
			issue, _, err := n.ImportFile(ctx, editor, "issue.txt", fmt.Appendf(nil, killText, 87+i), true)
			if err == nil {
				err = n.Submit(ctx, editor, issue.ID)
			}
			for _, a := range []models.Actor{first, second, signer} {
				if err == nil {
					err = approveAs(ctx, n, a, issue.ID)
				}
			}
			if err != nil {
				k.t.Fatal(err)
			}
			k.issues = append(k.issues, issue.ID)
		}
	})
	k.signer = newWriter(k.storm, k.users[len(k.users)-1])
}

const killText = "开放前沿\n\n第%d期\n\n主办：省开放办　　2026年11月2日\n\n一、澜江实践\n\n（一）口岸通关提速\n\n北屿口岸推行提前申报。\n\n（二）保税维修起步\n\n首批设备进区。\n\n二、制度创新\n\n（三）清单管理落地\n\n事项清单正式施行。\n"

var killTitles = []string{"口岸通关提速", "保税维修起步", "清单管理落地"}

func (k *killing) hire(ctx context.Context, n *newsroom.Newsroom, login string, role models.Role) models.Actor {
	k.t.Helper()
	u, _, err := n.CreateUser(ctx, newsroom.Console(), newsroom.NewUser{Login: login, Name: "职员" + login, Password: stormPassword})
	if err == nil {
		err = n.GiveRole(ctx, newsroom.Console(), u.ID, k.bulletin.ID, role)
	}
	if err != nil {
		k.t.Fatal(err)
	}
	k.users = append(k.users, u)
	return models.Actor{UserID: u.ID, Name: u.Name, BulletinID: k.bulletin.ID, Role: role}
}

func approveAs(ctx context.Context, n *newsroom.Newsroom, a models.Actor, issue int64) error {
	page, err := n.Review(ctx, a, issue)
	if err != nil {
		return err
	}
	in := newsroom.Approval{Hash: page.Hash, Opinion: "同意"}
	if a.Role == models.Signer {
		in.Password = stormPassword
	}
	return n.Approve(ctx, a, issue, in)
}

// publish has the signer publish an issue. An error is no acknowledgement.
func (k *killing) publish(issue int64) error {
	r, err := k.signer.ask(k.t.Context(), http.MethodPost, paths.To(paths.IssueEvent, k.bulletin.Slug, issue, string(models.EventPublish)), url.Values{"role": {string(models.Signer)}})
	if err == nil && r.status != http.StatusSeeOther {
		err = fmt.Errorf("publishing answers %d: %s", r.status, r.body)
	}
	return err
}

// measure publishes undisturbed and notes how long that takes.
func (k *killing) measure(issues []int64) {
	k.t.Helper()
	for _, issue := range issues {
		began := time.Now()
		if err := k.publish(issue); err != nil {
			k.t.Fatal(err)
		}
		k.usual = time.Since(began)
	}
	k.editions = len(issues)
}

// judge looks at an issue after the restart, and publishes it when that has not happened.
func (k *killing) judge(issue int64, acknowledged bool) {
	k.t.Helper()
	done := k.shown(issue)
	switch {
	case acknowledged && !done:
		k.t.Errorf("issue %d was published, the signer was told so, and it is gone", issue)
	case acknowledged:
		k.told++
	case done:
		k.untold++
	default:
		k.undone++
		k.verify(issue, false)
	}
	if err := k.publish(issue); err != nil { // where it is done already, this is the same request twice
		k.t.Fatal(err)
	}
	if k.editions++; !k.shown(issue) {
		k.t.Errorf("issue %d cannot be read after it was published", issue)
	}
	k.verify(issue, true)
}

// shown reads an issue as a visitor does: all of it, or nothing.
func (k *killing) shown(issue int64) bool {
	k.t.Helper()
	r, err := k.signer.ask(k.t.Context(), http.MethodGet, paths.To(paths.Issue, k.bulletin.Slug, issue), nil)
	if err != nil {
		k.t.Fatal(err)
	}
	for _, title := range killTitles {
		if strings.Contains(r.body, title) != (r.status == http.StatusOK) {
			k.t.Errorf("issue %d answers %d and is half there", issue, r.status)
		}
	}
	return r.status == http.StatusOK
}

// verify checks logs and editions as the commands do, and that the issue and its edition agree.
func (k *killing) verify(issue int64, published bool) {
	k.t.Helper()
	ctx := k.t.Context()
	k.open(func(o *office) {
		if r, err := o.news.VerifyAudit(ctx, ""); err != nil || len(r.Faults) > 0 {
			k.t.Errorf("the audit log: %v %v", r.Faults, err)
		}
		if r, err := o.news.VerifyEditions(ctx, newsroom.EditionScope{}); err != nil || len(r.Faults) > 0 || r.Editions != k.editions {
			k.t.Errorf("%d editions instead of %d: %v %v", r.Editions, k.editions, r.Faults, err)
		}
		err := o.store.Read(ctx, func(tx *store.Tx) error {
			i, err := tx.Issue(issue)
			if err != nil {
				return err
			}
			e, err := tx.EditionOfRun(*i.RunID)
			switch {
			case !published && (models.CodeOf(err) != models.CodeNotFound || i.EditionID != nil):
				k.t.Errorf("issue %d is not published and has edition %d (%v)", issue, e.ID, err)
			case published && (err != nil || i.EditionID == nil || *i.EditionID != e.ID || e.Number != 1):
				k.t.Errorf("issue %d and its edition %d (number %d) do not belong together: %v", issue, e.ID, e.Number, err)
			}
			return nil
		})
		if err != nil {
			k.t.Error(err)
		}
	})
}

// finish does the work that killed servers had begun, and counts the files. A claim on such work ends after a minute.
func (k *killing) finish() {
	k.t.Helper()
	ctx := k.t.Context()
	settings := officeSettings{files: filepath.Join(k.data, "files"), database: k.dsn, location: time.UTC, log: slog.New(slog.DiscardHandler)}
	o, err := openOffice(ctx, settings, func() time.Time { return time.Now().Add(2 * time.Hour) })
	if err != nil {
		k.t.Fatal(err)
	}
	defer func() { _ = o.Close() }()
	if err := o.news.DrainOutbox(ctx); err != nil {
		k.t.Error(err)
	}
	r, err := o.news.VerifyEditions(ctx, newsroom.EditionScope{})
	if err != nil || len(r.Faults) > 0 || r.Files != k.editions*len(models.FileFormats) {
		k.t.Errorf("%d files of %d editions: %v %v", r.Files, r.Editions, r.Faults, err)
	}
}
