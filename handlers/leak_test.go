package handlers_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jianbao/handlers"
	"jianbao/internal/paths"
	"jianbao/models"
)

// strangers may read editions, and nothing of how they came about.
var strangers = []string{"visitor", "reader", "listed", "admin", "outsider"}

var (
	canaries = regexp.MustCompile(`kanari-[a-z-]*[a-z]`)
	numbers  = regexp.MustCompile(`第(?:7\d\d|2[12])期`)
	nonces   = regexp.MustCompile(`'nonce-([A-Z0-9]+)'`)
	marks    = strings.NewReplacer("<mark>", "", "</mark>", "") // a search marks what was looked for inside a word too
)

// printedPlaces are the places of an issue that its edition prints.
var printedPlaces = []string{"section", "title", "body", "source", "unit", "note", "to", "alt"}

// audible are the canaries and numbers that somebody may come across.
func (h *house) audible(t *testing.T, who string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for _, name := range h.states() {
		f := h.facts(t, name)
		switch h.reads(f)(who) {
		case http.StatusOK:
			for _, place := range printedPlaces {
				if h.readsPlace(f, place)(who) == http.StatusOK {
					out[canary(name, place)] = true
				}
			}
			out[f.issue.Label()] = true
		case http.StatusGone: // the notice says which issue it was
			out[f.issue.Label()] = true
		}
	}
	if who == "outsider" {
		for _, place := range printedPlaces[:4] { // all there is of an issue fresh from its file
			out[canary("neighbour", place)] = true
		}
		out[canary("neighbour", "picture")] = true
	}
	return out
}

// readsPlace is for whoever may read a printed place of an issue. The first article holds most; the first section holds the first two.
func (h *house) readsPlace(f facts, place string) func(string) int {
	switch place {
	case "note", "to":
		return h.reads(f)
	case "section":
		return func(who string) int { return min(h.readsArticle(f, 0)(who), h.readsArticle(f, 1)(who)) }
	}
	return h.readsArticle(f, 0)
}

