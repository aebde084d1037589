package views

import (
	"maps"
	"time"

	"github.com/a-h/templ"

	"jianbao/internal/redline"
	"jianbao/models"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// nasty is a text that must stay text wherever it stands.
const nasty = `"><script>alert(1)</script>'&`

var someDay = time.Date(2026, 11, 2, 6, 32, 0, 0, time.UTC)

// deskPages draws every page of the desk as it stands in the middle of work, each with every optional part shown.
func deskPages() map[string]templ.Component {
	p := testDesk()
	out := map[string]templ.Component{}
	maps.Copy(out, issuePages(p))
	maps.Copy(out, articlePages(p))
	maps.Copy(out, reviewPages(p))
	maps.Copy(out, importPages(p))
	maps.Copy(out, picturePages(p))
	return out
}

func picturePages(p layout.DeskPage) map[string]templ.Component {
	bad := p
	bad.Problems = components.Problems{{Field: "file", Text: nasty}}
	idle := PictureCard{StoredPicture: models.StoredPicture{ID: 1, SHA256: "abab", ContentType: "image/png", Width: 1200, Height: 80, Bytes: 83_000, Name: nasty, CreatedAt: someDay}, By: nasty}
	used := idle
	used.ID, used.Uses = 2, []LinkTitle{{Title: nasty, Href: "/a"}}
	return map[string]templ.Component{
		"pictures":          PicturesPage(p, PicturesVM{Slug: "kfqy", Now: someDay, CanEdit: true, Limit: 20, Cards: []PictureCard{idle, used}, Paging: components.PaginationProps{Page: 2, Pages: 3, Total: 70, Prev: "/p", Next: "/n"}}),
		"pictures, none":    PicturesPage(bad, PicturesVM{Slug: "kfqy", CanEdit: true, Limit: 20}),
		"pictures, kept":    PicturesPage(p, PicturesVM{Slug: "kfqy", CanEdit: true, Cards: []PictureCard{used}, Kept: nasty, KeptFor: used.Uses}),
		"pictures, deleted": PicturesPage(p, PicturesVM{Slug: "kfqy", CanEdit: true, Deleted: true, Cards: []PictureCard{idle}}),
		"pictures, no bin":  PicturesPage(p, PicturesVM{Slug: "kfqy", Deleted: true}),
	}
}

func testDesk() layout.DeskPage {
	return layout.DeskPage{
		Title:     "第91期",
		Bulletin:  layout.BulletinChoice{Name: "开放前沿", Slug: "kfqy"},
		Bulletins: []layout.BulletinChoice{{Name: "开放前沿", Slug: "kfqy"}, {Name: nasty, Slug: "kazb"}},
		Role:      "编辑", RoleField: models.Editor,
		Roles: []layout.RoleChoice{{Role: models.Editor, Label: "编辑", Current: true}, {Role: models.Reviewer, Label: "审核"}},
		User:  nasty, Nonce: "N",
		Nav:   []layout.NavItem{{Label: "待办", Href: "/desk/b/kfqy", Icon: components.IconToDo, Count: 3, Current: true}},
		Flash: &layout.Flash{Kind: components.Good, Text: nasty, Undo: &layout.Undo{Action: "/desk/undo", Fields: []layout.Field{{Name: "article", Value: "3"}}}},
	}
}

func testMasthead() MastheadForm {
	return MastheadForm{
		Base: "b1", Name: "开放前沿", Kind: "regular", Year: "2026", Number: "91", Cumulative: "191", Host: nasty, Date: "2026-11-02", AccessNote: "内部资料",
		EditorNote: nasty, Access: "public", DistributionTo: "省委办公厅\n" + nasty, PrintedNumber: "第91期", PrintedCumulativeLabel: "总第191期",
	}
}

func testSteps() []components.Step {
	return []components.Step{
		{Name: "初审", State: components.StepDone, Who: "周明远", At: someDay, Note: nasty},
		{Name: "复审", State: components.StepAtWork, Who: "林知微"},
		{Name: "签发"},
	}
}

func testRecorded() RecordedDecision {
	return RecordedDecision{
		ID: 4, Issue: "第90期", IssueHref: "/i", Step: "复审", Verdict: models.Approved, Way: models.OnPaper, DecidedOn: "2026-10-26",
		Opinion: nasty, Recorder: "陈若溪", RecordedAt: someDay, ScanHref: "/s", ObjectHref: "/o", ConfirmHref: "/c",
	}
}

func testProof() ProofPanel {
	f := ProofFinding{
		Mark: "3f9a02c477be1d083f9a02c4", Text: nasty, Where: LinkTitle{Title: nasty, Href: "/a#block-AAAA"}, Before: nasty, Marked: nasty, After: nasty,
		By: nasty, Note: nasty, At: someDay,
	}
	other := f
	other.Mark = "77be1d083f9a02c43f9a02c4"
	return ProofPanel{Blocks: []ProofFinding{f}, Warns: []ProofFinding{f, other}, Cleared: []ProofFinding{f}, ClearHref: "/c", On: "review", Open: true}
}

func testIssue() DeskIssueVM {
	article := IssueArticle{ID: 3, Number: "（一）", Title: nasty, Units: []string{nasty}, Characters: 812, State: models.ArticleReady, CanAmend: true, Revision: 5, Twin: components.Link{Label: nasty, Href: "/t"}}
	return DeskIssueVM{
		Slug: "kfqy", ID: 91, Version: 7, Label: "第91期", State: IssueState{Workflow: models.Reviewing, Standing: models.Unpublished, Step: "复审"},
		CanEdit: true, Locked: nasty, Masthead: testMasthead(), Yearly: true, MastheadUp: true,
		Sections: []IssueSection{{ID: 1, Number: "一、", Title: nasty, First: true, Articles: []IssueArticle{article}}, {ID: 2}},
		Pool: &PoolPanel{
			Rows:   []PoolRow{{ID: 31, Title: nasty, Units: []string{nasty}, State: models.ArticleReady, Twin: components.Link{Label: nasty, Href: "/t"}}},
			Filter: PoolFilter{Action: "/i", Words: nasty, Unit: nasty, Units: []components.Option{{Value: nasty, Label: nasty}}, Total: 1},
		},
		Order: "1:3;2:", Numbering: models.Continuous, Library: []string{nasty}, Characters: 812, Proof: new(testProof()),
		Panel: IssuePanel{
			Steps: testSteps(), Run: 2, CheckCode: "3f9a 02c4 77be 1d08", SourceName: nasty, SourceHref: "/s", HistoryHref: "/h", ReviewHref: "/r",
			Buttons: []EventButton{{Event: models.EventSubmit, Href: "/e", Primary: true}, {Event: models.EventVoid, Href: "/v", Danger: true}},
		},
	}
}

func issuePages(p layout.DeskPage) map[string]templ.Component {
	bad := p
	bad.Problems = components.Problems{{Field: "number", Text: nasty}, {Field: "distribution", Text: "太多"}, {Text: "别处已改"}}
	locked := testIssue()
	locked.CanEdit = false
	empty := testIssue()
	empty.Sections, empty.Panel, empty.Proof = nil, IssuePanel{}, &ProofPanel{}
	items := []ToDoItem{{Label: "第91期", Href: "/i", State: testIssue().State, Note: nasty, At: someDay, Action: "审核"}}
	var groups []ToDoGroup
	for _, kind := range toDoKinds {
		groups = append(groups, ToDoGroup{Kind: kind, Items: items})
	}
	row := IssueRow{Label: "第91期", Total: "总第191期", Href: "/i", Date: "2026-11-02", State: IssueState{Workflow: models.Returned, Standing: models.Withdrawn}, Waiting: nasty, Articles: 9, Updated: someDay, UpdatedBy: nasty}
	return map[string]templ.Component{
		"to-do":             ToDoPage(p, ToDoVM{Slug: "kfqy", Now: someDay, CanCreate: true, Groups: groups, Recorded: []RecordedDecision{testRecorded()}, Recent: []Activity{{At: someDay, Who: nasty, Text: nasty, Href: "/i"}}}),
		"to-do, empty":      ToDoPage(p, ToDoVM{Slug: "kfqy", Now: someDay}),
		"issues":            IssuesPage(p, IssuesVM{Slug: "kfqy", Now: someDay, CanCreate: true, Rows: []IssueRow{row}, Paging: components.PaginationProps{Page: 2, Pages: 3, Total: 70, Prev: "/p", Next: "/n"}}),
		"issues, none":      IssuesPage(p, IssuesVM{Slug: "kfqy", CanCreate: true}),
		"issues, filtered":  IssuesPage(p, IssuesVM{Slug: "kfqy", Filter: EndedIssues}),
		"new issue":         NewIssuePage(p, NewIssueVM{Slug: "kfqy", Last: "第90期", From: FromLast, Kind: "regular", Number: "91", Yearly: true, Proposals: []NumberProposal{{Label: "第91期"}, {Label: "增刊第3期"}}, Taken: &components.Link{Label: "第91期", Href: "/i"}}),
		"issue":             DeskIssuePage(p, testIssue()),
		"issue, refused":    DeskIssuePage(bad, testIssue()),
		"issue, returned":   DeskIssuePage(p, returnedIssue()),
		"issue, locked":     DeskIssuePage(p, locked),
		"issue, empty":      DeskIssuePage(p, empty),
		"order, stale":      OrderConflictPage(p, testOrders()),
		"order, unknown":    OrderConflictPage(p, OrderConflictVM{Back: components.Link{Label: "第91期", Href: "/i"}, Action: "/o", Version: 7}),
		"trash":             TrashPage(p, TrashVM{Slug: "kfqy", Now: someDay, Rows: []TrashRow{{Title: nasty, Href: "/a", Units: []string{nasty}, Restore: "/restore", By: nasty, At: someDay}, {Title: nasty, Restore: "/restore"}}}),
		"trash, empty":      TrashPage(p, TrashVM{Slug: "kfqy"}),
		"trash, no issues":  TrashPage(p, TrashVM{Slug: "kfqy", OfIssues: true}),
		"change of a frame": ReplacePage(p, ReplaceVM{Subject: nasty, Back: components.Link{Label: "第91期", Href: "/i"}, Action: "/a", Version: 7, Confirm: "abc", Fields: []layout.Field{{Name: "title", Value: nasty}}, Lost: []LostApproval{{Step: "初审", Who: nasty, At: someDay, Opinion: nasty}}, Step: "初审", Editor: true}),
	}
}

func testArticle() DeskArticleVM {
	table := models.Block{ID: "TTTT", Kind: models.Table, Caption: nasty, HeaderRows: 1, Rows: [][]models.Cell{{{Inlines: models.Text("口岸")}}, {{Inlines: models.Text(nasty)}}}}
	return DeskArticleVM{
		Slug: "kfqy", ID: 3, Version: 12, Back: components.Link{Label: "第91期", Href: "/i"}, Number: "（一）", Section: "澜江实践", Title: nasty,
		Units: []string{nasty}, KnownUnits: []string{nasty}, Origin: "sent", Source: nasty, Ready: true, Characters: 812, SavedBy: nasty, SavedAt: someDay, Now: someDay,
		Revision: 4, Unsaved: true, Deletable: true, Focus: "BBBB", Previous: LinkTitle{Title: nasty, Href: "/p"}, Next: LinkTitle{Title: "后一篇", Href: "/n"},
		Blocks: []BlockField{
			{ID: "AAAA", Kind: models.Paragraph, Text: nasty},
			{ID: "BBBB", Kind: models.Heading, Level: 2, Text: "1. " + nasty, Likely: true},
			{ID: "TTTT", Kind: models.Table, Complex: true, Block: table},
			{ID: "PPPP", Kind: models.Image, Complex: true, Block: models.Block{ID: "PPPP", Kind: models.Image, Caption: nasty, Picture: &models.Picture{SHA256: "abab", Alt: nasty, Width: 1200, Height: 80}}},
		},
		Images: DeskPictures("kfqy"),
	}
}

func articlePages(p layout.DeskPage) map[string]templ.Component {
	bad := p
	bad.Problems = components.Problems{{Field: "title", Text: "缺标题"}, {Field: "units", Text: "太多"}, {Field: "blocks[1]", Text: nasty}, {Field: "blocks[2].rows[0][0]", Text: "太长"}, {Field: "blocks", Text: "太长"}}
	amending, reading := testArticle(), testArticle()
	amending.Mode, amending.Step = Amending, nasty
	reading.Mode, reading.Reading = Reading, nasty
	text := models.ArticleText{Title: nasty, Units: []string{nasty}, Source: nasty, Body: models.Body{Blocks: []models.Block{{ID: "AAAA", Kind: models.Paragraph, Inlines: models.Text(nasty)}}}}
	row := RevisionRow{ID: 41, Number: 3, Cause: models.CauseAmended, Step: nasty, Opinion: nasty, Author: nasty, At: someDay, Characters: 800, Grown: -3, Current: true}
	parts := redline.Texts(nasty+"旧", nasty+"新")
	restored := testArticle()
	restored.Restored, restored.Lease, restored.TakesOver = &RestoredCopy{ID: 5, Version: 2, At: someDay, Behind: true, CompareHref: "/c"}, &ArticleLease{Name: nasty, Since: someDay}, true
	reading.Kept, reading.Lease = "/k", restored.Lease
	cell := MergeCell{Present: true, Segments: parts}
	merge := MergeVM{Article: testArticle(), By: nasty, At: someDay, Mine: nasty, Own: true, Side: 5, SideHref: "/s", BaseNumber: 3, Action: "/m", Version: 44, Rows: []MergeRow{
		{Key: "title", Label: "标题", Base: cell, Theirs: cell, Mine: cell, Differs: true, Preselected: true, Choice: models.TakeMine},
		{Key: "block-AAAA", Label: "第 1 段", Theirs: cell, Differs: true, Block: true, Error: nasty},
		{Key: "block-BBBB", Label: "第 2 段", Base: cell, Theirs: cell, Mine: cell, Differs: true, Both: true},
		{Key: "block-CCCC", Label: "第 3 段", Theirs: cell},
	}}
	others := merge
	others.Own, others.Article = false, reading
	pooled := PoolRow{ID: 31, Version: 2, Title: nasty, Units: []string{nasty}, Characters: 640, State: models.ArticleReady, Updated: someDay, UpdatedBy: nasty}
	return map[string]templ.Component{
		"article":             DeskArticlePage(p, testArticle()),
		"article, refused":    DeskArticlePage(bad, testArticle()),
		"article, amending":   DeskArticlePage(p, amending),
		"article, restored":   DeskArticlePage(p, restored),
		"take-over":           TakeOverPage(p, TakeOverVM{Title: nasty, Name: nasty, Since: someDay, Version: 2, Back: "/a", Action: "/t"}),
		"working copy":        CopyPage(p, CopyVM{ID: 5, Version: 2, Article: 3, Title: nasty, Back: components.Link{Label: nasty, Href: "/a"}, At: someDay, Current: 4, By: nasty, CurrentAt: someDay, Diff: redline.Articles(text, models.ArticleText{Title: "旧"}), Plain: nasty}),
		"working copies":      CopiesPage(p, CopiesVM{Now: someDay, Rows: []CopyRow{{ID: 5, Version: 2, Title: nasty, Bulletin: nasty, At: someDay, Href: "/a", Plain: nasty}, {ID: 6, Version: 2, Plain: nasty}}}),
		"no working copies":   CopiesPage(p, CopiesVM{}),
		"merge":               MergePage(p, merge),
		"merge, reading":      MergePage(p, others),
		"article, reading":    DeskArticlePage(p, reading),
		"revisions":           RevisionsPage(p, RevisionsVM{Slug: "kfqy", ID: 3, Title: nasty, Back: components.Link{Label: "稿件", Href: "/a"}, Now: someDay, Quick: []components.Link{{Label: nasty, Href: "/q"}}, Rows: []RevisionRow{row, {ID: 40, Number: 2, Cause: models.CauseSaved}}}),
		"revision":            RevisionPage(p, RevisionVM{Slug: "kfqy", ArticleID: 3, Version: 44, Row: row, Text: text, CanRestore: true, CompareURL: "/c"}),
		"comparison":          ComparePage(p, CompareVM{Slug: "kfqy", ArticleID: 3, Title: nasty, From: row, To: row, Diff: testDiff(), Switch: DiffSwitch{InlineHref: "/i", SideHref: "/s"}}),
		"comparison, sides":   ComparePage(p, CompareVM{Slug: "kfqy", ArticleID: 3, Title: nasty, From: row, To: row, Diff: testDiff(), Switch: DiffSwitch{Side: true, InlineHref: "/i", SideHref: "/s"}}),
		"pool":                PoolPage(p, PoolVM{Slug: "kfqy", Now: someDay, CanEdit: true, Rows: []PoolRow{pooled}, Places: []components.Option{{Value: "4", Label: nasty}}, TrashHref: "/t"}),
		"pool, nothing found": PoolPage(p, PoolVM{Slug: "kfqy", Filter: PoolFilter{Words: nasty, Action: "/p"}}),
		"pool, empty":         PoolPage(p, PoolVM{Slug: "kfqy"}),
	}
}

func testEvent(e models.Event) EventVM {
	decision := testRecorded()
	return EventVM{
		Slug: "kfqy", IssueID: 91, Version: 7, Label: "第91期", Bulletin: nasty, State: testIssue().State, Event: e, Access: AccessShown{Access: models.Public},
		Hash: "3f9a02c477be1d083f9a02c4", Reason: nasty, Opinion: nasty, Override: true, Because: nasty, Decision: &decision,
		Return: &ReturnForm{Category: "facts", Articles: []ReturnPlace{{
			Value: "3", Label: nasty, Named: true, Note: nasty, Open: true, Blocks: []ReturnPlace{{Value: "3:b1", Label: nasty}, {Value: "3:b2", Label: nasty, Named: true, Note: nasty}},
		}}},
		Points: testPoints(),
	}
}

func returnedIssue() DeskIssueVM {
	vm := testIssue()
	vm.Returned = testPoints()
	return vm
}

// testPoints is a checklist with one point of every kind.
func testPoints() *PointList {
	return &PointList{CanAnswer: true, Total: 3, Open: 2, Returns: []ReturnNote{{
		Who: nasty, Step: "复审", At: someDay, Category: models.ReturnFacts, Reason: nasty, Recorder: nasty, Points: []Point{
			{ID: 1, Whole: true, Action: "/points"},
			{ID: 2, Place: LinkTitle{Title: nasty, Href: "/a#block-b2"}, Quote: nasty, Note: nasty, Action: "/points"},
			{ID: 3, Place: LinkTitle{Title: nasty}, Note: nasty, Done: true, By: nasty, At: someDay, Answer: nasty, Action: "/points"},
		},
	}}}
}

func reviewPages(p layout.DeskPage) map[string]templ.Component {
	bad := p
	bad.Problems = components.Problems{{Field: "opinion", Text: "请选"}, {Field: "reason", Text: "请写"}, {Field: "password", Text: "不对"}}
	panel := testProof()
	review := ReviewVM{
		Proof: panel, Slug: "kfqy", IssueID: 91, Version: 7, Label: "第91期", State: testIssue().State, Run: 2, Hash: "3f9a02c477be1d083f9a02c4", Printed: templ.Raw(`<article id="article-3"></article>`),
		Contents: []ReviewArticle{{ID: 3, Number: "（一）", Title: nasty, Changed: true, Amend: "/a", Mark: models.MarkRead}}, Decided: true, Marks: &ReviewMarks{Read: 1, Return: 1, Total: 3, Action: "/marks", Blocks: []string{"3:b1"}}, Checks: []Check{{Text: nasty, Good: true}, {Text: "缺单位"}},
		Changes: []ReviewChange{{ArticleID: 3, Title: nasty, Who: []string{nasty, "周明远"}, Steps: []string{"初审"}, At: someDay, Diff: testDiff()}}, SinceHref: "/since", Points: testPoints(),
		Seen:  &SeenBefore{At: someDay, Changes: []ReviewChange{{ArticleID: 3, Title: nasty, Who: []string{nasty}, At: someDay, Diff: testDiff()}}},
		Steps: testSteps(), CanApprove: true, SignOff: true, CanReturn: true, CanRecord: true, Blocked: nasty, Override: true, Opinion: nasty, CopyHref: "/c", SheetHref: "/s",
	}
	line := AuditLine{Seq: 9, At: someDay, Who: nasty, Role: models.Reviewer, Action: nasty, Object: components.Link{Label: nasty, Href: "/i"}, Details: []components.Definition{{Term: "环节", Text: nasty}}, IP: "10.1.1.1", Hash: "9d1f02c477be1d089d1f"}
	all := []components.Option{{Label: "全部"}}
	out := map[string]templ.Component{
		"review":         ReviewPage(p, review),
		"record":         RecordPage(p, RecordVM{Slug: "kfqy", IssueID: 91, Version: 7, Label: "第91期", Step: 1, StepName: nasty, People: []components.Option{{Value: "2", Label: nasty}}, Override: true, ScanLimit: 10, SheetHref: "/s", Proof: &panel}),
		"audit":          AuditPage(p, AuditVM{Slug: "kfqy", Actions: all, Issues: all, People: all, Kinds: all, Entries: []AuditLine{line, {Seq: 8}}, Before: 8, Later: true, Head: "9d1f", HeadSeq: 9}),
		"audit, empty":   AuditPage(p, AuditVM{Slug: "kfqy", Actions: all, Issues: all}),
		"history":        HistoryPage(p, HistoryVM{Slug: "kfqy", IssueID: 91, Label: "第91期", State: IssueState{Workflow: models.Signed, Standing: models.Normal}, Now: someDay, Chapters: []HistoryChapter{{Anchor: "part-1", Title: nasty, Lines: []HistoryLine{{AuditLine: line, Times: 2, Until: someDay}}}}, Files: []HistoryFile{{Format: "PDF", Edition: 1, At: someDay}}}),
		"issue compared": IssueComparePage(p, testIssueComparison()),
		"issue alone":    IssueComparePage(p, IssueCompareVM{Slug: "kfqy", IssueID: 91, Label: "第91期", Alone: true}),
		"blocked":        EventPage(p, EventVM{Slug: "kfqy", IssueID: 91, Label: "第91期", Event: models.EventPublish, Blockers: []string{nasty}, Proof: &panel}),
		"sign-off, refused": EventPage(layout.DeskPage{Title: "签发", RoleField: models.Signer, Problems: bad.Problems[:1]}, EventVM{
			Slug: "kfqy", IssueID: 91, Version: 7, Label: "第91期", Event: models.EventSignOff, Hash: "3f9a02c477be1d083f9a02c4",
		}),
	}
	for e := range eventPages {
		out["event "+string(e)] = EventPage(p, testEvent(e))
	}
	return out
}

func importPages(p layout.DeskPage) map[string]templ.Component {
	bad := p
	bad.Problems = components.Problems{{Field: "file", Text: nasty}, {Field: "text", Text: "空"}}
	refused := p
	refused.Problems = components.Problems{{Field: "number", Text: "重复"}}
	doubt := ImportDoubt{ID: "d1", Line: 9, Text: nasty, Alternatives: []components.Option{{Value: "article", Label: "稿件标题"}}}
	lines := []ImportLine{
		{Number: 7, Text: "一、" + nasty, Kind: "section", Name: "栏目", Printed: "一、", Shown: nasty},
		{Number: 8},
		{Number: 9, Text: nasty, Kind: "heading", Name: "小标题", Level: 2, Doubts: []ImportDoubt{doubt}},
		{Number: 9, At: 40, Text: nasty, Kind: "paragraph", Name: "正文", Joined: true},
		{Number: 10, Text: "— 1 —", Kind: "drop", Name: "页码", Dropped: true},
	}
	screen := MapImportVM{
		Slug: "kfqy", ID: 5, Version: 3, File: nasty, Format: "GB18030", Omitted: []ImportOmission{{Name: nasty, Count: 2, Sample: nasty}}, Sections: 4, Articles: 10, Blocks: 43, Masthead: testMasthead(), Yearly: true, Decisions: 2,
		Taken: &components.Link{Label: "第91期", Href: "/i"}, Same: &components.Link{Label: "第90期", Href: "/i"}, Doubts: []ImportDoubt{doubt},
		Repairs: []ImportRepair{{ID: "r1", Line: 7, Name: "接合断段", Before: nasty, After: nasty}}, Proposals: []ImportProposal{{ID: "p1", Text: nasty}},
		Dropped: []ImportDropped{{Line: 10, Text: nasty, Reason: "页码"}}, Kinds: []components.Option{{Value: "paragraph", Label: "正文"}}, Lines: lines, OpenLine: 9, OpenAt: 40,
		Paging: components.PaginationProps{Page: 1, Pages: 2, Total: 400, Next: "/n"},
	}
	return map[string]templ.Component{
		"import":           NewImportPage(p, NewImportVM{Slug: "kfqy", Now: someDay, Limit: 8, Lines: 200_000, Text: nasty, Open: []OpenImport{{ID: 5, Version: 1, Name: nasty, By: nasty, At: someDay}}}),
		"import, refused":  NewImportPage(bad, NewImportVM{Slug: "kfqy", Limit: 8, Lines: 200_000}),
		"mapping":          MapImportPage(p, screen),
		"mapping, refused": MapImportPage(refused, screen),
	}
}

func testOrders() OrderConflictVM {
	rows := []OrderRow{{ID: 1, Section: true, Number: "一、", Title: nasty}, {ID: 2, Section: true}, {ID: 3, Number: "（一）", Title: nasty}}
	vm := OrderConflictVM{
		Back: components.Link{Label: "第91期", Href: "/i"}, Action: "/o", Version: 7, Fields: []layout.Field{{Name: "order", Value: "1:3;2:"}}, By: nasty, At: someDay,
		Theirs: rows, Mine: []OrderRow{rows[1], rows[0]},
		Gone: []GoneRow{{Section: true}, {Section: true, Title: nasty}, {Title: nasty}, {Title: nasty, Deleted: true}, {Title: nasty, Issue: "第92期"}},
	}
	vm.Mark()
	return vm
}
