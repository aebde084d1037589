package main

import (
	"cmp"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"jianbao/handlers"
	"jianbao/internal/demo"
	"jianbao/internal/paths"
	"jianbao/internal/testenv"
	"jianbao/models"
)

// sight is a page of the demonstration office, and somebody who may look at it.
type sight struct {
	pattern string
	who     string // login; empty: a visitor
	path    string
	status  int64 // that it answers with
}

func see(who, pattern string, values ...any) sight {
	return seeAt(who, pattern, paths.To(pattern, append([]any{demo.Slug}, values...)...))
}

// seeAt is a page at an address that somebody found out.
func seeAt(who, pattern, path string) sight {
	return sight{pattern: pattern, who: who, path: path, status: http.StatusOK}
}

// asks is the page that asks before an act.
func asks(who string, issue int, e models.Event) sight {
	return see(who, paths.IssueEvent, issue, string(e))
}

// with asks for the page in some way.
func (s sight) with(pairs ...string) sight {
	s.path = paths.With(s.path, pairs...)
	return s
}

// not expects that the page is an error.
func (s sight) not(status int64) sight {
	s.status = status
	return s
}

// noPages are the GET routes that answer with something else than a page: files, pictures, feeds, data, and what only leads on.
var noPages = []string{
	paths.Health, paths.Robots, paths.Favicon, paths.Assets, paths.Desk, paths.Notice,
	paths.BulletinFeed, paths.SectionFeed, paths.SiteMap, paths.BulletinMap,
	paths.APISpec, paths.APIBulletins, paths.APIIssues, paths.APIIssue, paths.APIArticle, paths.APISearch,
	paths.IssuePicture, paths.IssuePage, paths.PreviewPicture, paths.DeskPicture, paths.DraftPage, paths.LayoutPreview,
	paths.IssueFile, paths.DraftFile, paths.IssueClip, paths.ReviewCopyFile, paths.SignOffSheetFile, paths.IssueMarkedUp, paths.ArticleMarkedUp,
	paths.MaterialFile, paths.DeskUpload, paths.ReportFile, paths.FiguresFile, paths.AuditFile,
}

// The issues of the demonstration office: published ones, of which some are in a state of their own when the pages are looked at, one under
// review and one that is being edited.
const (
	withdrawnIssue, correctedIssue, gappedIssue, publishedIssue, reviewedIssue, draftedIssue = 1, 2, 3, 5, 6, 7
	withdrawnArticle, publishedArticle, reviewedArticle, draftedArticle                      = 21, 41, 51, 61
)

// scene is where the things are that somebody made before the pages are looked at.
type scene struct {
	material, admitted  string
	imported, line      string // an import, and one of its lines as it is corrected
	proposal, proposing string
	aside               string
	objection           string
	preview             string
}

