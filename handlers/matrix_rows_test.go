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

// row is one address that somebody may ask for, and what the policy lets each role expect.
type row struct {
	method  string
	pattern string
	path    string
	note    string // which object, where the address does not say it
	want    func(who string) int
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
	out := slices.Concat(h.publicRows(), h.accountRows(), h.bulletinRows(t), h.pictureRows(t))
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
		get(paths.Assets, "/assets/none.css", always(404)), get(paths.Favicon, paths.Favicon, always(200)),
		get(paths.Home, paths.Home, always(200)),
		get(paths.Bulletin, paths.To(paths.Bulletin, slug), always(200)), get(paths.Bulletin, paths.To(paths.Bulletin, "none"), always(404)),
		get(paths.Archive, paths.To(paths.Archive, slug), always(200)),
		get(paths.ArchiveYear, paths.To(paths.ArchiveYear, slug, "2026"), always(200)), get(paths.ArchiveYear, paths.To(paths.ArchiveYear, slug, "never"), always(404)),
		get(paths.SectionYear, paths.To(paths.SectionYear, slug, "制度创新", "2026"), always(200)), get(paths.SectionYear, paths.To(paths.SectionYear, slug, canary("draft", "section"), "2026"), always(404)),
		get(paths.About, paths.To(paths.About, slug), always(200)), get(paths.BulletinFeed, paths.To(paths.BulletinFeed, slug), always(200)),
		get(paths.ReaderSection, paths.To(paths.ReaderSection, slug, "制度创新"), always(200)), get(paths.ReaderSection, paths.To(paths.ReaderSection, slug, canary("draft", "section")), always(404)),
		get(paths.ReaderUnits, paths.To(paths.ReaderUnits, slug), always(200)), get(paths.ReaderUnits, paths.To(paths.ReaderUnits, "none"), always(404)),
		get(paths.ReaderUnit, paths.To(paths.ReaderUnit, slug, canary("published", "unit")), always(200)), get(paths.ReaderUnit, paths.To(paths.ReaderUnit, slug, canary("draft", "unit")), always(404)),
		get(paths.UnitYear, paths.To(paths.UnitYear, slug, canary("published", "unit"), "2026"), always(200)), get(paths.UnitYear, paths.To(paths.UnitYear, slug, canary("published", "unit"), "never"), always(404)),
		get(paths.UnitYear, paths.To(paths.UnitYear, slug, canary("draft", "unit"), "2026"), always(404)),
		get(paths.SectionFeed, paths.To(paths.SectionFeed, slug, "制度创新"), always(200)), get(paths.SectionFeed, paths.To(paths.SectionFeed, slug, canary("members", "section")), always(404)),
		get(paths.APISpec, paths.APISpec, always(200)), get(paths.APIBulletins, paths.APIBulletins, always(200)), get(paths.APIIssues, paths.To(paths.APIIssues, slug), always(200)),
		get(paths.APIIssue, paths.To(paths.APIIssue, slug, 9999), always(404)), get(paths.APIArticle, paths.To(paths.APIArticle, slug, 9999), always(404)),
		get(paths.APISearch, paths.With(paths.To(paths.APISearch, slug), "q", "口岸"), always(200)),
		get(paths.SiteMap, paths.SiteMap, always(200)), get(paths.BulletinMap, paths.To(paths.BulletinMap, slug, "2026.xml"), always(200)),
		get(paths.BulletinMap, paths.To(paths.BulletinMap, slug, "lists.xml"), always(200)),
		get(paths.BulletinMap, paths.To(paths.BulletinMap, slug, "2026"), always(404)), get(paths.BulletinMap, paths.To(paths.BulletinMap, slug, ".xml"), always(404)),
		get(paths.Search, paths.With(paths.To(paths.Search, slug), "q", "口岸"), always(200)),
		get(paths.Preview, paths.To(paths.Preview, "NOBODYSTOKEN"), always(404)), get(paths.PreviewPicture, paths.To(paths.PreviewPicture, "NOBODYSTOKEN", absentHash), always(404)),
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
		post(paths.AccountMail, paths.AccountMail, signedIn(right)),
		post(paths.MailRetry, paths.To(paths.MailRetry, 9999), adminOnly(404)), post(paths.MailForget, paths.To(paths.MailForget, 9999), adminOnly(404)),
		get(paths.Copies, paths.Copies, signedIn(200)),
		post(paths.CopyDiscard, paths.To(paths.CopyDiscard, h.copied), owner("editor2", right)), post(paths.CopyRestore, paths.To(paths.CopyRestore, h.copied), owner("editor2", right)),
	}
	for pattern, path := range map[string]string{
		paths.Users: paths.Users, paths.NewUser: paths.NewUser, paths.User: paths.To(paths.User, user),
		paths.Bulletins: paths.Bulletins, paths.NewBulletin: paths.NewBulletin, paths.BulletinEdit: paths.To(paths.BulletinEdit, bulletin),
		paths.MailRoom: paths.MailRoom, paths.BulletinLayout: paths.To(paths.BulletinLayout, bulletin), paths.LayoutPreview: paths.To(paths.LayoutPreview, bulletin, 1),
		paths.BulletinChain: paths.To(paths.BulletinChain, bulletin), paths.Calendar: paths.Calendar,
	} {
		out = append(out, get(pattern, path, adminOnly(200)))
	}
	for pattern, path := range map[string]string{
		paths.NewUser: paths.NewUser, paths.User: paths.To(paths.User, user), paths.UserPassword: paths.To(paths.UserPassword, user), paths.UserEmail: paths.To(paths.UserEmail, user),
		paths.UserDisable: paths.To(paths.UserDisable, user), paths.UserEnable: paths.To(paths.UserEnable, user), paths.UserMembership: paths.To(paths.UserMembership, user),
		paths.NewBulletin: paths.NewBulletin, paths.BulletinEdit: paths.To(paths.BulletinEdit, bulletin),
		paths.BulletinChain: paths.To(paths.BulletinChain, bulletin), paths.BulletinLists: paths.To(paths.BulletinLists, bulletin),
		paths.BulletinLayout: paths.To(paths.BulletinLayout, bulletin), paths.Lettering: paths.To(paths.Lettering, bulletin), paths.Calendar: paths.Calendar, paths.BulletinInformed: paths.To(paths.BulletinInformed, bulletin), paths.BulletinSkips: paths.To(paths.BulletinSkips, bulletin),
	} {
		out = append(out, post(pattern, path, adminOnly(right)))
	}
	return out
}

