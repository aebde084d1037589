package handlers_test

import (
	"cmp"
	"database/sql"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"jianbao/internal/paths"
	"jianbao/internal/store"
	"jianbao/models"
)

// walk is a random sequence of requests by people of every role against the real application. It knows no capability: it fills
// in the forms that pages draw, sends what was drawn for one person as another, twice at once, or with a field forged. After
// each request the rules are held against the database and against what strangers get to see.
type walk struct {
	*house
	t        *testing.T
	seed     uint64
	random   *rand.Rand
	browsers map[string]*browser
	db       *sql.DB
	now      *snapshot
	told     []string                   // the steps so far
	words    int                        // canaries typed so far
	typed    map[string]map[string]bool // by whom
	done     map[string]int             // how often what was done
}

// step is one request, or the same one twice at once.
type step struct {
	who     string
	method  string
	path    string
	answers []answer
}

func (s step) String() string {
	status := make([]string, len(s.answers))
	for i, a := range s.answers {
		status[i] = strconv.Itoa(a.status)
	}
	return fmt.Sprintf("%s %s %s → %s", s.who, s.method, s.path, strings.Join(status, " "))
}

// setting is a number from the environment.
func setting(name string, otherwise int) int {
	n, err := strconv.Atoi(os.Getenv(name))
	if err != nil || n < 1 {
		return otherwise
	}
	return n
}

// JIANBAO_WALKS walks of JIANBAO_STEPS requests each begin at JIANBAO_SEED; a walk that broke a rule is walked again by its seed.
func TestNoSequenceOfRequestsBreaksARule(t *testing.T) {
	t.Parallel()
	walks, steps, seed := setting("JIANBAO_WALKS", 4), setting("JIANBAO_STEPS", 400), setting("JIANBAO_SEED", 1)
	var mu sync.Mutex
	done, taken := map[string]int{}, 0
	t.Cleanup(func() { report(t, done, taken, walks*steps/sample()) })
	for i := range max(1, walks/sample()) {
		t.Run(strconv.Itoa(seed+i), func(t *testing.T) {
			t.Parallel()
			w := newWalk(t, uint64(seed+i))
			for range steps {
				w.step()
			}
			w.end()
			mu.Lock()
			defer mu.Unlock()
			taken += len(w.told)
			for what, n := range w.done {
				done[what] += n
			}
		})
	}
}

// report prints what came of all walks, and fails where they came to nothing.
func report(t *testing.T, done map[string]int, taken, asked int) {
	t.Helper()
	t.Logf("%d requests; what came of them:", taken)
	for _, what := range slices.Sorted(maps.Keys(done)) {
		t.Logf("%6d %s", done[what], what)
	}
	for _, e := range []models.Event{models.EventSubmit, models.EventApprove, models.EventSignOff, models.EventPublish} {
		if done["issue."+string(e)] == 0 && asked >= 1600 && !t.Failed() {
			t.Errorf("no walk came to %s", e)
		}
	}
}

func newWalk(t *testing.T, seed uint64) *walk {
	t.Helper()
	h := newHouse(t)
	w := &walk{
		house: h, t: t, seed: seed, random: rand.New(rand.NewPCG(seed, 0)), browsers: h.browsers(t), db: h.database(t),
		typed: map[string]map[string]bool{}, done: map[string]int{},
	}
	w.now = w.snapshot()
	return w
}

// one is one of a list, by chance.
func one[T any](w *walk, list []T) T { return list[w.random.IntN(len(list))] }

// chance is true in so many of a hundred cases.
func (w *walk) chance(percent int) bool { return w.random.IntN(100) < percent }

// step takes one step and holds the rules against what came of it.
func (w *walk) step() {
	w.t.Helper()
	if w.chance(4) {
		w.clock.Advance(time.Duration(1+w.random.IntN(600)) * time.Minute)
		w.work("the clock goes on")
	}
	who, page := w.somewhere()
	drawn := w.read(who, page)
	f := w.choose(drawn)
	if f == nil {
		return
	}
	w.fill(who, f)
	s := step{who: who, method: http.MethodPost, path: f.action}
	switch n := w.random.IntN(100); {
	case n < 8:
		s.who = one(w, everybody)
		if f.values.Has("role") && w.chance(70) {
			f.values.Set("role", w.formRole(s.who, f.action))
		}
		s.answers = w.send(s.who, f, 1)
	case n < 14:
		s.answers = w.send(who, f, 2)
	case n < 18:
		if names := slices.Sorted(maps.Keys(f.values)); len(names) > 0 {
			f.values[one(w, names)] = []string{one(w, forgeries)}
		}
		s.answers = w.send(who, f, 1)
	default:
		s.answers = w.send(who, f, 1)
	}
	w.check(s)
	if s.answers[0].status == http.StatusSeeOther {
		w.work("work that was left")
	}
	w.listen()
}

