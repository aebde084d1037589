package handlers_test

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jianbao/handlers"
	"jianbao/internal/paths"
)

func TestEveryRouteHasARowInTheExpectationTable(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	rows := h.rows(t)
	known := map[string]bool{}
	for _, r := range handlers.Routes() {
		known[r.Method+" "+r.Path] = true
		if r.Method == http.MethodHead { // answered as GET is
			continue
		}
		if !slices.ContainsFunc(rows, func(x row) bool { return x.method == r.Method && x.pattern == r.Path }) {
			t.Errorf("nothing is expected of %s %s", r.Method, r.Path)
		}
	}
	for _, r := range rows {
		if !known[r.method+" "+r.pattern] {
			t.Errorf("something is expected of %s %s, which is no route", r.method, r.pattern)
		}
	}
}

func TestEveryPageAnswersEveryRoleAsThePolicySays(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	browsers := h.browsers(t)
	rows := sampled(h.rows(t))
	for _, who := range everybody {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			b := browsers[who].in(t)
			visited := map[string]bool{}
			var pages []answer
			var addresses []string
			for _, r := range rows {
				if r.method != http.MethodGet {
					continue
				}
				got := b.get(r.path)
				expect(t, r, who, got)
				if got.status == http.StatusOK && !visited[r.path] {
					pages, addresses = append(pages, got), append(addresses, r.path)
				}
				visited[r.path] = true
			}
			for i, page := range pages {
				soundPage(t, addresses[i], page)
				offeredForms(t, rows, who, addresses[i], page)
			}
			crawl(t, b, visited, addresses, pages)
		})
	}
}

// sampled is one in so many of a list.
func sampled[T any](list []T) (out []T) {
	for i := 0; i < len(list); i += sample() {
		out = append(out, list[i])
	}
	return out
}

// in is the same browser within a subtest.
func (b *browser) in(t *testing.T) *browser {
	t.Helper()
	return &browser{t: t, base: b.base, http: b.http}
}

// expect compares an answer with the table.
func expect(t *testing.T, r row, who string, got answer) {
	t.Helper()
	want := r.want(who)
	ok := got.status == want
	switch want {
	case right:
		ok = got.status < http.StatusInternalServerError
	case refused:
		ok = got.status == http.StatusForbidden || got.status == http.StatusNotFound
	case http.StatusSeeOther:
		ok = ok && (who != "visitor" || strings.HasPrefix(got.to, "/sign-in"))
	}
	if !ok {
		t.Errorf("%s: %s %s (%s) answered %d to %q, want %d: %s", who, r.method, r.path, r.note, got.status, got.to, want, firstHeading(got.body))
	}
}

// soundPage checks what holds for every page, whoever reads it.
func soundPage(t *testing.T, path string, got answer) {
	t.Helper()
	if !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
		return
	}
	if strings.Contains(got.body, "⟦") {
		t.Errorf("%s lacks a text: %s", path, around(got.body, "⟦"))
	}
	for _, fault := range nestingFaults(got.body) {
		t.Errorf("%s: %s", path, fault)
	}
	d := got.page(t)
	ids := map[string]int{}
	d.Find("[id]").Each(func(_ int, s *goquery.Selection) { ids[s.AttrOr("id", "")]++ })
	for id, n := range ids {
		if n > 1 || id == "" {
			t.Errorf("%s: %d elements have the id %q", path, n, id)
		}
	}
	d.Find(`a[href^="#"]`).Each(func(_ int, s *goquery.Selection) {
		if to := strings.TrimPrefix(s.AttrOr("href", ""), "#"); ids[to] == 0 {
			t.Errorf("%s: a link leads to #%s, which is not there", path, to)
		}
	})
	safePage(t, path, got, d)
}

// offeredForms checks that a page draws no form that whoever reads it may not send.
func offeredForms(t *testing.T, rows []row, who, path string, got answer) {
	t.Helper()
	got.page(t).Find("form[method=post]").Each(func(_ int, s *goquery.Selection) {
		action := s.AttrOr("action", "")
		for _, r := range rows {
			if r.method == http.MethodPost && r.path == action && r.want(who) != right {
				t.Errorf("%s: %s offers a form to %s, which would answer %d", who, path, action, r.want(who))
			}
		}
	})
}

// safePage checks that a page keeps to its own content security policy.
func safePage(t *testing.T, path string, got answer, d *goquery.Document) {
	t.Helper()
	policy := got.header.Get("Content-Security-Policy")
	d.Find("style, [style], script").Each(func(_ int, s *goquery.Selection) {
		nonce := s.AttrOr("nonce", "")
		_, external := s.Attr("src")
		switch {
		case s.Is(`script[type="application/ld+json"]`): // data: no browser runs it
			if !json.Valid([]byte(s.Text())) {
				t.Errorf("%s describes itself in broken JSON", path)
			}
		case !s.Is("script"):
			t.Errorf("%s carries style of its own", path)
		case nonce != "" && strings.Contains(policy, "'nonce-"+nonce+"'"):
		case external && nonce == "" && strings.Contains(policy, "script-src 'self'"):
		default:
			t.Errorf("%s carries a script that its policy %q does not let run", path, policy)
		}
	})
	d.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, a := range s.Get(0).Attr {
			if strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s: <%s %s=…>", path, s.Get(0).Data, a.Key)
			}
		}
	})
}

