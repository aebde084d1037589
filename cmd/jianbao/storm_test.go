package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/models"
)

// TestMain lets the test's own program be the server that a test kills: started with asProgram set, it is jianbao.
func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	if file := os.Getenv(asBare); file != "" {
		serveBare(file)
		return
	}
	os.Exit(runAll(m))
}

// runAll runs the tests with a folder for what they share.
func runAll(m *testing.M) int {
	var err error
	if offices, err = os.MkdirTemp("", "jianbao-journeys-"); err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(offices) }()
	return m.Run()
}

const asProgram = "JIANBAO_TEST_AS_PROGRAM"

// stormWriters is how many people write one article at once.
const stormWriters = 20

// stormWords is how many texts must have been acknowledged before a storm may end, however slow the machine is, and stormLimit
// how much longer than its time it may then take.
const (
	stormWords = 3 * stormWriters
	stormLimit = 3 * time.Minute
)

// stormTime is how long they write at least; JIANBAO_STORM=2m for longer.
func stormTime(t *testing.T) time.Duration {
	t.Helper()
	text := os.Getenv("JIANBAO_STORM")
	if text == "" {
		return 3 * time.Second
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// storm is one article that many write at once, on a server that is killed again and again.
type storm struct {
	t        *testing.T
	dsn      string
	data     string
	address  atomic.Pointer[string] // of the server that runs now
	bulletin models.Bulletin
	issue    int64
	article  int64
	users    []models.User
	kills    int
	told     atomic.Int64 // how often the server said that a text is safe
}

func TestNoAcknowledgedWordIsLostInAStorm(t *testing.T) {
	t.Parallel()
	for name, dsn := range map[string]func(testing.TB) string{
		"sqlite":   func(tb testing.TB) string { tb.Helper(); return filepath.Join(tb.TempDir(), "jianbao.db") },
		"postgres": storetest.Schema,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &storm{t: t, dsn: dsn(t), data: t.TempDir()}
			s.furnish()
			ledgers := s.rage()
			s.reckon(ledgers)
		})
	}
}

// open opens the storm's office beside the server.
func (s *storm) open(fn func(o *office)) {
	s.t.Helper()
	settings := officeSettings{files: filepath.Join(s.data, "files"), database: s.dsn, location: time.UTC, log: slog.New(slog.DiscardHandler)}
	o, err := openOffice(context.WithoutCancel(s.t.Context()), settings, time.Now)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = o.Close() }()
	fn(o)
}

const stormPassword = "four quiet herons wade"

// furnish makes a bulletin, its editors, and an issue of three articles.
func (s *storm) furnish() {
	s.t.Helper()
	ctx := s.t.Context()
	s.open(func(o *office) {
		b := newsroom.NewBulletin()
		b.Slug, b.Name, b.Host = "kfqy", "开放前沿", "省开放办"
		var err error
		if s.bulletin, err = o.news.CreateBulletin(ctx, newsroom.Console(), b, newsroom.Numbering{FirstNumber: 87}); err != nil {
			s.t.Fatal(err)
		}
		for i := range stormWriters {
			login := fmt.Sprintf("writer%02d", i)
			u, _, err := o.news.CreateUser(ctx, newsroom.Console(), newsroom.NewUser{Login: login, Name: "编辑" + login, Password: stormPassword})
			if err == nil {
				err = o.news.GiveRole(ctx, newsroom.Console(), u.ID, s.bulletin.ID, models.Editor)
			}
			if err != nil {
				s.t.Fatal(err)
			}
			s.users = append(s.users, u)
		}
		s.bring(ctx, o)
	})
}

// bring imports the issue; the first article is the one that all of them write.
func (s *storm) bring(ctx context.Context, o *office) {
	const text = "开放前沿\n\n第87期\n\n主办：省开放办　　2026年11月2日\n\n一、澜江实践\n\n（一）口岸通关提速\n\n北屿口岸推行提前申报。\n\n通关时间压缩到三小时以内。\n\n企业反映良好。\n\n" +
		"（二）保税维修起步\n\n首批设备进区。\n\n二、制度创新\n\n（三）清单管理落地\n\n事项清单正式施行。\n"
	a := models.Actor{UserID: s.users[0].ID, Name: s.users[0].Name, BulletinID: s.bulletin.ID, Role: models.Editor}
	issue, _, err := o.news.ImportFile(ctx, a, "issue.txt", []byte(text), true)
	if err != nil {
		s.t.Fatal(err)
	}
	c, err := o.news.Contents(ctx, a, issue.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	s.issue, s.article = issue.ID, c.Sections[0].Articles[0].ID
}

// launch starts the server as a process of its own and waits until it answers.
func (s *storm) launch() (*exec.Cmd, error) {
	cmd := exec.Command(os.Args[0], "serve", "--data", s.data, "--database", s.dsn, "--listen", "127.0.0.1:0", "--log-level", "error")
	cmd.Env = append(os.Environ(), asProgram+"=1")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if m := readyLine.FindStringSubmatch(lines.Text()); m != nil {
			s.address.Store(&m[1])
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return cmd, nil
		}
	}
	return nil, fmt.Errorf("the server was never ready: %w", cmd.Wait())
}