// work does what committed changes have left to be done.
func (w *walk) work(what string) {
	w.t.Helper()
	must(w.t, w.news.DrainOutbox(w.t.Context()))
	w.check(step{who: "the system", method: "WORK", path: what})
}

// read is a page as somebody gets it, who signs in again where he has to.
func (w *walk) read(who, path string) answer {
	w.t.Helper()
	got := w.browsers[who].get(path)
	w.check(step{who: who, method: http.MethodGet, path: path, answers: []answer{got}})
	if got.status == http.StatusSeeOther && strings.HasPrefix(got.to, paths.SignIn) && who != "visitor" {
		w.browsers[who].post(paths.SignIn, "login", who, "password", passphrase)
		w.now = w.snapshot()
		got = w.browsers[who].get(path)
		w.check(step{who: who, method: http.MethodGet, path: path, answers: []answer{got}})
	}
	return got
}

// send posts a form so many times at once.
func (w *walk) send(who string, f *form, times int) []answer {
	out := make([]answer, times)
	var all sync.WaitGroup
	for i := range out {
		all.Go(func() { out[i] = w.browsers[who].send(f) })
	}
	all.Wait()
	return out
}

// somewhere is somebody and an address: half of the time where the work is, else anywhere.
func (w *walk) somewhere() (who, path string) {
	issues := w.issuesNow()
	i := one(w, issues)
	if w.chance(55) {
		if who, path = w.next(i); who != "" {
			return who, path
		}
	}
	slug := w.bulletin.Slug
	who = one(w, everybody)
	if who == "outsider" && w.chance(50) {
		slug = w.neighbour.Slug
	}
	article := w.articleOf(i.ID)
	event := one(w, models.Transitions).Event
	return who, one(w, []string{
		paths.To(paths.DeskIssue, slug, i.ID), paths.To(paths.DeskIssue, slug, i.ID), paths.To(paths.IssueReview, slug, i.ID), paths.To(paths.IssueFiles, slug, i.ID),
		paths.To(paths.IssueEvent, slug, i.ID, string(event)), paths.To(paths.IssueEvent, slug, i.ID, string(event)), paths.To(paths.IssueHistory, slug, i.ID),
		paths.To(paths.DeskArticle, slug, article), paths.To(paths.DeskArticle, slug, article), paths.To(paths.ArticleRevisions, slug, article),
		paths.To(paths.ToDo, slug), paths.To(paths.Pool, slug), paths.To(paths.Trash, slug), paths.To(paths.NewIssue, slug), paths.To(paths.Imports, slug), paths.To(paths.ArchiveIntake, slug), paths.To(paths.ArchiveBatch, slug), paths.To(paths.Materials, slug),
		paths.To(paths.Pictures, slug), paths.To(paths.User, w.people[one(w, everybody[:8])].UserID), paths.To(paths.BulletinEdit, w.bulletin.ID), paths.Account, paths.Copies,
	})
}

// next is whose turn it is with an issue, and where; nobody's where it has ended.
func (w *walk) next(i models.Issue) (who, path string) {
	at := func(pattern string, values ...any) string {
		return paths.To(pattern, append([]any{w.bulletin.Slug, i.ID}, values...)...)
	}
	switch {
	case i.BulletinID != w.bulletin.ID || i.DeletedAt != nil:
		return "", ""
	case i.Workflow == models.Drafting || i.Workflow == models.Returned:
		return one(w, []string{"editor", "editor2"}), one(w, []string{at(paths.DeskIssue), at(paths.IssueEvent, "submit"), paths.To(paths.DeskArticle, w.bulletin.Slug, w.articleOf(i.ID))})
	case i.Workflow == models.Reviewing:
		return w.holder(i), one(w, []string{at(paths.IssueReview), at(paths.IssueEvent, "approve"), at(paths.IssueEvent, "return"), paths.To(paths.DeskArticle, w.bulletin.Slug, w.articleOf(i.ID))})
	case i.Workflow == models.Signed:
		return one(w, []string{"signer", "editor"}), one(w, []string{at(paths.DeskIssue), at(paths.IssueReview), at(paths.IssueEvent, "publish")})
	}
	return "", ""
}

