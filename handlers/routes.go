package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
)

// Routes lists every route of the application, so that tests can tell which ones they have left out.
func Routes() []*echo.Route {
	e := echo.New()
	new(Server).routes(e)
	return e.Routes()
}

// routes is every address of the application, read from top to bottom. What may be done where is the newsroom's affair; the
// middleware has found out who asks.
func (s *Server) routes(e *echo.Echo) {
	// A page answers HEAD as it answers GET.
	get := func(path string, h echo.HandlerFunc) { e.Match([]string{http.MethodGet, http.MethodHead}, path, h) }
	post := func(path string, h echo.HandlerFunc) { e.POST(path, h) }

	// The machine room.
	get(paths.Health, s.health)
	get(paths.Robots, s.robots)
	get(paths.Assets, echo.WrapHandler(s.assets))
	get(paths.Favicon, echo.WrapHandler(s.assets))

	// Set-up, and coming in and going out.
	get(paths.Setup, s.setup)
	post(paths.Setup, s.setUp)
	get(paths.SignIn, s.signIn)
	post(paths.SignIn, s.signInNow)
	post(paths.SignOut, s.signOut)
	get(paths.Desk, s.deskEntrance)

	// One's own account.
	get(paths.Account, s.account)
	post(paths.AccountPass, s.changePassword)
	post(paths.AccountSession, s.endSession)
	post(paths.AccountMail, s.saveMail)
	post(paths.ActingRole, s.switchRole)
	get(paths.Copies, s.copies)
	post(paths.CopyDiscard, s.discardCopy)
	post(paths.CopyRestore, s.restoreCopy)

	// Administration.
	get(paths.Users, s.users)
	get(paths.NewUser, s.newUser)
	post(paths.NewUser, s.createUser)
	get(paths.User, s.user)
	post(paths.User, s.renameUser)
	post(paths.UserPassword, s.resetPassword)
	post(paths.UserEmail, s.saveEmail)
	post(paths.UserDisable, s.disableUser)
	post(paths.UserEnable, s.enableUser)
	post(paths.UserMembership, s.changeMembership)
	get(paths.Bulletins, s.bulletins)
	get(paths.NewBulletin, s.newBulletin)
	post(paths.NewBulletin, s.createBulletin)
	get(paths.BulletinEdit, s.bulletin)
	post(paths.BulletinEdit, s.saveBulletin)
	get(paths.BulletinChain, s.chain)
	post(paths.BulletinChain, s.saveChain)
	post(paths.BulletinInformed, s.saveInformed)
	post(paths.BulletinSkips, s.saveSkips)
	post(paths.BulletinLists, s.saveLists)
	get(paths.Calendar, s.calendar)
	post(paths.Calendar, s.changeCalendar)
	get(paths.BulletinLayout, s.bulletinLayout)
	post(paths.BulletinLayout, s.saveLayout)
	get(paths.LayoutPreview, s.layoutPreview)
	post(paths.Lettering, s.saveLettering)
	get(paths.MailRoom, s.mailRoom)
	post(paths.MailRetry, s.changeMail((*newsroom.Newsroom).RetryMail, "flash.mail_retried"))
	post(paths.MailForget, s.changeMail((*newsroom.Newsroom).ForgetMail, "flash.mail_forgotten"))

	// Readers.
	get(paths.Home, s.held(s.home))
	get(paths.Bulletin, s.held(s.current))
	get(paths.Archive, s.held(s.archive))
	get(paths.ArchiveYear, s.held(s.archive))
	get(paths.Search, s.search)
	get(paths.Issue, s.held(s.readIssue))
	get(paths.Article, s.held(s.readArticle))
	get(paths.ReaderSection, s.held(s.readSection))
	get(paths.SectionYear, s.held(s.readSection))
	get(paths.ReaderUnits, s.held(s.readUnits))
	get(paths.ReaderUnit, s.held(s.readUnit))
	get(paths.UnitYear, s.held(s.readUnit))
	get(paths.About, s.held(s.about))
	get(paths.BulletinFeed, s.held(s.feed))
	get(paths.SectionFeed, s.held(s.feed))
	get(paths.SiteMap, s.held(s.siteMap))
	get(paths.BulletinMap, s.held(s.bulletinMap))
	get(paths.APISpec, s.held(s.apiSpec))
	get(paths.APIBulletins, s.held(s.apiBulletins))
	get(paths.APIIssues, s.held(s.apiIssues))
	get(paths.APIIssue, s.held(s.apiIssue))
	get(paths.APIArticle, s.held(s.apiArticle))
	get(paths.APISearch, s.apiSearch)
	get(paths.IssuePicture, s.issuePicture)
	get(paths.IssueFile, s.issueFile)
	get(paths.IssuePages, s.held(s.issuePages))
	get(paths.IssuePage, s.held(s.issuePage))
	get(paths.Preview, s.openPreview)
	get(paths.PreviewPicture, s.previewPicture)

	// The desk of a bulletin: to-do, issues, their contents.
	get(paths.ToDo, s.toDo)
	get(paths.DeskSearch, s.deskSearch)
	get(paths.Notices, s.notices)
	post(paths.NoticesRead, s.readNotices)
	get(paths.Notice, s.openNotice)
	get(paths.Issues, s.issues)
	get(paths.NewIssue, s.newIssue)
	post(paths.NewIssue, s.createIssue)
	get(paths.DeskIssue, s.issue)
	post(paths.Masthead, s.saveMasthead)
	post(paths.Sections, s.editContents("", s.addSection))
	post(paths.Section, s.editContents("section", s.renameSection))
	post(paths.SectionMove, s.stepContents("section", moveSection))
	post(paths.SectionRemove, s.stepContents("section", removeSection))
	post(paths.IssueArticles, s.editContents("", s.addArticle))
	post(paths.ArticleMove, s.stepContents("article", moveArticle))
	post(paths.ArticleToPool, s.stepContents("article", articleToPool))
	post(paths.ArticleTitle, s.renameArticle)
	post(paths.IssueOrder, s.arrange)

	// Articles, their history, the pool.
	get(paths.DeskArticle, s.article)
	post(paths.DeskArticle, s.saveArticle)
	get(paths.ArticleRevisions, s.revisions)
	get(paths.ArticleMarkedUp, s.articleMarkedUp)
	get(paths.ArticleRevision, s.revision)
	post(paths.ArticleRevision, s.restoreRevision)
	post(paths.ArticleDelete, s.deleteArticle)
	post(paths.ArticleRestore, s.restoreArticle)
	get(paths.Pool, s.pool)
	post(paths.Pool, s.changePool)
	get(paths.Trash, s.trash)

	// What is written and not saved yet, who is at it, and what was saved at the same time.
	get(paths.ArticleCopy, s.articleCopy)
	post(paths.ArticleCopy, s.storeCopy)
	post(paths.ArticleLease, s.keepLease)
	get(paths.ArticleTakeOver, s.askTakeOver)
	post(paths.ArticleTakeOver, s.takeOver)
	post(paths.ArticleAside, s.keepAside)
	get(paths.ArticleMerge, s.merge)
	post(paths.ArticleMerge, s.saveMerge)

	// What people say of an article, and what they propose.
	post(paths.ArticleComments, s.addComment)
	post(paths.ArticleComment, s.changeComment)
	get(paths.ArticleProposals, s.proposeForm)
	post(paths.ArticleProposals, s.changeProposals)
	get(paths.ArticleProposal, s.proposal)
	post(paths.ArticleProposal, s.changeProposal)

	// What came in from sending units.
	get(paths.Materials, s.materials)
	post(paths.Materials, s.registerMaterial)
	get(paths.Material, s.material)
	post(paths.Material, s.saveMaterial)
	post(paths.MaterialFate, s.decideMaterial)
	get(paths.MaterialFile, s.materialFile)

	// The library of pictures.
	get(paths.Pictures, s.pictures)
	post(paths.Pictures, s.addPicture)
	get(paths.DeskPicture, s.deskPicture)
	post(paths.PictureDelete, s.deletePicture)
	post(paths.PictureRestore, s.restorePicture)

	// Files on their way to becoming issues.
	get(paths.Imports, s.imports)
	post(paths.Imports, s.startImport)
	get(paths.Import, s.mapImport)
	post(paths.ImportDecide, s.decideImport)
	post(paths.ImportConfirm, s.confirmImport)
	post(paths.ImportDiscard, s.discardImport)

	// Issues from before this system.
	get(paths.ArchiveIntake, s.archiveQueue)
	post(paths.ArchiveIntake, s.intakeArchive)
	post(paths.ArchiveForget, s.forgetUnread)
	get(paths.ArchiveBatch, s.archiveBatch)
	post(paths.ArchiveBatch, s.admitArchive)

	// Review, sign-off and publication.
	get(paths.IssueReview, s.review)
	post(paths.IssueProof, s.clearFinding)
	post(paths.IssuePoint, s.answerPoint)
	post(paths.IssueMark, s.mark)
	get(paths.IssueEvent, s.event)
	post(paths.IssueEvent, s.doEvent)
	post(paths.IssueRestore, s.restoreIssue)
	get(paths.IssueEditions, s.editions)
	get(paths.ArticleEvent, s.askGap)
	post(paths.ArticleEvent, s.gap)
	get(paths.IssuePreview, s.preview)
	get(paths.DraftPage, s.draftPage)
	get(paths.PreviewLinks, s.previewLinks)
	post(paths.PreviewLinks, s.makePreviewLink)
	post(paths.PreviewRevoke, s.revokePreviewLink)
	get(paths.ReviewCopy, s.reviewCopy)
	get(paths.ReviewCopyFile, s.reviewCopyFile)
	get(paths.SignOffSheet, s.signOffSheet)
	get(paths.SignOffSheetFile, s.signOffSheetFile)
	get(paths.DeskUpload, s.uploadOf)

	get(paths.Delegations, s.delegations)
	post(paths.Delegations, s.delegate)
	post(paths.DelegationRevoke, s.revokeDelegation)

	// What leaves the house.
	get(paths.IssueFiles, s.issueFiles)
	post(paths.IssueFiles, s.retryFiles)
	get(paths.DraftFile, s.draftFile)
	get(paths.IssueClip, s.clip)

	// What happened.
	get(paths.IssueHistory, s.issueHistory)
	get(paths.IssueCompare, s.compareIssue)
	get(paths.IssueMarkedUp, s.issueMarkedUp)
	get(paths.Audit, s.audit)
	get(paths.Report, s.report)
	get(paths.ReportFile, s.reportFile)
	get(paths.Figures, s.figures)
	get(paths.FiguresFile, s.figuresFile)
	get(paths.AuditFile, s.auditFile)
}
