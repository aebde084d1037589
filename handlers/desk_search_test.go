package handlers_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jianbao/internal/paths"
	"jianbao/models"
)

// staff reads what is not published, as far as it is theirs.
var staff = []string{"editor", "editor2", "proofreader", "first", "second", "signer", "auditor"}

// foundOnDesk are the addresses that a search of the desk leads to, and the page.
func (b *browser) foundOnDesk(t *testing.T, slug, words string, kind models.SearchKind) (out []string, got answer) {
	t.Helper()
	got = b.get(paths.With(paths.To(paths.DeskSearch, slug), "q", words, "kind", string(kind))).wants(t, http.StatusOK)
	got.page(t).Find(".found h3 a").Each(func(_ int, s *goquery.Selection) { out = append(out, s.AttrOr("href", "")) })
	return out, got
}

// The search of the desk finds a draft, an article of the pool or material exactly if its page opens: by its title, its text and every other
// word that is indexed. To who may not open it, it answers as to a word that stands nowhere.
func TestTheDeskFindsExactlyWhatOpens(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	browsers, slug := h.browsers(t), h.bulletin.Slug
	live := []string{"internal", "members", "published", "remembered", "limited", "mixed"}
	for _, who := range staff {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			b := browsers[who].in(t)
			answer := func(words string) string {
				_, got := b.foundOnDesk(t, slug, words, models.FindAll)
				return strings.ReplaceAll(withoutNonce(got), words, "WORDS")
			}
			check := func(name, word, path string, kind models.SearchKind, hidden bool) {
				t.Helper()
				opens := b.get(path).status == http.StatusOK && !hidden
				for _, asked := range []models.SearchKind{models.FindAll, kind} {
					if found, _ := b.foundOnDesk(t, slug, word, asked); slices.Contains(found, path) != opens {
						t.Errorf("%s: %q finds %q, and %s opens: %t", name, word, found, path, opens)
					}
				}
				if !opens && !hidden && answer(word) != answer("kanari-nowhere-word") {
					t.Errorf("%s: %q can be told from what stands nowhere", name, word)
				}
			}
			for _, name := range append(h.states(), "pool", "binned") {
				path := paths.To(paths.DeskArticle, slug, h.articles[name][0])
				notOnDesk := name == "binned" || name == "deleted" || slices.Contains(live, name)
				for _, place := range []string{"title", "body"} {
					check(name, canary(name, place), path, models.FindDrafts, notOnDesk)
				}
			}
			for _, place := range []string{"title", "body", "unit", "sender"} {
				check("material", canary("material", place), paths.To(paths.Material, slug, h.material), models.FindMaterial, false)
			}
			for _, word := range []string{canary("draft", "copy"), canary("draft", "side"), canary("reviewing", "comment"), canary("neighbour", "title")} {
				if found, _ := b.foundOnDesk(t, slug, word, models.FindAll); len(found) > 0 {
					t.Errorf("%q finds %q", word, found)
				}
			}
			for _, name := range live { // what is published leads to the readers' page
				reads := h.readsArticle(h.facts(t, name), 0)(who) == http.StatusOK
				if found, _ := b.foundOnDesk(t, slug, canary(name, "title"), models.FindPublished); slices.Contains(found, paths.To(paths.Article, slug, h.articles[name][0])) != reads {
					t.Errorf("%s: found %q, may be read: %t", name, found, reads)
				}
			}
		})
	}
}

// withoutNonce is a page without what is random in every answer.
func withoutNonce(got answer) string {
	body := got.body
	if m := nonces.FindStringSubmatch(got.header.Get("Content-Security-Policy")); m != nil {
		body = strings.ReplaceAll(body, m[1], "NONCE")
	}
	return body
}