// overheard lists what an answer says that it should not: in its status, its headers or its body, encoded or not.
func overheard(got answer, audible map[string]bool) (out []string) {
	for _, word := range wordsOf(got) {
		if !audible[word] && !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	return out
}

// wordsOf are all canaries and numbers in an answer.
func wordsOf(got answer) []string {
	said := []string{marks.Replace(got.body)}
	for name, values := range got.header {
		for _, v := range values {
			said = append(said, name+": "+v)
			if plain, err := url.QueryUnescape(v); err == nil {
				said = append(said, plain)
			}
		}
	}
	all := strings.Join(said, "\n")
	return append(canaries.FindAllString(all, -1), numbers.FindAllString(all, -1)...)
}

// ids is how far the ids of everything go; a little beyond, there is nothing.
func (h *house) ids(t *testing.T, table string) []any {
	t.Helper()
	var last int
	must(t, h.database(t).QueryRowContext(t.Context(), "SELECT MAX(id) FROM "+table).Scan(&last))
	out := make([]any, last+1)
	for i := range out {
		out[i] = i + 1
	}
	return out
}

// absent is an id that nothing has.
const absent = 987654

// absentHash is the hash of no picture.
var absentHash = fmt.Sprintf("%064d", absent)

// nameable lists every address that somebody could make up, by pattern; the first of each names what does not exist.
func (h *house) nameable(t *testing.T) map[string][]string {
	t.Helper()
	issues, articles := h.ids(t, "issues"), h.ids(t, "articles")
	out := map[string][]string{}
	add := func(pattern string, values ...any) { out[pattern] = append(out[pattern], paths.To(pattern, values...)) }
	for _, slug := range []string{h.bulletin.Slug, h.neighbour.Slug} {
		for _, pattern := range []string{paths.Issue, paths.APIIssue, paths.DeskIssue, paths.IssuePreview, paths.IssueReview, paths.ReviewCopy, paths.SignOffSheet, paths.IssueHistory, paths.IssueCompare, paths.IssueFiles, paths.IssueEditions, paths.PreviewLinks, paths.IssuePages} {
			for _, id := range append([]any{absent}, issues...) {
				add(pattern, slug, id)
			}
		}
		for _, id := range append([]any{absent}, issues...) { // what is readable in a packed file stands in the text too
			add(paths.IssueFile, slug, id, "txt")
			add(paths.IssueFile, slug, id, "zip")
			add(paths.DraftFile, slug, id, "txt")
			add(paths.IssueClip, slug, id, "wechat")
			add(paths.IssuePage, slug, id, 1) // outlines say nothing, but what is hidden must look as what is not there
			add(paths.DraftPage, slug, id, 1)
			for _, pattern := range []string{paths.ReviewCopyFile, paths.SignOffSheetFile, paths.IssueMarkedUp} {
				add(pattern, slug, id, "docx")
			}
		}
		for _, pattern := range []string{paths.Article, paths.APIArticle, paths.DeskArticle, paths.ArticleRevisions, paths.ArticleCopy, paths.ArticleTakeOver} {
			for _, id := range append([]any{absent}, articles...) {
				add(pattern, slug, id)
			}
		}
		for _, id := range append([]any{absent}, articles...) {
			add(paths.ArticleMarkedUp, slug, id, "docx")
			add(paths.ArticleProposal, slug, id, h.proposal)
			out[paths.ArticleProposals] = append(out[paths.ArticleProposals], paths.With(paths.To(paths.ArticleProposals, slug, id), "block", h.block))
			out["comments"] = append(out["comments"], paths.With(paths.To(paths.DeskArticle, slug, id), "view", "read"))
		}
		for _, id := range append([]any{absent}, h.ids(t, "imports")...) {
			add(paths.Import, slug, id)
		}
		for _, pattern := range []string{paths.Material, paths.MaterialFile} {
			for _, id := range append([]any{absent}, h.ids(t, "materials")...) {
				add(pattern, slug, id)
			}
		}
		for _, pattern := range []string{paths.ReaderSection, paths.SectionFeed} { // whoever asks for a hidden one knows its title already
			add(pattern, slug, "没有的栏目")
			add(pattern, slug, "制度创新")
		}
		for _, unit := range []string{"没有的单位", sender} {
			add(paths.ReaderUnit, slug, unit)
			for _, year := range []string{"2026", "2025", "never"} {
				add(paths.UnitYear, slug, unit, year)
			}
		}
		add(paths.BulletinMap, slug, "lists.xml")
		add(paths.APISearch, slug)
		for _, year := range []string{"2026", "2025", "never"} {
			add(paths.BulletinMap, slug, year+".xml")
			add(paths.ArchiveYear, slug, year)
			add(paths.SectionYear, slug, "制度创新", year)
		}
		for _, hash := range append([]string{absentHash}, slices.Sorted(maps.Values(h.pictures))...) {
			add(paths.DeskPicture, slug, hash)
			for _, id := range append([]any{absent}, issues...) {
				add(paths.IssuePicture, slug, id, hash)
			}
		}
		for _, id := range append([]any{absent}, h.ids(t, "notices")...) {
			add(paths.Notice, slug, id)
		}
		for _, pattern := range []string{paths.DeskSearch, paths.Notices, paths.Pictures, paths.Home, paths.Desk, paths.Copies, paths.Bulletin, paths.ToDo, paths.Issues, paths.NewIssue, paths.Pool, paths.Trash, paths.Materials, paths.Imports, paths.ArchiveIntake, paths.ArchiveBatch, paths.Audit, paths.AuditFile, paths.Delegations, paths.Archive, paths.Search, paths.About, paths.ReaderUnits, paths.BulletinFeed, paths.SiteMap, paths.APIBulletins, paths.APIIssues} {
			out[pattern] = append(out[pattern], strings.Replace(pattern, ":bulletin", slug, 1))
		}
	}
	for _, id := range []any{absent, h.bulletin.ID, h.neighbour.ID} { // an administrator sees the newest issue that readers see
		add(paths.BulletinLayout, id)
		add(paths.LayoutPreview, id, 1)
	}
	for _, slug := range []string{h.bulletin.Slug, h.neighbour.Slug} {
		add(paths.Report, slug)
		add(paths.ReportFile, slug, "items")
		add(paths.ReportFile, slug, "units")
		for _, kind := range models.FigureKinds {
			out[paths.Figures] = append(out[paths.Figures], paths.With(paths.To(paths.Figures, slug), "kind", string(kind)))
			add(paths.FiguresFile, slug, string(kind)+"s")
		}
	}
	add(paths.Preview, absentHash)
	add(paths.PreviewPicture, absentHash, absentHash)
	slug := h.bulletin.Slug
	for _, id := range append([]any{absent}, issues...) {
		for _, e := range []models.Event{models.EventSubmit, models.EventApprove, models.EventRecord, models.EventObject, models.EventPublish, models.EventSchedule, models.EventCorrect, models.EventWithdraw} {
			add(paths.IssueEvent, slug, id, string(e))
		}
		for _, article := range append([]any{absent}, articles...) {
			add(paths.ArticleEvent, slug, id, article, string(models.EventTakeDown))
		}
		for _, upload := range []any{h.sourceOf["draft"], h.sourceOf["published"], h.scan, id} {
			add(paths.DeskUpload, slug, id, upload)
		}
	}
	add(paths.ArticleRevision, slug, absent, absent)
	add(paths.ArticleMerge, slug, absent, absent)
	rows, err := h.database(t).QueryContext(t.Context(), "SELECT article_id, id FROM revisions")
	must(t, err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var article, revision int64
		must(t, rows.Scan(&article, &revision))
		add(paths.ArticleRevision, slug, article, revision)
		add(paths.ArticleMerge, slug, article, revision)
	}
	must(t, rows.Err())
	return out
}

// asked are lists and searches that could find what is hidden.
func (h *house) asked() []string {
	var out []string
	for _, words := range []string{"kanari", "kanari draft", "draft title", "internal", "members", "mixed", "mixed body", "limited title", "withdrawn body", "pool", "口岸", "北屿口岸推行提前申报"} {
		out = append(out, paths.With(paths.To(paths.Search, h.bulletin.Slug), "q", words), paths.With(paths.To(paths.Search, h.neighbour.Slug), "q", words), paths.With(paths.To(paths.APISearch, h.bulletin.Slug), "q", words),
			paths.With(paths.To(paths.Search, h.bulletin.Slug), "q", words, "bulletin", "all", "order", "relevance"), paths.With(paths.To(paths.APISearch, h.bulletin.Slug), "q", words, "order", "date", "year", "2026"),
			paths.With(paths.To(paths.DeskSearch, h.bulletin.Slug), "q", words), paths.With(paths.To(paths.DeskSearch, h.neighbour.Slug), "q", words, "kind", "drafts"))
	}
	for _, year := range []string{"2026", "2025"} {
		out = append(out, paths.With(paths.To(paths.Archive, h.bulletin.Slug), "year", year),
			paths.With(paths.To(paths.ReaderSection, h.bulletin.Slug, "制度创新"), "year", year))
	}
	for _, words := range []string{"kanari", "binned", "pool"} {
		out = append(out, paths.With(paths.To(paths.Pool, h.bulletin.Slug), "q", words), paths.With(paths.To(paths.Trash, h.bulletin.Slug), "of", words))
	}
	for _, action := range []string{"issue.created", "issue.imported", "issue.return", "issue.void"} {
		out = append(out, paths.With(paths.To(paths.Audit, h.bulletin.Slug), "action", action))
	}
	for id := range len(h.issues) {
		out = append(out, paths.With(paths.To(paths.Audit, h.bulletin.Slug), "issue", strconv.Itoa(id+1)))
	}
	return out
}

func TestEveryAddressWithAnObjectIsTriedForLeaks(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	tried := h.nameable(t)
	for _, r := range handlers.Routes() {
		about := strings.Contains(r.Path, ":") && !strings.HasPrefix(r.Path, "/desk/admin")
		if _, ok := tried[r.Path]; r.Method == http.MethodGet && about && !ok {
			t.Errorf("%s is not tried", r.Path)
		}
	}
}

func TestNobodyLearnsAnythingOfWhatIsHidden(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	browsers, tried := h.browsers(t), h.nameable(t)
	tried["lists"] = h.asked()
	t.Cleanup(func() { // when everybody has tried
		if words := overheard(answer{body: h.logs.String()}, nil); len(words) > 0 || strings.Contains(h.logs.String(), passphrase) {
			t.Errorf("the server's log says %q, or the password", words)
		}
	})
	for _, who := range strangers {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			visitor := browsers["visitor"].in(t)
			b, audible, heard := browsers[who].in(t), h.audible(t, who), map[string]bool{}
			for _, pattern := range slices.Sorted(maps.Keys(tried)) {
				for _, path := range sampled(tried[pattern]) {
					got := b.get(path)
					if words := overheard(got, audible); len(words) > 0 {
						t.Errorf("%s answers %d and says %q", path, got.status, words)
					}
					for _, word := range wordsOf(got) {
						heard[word] = true
					}
					if cached := got.header.Get("Cache-Control"); strings.Contains(cached, "public") && visitor.get(path).body != got.body {
						t.Errorf("%s may be kept by everybody, but is not the page of a visitor", path)
					}
				}
			}
			for word := range audible { // or the addresses tried lead nowhere
				if !heard[word] && sample() == 1 {
					t.Errorf("%s is open to %s, but was never met", word, who)
				}
			}
		})
	}
}

