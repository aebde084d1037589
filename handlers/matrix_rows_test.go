package handlers_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jianbao/assets"
	"jianbao/internal/paths"
	"jianbao/internal/store"
	"jianbao/models"
)

// Expectations that are no status.
const (
	right   = 0  // may do it; what becomes of it is another matter
	refused = -1 // 403 or 404: there is no object whose existence could tell them apart
)

// row is one address that somebody may ask for, and what the policy lets each role expect.
type row struct {
	method  string
	pattern string
	path    string
	note    string // which object, where the address does not say it
	want    func(who string) int
}

// facts is what the policy looks at when somebody acts on an issue, read from the database and not from the newsroom.
type facts struct {
	issue     models.Issue
	run       models.Run
	decisions []models.Decision
	drafters  []models.Contribution
	bulletin  models.Bulletin
}

func (h *house) facts(t *testing.T, name string) facts {
	t.Helper()
	f := facts{issue: h.issues[name], bulletin: h.bulletin}
	must(t, h.store.Read(t.Context(), func(tx *store.Tx) (err error) {
		if f.drafters, err = tx.Contributors(f.issue.ID); err != nil || f.issue.RunID == nil {
			return err
		}
		if f.run, err = tx.Run(*f.issue.RunID); err != nil {
			return err
		}
		f.decisions, err = tx.Decisions(f.issue.ID)
		return err
	}))
	return f
}

func (f facts) circumstances(role models.Role, user int64) models.Circumstances {
	c := models.Circumstances{
		Submitted: f.issue.Submitted(), Amendments: f.run.Amendments, PaperDecisions: f.run.Paper, EditorsPublish: f.bulletin.EditorsPublish, Access: f.issue.Access,
	}
	if f.run.State == models.RunOpen {
		c.HoldsStep, c.StepIsSignOff = f.run.Chain[f.run.Step].HeldBy(role, user), f.run.Chain.SignOff(f.run.Step)
	}
	for _, d := range f.decisions {
		c.Named = c.Named || d.ActorID == user && d.RecorderID != nil && d.ObjectedAt == nil
	}
	return c
}

// member reports whether somebody works for the bulletin at all.
func member(who string) bool { return who != "outsider" && who != "visitor" }

// atDesk is what everybody meets before the desk: visitors are sent to sign in, and who does not work there finds nothing.
func atDesk(then func(who string) int) func(string) int {
	return func(who string) int {
		switch {
		case who == "visitor":
			return http.StatusSeeOther
		case !member(who):
			return http.StatusNotFound
		}
		return then(who)
	}
}

// always is the same for everybody.
func always(status int) func(string) int { return func(string) int { return status } }

// signedIn is for whoever has an account.
func signedIn(status int) func(string) int {
	return func(who string) int {
		if who == "visitor" {
			return http.StatusSeeOther
		}
		return status
	}
}

// adminOnly finds nothing for others.
func adminOnly(status int) func(string) int {
	return func(who string) int {
		switch who {
		case "visitor":
			return http.StatusSeeOther
		case "admin":
			return status
		}
		return http.StatusNotFound
	}
}

// can is for the roles that may do something in any circumstances; others get otherwise.
func can(action models.Action, c models.Circumstances, status, otherwise int) func(string) int {
	return atDesk(func(who string) int {
		if models.Can(roleOf[who], action, c) {
			return status
		}
		return otherwise
	})
}

// sees is for whoever may read the working copy of an issue; to others it does not exist.
func (h *house) sees(f facts, then func(who string, c models.Circumstances) int) func(string) int {
	return atDesk(func(who string) int {
		c := f.circumstances(roleOf[who], h.people[who].UserID)
		if !models.Can(roleOf[who], models.ReadUnpublished, c) {
			return http.StatusNotFound
		}
		return then(who, c)
	})
}

// edits is for whoever may change an issue's contents.
func (h *house) edits(f facts) func(string) int {
	return h.sees(f, func(who string, c models.Circumstances) int {
		if models.Can(roleOf[who], models.EditContent, c) {
			return right
		}
		return http.StatusForbidden
	})
}

