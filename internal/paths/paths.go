// Package paths holds every URL of the application: the pattern that the router registers and the builder that pages link
// with, side by side, so that neither can change alone. It never knows who asks.
package paths

import (
	"net/url"
	"strconv"
)

// Patterns of the reader's face.
const (
	Home          = "/"
	Bulletin      = "/b/:bulletin"
	Archive       = "/b/:bulletin/archive"
	ArchiveYear   = "/b/:bulletin/archive/:year"
	Search        = "/b/:bulletin/search"
	Issue         = "/b/:bulletin/issues/:issue"
	Article       = "/b/:bulletin/articles/:article"
	ReaderSection = "/b/:bulletin/sections/:section" // the section across issues, by its title
	SectionYear   = "/b/:bulletin/sections/:section/:year"
	ReaderUnits   = "/b/:bulletin/units"       // sending units whose articles readers find
	ReaderUnit    = "/b/:bulletin/units/:unit" // one of them across issues, by its name
	UnitYear      = "/b/:bulletin/units/:unit/:year"
	BulletinFeed  = "/b/:bulletin/feed.xml"
	SectionFeed   = "/b/:bulletin/sections/:section/feed.xml"
	About         = "/b/:bulletin/about"
	SiteMap       = "/sitemap.xml"
	BulletinMap   = "/b/:bulletin/sitemaps/:file" // of one year: 2026.xml; of its lists: lists.xml
	IssuePicture  = "/b/:bulletin/issues/:issue/pictures/:sha256"
	IssueFile     = "/b/:bulletin/issues/:issue/files/:format"
	IssuePages    = "/b/:bulletin/issues/:issue/pages"       // as it prints (印样)
	IssuePage     = "/b/:bulletin/issues/:issue/pages/:page" // one of them, as a picture
	// What programs read.
	API          = "/api/v1"
	APISpec      = "/api/v1/openapi.json"
	APIBulletins = "/api/v1/bulletins"
	APIIssues    = "/api/v1/bulletins/:bulletin/issues" // of one year
	APIIssue     = "/api/v1/bulletins/:bulletin/issues/:issue"
	APIArticle   = "/api/v1/bulletins/:bulletin/articles/:article"
	APISearch    = "/api/v1/bulletins/:bulletin/search"
	// A preview link for somebody outside: whoever has the address reads the issue, so it is written in no log.
	Preview        = "/preview/:token"
	PreviewPicture = "/preview/:token/pictures/:sha256"

	Assets = "/assets/*"
	Robots = "/robots.txt"
	// Favicon is the address at which browsers look for a picture of the site on their own.
	Favicon = "/favicon.ico"
	Health  = "/healthz"
)

// Patterns of accounts and administration.
const (
	Setup            = "/setup"
	SignIn           = "/sign-in"
	SignOut          = "/sign-out"
	Desk             = "/desk"
	Account          = "/desk/account"
	AccountPass      = "/desk/account/password"
	AccountSession   = "/desk/account/sessions/:session/end"
	AccountMail      = "/desk/account/mail"
	Copies           = "/desk/account/copies" // 我的未保存稿, of every bulletin
	CopyDiscard      = "/desk/account/copies/:copy/discard"
	CopyRestore      = "/desk/account/copies/:copy/restore"
	Users            = "/desk/admin/users"
	NewUser          = "/desk/admin/users/new"
	User             = "/desk/admin/users/:user"
	UserPassword     = "/desk/admin/users/:user/password"
	UserEmail        = "/desk/admin/users/:user/email"
	UserDisable      = "/desk/admin/users/:user/disable"
	UserEnable       = "/desk/admin/users/:user/enable"
	UserMembership   = "/desk/admin/users/:user/memberships"
	Bulletins        = "/desk/admin/bulletins"
	NewBulletin      = "/desk/admin/bulletins/new"
	BulletinEdit     = "/desk/admin/bulletins/:bulletin"
	BulletinChain    = "/desk/admin/bulletins/:bulletin/chain"
	BulletinInformed = "/desk/admin/bulletins/:bulletin/informed"         // POST: who gets issues for information
	BulletinSkips    = "/desk/admin/bulletins/:bulletin/correction-chain" // POST: what a correction does not pass through
	BulletinLists    = "/desk/admin/bulletins/:bulletin/lists"            // section library, units, distribution
	BulletinLayout   = "/desk/admin/bulletins/:bulletin/layout"
	LayoutPreview    = "/desk/admin/bulletins/:bulletin/layout/pages/:page" // one page as a picture, under what the query says
	Lettering        = "/desk/admin/bulletins/:bulletin/lettering"          // POST: the office's own, or back to the shipped one
	MailRoom         = "/desk/admin/mail"
	MailRetry        = "/desk/admin/mail/:mail/retry"
	MailForget       = "/desk/admin/mail/:mail/forget"
	Calendar         = "/desk/admin/calendar" // of the whole office
	ActingRole       = "/desk/b/:bulletin/role"
)

