package handlers_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
)

// snapshot is the database at a moment, as far as rules look at it.
type snapshot struct {
	tables    map[string]string // number of rows and hash of each
	issues    map[int64]standingOf
	editions  map[int64]string // hash of each whole row
	decisions int64            // the last one
	revisions int64
	changes   int64
	audit     int64
	head      string
	numbers   map[int64]string // of issues that were ever signed
	disabled  map[int64]bool   // users
}

// standingOf is where an issue stands on its axes.
type standingOf struct {
	workflow models.Workflow
	standing models.Standing
	edition  int64
}

func (w *walk) snapshot() *snapshot {
	w.t.Helper()
	s := &snapshot{tables: map[string]string{}, issues: map[int64]standingOf{}, editions: map[int64]string{}, numbers: map[int64]string{}, disabled: map[int64]bool{}}
	for line := range strings.SplitSeq(contentsOf(w.t, w.db), "\n") {
		name, sum, _ := strings.Cut(line, " ")
		s.tables[name] = sum
	}
	w.each("SELECT id, workflow, standing, COALESCE(edition_id, 0) FROM issues", func(scan func(...any)) {
		var id int64
		var at standingOf
		scan(&id, &at.workflow, &at.standing, &at.edition)
		s.issues[id] = at
	})
	w.each("SELECT id, hash || manifest_hash || prev_hash || number || issue_id || COALESCE(run_id, 0) || access || date || published_by || published_at || LENGTH(content) FROM editions", func(scan func(...any)) {
		var id int64
		var row string
		scan(&id, &row)
		s.editions[id] = row
	})
	w.each("SELECT id, kind || year || '/' || number FROM issues WHERE workflow = 'signed' OR edition_id IS NOT NULL", func(scan func(...any)) {
		var id int64
		var number string
		scan(&id, &number)
		s.numbers[id] = number
	})
	w.each("SELECT id FROM users WHERE disabled_at IS NOT NULL", func(scan func(...any)) {
		var id int64
		scan(&id)
		s.disabled[id] = true
	})
	for column, into := range map[string]*int64{"decisions": &s.decisions, "revisions": &s.revisions, "changes": &s.changes} {
		*into = w.column("SELECT COALESCE(MAX(id), 0) FROM " + column)[0]
	}
	w.each("SELECT seq, hash FROM audit_entries ORDER BY seq DESC LIMIT 1", func(scan func(...any)) { scan(&s.audit, &s.head) })
	return s
}

// each reads the rows of a query.
func (w *walk) each(query string, fn func(scan func(...any)), args ...any) {
	w.t.Helper()
	rows, err := w.db.QueryContext(w.t.Context(), query, args...)
	must(w.t, err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		fn(func(into ...any) { must(w.t, rows.Scan(into...)) })
	}
	must(w.t, rows.Err())
}

// rule is something that holds after every request, whoever sent it. Numbers are those of the product's rules (§5).
type rule struct {
	name   string
	broken func(w *walk, before, after *snapshot, s step) string // empty: it holds
}

var rules = []rule{
	{"1: no edition without a sign-off on exactly its hash, and every earlier step's approval", editionsAreSigned},
	{"2: an edition never changes", editionsNeverChange},
	{"3: numbers are unique, and fixed once they are signed", numbersAreFixed},
	{"4: who drafted approves nothing, and no one acts on two steps", dutiesAreSeparate},
	{"5: an issue moves along the table, with exactly one entry", movesAreLogged},
	{"5: the log only grows, and hangs together", logHangsTogether},
	{"9: an unchanged save makes no revision", revisionsDiffer},
	{"a refused request changes nothing", refusalsChangeNothing},
	{"reading changes nothing", readingChangesNothing},
	{"nothing is the server's fault", nothingBreaks},
	{"who has been shut out does nothing", shutOutIsOut},
}

// check holds the rules against what a step has left.
func (w *walk) check(s step) {
	w.t.Helper()
	w.told = append(w.told, s.String())
	before := w.now
	w.now = w.snapshot()
	w.each("SELECT action FROM audit_entries WHERE seq > ?", func(scan func(...any)) {
		var action string
		scan(&action)
		w.done[action]++
	}, before.audit)
	for _, r := range rules {
		if what := r.broken(w, before, w.now, s); what != "" {
			w.t.Fatalf("rule %s: %s\nafter %d steps with JIANBAO_SEED=%d, the last of them\n%s", r.name, what, len(w.told), w.seed, strings.Join(w.told[max(0, len(w.told)-8):], "\n"))
		}
	}
}