func (h *house) bulletinRows(t *testing.T) []row {
	t.Helper()
	slug := h.bulletin.Slug
	at := func(pattern string, values ...any) string {
		return paths.To(pattern, append([]any{slug}, values...)...)
	}
	submitted := models.Circumstances{Submitted: true}
	editors := can(models.EditContent, models.Circumstances{}, right, refused)
	figures := can(models.ReadFigures, models.Circumstances{}, 200, 404)
	logged := atDesk(func(who string) int {
		if models.ConditionFor(models.ReadAudit, roleOf[who]) == models.Never {
			return http.StatusNotFound
		}
		return http.StatusOK
	})
	out := []row{
		get(paths.ToDo, at(paths.ToDo), atDesk(always(200))),
		get(paths.Notices, at(paths.Notices), atDesk(always(200))), post(paths.NoticesRead, at(paths.NoticesRead), atDesk(always(right))),
		get(paths.Notice, at(paths.Notice, h.noticeOf(t, "second")), owner("second", http.StatusSeeOther)), get(paths.Notice, at(paths.Notice, 9999), atDesk(always(404))),
		get(paths.Issues, at(paths.Issues), can(models.ReadUnpublished, submitted, 200, 404)),
		get(paths.DeskSearch, at(paths.DeskSearch), can(models.ReadUnpublished, submitted, 200, 404)),
		get(paths.DeskSearch, paths.With(at(paths.DeskSearch), "q", "口岸", "kind", "material"), can(models.ReadUnpublished, submitted, 200, 404)),
		get(paths.DeskSearch, paths.With(at(paths.DeskSearch), "q", strings.Repeat("口岸", 60)), can(models.ReadUnpublished, submitted, 422, 404)),
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
		get(paths.ArchiveIntake, at(paths.ArchiveIntake), can(models.EditContent, models.Circumstances{}, 200, refused)),
		get(paths.ArchiveIntake, paths.With(at(paths.ArchiveIntake), "state", "unread"), can(models.EditContent, models.Circumstances{}, 200, refused)),
		post(paths.ArchiveIntake, at(paths.ArchiveIntake), editors),
		post(paths.ArchiveForget, at(paths.ArchiveForget, 9999), can(models.EditContent, models.Circumstances{}, 404, 403)),
		get(paths.ArchiveBatch, at(paths.ArchiveBatch), can(models.Admit, models.Circumstances{}, 200, refused)),
		post(paths.ArchiveBatch, at(paths.ArchiveBatch), can(models.Admit, models.Circumstances{}, right, refused)),
		get(paths.Materials, at(paths.Materials), can(models.ReadUnpublished, models.Circumstances{}, 200, 404)),
		post(paths.Materials, at(paths.Materials), editors),
		get(paths.Material, at(paths.Material, h.material), can(models.ReadUnpublished, models.Circumstances{}, 200, 404)),
		get(paths.MaterialFile, at(paths.MaterialFile, h.material), can(models.ReadUnpublished, models.Circumstances{}, 200, 404)),
		post(paths.Material, at(paths.Material, h.material), editors),
		post(paths.MaterialFate, at(paths.MaterialFate, h.material), editors),
		get(paths.Pool, at(paths.Pool), can(models.ReadUnpublished, models.Circumstances{}, 200, 404)),
		post(paths.Pool, at(paths.Pool), editors),
		get(paths.Pool, paths.With(at(paths.Pool), "q", "口岸", "unit", "省商务厅"), can(models.ReadUnpublished, models.Circumstances{}, 200, 404)),
		get(paths.Trash, at(paths.Trash), can(models.ManageDraft, models.Circumstances{}, 200, 404)),
		get(paths.Trash, paths.With(at(paths.Trash), "of", "issues"), can(models.ManageDraft, models.Circumstances{}, 200, 404)),
		get(paths.Delegations, at(paths.Delegations), can(models.Delegate, models.Circumstances{}, 200, 404)),
		post(paths.Delegations, at(paths.Delegations), can(models.Delegate, models.Circumstances{}, right, 403)),
		post(paths.DelegationRevoke, at(paths.DelegationRevoke, 9999), can(models.Delegate, models.Circumstances{}, 404, 403)),
		get(paths.Report, at(paths.Report), can(models.ReadReport, models.Circumstances{}, 200, 404)), get(paths.Report, paths.With(at(paths.Report), "from", "2026-01", "to", "2026-12"), can(models.ReadReport, models.Circumstances{}, 200, 404)),
		get(paths.ReportFile, at(paths.ReportFile, "units"), can(models.ReadReport, models.Circumstances{}, 200, 404)), get(paths.ReportFile, at(paths.ReportFile, "items"), can(models.ReadReport, models.Circumstances{}, 200, 404)),
		get(paths.ReportFile, at(paths.ReportFile, "none"), atDesk(always(404))),
		get(paths.Figures, at(paths.Figures), figures), get(paths.Figures, paths.With(at(paths.Figures), "span", "2026", "kind", "article", "page", "2"), figures),
		get(paths.Figures, paths.With(at(paths.Figures), "span", "weeks"), atDesk(always(404))), get(paths.Figures, paths.With(at(paths.Figures), "kind", "file"), atDesk(always(404))),
		get(paths.FiguresFile, at(paths.FiguresFile, "steps"), figures), get(paths.FiguresFile, at(paths.FiguresFile, "issues"), figures),
		get(paths.FiguresFile, at(paths.FiguresFile, "articles"), figures), get(paths.FiguresFile, at(paths.FiguresFile, "sections"), figures),
		get(paths.FiguresFile, at(paths.FiguresFile, "none"), atDesk(always(404))),
		get(paths.Audit, at(paths.Audit), logged), get(paths.Audit, paths.With(at(paths.Audit), "check", "1", "kind", "article"), logged), get(paths.AuditFile, at(paths.AuditFile), logged),
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
			post(paths.ArticleCopy, at(paths.ArticleCopy, id), pooled(models.EditContent)), post(paths.ArticleLease, at(paths.ArticleLease, id), pooled(models.EditContent)),
			post(paths.ArticleAside, at(paths.ArticleAside, id), pooled(models.EditContent)), post(paths.ArticleTakeOver, at(paths.ArticleTakeOver, id), pooled(models.ManageDraft)),
			post(paths.ArticleRestore, at(paths.ArticleRestore, id), pooled(models.ManageDraft)),
		} {
			r.note = name
			out = append(out, r)
		}
	}
	return out
}