// writes is for whoever may change an issue's texts, by editing or by amending in their step.
func (h *house) writes(f facts) func(string) int {
	return h.sees(f, func(who string, c models.Circumstances) int {
		if models.Can(roleOf[who], models.EditContent, c) || f.issue.Workflow == models.Reviewing && models.Can(roleOf[who], models.Amend, c) {
			return right
		}
		return http.StatusForbidden
	})
}

// reads is for whoever may read the edition of an issue.
func (h *house) reads(f facts) func(string) int {
	return func(who string) int {
		switch {
		case f.issue.EditionID == nil, !models.Can(roleOf[who], models.ReadEdition, models.Circumstances{Access: f.issue.Access}):
			return http.StatusNotFound
		case f.issue.Standing != models.Normal:
			return http.StatusGone
		}
		return http.StatusOK
	}
}

// asks is what the page before an act answers.
func (h *house) asks(f facts, e models.Event) func(string) int {
	t, ok := models.TransitionFor(e)
	return h.sees(f, func(who string, c models.Circumstances) int {
		switch {
		case !ok || slices.Contains([]models.Event{models.EventEdit, models.EventAmend, models.EventReplace}, e):
			return http.StatusNotFound
		case !models.Can(roleOf[who], t.Action, c):
			return http.StatusForbidden
		case !t.Possible(f.issue) || !f.also(e, h.people[who].UserID):
			return http.StatusConflict
		case e == models.EventRecord && !f.mayRecord(h.people[who].UserID):
			return http.StatusForbidden
		}
		return http.StatusOK
	})
}

// does is what the act itself answers to those who may not. Approving and signing off are one act: which of the two it is,
// the step at work says.
func (h *house) does(f facts, e models.Event) func(string) int {
	if f.run.State == models.RunOpen && (e == models.EventApprove || e == models.EventSignOff) {
		e = models.EventApprove
		if f.run.Chain.SignOff(f.run.Step) {
			e = models.EventSignOff
		}
	}
	asks := h.asks(f, e)
	return func(who string) int {
		if got := asks(who); got != http.StatusOK && got != http.StatusConflict {
			return got
		}
		return right
	}
}

// also is what product.md adds to the table of states: only the submitter recalls, and only before anybody acted; only what was
// never submitted is deleted.
func (f facts) also(e models.Event, user int64) bool {
	switch e {
	case models.EventRecall:
		return f.run.SubmittedBy == user && len(f.decisions) == 0
	case models.EventDelete:
		return f.issue.RunID == nil
	default:
		return true
	}
}

// mayRecord: the recorder is no contributor and records at most one step.
func (f facts) mayRecord(user int64) bool {
	return !slices.ContainsFunc(f.drafters, func(c models.Contribution) bool { return c.UserID == user }) &&
		!slices.ContainsFunc(f.decisions, func(d models.Decision) bool {
			return d.RecorderID != nil && *d.RecorderID == user && d.Step != f.run.Step
		})
}

// states are the issues of the bulletin by name, in order of their ids.
func (h *house) states() []string {
	var names []string
	for name, i := range h.issues {
		if i.BulletinID == h.bulletin.ID {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return int(h.issues[a].ID - h.issues[b].ID) })
	return names
}

var events = func() []models.Event {
	var out []models.Event
	for _, t := range models.Transitions {
		out = append(out, t.Event)
	}
	return append(out, "nonsense")
}()

func get(pattern, path string, want func(string) int) row {
	return row{method: http.MethodGet, pattern: pattern, path: path, want: want}
}

func post(pattern, path string, want func(string) int) row {
	return row{method: http.MethodPost, pattern: pattern, path: path, want: want}
}