func around(s, word string) string {
	i := strings.Index(s, word)
	return s[max(0, i-60):min(len(s), i+60)]
}

// maxCrawl bounds how many addresses one role follows.
const maxCrawl = 1500

// crawl follows the links of the pages somebody has read: none of them may lead to what does not exist for the same person.
func crawl(t *testing.T, b *browser, visited map[string]bool, addresses []string, pages []answer) {
	t.Helper()
	for n := 0; n < len(pages) && n < maxCrawl/sample(); n++ {
		if !strings.HasPrefix(pages[n].header.Get("Content-Type"), "text/html") {
			continue
		}
		pages[n].page(t).Find("a[href]").Each(func(_ int, s *goquery.Selection) {
			to, _, _ := strings.Cut(s.AttrOr("href", ""), "#")
			if !strings.HasPrefix(to, "/") || visited[to] || strings.Contains(to, "view=") { // a page is the same in every view
				return
			}
			visited[to] = true
			got := b.get(to)
			if got.status == http.StatusNotFound || got.status == http.StatusForbidden || got.status >= http.StatusInternalServerError {
				t.Errorf("%s links %q to %s, which answers %d", addresses[n], strings.Join(strings.Fields(s.Text()), " "), to, got.status)
			}
			if got.status == http.StatusOK {
				soundPage(t, to, got)
				pages, addresses = append(pages, got), append(addresses, to)
			}
		})
	}
	if len(pages) > maxCrawl && sample() == 1 {
		t.Errorf("more than %d pages hang together", maxCrawl)
	}
}

func TestAWrongRoleChangesNothingByAnyForm(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	browsers := h.browsers(t)
	db := h.database(t)
	before := contentsOf(t, db)
	for _, r := range sampled(h.rows(t)) {
		if r.method != http.MethodPost {
			continue
		}
		for _, who := range everybody {
			if r.want(who) == right {
				continue
			}
			got := browsers[who].post(r.path, "role", h.formRole(who, r.path))
			expect(t, r, who, got)
			if words := overheard(got, nil); len(words) > 0 && slices.Contains(strangers, who) {
				t.Errorf("%s learns %q by POST %s", who, words, r.path)
			}
		}
		if after := contentsOf(t, db); after != before {
			t.Fatalf("POST %s (%s) by a wrong role changed %s", r.path, r.note, differing(before, after))
		}
	}
}

func TestAnEmptyFormIsNeverTheServersFault(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	browsers := h.browsers(t)
	rows := slices.DeleteFunc(sampled(h.rows(t)), func(r row) bool { return r.method != http.MethodPost || r.pattern == paths.SignOut })
	for _, r := range append(rows, post(paths.SignOut, paths.SignOut, always(right))) {
		for _, who := range everybody {
			if r.want(who) != right {
				continue
			}
			got := browsers[who].post(r.path, "role", h.formRole(who, r.path))
			expect(t, r, who, got)
			if got.status == http.StatusSeeOther && who != "visitor" && strings.HasPrefix(got.to, paths.SignIn) && r.pattern != paths.SignOut {
				t.Errorf("%s: POST %s ended the session", who, r.path)
			}
			if got.status != http.StatusSeeOther {
				soundPage(t, r.path, got)
			}
		}
	}
}

// contentsOf sums up every table but those that being signed in changes by itself.
func contentsOf(t *testing.T, db *sql.DB) string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('sessions') ORDER BY name")
	must(t, err)
	defer func() { _ = rows.Close() }()
	var tables []string
	for rows.Next() {
		var name string
		must(t, rows.Scan(&name))
		tables = append(tables, name)
	}
	must(t, rows.Err())
	sums := make([]string, len(tables))
	for i, name := range tables {
		sums[i] = name + " " + sumOf(t, db, name)
	}
	return strings.Join(sums, "\n")
}

// sumOf is the number of rows and the hash of everything in a table.
func sumOf(t *testing.T, db *sql.DB, table string) string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "SELECT * FROM "+table)
	must(t, err)
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	must(t, err)
	sum, n := sha256.New(), 0
	for ; rows.Next(); n++ {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		must(t, rows.Scan(values...))
		for _, v := range values {
			_, _ = fmt.Fprintf(sum, "%v\x00", *v.(*any))
		}
	}
	must(t, rows.Err())
	return fmt.Sprintf("%d %s", n, hex.EncodeToString(sum.Sum(nil)))
}

// differing names the tables in which two sums differ.
func differing(before, after string) (tables []string) {
	was := strings.Split(before, "\n")
	for i, line := range strings.Split(after, "\n") {
		if i >= len(was) || was[i] != line {
			name, _, _ := strings.Cut(line, " ")
			tables = append(tables, name)
		}
	}
	return tables
}