// Nobody but its owner reads a working copy, not even colleagues who may read everything else of the article.
func TestAWorkingCopyIsReadByItsOwnerAlone(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	browsers, tried, word := h.browsers(t), h.nameable(t), canary("draft", "copy")
	for _, who := range []string{"editor", "editor2", "auditor", "first"} { // strangers are tried elsewhere
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			b, met := browsers[who].in(t), false
			for _, list := range tried {
				for _, path := range sampled(list) {
					if slices.Contains(wordsOf(b.get(path)), word) {
						if met = true; who != "editor2" {
							t.Errorf("%s shows %s somebody else's working copy", path, who)
						}
					}
				}
			}
			if who == "editor2" && !met && sample() == 1 {
				t.Error("the owner never met the working copy")
			}
		})
	}
}

func TestWhatIsHiddenAnswersAsWhatDoesNotExist(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	browsers, tried := h.browsers(t), h.nameable(t)
	for _, who := range strangers {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			b := browsers[who].in(t)
			for pattern, list := range tried {
				if !strings.Contains(list[0], strconv.Itoa(absent)) {
					continue
				}
				nothing, there := map[string]bool{}, slices.Clone(list)
				there = slices.DeleteFunc(there, func(path string) bool {
					if !strings.Contains(path, strconv.Itoa(absent)) {
						return false
					}
					nothing[fingerprint(b.get(path))] = true
					return true
				})
				for _, path := range sampled(there) {
					if got := b.get(path); got.status >= http.StatusBadRequest && got.status != http.StatusGone && !nothing[fingerprint(got)] {
						t.Errorf("%s (%s) can be told from what does not exist: %d", path, pattern, got.status)
					} else if got.status == http.StatusSeeOther && who != "visitor" && strings.Contains(path, "/"+h.bulletin.Slug+"/") {
						t.Errorf("%s (%s) leads to %s", path, pattern, got.to)
					}
				}
			}
			jump, audible := paths.To(paths.Archive, h.bulletin.Slug), h.audible(t, who)
			for _, name := range h.states() {
				hidden := strconv.Itoa(h.issues[name].Number)
				if audible[h.issues[name].Label()] {
					continue
				}
				there, not := b.get(paths.With(jump, "number", hidden)), b.get(paths.With(jump, "number", "999"))
				alike := func(page string) string { return strings.ReplaceAll(page, hidden, "999") } // in both: the number may stand in the name of a style sheet, too
				if alike(there.body) != alike(not.body) || there.status != not.status {
					t.Errorf("the archive tells the number of the issue %s from one that does not exist", name)
				}
			}
		})
	}
}