// rows is the whole expectation table.
func (h *house) rows(t *testing.T) []row {
	t.Helper()
	out := slices.Concat(h.publicRows(), h.accountRows(), h.bulletinRows())
	for _, name := range h.states() {
		f := h.facts(t, name)
		for _, r := range slices.Concat(h.issueRows(f, name), h.articleRows(t, f, name)) {
			r.note = name
			out = append(out, r)
		}
	}
	for _, r := range h.issueRows(h.facts(t, "neighbour"), "neighbour") { // under our bulletin's address it does not exist
		r.note = "neighbour"
		if r.want = always(http.StatusNotFound); strings.HasPrefix(r.path, paths.Desk) {
			r.want = atDesk(r.want)
		}
		out = append(out, r)
	}
	return out
}

func (h *house) publicRows() []row {
	slug := h.bulletin.Slug
	return []row{
		get(paths.Health, paths.Health, always(200)), get(paths.Robots, paths.Robots, always(200)), get(paths.Assets, assets.URL("desk.css"), always(200)),
		get(paths.Assets, "/assets/none.css", always(404)),
		get(paths.Home, paths.Home, always(200)),
		get(paths.Bulletin, paths.To(paths.Bulletin, slug), always(200)), get(paths.Bulletin, paths.To(paths.Bulletin, "none"), always(404)),
		get(paths.Archive, paths.To(paths.Archive, slug), always(200)),
		get(paths.Search, paths.With(paths.To(paths.Search, slug), "q", "口岸"), always(200)),
		get(paths.Issue, paths.To(paths.Issue, slug, 9999), always(404)), get(paths.Article, paths.To(paths.Article, slug, 9999), always(404)),
		get(paths.Setup, paths.Setup, always(404)), post(paths.Setup, paths.Setup, always(404)),
		get(paths.SignIn, paths.SignIn, func(who string) int {
			if who == "visitor" {
				return http.StatusOK
			}
			return http.StatusSeeOther
		}),
		post(paths.SignIn, paths.SignIn, always(right)),
	}
}

func (h *house) accountRows() []row {
	user, bulletin := h.people["reader"].UserID, h.bulletin.ID
	out := []row{
		get(paths.Desk, paths.Desk, always(http.StatusSeeOther)),
		get(paths.Account, paths.Account, signedIn(200)),
		post(paths.AccountPass, paths.AccountPass, signedIn(right)),
		post(paths.AccountSession, paths.To(paths.AccountSession, "none"), signedIn(404)),
		post(paths.ActingRole, paths.To(paths.ActingRole, h.bulletin.Slug), atDesk(always(right))),
		post(paths.SignOut, paths.SignOut, always(right)),
	}
	for pattern, path := range map[string]string{
		paths.Users: paths.Users, paths.NewUser: paths.NewUser, paths.User: paths.To(paths.User, user),
		paths.Bulletins: paths.Bulletins, paths.NewBulletin: paths.NewBulletin, paths.BulletinEdit: paths.To(paths.BulletinEdit, bulletin),
	} {
		out = append(out, get(pattern, path, adminOnly(200)))
	}
	for pattern, path := range map[string]string{
		paths.NewUser: paths.NewUser, paths.User: paths.To(paths.User, user), paths.UserPassword: paths.To(paths.UserPassword, user),
		paths.UserDisable: paths.To(paths.UserDisable, user), paths.UserEnable: paths.To(paths.UserEnable, user), paths.UserMembership: paths.To(paths.UserMembership, user),
		paths.NewBulletin: paths.NewBulletin, paths.BulletinEdit: paths.To(paths.BulletinEdit, bulletin),
		paths.BulletinChain: paths.To(paths.BulletinChain, bulletin), paths.BulletinLists: paths.To(paths.BulletinLists, bulletin),
	} {
		out = append(out, post(pattern, path, adminOnly(right)))
	}
	return out
}

