package newsroom_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/argon2"

	"jianbao/internal/files"
	"jianbao/internal/newsroom"
	"jianbao/internal/redline"
	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/models"
	"jianbao/views"
)

// clock is a clock that tests move by hand.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// failingRenderer cannot draw.
type failingRenderer struct{}

func (failingRenderer) Render(context.Context, string, models.EditionContent) (models.Fragments, error) {
	return models.Fragments{}, errors.New("out of ink")
}

func (r failingRenderer) RenderDraft(ctx context.Context, slug string, c models.EditionContent) (models.Fragments, error) {
	return r.Render(ctx, slug, c)
}

func (r failingRenderer) RenderPreview(ctx context.Context, token string, c models.EditionContent) (models.Fragments, error) {
	return r.Render(ctx, token, c)
}

func (failingRenderer) SignOffSheet(context.Context, models.SignOffRecord, redline.IssueDiff, *time.Location) models.SignOffSheet {
	return models.SignOffSheet{}
}

// with is the same office with another renderer.
func (o *office) with(tb testing.TB, r newsroom.Renderer) *newsroom.Newsroom {
	tb.Helper()
	return newsroom.New(newsroom.Config{Store: o.store, Files: o.kept, Render: r, Location: time.UTC, Logger: slog.New(slog.DiscardHandler), Hashing: cheap})
}

// office is a small office with one bulletin and the people of a whole review.
type office struct {
	*newsroom.Newsroom
	t        *testing.T // of the subtest whose office this is
	store    *store.Store
	kept     *files.Store
	clock    *clock
	bulletin models.Bulletin
	// Two editors, two proofreaders (who record), two reviewers, two signers, and the others.
	editor, editor2, proofreader, proofreader2, first, second, signer, signer2, auditor, reader, admin models.Actor
}

const password = "correct horse battery"

// eachOffice runs fn with a fresh office on every database there is.
func eachOffice(t *testing.T, fn func(o *office)) {
	t.Helper()
	storetest.Each(t, func(db storetest.Database) {
		o := newOffice(db.T, db.Open)
		o.t = db.T
		fn(o)
	})
}

func newOffice(tb testing.TB, open func(func() time.Time) *store.Store) *office {
	tb.Helper()
	o := &office{clock: &clock{now: storetest.Start}}
	o.store = open(o.clock.Now)
	kept, err := files.Open(filepath.Join(tb.TempDir(), "files"))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = kept.Close() })
	o.kept = kept
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		tb.Fatal(err)
	}
	o.Newsroom = newsroom.New(newsroom.Config{
		Store: o.store, Files: kept, Render: views.EditionRenderer{}, Location: shanghai, Logger: slog.New(slog.DiscardHandler), Hashing: cheap,
	})
	o.bulletin = models.Bulletin{
		Slug: "kfqy", Name: "开放前沿", Host: "省自贸办", Phone: "0000-1234567", Access: models.Public, ArticleNumbering: models.Continuous, CadenceDays: 7,
		Chain: models.DefaultChain(), Amendments: true, Separation: true, PaperDecisions: true,
	}
	write(tb, o.store, func(tx *store.Tx) error { return tx.CreateBulletin(&o.bulletin) })
	write(tb, o.store, func(tx *store.Tx) error {
		return tx.CreateSeries(&models.Series{BulletinID: o.bulletin.ID, Kind: models.Regular, FirstNumber: 87})
	})
	for _, p := range []struct {
		into *models.Actor
		name string
		role models.Role
	}{
		{&o.editor, "林编辑", models.Editor},
		{&o.editor2, "陈编辑", models.Editor},
		{&o.proofreader, "校对甲", models.Proofreader},
		{&o.proofreader2, "校对乙", models.Proofreader},
		{&o.first, "初审员", models.Reviewer},
		{&o.second, "复审员", models.Reviewer},
		{&o.signer, "签发人", models.Signer},
		{&o.signer2, "副签发人", models.Signer},
		{&o.auditor, "审计员", models.Auditor},
		{&o.reader, "读者", models.Reader},
		{&o.admin, "管理员", models.Admin},
	} {
		*p.into = o.person(tb, p.name, p.role)
	}
	return o
}

// person makes a user with one role.
func (o *office) person(tb testing.TB, name string, role models.Role) models.Actor {
	tb.Helper()
	u := models.User{Login: fmt.Sprintf("u%x", name), Name: name, PasswordHash: cheapHash(tb), Administrator: role == models.Admin}
	write(tb, o.store, func(tx *store.Tx) error {
		if err := tx.CreateUser(&u); err != nil || role == models.Admin {
			return err
		}
		return tx.CreateMembership(&models.Membership{UserID: u.ID, BulletinID: o.bulletin.ID, Role: role})
	})
	return models.Actor{UserID: u.ID, Name: name, BulletinID: o.bulletin.ID, Role: role, IP: "127.0.0.1"}
}

func write(tb testing.TB, s *store.Store, fn func(tx *store.Tx) error) {
	tb.Helper()
	if err := s.Write(tb.Context(), fn); err != nil {
		tb.Fatal(err)
	}
}

// must ends the test on an error.
func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// refused checks that err has the code and mentions the key, in its own right or in one of its fields.
func refused(tb testing.TB, err error, code models.Code, key string) {
	tb.Helper()
	if models.CodeOf(err) != code || !strings.Contains(err.Error(), key) {
		tb.Errorf("got %v, want %s %s", err, code, key)
	}
}

// source is a small bulletin as a text file.
func source(number int) []byte {
	return fmt.Appendf(nil, `开放前沿

第%d期

主办：省自贸办　　2026年11月2日

一、澜江实践

（一）口岸通关提速

北屿口岸推行提前申报，平均通关时间压缩到三小时以内，企业反映良好。

（二）保税维修起步

青圩保税区首批维修设备进区，全年计划维修二百台套，带动就业三百人。

二、制度创新

（三）清单管理落地

全省统一的事项清单正式施行，办理时限平均缩短一半，材料减少三成。
`, number)
}