// Patterns of the staff's face, within one bulletin.
const (
	ToDo             = "/desk/b/:bulletin"
	DeskSearch       = "/desk/b/:bulletin/search" // of what is published and what is not
	Issues           = "/desk/b/:bulletin/issues"
	NewIssue         = "/desk/b/:bulletin/issues/new"
	DeskIssue        = "/desk/b/:bulletin/issues/:issue"
	Masthead         = "/desk/b/:bulletin/issues/:issue/masthead"
	Sections         = "/desk/b/:bulletin/issues/:issue/sections"
	Section          = "/desk/b/:bulletin/issues/:issue/sections/:section" // POST: rename
	SectionMove      = "/desk/b/:bulletin/issues/:issue/sections/:section/move"
	SectionRemove    = "/desk/b/:bulletin/issues/:issue/sections/:section/remove"
	IssueArticles    = "/desk/b/:bulletin/issues/:issue/articles" // POST: a new article, or one from the pool
	ArticleMove      = "/desk/b/:bulletin/issues/:issue/articles/:article/move"
	ArticleToPool    = "/desk/b/:bulletin/issues/:issue/articles/:article/pool"
	ArticleTitle     = "/desk/b/:bulletin/issues/:issue/articles/:article/title"  // POST: rename, from the contents
	IssueOrder       = "/desk/b/:bulletin/issues/:issue/order"                    // POST: sections and articles in another order
	IssueEditions    = "/desk/b/:bulletin/issues/:issue/editions"                 // what was published, and what became of it
	ArticleEvent     = "/desk/b/:bulletin/issues/:issue/editions/:article/:event" // GET: the page that asks; POST: the act
	IssueEvent       = "/desk/b/:bulletin/issues/:issue/do/:event"                // GET: the page that asks; POST: the act
	DraftPage        = "/desk/b/:bulletin/issues/:issue/pages/:page"              // of the working copy, as a picture
	IssuePreview     = "/desk/b/:bulletin/issues/:issue/preview"
	PreviewLinks     = "/desk/b/:bulletin/issues/:issue/preview-links" // POST: a new one
	PreviewRevoke    = "/desk/b/:bulletin/issues/:issue/preview-links/:link/revoke"
	IssueReview      = "/desk/b/:bulletin/issues/:issue/review"
	IssueProof       = "/desk/b/:bulletin/issues/:issue/proof"         // POST: a warning is right as it stands
	IssuePoint       = "/desk/b/:bulletin/issues/:issue/points/:point" // POST: a point of a return is done, or open again
	IssueMark        = "/desk/b/:bulletin/issues/:issue/marks"         // POST: how far one has come with reading
	ReviewCopy       = "/desk/b/:bulletin/issues/:issue/review-copy"
	ReviewCopyFile   = "/desk/b/:bulletin/issues/:issue/review-copy/:format"
	SignOffSheet     = "/desk/b/:bulletin/issues/:issue/sign-off-sheet"
	SignOffSheetFile = "/desk/b/:bulletin/issues/:issue/sign-off-sheet/:format"
	IssueFiles       = "/desk/b/:bulletin/issues/:issue/files" // POST: make what is missing again
	DraftFile        = "/desk/b/:bulletin/issues/:issue/files/:format"
	IssueClip        = "/desk/b/:bulletin/issues/:issue/clip/:target" // what goes into the clipboard for another site
	IssueHistory     = "/desk/b/:bulletin/issues/:issue/history"
	IssueCompare     = "/desk/b/:bulletin/issues/:issue/compare"
	IssueMarkedUp    = "/desk/b/:bulletin/issues/:issue/compare/:format" // 花脸稿
	IssueRestore     = "/desk/b/:bulletin/issues/:issue/restore"         // POST: a deleted draft
	DeskUpload       = "/desk/b/:bulletin/issues/:issue/uploads/:upload"
	DeskArticle      = "/desk/b/:bulletin/articles/:article"
	ArticleRevisions = "/desk/b/:bulletin/articles/:article/revisions"
	ArticleMarkedUp  = "/desk/b/:bulletin/articles/:article/marked-up/:format"         // 花脸稿 of two revisions
	ArticleRevision  = "/desk/b/:bulletin/articles/:article/revisions/:revision"       // POST: restore it
	ArticleMerge     = "/desk/b/:bulletin/articles/:article/revisions/:revision/merge" // of a side revision
	ArticleAside     = "/desk/b/:bulletin/articles/:article/aside"                     // POST: a side revision
	ArticleCopy      = "/desk/b/:bulletin/articles/:article/copy"                      // GET: beside the current text; POST: autosave
	ArticleLease     = "/desk/b/:bulletin/articles/:article/lease"                     // POST: a tab's sign of life
	ArticleTakeOver  = "/desk/b/:bulletin/articles/:article/take-over"                 // GET: the page that asks; POST: the act
	ArticleComments  = "/desk/b/:bulletin/articles/:article/comments"                  // POST: a new one
	ArticleComment   = "/desk/b/:bulletin/articles/:article/comments/:comment"         // POST: an answer, and what becomes of the thread
	ArticleProposals = "/desk/b/:bulletin/articles/:article/proposals"                 // GET: the form for a block; POST: a new one, or all of them
	ArticleProposal  = "/desk/b/:bulletin/articles/:article/proposals/:proposal"       // GET: the three texts; POST: what becomes of it
	ArticleDelete    = "/desk/b/:bulletin/articles/:article/delete"
	ArticleRestore   = "/desk/b/:bulletin/articles/:article/restore"
	Pool             = "/desk/b/:bulletin/pool"
	Materials        = "/desk/b/:bulletin/material"
	Material         = "/desk/b/:bulletin/material/:material"
	MaterialFate     = "/desk/b/:bulletin/material/:material/fate"
	MaterialFile     = "/desk/b/:bulletin/material/:material/file"
	Pictures         = "/desk/b/:bulletin/pictures" // POST: a new one
	DeskPicture      = "/desk/b/:bulletin/pictures/:sha256"
	PictureDelete    = "/desk/b/:bulletin/pictures/:sha256/delete"
	PictureRestore   = "/desk/b/:bulletin/pictures/:sha256/restore"
	Trash            = "/desk/b/:bulletin/trash"
	Imports          = "/desk/b/:bulletin/imports"
	Import           = "/desk/b/:bulletin/imports/:import"
	ImportDecide     = "/desk/b/:bulletin/imports/:import/decide"
	ImportConfirm    = "/desk/b/:bulletin/imports/:import/confirm"
	ImportDiscard    = "/desk/b/:bulletin/imports/:import/discard"
	ArchiveIntake    = "/desk/b/:bulletin/issues/archive"         // 往期补录: the queue; POST: files
	ArchiveBatch     = "/desk/b/:bulletin/issues/archive/confirm" // what waits for a signer; POST: the confirmation
	ArchiveForget    = "/desk/b/:bulletin/issues/archive/unread/:file/forget"
	Audit            = "/desk/b/:bulletin/audit"
	Notices          = "/desk/b/:bulletin/notices"
	NoticesRead      = "/desk/b/:bulletin/notices/read"    // POST: all of them
	Notice           = "/desk/b/:bulletin/notices/:notice" // leads on to what it is about
	Delegations      = "/desk/b/:bulletin/delegations"     // 委托签发, of the signer who asks; POST: a new one
	DelegationRevoke = "/desk/b/:bulletin/delegations/:delegation/revoke"
	Report           = "/desk/b/:bulletin/report"
	ReportFile       = "/desk/b/:bulletin/report/:list"
	Figures          = "/desk/b/:bulletin/figures"
	FiguresFile      = "/desk/b/:bulletin/figures/:list"
	AuditFile        = "/desk/b/:bulletin/audit/entries.csv"
)