// noticeOf is the newest notice of somebody.
func (h *house) noticeOf(t *testing.T, who string) (id int64) {
	t.Helper()
	must(t, h.database(t).QueryRowContext(t.Context(), "SELECT MAX(id) FROM notices WHERE user_id = ?", h.people[who].UserID).Scan(&id))
	return id
}

// pictureRows are the library's. A picture is seen where its text is, and no picture of one bulletin exists in another.
func (h *house) pictureRows(t *testing.T) []row {
	t.Helper()
	slug := h.bulletin.Slug
	at := func(pattern, name string) string { return paths.To(pattern, slug, h.pictures[name]) }
	changes := atDesk(func(who string) int {
		switch {
		case !models.Can(roleOf[who], models.ReadUnpublished, models.Circumstances{}):
			return http.StatusNotFound
		case !models.Can(roleOf[who], models.ManageDraft, models.Circumstances{}):
			return http.StatusForbidden
		}
		return right
	})
	all := can(models.ReadUnpublished, models.Circumstances{}, 200, 404)
	out := []row{
		get(paths.Pictures, paths.To(paths.Pictures, slug), all), get(paths.Pictures, paths.To(paths.Pictures, slug)+"?deleted=1", all),
		post(paths.Pictures, paths.To(paths.Pictures, slug), h.addsPictures(t)),
		get(paths.DeskPicture, at(paths.DeskPicture, "spare"), all), get(paths.DeskPicture, at(paths.DeskPicture, "neighbour"), atDesk(always(404))),
		post(paths.PictureDelete, at(paths.PictureDelete, "published"), changes), post(paths.PictureRestore, at(paths.PictureRestore, "spare"), changes),
	}
	for _, name := range h.states() {
		if hash := h.pictures[name]; hash != "" {
			f := h.facts(t, name)
			seen := h.sees(f, func(string, models.Circumstances) int { return http.StatusOK })
			spare := paths.To(paths.IssuePicture, slug, f.issue.ID, h.pictures["spare"])
			for _, r := range []row{
				get(paths.DeskPicture, paths.OnScreen(at(paths.DeskPicture, name)), seen),
				get(paths.IssuePicture, paths.To(paths.IssuePicture, slug, f.issue.ID, hash), h.readsArticle(f, 0)), get(paths.IssuePicture, spare, always(404)),
			} {
				r.note = name
				out = append(out, r)
			}
		}
	}
	return out
}