// approval is a decision as the rules see it.
type approval struct {
	step    int
	hash    string
	actor   int64
	carried bool
}

func (w *walk) approvals(run int64) (out []approval) {
	w.each("SELECT step, hash, actor_id, carried_from IS NOT NULL FROM decisions WHERE run_id = ? AND verdict = 'approved' AND objected_at IS NULL ORDER BY id", func(scan func(...any)) {
		var a approval
		scan(&a.step, &a.hash, &a.actor, &a.carried)
		out = append(out, a)
	}, run)
	return out
}

func editionsAreSigned(w *walk, before, after *snapshot, _ step) (broken string) {
	for id := range after.editions {
		if _, known := before.editions[id]; known || broken != "" {
			continue
		}
		var issue, run int64
		var hash, chain string
		w.each("SELECT e.issue_id, e.manifest_hash, r.id, r.chain FROM editions e JOIN runs r ON r.id = e.run_id WHERE e.id = ?", func(scan func(...any)) { scan(&issue, &hash, &run, &chain) }, id)
		if run == 0 {
			broken = w.confirmed(id)
			continue
		}
		var steps []struct{}
		must(w.t, json.Unmarshal([]byte(chain), &steps))
		broken = w.signed(issue, run, hash, len(steps))
	}
	return broken
}

// confirmed recomputes what an archive edition needs instead of a review: a signer who did not draft it, and a number from before this system.
func (w *walk) confirmed(edition int64) string {
	for what, query := range map[string]string{
		"comes from no review, and its issue is none from before": "SELECT COUNT(*) FROM editions e JOIN issues i ON i.id = e.issue_id WHERE e.id = ?1 AND i.archival AND json_extract(e.content, '$.manifest.archive')",
		"was confirmed by no signer": `SELECT COUNT(*) FROM audit_entries a JOIN editions e ON e.id = ?1 AND a.actor_id = e.published_by
			WHERE a.action = 'issue.admit' AND a.role = 'signer' AND a.object = 'edition:' || ?1 AND a.issue_id = e.issue_id
			AND NOT EXISTS (SELECT 1 FROM contributions c WHERE c.issue_id = a.issue_id AND c.user_id = a.actor_id)`,
		"bears a number that was given here": "SELECT COUNT(*) FROM editions e JOIN series s ON s.bulletin_id = e.bulletin_id AND s.kind = e.kind WHERE e.id = ?1 AND (e.kind <> 'regular' OR s.yearly OR e.issue_number < s.first_number)",
	} {
		if w.column(query, edition)[0] != 1 {
			return fmt.Sprintf("archive edition %d %s", edition, what)
		}
	}
	return ""
}

// signed recomputes from the records what a sign-off needs.
func (w *walk) signed(issue, run int64, hash string, steps int) string {
	type change struct {
		hash, cause string
		step        int
	}
	var history []change
	w.each("SELECT hash, cause, step FROM changes WHERE issue_id = ? ORDER BY id", func(scan func(...any)) {
		var c change
		scan(&c.hash, &c.cause, &c.step)
		history = append(history, c)
	}, issue)
	if len(history) == 0 || history[len(history)-1].hash != hash {
		return fmt.Sprintf("issue %d was published as another state than the last one reviewed", issue)
	}
	counts := func(a approval) bool {
		if a.hash == hash {
			return true
		}
		if a.step == steps-1 {
			return false
		}
		for _, c := range slices.Backward(history) {
			if c.hash == a.hash {
				return true
			}
			if c.cause != "amended" || c.step <= a.step {
				return false
			}
		}
		return false
	}
	given := w.approvals(run)
	for k := range steps {
		if !slices.ContainsFunc(given, func(a approval) bool { return a.step == k && counts(a) }) {
			return fmt.Sprintf("issue %d was published without an approval of step %d that counts", issue, k+1)
		}
	}
	return ""
}

func editionsNeverChange(_ *walk, before, after *snapshot, _ step) string {
	for id, was := range before.editions {
		if after.editions[id] != was {
			return fmt.Sprintf("edition %d was %q and is %q", id, was, after.editions[id])
		}
	}
	return ""
}