func (h *house) bulletinRows() []row {
	slug := h.bulletin.Slug
	at := func(pattern string, values ...any) string {
		return paths.To(pattern, append([]any{slug}, values...)...)
	}
	submitted := models.Circumstances{Submitted: true}
	editors := can(models.EditContent, models.Circumstances{}, right, refused)
	out := []row{
		get(paths.ToDo, at(paths.ToDo), atDesk(always(200))),
		get(paths.Issues, at(paths.Issues), can(models.ReadUnpublished, submitted, 200, 404)),
		get(paths.NewIssue, at(paths.NewIssue), can(models.EditContent, models.Circumstances{}, 200, refused)),
		post(paths.NewIssue, at(paths.NewIssue), editors),
		get(paths.Imports, at(paths.Imports), can(models.EditContent, models.Circumstances{}, 200, refused)),
		post(paths.Imports, at(paths.Imports), editors),
		get(paths.Import, at(paths.Import, h.imported), can(models.EditContent, models.Circumstances{}, 200, refused)),
		get(paths.Import, at(paths.Import, h.finished), can(models.EditContent, models.Circumstances{}, 303, refused)),
		post(paths.ImportDecide, at(paths.ImportDecide, h.imported), editors),
		post(paths.ImportConfirm, at(paths.ImportConfirm, h.imported), editors),
		post(paths.ImportDiscard, at(paths.ImportDiscard, h.finished), editors),
		post(paths.ImportDiscard, at(paths.ImportDiscard, h.imported), editors),
		get(paths.Pool, at(paths.Pool), can(models.ReadUnpublished, models.Circumstances{}, 200, 404)),
		post(paths.Pool, at(paths.Pool), editors),
		get(paths.Audit, at(paths.Audit), atDesk(func(who string) int {
			if models.ConditionFor(models.ReadAudit, roleOf[who]) == models.Never {
				return http.StatusNotFound
			}
			return http.StatusOK
		})),
	}
	for _, name := range []string{"pool", "binned"} {
		id := h.articles[name][0]
		pooled := func(action models.Action) func(string) int {
			return atDesk(func(who string) int {
				switch {
				case !models.Can(roleOf[who], models.ReadUnpublished, models.Circumstances{}):
					return http.StatusNotFound
				case !models.Can(roleOf[who], action, models.Circumstances{}):
					return http.StatusForbidden
				}
				return right
			})
		}
		reads := can(models.ReadUnpublished, models.Circumstances{}, 200, 404)
		for _, r := range []row{
			get(paths.DeskArticle, at(paths.DeskArticle, id), reads), get(paths.ArticleRevisions, at(paths.ArticleRevisions, id), reads),
			post(paths.DeskArticle, at(paths.DeskArticle, id), pooled(models.EditContent)),
			post(paths.ArticleDelete, at(paths.ArticleDelete, id), pooled(models.ManageDraft)),
			post(paths.ArticleRestore, at(paths.ArticleRestore, id), pooled(models.ManageDraft)),
		} {
			r.note = name
			out = append(out, r)
		}
	}
	return out
}