// addsPictures is for editors, and for whoever holds a step that may amend.
func (h *house) addsPictures(t *testing.T) func(string) int {
	t.Helper()
	holders := map[string]bool{}
	for _, name := range h.states() {
		f := h.facts(t, name)
		for who, a := range h.people {
			holders[who] = holders[who] || models.Can(roleOf[who], models.Amend, f.circumstances(roleOf[who], a.UserID))
		}
	}
	return atDesk(func(who string) int {
		if models.Can(roleOf[who], models.EditContent, models.Circumstances{}) || holders[who] {
			return right
		}
		return http.StatusForbidden
	})
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
		get(paths.Issue, at(paths.Issue), h.reads(f)), get(paths.APIIssue, at(paths.APIIssue), h.reads(f)),
		get(paths.IssueFile, paths.To(paths.IssueFile, slug, f.issue.ID, "txt"), h.readsWhole(f)), get(paths.IssueFile, paths.To(paths.IssueFile, slug, f.issue.ID, "exe"), always(404)),
		get(paths.IssueFile, paths.To(paths.IssueFile, slug, f.issue.ID, "zip"), h.keeps(f)),
		get(paths.IssuePages, at(paths.IssuePages), h.readsWhole(f)), get(paths.IssuePage, at(paths.IssuePage, 1), h.readsWhole(f)), get(paths.DraftPage, at(paths.DraftPage, 1), seen(200)),
		get(paths.DraftPage, at(paths.DraftPage, 999), seen(404)), get(paths.IssuePreview, paths.With(at(paths.IssuePreview), "as", "pages"), seen(200)),
		get(paths.IssueFiles, at(paths.IssueFiles), seen(200)), get(paths.DraftFile, paths.To(paths.DraftFile, slug, f.issue.ID, "txt"), seen(200)),
		get(paths.IssueClip, paths.To(paths.IssueClip, slug, f.issue.ID, "site"), seen(200)), get(paths.IssueClip, paths.To(paths.IssueClip, slug, f.issue.ID, "none"), seen(404)),
		post(paths.IssueFiles, at(paths.IssueFiles), h.retries(f)),
		get(paths.DeskIssue, at(paths.DeskIssue), seen(200)), get(paths.IssuePreview, at(paths.IssuePreview), seen(200)),
		post(paths.IssueProof, at(paths.IssueProof), h.clears(f)),
		post(paths.IssuePoint, at(paths.IssuePoint, h.point), h.edits(f)), post(paths.IssueMark, at(paths.IssueMark), seen(right)),
		get(paths.IssueReview, at(paths.IssueReview), seen(review)), get(paths.ReviewCopy, at(paths.ReviewCopy), seen(200)),
		get(paths.PreviewLinks, at(paths.PreviewLinks), h.previews(f, 200)), post(paths.PreviewLinks, at(paths.PreviewLinks), h.previews(f, right)),
		post(paths.PreviewRevoke, at(paths.PreviewRevoke, 9999), h.previews(f, right)),
		get(paths.SignOffSheet, at(paths.SignOffSheet), seen(sheet)), get(paths.IssueHistory, at(paths.IssueHistory), seen(200)),
		get(paths.IssueCompare, at(paths.IssueCompare), seen(200)), get(paths.IssueCompare, paths.With(at(paths.IssueCompare), "from", "now", "to", "now", "view", "side"), seen(200)),
		get(paths.IssueCompare, paths.With(at(paths.IssueCompare), "from", "change-999999"), seen(404)),
		get(paths.ReviewCopyFile, at(paths.ReviewCopyFile, "docx"), seen(200)), get(paths.ReviewCopyFile, at(paths.ReviewCopyFile, "exe"), seen(404)),
		get(paths.SignOffSheetFile, at(paths.SignOffSheetFile, "docx"), seen(sheet)),
		get(paths.IssueMarkedUp, paths.With(at(paths.IssueMarkedUp, "docx"), "from", "now", "to", "now"), seen(200)),
		get(paths.IssueMarkedUp, paths.With(at(paths.IssueMarkedUp, "docx"), "from", "change-999999"), seen(404)),
		get(paths.DeskUpload, at(paths.DeskUpload, *f.issue.UploadID), seen(200)),
		get(paths.DeskUpload, at(paths.DeskUpload, h.elsewhere(*f.issue.UploadID)), seen(404)),
		post(paths.Masthead, at(paths.Masthead), h.edits(f)),
		post(paths.Sections, at(paths.Sections), h.edits(f)), post(paths.Section, at(paths.Section, section), h.edits(f)),
		post(paths.SectionMove, at(paths.SectionMove, section), h.edits(f)), post(paths.SectionRemove, at(paths.SectionRemove, section), h.edits(f)),
		post(paths.IssueArticles, at(paths.IssueArticles), h.edits(f)), post(paths.IssueOrder, at(paths.IssueOrder), h.edits(f)),
		post(paths.IssueRestore, at(paths.IssueRestore), h.edits(f)),
	}
	out = append(out, get(paths.IssueEditions, at(paths.IssueEditions), h.published(f)))
	for _, e := range []models.Event{models.EventTakeDown, models.EventWithdraw, models.EventRestore, "nonsense"} {
		path := at(paths.ArticleEvent, h.articles[name][0], string(e))
		out = append(out, get(paths.ArticleEvent, path, h.asksGap(f, e)), post(paths.ArticleEvent, path, h.doesGap(f, e)))
	}
	if name == "recorded" {
		out = append(out, get(paths.DeskUpload, at(paths.DeskUpload, h.scan), seen(200)))
	}
	if slices.Contains([]string{"members", "internal", "limited", "mixed", "finished"}, name) { // stand where "published" and "draft" do
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
	list = slices.DeleteFunc(list, models.Revision.Side)
	newest, oldest := list[0].ID, list[len(list)-1].ID
	seen := h.sees(f, func(string, models.Circumstances) int { return http.StatusOK })
	hidden := func(who string) int {
		if got := seen(who); got != http.StatusOK {
			return got
		}
		return http.StatusNotFound
	}
	missing := func(who string) int { // it is looked for before anything else
		if got := h.discusses(f)(who); got != http.StatusForbidden {
			return got
		}
		return http.StatusNotFound
	}
	compare := paths.With(at(paths.ArticleRevisions), "from", strconv.FormatInt(oldest, 10), "to", strconv.FormatInt(newest, 10), "view", "side")
	since := paths.With(at(paths.ArticleRevisions), "since", "nothing")
	marked := paths.With(at(paths.ArticleMarkedUp, "docx"), "from", strconv.FormatInt(oldest, 10), "to", strconv.FormatInt(newest, 10))
	out := []row{
		post(paths.ArticleCopy, at(paths.ArticleCopy), h.writes(f)), post(paths.ArticleLease, at(paths.ArticleLease), h.writes(f)), post(paths.ArticleAside, at(paths.ArticleAside), h.writes(f)),
		get(paths.ArticleTakeOver, at(paths.ArticleTakeOver), h.takesOver(f)), post(paths.ArticleTakeOver, at(paths.ArticleTakeOver), h.edits(f)),
		get(paths.ArticleMerge, at(paths.ArticleMerge, newest), hidden), // no side revision
		get(paths.Article, at(paths.Article), h.readsArticle(f, 0)), get(paths.APIArticle, at(paths.APIArticle), h.readsArticle(f, 0)),
		post(paths.ArticleComments, at(paths.ArticleComments), h.discusses(f)), post(paths.ArticleComment, at(paths.ArticleComment, h.comment), h.discusses(f)),
		get(paths.ArticleProposals, at(paths.ArticleProposals), h.proposes(f)), post(paths.ArticleProposals, at(paths.ArticleProposals), h.discusses(f)),
		get(paths.ArticleProposal, at(paths.ArticleProposal, 9999), hidden), post(paths.ArticleProposal, at(paths.ArticleProposal, 9999), missing),
		get(paths.DeskArticle, at(paths.DeskArticle), seen), get(paths.DeskArticle, paths.With(at(paths.DeskArticle), "view", "read"), seen),
		get(paths.ArticleRevisions, at(paths.ArticleRevisions), seen), get(paths.ArticleRevisions, compare, seen), get(paths.ArticleRevisions, since, hidden),
		get(paths.ArticleMarkedUp, marked, seen), get(paths.ArticleMarkedUp, at(paths.ArticleMarkedUp, "docx"), hidden),
		get(paths.ArticleRevision, at(paths.ArticleRevision, newest), seen), get(paths.ArticleRevision, at(paths.ArticleRevision, oldest), seen),
		get(paths.ArticleRevision, at(paths.ArticleRevision, 9999), hidden),
		post(paths.DeskArticle, at(paths.DeskArticle), h.writes(f)), post(paths.ArticleRevision, at(paths.ArticleRevision, oldest), h.writes(f)),
		post(paths.ArticleDelete, at(paths.ArticleDelete), h.edits(f)), post(paths.ArticleRestore, at(paths.ArticleRestore), h.edits(f)),
		post(paths.ArticleMove, paths.To(paths.ArticleMove, slug, f.issue.ID, article), h.edits(f)),
		post(paths.ArticleTitle, paths.To(paths.ArticleTitle, slug, f.issue.ID, article), h.writes(f)),
		post(paths.ArticleToPool, paths.To(paths.ArticleToPool, slug, f.issue.ID, article), h.edits(f)),
	}
	if name == "reviewing" {
		out = append(out, get(paths.ArticleProposal, at(paths.ArticleProposal, h.proposal), seen), post(paths.ArticleProposal, at(paths.ArticleProposal, h.proposal), h.discusses(f)))
	}
	if name != "draft" {
		return append(out, get(paths.ArticleCopy, at(paths.ArticleCopy), hidden))
	}
	return append(out,
		get(paths.ArticleCopy, at(paths.ArticleCopy), func(who string) int {
			if who == "editor2" {
				return http.StatusOK
			}
			return hidden(who)
		}),
		get(paths.ArticleMerge, at(paths.ArticleMerge, h.side), seen), post(paths.ArticleMerge, at(paths.ArticleMerge, h.side), h.writes(f)),
	)
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