// fingerprint is everything of an answer but the time and what is random in every answer.
func fingerprint(got answer) string {
	h := got.header.Clone()
	h.Del("Date")
	out := fmt.Sprint(got.status, h, got.body)
	if m := nonces.FindStringSubmatch(h.Get("Content-Security-Policy")); m != nil {
		out = strings.ReplaceAll(out, m[1], "NONCE")
	}
	return out
}

// Whatever somebody saw is not kept by the browser, and after signing out, even with the cookie of before, everything is as for a visitor.
func TestAfterSigningOutNothingIsLeft(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	tried, audible := h.nameable(t), h.audible(t, "visitor")
	tried["lists"] = h.asked()
	for _, who := range []string{"editor", "reader"} {
		b := h.signedIn(t, who)
		saw := 0
		for pattern, list := range tried {
			for _, path := range sampled(list) {
				got := b.get(path)
				if words := overheard(got, audible); len(words) == 0 {
					continue
				} else if saw++; got.header.Get("Cache-Control") != "no-store" {
					t.Errorf("%s (%s) shows %s %q and may be kept: %q", path, pattern, who, words, got.header.Get("Cache-Control"))
				}
			}
		}
		cookie := b.cookie(sessionCookie)
		if out := b.post(paths.SignOut); out.header.Get("Clear-Site-Data") != `"cache"` {
			t.Error("what the browser may have kept all the same is not cleared")
		}
		b.setCookie(sessionCookie, cookie)
		for pattern, list := range tried {
			for _, path := range sampled(list) {
				got := b.get(path)
				if words := overheard(got, audible); len(words) > 0 {
					t.Errorf("%s (%s) says %q after %s has signed out", path, pattern, words, who)
				}
				if strings.HasPrefix(path, paths.Desk) && (got.status != http.StatusSeeOther || !strings.HasPrefix(got.to, paths.SignIn)) {
					t.Errorf("%s (%s) answers %d to %q after %s has signed out", path, pattern, got.status, got.to, who)
				}
			}
		}
		if saw == 0 {
			t.Errorf("%s saw nothing that a visitor does not", who)
		}
		t.Logf("%s saw %d pages that visitors do not", who, saw)
	}
}