// sights are all pages, most of them in several states.
func sights(s scene) []sight {
	const who, unit, section = "", "临港新城管委会", "制度创新"
	admin := func(pattern string, values ...any) sight {
		return seeAt("admin", pattern, paths.To(pattern, values...))
	}
	plain := func(who, pattern string) sight { return seeAt(who, pattern, pattern) }
	return slices.Concat([]sight{
		// Somebody else is in the article: until they go on to another page.
		see("editor2", paths.ArticleTakeOver, draftedArticle), see("editor2", paths.DeskArticle, draftedArticle), see("editor2", paths.DeskIssue, draftedIssue),
		see("editor1", paths.DeskArticle, draftedArticle), see("editor1", paths.ArticleCopy, draftedArticle), plain("editor1", paths.Copies),
		seeAt("editor1", paths.ArticleMerge, s.aside+"/merge"), seeAt("editor1", paths.ArticleRevision, s.aside),
	}, []sight{
		plain(who, paths.SignIn), plain(who, paths.Home), see(who, paths.Bulletin), see(who, paths.About), see(who, paths.Bulletin).with("view", "large-dark"),
		see(who, paths.Archive), see(who, paths.Archive).with("number", "9999"), see(who, paths.ArchiveYear, "2026"),
		see(who, paths.ReaderSection, section), see(who, paths.SectionYear, section, "2026"),
		see(who, paths.ReaderUnits), see(who, paths.ReaderUnit, unit), see(who, paths.UnitYear, unit, "2026"),
		see(who, paths.Search), see(who, paths.Search).with("q", "口岸", "section", section), see(who, paths.Search).with("q", "查无此事"),
		see(who, paths.Issue, publishedIssue), see(who, paths.IssuePages, publishedIssue), see(who, paths.Article, publishedArticle),
		see(who, paths.Issue, gappedIssue), see(who, paths.IssuePages, gappedIssue).not(http.StatusGone),
		see(who, paths.Issue, withdrawnIssue).not(http.StatusGone), see(who, paths.Article, withdrawnArticle).not(http.StatusGone), see(who, paths.Issue, 9999).not(http.StatusNotFound),
		seeAt(who, paths.Preview, s.preview), seeAt(who, paths.Preview, s.preview).with("view", "large"), seeAt(who, paths.Preview, s.preview).with("view", "dark"),
	}, []sight{
		see("editor1", paths.ToDo), see("editor1", paths.DeskSearch), see("editor1", paths.DeskSearch).with("q", "口岸"), see("editor1", paths.DeskSearch).with("q", "查无此事"),
		see("editor1", paths.Notices), see("editor1", paths.Issues), see("editor1", paths.NewIssue), see("editor1", paths.Pool), see("editor1", paths.Trash),
		see("editor1", paths.DeskIssue, draftedIssue), see("editor1", paths.DeskIssue, reviewedIssue), see("editor1", paths.DeskIssue, publishedIssue), see("editor1", paths.DeskIssue, correctedIssue),
		see("editor1", paths.DeskArticle, draftedArticle).with("view", "read"), see("editor1", paths.DeskArticle, publishedArticle),
		see("editor1", paths.ArticleRevisions, draftedArticle), see("editor1", paths.ArticleRevisions, draftedArticle).with("view", "side"),
		see("editor1", paths.Materials), seeAt("editor1", paths.Material, s.material), see("editor1", paths.Imports), seeAt("editor1", paths.Import, s.imported), seeAt("editor1", paths.Import, s.line), see("editor1", paths.ArchiveIntake), seeAt("editor1", paths.DeskIssue, s.admitted),
		see("editor1", paths.Pictures), see("editor1", paths.Pictures).with("deleted", "1"),
		see("editor1", paths.IssuePreview, draftedIssue), see("editor1", paths.IssuePreview, draftedIssue).with("as", "pages"), see("editor1", paths.PreviewLinks, reviewedIssue),
		see("editor1", paths.ReviewCopy, reviewedIssue), see("editor1", paths.SignOffSheet, publishedIssue), see("editor1", paths.IssueFiles, publishedIssue),
		see("editor1", paths.IssueHistory, publishedIssue), see("editor1", paths.IssueCompare, reviewedIssue), see("editor1", paths.IssueCompare, reviewedIssue).with("view", "side"),
		see("editor1", paths.Report), see("editor1", paths.Figures), see("editor1", paths.Figures).with("span", "2026", "kind", "article"), plain("editor1", paths.Account),
		asks("editor1", draftedIssue, models.EventSubmit), asks("editor1", draftedIssue, models.EventDelete), asks("editor1", draftedIssue, models.EventVoid),
		asks("editor1", correctedIssue, models.EventGiveUp), asks("editor1", publishedIssue, models.EventCorrect),
		see("editor1", paths.Issue, 9999).not(http.StatusNotFound), see("editor1", paths.DeskIssue, 9999).not(http.StatusNotFound), plain("editor1", paths.Users).not(http.StatusNotFound),
	}, []sight{
		see("reviewer2", paths.ToDo), see("reviewer2", paths.IssueReview, reviewedIssue), see("reviewer2", paths.IssueReview, reviewedIssue).with("as", "pages"),
		see("reviewer2", paths.DeskArticle, reviewedArticle), see("reviewer2", paths.DeskArticle, reviewedArticle).with("view", "read"),
		seeAt("reviewer2", paths.ArticleProposals, s.proposing), seeAt("reviewer2", paths.ArticleProposal, s.proposal),
		asks("reviewer2", reviewedIssue, models.EventReturn), asks("reviewer2", reviewedIssue, models.EventApprove), seeAt("reviewer2", paths.IssueEvent, s.objection),
		see("proofreader", paths.ToDo), asks("proofreader", reviewedIssue, models.EventRecord),
		see("signer", paths.ToDo), see("signer", paths.ArchiveBatch), see("signer", paths.Delegations), see("signer", paths.IssueEditions, publishedIssue),
		asks("signer", publishedIssue, models.EventTakeDown), asks("signer", publishedIssue, models.EventWithdraw),
		asks("signer", publishedIssue, models.EventArchive), asks("signer", withdrawnIssue, models.EventRestore),
		see("signer", paths.ArticleEvent, publishedIssue, publishedArticle, string(models.EventWithdraw)), see("signer", paths.ArticleEvent, gappedIssue, withdrawnArticle, string(models.EventRestore)),
		see("auditor", paths.Audit), see("auditor", paths.Audit).with("check", "1"),
		see("reader", paths.Bulletin), plain("reader", paths.Account),
	}, []sight{
		admin(paths.Users), admin(paths.NewUser), admin(paths.User, 2), admin(paths.Bulletins), admin(paths.NewBulletin), admin(paths.BulletinEdit, 1), admin(paths.BulletinChain, 1),
		admin(paths.BulletinLayout, 1), admin(paths.Calendar), admin(paths.MailRoom),
	})
}