// rage has everybody write while the server is killed at any moment, and gives what each was told.
func (s *storm) rage() [][]entry {
	s.t.Helper()
	server, err := s.launch()
	if err != nil {
		s.t.Fatal(err)
	}
	writers := make([]*writer, len(s.users))
	for i, u := range s.users {
		writers[i] = newWriter(s, u)
		writers[i].signIn(s.t.Context())
	}
	least := time.Now().Add(stormTime(s.t))
	ctx, stop := context.WithDeadline(s.t.Context(), least.Add(stormLimit))
	defer stop()
	var work sync.WaitGroup
	for _, w := range writers {
		work.Go(func() { w.write(ctx) })
	}
	for ctx.Err() == nil && (time.Now().Before(least) || s.told.Load() < stormWords) {
		s.letThemWrite(ctx)
		_ = server.Process.Kill()
		_ = server.Wait()
		s.kills++
		if server, err = s.launch(); err != nil {
			s.t.Fatal(err)
		}
	}
	stop()
	work.Wait()
	_ = server.Process.Kill()
	_ = server.Wait()
	ledgers := make([][]entry, len(writers))
	for i, w := range writers {
		ledgers[i] = w.ledger
	}
	return ledgers
}

// letThemWrite waits for some acknowledgements, so that a slow machine gets anywhere at all.
func (s *storm) letThemWrite(ctx context.Context) {
	enough := s.told.Load() + 10 + rand.Int64N(50)
	for s.told.Load() < enough && ctx.Err() == nil {
		sleep(ctx, 2*time.Millisecond)
	}
}

// sleep waits, unless ctx ends first.
func sleep(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// shelf is everything that can be read of the article afterwards.
type shelf struct {
	main, side string           // all revisions, all side revisions
	copies     map[int64]string // working copies by their owner
}

func (s *storm) shelf() (out shelf) {
	s.t.Helper()
	out.copies = map[int64]string{}
	s.open(func(o *office) {
		if r, err := o.news.VerifyAudit(context.WithoutCancel(s.t.Context()), ""); err != nil || len(r.Faults) > 0 {
			s.t.Errorf("the audit log is broken: %v %v", r.Faults, err)
		}
		err := o.store.Read(context.WithoutCancel(s.t.Context()), func(tx *store.Tx) error {
			list, err := tx.Revisions(s.article, 1_000_000, 0)
			if err != nil {
				return err
			}
			var main, side strings.Builder
			for _, r := range list {
				if r.Side() {
					side.WriteString(r.Text.Body.PlainText() + "\n")
				} else {
					main.WriteString(r.Text.Body.PlainText() + "\n")
				}
			}
			out.main, out.side = main.String(), side.String()
			copies, err := tx.WorkingCopiesIn(s.issue)
			for _, w := range copies {
				out.copies[w.UserID] = w.Text.Body.PlainText()
			}
			return err
		})
		if err != nil {
			s.t.Error(err)
		}
	})
	return out
}

// reckon looks for every text that somebody was told is safe.
func (s *storm) reckon(ledgers [][]entry) {
	s.t.Helper()
	shelf := s.shelf()
	counts := map[string]int{}
	for i, ledger := range ledgers {
		later := false // a later text of the same person was acknowledged, or is there
		for _, e := range slices.Backward(ledger) {
			where := shelf.find(s.users[i].ID, e.mark)
			counts[e.kind]++
			switch {
			case !e.acknowledged:
				counts["not acknowledged"]++
			case where != "":
				counts[where]++
			case later:
				counts["replaced by a later one"]++
			default:
				counts["lost"]++
				s.t.Errorf("%s was told that %s is safe (%s), and it is nowhere", s.users[i].Login, e.mark, e.kind)
			}
			later = later || e.acknowledged || where != ""
		}
	}
	s.t.Logf("%d people, %d kills: %d autosaves, %d saves; %d in revisions, %d in side revisions, %d in working copies, %d replaced by a later one of the same person, %d never acknowledged, %d lost",
		len(ledgers), s.kills, counts["autosave"], counts["save"], counts["revision"], counts["side revision"], counts["working copy"], counts["replaced by a later one"], counts["not acknowledged"], counts["lost"])
	if counts["revision"] == 0 || counts["working copy"]+counts["replaced by a later one"] == 0 {
		s.t.Error("nobody got anything saved")
	}
}

// find says where a text can be read by the one who wrote it; empty: nowhere.
func (s shelf) find(user int64, mark string) string {
	for _, place := range []struct{ name, text string }{{"revision", s.main}, {"side revision", s.side}, {"working copy", s.copies[user]}} {
		if strings.Contains(place.text, mark) {
			return place.name
		}
	}
	return ""
}