// holder holds the step at work.
func (w *walk) holder(i models.Issue) string {
	w.t.Helper()
	run, err := models.Run{}, error(nil)
	must(w.t, w.store.Read(w.t.Context(), func(tx *store.Tx) error {
		run, err = tx.Run(*i.RunID)
		return err
	}))
	var out []string
	for _, who := range everybody {
		if a, known := w.people[who]; known && run.Step < len(run.Chain) && run.Chain[run.Step].HeldBy(roleOf[who], a.UserID) {
			out = append(out, who)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return one(w, out)
}

func (w *walk) issuesNow() (out []models.Issue) {
	w.t.Helper()
	ids := w.column("SELECT id FROM issues ORDER BY id")
	for _, id := range ids {
		out = append(out, w.state(w.t, id))
	}
	return out
}

// articleOf is an article of an issue, or any where it has none.
func (w *walk) articleOf(issue int64) int64 {
	w.t.Helper()
	if ids := w.column("SELECT id FROM articles WHERE issue_id = ? ORDER BY id", issue); len(ids) > 0 {
		return one(w, ids)
	}
	return one(w, w.column("SELECT id FROM articles ORDER BY id"))
}

func (w *walk) column(query string, args ...any) (out []int64) {
	w.t.Helper()
	rows, err := w.db.QueryContext(w.t.Context(), query, args...)
	must(w.t, err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var n int64
		must(w.t, rows.Scan(&n))
		out = append(out, n)
	}
	must(w.t, rows.Err())
	return out
}

// choose is one of the forms of a page that may be sent; nil: there is none.
func (w *walk) choose(got answer) *form {
	w.t.Helper()
	if got.status != http.StatusOK || !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
		return nil
	}
	var found []*goquery.Selection
	got.page(w.t).Find("form[method=post]").Each(func(_ int, s *goquery.Selection) {
		ends := slices.ContainsFunc(leftAlone, func(part string) bool { return strings.Contains(s.AttrOr("action", ""), part) })
		if !ends || strings.HasSuffix(s.AttrOr("action", ""), "/disable") && w.chance(20) {
			found = append(found, s)
		}
	})
	if len(found) == 0 {
		return nil
	}
	f := formDrawn(w.t, one(w, found))
	if buttons := f.drawn.Find("button[name]:not([disabled])"); buttons.Length() > 0 {
		b := buttons.Eq(w.random.IntN(buttons.Length()))
		f.values.Add(b.AttrOr("name", ""), b.AttrOr("value", ""))
	}
	return f
}

// fill types and chooses as somebody would who means it, most of the time.
func (w *walk) fill(who string, f *form) {
	f.drawn.Find("input, select, textarea").Each(func(_ int, c *goquery.Selection) {
		name := c.AttrOr("name", "")
		_, off := c.Attr("disabled")
		switch kind := c.AttrOr("type", ""); {
		case name == "" || off || kind == "hidden":
		case kind == "password":
			f.values.Set(name, passphrase)
		case kind == "file":
			if w.chance(50) {
				f.files[name] = file{"扫描件.png", png}
			}
		case name == "code":
			f.values.Set(name, w.code(f.action))
		case c.Is("select"):
			if options := c.Find("option"); options.Length() > 0 && w.chance(40) {
				o := options.Eq(w.random.IntN(options.Length()))
				f.values.Set(name, o.AttrOr("value", o.Text()))
			}
		case kind == "radio" && w.chance(60), kind == "checkbox" && w.chance(30):
			f.values.Set(name, c.AttrOr("value", "on"))
		case kind == "radio", kind == "checkbox":
		case kind == "date":
			f.values.Set(name, cmp.Or(f.values.Get(name), w.clock.Now().Format(time.DateOnly)))
		case kind == "number" && w.chance(90), kind == "email", kind == "search", kind == "time", kind == "datetime-local":
		case kind == "number":
			f.values.Set(name, strconv.Itoa(w.random.IntN(900)))
		case f.values.Get(name) == "" && w.chance(80), w.chance(15):
			f.values.Set(name, f.values.Get(name)+w.word(who))
		}
	})
}

// code is the check code of the issue in an address.
func (w *walk) code(action string) string {
	w.t.Helper()
	var id int64
	_, rest, _ := strings.Cut(action, "/issues/")
	_, _ = fmt.Sscanf(rest, "%d", &id)
	var hash string
	if err := w.db.QueryRowContext(w.t.Context(), "SELECT r.hash FROM issues i JOIN runs r ON r.id = i.run_id WHERE i.id = ?", id).Scan(&hash); err != nil {
		return "0000 0000 0000 0000"
	}
	return models.CheckCode(hash)
}

// word is a new canary, typed by somebody.
func (w *walk) word(who string) string {
	w.words++
	letters := strings.Map(func(r rune) rune { // the digits become letters: a canary ends with one
		if r <= '9' {
			return r - '0' + 'q'
		}
		return r
	}, strconv.FormatInt(int64(w.words), 26))
	if w.typed[who] == nil {
		w.typed[who] = map[string]bool{}
	}
	word := "kanari-walk-" + letters
	w.typed[who][word] = true
	return word
}