// To fills the parameters of a pattern in order: To(Issue, "zmdt", 12) is /b/zmdt/issues/12. Strings are escaped.
// It panics when the number of values is wrong: that is a mistake of the program, found by any test that draws the page.
func To(pattern string, values ...any) string {
	out := make([]byte, 0, len(pattern)+16)
	used := 0
	for i := 0; i < len(pattern); i++ {
		if pattern[i] != ':' {
			out = append(out, pattern[i])
			continue
		}
		for i+1 < len(pattern) && pattern[i+1] != '/' {
			i++
		}
		if used == len(values) {
			panic("paths: too few values for " + pattern)
		}
		out = append(out, value(values[used])...)
		used++
	}
	if used != len(values) {
		panic("paths: too many values for " + pattern)
	}
	return string(out)
}

func value(v any) string {
	switch v := v.(type) {
	case string:
		return url.PathEscape(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case int:
		return strconv.Itoa(v)
	case interface{ PathValue() string }:
		return url.PathEscape(v.PathValue())
	}
	panic("paths: a value that is neither text nor number")
}

// OnScreen is the address of a picture in its form for screens; the address itself is that of its form for paper.
func OnScreen(picture string) string { return With(picture, "size", "screen") }

// With adds query parameters, given as name, value, name, value; empty values are left out.
func With(path string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}
