package handlers_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jianbao/internal/paths"
)

// forgeries are what no page of ours would send.
var forgeries = []string{"", "forged", "-1", "0", "99999999999999999999", "null\x00byte", "\xff\xfe", "二〇二六", strings.Repeat("长", 3000)}

// leftAlone are forms that end sessions or close accounts, after which nothing more could be tried.
var leftAlone = []string{paths.SignOut, "/password", "/disable", "/sessions/", "/role"}

func TestAForgedFieldIsNeverTheServersFault(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	browsers := h.browsers(t)
	rows := sampled(h.rows(t))
	tried := map[string]bool{}
	for _, who := range []string{"editor", "proofreader", "first", "second", "signer", "admin"} {
		b := browsers[who]
		for _, r := range rows {
			if r.method != http.MethodGet || r.want(who) != http.StatusOK {
				continue
			}
			page := b.get(r.path)
			if page.status != http.StatusOK || !strings.HasPrefix(page.header.Get("Content-Type"), "text/html") {
				continue // what was forged before has changed its state
			}
			page.page(t).Find("form[method=post]").Each(func(_ int, s *goquery.Selection) { h.forge(t, b, s, tried) })
		}
	}
	if len(tried) < 30/sample() {
		t.Errorf("only %d kinds of form were tried", len(tried))
	}
}

// forge sends one form of each kind once for each of its fields and each forgery.
func (h *house) forge(t *testing.T, b *browser, s *goquery.Selection, tried map[string]bool) {
	t.Helper()
	f := formDrawn(t, s)
	s.Find("button[name]").First().Each(func(_ int, c *goquery.Selection) { f.values.Add(c.AttrOr("name", ""), c.AttrOr("value", "")) })
	kind := kindOfForm(f)
	if tried[kind] || slices.ContainsFunc(leftAlone, func(part string) bool { return strings.Contains(f.action, part) }) {
		return
	}
	tried[kind] = true
	for name := range f.values {
		was := f.values[name]
		if name == "role" {
			continue
		}
		for _, forgery := range sampled(forgeries) {
			f.values[name] = []string{forgery}
			if got := b.send(f); got.status >= http.StatusInternalServerError {
				t.Errorf("%s with %s=%.20q answered %d: %s", f.action, name, forgery, got.status, firstHeading(got.body))
			}
		}
		f.values[name] = was
	}
	f.values.Set("administrator", "1") // a field that the form does not have
	if got := b.send(f); got.status >= http.StatusInternalServerError {
		t.Errorf("%s with a field of another form answered %d", f.action, got.status)
	}
}

// kindOfForm is a form's address without ids, and its fields without those of single blocks.
func kindOfForm(f *form) string {
	var fields []string
	for name := range f.values {
		if kind, _, block := strings.Cut(name, "_"); block && slices.Contains([]string{"text", "kind", "level"}, kind) {
			name = kind
		}
		if !slices.Contains(fields, name) {
			fields = append(fields, name)
		}
	}
	slices.Sort(fields)
	address := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, f.action)
	return address + " " + strings.Join(fields, ",")
}

func TestWhatBelongsToAnotherBulletinIsNeverTouchedFromHere(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	b := h.signedIn(t, "editor")
	db := h.database(t)
	before := contentsOf(t, db)
	theirs, ours := h.issues["neighbour"].ID, h.issues["draft"].ID
	theirSection, ourSection, theirArticle := h.sections["neighbour"], h.sections["draft"], h.articles["neighbour"][0]
	ourArticle, pooled := h.articles["draft"][0], h.articles["pool"][0]
	for _, try := range [][]string{
		{desk("/pool"), "op", "place", "article", id(pooled), "section", id(theirSection)},
		{desk("/pool"), "op", "place", "article", id(theirArticle), "section", id(ourSection)},
		{desk(fmt.Sprintf("/issues/%d/articles", ours)), "section", id(theirSection), "title", "标题"},
		{desk(fmt.Sprintf("/issues/%d/articles", ours)), "section", id(ourSection), "article", id(theirArticle)},
		{desk(fmt.Sprintf("/issues/%d/articles/%d/move", ours, theirArticle)), "direction", "up"},
		{desk(fmt.Sprintf("/issues/%d/articles/%d/move", ours, ourArticle)), "section", id(theirSection)},
		{desk(fmt.Sprintf("/issues/%d/articles/%d/pool", ours, theirArticle))},
		{desk(fmt.Sprintf("/issues/%d/sections/%d", ours, theirSection)), "title", "栏目"},
		{desk(fmt.Sprintf("/issues/%d/sections/%d/remove", ours, theirSection))},
		{desk(fmt.Sprintf("/issues/%d/sections/%d/move", ours, theirSection)), "direction", "up"},
		{desk(fmt.Sprintf("/issues/%d/sections", theirs)), "title", "栏目"},
		{desk(fmt.Sprintf("/issues/%d/masthead", theirs)), "name", "开放前沿", "number", "3"},
		{desk(fmt.Sprintf("/issues/%d/do/submit", theirs))},
		{desk(fmt.Sprintf("/issues/%d/do/void", theirs)), "reason", "作废"},
		{desk(fmt.Sprintf("/articles/%d", theirArticle)), "op", "save", "title", "标题"},
		{desk(fmt.Sprintf("/articles/%d/delete", theirArticle))},
		{desk("/pictures/" + h.pictures["neighbour"] + "/delete")},
		{desk("/pictures/" + h.pictures["neighbour"] + "/restore")},
	} {
		b.post(try[0], append([]string{"role", "editor"}, try[1:]...)...).wants(t, http.StatusNotFound)
	}
	if after := contentsOf(t, db); after != before {
		t.Errorf("changed: %s", differing(before, after))
	}
}

func TestEveryIssueIsListedUnderItsState(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	states := map[string][]string{
		"editing": {"draft", "recalled", "returned", "finished", "old"}, "reviewing": {"reviewing", "recorded", "awaiting"}, "signed": {"signed"},
		"published": {"published", "members", "internal", "limited", "mixed", "taken-down", "remembered"}, "ended": {"voided", "withdrawn"},
	}
	all := slices.DeleteFunc(h.states(), func(name string) bool { return name == "deleted" })
	states[""] = all
	editor, signer := h.signedIn(t, "editor2"), h.signedIn(t, "signer")
	for state, names := range states {
		listed, seen := editor.open(desk("/issues?state="+state)).text(t), signer.get(desk("/issues?state="+state)).text(t)
		for name, i := range h.issues {
			if i.BulletinID != h.bulletin.ID {
				continue
			}
			if want := slices.Contains(names, name); strings.Contains(listed, i.Label()) != want {
				t.Errorf("%s listed under %q: %v", name, state, !want)
			}
			readable := slices.Contains(names, name) && !slices.Contains([]string{"draft", "recalled", "finished", "deleted"}, name)
			if strings.Contains(seen, i.Label()) != readable {
				t.Errorf("%s listed under %q for the signer: %v", name, state, !readable)
			}
		}
	}
	editor.open(desk("/trash?of=issues")).says(t, h.issues["deleted"].Label())
	editor.get(desk("/issues?state=none")).wants(t, http.StatusNotFound)
}