// setUpPage is there before the office is, and so no page of the demonstration's.
const setUpPage = paths.Setup

func TestEveryRouteIsLookedAtOrIsNoPage(t *testing.T) {
	t.Parallel()
	looked := []string{setUpPage}
	for _, s := range sights(scene{}) {
		looked = append(looked, s.pattern)
	}
	var routes []string
	for _, r := range handlers.Routes() {
		if r.Method != http.MethodGet {
			continue
		}
		routes = append(routes, r.Path)
		if page, none := slices.Contains(looked, r.Path), slices.Contains(noPages, r.Path); page == none {
			t.Errorf("%s is to be looked at: %v, and is no page: %v", r.Path, page, none)
		}
	}
	for _, pattern := range slices.Concat(looked, noPages) {
		if !slices.Contains(routes, pattern) {
			t.Errorf("%s is no route", pattern)
		}
	}
}

// TestJourneyToEveryPage looks at every page there is, in every view that it has, on a desk and on a phone.
func TestJourneyToEveryPage(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)
	people := map[string]*person{"": j.somebody("a visitor")}
	who := func(login string) *person {
		if people[login] == nil {
			people[login] = j.somebody(login)
			people[login].signIn(login)
		}
		return people[login]
	}
	s := j.sets(who)
	for i, one := range sights(s) {
		p := who(one.who)
		p.comesTo(one)
		if i%every(t) == 0 {
			p.keepsNobodyOutInAnyView(axe, one.status == http.StatusOK && readers(one.pattern))
		}
	}
	who("editor1").keepsItsViewOnTheDesk()
	j.signsAndLooks(who, axe)

	empty := start(t, "serve", "--data", t.TempDir(), "--listen", "127.0.0.1:0")
	first := j.somebody("the first")
	first.address = empty.address
	first.open(setUpPage)
	first.keepsNobodyOutInAnyView(axe, false)
}

// every is how many of the pages axe-core looks at: all of them. JIANBAO_SAMPLE=9 has it look at one in nine; CI sets it for its second run.
func every(t *testing.T) int {
	t.Helper()
	n, err := strconv.Atoi(cmp.Or(os.Getenv("JIANBAO_SAMPLE"), "1"))
	if err != nil || n < 1 {
		t.Fatalf("JIANBAO_SAMPLE: %q is no number", os.Getenv("JIANBAO_SAMPLE"))
	}
	return n
}