// imported is an issue made from source by an editor.
func (o *office) imported(tb testing.TB, a models.Actor, number int) models.Issue {
	tb.Helper()
	issue, _, err := o.ImportFile(tb.Context(), a, "issue.txt", source(number), true)
	must(tb, err)
	return issue
}

// articles lists the ids of an issue's articles in order.
func (o *office) articles(tb testing.TB, issue int64) []int64 {
	tb.Helper()
	c, err := o.Contents(tb.Context(), o.editor, issue)
	must(tb, err)
	var ids []int64
	for _, s := range c.Sections {
		for _, art := range s.Articles {
			ids = append(ids, art.ID)
		}
	}
	return ids
}

// retext saves an article with its first paragraph replaced.
func (o *office) retext(tb testing.TB, a models.Actor, article int64, text, confirm string) error {
	tb.Helper()
	p, err := o.Article(tb.Context(), a, article)
	must(tb, err)
	t := p.Revision.Text
	t.Body.Blocks = append([]models.Block(nil), t.Body.Blocks...)
	t.Body.Blocks[0].Inlines = models.Text(text)
	_, err = o.SaveArticle(tb.Context(), a, article, newsroom.SaveArticle{Base: p.Article.RevisionID, Text: t, Confirm: confirm})
	return err
}

// hash is the manifest hash that a page would show now.
func (o *office) hash(tb testing.TB, a models.Actor, issue int64) string {
	tb.Helper()
	p, err := o.Review(tb.Context(), a, issue)
	must(tb, err)
	return p.Hash
}

// approve approves as a page would.
func (o *office) approve(tb testing.TB, a models.Actor, issue int64, opinion string) error {
	tb.Helper()
	in := newsroom.Approval{Hash: o.hash(tb, a, issue), Opinion: opinion}
	if a.Role == models.Signer {
		in.Password = password
	}
	return o.Approve(tb.Context(), a, issue, in)
}

// signed is an issue that has passed the whole chain on screen.
func (o *office) signed(tb testing.TB, number int) models.Issue {
	tb.Helper()
	issue := o.imported(tb, o.editor, number)
	must(tb, o.Submit(tb.Context(), o.editor, issue.ID))
	for _, a := range []models.Actor{o.first, o.second, o.signer} {
		must(tb, o.approve(tb, a, issue.ID, "同意"))
	}
	return issue
}

// signedWithRecord is signed, but for the first step: its decision, given too, was recorded from paper.
func (o *office) signedWithRecord(tb testing.TB, number int) (issue models.Issue, decision int64) {
	tb.Helper()
	issue = o.imported(tb, o.editor, number)
	must(tb, o.Submit(tb.Context(), o.editor, issue.ID))
	must(tb, o.RecordDecision(tb.Context(), o.proofreader, issue.ID, newsroom.Record{
		Verdict: models.Approved, Way: models.OnPaper, By: o.first.UserID, DecidedOn: "2026-11-02", Opinion: "同意", Code: models.CheckCode(o.hash(tb, o.first, issue.ID)),
	}))
	must(tb, o.approve(tb, o.second, issue.ID, "同意"))
	must(tb, o.approve(tb, o.signer, issue.ID, "同意"))
	p, err := o.Review(tb.Context(), o.first, issue.ID)
	must(tb, err)
	return issue, p.Steps[0].Decision.ID
}

// published is a signed issue that readers can read.
func (o *office) published(tb testing.TB, number int) models.Issue {
	tb.Helper()
	issue := o.signed(tb, number)
	must(tb, o.Publish(tb.Context(), o.signer, issue.ID))
	must(tb, o.DrainOutbox(tb.Context()))
	return issue
}

// state reads an issue as it stands.
func (o *office) state(tb testing.TB, id int64) models.Issue {
	tb.Helper()
	var i models.Issue
	must(tb, o.store.Read(tb.Context(), func(tx *store.Tx) (err error) {
		i, err = tx.Issue(id)
		return err
	}))
	return i
}

// entries counts the audit log.
func (o *office) entries(tb testing.TB) int64 {
	tb.Helper()
	r, err := o.VerifyAudit(tb.Context(), "")
	must(tb, err)
	if len(r.Faults) > 0 {
		tb.Fatalf("the audit log is broken: %v", r.Faults)
	}
	return r.Entries
}

// replacement unwraps the confirmation that an error asks for.
func replacement(tb testing.TB, err error) *newsroom.Replacement {
	tb.Helper()
	r, ok := errors.AsType[*newsroom.Replacement](err)
	if !ok {
		tb.Fatalf("got %v, want a confirmation", err)
	}
	return r
}

// cheap is the least that argon2id takes: tests are not about its cost.
var cheap = newsroom.Hashing{Memory: 8, Passes: 1}

// cheapHash is the hash of password, worked out once.
var hashOnce = sync.OnceValue(func() string {
	salt := []byte("0123456789abcdef")
	enc := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=19$m=8,t=1,p=1$%s$%s", enc(salt), enc(argon2.IDKey([]byte(password), salt, 1, 8, 1, 32)))
})

func cheapHash(tb testing.TB) string {
	tb.Helper()
	return hashOnce()
}

// returning is a return that names articles as wholes.
func returning(reason string, articles ...int64) newsroom.Returning {
	out := newsroom.Returning{Category: models.ReturnFacts, Reason: reason}
	for _, id := range articles {
		out.Points = append(out.Points, newsroom.PointNamed{Article: id})
	}
	return out
}