func (h *house) issueRows(f facts, name string) []row {
	slug, id := h.bulletin.Slug, f.issue.ID
	at := func(pattern string, values ...any) string {
		return paths.To(pattern, append([]any{slug, id}, values...)...)
	}
	seen := func(status int) func(string) int {
		return h.sees(f, func(string, models.Circumstances) int { return status })
	}
	review, sheet := http.StatusOK, http.StatusOK
	if f.issue.RunID == nil {
		review, sheet = http.StatusSeeOther, http.StatusNotFound
	}
	section := h.sections[name]
	out := []row{
		get(paths.Issue, at(paths.Issue), h.reads(f)),
		get(paths.DeskIssue, at(paths.DeskIssue), seen(200)), get(paths.IssuePreview, at(paths.IssuePreview), seen(200)),
		get(paths.IssueReview, at(paths.IssueReview), seen(review)), get(paths.ReviewCopy, at(paths.ReviewCopy), seen(200)),
		get(paths.SignOffSheet, at(paths.SignOffSheet), seen(sheet)), get(paths.IssueHistory, at(paths.IssueHistory), seen(200)),
		get(paths.DeskUpload, at(paths.DeskUpload, *f.issue.UploadID), seen(200)),
		get(paths.DeskUpload, at(paths.DeskUpload, h.elsewhere(*f.issue.UploadID)), seen(404)),
		post(paths.Masthead, at(paths.Masthead), h.edits(f)),
		post(paths.Sections, at(paths.Sections), h.edits(f)), post(paths.Section, at(paths.Section, section), h.edits(f)),
		post(paths.SectionMove, at(paths.SectionMove, section), h.edits(f)), post(paths.SectionRemove, at(paths.SectionRemove, section), h.edits(f)),
		post(paths.IssueArticles, at(paths.IssueArticles), h.edits(f)),
		post(paths.IssueRestore, at(paths.IssueRestore), h.edits(f)),
	}
	if name == "recorded" {
		out = append(out, get(paths.DeskUpload, at(paths.DeskUpload, h.scan), seen(200)))
	}
	if slices.Contains([]string{"members", "internal", "finished"}, name) { // stand where "published" and "draft" do
		return out
	}
	for _, e := range events {
		path := at(paths.IssueEvent, string(e))
		ask := path
		if e == models.EventObject {
			ask = paths.With(path, "decision", strconv.FormatInt(h.decision, 10))
		}
		out = append(out, get(paths.IssueEvent, ask, h.asks(f, e)), post(paths.IssueEvent, path, h.does(f, e)))
	}
	return out
}

// elsewhere is an upload of another issue.
func (h *house) elsewhere(upload int64) int64 {
	if other := h.sourceOf["draft"]; other != upload {
		return other
	}
	return h.sourceOf["published"]
}

func (h *house) articleRows(t *testing.T, f facts, name string) []row {
	t.Helper()
	slug, article := h.bulletin.Slug, h.articles[name][0]
	at := func(pattern string, values ...any) string {
		return paths.To(pattern, append([]any{slug, article}, values...)...)
	}
	var list []models.Revision
	must(t, h.store.Read(t.Context(), func(tx *store.Tx) (err error) {
		list, err = tx.Revisions(article, 10, 0)
		return err
	}))
	newest, oldest := list[0].ID, list[len(list)-1].ID
	seen := h.sees(f, func(string, models.Circumstances) int { return http.StatusOK })
	hidden := func(who string) int {
		if got := seen(who); got != http.StatusOK {
			return got
		}
		return http.StatusNotFound
	}
	compare := paths.With(at(paths.ArticleRevisions), "from", strconv.FormatInt(oldest, 10), "to", strconv.FormatInt(newest, 10))
	return []row{
		get(paths.Article, at(paths.Article), h.reads(f)),
		get(paths.DeskArticle, at(paths.DeskArticle), seen), get(paths.ArticleRevisions, at(paths.ArticleRevisions), seen), get(paths.ArticleRevisions, compare, seen),
		get(paths.ArticleRevision, at(paths.ArticleRevision, newest), seen), get(paths.ArticleRevision, at(paths.ArticleRevision, oldest), seen),
		get(paths.ArticleRevision, at(paths.ArticleRevision, 9999), hidden),
		post(paths.DeskArticle, at(paths.DeskArticle), h.writes(f)), post(paths.ArticleRevision, at(paths.ArticleRevision, oldest), h.writes(f)),
		post(paths.ArticleDelete, at(paths.ArticleDelete), h.edits(f)), post(paths.ArticleRestore, at(paths.ArticleRestore), h.edits(f)),
		post(paths.ArticleMove, paths.To(paths.ArticleMove, slug, f.issue.ID, article), h.edits(f)),
		post(paths.ArticleToPool, paths.To(paths.ArticleToPool, slug, f.issue.ID, article), h.edits(f)),
	}
}

// formRole is the role that a page drawn for somebody writes into the form for an address.
func (h *house) formRole(who, path string) string {
	switch {
	case strings.HasPrefix(path, "/desk/admin"):
		if who == "admin" {
			return string(models.Admin)
		}
	case strings.HasPrefix(path, "/desk/b/"):
		return string(roleOf[who])
	}
	return ""
}