// comesTo opens the page, and expects to be there.
func (p *person) comesTo(s sight) {
	p.t.Helper()
	if s.status != http.StatusOK {
		p.refusals.Store(p.address+s.path, true)
	}
	if r := p.load("open "+s.path, chromedp.Navigate(p.address+s.path)); r.Status != s.status {
		p.t.Fatalf("%s answered %d to %s, not %d", s.path, r.Status, p.name, s.status)
	}
	if at, _, _ := strings.Cut(s.path, "?"); !value[bool](p, `decodeURI(location.pathname) === decodeURI(%q)`, at) || !lies(at, s.pattern) {
		p.t.Errorf("%s of %s leads %s to %s", s.path, s.pattern, p.name, p.path())
	}
}

// lies reports whether an address is one of a pattern.
func lies(path, pattern string) bool {
	is, want := strings.Split(path, "/"), strings.Split(pattern, "/")
	return slices.EqualFunc(is, want, func(is, want string) bool { return is == want || strings.HasPrefix(want, ":") && is != "" })
}

// readers reports whether a page is of the readers' face, where each has a switch for each view.
func readers(pattern string) bool {
	return pattern == paths.Home || strings.HasPrefix(pattern, "/b/")
}

// keepsNobodyOutInAnyView looks at the page as it comes, on a phone, and with each switch for a view that it has. Pages of the staff have theirs
// in a menu, or none: they are looked at in both views at once, as somebody sees them who has chosen both.
func (p *person) keepsNobodyOutInAnyView(axe string, switches bool) {
	p.t.Helper()
	p.keepsNobodyOut(axe)
	p.isLarge() // an address may ask for that
	// Of a phone that is as long as the page: what is fixed to its foot covers nothing but the foot of the page.
	step(p, "take a phone", chromedp.EmulateViewport(phoneWidth, phoneHeight))
	length := max(phoneHeight, value[int64](p, `document.scrollingElement.scrollHeight`))
	step(p, "take a long phone", chromedp.EmulateViewport(phoneWidth, length))
	p.staysWithinThePhone()
	p.keepsNobodyOut(axe)
	step(p, "put the phone away", chromedp.EmulateViewport(deskWidth, deskHeight))
	views := value[[]string](p, `[...document.querySelectorAll("a[data-view]")].map((a) => a.dataset.view)`)
	if want := []string{"large", "dark"}; switches && !slices.Equal(views, want) {
		p.t.Errorf("%s offers the views %q, not %q", p.path(), views, want)
	}
	for _, view := range views {
		toggle := chromedp.Click(chromedp.CSS(`a[data-view="` + view + `"]`))
		step(p, "switch "+view, toggle)
		p.keepsNobodyOut(axe)
		p.isLarge()
		if view == "large" {
			p.fitsAPhone()
		}
		step(p, "switch "+view+" back", toggle)
	}
	if len(views) == 0 {
		p.views("large dark")
		p.keepsNobodyOut(axe)
		p.isLarge()
		step(p, "take a phone", chromedp.EmulateViewport(phoneWidth, phoneHeight))
		p.staysWithinThePhone()
		p.isLarge()
		step(p, "put the phone away", chromedp.EmulateViewport(deskWidth, deskHeight))
		p.views("")
	}
}