func numbersAreFixed(w *walk, before, after *snapshot, _ step) (broken string) {
	for id, was := range before.numbers {
		if now, still := after.numbers[id]; still && now != was {
			return fmt.Sprintf("issue %d was signed as %s and is %s", id, was, now)
		}
	}
	w.each("SELECT number FROM issues WHERE deleted_at IS NULL GROUP BY bulletin_id, kind, year, number HAVING COUNT(*) > 1", func(scan func(...any)) {
		var number int
		scan(&number)
		broken = fmt.Sprintf("the number %d was given twice", number)
	})
	return broken
}

// dutiesAreSeparate looks at every act on a step: decisions and amendments.
func dutiesAreSeparate(w *walk, before, _ *snapshot, _ step) (broken string) {
	const acts = `SELECT d.actor_id, d.issue_id, d.run_id, d.step FROM decisions d WHERE d.id > ?1 AND d.carried_from IS NULL AND d.override = ''
		UNION ALL SELECT c.actor_id, c.issue_id, c.run_id, c.step FROM changes c WHERE c.id > ?2 AND c.cause = 'amended'`
	w.each(acts, func(scan func(...any)) {
		var actor, issue, run int64
		var step int
		scan(&actor, &issue, &run, &step)
		if n := w.column("SELECT COUNT(*) FROM contributions WHERE issue_id = ? AND user_id = ?", issue, actor)[0]; n > 0 {
			broken = fmt.Sprintf("user %d drafted issue %d and acted on step %d", actor, issue, step+1)
		}
		others := w.column(`SELECT (SELECT COUNT(*) FROM decisions WHERE run_id = ?1 AND actor_id = ?2 AND step <> ?3) +
			(SELECT COUNT(*) FROM changes WHERE run_id = ?1 AND actor_id = ?2 AND step <> ?3 AND cause = 'amended')`, run, actor, step)[0]
		if others > 0 {
			broken = fmt.Sprintf("user %d acted on two steps of issue %d", actor, issue)
		}
	}, before.decisions, before.changes)
	return broken
}

// decided are the events after which the step at work, and with it the state, is computed anew.
var decided = map[models.Event][]models.Workflow{
	models.EventRecord: {models.Reviewing, models.Returned, models.Signed},
	models.EventObject: {models.Reviewing, models.Returned, models.Signed},
}

func movesAreLogged(w *walk, before, after *snapshot, s step) string {
	type entry struct{ action, object string }
	entries := map[int64][]entry{}
	w.each("SELECT issue_id, action, object FROM audit_entries WHERE seq > ?", func(scan func(...any)) {
		var issue int64
		var e entry
		scan(&issue, &e.action, &e.object)
		entries[issue] = append(entries[issue], e)
	}, before.audit)
	for id, now := range after.issues {
		was, known := before.issues[id]
		if !known || was == now {
			continue
		}
		moves := slices.DeleteFunc(entries[id], func(e entry) bool {
			event, isEvent := strings.CutPrefix(e.action, "issue.")
			t, ok := models.TransitionFor(models.Event(event))
			return !isEvent || !ok || !leads(t, was, now)
		})
		if len(moves) != 1 && len(s.answers) < 2 {
			return fmt.Sprintf("issue %d went from %v to %v, and the log says %v", id, was, now, moves)
		}
	}
	return ""
}

// leads reports whether a row of the table takes an issue from one place to another.
func leads(t models.Transition, was, now standingOf) bool {
	workflows := append([]models.Workflow{t.To}, decided[t.Event]...)
	if t.To == "" {
		workflows = append(workflows, was.workflow)
	}
	standings := []models.Standing{t.ToStanding}
	if t.ToStanding == "" {
		standings = append(standings, was.standing)
	}
	if t.Event == models.EventObject {
		standings = append(standings, models.TakenDown)
	}
	return slices.Contains(t.Workflow, was.workflow) && slices.Contains(t.Standing, was.standing) &&
		slices.Contains(workflows, now.workflow) && slices.Contains(standings, now.standing)
}

func logHangsTogether(w *walk, before, after *snapshot, _ step) (broken string) {
	if after.audit < before.audit {
		return "the log has become shorter"
	}
	seq, head := before.audit, ""
	w.each("SELECT seq, prev_hash, hash FROM audit_entries WHERE seq >= ? ORDER BY seq", func(scan func(...any)) {
		var n int64
		var prev, hash string
		scan(&n, &prev, &hash)
		switch {
		case n == before.audit && hash != before.head:
			broken = fmt.Sprintf("entry %d was changed", n)
		case n > before.audit && (n != seq+1 || prev != head):
			broken = fmt.Sprintf("entry %d does not follow entry %d", n, seq)
		}
		seq, head = n, hash
	}, before.audit)
	return broken
}