// sets has people do what has to be done before every page can be looked at.
func (j *journey) sets(who func(string) *person) (s scene) {
	j.t.Helper()
	at := func(pattern string, values ...any) string {
		return paths.To(pattern, append([]any{demo.Slug}, values...)...)
	}
	editor, second, signer := who("editor1"), who("reviewer2"), who("signer")

	editor.open(at(paths.Materials))
	editor.attachAll("file", came[:1])
	editor.fill("unit", "青圩片区管委会")
	editor.press("登记")
	editor.press(editor.text(".material tbody th a"))
	s.material = editor.path()
	editor.open(at(paths.Issues))
	editor.brings(j.next)
	s.imported, s.line = editor.path(), value[string](editor, `document.querySelector("a[aria-label^=修改第]").getAttribute("href")`)
	editor.open(at(paths.ArchiveIntake))
	editor.attach("folder", oldIssues(j.t))
	editor.press("导入")
	editor.press("第9期")
	editor.press("建立这一期")
	s.admitted = at(paths.DeskIssue, 8)
	editor.open(at(paths.PreviewLinks, reviewedIssue))
	editor.fill("name", "省政府办公厅")
	editor.press("建立链接")
	s.preview = value[string](editor, `new URL(document.querySelector(".preview-address").innerText).pathname`)
	editor.open(at(paths.DeskIssue, correctedIssue))
	editor.press("更正")
	editor.press("开始更正")
	editor.press(editor.text(".contents-title"))
	editor.correct("。", "，吞吐量达到213.万吨。") // the preflight finds it
	editor.press("保存")
	editor.open(at(paths.Pool))
	editor.fill("title", "政策“免申即享”覆盖五个项目") // has been published
	editor.press("新建稿件")

	second.open(at(paths.ToDo))
	s.objection = value[string](second, `document.querySelector("a[href*=object]").getAttribute("href")`)
	second.open(paths.With(at(paths.DeskArticle, reviewedArticle), "view", "read"))
	second.marks("[data-reading] [id^=block-]", 6)
	second.taps("批注")
	second.fill("text", "这个数字与上期不一致，请核")
	second.press("写入批注")
	second.press("建议修改")
	s.proposing = value[string](second, `location.pathname + location.search`)
	second.fill("after", "据省口岸办统计，"+value[string](second, `document.querySelector("[name=after]").value`))
	second.press("提出建议")
	s.proposal = value[string](second, `document.querySelector("form[action*='/proposals/']").getAttribute("action")`)

	signer.open(at(paths.IssueEvent, withdrawnIssue, string(models.EventWithdraw)))
	signer.fill("reason", "统计口径有误")
	signer.fill("password", demo.Password)
	signer.press("撤下")
	signer.open(at(paths.ArticleEvent, gappedIssue, withdrawnArticle, string(models.EventWithdraw)))
	signer.fill("reason", "统计口径有误")
	signer.fill("password", demo.Password)
	signer.press("撤下")

	// Last, so that the article stays in hand and its text unsaved.
	editor.open(at(paths.ToDo))
	if article := editor.opensDraft(); article != at(paths.DeskArticle, draftedArticle) {
		j.t.Fatalf("the first article of the draft is %s", article)
	}
	editor.correct("。", "，放在一边的字。")
	s.aside = step(editor, "keep the text aside", chromedp.Evaluate[string](`fetch("`+at(paths.ArticleAside, draftedArticle)+`", {method: "POST",
		body: new URLSearchParams(new FormData(document.querySelector("#article-form")))}).then((r) => new URL(r.url).pathname)`, chromedp.EvalAwaitPromise))
	editor.correct("，放在一边的字。", "，还没有保存的字。")
	editor.awaitsState("已自动保存")
	return s
}

// signsAndLooks brings the issue under review to its end, and looks at the pages that are there on the way.
func (j *journey) signsAndLooks(who func(string) *person, axe string) {
	j.t.Helper()
	issue, signer := paths.To(paths.DeskIssue, demo.Slug, reviewedIssue), who("signer")
	before := func(events ...models.Event) {
		for _, e := range events {
			signer.open(asks("signer", reviewedIssue, e).path)
			signer.keepsNobodyOutInAnyView(axe, false)
		}
	}
	who("reviewer2").approves(issue, "同意")
	signer.open(issue + "/review")
	signer.keepsNobodyOutInAnyView(axe, false)
	signer.taps("同意印发")
	signer.fill("password", demo.Password)
	signer.press("签发")
	before(models.EventPublish, models.EventSchedule, models.EventReopen, models.EventVoidSigned)
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		j.t.Fatal(err)
	}
	signer.schedules(issue, time.Now().In(zone).Add(48*time.Hour))
	signer.keepsNobodyOutInAnyView(axe, false)
	before(models.EventUnschedule)
}