func revisionsDiffer(w *walk, before, _ *snapshot, _ step) (broken string) {
	w.each(`SELECT r.article_id, r.number FROM revisions r JOIN revisions p ON p.id =
		(SELECT MAX(id) FROM revisions q WHERE q.article_id = r.article_id AND q.id < r.id AND q.cause <> 'side')
		WHERE r.id > ? AND r.cause <> 'side' AND p.hash = r.hash`, func(scan func(...any)) {
		var article, number int64
		scan(&article, &number)
		broken = fmt.Sprintf("revision %d of article %d is the one before it", number, article)
	}, before.revisions)
	return broken
}

// changedTables are those that a step has changed, but for the ones that it may.
func changedTables(before, after *snapshot, may ...string) (out []string) {
	for name, sum := range after.tables {
		if before.tables[name] != sum && !slices.Contains(may, name) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// articleSave is the address at which a text that came too late is kept beside the others.
var articleSave = regexp.MustCompile(`/articles/\d+$`)

func refusalsChangeNothing(_ *walk, before, after *snapshot, s step) string {
	if s.method != http.MethodPost || slices.ContainsFunc(s.answers, func(a answer) bool { return a.status < http.StatusBadRequest }) {
		return ""
	}
	may := []string{"throttles"}
	if s.answers[0].status == http.StatusConflict && articleSave.MatchString(s.path) {
		may = append(may, "revisions", "leases", "copies", "audit_entries")
	}
	return strings.Join(changedTables(before, after, may...), ", ")
}

func readingChangesNothing(_ *walk, before, after *snapshot, s step) string {
	if s.method != http.MethodGet {
		return ""
	}
	return strings.Join(changedTables(before, after, "looks", "stored_manifests", "leases", "throttles"), ", ") // what somebody has seen
}

func nothingBreaks(w *walk, _, _ *snapshot, s step) string {
	for _, a := range s.answers {
		if a.status >= http.StatusInternalServerError {
			log := w.logs.String()
			return firstHeading(a.body) + log[max(0, len(log)-600):]
		}
	}
	return ""
}

func shutOutIsOut(w *walk, before, after *snapshot, s step) string {
	a, known := w.people[s.who]
	if !known || !before.disabled[a.UserID] {
		return ""
	}
	return strings.Join(changedTables(before, after, "throttles"), ", ")
}

// listen has a stranger read pages: nothing that is not printed in an edition that he may read may be heard.
func (w *walk) listen() {
	w.t.Helper()
	who := one(w, strangers)
	audible := w.audibleNow(who)
	i := one(w, w.issuesNow())
	slug := w.bulletin.Slug
	article := w.articleOf(i.ID)
	for range 2 {
		path := one(w, []string{
			paths.To(paths.Issue, slug, i.ID), paths.To(paths.Issue, slug, i.ID), paths.To(paths.IssueFile, slug, i.ID, "txt"), paths.To(paths.Article, slug, article), paths.To(paths.Bulletin, slug), paths.To(paths.Archive, slug),
			paths.With(paths.To(paths.Search, slug), "q", "kanari"), paths.With(paths.To(paths.Search, slug), "q", "walk"), paths.To(paths.DeskIssue, slug, i.ID), paths.To(paths.DeskArticle, slug, article),
			paths.To(paths.IssuePreview, slug, i.ID), paths.To(paths.IssueHistory, slug, i.ID), paths.To(paths.IssueCompare, slug, i.ID), paths.To(paths.Audit, slug), paths.To(paths.ToDo, slug),
			paths.To(paths.DraftFile, slug, i.ID, "txt"), paths.To(paths.IssueReview, slug, i.ID), paths.Home,
		})
		got := w.browsers[who].get(path)
		if words := overheard(got, audible); len(words) > 0 {
			w.t.Fatalf("rule 8: %s hears %q at %s (%d), with JIANBAO_SEED=%d after\n%s", who, words, path, got.status, w.seed, strings.Join(w.told[max(0, len(w.told)-8):], "\n"))
		}
	}
	w.now = w.snapshot()
}

// audibleNow is what somebody may hear of, by the editions that are live now.
func (w *walk) audibleNow(who string) map[string]bool {
	w.t.Helper()
	out := map[string]bool{}
	for word := range w.typed[who] {
		out[word] = true
	}
	w.each("SELECT e.id, e.access, i.standing, e.issue_number, e.content FROM issues i JOIN editions e ON e.id = i.edition_id WHERE i.bulletin_id = ?", func(scan func(...any)) {
		var id int64
		var access models.Access
		var standing models.Standing
		var number int
		var content sql.RawBytes
		scan(&id, &access, &standing, &number, &content)
		var c models.EditionContent
		must(w.t, json.Unmarshal(content, &c))
		may := func(class models.Access) bool {
			listed := who == "listed" && slices.Contains(c.Manifest.ListedUnits, unit)
			return models.Can(roleOf[who], models.ReadEdition, models.Circumstances{Access: class, Listed: listed})
		}
		if !may(access) {
			return
		}
		out[fmt.Sprintf("第%d期", number)] = true
		if standing != models.Normal && standing != models.Archived {
			return
		}
		for _, word := range canaries.FindAllString(printedFor(c, may), -1) {
			out[word] = true
		}
	}, w.bulletin.ID)
	open := w.bulletins()
	if who == "outsider" {
		open += w.neighbourly()
	}
	for _, word := range canaries.FindAllString(open, -1) {
		out[word] = true
	}
	return out
}

// printedFor is what an edition prints for somebody: what stands round its articles, and those that he may read with their sections.
func printedFor(c models.EditionContent, may func(models.Access) bool) string {
	texts := []any{c.Manifest.Masthead, c.Manifest.EditorNote, c.Manifest.Distribution, c.Manifest.Correction, c.Colophon}
	for _, s := range c.Sections {
		for _, a := range s.Articles {
			if may(models.Stricter(c.Manifest.Access, a.Text.Access)) {
				texts = append(texts, s.Title, a.Text)
			}
		}
	}
	return string(models.Canonical(texts))
}

// bulletins is what every page says of the bulletins themselves.
func (w *walk) bulletins() (text string) {
	w.each("SELECT name || ' ' || host || ' ' || phone FROM bulletins", func(scan func(...any)) {
		var one string
		scan(&one)
		text += one + " "
	})
	return text
}

// neighbourly is everything that stands in the bulletin next door.
func (w *walk) neighbourly() string {
	var b strings.Builder
	w.each("SELECT r.text FROM revisions r JOIN articles a ON a.id = r.article_id WHERE a.bulletin_id = ?", func(scan func(...any)) {
		var text string
		scan(&text)
		b.WriteString(text)
	}, w.neighbour.ID)
	b.WriteString(canary("neighbour", "section") + " " + canary("neighbour", "picture"))
	return b.String()
}

// end looks at everything once more.
func (w *walk) end() {
	w.t.Helper()
	log, err := w.news.VerifyAudit(w.t.Context(), w.now.head)
	must(w.t, err)
	editions, err := w.news.VerifyEditions(w.t.Context(), newsroom.EditionScope{})
	must(w.t, err)
	for _, f := range log.Faults {
		var row string
		w.each("SELECT at || ' ' || action || ' ' || object || ' ' || actor_name || ' ' || details FROM audit_entries WHERE seq = ?", func(scan func(...any)) { scan(&row) }, f.Seq)
		w.t.Errorf("JIANBAO_SEED=%d: %v: %q", w.seed, f, row)
	}
	if len(editions.Faults) > 0 {
		w.t.Errorf("JIANBAO_SEED=%d: %v", w.seed, editions.Faults)
	}
	for i := 0; i < len(w.told); i += 100 { // a hundredth, to see what was done
		w.t.Log(w.told[i])
	}
	if words := canaries.FindAllString(w.logs.String(), -1); len(words) > 0 {
		w.t.Errorf("JIANBAO_SEED=%d: the server's log says %q", w.seed, words)
	}
}

// another inserts a copy of a row with some columns changed.
func (w *walk) another(table, where string, changes map[string]any) {
	w.t.Helper()
	var columns, values []string
	var args []any
	w.each("SELECT name FROM pragma_table_info(?)", func(scan func(...any)) {
		var name string
		scan(&name)
		columns = append(columns, name)
		if v, changed := changes[name]; changed {
			name = "?"
			args = append(args, v)
		}
		values = append(values, name)
	}, table)
	w.tamper("INSERT INTO "+table+" ("+strings.Join(columns, ", ")+") SELECT "+strings.Join(values, ", ")+" FROM "+table+" WHERE "+where+" LIMIT 1", args...)
}

// tamper changes one row or more behind the application's back.
func (w *walk) tamper(statement string, args ...any) {
	w.t.Helper()
	r, err := w.db.ExecContext(w.t.Context(), statement, args...)
	must(w.t, err)
	if n, err := r.RowsAffected(); n == 0 || err != nil {
		w.t.Fatalf("%s changed %d rows: %v", statement, n, err)
	}
}

// Each rule notices what it is for, done behind the application's back.
func TestEachRuleNoticesWhatItIsFor(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	w := &walk{house: h, t: t, db: h.database(t)}
	published, reviewing := fmt.Sprintf("issue_id = %d", h.issues["published"].ID), h.issues["reviewing"]
	retitle := func() { w.tamper("UPDATE articles SET title = title || '。'") }
	tail := " WHERE seq = (SELECT MAX(seq) FROM audit_entries)"
	for _, try := range []struct {
		rule string // how its name begins
		act  func()
		step step
	}{
		{"1:", func() { w.another("editions", published, map[string]any{"id": 9001, "number": 9, "run_id": nil}) }, step{}},
		{"1:", func() {
			w.another("editions", published, map[string]any{"id": 9002, "issue_id": reviewing.ID, "number": 9, "run_id": *reviewing.RunID})
		}, step{}},
		{"1:", func() {
			w.tamper("UPDATE decisions SET objected_at = created_at WHERE step = 1 AND " + published)
			w.tamper("UPDATE editions SET run_id = NULL WHERE " + published)
			w.another("editions", published, map[string]any{"id": 9003, "number": 10, "run_id": *h.issues["published"].RunID})
		}, step{}},
		{"1:", func() {
			w.another("editions", fmt.Sprintf("issue_id = %d", h.issues["remembered"].ID), map[string]any{"id": 9004, "number": 9})
		}, step{}},
		{"2:", func() { w.tamper("UPDATE editions SET date = '2026-01-01' WHERE " + published) }, step{}},
		{"2:", func() { w.tamper("UPDATE editions SET content = content || ' ' WHERE " + published) }, step{}},
		{"2:", func() { w.tamper("DELETE FROM editions WHERE id = 9002") }, step{}},
		{"3:", func() { w.tamper("UPDATE issues SET number = 999 WHERE id = ?", h.issues["published"].ID) }, step{}},
		{"4:", func() {
			w.another("decisions", published, map[string]any{"id": 9001, "actor_id": h.people["editor"].UserID})
		}, step{}},
		{"4:", func() { w.another("decisions", published+" AND step = 0", map[string]any{"id": 9002, "step": 1}) }, step{}},
		{"5: an issue", func() { w.tamper("UPDATE issues SET workflow = 'signed' WHERE id = ?", h.issues["draft"].ID) }, step{answers: make([]answer, 1)}},
		{"5: the log", func() { w.tamper("UPDATE audit_entries SET hash = 'x'" + tail) }, step{}},
		{"5: the log", func() { w.tamper("DELETE FROM audit_entries" + tail) }, step{}},
		{"9:", func() {
			w.another("revisions", "id = (SELECT MAX(id) FROM revisions WHERE cause <> 'side')", map[string]any{"id": 9001, "number": 99})
		}, step{}},
		{"a refused", retitle, step{method: http.MethodPost, answers: []answer{{status: http.StatusForbidden}}}},
		{"reading", retitle, step{method: http.MethodGet, answers: []answer{{status: http.StatusOK}}}},
		{"nothing is", func() {}, step{answers: []answer{{status: http.StatusInternalServerError, body: "<h1>失败</h1>"}}}},
		{"who has been", retitle, step{who: "editor"}},
	} {
		r := rules[slices.IndexFunc(rules, func(r rule) bool { return strings.HasPrefix(r.name, try.rule) })]
		before := w.snapshot()
		before.disabled[h.people["editor"].UserID] = true
		try.act()
		if r.broken(w, before, w.snapshot(), try.step) == "" {
			t.Errorf("rule %s did not notice what it is for", r.name)
		}
	}
}
